"""Fragments of DrawingML and PresentationML, as text."""

import re
from html import escape
from xml.sax.saxutils import quoteattr

from handout.model.deck import Box
from handout.slides.ooxml.notation import emu, xmlns

DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    f'{xmlns("adec")} val="1"/></a:ext></a:extLst>'
)
GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
    '<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
SLIDE_NUMBER = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"
"""The id of the field that PowerPoint keeps at the slide's number."""
NO_LINE = "<a:ln><a:noFill/></a:ln>"
NO_INSETS = 'lIns="0" tIns="0" rIns="0" bIns="0"'


def geometry(width: int, height: int, path: str) -> str:
    """An outline of our own, drawn on a grid of that size."""
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}">{path}</a:path></a:pathLst></a:custGeom>'
    )


_QUARTER = geometry(
    *(100, 100),
    '<a:moveTo><a:pt x="{0}" y="100"/></a:moveTo><a:lnTo><a:pt x="{1}" y="100"/></a:lnTo>'
    '<a:arcTo wR="100" hR="100" stAng="{2}" swAng="{3}"/><a:close/>',
)
_FORMS = {
    "roundRect": '<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 5000"/>'
    "</a:avLst></a:prstGeom>",
    "quarter": _QUARTER.format(100, 0, 10800000, 5400000),
    "quarter-left": _QUARTER.format(0, 100, 0, -5400000),
}


SVG_BLIP = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    f'{xmlns("asvg")} r:embed="{{0}}"/></a:ext></a:extLst>'
)
"""What names the SVG beside its PNG twin."""


CLICK = (
    '<a:hlinkClick r:id="{0}"{1}><a:extLst><a:ext uri="{{A12FA001-AC4F-418D-AE19-62706E023703}}">'
    f'<ahyp:hlinkClr {xmlns("ahyp")} val="tx"/></a:ext></a:extLst></a:hlinkClick>'
)
"""Where something leads. PowerPoint's own colour of links cannot be read on every ground."""


def identity(number: int, name: str, alt: str = "", click: str = "") -> str:
    """`cNvPr` of what is no text; marked as decoration where there is no alternative text."""
    words = f" descr={quoteattr(alt)}" if alt else ""
    inner = click if alt else click + DECORATIVE
    return f'<p:cNvPr id="{number}" name={quoteattr(name)}{words}>{inner}</p:cNvPr>'


def place(box: Box, tag: str = "a:xfrm") -> str:
    """Where a shape stands."""
    return (
        f'<{tag}><a:off x="{emu(box.left)}" y="{emu(box.top)}"/>'
        f'<a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/></{tag}>'
    )


def fill(colour: str) -> str:
    """A solid fill in a colour of the theme or `#rrggbb`; `bg2/60` is 60 % of the colour."""
    name, _, share = colour.partition("/")
    alpha = f'<a:alpha val="{share}000"/>' if share else ""
    if name.startswith("#"):
        made = f'<a:srgbClr val="{name[1:].upper()}">{alpha}</a:srgbClr>'
    else:
        made = f'<a:schemeClr val="{name}">{alpha}</a:schemeClr>'
    return f"<a:solidFill>{made}</a:solidFill>"


def form(name: str) -> str:
    """The outline of a shape."""
    return _FORMS.get(name) or f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'


def sp(
    named: tuple[int, str], properties: str, words: str = "", tie: str = "", click: str = ""
) -> str:
    """A shape of that id and name: its `spPr`, its `txBody`, the `ph` of a placeholder, a link."""
    number, name = named
    locks = '<a:spLocks noGrp="1"/>' if tie else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}">{click}</p:cNvPr><p:cNvSpPr>{locks}'
        f"</p:cNvSpPr><p:nvPr>{tie}</p:nvPr></p:nvSpPr><p:spPr>{properties}</p:spPr>{words}</p:sp>"
    )


def text_body(settings: str, paragraphs: str, lists: str = "<a:lstStyle/>") -> str:
    """`txBody`, its words as large as they were measured; `settings` are those of `bodyPr`."""
    return f"<p:txBody><a:bodyPr {settings}><a:noAutofit/></a:bodyPr>{lists}{paragraphs}</p:txBody>"


def shape(number: int, name: str, box: Box, colour: str, outline: str) -> str:
    """A filled shape without words, marked as decoration."""
    return (
        f"<p:sp><p:nvSpPr>{identity(number, name)}<p:cNvSpPr/>"
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{place(box)}{form(outline)}{fill(colour)}'
        f"{NO_LINE}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p>"
        '<a:endParaRPr lang="en-GB"/></a:p></p:txBody></p:sp>'
    )


def ph(kind: str, index: int) -> str:
    """What ties a shape to the placeholder of its layout."""
    named = "" if kind == "obj" else f' type="{kind}"'
    numbered = f' idx="{index}"' if index else ""
    return f"<p:ph{named}{numbered}/>"


_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f]")


def text(words: str) -> str:
    """Words as XML, without characters that XML cannot hold."""
    return escape(_CONTROLS.sub("", words), quote=False)
