import pytest

from handout.model.findings import nearest_word


@pytest.mark.parametrize(
    ("word", "expected"),
    [("waning", "warning"), ("WARNING", "warning"), ("nots", "Notes"), ("slide", ""), ("", "")],
)
def test_the_word_that_was_meant_is_found(word, expected):
    assert nearest_word(word, ["key", "warning", "Notes"]) == expected
