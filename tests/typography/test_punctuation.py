"""Marks and spaces between words, as their language writes them."""

import pytest

from handout.typography.punctuation import gap, listed, marks


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("It heals.", "Wait.", " "),
        ("治ります。", "待ちます。", ""),
        ("每 20 人中有 3 人", "会头痛", ""),
        ("20명 중 3명", "두통이 있습니다", " "),
        ("作成：", "Dr Robin Example", ""),
        ("診療時間外", "01632 960199", " "),
        ("ฉันหายแล้ว", "รอ", " "),
    ],
)
def test_no_space_is_added_in_chinese_and_japanese(before, after, between):
    assert gap(before, after) == between


def test_names_and_sentences_have_the_marks_of_their_language():
    assert listed(("A", "B"), "en-GB") == "A, B"
    assert listed(("A", "B"), "zh-Hant") == "A、B"
    assert listed(("A", "B"), "ar") == "A، B"
    stops = [marks(lang).stop for lang in ("en", "ja", "hi", "ur", "th", "ta")]
    assert stops == [".", "。", "।", "۔", "", "."]


def test_a_colon_has_the_space_that_its_language_sets_before_it():
    assert marks("fr-CA").colon == "\N{NO-BREAK SPACE}: "
    assert marks("zh-Hans").colon == "："
    assert marks("es").colon == ": "
