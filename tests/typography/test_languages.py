"""Languages by their tags."""

import pytest

from handout.typography.languages import broadest, canonical, runs_from_right, script


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("EN", "en"),
        ("pt_BR", "pt-BR"),
        ("zh-hant-hk", "zh-Hant-HK"),
        ("es-419", "es-419"),
        ("en-uk", "en-GB"),
        (" fr ", "fr"),
        ("Deutsch", "Deutsch"),
    ],
)
def test_a_tag_has_one_form(written, meant):
    assert canonical(written) == meant


@pytest.mark.parametrize(
    ("tag", "written_in"),
    [
        ("en", "Latn"),
        ("zh", "Hans"),
        ("zh-TW", "Hant"),
        ("zh-Hans-HK", "Hans"),
        ("pa", "Guru"),
        ("pa-PK", "Arab"),
        ("sr", "Cyrl"),
        ("sr-Latn", "Latn"),
        ("iw", "Hebr"),
    ],
)
def test_the_script_of_a_language_is_known(tag, written_in):
    assert script(tag) == written_in


@pytest.mark.parametrize(
    "tag", ["ar", "fa-AF", "ur", "ps", "ckb", "he", "yi", "dv", "pa-Arab", "ks"]
)
def test_a_language_from_right_to_left_is_known_by_its_script(tag):
    assert runs_from_right(tag)


@pytest.mark.parametrize("tag", ["en", "hi", "pa", "ti", "ur-Latn", "az"])
def test_all_others_run_from_left_to_right(tag):
    assert not runs_from_right(tag)


@pytest.mark.parametrize(
    ("tag", "wide"),
    [("pt-BR", "pt"), ("zh", "zh-Hans"), ("zh-MO", "zh-Hant"), ("sr-Latn-RS", "sr-Latn")],
)
def test_a_language_is_named_without_its_region(tag, wide):
    assert broadest(tag) == wide
