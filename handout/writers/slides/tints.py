"""The colours of a theme that drawings on a slide may use, so that words on them can be read."""

from dataclasses import dataclass
from typing import Any

from handout.colour import contrast

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


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


def _held(theme: Any) -> dict[str, str]:
    """The theme's colours by name."""
    scheme = next(theme.iter(f"{_A}clrScheme"))
    return {
        colour.tag.removeprefix(_A): f"#{colour[0].get('lastClr') or colour[0].get('val')}".lower()
        for colour in scheme
    }


def tints_of(theme: Any) -> Tints:
    """What can be used of a theme; takes its root element."""
    held = _held(theme)
    paper, ink = held["lt1"], held["dk1"]
    dark = "dk2" if contrast(held["dk2"], paper) >= 4.5 else "dk1"
    card = "bg2" if contrast(ink, held["lt2"]) >= 7 else "bg1"
    ground = held["lt2"] if card == "bg2" else paper
    readable = contrast(held[dark], ground) >= 4.5
    strong = max(("accent1", "accent2"), key=lambda name: contrast(held[name], paper))
    return Tints(
        primary=held[dark],
        mark={"dk2": "tx2", "dk1": "tx1"}[dark] if readable else "tx1",
        card=card,
        hairline="tx1/25",
        head={"dk2": "tx2", "dk1": "tx1"}[dark],
        strong=strong if contrast(held[strong], paper) >= 3 else "tx1",
    )
