"""What a leaflet costs that is a few words too long for its sheets is told."""

import re

import pytest

from handout.model.findings import Severity
from tests.benchmarks.sides import article_of
from tests.support.cases import cases
from tests.support.leaflets import made_of

SENTENCE = "Some words that fill a line and then a little of the next one, as words do."


def _body(sentences: int) -> str:
    parts = "\n\n".join(f"{SENTENCE} " * 3 for _ in range(sentences // 3))
    return f"Rest.\n\n## What helps\n\n{parts}\n\n{SENTENCE * (sentences % 3)}\n"


def test_a_leaflet_a_few_words_too_long_for_its_sheet_says_how_many(content):
    made = ((n, made_of(_body(n), content, "leaflet")) for n in range(36, 80, 2))
    sentences, first = next((n, one) for n, one in made if one.count > 2)
    (note,) = [one for one in first.findings if one.rule == "sheet-more"]
    assert note.severity is Severity.NOTE
    assert "3 sides, so that it needs 2 sheets" in note.message
    assert note.advice.endswith("would make it 2 sides")
    (fewer,) = re.findall(r"about (\d+) words", note.advice)
    left = sentences - -(-int(fewer) // len(SENTENCE.split()))
    assert made_of(_body(left), content, "leaflet").count == 2


def _shorter(body: str, words: int) -> str:
    """The text without so many words at its end, and without headings that nothing is below."""
    lines = body.rstrip().split("\n")
    while words > 0 or not lines[-1] or lines[-1].startswith("#"):
        last = [] if lines[-1].startswith("#") else lines.pop().split()
        lines += [" ".join(last[:-words])] if len(last) > words > 0 else []
        words -= len(last)
        lines = lines if last else lines[:-1] if lines[-1].startswith("#") else lines
    return "\n".join(lines)


@pytest.mark.parametrize("words", cases(range(689, 745, 9), (725,)))
def test_so_many_words_fewer_save_the_sheet(content, words):
    body = article_of(words).split("---\n", 2)[2]
    (note,) = made_of(body, content, "leaflet").findings
    (fewer,) = re.findall(r"about (\d+) words", note.advice)
    assert made_of(_shorter(body, int(fewer)), content, "leaflet").count == 2
