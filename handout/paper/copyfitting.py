"""Chooses type size and spacing: the largest at which a text fills its sheets well.

Each trial costs a whole layout. So the height of the text in a larger size is predicted from the
layout at hand, and only what is predicted to fit is tried.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from handout.model.page_layout import PlacedPage
from handout.paper.printing import Fit

Document = TypeVar("Document")


NO_ROOM = "[data-room] { display: none }"
"""Rules that take away the room that is only welcome."""
_TIGHTEST = (
    f"{NO_ROOM} [data-flow] {{ break-before: auto }}"
    " :is(blockquote, .callout) { break-inside: auto }"
)
"""What gives way to the text at last: room that is only welcome, pages begun anew, whole panels."""
_BREAKS = (
    'h1 { hyphens: auto; hyphenate-limit-chars: 12 6 7; hyphenate-character: "\\2060-";'
    " overflow-wrap: var(--script-wrap) }"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """How large and how airy a text is set."""

    size: float
    """Points."""
    air: float = 1.0
    """1 for all the space that the style sheet would like, 0 for the least that reads well."""
    title: float = 1.0
    """The size of the title against what the style sheet would like."""
    breaks: bool = False
    """Whether a word of the title may go on on the next line, behind a hyphen."""

    @property
    def css(self) -> str:
        """The setting as the style sheets read it."""
        root = f":root {{ --size: {self.size:g}pt; --air: {self.air:g}; --title: {self.title:g} }}"
        broken = _BREAKS if self.breaks else ""
        return f"{root} {broken}" if self.air else f"{root} {broken} {_TIGHTEST}"


@dataclass(frozen=True, slots=True)
class Trial(Generic[Document]):
    """A document in one setting, and where its words stand."""

    setting: Setting
    document: Document
    pages: tuple[PlacedPage, ...]

    def holds_title(self, fit: Fit) -> bool:
        """Whether the title stands on the first page in few lines, no word too long for its line.

        Where all stands on one page, it must leave room for the rest.
        """
        first, *others = self.pages
        title = [text for text in first.texts if text.tag == "h1"]
        few = len({round(text.y) for text in title}) <= fit.title_lines
        split = any(text.region == "title" for page in others for text in page.texts)
        return few and self.title_is_narrow and not split and not (fit.most == 1 and others)

    @property
    def title_is_narrow(self) -> bool:
        """Whether no word of the title is wider than its line."""
        title = (text for text in self.pages[0].texts if text.tag == "h1")
        return all(text.width <= text.room + _ROUNDING for text in title)

    @property
    def text_height(self) -> float:
        """The height of all lines of text that grow with the size, points."""
        lines = {
            (number, round(text.y)): text.height
            for number, page in enumerate(self.pages)
            for text in page.texts
            if text.region == "body" and text.tag in _GROWING
        }
        return sum(lines.values()) * _LEADING

    @property
    def text_pages(self) -> int:
        """The pages up to the last with words of the article."""
        numbers = (n for n, page in enumerate(self.pages, 1) if page.has_body)
        return max(numbers, default=len(self.pages))

    def room(self, pages: int) -> float:
        """The height that is free for text up to so many pages, points.

        Of what is free before the last page of text, half is lost again at other breaks.
        """
        *others, last = self.pages[: self.text_pages]
        free = sum(page.depth * (1 - page.fill) for page in others) / 2
        # A page for questions and the contact behind the text may take some of it.
        behind = [page for page in self.pages[self.text_pages :] if page.fill < _FAIRLY_FULL]
        free += sum(page.depth * (1 - page.fill) for page in behind)
        return free + last.depth * (1 - last.fill + pages - len(self.pages))

    def over(self, pages: int) -> float:
        """How much of a page there is too much for so many pages, at the least."""
        behind = len(self.pages) - self.text_pages
        text = sum(page.fill for page in self.pages[pages - behind : self.text_pages])
        return min(text, sum(page.fill for page in self.pages) - pages)

    @property
    def spare(self) -> float:
        """How much of a page goes to what shows only where there is room."""
        return sum(page.spare for page in self.pages)


_FAIRLY_FULL = 2 / 3
"""The share of its depth from which a page has no room for a section more."""
_ROUNDING = 0.5
"""Points."""
_LEADING = 1.15
"""The height of a line against that of its letters."""
_GROWING = frozenset({"p", "li", "dd", "dt", "td", "th"})
LayOut = Callable[[Setting], Trial[Document]]


def _predicted(trial: Trial[Document], sizes: Iterable[float], room: float) -> float:
    """The largest of the sizes whose lines are predicted to have room."""
    height, now = trial.text_height, trial.setting.size
    return max((s for s in sizes if height * ((s / now) ** 2 - 1) <= room), default=now)


def _grown(lay_out: LayOut[Document], fit: Fit, trial: Trial[Document]) -> Trial[Document]:
    """The largest size that needs no more sheets than the trial does, or pages if none pads."""
    most, best, trust = fit.whole(len(trial.pages)), trial, 1.0
    left = [size for size in fit.sizes if size > best.setting.size]
    while left and (size := _predicted(best, left, best.room(most) * trust)) > best.setting.size:
        larger = lay_out(replace(best.setting, size=size))
        if len(larger.pages) <= most:
            # Another step is worth a layout only where there is room to spare.
            best, left, trust = larger, [one for one in left if one > size], fit.trust
        else:
            left = [one for one in left if one < size]
    return best


def _tightened(lay_out: LayOut[Document], fit: Fit, trial: Trial[Document]) -> Trial[Document]:
    """The trial, or one that is set tighter where that saves a sheet."""
    fewer = fit.fewer(len(trial.pages))
    # More than tightening can save need not be tried; the tightest has no room that is spare.
    over, most = trial.over(fewer) if fewer > 0 else 0.0, fit.gain * fewer
    if fewer <= 0 or over - trial.spare > most:
        return trial
    for air in fit.airs if over <= most else fit.airs[-1:]:
        tight = lay_out(replace(trial.setting, air=air))
        if len(tight.pages) <= fewer:
            return tight
    return trial


def _titled(lay_out: LayOut[Document], fit: Fit) -> Trial[Document]:
    """The document in the smallest size, its title as large as it may be.

    A word that is too wide in all sizes is broken, and the title as large as it then may be.
    """
    tries = [Setting(fit.sizes[0], title=share) for share in fit.titles]
    trial = lay_out(tries[0])
    for setting in (*tries[1:], *(replace(one, breaks=True) for one in tries[1:])):
        if trial.holds_title(fit) or (setting.breaks and trial.title_is_narrow):
            break
        trial = lay_out(setting)
    return trial


def fitted(lay_out: LayOut[Document], fit: Fit) -> Trial[Document]:
    """The document in the largest setting that fills the fewest sheets."""
    smallest = _titled(lay_out, fit)
    tight = _tightened(lay_out, fit, smallest)
    too_long = fit.most and len(smallest.pages) > fit.most
    return tight if too_long or tight is not smallest else _grown(lay_out, fit, smallest)
