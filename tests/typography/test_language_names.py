import pytest

from handout.typography.language_names import tag, tag_of_country

NAMES = {
    **{"urdu": "ur", "Brazilian Portuguese": "pt-BR", " Welsh ": "cy", "farsi": "fa"},
    **{"Mandarin": "zh-Hans", "English": "", "mars": "", "": ""},
}


@pytest.mark.parametrize("name", NAMES)
def test_a_language_is_known_by_its_name(name):
    assert tag(name) == NAMES[name]


@pytest.mark.parametrize(
    ("code", "lang"),
    [
        ("jp", "ja"),
        ("cz", "cs"),
        ("se", ""),
        ("xx", ""),
        ("xx-YY", ""),
        ("gb", "en-GB"),
        ("us", "en-US"),
    ],
)
def test_a_country_has_a_language_where_its_code_is_none(code, lang):
    assert tag_of_country(code) == lang
