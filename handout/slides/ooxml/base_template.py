"""The base presentation of a brand: theme, master and layouts, made from the table of layouts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from handout.model.clinic import Colours
from handout.slides.layout import HEIGHT, WIDTH
from handout.slides.layouts import LAYOUTS
from handout.slides.ooxml.drawingml import text
from handout.slides.ooxml.layout_xml import COLOUR_MAP, layout_xml, master_xml
from handout.slides.ooxml.notation import DECLARED, emu, xmlns
from handout.slides.ooxml.notes import notes_master_xml
from handout.slides.ooxml.package import PML, PRESENTATION, Package, xml_part
from handout.slides.slide_pictures import ENDINGS, LoadedPicture
from handout.typography.contrast import WHITE, mix, nearest

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


def _theme(name: str, colours: Colours, typeface: str) -> bytes:
    """`theme1.xml`; `name` is already escaped."""
    swatches = "".join(
        f'<a:{key}><a:srgbClr val="{value[1:].upper()}"/></a:{key}>'
        for key, value in _scheme(colours).items()
    )
    face = f'<a:latin typeface="{typeface}"/><a:ea typeface=""/><a:cs typeface="{typeface}"/>'
    return xml_part(
        f'<a:theme {xmlns("a")} name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{swatches}</a:clrScheme><a:fontScheme name="{name}">'
        f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>"
        f"{_FORMATS}</a:themeElements></a:theme>",
        quote='"',
    )


_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_MASTER, _NOTES = "ppt/slideMasters/slideMaster1.xml", "ppt/notesMasters/notesMaster1.xml"
_TABLE_STYLES = f'<a:tblStyleLst {xmlns("a")} def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>'


@dataclass(frozen=True, slots=True)
class Brand:
    """What the base is made of; the same brand gives the same bytes."""

    name: str
    colours: Colours
    typeface: str
    rtl: bool = False
    """Whether all is mirrored, for languages that run from right to left."""
    logo: LoadedPicture | None = None
    logo_reversed: LoadedPicture | None = None
    """For a ground in the primary colour."""


def _presentation() -> bytes:
    """`presentation.xml` without slides."""
    return xml_part(
        f'<p:presentation {DECLARED} saveSubsetFonts="1"><p:sldMasterIdLst>'
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst>'
        f'<p:notesMasterId r:id="rId2"/></p:notesMasterIdLst><p:sldSz cx="{emu(WIDTH)}" '
        f'cy="{emu(HEIGHT)}"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    )


def add_notes_master(package: Package, theme: bytes) -> None:
    """A notes master with a theme of its own."""
    package.add(_NOTES, PML + "notesMaster+xml", notes_master_xml(COLOUR_MAP))
    package.relate(PRESENTATION, "notesMaster", _NOTES)
    name = package.free_name("ppt/theme/theme{}.xml")
    package.add(name, _THEME_TYPE, theme)
    package.relate(_NOTES, "theme", name)


def _logo_files(name: str, logo: LoadedPicture | None) -> dict[str, tuple[str, bytes]]:
    """The parts of a logo, their types and contents: its picture and, where it has one, its SVG."""
    if logo is None:
        return {}
    kinds = ((logo.media_type, logo.image), ("image/svg+xml", logo.svg))
    return {f"ppt/media/{name}.{ENDINGS[kind]}": (kind, data) for kind, data in kinds if data}


def _add_layouts(package: Package, brand: Brand) -> None:
    """Every layout of the table, tied to the master and to its logo."""
    logos = {False: ("logo", brand.logo), True: ("logo-reversed", brand.logo_reversed)}
    for number, layout in enumerate(LAYOUTS.values(), 1):
        name = f"ppt/slideLayouts/slideLayout{number}.xml"
        file, logo = logos[layout.reversed] if layout.logo else ("", None)
        plate = layout.reversed and brand.logo == brand.logo_reversed
        made = layout_xml(layout, brand.rtl, logo, plate)
        package.add(name, PML + "slideLayout+xml", made)
        package.relate(_MASTER, "slideLayout", name)
        package.relate(name, "slideMaster", _MASTER)
        for part, (type_, data) in _logo_files(file, logo).items():
            package.add(part, type_, data)
            package.relate(name, "image", part)


@lru_cache(maxsize=8)
def make(brand: Brand) -> Package:
    """A presentation without slides, in the brand."""
    package = Package({}, {})
    name = text(brand.name).replace('"', "")
    theme = _theme(name, brand.colours, brand.typeface)
    package.relate("", "officeDocument", PRESENTATION)
    package.add(PRESENTATION, PML + "presentation.main+xml", _presentation())
    package.relate(PRESENTATION, "slideMaster", _MASTER)
    package.add(_MASTER, PML + "slideMaster+xml", master_xml(brand.rtl))
    package.add("ppt/theme/theme1.xml", _THEME_TYPE, theme)
    add_notes_master(package, theme)
    package.relate(PRESENTATION, "theme", "ppt/theme/theme1.xml")
    for kind, inner in (
        ("tableStyles", _TABLE_STYLES),
        ("presProps", f"<p:presentationPr {DECLARED}/>"),
        ("viewProps", f"<p:viewPr {DECLARED}/>"),
    ):
        package.add(f"ppt/{kind}.xml", f"{PML}{kind}+xml", xml_part(inner, quote='"'))
        package.relate(PRESENTATION, kind, f"ppt/{kind}.xml")
    _add_layouts(package, brand)
    package.relate(_MASTER, "theme", "ppt/theme/theme1.xml")
    return package
