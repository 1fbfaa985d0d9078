import unicodedata
from itertools import pairwise

import pytest

from handout.typography import families, fonts
from handout.typography import writing_systems as table
from handout.typography.writing_systems import WRITING_SYSTEMS, of_character, of_language
from tests.support import script_fonts

OURS = "Atkinson Hyperlegible"
PACKAGED = [one for one in WRITING_SYSTEMS if one.package]


def test_no_character_and_no_language_has_two_rows():
    assert all(last < first for (_, last, _), (first, _, _) in pairwise(table._SPANS))
    languages = [lang for one in WRITING_SYSTEMS for lang in one.languages.split()]
    assert len(languages) == len(set(languages))


def test_every_letter_of_another_script_has_a_row():
    western = ("LATIN", "GREEK", "CYRILLIC", "MODIFIER", "COMBINING", "SUPERSCRIPT")
    for code in (*range(0x530, 0x2071), *range(0x2C00, 0xD7FF), *range(0xF900, 0x20000)):
        letter = chr(code)
        named = unicodedata.name(letter, "LATIN").startswith(western)
        if unicodedata.category(letter) == "Lo" and not named:
            assert of_character(letter), f"{code:x}"


def test_the_sample_of_a_row_is_of_its_writing_system():
    for system in WRITING_SYSTEMS:
        if system.family and system.script != "Hant":
            assert {of_character(letter) for letter in system.sample} <= {
                system,
                *(one for one in WRITING_SYSTEMS if system.replaces and one.replaces),
            }


@pytest.mark.parametrize(
    ("lang", "family"),
    [
        ("zh", "Noto Sans SC"),
        ("zh-Hans", "Noto Sans SC"),
        ("zh-Hant", "Noto Sans TC"),
        ("zh-TW", "Noto Sans TC"),
        ("zh-Hant-HK", "Noto Sans TC"),
        ("ja", "Noto Sans JP"),
        ("ko-KR", "Noto Sans KR"),
        ("pa", "Noto Sans Gurmukhi"),
        ("pa-Arab", "Noto Sans Arabic"),
        ("ti", "Noto Sans Ethiopic"),
    ],
)
def test_a_language_and_its_script_choose_the_family(lang, family):
    system = of_language(lang)
    assert system is not None
    assert system.family == family
    assert families.font_stack(OURS, lang)[-1] == family


@pytest.mark.parametrize("lang", ["en", "vi", "ru", "sr-Latn"])
def test_latin_and_cyrillic_have_no_row(lang):
    assert of_language(lang) is None


def test_east_asian_text_is_set_in_one_family_with_its_own_quotation_marks():
    assert families.font_stack(OURS, "ja") == ("Noto Sans JP",)


@pytest.mark.parametrize("letter", ["a", "é", "ế", "ж", "α", "ἀ", "“", "→", "₂"])
def test_latin_greek_and_cyrillic_are_of_no_row(letter):
    assert of_character(letter) is None


@pytest.mark.parametrize(
    "system", [pytest.param(one, marks=script_fonts.marks(one), id=one.name) for one in PACKAGED]
)
def test_the_package_of_a_row_has_its_family(system):
    family = fonts.family(system.family)
    if family is None:
        script_fonts.lacking(system.package)
    assert family.name == system.family
    assert set(map(ord, system.sample)) <= fonts.characters(system.family)
