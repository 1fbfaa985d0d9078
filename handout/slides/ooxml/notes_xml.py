"""Speaker notes as PresentationML."""

from collections.abc import Callable, Sequence

from handout.model.deck import BREAK, Paragraph, Run
from handout.slides.ooxml.drawingml import GROUP, baseline, text
from handout.slides.ooxml.notation import DECLARED
from handout.slides.ooxml.notes_master import IMAGE, WORDS

Link = Callable[[str], str]
"""Gives the relationship id of an address."""

_LIST = ' marL="{0}" indent="-171450"'


def _run(run: Run, bold: bool, link: Link) -> str:
    """A run or a line break."""
    if run.text == BREAK:
        return f'<a:br><a:rPr lang="{run.lang}"/></a:br>'
    click = f'<a:hlinkClick r:id="{link(run.link)}"/>' if run.link else ""
    look = ' b="1"' * bold + ' i="1"' * run.italic + baseline(run)
    return f'<a:r><a:rPr lang="{run.lang}"{look}>{click}</a:rPr><a:t>{text(run.text)}</a:t></a:r>'


def _paragraph(paragraph: Paragraph, link: Link) -> str:
    """One paragraph of the notes, in the notes master's type."""
    side = ' algn="r" rtl="1"' if paragraph.rtl else ""
    side += _LIST.format(171450 * (paragraph.level + 1)) if paragraph.mark else ""
    mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if paragraph.mark else ""
    if paragraph.mark == "number":
        mark = f'<a:buAutoNum type="arabicPeriod" startAt="{paragraph.number}"/>'
    runs = "".join(_run(run, run.bold or paragraph.heading, link) for run in paragraph.runs)
    return f"<a:p><a:pPr{side}>{mark}</a:pPr>{runs}</a:p>"


def notes_page(notes: Sequence[Paragraph], link: Link) -> str:
    """`notesSlide.xml`."""
    words = "".join(_paragraph(paragraph, link) for paragraph in notes)
    body = f"<p:txBody><a:bodyPr/><a:lstStyle/>{words}</p:txBody>"
    return (
        f"<p:notes {DECLARED}><p:cSld><p:spTree>{GROUP}"
        f"{IMAGE.xml()}"
        f"{WORDS.xml(body)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
