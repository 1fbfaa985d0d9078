"""A native table, cell by cell."""

from collections.abc import Iterator
from typing import Any

from handout.model.deck import Box
from handout.slides.drawing import texts
from handout.slides.drawing.looks import Scheme
from handout.slides.drawing.svg import tag
from handout.slides.ooxml.inheritance import cell_insets
from handout.slides.ooxml.notation import EMU, points, qn


def _edge(look: Any, box: Box, scheme: Scheme) -> str:
    """The line below a cell."""
    line = look.find(qn("a:lnB"))
    colour = scheme.palette.fill(line)
    if colour in (None, "none"):
        return ""
    width = points(line.get("w", EMU))
    ends = {"x1": box.left, "y1": box.bottom, "x2": box.right, "y2": box.bottom}
    return tag("line", stroke=colour, stroke_width=width, **ends)


def _cell(cell: Any, box: Box, scheme: Scheme, styles: tuple[Any, ...]) -> str:
    """Ground, line and words."""
    look, body = cell.find(qn("a:tcPr")), cell.find(qn("a:txBody"))
    ground = scheme.palette.fill(look)
    made = ""
    if ground not in (None, "none"):
        made = tag("rect", x=box.left, y=box.top, width=box.width, height=box.height, fill=ground)
    if look is not None:
        made += _edge(look, box, scheme)
    anchor = "t" if look is None else look.get("anchor", "t")
    return made + texts.draw(body, styles, scheme, box.without(cell_insets(look)), anchor)


def _cells(table: Any, box: Box) -> Iterator[tuple[Any, Box]]:
    """Each cell with where it stands."""
    widths = [points(column.get("w")) for column in table.iter(qn("a:gridCol"))]
    looks = table.find(qn("a:tblPr"))
    mirrored = looks is not None and looks.get("rtl") in ("1", "true")
    top = box.top
    for row in table.iter(qn("a:tr")):
        height, left = points(row.get("h")), 0.0
        for cell, width in zip(row.iter(qn("a:tc")), widths, strict=False):
            x = box.right - left - width if mirrored else box.left + left
            yield cell, Box(x, top, width, height)
            left += width
        top += height


def draw(table: Any, box: Box, scheme: Scheme, styles: tuple[Any, ...]) -> str:
    """An `a:tbl` that begins at the box's corner."""
    return "".join(_cell(cell, place, scheme, styles) for cell, place in _cells(table, box))
