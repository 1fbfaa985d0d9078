"""A slide of the deck as PresentationML."""

from collections.abc import Callable, Mapping
from typing import Any

from handout.model.deck import Chart, Deck, Item, Jump, Paragraph, Picture, Slide, Table, TextFrame
from handout.slides.ooxml import drawing_xml
from handout.slides.ooxml.direction_marks import marked_text
from handout.slides.ooxml.drawingml import (
    GROUP,
    SLIDE_NUMBER,
    SVG_BLIP,
    fill,
    identity,
    ph,
    place,
    sp,
    text,
    text_body,
)
from handout.slides.ooxml.inheritance import Placeholder
from handout.slides.ooxml.notation import DECLARED, NAMESPACES, emu, xmlns
from handout.slides.ooxml.package import xml_data
from handout.slides.ooxml.slide_part import SlidePart
from handout.slides.ooxml.text_xml import LOOKS, Look, paragraphs_xml, runs_xml
from handout.slides.outline import PicturedCell
from handout.slides.resolved_layouts import ResolvedLayout
from handout.slides.table_slides import CELL_ABOVE
from handout.typography.measuring import line_width


def _text_frame(frame: TextFrame, number: int, part: SlidePart) -> str:
    """A placeholder with its words."""
    placeholder, box, room = part.layout.placeholders[frame.role], frame.box, frame.room
    look = LOOKS.get(placeholder.slot.colour, Look())
    words = paragraphs_xml(frame, look, placeholder.levels, part.click)
    where = place(box) if placeholder.moved or box != placeholder.box else ""
    sides = f'lIns="{emu(room.left - box.left)}" rIns="{emu(box.right - room.right)}"'
    name = f"{frame.role.capitalize()} {number}"
    return sp((number, name), where, text_body(sides, words), part.ph(frame.role))


def _line(side: str, width: float, colour: str) -> str:
    """One edge of a cell; no width, no line."""
    if not width:
        return f'<a:{side} w="0"><a:noFill/></a:{side}>'
    return f'<a:{side} w="{emu(width)}" cap="flat" cmpd="sng" algn="ctr">{fill(colour)}</a:{side}>'


_ALIGN = {"start": "l", "center": "ctr", "end": "r"}
_MIRRORED = {"l": "r", "r": "l", "ctr": "ctr"}


def _cell(cell: Paragraph, table: Table, column: int, head: bool, part: SlidePart) -> str:
    """One cell: a strong header, hairlines between rows, no grid."""
    colours = part.colours
    side = _ALIGN[table.align[column]]
    side = _MIRRORED[side] if cell.rtl else side
    colour = "bg1" if head else colours.words
    runs = runs_xml(cell, table.size, head, fill(colour), part.click)
    lines = "".join(_line(edge, 0, "") for edge in ("lnL", "lnR", "lnT"))
    lines += _line("lnB", 0 if head else 1, colours.hairline)
    ground = fill(colours.head) if head else "<a:noFill/>"
    direction = ' rtl="1"' if cell.rtl else ""
    held = 'anchor="b"' if isinstance(cell, PicturedCell) else 'anchor="ctr"'
    if not runs:
        said = (run.lang for row in table.rows for one in row for run in one.runs)
        runs = f'<a:endParaRPr lang="{next(said, "en-GB")}" sz="{round(table.size * 100)}"/>'
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{side}"{direction}/>{runs}'
        f'</a:p></a:txBody><a:tcPr marL="{emu(table.side)}" marR="{emu(table.side)}" '
        f'marT="{emu(CELL_ABOVE)}" marB="{emu(CELL_ABOVE)}" {held}>{lines}{ground}'
        "</a:tcPr></a:tc>"
    )


def _graphic_frame(item: Table | Chart, number: int, part: SlidePart, graphic: str) -> str:
    """A table or a chart in its placeholder."""
    return (
        "<p:graphicFrame><p:nvGraphicFramePr>"
        f"{identity(number, item.kind.capitalize(), item.alt)}"
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"<p:nvPr>{part.ph(item.role)}</p:nvPr></p:nvGraphicFramePr>"
        f"{place(item.box, 'p:xfrm')}<a:graphic>{graphic}</a:graphic></p:graphicFrame>"
    )


def _table(table: Table, number: int, part: SlidePart) -> str:
    """A native table."""
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in table.columns)
    heads = ' firstCol="1"' if table.row_heads else ""
    mirrored = ' rtl="1"' if table.rtl else ""
    rows = ""
    for count, (row, height) in enumerate(zip(table.rows, table.heights, strict=True)):
        cells = "".join(_cell(cell, table, n, count == 0, part) for n, cell in enumerate(row))
        rows += f'<a:tr h="{emu(height)}">{cells}</a:tr>'
    graphic = (
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl>'
        f'<a:tblPr firstRow="1"{heads}{mirrored}/><a:tblGrid>{columns}</a:tblGrid>'
        f"{rows}</a:tbl></a:graphicData>"
    )
    return _graphic_frame(table, number, part, graphic)


