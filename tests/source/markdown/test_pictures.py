"""Pictures are blocks wherever they stand, but for those in a table's cells."""

import base64
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handout.model.article import (
    Definitions,
    Figure,
    Heading,
    List,
    Paragraph,
    Table,
    article_blocks,
    article_texts,
)
from handout.source.reading import parse, read_article

FRONT = """---
title: Asthma
lang: en
version: "1"
reviewed: 2026-01-01
next_review: 2028-01-01
authors: [A]
---
"""
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)


def read(markdown: str):
    """The blocks of a section of these words, and what is said of them."""
    reading = parse(f"{FRONT}\n## One\n\n{markdown}\n".encode(), "a.md", "a")
    return reading.article.sections[0].blocks, [one.message for one in reading.findings]


def outline(markdown: str) -> list[str]:
    """Each block: its words, or the file of a picture."""
    return [b.source if isinstance(b, Figure) else b.text.plain for b in read(markdown)[0]]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("![A](a.png)", ["a.png"]),
        ("one\n![A](a.png)", ["one", "a.png"]),
        ("![A](a.png)\none", ["a.png", "one"]),
        ("one\ntwo\n![A](a.png)  \nthree", ["one two", "a.png", "three"]),
        ("![A](a.png) ![B](b.png)\n![C](c.png)", ["a.png", "b.png", "c.png"]),
        ("![A](a.png){width=50%}\none", ["a.png", "one"]),
    ],
)
def test_a_line_of_pictures_alone_is_no_part_of_the_paragraph(markdown, expected):
    assert outline(markdown) == expected
    assert read(markdown)[1] == []


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("one ![A](a.png) two.", ["one  two.", "a.png"]),
        ("![A](a.png) one", ["a.png", "one"]),
        ("**one ![A](a.png)**", ["one", "a.png"]),
        ("[one ![A](a.png)](https://a.org)", ["one", "a.png"]),
        ("[![A](a.png) one](https://a.org)", ["a.png", "one"]),
    ],
)
def test_a_picture_among_words_is_shown_beside_them_with_a_warning(markdown, expected):
    assert outline(markdown) == expected
    (said,) = read(markdown)[1]
    assert said == "the picture 'a.png' stands among words, and is shown below them"


def test_a_link_of_a_picture_alone_shows_its_address():
    assert outline("[![A](a.png)](https://a.org)") == ["a.png", "https://a.org"]


def test_pictures_in_headings_terms_items_and_cells_are_kept():
    (heading, figure), _ = read("### Two ![A](a.png)")
    assert isinstance(heading, Heading)
    assert (heading.text.plain.strip(), figure.source) == ("Two", "a.png")
    (held,), _ = read("- ![A](a.png)\n- one\n  ![B](b.png)")
    assert isinstance(held, List)
    assert [[type(b) for b in one.blocks] for one in held.items] == [[Figure], [Paragraph, Figure]]
    (held,), _ = read("One ![A](a.png)\n: two")
    assert isinstance(held, Definitions)
    assert isinstance(held.entries[0].blocks[0], Figure)
    (held,), said = read("| a | b |\n|---|---|\n| ![A](a.png) | one ![B](b.png) |")
    assert isinstance(held, Table)
    assert [[p.source for p in cell.pictures] for cell in held.rows[0]] == [["a.png"], ["b.png"]]
    assert said == []
    section = parse(f"{FRONT}\n## One ![A](a.png)\n\nwords".encode(), "a.md", "a").article.sections[
        0
    ]
    assert isinstance(section.blocks[0], Figure)


@pytest.mark.parametrize(
    ("braces", "width", "height", "share"),
    [
        ("{width=50%}", "50%", "", 0.6),
        ("{ width=5cm }", "50mm", "", 0.6),
        ('{width="12.5 %"}', "12.5%", "", 0.6),
        ("{width=300}", "79.38mm", "", 0.6),
        ("{width=300px height=2in}", "79.38mm", "50.8mm", 0.6),
        ("{#a .b width=150%}", "100%", "", 1),
        ("{width=80%}", "80%", "", 0.8),
        ("{width=153mm}", "153mm", "", 0.9),
        ("{width=72pt}", "25.4mm", "", 0.6),
        ("{.left}", "", "", 1),
        ("", "", "", 1),
    ],
)
def test_a_picture_is_as_wide_as_its_braces_say(braces, width, height, share):
    (figure,), said = read(f"![A](a.png){braces}")
    assert (figure.width, figure.height, figure.share) == (width, height, share)
    assert said == []


