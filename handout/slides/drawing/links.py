"""Where a click on a slide leads: to the web, to another slide, or back."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace

from handout.slides.drawing.scheme import Scheme
from handout.slides.ooxml.notation import qn
from handout.slides.ooxml.package import Part

BACK = "#back"
"""The slide that was shown before."""
_SCHEMES = ("https:", "http:", "mailto:", "tel:")
_LAST_VIEWED = "ppaction://hlinkshowjump?jump=lastslideviewed"


def anchor(number: int) -> str:
    """The name of a slide in addresses."""
    return f"slide-{number}"


def address(part: Part, numbers: Mapping[str, int], click: Any | None) -> str:
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
        return str(tie.target_ref) if tie.target_ref.lower().startswith(_SCHEMES) else ""
    number = numbers.get(tie.target_part.partname)
    return f"#{anchor(number)}" if number else ""


def leading(scheme: Scheme, part: Part, numbers: Mapping[str, int]) -> Scheme:
    """The scheme for the words of a slide, whose links lead to slides of these numbers."""
    return replace(scheme, link=partial(address, part, numbers))
