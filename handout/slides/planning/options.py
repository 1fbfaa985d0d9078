"""Options compared by patients' questions: one grid, or a slide for each question."""

from collections.abc import Iterator

from msgspec.structs import replace

from handout.model.article import Directive, Heading, Item, List, Paragraph, Table, Text
from handout.slides.planning import room
from handout.slides.planning.flow import Blocks, titled
from handout.slides.planning.piece import Piece, Rank

_LETTER, _LINE, _HEIGHT = 10.8, 24.0, 310.0
"""The width of a letter and the height of a line of a grid at 20 points, and its room."""
_FIRST_TALL, _TALLER = "\u0590", 1.5
"""From Hebrew on, letters stand on taller lines."""
_WIDTH, _SIDES, _QUESTIONS = 864.0, 20.0, 0.22
"""The width of a grid, what a cell leaves empty, and the share of the column of questions."""


def _row_height(row: tuple[Text, ...]) -> float:
    """How tall a row of a grid is at 20 points, all options being as wide."""
    each = _WIDTH * (1 - _QUESTIONS) / (len(row) - 1)
    widths = (_WIDTH * _QUESTIONS, *[each] * (len(row) - 1))
    letters = [max(1, int((width - _SIDES) / _LETTER)) for width in widths]
    lines = [room.lines(cell.plain, most) for cell, most in zip(row, letters, strict=True)]
    return max(lines) * _LINE + 16


def _is_grid(table: Table) -> bool:
    """Whether a slide has room for all of it; pictures stand in tables alone."""
    rows = (table.head, *table.rows)
    if any(cell.pictures for row in rows for cell in row):
        return True
    words = "".join(cell.plain for row in rows for cell in row)
    tall = any(one >= _FIRST_TALL and one.isalpha() for one in words)
    return sum(map(_row_height, rows)) * (_TALLER if tall else 1) <= _HEIGHT


def _answered(table: Table, row: tuple[Text, ...], line: int) -> Piece:
    """A question with the options' answers: in columns of one width, else as a list."""
    pairs = tuple(zip(table.head[1:], row[1:], strict=True))
    columns = tuple((Heading(line, name, 3, ""), Paragraph(line, said)) for name, said in pairs)
    rooms = room.COLUMN.get(len(columns), ())
    if rooms and all(room.fit(one, rooms) for one in columns):
        layout = "three-columns" if len(columns) == 3 else "columns"
        return Piece((), layout, columns, Rank.STRUCTURE, below=row[0], answers=True)
    items = tuple(
        Item(line, (Paragraph(line, replace(name, html=f"<strong>{name.html}</strong>")), said))
        for (name, _), (_, said) in zip(pairs, columns, strict=True)
    )
    held: Blocks = (List(line, items),)
    return Piece(held, "bullets", rank=Rank.STRUCTURE, below=row[0], answers=True)


def pieces(block: Directive) -> Iterator[Piece]:
    """One grid where a slide has room for it; else what stands above it, and each question."""
    for table in (one for one in block.blocks if isinstance(one, Table)):
        if _is_grid(table):
            held = replace(block, blocks=(replace(table, caption=None),))
            rank = Rank.STRUCTURE
            yield Piece((held,), "table", rank=rank, below=table.caption, answers=True)
            continue
        rows, above = list(table.rows), table.head[0]
        if table.caption:
            said = (Paragraph(table.line, one) for one in (table.caption, above) if one)
            yield Piece(tuple(said), rank=Rank.STRUCTURE)
        elif above and rows:  # no slide for what rather is a label
            rows[0] = (titled(above, rows[0][0]), *rows[0][1:])
        for line, row in enumerate(rows, table.line + 2):
            yield _answered(table, row, line)
