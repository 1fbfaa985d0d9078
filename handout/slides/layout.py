"""What a slide layout is: placeholders, the shapes behind them, and the type scale."""

from msgspec import Struct

from handout.model.deck import Box

WIDTH, HEIGHT = 960.0, 540.0
MARGIN = 48.0

READING = (36, 34, 32, 30, 28)
"""Sizes are steps of one scale, the one that looks best first."""
SMALLEST = (26, 24)
"""Taken only where a single paragraph or row would not fit otherwise."""


class Slot(Struct, frozen=True):
    """A placeholder of a layout."""

    role: str
    type: str
    """As PowerPoint names it: ctrTitle, title, subTitle, body, obj, pic, tbl or chart."""
    index: int
    box: Box
    sizes: tuple[int, ...] = READING
    last: tuple[int, ...] = SMALLEST
    """Smaller sizes, for one paragraph that is too long for the others."""
    colour: str = "tx1"
    bold: bool = False
    anchor: str = "t"
    align: str = "l"
    spacing: float = 1.0
    """The line spacing."""
    bullets: bool = False
    spread: float = 0.0
    """How far paragraphs may stand apart to fill the height, in lines."""
    max_lines: int = 99
    """How many lines it may take."""
    preferred_lines: int = 98
    """How many it had better take, if a smaller size will do."""
    heading: float = 1.0
    """How much larger than the rest a heading in the text is set."""
    prompt: str = "Text"

    @property
    def all_sizes(self) -> tuple[int, ...]:
        """Those that look good, then the smaller ones."""
        return (*self.sizes, *self.last)


class Shape(Struct, frozen=True):
    """A shape that a layout draws behind its placeholders."""

    name: str
    box: Box
    colour: str
    form: str = "rect"


class Capacity(Struct, frozen=True):
    """How many of each thing a slide holds, from and to."""

    texts: tuple[int, int] = (0, 0)
    pictures: tuple[int, int] = (0, 0)
    tables: tuple[int, int] = (0, 0)
    proportions: tuple[int, int] = (0, 0)


class Layout(Struct, frozen=True):
    """A row of the table."""

    name: str
    """In `data-layout`."""
    label: str
    """In PowerPoint's menu."""
    slots: tuple[Slot, ...]
    type: str = ""
    """PowerPoint's own name for layouts of the kind, where it has one."""
    holds: Capacity = Capacity(texts=(1, 1))
    like_types: tuple[str, ...] = ()
    """In a clinic's own presentation it is the layout of the first of these types that is there."""
    like_names: tuple[str, ...] = ()
    """Else one with the first of these in its name; else one with placeholders like its own."""
    framing: bool = False
    """Whether it opens or closes the deck, so that its title is no heading of the article."""
    background: str = "bg1"
    shapes: tuple[Shape, ...] = ()
    footer: str = "accent4"
    """The colour of the footer line."""
    footer_left: float = MARGIN
    logo: Box | None = None
    """Where the logo may stand; the placeholder `clinic` moves beside it."""
    reversed: bool = False
    """Whether the logo stands on the primary colour."""
    fallback: str = ""
    """The layout to take when the words do not fit this one."""
    roomier: str = ""
    """The layout that is taken where its words then stand on fewer slides."""
    whole: bool = False
    """Whether its text stands on one slide or not at all."""
    icon: Box | None = None
    """Where an icon may stand below the title."""
    stacked: bool = False
    """Whether its picture stands where lines begin, the caption right below it."""
    canvas: Box | None = None
    """Where shapes are drawn that no placeholder can hold."""
