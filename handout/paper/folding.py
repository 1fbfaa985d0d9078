"""How sheets are folded: the sizes of panels and pages, and where each stands on its sheet.

All lengths are millimetres from the left edge of a sheet, as it is read.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct

from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.model.findings import Finding

INCH = 25.4


class Spot(Struct, frozen=True):
    """A page's place on its sheet."""

    page: int
    """Counted from 0, in reading order."""
    x: float
    y: float = 0.0


class Sheet(Struct, frozen=True):
    """One side of a sheet of paper."""

    width: float
    height: float
    spots: tuple[Spot, ...]


class Folding(Struct, frozen=True):
    """A way to fold: the width of each page in reading order, and the sheets for so many."""

    widths: tuple[float, ...]
    """One for all pages, or one for each."""
    height: float
    sheets: Callable[[int], tuple[Sheet, ...]]

    @property
    def css(self) -> str:
        """The sizes of the pages as a style sheet."""
        first, *others = self.widths
        rules = [f"@page {{ size: {first:g}mm {self.height:g}mm }}"]
        rules += [
            f"@page :nth({number}) {{ size: {width:g}mm {self.height:g}mm }}"
            for number, width in enumerate(others, 2)
        ]
        return "\n".join(rules)


SHEETS: Mapping[str, tuple[float, float]] = {
    "A4": (297.0, 210.0),
    "Letter": (11 * INCH, 8.5 * INCH),
    "Legal": (14 * INCH, 8.5 * INCH),
}
"""Sheets as they lie in front of who folds them: width and height."""

# Roll: cover, back and the narrower flap that is tucked in. Z: three alike.
_PANELS: Mapping[tuple[str, str], tuple[float, float, float]] = {
    ("A4", "roll"): (100.0, 100.0, 97.0),
    ("A4", "z"): (99.0, 99.0, 99.0),
    ("Letter", "roll"): (3.6875 * INCH, 3.6875 * INCH, 3.625 * INCH),
    ("Letter", "z"): (11 / 3 * INCH, 11 / 3 * INCH, 11 / 3 * INCH),
    ("Legal", "roll"): (4.6875 * INCH, 4.6875 * INCH, 4.625 * INCH),
    ("Legal", "z"): (14 / 3 * INCH, 14 / 3 * INCH, 14 / 3 * INCH),
}

# Which page of the reading order stands where, each side from left to right. Pages: cover,
# the panel that is seen next, three of text (two and the last for a Z), back.
_ORDER: Mapping[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "roll": ((1, 5, 0), (2, 3, 4)),
    "z": ((3, 4, 0), (1, 2, 5)),
}


def _in_a_row(pages: tuple[int, ...], widths: Mapping[int, float]) -> tuple[Spot, ...]:
    spots, x = [], 0.0
    for page in pages:
        spots.append(Spot(page, x))
        x += widths[page]
    return tuple(spots)


def _mirrored(sheet: Sheet, widths: Mapping[int, float]) -> Sheet:
    """The sheet for a script that is read from right to left."""
    spots = (Spot(s.page, sheet.width - s.x - widths[s.page], s.y) for s in sheet.spots)
    return Sheet(sheet.width, sheet.height, tuple(spots))


_ALIKE = 0.5
"""Millimetres that two widths may differ by and still be the same."""
_MOST_APART = 3.0
"""Millimetres between cover and back, which should be alike."""


def _fault(panels: tuple[float, float, float], fold: str, sheet: float) -> tuple[str, str]:
    """What is wrong with the widths of the panels, and what to do; empty where nothing is."""
    cover, back, flap = panels
    if abs(sum(panels) - sheet) > _ALIKE:
        added = " + ".join(f"{width:g}" for width in panels)
        words = f"the panels are {added} = {sum(panels):g} mm wide, and the sheet {sheet:g} mm"
        return words, f"choose widths that add up to {sheet:g}"
    if fold == "z" and max(panels) - min(panels) > _ALIKE:
        return "the panels of a Z fold must be alike", f"write {sheet / 3:g} three times"
    if flap > min(cover, back):
        words = f"the flap ({flap:g} mm) is wider than the panels that it is folded between"
        return words, "write the widths as cover, back, flap, the flap a little narrower"
    if abs(cover - back) > _MOST_APART:
        words = f"the cover ({cover:g} mm) and the back ({back:g} mm) lie on each other when folded"
        return words, "make them equally wide"
    return "", ""


def _panels(clinic: Clinic, paper: str) -> tuple[float, float, float]:
    """The widths of cover, back and flap; raises ContentError for those that do not fold."""
    panels, fold = clinic.trifold.panels or _PANELS[paper, clinic.trifold.fold], clinic.trifold.fold
    words, advice = _fault(panels, fold, SHEETS[paper][0])
    if words:
        raise ContentError([Finding("panels", words, advice, about="clinic.trifold.panels")])
    return panels


def trifold(clinic: Clinic, rtl: bool) -> Folding:
    """A sheet folded twice into six panels.

    Raises ContentError for widths that do not fill the sheet, or cannot be folded.
    """
    fold = clinic.trifold.fold
    paper = clinic.trifold.paper or clinic.paper
    width, height = SHEETS[paper]
    cover, back, flap = _panels(clinic, paper)
    # In reading order: cover, flap, then inside, where each panel is as wide as its back.
    wide = (cover, flap, cover, back, flap, back) if fold == "roll" else (cover,) * 6
    widths = dict(enumerate(wide))

    def sheets(_pages: int) -> tuple[Sheet, ...]:
        sides = (Sheet(width, height, _in_a_row(side, widths)) for side in _ORDER[fold])
        return tuple(_mirrored(side, widths) if rtl else side for side in sides)

    return Folding(wide, height, sheets)


def booklet(clinic: Clinic, rtl: bool) -> Folding:
    """Sheets folded once and stapled in the fold: two pages on each side."""
    width, height = SHEETS[clinic.paper]
    page = 148.0 if clinic.paper == "A4" else width / 2  # A5 is half a millimetre less than half

    def sheets(pages: int) -> tuple[Sheet, ...]:
        sides = []
        pages = -(-pages // 4) * 4
        for side in range(pages // 2):
            outer, inner = pages - 1 - side, side
            left, right = (outer, inner) if side % 2 == 0 else (inner, outer)
            left, right = (right, left) if rtl else (left, right)
            spots = (Spot(left, width / 2 - page), Spot(right, width / 2))
            sides.append(Sheet(width, height, spots))
        return tuple(sides)

    return Folding((page,), height, sheets)


FOLDINGS: Mapping[str, Callable[[Clinic, bool], Folding]] = {
    "trifold": trifold,
    "booklet": booklet,
}
