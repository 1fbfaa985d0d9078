"""The deck: the items of each slide and their places, as frozen data in points."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from handout.model.markup import shown_source
from handout.model.risks import MOST_FIGURES

Position: TypeAlias = Literal["", "super", "sub", "note"]
Mark: TypeAlias = Literal["", "bullet", "number", "box"]
"""What stands before a paragraph; a box to tick is the first of its words."""
Align: TypeAlias = Literal["start", "center", "end"]

BASELINES: Mapping[Position, int] = {"super": 30000, "sub": -25000, "note": 33000}
"""How far each is raised, in thousandths of a per cent of its size. A footnote's mark is known in a
file by its own height: it is no word of the article, as the 9 of 10⁹ is."""

MONOSPACED = "Courier New"
"""The family of what is set as it is typed, which every PowerPoint has."""

BREAK = "\v"
"""The text of a run that is a line break: no other white space is this character."""


class Run(Struct, frozen=True):
    """Text of one style and language."""

    text: str
    lang: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    monospaced: bool = False
    position: Position = ""
    link: str = ""
    """An address, or `#` and the name of a slide."""


class Paragraph(Struct, frozen=True):
    """Runs, with a mark before them or none."""

    runs: tuple[Run, ...]
    level: int = 0
    """0 for the outermost."""
    mark: Mark = ""
    number: int = 0
    """That of a numbered paragraph."""
    heading: bool = False
    """A heading inside a text, set bold in the brand's colour."""
    rtl: bool = False
    small: bool = False
    """A footnote, set smaller than the rest."""

    @property
    def plain(self) -> str:
        """The plain text, line breaks included."""
        return "".join(run.text for run in self.runs)

    @property
    def bare(self) -> str:
        """The plain text without the marks of footnotes."""
        return "".join(run.text for run in self.runs if run.position != "note")


class Box(Struct, frozen=True):
    """A rectangle in points from the slide's top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def without(self, insets: tuple[float, float, float, float]) -> "Box":
        """What insets at the left, top, right and bottom leave of it."""
        left, top, right, bottom = insets
        return Box(
            self.left + left, self.top + top, self.width - left - right, self.height - top - bottom
        )


class TextFrame(Struct, frozen=True):
    """A placeholder with text, and the measurements behind its size."""

    kind: ClassVar = "text"
    role: str
    """What the placeholder is for, such as `title` or `body`."""
    index: int
    """The placeholder's idx in its layout; -1 for a shape that is none."""
    box: Box
    """The placeholder."""
    room: Box
    """The placeholder without its insets, and narrower where lines are balanced."""
    paragraphs: tuple[Paragraph, ...]
    sizes: tuple[float, ...]
    """The type size of each paragraph."""
    margins: tuple[float, ...]
    """From the room's edge to each paragraph's text."""
    hangs: tuple[float, ...]
    """How far each paragraph's mark stands before its text."""
    before: tuple[float, ...]
    """The space above each paragraph; that above the first is not used."""
    lines: tuple[int, ...]
    """The measured number of lines of each paragraph."""
    height: float
    """Of all lines and the space between paragraphs."""


class Picture(Struct, frozen=True):
    """A picture, whole and undistorted."""

    kind: ClassVar = "picture"
    role: str
    index: int
    """The placeholder's idx; -1 for a picture in none, such as an icon."""
    box: Box
    image: bytes
    media_type: str
    alt: str
    """Empty where the picture is decoration."""
    svg: bytes = b""
    """The drawing whose PNG twin `image` is."""
    link: str = ""
    source: str = ""
    """The file, as the article names it."""
    pixels: int = 0
    """The width of a photograph; 0 for a drawing, which is sharp at every size."""


class Table(Struct, frozen=True):
    """A native table; the first row is its header."""

    kind: ClassVar = "table"
    role: str
    index: int
    box: Box
    columns: tuple[float, ...]
    rows: tuple[tuple[Paragraph, ...], ...]
    heights: tuple[float, ...]
    align: tuple[Align, ...]
    size: float
    side: float
    """From a cell's left and right edges to its text."""
    alt: str
    row_heads: bool = False
    """Whether the first column heads the rows."""
    rtl: bool = False
    """Whether its columns run from right to left."""


