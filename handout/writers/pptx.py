"""The deck as a .pptx: every text in a real placeholder of a real layout."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.slide import CT_Slide
from pptx.parts.slide import BaseSlidePart, NotesSlidePart, SlidePart
from pptx.presentation import Presentation as Opened

from handout.clinic import Clinic, Colours
from handout.colour import readable
from handout.deck import Deck, Item, Picture, Slide, Table
from handout.errors import ContentError
from handout.finding import Finding
from handout.markup import Markup
from handout.writers import deck
from handout.writers.slides import base, notes_xml, package, properties, slide_xml, stage
from handout.writers.slides.compose import compose
from handout.writers.slides.drawingml import GROUP, NAMESPACES, SVG_BLIP, Identity, place, text
from handout.writers.slides.pictures import ENDINGS, PictureError, load
from handout.writers.slides.stage import Scene, Stage

_SVG_TYPE = "image/svg+xml"
_LOGO_ROOM = 200
"""Points: between a logo that is square and one that is as wide as its place."""


@dataclass(frozen=True, slots=True)
class DeckFile:
    """A deck, as bytes and as the model that they were written from."""

    data: bytes
    deck: Deck
    findings: tuple[Finding, ...] = ()


class _Page:
    """A slide's part while it is filled."""

    def __init__(self, part: BaseSlidePart, media: dict[str, Part]) -> None:
        self.part, self._media = part, media

    def link(self, address: str) -> str:
        """The relationship id of an address."""
        return str(self.part.relate_to(address, RT.HYPERLINK, is_external=True))

    def picture(self, data: bytes, media_type: str) -> str:
        """The relationship id of a picture, kept once for the whole deck."""
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._media:
            name = f"/ppt/media/image{len(self._media) + 1}.{ENDINGS[media_type]}"
            self._media[digest] = Part(PackURI(name), media_type, self.part.package, data)
        return str(self.part.relate_to(self._media[digest], RT.IMAGE))


def _picture(item: Picture, number: int, page: _Page) -> str:
    """A picture in its placeholder; an SVG beside its PNG twin."""
    image = page.picture(item.image, item.media_type)
    drawing = SVG_BLIP.format(page.picture(item.svg, _SVG_TYPE)) if item.svg else ""
    click = f'<a:hlinkClick r:id="{page.link(item.link)}"/>' if item.link else ""
    return (
        f"<p:pic><p:nvPicPr>{Identity(number, f'Picture {number}', item.alt).xml(click)}"
        '<p:cNvPicPr><a:picLocks noGrp="1" noChangeAspect="1"/></p:cNvPicPr><p:nvPr>'
        f'<p:ph type="pic" idx="{item.index}"/></p:nvPr></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{image}">{drawing}</a:blip><a:stretch><a:fillRect/></a:stretch>'
        f"</p:blipFill><p:spPr>{place(item.box)}</p:spPr></p:pic>"
    )


def _item(item: Item, number: int, slide: Slide, scene: Scene, page: _Page) -> str:
    """One thing on a slide."""
    if isinstance(item, Picture):
        return _picture(item, number, page)
    if isinstance(item, Table):
        return slide_xml.table(item, number, slide.rtl)
    slot = scene.places[item.role].slot
    on_dark = slot.colour in ("bg1", "bg2")
    kind = scene.places[item.role].placeholder.type
    return slide_xml.text_frame(item, number, kind, on_dark)


def _foot(number: int, count: int, deck_: Deck, slide: Slide) -> str:
    """The version line and the slide's number; LibreOffice does not inherit how they are set."""
    face = '<a:latin typeface="+mn-lt"/>'
    line = f'<a:r><a:rPr lang="{deck_.lang}">{face}</a:rPr><a:t>{text(deck_.footer)}</a:t></a:r>'
    field = (
        '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
        f'<a:rPr lang="{deck_.lang}">{face}</a:rPr><a:t>{count}</a:t></a:fld>'
    )
    sides = ("r", "l") if slide.rtl else ("l", "r")
    return "".join(
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number + n}" name="{name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" '
        f'idx="{11 + n}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>'
        f'<a:pPr algn="{sides[n]}"/>{inner}</a:p></p:txBody></p:sp>'
        for n, (kind, name, inner) in enumerate(
            (("ftr", "Footer", line), ("sldNum", "Slide Number", field))
        )
    )