def test_the_words_of_quarto_describe_a_picture():
    (figure,), _ = read('![A caption](a.png){fig-alt="A scar" width=50%}')
    assert (figure.alt, figure.caption.plain, figure.width) == ("A scar", "A caption", "50%")


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("images/my photo.JPG", "images/my photo.JPG"),
        ("images/photo (1).jpg", "images/photo (1).jpg"),
        ("<images/my photo.jpg>", "images/my photo.jpg"),
        ("images/my%20photo.jpg", "images/my photo.jpg"),
        ('images/my photo.jpg "A caption"', "images/my photo.jpg"),
        ("images/Übung für zwei.png", "images/Übung für zwei.png"),
    ],
)
def test_a_files_name_may_have_spaces_and_accents(address, file):
    (figure,), said = read(f"![A]({address})")
    assert figure.source == file
    assert said == []
    assert (figure.caption is not None) == ("caption" in address)


def test_words_shown_as_they_are_typed_are_no_picture():
    (block,), _ = read("`![A](my photo.png)`")
    assert block.text.plain == "![A](my photo.png)"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_a_name_is_the_same_however_its_accents_are_coded(form, written, tmp_path):
    name = "Übungen/Fuß größer.svg"
    file = tmp_path / unicodedata.normalize(form, name)
    file.parent.mkdir()
    file.write_bytes(SVG)
    (tmp_path / "a.md").write_text(
        f"{FRONT}\n![A](<{unicodedata.normalize(written, name)}>)", "utf-8"
    )
    (figure,) = read_article(tmp_path / "a.md", tmp_path).article.lead
    assert (tmp_path / figure.source).read_bytes() == SVG


@pytest.mark.parametrize("written", ["![A][image1]\n\n[image1]: <{0}>", "![A]({0})", "![A]( {0} )"])
def test_a_picture_in_the_text_is_a_picture_however_long_it_is(written):
    address = f"data:image/svg+xml;base64,{base64.b64encode(SVG + b' ' * 400_000).decode()}"
    (figure,), said = read(written.format(address))
    assert figure.source == address
    assert said == []


PLACES = (
    "{}",
    "one {} two",
    "**{}** one",
    "one\n{}\ntwo",
    "- {}",
    "- one {}\n- two",
    "> {} one",
    "### one {}",
    "| {} | one |\n|---|---|\n| {} two | {} |",
    "one {}\n: {}",
    "[one {} two](https://a.org)",
    "[{}](https://a.org)",
    "::: key\none {}\n:::",
    "1. one\n\n   {}",
)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=8))
def test_no_picture_and_no_word_is_lost_wherever_pictures_stand(places):
    text, wanted = "\n\n".join(places), list[str]()
    while "{}" in text:
        wanted.append(f"picture {len(wanted)}.png")
        text = text.replace("{}", f"![A]({wanted[-1]}){{width=50%}}", 1)
    article = parse(f"{FRONT}\n## Head\n\n{text}\n".encode(), "a.md", "a").article
    figures = [one.source for one in article_blocks(article) if isinstance(one, Figure)]
    assert sorted(figures) == sorted(wanted)
    said = " ".join(words.plain for _, words in article_texts(article, "leaflet")).split()
    assert said.count("one") == sum(place.count("one") for place in places)
    assert said.count("two") == sum(place.count("two") for place in places)
    assert "![" not in " ".join(said)


def test_braces_behind_a_picture_are_passed_over_where_a_raised_phrase_may_end():
    blocks, _ = read("![A](a.png)^~`{.x}~^")
    assert isinstance(blocks[0], Figure)
