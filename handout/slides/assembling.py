"""Composed slides as one deck: their titles told apart, with notes and links."""

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from handout.model.deck import Box, Deck, Jump, Paragraph, Run, Slide, TextFrame
from handout.model.markup import Markup
from handout.slides import text_slides
from handout.slides.composing import (
    Composed,
    ComposedSlide,
    Items,
    composed_slides,
    placeholder_text,
)
from handout.slides.illustrations import icon
from handout.slides.outline import Jump as JumpOutline
from handout.slides.outline import Outline, Paragraphs, SlideOutline
from handout.slides.resolved_layouts import DeckTemplate, ResolvedLayout
from handout.slides.titles import numbered, with_words
from handout.typography.measuring import line_width

_MOST_NUMBERED = 3
"""Of more slides with one title, each says how it begins instead of a number."""
_OPENING_WORDS = 4
_SIZE, _HEIGHT, _SIDE = 18.0, 30.0, 14.0
"""Of a button: its type, its height, and from its edges to its words, in points on a base slide."""
_BETWEEN = 8.0
"""From one button to another."""
_TO_DETAILS, _BACK = "{0} ›", "‹ {0}"


def _title(title: Paragraph, layout: ResolvedLayout, most: float = math.inf) -> TextFrame:
    """The title at its size, `most` at most; raises MisfitError."""
    return text_slides.single((title,), layout.placeholders["title"], most)


def _notes(slide: SlideOutline, items: Items) -> Paragraphs:
    """The speaker notes; of a title slide also what it has no room for."""
    if slide.layout != "title":
        return slide.notes
    said = placeholder_text(items)
    lost = (p for held in slide.texts for p in held if p.plain not in said)
    return (*lost, *slide.notes)


def _opening_words(items: Items) -> str:
    """The first words of a slide that are its own: lists repeat what introduces them."""
    held = [p for item in items if isinstance(item, TextFrame) for p in item.paragraphs if p.plain]
    is_led = len(held) > 1 and held[1].mark and not held[0].mark
    words = held[1 if is_led else 0].plain.split() if held else []
    return " ".join(words[:_OPENING_WORDS]) + ("…" if len(words) > _OPENING_WORDS else "")


def _titles_for(
    slide: SlideOutline, part: ComposedSlide, number: int, total: int, outline: Outline
) -> Iterator[Paragraph]:
    """The titles that one of several slides of one title may have, the best first."""
    words = _opening_words(part.items) if total > _MOST_NUMBERED else ""
    if total == 1:
        yield slide.title
    if words:
        yield with_words(slide.title, words)
    yield numbered(slide.title, outline.part, number, total)


def _titles(composed: Sequence[Composed], outline: Outline) -> Iterator[Paragraph]:
    """A title for each slide, no two alike."""
    alike = [slide.title.plain.casefold() for slide, _ in composed]
    totals, seen, taken = Counter(alike), Counter[str](), set[str]()
    for key, (slide, part) in zip(alike, composed, strict=True):
        seen[key] += 1
        *ways, last = _titles_for(slide, part, seen[key], totals[key], outline)
        place = part.layout.placeholders["title"]
        free = (
            one
            for one in ways
            if one.plain.casefold() not in taken and text_slides.fits((one,), place)
        )
        title = next(free, last)
        taken.add(title.plain.casefold())
        yield title


def _heads(composed: Sequence[Composed], titles: Sequence[Paragraph]) -> Iterator[TextFrame]:
    """The titles in their places: of neighbours in one section and layout in one size."""
    rows = zip(composed, titles, strict=True)
    for _, run in itertools.groupby(rows, lambda row: (row[0][0].section, row[0][1].layout.part)):
        held = [(title, part.layout) for (_, part), title in run]
        size = min(_title(*one).sizes[0] for one in held)
        yield from (_title(*one, size) for one in held)


