"""What was meant as Markdown and is none."""

import pytest

from handout.model.findings import Severity
from tests.support.outline import parsed


@pytest.mark.parametrize("words", ["This is ** bold ** here.", "أو الآخرين**،** فاتصل", "**Open."])
def test_stars_that_make_nothing_bold_are_told_and_printed(words):
    reading = parsed(f"Above.\n\n{words}\n")
    assert {one.severity for one in reading.findings} == {Severity.WARNING}
    assert {one.rule for one in reading.findings} == {"leftover"}
    assert reading.article.lead[1].text.plain == words


@pytest.mark.parametrize("words", ["**bold** here", "`a ** b`", "Twice \\*\\* a star."])
def test_stars_that_are_meant_are_not_told(words):
    assert parsed(words).findings == ()
