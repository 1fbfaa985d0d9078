"""How well words that were drawn stand out from what is behind them: contrast, and marks."""

from collections.abc import Sequence
from typing import cast

from PIL import Image, ImageChops, ImageStat

from handout.typography.contrast import channels, contrast

_MARK = 0.15
"""Of the difference between words and what is behind them: what differs as much is a mark."""
_REACH = (1, 2)
"""Dots from a mark to what is beside it; what changes more slowly is a shade."""
_DRAWN = 0.7
"""Of the ink that letters have in their colour: thin ones, drawn by themselves, have more."""
_LEAST_SPREAD = 20
"""Shades, of 255, that a picture differs in from what is around it, or in itself, where it does."""


def wide(seen: Image.Image) -> Image.Image:
    """Ink that reaches a dot further: letters stand on whole dots in either drawing."""
    for x, y in ((1, 0), (0, 1)):
        either = ImageChops.offset(seen, x, y), ImageChops.offset(seen, -x, -y)
        seen = ImageChops.lighter(seen, ImageChops.lighter(*either))
    return seen


def _colour(channels: Sequence[float]) -> str:
    """A colour as style sheets write it, of one channel or of blue, green and red."""
    three = list(channels[2::-1]) * (3 if len(channels) == 1 else 1)
    return "#" + "".join(f"{round(min(255.0, max(0.0, one))):02x}" for one in three)


def ratio(ink: Image.Image, whole: Image.Image, bare: Image.Image, colour: str = "") -> float:
    """The contrast of words with what is behind them, 1 to 21 as WCAG counts it.

    `ink` is what they have by themselves, with a dot around it; the others are what is drawn
    there with them and without them. No dot needs to be full: the share that is seen of all ink
    says how much the two colours differ. Where about as much of it is seen as words of that
    `colour` have, it is that which counts.
    """
    mask = wide(ink).point([0] + [255] * 255)
    meant = sum(ink.tobytes())
    behind, words, steps = list[float](), list[float](), 0.0
    for with_, without in zip(whole.split()[:3], bare.split()[:3], strict=True):
        seen = ImageChops.darker(ImageChops.difference(with_, without), mask)
        there = ImageStat.Stat(without, mask)
        ground = there.median[0]  # a bar beside the words is not behind them
        step = 255 * sum(seen.tobytes()) / meant
        is_lighter = ImageStat.Stat(with_, mask).mean[0] > there.mean[0]
        behind.append(ground)
        words.append(ground + step if is_lighter else ground - step)
        steps += step
    measured = contrast(_colour(words), _colour(behind))
    if not colour:
        return measured
    own = [255 * one for one in reversed(channels(colour))]
    own = own if len(behind) == 3 else [0.11 * own[0] + 0.59 * own[1] + 0.3 * own[2]]
    differ = sum(abs(one - two) for one, two in zip(own, behind, strict=True))
    return max(measured, contrast(_colour(own), _colour(behind)) * (steps >= _DRAWN * differ))


def _spread(grey: Image.Image) -> int:
    """How much a grey picture differs in itself; one without dots does not."""
    if not all(grey.size):
        return 0
    darkest, lightest = cast(tuple[int, int], grey.getextrema())
    return lightest - darkest


def is_there(grey: Image.Image, box: tuple[int, int, int, int]) -> bool:
    """Whether a part of a page, from its left upper to its right lower corner, is not empty.

    What is cut off whole leaves a row of dots at its edge.
    """
    left, top, right, bottom = max(0, box[0]), max(0, box[1]), *map(min, box[2:], grey.size)
    if left >= right or top >= bottom:
        return False
    counts = grey.crop((left, top, right, bottom)).histogram()
    ground = max(range(256), key=counts.__getitem__)
    empty = counts[max(0, ground - _LEAST_SPREAD) : ground + _LEAST_SPREAD + 1]
    return sum(counts) - sum(empty) > 2 * max(right - left, bottom - top)


def is_marked(ground: Image.Image, step: float) -> bool:
    """Whether something is drawn behind words that stands out as they do, such as a stripe.

    `ground` is grey, without them; `step` how much they differ from it, up to 255.
    """
    if _spread(ground) < _MARK * step:  # as nearly everywhere
        return False
    width, height = ground.size
    steps = [one for reach in _REACH for one in ((reach, 0), (0, reach))]
    for x, y in ((x, y) for x, y in steps if x < width and y < height):
        one, other = ground.crop((0, 0, width - x, height - y)), ground.crop((x, y, width, height))
        if _spread(ImageChops.difference(one, other)) >= _MARK * step:
            return True
    return False
