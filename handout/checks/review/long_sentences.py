"""Sentences that are too long to be followed at one reading."""

import re
from collections.abc import Iterator

from handout.checks.context import Context
from handout.checks.review.prose import Prose, Sentence
from handout.model.findings import Finding, Severity

_LONG, _VERY_LONG = 20, 25
"""Words. The NHS writes at most 20; of 1,000 words of its pages 4 are in longer ones."""
_LANGUAGES = ("en",)
"""Those in which the numbers were tried; German or Finnish count otherwise."""
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


def _finding(sentence: Sentence, words: int, path: str) -> Finding:
    message = f"{sentence.quoted} has {words} words, of which readers keep {_LONG} in mind"
    advice = "make two sentences of it, or a list"
    severity = Severity.WARNING if words > _VERY_LONG else Severity.NOTE
    line, extent = sentence.line, words / _LONG
    return Finding("long-sentence", message, advice, path, line, severity, sentence.text, extent)


def check_length(prose: Prose, _: Context) -> Iterator[Finding]:
    """A note for each long sentence; a warning for each very long one."""
    if prose.language not in _LANGUAGES:
        return
    for sentence in prose.running:
        if (words := _length(sentence)) > _LONG and not _LEGAL.search(sentence.text):
            yield _finding(sentence, words, prose.article.path)
