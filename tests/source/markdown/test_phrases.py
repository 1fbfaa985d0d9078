from handout.model.article import Paragraph
from handout.source.reading import read

FRONT = """\
---
title: Letters
lang: en-GB
version: "1.0"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: [Dr Robin Example]
---

"""


def paragraph(words: str) -> Paragraph:
    (block,) = read((FRONT + words).encode(), "content/letters.md", "letters").lead
    assert isinstance(block, Paragraph)
    return block


def test_a_raised_number_does_not_join_the_number_before_it():
    text = paragraph("10^9^ in H~2~O").text
    assert text.html == "10<sup>9</sup> in H<sub>2</sub>O"
    assert text.plain == "10⁹ in H₂O"


def test_about_five_of_about_ten_is_not_lowered():
    assert paragraph("~5 of ~10 people").text.html == "~5 of ~10 people"
