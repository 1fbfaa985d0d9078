import pytest

from handout.typography.sentences import sentences


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en-GB", "One. Two! Three?", ("One.", "Two!", "Three?")),
        ("en-US", "See Dr. Example at 8.30 a.m. today.", ("See Dr. Example at 8.30 a.m. today.",)),
        ("en-GB", "", ()),
        ("en-GB", "  no stop  ", ("no stop",)),
        ("ar", "هذه جملة. وهذه أخرى؟", ("هذه جملة.", "وهذه أخرى؟")),
        ("ja", "熱が３８．５度です。水を飲みます。", ("熱が３８．５度です。", "水を飲みます。")),
        ("zh-Hans", "体温３８．５度。多喝水。", ("体温３８．５度。", "多喝水。")),
        ("xx", "One. Two.", ("One.", "Two.")),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(lang, text, expected):
    assert sentences(text, lang) == expected