def _slide(slide: Slide, count: int, made: Deck, scene: Scene, page: _Page) -> str:
    """`slide.xml`."""
    items = "".join(
        _item(item, number, slide, scene, page) for number, item in enumerate(slide.items, 2)
    )
    foot = _foot(len(slide.items) + 2, count, made, slide)
    return (
        f"<p:sld {NAMESPACES}><p:cSld><p:spTree>{GROUP}{items}{foot}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


_EMPTY_NOTES = notes_xml.notes_page((), str)


def _add_notes(page: _Page, slide: Slide, count: int, master: Part) -> None:
    """The slide's notes page."""
    name = PackURI(f"/ppt/notesSlides/notesSlide{count}.xml")
    part = NotesSlidePart(name, CT.PML_NOTES_SLIDE, page.part.package, parse_xml(_EMPTY_NOTES))
    link = _Page(part, {}).link
    part._element = parse_xml(notes_xml.notes_page(slide.notes, link))
    part.relate_to(master, RT.NOTES_MASTER)
    part.relate_to(page.part, RT.SLIDE)
    page.part.relate_to(part, RT.NOTES_SLIDE)


def _add_slides(presentation: Opened, made: Deck, scenes: Mapping[str, Scene]) -> None:
    """Every slide with its notes."""
    layouts = list(presentation.slide_layouts)
    root: Any = presentation.part._element
    ids = root.get_or_add_sldIdLst()
    media: dict[str, Part] = {}
    for count, slide in enumerate(made.slides, 1):
        scene = scenes[slide.layout]
        name = PackURI(f"/ppt/slides/slide{count}.xml")
        part = SlidePart(name, CT.PML_SLIDE, presentation.part.package, CT_Slide.new())
        part.relate_to(layouts[scene.number].part, RT.SLIDE_LAYOUT)
        page = _Page(part, media)
        part._element = parse_xml(_slide(slide, count, made, scene, page))
        ids.add_sldId(presentation.part.relate_to(part, RT.SLIDE))
        if slide.notes:
            _add_notes(page, slide, count, presentation.part.notes_master_part)


def to_bytes(made: Deck, on: Stage) -> bytes:
    """The deck as a .pptx file, the same bytes each time."""
    presentation = Presentation(io.BytesIO(on.data))
    _add_slides(presentation, made, on.scenes)
    properties.sections(presentation, made)
    properties.core(presentation, made)
    properties.app(presentation, made)
    return package.save(presentation)


def _brand(clinic: Clinic, colours: Colours, rtl: bool, markup: Markup) -> base.Brand:
    """The brand with its logos read; raises ContentError."""
    logos = []
    for source in (clinic.logo, clinic.logo_reversed or clinic.logo):
        try:
            logos.append(load(source, markup, _LOGO_ROOM) if source else None)
        except PictureError as fault:
            raise ContentError([fault.finding("")]) from fault
    return base.Brand(clinic.name, colours, clinic.fonts.deck, rtl, *logos)


def write(markup: Markup, clinic: Clinic) -> DeckFile:
    """The deck that the mark-up asks for, in the clinic's brand; raises ContentError."""
    outline = deck.read(markup)
    colours, findings = readable(clinic.colours, str(markup.content / "clinic.yaml"))
    on = stage.of_brand(_brand(clinic, colours, outline.rtl, markup))
    made = compose(outline, on, markup)
    return DeckFile(to_bytes(made, on), made, tuple(findings))
