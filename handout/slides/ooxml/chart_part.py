"""A chart's part: native bars, with the numbers in a workbook inside the deck."""

import io
import re
import zipfile
from datetime import date
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.package import Package
from pptx.parts.chart import ChartPart
from pptx.util import Pt

from handout.model.deck import Chart
from handout.slides.ooxml.direction_marks import marked_text
from handout.slides.ooxml.notation import qn
from handout.slides.ooxml.package import zipped
from handout.typography.languages import runs_from_right
from handout.typography.measuring import advance

_COLOURS = (MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_3)
_FACE = "Arial"
"""What widths are estimated with."""


def _format(made: Chart) -> str:
    """How Excel writes the numbers."""
    whole = all(value == int(value) for one in made.series for value in one.values)
    return ("#,##0" if whole else "General") + (f'"{made.unit}"' if made.unit else "")


def _data(made: Chart) -> Any:
    """The workbook's numbers."""
    new_data: Any = CategoryChartData
    data = new_data(number_format=_format(made))
    rtl = runs_from_right(made.lang)
    data.categories = [marked_text(name, rtl) for name in made.categories]
    for one in made.series:
        data.add_series(marked_text(one.name, rtl), one.values)
    return data


def _beside(made: Chart) -> float:
    """The room for a number at the end of a bar, as a share of what the bars span."""
    names = max(advance(name, _FACE) for name in made.categories)
    values = (f"{value:,.10g}{made.unit}" for one in made.series for value in one.values)
    number = (max(advance(value, _FACE, bold=True) for value in values) + 0.5) * made.size
    bars = made.box.width - (names + 1) * made.size - 2 * number
    return min(1.0, number / bars) if bars > 0 else 1.0


def _scale(made: Chart) -> tuple[float | None, float | None]:
    """From where to where the axis runs: the numbers left of bars below 0 need room."""
    values = [value for one in made.series for value in one.values]
    least, most = min(0.0, *values), max(0.0, *values)
    if least == 0:
        return 0.0, None
    room = (most - least) * _beside(made)
    return least - room, most + room


def _colour(font: Any, name: str) -> None:
    """Sets a colour of the theme or `#rrggbb`."""
    if name.startswith("#"):
        colour: Any = RGBColor  # python-pptx is not typed
        font.rgb = colour(*bytes.fromhex(name[1:]))
    else:
        font.theme_color = MSO_THEME_COLOR.from_xml(name)


def _style(chart: Any, made: Chart) -> None:
    """Bars of the brand with their numbers beside them; no grid, no axis of values."""
    chart.has_title = False
    chart.has_legend = len(made.series) > 1
    chart.font.size = Pt(made.size)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.has_data_labels = 50, -10, True
    labels = plot.data_labels
    labels.show_value, labels.font.size, labels.font.bold = True, Pt(made.size), True
    labels.number_format, labels.number_format_is_linked = _format(made), False
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = _scale(made)
    chart.category_axis.reverse_order = True
    if runs_from_right(made.lang):
        chart.value_axis.reverse_order = True
    # Names stand at the edge, where no bar of a number below 0 runs through them.
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.format.line.fill.background()
    for colour, series in zip(_COLOURS, plot.series, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.theme_color = colour


def _corrected(root: Any, lang: str) -> None:
    """Axis ids that validators accept, and language and direction of the words."""
    known: dict[str, str] = {}
    for node in root.iter(qn("c:axId"), qn("c:crossAx")):
        node.set("val", known.setdefault(node.get("val"), str(111_111_111 * (len(known) + 1))))
    for look in root.iter(qn("a:defRPr")):
        look.set("lang", lang)
    for paragraph in root.iter(qn("a:pPr")) if runs_from_right(lang) else ():
        paragraph.set("rtl", "1")


_CREATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def _workbook(data: bytes, created: date) -> bytes:
    """A workbook without the time of day."""
    day = rb"\g<1>" + f"{created.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    return zipped(
        (name, _CREATED.sub(day, held) if name == "docProps/core.xml" else held)
        for name, held in members
    )


def chart_part(package: Package, made: Chart, colour: str, created: date) -> ChartPart:
    """A new chart in `colour` words, with its workbook of the day `created`."""
    part: ChartPart = ChartPart.new(XL_CHART_TYPE.BAR_CLUSTERED, _data(made), package)
    _style(part.chart, made)
    _colour(part.chart.font.color, colour)
    _corrected(part._element, made.lang)
    workbook = part.chart_workbook.xlsx_part
    workbook.blob = _workbook(workbook.blob, created)
    return part
