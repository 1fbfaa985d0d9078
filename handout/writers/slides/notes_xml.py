"""Speaker notes as PresentationML."""

from collections.abc import Sequence

from handout.deck import BREAK, Paragraph
from handout.writers.slides.drawingml import GROUP, NAMESPACES, text
from handout.writers.slides.notes_master import SLIDE_IMAGE, WORDS, placeholder

_LIST = ' marL="{0}" indent="-171450"'


def _paragraph(paragraph: Paragraph) -> str:
    """One paragraph of the notes, in the notes master's type."""
    side = ' algn="r" rtl="1"' if paragraph.rtl else ""
    side += _LIST.format(171450 * (paragraph.level + 1)) if paragraph.mark else ""
    mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if paragraph.mark else ""
    if paragraph.mark == "number":
        mark = f'<a:buAutoNum type="arabicPeriod" startAt="{paragraph.number}"/>'
    bold = ' b="1"' if paragraph.heading else ""
    runs = "".join(
        f'<a:br><a:rPr lang="{run.lang}"/></a:br>'
        if run.text == BREAK
        else f'<a:r><a:rPr lang="{run.lang}"{bold}/><a:t>{text(run.text)}</a:t></a:r>'
        for run in paragraph.runs
    )
    return f"<a:p><a:pPr{side}>{mark}</a:pPr>{runs}</a:p>"


def notes_page(notes: Sequence[Paragraph]) -> str:
    """`notesSlide.xml`."""
    words = "".join(map(_paragraph, notes))
    body = f"<p:txBody><a:bodyPr/><a:lstStyle/>{words}</p:txBody>"
    return (
        f"<p:notes {NAMESPACES}><p:cSld><p:spTree>{GROUP}"
        f"{placeholder(2, 'Slide Image', 'sldImg', 2, SLIDE_IMAGE, '')}"
        f"{placeholder(3, 'Notes', 'body', 3, WORDS, body)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
