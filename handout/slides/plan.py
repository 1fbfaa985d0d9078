"""The plan of a deck: which blocks of the article stand on which slide, as data.

It and `gists` are the only modules of `slides` that know the article. The template writes what is
planned here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise, takewhile
from typing import Any, NamedTuple, TypeAlias

from handout.model.article import (
    Article,
    Block,
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
    article_blocks,
    shown,
)
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.slides.gists import brief_definitions, brief_list, by_sentence, gist, together
from handout.typography.sentences import sentence_texts

Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PlannedSlide:
    """One slide."""

    layout: str
    """A name from `layouts`."""
    title: Text
    blocks: Blocks = ()
    columns: tuple[Blocks, ...] = ()
    """What stands side by side, in a layout of columns."""


Slides: TypeAlias = Iterator[PlannedSlide]


@dataclass(frozen=True, slots=True)
class SlideGroup:
    """The slides of a heading and all up to the next, with the speaker notes that they share."""

    section: str
    """The PowerPoint section that they belong to."""
    slides: tuple[PlannedSlide, ...]
    notes: Blocks
    icon: str = ""


class _Rules(NamedTuple):
    """What the plan of an article goes by."""

    lang: str
    full: bool
    """Whether all sentences of a paragraph are shown, not the first alone."""
    strings: Mapping[str, str]


_Planner: TypeAlias = Callable[[Any, Text, _Rules], Slides]
"""Plans the slides of a block below a title."""


class _Part(NamedTuple):
    """A heading with all up to the next; no heading before the first."""

    heading: Heading | None
    blocks: Blocks
    below: tuple[Heading, ...] = ()
    """The headings one level below its own that follow."""


def _headings_below(above: Heading, rest: Blocks) -> tuple[Heading, ...]:
    """The headings of the next level between a heading and the next that is not below it."""
    headings = (block for block in rest if isinstance(block, Heading))
    held = tuple(takewhile(lambda one: one.level > above.level, headings))
    level = min((one.level for one in held), default=0)
    return tuple(one for one in held if one.level == level)


def _parts(blocks: Blocks) -> Iterator[_Part]:
    """The blocks cut at their headings, whatever the level."""
    places = [n for n, block in enumerate(blocks) if isinstance(block, Heading)]
    if lead := blocks[: places[0] if places else None]:
        yield _Part(None, lead)
    for start, end in pairwise((*places, len(blocks))):
        heading, rest = blocks[start], blocks[start + 1 :]
        if isinstance(heading, Heading):
            yield _Part(heading, blocks[start + 1 : end], _headings_below(heading, rest))


def _plain(words: str) -> Text:
    """A text without mark-up."""
    return Text(words, escape(words))


def _nothing(_: Block, title: Text, rules: _Rules) -> Slides:
    """No slide: it begins a part, or is for another medium or for the notes."""
    yield from ()


def _paragraph(block: Paragraph, title: Text, rules: _Rules) -> Slides:
    """The first sentence, large; with `slides: full` all of them, each a paragraph."""
    sentences = tuple(by_sentence(block, rules.lang)) if rules.full else ()
    if len(sentences) > 1:
        yield PlannedSlide("bullets", title, sentences)
    else:
        first = Paragraph(block.line, gist(block.text, rules.lang))
        yield PlannedSlide("statement", title, (first,))


def _pictured(block: Paragraph, picture: Figure, title: Text, rules: _Rules) -> Slides:
    """A paragraph and its picture, side by side where one sentence is shown."""
    (slide,) = _paragraph(block, title, rules)
    if slide.layout == "statement":
        yield replace(slide, layout="picture", blocks=(*slide.blocks, picture))
    else:
        yield slide
        yield PlannedSlide("full-picture", title, (picture,))


def _list(block: List, title: Text, rules: _Rules) -> Slides:
    """A list below the last sentence before it; one before that is a statement."""
    text = block.lead_in
    said = [Paragraph(block.line, one) for one in sentence_texts(text, rules.lang)] if text else []
    if len(said) > 1:
        yield PlannedSlide("statement", title, (said[0],))
    yield PlannedSlide("bullets", title, (*said[-1:], brief_list(block, rules.lang)))


def _alone(layout: str) -> _Planner:
    """A block that has a slide to itself, as it is."""

    def planned(block: Block, title: Text, rules: _Rules) -> Slides:
        yield PlannedSlide(layout, title, (block,))

    return planned


def _definitions(block: Definitions, title: Text, rules: _Rules) -> Slides:
    yield PlannedSlide("bullets", title, (brief_definitions(block, rules.lang),))


def _stands_alone(block: Block) -> bool:
    """Whether it has a slide of its own, wherever it stands."""
    drawn = isinstance(block, Directive) and block.name in ("chart", "icon-array")
    return drawn or isinstance(block, Table | Figure | Definitions)


def _whole(layout: str, blocks: Blocks, title: Text, rules: _Rules) -> Slides:
    """A slide of all the words below each heading; tables and pictures on their own."""
    for part in _parts(blocks):
        head = part.heading.text if part.heading else title
        if held := tuple(together(part.blocks, rules.lang)):
            yield PlannedSlide(layout, head, held)
        for block in shown(part.blocks, "deck"):
            if _stands_alone(block):
                yield from _slides((block,), head, rules)


def _quote(block: Quote, title: Text, rules: _Rules) -> Slides:
    return _whole("statement", block.blocks, title, rules)


def _callout(block: Directive, title: Text, rules: _Rules) -> Slides:
    return _whole(block.name, block.blocks, title, rules)


def _inner(block: Directive, title: Text, rules: _Rules) -> Slides:
    return _slides(block.blocks, title, rules)


def _steps(block: Directive, title: Text, rules: _Rules) -> Slides:
    """A list as cards with arrows; what is no list stays as it is."""
    for inner in shown(block.blocks, "deck"):
        if isinstance(inner, List):
            yield PlannedSlide("steps", title, (brief_list(inner, rules.lang),))
        else:
            yield from _slides((inner,), title, rules)


def _column(block: Directive, rules: _Rules) -> Iterator[Block]:
    """What stands in a column, its headings too."""
    for part in _parts(block.blocks):
        yield from [part.heading] if part.heading else []
        yield from together(part.blocks, rules.lang)


def _columns(block: Directive, title: Text, rules: _Rules) -> Slides:
    """Two columns or three; one after the other where one has no words to stand beside others."""
    held = [one for one in shown(block.blocks, "deck") if isinstance(one, Directive)]
    columns = tuple(tuple(_column(one, rules)) for one in held)
    if not all(columns):
        yield from _slides(block.blocks, title, rules)
        return
    yield PlannedSlide("three-columns" if len(columns) == 3 else "columns", title, columns=columns)
    for one in held:
        yield from _slides(tuple(filter(_stands_alone, one.blocks)), title, rules)


def _chart(block: Directive, title: Text, rules: _Rules) -> Slides:
    """A table of numbers as bars, above its caption."""
    for inner in shown(block.blocks, "deck"):
        if isinstance(inner, Table):
            caption = (Paragraph(inner.line, inner.caption),) if inner.caption else ()
            yield PlannedSlide("chart", title, (inner, *caption))


_CALLOUTS = ("key", "warning")
"""Directives with a title of their own, in the interface strings."""
_PLANNERS: Mapping[str, _Planner] = {
    "paragraph": _paragraph,
    "heading": _nothing,
    "list": _list,
    "table": _alone("table"),
    "figure": _alone("full-picture"),
    "quote": _quote,
    "code": _alone("bullets"),
    "definitions": _definitions,
    "::: key": _callout,
    "::: warning": _callout,
    "::: notes": _nothing,
    "::: leaflet": _nothing,
    "::: slides": _inner,
    "::: steps": _steps,
    "::: columns": _columns,
    "::: column": _inner,
    "::: chart": _chart,
    "::: icon-array": _alone("icon-array"),
}
"""The slides of each kind of block, and of each directive."""


def _kind(block: Block) -> str:
    """The block's row in the table."""
    return f"::: {block.name}" if isinstance(block, Directive) else block.kind


