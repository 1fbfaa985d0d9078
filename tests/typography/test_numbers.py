import pytest

from handout.typography.numbers import quantity

NUMBERS = {
    "en-GB": {
        "12": 12,
        "4.5": 4.5,
        "1,200": 1200,
        "1,234,567.5": 1234567.5,
        "1.200": 1.2,
        "1,5": 1.5,
        "0,500": 0.5,
        "0.500": 0.5,
        "-3": -3,
        "−3": -3,
        "–3": -3,
        "+3": 3,
        "1 200": 1200,
        "1\u202f200\u00a0000": 1200000,
        "7.": 7,
    },
    "de": {"1.200": 1200, "1.234,5": 1234.5, "1,200": 1.2, "1.234.567": 1234567, "0,5": 0.5},
    "de-CH": {"1’200.5": 1200.5},
    "ar": {"٣٫٥": 3.5, "١٬٢٠٠": 1200, "12": 12},
    "tlh": {"1,200": 1200},
}
PAIRS = [(lang, words, value) for lang, held in NUMBERS.items() for words, value in held.items()]


@pytest.mark.parametrize(("lang", "words", "value"), PAIRS)
def test_a_number_is_read_as_its_language_writes_it(lang, words, value):
    found = quantity(words, lang)
    assert found is not None
    assert found.value == pytest.approx(value)
    assert found.unit == ""


UNITS = {
    "35 %": "\u00a0%",
    "35%": "%",
    "10 days": "\u00a0days",
    "12\u00a0mg": "\u00a0mg",
    "3 °C": "\u00a0°C",
}


@pytest.mark.parametrize("words", UNITS)
def test_a_unit_keeps_the_space_before_it(words):
    found = quantity(words, "en")
    assert found is not None
    assert found.unit == UNITS[words]


NONE = ("", "none", "a few", "about 10", "5–10", "10 of 100", "1,2,3", "1.2.3,4", "1 20", '5"')


@pytest.mark.parametrize("words", NONE)
def test_what_is_no_number_is_none(words):
    assert quantity(words, "en") is None
