"""Articles made at random: what their plan shows is whole, in order, once, and can be reached."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import count, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from handout.model.article import (
    Article,
    Directive,
    Heading,
    Section,
    article_blocks,
    article_texts,
    texts,
    texts_of,
)
from handout.slides.planning.plan import DeckPlan, plan, slide_grids
from handout.slides.planning.selection import bound
from handout.slides.planning.warned import unshown
from tests.support.outline import parsed
from tests.support.storyboards import STRINGS


def sentences(most: int = 30) -> st.SearchStrategy[str]:
    """Words that are numbered later, so that each can be found again."""
    return st.integers(1, most).map(lambda count: f"Word {'some words of it ' * count}"[:-1] + ".")


def numbered(parts: Iterable[str]) -> str:
    """The parts of an article, no two of its sentences alike."""
    numbers = count(1)
    return re.sub("Word", lambda _: f"Word{next(numbers)}x", "\n".join(parts))


PARAGRAPHS = sentences().map(lambda words: f"{words}\n")
ITEMS = st.lists(sentences(most=8), min_size=1, max_size=14)
LISTS = ITEMS.map(lambda items: "".join(f"- {one}\n" for one in items))
LED = st.tuples(sentences(most=4), LISTS).map(lambda both: f"{both[0][:-1]}:\n\n{both[1]}")
TABLES = ITEMS.map(
    lambda cells: "| A | B |\n|---|---|\n" + "".join(f"| 1 | {c} |\n" for c in cells)
)
WARNINGS = (PARAGRAPHS | LED).map(lambda inner: f"::: warning\n{inner}\n:::\n")
KEYS = PARAGRAPHS.map(lambda inner: f"::: key\n{inner}\n:::\n")
SUBS = st.tuples(sentences(most=1), PARAGRAPHS | LISTS).map(lambda two: f"### {two[0]}\n\n{two[1]}")
BLOCKS = st.lists(PARAGRAPHS | LISTS | LED | TABLES | WARNINGS | KEYS | SUBS, max_size=9)
SECTIONS = st.lists(
    st.tuples(sentences(most=1), st.sampled_from(["", " {.hidden}", " {.reference}"]), BLOCKS).map(
        lambda three: f"## {three[0]}{three[1]}\n\n" + "\n".join(three[2])
    ),
    max_size=9,
)
ARTICLES = st.tuples(BLOCKS, SECTIONS).map(lambda two: parsed(numbered((*two[0], *two[1]))).article)
QUICK = settings(max_examples=20, deadline=None, derandomize=True)


def shown(planned: DeckPlan, *, hidden: bool) -> list[str]:
    groups = planned.appendix if hidden else planned.story
    return [text.plain for g in groups for s in g.slides for _, text in texts_of(slide_grids(s))]


def wanted(article: Article) -> Iterator[str]:
    """The words of the blocks, in order; headings are titles as well."""
    for blocks in (article.lead, *(section.blocks for section in article.sections)):
        held = (block for block in blocks if not isinstance(block, Heading))
        yield from (text.plain for block in held for _, text in texts((block,), "deck"))


def own(words: str) -> bool:
    """Whether words stand in one place of the article alone."""
    return words.startswith("Word")


@QUICK
@given(article=ARTICLES)
def test_every_block_is_shown_whole_once_and_in_its_order(article):
    planned = plan(article, STRINGS)
    order = [words for words in wanted(article) if own(words)]
    layers = [shown(planned, hidden=hidden) for hidden in (False, True)]
    counts = Counter(words for layer in layers for words in layer)
    assert [words for words in order if counts[words] != 1] == []
    places = {words: place for place, words in enumerate(order)}
    for layer in layers:
        found = [places[words] for words in layer if words in places]
        assert all(a < b for a, b in pairwise(found))


@QUICK
@given(article=ARTICLES)
def test_every_heading_is_shown(article):
    planned = plan(article, STRINGS)
    said = "\n".join((*shown(planned, hidden=False), *shown(planned, hidden=True)))
    headings = [b.text.plain for b in article_blocks(article) if isinstance(b, Heading)]
    titles = [section.title.plain for section in article.sections]
    assert [words for words in (*headings, *titles) if words not in said] == []


@QUICK
@given(article=ARTICLES)
def test_every_warning_is_in_the_story(article):
    story = shown(plan(article, STRINGS), hidden=False)
    boxes = [
        block
        for block in article_blocks(article)
        if isinstance(block, Directive) and block.name == "warning"
    ]
    held = (text.plain for box in boxes for _, text in texts(box.blocks, "deck"))
    assert [words for words in held if words not in story] == []


def needed(article: Article) -> int:
    """How many boxes no story can leave out."""
    return sum(isinstance(block, Directive) for block in article_blocks(article))


@QUICK
@given(article=ARTICLES)
def test_the_story_keeps_within_its_bound_but_for_what_must_be_told(article):
    planned = plan(article, STRINGS)
    total = 2 + sum(len(group.slides) for group in planned.story)
    assert total <= max(bound(article), 4 + 2 * needed(article))


@QUICK
@given(article=ARTICLES)
def test_every_hidden_slide_is_reached_by_a_link_and_leads_back(article):
    planned = plan(article, STRINGS)
    every = [slide for g in (*planned.story, *planned.appendix) for slide in g.slides]
    names = [name for slide in every for name in slide.names]
    assert len(names) == len(set(names))
    html = "".join(text.html for slide in every for _, text in texts_of(slide_grids(slide)))
    led = {slide.more for slide in every} | {planned.more}
    for group in planned.appendix:
        first = group.slides[0]
        assert any(name in led or f'href="#{name}"' in html for name in first.names)
        assert all(slide.back in (*names, "/contact") for slide in group.slides)


EVERY = (
    test_every_block_is_shown_whole_once_and_in_its_order,
    test_every_heading_is_shown,
    test_every_warning_is_in_the_story,
    test_the_story_keeps_within_its_bound_but_for_what_must_be_told,
    test_every_hidden_slide_is_reached_by_a_link_and_leads_back,
)


@pytest.mark.slow
@pytest.mark.parametrize("test", EVERY, ids=lambda test: test.__name__)
def test_so_it_is_of_many_more(test):
    many = settings(max_examples=100, deadline=None)
    many(given(article=ARTICLES)(test.hypothesis.inner_test))()


def test_a_section_of_nothing_is_shown():
    section = Section(1, "s", parsed("## A").article.sections[0].title, ())
    planned = plan(Article("a.md", "a", parsed("A.").article.front, (), (section,)), STRINGS)
    assert shown(planned, hidden=False) == ["A", "A"]


# Warnings inside others

ALARM = "::: warning\nStop it at once.\n:::\n"


def inside(mark: str, words: str) -> str:
    """Words set in, behind what begins an item."""
    return mark + words.replace("\n", "\n" + " " * len(mark)).rstrip(" ")


HOLDERS = {
    "column": lambda it: (
        f":::: columns\n::: column\nGood.\n\n{it}\n:::\n::: column\nBad.\n:::\n::::\n"
    ),
    "empty column": lambda it: (
        f":::: columns\n::: column\n{it}\n:::\n::: column\n![A](a.png)\n:::\n::::\n"
    ),
    "item": lambda it: "- One\n" + inside("- ", f"Two\n\n{it}") + "\n- Three\n",
    "step": lambda it: "::: steps\n1. One\n" + inside("2. ", f"Two\n\n{it}") + "\n:::\n",
    "quote": lambda it: "> One\n>\n> " + it.replace("\n", "\n> ") + "\n",
    "note": lambda it: "One[^n].\n\n[^n]: Two\n\n" + inside("    ", it) + "\n",
    "note of a heading": lambda it: "### One[^n]\n\n[^n]: Two\n\n" + inside("    ", it) + "\n",
    "definition": lambda it: "Term\n" + inside(": ", f"It is\n\n{it}") + "\n",
    "key": lambda it: f"::: key\nOne.\n\n{it}\n:::\n",
    "slides": lambda it: f"::: slides\n{it}\n:::\n",
    "table": lambda it: f"| A | B |\n|---|---|\n| 1 | 2 |\n\n{it}\n",
    "risk": lambda it: f"::: risk\n| A | n | of |\n|---|---|---|\n| B | 3 | 10 |\n:::\n\n{it}\n",
    "icon array": lambda it: f'::: {{.icon-array n=3 of=10 label="have it"}}\n{it}\n:::\n',
}


@pytest.mark.parametrize("holder", HOLDERS)
@settings(QUICK, max_examples=5)
@given(
    around=st.tuples(BLOCKS, BLOCKS, SECTIONS),
    braces=st.sampled_from(["", " {.hidden}", " {.reference}", " {.shown}"]),
    alarm=st.sampled_from([ALARM, ALARM.replace("Stop", "- One\n- Stop")]),
)
def test_a_warning_is_shown_as_one_whatever_holds_it(holder, around, braces, alarm):
    before, after, sections = around
    held = (f"## Head{braces}\n", *before, "", HOLDERS[holder](alarm), "", *after, *sections)
    article = parsed(numbered(held)).article
    assert "Stop it at once." in [text.plain for _, text in article_texts(article, "deck")]
    for appendix in (True, False):
        planned = plan(article, STRINGS, appendix)
        assert list(unshown(planned, article, STRINGS)) == []
        bare = replace(planned, story=())
        assert list(unshown(bare, article, STRINGS)) != []
