"""Speaker notes and their master: the slide above, what to say below it."""

from collections.abc import Sequence
from typing import Any

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from handout.model.deck import Box, Paragraph
from handout.slides.ooxml.drawingml import CLICK, GROUP, fill, place
from handout.slides.ooxml.notation import DECLARED
from handout.slides.ooxml.package import PackedPart, packed_part, xml_data
from handout.slides.ooxml.text_xml import Click, runs_xml


def _tree(body: str) -> str:
    """The shapes of the notes master and of every notes page: the slide, and words below it."""
    slide, words = Box(36, 45, 468, 263.25), Box(36, 330, 468, 345)
    rows = (
        (2, "Slide Image", "sldImg", slide, ' noRot="1" noChangeAspect="1"', ""),
        (3, "Notes", "body", words, "", f"<p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody>"),
    )
    shapes = "".join(
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"{locks}/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" idx="{number}"/>'
        f'</p:nvPr></p:nvSpPr><p:spPr>{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</p:spPr>{held}</p:sp>"
        for number, name, kind, box, locks, held in rows
    )
    return f"<p:spTree>{GROUP}{shapes}</p:spTree>"


def notes_master_xml(colour_map: str) -> str:
    """`notesMaster1.xml`; `colour_map` as in the slide master."""
    words = '<a:p><a:r><a:rPr lang="en-GB"/><a:t>Notes</a:t></a:r></a:p>'
    levels = "".join(
        f'<a:lvl{level}pPr algn="l"><a:spcBef><a:spcPts val="600"/></a:spcBef>'
        f'<a:defRPr sz="1400" kern="1200">{fill("tx1")}<a:latin typeface="+mn-lt"/>'
        f'<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{level}pPr>'
        for level in range(1, 10)
    )
    return (
        f"<p:notesMaster {DECLARED}><p:cSld><p:bg><p:bgPr>{fill('bg1')}<a:effectLst/></p:bgPr>"
        f"</p:bg>{_tree(words)}</p:cSld>{colour_map}"
        f"<p:notesStyle>{levels}</p:notesStyle></p:notesMaster>"
    )


def _paragraph(paragraph: Paragraph, click: Click) -> str:
    """One paragraph of the notes, in the notes master's type."""
    side = ' algn="r" rtl="1"' if paragraph.rtl else ""
    if paragraph.mark:
        side += f' marL="{171450 * (paragraph.level + 1)}" indent="-171450"'
    mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if paragraph.mark == "bullet" else ""
    if paragraph.mark == "number":
        mark = f'<a:buAutoNum type="arabicPeriod" startAt="{paragraph.number}"/>'
    runs = runs_xml(paragraph, 0, paragraph.heading, "", click)
    return f"<a:p><a:pPr{side}>{mark}</a:pPr>{runs}</a:p>"


def add_notes(slide: PackedPart, number: int, notes: Sequence[Paragraph]) -> None:
    """The notes page of a slide, given by its part."""
    package: Any
    package, name = slide.package, f"/ppt/notesSlides/notesSlide{number}.xml"
    part = packed_part(package, name, CT.PML_NOTES_SLIDE)

    def click(address: str) -> str:
        if address.startswith("#"):
            return ""
        return CLICK.format(part.relate_to(address, RT.HYPERLINK, is_external=True), "")

    words = "".join(_paragraph(paragraph, click) for paragraph in notes)
    part.blob = xml_data(
        f"<p:notes {DECLARED}><p:cSld>{_tree(words)}</p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
    part.relate_to(package.notes_master, RT.NOTES_MASTER)
    part.relate_to(slide, RT.SLIDE)
    slide.relate_to(part, RT.NOTES_SLIDE)
