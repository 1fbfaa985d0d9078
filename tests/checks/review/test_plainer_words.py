"""The plainer words, each in a sentence of `plainer.tsv`: as it is said, and as it is mended."""

from pathlib import Path

import pytest

from handout.checks.review.known_words import rows
from handout.checks.review.plainer_words import Place, places, table

SENTENCES = [
    line.split("\t")
    for line in Path(__file__).with_name("plainer.tsv").read_text("utf-8").splitlines()
]
FORMS = [one for same in table().values() for one in same]


def said_in(text: str) -> list[Place]:
    return [*places(text, sorted(FORMS, key=lambda one: -len(one.form)))]


@pytest.mark.parametrize(("said", "mended"), SENTENCES)
def test_advice_that_is_followed_to_the_letter_reads_well(said, mended):
    (found,) = said_in(said)
    assert said.replace(found.said, found.plainer.split(" / ")[0]) == mended
    assert said_in(mended.partition(" (")[0]) == []


def test_each_row_has_its_sentence_and_its_source():
    tried = {one.form for said, _ in SENTENCES for one in said_in(said)}
    for forms, _, source, *_ in (row.split("\t") for row in rows("plainer.tsv")):
        assert tried & {*forms.split(", ")}, forms
        assert source in {"NHS", "CDC", "NALA", "PEC", "PL"}, forms


def test_no_form_stands_twice():
    assert len({one.form for one in FORMS}) == len(FORMS)


@pytest.mark.parametrize(
    "text",
    [
        "Your priority is rest.",
        "It is a non-communicable disease.",
        "Call the Renal Unit.",
        "The law requires the clinic to ask you.",
        "You give informed consent.",
    ],
)
def test_words_are_left_where_they_are_names_parts_of_others_or_say_something_else(text):
    assert said_in(text) == []
