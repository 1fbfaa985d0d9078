"""What the drawing of a slide goes by: its theme's colours and fonts, and where its links lead."""

import colorsys
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from handout.slides.ooxml.inheritance import rgb
from handout.slides.ooxml.notation import local_name, qn
from handout.slides.ooxml.package import Part
from handout.typography.contrast import channels

_NAMED = {"black": "#000000", "white": "#ffffff"}
_WHOLE = 100_000


def _changed(colour: str, changes: Any) -> str:
    """The colour as `lumMod`, `lumOff`, `shade`, `tint` and `alpha` change it."""
    opacity = ""
    hue, light, strength = colorsys.rgb_to_hls(*channels(colour))
    for change in changes:
        amount = int(change.get("val", 0)) / _WHOLE
        name = local_name(change.tag)
        if name in ("lumMod", "shade"):
            light *= amount
        elif name == "lumOff":
            light += amount
        elif name == "tint":
            light = 1 - (1 - light) * amount
        elif name == "alpha":
            opacity = f"{round(amount * 255):02x}"
    parts = colorsys.hls_to_rgb(hue, min(light, 1.0), strength)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts) + opacity


BACK = "#back"
"""The slide that was shown before."""
_WEB = ("https:", "http:", "mailto:", "tel:")
_LAST_VIEWED = "ppaction://hlinkshowjump?jump=lastslideviewed"


def anchor(number: int) -> str:
    """The name of a slide in addresses."""
    return f"slide-{number}"


def address_of(part: Part, numbers: Mapping[str, int], click: Any | None) -> str:
    """The address behind an `a:hlinkClick` of a part; nothing where it leads to no place.

    `numbers` are those of the slides that can be reached, by the names of their parts.
    """
    if click is None:
        return ""
    if click.get("action") == _LAST_VIEWED:
        return BACK
    tie: Any = part.rels.get(click.get(qn("r:id"), ""))
    if tie is None:
        return ""
    if tie.is_external:
        return str(tie.target_ref) if tie.target_ref.lower().startswith(_WEB) else ""
    number = numbers.get(tie.target_part.partname)
    return f"#{anchor(number)}" if number else ""


class Scheme(Struct, frozen=True):
    """The colours and fonts of a master's theme, and where the words of a slide lead."""

    colours: Mapping[str, str]
    names: Mapping[str, str]
    """A master's names, such as `tx1`, to the theme's, such as `dk1`."""
    fonts: Mapping[str, str]
    """The faces behind `+mj-lt` and `+mn-lt`."""
    link: Callable[[Any | None], str] = lambda _: ""
    """Where a click leads: a web address, `#slide-3`, or nothing. Takes an `a:hlinkClick`."""

    def named(self, name: str) -> str:
        """A colour by a name of the master or of the theme."""
        return self.colours.get(self.names.get(name, name), "#000000")

    def of(self, colour: Any) -> str:
        """The colour that an element such as `srgbClr` or `schemeClr` names."""
        kind = local_name(colour.tag)
        if kind == "schemeClr":
            base = self.named(colour.get("val", ""))
        elif kind == "prstClr":
            base = _NAMED.get(colour.get("val", ""), "#808080")
        else:
            base = rgb(colour)
        return _changed(base, colour) if len(colour) else base

    def fill(self, holder: Any | None) -> str | None:
        """What an element with fills is filled with; `none`, or None where it does not say."""
        if holder is None:
            return None
        if holder.find(qn("a:noFill")) is not None:
            return "none"
        solid = holder.find(qn("a:solidFill"))
        if solid is None:  # of a gradient, where it begins
            solid = holder.find(qn("a:gradFill/a:gsLst/a:gs"))
        return None if solid is None or not len(solid) else self.of(solid[0])
