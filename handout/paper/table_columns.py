"""Whether the cells of tables stand in columns, below what stands at the head of these.

They do where they are laid out as cells of their own table. Where a style sheet makes other boxes
of rows or cells, a dose may stand below another head.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from handout.paper.ink import Unseen
from handout.paper.placement import children

_CELLS = ("td", "th")


class _Table(NamedTuple):
    """What a box stands in."""

    cells: frozenset[int] = frozenset()
    """The cells that are laid out in its columns, by their places in memory."""
    has_head: bool = False

    def inside(self, box: Any) -> "_Table":
        """The table of what is in a box."""
        table, element = self, box.element
        if box.element_tag == "table":
            table = table._replace(has_head=element.find(".//th") is not None)
        if isinstance(box, boxes.TableBox):
            own = (id(one) for tag in _CELLS for one in element.iter(tag))
            table = table._replace(cells=frozenset(own if element.tag == "table" else ()))
        return table


def _scattered(box: Any, table: _Table, told: set[int]) -> Iterator[Any]:
    """The elements of cells below a box that are not laid out as such."""
    for child in children(box):
        inside = table.inside(child)
        if child.element_tag in _CELLS and id(child.element) not in told:
            told.add(id(child.element))
            placed = isinstance(child, boxes.TableCellBox) and id(child.element) in inside.cells
            if inside.has_head and not placed:
                yield child.element
        yield from _scattered(child, inside, told)


def scattered(pages: Iterable[Any]) -> Iterator[Unseen]:
    """The cells on WeasyPrint's pages that a style sheet takes out of their columns."""
    for number, page in enumerate(pages, 1):
        for cell in _scattered(page._page_box, _Table(), set()):
            if words := " ".join("".join(cell.itertext()).split()):
                yield Unseen(number, "column", words)
