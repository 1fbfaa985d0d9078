"""What a deck says about itself: its properties, and the sections of its slides."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from xml.sax.saxutils import quoteattr

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.presentation import Presentation

from handout import __version__
from handout.model.deck import Deck
from handout.slides.ooxml.drawingml import text
from handout.slides.ooxml.notation import DECLARED, qn, xmlns
from handout.slides.ooxml.package import data_part, related

_FORMATS = {1.78: "Widescreen", 1.33: "On-screen Show (4:3)"}
_FIRST_ID = 256
"""The id of the first slide, as python-pptx counts them."""


def _short(words: str) -> str:
    """The words, as long as python-pptx lets a property be."""
    return words if len(words) <= 255 else words[:254] + "…"


def _set_core(presentation: Presentation, deck: Deck) -> None:
    """Title, author, language and dates; the dates are the article's, never today's."""
    core = presentation.core_properties
    core.author = core.last_modified_by = _short(deck.author)
    core.title, core.language, core.subject = _short(deck.title), deck.lang, _short(deck.subject)
    core.revision = 1
    core.comments = core.keywords = core.category = ""
    core.created = core.modified = datetime.combine(deck.created, time())


def _app_xml(deck: Deck) -> str:
    """What made the file, and how much is in it."""
    notes = sum(1 for slide in deck.slides if slide.notes)
    hidden = sum(1 for slide in deck.slides if slide.hidden)
    return (
        "<Properties xmlns="
        '"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<TotalTime>0</TotalTime><Application>handout {__version__}</Application>"
        f"<PresentationFormat>{_FORMATS.get(round(deck.width / deck.height, 2), 'Custom')}"
        f"</PresentationFormat><Slides>{len(deck.slides)}</Slides><Notes>{notes}</Notes>"
        f"<HiddenSlides>{hidden}</HiddenSlides><Company>{text(deck.author)}</Company></Properties>"
    )


def _set_app(presentation: Presentation, deck: Deck) -> None:
    """The properties beside the core ones, in place of the template's."""
    package, type_ = presentation.part.package, CT.OFC_EXTENDED_PROPERTIES
    part = data_part(package, "docProps/app.xml", type_, _app_xml(deck))
    if old := related(package, RT.EXTENDED_PROPERTIES):
        old.blob = part.blob
    else:
        package.relate_to(part, RT.EXTENDED_PROPERTIES)


def _section(number: int, name: str, slides: Sequence[int]) -> str:
    """One of PowerPoint's sections; takes the ids of its slides."""
    identity = str(uuid.uuid5(uuid.NAMESPACE_URL, f"section:{number}:{name}")).upper()
    ids = "".join(f'<p14:sldId id="{slide}"/>' for slide in slides)
    return (
        f'<p14:section name={quoteattr(name)} id="{{{identity}}}"><p14:sldIdLst>{ids}'
        "</p14:sldIdLst></p14:section>"
    )


def _sections(deck: Deck) -> Iterator[str]:
    """The deck's sections, each slide in the last that began."""
    grouped: list[tuple[str, list[int]]] = []
    for id_, slide in enumerate(deck.slides, _FIRST_ID):
        if not grouped or slide.section not in ("", grouped[-1][0]):
            grouped.append((slide.section or slide.title, []))
        grouped[-1][1].append(id_)
    return (_section(number, name, ids) for number, (name, ids) in enumerate(grouped))


def _set_sections(presentation: Presentation, deck: Deck) -> None:
    """PowerPoint's list of sections."""
    root = presentation.part._element
    for old in root.findall(qn("p:extLst")):
        root.remove(old)
    sections = (
        f'<p:extLst {DECLARED}><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">'
        f"<p14:sectionLst {xmlns('p14')}>{''.join(_sections(deck))}</p14:sectionLst></p:ext>"
        "</p:extLst>"
    )
    root.append(parse_xml(sections))


def set_properties(presentation: Presentation, deck: Deck) -> None:
    """The properties of the file and its sections; its slides stand in it."""
    _set_sections(presentation, deck)
    _set_core(presentation, deck)
    _set_app(presentation, deck)
