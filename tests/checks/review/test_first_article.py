"""What a review says of the first article, which these rules were measured on."""

from datetime import date
from pathlib import Path

import pytest

from handout.checks.context import Context
from handout.checks.review import review
from handout.model.findings import Finding
from handout.source.reading import parse

FIRST = Path("tests/content/stem-cell-skin-repair.md")
KINDS = {"long-sentence", "abbreviation", "patients", "no-you", "passive", "rare-word"}
RARE = {
    *("collagen", "elastin", "mesenchymal", "microneedling"),
    *("regenerative", "rejuvenation", "elasticity"),
}


@pytest.fixture(scope="module")
def found() -> tuple[Finding, ...]:
    article = parse(FIRST.read_bytes(), FIRST.name, FIRST.stem).article
    return review(article, Context(Path("tests/content"), date(2026, 11, 26), (), {}), {}).findings


def test_it_has_all_six_kinds_that_tell_good_texts_from_bad(found):
    assert {one.rule for one in found} >= KINDS


def test_seven_of_its_words_are_known_to_few_readers(found):
    assert {one.about for one in found if one.rule == "rare-word"} == RARE


def test_a_word_with_a_plainer_one_is_told_by_one_rule_alone(found):
    words = [one.about for one in found if one.rule in ("rare-word", "plainer-word")]
    assert len(words) == len({*words}) == len(RARE) + 1
