"""Tables: widths of columns, heights of rows, and as many slides as the rows take."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from handout.model.deck import Box, Paragraph, Table
from handout.slides.dividing import balanced
from handout.slides.outline import (
    Paragraphs,
    PicturedCell,
    PictureOutline,
    Proportion,
    TableOutline,
)
from handout.slides.resolved_layouts import ResolvedPlaceholder
from handout.typography.measuring import SAFETY, count_lines, line_height, pieces, widest


class Size(NamedTuple):
    """A width and a height."""

    width: float
    height: float


CELL_ABOVE = 8.0
_SIDES = (10.0, 5.0)
"""The insets of a cell, in points; at its sides the second where columns are many."""
PICTURE = Size(120.0, 80.0)
"""The room of a picture in a cell, in points."""
_PEOPLE = ((100, Size(208.0, 78.0)), (1_000, Size(248.0, 124.0)), (10_000, Size(320.0, 84.0)))
"""That of up to so many people: three rows of a hundred have room on a slide, and two of more."""
PICTURE_GAP = 6.0
"""Between pictures in a cell, and from them to its words."""
_AIR = 0.8
"""How much taller rows may be than their words ask, in ems, to fill the height."""


def _size_of(shown: PictureOutline | Proportion) -> Size:
    """The room that something drawn has in its cell."""
    if isinstance(shown, PictureOutline):
        return PICTURE
    return next(size for most, size in _PEOPLE if shown.of <= most)


def _pictures_width(column: Iterable[Paragraph]) -> float:
    """The room of the pictures in the cells of a column."""
    held = [cell.pictures for cell in column if isinstance(cell, PicturedCell)]
    rows = (sum(_size_of(one).width + PICTURE_GAP for one in shown) for shown in held)
    return max(rows, default=PICTURE_GAP) - PICTURE_GAP


def _pictures_height(cell: Paragraph) -> float:
    """What the pictures in a cell take of its height, above its words or without any."""
    if not isinstance(cell, PicturedCell):
        return 0.0
    tallest = max(_size_of(one).height for one in cell.pictures)
    return tallest + (PICTURE_GAP if cell.runs else 0.0)


class _Asked(NamedTuple):
    """What a column asks for."""

    word: float
    """The width of its widest word, in ems."""
    cell: float
    """That of its longest cell."""
    pictures: float
    """That of its pictures, in points."""

    def width(self, ems: float, size: float, sides: float) -> float:
        """The width that words of so many ems need, or its pictures, with the insets, in points."""
        return max(ems * size * SAFETY + sides + 1, self.pictures + sides)


def _asked(grid: TableOutline, family: str) -> Iterator[_Asked]:
    """What each column asks for."""
    for column in zip(*grid.rows, strict=True):
        parts = [pieces(cell, family, number == 0) for number, cell in enumerate(column)]
        word = max(widest(part).ink for part in parts)
        cell = max(sum(p.advance for p in part) for part in parts)
        yield _Asked(word, cell, _pictures_width(column))


def _widths(
    asked: Sequence[_Asked], size: float, width: float, side: float
) -> tuple[float, ...] | None:
    """The columns' widths: what their words need, the rest shared; None: a word is wider."""
    sides = 2 * side
    spans = [(a.width(a.word, size, sides), a.width(a.cell, size, sides)) for a in asked]
    spare = width - sum(least for least, _ in spans)
    if spare < 0:
        return None
    left = width - sum(longest for _, longest in spans)
    if left >= 0:
        return tuple(longest + left / len(spans) for _, longest in spans)
    wishes = [max(0.0, longest - least) ** 0.75 + 1 for least, longest in spans]
    return tuple(
        least + spare * wish / sum(wishes) for (least, _), wish in zip(spans, wishes, strict=True)
    )


_HEADS = 0.22
"""The share of a column that heads the rows."""


def _alike(
    asked: Sequence[_Asked], size: float, width: float, side: float
) -> tuple[float, ...] | None:
    """The widths of columns that are compared, all one behind the first; None: a word is wider."""
    least = [one.width(one.word, size, 2 * side) for one in asked]
    first = max(least[0], width * _HEADS)
    each = (width - first) / (len(asked) - 1)
    return None if each < max(least[1:]) else (first, *[each] * (len(asked) - 1))


def _lines(cell: Paragraph, family: str, width: float, bold: bool) -> int:
    """How many lines the words of a cell take; `width` in ems. Pictures alone have none."""
    is_drawn = isinstance(cell, PicturedCell) and not cell.runs
    return 0 if is_drawn else count_lines(pieces(cell, family, bold), width)


def _height(
    row: Paragraphs, widths: Sequence[float], family: str, size: float, bold: bool
) -> float:
    """How tall a row is; `widths` without the insets."""
    pitch = max(line_height(family, cell.plain) for cell in row) * size
    return 2 * CELL_ABOVE + max(
        _lines(cell, family, width / size, bold) * pitch + _pictures_height(cell)
        for cell, width in zip(row, widths, strict=True)
    )


