"""Where a text may be divided: between lines of a long address, and between slides."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from msgspec.structs import replace

from handout.model.deck import BREAK, Paragraph
from handout.typography.measuring import between
from handout.typography.sentences import sentences

T = TypeVar("T")

_LONG = 24
"""An address of fewer characters is not broken."""
_ADDRESS = re.compile(rf"(?=\S{{{_LONG}}})\S*(?:\w[./@]\w|://)\S*")
_AFTER = re.compile(r"([/.\-_?&=@:#]+)(?=[^/.\-_?&=@:#])")
_ENDLESS = re.compile("([^\u200b]{16})(?=[^\u200b]{4})")
_SPACE = "\u200b"
"""A zero-width space: a line may break at it, and nothing else changes."""


def _loose(address: re.Match[str]) -> str:
    """The address with a place to break after each sign, and in parts without one."""
    return _ENDLESS.sub(rf"\1{_SPACE}", _AFTER.sub(rf"\1{_SPACE}", address[0]))


def loosened(words: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The words, with places to break in their long addresses."""
    return tuple(
        replace(
            paragraph,
            runs=tuple(replace(run, text=_ADDRESS.sub(_loose, run.text)) for run in paragraph.runs),
        )
        for paragraph in words
    )


def fragments(words: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, ...]]:
    """Paragraphs that stay together: an item with what is below it, a heading with what follows."""
    fragment: list[Paragraph] = []
    for paragraph in words:
        leads = bool(fragment) and fragment[-1].heading
        if fragment and paragraph.level == 0 and not leads:
            yield tuple(fragment)
            fragment = []
        fragment.append(paragraph)
    if fragment:
        yield tuple(fragment)


def sentence_parts(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph's sentences, each a paragraph; a mark stays with the first.

    What is set as it is typed is divided between its lines.
    """
    lang = paragraph.runs[0].lang if paragraph.runs else "en"
    text, end = paragraph.plain, 0
    typed = all(run.monospaced for run in paragraph.runs if run.text != BREAK)
    lines = (line for line in text.split(BREAK) if line.strip())
    for sentence in lines if typed else sentences(text, lang):
        start = text.index(sentence, end)
        end = start + len(sentence)
        first = start == 0 or not text[:start].strip()
        mark = paragraph.mark if first else ""
        level = paragraph.level + (1 if paragraph.mark and not first else 0)
        runs = tuple(replace(run, text=said) for said, run in between(paragraph.runs, start, end))
        yield replace(paragraph, runs=runs, mark=mark, level=level)


def introduction(words: Sequence[Paragraph]) -> int:
    """How many paragraphs introduce the list that follows and are repeated with its parts."""
    return int(len(words) > 2 and not (words[0].mark or words[0].heading) and bool(words[1].mark))


def _reach(units: Sequence[T], fits: Callable[[Sequence[T]], bool]) -> list[int]:
    """For each end, where the fullest group that ends there begins; empty if a unit is too big.

    What fits still fits without its first unit, so there are two questions a unit, not one a pair.
    """
    reach, start = [0], 0
    for end in range(1, len(units) + 1):
        while start < end and not fits(units[start:end]):
            start += 1
        if start == end:
            return []
        reach.append(start)
    return reach


def _earliest(reach: Sequence[int]) -> list[int]:
    """The earliest end of each of the fewest groups, if those behind it are as full as can be.

    The first is 0, the last the number of units.
    """
    ends = [len(reach) - 1]
    while ends[-1] > 0:
        ends.append(reach[ends[-1]])
    return ends[::-1]


def balanced(
    units: Sequence[T], weights: Sequence[float], fits: Callable[[Sequence[T]], bool]
) -> list[Sequence[T]]:
    """The fewest groups that fit, as even as can be; none where a unit is too big."""
    reach = _reach(units, fits)
    if not reach:
        return []
    sums = list(itertools.accumulate(weights, initial=0.0))
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for earliest in _earliest(reach)[1:]:
        further: dict[int, tuple[float, tuple[int, ...]]] = {}
        last = max(best)
        for end in range(earliest, len(reach)):
            if reach[end] > last:
                break
            options = (
                (best[start][0] + (sums[end] - sums[start]) ** 2, (*best[start][1], end))
                for start in range(reach[end], min(end, last + 1))
                if start in best
            )
            if option := min(options, default=None):
                further[end] = option
        best = further
    return [units[a:b] for a, b in itertools.pairwise(best[len(units)][1])]
