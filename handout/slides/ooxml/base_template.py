"""The base presentation of a brand: theme, master and layouts, made from the table of layouts."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.package import Package

from handout.model.clinic import Colours
from handout.slides.layout import HEIGHT, WIDTH
from handout.slides.layouts import LAYOUTS
from handout.slides.ooxml.drawingml import text
from handout.slides.ooxml.layout_xml import COLOUR_MAP, layout_xml, master_xml
from handout.slides.ooxml.notation import DECLARED, emu, xmlns
from handout.slides.ooxml.notes import notes_master_xml
from handout.slides.ooxml.package import data_part, saved, xml_data
from handout.slides.slide_pictures import ENDINGS, LoadedPicture
from handout.typography.contrast import WHITE, mix, nearest
from handout.typography.writing_systems import WRITING_SYSTEMS, of_language

_PLAIN_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_FORMATS = (
    '<a:fmtScheme name="Handout">'
    f"<a:fillStyleLst>{_PLAIN_FILL * 3}</a:fillStyleLst><a:lnStyleLst>"
    + "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{_PLAIN_FILL}'
        '<a:prstDash val="solid"/></a:ln>'
        for width in (6350, 12700, 19050)
    )
    + "</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + f"</a:effectStyleLst><a:bgFillStyleLst>{_PLAIN_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)


def _scheme(colours: Colours) -> Mapping[str, str]:
    """The twelve colours of the theme, by their names there."""
    return {
        "dk1": colours.ink,
        "lt1": WHITE,
        "dk2": colours.primary,
        "lt2": colours.tint,
        "accent1": colours.drawn.primary,
        "accent2": colours.accent,
        "accent3": nearest(mix(colours.primary, WHITE, 0.4), WHITE, 3.0),
        "accent4": nearest(mix(colours.ink, WHITE, 0.25), WHITE, 7.0),
        "accent5": mix(colours.primary, WHITE, 0.09),
        "accent6": mix(colours.tint, colours.primary, 0.22),
        "hlink": colours.primary,
        "folHlink": nearest(mix(colours.primary, colours.ink, 0.5), WHITE, 7.0),
    }


_SCRIPTS = "".join(
    f'<a:font script="{one.script}" typeface="{one.deck}"/>' for one in WRITING_SYSTEMS if one.deck
)


def _fonts(typeface: str, lang: str) -> str:
    """The faces of a font scheme: that of the brand, and PowerPoint's own of other scripts."""
    system = of_language(lang)
    own = system.deck if system else ""
    east_asian, complex_ = (own, "") if system and system.replaces else ("", own)
    return (
        f'<a:latin typeface="{typeface}"/><a:ea typeface="{east_asian}"/>'
        f'<a:cs typeface="{complex_ or typeface}"/>{_SCRIPTS}'
    )


def _theme(name: str, brand: "Brand") -> str:
    """`theme1.xml`; `name` is already escaped."""
    swatches = "".join(
        f'<a:{key}><a:srgbClr val="{value[1:].upper()}"/></a:{key}>'
        for key, value in _scheme(brand.colours).items()
    )
    face = _fonts(brand.typeface, brand.lang)
    return (
        f'<a:theme {xmlns("a")} name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{swatches}</a:clrScheme><a:fontScheme name="{name}">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f"{_FORMATS}</a:themeElements></a:theme>"
    )


_PRESENTATION = (
    f'<p:presentation {DECLARED} saveSubsetFonts="1"><p:sldMasterIdLst>'
    '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst>'
    f'<p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldSz cx="{emu(WIDTH)}" '
    f'cy="{emu(HEIGHT)}"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
)
"""`presentation.xml` without slides."""
_TABLE_STYLES = f'<a:tblStyleLst {xmlns("a")} def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>'


class Brand(Struct, frozen=True):
    """What the base is made of; the same brand gives the same bytes."""

    name: str
    colours: Colours
    typeface: str
    lang: str = "en"
    """That of the deck."""
    rtl: bool = False
    """Whether all is mirrored, for languages that run from right to left."""
    logo: LoadedPicture | None = None
    logo_reversed: LoadedPicture | None = None
    """For a ground in the primary colour."""


def _logo_parts(package: Package, name: str, logo: LoadedPicture | None) -> tuple[Part, ...]:
    """The parts of a logo: its picture and, where it has one, its SVG."""
    kinds = ((logo.media_type, logo.image), ("image/svg+xml", logo.svg)) if logo else ()
    return tuple(
        data_part(package, f"ppt/media/{name}.{ENDINGS[kind]}", kind, data)
        for kind, data in kinds
        if data
    )


def _add_layouts(package: Package, master: Part, brand: Brand) -> None:
    """Every layout of the table, tied to the master and to its logo."""
    logos = {False: ("logo", brand.logo), True: ("logo-reversed", brand.logo_reversed)}
    files = {turned: _logo_parts(package, *named) for turned, named in logos.items()}
    for number, layout in enumerate(LAYOUTS.values(), 1):
        logo = logos[layout.reversed][1] if layout.logo else None
        plate = layout.reversed and brand.logo == brand.logo_reversed
        xml = xml_data(layout_xml(layout, brand.rtl, logo, plate))
        name = f"ppt/slideLayouts/slideLayout{number}.xml"
        part = data_part(package, name, CT.PML_SLIDE_LAYOUT, xml)
        master.relate_to(part, RT.SLIDE_LAYOUT)
        part.relate_to(master, RT.SLIDE_MASTER)
        for file in files[layout.reversed] if logo else ():
            part.relate_to(file, RT.IMAGE)


@lru_cache(maxsize=8)
def make(brand: Brand) -> bytes:
    """A presentation without slides, in the brand."""
    new_package: Any = Package  # a new one is opened from nothing, which its types do not know
    package = new_package(None)

    def add(to: Package | Part, kind: str, type_: str, name: str, xml: str | bytes) -> Part:
        part = data_part(package, f"ppt/{name}.xml", type_, xml)
        to.relate_to(part, kind)
        return part

    name = text(brand.name).replace('"', "")
    theme = _theme(name, brand)
    slides, notes = xml_data(master_xml(brand.rtl)), notes_master_xml(COLOUR_MAP)
    top = add(package, RT.OFFICE_DOCUMENT, CT.PML_PRESENTATION_MAIN, "presentation", _PRESENTATION)
    master = add(top, RT.SLIDE_MASTER, CT.PML_SLIDE_MASTER, "slideMasters/slideMaster1", slides)
    below = add(top, RT.NOTES_MASTER, CT.PML_NOTES_MASTER, "notesMasters/notesMaster1", notes)
    add(below, RT.THEME, CT.OFC_THEME, "theme/theme2", theme)
    face = add(top, RT.THEME, CT.OFC_THEME, "theme/theme1", theme)
    add(top, RT.TABLE_STYLES, CT.PML_TABLE_STYLES, "tableStyles", _TABLE_STYLES)
    add(top, RT.PRES_PROPS, CT.PML_PRES_PROPS, "presProps", f"<p:presentationPr {DECLARED}/>")
    add(top, RT.VIEW_PROPS, CT.PML_VIEW_PROPS, "viewProps", f"<p:viewPr {DECLARED}/>")
    _add_layouts(package, master, brand)
    master.relate_to(face, RT.THEME)
    return saved(package)
