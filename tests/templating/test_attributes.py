"""Whatever the words of a field are, attributes hold them bare and whole."""

import re
import zipfile
from datetime import date
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
import tinyhtml5
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pptx import Presentation

from handout.formats import FORMATS
from handout.model.article import (
    Article,
    Directive,
    Figure,
    Footnote,
    FrontMatter,
    Heading,
    Item,
    List,
    Paragraph,
    Section,
    Table,
    Text,
)
from handout.model.clinic import Clinic, OutOfHours
from handout.model.markup import Folders, Markup
from handout.slides import deck_markup
from handout.templating.templates import render
from tests.support.leaflets import CLINIC
from tests.support.workplace import Workplace, made

TEMPLATES = Path(__file__).parents[2] / "templates"
_BARE = ("alt", "charset", "class", "content", "dir", "href", "id", "lang", "name")
ATTRIBUTES = frozenset((*_BARE, "scope", "src", "start", "style"))
"""What the templates for paper write, beside `data-…`."""
_ODD = ('"', "'", "<", ">", "&", '"quoted"', "<b>", "&amp;", "it’s", "a", "skin", "{n}", "%s")
WORDS = st.lists(st.sampled_from(_ODD), max_size=4).map(lambda odd: " ".join(("word", *odd)))
"""The words of a field that has no mark-up."""


def wrapped(tag: str, words: str) -> Text:
    return Text(words, f"<{tag}>{escape(words, quote=False)}</{tag.partition(' ')[0]}>")


_PLAIN = WORDS.map(lambda words: Text(words, escape(words, quote=False)))
_MARK = Text("", '<sup class="note"><a href="#note-1">1</a></sup>')
_LINK = 'a href="https://example.org/?a=&quot;1&quot;&amp;b"'
_TAGS = st.sampled_from(("em", "strong", "code", 'span lang="fr"', _LINK))
_PIECES = st.one_of(
    _PLAIN,
    st.builds(wrapped, _TAGS, WORDS),
    st.just(_MARK),
    st.just(Text(" ", "<br/>")),
)


def joined(first: Text, others: list[Text]) -> Text:
    pieces = (first, *others)
    return Text("".join(p.plain for p in pieces).strip(), "".join(p.html for p in pieces))


TEXTS = st.builds(joined, _PLAIN, st.lists(_PIECES, max_size=4))
FRONTS = st.builds(
    FrontMatter,
    title=WORDS,
    lang=st.sampled_from(("en-GB", "ar")),
    version=WORDS,
    reviewed=st.just(date(2026, 10, 1)),
    next_review=st.just(date(2028, 10, 1)),
    authors=st.tuples(WORDS, WORDS),
    subtitle=WORDS | st.just(""),
    question=WORDS | st.just(""),
    description=WORDS,
)
CLINICS = st.builds(
    Clinic,
    name=WORDS,
    phone=WORDS,
    web=st.just("https://example.org/?a=1&b='2'"),
    address=st.tuples(WORDS),
    strapline=WORDS,
    hours=WORDS,
    out_of_hours=st.builds(OutOfHours, WORDS, WORDS),
    logo_reversed=st.just("images/logo.svg"),
)


def blocks_of(texts: list[Text], words: list[str]) -> tuple:
    """A block of each kind that has a name, a label or a caption."""
    table = Table(1, (texts[0],), ((Text("5", "5"),),), ("start",), texts[1])
    risk = (texts[0], Text("1", "1"), Text("9", "9"), texts[1])
    risks = Table(1, (texts[2], *risk[1:3], texts[3]), (risk,), ("start",) * 4)
    share = {"n": "1", "of": "9", "label": words[0], "source": words[1]}
    return (
        Paragraph(1, texts[2]),
        table,
        Directive(1, "chart", (replace(table, caption=texts[3]),)),
        Figure(1, "images/logo.svg", words[2], texts[4]),
        Directive(1, "icon-array", (), share),
        Heading(1, texts[5], 3, "part"),
        List(1, (Item(1, (Paragraph(1, texts[6]),)),), lead_in=texts[7]),
        Directive(1, "risk", (risks,)),
    )


BLOCKS = st.builds(
    blocks_of, st.lists(TEXTS, min_size=8, max_size=8), st.lists(WORDS, min_size=3, max_size=3)
)
ARTICLES = st.builds(
    lambda front, title, blocks, lead: Article(
        "content/a.md",
        "a",
        front,
        lead,
        (Section(1, "whole", title, blocks),),
        (Footnote(1, 1, blocks[:1]),),
    ),
    FRONTS,
    TEXTS,
    BLOCKS,
    BLOCKS.map(lambda all: all[:1]) | st.just(()),
)
MANY = settings(max_examples=25, deadline=None, derandomize=True)


def filled(name: str, article: Article, clinic: Clinic) -> Markup:
    return render(FORMATS[name].template, article, clinic, Folders(Path("content"), TEMPLATES))


@given(article=ARTICLES, clinic=CLINICS)
@MANY
def test_the_deck_can_be_read_and_each_name_is_the_bare_words(article, clinic):
    front, section = article.front, article.sections[0]
    _, table, chart, figure, share, *_ = section.blocks
    outline = deck_markup.read(filled("slides", article, clinic))
    assert (outline.title, outline.author) == (front.title, clinic.name)
    assert outline.subject == (front.question or front.subtitle or front.title)
    assert section.title.plain in {slide.section for slide in outline.slides}
    of_table, of_chart, risks = (grid for slide in outline.slides for grid in slide.tables)
    assert of_table.alt.endswith(table.caption.plain)  # behind the title of its section
    assert of_chart.alt == chart.blocks[0].caption.plain
    (people, *_) = (one for cell in risks.rows[1] for one in getattr(cell, "pictures", ()))
    assert people.alt.endswith(section.blocks[-1].blocks[0].rows[0][0].plain)
    (alt,) = (one.alt for slide in outline.slides for one in slide.proportions)
    assert alt.endswith(f" {share.attributes['label']}")
    assert figure.alt in {one.alt for slide in outline.slides for one in slide.pictures}


