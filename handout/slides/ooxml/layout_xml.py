"""The master and the layouts as PresentationML, from the table of layouts."""

import itertools

from msgspec.structs import replace

from handout.model.deck import Box
from handout.slides.layout import MARGIN, WIDTH, Layout, Slot
from handout.slides.layouts import LAYOUTS
from handout.slides.ooxml.drawingml import (
    GROUP,
    NO_INSETS,
    SLIDE_NUMBER,
    SVG_BLIP,
    fill,
    identity,
    ph,
    place,
    shape,
    sp,
    text_body,
)
from handout.slides.ooxml.notation import DECLARED, emu
from handout.slides.slide_pictures import LoadedPicture

_FOOT = 504.0
_PLATE = 8.0
"""How far the white behind a logo reaches out of it."""
_INDENT = 26.0
"""How far a bullet's words stand from its mark."""


def mirrored(box: Box) -> Box:
    """The box on the other side of the slide."""
    return replace(box, left=WIDTH - box.right)


def logo_box(layout: Layout, logo: LoadedPicture) -> Box:
    """The logo as large as its place allows, at the left of it."""
    room = layout.logo or Box(0, 0, 0, 0)
    scale = min(room.width / logo.width, room.height / logo.height)
    wide, tall = logo.width * scale, logo.height * scale
    return Box(room.left, room.top + (room.height - tall) / 2, wide, tall)


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
            f'<a:spcBef><a:spcPts val="{0 if slot.type in _TITLES else 1200}"/></a:spcBef>'
            f'{_bullet(slot)}<a:defRPr sz="{slot.sizes[0] * 100}" b="{int(slot.bold)}">'
            f"{fill(slot.colour)}</a:defRPr></a:lvl{level}pPr>"
        )
    return f"<a:lstStyle>{''.join(made)}</a:lstStyle>"


_TITLES = ("title", "ctrTitle")


def _placeholder(number: int, slot: Slot, rtl: bool) -> str:
    """A placeholder of a layout or of the master."""
    box = mirrored(slot.box) if rtl else slot.box
    slot = replace(slot, align="r") if rtl and slot.align == "l" else slot
    prompt = f'<a:p><a:r><a:rPr lang="en-GB"/><a:t>{slot.prompt}</a:t></a:r></a:p>'
    body = text_body(f'wrap="square" {NO_INSETS} anchor="{slot.anchor}"', prompt, _levels(slot))
    name = f"{slot.role.capitalize()} {number}"
    return sp((number, name), place(box), body, ph(slot.type, slot.index))


def _foot(number: int, layout: Layout | None, rtl: bool) -> str:
    """The footer line and the slide number."""
    left = layout.footer_left if layout else MARGIN
    colour = layout.footer if layout else "accent4"
    line = Box(left, _FOOT, WIDTH - MARGIN - 72 - left, 24)
    count = Box(WIDTH - MARGIN - 60, _FOOT, 60, 24)
    made = ""
    for offset, (kind, box, align, inner) in enumerate(
        (("ftr", line, "l", '<a:endParaRPr lang="en-GB"/>'), ("sldNum", count, "r", _SLIDE_NUMBER))
    ):
        index = offset + (3 if layout is None else 11)
        side = {"l": "r", "r": "l"}[align] if rtl else align
        lists = (
            f'<a:lstStyle><a:lvl1pPr algn="{side}"><a:defRPr sz="1800">{fill(colour)}</a:defRPr>'
            "</a:lvl1pPr></a:lstStyle>"
        )
        body = text_body(f'{NO_INSETS} anchor="ctr"', f"<a:p>{inner}</a:p>", lists)
        tie = f'<p:ph type="{kind}" sz="quarter" idx="{index}"/>'
        where = place(mirrored(box) if rtl else box)
        made += sp((number + offset, kind), where, body, tie)
    return made


_SLIDE_NUMBER = (
    f'<a:fld id="{SLIDE_NUMBER}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
)