def _chart(chart: Chart, number: int, part: SlidePart) -> str:
    """A native chart, in a part of its own."""
    named = f'<c:chart {xmlns("c")} r:id="{part.chart(chart)}"/>'
    graphic = f'<a:graphicData uri="{NAMESPACES["c"]}">{named}</a:graphicData>'
    return _graphic_frame(chart, number, part, graphic)


def _picture(item: Picture, number: int, part: SlidePart) -> str:
    """A picture in its placeholder; an SVG beside its PNG twin."""
    image = part.picture(item.image, item.media_type)
    drawing = SVG_BLIP.format(part.picture(item.svg, "image/svg+xml")) if item.svg else ""
    click = part.click(item.link) if item.link else ""
    held = part.ph(item.role)
    locks = ' noGrp="1"' if held else ""
    form = "" if held else '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return (
        f"<p:pic><p:nvPicPr>{identity(number, f'Picture {number}', item.alt, click)}"
        f'<p:cNvPicPr><a:picLocks{locks} noChangeAspect="1"/></p:cNvPicPr>'
        f"<p:nvPr>{held}</p:nvPr></p:nvPicPr><p:blipFill>"
        f'<a:blip r:embed="{image}">{drawing}</a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f"<p:spPr>{place(item.box)}{form}</p:spPr></p:pic>"
    )


_KINDS: Mapping[str, Callable[[Any, int, SlidePart], str]] = {
    "text": _text_frame,
    "picture": _picture,
    "table": _table,
    "chart": _chart,
    "steps": drawing_xml.steps,
    "icon-array": drawing_xml.icon_array,
    "jump": drawing_xml.jump,
}
"""How each kind of item is written."""


def _items(items: tuple[Item, ...], part: SlidePart) -> tuple[str, int]:
    """All items in reading order, and the next free id of a shape."""
    number, made = 2, []
    for item in items:
        made.append(_KINDS[item.kind](item, number, part))
        number += drawing_xml.shape_count(item)
    return "".join(made), number


_BESIDE = 12.0
"""From the version line to a link."""
_LOOSE = 1.06
"""How much wider a line may turn out than it was measured, in the face of another script."""
_FACE = '<a:latin typeface="+mn-lt"/>'


def _footer(deck: Deck, count: int, foot: Placeholder, taken: float) -> str:
    """The version line, or the longest that has room; the notes of the first have it whole."""
    level, room = foot.levels[0], foot.room.width - taken
    size = level.size * _LOOSE
    fit = (f for f in deck.footers if line_width(f.text, level.family) * size <= room)
    line = next(fit, None)
    if line is None or not line.text:
        return ""
    said = text(marked_text(line.text, deck.slides[count - 1].rtl))
    return f'<a:r><a:rPr lang="{line.lang}">{_FACE}</a:rPr><a:t>{said}</a:t></a:r>'


def _foot(first: int, count: int, deck: Deck, slide: Slide, layout: ResolvedLayout) -> str:
    """The version line and the slide's number, where the layout has a place for them."""
    made, direction = "", ' rtl="1"' if slide.rtl else ""
    taken = sum(item.box.width + _BESIDE for item in slide.items if isinstance(item, Jump))
    line = layout.footers.get("ftr")
    words = _footer(deck, count, line, taken) if line else ""
    page = (
        f'<a:fld id="{SLIDE_NUMBER}" type="slidenum"><a:rPr lang="{deck.lang}">{_FACE}</a:rPr>'
        f"<a:t>{count}</a:t></a:fld>"
    )
    # Each with its side: LibreOffice does not inherit how they are set.
    rows = (("ftr", "Footer", words, "lr"), ("sldNum", "Slide Number", page, "rl"))
    for number, (kind, name, held, sides) in enumerate(rows, first):
        if held and kind in layout.footers:
            body = (
                "<p:txBody><a:bodyPr/><a:lstStyle/><a:p>"
                f'<a:pPr algn="{sides[slide.rtl]}"{direction}/>{held}</a:p></p:txBody>'
            )
            made += sp((number, name), "", body, ph(kind, layout.footers[kind].index))
    return made


def fill_slide(slide: Slide, count: int, part: SlidePart) -> None:
    """Writes the slide, the `count`th of its presentation, into its part."""
    items, following = _items(slide.items, part)
    foot = _foot(following, count, part.deck, slide, part.layout)
    hidden = ' show="0"' if slide.hidden else ""
    part.file_part.blob = xml_data(
        f"<p:sld {DECLARED}{hidden}><p:cSld><p:spTree>{GROUP}{items}{foot}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )
