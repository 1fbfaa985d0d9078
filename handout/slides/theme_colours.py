"""The colours of a theme that drawings on a slide may use, so that words on them can be read."""

from typing import Any

from msgspec import Struct

from handout.slides.ooxml.inheritance import colour_names, colours_of, rgb
from handout.slides.ooxml.notation import qn
from handout.typography.contrast import contrast


class ThemeColours(Struct, frozen=True):
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


def _named(parent: Any | None, usual: str) -> str:
    """The plain colour that a part is filled with: a name of the theme, or `#rrggbb`."""
    found: Any = None if parent is None else parent.find(qn("a:solidFill/*"))
    name = "" if found is None else found.tag
    if name == qn("a:srgbClr"):
        return rgb(found)
    return str(found.get("val")) if name == qn("a:schemeClr") else usual


def readable_colours(theme: Any, master: Any) -> ThemeColours:
    """What can be used of a theme on the master's ground; takes the root elements of both."""
    # By the names that the master gives them: a dark one has them changed.
    colours = colours_of(theme)
    names = colour_names(master).items()
    held = {name: colours[theirs] for name, theirs in names if theirs in colours}
    words = _named(master.find(qn("p:txStyles/p:bodyStyle/a:lvl1pPr/a:defRPr")), "tx1")
    ground = _named(master.find(qn("p:cSld/p:bg/p:bgPr")), "bg1")
    paper = held.get(ground, ground if ground.startswith("#") else held["bg1"])
    dark = "tx2" if contrast(held["tx2"], held["bg1"]) >= 4.5 else "tx1"
    card = "bg2" if contrast(held["tx1"], held["bg2"]) >= 7 else "bg1"
    strong = max(("accent1", "accent2"), key=lambda name: contrast(held[name], paper))
    return ThemeColours(
        primary=held[dark],
        mark=dark if contrast(held[dark], held[card]) >= 4.5 else "tx1",
        card=card,
        hairline=f"{words}/25",
        head=dark,
        strong=strong if contrast(held[strong], paper) >= 3 else words,
        words=words,
    )
