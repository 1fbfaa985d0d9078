"""Sentences that are hard to follow: too long, or without saying who does what."""

import re
from collections.abc import Iterator

from handout.checks.context import Context
from handout.checks.review.listed_words import ACTIONS
from handout.checks.review.prose import Prose, Sentence, in_languages
from handout.model.findings import Finding, joined

_LONG, _VERY_LONG = 20, 25
"""Words. The NHS writes at most 20; of 1,000 words of its pages 4 are in longer ones."""
_TERM = re.compile(r"[^.:;!?]{1,50}:\s")
"""“CT scan: a procedure that …” is read as a term and its meaning."""
_LEGAL = re.compile(
    r"©|\b(?:copyright|reproduced?|trademarks?|with permission|licen[cs]ed? under)\b", re.IGNORECASE
)
"""Sentences that lawyers word, and patients need not follow."""


def _length(sentence: Sentence) -> int:
    """The words of a sentence, without a term that it begins with."""
    term = _TERM.match(sentence.text)
    return len(sentence.words) - len(term[0].split() if term else ())


@in_languages("en")
def check_length(prose: Prose, _: Context) -> Iterator[Finding]:
    """A note for each long sentence; a warning for each very long one.

    German or Finnish count words otherwise.
    """
    for one in prose.running:
        if (words := _length(one)) > _LONG and not _LEGAL.search(one.text):
            message = f"{one.quoted} has {words} words, of which readers keep {_LONG} in mind"
            advice = "make two sentences of it, or a list"
            tell = prose.warning if words > _VERY_LONG else prose.note
            yield tell("long-sentence", message, advice, one.line, one.text, words / _LONG)


_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:(?:not|also|then|often|always|sometimes|already|"
    r"still|first|now|never|both|[a-z]+ly)\s+){0,2}(?:carried out|x-rayed|used(?! (?:to|for|as)\b)|"
    r"made(?! (?:up|of|from)\b)|"
    rf"{'|'.join(sorted(ACTIONS))})\b(?!.*\bby (?!\w+ing\b))"
)
"""“Is caused” or “is called” is none of them: nobody asks by whom."""
_FEWEST, _MOST = 2, 6.5
"""Of an article, and in 1,000 words: 66 NHS pages have 1.9, six US cancer pages 9."""


def _worst(found: list[tuple[int, Sentence]]) -> list[Sentence]:
    """The three sentences with the most passives, of these the longest, in order."""
    ranked = sorted(found, key=lambda one: (-one[0], -len(one[1].words)))[:3]
    return sorted((sentence for _, sentence in ranked), key=lambda one: one.line)


@in_languages("en")
def check_passives(prose: Prose, _: Context) -> Iterator[Finding]:
    """A note where an article often leaves out who does what, with its worst sentences."""
    running = [*prose.running]
    counts = ((len(_PASSIVE.findall(one.text)), one) for one in running)
    found = [(count, one) for count, one in counts if count]
    whole, words = sum(count for count, _ in found), sum(len(one.words) for one in running)
    if whole < _FEWEST or 1000 * whole < _MOST * words:
        return
    worst = _worst(found)
    where = joined(f"{one.quoted} (line {one.line})" for one in worst)
    message = f"{whole} times in {words:,} words it is not said who does it, as in {where}"
    advice = "say who: “we remove the tube”, “you take a tablet”"
    extent, first = 1000 * whole / (_MOST * words), worst[0]
    yield prose.note("passive", message, advice, first.line, first.text, extent)
