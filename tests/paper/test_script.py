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


def test_scripts_without_an_italic_are_not_slanted():
    for lang in ("ar", "th", "ja", "zh-Hant", "ta", "he", "ko", "ti"):
        assert "em { font-style: normal; font-weight: 700 }" in script.css(lang)
