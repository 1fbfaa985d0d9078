import pytest

from handout.model.spelling import nearest


@pytest.mark.parametrize(
    ("word", "expected"),
    [("waning", "warning"), ("WARNING", "warning"), ("nots", "Notes"), ("slide", ""), ("", "")],
)
def test_the_word_that_was_meant_is_found(word, expected):
    assert nearest(word, ["key", "warning", "Notes"]) == expected
