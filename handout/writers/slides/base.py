"""The base presentation of a brand: theme, master and layouts, made from the table of layouts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from handout.clinic import Colours
from handout.deck import Box
from handout.writers.slides.drawingml import (
    GROUP,
    NAMESPACES,
    P,
    R,
    emu,
    fill,
    place,
    shape,
    text,
)
from handout.writers.slides.layouts import HEIGHT, LAYOUTS, MARGIN, WIDTH, Layout, Slot
from handout.writers.slides.notes_master import notes_master
from handout.writers.slides.package import zipped
from handout.writers.slides.theme import theme

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPES = "application/vnd.openxmlformats-officedocument.presentationml."
_FOOT = 504.0
_INDENT = 26.0
"""How far a bullet's words stand from its mark."""


@dataclass(frozen=True, slots=True)
class Brand:
    """What the base is made of; the same brand gives the same bytes."""

    name: str
    colours: Colours
    typeface: str
    rtl: bool = False
    """Whether all is mirrored, for languages that run from right to left."""


def mirrored(box: Box) -> Box:
    """The box on the other side of the slide."""
    return replace(box, left=WIDTH - box.right)


def _bullet(slot: Slot) -> str:
    """The mark of a paragraph, or none."""
    if not slot.bullets:
        return "<a:buNone/>"
    return (
        '<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/>'
        '<a:buChar char="•"/>'
    )


def _levels(slot: Slot) -> str:
    """The list style: what the words look like on each level."""
    made = []
    for level in range(1, 4):
        margin = _INDENT * level if slot.bullets else _INDENT * (level - 1)
        hang = -_INDENT if slot.bullets else 0.0
        made.append(
            f'<a:lvl{level}pPr marL="{emu(margin)}" indent="{emu(hang)}" algn="{slot.align}">'
            f'<a:lnSpc><a:spcPct val="{round(slot.spacing * 100_000)}"/></a:lnSpc>'
            f"<a:spcBef><a:spcPts val=\"{0 if slot.type in _TITLES else 1200}\"/></a:spcBef>"
            f'{_bullet(slot)}<a:defRPr sz="{slot.sizes[0] * 100}" b="{int(slot.bold)}">'
            f"{fill(slot.colour)}</a:defRPr></a:lvl{level}pPr>"
        )
    return f"<a:lstStyle>{''.join(made)}</a:lstStyle>"


_TITLES = ("title", "ctrTitle")


def _placeholder(number: int, slot: Slot, rtl: bool) -> str:
    """A placeholder of a layout or of the master."""
    kind = "" if slot.type == "obj" else f' type="{slot.type}"'
    index = f' idx="{slot.index}"' if slot.index else ""
    box = mirrored(slot.box) if rtl else slot.box
    slot = replace(slot, align="r") if rtl and slot.align == "l" else slot
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{slot.role.capitalize()} {number}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{kind}{index}/></p:nvPr>'
        f"</p:nvSpPr><p:spPr>{place(box)}</p:spPr><p:txBody>"
        f'<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{slot.anchor}">'
        f"<a:noAutofit/></a:bodyPr>{_levels(slot)}<a:p><a:r>"
        f'<a:rPr lang="en-GB"/><a:t>{slot.prompt}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _foot(number: int, layout: Layout | None, rtl: bool) -> str:
    """The footer line and the slide number."""
    left = layout.footer_left if layout else MARGIN
    colour = layout.footer if layout else "accent4"
    line = Box(left, _FOOT, WIDTH - MARGIN - 72 - left, 20)
    count = Box(WIDTH - MARGIN - 60, _FOOT, 60, 20)
    made = ""
    for offset, (kind, box, align, inner) in enumerate(
        (
            ("ftr", line, "l", '<a:endParaRPr lang="en-GB"/>'),
            ("sldNum", count, "r", _SLIDE_NUMBER),
        )
    ):
        index = offset + (3 if layout is None else 11)
        side = {"l": "r", "r": "l"}[align] if rtl else align
        made += (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number + offset}" name="{kind}"/><p:cNvSpPr>'
            f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" '
            f'idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr>{place(mirrored(box) if rtl else box)}'
            '</p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr">'
            f'<a:noAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr algn="{side}"><a:defRPr sz="1200">'
            f"{fill(colour)}</a:defRPr></a:lvl1pPr></a:lstStyle><a:p>{inner}</a:p></p:txBody></p:sp>"
        )
    return made


_SLIDE_NUMBER = (
    '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr lang="en-GB"/>'
    "<a:t>‹#›</a:t></a:fld>"
)


