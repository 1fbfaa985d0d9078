"""Is the article in date, and is every format known that it leaves out?"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from handout.checks.context import Context
from handout.model import content_files
from handout.model.article import Article
from handout.model.findings import Finding, did_you_mean
from handout.model.review import unknown_rules
from handout.source import clinics
from handout.source.text_files import line_of


def check_dates(article: Article, context: Context) -> Iterator[Finding]:
    """A warning when the review is due or is said to lie in the future."""
    front, lines = article.front, context.key_lines
    if front.next_review < context.today:
        words = f"the review was due on {front.next_review}"
        advice = "have it reviewed, then change 'reviewed' and 'next_review'"
        place = article.path, lines.get("next_review", 1)
        yield Finding.warning("review-due", words, advice, *place)
    if front.reviewed > context.today:
        words = f"'reviewed' ({front.reviewed}) is in the future"
        place = article.path, lines.get("reviewed", 1)
        yield Finding.warning(
            "review-ahead", words, "write the day on which it was reviewed", *place
        )


def check_approval(article: Article, context: Context) -> Iterator[Finding]:
    """A warning where it is said to have been approved on a day that is still to come."""
    on = article.front.approved_on
    if on and on > context.today:
        words = f"'approved_on' ({on}) is in the future"
        advice, line = "write the day on which it was approved", context.key_lines["approved_on"]
        yield Finding.warning("approval-ahead", words, advice, article.path, line)


def turning_days(article: Article) -> tuple[date, ...]:
    """The days from which on what is said of dates may be something else than the day before."""
    front = article.front
    days = (front.reviewed, front.approved_on or front.reviewed)
    if front.next_review == date.max:
        return days
    return *days, front.next_review + timedelta(days=1)


def check_rules(article: Article, context: Context) -> Iterator[Finding]:
    """A warning for each name below `checks:` that no rule of a review has."""
    place = article.path, context.key_lines.get("checks", 1)
    yield from unknown_rules(article.front.checks, lambda _: place)


_OTHERWISE = {
    **dict.fromkeys(("deck", "powerpoint", "pptx"), "slides"),
    **dict.fromkeys(("html", "web", "website"), "page"),
}
"""What formats are called elsewhere."""


def unknown_formats(
    names: Iterable[str], known: tuple[str, ...], content: Path, path: str, start: int
) -> Iterator[Finding]:
    """A finding for each name in a file that no format has; they stand from a line on."""
    for name in names:
        if name not in known:
            usual = _OTHERWISE.get(name.casefold(), name)
            advice = did_you_mean(usual, known, f"known are: {', '.join(known)}")
            line = line_of(content_files.text(Path(path), content), name, start)
            words = f"'{name}' is not a format"
            yield Finding("format", words, advice, path, line)


def check_clinics(article: Article, context: Context) -> Iterator[Finding]:
    """A finding for each clinic that is not there, or where the list is not seen at a glance."""
    names, path = article.front.clinics, Path(article.path)
    seen = clinics.audience_of(path, context.content)
    line = context.key_lines.get("clinics", seen.line or 1)
    strangers = tuple(clinics.unknown(clinics.Audience(names, line), path, context.content))
    yield from strangers
    if seen.names != names and not strangers and context.is_readable:
        words = "which clinics it is for cannot be seen at a glance"
        advice = f"write it as clinics: [{', '.join(names)}]"
        yield Finding("clinics", words, advice, article.path, line)


def check_formats(article: Article, context: Context) -> Iterator[Finding]:
    """A finding for each format that is left out and not known."""
    place = article.path, context.key_lines.get("leave_out", 1)
    yield from unknown_formats(article.front.leave_out, context.formats, context.content, *place)
