"""Geometry of folded sheets, and sheets folded in the test."""

from itertools import pairwise

import pytest
from msgspec.structs import replace

from handout.model.clinic import Trifold
from handout.model.errors import ContentError
from handout.paper import folding
from tests.support.leaflets import CLINIC

INCH = 25.4


def clinic(paper: str = "A4", **trifold: object):
    return replace(CLINIC, paper=paper, trifold=Trifold(**trifold))


def spans(way: folding.Folding, sheet: folding.Sheet) -> list[tuple[float, float, int]]:
    """Left and right edge of each page on a sheet, from left to right."""
    widths = way.widths if len(way.widths) > 1 else way.widths * 100
    return sorted((spot.x, spot.x + widths[spot.page], spot.page) for spot in sheet.spots)


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("fold", ["roll", "z"])
@pytest.mark.parametrize("paper", ["A4", "Letter", "Legal"])
def test_panels_fill_their_sheet_edge_to_edge(paper, fold, rtl):
    way = folding.trifold(clinic(fold=fold, paper=paper), rtl)
    for sheet in way.sheets(6):
        placed = spans(way, sheet)
        assert placed[0][0] == pytest.approx(0, abs=1e-9)
        assert placed[-1][1] == pytest.approx(sheet.width)
        assert all(one[1] == pytest.approx(other[0]) for one, other in pairwise(placed))


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("fold", ["roll", "z"])
def test_both_sides_have_their_folds_in_the_same_places(fold, rtl):
    way = folding.trifold(clinic(fold=fold), rtl)
    outside, inside = way.sheets(6)
    # The inside lies behind the outside, turned over the short edge: left becomes right.
    folds = {round(outside.width - right, 6) for _, right, _ in spans(way, outside)[:-1]}
    assert {round(left, 6) for left, _, _ in spans(way, inside)[1:]} == folds


def test_the_roll_fold_has_its_narrow_flap_outside_left_and_inside_right():
    way = folding.trifold(clinic(), rtl=False)
    outside, inside = way.sheets(6)
    assert [(right - left, page) for left, right, page in spans(way, outside)] == [
        (97, 1),
        (100, 5),
        (100, 0),
    ]
    assert [(right - left, page) for left, right, page in spans(way, inside)] == [
        (100, 2),
        (100, 3),
        (97, 4),
    ]


def test_from_right_to_left_the_panels_are_mirrored():
    outside, inside = folding.trifold(clinic(), rtl=True).sheets(6)
    assert [spot.page for spot in sorted(outside.spots, key=lambda s: s.x)] == [0, 5, 1]
    assert [spot.page for spot in sorted(inside.spots, key=lambda s: s.x)] == [4, 3, 2]


def test_the_z_fold_opens_to_two_pages_of_text_and_the_back():
    outside, inside = folding.trifold(clinic(fold="z"), rtl=False).sheets(6)
    assert [spot.page for spot in outside.spots] == [3, 4, 0]
    assert [spot.page for spot in inside.spots] == [1, 2, 5]


def test_letter_panels_have_the_widths_of_american_printers():
    way = folding.trifold(clinic("Letter"), rtl=False)
    assert [round(width / INCH, 4) for width in way.widths] == [
        3.6875,
        3.625,
        3.6875,
        3.6875,
        3.625,
        3.6875,
    ]


def test_widths_of_the_clinic_s_own_printer_are_taken():
    way = folding.trifold(clinic(panels=(99.5, 99.5, 98.0)), rtl=False)
    assert way.widths == (99.5, 98.0, 99.5, 99.5, 98.0, 99.5)
    assert "@page :nth(2) { size: 98mm 210mm }" in way.css


WRONG_PANELS = {
    "roll": {
        (110.0, 110.0, 110.0): "110 + 110 + 110 = 330 mm wide, and the sheet 297 mm",
        (97.0, 97.0, 97.0): "97 + 97 + 97 = 291 mm wide, and the sheet 297 mm",
        (97.0, 100.0, 100.0): "the flap (100 mm) is wider than the panels",
        (110.0, 97.0, 90.0): "the cover (110 mm) and the back (97 mm) lie on each other",
    },
    "z": {(99.0, 90.0, 108.0): "the panels of a Z fold must be alike; write 99 three times"},
}


@pytest.mark.parametrize(
    ("fold", "panels", "words"),
    [(fold, *one) for fold, held in WRONG_PANELS.items() for one in held.items()],
)
def test_panels_that_cannot_be_folded_are_a_finding(fold, panels, words):
    with pytest.raises(ContentError) as caught:
        folding.trifold(clinic(panels=panels, fold=fold), rtl=False)
    assert words in str(caught.value)


def test_three_panels_alike_are_right_for_a_roll_fold_too():
    assert folding.trifold(clinic(panels=(99.0, 99.0, 99.0)), rtl=False).widths == (99.0,) * 6


def folded(way: folding.Folding, pages: int) -> list[int]:
    """The pages in the order in which a stapled booklet shows them.

    Sheets are printed on both sides, turned over the short edge, laid in each other, folded.
    """
    sides = way.sheets(pages)
    halves = [[spot.page for spot in sorted(side.spots, key=lambda s: s.x)] for side in sides]
    leaves = []  # from the outermost sheet in: (front right, back left), (back right, front left)
    for front, back in zip(halves[::2], halves[1::2], strict=True):
        leaves.append(((front[1], back[0]), (back[1], front[0])))
    first_half = [page for (leaf, _) in leaves for page in leaf]
    second_half = [page for (_, leaf) in reversed(leaves) for page in leaf]
    return first_half + second_half


@pytest.mark.parametrize("pages", [4, 8, 12, 28])
def test_a_folded_booklet_is_in_reading_order(pages):
    assert folded(folding.booklet(clinic(), rtl=False), pages) == list(range(pages))


def test_a_folded_booklet_from_right_to_left_is_in_reading_order():
    sides = folding.booklet(clinic(), rtl=True).sheets(8)
    order = [[spot.page for spot in sorted(side.spots, key=lambda s: s.x)] for side in sides]
    assert order == [[0, 7], [6, 1], [2, 5], [4, 3]]


def test_no_page_is_left_out_of_a_booklet_that_is_not_full():
    sides = folding.booklet(clinic(), rtl=False).sheets(7)
    assert sorted(spot.page for side in sides for spot in side.spots) == list(range(8))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_booklet_pages_meet_in_the_fold(paper):
    way = folding.booklet(clinic(paper), rtl=False)
    for side in way.sheets(4):
        (left, right, _), (other, end, _) = spans(way, side)
        assert right == pytest.approx(side.width / 2)
        assert other == pytest.approx(side.width / 2)
        assert left >= 0
        assert end <= side.width
