"""Which families an article is printed in: the clinic's own, and others for what it lacks."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from handout.typography import fonts

LENDER = "Source Sans 3"
"""Lends what the clinic's family lacks: as large as Atkinson Hyperlegible (x-height 0.48 and
0.50, capitals 0.66 and 0.67), with Greek, Cyrillic, all of Latin, arrows, ticks and boxes."""

_CYRILLIC, _GREEK, _VIETNAMESE = "бджюя", "αβγδω", "ạơư"
_ALPHABETS: Mapping[str, str] = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"), _CYRILLIC),
    "cy": "ŵŷ",
    "el": _GREEK,
    "ig": "ịọụ",
    "vi": _VIETNAMESE,
    "yo": "ẹọṣ",
}
"""Letters that tell whether a family can set a language that is written with Latin, Greek or
Cyrillic letters; where it cannot, the whole text is set in another, not single letters of it."""

_SCRIPTS: Mapping[str, str] = {
    **dict.fromkeys(("ar", "ckb", "fa", "ps", "sd", "ug", "ur"), "Arabic"),
    **dict.fromkeys(("he", "yi"), "Hebrew"),
    **dict.fromkeys(("hi", "mr", "ne", "sa"), "Devanagari"),
    "am": "Ethiopic",
    "bn": "Bengali",
    "gu": "Gujarati",
    "hy": "Armenian",
    "ka": "Georgian",
    "km": "Khmer",
    "pa": "Gurmukhi",
    "ta": "Tamil",
    "te": "Telugu",
    "th": "Thai",
}
"""The script of a language beside Latin words, as Unicode names it."""

NOT_DRAWN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\u2066-\u2069\ufe00-\ufe0f]+")
"""Spaces of all kinds, what lines are broken with, and what chooses between two looks."""


def of_script(letter: str) -> str:
    """The family for a letter of another script, such as `Noto Sans Thai`; or nothing."""
    script = unicodedata.name(letter, "").partition(" ")[0].capitalize()
    return f"Noto Sans {script}" if script in _SCRIPTS.values() else ""


def _own(first: str, lang: str) -> tuple[str, ...]:
    """The families that a language asks for, whatever the text."""
    base = lang.split("-", maxsplit=1)[0]
    if base in _SCRIPTS:
        return tuple(dict.fromkeys((first, f"Noto Sans {_SCRIPTS[base]}")))
    letters = set(map(ord, _ALPHABETS.get(base, "")))
    # Where it is not installed, it is named as missing.
    able = not letters or not fonts.family(first) or letters <= fonts.characters(first)
    return (first,) if able else (LENDER,)


def _lenders(missing: set[int]) -> Iterator[str]:
    """The installed families that have some of the characters."""
    names = dict.fromkeys((LENDER, *sorted({of_script(chr(one)) for one in missing})))
    for name in filter(None, names):
        if missing & fonts.characters(name):
            yield name


def names(first: str, lang: str, words: str = "") -> tuple[str, ...]:
    """The families to print the words of a language with, in order of preference.

    `first` is the clinic's own. No other is opened where it has all that is needed.
    """
    own = _own(first, lang)
    known = frozenset().union(*map(fonts.characters, own))
    missing = {ord(one) for one in set(words) if not NOT_DRAWN.match(one)} - known
    return tuple(dict.fromkeys((*own, *(_lenders(missing) if missing else ()))))
