"""Marks in the mark-up of paper where lines may break."""

import pytest
import tinyhtml5

from handout.paper import line_breaks

SHOWN = str.maketrans({"\u200b": "|", "\u2060": "_"})


def marked(body, lang):
    """The words of a body, a `|` where a line may break and a `_` where none does."""
    page = f'<html lang="{lang}"><body>{body}</body></html>'
    document = tinyhtml5.parse(page, namespace_html_elements=False)
    line_breaks.mark(document)
    line_breaks.keep_together(document)
    return "".join(document.find("body").itertext()).translate(SHOWN)


@pytest.mark.parametrize(
    ("lang", "body", "words"),
    [
        ("th", "<p>โปรดอ่าน<em>ก่อน</em>กลับบ้าน</p>", "โปรด|อ่าน|ก่อน|กลับบ้าน"),
        (
            "ja",
            '<p>読む。<sup class="note"><a href="#n">1</a></sup>次に</p>',
            "読む。_1次_に",
        ),
        ("th", "<p>ดู<code>ฉันควรดูแล</code></p>", "ดูฉันควรดูแล"),
        ("ko", "<ul><li>집에서<p>상처를</p></li></ul>", "집_에_서상_처_를"),
        ("zh-Hans", "<h2>如果伤口疼痛</h2>", "如_果伤_口_疼_痛"),
        ("en", "<p>plain words</p>", "plain words"),
        ("en", "<p>2–3 times, 9:00–17:00 – daily</p>", "2_–_3 times, 9:00_–_17:00 – daily"),
        ("fa", "<td><b>۱–۲</b> ۳–۵</td>", "۱_–_۲ ۳_–_۵"),
        ("ja", "<td>1～2</td>", "1_～_2"),
        ("en", "<p>０３－１２３４, ３８．５</p>", "０_３_－_１_２_３_４, ３_８_．_５"),
        ("ht", '<p>lakay ou.<sup class="note">1</sup></p>', "lakay ou._1"),
        ("ht", '<p>a <em>ou</em>.<sup class="note">1</sup></p>', "a ou._1"),
        ("ht", '<p>a <em>ou</em><sup class="note">1</sup></p>', "a ou_1"),
    ],
)
def test_words_are_marked_over_the_phrases_of_a_line(lang, body, words):
    assert marked(body, lang) == words


def test_a_number_does_not_touch_the_mark_of_a_footnote():
    page = '<p lang="ja">です。<sup class="note">1</sup>100人<sup class="note">2</sup>が</p>'
    document = tinyhtml5.parse(page, namespace_html_elements=False)
    line_breaks.keep_together(document)
    first, second = document.iter("sup")
    assert first.get("style") == "margin-inline-end: .25em"
    assert second.get("style") is None
