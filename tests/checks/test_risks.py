"""Rows of `::: risk` that cannot be drawn, or not be compared; see also tests/faults."""

import pytest

from handout.checks.risks import check_risks
from handout.model.article import Article
from tests.checks.test_translations import article, context

HEAD = "::: risk\n| a | n | of |\n|---|---|---|\n"


def told(body: str, lang: str = "en") -> list[str]:
    made: Article = article(f"{HEAD}{body}\n:::\n", lang)
    return [finding.advice for finding in check_risks(made, context(made))]


@pytest.mark.parametrize(
    ("lang", "of"),
    [("en", "1,000"), ("de", "1.000"), ("fr", "1\u202f000"), ("ar", "١٠٠٠"), ("en", "10,000")],
)
def test_numbers_are_read_by_the_rules_of_their_language(lang, of):
    assert told(f"| a cough | 3 | {of} |", lang) == []


@pytest.mark.parametrize(
    ("rows", "advice"),
    [
        (("5 | 20", "12 | 100"), ["write 25 of 100"]),
        (("0 | 20", "0 | 30"), ["write 0 of 20"]),
        (("1 | 4", "3 | 10,000"), ["write 2,500 of 10,000"]),
        (("7 | 30", "1 | 1000"), ["write 700 of 3000", "write 3 of 3000"]),
        (("12 | 100", "2 | 7001"), ["put it into a '::: risk' of its own"]),
        (("12 | 100", "120 | 100000"), ["write 12 of 10000", "write 1200 of 10000"]),
    ],
)
def test_rows_of_other_numbers_are_told_the_exact_figures(rows, advice):
    found = told("\n".join(f"| a cough | {one} |" for one in rows))
    assert sorted(found) == sorted(advice)


def test_a_number_with_a_note_is_none():
    assert told("| a cough | 3[^1] | 100 |\n:::\n\n[^1]: Few.\n\n::: key\nWords.")


def test_more_people_than_can_be_drawn_are_told():
    rows = "\n".join("| a cough | 3 | 1000 |" for _ in range(41))
    assert told(rows) == ["leave some of them out"]
