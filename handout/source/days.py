"""The day that somebody means who writes it another way than 2026-10-01."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NUMBERS = re.compile(r"(\d{1,4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,4})\.?")
_DIGITS = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?([A-Za-z]{3,9})\.?\s+(.*)")
_REST = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})")
_MONTH_FIRST = {"en-US": True, "en": None, "en-CA": None}
"""Whether the month stands first in 01/10/2026; None where both are written."""


def _numbers(words: str) -> tuple[int, int, int] | None:
    """The three numbers of a day, its year last unless it stands first; None where it is none."""
    if found := _NUMBERS.fullmatch(words) or _DIGITS.fullmatch(words):
        return int(found[1]), int(found[2]), int(found[3])
    return None


def _named(words: str) -> tuple[int, int, int] | None:
    """Year, month and day of words such as `1 October 2026` and `Oct 1st, 2026`."""
    found = _WORDS.fullmatch(words)
    rest = _REST.fullmatch(found[3]) if found else None
    if not found or not rest:
        return None
    months = (n for n, name in enumerate(_MONTHS, 1) if name.startswith(found[2].lower()))
    return int(rest[2]), next(months, 0), int(found[1] or rest[1] or 0)


def _orders(words: str, lang: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day as the words may mean them."""
    if named := _named(words):
        yield named
    elif found := _numbers(words):
        one, two, three = found
        month_first = _MONTH_FIRST.get(lang, False)
        if one > 31:
            yield one, two, three
            return
        year = three + 2000 if three < 100 else three
        if month_first is not True or one > 12:
            yield year, two, one
        if month_first is not False or two > 12:
            yield year, one, two


def meant(words: str, lang: str) -> Mapping[date, str]:
    """The days that the words may mean in a language, each with its name for a message."""
    days: dict[date, str] = {}
    for year, month, day in _orders(words, lang):
        try:
            days[date(year, month, day)] = f" ({day} {_MONTHS[month - 1].capitalize()} {year})"
        except (ValueError, IndexError):
            continue
    return days
