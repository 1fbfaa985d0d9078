"""What a deck says about itself: core and app properties, and the sections in PowerPoint's list."""

import uuid
from collections.abc import Sequence
from datetime import datetime, time
from xml.sax.saxutils import quoteattr

from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.presentation import Presentation

from handout import __version__
from handout.model.deck import Deck
from handout.slides.ooxml.drawingml import text
from handout.slides.ooxml.notation import DECLARED, qn, xmlns

_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_APP_KIND = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"
)


def core(presentation: Presentation, deck: Deck) -> None:
    """Title, author, language and dates; the dates are the article's, never today's."""
    told = presentation.core_properties
    told.title, told.author, told.language = deck.title, deck.author, deck.lang
    told.subject, told.last_modified_by, told.revision = deck.subject, deck.author, 1
    told.comments, told.keywords, told.category = "", "", ""
    told.created = told.modified = datetime.combine(deck.created, time(0, 0))


def app(presentation: Presentation, deck: Deck) -> None:
    """`app.xml`: what made the file, and how much is in it."""
    package = presentation.part.package
    for key, relationship in list(package._rels.items()):
        if relationship.reltype == _APP_KIND:
            package._rels.pop(key)
    notes = sum(1 for slide in deck.slides if slide.notes)
    words = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
        '"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<TotalTime>0</TotalTime><Application>handout {__version__}</Application>"
        f"<PresentationFormat>{_FORMATS.get(round(deck.width / deck.height, 2), 'Custom')}"
        f"</PresentationFormat><Slides>{len(deck.slides)}</Slides><Notes>{notes}</Notes>"
        f"<HiddenSlides>0</HiddenSlides><Company>{text(deck.author)}</Company></Properties>"
    )
    part = Part(PackURI("/docProps/app.xml"), _APP_TYPE, package, words.encode())
    package.relate_to(part, _APP_KIND)


_FORMATS = {1.78: "Widescreen", 1.33: "On-screen Show (4:3)"}


def _section(number: int, name: str, slides: Sequence[int]) -> str:
    identity = str(uuid.uuid5(uuid.NAMESPACE_URL, f"section:{number}:{name}")).upper()
    ids = "".join(f'<p14:sldId id="{slide}"/>' for slide in slides)
    return (
        f'<p14:section name={quoteattr(name)} id="{{{identity}}}"><p14:sldIdLst>{ids}'
        "</p14:sldIdLst></p14:section>"
    )


def sections(presentation: Presentation, deck: Deck) -> None:
    """The deck's sections, each slide in the last that began."""
    grouped: list[tuple[str, list[int]]] = []
    for slide, told in zip(presentation.slides._sldIdLst, deck.slides, strict=True):
        if not grouped or told.section not in ("", grouped[-1][0]):
            grouped.append((told.section or told.title, []))
        grouped[-1][1].append(int(slide.id))
    made = "".join(_section(n, name, ids) for n, (name, ids) in enumerate(grouped))
    root = presentation.part._element
    old = root.find(qn("p:extLst"))
    if old is not None:
        root.remove(old)
    root.append(
        parse_xml(
            f'<p:extLst {DECLARED}><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">'
            f"<p14:sectionLst {xmlns('p14')}>{made}</p14:sectionLst></p:ext></p:extLst>"
        )
    )
