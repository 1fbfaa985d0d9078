"""The font families that an article is printed in: the clinic's own, then fallback fonts."""

import re
from collections.abc import Iterator, Mapping

from handout.model.findings import Finding
from handout.typography import fonts
from handout.typography.writing_systems import PACKAGES, of_character, of_language

FALLBACK = "Source Sans 3"
"""Has what the clinic's family may lack: Greek, Cyrillic, all of Latin, arrows, ticks and boxes.
It is as large as Atkinson Hyperlegible (x-height 0.48 and 0.50, capitals 0.66 and 0.67)."""

MONOSPACED = "Source Code Pro"
"""For what is set as it is typed, in columns; drawn to go with the fallback font."""

_CYRILLIC, _GREEK, _VIETNAMESE = "бджюя", "αβγδω", "ạơư"
_ALPHABETS: Mapping[str, str] = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"), _CYRILLIC),
    "cy": "ŵŷ",
    "el": _GREEK,
    "ig": "ịọụ",
    "vi": _VIETNAMESE,
    "yo": "ẹọṣ",
}
"""Letters that a family must have to set a language of Latin, Greek or Cyrillic letters; where it
lacks some, the whole text is set in the fallback font, not single letters of it."""

INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\u2066-\u2069\ufe00-\ufe0f]+")
"""Spaces of all kinds, line break controls, and variation selectors."""


KNOWN = ("Atkinson Hyperlegible", FALLBACK, MONOSPACED, "Arimo", *PACKAGES)
"""Families whose packages are known; none is advised that anybody might have put there."""


def missing(name: str) -> Finding:
    """The finding for a family that is not installed."""
    instead = "name another font under fonts in clinic.yaml"
    install = f"run: pip install {fonts.package(name)}, or {instead}"
    advice = install if name in KNOWN else f"{instead}, such as {' or '.join(KNOWN[:2])}"
    return Finding("font-missing", f"the font “{name}” is not installed", advice)


def _families_of_language(first: str, lang: str) -> tuple[str, ...]:
    """The families that a language needs, whatever the text."""
    system = of_language(lang)
    letters = system.sample if system else _ALPHABETS.get(lang.partition("-")[0], "")
    # Where it is not installed, it is named as missing.
    if not letters or not fonts.family(first) or {*map(ord, letters)} <= fonts.characters(first):
        return (first,)
    if system is None:
        return (FALLBACK,)
    return (system.family,) if system.replaces else (first, system.family)


def _fallbacks(missing: set[int]) -> Iterator[str]:
    """The installed families that have some of the missing characters."""
    systems = {of_character(chr(one)) for one in missing}
    names = sorted({system.family for system in systems if system and system.family})
    for name in (FALLBACK, *names):
        if missing & fonts.characters(name):
            yield name


def font_stack(first: str, lang: str, text: str = "") -> tuple[str, ...]:
    """The families to print a text of a language with, in order of preference.

    `first` is the clinic's own. No other is opened where it has all that is needed.
    """
    own = _families_of_language(first, lang)
    known = frozenset().union(*map(fonts.characters, own))
    missing = {ord(one) for one in set(text) if not INVISIBLE.match(one)} - known
    return tuple(dict.fromkeys((*own, *(_fallbacks(missing) if missing else ()))))
