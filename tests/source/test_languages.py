"""Every language that we ship: its interface strings, and `languages/<tag>.md`, a short article."""

import unicodedata
from pathlib import Path
from string import Formatter

import pytest

from handout.build.draft import check
from handout.build.request import Request
from handout.model.findings import Severity
from handout.model.markup import Folders
from handout.source.reading import read_article
from handout.source.schema import read_words

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "tests" / "languages"
STRINGS = ROOT / "templates" / "strings"

SCRIPTS = {
    **dict.fromkeys(("ar", "fa", "ur"), ("ARABIC",)),
    "bn": ("BENGALI",),
    **dict.fromkeys(("bg", "ru", "uk"), ("CYRILLIC",)),
    "el": ("GREEK",),
    "gu": ("GUJARATI",),
    "he": ("HEBREW",),
    "hi": ("DEVANAGARI",),
    "ja": ("CJK", "HIRAGANA", "KATAKANA"),
    "ko": ("HANGUL",),
    "pa": ("GURMUKHI",),
    "ta": ("TAMIL",),
    "th": ("THAI",),
    "ti": ("ETHIOPIC",),
    **dict.fromkeys(("zh-Hans", "zh-Hant"), ("CJK",)),
}
"""How Unicode names the letters of a language; those of all others are Latin."""

LATIN = "cs cy da de en es fi fr ht hu it nb nl pl pt ro sk so sv tl tr vi"
LANGUAGES = sorted([*SCRIPTS, *LATIN.split()])

ENCODINGS = {"ja": "euc_jp", "ko": "euc_kr", "zh-Hans": "gb2312", "zh-Hant": "big5"}
"""Character sets that lack the characters of the others."""

OWN = {
    "ar": "ةىي",
    "bg": "ъщ",
    "cs": "ěřů",
    "da": "æøå",
    "de": "äöüß",
    "fa": "پگک",
    "fi": "äö",
    "fr": "éèà",
    "hu": "őá",
    "nb": "øå",
    "pl": "łęż",
    "pt": "ãç",
    "ro": "țăș",
    "ru": "ыэ",
    "sk": "ťúô",
    "sv": "äöå",
    "tr": "ığş",
    "uk": "їі",
    "ur": "ٹںے",
    "vi": "ệơđ",
}
"""Letters of a language by which it differs from a neighbour."""

FOREIGN = {
    "bg": "ыэёі",
    "fa": "يكٹے",
    "fi": "æøß",
    "nb": "äöß",
    "ru": "іїєґ",
    "uk": "ыэёъ",
    "ur": "يكة",
}
"""Letters of a neighbour that a language lacks."""


def words(lang: str) -> dict[str, str]:
    """The interface strings of a language."""
    file = STRINGS / f"{lang}.yaml"
    return read_words(file.read_text("utf-8"), file.name).by_key


def fields(words_: str) -> list[str]:
    """What stands in braces."""
    return sorted(name for _, name, _, _ in Formatter().parse(words_) if name is not None)


def texts(lang: str) -> tuple[str, str]:
    """All that is written in a language: its interface strings, and its article."""
    said = (value for key, value in words(lang).items() if key != "direction")
    pieces = [piece for value in said for piece, *_ in Formatter().parse(value)]
    _, front, body = (ARTICLES / f"{lang}.md").read_text("utf-8").split("---\n", maxsplit=2)
    titles = "\n".join(
        line for line in front.splitlines() if line.startswith(("title", "question"))
    )
    return " ".join(pieces), f"{titles}\n{body}"


def scripts(text: str) -> list[str]:
    """The scripts of a text's letters, as Unicode names them."""
    named = (
        unicodedata.name(char) for char in text if unicodedata.category(char) in ("Lu", "Ll", "Lo")
    )
    return [name.split()[0].split("-")[0] for name in named]


def test_every_language_has_its_interface_strings_and_its_article():
    assert len(LANGUAGES) == 41
    assert sorted(path.stem for path in ARTICLES.glob("*")) == LANGUAGES
    regions = {path.stem for path in STRINGS.glob("*-[A-Z][A-Z].yaml")}
    assert {path.stem for path in STRINGS.glob("*.yaml")} - regions == set(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_interface_strings_have_the_keys_and_the_braces_of_the_english_ones(lang):
    english, own = words("en"), words(lang)
    if "no_treatment" not in own:  # those alone have it that somebody stands behind
        del english["no_treatment"]
    assert list(own) == list(english)
    assert {key: fields(said) for key, said in own.items()} == {
        key: fields(said) for key, said in english.items()
    }
    assert all(said.strip() for key, said in own.items() if key != "reviewed_by")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_article_of_a_language_has_no_faults(lang):
    request = Request(Folders(ARTICLES, ROOT / "templates"), Path("output"), day="2026-11-26")
    read = read_article(ARTICLES / f"{lang}.md", ARTICLES)
    assert read.article.front.lang == lang
    assert [str(f) for f in check(read, request) if f.severity > Severity.NOTE] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_is_written_in_its_own_script(lang):
    for text in texts(lang):
        found = scripts(text)
        own = [script for script in found if script in SCRIPTS.get(lang, ("LATIN",))]
        assert set(found) <= {*own, "LATIN"}
        assert len(own) > len(found) * 0.7


@pytest.mark.parametrize("lang", ENCODINGS)
def test_an_east_asian_language_has_its_own_forms_of_the_characters(lang):
    for text in texts(lang):
        ours = "".join(char for char in text if unicodedata.category(char) == "Lo")
        assert ours.encode(ENCODINGS[lang], "replace").decode(ENCODINGS[lang]) == ours


@pytest.mark.parametrize("lang", OWN)
def test_a_language_has_its_own_letters_and_none_of_its_neighbours(lang):
    for text in texts(lang):
        assert set(OWN[lang]) <= set(text)
        assert set(FOREIGN.get(lang, "")) & set(text) == set()
