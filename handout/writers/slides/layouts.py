"""The slide layouts: their names in mark-up, their grid and their type scale, in one table.

The grid is in points on a slide of 960 by 540: margins of 48, a panel of 328 at the side for the
title and the rest for what it says. Sizes are steps of one scale, the one that looks best first.
"""

from dataclasses import dataclass

from handout.deck import Box

WIDTH, HEIGHT = 960.0, 540.0
MARGIN = 48.0

HEADLINE = (40, 38, 36, 34, 32, 30, 28, 26, 24)
READING = (36, 34, 32, 30, 28)
SMALLEST = (26, 24)
"""Taken only where a single paragraph or row would not fit otherwise."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder of a layout."""

    role: str
    type: str
    """As PowerPoint names it: ctrTitle, title, subTitle, body, obj, pic or tbl."""
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
    lines: int = 99
    """How many lines it may take."""
    heading: float = 1.0
    """How much larger than the rest a heading in the text is set."""
    prompt: str = "Text"


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape that a layout draws behind its placeholders."""

    name: str
    box: Box
    colour: str
    form: str = "rect"


@dataclass(frozen=True, slots=True)
class Layout:
    """A row of the table."""

    name: str
    """In `data-layout`."""
    label: str
    """In PowerPoint's menu."""
    slots: tuple[Slot, ...]
    type: str = ""
    """PowerPoint's own name for layouts of the kind, where it has one."""
    ground: str = "bg1"
    shapes: tuple[Shape, ...] = ()
    footer: str = "accent4"
    """The colour of the footer line."""
    footer_left: float = MARGIN
    logo: Box | None = None
    """Where the logo may stand; the placeholder `clinic` moves beside it."""
    reversed: bool = False
    """Whether the logo stands on the primary colour."""
    instead: str = ""
    """The layout to take when the words do not fit this one."""
    whole: bool = False
    """Whether its text stands on one slide or not at all."""


_SIDE = 328.0
_TEXT_LEFT = _SIDE + 48
_EDGE = Shape("Edge", Box(0, 0, 12, HEIGHT), "tx2")
_WIDE_TITLE = Slot(
    "title", "title", 0, Box(MARGIN, 36, 864, 84), HEADLINE, (), "tx2", True, "b", prompt="Title"
)
_SIDE_BODY = Box(_TEXT_LEFT, 56, WIDTH - MARGIN - _TEXT_LEFT, 424)


def _side_title(colour: str) -> Slot:
    """The title in the panel at the side."""
    return Slot(
        "title",
        "title",
        0,
        Box(40, 56, 264, 424),
        HEADLINE,
        (),
        colour,
        True,
        prompt="Title",
        lines=6,
    )


def _panel(colour: str) -> tuple[Shape, ...]:
    """The panel at the side."""
    return (Shape("Panel", Box(0, 0, _SIDE, HEIGHT), colour),)


def _rings(right: float, bottom: float, ring: str, ground: str) -> tuple[Shape, ...]:
    """Three quarter circles in a corner, as rings in water."""
    radii = ((300.0, ring), (204.0, ground), (108.0, ring))
    return tuple(
        Shape(f"Ring {number}", Box(right - r, bottom - r, r, r), colour, "quarter")
        for number, (r, colour) in enumerate(radii, 1)
    )


