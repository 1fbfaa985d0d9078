"""The deck as a .pptx: every text in a real placeholder of a real layout."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from handout.model import content_files
from handout.model.clinic import Clinic
from handout.model.content_files import TooLargeError
from handout.model.deck import Deck
from handout.model.errors import ContentError
from handout.model.findings import Finding, Severity
from handout.model.markup import Markup, shown_path
from handout.slides import custom_template, resolved_layouts
from handout.slides import deck_markup as deck
from handout.slides.assembling import compose
from handout.slides.illustrations import too_coarse
from handout.slides.layouts import LAYOUTS
from handout.slides.ooxml import base_template
from handout.slides.ooxml.notes import add_notes
from handout.slides.ooxml.package import read, saved
from handout.slides.ooxml.properties import set_properties
from handout.slides.ooxml.slide_part import SlidePart, free_pictures, new_slides
from handout.slides.ooxml.slide_xml import fill_slide
from handout.slides.outline import Outline
from handout.slides.resolved_layouts import DeckTemplate
from handout.slides.slide_pictures import PictureError, load
from handout.source.opc.archive import MOST_BYTES
from handout.typography import fonts, measuring

_LOGO_ROOM = max((one.logo for one in LAYOUTS.values() if one.logo), key=lambda box: box.height)
"""The largest place that a layout has for it."""


class DeckFile(Struct, frozen=True):
    """A deck, as bytes and as the model that they were written from."""

    data: bytes
    deck: Deck
    findings: tuple[Finding, ...] = ()


def to_bytes(deck: Deck, template: DeckTemplate) -> bytes:
    """The deck as a .pptx file, the same bytes each time."""
    presentation, media = read(template.data), dict[bytes, Any]()
    layouts = [template.layouts[slide.layout] for slide in deck.slides]
    names = free_pictures(presentation.part.package)
    file_parts = list(new_slides(presentation, (layout.part for layout in layouts)))
    called = {name: file_parts[number - 1] for name, number in deck.numbers.items()}
    rows = zip(deck.slides, layouts, file_parts, strict=True)
    for count, (slide, layout, file_part) in enumerate(rows, 1):
        part = SlidePart(file_part, deck, layout, template.colours, media, names, called)
        fill_slide(slide, count, part)
        if slide.notes:
            add_notes(file_part, count, slide.notes)
    set_properties(presentation, deck)
    return saved(presentation.part.package)


def _brand(clinic: Clinic, outline: Outline, markup: Markup) -> base_template.Brand:
    """The brand with its logos read; raises ContentError."""
    logos = []
    for source in (clinic.logo, clinic.logo_reversed or clinic.logo):
        try:
            logos.append(load(source, markup, _LOGO_ROOM) if source else None)
        except PictureError as fault:
            raise ContentError([fault.finding("")]) from fault
    return base_template.Brand(
        clinic.name, clinic.colours.large, clinic.fonts.deck, outline.lang, outline.rtl, *logos
    )


def read_template(source: str, markup: Markup) -> bytes:
    """The clinic's own presentation, from below content/; raises ContentError."""
    try:
        return content_files.read(markup.content / source, markup.content, most=MOST_BYTES)
    except TooLargeError:
        fault = f"is larger than {MOST_BYTES // 1_000_000} MB", "take sample slides out of it"
    except OSError:
        fault = "is not there", "put it below content/ and write its path from there"
    words, about = f"the presentation {source} {fault[0]}", "clinic.deck.template"
    raise ContentError([Finding("deck-template", words, fault[1], markup.clinic, about=about)])


def _template(
    markup: Markup, clinic: Clinic, outline: Outline
) -> tuple[DeckTemplate, tuple[Finding, ...]]:
    """What the deck is set on: the clinic's own presentation or the base in its brand."""
    if source := clinic.deck.template:
        on, findings, missing = custom_template.of_file(
            read_template(source, markup), shown_path(markup.content / source)
        )
        asked = {slide.layout for slide in outline.slides}
        return on, (*findings, *(note for name, note in missing.items() if name in asked))
    return resolved_layouts.of_brand(_brand(clinic, outline, markup)), ()


def _contacts(clinic: Clinic) -> Mapping[str, str]:
    """The keys of clinic.yaml whose words stand on slides, by the words."""
    after = clinic.out_of_hours.phone if clinic.out_of_hours else ""
    hours = [clinic.hours] if isinstance(clinic.hours, str) else clinic.hours.values()
    held = {"name": [clinic.name], "phone": [clinic.phone], "hours": hours, "out_of_hours": [after]}
    every = ((key, words) for key, several in held.items() for words in several)
    return {line: key for key, words in every for line in words.splitlines()}


_SLIDE = re.compile(r"^slide \d+ \(“.*?”\): ")
_COLON = re.compile("[:：] ?")


def _from_clinic(finding: Finding, clinic: Clinic, path: str) -> Finding:
    """The finding, placed at the clinic's file and key where it is about words from there."""
    said = re.sub("[\u200e\u200f]", "", finding.about.replace("\N{NO-BREAK SPACE}", " "))
    held = _contacts(clinic).items()
    key = next((key for words, key in held if words in (said, _COLON.split(said, 1)[-1])), "")
    if not key or finding.rule != "slide-fit":
        return finding
    message = _SLIDE.sub("", finding.message)  # which one is that of each article
    advice = f"write '{key}' shorter"
    return finding._replace(path=path, about=f"clinic.{key}", message=message, advice=advice)


def _unmeasured(made: Deck, on: DeckTemplate, clinic: Clinic, markup: Markup) -> Iterator[Finding]:
    """A note for each family of the slides whose widths are not known."""
    used = (on.layouts[name] for name in dict.fromkeys(slide.layout for slide in made.slides))
    held = (placeholder for layout in used for placeholder in layout.placeholders.values())
    families = dict.fromkeys(level.family for one in held for level in one.levels)
    source = clinic.deck.template
    place = shown_path(markup.content / source) if source else markup.clinic
    about = "" if source else "clinic.fonts.deck"
    for family in families:
        if family and not measuring.is_known(family):
            words = f"how wide the letters of “{family}” are is not known; 20 % more than Arial’s"
            words += " is left for them on slides"
            advice = f"put its files into {shown_path(markup.content / 'fonts')}/, or choose one of"
            advice += f" {', '.join(measuring.KNOWN)}"
            yield Finding("deck-font", words, advice, place, about=about, severity=Severity.NOTE)


def write(markup: Markup, clinic: Clinic) -> DeckFile:
    """The deck that the mark-up asks for, in the clinic's brand; raises ContentError.

    The colours of the brand are taken as they are: that they can be read is seen to before.
    """
    fonts.use(markup.content)
    outline = deck.read(markup)
    on, findings = _template(markup, clinic, outline)
    try:
        made = compose(outline, on, markup)
    except ContentError as error:
        placed = (_from_clinic(one, clinic, markup.clinic) for one in error.findings)
        raise ContentError(placed) from error
    found = (*findings, *_unmeasured(made, on, clinic, markup), *too_coarse(made))
    return DeckFile(to_bytes(made, on), made, found)
