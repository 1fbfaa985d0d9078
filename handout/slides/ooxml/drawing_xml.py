"""Steps, icon arrays and icons as native shapes."""

from collections.abc import Iterable

from handout.model.deck import Box, IconArray, Jump, Steps, TextFrame
from handout.slides.ooxml.drawingml import (
    NO_INSETS,
    NO_LINE,
    fill,
    form,
    geometry,
    identity,
    place,
    sp,
    text_body,
)
from handout.slides.ooxml.notation import emu
from handout.slides.ooxml.slide_part import SlidePart
from handout.slides.ooxml.text_xml import Look, paragraphs_xml, runs_xml

_PERSON = geometry(
    *(100, 200),
    '<a:moveTo><a:pt x="76" y="26"/></a:moveTo>'
    '<a:arcTo wR="26" hR="26" stAng="0" swAng="21600000"/><a:close/>'
    '<a:moveTo><a:pt x="8" y="104"/></a:moveTo>'
    '<a:arcTo wR="42" hR="42" stAng="10800000" swAng="10800000"/>'
    '<a:lnTo><a:pt x="92" y="190"/></a:lnTo>'
    '<a:arcTo wR="10" hR="10" stAng="0" swAng="5400000"/>'
    '<a:lnTo><a:pt x="18" y="200"/></a:lnTo>'
    '<a:arcTo wR="10" hR="10" stAng="5400000" swAng="5400000"/><a:close/>',
)
_LEFT, _RIGHT, _TOP, _BOTTOM = 1, 3, 0, 2
"""The places on a rectangle where connectors are glued."""


def _card(card: TextFrame, number: int, name: str, anchor: str, part: SlidePart) -> str:
    """A card with its words."""
    colours, box, room = part.colours, card.box, card.room
    line = f'<a:ln w="19050">{fill(colours.mark)}</a:ln>' if colours.card == "bg1" else NO_LINE
    insets = (room.left - box.left, room.top - box.top, box.right - room.right)
    left, top, right = (emu(max(0.0, inset)) for inset in insets)
    sides = f'lIns="{left}" tIns="{top}" rIns="{right}" bIns="{top}"'
    look = Look("tx1", colours.mark, colours.mark)
    words = paragraphs_xml(card, look, (), part.click)
    properties = f"{place(box)}{form('rect')}{fill(colours.card)}{line}"
    body = text_body(f'wrap="square" {sides} anchor="{anchor}"', words)
    return sp((number, name), properties, body)


_Way = tuple[Box, tuple[int, int], str]


def _arrow(number: int, ends: tuple[int, int], way: _Way, colour: str) -> str:
    """A connector glued to two cards."""
    box, sites, flip = way
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{identity(number, f'Arrow {number}')}<p:cNvCxnSpPr>"
        f'<a:stCxn id="{ends[0]}" idx="{sites[0]}"/><a:endCxn id="{ends[1]}" idx="{sites[1]}"/>'
        f"</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>"
        f"{place(box).replace('<a:xfrm>', f'<a:xfrm{flip}>')}"
        '<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
        f'<a:ln w="38100">{fill(colour)}<a:tailEnd type="triangle" w="med" len="med"/></a:ln>'
        "</p:spPr></p:cxnSp>"
    )


def _between(before: Box, after: Box, vertical: bool) -> _Way:
    """Where the arrow between two cards runs, which sites it joins, and how it is turned."""
    if vertical:
        middle = before.left + before.width / 2
        box = Box(middle, before.bottom, 0, after.top - before.bottom)
        return box, (_BOTTOM, _TOP), ""
    height = before.top + before.height / 2
    if after.left > before.left:
        return Box(before.right, height, after.left - before.right, 0), (_RIGHT, _LEFT), ""
    width = before.left - after.right
    return Box(after.right, height, width, 0), (_LEFT, _RIGHT), ' flipH="1"'


def steps(made: Steps, number: int, part: SlidePart) -> str:
    """The cards in order, then the arrows, which are not read aloud."""
    anchor = "ctr" if made.vertical else "t"
    parts = [
        _card(card, number + n, f"Step {made.first + n}", anchor, part)
        for n, card in enumerate(made.cards)
    ]
    count = len(made.cards)
    for n, (before, after) in enumerate(zip(made.cards, made.cards[1:], strict=False)):
        way = _between(before.box, after.box, made.vertical)
        ends = (number + n, number + n + 1)
        parts.append(_arrow(number + count + n, ends, way, part.colours.strong))
    return "".join(parts)


