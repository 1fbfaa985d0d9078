"""The order in which the schema wants the children of elements; Office repairs what has another."""

from collections.abc import Mapping
from typing import Any

from handout.slides.ooxml.notation import NAMESPACES, local_name

_FILLS = "noFill solidFill gradFill blipFill pattFill grpFill"
_DRAWN = f"{_FILLS} ln effectLst effectDag"
_SPACING = (
    "lnSpc spcBef spcAft buClrTx buClr buSzTx buSzPct buSzPts buFontTx buFont buNone buAutoNum"
)
_PARAGRAPH = f"{_SPACING} buChar buBlip tabLst defRPr extLst"
_LINES_UNDER = "highlight uLnTx uLn uFillTx uFill latin ea cs sym hlinkClick hlinkMouseOver"
_RUN = f"ln {_FILLS} effectLst effectDag {_LINES_UNDER} rtl extLst"
_ACCENTS = " ".join(f"accent{n}" for n in range(1, 7))

_ROWS: Mapping[str, str] = {
    "presentation": "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz"
    " smartTags embeddedFontLst custShowLst photoAlbum custDataLst kinsoku defaultTextStyle"
    " modifyVerifier extLst",
    "presentationPr": "htmlPubPr webPr prnPr showPr clrMru extLst",
    "viewPr": "normalViewPr slideViewPr outlineViewPr notesTextViewPr sorterViewPr notesViewPr"
    " gridSpacing extLst",
    "sldMaster": "cSld clrMap sldLayoutIdLst transition timing hf txStyles extLst",
    "sldLayout": "cSld clrMapOvr transition timing hf extLst",
    "notesMaster": "cSld clrMap hf notesStyle extLst",
    "cSld": "bg spTree custDataLst controls extLst",
    **dict.fromkeys(("spTree", "grpSp"), "nvGrpSpPr grpSpPr * extLst"),
    "sp": "nvSpPr spPr style txBody extLst",
    "pic": "nvPicPr blipFill spPr style extLst",
    "cxnSp": "nvCxnSpPr spPr style extLst",
    "graphicFrame": "nvGraphicFramePr xfrm graphic extLst",
    **{f"nv{kind}Pr": f"cNvPr cNv{kind}Pr nvPr" for kind in ("Sp", "Pic", "GrpSp", "CxnSp")},
    "spPr": f"xfrm custGeom prstGeom {_DRAWN} scene3d sp3d extLst",
    "xfrm": "off ext chOff chExt",
    "txBody": "bodyPr lstStyle p",
    "bodyPr": "prstTxWarp noAutofit normAutofit spAutoFit scene3d sp3d flatTx extLst",
    "txStyles": "titleStyle bodyStyle otherStyle extLst",
    **dict.fromkeys(("pPr", "defPPr", *(f"lvl{n}pPr" for n in range(1, 10))), _PARAGRAPH),
    **dict.fromkeys(("rPr", "defRPr", "endParaRPr"), _RUN),
    "theme": "themeElements objectDefaults extraClrSchemeLst custClrLst extLst",
    "themeElements": "clrScheme fontScheme fmtScheme extLst",
    "clrScheme": f"dk1 lt1 dk2 lt2 {_ACCENTS} hlink folHlink extLst",
    "fontScheme": "majorFont minorFont extLst",
    **dict.fromkeys(("majorFont", "minorFont"), "latin ea cs font extLst"),
    "fmtScheme": "fillStyleLst lnStyleLst effectStyleLst bgFillStyleLst",
}
"""By name, which is nowhere that of two kinds; `*` is where all others stand."""
_ORDERS: Mapping[str, Mapping[str, int]] = {
    name: {child: at for at, child in enumerate(row.split())} for name, row in _ROWS.items()
}
_SPACES = tuple(f"{{{NAMESPACES[prefix]}}}" for prefix in ("p", "a"))


def _sorted(children: list[Any], order: Mapping[str, int]) -> list[Any]:
    """The children in their order; one that is unknown stays behind the one that it follows."""
    places, before = list[tuple[int, int, Any]](), 0
    for number, child in enumerate(children):
        is_known = isinstance(child.tag, str) and child.tag.startswith(_SPACES)
        name = local_name(child.tag) if is_known else ""
        before = order.get(name, order.get("*", before))
        places.append((before, number, child))
    return [child for *_, child in sorted(places)]


def put_in_order(root: Any) -> None:
    """Put the children of all elements of a part into the order of the schema."""
    for element in list(root.iter(*(f"{space}*" for space in _SPACES))):
        if order := _ORDERS.get(local_name(element.tag)):
            children = list(element)
            if (wanted := _sorted(children, order)) != children:
                element[:] = wanted
