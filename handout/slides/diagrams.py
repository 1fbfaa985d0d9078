"""Diagrams of native shapes: steps as cards joined by arrows, and people of a hundred."""

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from handout.model.deck import Box, IconArray, Paragraph, Run, Steps, TextFrame
from handout.model.risks import MOST_FIGURES
from handout.slides import dividing, fitting
from handout.slides.layout import Slot
from handout.slides.ooxml.inheritance import Level
from handout.slides.outline import Paragraphs, Proportion
from handout.slides.resolved_layouts import ResolvedPlaceholder

_SIZES = (32, 30, 28, 26, 24)
_INSET, _THIN = 18.0, 10.0
"""From a card's edges to its words; above and below them where cards are low."""
_BESIDE, _BELOW = 40.0, 22.0
"""The room for an arrow between cards side by side, and between cards one below the other."""
_LEAST_HEIGHT = 200.0
_LINES = 6
"""A card with more, its number counted, is read as a text and not as a step."""


def _card_placeholder(
    box: Box, family: str, anchor: str, above: float = _INSET
) -> ResolvedPlaceholder:
    """A card as if it were a placeholder, its words so far from its upper and lower edge."""
    insets = (_INSET, above, _INSET, above)
    level = Level(size=_SIZES[0], family=family)
    slot = Slot("step", "", -1, box, _SIZES, (), anchor=anchor, max_lines=_LINES, heading=1.4)
    return ResolvedPlaceholder(
        type="", index=-1, box=box, insets=insets, anchor=anchor, levels=(level,), slot=slot
    )


def _numbered(words: Paragraphs) -> Paragraphs:
    """A card's words below its number."""
    first = words[0]
    head = Run(str(first.number), first.runs[0].lang, bold=True)
    return (
        Paragraph((head,), heading=True, rtl=first.rtl),
        *(replace(paragraph, mark="", level=0) for paragraph in words),
    )


class _Arranged(NamedTuple):
    """The cards of one slide before their words are set."""

    cards: tuple[Paragraphs, ...]
    placeholders: tuple[ResolvedPlaceholder, ...]
    vertical: bool
    first: int

    def fitted(self, size: float) -> Iterator[TextFrame]:
        """Each text in its card."""
        pairs = zip(self.cards, self.placeholders, strict=True)
        return (fitting.frame(fitting.measure(*pair, size)) for pair in pairs)


def _side_by_side(cards: Sequence[Paragraphs], canvas: Box, family: str, most: int) -> _Arranged:
    """The cards in the direction of reading, as wide as where there are the most."""
    width = (canvas.width - _BESIDE * (most - 1)) / most
    lefts = [canvas.left + (width + _BESIDE) * n for n in range(most)]
    if cards[0][0].rtl:
        lefts.reverse()
    boxes = (Box(left, canvas.top, width, canvas.height) for left in lefts[: len(cards)])
    placeholders = tuple(_card_placeholder(box, family, "t") for box in boxes)
    return _Arranged(tuple(map(_numbered, cards)), placeholders, False, cards[0][0].number)


def _one_below_the_other(
    cards: Sequence[Paragraphs], canvas: Box, family: str, most: int
) -> _Arranged:
    """The cards from top to bottom over the whole width, as tall as where there are the most."""
    height = (canvas.height - _BELOW * (most - 1)) / most
    tops = (canvas.top + (height + _BELOW) * n for n in range(len(cards)))
    boxes = (Box(canvas.left, top, canvas.width, height) for top in tops)
    words = ((replace(card[0], mark="number", level=0), *card[1:]) for card in cards)
    placeholders = tuple(_card_placeholder(box, family, "ctr", _THIN) for box in boxes)
    return _Arranged(tuple(words), placeholders, True, cards[0][0].number)


def _size(slides: Sequence[_Arranged], sizes: Sequence[int]) -> float | None:
    """The largest of the sizes at which the fullest card fits; None where one does not."""
    pairs = [pair for one in slides for pair in zip(one.cards, one.placeholders, strict=True)]
    tried = [fitting.best(*pair, sizes) for pair in pairs]
    return min(one.size for one in tried if one) if all(tried) else None


def _lowered(frames: Sequence[TextFrame], canvas: Box, wanted: float) -> Iterator[TextFrame]:
    """The cards no taller than is wanted, in the middle of the canvas."""
    height = min(canvas.height, max(_LEAST_HEIGHT, wanted + 2 * _INSET + 12))
    top = canvas.top + (canvas.height - height) / 2
    for frame in frames:
        box = replace(frame.box, top=top, height=height)
        room = replace(frame.room, top=top + _INSET, height=height - 2 * _INSET)
        yield replace(frame, box=box, room=room)


