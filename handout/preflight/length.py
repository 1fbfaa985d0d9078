"""Layout -> finding: a text that its format cannot hold, with how much is too much."""

from html.parser import HTMLParser

from handout.finding import Finding, Severity
from handout.layout import Layout, PlacedPage
from handout.printing import Printing

_HEADINGS = 3
"""How many of the longest sections are named."""


class _Sections(HTMLParser):
    """Collects the words of each section by its heading."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: dict[str, list[str]] = {}
        self._title = ""
        self._in_title = self._in_main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_main = self._in_main or tag == "main"
        if tag == "h2":
            self._in_title, self._title = True, ""

    def handle_endtag(self, tag: str) -> None:
        self._in_main = self._in_main and tag != "main"
        if tag == "h2":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self._title += data
        elif self._in_main and self._title:
            self.words.setdefault(self._title.strip(), []).extend(data.split())


def _longest_sections(html: str) -> str:
    parser = _Sections()
    parser.feed(html)
    longest = sorted(parser.words.items(), key=lambda item: -len(item[1]))[:_HEADINGS]
    return ", ".join(f"“{title}” ({len(words):,})" for title, words in longest)


def _words(page: PlacedPage) -> int:
    """The words of the article on a page."""
    return sum(len(text.text.split()) for text in page.texts if text.region == "body")


def check(layout: Layout, html: str, printing: Printing) -> tuple[Finding, ...]:
    """A warning for a text that needs more pages than its format has."""
    words = [_words(page) for page in layout.pages]
    back = next(number for number, count in enumerate(reversed(words)) if count)
    holds = round(sum(words[: printing.fit.most - back]), -1)
    message = (
        f"{sum(words):,} words are too many for the {printing.name}, which holds about {holds:,}"
    )
    advice = f"shorten the longest sections: {_longest_sections(html)}"
    return (Finding("too-long", f"{message}; it was not made", advice, severity=Severity.WARNING),)
