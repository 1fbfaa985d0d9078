"""What a printed format asks of its type, its pages and the sheets that they stand on."""

from dataclasses import dataclass
from typing import Literal

from handout.writers.copyfitting import Fit


@dataclass(frozen=True, slots=True)
class Printing:
    """How the pages of a format are chosen, checked and put on paper."""

    fit: Fit = Fit()
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
