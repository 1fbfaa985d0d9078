"""What links lead to, and the telephone numbers behind their words."""

import pytest

from tests.support.outline import parsed, shown

ELSEWHERE = [
    ("ward 101", "+441632960101"),
    ("0800 123456", "0900123456"),
    ("0800 1111", "0900111111"),
    ("1112", "112"),
    ("Call", "111"),
    ("Call", "0800-111-222"),
]
SAID = [
    ("Call 111", "111"),
    ("01632 960000", "01632960000"),
    ("01632 960 000", "+441632960000"),
    ("0044 1632 960000", "+441632960000"),
    ("+44 (0)1632 960000", "+441632960000"),
    ("٠١٦٣٢ ٩٦٠٠٠٠", "+441632960000"),
    ("ward 3: ٠١٦٣٢ ٩٦٠٠٠٠", "01632960000"),
]


def outlined(body: str) -> list[str]:
    article = parsed(body).article
    return shown(article) if article else []


@pytest.mark.parametrize(("words", "number"), ELSEWHERE)
def test_a_number_that_the_words_of_a_link_do_not_hold_stands_behind_them(words, number):
    linked = f'<a href="tel:{number}">{words} ({number})</a>'
    for body in (f"[{words}](tel:{number})", f'<a href="tel:{number}">{words}</a>'):
        assert outlined(body) == [f"p({linked})"]


@pytest.mark.parametrize(("words", "number"), SAID)
def test_a_number_is_the_same_however_it_is_written(words, number):
    linked = f'<a href="tel:{number}">{words}</a>'
    assert outlined(f"[{words}](tel:{number})") == [f"p({linked})"]


@pytest.mark.parametrize(
    ("words", "number", "is_told"),
    [(*one, one[0].startswith("0800")) for one in ELSEWHERE] + [(*one, False) for one in SAID],
)
def test_words_with_another_number_than_the_link_dials_are_told(words, number, is_told):
    found = parsed(f"[{words}](tel:{number})").findings
    assert [one.rule for one in found] == ["phone-differs"] * is_told
