"""A fault is told with the line that it stands in, however deep."""

import pytest

from tests.support.outline import faults

PLACES = {
    "a-later-line-of-a-paragraph": ("a\nb\n<q>c\n", 3),
    "behind-a-hard-break": ("a\\\nb <q>\n", 2),
    "an-entry": ("- a\n- b\n  c <q>\n", 3),
    "a-nested-entry": ("- a\n  - b\n  - <q>\n", 3),
    "a-cell": ("| a |\n|---|\n| b |\n| <q> |\n", 4),
    "a-quote": ("> a\n>\n> b\n> <q>\n", 4),
    "a-definition": ("a\n: b\n\n  c <q>\n", 4),
    "a-directive": ("::: key\na\n\nb <q>\n:::\n", 4),
    "a-heading": ("a\n\n## B <q>\n\nc\n", 3),
    "a-footnote": ("a[^1]\n\n[^1]: b\n\n    c <q>\n", 5),
    "a-footnote-written-where-it-is": ("a\nb^[c <q>]\n", 2),
    "behind-a-directive-that-is-closed": ("::: key\na\n:::\n\nb <q>\n", 5),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_fault_is_told_with_its_line(name):
    body, line = PLACES[name]
    assert faults(body) == [
        f"{line}: HTML such as <q> cannot be used here; delete the tags and "
        "keep the words, or write \\< where the sign itself is meant"
    ]
