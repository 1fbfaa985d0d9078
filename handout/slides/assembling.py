"""Composed slides as one deck: their titles told apart, with notes and links."""

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from handout.model.deck import Deck, Jump, Paragraph, Run, Slide, TextFrame
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
from handout.slides.jumps import jump
from handout.slides.outline import Jump as JumpOutline
from handout.slides.outline import Outline, Paragraphs, SlideOutline
from handout.slides.resolved_layouts import DeckTemplate, ResolvedLayout
from handout.slides.titles import numbered, with_words

_MOST_NUMBERED = 3
"""Of more slides with one title, each says how it begins instead of a number."""
_OPENING_WORDS = 4


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
    """What the title of one of several slides that share it may be, the best first."""
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


def _slide(
    slide: SlideOutline, part: ComposedSlide, head: TextFrame, template: DeckTemplate
) -> Slide:
    """One slide; names, notes and links are added where all are known."""
    mark = icon(slide.icon, head, part.layout, template.colours.primary)
    return Slide(
        part.layout.row.name,
        head.paragraphs[0].bare,
        slide.lang,
        slide.rtl,
        slide.section,
        (head, *part.items, *mark),
        (),
        hidden=slide.hidden,
    )


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
        yield jump(slide.jump, part.layout)
        return
    words = Paragraph((outline.onward,), rtl=slide.rtl)
    onward = jump(JumpOutline(words, _name(number + 1), is_back=False), part.layout)
    yield jump(slide.jump, part.layout, beside=onward)
    yield onward


def _linked(
    slides: Sequence[Slide], composed: Sequence[Composed], outline: Outline
) -> Iterator[Slide]:
    """The slides with their links; the first of an outline has its names and notes."""
    around = zip((None, *composed), composed, (*composed[1:], None), slides, strict=False)
    for number, (before, here, following, slide) in enumerate(around, 1):
        asked = here[0]
        is_first = before is None or before[0].number != asked.number
        own = (_name(number),) if slide.hidden else ()
        yield replace(
            slide,
            items=(*slide.items, *_buttons(here, following, number, outline)),
            notes=_notes(asked, slide.items) if is_first else (),
            names=(*(asked.names if is_first else ()), *own),
        )


def _with_references(deck: Deck, more: Run) -> Iterator[Slide]:
    """The slides, the notes of those with details saying where these are."""
    numbers = deck.numbers
    for slide in deck.slides:
        targets = [i.target for i in slide.items if isinstance(i, Jump) and not slide.hidden]
        said = tuple(
            Paragraph((replace(more, text=more.text.format(number=numbers[name])),), rtl=slide.rtl)
            for name in targets
            if name in numbers
        )
        yield replace(slide, notes=(*slide.notes, *said))


def compose(outline: Outline, template: DeckTemplate, markup: Markup) -> Deck:
    """The deck with everything in its place; raises ContentError with all that does not fit."""
    composed = list(composed_slides(outline, template, markup))
    heads = _heads(composed, list(_titles(composed, outline)))
    slides = [
        _slide(slide, part, head, template)
        for (slide, part), head in zip(composed, heads, strict=True)
    ]
    made = Deck(
        outline.title,
        outline.lang,
        outline.author,
        outline.subject,
        outline.created,
        outline.footers,
        template.width,
        template.height,
        tuple(_linked(slides, composed, outline)),
    )
    return replace(made, slides=tuple(_with_references(made, outline.more)))
