from pathlib import Path

import pytest
from babel import Locale

from handout.source import translations
from handout.source.content import articles, groups_in, original_of
from handout.source.translations import agree, groups, lang_of, language, parts, together

TAGS = {
    "es": "es",
    "ES": "es",
    "pt-br": "pt-BR",
    "pt_BR": "pt-BR",
    "en-uk": "en-GB",
    "zh-hans": "zh-Hans",
    "zh-Hant-TW": "zh-Hant-TW",
    "es-419": "es-419",
    "so": "so",
    "ckb": "ckb",
}


@pytest.mark.parametrize("typed", TAGS)
def test_a_language_is_known_however_its_tag_is_typed(typed):
    assert language(typed) == TAGS[typed]


@pytest.mark.parametrize("word", ["v2", "2", "new", "old", "draft", "doc", "en-GB-x", "", "x"])
def test_what_people_put_at_the_end_of_a_name_is_no_language(word):
    assert language(word) == ""


def test_every_language_of_two_letters_is_known():
    known = {tag for tag in Locale("en").languages if len(tag) == 2}
    assert known - translations._LANGUAGES == {"sh"}  # which nobody writes any more


def test_a_name_has_its_language_at_its_end():
    assert parts("asthma.es") == ("asthma", "es")
    assert parts("skin/scars.pt-br") == ("skin/scars", "pt-BR")
    assert parts("asthma.v2") == ("asthma.v2", "")
    assert parts("asthma.v2.es") == ("asthma.v2", "es")
    assert parts("skin/.es") == ("skin/.es", "")
    assert parts("asthma") == ("asthma", "")


def test_a_translation_has_its_original_beside_it():
    names = ["asthma", "asthma.es", "asthma.fr", "asthma.v2", "eczema.es", "skin/asthma.es"]
    assert groups(names) == dict.fromkeys(names[:3], ("asthma", "asthma.es", "asthma.fr"))


def test_a_translation_of_a_translation_is_an_article_of_its_own():
    names = ["asthma", "asthma.es", "asthma.es.fr"]
    assert "asthma.es.fr" not in groups(names)


def test_translations_stand_behind_their_original():
    names = ["asthma-2", "asthma.es", "asthma", "asthma.v2", "asthma.zh", "b"]
    assert together(names) == ["asthma-2", "asthma", "asthma.es", "asthma.zh", "asthma.v2", "b"]


def test_tags_agree_where_one_only_says_more():
    assert agree("es", "es-MX")
    assert agree("zh-Hant", "zh-TW")
    assert not agree("es-ES", "es-MX")
    assert not agree("zh-Hans", "zh-Hant")
    assert not agree("es", "fr")


def test_the_language_is_found_in_an_article_with_faults():
    assert lang_of(b"---\ntitle: [\nlang: 'en-GB'\n---\n") == "en-GB"
    assert lang_of(b"") == ""


def test_articles_of_a_folder_are_listed_together(content: Path):
    (content / "skin").mkdir()
    for name in ("a.es.md", "a.MD", "b.md", "skin/scars.md", "skin/scars.pl.md"):
        (content / name).touch()
    assert list(articles(content)) == ["a", "a.es", "b", "skin/scars", "skin/scars.pl"]
    assert original_of(content / "a.es.md") == content / "a.MD"
    assert original_of(content / "a.MD") is None
    assert original_of(content / "skin/scars.pl.md") == content / "skin/scars.md"
    assert groups_in(content / "skin")["scars"] == ("scars", "scars.pl")
