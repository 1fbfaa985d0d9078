"""A native bar chart: its bars, the numbers beside them, names at the left, colours below.

PowerPoint lays a chart out by rules of its own, so this shows what it says, not each dot of it.
"""

import math
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias
from xml.sax.saxutils import escape

from msgspec import Struct

from handout.model.deck import Box
from handout.slides.drawing.scheme import Scheme
from handout.slides.drawing.svg import number, tag
from handout.slides.ooxml.notation import qn
from handout.typography.measuring import advance

_NAMES = 0.4
"""The most of the width that the names take."""


class Bars(Struct, frozen=True):
    """A series."""

    name: str
    values: tuple[float, ...]
    colour: str


class Chart(Struct, frozen=True):
    """What a chart says, and how its words look."""

    names: tuple[str, ...]
    series: tuple[Bars, ...]
    unit: str
    size: float
    ink: str
    gap: float
    """Between groups of bars, in widths of a bar."""
    least: float | None
    most: float | None
    """Where the axis begins and ends, where it says so."""
    mirrored: bool = False
    """Whether bars grow from right to left, names at the right."""

    def shown(self, value: float) -> str:
        """A value as it stands beside its bar."""
        return f"{value:,.10g}{self.unit}"


def _points(node: Any | None) -> list[str]:
    """The values that a chart keeps beside its workbook."""
    return [] if node is None else [point.findtext(qn("c:v")) for point in node.iter(qn("c:pt"))]


def _value(root: Any, path: str) -> str:
    """The value of an element; empty where it is not there."""
    found = root.find(qn(path))
    return "" if found is None else str(found.get("val", ""))


def read(root: Any, scheme: Scheme) -> Chart | None:
    """The bar chart of a chart's part; None where it is of another kind."""
    plot = next(root.iter(qn("c:barChart")), None)
    if plot is None:
        return None
    series = tuple(
        Bars(
            "".join(_points(one.find(qn("c:tx")))),
            tuple(map(float, _points(one.find(qn("c:val"))))),
            scheme.fill(one.find(qn("c:spPr"))) or scheme.named("accent1"),
        )
        for one in plot.iter(qn("c:ser"))
    )
    names = next((_points(one) for one in plot.iter(qn("c:cat"))), [])
    form = next((f.get("formatCode", "") for f in plot.iter(qn("c:numFmt"))), "")
    look = next(root.iter(qn("a:defRPr")), None)
    size = 1800 if look is None else int(look.get("sz", 1800))
    gap = int(_value(plot, "c:gapWidth") or 150) / 100
    unit = form.partition('"')[2].rstrip('"')
    said = (_value(root, f".//c:valAx/c:scaling/c:{name}") for name in ("min", "max"))
    least, most = (float(one) if one else None for one in said)
    mirrored = _value(root, ".//c:valAx/c:scaling/c:orientation") == "maxMin"
    return Chart(
        tuple(names), series, unit, size / 100, scheme.named("tx1"), gap, least, most, mirrored
    )


class Label(NamedTuple):
    """Words of a chart, on one line."""

    words: str
    x: float
    y: float
    """The baseline."""
    bold: bool = False
    ends: bool = False
    """Whether they end at their place; else they begin there."""


Parts: TypeAlias = Iterator[str | Label]
"""What is drawn of a chart: bars as SVG, and words."""


def _legend(chart: Chart, box: Box) -> Parts:
    """Which colour is which, in a line below."""
    square = chart.size * 0.6
    widths = [advance(one.name, "Arial") * chart.size + square * 3.4 for one in chart.series]
    x, y = box.left + (box.width - sum(widths)) / 2, box.bottom - chart.size * 0.4
    for one, width in zip(chart.series, widths, strict=True):
        yield tag("rect", x=x, y=y - square, width=square, height=square, fill=one.colour)
        yield Label(one.name, x + square * 1.5, y)
        x += width