LAYOUTS = (
    Layout(
        "title",
        "Title Slide",
        (
            Slot(
                "title",
                "ctrTitle",
                0,
                Box(MARGIN, 48, 700, 188),
                (54, 48, 44, 40, 36),
                (32,),
                "bg1",
                True,
                "b",
                spacing=0.95,
                prompt="Title",
            ),
            Slot("subtitle", "subTitle", 1, Box(MARGIN, 252, 640, 76), (28, 26, 24), (), "bg2"),
            Slot(
                "clinic",
                "body",
                13,
                Box(MARGIN, 392, 864, 76),
                (28, 26, 24),
                (20,),
                "tx2",
                True,
                "ctr",
            ),
        ),
        "title",
        shapes=(
            Shape("Band", Box(0, 0, WIDTH, 352), "tx2"),
            *_rings(WIDTH, 352, "accent5", "tx2"),
            Shape("Mark", Box(MARGIN, 348, 96, 8), "accent2"),
        ),
        logo=Box(MARGIN, 392, 300, 76),
    ),
    Layout(
        "bullets",
        "Title and Content",
        (
            _side_title("tx2"),
            Slot("body", "obj", 1, _SIDE_BODY, anchor="ctr", bullets=True, spread=1.0),
        ),
        "obj",
        shapes=(*_panel("bg2"), _EDGE),
        footer_left=_TEXT_LEFT,
        instead="wide",
    ),
    Layout(
        "wide",
        "Wide Title and Content",
        (
            _WIDE_TITLE,
            Slot("body", "obj", 1, Box(MARGIN, 144, 864, 336), bullets=True, spread=1.0),
        ),
        shapes=(_EDGE,),
    ),
    Layout(
        "statement",
        "Statement",
        (
            Slot(
                "title",
                "title",
                0,
                Box(MARGIN, 44, 864, 64),
                (26, 24),
                (),
                "tx2",
                True,
                "b",
                prompt="Title",
            ),
            Slot(
                "body",
                "body",
                13,
                Box(MARGIN, 144, 800, 336),
                (54, 48, 44, 40),
                (),
                anchor="ctr",
                spread=0.6,
            ),
        ),
        shapes=(
            *_rings(WIDTH, HEIGHT, "bg2/60", "bg1"),
            _EDGE,
            Shape("Mark", Box(MARGIN, 120, 72, 6), "accent2"),
        ),
        instead="bullets",
        whole=True,
    ),
    Layout(
        "key",
        "Key Message",
        (
            Slot(
                "title",
                "title",
                0,
                Box(MARGIN, 44, 864, 64),
                (26, 24),
                (),
                "bg2",
                True,
                "b",
                prompt="Title",
            ),
            Slot(
                "body",
                "body",
                13,
                Box(MARGIN, 144, 800, 336),
                (54, 48, 44, 40, 36, 32),
                (28, 26, 24),
                "bg1",
                True,
                anchor="ctr",
                spread=0.6,
            ),
        ),
        ground="tx2",
        shapes=(
            *_rings(WIDTH, HEIGHT, "accent5", "tx2"),
            Shape("Mark", Box(MARGIN, 120, 72, 6), "bg1"),
        ),
        footer="bg2",
    ),
    Layout(
        "warning",
        "Warning",
        (
            _side_title("bg1"),
            Slot("body", "obj", 1, _SIDE_BODY, anchor="ctr", spread=0.8),
        ),
        shapes=(
            *_panel("accent2"),
            Shape("Exclamation", Box(48, 372, 18, 72), "bg1", "roundRect"),
            Shape("Mark point", Box(46, 456, 22, 22), "bg1", "ellipse"),
        ),
        footer_left=_TEXT_LEFT,
        instead="wide",
    ),
    Layout(
        "table",
        "Title and Table",
        (
            _WIDE_TITLE,
            Slot("table", "tbl", 1, Box(MARGIN, 144, 864, 336), (28, 26, 24), (22, 20, 18)),
        ),
        "tbl",
        shapes=(_EDGE,),
    ),
    Layout(
        "picture",
        "Picture",
        (
            _WIDE_TITLE,
            Slot("picture", "pic", 1, Box(MARGIN, 144, 864, 288)),
            Slot("caption", "body", 2, Box(MARGIN, 440, 864, 52), (24, 20, 18), ()),
        ),
        shapes=(_EDGE,),
    ),
    Layout(
        "closing",
        "Questions and Contact",
        (
            Slot(
                "title",
                "title",
                0,
                Box(MARGIN, 56, 520, 84),
                (60, 54, 48, 40),
                (36, 32),
                "bg1",
                True,
                "b",
                prompt="Title",
            ),
            Slot(
                "body",
                "body",
                13,
                Box(MARGIN, 188, 540, 204),
                (28, 26, 24),
                (22, 20),
                "bg1",
                spread=0.3,
                heading=1.6,
            ),
            Slot("picture", "pic", 14, Box(636, 78, 264, 264)),
            Slot(
                "caption",
                "body",
                15,
                Box(636, 348, 264, 60),
                (24, 22, 20, 18),
                (),
                "tx1",
                True,
                "ctr",
                "ctr",
            ),
            Slot(
                "clinic",
                "body",
                16,
                Box(MARGIN, 416, 540, 64),
                (24,),
                (22, 20),
                "bg1",
                True,
                "ctr",
            ),
        ),
        ground="tx2",
        shapes=(
            Shape("Mark", Box(MARGIN, 156, 96, 8), "bg1"),
            Shape("Panel", Box(624, 60, 288, 360), "bg1", "roundRect"),
        ),
        footer="bg2",
        logo=Box(MARGIN, 416, 240, 64),
        reversed=True,
    ),
)

LAYOUT = {layout.name: layout for layout in LAYOUTS}
