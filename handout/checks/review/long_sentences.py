"""Sentences that are too long to be followed at one reading."""

import re
from collections.abc import Iterator

from handout.checks.context import Context
from handout.checks.review.prose import Prose, Sentence, in_languages
from handout.model.findings import Finding

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
