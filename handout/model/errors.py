"""The errors that handout raises on purpose.

HandoutError
├── ContentError      something in content/ or templates/ stops an article; carries findings
├── SetupError        this computer lacks something, such as Pango; says what to install
└── UsageError        the command line names something that is not there
"""

from collections.abc import Iterable

from handout.model.findings import Finding


class HandoutError(Exception):
    """An error that a person can correct; shown without a traceback."""


class ContentError(HandoutError):
    """Faults in content/ or templates/, all that were found in one run."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(str, self.findings)))

    def __reduce__(self) -> tuple[type["ContentError"], tuple[tuple[Finding, ...]]]:
        """Pickles it, for another process."""
        return ContentError, (self.findings,)


class SetupError(HandoutError):
    """Something that has to be installed first."""


class UsageError(HandoutError):
    """A command line that names something that is not there."""
