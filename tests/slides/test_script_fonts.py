"""The fonts that a deck names for each script: PowerPoint's own."""

import io
import re
import zipfile

import pytest
from openxml_audit import OpenXmlValidator

from handout.model.deck import Run
from handout.slides.ooxml.text_xml import run_xml
from handout.typography.writing_systems import WRITING_SYSTEMS
from tests.support.deck_markup import HEAD, slide, write


def theme(made) -> str:
    return zipfile.ZipFile(io.BytesIO(made.data)).read("ppt/theme/theme1.xml").decode()


def deck(folder, lang, words="Words"):
    return write(folder, slide(f"<p>{words}</p>"), head=HEAD.replace("en-GB", lang))


@pytest.mark.parametrize(
    ("lang", "east_asian", "complex_"),
    [
        ("en-GB", "", "Arial"),
        ("ar", "", "Arial"),
        ("hi", "", "Nirmala UI"),
        ("th", "", "Leelawadee UI"),
        ("am", "", "Ebrima"),
        ("zh-Hans", "Microsoft YaHei", "Arial"),
        ("zh-Hant", "Microsoft JhengHei", "Arial"),
        ("ja", "Yu Gothic", "Arial"),
        ("ko", "Malgun Gothic", "Arial"),
    ],
)
def test_the_theme_names_the_font_of_the_deck_s_language(tmp_path, lang, east_asian, complex_):
    faces = theme(deck(tmp_path, lang))
    assert faces.count(f'<a:ea typeface="{east_asian}"/><a:cs typeface="{complex_}"/>') == 2


def test_the_theme_names_a_font_for_each_script(tmp_path):
    named = re.findall(r'<a:font script="(\w+)" typeface="([^"]+)"/>', theme(deck(tmp_path, "en")))
    rows = [(one.script, one.deck) for one in WRITING_SYSTEMS if one.deck]
    assert named == rows * 2


def fonts_of(text: str, lang: str, **more) -> list[str]:
    return re.findall(r'<a:(?:latin|ea|cs) typeface="[^"]+"', run_xml(Run(text, lang, **more)))


def test_words_in_another_script_than_their_language_s_name_its_font():
    assert fonts_of("Ask in हिन्दी or 中文", "en") == [
        '<a:ea typeface="Microsoft YaHei"',
        '<a:cs typeface="Nirmala UI"',
    ]
    assert fonts_of("Ask in العربية", "hi") == ['<a:cs typeface="Arial"']


@pytest.mark.parametrize(
    ("text", "lang"), [("漢字とかな", "ja"), ("中文", "zh-Hant"), ("हिन्दी", "hi"), ("Words", "en")]
)
def test_words_in_the_script_of_their_language_have_the_theme_s_font(text, lang):
    assert fonts_of(text, lang) == []


def test_what_is_typed_keeps_its_font_but_for_scripts_that_it_lacks():
    assert fonts_of("x", "en", monospaced=True) == [
        '<a:latin typeface="Courier New"',
        '<a:cs typeface="Courier New"',
    ]
    assert fonts_of("ไทย", "en", monospaced=True)[1] == '<a:cs typeface="Leelawadee UI"'


def test_a_deck_with_words_in_many_scripts_is_valid(tmp_path):
    words = 'Ask: हिन्दी, 中文, ไทย, <a href="https://example.org">العربية</a> <code>中</code>'
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck(tmp_path, "en", words).data)
    result = OpenXmlValidator().validate(path)
    assert result.is_valid, [str(error) for error in result.errors]
