"""A small table as a native bar chart."""

from handout.model.deck import Chart, Paragraph, Series
from handout.model.findings import Finding
from handout.slides.outline import Paragraphs, TableOutline
from handout.slides.resolved_layouts import ResolvedPlaceholder
from handout.typography.measuring import advance
from handout.typography.numbers import ADVICE, Quantity, quantity

_LABELS = 0.45
"""The share of the width that the names of the bars may take."""


class ChartError(Exception):
    """A cell that is no number."""

    def finding(self, title: str) -> Finding:
        """What is said of it on the slide of that title."""
        return Finding(
            "chart-number",
            f"the chart “{title}” has “{self}” where a number should be",
            ADVICE,
            about=str(self) or title,
        )


def _marked(cell: Paragraph) -> str:
    """The words of a cell; the number of a footnote, which nothing raises there, in brackets."""
    runs = (f" [{run.text}]" if run.position == "note" else run.text for run in cell.runs)
    return "".join(runs)


def _quantity(cell: Paragraph) -> Quantity:
    """The number of a cell and its unit; raises ChartError."""
    lang = cell.runs[0].lang if cell.runs else ""
    if found := quantity(cell.bare, lang):
        return found
    raise ChartError(cell.bare)


def _series(column: Paragraphs) -> tuple[Series, str]:
    """A column of numbers below its name, and their unit."""
    held = [_quantity(cell) for cell in column[1:]]
    units = {one.unit for one in held}
    values = tuple(one.value for one in held)
    return Series(_marked(column[0]), values), units.pop() if len(units) == 1 else ""


def _size(names: tuple[str, ...], placeholder: ResolvedPlaceholder) -> float:
    """The largest size at which each name of a bar stands on at most two lines."""
    family, width = placeholder.family, placeholder.box.width * _LABELS
    sizes = placeholder.slot.all_sizes
    wide = max(advance(name, family) for name in names)
    fitting = (size for size in sizes if wide * size <= width * 2)
    return float(next(fitting, sizes[-1]))


def _alternative(grid: TableOutline) -> str:
    """The caption and all numbers, as who cannot see the bars needs them."""
    rows = (" – ".join(_marked(cell) for cell in row) for row in grid.rows)
    return f"{grid.alt}: {'; '.join(rows)}"


def chart(grid: TableOutline, placeholder: ResolvedPlaceholder) -> Chart:
    """The chart of a table: names in the first column, numbers in the others."""
    names, *columns = zip(*grid.rows, strict=True)
    categories = tuple(_marked(cell) for cell in names[1:])
    series = [_series(column) for column in columns]
    units = {unit for _, unit in series}
    first = next((run for cell in names for run in cell.runs), None)
    return Chart(
        placeholder.slot.role,
        placeholder.index,
        placeholder.box,
        categories,
        tuple(one for one, _ in series),
        units.pop() if len(units) == 1 else "",
        _size(categories, placeholder),
        first.lang if first else "en",
        _alternative(grid),
    )
