"""Layout -> findings: all words are there, on the page, in letters that exist, large enough."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html.parser import HTMLParser
from itertools import chain
from typing import NamedTuple

from handout.model.findings import Finding, Severity
from handout.model.markup import shown_source
from handout.model.page_layout import Layout, PlacedPage, PlacedTable, PlacedText
from handout.paper.printing import LEAFLET, Printing
from handout.typography import fonts
from handout.typography.families import INVISIBLE

SAFE_EDGE = 17.0
"""Points (6 mm) along the edge that office printers leave blank."""
LEAST_FILL = 1 / 3
_SURELY = 1.7
"""How many more words than predicted are named, so that it is true."""
LEAST_DPI = 150
"""Dots to the inch; 300 are the best that paper shows."""
_TOLERANCE = 0.5

_NOT_SHOWN = frozenset({"head", "style", "script", "title", "template"})
_WHERE_ROOM = frozenset({"data-spare", "data-room", "data-repeated"})
"""What marks an element that shows only where there is room for it, or are many pages."""
_NOT_COUNTED = frozenset({"room", "repeated", "in-short"})
"""The regions of the words in such elements."""
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"})


class _Words(HTMLParser):
    """Collects the words that a page shows, those of the heads of tables apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.heads: list[str] = []
        self.pictures: Counter[str] = Counter()
        self.values: set[str] = set()
        """What style sheets may write on the page: the attributes."""
        self._hidden = self._in_head = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.values.update(value for _, value in attrs if value)
        if tag == "img" and not self._hidden:
            self.pictures[dict(attrs).get("src") or ""] += 1
        if tag in _VOID:
            return
        hides = tag in _NOT_SHOWN or any(name in _WHERE_ROOM for name, _ in attrs)
        self._hidden += bool(self._hidden or hides)
        self._in_head += bool(self._in_head or tag == "th")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self._hidden -= bool(self._hidden)
            self._in_head -= bool(self._in_head)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            (self.heads if self._in_head else self.parts).append(data)


class _Shown(NamedTuple):
    """The words that are always shown, and those that style sheets may add."""

    heads: str
    """Those of the heads of tables."""
    others: str
    values: frozenset[str]
    pictures: Counter[str]
    """The addresses of pictures, and how often they are shown."""


@lru_cache(maxsize=1)
def _words(html: str) -> _Shown:
    parser = _Words()
    parser.feed(html)
    parser.close()
    return _Shown(
        " ".join(parser.heads), " ".join(parser.parts), frozenset(parser.values), parser.pictures
    )


def pictures_of(html: str) -> Counter[str]:
    """The addresses of the pictures that mark-up always shows, and how often it does."""
    return _words(html).pictures