def _broken(name: str, most: float) -> list[str]:
    """A name on one line or, where that is wider than so many ems, on two of about one length."""
    words = name.split()
    if advance(name, "Arial") <= most or len(words) < 2:
        return [name]
    ways = ([" ".join(words[:n]), " ".join(words[n:])] for n in range(1, len(words)))
    return min(ways, key=lambda way: max(advance(line, "Arial") for line in way))


def _name(chart: Chart, row: int, box: Box, edge: float) -> Parts:
    """The name at the left of a group of bars."""
    held = _broken(chart.names[row], (box.left - edge) / chart.size - 0.5)
    first = box.top + box.height / 2 + chart.size * (0.35 - 0.6 * (len(held) - 1))
    for count, line in enumerate(held):
        y = first + count * chart.size * 1.2
        yield Label(line, box.left - chart.size * 0.5, y, ends=True)


def _group(chart: Chart, row: int, box: Box, edge: float, axis: tuple[float, float]) -> Parts:
    """The bars of one name, a little apart, from 0 to either side, with their numbers.

    `edge` is where names may begin, `axis` where 0 is and how long 1 is.
    """
    zero, scale = axis
    thick = box.height / (len(chart.series) + chart.gap)
    top = box.top + (box.height - thick * len(chart.series)) / 2
    yield from _name(chart, row, box, edge)
    for one in (one for one in chart.series if row < len(one.values)):
        value = one.values[row]
        long, below = abs(value) * scale, value < 0
        start = zero - long if below else zero
        bar = {"x": start, "y": top, "width": long, "height": thick * 0.92}
        yield tag("rect", fill=one.colour, **bar)
        middle = top + thick * 0.46 + chart.size * 0.35
        end = start - chart.size * 0.4 if below else start + long + chart.size * 0.4
        yield Label(chart.shown(value), end, middle, True, below)
        top += thick


def _end(most: float) -> float:
    """Where an axis ends: a twentieth beyond the longest bar, at the next of about ten marks."""
    if not most:
        return 1.0
    power = 10.0 ** math.floor(math.log10(most / 10))
    mark = next(step * power for step in (1, 2, 5, 10) if step * power >= most / 10)
    return math.ceil(most * 1.05 / mark) * mark


def _mirrored(made: Parts, box: Box) -> Parts:
    """The parts of a chart with left and right exchanged."""
    sides = box.left + box.right
    for one in made:
        if isinstance(one, Label):
            yield one._replace(x=sides - one.x, ends=not one.ends)
        else:
            yield tag("g", one, transform=f"translate({number(sides)} 0) scale(-1 1)")


def _from_left(chart: Chart, box: Box) -> Parts:
    """All of a chart in its box, read from left to right."""
    wide = max((advance(name, "Arial") for name in chart.names), default=0.0) * chart.size
    left = min(wide + chart.size, box.width * _NAMES)
    values = [value for one in chart.series for value in one.values]
    room = box.width - left - chart.size * 0.4
    least = chart.least or 0.0
    most = _end(max(map(abs, values), default=0.0)) if chart.most is None else chart.most
    scale = room / (most - least)
    zero = box.left + left - least * scale
    several = len(chart.series) > 1
    height = (box.height - (chart.size * 2 if several else 0.0)) / max(1, len(chart.names))
    if several:
        yield from _legend(chart, box)
    for row in range(len(chart.names)):
        group = Box(box.left + left, box.top + row * height, room, height)
        yield from _group(chart, row, group, box.left, (zero, scale))


def parts(chart: Chart, box: Box) -> Parts:
    """All of a chart in its box."""
    made = _from_left(chart, box)
    return _mirrored(made, box) if chart.mirrored else made


def _text(label: Label, chart: Chart) -> str:
    return tag(
        "text",
        escape(label.words),
        x=label.x,
        y=label.y,
        font_size=chart.size,
        fill=chart.ink,
        font_weight="700" if label.bold else None,
        text_anchor="end" if label.ends else None,
    )


def draw(chart: Chart, box: Box) -> str:
    """A chart in its box."""
    made = parts(chart, box)
    return "".join(_text(one, chart) if isinstance(one, Label) else one for one in made)
