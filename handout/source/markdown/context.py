"""The state of a reading: its faults so far, where it stands, and what links refer to."""

from dataclasses import dataclass, field

from handout.model.findings import Finding, Severity


@dataclass(slots=True)
class ReadingContext:
    """Gathers the faults of one article; `line` is that of the words being read."""

    path: str
    offset: int = 0
    """How many lines stand above the Markdown in its file."""
    source: tuple[str, ...] = ()
    """The lines of the Markdown."""
    line: int = 0
    findings: list[Finding] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    """Line and target of each link to a heading of the article."""
    footnote_marks: dict[int, int] = field(default_factory=dict)
    """The line of each footnote's first mark, by its number."""
    labels: set[str] = field(default_factory=set)
    """The `[label]: address` lines that a link uses."""
    ids: set[str] = field(default_factory=set)
    """The ids of headings, for links."""

    def fault(
        self,
        rule: str,
        message: str,
        advice: str,
        line: int = 0,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Add a finding at the line, else at the words being read."""
        self.findings.append(Finding(rule, message, advice, self.path, line or self.line, severity))

    def move_to(self, lines: tuple[int, int] | None) -> int:
        """Set `line` to the first of a node's lines, counted from 0 in the Markdown; returns it."""
        if lines:
            self.line = self.offset + lines[0] + 1
        return self.line

    def unique_id(self, wanted: str) -> str:
        """An id that no other heading has: the wanted one, or with a number behind it."""
        unique, number = wanted, 1
        while unique in self.ids:
            number += 1
            unique = f"{wanted}-{number}"
        self.ids.add(unique)
        return unique