class _Way(NamedTuple):
    """A way to set a table: with such sides of its cells, at one of these sizes."""

    grid: TableOutline
    placeholder: ResolvedPlaceholder
    side: float
    widths: Mapping[int, tuple[float, ...] | None]
    """Those of the columns, by size, the largest first; none where a word is wider."""

    @property
    def least(self) -> int:
        """The smallest size."""
        return list(self.widths)[-1]

    def _heights(self, rows: Sequence[Paragraphs], size: int) -> list[float]:
        """How tall rows are at a size."""
        inner = [width - 2 * self.side for width in self.widths[size] or ()]
        family, head = self.placeholder.family, self.grid.rows[0]
        return [_height(row, inner, family, size, bold=row is head) for row in rows]

    def weights(self) -> list[float]:
        """How tall each row is, but for the header; alike where a column is too narrow."""
        rows = self.grid.rows[1:]
        return self._heights(rows, self.least) if self.widths[self.least] else [1.0] * len(rows)

    def table(self, rows: Sequence[Paragraphs], size: int) -> Table | None:
        """A table of these rows at the size; None where it is too tall or too wide."""
        rows = (self.grid.rows[0], *rows)
        box, widths = self.placeholder.box, self.widths[size]
        if widths is None:
            return None
        heights = self._heights(rows, size)
        spare = box.height - sum(heights)
        if spare < 0:
            return None
        more = min(spare / len(rows), size * _AIR)
        tall = tuple(height + more for height in heights)
        return Table(
            self.placeholder.slot.role,
            self.placeholder.index,
            Box(box.left, box.top, box.width, sum(tall)),
            widths,
            tuple(tuple(row) for row in rows),
            tall,
            self.grid.align,
            size,
            self.side,
            self.grid.alt,
            self.grid.row_heads,
            self.grid.rtl,
        )

    def largest(self, rows: Sequence[Paragraphs]) -> Table | None:
        """The table of these rows at the first size that fits."""
        tried = (self.table(rows, size) for size in self.widths)
        return next((table for table in tried if table), None)

    def fits(self, rows: Sequence[Paragraphs]) -> bool:
        """Whether these rows fit one slide."""
        return self.largest(rows) is not None


def _compares(grid: TableOutline) -> bool:
    """Whether people are drawn in it: rather small words than fewer rows beside each other."""
    held = (c.pictures for row in grid.rows for c in row if isinstance(c, PicturedCell))
    return any(isinstance(one, Proportion) for shown in held for one in shown)


def _ways(grid: TableOutline, placeholder: ResolvedPlaceholder) -> Iterator[_Way]:
    """The ways to set a table, the best first."""
    asked, width = tuple(_asked(grid, placeholder.family)), placeholder.box.width
    slot, shared = placeholder.slot, _alike if grid.row_heads else _widths
    tried = [(*slot.sizes, *slot.last)] if _compares(grid) else [slot.sizes, slot.last]
    for side, sizes in itertools.product(_SIDES, tried):
        widths = {size: shared(asked, size, width, side) for size in sizes}
        yield _Way(grid, placeholder, side, widths)


def _whole(grid: TableOutline, placeholder: ResolvedPlaceholder) -> list[Table] | None:
    """The table on as many slides as its rows take, the header on each; None if it cannot be."""
    for way in _ways(grid, placeholder):
        groups = balanced(grid.rows[1:], way.weights(), way.fits)
        made = [way.largest(rows) for rows in groups]
        least = int(min((table.size for table in made if table), default=0))
        if groups:
            same = (way.table(rows, least) for rows in groups)
            return [table for table in same if table]
    return None


def _by_columns(grid: TableOutline, count: int) -> Iterator[TableOutline]:
    """The table in so many tables, each with the first column and some of the others."""
    others = len(grid.align) - 1
    bounds = [1 + others * n // count for n in range(count + 1)]
    for start, end in itertools.pairwise(bounds):
        rows = tuple((row[0], *row[start:end]) for row in grid.rows)
        yield replace(grid, rows=rows, align=(grid.align[0], *grid.align[start:end]))


def tables(grid: TableOutline, placeholder: ResolvedPlaceholder) -> list[Table] | None:
    """The table on as many slides as it takes, the header on each; None if it cannot be.

    Of one that is too wide, each has the first column and as many others as there is room for.
    One whose columns are compared rather is smaller than on several.
    """
    if grid.row_heads:
        on_one = (way.largest(grid.rows[1:]) for way in _ways(grid, placeholder))
        if whole := next(filter(None, on_one), None):
            return [whole]
    for count in range(1, len(grid.align)):
        made = [_whole(part, placeholder) for part in _by_columns(grid, count)]
        if all(made):
            return [table for held in made for table in held or ()]
    return _whole(grid, placeholder) if len(grid.align) == 1 else None


def _lefts(table: Table) -> list[float]:
    """Where each column begins, counted from the left."""
    before = [sum(table.columns[:n]) for n in range(len(table.columns))]
    ends = zip(before, table.columns, strict=True)
    box = table.box
    return [box.right - one - wide if table.rtl else box.left + one for one, wide in ends]


def pictures(table: Table) -> Iterator[tuple[PictureOutline | Proportion, Box]]:
    """The pictures in a table's cells, each with its room."""
    top, lefts = table.box.top, _lefts(table)
    for row, height in zip(table.rows, table.heights, strict=True):
        for cell, left, wide in zip(row, lefts, table.columns, strict=True):
            if not isinstance(cell, PicturedCell):
                continue
            spare = 0.0 if cell.runs else (height - _pictures_height(cell)) / 2 - CELL_ABOVE
            start = left + wide - table.side if cell.rtl else left + table.side
            for one in cell.pictures:
                size = _size_of(one)
                edge = start - size.width if cell.rtl else start
                yield one, Box(edge, top + CELL_ABOVE + spare, *size)
                start += (size.width + PICTURE_GAP) * (-1 if cell.rtl else 1)
        top += height
