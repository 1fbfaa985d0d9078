"""The deck as a .pptx: every text in a real placeholder of a real layout."""

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
from pptx.parts.slide import NotesSlidePart, SlidePart
from pptx.presentation import Presentation as Opened

from handout.model.clinic import Clinic
from handout.model.deck import Deck, Slide
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import Markup, is_below, shown_path
from handout.slides import custom_template, resolved_layouts
from handout.slides import deck_markup as deck
from handout.slides.composing import compose
from handout.slides.illustrations import too_coarse
from handout.slides.layouts import LAYOUTS
from handout.slides.ooxml import base_template, notes_xml, package, properties
from handout.slides.ooxml.slide_part import Page, slide_part_xml
from handout.slides.outline import Outline
from handout.slides.resolved_layouts import Stage
from handout.slides.slide_pictures import PictureError, load

_LOGO_ROOM = max((layout.logo for layout in LAYOUTS if layout.logo), key=lambda box: box.height)
"""The largest place that a layout has for it."""


@dataclass(frozen=True, slots=True)
class DeckFile:
    """A deck, as bytes and as the model that they were written from."""

    data: bytes
    deck: Deck
    findings: tuple[Finding, ...] = ()


_EMPTY_NOTES = notes_xml.notes_page((), str)


def _add_notes(page: Page, slide: Slide, count: int, master: Part) -> None:
    """The slide's notes page."""
    name = PackURI(f"/ppt/notesSlides/notesSlide{count}.xml")
    part = NotesSlidePart(name, CT.PML_NOTES_SLIDE, page.part.package, parse_xml(_EMPTY_NOTES))
    link = Page(part, page.scene, page.tints, {}).link
    part._element = parse_xml(notes_xml.notes_page(slide.notes, link))
    part.relate_to(master, RT.NOTES_MASTER)
    part.relate_to(page.part, RT.SLIDE)
    page.part.relate_to(part, RT.NOTES_SLIDE)


def _add_slides(presentation: Opened, made: Deck, on: Stage) -> None:
    """Every slide with its notes."""
    layouts = [one for master in presentation.slide_masters for one in master.slide_layouts]
    root: Any = presentation.part._element
    ids = root.get_or_add_sldIdLst()
    media: dict[str, Part] = {}
    for count, slide in enumerate(made.slides, 1):
        scene = on.scenes[slide.layout]
        name = PackURI(f"/ppt/slides/slide{count}.xml")
        part = SlidePart(name, CT.PML_SLIDE, presentation.part.package, CT_Slide.new())
        part.relate_to(layouts[scene.number].part, RT.SLIDE_LAYOUT)
        page = Page(part, scene, on.tints, media)
        part._element = parse_xml(slide_part_xml(slide, count, made, page))
        ids.add_sldId(presentation.part.relate_to(part, RT.SLIDE))
        if slide.notes:
            _add_notes(page, slide, count, presentation.part.notes_master_part)


def to_bytes(made: Deck, on: Stage) -> bytes:
    """The deck as a .pptx file, the same bytes each time."""
    presentation = Presentation(io.BytesIO(on.data))
    _add_slides(presentation, made, on)
    properties.sections(presentation, made)
    properties.core(presentation, made)
    properties.app(presentation, made)
    return package.save(presentation, made.created)


def _brand(clinic: Clinic, rtl: bool, markup: Markup) -> base_template.Brand:
    """The brand with its logos read; raises ContentError."""
    logos = []
    for source in (clinic.logo, clinic.logo_reversed or clinic.logo):
        try:
            logos.append(load(source, markup, _LOGO_ROOM) if source else None)
        except PictureError as fault:
            raise ContentError([fault.finding("")]) from fault
    return base_template.Brand(clinic.name, clinic.colours, clinic.fonts.deck, rtl, *logos)


def read_own(source: str, markup: Markup) -> bytes:
    """The clinic's own presentation, from below content/; raises ContentError."""
    file = markup.content / source
    if not is_below(file, markup.content) or not file.is_file():
        words = f"the presentation {source} is not there"
        advice = "put it below content/ and write its path from there"
        raise ContentError([Finding("deck-template", words, advice, markup.clinic, about=source)])
    return file.read_bytes()


def _stage(markup: Markup, clinic: Clinic, rtl: bool) -> tuple[Stage, tuple[Finding, ...]]:
    """What the deck is set on: the clinic's own presentation or the base in its brand."""
    if source := clinic.deck.template:
        return custom_template.of_file(
            read_own(source, markup), shown_path(markup.content / source)
        )
    return resolved_layouts.of_brand(_brand(clinic, rtl, markup)), ()


def _contacts(clinic: Clinic) -> Mapping[str, str]:
    """The keys of clinic.yaml whose words stand on slides, by the words."""
    after = clinic.out_of_hours.phone if clinic.out_of_hours else ""
    held = {"name": clinic.name, "phone": clinic.phone, "hours": clinic.hours}
    by_key = {**held, "out_of_hours": after}
    return {line: key for key, words in by_key.items() for line in words.splitlines()}


def _from_clinic(finding: Finding, clinic: Clinic, path: str) -> Finding:
    """The finding, placed at the clinic's file and key where it is about words from there."""
    said = finding.about.replace("\N{NO-BREAK SPACE}", " ")
    held = _contacts(clinic).items()
    key = next((key for words, key in held if words in (said, said.partition(": ")[2])), "")
    if not key or finding.rule != "slide-fit":
        return finding
    return finding._replace(path=path, about="", advice=f"write '{key}' shorter")


def _composed(outline: Outline, on: Stage, markup: Markup, clinic: Clinic) -> Deck:
    """The deck; raises ContentError, each finding at the file that it speaks of."""
    try:
        return compose(outline, on, markup)
    except ContentError as error:
        placed = (_from_clinic(one, clinic, markup.clinic) for one in error.findings)
        raise ContentError(placed) from error


def write(markup: Markup, clinic: Clinic) -> DeckFile:
    """The deck that the mark-up asks for, in the clinic's brand; raises ContentError.

    The colours of the brand are taken as they are: that they can be read is seen to before.
    """
    outline = deck.read(markup)
    on, findings = _stage(markup, clinic, outline.rtl)
    made = _composed(outline, on, markup, clinic)
    return DeckFile(to_bytes(made, on), made, (*findings, *too_coarse(made)))
