"""A native table, cell by cell."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from handout.model.deck import Box
from handout.slides.drawing import texts
from handout.slides.drawing.scheme import Scheme
from handout.slides.drawing.svg import tag
from handout.slides.drawing.texts import Frame
from handout.slides.ooxml.inheritance import cell_insets
from handout.slides.ooxml.notation import EMU, points, qn


def _edge(look: Any, box: Box, scheme: Scheme) -> str:
    """The line below a cell."""
    line = look.find(qn("a:lnB"))
    colour = scheme.fill(line)
    if colour in (None, "none"):
        return ""
    width = points(line.get("w", EMU))
    ends = {"x1": box.left, "y1": box.bottom, "x2": box.right, "y2": box.bottom}
    return tag("line", stroke=colour, stroke_width=width, **ends)


class Cell(NamedTuple):
    """A cell with its place."""

    node: Any
    """Its `a:tc`."""
    box: Box

    @property
    def look(self) -> Any | None:
        """Its `a:tcPr`."""
        return self.node.find(qn("a:tcPr"))

    def ground(self, scheme: Scheme) -> str:
        """What stands behind its words, and the line below."""
        box, look = self.box, self.look
        fill = scheme.fill(look)
        made = ""
        if fill not in (None, "none"):
            made = tag("rect", x=box.left, y=box.top, width=box.width, height=box.height, fill=fill)
        return made if look is None else made + _edge(look, box, scheme)

    def words(self, scheme: Scheme, styles: tuple[Any, ...]) -> Frame:
        """Its words in their room."""
        room = self.box.without(cell_insets(self.look))
        anchor = "t" if self.look is None else self.look.get("anchor", "t")
        return Frame(self.node.find(qn("a:txBody")), styles, scheme, room, anchor)


def is_mirrored(table: Any) -> bool:
    """Whether its first column stands at the right."""
    looks = table.find(qn("a:tblPr"))
    return looks is not None and looks.get("rtl") in ("1", "true")


def rows(table: Any, box: Box) -> Iterator[list[Cell]]:
    """The cells of an `a:tbl` that begins at the box's corner, row by row."""
    widths = [points(column.get("w")) for column in table.iter(qn("a:gridCol"))]
    mirrored, top = is_mirrored(table), box.top
    for row in table.iter(qn("a:tr")):
        height, left, made = points(row.get("h")), 0.0, []
        for cell, width in zip(row.iter(qn("a:tc")), widths, strict=False):
            x = box.right - left - width if mirrored else box.left + left
            made.append(Cell(cell, Box(x, top, width, height)))
            left += width
        yield made
        top += height


def draw(table: Any, box: Box, scheme: Scheme, styles: tuple[Any, ...]) -> str:
    """An `a:tbl` that begins at the box's corner."""
    cells = (cell for row in rows(table, box) for cell in row)
    return "".join(c.ground(scheme) + texts.draw(c.words(scheme, styles)) for c in cells)
