"""Articles and the slides that are planned for them: an article in, one line a slide out.

A storyboard is read by a person before it is committed; `pytest --renew-goldens` writes it anew.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import pytest

from handout.model.article import (
    Article,
    Block,
    Code,
    Definition,
    Definitions,
    Directive,
    Figure,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
    article_texts,
    texts,
)
from handout.model.errors import ContentError
from handout.slides.layouts import LAYOUTS
from handout.slides.plan import PlannedSlide, plan
from handout.source.markdown.directives import DIRECTIVES
from handout.source.reading import parse
from handout.templating.interface_strings import interface_strings
from tests.support.outline import parsed

ROOT = Path(__file__).parents[2]
STRINGS = interface_strings(ROOT / "templates", "en-GB")
STORYBOARDS = sorted((Path(__file__).parent / "storyboards").glob("*.md"))


def read(path: Path) -> Article:
    reading = parse(path.read_bytes(), path.name, path.stem)
    assert [str(finding) for finding in reading.findings] == []
    return reading.article


def line(block: Block) -> str:  # noqa: PLR0911  # a case for each kind of block
    """A block in a few words."""
    match block:
        case Paragraph(text=text):
            return text.plain.replace("\n", " = ")
        case Heading(text=text):
            return f"*{text}*"
        case Code(text=text):
            return " / ".join(text.plain.splitlines())
        case List(items=items, ordered=ordered, start=start):
            marks = [f"{n}." if ordered else "•" for n in range(start, start + len(items))]
            held = zip(marks, (lines(item.blocks) for item in items), strict=True)
            return f"[{' '.join(' '.join(one) for one in held)}]"
        case Table(rows=rows, caption=caption):
            return f"<table of {len(rows)} rows: {caption or 'no caption'}>"
        case Figure(source=source, caption=caption):
            return f"<picture {source}: {caption or 'no caption'}>"
        case Directive(attributes=shown):
            return f"<{shown['n']} of {shown['of']} {shown['label']}>"
    raise AssertionError(block)


def lines(blocks: tuple[Block, ...]) -> str:
    return " ".join(map(line, blocks))


def row(slide: PlannedSlide, section: str) -> str:
    held = " | ".join(map(lines, slide.columns)) or lines(slide.blocks)
    title = "" if slide.title.plain == section else f"{slide.title} — "
    return f"  {slide.layout:13}  {title}{held}"


def storyboard(article: Article) -> str:
    """A line for each section, and one for each slide: layout, title, what it shows."""
    made = []
    for group in plan(article, STRINGS):
        head = f"{group.section} ({group.icon})" if group.icon else group.section
        made += [f"{head}\n"] if f"{head}\n" not in made else []
        made += [f"{row(slide, group.section)}\n" for slide in group.slides]
    return "".join(made)


@pytest.mark.parametrize("path", STORYBOARDS, ids=lambda path: path.stem)
def test_the_slides_of_an_article_are_those_of_its_storyboard(path, request):
    made, expected = storyboard(read(path)), path.with_suffix(".txt")
    if request.config.getoption("--renew-goldens"):
        expected.write_text(made, "utf-8")
    assert made == expected.read_text("utf-8")


def test_every_layout_but_those_of_the_template_and_the_writer_is_in_a_storyboard():
    planned = {
        slide.layout
        for path in STORYBOARDS
        for group in plan(read(path), STRINGS)
        for slide in group.slides
    }
    others = {"title", "closing", "wide"}  # `wide` is taken where words do not fit
    assert planned | others == LAYOUTS.keys()


@pytest.mark.parametrize("path", STORYBOARDS, ids=lambda path: path.stem)
def test_the_notes_say_every_word_of_the_article_in_order(path):
    article = read(path)
    said = [text for group in plan(article, STRINGS) for _, text in texts(group.notes, "deck")]
    wanted = [text for _, text in article_texts(article, "deck")]
    # The first heading of a section without words before it is the title of its slides alone.
    firsts = [section.blocks[0] for section in article.sections]
    titles = [block.text for block in firsts if isinstance(block, Heading)]
    assert said == [text for text in wanted if text not in titles]


@dataclass(frozen=True)
class Map:
    """A kind of block that the slides do not know."""

    kind: ClassVar = "map"
    line: int = 7


WORDS = (Paragraph(1, Text("Words.", "Words.")),)
PLACES = {
    "section": lambda block: block,
    "list": lambda block: List(1, (Item(1, (*WORDS, block)),)),
    "quote": lambda block: Quote(1, (*WORDS, block)),
    "definitions": lambda block: Definitions(1, (Definition(1, Text("A", "A"), (block,)),)),
    "key": lambda block: Directive(1, "key", (*WORDS, block)),
    "column": lambda block: Directive(1, "columns", (Directive(1, "column", (block,)),)),
}


@pytest.mark.parametrize("inside", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize(
    ("block", "name"), [(Directive(7, "exercise", WORDS), "::: exercise"), (Map(), "map")]
)
def test_what_is_not_planned_is_an_error_wherever_it_stands(block, name, inside):
    article = parsed("## Moves\n\nWords.\n").article
    (section,) = article.sections
    sections = (replace(section, blocks=(inside(block),)),)
    with pytest.raises(ContentError) as error:
        plan(replace(article, sections=sections), STRINGS)
    assert str(error.value) == (
        f"content/a.md:7: the slides have no plan for '{name}'; "
        "add it to the table in handout/slides/plan.py"
    )


def test_each_directive_of_an_article_is_planned():
    for name in DIRECTIVES:
        block = Directive(1, name, WORDS, {"n": "1", "of": "9", "label": "people"})
        section = Section(1, "s", Text("S", "S"), (block,))
        article = replace(parsed("Words.").article, sections=(section,))
        assert plan(article, STRINGS)
