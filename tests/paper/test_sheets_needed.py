"""What a leaflet costs that is a few words too long for its sheets is told."""

import re

from handout.model.findings import Severity
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
