"""The numbers of a text, however they are written, and those that only one of two texts has."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handout.checks.numbers import differences, numbers_in


def values(text: str, lang: str = "en") -> list[str]:
    return [one.value for one in numbers_in(text, 1, lang)]


def told(ours: tuple[str, str], theirs: tuple[str, str]) -> list[list[str]]:
    """What is written in one of two texts alone, each with its language."""
    pair = (numbers_in(text, 1, lang) for lang, text in (ours, theirs))
    return [[one.written for one in some] for some in differences(*pair)]


NOTHING = [[], []]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "1,200 ml and 0.5 mg", ["1200", "0.5"]),
        ("de", "1.200 ml und 0,5 mg", ["1200", "0.5"]),
        ("fr", "1 200 ml et 0,5 mg", ["1200", "0.5"]),
        ("de-CH", "1’200 ml", ["1200"]),
        ("hi", "१,००,००० और ०.५", ["100000", "0.5"]),
        ("ar", "١٬٢٠٠ مل و ٠٫٥ ملغ", ["1200", "0.5"]),
        ("fa", "۱٬۲۰۰ میلی‌لیتر", ["1200"]),
        ("bn", "৫০০ মিগ্রা", ["500"]),
        ("my", "၅၀၀", ["500"]),
        ("en", "½ or 1½ or 1/2", ["0.5", "1.5", "0.5"]),
        ("en", "120/80", ["120", "80"]),
        ("en", "5-10, 5–10 and 500-1500", ["5", "10", "5", "10", "500", "1500"]),
        ("en", "10, 20, 30 or 40", ["10", "20", "30", "40"]),
        ("en", "01632 960145", ["01632960145"]),
        ("ar", "٠١٦٣٢ ٩٦٠١٤٥", ["01632960145"]),
        ("en", "(01632) 960-145", ["01632960145"]),
        ("en", "1-800-985-5990", ["18009855990"]),
        ("fr", "01 23 45 67 89 ou 01.23.45.67.89", ["0123456789"] * 2),
        ("en", "999 or 116 123", ["999", "116123"]),
        ("de", "am 01.10.2026", ["1/10/2026"]),
        ("en", "COVID-19, vitamin B12", ["19", "12"]),
        ("en", "no number at all", []),
    ],
)
def test_a_number_has_one_value_however_it_is_written(lang, text, expected):
    assert values(text, lang) == expected


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("en", "8.30 am to 6 pm"), ("de", "8.30 bis 18 Uhr")),
        (("en", "8.30 am to 6 pm"), ("fr", "de 8h30 à 18 h")),
        (("en", "8.30 am to 6 pm"), ("pl", "od 8:30 do 18:00")),
        (("en", "8:30 a.m."), ("es", "las 8:30 de la mañana")),
        (("en", "Call 01632 960145"), ("fr", "Appelez le 01632 960 145")),
        (("en", "2026-10-01"), ("de", "01.10.2026")),
        (("en", "2026-10-01"), ("es", "1 de octubre de 2026")),
        (("en", "1 October 2026"), ("ja", "2026年10月1日")),
        (("en", "two tablets"), ("es", "2 comprimidos")),
        (("en", "for 2 weeks, 3 times a day"), ("de", "zwei Wochen lang dreimal am Tag")),
        (("en", "at least 150 minutes"), ("bn", "কমপক্ষে ১৫০ মিনিট")),
        (("en", "half: ½"), ("de", "die Hälfte: 0,5")),
    ],
)
def test_what_is_written_as_its_language_has_it_is_the_same(ours, theirs):
    assert told(ours, theirs) == NOTHING
    assert told(theirs, ours) == NOTHING


@pytest.mark.parametrize(
    ("ours", "theirs", "alone"),
    [
        (("en", "250 mg"), ("de", "25 mg"), [["250"], ["25"]]),
        (("en", "0.5 mg"), ("de", "5 mg"), [["0.5"], ["5"]]),
        (("en", "1,000 mg"), ("de", "1,000 mg"), [["1,000"], ["1,000"]]),
        (("en", "2 tablets"), ("es", "3 comprimidos"), [["2"], ["3"]]),
        (("en", "5 mg"), ("es", "unos miligramos"), [["5"], []]),
        (("en", "some"), ("es", "el 12 %"), [[], ["12"]]),
        (("en", "call 01632 960145"), ("es", "01632 960154"), [["01632 960145"], ["01632 960154"]]),
        (("en", "at 6 pm"), ("de", "um 17 Uhr"), [["6"], ["17"]]),
        (("en", "10 mg, 10 mg"), ("es", "10 mg"), [["10"], []]),
        (("en", "6 mg"), ("es", "18 mg"), [["6"], ["18"]]),
    ],
)
def test_what_only_one_has_is_told(ours, theirs, alone):
    assert told(ours, theirs) == alone


SHAPES = (
    "250 mg",
    "3",
    "0.5 ml",
    "1,200",
    "01632 960145",
    "1-800-985-5990",
    "116 123",
    "8.30 am",
    "6 pm",
    "20:30",
    "2026-10-01",
    "12 %",
    "5-10",
    "120/80",
    "B12",
    "1/2",
)
PHRASES = st.lists(st.sampled_from(SHAPES), min_size=1, max_size=6)


def text_of(shapes: list[str]) -> str:
    return "Take " + ", or ".join(shapes) + " a day."


@given(PHRASES, st.data())
def test_another_digit_is_always_told(shapes, data):
    text = text_of(shapes)
    place = data.draw(st.sampled_from([one.start() for one in re.finditer(r"\d", text)]))
    digit = data.draw(st.sampled_from(sorted(set("0123456789") - {text[place]})))
    other = f"{text[:place]}{digit}{text[place + 1 :]}"
    assert told(("en", text), ("en", other)) != NOTHING


@given(PHRASES, st.randoms(use_true_random=False))
def test_another_order_is_never_told(shapes, random):
    other = random.sample(shapes, len(shapes))
    assert told(("en", text_of(shapes)), ("en", text_of(other))) == NOTHING


FIGURES = {"ar": "٠١٢٣٤٥٦٧٨٩", "fa": "۰۱۲۳۴۵۶۷۸۹", "hi": "०१२३४५६७८९", "bn": "০১২৩৪৫৬৭৮৯"}


@given(PHRASES, st.sampled_from(sorted(FIGURES)))
def test_other_figures_are_never_told(shapes, lang):
    figures = str.maketrans("0123456789", FIGURES[lang])
    assert told(("en", text_of(shapes)), ("en", text_of(shapes).translate(figures))) == NOTHING


@given(st.text(alphabet="0123456789 .,:/'()+-½hamp%", max_size=200))
def test_whatever_stands_there_is_read_and_is_the_same_as_itself(text):
    assert told(("en", text), ("en", text)) == NOTHING


def test_many_numbers_are_compared_in_no_time():
    """Each with each of the others takes minutes."""
    ours, theirs = (
        [one for line in range(20_000) for one in numbers_in(words, line, "en")]
        for words in ("12", "13")
    )
    start = time.process_time()
    assert len(differences(ours, theirs)[0]) == 20_000
    assert time.process_time() - start < 3
