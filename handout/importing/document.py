"""A document as it was read: its blocks, and what is to be told of them."""

from typing import ClassVar, Literal, TypeAlias

from msgspec import Struct

RemarkKind: TypeAlias = Literal["found", "guessed", "proposed", "left out", "to do"]


class Remark(Struct, frozen=True):
    """Something that a person is to know of an import."""

    kind: RemarkKind
    words: str
    place: str = ""
    """In the document, such as `page 2, below 'After your operation'`."""
    line: int = 0
    """Of the article; 0 where it is nowhere in it."""


class Picture(Struct, frozen=True):
    """A picture among words."""

    part: str
    """The name of its part in the package; empty where it is no file there."""
    alt: str = ""
    caption: str = ""


class Span(Struct, frozen=True):
    """Words that look alike."""

    text: str
    marks: frozenset[str] = frozenset()
    """Of `bold`, `italic`, `strike`, `underline`, `sup`, `sub`."""
    link: str = ""
    note: str = ""
    """The label of a footnote, whose mark stands here."""
    picture: Picture | None = None


class Mark(Struct, frozen=True):
    """What makes a paragraph an item of a list."""

    level: int
    number: int | None = None
    """None for a bullet."""
    task: str = ""
    """`[ ] ` or `[x] ` where it is a box to tick, `✓ ` or `✗ ` where the bullet says so."""


class Paragraph(Struct, frozen=True):
    """A paragraph, with what its looks tell."""

    spans: tuple[Span, ...]
    style: str = ""
    """The names of its style and of those that it comes from, in small letters."""
    level: int = 0
    """Of a heading, from 1; 0 where it is none."""
    mark: Mark | None = None
    size: float = 0
    """Points, of most of its letters."""
    indent: int = 0
    """Twentieths of a point."""
    page: int = 1
    centred: bool = False
    box: int = 0
    """The number of the text box that it stands in; 0 outside of them."""
    in_lines: bool = False
    """Whether it stands in a table with lines around its cells."""
    remarks: tuple[Remark, ...] = ()

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(span.text for span in self.spans)

    def is_all(self, mark: str) -> bool:
        """Whether all of its words bear a mark."""
        worded = [span for span in self.spans if span.text.strip() and not span.note]
        return bool(worded) and all(mark in span.marks for span in worded)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it shows."""
        return not self.text.strip() and not any(one.picture or one.note for one in self.spans)


class Cell(Struct, frozen=True):
    """A cell of a table."""

    blocks: "tuple[Block, ...]"
    columns: int = 1
    """How many it takes."""
    goes_on: bool = False
    """Whether it belongs to the cell above it."""


class Table(Struct, frozen=True):
    """A table, as it was drawn.

    What is asked of any block, it answers as a paragraph would that has no words and shows.
    """

    spans: ClassVar[tuple[Span, ...]] = ()
    text: ClassVar = ""
    style: ClassVar = ""
    level: ClassVar = 0
    mark: ClassVar[Mark | None] = None
    size: ClassVar[float] = 0
    box: ClassVar = 0
    centred: ClassVar = False
    in_lines: ClassVar = False
    is_empty: ClassVar = False

    rows: tuple[tuple[Cell, ...], ...]
    page: int = 1
    has_borders: bool = True
    has_head: bool = True
    """Whether its first row says what stands in the columns."""
    remarks: tuple[Remark, ...] = ()

    def is_all(self, _mark: str) -> bool:
        """Whether all of its words bear a mark: it has none of its own."""
        return False


Block: TypeAlias = Paragraph | Table


class Document(Struct, frozen=True):
    """All that was read of a file."""

    blocks: tuple[Block, ...]
    notes: tuple[tuple[str, tuple[Block, ...]], ...] = ()
    """The footnotes, by their labels."""
    margins: tuple[tuple[str, str], ...] = ()
    """The words of headers and footers, behind the names of their places."""
    remarks: tuple[Remark, ...] = ()
    """Of no block of its own."""
    lang: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    """What the program notes of a file, such as its author, by its names."""
