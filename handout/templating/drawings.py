"""Drawings as SVG: QR codes, icon arrays and icons; and how long the bars of a chart are."""

import difflib
import functools
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import as_file, files
from urllib.parse import quote

import segno

from handout.model.article import Table
from handout.model.risks import MOST_FIGURES
from handout.typography.numbers import quantity


@functools.lru_cache
def qr_code(address: str, ground: str = "") -> str:
    """An SVG of the address's QR code with its quiet zone, as a `data:` address.

    Error correction is at least M (15 %), so that a fold or a stain does no harm. `ground` is the
    colour behind it, such as `#ffffff`; transparent where it is empty.
    """
    code = segno.make(address, error="m", micro=False)
    uri: str = code.svg_data_uri(
        border=4, omitsize=True, nl=False, encode_minimal=False, light=ground or None
    )
    return uri


_PER_ROW = (20, 30, 40)
"""People beside each other, the least that keeps them wider than high: they stand on one page."""
_WIDE = 0.65
"""Rows for each person in a row, at the most."""
_MANY = 200
"""Of more people the outlines are thinner: else those who are filled are lost among them."""
_PERSON = "M{} {}a3 3 0 1 1 6 0a3 3 0 1 1-6 0zM{} {}v-9q0-4 5-4t5 4v9z"
"""A head and shoulders in a cell of 14 by 24, the head from (4, 5), the shoulders from (2, 22)."""


_SQUARES = 100
"""Squares beside each other, every tenth behind a stronger line."""


def _squares(filled: int, people: int, colour: str, rtl: bool) -> str:
    """An SVG of more people than can be figures, each a square of ruled paper."""
    rows, over = divmod(people, _SQUARES)
    across = [(y, _SQUARES if y <= rows else over) for y in range(rows + 1 + bool(over))]
    down = [(x, rows + (bool(over) and x <= over)) for x in range(_SQUARES + 1)]
    rules = [
        "".join(f"M0 {y}h{long}" for y, long in across if not y % every)
        + "".join(f"M{x} 0v{long}" for x, long in down if not x % every)
        for every in (1, 10)
    ]
    full, more = divmod(filled, _SQUARES)
    ink = f"M0 0h{_SQUARES}v{full}H0zM0 {full}h{more}v1H0z"
    lined = "".join(
        f'<path d="{rule}" fill="none" stroke="{line}" stroke-width=".15"/>'
        for rule, line in zip(rules, ("#dddddd", "#999999"), strict=True)
    )
    mirrored = f' transform="translate({_SQUARES} 0) scale(-1 1)"' if rtl else ""
    body = f'<g{mirrored}>{lined}<path d="{ink}" fill="{colour}"/></g>'
    size = f"-.2 -.2 {_SQUARES}.4 {len(across) - 1}.4"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}">{body}</svg>'


def icon_array(count: str | int, total: str | int, colour: str, rtl: bool = False) -> str:
    """An SVG of people as a `data:` address: `count` of `total` filled, the others in outline.

    They differ in shape, so that it can be read in black and white. Where `rtl`, they are counted
    from the right. Each sort is one path: a leaflet may show thousands.
    """
    people, filled = int(total), int(count)
    if people > MOST_FIGURES:
        return f"data:image/svg+xml,{quote(_squares(filled, people, colour, rtl))}"
    per_row = next((one for one in _PER_ROW if people <= _WIDE * one**2), _PER_ROW[-1])
    last = min(people, per_row) - 1
    columns = range(last, -1, -1) if rtl else range(last + 1)
    places = [(columns[n % per_row] * 14, n // per_row * 24) for n in range(people)]
    drawn = [_PERSON.format(x + 4, y + 5, x + 2, y + 22) for x, y in places]
    groups = ((colour, drawn[:filled]), ("#ffffff", drawn[filled:]))
    cells = (f'<path d="{"".join(held)}" fill="{fill}"/>' for fill, held in groups if held)
    size = f"{min(people, per_row) * 14} {-(-people // per_row) * 24}"
    line = 1 if people <= _MANY else 0.5
    body = f'<g stroke="{colour}" stroke-width="{line}">{"".join(cells)}</g>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{body}</svg>'
    return f"data:image/svg+xml,{quote(svg)}"


def bar_lengths(table: Table, lang: str) -> Sequence[Sequence[float | None]]:
    """The length of each cell's bar, in percent of the longest; None where it has no bar.

    The numbers are read as `lang`, a BCP 47 tag, writes them.
    """
    rows = [[quantity(cell.plain, lang) for cell in row[1:]] for row in table.rows]
    longest = max((number.value for row in rows for number in row if number), default=0.0)
    return [
        [None, *(n.value / longest * 100 if n and n.value > 0 else None for n in row)]
        for row in rows
    ]


_ENDING = ".svg"


@contextmanager
def _icons() -> Iterator[zipfile.ZipFile]:
    """The archive of the Lucide icons (ISC licence) in the package `lucide`."""
    with as_file(files("lucide") / "lucide.zip") as path, zipfile.ZipFile(path) as archive:
        yield archive


@functools.lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    """The names of all icons."""
    with _icons() as archive:
        return frozenset(entry.removesuffix(_ENDING) for entry in archive.namelist())


def unknown_icon(name: str) -> tuple[str, str]:
    """Message and advice for a name that no icon has."""
    nearest = ", ".join(difflib.get_close_matches(name, sorted(icon_names()), n=3))
    advice = f"did you mean {nearest}?" if nearest else "take a name from lucide.dev/icons"
    return f"there is no icon “{name}”", advice


def icon_address(name: str, colour: str) -> str:
    """An icon as a `data:` address; raises KeyError for an unknown name."""
    return f"data:image/svg+xml,{quote(icon(name, colour))}"


@functools.lru_cache(maxsize=64)
def icon(name: str, colour: str, stroke: float = 1.5) -> str:
    """The SVG of an icon in a colour such as `#0b4f5c`; raises KeyError for an unknown name."""
    with _icons() as archive:
        svg = archive.read(name + _ENDING).decode()
    svg = svg.replace('stroke="currentColor"', f'stroke="{colour}"')
    return svg.replace('stroke-width="2"', f'stroke-width="{stroke:g}"')
