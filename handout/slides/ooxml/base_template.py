"""The base presentation of a brand: theme, master and layouts, made from the table of layouts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from handout.model.clinic import Colours
from handout.slides.layout import HEIGHT, WIDTH
from handout.slides.layouts import LAYOUTS
from handout.slides.ooxml.drawingml import text
from handout.slides.ooxml.layout_xml import COLOUR_MAP, layout_xml, master_xml
from handout.slides.ooxml.notation import DECLARED, emu, xmlns
from handout.slides.ooxml.notes_master import notes_master
from handout.slides.ooxml.package import zipped
from handout.slides.ooxml.theme import theme
from handout.slides.slide_pictures import ENDINGS, Loaded

_Entry: TypeAlias = tuple[str, str, str | bytes]
"""Name, content type (empty where the ending says it) and content of a part."""
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPES = "application/vnd.openxmlformats-officedocument.presentationml."


@dataclass(frozen=True, slots=True)
class Brand:
    """What the base is made of; the same brand gives the same bytes."""

    name: str
    colours: Colours
    typeface: str
    rtl: bool = False
    """Whether all is mirrored, for languages that run from right to left."""
    logo: Loaded | None = None
    logo_reversed: Loaded | None = None
    """For a ground in the primary colour."""


def _presentation(count: int) -> str:
    """`presentation.xml` without slides."""
    return (
        f'<p:presentation {DECLARED} saveSubsetFonts="1"><p:sldMasterIdLst>'
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst>'
        f'<p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldSz cx="{emu(WIDTH)}" '
        f'cy="{emu(HEIGHT)}"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    """A part's `.rels`, its targets numbered rId1, rId2, …"""
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if ":" in kind else _KINDS + kind}" '
        f'Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{made}</Relationships>'


def _content_types(parts: Mapping[str, str]) -> str:
    """`[Content_Types].xml`."""
    pictures = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>' for kind, ending in ENDINGS.items()
    )
    made = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{pictures}{made}</Types>'
    )


_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_TABLE_STYLES = f'<a:tblStyleLst {xmlns("a")} def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>'


def _logo_files(name: str, logo: Loaded | None) -> list[tuple[str, bytes]]:
    """The files of a logo: its picture and, where it was drawn so, its SVG."""
    if logo is None:
        return []
    files = [(f"{name}.{ENDINGS[logo.media_type]}", logo.image)]
    return [*files, (f"{name}.svg", logo.svg)] if logo.svg else files


def _layout_parts(brand: Brand) -> Iterator[_Entry]:
    """Each layout and its relationships."""
    logos = {False: ("logo", brand.logo), True: ("logo-reversed", brand.logo_reversed)}
    for number, layout in enumerate(LAYOUTS.values(), 1):
        file, logo = logos[layout.reversed] if layout.logo else ("", None)
        name, words = f"slideLayout{number}.xml", layout_xml(layout, brand.rtl, logo)
        yield f"ppt/slideLayouts/{name}", _TYPES + "slideLayout+xml", words
        pictures = [("image", f"../media/{n}") for n, _ in _logo_files(file, logo)]
        rels = _relationships(("slideMaster", "../slideMasters/slideMaster1.xml"), *pictures)
        yield f"ppt/slideLayouts/_rels/{name}.rels", "", rels
    for file, logo in logos.values():
        yield from ((f"ppt/media/{name}", "", data) for name, data in _logo_files(file, logo))


def _parts(brand: Brand) -> Iterator[_Entry]:
    """Name, content type and text of every part but the content types."""
    name, count = text(brand.name).replace('"', ""), len(LAYOUTS)
    face = theme(name, brand.colours, brand.typeface)
    layouts = [("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, count + 1)]
    yield "_rels/.rels", "", _relationships(("officeDocument", "ppt/presentation.xml"))
    yield "ppt/presentation.xml", _TYPES + "presentation.main+xml", _presentation(count)
    yield (
        "ppt/_rels/presentation.xml.rels",
        "",
        _relationships(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
            ("presProps", "presProps.xml"),
            ("viewProps", "viewProps.xml"),
        ),
    )
    yield "ppt/theme/theme1.xml", _THEME_TYPE, face
    yield "ppt/theme/theme2.xml", _THEME_TYPE, face
    yield "ppt/presProps.xml", _TYPES + "presProps+xml", f"<p:presentationPr {DECLARED}/>"
    yield "ppt/viewProps.xml", _TYPES + "viewProps+xml", f"<p:viewPr {DECLARED}/>"
    yield "ppt/tableStyles.xml", _TYPES + "tableStyles+xml", _TABLE_STYLES
    yield "ppt/slideMasters/slideMaster1.xml", _TYPES + "slideMaster+xml", master_xml(brand.rtl)
    yield (
        "ppt/slideMasters/_rels/slideMaster1.xml.rels",
        "",
        _relationships(*layouts, ("theme", "../theme/theme1.xml")),
    )
    yield "ppt/notesMasters/notesMaster1.xml", _TYPES + "notesMaster+xml", notes_master(COLOUR_MAP)
    yield (
        "ppt/notesMasters/_rels/notesMaster1.xml.rels",
        "",
        _relationships(("theme", "../theme/theme2.xml")),
    )
    yield from _layout_parts(brand)


@lru_cache(maxsize=8)
def make(brand: Brand) -> bytes:
    """A .pptx without slides, in the brand."""
    parts = list(_parts(brand))
    types = _content_types({name: kind for name, kind, _ in parts if kind})
    members = [("[Content_Types].xml", types), *((name, words) for name, _, words in parts)]
    files = (
        (name, data if isinstance(data, bytes) else (_DECLARATION + data).encode())
        for name, data in members
    )
    return zipped(files, pack=False)  # it is read again at once, and never stored
