"""Numbers as drawings for paper: people of a hundred, and the bars of a chart."""

from collections.abc import Sequence
from urllib.parse import quote

from handout.model.article import Table
from handout.typography.numbers import quantity

_ROW = 20
_PERSON = "M4 5a3 3 0 1 1 6 0a3 3 0 1 1-6 0zM2 22v-9q0-4 5-4t5 4v9z"
"""A head and shoulders in a cell of 14 by 24."""


def people(count: str | int, total: str | int, colour: str) -> str:
    """An SVG of so many people, as a `data:` address: the first filled, the others in outline.

    They differ in shape, so that it can be read in black and white.
    """
    many, filled = int(total), int(count)
    cells = (
        f'<path transform="translate({number % _ROW * 14} {number // _ROW * 24})" d="{_PERSON}"'
        f' fill="{colour if number < filled else "#ffffff"}"/>'
        for number in range(many)
    )
    size = f"{min(many, _ROW) * 14} {-(-many // _ROW) * 24}"
    body = f'<g stroke="{colour}" stroke-width="1">{"".join(cells)}</g>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{body}</svg>'
    return f"data:image/svg+xml,{quote(svg)}"


def bars(table: Table, lang: str) -> Sequence[Sequence[float | None]]:
    """How long the bar of each cell is, in percent of the longest; None where it has no bar.

    The numbers are read as `lang`, a BCP 47 tag, writes them.
    """
    rows = [[quantity(cell.plain, lang) for cell in row[1:]] for row in table.rows]
    longest = max((held.value for row in rows for held in row if held), default=0.0)
    return [
        [None, *(n.value / longest * 100 if n and n.value > 0 else None for n in row)]
        for row in rows
    ]