def _illustrated(blocks: Iterable[Block]) -> Iterator[tuple[Block, Figure | None]]:
    """The blocks, each picture with the paragraph before it or, where none is, the one behind."""
    held = list(blocks)
    while held:
        match held[:3]:
            case [Figure(), Paragraph(), Figure()]:  # which has the paragraph
                yield held.pop(0), None
            case [Paragraph() as words, Figure() as picture, *_] | [
                Figure() as picture,
                Paragraph() as words,
                *_,
            ]:
                yield words, picture
                del held[:2]
            case _:
                yield held.pop(0), None


def _slides(blocks: Blocks, title: Text, rules: _Rules) -> Slides:
    """The slides of the blocks; of a run of paragraphs without pictures the first is shown."""
    pairs = list(_illustrated(shown(blocks, "deck")))
    in_run = False
    for block, picture in pairs:
        is_prose = isinstance(block, Paragraph) and not picture
        named = _kind(block).removeprefix("::: ")
        # A section that is one callout keeps its own heading.
        own = named in _CALLOUTS and len(pairs) > 1
        head = _plain(rules.strings[named]) if own else title
        if isinstance(block, Paragraph) and picture:
            yield from _pictured(block, picture, title, rules)
        elif rules.full or not (is_prose and in_run):
            yield from _PLANNERS[_kind(block)](block, head, rules)
        in_run = is_prose


