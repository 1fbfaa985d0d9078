"""Doses, days, times and telephone numbers that can be taken for something else, or for nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from handout.checks.context import Context
from handout.checks.review.prose import Prose, Sentence, has, in_languages, pattern
from handout.model.article import Table, article_blocks
from handout.model.findings import Finding

_COUNT = r"(?:\d+|one|two|three|four|five|six)"
_AMOUNT = r"(?P<amount>\d[\d,]{0,8}(?:\.\d+)?)(?:\s?(?:to|or|[–-])\s?\d[\d,]*(?:\.\d+)?)?"
_TAKE = r"(?:take|taking|takes|taken|give|giving|given|inject|injecting|swallow|use|using)"
_DOSE = rf"""(?:\b{_TAKE}\s(?:up\sto\s|about\s|only\s|another\s)?
      |(?<![\w.,:/£$€+–-])(?<!at\s)(?<!by\s)(?<!before\s)(?<!after\s))
      {_AMOUNT}\s
      (?: (?:once|twice|{_COUNT}\stimes)\s(?:a|an|each|every|per|in\sa)\s(?:day|week|month)\b
        | (?:once|twice|{_COUNT}\stimes)\s(?:daily|weekly|monthly)\b
        | every\s(?:{_COUNT}(?:\s?(?:to|[–-])\s?\d+)?\shours|morning|evening|night|day)\b
      )
    | \b{_TAKE}\s(?:up\sto\s|about\s|only\s|another\s)?(?P<given>\d[\d,]{{0,8}}(?:\.\d+)?)\s
      (?:(?:in\sthe\s(?:morning|afternoon|evening)|at\s(?:night|bedtime|once)|with\s(?:food|water|meals|milk)
        |before\s(?:food|meals|bed)|after\s(?:food|meals)|a\sday|daily|each\sday|per\sday)\b)
    """
_DIGIT = re.compile(r"\d")
_FORM = (
    r"\b(?:tablets?|capsules?|caplets?|pills?|puffs?|drops?|spoon\w*|teaspoons?|tablespoons?|sachets?"
    r"|patch(?:es)?|lozenges?|sprays?|units?|doses?|vials?|ampoules?|injections?|suppositor\w+|pessar\w+"
    r"|pastilles?|inhal\w+|strips?)\b"
)
_MOVES = (
    r"\b(?:repeat|exercises?|hold|squeez\w+|walk|stretch\w*|lift\w*|count|steps?|breath\w*|press\w*"
    r"|sets?|repetitions?|portions?|fruit|bend|raise|cough\w*|do)\b"
)
_MOST = 4
"""That many are tablets where the text speaks of them; 5 or 2.5 of something are not."""


def _without_unit(one: Sentence, prose: Prose) -> str:
    """The words of a dose that has no unit."""
    if not (
        _DIGIT.search(one.text)
        and has(one.text, "day", "dai", "week", "month", "every", "tak", "giv", "us")
    ):
        return ""
    found = pattern(_DOSE).search(one.text)
    if found is None or pattern(_MOVES).search(one.text):
        return ""
    number = (found["amount"] or found["given"]).replace(",", "")
    is_count = number.isdecimal() and int(number) <= _MOST
    if is_count and any(pattern(_FORM).search(other.text) for other in prose.sentences):
        return ""
    return found[0]


_HEAD = re.compile(r"\b(?:dose|dosage|strength)s?\b", re.IGNORECASE)
_BARE = re.compile(r"\d[\d.,]*(?:\s?(?:to|or|[–-])\s?\d[\d.,]*)?")
_UNIT = r"\(.+\)|\bin\s\w+|\bm?g\b|\bml\b|\bunits?\b|\btablets?\b|number|how\smany"


def _bare_cells(table: Table) -> Iterator[tuple[str, str]]:
    """The cells of a column of doses that are a number alone, with the heading."""
    for column, head in enumerate(table.head):
        if _HEAD.search(head.plain) and not pattern(_UNIT).search(head.plain):
            for row in table.rows:
                if column < len(row) and _BARE.fullmatch(row[column].plain.strip()):
                    yield row[column].plain, head.plain


@in_languages("en")
def check_doses(prose: Prose, _: Context) -> Iterator[Finding]:
    """A warning for each dose of which nobody can tell whether it is milligrams or tablets."""
    advice = "write of what behind the number, such as mg, ml or tablets"
    for one in prose.running:
        if words := _without_unit(one, prose):
            message = f"“{words}” does not say of what"
            yield prose.warning("dose-unit", message, advice, one.line, words, 2.0)
    for block in article_blocks(prose.article):
        for cell, head in _bare_cells(block) if isinstance(block, Table) else ():
            message = f"“{cell}” below “{head}” does not say of what"
            yield prose.warning("dose-unit", message, advice, block.line, cell, 2.0)


_MONTHS: Mapping[str, tuple[str, str]] = {
    "en": (
        "January|February|March|April|May|June|July|August|September|October|November|December",
        r"\byear\b|\b(?:every|each) (?:winter|autumn|spring|\d)|yearly|annual|holidays?\b|\bday\b",
    ),
    "de": (
        "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
        r"\b(?:jedes jahr|jährlich|feiertag)",
    ),
    "es": (
        "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
        r"\b(?:cada año|todos los años|anual)",
    ),
    "fr": (
        "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
        r"\b(?:chaque année|tous les ans)",
    ),
    "it": (
        "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
        r"\b(?:ogni anno|tutti gli anni)",
    ),
    "nl": (
        "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
        r"\b(?:elk jaar|ieder jaar|jaarlijks)",
    ),
    "pt": (
        "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
        r"\b(?:cada ano|todos os anos|anual)",
    ),
}
"""The months of a language, and words of what comes each year."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@lru_cache
def _days(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds a day of a month, and what comes each year."""
    months, yearly = _MONTHS[language]
    day = r"(?<![\w.,/-])(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th|er|º|°|\.)?\s(?:of\s|de\s)?"
    number = r"\s(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?(?![\w%:]|\sin\s\d)"
    behind = rf"|\b(?:{months}){number}" if language == "en" else ""
    first, last = months.split("|")[0], months.split("|")[-1]
    of, th = "(?:of |de )?", r"(?:st|th|er|º|°|\.)?"
    feasts = (
        rf"\b1{th} {of}{first}\b|\b(?:2[456]|31){th} {of}{last}\b"
        rf"|\b{first} 1{th}\b|\b{last} (?:2[456]|31){th}\b"
    )
    return (
        re.compile(rf"{day}(?:{months})\b{behind}"),
        re.compile(rf"{yearly}|{feasts}", re.IGNORECASE),
    )


@in_languages(*_MONTHS)
def check_days(prose: Prose, _: Context) -> Iterator[Finding]:
    """A note for each day without a year, which says another thing a year later."""
    days, yearly = _days(prose.language)
    for one in prose.running:
        found = days.search(one.text) if _DIGIT.search(one.text) else None
        if found and not _YEAR.search(one.text) and not yearly.search(one.text):
            message = f"“{found[0]}” has no year, and the text may be read in another one"
            yield prose.note("day-without-year", message, "add the year", one.line, found[0])


_OF_24 = re.compile(r"(?<![\d:.,/])(?:1[3-9]|2[0-3]|00):[0-5]\d(?![\d:])")
_OF_12 = re.compile(
    r"(?<![\d.,/])(?:0?[1-9]|1[0-2])(?:[:.][0-5]\d)?\s?(?:[ap]m\b|[ap]\.\s?m\.)", re.IGNORECASE
)


def _first(sentences: Iterable[Sentence], pattern: re.Pattern[str]) -> tuple[str, int] | None:
    found = ((pattern.search(one.text), one.line) for one in sentences)
    return next(((match[0], line) for match, line in found if match), None)


def check_clocks(prose: Prose, _: Context) -> Iterator[Finding]:
    """A note where times stand by the clocks of 12 and of 24 hours in one text."""
    timed = [one for one in prose.sentences if _DIGIT.search(one.text)]
    twelve, day = _first(timed, _OF_12), _first(timed, _OF_24)
    if twelve and day:
        (first, _line), (other, line) = sorted((twelve, day), key=lambda one: one[1])
        message = f"“{first}” and “{other}” are by two clocks"
        advice = f"write all times as “{twelve[0]}” or all as “{day[0]}”"
        yield prose.note("clocks", message, advice, line, other)
