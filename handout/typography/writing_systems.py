"""Scripts that a deck's typeface may lack: with what they are measured, and how tall they are."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Script:
    """Letters that programs take from another typeface, one that we do not know."""

    name: str
    pattern: re.Pattern[str]
    family: str = ""
    """A packaged family that is measured instead; empty where widths are set below."""
    margin: float = 1.0
    """How much wider the typeface taken by a program may be."""
    pitch: float = 1.2
    """From line to line at size 1, in the most generous of their typefaces."""
    width: float = 0.0
    """Of every letter, where that is one."""


_WIDE = (
    r"\u1100-\u11ff\u2e80-\u303f\u3041-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
)
_SIGNS = (
    r"\u21d0-\u21ff\u2300-\u23ff\u2460-\u24ff\u2600-\u263b\u2641\u2643-\u265f\u2667-\u27bf"
    r"\u2b00-\u2bff"
)
"""Ticks, boxes and the like, which are taken from a typeface of signs."""

FIRST = "\u0530"
"""The first letter that a deck's typeface may lack; Latin, Greek and Cyrillic come before."""

SCRIPTS = (
    Script("Hebrew", re.compile(r"[\u0590-\u05ff\ufb1d-\ufb4f]"), "Arimo", 1.15),
    Script(
        "Arabic",
        re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]"),
        "Noto Sans Arabic",
        1.17,
        1.25,
    ),
    Script(
        "Devanagari", re.compile(r"[\u0900-\u097f\ua8e0-\ua8ff]"), "Noto Sans Devanagari", 1.1, 1.45
    ),
    Script("Chinese, Japanese, Korean", re.compile(f"[{_WIDE}]"), "", 1.0, 1.45, width=1.0),
    Script("emoji", re.compile("[\U0001f000-\U0001faff]"), "", 1.0, 1.4, width=1.4),
    Script("signs", re.compile(f"[{_SIGNS}]"), "", 1.0, 1.4, width=1.1),
    Script(
        "another",
        re.compile(r"[\u0530-\u058f\u0700-\u08ff\u0980-\u1fff\u2c00-\ufdff\ufe10-\U000effff]"),
        "",
        1.0,
        1.6,
        width=0.9,
    ),
)
"""The first whose pattern a letter matches."""


def script_of(letter: str) -> Script | None:
    """The script of a letter; None where a deck's typeface has it."""
    if letter < FIRST:
        return None
    return next((script for script in SCRIPTS if script.pattern.match(letter)), None)


def stretches(text: str) -> Iterator[tuple[str, Script | None]]:
    """The text in runs of one script; marks that join to a letter stay with it."""
    start, current = 0, None
    for place, letter in enumerate(text):
        script = current if unicodedata.combining(letter) and place else script_of(letter)
        if script is not current and place:
            yield text[start:place], current
            start = place
        current = script
    if text:
        yield text[start:], current


def pitch(text: str) -> float:
    """From line to line at size 1, as far as the scripts of the text ask for it."""
    if not text or max(text) < FIRST:
        return 0.0
    return max((script.pitch for _, script in stretches(text) if script), default=0.0)


_SQUARE = re.compile(f"[{_WIDE}]")
_EAST = "\u1100"
"""The first letter of those."""


def crossings(text: str) -> tuple[int, ...]:
    """Where Chinese, Japanese or Korean letters meet others: the places of the later ones."""
    if not text or max(text) < _EAST:
        return ()
    strong = [(place, letter) for place, letter in enumerate(text) if not letter.isspace()]
    sides = [(place, bool(_SQUARE.match(letter))) for place, letter in strong]
    return tuple(after for (_, one), (after, other) in pairwise(sides) if one is not other)