def _lines(ends: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> str:
    """Lines in a path, each from one point to another."""
    return "".join(
        f'<a:moveTo><a:pt x="{x}" y="{y}"/></a:moveTo><a:lnTo><a:pt x="{to}" y="{down}"/></a:lnTo>'
        for (x, y), (to, down) in ends
    )


def _rules(made: IconArray, every: int) -> str:
    """Every so many lines of ruled paper, as a path in squares."""
    rows, over = divmod(made.of, made.columns)
    across = [(y, made.columns if y <= rows else over) for y in range(rows + 1 + bool(over))]
    down = [(x, rows + (x <= over and bool(over))) for x in range(made.columns + 1)]
    return _lines(((0, y), (long, y)) for y, long in across if not y % every) + _lines(
        ((x, 0), (x, long)) for x, long in down if not x % every
    )


def _filled(made: IconArray) -> str:
    """The squares that are filled, as a path in squares."""
    full, over = divmod(made.shown, made.columns)
    wide = made.columns if full else over
    low = full + bool(over)
    points = ((wide, 0), (wide, full), (over, full), (over, low), (0, low))
    lines = "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in points)
    return f'<a:moveTo><a:pt x="0" y="0"/></a:moveTo>{lines}<a:close/>'


def _paper(number: int, made: IconArray, path: str, look: str) -> str:
    """What is drawn on ruled paper by one path; from right to left it is mirrored."""
    rows, first = -(-made.of // made.columns), made.first
    wide = made.columns * first.width
    left = first.left if made.across > 0 else first.right - wide
    frame = place(Box(left, first.top, wide, rows * made.down))
    frame = frame if made.across > 0 else frame.replace("<a:xfrm>", '<a:xfrm flipH="1">')
    outline = geometry(made.columns, rows, path)
    return sp((number, f"People {number}"), f"{frame}{outline}{look}")


def _squares(made: IconArray, number: int, part: SlidePart) -> str:
    """People as squares of ruled paper."""
    ink, words = f"{fill(part.colours.strong)}{NO_LINE}", part.colours.words
    rules = (
        (_rules(made, every), f'<a:noFill/><a:ln w="3175">{fill(f"{words}/{share}")}</a:ln>')
        for every, share in ((1, 15), (10, 40))
    )
    paths = (*rules, *(((_filled(made), ink),) if made.shown else ()))
    return "".join(_paper(number + n, made, *one) for n, one in enumerate(paths))


def _figures(made: IconArray, number: int, part: SlidePart) -> str:
    """People as small figures."""
    strong, faint = fill(part.colours.strong), fill(f"{part.colours.words}/25")
    return "".join(
        sp(
            (number + n, f"Person {number + n}"),
            f"{place(box)}{_PERSON}{strong if n < made.shown else faint}{NO_LINE}",
        )
        for n, box in enumerate(made.people)
    )


def icon_array(made: IconArray, number: int, part: SlidePart) -> str:
    """One group with the people in it; its alternative text says what they stand for."""
    area = place(made.box)
    child = area.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    inner = child.removeprefix("<a:xfrm>").removesuffix("</a:xfrm>")
    squares = made.is_ruled and _squares(made, number + 1, part)
    people = squares or _figures(made, number + 1, part)
    return (
        f"<p:grpSp><p:nvGrpSpPr>{identity(number, 'Icon array', made.alt)}<p:cNvGrpSpPr/>"
        f"<p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{area.removesuffix('</a:xfrm>')}{inner}</a:xfrm>"
        f"</p:grpSpPr>{people}</p:grpSp>"
    )


def jump(made: Jump, number: int, part: SlidePart) -> str:
    """A button that leads to another slide."""
    ground, ink = (part.colours.head, "bg1")[:: -1 if made.is_reversed else 1]
    click = part.click(f"#{made.target}")
    words = runs_xml(made.words, made.size, True, fill(ink), part.click)
    direction = ' rtl="1"' if made.words.rtl else ""
    properties = (
        f'{place(made.box)}<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" '
        f'fmla="val 50000"/></a:avLst></a:prstGeom>{fill(ground)}{NO_LINE}'
    )
    paragraph = f'<a:p><a:pPr algn="ctr"{direction}/>{words}</a:p>'
    body = text_body(f'wrap="none" {NO_INSETS} anchor="ctr"', paragraph)
    return sp((number, f"Link {number}"), properties, body, click=click)


def shape_count(item: object) -> int:
    """How many shape ids a drawing takes."""
    if isinstance(item, Steps):
        return 2 * len(item.cards) - 1
    return 1 + item.shapes if isinstance(item, IconArray) else 1
