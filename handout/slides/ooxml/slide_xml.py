"""A slide of the deck as PresentationML.

Words on a slide carry no links: LibreOffice does not break linked words over lines, and a slide is
shown, not read alone. The speaker notes have them.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from handout.model.deck import BREAK, Chart, Paragraph, Run, Table, TextFrame
from handout.slides.ooxml.drawingml import Identity, baseline, fill, text
from handout.slides.ooxml.drawingml import place as place_xml
from handout.slides.ooxml.inheritance import Level
from handout.slides.ooxml.notation import NAMESPACES, element, emu, xmlns
from handout.slides.resolved_layouts import ResolvedPlaceholder
from handout.slides.table_slides import CELL_ABOVE
from handout.slides.theme_colours import ThemeColours

_BULLET = '{0}<a:buFont typeface="Arial"/><a:buChar char="•"/>'


class Look(NamedTuple):
    """Colours of the theme; none where the placeholder's own is kept."""

    words: str = ""
    mark: str = ""
    heading: str = ""


_ON_LIGHT, _ON_DARK = Look(mark="accent1", heading="tx2"), Look(mark="bg1")
_LOOKS = {"tx1": _ON_LIGHT, "tx2": _ON_LIGHT, "bg1": _ON_DARK, "bg2": _ON_DARK}
"""By the colour of the placeholder's words."""


def _properties(tag: str, run: Run, size: float, inner: str = "", bold: bool = False) -> str:
    """The properties of a run or a break; a size of 0 is inherited."""
    looks = f' sz="{round(size * 100)}"' if size else ""
    looks += ' b="1"' if run.bold or bold else ""
    looks += ' i="1"' if run.italic else ""
    looks += baseline(run)
    return element(f"a:{tag}", f' lang="{run.lang}"{looks}', inner)


def _run(run: Run, size: float, colour: str, bold: bool) -> str:
    """A run or a line break."""
    inner = fill(colour) if colour else ""
    if run.text == BREAK:
        return f"<a:br>{_properties('rPr', run, size)}</a:br>"
    words = element("a:t", "", text(run.text))
    return f"<a:r>{_properties('rPr', run, size, inner, bold)}{words}</a:r>"


def _mark(paragraph: Paragraph, colour: str, level: Level) -> str:
    """What stands before the words, where it is not the layout's."""
    tinted = f'<a:buClr><a:schemeClr val="{colour}"/></a:buClr>' if colour else ""
    if paragraph.mark == "number":
        auto = f'<a:buAutoNum type="arabicPeriod" startAt="{paragraph.number}"/>'
        return f'{tinted}<a:buFont typeface="+mj-lt"/>{auto}'
    if bool(paragraph.mark) == level.is_marked:
        return ""
    return _BULLET.format(tinted) if paragraph.mark else "<a:buNone/>"


def _side(paragraph: Paragraph, centred: bool) -> str:
    """Alignment and direction where they are not the layout's."""
    if not paragraph.rtl:
        return ""
    return ' rtl="1"' if centred else ' algn="r" rtl="1"'


def paragraph_xml(frame: TextFrame, number: int, look: Look, levels: Sequence[Level] = ()) -> str:
    """One paragraph with all that was measured for it."""
    paragraph, size = frame.paragraphs[number], frame.sizes[number]
    level = levels[min(paragraph.level, len(levels) - 1)] if levels else Level()
    deeper = f' lvl="{paragraph.level}"' if paragraph.level else ""
    colour = look.heading if paragraph.heading else look.words
    runs = "".join(_run(run, size, colour, paragraph.heading) for run in paragraph.runs)
    return (
        f'<a:p><a:pPr marL="{emu(frame.margins[number])}" indent="{emu(-frame.hangs[number])}"'
        f"{deeper}{_side(paragraph, frame.role == 'caption')}>"
        f'<a:spcBef><a:spcPts val="{round(frame.before[number] * 100)}"/></a:spcBef>'
        f"{_mark(paragraph, look.mark, level)}</a:pPr>{runs}</a:p>"
    )


