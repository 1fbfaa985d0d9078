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

    has_columns: bool = False
    """Whether cells in it are laid out in columns of its own."""
    has_head: bool = False

    def inside(self, box: Any) -> "_Table":
        """The table of what is in a box."""
        table, element = self, box.element
        if box.element_tag == "table":
            table = table._replace(has_head=element.find(".//th") is not None)
        if isinstance(box, boxes.TableBox):  # one of rows that are none has their element
            table = table._replace(has_columns=element.tag == "table")
        return table


def _scattered(box: Any, table: _Table, told: set[int]) -> Iterator[Any]:
    """The elements of cells below a box that are not laid out as such."""
    for child in children(box):
        inside = table.inside(child)
        if child.element_tag in _CELLS and id(child.element) not in told:
            told.add(id(child.element))
            placed = isinstance(child, boxes.TableCellBox) and inside.has_columns
            if inside.has_head and not placed:
                yield child.element
        yield from _scattered(child, inside, told)


def scattered(pages: Iterable[Any]) -> Iterator[Unseen]:
    """The cells on WeasyPrint's pages that a style sheet takes out of their columns."""
    for number, page in enumerate(pages, 1):
        for cell in _scattered(page._page_box, _Table(), set()):
            if words := " ".join("".join(cell.itertext()).split()):
                yield Unseen(number, "column", words)
