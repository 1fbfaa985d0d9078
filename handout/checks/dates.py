"""Is the article still in date?"""

from collections.abc import Iterator
from datetime import date, timedelta

from handout.article import Article
from handout.finding import Finding, Severity


def check(article: Article, today: date) -> Iterator[Finding]:
    """A warning when the review is due or is said to lie in the future."""
    front = article.front
    if front.next_review < today:
        words = f"the review was due on {front.next_review}"
        advice = "have it reviewed, then change 'reviewed' and 'next_review'"
        yield Finding("review-due", words, advice, article.path, 1, Severity.WARNING)
    if front.reviewed > today:
        words = f"'reviewed' ({front.reviewed}) lies in the future"
        advice = "write the day on which it was reviewed"
        yield Finding("review-ahead", words, advice, article.path, 1, Severity.WARNING)


def turning_days(article: Article) -> tuple[date, ...]:
    """The days from which on `check` may say something else than the day before."""
    front = article.front
    after_review = (
        front.next_review + timedelta(days=1) if front.next_review < date.max else date.max
    )
    return front.reviewed, after_review
