"""The print specification of a format: what it asks of its type, its pages and its sheets.

Named tuples, no dataclasses: that import takes longer than an idle build may.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple


class Fit(NamedTuple):
    """What a format asks of its type and the number of its pages."""

    sizes: tuple[float, ...] = (12.0, 12.5, 13.0, 13.5, 14.0)
    """Points, the smallest first; nothing is ever set smaller."""
    airs: tuple[float, ...] = (0.5, 0.0)
    """What the space between blocks may be tightened to where that saves a sheet."""
    multiple: int = 2
    """Pages come in this number: 2 for a sheet printed on both sides."""
    most: int = 0
    """The pages that the format holds; 0 where it takes as many as the text needs."""
    gain: float = 0.0
    """The share of its pages that tightening is tried for, whatever is predicted."""
    tightest: float = 1.35
    leading: float = 1.4
    loosest: float = 1.45
    """The leading at the largest size."""
    contact: float = 0.0
    """Points of height that a smaller contact panel and cover save; 0 where they have one size."""
    long: int = 0
    """Pages from which on a text is long: it may be set in a wider measure beside a narrower
    column of headings; 0 where none may."""
    trust: float = 0.6
    """The share of the room that must be predicted to do for another step up; each costs time."""

    titles: tuple[float, ...] = (1.0, 0.88, 0.76)
    """What the title's size may be multiplied by where it is long, the largest first."""
    large: tuple[float, ...] = ()
    """Points, for a text so short that most of its pages would stay empty."""
    last_size: float = 0.0
    """Points that a text is set in, at the tightest, before it is refused; 0 where none is."""
    title_lines: int = 4
    """More of them are set smaller."""
    pads: bool = True
    """Whether the last sheet must be whole, if need be with pages for notes."""

    def whole(self, pages: int) -> int:
        """The pages of as many whole sheets as the pages need; themselves where none pads them."""
        return -(-pages // self.multiple) * self.multiple if self.pads else pages

    def is_long(self, pages: int) -> bool:
        """Whether a text of so many pages may be set in a wider measure."""
        return 0 < self.long <= pages

    def fewer(self, pages: int) -> int:
        """The most pages that need a sheet less."""
        return (-(-pages // self.multiple) - 1) * self.multiple


_PAGE_SIZES: Mapping[str, str] = {"A4": "A4", "Letter": "letter"}


class Printing(NamedTuple):
    """How the pages of a format are chosen, checked and put on paper; a leaflet's by default."""

    name: str = "leaflet"
    """For people."""
    fit: Fit = Fit(pads=False, contact=48.0, long=5)
    papers: Mapping[str, str] = _PAGE_SIZES
    """The size of a page, as style sheets name it, by the clinic's paper; none where the mark-up
    says it: such pages are for a screen."""
    imposition: Literal["", "trifold", "booklet"] = ""
    duplex: Literal["", "long", "short"] = "long"
    """The edge that a printer turns the sheet over; empty for one side."""
    heading: int = 13
    """Characters of two words that a line of its headings is sure to hold."""
    press: bool = False
    """Whether it goes to a print shop: bleed, four inks, PDF/X-4."""
    smallest_body: float = 12.0
    """Points; what clear print asks for text that patients read."""
    smallest_print: float = 9.0
    """Points, for the imprint and the foot of the page."""
    letters: int = 2300
    """No text that was measured had more letters to a page, in the smallest size."""
    flows: bool = True
    """Whether its text flows from page to page; else each is drawn before, and looked at there."""
    shares: bool = False
    """Whether a format that follows is laid out alike, and differs in its sheets alone."""


LEAFLET = Printing()
