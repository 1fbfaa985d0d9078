"""The order in which the schema wants the children of elements, and which may be there but once.

Office repairs a file that says otherwise.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from handout.slides.ooxml.notation import NAMESPACES, THEME_COLOURS, local_name, qn

_FILLS = "noFill|solidFill|gradFill|blipFill|pattFill|grpFill"
_EFFECTS = "effectLst|effectDag"
_DRAWN = f"{_FILLS} ln {_EFFECTS}"
_BULLETS = "buClrTx|buClr buSzTx|buSzPct|buSzPts buFontTx|buFont buNone|buAutoNum|buChar|buBlip"
_PARAGRAPH = f"lnSpc spcBef spcAft {_BULLETS} tabLst defRPr extLst"
_LINES_UNDER = "highlight uLnTx|uLn uFillTx|uFill latin ea cs sym hlinkClick hlinkMouseOver"
_RUN = f"ln {_FILLS} {_EFFECTS} {_LINES_UNDER} rtl extLst"
_COLOUR = "scrgbClr|srgbClr|hslClr|sysClr|schemeClr|prstClr"
_LINES = ("ln", "uLn", "lnL", "lnR", "lnT", "lnB", "lnTlToBr", "lnBlToTr")
_KINDS = ("Sp", "Pic", "GrpSp", "CxnSp")
_LEVELS = ("defPPr", *(f"lvl{n}pPr" for n in range(1, 10)))
_STYLES = ("defaultTextStyle", "lstStyle", "titleStyle", "bodyStyle", "otherStyle", "notesStyle")
_HOLDERS = (
    *("solidFill", "fgClr", "bgClr", "gs", "highlight", "buClr", "clrFrom", "clrTo", "bgRef"),
    *("penClr", "extrusionClr", "glow", "innerShdw", "outerShdw", "prstShdw", "lnRef", "fillRef"),
    *("effectRef", "fontRef", "contourClr"),
    *THEME_COLOURS,
)
"""What holds one colour."""

_ROWS: Mapping[str, str] = {
    "presentation": "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz"
    " smartTags embeddedFontLst custShowLst photoAlbum custDataLst kinsoku defaultTextStyle"
    " modifyVerifier extLst",
    "presentationPr": "htmlPubPr webPr prnPr showPr clrMru extLst",
    "viewPr": "normalViewPr slideViewPr outlineViewPr notesTextViewPr sorterViewPr notesViewPr"
    " gridSpacing extLst",
    "sldMaster": "cSld clrMap sldLayoutIdLst transition timing hf txStyles extLst",
    "normalViewPr": "restoredLeft restoredTop extLst",
    "outlineViewPr": "cViewPr sldLst extLst",
    **dict.fromkeys(("notesTextViewPr", "sorterViewPr"), "cViewPr extLst"),
    **dict.fromkeys(("slideViewPr", "notesViewPr"), "cSldViewPr extLst"),
    "cSldViewPr": "cViewPr guideLst extLst",
    "cViewPr": "scale origin",
    "scale": "sx sy",
    "showPr": "present|browse|kiosk sldAll|sldRg|custShow penClr extLst",
    "sldLayout": "cSld clrMapOvr transition timing hf extLst",
    "notesMaster": "cSld clrMap hf notesStyle extLst",
    "cSld": "bg spTree custDataLst controls extLst",
    **dict.fromkeys(("spTree", "grpSp"), "nvGrpSpPr grpSpPr *+ extLst"),
    "sp": "nvSpPr spPr style txBody extLst",
    "pic": "nvPicPr blipFill spPr style extLst",
    "cxnSp": "nvCxnSpPr spPr style extLst",
    "graphicFrame": "nvGraphicFramePr xfrm graphic extLst",
    **{f"nv{kind}Pr": f"cNvPr cNv{kind}Pr nvPr" for kind in _KINDS},
    "cNvPr": "hlinkClick hlinkHover extLst",
    **{f"cNv{kind}Pr": f"{kind[0].lower()}{kind[1:]}Locks stCxn endCxn extLst" for kind in _KINDS},
    "nvPr": "ph audioCd|wavAudioFile|audioFile|videoFile|quickTimeFile custDataLst extLst",
    "style": "lnRef fillRef effectRef fontRef",
    "bg": "bgPr|bgRef",
    "bgPr": f"{_FILLS} {_EFFECTS} extLst",
    "clrMapOvr": "masterClrMapping|overrideClrMapping",
    "spPr": f"xfrm custGeom|prstGeom {_DRAWN} scene3d sp3d extLst",
    "grpSpPr": f"xfrm {_FILLS} {_EFFECTS} scene3d extLst",
    **dict.fromkeys(_LINES, f"{_FILLS} prstDash|custDash round|bevel|miter headEnd tailEnd extLst"),
    "blipFill": "blip srcRect tile|stretch",
    "gradFill": "gsLst lin|path tileRect",
    "pattFill": "fgClr bgClr",
    "path": "fillToRect *+",
    "scene3d": "camera lightRig backdrop extLst",
    **dict.fromkeys(("camera", "lightRig"), "rot"),
    "sp3d": "bevelT bevelB extrusionClr contourClr extLst",
    "effectStyle": f"{_EFFECTS} scene3d sp3d",
    "effectLst": "blur fillOverlay glow innerShdw outerShdw prstShdw reflection softEdge",
    **dict.fromkeys(_HOLDERS, _COLOUR),
    **dict.fromkeys(("lnSpc", "spcBef", "spcAft"), "spcPct|spcPts"),
    "tblPr": f"{_FILLS} {_EFFECTS} tableStyle|tableStyleId extLst",
    "tbl": "tblPr tblGrid tr+",
    "tc": "txBody tcPr extLst",
    "tcPr": f"lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D {_FILLS} headers extLst",
    "xfrm": "off ext chOff chExt",
    "prstGeom": "avLst",
    "custGeom": "avLst gdLst ahLst cxnLst rect pathLst",
    "txBody": "bodyPr lstStyle p+",
    "bodyPr": "prstTxWarp noAutofit|normAutofit|spAutoFit scene3d sp3d|flatTx extLst",
    "p": "pPr r|br|fld+ endParaRPr",
    "r": "rPr t",
    "fld": "rPr pPr t",
    "br": "rPr",
    "txStyles": "titleStyle bodyStyle otherStyle extLst",
    **dict.fromkeys(_STYLES, f"{' '.join(_LEVELS)} extLst"),
    **dict.fromkeys(("pPr", *_LEVELS), _PARAGRAPH),
    **dict.fromkeys(("rPr", "defRPr", "endParaRPr"), _RUN),
    "theme": "themeElements objectDefaults extraClrSchemeLst custClrLst extLst",
    "objectDefaults": "spDef lnDef txDef extLst",
    **dict.fromkeys(("spDef", "lnDef", "txDef"), "spPr bodyPr lstStyle style extLst"),
    "themeElements": "clrScheme fontScheme fmtScheme extLst",
    "clrScheme": f"{' '.join(THEME_COLOURS)} extLst",
    "fontScheme": "majorFont minorFont extLst",
    **dict.fromkeys(("majorFont", "minorFont"), "latin ea cs font+ extLst"),
    "fmtScheme": "fillStyleLst lnStyleLst effectStyleLst bgFillStyleLst",
    "ext": "*",
}
"""By name, which is nowhere that of two kinds: what may be there, of `a|b` one; `+`: several times.

