import pytest

from handout.build.proof import holds, miscounted, missing, with_gaps
from handout.model.article import Text
from handout.model.shares import Share


def lacking(made: str, *texts: str, lang: str = "en-GB") -> list[tuple[int, str]]:
    """Line and words of what the made text lacks."""
    lines = [(number, Text(text, text)) for number, text in enumerate(texts, 1)]
    found = missing(lines, made, lang, "content/a.md", "leaflet")
    return [(one.line, one.message) for one in found]


def test_a_text_that_holds_every_sentence_lacks_none():
    assert lacking("One is here. Two is there.", "One is here.", "Two is there.") == []


@pytest.mark.parametrize(
    "made",
    [
        "One  is\nhere.",
        "One is he\u00adre.",
        "One\u00a0is here.",
        "Oneis here.",
        "One is\u200b here.",
        "\u200fOne is here.",
    ],
)
def test_how_the_words_are_spaced_and_broken_makes_no_difference(made):
    assert lacking(made, "One is here.") == []


def test_ligatures_and_wide_forms_count_as_their_letters():
    assert lacking("The ﬁrst oﬃce. ＡＢＣ.", "The first office.", "ABC.") == []


@pytest.mark.parametrize(
    "made", ["", "One is.", "One is here", "one is here.", "One was here.", "is here. One"]
)
def test_a_sentence_that_is_not_there_whole_is_told_with_its_line(made):
    assert lacking(made + " Two.", "Two.", "One is here.") == [
        (2, "the sentence “One is here.” is not on the leaflet")
    ]


def test_one_sentence_of_a_paragraph_that_is_lost_is_told_alone():
    assert lacking("One. Three.", "One. Two. Three.") == [
        (1, "the sentence “Two.” is not on the leaflet")
    ]


def test_sentences_may_come_in_another_order_and_apart():
    assert lacking("Three. Page 1 of 2. One. Two.", "One. Two. Three.") == []


def test_a_sentence_that_comes_twice_must_be_there_twice():
    assert lacking("Rest well. And more.", "Rest well.", "Rest well.") == [
        (2, "the sentence “Rest well.” is not on the leaflet")
    ]
    assert lacking("Rest well. And more. Rest well.", "Rest well.", "Rest well.") == []


def test_arabic_is_found_in_its_presentation_forms():
    assert lacking("ﺟﻠﺪ", "جلد", lang="ar") == []


def test_a_text_holds_words_however_they_are_broken():
    assert holds("Version 1.0 ·\nReviewed 1 October", "Version 1.0 · Reviewed 1\u00a0October")
    assert not holds("Version 1.0", "Version 1.1")


@pytest.mark.parametrize(
    ("made", "advice"), [("ONE IS HERE.", "text-transform"), ("One.", "the template left it out")]
)
def test_a_sentence_in_other_capitals_is_told_with_what_makes_them(made: str, advice: str) -> None:
    (one,) = missing([(1, Text("One is here.", ""))], made, "en-GB", "content/a.md", "leaflet")
    assert advice in one.advice


@pytest.mark.parametrize(
    ("made", "lost"),
    [
        ("12 of 100: 2 coughs or more 88 of 100: not so", []),
        ("Of 2026 12 of 100 2 coughs or more 88 of 100: not so", []),
        ("2 coughs or more: 12 of 100 88 of 100: not so", []),
        ("88 of 100: 2 coughs or more 12 of 100: not so", ["88 of 100: not so"]),
        ("12 of 100: 2 coughs or more 12 of 100: not so", ["88 of 100: not so"]),
        ("112 of 100: 2 coughs or more 88 of 100: not so", ["12 of 100"]),
        ("12 of 1000: 2 coughs or more 88 of 100: not so", ["12 of 100"]),
        ("12 of 100: a rash 88 of 100: not so", ["12 of 100"]),
    ],
)
def test_a_number_of_people_stands_beside_what_happens_to_them(made, lost):
    strings = {"share": "{n} of {of}", "share_not": "{n} of {of}: not so"}
    share = Share(3, "12", "100", "88", "2 coughs or more")
    found = miscounted([share], made, strings, "content/a.md", "leaflet")
    assert [one.message for one in found] == [
        f"“{one}” does not stand beside “2 coughs or more” on the leaflet" for one in lost
    ]


def test_what_happens_may_stand_right_behind_the_number_of_people():
    strings, share = {"share": "每{of}人中有{n}人"}, Share(3, "5", "20", "", "咳嗽。")
    assert lacking("每20人中有5人咳嗽。", "咳嗽。") != []
    assert lacking(with_gaps("每20人中有5人咳嗽。", [share], strings), "咳嗽。") == []
