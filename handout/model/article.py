"""The article, as frozen data: its blocks and sections, and how to walk them."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import ClassVar, Literal, TypeAlias

from msgspec import Struct, field

from handout.model.front_matter import FrontMatter
from handout.model.risks import texts as risk_texts

Medium: TypeAlias = Literal["leaflet", "deck"]


class Text(Struct, frozen=True):
    """A run of text, plain and with its inline mark-up."""

    plain: str
    html: str
    """Well-formed XHTML of em, strong, code, a, sup, sub, span, abbr and br."""
    pictures: "tuple[Figure, ...]" = ()
    """What stands among the words of a table's cell; elsewhere pictures are blocks."""

    @classmethod
    def of(cls, words: str) -> "Text":
        """Plain words without mark-up."""
        return cls(words, escape(words, quote=False))

    def __html__(self) -> str:
        """What Jinja writes when it escapes a Text."""
        return self.html

    def __str__(self) -> str:
        return self.plain

    def __bool__(self) -> bool:
        return bool(self.plain)


class Paragraph(Struct, frozen=True):
    kind: ClassVar = "paragraph"
    line: int
    text: Text


class Heading(Struct, frozen=True):
    """A heading inside a section: level 3 to 6."""

    kind: ClassVar = "heading"
    line: int
    text: Text
    level: int
    id: str


class Item(Struct, frozen=True):
    """One item of a list; its first block is nearly always a paragraph."""

    line: int
    blocks: "tuple[Block, ...]"
    number: int | None = None
    """As it is typed, where it does not follow the number before it."""


class List(Struct, frozen=True):
    kind: ClassVar = "list"
    line: int
    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1
    lead_in: Text | None = None
    """The paragraph before the list where it ends in a colon."""


class Table(Struct, frozen=True):
    kind: ClassVar = "table"
    line: int
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    align: tuple[Literal["start", "center", "end"], ...]
    caption: Text | None = None


_PAGE = 170.0
"""The width of a page's text in millimetres, to judge lengths by."""
_LEAST_SHARE = 0.6


class Figure(Struct, frozen=True):
    kind: ClassVar = "figure"
    line: int
    source: str
    """A file, named from content/, or a `data:` address."""
    alt: str
    caption: Text | None = None
    width: str = ""
    """On paper, such as `50%` or `40mm`."""
    height: str = ""

    @property
    def share(self) -> float:
        """How much of the width of its place it takes on a slide, where it stays large enough."""
        if not self.width:
            return 1
        part = float(self.width.rstrip("%m")) / (100 if self.width.endswith("%") else _PAGE)
        return round(min(max(part, _LEAST_SHARE), 1), 2)


class Quote(Struct, frozen=True):
    kind: ClassVar = "quote"
    line: int
    blocks: "tuple[Block, ...]"
    is_note: bool = False
    """Whether it is what other programs call a note or a tip, which warns of nothing."""


class Code(Struct, frozen=True):
    """Text set as it is typed, such as an address block."""

    kind: ClassVar = "code"
    line: int
    text: Text


class Definition(Struct, frozen=True):
    """A term and what it means."""

    line: int
    term: Text
    blocks: "tuple[Block, ...]"


class Definitions(Struct, frozen=True):
    kind: ClassVar = "definitions"
    line: int
    entries: tuple[Definition, ...]


class Directive(Struct, frozen=True):
    """A fenced div, such as `::: warning`."""

    kind: ClassVar = "directive"
    line: int
    name: str
    blocks: "tuple[Block, ...]"
    attributes: Mapping[str, str] = field(default_factory=dict)
    """From its braces, such as `n=12`."""


Block: TypeAlias = (
    Paragraph | Heading | List | Table | Figure | Quote | Code | Definitions | Directive
)


class Footnote(Struct, frozen=True):
    line: int
    number: int
    blocks: tuple[Block, ...]


class Section(Struct, frozen=True):
    """A `##` heading and all up to the next."""

    line: int
    id: str
    title: Text
    blocks: tuple[Block, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    """From the braces behind the heading, such as `icon=heart-pulse`; `class` is `hidden` or
    `reference` where the slides leave the section out of the story, `shown` where they must not."""


class Kept(Struct, frozen=True):
    """Words whose author has seen what a review says of them, and keeps them."""

    line: int
    words: str
    """Nothing where it is a heading that was marked: it is then all below it."""
    reason: str


PARTS = ("what", "benefits", "harms", "alternatives", "nothing", "do", "help", "sources")
"""What a heading can be marked as, so that a review finds it: `## Was passiert? {.harms}`."""


class EarlierVersion(Struct, frozen=True):
    """A version that was handed out, with its text."""

    version: str
    text: bytes


class Article(Struct, frozen=True):
    path: str
    """As the user names it, for findings."""
    slug: str
    """The file's name without its ending: also the output folder's name."""
    front: FrontMatter
    lead: tuple[Block, ...]
    """What stands before the first section."""
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...] = ()
    marked_up: Mapping[str, Text] = field(default_factory=dict)
    """The title, the question and the subtitle as they are shown; `front` has their words."""
    name: str = ""
    """Its name in content/, such as `skin/scars`: also that of its folder in output/."""
    earlier: "tuple[EarlierVersion, ...]" = ()
    """The versions that were handed out before this one, the newest first."""
    also_in: Mapping[str, str] = field(default_factory=dict)
    """The other languages that it is there in, those of its translations and of its original, each
    with the slug of that article."""
    kept: tuple[Kept, ...] = ()
    parts: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Which of `PARTS` a heading is marked as, by its line."""

    @property
    def runs(self) -> Iterator[tuple[Block, ...]]:
        """The blocks of the lead, then those of each section."""
        yield self.lead
        yield from (section.blocks for section in self.sections)

    @property
    def all_runs(self) -> Iterator[tuple[Block, ...]]:
        """The same, then the blocks of each footnote."""
        yield from self.runs
        yield from (note.blocks for note in self.footnotes)

    def _as_shown(self, key: str) -> Text:
        words: str = getattr(self.front, key)
        return self.marked_up.get(key, Text.of(words))

    @property
    def title(self) -> Text:
        """The title as it is shown."""
        return self._as_shown("title")

    @property
    def subtitle(self) -> Text:
        """The subtitle as it is shown; empty where there is none."""
        return self._as_shown("subtitle")

    @property
    def question(self) -> Text:
        """The question as it is shown; empty where there is none."""
        return self._as_shown("question")


def inner_blocks(block: Block) -> Iterator[tuple[Block, ...]]:
    """The blocks that stand inside a block: one run for each entry of a list."""
    match block:
        case Quote(blocks=inner) | Directive(blocks=inner):
            yield inner
        case List(items=entries) | Definitions(entries=entries):
            yield from (entry.blocks for entry in entries)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, however deep, in order."""
    for block in blocks:
        yield block
        if isinstance(block, Table):
            cells = (cell for row in (block.head, *block.rows) for cell in row)
            yield from (picture for cell in cells for picture in cell.pictures)
        for inner in inner_blocks(block):
            yield from walk(inner)


