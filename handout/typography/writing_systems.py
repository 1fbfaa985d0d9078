"""Writing systems that a deck's typeface may lack: their fallbacks, widths and line heights."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class WritingSystem:
    """Characters that programs set in a fallback font of their own choice."""

    name: str
    pattern: re.Pattern[str]
    family: str = ""
    """The packaged family that is measured instead; empty where `width` is set."""
    margin: float = 1.0
    """How many times wider than that the program's own fallback font may be."""
    line_height: float = 1.2
    """In ems: the largest of those fallback fonts."""
    width: float = 0.0
    """In ems, where all characters are equally wide."""


_WIDE = (
    r"\u1100-\u11ff\u2e80-\u303f\u3041-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
)
_SIGNS = (
    r"\u21d0-\u21ff\u2300-\u23ff\u2460-\u24ff\u2600-\u263b\u2641\u2643-\u265f\u2667-\u27bf"
    r"\u2b00-\u2bff"
)
"""Ticks, boxes and other symbols."""

FIRST_LACKED = "\u0530"
"""The first character that a deck's typeface may lack; Latin, Greek and Cyrillic come before."""

WRITING_SYSTEMS = (
    WritingSystem("Hebrew", re.compile(r"[\u0590-\u05ff\ufb1d-\ufb4f]"), "Arimo", 1.15),
    WritingSystem(
        "Arabic",
        re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]"),
        "Noto Sans Arabic",
        1.17,
        1.25,
    ),
    WritingSystem(
        "Devanagari", re.compile(r"[\u0900-\u097f\ua8e0-\ua8ff]"), "Noto Sans Devanagari", 1.1, 1.45
    ),
    WritingSystem("Chinese, Japanese, Korean", re.compile(f"[{_WIDE}]"), "", 1.0, 1.45, width=1.0),
    WritingSystem("emoji", re.compile("[\U0001f000-\U0001faff]"), "", 1.0, 1.4, width=1.4),
    WritingSystem("signs", re.compile(f"[{_SIGNS}]"), "", 1.0, 1.4, width=1.1),
    WritingSystem(
        "another",
        re.compile(r"[\u0530-\u058f\u0700-\u08ff\u0980-\u1fff\u2c00-\ufdff\ufe10-\U000effff]"),
        "",
        1.0,
        1.6,
        width=0.9,
    ),
)
"""A character belongs to the first whose pattern it matches."""


def _writing_system(character: str) -> WritingSystem | None:
    """The writing system of a character; None where a deck's typeface has it."""
    if character < FIRST_LACKED:
        return None
    return next((one for one in WRITING_SYSTEMS if one.pattern.match(character)), None)


def runs(text: str) -> Iterator[tuple[str, WritingSystem | None]]:
    """The text in runs of one writing system; combining marks stay with their letter."""
    start, current = 0, None
    for place, character in enumerate(text):
        joins = place and unicodedata.combining(character)
        system = current if joins else _writing_system(character)
        if system is not current and place:
            yield text[start:place], current
            start = place
        current = system
    if text:
        yield text[start:], current


def least_line_height(text: str) -> float:
    """The line height in ems that the writing systems of the text need; 0 where none needs more."""
    if not text or max(text) < FIRST_LACKED:
        return 0.0
    return max((system.line_height for _, system in runs(text) if system), default=0.0)


_CJK = re.compile(f"[{_WIDE}]")
_FIRST_CJK = "\u1100"


def cjk_boundaries(text: str) -> tuple[int, ...]:
    """The offsets where Chinese, Japanese or Korean characters and others meet."""
    if not text or max(text) < _FIRST_CJK:
        return ()
    visible = [(place, one) for place, one in enumerate(text) if not one.isspace()]
    sides = [(place, bool(_CJK.match(one))) for place, one in visible]
    return tuple(after for (_, one), (after, other) in pairwise(sides) if one is not other)
