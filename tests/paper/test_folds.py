"""The tri-fold, folded in the test as its reader is told to."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from handout.formats import FORMATS
from handout.model.clinic import Trifold
from handout.paper import folding
from tests.support.leaflets import CLINIC

ROOT = Path(__file__).parents[2]
TOLD = {
    "docs/printing.md": {"roll": r"\*\*Roll fold\*\*(.*?\.)\n\n", "z": r"\*\*Z fold\*\*(.*?)\n\n"},
    "handout/preview/assets/folds.js": {"roll": "const ROLL = (.*?)};", "z": "const Z = (.*?)};"},
}
"""Where a reader is told how to fold, and between which words."""
COVER, FLAP, CONTACT = 0, 1, 5


class Leaf(Struct, frozen=True):
    """A panel of the sheet: what is on it, and how wide it is."""

    above: int
    below: int
    width: float
    upright: bool
    """Whether what is below stands upright when the sheet is turned over sideways."""

    @property
    def turned(self) -> "Leaf":
        return replace(self, above=self.below, below=self.above)


Strip = tuple[tuple[Leaf, ...], ...]
"""Stacks of leaves from left to right, each from the lowest up."""


def printed(fold: str, paper: str, rtl: bool, duplex: str) -> Strip:
    """The sheet as it comes out of the printer, the inside up."""
    clinic = replace(CLINIC, paper=paper, trifold=Trifold(fold=fold))
    way = folding.trifold(clinic, rtl)
    outside, inside = (sorted(side.spots, key=lambda s: s.x) for side in way.sheets(6))
    # Turned over its short edge, a sheet that lies crosswise has its right side on the left;
    # turned over the long one it stays where it is, and stands on its head.
    behind = outside[::-1] if duplex == "short" else outside
    return tuple(
        (Leaf(one.page, other.page, way.widths[one.page], duplex == "short"),)
        for one, other in zip(inside, behind, strict=True)
    )


def turned(strip: Strip) -> Strip:
    return tuple(tuple(leaf.turned for leaf in reversed(stack)) for stack in reversed(strip))


def folded(strip: Strip, side: str) -> Strip:
    """The strip with the panel of one side laid over its neighbour."""
    if side == "right":
        moved, onto, rest = strip[-1], strip[-2], strip[:-2]
        return (*rest, onto + tuple(leaf.turned for leaf in reversed(moved)))
    moved, onto, rest = strip[0], strip[1], strip[2:]
    return (onto + tuple(leaf.turned for leaf in reversed(moved)), *rest)


def seen(strip: Strip) -> list[int]:
    """The pages that lie open, from left to right."""
    return [stack[-1].above for stack in strip]


def steps(words: str) -> list[str]:
    """What a reader is told to do: `left`, `right`, `other`, `turn`."""
    return re.findall(r"\b(left|right|other|turn)\b", words)


def done(strip: Strip, step: str, mirrored: bool) -> Strip:
    """The strip after a step; mirrored for a sheet that is read from right to left."""
    if step == "turn":
        return turned(strip)
    if step == "other":  # the panel that is not yet folded
        step = "left" if len(strip[0]) == 1 else "right"
    elif mirrored:
        step = {"left": "right", "right": "left"}[step]
    return folded(strip, step)


def states(strip: Strip, told: list[str], rtl: bool) -> Iterator[Strip]:
    """The sheet before and after each step."""
    yield strip
    for step in told:
        strip = done(strip, step, rtl)
        yield strip


def told(place: str, fold: str) -> list[str]:
    text = (ROOT / place).read_text("utf-8")
    found = re.search(TOLD[place][fold], text, re.DOTALL)
    assert found
    return steps(found[1])


FOLDED = pytest.mark.parametrize("rtl", [False, True])
ON = pytest.mark.parametrize("paper", ["A4", "Letter", "Legal"])
DUPLEX = FORMATS["leaflet-trifold"].printing.duplex


@FOLDED
@ON
@pytest.mark.parametrize("fold", ["roll", "z"])
@pytest.mark.parametrize("place", TOLD)
def test_folded_as_told_the_cover_is_in_front_and_the_contact_panel_behind(place, fold, paper, rtl):
    *_, (packet,) = states(printed(fold, paper, rtl, DUPLEX), told(place, fold), rtl)
    outer = packet[-1].above, packet[0].below
    assert outer == ((COVER, CONTACT) if fold == "roll" else (CONTACT, COVER))


@FOLDED
@ON
def test_a_roll_fold_opens_in_reading_order(paper, rtl):
    flat, tucked, closed = states(printed("roll", paper, rtl, DUPLEX), ["right", "left"], rtl)
    order = slice(None, None, -1) if rtl else slice(None)
    assert seen(closed)[order] == [COVER]
    assert seen(tucked)[order] == [2, FLAP]
    assert seen(flat)[order] == [2, 3, 4]
    assert seen(turned(closed)) == [CONTACT]


@FOLDED
@ON
def test_a_z_fold_opens_in_reading_order(paper, rtl):
    flat = printed("z", paper, rtl, DUPLEX)
    order = slice(None, None, -1) if rtl else slice(None)
    front = done(flat, "left", rtl)
    back = turned(done(turned(flat), "left", rtl))  # the third of the contact panel, behind
    (packet,) = done(turned(front), "other", rtl)
    assert (packet[0].below, packet[-1].above) == (COVER, CONTACT)
    assert seen(back)[order] == [1, 2]  # the cover is opened
    assert seen(turned(front))[order] == [3, 4]  # and then what is behind


@FOLDED
@ON
@pytest.mark.parametrize("fold", ["roll", "z"])
def test_no_panel_is_folded_over_a_narrower_one(fold, paper, rtl):
    for before, after in pairwise(
        states(printed(fold, paper, rtl, DUPLEX), told("docs/printing.md", fold), rtl)
    ):
        grown = [stack for stack in after if stack not in before]
        assert len(before) == len(after) or all(s[-1].width <= s[0].width + 1e-9 for s in grown)


def test_the_printer_turns_the_sheet_over_the_edge_that_leaves_both_sides_upright():
    assert all(leaf.upright for (leaf,) in printed("roll", "A4", False, DUPLEX))
    assert [leaf.below for (leaf,) in printed("roll", "A4", False, DUPLEX)] == [
        COVER,
        CONTACT,
        FLAP,
    ]


def test_the_sheet_of_a_booklet_is_folded_left_over_right():
    outside, inside = folding.booklet(CLINIC, rtl=False).sheets(4)
    leaves = [
        (Leaf(one.page, other.page, 148, True),)
        for one, other in zip(inside.spots, outside.spots[::-1], strict=True)
    ]
    (packet,) = folded(tuple(leaves), "left")
    assert (packet[-1].above, packet[0].below) == (0, 3)
