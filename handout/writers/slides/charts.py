"""A small table as a native bar chart."""

import re

from handout.deck import Chart, Series
from handout.measure import advance
from handout.writers.slides.outline import Grid, Words
from handout.writers.slides.stage import Place

_NUMBER = re.compile(r"^\s*([-−+]?[0-9][0-9.,\s\u00a0]*)\s*(\D{0,12}?)\s*$")
_LABELS = 0.45
"""The share of the width that the names of the bars may take."""


class ChartError(Exception):
    """A cell that is no number."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)


def _number(cell: str) -> tuple[float, str]:
    """The number of a cell and its unit; raises ChartError."""
    found = _NUMBER.match(cell)
    if not found:
        raise ChartError(cell)
    digits = re.sub(r"[\s\u00a0]", "", found[1]).replace("−", "-")
    if re.fullmatch(r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", digits):
        digits = digits.replace(",", "")
    return float(digits.replace(",", ".").rstrip(".")), found[2]


def _series(column: Words) -> tuple[Series, str]:
    """A column of numbers below its name, and their unit."""
    numbers = [_number(cell.plain) for cell in column[1:]]
    units = {unit for _, unit in numbers}
    values = tuple(value for value, _ in numbers)
    return Series(column[0].plain, values), units.pop() if len(units) == 1 else ""


def _size(names: tuple[str, ...], place: Place) -> float:
    """The largest size at which each name of a bar stands on at most two lines."""
    family, width = place.placeholder.levels[0].family, place.placeholder.box.width * _LABELS
    sizes = (*place.slot.sizes, *place.slot.last)
    wide = max(advance(name, family) for name in names)
    fitting = (size for size in sizes if wide * size <= width * 2)
    return float(next(fitting, sizes[-1]))


def chart(grid: Grid, place: Place) -> Chart:
    """The chart of a table: names in the first column, numbers in the others."""
    names, *columns = zip(*grid.rows, strict=True)
    categories = tuple(cell.plain for cell in names[1:])
    series = [_series(column) for column in columns]
    units = {unit for _, unit in series}
    first = next((run for cell in names for run in cell.runs), None)
    return Chart(
        place.slot.role,
        place.placeholder.index,
        place.placeholder.box,
        categories,
        tuple(one for one, _ in series),
        units.pop() if len(units) == 1 else "",
        _size(categories, place),
        first.lang if first else "en",
        grid.alt,
    )
