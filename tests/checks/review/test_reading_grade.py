"""How hard texts are to read: by the rule of docs/review.md, against values of a dictionary."""

from itertools import repeat
from pathlib import Path

import pytest

from handout.checks.review import reading_grade
from handout.checks.review.prose import Prose, prose
from handout.checks.review.reading_grade import SCALES, Counts
from handout.source.reading import parse, read
from tests.checks.review.test_review import FRONT

TESTS = Path(__file__).parents[2]
BY_DICTIONARY = {"content/stem-cell-skin-repair.md": (10.1, 11.9), "languages/en.md": (3.0, 6.6)}
"""Flesch-Kincaid and SMOG of the same sentences, their syllables from the CMU dictionary."""
COUNTS = Counts(10, 120, 600, 30, 190, 70, 20)
BY_HAND = {"en": 7.77, "de": 5.69, "es": 96.19, "fr": 78.29, "it": 64.0, "nl": 73.76, "pt": 102.7}
"""Of these counts, by each language's formula."""
EASY = {
    "en": "about 3 school years (Flesch-Kincaid 3.0, SMOG 6.6)",
    "de": "about 3 school years (Wiener Sachtextformel 3.4)",
    "es": "fairly easy (INFLESZ 76.0)",
    "fr": "easy (Kandel-Moles 82.0)",
    "it": "easy after 8 school years (Gulpease 75.7)",
    "nl": "easy (Flesch-Douma 85.0)",
    "pt": "easy: school years 5 to 8 (Flesch-Martins 73.3)",
}
"""Of the short leaflet that is there in all languages."""


def text(path: Path) -> Prose:
    return prose(parse(path.read_bytes(), path.name, path.stem).article)


def counts(body: str) -> Counts:
    read_text = prose(read((FRONT + body).encode(), "content/a.md", "a"))
    return reading_grade.count(read_text.running, "en")


@pytest.mark.parametrize("name", BY_DICTIONARY)
def test_the_figures_are_those_of_a_dictionary_within_three_tenths(name):
    of = reading_grade.count(text(TESTS / name).running, "en")
    told = reading_grade.flesch_kincaid(of), reading_grade.smog(of)
    assert told == pytest.approx(BY_DICTIONARY[name], abs=0.3)


def test_each_formula_gives_what_was_reckoned_by_hand():
    assert {lang: one.formula(COUNTS) for lang, one in SCALES.items()} == pytest.approx(
        BY_HAND, abs=0.01
    )
    assert reading_grade.smog(COUNTS) == pytest.approx(11.21, abs=0.01)


@pytest.mark.parametrize("lang", SCALES)
def test_an_easy_leaflet_is_easy_in_each_language(lang):
    easy = text(TESTS / f"languages/{lang}.md")
    assert reading_grade.told(easy).startswith(EASY[lang])
    assert [*reading_grade.check_grade(easy, None)] == []


def test_the_hardest_sections_are_named_the_hardest_first():
    told = reading_grade.told(text(TESTS / "content/stem-cell-skin-repair.md"))
    assert told.endswith(
        "; the hardest: “Final Thoughts”, “How Stem Cell Therapy May Help Skin Repair” "
        "and “Aesthetic and Reconstructive Uses”"
    )


def test_of_a_short_text_and_of_other_languages_nothing_is_said():
    short = " ".join(repeat("Take one.", 49))
    assert reading_grade.told(prose(read((FRONT + short).encode(), "a.md", "a"))) == (
        "too short to say"
    )
    assert reading_grade.told(text(TESTS / "languages/cy.md")) == "not measured in this language"


def test_items_end_sentences_and_headings_tables_and_addresses_are_left_out():
    body = "You may:\n\n- feel sick\n- be tired for 2 days\n\nRest  \nSleep\n"
    assert counts(body)[:2] == (5, 10)
    more = "## A heading\n\n| a | b |\n|---|---|\n| c | d |\n\n```\n1 Example Street\n```\n"
    assert counts(f"{body}\n{more}") == counts(body)
