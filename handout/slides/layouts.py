"""The slide layouts of the base: their names in mark-up, their grid and their type, in one table.

The grid is in points on a slide of 960 by 540: margins of 48, a panel of 328 at the side for the
title and the rest for what it says.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from handout.model.deck import Box
from handout.slides.layout import HEIGHT, MARGIN, READING, WIDTH, Capacity, Layout, Shape, Slot

_SIDE = 328.0
_TEXT_LEFT = _SIDE + 48
_FULL = WIDTH - 2 * MARGIN
_BELOW = Box(MARGIN, 144, _FULL, 326)
"""What is left below a title that runs over the whole width."""
_BESIDE = Box(_TEXT_LEFT, 56, WIDTH - MARGIN - _TEXT_LEFT, 414)
"""What is left beside the panel."""

_ICON = Box(40, 372, 108, 108)
_ICON_ABOVE = Box(WIDTH - MARGIN - 72, 40, 72, 72)
"""Below a title at the side, and behind one that runs over the whole width."""

HEADLINE = (40, 38, 36, 34, 32, 30, 28, 26, 24)
"""The sizes of a title."""
_LARGE = (54, 48, 44, 40)
_LOUD = (*_LARGE, *READING)
"""What warns is as large as what does not, and goes on to the sizes of running text."""
_MEDIUM = (28, 26, 24)
_SMALL = (22, 20, 18)
_CAPTION = (24, *_SMALL)

_BELOW_PEOPLE = Box(_TEXT_LEFT, 296, _BESIDE.width, 144)
_SOURCE = Box(_TEXT_LEFT, 444, _BESIDE.width, 44)
_SAID = replace(_BELOW, width=736)
"""Where a statement stands."""
_CLEAR = 186.0
"""Rings of that radius stay clear of it."""

_EDGE = Shape("Edge", Box(0, 0, 12, HEIGHT), "tx2")
_MARK = Shape("Mark", Box(MARGIN, 120, 72, 6), "accent2")
_TITLE = Slot(
    "title", "title", 0, Box(MARGIN, 28, _FULL, 92), HEADLINE, (), "tx2", True, "b", prompt="Title"
)
_KICKER = replace(_TITLE, box=Box(MARGIN, 20, _FULL, 88), sizes=(26, 24))
"""A title above words that are larger than itself."""
_SIDE_TITLE = replace(_TITLE, box=Box(40, 56, 264, 424), anchor="t", max_lines=6, preferred_lines=3)
_CAPTION_SLOT = Slot("caption", "body", 15, Box(0, 0, 0, 0), _CAPTION, ())
_OPENING = replace(_TITLE, sizes=(*_LARGE, 36), last=(32, 28, 24), colour="bg1")
"""A title on the primary colour."""
_STATEMENT = Slot("body", "body", 13, _SAID, last=_MEDIUM, anchor="ctr", spread=0.6)
_BODY = Slot("body", "body", 13, _BELOW_PEOPLE, _MEDIUM, (22, 20), heading=1.6)
_CLINIC = Slot("clinic", "body", 13, _BELOW, _MEDIUM, (20, 18), "tx2", True, "ctr")


def _panel(colour: str) -> Shape:
    """The panel at the side."""
    return Shape("Panel", Box(0, 0, _SIDE, HEIGHT), colour)


def _rings(right: float, bottom: float, ring: str, ground: str, radius: float) -> tuple[Shape, ...]:
    """Three quarter circles in a corner, as rings in water."""
    shares = ((1.0, ring), (0.68, ground), (0.36, ring))
    radii = [(radius * share, colour) for share, colour in shares]
    return tuple(
        Shape(f"Ring {number}", Box(right - r, bottom - r, r, r), colour, "quarter")
        for number, (r, colour) in enumerate(radii, 1)
    )


def _columns(count: int, below: Box = _BELOW) -> tuple[tuple[Slot, ...], tuple[Shape, ...]]:
    """As many columns of one width: their placeholders, and the panels behind them."""
    gap, pad = 24.0, 20.0
    width = (_FULL - gap * (count - 1)) / count
    slots, shapes = [], []
    for number in range(count):
        box = Box(MARGIN + number * (width + gap), below.top, width, below.height)
        bar = replace(box, height=6)
        inner = Box(box.left + pad, box.top + 26, box.width - 2 * pad, box.height - 46)
        role, sizes = f"column {number + 1}", (32, 30, 28, 26)
        slots.append(Slot(role, "obj", number + 1, inner, sizes, (24,), bullets=True, spread=0.4))
        shapes += [Shape("Panel", box, "bg2"), Shape("Bar", bar, "tx2")]
    return tuple(slots), tuple(shapes)


_LEAD = Slot("lead", "body", 13, replace(_BELOW, top=132, height=70), _MEDIUM)


def _side_by_side(
    name: str, label: str, count: int, like_names: tuple[str, ...], *lead: Slot
) -> Layout:
    """Columns below a title, and below their introduction where they have one."""
    slots, panels = _columns(count, replace(_BELOW, top=214, height=256) if lead else _BELOW)
    texts = len(lead) + count
    return Layout(
        name,
        label,
        (_TITLE, *lead, *slots),
        shapes=(*panels, _EDGE),
        icon=_ICON_ABOVE,
        fallback="wide",
        whole=True,
        holds=Capacity(texts=(texts, texts)),
        like_names=like_names,
    )


_CLOSING = Layout(
    "closing",
    "Questions and Contact",
    (
        replace(_OPENING, box=Box(MARGIN, 56, 540, 84), sizes=(60, 54, 48, 40), last=(36, 32)),
        replace(_BODY, box=Box(MARGIN, 188, 540, 204), last=_SMALL, colour="bg1", spread=0.3),
        Slot("picture", "pic", 14, Box(636, 78, 264, 264)),
        replace(_CAPTION_SLOT, box=Box(636, 348, 264, 72), bold=True, anchor="ctr", align="ctr"),
        replace(
            _CLINIC, index=16, box=Box(MARGIN, 408, 540, 76), sizes=(24,), last=_SMALL, colour="bg1"
        ),
    ),
    background="tx2",
    shapes=(
        Shape("Mark", Box(MARGIN, 156, 96, 8), "bg1"),
        Shape("Panel", Box(624, 60, 288, 372), "bg1", "roundRect"),
    ),
    footer="bg2",
    logo=Box(MARGIN, 416, 240, 64),
    reversed=True,
    holds=Capacity(texts=(1, 2), pictures=(0, 1)),
    like_types=("twoObj",),
    like_names=("contact", "closing", "two content"),
    framing=True,
)
"""Words and a QR code; `contact` is the same without one."""

_ROWS = (
    Layout(
        "title",
        "Title Slide",
        (
            replace(
                _OPENING,
                box=Box(MARGIN, 44, 660, 188),
                type="ctrTitle",
                spacing=0.95,
                preferred_lines=2,
            ),
            Slot("subtitle", "subTitle", 1, Box(MARGIN, 244, 640, 92), _MEDIUM, (), "bg2"),
            replace(_CLINIC, box=Box(MARGIN, 392, _FULL, 76)),
        ),
        "title",
        shapes=(
            Shape("Band", Box(0, 0, WIDTH, 352), "tx2"),
            *_rings(WIDTH, 352, "accent5", "tx2", 268.0),
            Shape("Mark", Box(MARGIN, 348, 96, 8), "accent2"),
        ),
        logo=Box(MARGIN, 392, 300, 76),
        holds=Capacity(texts=(0, 2)),
        like_types=("title",),
        like_names=("title slide", "titelfolie", "diapositive de titre"),
        framing=True,
    ),
    Layout(
        "bullets",
        "Title and Content",
        (_SIDE_TITLE, Slot("body", "obj", 1, _BESIDE, anchor="ctr", bullets=True, spread=1.0)),
        "obj",
        shapes=(_panel("bg2"), _EDGE),
        footer_left=_TEXT_LEFT,
        icon=_ICON,
        fallback="wide",
        roomier="wide",
        like_types=("obj", "tx"),
        like_names=("title and content", "content"),
    ),
    Layout(
        "wide",
        "Wide Title and Content",
        (_TITLE, Slot("body", "obj", 1, _BELOW, bullets=True, spread=1.0)),
        shapes=(_EDGE,),
        icon=_ICON_ABOVE,
        like_types=("obj", "tx"),
        like_names=("title and content", "content"),
    ),
    Layout(
        "statement",
        "Statement",
        (_KICKER, replace(_STATEMENT, sizes=_LARGE, last=(), preferred_lines=4)),
        shapes=(*_rings(WIDTH, HEIGHT, "bg2/60", "bg1", _CLEAR), _EDGE, _MARK),
        icon=_ICON_ABOVE,
        fallback="bullets",
        whole=True,
        like_names=("statement", "quote"),
    ),
    Layout(
        "key",
        "Key Message",
        (
            replace(_KICKER, colour="bg2"),
            replace(_STATEMENT, sizes=(*_LARGE, 36, 32), colour="bg1", bold=True),
        ),
        background="tx2",
        shapes=(*_rings(WIDTH, HEIGHT, "accent5", "tx2", _CLEAR), replace(_MARK, colour="bg1")),
        icon=_ICON_ABOVE,
        footer="bg2",
        like_names=("key message", "statement", "quote"),
    ),
    Layout(
        "warning",
        "Warning",
        (
            replace(_SIDE_TITLE, colour="bg1"),
            Slot("body", "obj", 1, _BESIDE, _LOUD, anchor="ctr", spread=0.8, preferred_lines=5),
        ),
        shapes=(
            _panel("accent2"),
            Shape("Exclamation", Box(48, 372, 18, 72), "bg1", "roundRect"),
            Shape("Exclamation point", Box(46, 456, 22, 22), "bg1", "ellipse"),
        ),
        footer_left=_TEXT_LEFT,
        fallback="wide-warning",
        roomier="wide-warning",
        like_names=("warning",),
    ),
    Layout(
        "wide-warning",
        "Wide Warning",
        (
            replace(_TITLE, box=Box(MARGIN, 16, _FULL - 56, 96), colour="bg1", anchor="ctr"),
            Slot("body", "obj", 1, _BELOW, _LOUD, anchor="ctr", spread=0.8, preferred_lines=4),
        ),
        shapes=(
            Shape("Band", Box(0, 0, WIDTH, 124), "accent2"),
            Shape("Exclamation", Box(WIDTH - MARGIN - 18, 24, 14, 52), "bg1", "roundRect"),
            Shape("Exclamation point", Box(WIDTH - MARGIN - 20, 86, 18, 18), "bg1", "ellipse"),
            _EDGE,
        ),
        fallback="wide",
        like_names=("warning",),
    ),
    replace(
        _side_by_side("columns", "Two Content", 2, ("two content", "columns")),
        type="twoObj",
        like_types=("twoObj", "twoColTx"),
    ),
    replace(
        _side_by_side("led-columns", "Introduction and Two Content", 2, ("comparison",), _LEAD),
        like_types=("twoTxTwoObj",),
    ),
    _side_by_side("three-columns", "Three Content", 3, ("three content", "three columns")),
    Layout(
        "steps",
        "Steps",
        (_TITLE,),
        "titleOnly",
        shapes=(_EDGE,),
        icon=_ICON_ABOVE,
        canvas=replace(_BELOW, height=336),
        fallback="bullets",
        whole=True,
        like_types=("titleOnly",),
        like_names=("title only",),
    ),
    Layout(
        "table",
        "Title and Table",
        (
            _TITLE,
            Slot("table", "tbl", 1, _BELOW, _MEDIUM, _SMALL),
            replace(_CAPTION_SLOT, box=Box(MARGIN, 414, _FULL, 56), sizes=(24,), anchor="b"),
        ),
        "tbl",
        shapes=(_EDGE,),
        icon=_ICON_ABOVE,
        holds=Capacity(tables=(1, 1)),
        like_types=("tbl", "obj"),
        like_names=("table", "title and content"),
    ),
    Layout(
        "chart",
        "Title and Chart",
        (
            _TITLE,
            Slot("chart", "chart", 1, replace(_BELOW, height=300), (24, 22, 20), (18,)),
            replace(_CAPTION_SLOT, box=Box(MARGIN, 452, _FULL, 36)),
        ),
        "chart",
        shapes=(_EDGE,),
        icon=_ICON_ABOVE,
        holds=Capacity(texts=(0, 1), tables=(1, 1)),
        like_types=("chart", "obj"),
        like_names=("chart", "title and content"),
    ),
    Layout(
        "icon-array",
        "Icon Array",
        (_SIDE_TITLE, _BODY, replace(_CAPTION_SLOT, box=_SOURCE, sizes=(20, 18), colour="accent4")),
        shapes=(_panel("bg2"), _EDGE),
        footer_left=_TEXT_LEFT,
        icon=_ICON,
        canvas=Box(_TEXT_LEFT, 56, _BESIDE.width, 230),
        whole=True,
        holds=Capacity(texts=(1, 1), proportions=(1, 1)),
        like_types=("twoObj",),
        like_names=("two content",),
    ),
    Layout(
        "picture",
        "Picture with Text",
        (
            replace(_TITLE, box=Box(MARGIN, 56, 336, 148), anchor="t", max_lines=4),
            Slot("body", "obj", 1, Box(MARGIN, 220, 336, 260), (32, 30, *_MEDIUM), (), spread=0.5),
            Slot("picture", "pic", 14, Box(424, 56, 488, 372)),
            replace(_CAPTION_SLOT, box=Box(424, 436, 488, 52)),
        ),
        "picTx",
        shapes=(_EDGE,),
        fallback="full-picture",
        whole=True,
        stacked=True,
        holds=Capacity(texts=(1, 1), pictures=(1, 1)),
        like_types=("twoObj", "txAndObj", "objAndTx"),
        like_names=("two content", "picture with text"),
    ),
    Layout(
        "full-picture",
        "Full Picture",
        (
            replace(_KICKER, box=Box(MARGIN, 8, _FULL, 88), sizes=(28, 26, 24)),
            Slot("picture", "pic", 14, Box(MARGIN, 104, _FULL, 336)),
            replace(_CAPTION_SLOT, box=Box(MARGIN, 448, _FULL, 44)),
        ),
        shapes=(_EDGE,),
        stacked=True,
        holds=Capacity(pictures=(1, 1)),
        like_types=("obj",),
        like_names=("full picture", "title and content"),
    ),
    _CLOSING,
    replace(
        _CLOSING,
        name="contact",
        label="Contact",
        slots=tuple(
            replace(slot, box=replace(slot.box, width=_FULL))
            for slot in _CLOSING.slots
            if slot.role in ("title", "body", "clinic")
        ),
        shapes=_CLOSING.shapes[:1],
        holds=Capacity(texts=(1, 2)),
        like_types=("obj",),
        like_names=("contact", "closing", "title and content"),
    ),
)

LAYOUTS: Mapping[str, Layout] = {row.name: row for row in _ROWS}
"""In the order in which they stand in the base."""