def _counted(text: str) -> Counter[str]:
    return Counter(INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


def _placed_once(layout: Layout) -> list[PlacedText]:
    """The words that the mark-up has; what every page repeats as it is on the first."""
    once = [text for text in layout.texts if text.region != "margin"]
    once += [text for text in layout.pages[0].texts if text.region == "margin"]
    return [text for text in once if not text.generated]


def _such_as(characters: Iterable[str]) -> str:
    return f"(such as “{''.join(sorted(characters))[:20]}”)"


_CAPITALS = "take 'text-transform' out of the style sheet, and write capitals where you want them"


def _lost(layout: Layout, html: str) -> Iterator[Finding]:
    """An error where a character of the mark-up is not laid out."""
    once = (text for text in _placed_once(layout) if text.region not in _NOT_COUNTED)
    laid_out = "".join(text.text for text in once)
    meant = f"{_words(html).heads} {_words(html).others}"
    lost = _counted(meant) - _counted(laid_out)
    if lost and not _counted(meant.casefold()) - _counted(laid_out.casefold()):
        words = f"a style sheet changes {lost.total()} letters to capitals or back"
        yield Finding("text-lost", f"{words} {_such_as(lost)}", _CAPITALS)
    elif lost:
        words = f"{lost.total()} characters of the leaflet are not on its pages {_such_as(lost)}"
        advice = "take out what hides them in the style sheet, or shorten the text"
        yield Finding("text-lost", words, advice)


def _twice(layout: Layout, html: str) -> Iterator[Finding]:
    """An error where more is laid out than the mark-up has."""
    # A table set row by row has its heads in each row; what is only for room may be left out.
    once = [t for t in _placed_once(layout) if t.tag != "th" and t.region not in _NOT_COUNTED]
    laid_out, meant = "".join(text.text for text in once), _words(html).others
    more = _counted(laid_out) - _counted(meant)
    if more and _counted(laid_out.casefold()) - _counted(meant.casefold()):  # else told above
        words = f"{more.total()} characters are on the pages of the leaflet twice {_such_as(more)}"
        advice = "change the length of the section at the foot of a page, and tell whoever looks"
        yield Finding("text-twice", words, f"{advice} after the templates")


_NOT_WORDS = re.compile(r"(?:[^\w\s]|[\d_])+")


def _runs(text: str) -> Iterator[str]:
    """The words between numbers and signs."""
    return filter(None, (" ".join(run.split()).lower() for run in _NOT_WORDS.split(text)))


def _unknown_in_margin(page: PlacedPage, known: str) -> Iterator[str]:
    """What stands in the margins of a page and nowhere in the mark-up."""
    margin = (one for one in page.texts if one.generated and one.region == "margin")
    return (run for text in margin for run in _runs(text.text) if run not in known)


def _added(layout: Layout, html: str) -> Iterator[Finding]:
    """An error where a style sheet writes words or numbers that the mark-up does not give it."""
    if not any(one.generated for one in layout.texts):
        return
    shown = _words(html)
    known = "\n".join(" ".join(_runs(one)) for one in (shown.heads, shown.others, *shown.values))
    for number, page in enumerate(layout.pages, 1):
        added = (one.added for one in page.texts if one.added)
        if strange := next(chain(added, _unknown_in_margin(page, known)), ""):
            message = f"a style sheet adds “{strange[:40]}” to page {number}"
            advice = "take it out of its `content`; words that a page adds are in templates/strings"
            yield Finding("text-added", message, advice)
            return


def _reach(text: PlacedText) -> tuple[float, float]:
    """From where to where its letters stand; their line may be higher, as the font says."""
    middle = text.y + text.height / 2
    return middle - 0.6 * text.size, middle + 0.6 * text.size


def _outside(text: PlacedText, page: PlacedPage) -> bool:
    top, bottom = _reach(text)
    inside = (text.x, top, page.width - text.right, page.height - bottom)
    return min(inside) < -_TOLERANCE


def _placed(text: PlacedText, layout: Layout, finding: Finding) -> Finding:
    """The finding about words, at the template where they are not the article's."""
    return finding if text.is_of_article else finding.at(layout.template)


_CELLS = frozenset({"td", "th"})
"""Whose words are wide together with their table."""


def _is_wide(table: PlacedTable) -> bool:
    return table.excess > _TOLERANCE


def _texts_outside_wide_tables(page: PlacedPage) -> Iterator[PlacedText]:
    """The texts of a page but those of too wide tables, which have a finding already."""
    wide = any(map(_is_wide, page.tables))
    return (text for text in page.texts if not (wide and text.tag in _CELLS))


def _wide_tables(layout: Layout, printing: Printing) -> Iterator[Finding]:
    """An error for each table that is wider than the text around it."""
    wide = [table for page in layout.pages for table in page.tables if _is_wide(table)]
    for table in {one.about: one for one in wide}.values():
        words = f"the table of {table.columns} columns is too wide for the {printing.name}"
        fewer = "take out a column, " if table.columns > 2 else ""
        advice = f"{fewer}find a shorter word for “{table.longest}”, or leave the "
        advice += f"{printing.name} out (leave_out)"
        yield Finding("table-too-wide", words, advice, about=table.about, extent=table.excess)


def _is_wider_than_its_line(text: PlacedText) -> bool:
    if text.tag == "pre" and text.text.endswith(" "):
        return False  # where code goes on on the next line, its spaces stay at the end of this one
    return bool(text.room) and text.width > text.room + _TOLERANCE


def _long_words(layout: Layout, printing: Printing) -> Iterator[Finding]:
    """An error for each word that is wider than its line."""
    found: dict[str, Finding] = {}
    for number, page in enumerate(layout.pages, 1):
        for text in _texts_outside_wide_tables(page):
            if _is_wider_than_its_line(text):
                longest = max(text.text.split(), key=len)
                place = f"its line on page {number} of the {printing.name}"
                words = f"“{longest}” is too long for {place}"
                advice = "write it in two words or with a hyphen, or choose a shorter one"
                extent = text.width / text.room
                one = Finding("word-too-long", words, advice, about=longest, extent=extent)
                found.setdefault(longest, _placed(text, layout, one))
    yield from found.values()


def _is_near_edge(text: PlacedText, page: PlacedPage) -> bool:
    """Whether it stands where an office printer prints nothing."""
    top, bottom = _reach(text)
    edges = (text.x, top, page.width - text.right, page.height - bottom)
    return -_TOLERANCE <= min(edges) < SAFE_EDGE - _TOLERANCE


def _off_page(layout: Layout, printing: Printing) -> Iterator[Finding]:
    """An error for words off the page, a warning for words at its very edge."""
    for number, page in enumerate(layout.pages, 1):
        for text in _texts_outside_wide_tables(page):
            excerpt = f"“{text.text[:40]}”"
            if _is_wider_than_its_line(text):
                continue  # it has a finding of its own
            if _outside(text, page):
                words = f"{excerpt} stands off page {number}"
                off = Finding("text-off-page", words, "shorten it", about=text.text)
                yield _placed(text, layout, off)
            elif printing.flows and _is_near_edge(text, page):
                words = f"{excerpt} on page {number} is nearer to the edge than 6 mm"
                advice = "widen the margin in the style sheet: office printers leave the edge blank"
                near = Finding("edge", words, advice, severity=Severity.WARNING, about=text.text)
                yield _placed(text, layout, near)


def _unknown_glyphs(layout: Layout) -> Iterator[Finding]:
    """An error about all characters that none of the leaflet's fonts has."""
    known = frozenset().union(*map(fonts.characters, layout.families))
    used = dict.fromkeys("".join(text.text for text in layout.texts))
    unknown = "".join(one for one in used if ord(one) not in known and not INVISIBLE.match(one))
    if unknown:
        words = f"no font has these characters: {unknown}"
        advice = "write them another way, or put a font that has them into content/fonts/"
        yield Finding("glyph-missing", words, advice, about=unknown)


def _small(texts: Iterable[PlacedText], printing: Printing) -> Iterator[Finding]:
    """An error for type that is too small to read."""
    for region, smallest in (("body", printing.smallest_body), ("", printing.smallest_print)):
        sizes = [t for t in texts if t.region == region or not region]
        least = min(sizes, key=lambda text: text.size, default=None)
        if least and least.size < smallest - 0.01:
            words = f"“{least.text[:40]}” is set in {least.size:.3g} pt"
            advice = f"make it at least {smallest:g} pt in the style sheet"
            yield Finding("type-small", words, advice)


def _squeezed(layout: Layout) -> Iterator[Finding]:
    """An error for words whose letters are moved onto each other."""
    for text in (one for one in layout.texts if one.squeezed):
        words = f"the letters or words of “{text.text[:40]}” stand on each other"
        advice = "take the negative letter-spacing or word-spacing out of the style sheet"
        yield _placed(text, layout, Finding("type-squeezed", words, advice, about=text.text))
        return


def _low_resolution(layout: Layout, printing: Printing) -> Iterator[Finding]:
    """A warning for each picture whose dots will be seen, where it is largest."""
    pages = layout.pages if printing.flows else ()
    pictures = [picture for page in pages for picture in page.pictures]
    for picture in {one.name: one for one in sorted(pictures, key=lambda one: one.width)}.values():
        inches = picture.width / 72
        if picture.dots < LEAST_DPI * inches:
            dots, name = picture.dots / inches, shown_source(picture.name)
            words = f"the picture “{name}” has {dots:.0f} dots to the inch"
            message = f"{words} in the {printing.name}, so that they will be seen"
            wanted = math.ceil(LEAST_DPI * inches / 10) * 10
            advice = f"take one that is at least {wanted:,} dots wide"
            coarse = Finding.warning("picture-coarse", message, advice)
            yield coarse._replace(about=picture.name, extent=LEAST_DPI * inches / picture.dots)


def _nearly_empty_page(layout: Layout, printing: Printing) -> Iterator[Finding]:
    """A warning for a last page with next to nothing on it."""
    last = layout.pages[-1]
    if printing.flows and len(layout.pages) > 1 and last.fill < LEAST_FILL and not last.stretched:
        words = f"the last page of the {printing.name} is only {last.fill:.0%} full"
        advice = "shorten the text a little, or add to it"
        yield Finding.warning("page-empty", words, advice)


def _odd_side(layout: Layout, html: str, printing: Printing) -> Iterator[Finding]:
    """A note for a leaflet that is a few words too long for a sheet less."""
    sides, fit = len(layout.pages), printing.fit
    unpadded = printing.flows and fit.multiple == 2 and not fit.pads
    if not unpadded or layout.excess <= 0 or fit.fewer(sides) != sides - 1:
        return
    words = math.ceil(layout.excess * _SURELY / 10) * 10
    message = f"the {printing.name} has {sides} sides, so that it needs {(sides + 1) // 2} sheets"
    smaller = ", or a smaller picture," if "<figure" in html else ""
    advice = f"about {words} words fewer{smaller} would make it {sides - 1} sides"
    yield Finding.note("sheet-more", message, advice)


def check(layout: Layout, html: str, printing: Printing = LEAFLET) -> tuple[Finding, ...]:
    """All that is wrong with the pages; `html` is the mark-up that they were made of."""
    rules = (
        _lost(layout, html),
        _twice(layout, html),
        _added(layout, html),
        _low_resolution(layout, printing),
        _unknown_glyphs(layout),
        _small(layout.texts, printing),
        _squeezed(layout),
        _wide_tables(layout, printing),
        _long_words(layout, printing),
        _nearly_empty_page(layout, printing),
        _odd_side(layout, html, printing),
        _off_page(layout, printing),
    )
    return tuple(dict.fromkeys(finding for found in rules for finding in found))


def causes(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those that only follow from others.

    Where a letter is missing, a font of the computer steps in, or WeasyPrint complains too; what
    has no room on a page is not seen there.
    """
    found = tuple(findings)
    if any(one.rule in _NO_ROOM for one in found):
        found = tuple(one for one in found if not one.rule.startswith("ink-"))
    if not any(one.rule == "glyph-missing" and one.about for one in found):
        return found
    follow = ("font-foreign", "glyph-missing")
    return tuple(one for one in found if one.about or one.rule not in follow)


_UNFIT = frozenset({"table-too-wide", "word-too-long"})
_NO_ROOM = _UNFIT | {"text-off-page"}


def misfits(findings: Iterable[Finding], printing: Printing) -> tuple[Finding, ...]:
    """What a format of a fixed size cannot hold, as warnings: it is the file that is not made."""
    if not printing.fit.most:
        return ()
    return tuple(
        one._replace(
            message=f"{one.message}, which was not made", severity=Severity.WARNING, extent=0.0
        )
        for one in findings
        if one.rule in _UNFIT
    )
