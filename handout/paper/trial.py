"""A document in one setting: how full its pages are, and what another setting would save."""

from typing import Generic, TypeVar

from msgspec import Struct

from handout.model.page_layout import PlacedPage
from handout.paper.printing import Fit
from handout.paper.setting import Setting
from handout.typography.line_breaks import word_count

Document = TypeVar("Document")
_SHARES = (0.85, 0.7, 0.55)
"""What the height of the tallest picture may be multiplied by."""
_LOWEST = 35 * 72 / 25.4
"""Points; no picture is made lower than this."""
SMALL_CONTACT = 0.75


class Trial(Struct, Generic[Document], frozen=True):
    """A document in one setting, and where its words stand."""

    setting: Setting
    document: Document
    pages: tuple[PlacedPage, ...]
    excess: float = 0.0
    """Points of text too many for a sheet less, where that is not far."""
    heights: tuple[float, ...] = ()
    """What the heights of its pictures may be brought down to, where these may be lower now."""

    def holds_title(self, fit: Fit) -> bool:
        """Whether the title stands on the first page in few lines, no word too long for its line.

        Where all stands on one page, it must leave room for the rest.
        """
        first, *others = self.pages
        title = [text for text in first.texts if text.tag == "h1"]
        few = len({round(text.y) for text in title}) <= fit.title_lines
        whole = not self.title_is_split and not (fit.most == 1 and others)
        return few and self.title_is_narrow and whole

    @property
    def title_is_split(self) -> bool:
        """Whether a part of the title is on another page than the first."""
        return any(text.region == "title" for page in self.pages[1:] for text in page.texts)

    @property
    def title_is_narrow(self) -> bool:
        """Whether no word of the title is wider than its line."""
        title = (text for text in self.pages[0].texts if text.tag == "h1")
        return all(text.width <= text.room + _ROUNDING for text in title)

    @property
    def widest(self) -> float:
        """About how much of its line the widest word takes that grows with the size."""
        body = (text for page in self.pages for text in page.texts if text.region == "body")
        shares = (
            text.width * max(map(len, text.text.split())) / len(text.text) / text.room
            for text in body
            if text.tag in _GROWING and text.room
        )
        return max((share for share in shares if share <= 1), default=1.0)

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
    def excess_words(self) -> int:
        """About how many words are too many for a sheet less, where that is not far."""
        body = (text for page in self.pages for text in page.texts if text.region == "body")
        words = sum(word_count(text.text) for text in body)
        return round(words * self.excess / self.text_height) if self.text_height else 0

    @property
    def depth(self) -> float:
        """The height of a page between its margins, points."""
        return self.pages[-1].depth

    @property
    def text_pages(self) -> int:
        """The pages up to the last with words or pictures of the article."""
        numbers = (n for n, page in enumerate(self.pages, 1) if page.has_body)
        return max(numbers, default=len(self.pages))

    def room(self, pages: int) -> float:
        """The height that is free for text up to so many pages, points.

        Of what is free before the last page of text, half is lost again at other breaks.
        """
        *others, last = self.pages[: self.text_pages]
        free = sum(page.depth * (1 - page.fill) for page in others) / 2
        # A page for questions and the contact behind the text may take some of it.
        behind = [page for page in self.pages[self.text_pages :] if page.fill < FAIRLY_FULL]
        free += sum(page.depth * (1 - page.fill) for page in behind)
        return free + last.depth * (1 - last.fill + pages - len(self.pages))

    def needs(self, pages: int) -> float:
        """The height that must be saved for so many pages, points."""
        return (self.over(pages) + _LOSSES * pages) * self.depth

    def over(self, pages: int) -> float:
        """How much of a page there is too much for so many pages, at the least."""
        behind = len(self.pages) - self.text_pages
        text = sum(page.fill for page in self.pages[pages - behind : self.text_pages])
        return min(text, sum(page.fill for page in self.pages) - pages)

    @property
    def spare(self) -> float:
        """How much of a page goes to what shows only where there is room."""
        return sum(page.share("room") for page in self.pages)

    @property
    def tallest(self) -> float:
        """The height of the tallest picture among the blocks of the text; 0 where there is none."""
        return max((one.height for page in self.pages for one in page.figures), default=0.0)

    @property
    def lows(self) -> list[float]:
        """What the heights of its pictures may be brought down to, one after another."""
        lows = (max(_LOWEST, share * self.tallest) for share in _SHARES)
        return list(dict.fromkeys(low for low in lows if low < self.tallest))

    @property
    def lowest(self) -> float:
        """What no picture may be lower than, points."""
        return max(_LOWEST, _SHARES[-1] * self.tallest)

    def saved(self, way: Setting, fit: Fit) -> float:
        """The height that another setting is predicted to save, points."""
        now, pages = self.setting, self.pages
        high = [one.height - way.tallest for page in pages for one in page.figures]
        pictures = sum(one for one in high if one > 0) if way.tallest else 0.0
        gaps = sum(page.blocks for page in pages) * _GAP * now.size * (now.air - way.air)
        lines = self.spare * pages[-1].depth if now.lines and not way.lines else 0.0
        contact = fit.contact * (now.contact - way.contact) / (1 - SMALL_CONTACT)
        leading = self.text_height * (1 - way.leading / now.leading)
        breaks = self.lost / 2 if now.whole and not way.whole else 0.0
        repeated = self.repeated if now.repeats and not way.repeats else 0.0
        wider = _WIDER * self.text_height if way.narrow and not now.narrow else 0.0
        return SURE * (pictures + gaps + lines + repeated + contact + leading + breaks + wider)

    @property
    def notes(self) -> int:
        """How many pages have nothing but lines to write on."""
        pages = (page for page in self.pages if not page.has_body)
        return sum({text.region for text in page.texts} <= {"room", "margin"} for page in pages)

    @property
    def lost(self) -> float:
        """The height that is left free at the feet of pages before the last of the text, points."""
        return sum(page.depth * (1 - page.fill) for page in self.pages[: self.text_pages - 1])

    @property
    def repeated(self) -> float:
        """The height of the key message where it is repeated, points."""
        return sum(page.share("in-short") * page.depth for page in self.pages)

    @property
    def underfull(self) -> int:
        """How many sides but the last with text are less than two thirds full."""
        return sum(page.fill < FAIRLY_FULL for page in self.pages[: self.text_pages - 1])

    def emptiness(self, last: bool) -> tuple[int, float]:
        """How many sides of text are left empty, and how much white that is too much.

        The `last` one counts where it is less than half full.
        """
        *others, end = self.pages[: self.text_pages]
        short = [FAIRLY_FULL - page.fill for page in others]
        short += [HALF - end.fill] if last and others else []
        empty = [one for one in short if one > 0]
        return len(empty), round(sum(empty), 2)


FAIRLY_FULL = 2 / 3
"""The share of its depth from which a page has no room for a section more."""
HALF = 0.5
"""The share of its depth that the last side should be filled to."""
_GAP = 0.16
"""What a block loses of the space above it where all air is taken, against the type size."""
_WIDER = 0.08
"""The share of its height that a text loses in a wider measure."""
SURE = 0.75
"""The share of what was added up that is saved: a page cannot end anywhere."""
_LOSSES = 0.03
"""The share of a page that is lost at its foot, as no line fits there."""
_ROUNDING = 0.5
"""Points."""
_LEADING = 1.15
"""The height of a line against that of its letters."""
_GROWING = frozenset({"p", "li", "dd", "dt", "td", "th"})
