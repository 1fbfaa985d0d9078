"""Articles made at random: a valid deck in which nothing is lost, or an error with its place."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handout.build import proof
from handout.formats import FORMATS
from handout.model.article import (
    Article,
    Directive,
    FrontMatter,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
    article_texts,
)
from handout.model.errors import ContentError
from handout.model.findings import Severity
from handout.model.markup import Folders
from handout.slides import preflight, writer
from handout.slides.ooxml.package import read
from handout.templating.templates import render
from tests.support.deck_markup import CLINIC

TEMPLATES = Path(__file__).parents[2] / "templates"
_SOME = (
    "skin scar heals slowly, after an operation or a burn; most people (not all) feel better. "
    "Ask us! 5 < 6 & more: “why?” mesenchymal Krankenversicherung 治疗 الجلد"
)
WORDS = st.sampled_from(_SOME.split())
LINES = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)


def text(words):
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Text(words, escaped)


TEXTS = LINES.map(text)
PARAGRAPHS = TEXTS.map(lambda words: Paragraph(1, words))
ITEMS = st.recursive(
    PARAGRAPHS.map(lambda p: Item(1, (p,))),
    lambda inner: st.tuples(PARAGRAPHS, st.lists(inner, min_size=1, max_size=4)).map(
        lambda both: Item(1, (both[0], List(1, tuple(both[1]))))
    ),
    max_leaves=6,
)
LISTS = st.builds(
    lambda items, ordered, lead: List(1, tuple(items), ordered, 1, lead),
    st.lists(ITEMS, min_size=1, max_size=9),
    st.booleans(),
    st.none() | TEXTS,
)


@st.composite
def tables(draw):
    columns = draw(st.integers(1, 4))
    cells = st.tuples(*[st.lists(WORDS, min_size=1, max_size=6).map(" ".join).map(text)] * columns)
    rows = draw(st.lists(cells, min_size=1, max_size=12))
    align = draw(st.tuples(*[st.sampled_from(("start", "center", "end"))] * columns))
    return Table(1, draw(cells), tuple(rows), align)


SIMPLE = PARAGRAPHS | LISTS | tables()
BLOCKS = st.lists(
    SIMPLE
    | TEXTS.map(lambda words: Heading(1, words, 3, "h"))
    | st.lists(SIMPLE, min_size=1, max_size=3).map(lambda b: Quote(1, tuple(b)))
    | st.builds(
        lambda name, held: Directive(1, name, tuple(held)),
        st.sampled_from(("key", "warning", "notes", "slides", "leaflet")),
        st.lists(SIMPLE, min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=5,
).map(tuple)
SECTIONS = st.lists(
    st.builds(lambda title, blocks: Section(1, "s", title, blocks), TEXTS, BLOCKS),
    max_size=3,
).map(tuple)
FRONT = FrontMatter("Skin", "en-GB", "1.0", date(2026, 10, 1), date(2028, 10, 1), ("Dr Example",))


def deck_or_findings(markup):
    """The deck, or what stops it."""
    try:
        return writer.write(markup, CLINIC)
    except ContentError as error:
        return error.findings


@pytest.mark.slow
@given(lead=BLOCKS, sections=SECTIONS)
@settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_any_article_gives_a_sound_deck_in_which_nothing_is_lost(lead, sections, tmp_path):
    article = Article("content/skin.md", "skin", FRONT, lead, sections)
    folders = Folders(tmp_path, TEMPLATES)
    markup = render(FORMATS["slides"].template, article, CLINIC, folders)
    made = deck_or_findings(markup)
    if isinstance(made, tuple):
        assert {finding.rule for finding in made} == {"slide-fit"}
        assert all(finding.about for finding in made)
        return
    found = preflight.check(read(made.data), made.deck)
    assert [f for f in found if f.severity is Severity.ERROR] == []
    texts = article_texts(article, "deck")
    told = preflight.text(read(made.data))
    assert list(proof.missing(texts, told, "en-GB", article.path, "slides")) == []


def test_a_lost_sentence_would_be_seen():
    found = list(proof.missing([(1, text("Not there."))], "", "en-GB", "a.md", "slides"))
    assert len(found) == 1
