"""Tables: widths of columns, heights of rows, and as many slides as the rows take."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from handout.model.deck import Box, Paragraph, Table
from handout.slides.dividing import balanced
from handout.slides.outline import Paragraphs, PicturedCell, PictureOutline, TableOutline
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
PICTURE_GAP = 6.0
"""Between pictures in a cell, and from them to its words."""
_AIR = 0.8
"""How much taller rows may be than their words ask, in ems, to fill the height."""


def _pictures_width(column: Iterable[Paragraph]) -> float:
    """The room of the pictures in the cells of a column."""
    counts = [len(cell.pictures) for cell in column if isinstance(cell, PicturedCell)]
    most = max(counts, default=0)
    return most * (PICTURE.width + PICTURE_GAP) - PICTURE_GAP if most else 0.0


def _pictures_height(cell: Paragraph) -> float:
    """What the pictures in a cell take of its height, above its words or without any."""
    if not isinstance(cell, PicturedCell):
        return 0.0
    return PICTURE.height + (PICTURE_GAP if cell.runs else 0.0)


class _Asked(NamedTuple):
    """What a column asks for."""

    word: float
    """The width of its widest word, in ems."""
    cell: float
    """That of its longest cell."""
    pictures: float
    """That of its pictures, in points."""


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
    """The columns' widths: as wide as their words ask, the rest shared; None: a word is wider."""
    sides = 2 * side
    spans = [
        (
            max(one.word * size * SAFETY + sides + 1, one.pictures + sides),
            max(one.cell * size * SAFETY + sides + 1, one.pictures + sides),
        )
        for one in asked
    ]
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
    sides = 2 * side
    least = [max(a.word * size * SAFETY + sides + 1, a.pictures + sides) for a in asked]
    first = max(least[0], width * _HEADS)
    each = (width - first) / (len(asked) - 1)
    return None if each < max(least[1:]) else (first, *[each] * (len(asked) - 1))


def _height(
    row: Paragraphs, widths: Sequence[float], family: str, size: float, bold: bool
) -> float:
    """How tall a row is; `widths` without the insets."""
    pitch = max(line_height(family, cell.plain) for cell in row) * size
    return 2 * CELL_ABOVE + max(
        count_lines(pieces(cell, family, bold), width / size) * pitch + _pictures_height(cell)
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
        )

    def largest(self, rows: Sequence[Paragraphs]) -> Table | None:
        """The table of these rows at the first size that fits."""
        tried = (self.table(rows, size) for size in self.widths)
        return next((table for table in tried if table), None)

    def fits(self, rows: Sequence[Paragraphs]) -> bool:
        """Whether these rows fit one slide."""
        return self.largest(rows) is not None


def _ways(grid: TableOutline, placeholder: ResolvedPlaceholder) -> Iterator[_Way]:
    """The ways to set a table, the best first."""
    asked, width = tuple(_asked(grid, placeholder.family)), placeholder.box.width
    shared = _alike if grid.row_heads else _widths
    for side, sizes in itertools.product(_SIDES, (placeholder.slot.sizes, placeholder.slot.last)):
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
    """
    for count in range(1, len(grid.align)):
        made = [_whole(part, placeholder) for part in _by_columns(grid, count)]
        if all(made):
            return [table for held in made for table in held or ()]
    return _whole(grid, placeholder) if len(grid.align) == 1 else None


def _lefts(table: Table) -> list[float]:
    """Where each column begins, counted from the left."""
    rtl = table.rows[0][0].rtl
    before = [sum(table.columns[:n]) for n in range(len(table.columns))]
    ends = zip(before, table.columns, strict=True)
    box = table.box
    return [box.right - one - wide if rtl else box.left + one for one, wide in ends]


def pictures(table: Table) -> Iterator[tuple[PictureOutline, Box]]:
    """The pictures in a table's cells, each with its room."""
    top, lefts = table.box.top, _lefts(table)
    for row, height in zip(table.rows, table.heights, strict=True):
        for cell, left, wide in zip(row, lefts, table.columns, strict=True):
            if not isinstance(cell, PicturedCell):
                continue
            spare = 0.0 if cell.runs else (height - PICTURE.height) / 2 - CELL_ABOVE
            start = left + wide - table.side - PICTURE.width if cell.rtl else left + table.side
            for n, one in enumerate(cell.pictures):
                step = n * (PICTURE.width + PICTURE_GAP) * (-1 if cell.rtl else 1)
                yield one, Box(start + step, top + CELL_ABOVE + spare, *PICTURE)
        top += height
