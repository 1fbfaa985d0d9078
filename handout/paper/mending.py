"""Mends sides that the best setting leaves empty: they begin elsewhere, or settings are turned.

Settings of one kind change heights alone: space, pictures, leading, the contact panel. For all of
these at once it is foretold, without a layout, how full sides would be that begin where they are
best. Those of the other kind, such as type half a point smaller, let lines and sides end elsewhere.
They are laid out, one after another, and all of the first kind foretold from each. What is foretold
to leave no side empty is laid out to see whether it does.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise, product
from typing import Any

from msgspec.structs import replace

from handout.paper.copyfitting import LayOut, Trials
from handout.paper.printing import Fit
from handout.paper.setting import Setting
from handout.paper.side_ends import SideEnds
from handout.paper.trial import FAIRLY_FULL, SMALL_CONTACT, Trial

_LIKELY = 2
"""How many settings that are foretold to do are laid out, of those of one kind."""


def merit(trial: Trial[Any], fit: Fit) -> tuple[int, int, int, float]:
    """What the better of two settings has less of: paper, pages for notes, sides left empty, and
    white on these."""
    pages = len(trial.pages)
    notes = max(0, fit.whole(pages) - trial.text_pages - 2) if fit.pads and not fit.most else 0
    empty, white = trial.emptiness(last=not fit.pads)
    return fit.whole(pages), notes, empty, round(white, 1)


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


def _settings(now: Setting, turns: dict[str, Iterable[Any]]) -> list[Setting]:
    """A setting with all that may be turned, the fewest turns first; half a point is one."""
    ways = [replace(now, **dict(zip(turns, way, strict=True))) for way in product(*turns.values())]
    others = turns.keys() - {"size"}

    def turned(way: Setting) -> float:
        differs = [name for name in others if getattr(way, name) != getattr(now, name)]
        return abs(way.size - now.size) * 2 + len(differs)

    return sorted(ways, key=turned)


def _heights(trial: Trial[Any], fit: Fit, lows: Sequence[float]) -> list[Setting]:
    """Settings that change heights alone, what a reader notices least first."""
    now = trial.setting
    lower = _lower(trial, fit, min(lows, default=trial.lowest))
    turns: dict[str, Iterable[Any]] = {
        "leading": dict.fromkeys((now.leading, fit.leading, fit.tightest, fit.loosest)),
        "tallest": dict.fromkeys((now.tallest, *filter(None, (lower,)), *lows)),
        "air": dict.fromkeys((now.air, 1.0, *fit.airs)),
        "contact": dict.fromkeys((now.contact, 1.0, SMALL_CONTACT) if fit.contact else (1.0,)),
    }
    return _settings(now, turns)


def _bases(trial: Trial[Any], fit: Fit, lows: Sequence[float]) -> list[Setting]:
    """Settings in which lines and sides end elsewhere, the one at hand first."""
    now = trial.setting
    if fit.most:  # over whose panels sections are shared evenly afterwards
        lower = _lower(trial, fit, min(lows, default=trial.lowest))
        return [replace(now, tallest=lower)] if lower else []
    smaller = [size for size in reversed(fit.sizes) if size < now.size]
    larger = [size for size in fit.sizes if size > now.size][:1]
    turns: dict[str, Iterable[Any]] = {
        "size": (now.size, *smaller, *larger),
        "narrow": (now.narrow, not now.narrow) if fit.is_long(len(trial.pages)) else (now.narrow,),
        "tallest": dict.fromkeys((now.tallest, 0.0)),
        "lines": (now.lines, not now.lines),
        "whole": (now.whole, not now.whole),
    }
    return _settings(replace(now, begins=()), turns)


def _likely(
    base: Trial[Any], fit: Fit, now: tuple[Any, ...], lows: Sequence[float] | None
) -> Iterator[Setting]:
    """Settings that are foretold to be better, those that leave no side empty first.

    Where `lows` is None, nothing is turned: sides only begin elsewhere.
    """
    if fit.most:
        return
    ends, found = SideEnds(base, fit), []
    most = now[0] if fit.pads else now[0] - len(base.pages) + base.text_pages
    tried: set[tuple[int, ...]] = set()
    for way in [base.setting] if lows is None else _heights(base, fit, lows):
        told = ends.foretold(way, most)
        if told and (told.notes, told.empty) < now[1:3] and told.starts not in tried:
            tried.add(told.starts)
            if not told.empty:
                yield ends.setting(way, told)
            found.append((told, way))
    if found and all(told.empty for told, _ in found):
        told, way = min(found, key=lambda one: one[0][:3])
        yield ends.setting(way, told)


def mended(
    lay_out: Trials[Any], fit: Fit, trial: Trial[Any], lows: Sequence[float] = ()
) -> Trial[Any]:
    """The trial, or the best of those that were laid out until no side was left empty.

    `lows` are the heights that its pictures may be brought down to.
    """
    best = trial

    def is_done() -> bool:
        return not merit(best, fit)[2] or lay_out.spent

    def better(other: Trial[Any]) -> Trial[Any]:
        return min(best, other, key=lambda one: merit(one, fit))

    for setting in _bases(trial, fit, lows):
        if is_done():
            break
        base = trial if setting == trial.setting else lay_out(setting)
        best = better(base)
        ways = islice(_likely(base, fit, merit(best, fit), lows), _LIKELY)
        while not is_done() and (way := next(ways, None)):
            best = better(lay_out(way))
    return replace(best, excess=trial.excess)


def evened(lay_out: LayOut[Any], fit: Fit, trial: Trial[Any]) -> Trial[Any]:
    """The trial, whose sides begin elsewhere where that leaves fewer empty."""
    now = merit(trial, fit)
    if fit.most or not now[2]:
        return trial
    for even in map(lay_out, islice(_likely(trial, fit, now, None), 1)):
        if len(even.pages) == len(trial.pages) and merit(even, fit) < now:
            return replace(even, excess=trial.excess)
    return trial