def _bare(section: Text, title: Text, below: tuple[Heading, ...]) -> PlannedSlide:
    """The slide of a heading with no words below it: the headings that follow, or itself."""
    if not below:
        return PlannedSlide("statement", section, (Paragraph(0, title),))
    items = tuple(Item(one.line, (Paragraph(one.line, one.text),)) for one in below)
    return PlannedSlide("bullets", title, (List(below[0].line, items),))


def _section_groups(section: Section, rules: _Rules) -> Iterator[SlideGroup]:
    """A group for each heading of a section."""
    heading = Heading(section.line, section.title, 2, section.id)
    parts = list(_parts(section.blocks)) or [_Part(None, ())]
    for number, part in enumerate(parts):
        title = part.heading.text if part.heading else section.title
        slides = tuple(_slides(part.blocks, title, rules))
        spoken = part.heading if number and part.heading else heading
        yield SlideGroup(
            section.title.plain,
            slides or (_bare(section.title, title, part.below),),
            (spoken, *part.blocks),
            section.attributes.get("icon", ""),
        )


def _lead_groups(article: Article, rules: _Rules) -> Iterator[SlideGroup]:
    """The group of what stands before the first section."""
    if any(shown(article.lead, "deck")):
        title = _plain(rules.strings["introduction"])
        slides = tuple(_slides(article.lead, title, rules)) or (_bare(title, title, ()),)
        yield SlideGroup(title.plain, slides, article.lead)


def _check(article: Article) -> None:
    """Raises ContentError for each block of a kind that the table does not know."""
    faults = [
        Finding(
            "slide-plan",
            f"the slides have no plan for '{_kind(block)}'",
            "add it to the table in handout/slides/plan.py",
            article.path,
            block.line,
        )
        for block in article_blocks(article)
        if _kind(block) not in _PLANNERS
    ]
    if faults:
        raise ContentError(dict.fromkeys(faults))


def plan(article: Article, strings: Mapping[str, str]) -> tuple[SlideGroup, ...]:
    """The slides between the title and the contact; raises ContentError for an unknown block."""
    _check(article)
    rules = _Rules(article.front.lang, article.front.slides == "full", strings)
    groups = list(_lead_groups(article, rules))
    for section in article.sections:
        groups += _section_groups(section, rules)
    return tuple(groups)
