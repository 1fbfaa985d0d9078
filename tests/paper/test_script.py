"""Type size, leading and emphasis by writing system."""

import pytest

from handout.paper import script
from handout.typography.writing_systems import WRITING_SYSTEMS


@pytest.mark.parametrize("system", WRITING_SYSTEMS, ids=lambda one: one.name)
def test_no_writing_system_is_set_smaller_or_closer_than_latin(system):
    assert system.size >= 1
    assert 1 <= system.leading < 1.6


def test_latin_is_set_as_the_style_sheets_say():
    assert script.css("en-GB") == script.css("")
    assert "--script-size: 1; --script-leading: 1;" in script.css("cs")
    assert "em {" not in script.css("cs")


def test_arabic_letters_are_as_tall_as_latin_ones_and_never_set_closer():
    assert "--script-size: 1.1; --script-leading: 1.2; --script-tracking: 0;" in script.css("ur")


def test_nastaliq_has_room_for_its_slanted_words():
    assert "--script-leading: 1.65" in script.css("ur", families=["Noto Nastaliq Urdu"])
    assert "--script-leading: 1;" in script.css("en", families=["Noto Nastaliq Urdu"])


def test_scripts_without_an_italic_are_not_slanted():
    for lang in ("ar", "th", "ja", "zh-Hant", "ta", "he", "ko", "ti"):
        assert "em { font-style: normal; font-weight: 700 }" in script.css(lang)


@pytest.mark.parametrize(
    ("lang", "words", "style"),
    [
        ("fa", "۲–۳ روز، ۵ کیلوگرم، 999", "persian"),
        ("bn", "৫ কেজি, ২–৩ দিন, 999", "bengali"),
        ("ar", "٢–٣ أيام", "arabic-indic"),
        ("ar", "2–3 أيام، ٥", ""),
        ("hi", "5 किलो", ""),
        ("ja", "２～３日", ""),
    ],
)
def test_lists_are_numbered_in_the_digits_of_their_text(lang, words, style):
    rules = script.css(lang, f'<body><main class="b12345678">{words}</main>0123456789</body>')
    assert ("list-style-type" in rules) == bool(style)
    assert f"ol {{ list-style-type: {style}" in rules or not style