def article_blocks(article: Article) -> Iterator[Block]:
    """Every block of the article, however deep, in order."""
    return walk(block for run in article.all_runs for block in run)


def tables_in(article: Article, directive: str) -> Iterator[tuple[Directive, Table]]:
    """The tables that stand right in the directives of a name, with these."""
    for block in article_blocks(article):
        if isinstance(block, Directive) and block.name == directive:
            yield from ((block, table) for table in block.blocks if isinstance(table, Table))


MEDIUM_OF: Mapping[str, Medium] = {"leaflet": "leaflet", "slides": "deck", "notes": "deck"}
"""The directives that appear in one medium only."""


def shown(blocks: tuple[Block, ...], medium: Medium) -> Iterator[Block]:
    """The blocks that appear in the medium."""
    for block in blocks:
        if isinstance(block, Directive) and MEDIUM_OF.get(block.name, medium) != medium:
            continue
        yield block


def shown_within(blocks: Iterable[Block], medium: Medium) -> Iterator[Block]:
    """Every block that the medium shows, however deep, in order; nothing inside of `::: notes`."""
    for block in shown(tuple(blocks), medium):
        yield block
        if not (isinstance(block, Directive) and block.name == "notes"):
            for inner in inner_blocks(block):
                yield from shown_within(inner, medium)


_TEXT_ATTRIBUTES = ("label", "source")
"""Attributes of a directive that are read."""
Grid: TypeAlias = tuple[tuple[Text, ...], ...]
"""Texts in rows: the cells of a table, or a text alone."""


def grids(blocks: tuple[Block, ...], medium: Medium) -> Iterator[tuple[int, Grid]]:
    """Every text that the medium must show, with its line, in order; tables as they are."""
    for block in shown(blocks, medium):
        match block:
            case Paragraph(text=text) | Heading(text=text) | Code(text=text):
                yield block.line, ((text,),)
            case List(lead_in=lead_in, items=items):
                yield from [(block.line, ((lead_in,),))] if lead_in else []
                for item in items:
                    yield from grids(item.blocks, medium)
            case Table(caption=caption, head=head, rows=rows):
                yield from [(block.line, ((caption,),))] if caption else []
                yield block.line, (head, *rows)
            case Figure(caption=caption):
                yield from [(block.line, ((caption,),))] if caption else []
            case Quote(blocks=inner):
                yield from grids(inner, medium)
            case Directive(name="risk", blocks=(Table() as table,)):
                yield from ((line, ((text,),)) for line, text in risk_texts(table))
            case Directive(blocks=inner, attributes=attributes):
                labels = (attributes[key] for key in _TEXT_ATTRIBUTES if key in attributes)
                yield from ((block.line, ((Text(words, escape(words)),),)) for words in labels)
                yield from grids(inner, medium)
            case Definitions(entries=entries):
                for entry in entries:
                    yield entry.line, ((entry.term,),)
                    yield from grids(entry.blocks, medium)


def texts_of(grids: Iterable[tuple[int, Grid]]) -> Iterator[tuple[int, Text]]:
    """Every text of grids, row by row, with its line."""
    return ((line, text) for line, grid in grids for row in grid for text in row)


def texts(blocks: tuple[Block, ...], medium: Medium) -> Iterator[tuple[int, Text]]:
    """Every text that the medium must show, with its line, in order."""
    return texts_of(grids(blocks, medium))


def article_grids(article: Article, medium: Medium) -> Iterator[tuple[int, Grid]]:
    """Every text of the article that the medium must show, with its line; tables as they are."""
    yield from grids(article.lead, medium)
    for section in article.sections:
        yield section.line, ((section.title,),)
        yield from grids(section.blocks, medium)
    for note in article.footnotes:
        yield from grids(note.blocks, medium)


def article_texts(article: Article, medium: Medium) -> Iterator[tuple[int, Text]]:
    """Every text of the article that the medium must show, with its line."""
    return texts_of(article_grids(article, medium))
