"""Whether what a text is founded on is still new, and who looks at it again when."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from itertools import groupby
from operator import attrgetter

from handout.checks.context import Context
from handout.checks.review.prose import Prose
from handout.model.article import Article, article_texts
from handout.model.findings import Finding
from handout.model.front_matter import NEVER

_LONGEST = 3
"""Years between two reviews, as hospitals of the NHS have it."""
_OLD = 10
"""Years after which most guidelines have been replaced."""


def check_span(prose: Prose, context: Context) -> Iterator[Finding]:
    """A note where the next review is more than three years after the last."""
    front = prose.article.front
    is_known = front.reviewed != NEVER and front.next_review != date.max
    years = (front.next_review - front.reviewed).days / 365.25
    if is_known and years > _LONGEST + 0.02:
        message = f"there are {years:.0f} years between 'reviewed' and 'next_review'"
        advice = f"have it reviewed within {_LONGEST} years"
        line = context.key_lines.get("next_review", 1)
        yield prose.note("review-span", message, advice, line)


_YEAR = re.compile(r"(?<![\d/.:-])(?:19|20)\d\d(?![\d/-])")
_NOT_ITS_OWN = re.compile(
    r"\b(?:https?://|www\.|doi)\S*|\b(?:accessed|retrieved|viewed|seen|checked|consulted|abgerufen|consultado"
    r"|consulté)\b.*",
    re.IGNORECASE,
)
"""An address, and the day on which somebody looked."""


def _years(prose: Prose, today: int) -> Iterator[tuple[int, int]]:
    """The newest year of each source, with its line."""
    notes = (one for one in prose.sentences if one.place == "note")
    for line, same in groupby(notes, attrgetter("line")):
        said = _NOT_ITS_OWN.sub("", " ".join(one.text for one in same))
        years = [year for one in _YEAR.findall(said) if (year := int(one)) <= today]
        if years:
            yield max(years), line


def check_sources(prose: Prose, context: Context) -> Iterator[Finding]:
    """A note where even the newest source is old."""
    years = [*_years(prose, context.today.year)]
    newest, line = max(years, default=(9999, 0))
    if newest < context.today.year - _OLD:
        of = f"the newest of its {len(years)} sources" if len(years) > 1 else "its source"
        message = f"{of} is of {newest}"
        advice = "look for newer ones, and name them"
        yield prose.note("old-sources", message, advice, line, str(newest))


_ADDRESS = re.compile(r"https?://[^\s\"<>]*[^\s\"<>.,;:!?)]")


def links(article: Article, context: Context) -> tuple[tuple[str, int], ...]:
    """The addresses that the text and its QR code lead to, each with its first line."""
    found: dict[str, int] = {}
    if article.front.link:
        found[article.front.link] = context.key_lines.get("link", 1)
    for line, text in article_texts(article, "leaflet"):
        for address in _ADDRESS.findall(text.html):
            found.setdefault(unescape(address), line)
    return tuple(found.items())