def attributes(page: str) -> list[tuple[str, str, str]]:
    """Tag, name and value of each attribute, as the leaflet's parser reads them."""
    tree = tinyhtml5.parse(page, namespace_html_elements=False)
    elements = (one for one in tree.iter() if isinstance(one.tag, str))
    return [(one.tag, name, value) for one in elements for name, value in one.attrib.items()]


@pytest.mark.parametrize("name", ["leaflet", "leaflet-trifold", "poster"])
@given(article=ARTICLES, clinic=CLINICS)
@MANY
def test_on_paper_each_attribute_is_whole(name, article, clinic):
    found = attributes(filled(name, article, clinic).text)
    odd = [one for one in found if one[1] not in ATTRIBUTES and not one[1].startswith("data-")]
    assert odd == []
    section, front = article.sections[0], article.front
    _, _, _, figure, share, heading, *_ = section.blocks
    wanted = {
        ("meta", "content", front.description),
        *(("meta", "content", author) for author in front.authors),
        ("img", "alt", clinic.name),
    }
    if name != "poster":
        wanted |= {("img", "alt", figure.alt)}
        alts = [value for tag, name, value in found if (tag, name) == ("img", "alt")]
        assert any(value.endswith(f" {share.attributes['label']}") for value in alts)
        names = [value for _, name, value in found if name == "data-name"]
        linked = [text for text in (section.title, heading.text) if "<a " in text.html]
        assert names == [text.plain for text in linked]
    assert wanted <= set(found)


FRONT = """\
title: Your "skin" & 'hair'
question: Is it \\<safe> & "easy"?
"""
BODY = """
## What is "eczema" & *what* is not

Words.

### A `small` [part](https://example.org/part)[^1] of "it"

| A | B |
|---|---|
| x | y |

Table: The "daily" *doses* & [more](https://example.org/doses)[^1]

::: chart
| Month | Share |
|---|---|
| May | 12 % |
| June | 30 % |

Table: The "monthly" *share*[^1]
:::

![A "mark" & more](images/logo.svg "Its 'caption' & \\"more\\"")

::: {.icon-array n=12 of=100 label="people 'in' whom & it works" source="A & B"}
:::

::: risk
| What "may" happen | n | of | When & why |
|---|---|---|---|
| a 'rash' & "itch" *now* | 3 | 100 | a "week" |
:::

[^1]: A note.
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    """An article with marks in all its names, made."""
    place = made(tmp_path_factory.mktemp("names"))
    place.edit("title: Asthma\n", FRONT)
    place.add(BODY)
    (outcome,) = place.build(formats=("slides", "leaflet", "leaflet-trifold", "poster"))
    assert [str(finding) for finding in outcome.findings] == []
    return place


def unglued(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_the_sections_and_titles_of_a_deck_are_bare_and_the_words_keep_their_mark_up(place):
    presentation = Presentation(place.file())
    with zipfile.ZipFile(place.file()) as held:
        tree = ElementTree.fromstring(held.read("ppt/presentation.xml"))
    sections = [one.get("name") for one in tree.iter() if one.tag.endswith("}section")]
    assert 'What is "eczema" & what is not' in sections
    titles = [slide.shapes.title.text_frame for slide in presentation.slides]
    title = next(one for one in titles if one.text.startswith('What is "eczema" & what is not'))
    assert [run.text for run in title.paragraphs[0].runs if run.font.italic] == ["what"]
    assert any(unglued(one.text).startswith('A small part1 of "it"') for one in titles)


def test_the_alternative_texts_of_a_deck_are_bare(place):
    alts = [
        one.get("descr")
        for slide in Presentation(place.file()).slides
        for one in slide._element.iter("{*}cNvPr")
        if one.get("descr")
    ]
    assert {alt.removeprefix('A small part of "it": ') for alt in alts} >= {
        'The "daily" doses & more',
        'The "monthly" share: Month – Share; May – 12\N{NO-BREAK SPACE}%; '
        "June – 30\N{NO-BREAK SPACE}%",
        'A "mark" & more',
        "12 of 100 people 'in' whom & it works",
    }


@pytest.mark.parametrize("ending", ["leaflet.pdf", "leaflet-trifold.pdf"])
def test_the_bookmarks_of_a_leaflet_have_no_notes_and_no_addresses(ending, place):
    toc = pypdfium2.PdfDocument(place.file(ending=ending)).get_toc()
    titles = [unglued(bookmark.get_title()) for bookmark in toc]
    assert "Your \"skin\" & 'hair'" in titles
    assert 'What is "eczema" & what is not' in titles
    assert 'A small part of "it"' in titles


def test_a_poster_of_headings_leads_to_no_note():
    day = date(2026, 10, 1)
    front = FrontMatter("A title", "en-GB", "1.0", day, day, ("Dr Example",))
    section = Section(1, "s", joined(Text("A", "A"), [_MARK]), ())
    page = filled("poster", Article("content/a.md", "a", front, (), (section,)), CLINIC).text
    assert re.search(r"<li>\s*<p>A</p>\s*</li>", page)
