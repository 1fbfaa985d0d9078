"""A small table as a native bar chart."""

from handout.model.deck import Chart, Paragraph, Series
from handout.model.findings import Finding
from handout.slides.outline import TableOutline
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


def _size(names: tuple[str, ...], placeholder: ResolvedPlaceholder) -> float:
    """The largest size at which each name of a bar stands on at most two lines."""
    family, width = placeholder.family, placeholder.box.width * _LABELS
    sizes = placeholder.slot.all_sizes
    wide = max(advance(name, family) for name in names)
    fitting = (size for size in sizes if wide * size <= width * 2)
    return float(next(fitting, sizes[-1]))


def chart(grid: TableOutline, placeholder: ResolvedPlaceholder) -> Chart:
    """The chart of a table: names in the first column, numbers in the others."""
    names, *columns = zip(*grid.rows, strict=True)
    categories = tuple(_marked(cell) for cell in names[1:])
    numbers = [[_quantity(cell) for cell in column[1:]] for column in columns]
    units = {one.unit for held in numbers for one in held}
    pairs = zip(columns, numbers, strict=True)
    series = (Series(_marked(c[0]), tuple(one.value for one in held)) for c, held in pairs)
    first = next((run for cell in names for run in cell.runs), None)
    rows = (" – ".join(_marked(cell) for cell in row) for row in grid.rows)
    return Chart(
        placeholder.slot.role,
        placeholder.index,
        placeholder.box,
        categories,
        tuple(series),
        units.pop() if len(units) == 1 else "",
        _size(categories, placeholder),
        first.lang if first else "en",
        f"{grid.alt}: {'; '.join(rows)}",  # for who cannot see the bars
    )
