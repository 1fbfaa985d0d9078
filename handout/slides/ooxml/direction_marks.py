"""Marks of direction in the runs of a paragraph, so that numbers keep their order.

A run has no direction of its own in DrawingML. Left-to-right marks at both ends of a number make
it one piece from left to right in every program since the first edition of the bidirectional
algorithm; right-to-left marks around them keep two of them apart. Isolates, which are newer, are
only put around words from right to left in a paragraph from left to right: without a program that
knows them, the numbers in these are in order all the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from handout.model.deck import BREAK, Run
from handout.typography.direction import (
    LRM,
    OBJECT,
    PDI,
    RLI,
    RLM,
    Isolate,
    apart,
    has_letters_from_right,
    order,
    phrases,
)
from handout.typography.languages import runs_from_right

_MARKS = re.compile(f"[{LRM}{RLM}{RLI}{PDI}]")


class _Marks(NamedTuple):
    """The marks of a paragraph, by the places of characters in its text."""

    before: Mapping[int, str] = {}
    behind: Mapping[int, str] = {}
    isolates: tuple[Isolate, ...] = ()

    def at(self, place: int) -> str:
        """What stands on both sides of a space, where a program sees no words beside it."""
        within = any(one.start <= place < one.end for one in self.isolates)
        return LRM if within else RLM

    def on(self, text: str, start: int) -> str:
        """A text that begins at a place, with its marks."""
        if not self.before and not self.behind:
            return text
        return "".join(
            f"{self.before.get(place, '')}{letter}{self.behind.get(place, '')}"
            for place, letter in enumerate(text, start)
        )


def unmarked(text: str) -> str:
    """A text without marks of direction."""
    return _MARKS.sub("", text)


def _from_right(text: str, start: int = 0) -> _Marks:
    """The marks of a text from right to left."""
    kept, before, behind = order(text), defaultdict[int, str](str), defaultdict[int, str](str)
    for one in kept.isolates:
        before[start + one.start] += RLM + LRM
        behind[start + one.end - 1] += LRM + RLM
    for place, mark in kept.marks:
        before[start + place] += mark
    return _Marks(before, behind, kept.isolates)


def _told(runs: Sequence[Run]) -> Iterator[Isolate]:
    """The ranges of words that are marked with a language from right to left, among others."""
    start = 0
    if all(runs_from_right(run.lang) for run in runs):  # an address that says its own direction
        return
    for rtl, held in groupby(runs, lambda run: runs_from_right(run.lang) and not run.position):
        end = start + sum(len(run.text) for run in held)
        if rtl:
            yield Isolate(start, end, rtl=True)
        start = end


def _from_left(text: str, told: Sequence[Isolate]) -> _Marks:
    """The marks of a text from left to right, which has words from right to left."""
    before, behind = defaultdict[int, str](str), defaultdict[int, str](str)
    for one in sorted((*told, *apart(phrases(text).isolates, told))):
        inner = _from_right(text[one.start : one.end], one.start) if one.rtl else _Marks()
        before[one.start] += RLI if one.rtl else LRM
        for place, mark in inner.before.items():
            before[place] += mark
        for place, mark in inner.behind.items():
            behind[place] += mark
        behind[one.end - 1] += PDI if one.rtl else LRM
    return _Marks(before, behind)


def _of(runs: Sequence[Run], rtl: bool) -> _Marks:
    text = "".join(OBJECT * len(r.text) if r.position == "note" else r.text for r in runs)
    if rtl:
        return _from_right(text)
    return _from_left(text, tuple(_told(runs))) if has_letters_from_right(text) else _Marks()


def _linked(run: Run, start: int, marks: _Marks, rtl: bool) -> Iterator[Run]:
    """The words of a link one by one: LibreOffice breaks no line inside of one.

    It takes each for a sign without direction, so the spaces between say the line's.
    """
    for part in re.finditer(r"\S+|\s+", run.text):
        first, last = start + part.start(), start + part.end() - 1
        if part[0].isspace():
            sign, link = (marks.at(first), "") if rtl else ("", run.link)
            yield replace(run, text=f"{sign}{part[0]}{sign}", link=link)
            continue
        lead, trail = marks.before.get(first, ""), marks.behind.get(last, "")
        marked = marks.on(part[0], first)
        if lead:
            yield replace(run, text=lead, link="")
        yield replace(run, text=marked[len(lead) : len(marked) - len(trail)])
        if trail:
            yield replace(run, text=trail, link="")


def marked(runs: Sequence[Run], rtl: bool) -> Iterator[Run]:
    """The runs of a paragraph with marks of direction, the words of links one by one."""
    marks, start = _of(runs, rtl), 0
    for run in runs:
        if run.link and run.text != BREAK:
            yield from _linked(run, start, marks, rtl)
        else:
            yield replace(run, text=marks.on(run.text, start))
        start += len(run.text)


def marked_text(text: str, rtl: bool) -> str:
    """A text of one style with marks of direction."""
    return "".join(run.text for run in marked((Run(text, ""),), rtl))
