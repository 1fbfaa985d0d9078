"""Lines of a paragraph are joined by a space, but between Chinese or Japanese characters."""

import pytest

from handout.source.reading import read_article
from tests.support.outline import parsed

FRONT = """\
---
title: T
lang: {lang}
version: "1.0"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: [Dr R]
---

"""


@pytest.mark.parametrize(
    ("lang", "lines", "joined"),
    [
        ("en", "one\ntwo", "one two"),
        ("zh-Hans", "本资料\n内容**纯属**\n虚构。", "本资料内容纯属虚构。"),
        ("zh-Hans", "得过\nCOVID-19\n的人。", "得过 COVID-19 的人。"),
        ("ja", "お読み\nください。\nCOVID-19", "お読みください。COVID-19"),
        ("ko", "이 안내문은\n시험용입니다", "이 안내문은 시험용입니다"),
        ("th", "ก่อน\nกลับบ้าน", "ก่อน กลับบ้าน"),
    ],
)
def test_a_line_end_is_a_space_where_its_script_has_spaces(tmp_path, lang, lines, joined):
    path = tmp_path / "a.md"
    path.write_text(FRONT.format(lang=lang) + lines + "\n", encoding="utf-8")
    article = read_article(path, tmp_path).article
    assert article is not None
    assert article.lead[0].text.plain == joined


@pytest.mark.parametrize(
    "words",
    [
        "a. 5 mg\nb. 10 mg",
        "A) one\nB) two",
        "i. one\nii. two",
        "(1) one\n(2) two",
        "#. one\n#. two",
    ],
)
def test_what_is_typed_as_a_list_keeps_its_lines(words):
    (text,) = (one.text for one in parsed(words).article.lead)
    assert text.html == words.replace("\n", "<br/>")


@pytest.mark.parametrize("words", ["A. Smith\nC. Jones", "i. e.\nx", "a) one\nand so on", "I. am"])
def test_what_only_looks_like_a_mark_is_no_list(words):
    (text,) = (one.text for one in parsed(words).article.lead)
    assert text.html == words.replace("\n", " ")