def _finished(slides: Sequence[_Arranged], size: float, canvas: Box) -> Iterator[Steps]:
    """The cards of all slides, of one size and one height."""
    held = [tuple(one.fitted(size)) for one in slides]
    wanted = max(frame.height for frames in held for frame in frames)
    for made, frames in zip(slides, held, strict=True):
        cards = frames if made.vertical else _lowered(frames, canvas, wanted)
        yield Steps(tuple(cards), made.vertical, made.first)


def _distributed(cards: Sequence[Paragraphs], count: int) -> list[Sequence[Paragraphs]]:
    """The cards on so many slides, as even as can be."""
    each, more = divmod(len(cards), count)
    ends = itertools.accumulate((each + (n < more) for n in range(count)), initial=0)
    return [cards[start:end] for start, end in itertools.pairwise(ends)]


_WAYS = ((_side_by_side, 4), (_one_below_the_other, 5))
"""How cards may stand, and how many of them at most."""


def steps(words: Paragraphs, canvas: Box | None, family: str, scale: float = 1.0) -> list[Steps]:
    """The items of a list as cards on the fewest slides, in the way that allows larger type.

    None where one fits no card: no card stands alone on a slide, as nothing would then follow it.
    `scale` is the height of the slide, as a multiple of the base's.
    """
    sizes = [round(size * scale) for size in _SIZES]
    cards = list(dividing.fragments(words))
    if canvas is None:
        return []
    least = math.ceil(len(cards) / max(most for _, most in _WAYS))
    for count in range(max(1, least), len(cards) // 2 + 1):
        groups = _distributed(cards, count)
        held = max(map(len, groups))
        ways = [
            [way(group, canvas, family, held) for group in groups]
            for way, most in _WAYS
            if held <= most
        ]
        tried = [(_size(slides, sizes), slides) for slides in ways]
        size, slides = max(tried, key=lambda one: one[0] or 0.0, default=(None, []))
        if size:
            return list(_finished(slides, size, canvas))
    return []


_TALL = 2.0
"""A figure is so many times as tall as wide."""
_WIDE_STEP, _TALL_STEP = 1.3, 1.12
"""From one figure to the next, in widths and in heights."""


def _width(columns: int, count: int, room: Box) -> float:
    """How wide a figure can be with so many in a row."""
    rows = math.ceil(count / columns)
    return min(room.width / (columns * _WIDE_STEP), room.height / (rows * _TALL_STEP * _TALL))


def _columns(count: int, room: Box) -> int:
    """How many stand in a row: a number to count by, with figures as large as can be."""
    even = [number for number in (5, 10, 20, 25, 50) if count % number == 0]
    return max(even or range(1, count + 1), key=lambda number: _width(number, count, room))


_SQUARES = (100, 200)
"""In a row of ruled paper."""


def _squares(proportion: Proportion, room: Box, rtl: bool) -> IconArray:
    """The people of a proportion as squares of ruled paper."""
    sizes = {n: min(room.width / n, room.height / math.ceil(proportion.of / n)) for n in _SQUARES}
    columns, side = max(sizes.items(), key=lambda one: one[1])
    rows = math.ceil(proportion.of / columns)
    left = room.right - side if rtl else room.left
    first = Box(left, room.top + (room.height - rows * side) / 2, side, side)
    counts = proportion.shown, proportion.of, columns
    return IconArray(room, *counts, first, -side if rtl else side, side, proportion.alt)


def icon_array(proportion: Proportion, room: Box | None, rtl: bool) -> IconArray:
    """The people of a proportion in its room, those that it speaks of first."""
    room = room or Box(0, 0, 0, 0)
    if proportion.of > MOST_FIGURES:
        return _squares(proportion, room, rtl)
    columns = _columns(proportion.of, room)
    width = _width(columns, proportion.of, room)
    rows = math.ceil(proportion.of / columns)
    across, down = width * _WIDE_STEP, width * _TALL * _TALL_STEP
    top = room.top + (room.height - rows * down) / 2
    first = Box(room.right - width if rtl else room.left, top, width, width * _TALL)
    step = -across if rtl else across
    counts = proportion.shown, proportion.of, columns
    return IconArray(room, *counts, first, step, down, proportion.alt)
