"""Tables of words as grids; those that only arrange a page, or a form, as what stands in them."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from handout.importing.document import Block, Cell, Paragraph, Remark, Table

_LONG = 400
"""Letters of a cell that is no cell of a table of words."""
_REPEATED = 60
"""Letters of a merged cell that is written into each row that it covers."""
_MOST_COLUMNS = 30
_MOST_BLOCKS = 8
"""Paragraphs in a cell."""


class Grid(Struct, frozen=True):
    """A table as Markdown has it: rows of equally many cells, the first its head, maybe empty."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]
    remarks: tuple[Remark, ...] = ()


def _shown(blocks: Iterable[Block]) -> list[Block]:
    return [one for one in blocks if not one.is_empty]


def _arranges(cell: Cell) -> bool:
    """Whether a cell holds what stands in no cell of a table of words."""
    shown = _shown(cell.blocks)
    if any(isinstance(one, Table) or one.level for one in shown):
        return True
    letters = sum(len(one.text) for one in cell.blocks)
    items = sum(one.mark is not None for one in shown)
    return items > 1 or len(shown) > _MOST_BLOCKS or letters > _LONG


def is_layout(table: Table) -> bool:
    """Whether a table arranges a page: it is a box, a row, or holds lists and tables."""
    rows = [row for row in table.rows if any(_shown(cell.blocks) for cell in row)]
    columns = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or columns < 2:
        return True
    cells = [cell for row in rows for cell in row]
    filled = [cell for cell in cells if _shown(cell.blocks)]
    pictured = sum(
        any(span.picture for one in cell.blocks for span in one.spans) for cell in filled
    )
    return any(map(_arranges, filled)) or (not table.has_borders and pictured * 2 > len(filled))


def _bold(one: Paragraph) -> Paragraph:
    spans = (replace(span, marks=span.marks | {"bold"}) for span in one.spans)
    return replace(one, spans=tuple(spans))


def _named_rows(table: Table) -> bool:
    """Whether the first cell of each row says what the others are about."""
    firsts = [_shown(row[0].blocks) for row in table.rows if len(row) > 1]
    short = (
        len(one) == 1 and isinstance(p := one[0], Paragraph) and len(p.text) <= _REPEATED
        for one in firsts
        if one
    )
    return any(firsts) and len(table.rows) > 1 and all(short)


def unrolled(table: Table) -> Iterator[Block]:
    """What stands in the cells of a table that arranges a page, cell by cell."""
    boxed = sum(len(row) for row in table.rows) == 1
    told = "a table that arranges the page; its cells stand one below the other now"
    told = "a box, whose words are plain paragraphs now" if boxed else told
    yield Paragraph((), page=table.page, remarks=(Remark("found", told), *table.remarks))
    named = _named_rows(table)
    in_lines = table.has_borders and not boxed
    for row in table.rows:
        is_head = len(row) == 1 and row[0].columns > 1
        for at, cell in enumerate(row):
            is_name = named and at == 0 and len(row) > 1
            for one in cell.blocks:
                if isinstance(one, Paragraph):
                    lined = in_lines and not is_head
                    yield replace(_bold(one) if is_name else one, in_lines=lined)
                else:
                    yield one


def _unfolded(table: Table) -> list[list[tuple[Paragraph, ...]]]:
    """The rows with one cell in each column."""
    made = list[list[tuple[Paragraph, ...]]]()
    for row in table.rows:
        cells = list[tuple[Paragraph, ...]]()
        for cell in row:
            own = tuple(one for one in _shown(cell.blocks) if isinstance(one, Paragraph))
            above = made[-1][len(cells)] if made and len(cells) < len(made[-1]) else ()
            short = sum(len(one.text) for one in above) <= _REPEATED
            bare = tuple(replace(one, remarks=()) for one in above) if short else ()
            cells.append(own or bare if cell.goes_on else own)
            cells += [()] * (cell.columns - 1)
        if any(cells):
            made.append(cells[:_MOST_COLUMNS])
    return made


def _notes(table: Table) -> Iterator[Remark]:
    cells = [cell for row in table.rows for cell in row]
    if any(cell.columns > 1 or cell.goes_on for cell in cells):
        words = "merged cells of a table, which are cells of their own now; check its rows"
        yield Remark("found", words)
    for cell in cells:
        for one in cell.blocks:
            yield from one.remarks


def _caption(rows: list[list[tuple[Paragraph, ...]]]) -> tuple[Paragraph, ...]:
    """The first row, where it is one cell over all columns: what the table is called."""
    first = rows[0]
    alone = len(first) > 1 and first[0] and not any(first[1:]) and len(rows) > 2
    return first[0] if alone else ()


def grid(table: Table) -> tuple[tuple[Paragraph, ...], Grid]:
    """What stands above a table, and the table."""
    rows = _unfolded(table)
    above = _caption(rows)
    rows = rows[1:] if above else rows
    width = max(map(len, rows))
    filled = tuple((*row, *((),) * (width - len(row))) for row in rows)
    kept = [n for n in range(width) if any(row[n] for row in filled)]
    filled = tuple(tuple(row[n] for n in kept) for row in filled)
    above = tuple(replace(one, remarks=()) for one in above)
    if not table.has_head:
        filled = ((),) * len(kept), *filled
    return above, Grid(filled, (*table.remarks, *_notes(table)))


def flattened(
    blocks: Iterable[Block], mend: Callable[[Sequence[Block]], Sequence[Block]]
) -> list[Block]:
    """The blocks, with what stands in tables that arrange a page in their place.

    `mend` is what is done to the blocks of a cell first, such as to find its lists.
    """
    made = list[Block]()
    for one in blocks:
        if isinstance(one, Paragraph):
            made.append(one)
            continue
        rows = tuple(
            tuple(replace(cell, blocks=tuple(mend(cell.blocks))) for cell in row)
            for row in one.rows
        )
        table = replace(one, rows=rows)
        made += flattened(unrolled(table), mend) if is_layout(table) else [table]
    return made
