"""What a printed format asks of its type, its pages and the sheets that they stand on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from handout.copyfitting import Fit


@dataclass(frozen=True, slots=True)
class Printing:
    """How the pages of a format are chosen, checked and put on paper."""

    fit: Fit = field(default_factory=Fit)
    most: int = 0
    """The pages that the format holds; 0 where it takes as many as the text needs."""
    imposition: Literal["", "trifold", "booklet"] = ""
    duplex: Literal["", "long", "short"] = "long"
    """The edge that a printer turns the sheet over; empty for one side."""
    smallest_body: float = 12.0
    """Points; what clear print asks for text that patients read."""
    smallest_print: float = 9.0
    """Points, for the imprint and the foot of the page."""


LEAFLET = Printing()
LARGE_PRINT = Printing(Fit((18.0,), ()), smallest_body=18.0, smallest_print=16.0)
POSTER = Printing(
    Fit(tuple(range(24, 45, 2)), (), 1), most=1, duplex="", smallest_body=24.0, smallest_print=12.0
)
TRIFOLD = Printing(
    Fit((11.0, 11.5, 12.0, 12.5, 13.0), (0.5, 0.0), 6),
    most=6,
    imposition="trifold",
    duplex="short",
    smallest_body=11.0,
)

PRINTINGS: Mapping[str, Printing] = {
    "leaflet": LEAFLET,
    "leaflet-large-print": LARGE_PRINT,
    "poster": POSTER,
}
"""By the name of the format."""
