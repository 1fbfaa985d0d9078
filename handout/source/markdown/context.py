"""The state of a reading: its faults so far, where it stands, and what links refer to."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import unquote

from msgspec import Struct, field

from handout.model.article import Kept
from handout.model.findings import Finding, Severity


class ReadingContext(Struct):
    """Gathers the faults of one article; `line` is that of the words being read."""

    path: str
    file_name: Callable[[str], str] = str
    """The name from content/ of a picture, by the one that is written."""
    embedded: Mapping[str, str] = field(default_factory=dict)
    """The `data:` addresses of the text, by what stands in their place."""
    offset: int = 0
    """How many lines stand above the Markdown in its file."""
    source: tuple[str, ...] = ()
    """The lines of the Markdown."""
    line: int = 0
    findings: list[Finding] = field(default_factory=list)
    footnote_marks: dict[int, int] = field(default_factory=dict)
    """The line of each footnote's first mark, by its number."""
    labels: set[str] = field(default_factory=set)
    """The labels of `[label]: address` lines that some link uses."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    """The abbreviations that the text has not used yet, with what each stands for."""
    spelt_out: set[str] = field(default_factory=set)
    """The abbreviations in `<abbr title="…">` that were spelt out already."""
    ids: set[str] = field(default_factory=set)
    """The ids of the headings so far."""
    alike: Counter[str] = field(default_factory=Counter)
    """How often each id was taken already, for the number behind it."""
    anchors: frozenset[str] = frozenset()
    """The ids of all headings, for links."""
    levels: list[int] = field(default_factory=list)
    """The written levels of the headings that are open: the next one may stand below them."""
    depth: int = 0
    """How many quotations, lists and directives are around what is being read."""
    base: int = 0
    """How many of `levels` belong to headings outside the innermost of these blocks."""
    has_ones: bool = False
    """Whether a heading with one '#' has been reported."""
    level_before: int = 1
    """The written level of the heading before; at first the title's."""
    kept: list[Kept] = field(default_factory=list)
    """What the author keeps whatever a review says of it."""
    parts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """What headings are marked as, by their lines."""
    people: int = 0
    """How many the icon arrays show so far."""

    def picture(self, address: str) -> str:
        """The file that a picture's address names, or its `data:` address."""
        if address in self.embedded or address[:5].lower() == "data:":
            return self.embedded.get(address, address)
        return self.file_name(unquote(address))

    def warn(self, rule: str, message: str, advice: str, line: int = 0) -> None:
        """Add a warning at the line, else at the words being read."""
        self.fault(rule, message, advice, line, Severity.WARNING)

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
        unique = wanted
        while unique in self.ids:
            self.alike[wanted] += 1
            unique = f"{wanted}-{self.alike[wanted]}"
        self.ids.add(unique)
        return unique

    def level(self, written: int) -> int:
        """The level of a heading in what is made, where none is left out; the title has 1."""
        while len(self.levels) > self.base and self.levels[-1] >= written:
            self.levels.pop()
        self.levels.append(written)
        return min(1 + len(self.levels), 6)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Read the inside of a block: headings in it stand below those before it."""
        base, levels = self.base, self.levels
        self.base, self.levels = len(levels), list(levels)
        self.depth += 1
        yield
        self.base, self.levels = base, levels
        self.depth -= 1
