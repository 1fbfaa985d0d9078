"""What a deck says about itself: its properties, its slides in order, and their sections."""

import uuid
from collections.abc import Iterator, Sequence

from lxml import etree

from handout import __version__
from handout.model.deck import Deck
from handout.slides.ooxml.drawingml import text
from handout.slides.ooxml.notation import DECLARED, attribute, qn, xmlns
from handout.slides.ooxml.package import Package, xml_part

_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_FORMATS = {1.78: "Widescreen", 1.33: "On-screen Show (4:3)"}
_FIRST_ID = 256
"""The least that the id of a slide may be."""


def core_xml(deck: Deck) -> bytes:
    """Title, author, language and dates; the dates are the article's, never today's."""
    author, day = text(deck.author), f"{deck.created.isoformat()}T00:00:00Z"
    return xml_part(
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{text(deck.title)}</dc:title><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        "<cp:revision>1</cp:revision>"
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>'
        f"<dc:creator>{author}</dc:creator><dc:language>{deck.lang}</dc:language>"
        f"<dc:subject>{text(deck.subject)}</dc:subject><dc:description></dc:description>"
        "<cp:keywords></cp:keywords><cp:category></cp:category>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created></cp:coreProperties>'
    )


def app_xml(deck: Deck) -> bytes:
    """What made the file, and how much is in it."""
    notes = sum(1 for slide in deck.slides if slide.notes)
    return xml_part(
        "<Properties xmlns="
        '"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<TotalTime>0</TotalTime><Application>handout {__version__}</Application>"
        f"<PresentationFormat>{_FORMATS.get(round(deck.width / deck.height, 2), 'Custom')}"
        f"</PresentationFormat><Slides>{len(deck.slides)}</Slides><Notes>{notes}</Notes>"
        f"<HiddenSlides>0</HiddenSlides><Company>{text(deck.author)}</Company></Properties>",
        quote='"',
    )


def _section(number: int, name: str, slides: Sequence[int]) -> str:
    """One of PowerPoint's sections; takes the ids of its slides."""
    identity = str(uuid.uuid5(uuid.NAMESPACE_URL, f"section:{number}:{name}")).upper()
    ids = "".join(f'<p14:sldId id="{slide}"/>' for slide in slides)
    return (
        f'<p14:section name={attribute(name)} id="{{{identity}}}"><p14:sldIdLst>{ids}'
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


_BEFORE_SLIDES = ("p:sldMasterIdLst", "p:notesMasterIdLst", "p:handoutMasterIdLst")


def presentation_xml(template: bytes, slides: Sequence[str], deck: Deck) -> bytes:
    """The template's `presentation.xml` with slides; takes the ids of their relationships."""
    root = etree.fromstring(template)
    for old in (*root.findall(qn("p:sldIdLst")), *root.findall(qn("p:extLst"))):
        root.remove(old)
    listed = etree.SubElement(root, qn("p:sldIdLst"))
    for id_, slide in enumerate(slides, _FIRST_ID):
        etree.SubElement(listed, qn("p:sldId"), {"id": str(id_), qn("r:id"): slide})
    root.insert(sum(1 for one in root if one.tag in map(qn, _BEFORE_SLIDES)), listed)
    sections = (
        f'<p:extLst {DECLARED}><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">'
        f"<p14:sectionLst {xmlns('p14')}>{''.join(_sections(deck))}</p14:sectionLst></p:ext>"
        "</p:extLst>"
    )
    root.append(etree.fromstring(sections))
    return bytes(etree.tostring(root, encoding="UTF-8", standalone=True))


def add_properties(package: Package, deck: Deck) -> None:
    """The properties of the file."""
    core = package.related("", "core-properties") or "docProps/core.xml"
    app = package.related("", "extended-properties") or "docProps/app.xml"
    package.add(core, _CORE_TYPE, core_xml(deck))
    package.add(app, _APP_TYPE, app_xml(deck))
    package.relate("", _CORE, core)
    package.relate("", "extended-properties", app)