def _layout(layout: Layout, rtl: bool) -> str:
    """`slideLayout.xml`."""
    parts, number = [], 1
    for drawn in layout.shapes:
        number += 1
        box = mirrored(drawn.box) if rtl else drawn.box
        form = "quarter-left" if rtl and drawn.form == "quarter" else drawn.form
        parts.append(shape(number, drawn.name, box, drawn.colour, form))
    for slot in layout.slots:
        number += 1
        parts.append(_placeholder(number, slot, rtl))
    parts.append(_foot(number + 1, layout, rtl))
    kind = f'type="{layout.type}"' if layout.type else 'userDrawn="1"'
    return (
        f'<p:sldLayout {NAMESPACES} {kind} preserve="1"><p:cSld name="{layout.label}"><p:bg>'
        f"<p:bgPr>{fill(layout.ground)}<a:effectLst/></p:bgPr></p:bg><p:spTree>{GROUP}"
        f"{''.join(parts)}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
        "</p:sldLayout>"
    )


_CLR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/>'
)


def _style(tag: str, size: int, bold: bool, colour: str, face: str, rtl: bool) -> str:
    """One of the master's three text styles."""
    levels = "".join(
        f'<a:lvl{level}pPr algn="{"r" if rtl else "l"}" rtl="{int(rtl)}" eaLnBrk="1" '
        'latinLnBrk="0" hangingPunct="1"><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="{int(bold)}" kern="1200">{fill(colour)}'
        f'<a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/>'
        f'<a:cs typeface="+{face}-cs"/></a:defRPr></a:lvl{level}pPr>'
        for level in range(1, 10)
    )
    return f"<p:{tag}>{levels}</p:{tag}>"


def _master(rtl: bool) -> str:
    """`slideMaster1.xml`."""
    wide = next(layout for layout in LAYOUTS if layout.name == "wide")
    body = replace(wide.slots[1], type="body", index=1)
    ids = "".join(
        f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(LAYOUTS))
    )
    return (
        f"<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{fill('bg1')}<a:effectLst/></p:bgPr>"
        f"</p:bg><p:spTree>{GROUP}{_placeholder(2, wide.slots[0], rtl)}"
        f"{_placeholder(3, body, rtl)}{_foot(4, None, rtl)}</p:spTree></p:cSld>{_CLR_MAP}"
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"{_style('titleStyle', 34, True, 'tx2', 'mj', rtl)}"
        f"{_style('bodyStyle', 28, False, 'tx1', 'mn', rtl)}"
        f"{_style('otherStyle', 18, False, 'tx1', 'mn', rtl)}</p:txStyles></p:sldMaster>"
    )


def _presentation(count: int) -> str:
    """`presentation.xml` without slides."""
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst>'
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
    made = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{made}</Types>'
    )


_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
_TABLE_STYLES = (
    '<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>'
)


def _layout_parts(rtl: bool) -> Iterator[tuple[str, str, str]]:
    """Name, content type and text of each layout and its relationships."""
    for number, layout in enumerate(LAYOUTS, 1):
        name = f"slideLayout{number}.xml"
        yield f"ppt/slideLayouts/{name}", _TYPES + "slideLayout+xml", _layout(layout, rtl)
        rels = _relationships(("slideMaster", "../slideMasters/slideMaster1.xml"))
        yield f"ppt/slideLayouts/_rels/{name}.rels", "", rels


def _parts(brand: Brand) -> Iterator[tuple[str, str, str]]:
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
    yield "ppt/presProps.xml", _TYPES + "presProps+xml", f"<p:presentationPr {NAMESPACES}/>"
    yield "ppt/viewProps.xml", _TYPES + "viewProps+xml", f"<p:viewPr {NAMESPACES}/>"
    yield "ppt/tableStyles.xml", _TYPES + "tableStyles+xml", _TABLE_STYLES
    yield "ppt/slideMasters/slideMaster1.xml", _TYPES + "slideMaster+xml", _master(brand.rtl)
    yield (
        "ppt/slideMasters/_rels/slideMaster1.xml.rels",
        "",
        _relationships(*layouts, ("theme", "../theme/theme1.xml")),
    )
    yield "ppt/notesMasters/notesMaster1.xml", _TYPES + "notesMaster+xml", notes_master(_CLR_MAP)
    yield (
        "ppt/notesMasters/_rels/notesMaster1.xml.rels",
        "",
        _relationships(("theme", "../theme/theme2.xml")),
    )
    yield from _layout_parts(brand.rtl)


@lru_cache(maxsize=8)
def make(brand: Brand) -> bytes:
    """A .pptx without slides, in the brand."""
    parts = list(_parts(brand))
    types = _content_types({name: kind for name, kind, _ in parts if kind})
    members = [("[Content_Types].xml", types), *((name, words) for name, _, words in parts)]
    return zipped((name, (_DECLARATION + words).encode()) for name, words in members)
