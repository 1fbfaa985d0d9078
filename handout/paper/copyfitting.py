"""Chooses how a text is set: on the fewest sheets first, then as large and airy as they allow.

Each trial costs a whole layout. But heights are additive: what a lower picture, less space or a
larger size would take is predicted from the layout at hand, and only what is predicted to fit is
tried. All trials after the first may cost twenty pages together, the last one's aside: a text of
more has one, and others where that missed a sheet by a page or left a side empty. The list of
contents, which takes a layout of its own where it is found missing, is in the first one where the
text is surely long.

Where tightening leaves the last side less than half full, or more than a page for notes, what one
would miss most is given back, as far as there is room.

Where a side is left empty even so, `mending` fills it.

Of two settings the better one has, in this order:

| | |
|---|---|
| 1 | fewer sheets; where none pads the last one, fewer sides |
| 2 | at most a page for notes; fewer sides less than two thirds full, the last one half |
| 3 | fewer turns: what one would miss least is taken back first, down to these bounds |
| 4 | larger type: 14 to 12 points, in steps of a half; of a short text up to 18 on a tri-fold |
| 5 | more leading: 1.45, 1.4 |

| turn | from | to |
|---|---|---|
| heights of pictures, of the tallest one's | 100 % | 55 %, at least 35 mm, never cropped |
| space between blocks (`--air`) | 1 | 0 |
| the column of headings, from 5 sides on (`--narrow`) | 44 mm, 66 letters a line | 34 mm, 73 |
| lines to write on | what is left of the last side | none |
| the key message at the head as well | yes | no |
| short lists and panels kept whole, pages begun anew | yes | no |
| the contact panel, and the cover on A4 (`--contact`) | 1 | 0.75 |
| leading (`--leading`) | 1.4 | 1.35 |
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic

from msgspec.structs import replace

from handout.paper.printing import Fit
from handout.paper.setting import Setting
from handout.paper.trial import HALF, SMALL_CONTACT, SURE, Document, Trial

_FOR_LINES = 0.3
"""The share of a page from which lines to write on may have room."""
_JUST_OVER = 0.15
"""The share of a page from which a text is far too long for a sheet less."""
_MOST_PAGES = 20
"""What all trials but the first cost together, a last one excepted."""
_SHORT = 0.25
"""The share of the room that must do for sizes that only a short text is set in."""
_USUAL = 14.0
"""Points, up to which a word may be hyphenated for larger type."""
LayOut = Callable[[Setting], Trial[Document]]


class Trials(Generic[Document]):
    """Lays out one setting after another, as long as that is worth its time: so many pages."""

    def __init__(self, lay_out: LayOut[Document], pages: int) -> None:
        self._lay_out, self._pages = lay_out, pages

    @property
    def spent(self) -> bool:
        """Whether another trial would take too long."""
        return self._pages <= 0

    def __call__(self, setting: Setting) -> Trial[Document]:
        """Lay out one of them."""
        trial = self._lay_out(setting)
        self._pages -= len(trial.pages)
        return trial


_Step = tuple[float, float]
"""A type size and a leading."""


def _predicted(trial: Trial[Document], steps: Iterable[_Step], room: float) -> _Step:
    """The largest size and leading whose lines are predicted to have room."""
    height, now = trial.text_height, (trial.setting.size, trial.setting.leading)

    def more(step: _Step) -> float:
        return height * ((step[0] / now[0]) ** 2 * step[1] / now[1] - 1)

    return max((step for step in steps if more(step) <= room), default=now)


def _grown(lay_out: Trials[Document], fit: Fit, trial: Trial[Document]) -> Trial[Document]:
    """The largest size that needs no more sheets than the trial does, or pages if none pads."""
    most, best, trust = fit.whole(len(trial.pages)), trial, 1.0
    steps = [(size, fit.leading) for size in fit.sizes]
    steps += [(fit.sizes[-1], fit.loosest)] if fit.loosest > fit.leading else []
    large = [(size, fit.leading) for size in fit.large]
    most_of_all = _predicted(trial, large, trial.room(most) * _SHORT)[0]
    steps += [step for step in large if step[0] <= most_of_all]
    widest = max(_USUAL, fit.sizes[0] / trial.widest)  # no word is broken for type so large
    left = [step for step in steps if (fit.sizes[0], fit.leading) < step and step[0] <= widest]
    while left and not lay_out.spent:
        step = _predicted(best, left, best.room(most) * trust)
        if step not in left:
            break
        larger = lay_out(replace(best.setting, size=step[0], leading=step[1]))
        as_before = not trial.holds_title(fit) and larger.title_is_split <= trial.title_is_split
        titled = larger.holds_title(fit) or as_before
        if len(larger.pages) <= most and titled:
            # Another step is worth a layout only where there is room to spare.
            best, left, trust = larger, [one for one in left if one > step], fit.trust
        else:
            left = [one for one in left if one < step]
    return best


def _turns(trial: Trial[Document], fit: Fit) -> Iterator[Setting]:
    """Ever tighter settings: each takes back one thing more, what one would miss least first."""
    way = trial.setting
    for low in trial.lows:
        yield (way := replace(way, tallest=low))
    for air in fit.airs:
        yield (way := replace(way, air=air))
    if fit.is_long(len(trial.pages)):
        yield (way := replace(way, narrow=True))
    yield (way := replace(way, lines=False))
    if trial.repeated:
        yield (way := replace(way, repeats=False))
    yield (way := replace(way, whole=False))
    if fit.contact:
        yield (way := replace(way, contact=SMALL_CONTACT))
    if fit.tightest < way.leading:
        yield replace(way, leading=fit.tightest)


def tightest(trial: Trial[Document], fit: Fit) -> Setting:
    """The setting of a trial with all taken back that may be."""
    *_, last = _turns(trial, fit)
    return last


def _with_lines(lay_out: Trials[Document], trial: Trial[Document], spare: float) -> Trial[Document]:
    """The trial, with lines to write on where a share of its last page is left for them.

    So it is where the contact would else stand alone there.
    """
    alone = trial.text_pages < len(trial.pages)
    wanted = alone or 1 - trial.pages[-1].fill > spare > 0
    if trial.setting.lines or not wanted or lay_out.spent:
        return trial
    lined = lay_out(replace(trial.setting, lines=True))
    return lined if len(lined.pages) == len(trial.pages) else trial


def _fewer(trial: Trial[Document], fit: Fit) -> int:
    """The most pages that need a sheet less, or that the format holds."""
    return min(fit.fewer(len(trial.pages)), fit.most or len(trial.pages))


def _goal(trial: Trial[Document], fit: Fit, most: float) -> int:
    """The pages that are tried for where so much height can be saved: as few sheets as it may be
    brought to, or of a long text as few pages; no fewer than now where that is too far."""
    fewer = _fewer(trial, fit)
    likely = trial.needs(fewer) <= most or trial.over(fewer) <= fit.gain * fewer
    goal = fewer if fewer > 0 and likely else len(trial.pages)
    less = goal
    while not fit.most and less > 0 and trial.needs(less) <= most:
        goal, less = less, less - 1 if fit.is_long(less) else fit.fewer(less)
    return goal


def _likely(trial: Trial[Document], ways: list[Setting], pages: int, fit: Fit) -> Setting:
    """The first of ever tighter ways that is predicted to do with so many pages, or the last."""
    sure = trial.needs(pages) + trial.lost / 2
    return next((way for way in ways if trial.saved(way, fit) >= sure), ways[-1])


def _loosened(
    lay_out: Trials[Document], fit: Fit, trial: Trial[Document], tight: Trial[Document]
) -> Trial[Document]:
    """The tight trial, or one whose last side is at least half full, and whose last sheet has no
    page too many for notes: what one would miss most is given back first, as there is room."""
    most = fit.whole(len(tight.pages))
    first, way, room = trial.setting, tight.setting, tight.room(most) * SURE**2
    names = ("leading", "contact", "repeats", "lines", "narrow", "air")
    turns = [(name, getattr(first, name)) for name in names]
    for name, value in (*turns, *(("tallest", low) for low in (*reversed(trial.lows), 0.0))):
        looser = replace(way, **{name: value})
        fits = trial.saved(tight.setting, fit) - trial.saved(looser, fit) <= room
        way = looser if fits else way
    full = len(tight.pages) == most and tight.pages[tight.text_pages - 1].fill >= HALF
    if full or way == tight.setting or lay_out.spent:
        return tight
    loose = lay_out(way)
    better = len(loose.pages) <= most and loose.underfull <= tight.underfull
    return loose if better else tight


def _exceeding(trial: Trial[Document], excess: float) -> Trial[Document]:
    """The trial, which says by how many points it misses a sheet less where that is not far."""
    return replace(trial, excess=excess) if excess < _JUST_OVER * trial.depth else trial


def _tightened(lay_out: Trials[Document], fit: Fit, trial: Trial[Document]) -> Trial[Document]:
    """The trial, or one that is set tighter where that saves a sheet, or a side of a long text."""
    ways, now = list(_turns(trial, fit)), len(trial.pages)
    most = trial.saved(ways[-1], fit)
    goal = _goal(trial, fit, most)
    if goal == now:
        fewer = _fewer(trial, fit)
        over = trial.needs(fewer) - most + trial.lost / 2  # with other words, pages end elsewhere
        return _exceeding(trial, over) if fewer > 0 else trial
    for way in dict.fromkeys((_likely(trial, ways, goal, fit), ways[-1])):
        tight = lay_out(way)
        missed = len(tight.pages) - goal
        if missed <= 0:
            return _with_lines(lay_out, _loosened(lay_out, fit, trial, tight), trial.spare)
        if missed > 1 and lay_out.spent:
            break
    if len(tight.pages) <= (now - 1 if fit.is_long(now) else _fewer(trial, fit)):
        looser = _likely(trial, ways, len(tight.pages), fit)
        loose = lay_out(looser) if looser != way and not lay_out.spent else tight
        best = loose if len(loose.pages) <= len(tight.pages) else tight
        return _with_lines(lay_out, best, trial.spare) if best is tight else best
    return _exceeding(trial, tight.needs(goal) + tight.lost / 2)


def _titled(lay_out: LayOut[Document], fit: Fit, lines: bool) -> Trial[Document]:
    """The document in the smallest size, its title as large as it may be.

    A word that is too wide in all sizes is broken, and the title as large as it then may be.
    """
    first = Setting(fit.sizes[0], leading=fit.leading, lines=lines)
    tries = [replace(first, title=share) for share in fit.titles]
    trial = lay_out(tries[0])
    for setting in (*tries[1:], *(replace(one, breaks=True) for one in tries[1:])):
        if trial.holds_title(fit) or (setting.breaks and trial.title_is_narrow):
            break
        trial = lay_out(setting)
    return trial


def fitted(lay_out: LayOut[Document], fit: Fit, repeats: bool = False) -> Trial[Document]:
    """The document in the best setting, by the table above.

    One that repeats its key message has lines to write on where room for them is left.
    """
    smallest = _titled(lay_out, fit, lines=not repeats)
    trials = Trials(lay_out, _MOST_PAGES)
    tight = _tightened(trials, fit, smallest)
    if fit.most and len(tight.pages) > fit.most:
        return tight
    saves = tight.setting != smallest.setting
    tight = _with_lines(trials, tight, _FOR_LINES) if repeats else tight
    best = tight if saves or not tight.setting.lines else _grown(trials, fit, tight)
    excess = best.excess if saves else tight.excess
    return replace(best, excess=excess, heights=tuple(smallest.lows))