def text_frame(frame: TextFrame, number: int, held: str, placeholder: ResolvedPlaceholder) -> str:
    """A placeholder with its words; `held` ties it to its layout."""
    look = _LOOKS.get(placeholder.slot.colour, Look())
    levels = placeholder.levels
    body = "".join(paragraph_xml(frame, n, look, levels) for n in range(len(frame.paragraphs)))
    name = f"{frame.role.capitalize()} {number}"
    where = place_xml(frame.box) if placeholder.moved or frame.box != placeholder.box else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr>{element("p:nvPr", "", held)}</p:nvSpPr>'
        f"{element('p:spPr', '', where)}<p:txBody>"
        f'<a:bodyPr lIns="{emu(frame.room.left - frame.box.left)}" '
        f'rIns="{emu(frame.box.right - frame.room.right)}"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
        f"{body}</p:txBody></p:sp>"
    )


def _line(side: str, width: float, colour: str) -> str:
    """One edge of a cell; no width, no line."""
    if not width:
        return f'<a:{side} w="0"><a:noFill/></a:{side}>'
    return f'<a:{side} w="{emu(width)}" cap="flat" cmpd="sng" algn="ctr">{fill(colour)}</a:{side}>'


_ALIGN = {"start": "l", "center": "ctr", "end": "r"}
_MIRRORED = {"l": "r", "r": "l", "ctr": "ctr"}


def _cell(cell: Paragraph, table: Table, column: int, head: bool, colours: ThemeColours) -> str:
    """One cell: a strong header, hairlines between rows, no grid."""
    side = _ALIGN[table.align[column]]
    side = _MIRRORED[side] if cell.rtl else side
    colour = "bg1" if head else colours.words
    runs = "".join(_run(run, table.size, colour, head) for run in cell.runs)
    lines = _line("lnL", 0, "") + _line("lnR", 0, "") + _line("lnT", 0, "")
    below = _line("lnB", 0 if head else 1, colours.hairline)
    ground = fill(colours.head) if head else "<a:noFill/>"
    direction = ' rtl="1"' if cell.rtl else ""
    runs = runs or f'<a:endParaRPr lang="{_lang(table)}" sz="{round(table.size * 100)}"/>'
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{side}"{direction}/>{runs}'
        f'</a:p></a:txBody><a:tcPr marL="{emu(table.side)}" marR="{emu(table.side)}" '
        f'marT="{emu(CELL_ABOVE)}" marB="{emu(CELL_ABOVE)}" anchor="ctr">{lines}{below}{ground}'
        "</a:tcPr></a:tc>"
    )


def _lang(table: Table) -> str:
    """The language of the table's words, for its empty cells."""
    runs = (run for row in table.rows for cell in row for run in cell.runs)
    return next((run.lang for run in runs), "en-GB")


def _rows(table: Table, colours: ThemeColours) -> Iterator[str]:
    """The rows, the header first."""
    for number, (row, height) in enumerate(zip(table.rows, table.heights, strict=True)):
        cells = "".join(_cell(cell, table, n, number == 0, colours) for n, cell in enumerate(row))
        yield f'<a:tr h="{emu(height)}">{cells}</a:tr>'


def table(made: Table, number: int, held: str, colours: ThemeColours) -> str:
    """A native table; `held` ties it to its placeholder."""
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in made.columns)
    mirrored = ' rtl="1"' if made.rows[0][0].rtl else ""
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{Identity(number, 'Table', made.alt).xml()}"
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"{element('p:nvPr', '', held)}</p:nvGraphicFramePr>"
        f"{place_xml(made.box, 'p:xfrm')}<a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl>'
        f'<a:tblPr firstRow="1"{mirrored}/><a:tblGrid>{columns}</a:tblGrid>'
        f"{''.join(_rows(made, colours))}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def chart(made: Chart, number: int, held: str, relationship: str) -> str:
    """The chart in its placeholder."""
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{Identity(number, 'Chart', made.alt).xml()}"
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"{element('p:nvPr', '', held)}</p:nvGraphicFramePr>"
        f'{place_xml(made.box, "p:xfrm")}<a:graphic><a:graphicData uri="{NAMESPACES["c"]}">'
        f'<c:chart {xmlns("c")} r:id="{relationship}"/></a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )
