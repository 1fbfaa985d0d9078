"""The colours of a theme that drawings on a slide may use, so that words on them can be read."""

from dataclasses import dataclass
from typing import Any

from handout.typography.contrast import contrast

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


@dataclass(frozen=True, slots=True)
class Tints:
    """Names of the theme's colours, but for `primary`, which is `#rrggbb`."""

    primary: str
    """Of icons."""
    mark: str = "tx2"
    """Of numbers on cards."""
    card: str = "bg2"
    """Behind words."""
    head: str = "tx2"
    """Of a table's header, behind words of `bg1`."""
    hairline: str = "accent6"
    """Between the rows of a table."""
    strong: str = "accent2"
    """Of what is to be seen first."""
    words: str = "tx1"
    """Of words on the slide's own ground; may be `#rrggbb`."""


def _value(colour: Any) -> str:
    """A colour of a theme as `#rrggbb`."""
    return f"#{colour.get('lastClr') or colour.get('val')}".lower()


def _held(theme: Any, master: Any) -> dict[str, str]:
    """The theme's colours by the names that the master gives them: a dark one has them changed."""
    scheme = next(theme.iter(f"{_A}clrScheme"))
    held = {colour.tag.removeprefix(_A): _value(colour[0]) for colour in scheme}
    names = next(master.iter(f"{_P}clrMap")).attrib
    return {str(name): held[str(theirs)] for name, theirs in names.items() if theirs in held}


def _named(parent: Any | None, usual: str) -> str:
    """The plain colour that a part is filled with: a name of the theme, or `#rrggbb`."""
    found = None if parent is None else parent.find(f"{_A}solidFill")
    if found is None or not len(found) or found[0].tag not in (f"{_A}srgbClr", f"{_A}schemeClr"):
        return usual
    value = found[0].get("val")
    return f"#{value}".lower() if found[0].tag == f"{_A}srgbClr" else value


def tints_of(theme: Any, master: Any) -> Tints:
    """What can be used of a theme on the master's ground; takes the root elements of both."""
    held = _held(theme, master)
    style = f"{_P}txStyles/{_P}bodyStyle/{_A}lvl1pPr/{_A}defRPr"
    words = _named(master.find(style), "tx1")
    ground = _named(master.find(f"{_P}cSld/{_P}bg/{_P}bgPr"), "bg1")
    paper = held.get(ground, ground if ground.startswith("#") else held["bg1"])
    dark = "tx2" if contrast(held["tx2"], held["bg1"]) >= 4.5 else "tx1"
    card = "bg2" if contrast(held["tx1"], held["bg2"]) >= 7 else "bg1"
    strong = max(("accent1", "accent2"), key=lambda name: contrast(held[name], paper))
    return Tints(
        primary=held[dark],
        mark=dark if contrast(held[dark], held[card]) >= 4.5 else "tx1",
        card=card,
        hairline=f"{words}/25",
        head=dark,
        strong=strong if contrast(held[strong], paper) >= 3 else words,
        words=words,
    )
