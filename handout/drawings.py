"""Numbers as drawings for paper: people of a hundred, and the bars of a chart."""

import re
from collections.abc import Sequence
from urllib.parse import quote

from handout.article import Table

_ROW = 20
_PERSON = "M4 5a3 3 0 1 1 6 0a3 3 0 1 1-6 0zM2 22v-9q0-4 5-4t5 4v9z"
"""A head and shoulders in a cell of 14 by 24."""
_NUMBER = re.compile(r"[-+−]?\d[\d,\u00a0 ]*(?:\.\d+)?")


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


def _number(words: str) -> float | None:
    """The number that a cell holds; None where there is none."""
    found = _NUMBER.search(words)
    return float(re.sub(r"[,\s]", "", found[0]).replace("−", "-")) if found else None


def bars(table: Table) -> Sequence[Sequence[float | None]]:
    """How long the bar of each cell is, in percent of the longest; None where it has no number."""
    rows = [[_number(cell.plain) for cell in row[1:]] for row in table.rows]
    longest = max((n for row in rows for n in row if n is not None), default=0.0)
    return [
        [None, *(n / longest * 100 if n and n > 0 and longest else None for n in row)]
        for row in rows
    ]
