"""What sizes, places, counts and names of kinds may be; a file with others is repaired."""

import re
from collections.abc import Iterator
from typing import Any

from handout.slides.ooxml.notation import THEME_COLOURS, local_name, qn

_LENGTH = 2_147_483_647
_LEVELS = " ".join(f"a:lvl{number}pPr" for number in range(1, 10))
_ROWS = (
    ("p:sldSz", "cx cy", 914_400, 51_206_400),
    ("p:notesSz", "cx cy", 0, _LENGTH),
    ("a:off a:chOff", "x y", -_LENGTH, _LENGTH),
    ("a:ext a:chExt", "cx cy", 0, _LENGTH),
    ("a:defRPr a:rPr a:endParaRPr", "sz", 100, 400_000),
    (f"a:pPr {_LEVELS}", "marL", 0, 51_206_400),
    (f"a:pPr {_LEVELS}", "indent", -51_206_400, 51_206_400),
    (f"a:pPr {_LEVELS}", "lvl", 0, 8),
    ("a:bodyPr", "lIns tIns rIns bIns", -_LENGTH, _LENGTH),
    ("a:spcPts", "val", 0, 158_400),
    ("a:spcPct", "val", 0, 13_200_000),
    ("a:buAutoNum", "startAt", 1, 32_767),
    ("a:gridCol", "w", 0, _LENGTH),
    ("a:tr", "h", 0, _LENGTH),
    ("a:ln", "w", 0, 20_116_800),
    ("p:ph", "idx", 0, 4_294_967_295),
    ("p:cNvPr", "id", 0, 4_294_967_295),
    ("a:xfrm p:xfrm", "rot", -_LENGTH - 1, _LENGTH),
)
"""Elements, their attributes, the least and the most."""
_BOUNDS: dict[str, dict[str, tuple[int, int]]] = {}
for _tags, _attributes, _least, _most in _ROWS:
    for _tag in _tags.split():
        _bounds = dict.fromkeys(_attributes.split(), (_least, _most))
        _BOUNDS.setdefault(qn(_tag), {}).update(_bounds)
_MAPPED = ("bg1", "tx1", "bg2", "tx2", *sorted(THEME_COLOURS[4:]))
_PLACEHOLDERS = """
    title body ctrTitle subTitle dt sldNum ftr hdr obj chart tbl clipArt dgm media sldImg pic
"""
_LAYOUTS = """
    title tx twoColTx tbl txAndChart chartAndTx dgm chart txAndClipArt clipArtAndTx titleOnly blank
    txAndObj objAndTx objOnly obj txAndMedia mediaAndTx objOverTx txOverObj txAndTwoObj
    twoObjAndTx twoObjOverTx fourObj vertTx clipArtAndVertTx vertTitleAndTx
    vertTitleAndTxOverChart twoObj objAndTwoObj twoObjAndObj cust secHead twoTxTwoObj objTx picTx
"""
_CHOICES = {
    qn("p:clrMap"): dict.fromkeys(_MAPPED, frozenset(THEME_COLOURS)),
    qn("a:overrideClrMapping"): dict.fromkeys(_MAPPED, frozenset(THEME_COLOURS)),
    qn("p:ph"): {
        "type": frozenset(_PLACEHOLDERS.split()),
        "orient": frozenset(("horz", "vert")),
        "sz": frozenset(("full", "half", "quarter")),
    },
    qn("p:sldLayout"): {
        "type": frozenset(_LAYOUTS.split()),
        "showMasterSp": frozenset(("0", "1", "true", "false")),
    },
}
"""Elements, their attributes, and what these may be."""
_NEEDED = {
    qn("p:clrMap"): _MAPPED,
    qn("a:overrideClrMapping"): _MAPPED,
    qn("p:sldSz"): ("cx", "cy"),
    qn("a:off"): ("x", "y"),
    qn("a:spcPts"): ("val",),
    qn("a:spcPct"): ("val",),
    qn("a:gridCol"): ("w",),
}
"""What an element cannot be without."""
_INTEGER = re.compile(r"-?[0-9]{1,12}")


def faults(root: Any) -> Iterator[str]:
    """What a part says that cannot be, such as `sldSz cx="0"`."""
    for element in root.iter(*{*_BOUNDS, *_CHOICES}):
        tag, said = element.tag, dict(element.items())
        for attribute in _NEEDED.get(tag, ()):
            if attribute not in said:
                yield f"{local_name(tag)} without {attribute}"
        for attribute, allowed in _CHOICES.get(tag, {}).items():
            if (value := said.get(attribute)) is not None and value not in allowed:
                yield f'{local_name(tag)} {attribute}="{value[:20]}"'
        for attribute, (least, most) in _BOUNDS.get(tag, {}).items():
            value = said.get(attribute)
            if value is None:
                continue
            if not _INTEGER.fullmatch(value) or not least <= int(value) <= most:
                yield f'{local_name(tag)} {attribute}="{value[:20]}"'
