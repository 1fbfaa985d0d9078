import random

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from handout.slides.ooxml.direction_marks import marked_text, unmarked
from handout.typography.direction import order, phrases, unbroken
from tests.support.shapes import NATIVE, SHAPES, WORDS, plain

AR = "اتصل"


def isolated(text):
    return [text[start:end] for start, end, _ in order(text).isolates]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_number_among_words_from_right_to_left_is_isolated_whole(shape):
    assert isolated(f"{AR} {shape} {AR}.") == [shape]
    assert isolated(f"{AR} ({shape}) {AR}.") == [shape]
    assert isolated(f"{AR}: {shape}.") == [shape]
    assert isolated(f"{AR} {shape}، {AR}") == [shape]


TEXTS = {
    f"{AR} 5 {AR}": [],
    f"{AR} Paracetamol {AR}": [],
    f"{AR} 5, 10 {AR}": [],
    f"{AR} 5 mg, 10 mg. 15 mg {AR}": ["5 mg", "10 mg", "15 mg"],
    f"{AR} 0800 111 222; 0800 333 444 {AR}": ["0800 111 222", "0800 333 444"],
    f"{AR} (555) 123-4567 ext. 89 {AR}": ["(555) 123-4567 ext. 89"],
    f"{AR} - 5 mg - {AR}": ["5 mg"],
    "מ-10 mg": ["10 mg"],
    "ב-5–6 mg": ["5–6 mg"],
    f"{AR} 5+{AR}": [],
    f"{AR} (5 mg) {AR} 6 mg) {AR}": ["5 mg", "6 mg"],
    "12 Harbour Lane": ["12 Harbour Lane"],
    "Take 5 mg, twice.": ["Take 5 mg, twice."],
    "St. Mary's Clinic.": ["St. Mary's Clinic."],
    "Paracetamol": [],
    f"Clinic 5, {AR[0]}": ["Clinic 5"],
    "5-CoV-٢": ["5-CoV-٢"],
    f"Mon–Fri 8–18\n{AR} 8–12": ["Mon–Fri 8–18", "8–12"],
    f"{AR} Smith J. Lancet 2020; 12: 34–56. {AR}": ["Smith J. Lancet 2020; 12: 34–56"],
    f"{AR} (السبت 8–12) {AR}": ["8–12"],
    "": [],
}


@pytest.mark.parametrize("text", TEXTS)
def test_what_stands_together_is_isolated_together(text):
    assert isolated(text) == TEXTS[text]


def test_a_sign_that_touches_a_letter_is_no_sign_of_the_number():
    assert isolated("ב-5 mg") == ["5 mg"]
    assert isolated("ב -5 mg") == ["-5 mg"]


def test_short_numbers_are_not_broken():
    assert unbroken(f"{AR} 01632 960145 {AR}") == f"{AR} 01632\u00a0960145 {AR}"
    assert unbroken(f"{AR} 1 2 3 4 5 6 7 8 9 0 1 {AR}").count("\u00a0") == 0


def test_words_from_right_to_left_in_a_line_from_left_to_right_take_their_numbers_along():
    text = f"See {AR} 01632 960145 {AR} or 5–6."
    held = phrases(text).isolates
    assert [(text[a:b], rtl) for a, b, rtl in held] == [
        (f"{AR} 01632 960145 {AR}", True),
        ("or 5–6", False),
    ]


def seen(text, rtl=True):
    """The text with marks, as the bidirectional algorithm of another library puts it."""
    return plain(get_display(marked_text(text, rtl), base_dir="R" if rtl else "L"))


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("shape", [*SHAPES, *NATIVE])
def test_the_algorithm_puts_a_number_in_order(shape, word):
    wanted = plain(NATIVE.get(shape, shape))
    turned = word[::-1]
    assert seen(f"{word} {shape} {word}") == f"{turned}{wanted}{turned}"
    assert seen(f"{word} ({shape}).") == f".|{wanted}|{turned}"
    assert wanted in seen(f"{shape} {word}")
    assert wanted in seen(f"{word} MRSA {word} {shape}")
    assert seen(f"See {word} {shape} {word}.", rtl=False) == f"See{turned}{wanted}{turned}."


def test_without_marks_the_algorithm_puts_numbers_out_of_order():
    def bare(shape):
        return plain(get_display(f"{AR} {shape} {AR}", base_dir="R"))

    assert sum(plain(shape) not in bare(shape) for shape in SHAPES) > 12


def a_number(kind: random.Random) -> str:
    """A number of any shape: digits, the signs between, a unit."""
    parts = [str(kind.randrange(10 ** kind.randrange(1, 7))) for _ in range(kind.randrange(1, 5))]
    sign = kind.choice(["-", "–", " ", "/", ".", ":", " × ", "–", "‑"])
    unit = kind.choice(["", "", " mg", "%", " °C", " mL/kg", " IU"])
    return kind.choice(["", "", "+", "< ", "−"]) + sign.join(parts) + unit


@given(st.integers(), st.sampled_from(sorted(WORDS.values())))
def test_every_number_of_any_sentence_keeps_its_order(seed, word):
    kind = random.Random(seed)
    numbers = [a_number(kind) for _ in range(kind.randrange(1, 5))]
    between = [kind.choice([" ", "، ", " (", ": ", " Aspirin ", ". "]) for _ in numbers]
    text = "".join(f"{word}{gap}{one} " for gap, one in zip(between, numbers, strict=True))
    put, place = seen(f"{text}{word}."), 0
    for number in reversed(numbers):
        place = put.find(plain(number), place)
        assert place >= 0, number
        place += len(plain(number))
    assert unmarked(marked_text(text, True)) == text
