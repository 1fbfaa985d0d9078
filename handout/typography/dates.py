"""A day as a language writes it, by Babel."""

import functools
from collections.abc import Mapping
from datetime import date

from handout.typography.languages import locale, lookup

_MONTHS: Mapping[str, tuple[str, ...]] = {
    "ht": (
        *("janvye", "fevriye", "mas", "avril", "me", "jen"),
        *("jiyè", "out", "septanm", "oktòb", "novanm", "desanm"),
    )
}
"""For languages of which Babel has the months of another."""

_ZEROS: Mapping[str, int] = {
    "arab": 0x660,
    "arabext": 0x6F0,
    "beng": 0x9E6,
    "deva": 0x966,
    "mymr": 0x1040,
}
"""The digit 0 of numbering systems that are usual in a language, such as Farsi; others write 0."""


@functools.lru_cache
def written(value: date, lang: str) -> str:
    """A day as a language writes it, of the calendar that all countries share, in its own digits.

    In one that Babel does not know: 2026-10-01. Takes a BCP 47 tag.
    """
    from babel.dates import format_date  # slow to import; an idle build does not need it

    for tag in lookup(lang):  # en-XX is no region, and a language may be too rare
        if tag in _MONTHS:
            return f"{value.day} {_MONTHS[tag][value.month - 1]} {value.year}"
        if known := locale(tag):
            zero = _ZEROS.get(known.default_numbering_system, ord("0"))
            digits = {ord("0") + n: zero + n for n in range(10)}
            return str(format_date(value, "long", known)).translate(digits)
    return value.isoformat()
