"""Tables: widths of columns, heights of rows, and as many slides as the rows take."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
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


def _spans(grid: TableOutline, family: str) -> list[tuple[float, float]]:
    """For each column the width of its widest word and of its longest cell, in ems."""
    spans = []
    for column in zip(*grid.rows, strict=True):
        parts = [pieces(cell, family, number == 0) for number, cell in enumerate(column)]
        least = max(widest(part).ink for part in parts)
        spans.append((least, max(sum(p.advance for p in part) for part in parts)))
    return spans


def _widths(
    grid: TableOutline, family: str, size: float, width: float, side: float
) -> tuple[float, ...] | None:
    """The columns' widths: as wide as their words ask, the rest shared; None: a word is wider."""
    sides = 2 * side
    shown = [_pictures_width(column) + sides for column in zip(*grid.rows, strict=True)]
    spans = [
        (
            max(least * size * SAFETY + sides + 1, pictures),
            max(longest * size * SAFETY + sides + 1, pictures),
        )
        for (least, longest), pictures in zip(_spans(grid, family), shown, strict=True)
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


def _height(
    row: Paragraphs, widths: Sequence[float], family: str, size: float, bold: bool
) -> float:
    """How tall a row is; `widths` without the insets."""
    pitch = max(line_height(family, cell.plain) for cell in row) * size
    return 2 * CELL_ABOVE + max(
        count_lines(pieces(cell, family, bold), width / size) * pitch + _pictures_height(cell)
        for cell, width in zip(row, widths, strict=True)
    )


def _table(
    rows: Sequence[Paragraphs],
    grid: TableOutline,
    placeholder: ResolvedPlaceholder,
    size: float,
    side: float,
) -> Table | None:
    """A table of these rows at the size; None where it is too tall or too wide."""
    box, family = placeholder.box, placeholder.family
    widths = _widths(grid, family, size, box.width, side)
    if widths is None:
        return None
    inner = [width - 2 * side for width in widths]
    heights = [
        _height(row, inner, family, size, bold=number == 0) for number, row in enumerate(rows)
    ]
    spare = box.height - sum(heights)
    if spare < 0:
        return None
    more = min(spare / len(rows), size * _AIR)
    tall = tuple(height + more for height in heights)
    return Table(
        placeholder.slot.role,
        placeholder.index,
        Box(box.left, box.top, box.width, sum(tall)),
        widths,
        tuple(tuple(row) for row in rows),
        tall,
        grid.align,
        size,
        side,
        grid.alt,
    )


def _weights(
    grid: TableOutline, placeholder: ResolvedPlaceholder, size: float, side: float
) -> list[float]:
    """How tall each row is at a size, but for the header; alike where a column is too narrow."""
    box, family = placeholder.box, placeholder.family
    widths = _widths(grid, family, size, box.width, side)
    inner, rows = [width - 2 * side for width in widths or ()], grid.rows[1:]
    return [_height(row, inner, family, size, bold=False) if inner else 1.0 for row in rows]


def _largest(
    rows: Sequence[Paragraphs],
    grid: TableOutline,
    placeholder: ResolvedPlaceholder,
    sizes: Sequence[int],
    side: float,
) -> Table | None:
    """The table of these rows at the first size that fits."""
    head = grid.rows[0]
    tried = (_table((head, *rows), grid, placeholder, size, side) for size in sizes)
    return next((table for table in tried if table), None)


def _fits(
    grid: TableOutline,
    placeholder: ResolvedPlaceholder,
    sizes: Sequence[int],
    side: float,
    rows: Sequence[Paragraphs],
) -> bool:
    """Whether these rows fit one slide."""
    return _largest(rows, grid, placeholder, sizes, side) is not None


def _whole(grid: TableOutline, placeholder: ResolvedPlaceholder) -> list[Table] | None:
    """The table on as many slides as its rows take, the header on each; None if it cannot be."""
    for side, sizes in itertools.product(_SIDES, (placeholder.slot.sizes, placeholder.slot.last)):
        weights = _weights(grid, placeholder, sizes[-1], side)
        groups = balanced(grid.rows[1:], weights, partial(_fits, grid, placeholder, sizes, side))
        made = [_largest(rows, grid, placeholder, sizes, side) for rows in groups]
        least = (int(min((table.size for table in made if table), default=0)),)
        same = [_largest(rows, grid, placeholder, least, side) for rows in groups]
        if same:
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
