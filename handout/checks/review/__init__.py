"""A second pair of eyes on the text: what may keep patients from understanding it.

All of it is a note or a warning at its line, which says what it is, why, and one way to mend it;
none stops anything. docs/review.md tells each rule, its source and its limits.
"""

from collections.abc import Iterable, Mapping
from itertools import takewhile

from handout.checks.context import Context
from handout.checks.review import (
    abbreviations,
    address,
    amounts,
    chances,
    currency,
    hard_sentences,
    parts,
    phone_numbers,
    plainer_words,
    rare_words,
    reading_grade,
)
from handout.checks.review.prose import Check, Prose, prose
from handout.model.article import Article
from handout.model.findings import Finding
from handout.model.review import Review

QUICK: tuple[Check, ...] = (
    hard_sentences.check_length,
    abbreviations.check_abbreviations,
    address.check_patients,
    address.check_you,
    hard_sentences.check_passives,
    reading_grade.check_grade,
    plainer_words.check_words,
    amounts.check_doses,
    amounts.check_days,
    amounts.check_clocks,
    chances.check_relative,
    chances.check_denominators,
    chances.check_percent,
    chances.check_words,
    parts.check_balance,
)
"""What each build counts: quick, and the same on every day."""

ALL: tuple[Check, ...] = (
    *QUICK,
    phone_numbers.check_numbers,
    rare_words.check_words,
    parts.check_parts,
    currency.check_span,
    currency.check_sources,
)


def _below(line: int, text: Prose) -> range:
    """The lines of a heading and of all below it."""
    there = [one for one in text.titles if one.line >= line]
    level = there[0].level if there and there[0].line == line else 0
    inside = [*takewhile(lambda one: one.level > level, there[1:])]
    end = there[len(inside) + 1].line if len(there) > len(inside) + 1 else 1_000_000_000
    return range(line, end)


def _reason(finding: Finding, text: Prose, checks: Mapping[str, str]) -> str:
    """Why the author keeps what a finding is about; empty where nobody said so."""
    if reason := checks.get(finding.rule):
        return reason
    for kept in text.article.kept:
        if kept.words and finding.about and finding.about.casefold() in kept.words.casefold():
            return kept.reason
        if not kept.words and finding.line in _below(kept.line, text):
            return kept.reason
    return ""


def review(
    article: Article, context: Context, checks: Mapping[str, str], among: Iterable[Check] = ALL
) -> Review:
    """What the checks say of an article; `checks` has the clinic's reasons by rules."""
    text = prose(article)
    found = [one for check in among for one in check(text, context)]
    known = {**checks, **article.front.checks}
    found.sort(key=lambda one: (-one.severity, -one.extent, one.line))  # the worst come first
    told = [(one, _reason(one, text, known)) for one in found]
    kept = tuple((one, reason) for one, reason in told if reason)
    findings = tuple(one for one, reason in told if not reason)
    return Review(findings, kept, reading_grade.told(text) if among is ALL else "")