def _place(layout: ResolvedLayout, wide: float, rtl: bool, beside: float) -> Box:
    """Where a button stands: at the end of the version line, `beside` points from there.

    Where there is no such line, at the foot of the slide where titles begin: there a clinic's own
    slides have their logo or number more seldom than where lines end.
    """
    tall, foot = _HEIGHT * layout.scale, layout.footers.get("ftr")
    title = layout.placeholders["title"].room
    room = foot.box if foot else Box(title.left, 500 * layout.scale, title.width, tall)
    is_left = rtl == bool(foot)
    left = room.left + beside if is_left else room.right - wide - beside
    return Box(left, room.top + (room.height - tall) / 2, wide, tall)


def _button(asked: JumpOutline, layout: ResolvedLayout, other: Jump | None = None) -> Jump:
    """A link at the foot of a slide, as a button; beside another where there is one."""
    (run, *_), rtl, scale = asked.words.runs, asked.words.rtl, layout.scale
    form = _BACK if asked.is_back else _TO_DETAILS
    words = replace(asked.words, runs=(replace(run, text=form.format(run.text), bold=True),))
    size = round(_SIZE * scale)
    wide = line_width(words.plain, layout.placeholders["title"].family) * size * 1.08
    wide += 2 * _SIDE * scale
    place = _place(layout, wide, rtl, other.box.width + _BETWEEN * scale if other else 0.0)
    return Jump(place, words, size, asked.target, layout.row.background == "tx2")


def _name(number: int) -> str:
    """What the button of the slide before calls a hidden one; counted from 1."""
    return f"/{number}"


def _buttons(
    here: Composed, following: Composed | None, number: int, outline: Outline
) -> Iterator[Jump]:
    """The links at the foot of a slide: to its details, or back and on to the next of them."""
    (slide, part), after = here, following[0] if following else None
    is_last = after is None or after.number != slide.number
    if not slide.jump or not (is_last or slide.jump.is_back):
        return
    if not (slide.hidden and after and after.section == slide.section):
        yield _button(slide.jump, part.layout)
        return
    words = Paragraph((outline.onward,), rtl=slide.rtl)
    onward = _button(JumpOutline(words, _name(number + 1), is_back=False), part.layout)
    yield _button(slide.jump, part.layout, onward)
    yield onward


def _slides(
    composed: Sequence[Composed], outline: Outline, template: DeckTemplate
) -> Iterator[Slide]:
    """The slides with their titles and links; the first of an outline has its names and notes."""
    heads = _heads(composed, list(_titles(composed, outline)))
    around = zip((None, *composed), composed, (*composed[1:], None), heads, strict=False)
    for number, (before, here, following, head) in enumerate(around, 1):
        slide, part = here
        is_first = before is None or before[0].number != slide.number
        own = (_name(number),) if slide.hidden else ()
        mark = icon(slide.icon, head, part.layout, template.colours.primary)
        items = (head, *part.items, *mark)
        yield Slide(
            part.layout.row.name,
            head.paragraphs[0].bare,
            slide.lang,
            slide.rtl,
            slide.section,
            (*items, *_buttons(here, following, number, outline)),
            _notes(slide, items) if is_first else (),
            (*slide.names, *own) if is_first else own,
            slide.hidden,
        )


def _with_references(deck: Deck, more: Run) -> Iterator[Slide]:
    """The slides, the notes of those with details saying where these are."""
    numbers = deck.numbers
    for slide in deck.slides:
        links = [] if slide.hidden else [one for one in slide.items if isinstance(one, Jump)]
        found = (numbers[link.target] for link in links if link.target in numbers)
        runs = (replace(more, text=more.text.format(number=number)) for number in found)
        said = (Paragraph((run,), rtl=slide.rtl) for run in runs)
        yield replace(slide, notes=(*slide.notes, *said))


def compose(outline: Outline, template: DeckTemplate, markup: Markup) -> Deck:
    """The deck with everything in its place; raises ContentError with all that does not fit."""
    composed = list(composed_slides(outline, template, markup))
    made = Deck(
        outline.title,
        outline.lang,
        outline.author,
        outline.subject,
        outline.created,
        outline.footers,
        template.width,
        template.height,
        tuple(_slides(composed, outline, template)),
    )
    return replace(made, slides=tuple(_with_references(made, outline.more)))
