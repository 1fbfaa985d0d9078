"""The font families that an article is printed in: the clinic's own, then fallback fonts."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping

from handout.model.findings import Finding, joined, nearest_word
from handout.typography import fonts
from handout.typography.font_files import ASK_FOR_IT
from handout.typography.writing_systems import (
    PACKAGES,
    WRITING_SYSTEMS,
    WritingSystem,
    of_character,
    of_language,
)

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

INVISIBLE = re.compile(
    r"[\s\u00ad\u200b-\u200f\u2060\u2066-\u2069\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
)
"""Spaces of all kinds, line break controls, and variation selectors."""


OF_FAMILY: Mapping[str, WritingSystem] = {one.family: one for one in WRITING_SYSTEMS if one.family}
"""The writing systems by the families that they are printed in."""

KNOWN = ("Atkinson Hyperlegible", FALLBACK, MONOSPACED, "Arimo", *PACKAGES)
"""Families whose packages are known; none is advised that anybody might have put there."""


def install(*packages: str) -> str:
    """The command that installs pip packages for the Python that runs."""
    try:
        python = os.path.relpath(sys.executable)
    except ValueError:  # on another drive
        python = ".."
    python = sys.executable if python.startswith("..") else python
    words = f'"{python}"' if " " in python else python
    return f"run: {words} -m pip install {' '.join(packages)}"


def missing(name: str, folder: str) -> Finding:
    """The finding for a family that cannot be printed in; `folder` is where the clinic's lie."""
    other = f"name another font under fonts in clinic.yaml, such as {KNOWN[0]}"
    if (found := fonts.family(name)) and found.refusal:
        message = f"nothing is printed in “{name}”: its maker {found.refusal}"
        return Finding("font-refused", message, f"{ASK_FOR_IT}, or {other}")
    if near := nearest_word(name, fonts.own_families()):
        other = f"name another font, such as '{near}', which lies in {folder}/"
    instead = f"put its files into {folder}/"
    way = install(fonts.package(name)) if name in KNOWN else instead
    return Finding("font-missing", f"the font “{name}” is not installed", f"{way}, or {other}")


def without_font(systems: Iterable[WritingSystem], folder: str) -> tuple[str, str]:
    """Message and advice for writing systems that no font has."""
    held = tuple(dict.fromkeys(systems))
    packages = dict.fromkeys(one.package for one in held if one.package)
    others = [one for one in held if not one.package]
    ways = [install(*packages)] if packages else []
    if others:
        has = f"a font that has {joined(one.name for one in others)}"
        such = joined(one.family for one in others)
        languages = [one.languages.split()[0] for one in others if one.languages]
        make = f' (on Debian and Ubuntu: make LANGUAGES="{" ".join(languages)}")'
        ways.append(f"put {has} into {folder}/, such as {such}{make if languages else ''}")
    named = joined(one.name for one in held)
    return f"no font for {named} is installed", "; and ".join(ways)


def _family_of(system: WritingSystem) -> str:
    """The family for a writing system: the table's, else one of content/fonts/ that has it."""
    letters = set(map(ord, system.sample))
    able = (n for n in (system.family, *fonts.own_families()) if letters <= fonts.characters(n))
    return next(able, system.family)


def _families_of_language(first: str, lang: str) -> tuple[str, ...]:
    """The families that a language needs, whatever the text."""
    system = of_language(lang)
    letters = system.sample if system else _ALPHABETS.get(lang.partition("-")[0], "")
    # Where it is not installed, it is named as missing.
    if not letters or not fonts.family(first) or {*map(ord, letters)} <= fonts.characters(first):
        return (first,)
    if system is None:
        return (FALLBACK,)
    family = _family_of(system)
    return (family,) if system.replaces else (first, family)


def _fallbacks(missing: set[int]) -> Iterator[str]:
    """The installed families that have some of the missing characters."""
    systems = {of_character(chr(one)) for one in missing}
    names = sorted({system.family for system in systems if system and system.family})
    for name in (FALLBACK, *names, *fonts.own_families()):
        if missing & fonts.characters(name):
            yield name
            missing = missing - fonts.characters(name)


def font_stack(first: str, lang: str, text: str = "") -> tuple[str, ...]:
    """The families to print a text of a language with, in order of preference.

    `first` is the clinic's own. No other is opened where it has all that is needed.
    """
    own = _families_of_language(first, lang)
    known = frozenset().union(*map(fonts.characters, own))
    missing = {ord(one) for one in set(text) if not INVISIBLE.match(one)} - known
    return tuple(dict.fromkeys((*own, *(_fallbacks(missing) if missing else ()))))