class Steps(Struct, frozen=True):
    """Cards joined by arrows."""

    kind: ClassVar = "steps"
    cards: tuple[TextFrame, ...]
    vertical: bool
    """From top to bottom; else in the direction of reading."""
    first: int = 1
    """The number of the first card."""


class Series(Struct, frozen=True):
    """The bars of one colour."""

    name: str
    values: tuple[float, ...]


class Chart(Struct, frozen=True):
    """A native bar chart, with its numbers in a workbook inside the deck."""

    kind: ClassVar = "chart"
    role: str
    index: int
    box: Box
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    """What follows each number, with the space before it."""
    size: float
    lang: str
    alt: str


class IconArray(Struct, frozen=True):
    """Small figures of people, some of them in the strong colour; of very many each is a square."""

    kind: ClassVar = "icon-array"
    box: Box
    shown: int
    """How many of them are in it."""
    of: int
    columns: int
    first: Box
    across: float
    """From one to the next in a row; below zero where they stand from the right."""
    down: float
    alt: str

    @property
    def is_ruled(self) -> bool:
        """Whether it is a grid of squares, one for each person, in place of figures."""
        return self.of > MOST_FIGURES

    @property
    def shapes(self) -> int:
        """How many shapes it is made of: of a grid the lines across, those down, and the filled."""
        return 2 + bool(self.shown) if self.is_ruled else self.of

    @property
    def people(self) -> Iterator[Box]:
        """The places of all; not kept, as a deck may show many thousand."""
        for number in range(self.of):
            row, column = divmod(number, self.columns)
            left, top = self.first.left + column * self.across, self.first.top + row * self.down
            yield replace(self.first, left=left, top=top)


class Jump(Struct, frozen=True):
    """A link to another slide at the foot of one, as a button."""

    kind: ClassVar = "jump"
    box: Box
    words: Paragraph
    size: float
    target: str
    """The other slide, by its name."""
    is_reversed: bool
    """Whether it stands on the primary colour."""


def picture_name(source: str) -> str:
    """What proofs call a picture."""
    return f"the picture {shown_source(source)}"


def chart_name(bars: int) -> str:
    """What proofs call a chart."""
    return f"the chart of {bars} rows"


def people_name(shown: int, of: int) -> str:
    """What proofs call an icon array."""
    return f"the icon array of {min(shown, of)} in {of}"


Item: TypeAlias = TextFrame | Picture | Table | Steps | Chart | IconArray | Jump


class Slide(Struct, frozen=True):
    """One slide; its items in the order in which they are read aloud."""

    layout: str
    """A name from `slides.layouts`, such as `statement`."""
    title: str
    lang: str
    rtl: bool
    section: str
    """The PowerPoint section that it belongs to."""
    items: tuple[Item, ...]
    notes: tuple[Paragraph, ...]
    names: tuple[str, ...] = ()
    """What links in the deck call it."""
    hidden: bool = False
    """Whether it is left out of the show."""


class Deck(Struct, frozen=True):
    """All slides, and the metadata of the file."""

    title: str
    lang: str
    author: str
    subject: str
    created: date
    footers: tuple[Run, ...]
    """The version line, and shorter ones where it does not fit."""
    width: float
    height: float
    slides: tuple[Slide, ...]

    @property
    def numbers(self) -> Mapping[str, int]:
        """The slides by their names, counted from 1."""
        pairs = enumerate(self.slides, 1)
        # The first of a name has it.
        return dict(reversed([(name, number) for number, one in pairs for name in one.names]))


def drawn_name(item: Item) -> str:
    """What proofs call what is drawn; empty for what is words."""
    match item:
        case Picture(source=source):
            return picture_name(source or item.role)
        case Chart(categories=bars):
            return chart_name(len(bars))
        case IconArray(shown=shown, of=of):
            return people_name(shown, of)
    return ""


def frames(deck: Deck) -> Iterator[tuple[Slide, TextFrame]]:
    """Every text frame, those of steps too, with its slide."""
    for slide in deck.slides:
        for item in slide.items:
            inner = item.cards if isinstance(item, Steps) else (item,)
            yield from ((slide, one) for one in inner if isinstance(one, TextFrame))
