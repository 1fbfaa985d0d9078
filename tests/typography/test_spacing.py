from random import Random
from textwrap import wrap

import pytest

from handout.typography import spacing

LATIN = spacing.of("en-GB")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("take 10 mg twice", "take 10_mg twice"),
        ("open to 6 pm.", "open to 6_pm."),
        ("5 % of 37 °C", "5_% of 37_°C"),
        ("2 weeks", "2 weeks"),
        ("no numbers here", "no numbers here"),
        ("Version 1.0 · Reviewed", "Version 1.0_· Reviewed"),
        ("Written by Dr Robin Example", "Written by Dr_Robin Example"),
        ("Que faire ? Le « débit » : vite !", "Que faire_? Le «_débit_»_: vite_!"),
        ("a :-) and 1 :2", "a :-) and 1 :2"),
    ],
)
def test_a_number_stays_with_its_unit(words, kept):
    assert spacing.text(words) == kept.replace("_", spacing.NBSP)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("How skin heals well", "How skin heals_well"),
        ("Three words only", "Three words only"),
        ("About radiotherapy and chemotherapy", "About radiotherapy and chemotherapy"),
    ],
)
def test_the_last_word_of_a_heading_is_not_alone(words, kept):
    assert LATIN.heading(words) == kept.replace("_", spacing.NBSP)


def test_no_line_of_a_title_ends_with_a_short_word():
    kept = LATIN.title("Stem cell therapy for skin repair")
    assert kept == "Stem cell therapy for_skin_repair".replace("_", spacing.NBSP)


def test_a_short_word_of_a_title_is_not_bound_to_a_long_one():
    kept = LATIN.title("Your tapering plan for prednisolone tablets")
    assert kept == "Your tapering plan for prednisolone tablets"


def test_short_words_in_a_row_are_not_all_bound_together():
    kept = LATIN.title("How to use your inhaler")
    assert kept.split(" ") == [
        f"How{spacing.NBSP}to{spacing.NBSP}use",
        f"your{spacing.NBSP}inhaler",
    ]


def test_no_line_below_a_title_ends_with_a_short_word_at_all():
    kept = LATIN.subtitle("Hashimoto und Hormonersatztherapie")
    assert kept == "Hashimoto und\N{NO-BREAK SPACE}Hormonersatztherapie"


def test_a_wide_line_of_a_heading_keeps_longer_words_together():
    words = "Good and bad sides of steroid ointment"
    assert LATIN.heading(words) == words
    assert LATIN.heading(words, 20) == words.replace("d o", "d\N{NO-BREAK SPACE}o")


def test_a_paragraph_does_not_end_on_two_short_words_alone():
    assert LATIN.ending("to worry about if it:") == "to worry about_if_it:".replace("_", "\xa0")
    assert LATIN.ending("raised for half an hour.") == "raised for half\xa0an\xa0hour."
    assert LATIN.ending("on each of the days.") == "on each of the\xa0days."


def test_a_paragraph_does_not_end_on_a_short_word_alone():
    assert LATIN.ending("and healthier skin.") == f"and healthier{spacing.NBSP}skin."
    assert LATIN.ending("wait for 6 hours.") == "wait for\xa06\xa0hours."
    assert LATIN.ending("the circumstances.") == "the circumstances."
    assert LATIN.ending("to have breakfast together.") == "to have breakfast together."


def _lines(words: str, letters: int) -> list[str]:
    """The words in lines of so many letters; textwrap breaks at no no-break space."""
    lines = wrap(words, letters, break_long_words=False, break_on_hyphens=False)
    return [line.replace(spacing.NBSP, " ") for line in lines]


@pytest.mark.parametrize("letters", [43, 55, 66])  # of the tri-fold, the booklet and A4
def test_what_ends_a_paragraph_makes_it_no_longer_and_leaves_no_gap_before_it(letters):
    changed = 0
    for number in range(1000):
        chance = Random(number)
        words = " ".join("x" * chance.randint(1, 12) for _ in range(chance.randint(5, 40)))
        plain, bound = _lines(words, letters), _lines(LATIN.ending(words), letters)
        assert len(bound) == len(plain)
        if bound != plain:
            changed += 1
            assert len(bound[-2]) >= 0.6 * letters
    assert changed > 10


@pytest.mark.parametrize(
    ("lang", "words", "kept"),
    [
        ("ur", "جلد کے چھوٹے آپریشن کے بعد", "جلد کے چھوٹے آپریشن کے_بعد"),
        ("ar", "بعد عملية صغيرة في الجلد", "بعد_عملية صغيرة في_الجلد"),
        ("ko", "작은 피부 수술을 받은 뒤", "작은 피부 수술을 받은_뒤"),
        ("th", "ถ้าปวดแผล ผู้ใหญ่ กินยา ได้", "ถ้าปวดแผล ผู้ใหญ่ กินยา ได้"),
        ("ja", "Harbour Lane Skin Clinic", "Harbour Lane Skin_Clinic"),
    ],
)
def test_short_words_are_bound_as_their_language_uses_them(lang, words, kept):
    assert spacing.of(lang).title(words) == kept.replace("_", spacing.NBSP)


def test_a_paragraph_of_a_script_without_spaces_may_end_on_any_word():
    assert spacing.of("th").ending("กินยา ได้") == "กินยา ได้"
    assert spacing.of("ja").ending("5 kgより重い物を 持つ") == "5 kgより重い物を 持つ"


def test_a_unit_stays_with_its_number_before_letters_without_spaces():
    assert spacing.text("5 kgより重い") == "5 kgより重い".replace(" ", spacing.NBSP)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("ring 01632 960177 now", "ring 01632\xa0960177 now"),
        ("ring +44 (0)1632 960177.", "ring +44\xa0(0)1632\xa0960177."),
        ("ring 01632 960 / 177", "ring 01632\xa0960\xa0/\xa0177"),
        ("120 / 80 at rest", "120 / 80 at rest"),
        ("10 000 people", "10\xa0000 people"),
        ("weekdays 2–4\xa0pm", "weekdays 2–\u20604\xa0pm"),
        ("9 am–5 pm", "9 am–\u20605 pm"),
        ("2 – 4 weeks", "2\xa0–\xa04 weeks"),
        ("in 2024 10 people", "in 2024 10 people"),
        ("Monday–Friday", "Monday–Friday"),
        ("1234567 1234567 1234567", "1234567 1234567 1234567"),
    ],
)
def test_a_telephone_number_and_a_range_stay_on_one_line(words, kept):
    assert spacing.unbroken(words) == kept