`*` is where all others stand.
"""


class _Row(NamedTuple):
    """What may be in an element."""

    places: Mapping[str, int]
    several: frozenset[int]
    """The places of what may be there several times."""


def _row(row: str) -> _Row:
    slots = row.split()
    names = ((name, at) for at, slot in enumerate(slots) for name in slot.rstrip("+").split("|"))
    return _Row(dict(names), frozenset(at for at, slot in enumerate(slots) if slot.endswith("+")))


_ORDERS: Mapping[str, _Row] = {name: _row(row) for name, row in _ROWS.items()}
_SPACES = tuple(f"{{{NAMESPACES[prefix]}}}" for prefix in ("p", "a"))


def _sorted(children: list[Any], row: _Row) -> list[Any]:
    """The children in their order, the first alone of what may be there but once.

    One that is unknown stays behind the one that it follows.
    """
    places, before, taken = list[tuple[int, int, Any]](), 0, set[int]()
    for number, child in enumerate(children):
        is_known = isinstance(child.tag, str) and child.tag.startswith(_SPACES)
        at = row.places.get(local_name(child.tag) if is_known else "", row.places.get("*"))
        if at in taken:
            continue
        if at is not None:
            before, taken = at, taken if at in row.several else {*taken, at}
        places.append((before, number, child))
    return [child for *_, child in sorted(places)]


def _listed(children: list[Any]) -> list[Any]:
    """The entries of a list of parts, each part once."""
    first = dict[str, Any]()
    for one in children:
        first.setdefault(one.get(qn("r:id")), one)
    return list(first.values())


def put_in_order(root: Any) -> None:
    """Give all elements of a part the children that the schema allows, in its order."""
    for element in list(root.iter(*(f"{space}*" for space in _SPACES))):
        if row := _ORDERS.get(local_name(element.tag)):
            children = list(element)
            if (wanted := _sorted(children, row)) != children:
                element[:] = wanted
    for element in root.iter(*map(qn, ("p:sldMasterIdLst", "p:sldLayoutIdLst"))):
        element[:] = _listed(list(element))
