"""Layout -> finding: a text that its format cannot hold, with how much is too much."""

import re
from collections import Counter
from html import unescape

from handout.model.findings import Finding, Severity
from handout.model.page_layout import Layout, PlacedPage
from handout.paper.printing import Printing
from handout.typography.line_breaks import word_count

_LEADING = 1.15
"""The height of a line against that of its letters."""
_SURE = 0.9
"""The share of the words predicted to fit that a message promises room for."""
_LONGEST_NAME = 150
"""Letters of the clinic's name and strapline that every first page has room for."""
_HEADINGS = 3
"""How many of the longest sections are named."""


def _bare(html: str, between: str) -> str:
    """Mark-up without its tags, with something else in their places."""
    return unescape(re.sub(r"<[^>]*>", between, html)).strip()


def _sections(html: str) -> Counter[str]:
    """How many words stand below each heading."""
    main = html.partition("<main")[2].partition("</main>")[0]
    _, *parts = re.split(r"<h2[^>]*>(.*?)</h2>", main, flags=re.DOTALL)
    counted = Counter[str]()
    for title, text in zip(parts[::2], parts[1::2], strict=True):
        counted[_bare(title, "")] += word_count(_bare(text, " "))
    return counted


def _advice(html: str) -> str:
    longest = _sections(html).most_common(_HEADINGS)
    names = ", ".join(f"“{title}” ({words:,})" for title, words in longest if words)
    return f"shorten the longest sections: {names}" if names else "shorten it"


def _words(page: PlacedPage) -> int:
    """The words of the article on a page, its footnotes among them."""
    return sum(word_count(text.text) for text in page.texts if text.region in ("body", "small"))


def _too_long(message: str, advice: str, about: str = "", path: str = "") -> tuple[Finding, ...]:
    message = f"{message}; it was not made"
    return (Finding("too-long", message, advice, path, severity=Severity.WARNING, about=about),)


def _lines(layout: Layout, region: str) -> dict[tuple[int, int], float]:
    """The heights of the lines of a region, by page and place."""
    return {
        (number, round(text.y)): text.height
        for number, page in enumerate(layout.pages)
        for text in page.texts
        if text.region == region
    }


def _title(layout: Layout, printing: Printing) -> tuple[Finding, ...]:
    """A warning for a title that leaves no room on its page, or does not fit it."""
    title = [text for page in layout.pages for text in page.texts if text.tag == "h1"]
    lines = len({round(text.y) for text in title})
    most = printing.fit.title_lines
    if lines <= most:
        return ()
    letters = len(" ".join(text.text for text in title))
    holds = letters * most // lines // 10 * 10
    message = f"the title is too long for the {printing.name}: it has {letters} letters, and "
    advice = f"write a shorter one, or leave the {printing.name} out (leave_out)"
    return _too_long(f"{message}about {holds} fit", advice, title[0].text)


def _sender(layout: Layout, printing: Printing) -> tuple[Finding, ...]:
    """A warning for a clinic's name that leaves no room on the first page."""
    first = layout.pages[0].texts
    top = min((text.y for text in first if text.tag == "h1"), default=0.0)
    sender = [text for text in first if text.region == "furniture" and text.y < top]
    letters = sum(len(text.text) for text in sender)
    if letters <= _LONGEST_NAME:
        return ()
    message = f"the clinic's name and strapline are too long for the {printing.name}"
    advice = f"write at most {_LONGEST_NAME} letters"
    about = max(sender, key=lambda text: len(text.text)).text
    return _too_long(message, advice, about, layout.template)


def _back(layout: Layout, printing: Printing) -> tuple[Finding, ...]:
    """A warning for ways to reach the clinic that need more than the one page for them."""
    pages = [page for page in layout.pages if page.is_furniture]
    if len(pages) < 2:
        return ()
    message = f"the ways to reach the clinic are too long for the {printing.name}, which has a page"
    advice = "shorten the address, the hours or the note for out of hours"
    return _too_long(f"{message} for them", advice, pages[-1].texts[0].text, layout.template)


def _one_page(layout: Layout, printing: Printing) -> tuple[Finding, ...]:
    """A warning for a message that does not fit the one page of its format."""
    words, height = sum(map(_words, layout.pages)), sum(_lines(layout, "body").values())
    first, *others = layout.pages
    over = sum(page.depth * page.fill for page in others) - first.depth * (1 - first.fill)
    share = max(0.0, 1 - over / (height * _LEADING)) if height else 0.0
    holds = int(words * share * _SURE // 10) * 10
    message = f"{words:,} words are too many for the {printing.name}, which holds about {holds:,}"
    most = f", in at most {holds:,} words," if holds else ""
    return _too_long(message, f"write the main thing{most} into '::: key'")


def _pages(layout: Layout, html: str, printing: Printing) -> tuple[Finding, ...]:
    """A warning for a text that needs more pages than its format has."""
    if pictures := html.count("<figure"):
        needs = f"its words and pictures need {len(layout.pages)} pages"
        message = f"the article is too long for the {printing.name}: {needs} of {printing.fit.most}"
        one = "the picture" if pictures == 1 else "a picture"
        return _too_long(message, f"{_advice(html)}; or take out {one}")
    words = [_words(page) for page in layout.pages]
    back = sum(page.is_furniture for page in layout.pages)
    holds = round(sum(words[: printing.fit.most - back]), -1)
    message = f"{sum(words):,} words are too many for the {printing.name}, which holds about"
    return _too_long(f"{message} {holds:,}", _advice(html))


def check(layout: Layout, html: str, printing: Printing) -> tuple[Finding, ...]:
    """A warning for an article that needs more pages than its format has."""
    if found := _title(layout, printing) or _sender(layout, printing):
        return found
    if printing.fit.most == 1:
        return _one_page(layout, printing)
    return _back(layout, printing) or _pages(layout, html, printing)
