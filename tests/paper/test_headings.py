"""Where headings stand on A4: in one column for a whole article, whatever their words."""

from functools import lru_cache

import pytest

from handout.formats import FORMATS
from handout.model.article import Text
from handout.model.markup import Folders
from handout.paper import pdf
from handout.source.reading import read_article
from handout.templating.headings import is_long, parts
from handout.templating.templates import render
from tests.support.leaflets import CLINIC, FOLDERS, FRONT

LONG = "Schilddrüsenunterfunktion"
STUCK = "Epäjärjestelmällistyttämättömyydellänsäkään"
BODY = """\
Words before.

## Short

Words.

## {word} and more

Words below it.

### Small

Words of it.

### {word}

- one
- two

## End

### First

Words at the end.
"""


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    return tmp_path_factory.mktemp("content")


@lru_cache
def laid_out(content, lang, word, body=BODY):
    path = content / "a.md"
    text = FRONT.format(title="A title").replace("en-GB", lang) + body.format(word=word)
    path.write_text(text, encoding="utf-8")
    article = read_article(path, content).article
    markup = render(
        FORMATS["leaflet"].template, article, CLINIC, Folders(content, FOLDERS.templates)
    )
    leaflet = pdf.write(markup, CLINIC)
    assert not leaflet.findings
    return leaflet.layout


def heads(layout):
    return [one for one in layout.texts if one.tag in ("h2", "h3") and one.region == "body"]


def words(layout):
    return [one for one in layout.texts if one.tag in ("p", "li") and one.region == "body"]


@pytest.mark.parametrize(("lang", "word"), [("en", "Warning"), ("de", LONG), ("de", LONG * 2)])
def test_headings_and_sub_headings_hang_in_one_column(content, lang, word):
    layout = laid_out(content, lang, word)
    assert len({round(one.x) for one in heads(layout)}) == 1
    assert max(one.x + one.width for one in heads(layout)) < min(one.x for one in words(layout))


def test_headings_of_a_kind_are_of_one_size(content):
    layout = laid_out(content, "de", LONG)
    sizes = {(one.tag, one.size) for one in heads(layout)}
    assert len(sizes) == 2


def test_a_sub_heading_below_a_heading_stands_beside_the_same_words(content):
    layout = laid_out(content, "en", "Warning")
    end, first = heads(layout)[-2:]
    beside = next(one for one in words(layout) if one.text.startswith("Words at"))
    assert first.y > end.y
    assert beside.y < first.y


def test_where_no_hyphen_helps_all_headings_stand_over_the_text(content):
    layout = laid_out(content, "fi", STUCK)
    lefts = {round(one.x) for one in heads(layout)}
    assert lefts == {round(min(one.x for one in words(layout)))}


def test_headings_hang_on_the_right_from_right_to_left_on_every_page(content):
    section = "## الألم\n\n" + "كلمات عن الألم وما بعده. " * 60 + "\n\n### النوم\n\n" + "نم. " * 30
    layout = laid_out(content, "ar", "", f"كلمات.\n\n{section}\n\n{section}\n\n{section}\n")
    assert len(layout.pages) > 1
    for page in layout.pages:
        titles = [one for one in page.texts if one.tag in ("h2", "h3") and one.region == "body"]
        texts = [one for one in page.texts if one.tag == "p" and one.region == "body"]
        edge = max((one.x + one.width for one in texts), default=0)
        assert all(one.x > edge for one in titles)
    assert len(heads(layout)) >= 6


def test_a_table_that_goes_across_stands_below_its_heading(content):
    head = " | ".join(f"Longish head {n}" for n in range(8))
    row = " | ".join("some words of it" for _ in range(8))
    table = f"| {head} |\n|{'---|' * 8}\n| {row} |\n"
    layout = laid_out(content, "en", "", f"Words.\n\n## Doses\n\n{table}\n\n## Other\n\nWords.\n")
    doses, other = heads(layout)[:2]
    cells = [one for one in layout.texts if one.tag in ("td", "th")]
    assert doses.x == other.x
    assert min(one.y for one in cells) > doses.y + doses.height - 1


def test_the_parts_of_a_section_begin_with_its_sub_headings(content):
    path = content / "a.md"
    path.write_text(FRONT.format(title="A") + BODY.format(word="x"), encoding="utf-8")
    second, last = read_article(path, content).article.sections[1:]
    assert [part.heading and part.heading.text.plain for part in parts(second.blocks)] == [
        None,
        "Small",
        "x",
    ]
    assert [part.heading and part.heading.text.plain for part in parts(last.blocks)] == ["First"]
    assert [len(part.blocks) for part in parts(())] == [0]


def test_an_address_is_no_word_to_be_hyphenated():
    assert is_long(Text(LONG, LONG))
    assert not is_long(Text("www.example.org/schilddruese", ""))


LONG_TEXT = "".join(
    f"## Section {n} of the text\n\n"
    + "Rest in the afternoon, and ask your nurse for help with the stairs. " * 9
    + "\n\n- a short walk\n- a glass of water\n\n### What to do then\n\n"
    + "Your nurse will see you in the morning, before breakfast or after it. " * 7
    + "\n\n"
    for n in range(17)
)


def test_the_lines_of_a_long_text_are_of_one_width_and_hold_78_letters_at_most(content):
    layout = laid_out(content, "en", "", f"Words.\n\n{LONG_TEXT}")
    widest = {round(max(one.room for one in page.texts if one.tag == "p")) for page in layout.pages}
    assert len(layout.pages) > 4
    assert len({round(min(one.x for one in words(layout)))}) == len(widest) == 1
    assert max(len(one.text) for one in words(layout)) <= 78
    assert widest.pop() > 124 / 25.4 * 72  # as in a short text


def test_a_short_text_has_the_usual_column_of_headings(content):
    layout = laid_out(content, "en", "", f"Words.\n\n{LONG_TEXT[:2400]}")
    assert round(words(layout)[0].room / 72 * 25.4) == 124
