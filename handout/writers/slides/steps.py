"""Steps: cards of one size that follow each other, joined by arrows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handout.deck import Box, Paragraph, Run, Steps, TextFrame
from handout.placeholders import Level, Placeholder
from handout.writers.slides import fit
from handout.writers.slides.layout import Slot
from handout.writers.slides.outline import Words
from handout.writers.slides.stage import Place

_SIZES = (32, 30, 28, 26, 24)
_INSET = 18.0
_BESIDE, _BELOW = 40.0, 22.0
"""The room for an arrow between cards side by side, and between cards one below the other."""
_LEAST_HEIGHT = 200.0
_MOST_BESIDE, _MOST_BELOW = 4, 5


def _place(box: Box, family: str, anchor: str) -> Place:
    """A card as if it were a placeholder."""
    insets = (_INSET, _INSET, _INSET, _INSET)
    level = Level(size=_SIZES[0], family=family)
    held = Placeholder("", -1, "Step", box, insets, anchor, (level,), None)
    return Place(held, Slot("step", "", -1, box, _SIZES, (), anchor=anchor, heading=1.4))


def _numbered(words: Words, number: int) -> Words:
    """A card's words below its number."""
    first = words[0]
    head = Run(str(number), first.runs[0].lang, bold=True)
    return (
        Paragraph((head,), heading=True, rtl=first.rtl),
        *(replace(paragraph, mark="", level=0) for paragraph in words),
    )


def _set(cards: Sequence[Words], boxes: Sequence[Box], family: str, anchor: str) -> list[TextFrame]:
    """Each text in its card, all at the size at which the fullest fits; none where one does not."""
    places = [_place(box, family, anchor) for box in boxes]
    tried = [fit.best(words, place, _SIZES) for words, place in zip(cards, places, strict=True)]
    if not all(tried):
        return []
    size = min(one.size for one in tried if one)
    pairs = zip(cards, places, strict=True)
    return [fit.frame(words, fit.measure(words, place, size), place) for words, place in pairs]


def _lowered(frames: Sequence[TextFrame], canvas: Box) -> Iterator[TextFrame]:
    """The cards no taller than their words ask, in the middle of the canvas."""
    wanted = max(frame.height for frame in frames) + 2 * _INSET
    height = min(canvas.height, max(_LEAST_HEIGHT, wanted + 12))
    top = canvas.top + (canvas.height - height) / 2
    for frame in frames:
        box = replace(frame.box, top=top, height=height)
        room = replace(frame.room, top=top + _INSET, height=height - 2 * _INSET)
        yield replace(frame, box=box, room=room)


def _side_by_side(cards: Sequence[Words], canvas: Box, family: str) -> Steps | None:
    """The cards in the direction of reading."""
    count = len(cards)
    width = (canvas.width - _BESIDE * (count - 1)) / count
    lefts = [canvas.left + (width + _BESIDE) * n for n in range(count)]
    if cards[0][0].rtl:
        lefts.reverse()
    boxes = [Box(left, canvas.top, width, canvas.height) for left in lefts]
    words = [_numbered(card, number) for number, card in enumerate(cards, 1)]
    frames = _set(words, boxes, family, "t")
    return Steps(tuple(_lowered(frames, canvas)), vertical=False) if frames else None


def _one_below_the_other(cards: Sequence[Words], canvas: Box, family: str) -> Steps | None:
    """The cards from top to bottom, over the whole width."""
    count = len(cards)
    height = (canvas.height - _BELOW * (count - 1)) / count
    tops = (canvas.top + (height + _BELOW) * n for n in range(count))
    boxes = [Box(canvas.left, top, canvas.width, height) for top in tops]
    thin = [replace(box, top=box.top - 8, height=box.height + 16) for box in boxes]
    numbered = [
        (replace(card[0], mark="number", number=number, level=0), *card[1:])
        for number, card in enumerate(cards, 1)
    ]
    frames = _set([tuple(card) for card in numbered], thin, family, "ctr")
    whole = (replace(f, box=box) for f, box in zip(frames, boxes, strict=True)) if frames else ()
    return Steps(tuple(whole), vertical=True) if frames else None


def steps(words: Words, canvas: Box | None, family: str) -> Steps | None:
    """The items of a list as cards, side by side if that can be; None where they do not fit."""
    cards = list(fit.units(words))
    if canvas is None or len(cards) < 2:
        return None
    made = _side_by_side(cards, canvas, family) if len(cards) <= _MOST_BESIDE else None
    if made is None and len(cards) <= _MOST_BELOW:
        made = _one_below_the_other(cards, canvas, family)
    return made
