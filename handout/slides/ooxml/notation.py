"""How Office's XML writes names and lengths."""

import re
from functools import cache

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "ahyp": "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
_ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
THEME_COLOURS = ("dk1", "lt1", "dk2", "lt2", *_ACCENTS, "hlink", "folHlink")
"""The colours of every theme, by their names, in the schema's order."""
EMU = 12700
"""English metric units to the point."""


def xmlns(*prefixes: str) -> str:
    """The declarations of namespaces, as they stand in a tag."""
    return " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes)


DECLARED = xmlns("a", "r", "p")
"""What the root of every part declares."""


@cache
def qn(path: str) -> str:
    """A name such as `a:off`, or a path such as `p:txBody/a:bodyPr`, in Clark's notation."""
    return re.sub(r"(\w+):", lambda prefix: f"{{{NAMESPACES[prefix[1]]}}}", path)


def local_name(element_tag: str) -> str:
    """`off` of a tag in Clark's notation."""
    return element_tag.rpartition("}")[2]


def emu(points: float) -> int:
    """Points in English metric units."""
    return round(points * EMU)


def points(emus: str | int) -> float:
    """English metric units in points."""
    return int(emus) / EMU
