"""Mends sides that a text's best setting leaves empty: they begin earlier, or a setting is turned.

Most are filled from the sides before, at the cost of one layout. Of those that are not, settings a
turn away are tried, in which pages end elsewhere, until one is found whose sides are full or can be
filled so. Of a long text fewer are tried. A side that none of them fills is followed by what is
never parted: a heading with its first words, a row, a step, a short warning, blocks side by side,
or a picture that would be too low.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from handout.paper.even_sides import EvenSides
from handout.paper.printing import Fit
from handout.paper.setting import Setting
from handout.paper.trial import FAIRLY_FULL, SMALL_CONTACT, Trial

_LayOut = Callable[[Setting], Trial[Any]]
_MOST_MENDS = 12
"""Layouts that a side left empty may cost."""
_MOST_PAGES = 100
"""What they cost together."""


def emptiness(trial: Trial[Any], fit: Fit) -> tuple[int, float]:
    """How many sides are left empty, as foretold for when all begin as they should."""
    if fit.most:  # whose panels are shared evenly by whole sections
        return trial.emptiness(last=not fit.pads)
    return EvenSides(trial, last=not fit.pads).emptiness


def _merit(trial: Trial[Any], fit: Fit) -> tuple[int, bool, int, float]:
    """What the better of two settings has less of: paper, more than a page for notes, sides left
    empty, and white on these."""
    now = len(trial.pages)
    most = fit.whole(now)
    return most, most - now > 1, *emptiness(trial, fit)


def _lower(trial: Trial[Any], fit: Fit, lowest: float) -> float:
    """The height of pictures at which one goes up to the side before that it left empty.

    0 where there is no such side, or the picture would be too low. Of panels, over which sections
    are shared evenly afterwards, only one that a picture heads, parted from its words.
    """
    for page, after in pairwise(trial.pages[: trial.text_pages]):
        heads = any(one.top < trial.setting.size for one in after.figures[:1])
        if page.fill < FAIRLY_FULL and (heads if fit.most else after.figures):
            free = page.depth * (1 - page.fill) - after.figures[0].top - 2 * trial.setting.size
            if lowest <= free < after.figures[0].height:
                return free
    return 0.0


def _turned(trial: Trial[Any], fit: Fit, lows: Sequence[float]) -> Iterator[Setting]:
    """Settings a turn away, in which pages end elsewhere: what a reader notices least first."""
    now, lower = trial.setting, _lower(trial, fit, min(lows, default=trial.lowest))
    if lower:
        yield replace(now, tallest=lower)
    if fit.most or not fit.airs:
        return
    smaller = [size for size in fit.sizes if size < now.size][-1:]
    turns: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("lines", (True,)),
        ("whole", (False,)),
        ("contact", (1.0, SMALL_CONTACT) if fit.contact else ()),
        ("air", (1.0, *fit.airs)),
        ("tallest", (*lows, 0.0) if lows else ()),
        ("leading", (fit.leading, fit.loosest, fit.tightest)),
        ("size", tuple(smaller)),
        ("narrow", (True, False) if fit.is_long(len(trial.pages)) else ()),
        ("lines", (False,)),
        ("whole", (True,)),
    )
    ways = (replace(now, **{name: value}) for name, values in turns for value in values)
    yield from (way for way in ways if way != now)


def mended(lay_out: _LayOut, fit: Fit, trial: Trial[Any], lows: Sequence[float] = ()) -> Trial[Any]:
    """The trial, or one some turns away whose sides are full when they begin where they should.

    Each turn is from the best setting so far; `lows` are the heights that its pictures may be
    brought down to.
    """
    best, now = trial, _merit(trial, fit)
    tried = {trial.setting}
    tries = max(2, min(_MOST_MENDS, _MOST_PAGES // len(trial.pages)))
    while now[2] and len(tried) <= tries:
        ways = (way for way in _turned(best, fit, lows) if way not in tried)
        if (way := next(ways, None)) is None:
            break
        tried.add(way)
        other = lay_out(way)
        if (merit := _merit(other, fit)) < now:
            best, now = other, merit
    return replace(best, excess=trial.excess)


def evened(lay_out: _LayOut, fit: Fit, trial: Trial[Any]) -> Trial[Any]:
    """The trial, whose sides begin earlier where that leaves fewer empty."""
    last = not fit.pads
    if fit.most or not trial.emptiness(last)[0]:
        return trial
    setting = EvenSides(trial, last).setting
    if setting == trial.setting:
        return trial
    even = lay_out(setting)
    better = len(even.pages) == len(trial.pages) and even.emptiness(last) < trial.emptiness(last)
    return replace(even, excess=trial.excess) if better else trial
