"""What became of an article."""

from typing import TYPE_CHECKING, NamedTuple

from handout.model.findings import Finding, has_errors

if TYPE_CHECKING:
    from pathlib import Path


class OutputFile(NamedTuple):
    """A file in output/, with its pages or slides counted."""

    path: "Path"
    count: int  # type: ignore[assignment]  # instead of the method that tuples have
    unit: str
    fresh: bool = True
    """Whether it was made just now; else it lay there already, and was up to date."""


class Outcome(NamedTuple):
    """What became of one article."""

    path: str
    """The article's file, as the user names it."""
    files: tuple[OutputFile, ...]
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> bool:
        """Whether nothing was made."""
        return has_errors(self.findings)

    @property
    def up_to_date(self) -> bool:
        """Whether there was nothing to make."""
        return not self.failed and not any(file.fresh for file in self.files)