def _logo(number: int, layout: Layout, logo: LoadedPicture, rtl: bool) -> str:
    """The clinic's logo; its picture is the layout's second relationship, the SVG the third."""
    box = logo_box(layout, logo)
    drawing = SVG_BLIP.format("rId3") if logo.svg else ""
    return (
        f"<p:pic><p:nvPicPr>{identity(number, 'Logo')}<p:cNvPicPr>"
        '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="rId2">{drawing}</a:blip><a:stretch><a:fillRect/>'
        f"</a:stretch></p:blipFill><p:spPr>{place(mirrored(box) if rtl else box)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def _beside(slot: Slot, layout: Layout, logo: LoadedPicture | None) -> Slot:
    """The placeholder of the clinic's name, moved beside the logo."""
    if slot.role != "clinic" or logo is None:
        return slot
    left = logo_box(layout, logo).right + 20
    return replace(slot, box=replace(slot.box, left=left, width=slot.box.right - left))


def _plate(number: int, layout: Layout, logo: LoadedPicture, rtl: bool) -> str:
    """White behind a logo that is drawn for paper."""
    box = logo_box(layout, logo)
    left, top = box.left - _PLATE, box.top - _PLATE
    plate = Box(left, top, box.width + 2 * _PLATE, box.height + 2 * _PLATE)
    return shape(number, "Plate", mirrored(plate) if rtl else plate, "bg1", "rect")


def layout_xml(layout: Layout, rtl: bool, logo: LoadedPicture | None, plate: bool = False) -> str:
    """`slideLayout.xml`; `plate` puts white behind the logo."""
    parts, numbers = [], itertools.count(2)
    for drawn in layout.shapes:
        box = mirrored(drawn.box) if rtl else drawn.box
        form = "quarter-left" if rtl and drawn.form == "quarter" else drawn.form
        parts.append(shape(next(numbers), drawn.name, box, drawn.colour, form))
    slots = (_beside(slot, layout, logo) for slot in layout.slots)
    parts += [_placeholder(next(numbers), slot, rtl) for slot in slots]
    if logo and plate:
        parts.append(_plate(next(numbers), layout, logo, rtl))
    if logo:
        parts.append(_logo(next(numbers), layout, logo, rtl))
    parts.append(_foot(next(numbers), layout, rtl))
    kind = f'type="{layout.type}"' if layout.type else 'userDrawn="1"'
    return (
        f'<p:sldLayout {DECLARED} {kind} preserve="1"><p:cSld name="{layout.label}"><p:bg>'
        f"<p:bgPr>{fill(layout.background)}<a:effectLst/></p:bgPr></p:bg><p:spTree>{GROUP}"
        f"{''.join(parts)}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
        "</p:sldLayout>"
    )


COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/>'
)


def _style(tag: str, size: int, colour: str, rtl: bool) -> str:
    """One of the master's three text styles, the same on all nine levels; a title is bold."""
    is_title = tag == "titleStyle"
    face = "mj" if is_title else "mn"
    levels = "".join(
        f'<a:lvl{level}pPr algn="{"r" if rtl else "l"}" rtl="{int(rtl)}" eaLnBrk="1" '
        'latinLnBrk="0" hangingPunct="1"><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="{int(is_title)}" kern="1200">'
        f'{fill(colour)}<a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/>'
        f'<a:cs typeface="+{face}-cs"/></a:defRPr></a:lvl{level}pPr>'
        for level in range(1, 10)
    )
    return f"<p:{tag}>{levels}</p:{tag}>"


def master_xml(rtl: bool) -> str:
    """`slideMaster1.xml`."""
    wide = LAYOUTS["wide"]
    body = replace(wide.slots[1], type="body", index=1)
    ids = "".join(
        f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n + 1}"/>' for n in range(len(LAYOUTS))
    )
    return (
        f"<p:sldMaster {DECLARED}><p:cSld><p:bg><p:bgPr>{fill('bg1')}<a:effectLst/></p:bgPr>"
        f"</p:bg><p:spTree>{GROUP}{_placeholder(2, wide.slots[0], rtl)}"
        f"{_placeholder(3, body, rtl)}{_foot(4, None, rtl)}</p:spTree></p:cSld>{COLOUR_MAP}"
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"{_style('titleStyle', 34, 'tx2', rtl)}{_style('bodyStyle', 28, 'tx1', rtl)}"
        f"{_style('otherStyle', 18, 'tx1', rtl)}</p:txStyles></p:sldMaster>"
    )
