"""What a reading gathers on its way: faults, and what must fit together at its end."""

from dataclasses import dataclass, field

from handout.model.findings import Finding, Severity


@dataclass(slots=True)
class Faults:
    """The faults of one article; `line` follows the words that are being read."""

    path: str
    offset: int = 0
    """How many lines stand above the Markdown in its file."""
    source: tuple[str, ...] = ()
    """The lines of the Markdown."""
    line: int = 0
    findings: list[Finding] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    """Line and target of each link to a place in the article."""
    marks: dict[int, int] = field(default_factory=dict)
    """The line of each footnote's first mark, by its number."""
    labels: set[str] = field(default_factory=set)
    """The `[label]: address` lines that a link uses."""
    ids: set[str] = field(default_factory=set)
    """The headings' names, for links."""

    def add(
        self,
        rule: str,
        message: str,
        advice: str,
        line: int = 0,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a fault at the line, else at the words that are being read."""
        self.findings.append(Finding(rule, message, advice, self.path, line or self.line, severity))

    def at(self, lines: tuple[int, int] | None) -> int:
        """Move to the first of a node's lines, counted from 0 in the Markdown; returns it."""
        if lines:
            self.line = self.offset + lines[0] + 1
        return self.line

    def own_id(self, wanted: str) -> str:
        """A heading's name that no other heading has: the wanted one, or with a number."""
        found, number = wanted, 1
        while found in self.ids:
            number += 1
            found = f"{wanted}-{number}"
        self.ids.add(found)
        return found
