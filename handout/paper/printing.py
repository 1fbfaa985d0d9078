"""What a printed format asks of its type, its pages and the sheets that they stand on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from handout.paper.copyfitting import Fit


@dataclass(frozen=True, slots=True)
class Printing:
    """How the pages of a format are chosen, checked and put on paper."""

    name: str = "leaflet"
    """For people."""
    fit: Fit = field(default_factory=Fit)
    papers: Mapping[str, str] = field(default_factory=lambda: {"A4": "A4", "Letter": "letter"})
    """The size of a page, as style sheets name it, by the clinic's paper."""
    imposition: Literal["", "trifold", "booklet"] = ""
    duplex: Literal["", "long", "short"] = "long"
    """The edge that a printer turns the sheet over; empty for one side."""
    heading: int = 20
    """Characters of two words that a line of its headings is sure to hold."""
    press: bool = False
    """Whether it goes to a print shop: bleed, four inks, PDF/X-4."""
    smallest_body: float = 12.0
    """Points; what clear print asks for text that patients read."""
    smallest_print: float = 9.0
    """Points, for the imprint and the foot of the page."""


LEAFLET = Printing(fit=Fit(pads=False), heading=13)  # they stand in a narrow column of their own
LARGE_PRINT = Printing(
    "large-print leaflet", Fit((18.0,), (), pads=False), smallest_body=18.0, smallest_print=16.0
)
POSTER = Printing(
    "poster",
    # The title's least size is 48 points, to be read from three metres.
    Fit(tuple(range(24, 45, 2)), (), 1, most=1, trust=1.0, titles=(1.0, 0.88, 0.76, 0.64)),
    {"A4": "A3", "Letter": "11in 17in"},
    duplex="",
    smallest_body=24.0,
    smallest_print=12.0,
)
TRIFOLD = Printing(
    "tri-fold",
    Fit((11.0, 11.5, 12.0, 12.5, 13.0), (0.5, 0.0), 6, most=6, gain=0.25, title_lines=6),
    imposition="trifold",
    duplex="short",
    smallest_body=11.0,
)
_HALF = {"A4": "148mm 210mm", "Letter": "139.7mm 215.9mm"}
"""As they are named for the imposed booklet too, so that both are laid out but once."""
BOOKLET = Printing("booklet", Fit((12.0, 12.5, 13.0, 13.5, 14.0), (0.5, 0.0), 4), _HALF)
BOOKLET_PRINT = replace(BOOKLET, imposition="booklet", duplex="short")
_FOR_PRESS = {
    "leaflet-press": replace(LEAFLET, fit=Fit()),
    "leaflet-trifold-press": TRIFOLD,
    "leaflet-booklet-press": BOOKLET,
    "poster-press": POSTER,
}

PRINTINGS: Mapping[str, Printing] = {
    "leaflet": LEAFLET,
    "leaflet-large-print": LARGE_PRINT,
    "leaflet-trifold": TRIFOLD,
    "leaflet-booklet": BOOKLET,
    "leaflet-booklet-print": BOOKLET_PRINT,
    "poster": POSTER,
    **{name: replace(printing, press=True) for name, printing in _FOR_PRESS.items()},
}
"""By the name of the format."""
