"""What a reading gathers on its way: faults, and the links that must lead somewhere."""

from dataclasses import dataclass, field

from handout.finding import Finding


@dataclass(slots=True)
class Faults:
    """The faults of one article; `line` follows the block that is being read."""

    path: str
    offset: int
    """How many lines stand above the Markdown in its file."""
    line: int = 0
    findings: list[Finding] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    """Line and target of each link to a place in the article."""

    def add(self, rule: str, message: str, advice: str, line: int = 0) -> None:
        """Note a fault at the line, else at the block that is being read."""
        self.findings.append(Finding(rule, message, advice, self.path, line or self.line))

    def link(self, target: str) -> None:
        """Note a link to a place in the article."""
        self.links.append((self.line, target))
