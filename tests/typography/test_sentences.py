import pytest

from handout.model.article import Text
from handout.typography.sentences import sentence_texts, sentences


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en-GB", "One. Two! Three?", ("One.", "Two!", "Three?")),
        ("en-US", "See Dr. Example at 8.30 a.m. today.", ("See Dr. Example at 8.30 a.m. today.",)),
        ("en-GB", "", ()),
        ("en-GB", "  no stop  ", ("no stop",)),
        ("ar", "هذه جملة. وهذه أخرى؟", ("هذه جملة.", "وهذه أخرى؟")),
        ("xx", "One. Two.", ("One.", "Two.")),
    ],
)
def test_a_text_is_cut_where_its_sentences_end(lang, text, expected):
    assert sentences(text, lang) == expected


def cut(plain, html):
    return [(one.plain, one.html) for one in sentence_texts(Text(plain, html), "en")]


def test_a_sentence_keeps_its_phrases():
    made = cut("Take two. Then rest.", "Take <strong>two</strong>. Then <em>rest</em>.")
    assert made == [
        ("Take two.", "Take <strong>two</strong>."),
        ("Then rest.", "Then <em>rest</em>."),
    ]


def test_a_phrase_over_two_sentences_is_in_both():
    made = cut("Take two. Then rest.", "<em>Take two. Then</em> rest.")
    assert [html for _, html in made] == ["<em>Take two.</em>", "<em>Then</em> rest."]


def test_a_footnotes_number_stays_with_its_sentence():
    note = '<sup class="note"><a href="#note-1">1</a></sup>'
    made = cut("Take two. Then rest.", f"Take two.{note} Then rest.")
    assert [html for _, html in made] == [f"Take two.{note}", "Then rest."]


def test_marks_that_html_reserves_stay_escaped():
    assert cut("Under 5 < 6 & so. Yes.", "Under 5 &lt; 6 &amp; so. Yes.")[0][1] == (
        "Under 5 &lt; 6 &amp; so."
    )


def test_a_line_break_counts_as_a_space():
    made = cut("Take two. Then rest.", "Take two.<br/>Then rest.")
    assert [html for _, html in made] == ["Take two.", "Then rest."]
