"""Is the article still in date?"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from handout.model.article import Article
from handout.model.findings import Finding, Severity


def check(article: Article, today: date, lines: Mapping[str, int]) -> Iterator[Finding]:
    """A warning when the review is due or is said to lie in the future.

    `lines` has the line of each key of the front matter.
    """
    front = article.front
    if front.next_review < today:
        words = f"the review was due on {front.next_review}"
        advice = "have it reviewed, then change 'reviewed' and 'next_review'"
        line = lines.get("next_review", 1)
        yield Finding("review-due", words, advice, article.path, line, Severity.WARNING)
    if front.reviewed > today:
        words = f"'reviewed' ({front.reviewed}) is in the future"
        advice = "write the day on which it was reviewed"
        line = lines.get("reviewed", 1)
        yield Finding("review-ahead", words, advice, article.path, line, Severity.WARNING)


def turning_days(article: Article) -> tuple[date, ...]:
    """The days from which on `check` may say something else than the day before."""
    front = article.front
    if front.next_review == date.max:
        return (front.reviewed,)
    return front.reviewed, front.next_review + timedelta(days=1)
