"""An outline set in a template: layouts chosen, words fitted, long texts divided."""

import contextlib
import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias
from urllib.parse import urlsplit

from handout.model.deck import Deck, Item, Jump, Paragraph, Run, Slide, TextFrame
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import Markup
from handout.slides import table_slides, text_slides
from handout.slides.charts import ChartError, chart
from handout.slides.diagrams import icon_array, steps
from handout.slides.illustrations import (
    icon,
    icon_drawing,
    picture,
    room_of,
    stacked,
    with_title_beside,
)
from handout.slides.jumps import jump
from handout.slides.outline import Outline, Paragraphs, SlideOutline
from handout.slides.resolved_layouts import DeckTemplate, ResolvedLayout
from handout.slides.slide_pictures import PictureError
from handout.slides.text_slides import MisfitError
from handout.slides.titles import disambiguated_titles, numbered, with_words

Items: TypeAlias = tuple[Item, ...]

_MOST_NUMBERED = 3
"""Of more slides with one title, each says how it begins instead of a number."""
_OPENING_WORDS = 4


@dataclass(frozen=True, slots=True)
class ComposedSlide:
    """What one of the slides of a section holds, its title not yet final."""

    layout: ResolvedLayout
    items: Items


Composed: TypeAlias = tuple[SlideOutline, ComposedSlide]


def _host_alone(words: Paragraphs, address: str) -> Paragraphs:
    """The first paragraph with the address's host for words; takes a whole web address."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    first = words[0]
    return (replace(first, runs=(replace(first.runs[0], text=host),)),) if host else ()


def _captioned(words: Paragraphs, layout: ResolvedLayout, link: str = "") -> tuple[TextFrame, ...]:
    """The words below a picture or a chart, where the layout has a placeholder for them.

    Below a picture that leads to `link` its host alone will do: the picture has the rest.
    """
    placeholder = layout.placeholders.get("caption")
    if not words or not placeholder:
        return ()
    ways = (words, _host_alone(words, link)) if link else (words,)
    return (text_slides.first_that_fits(ways, placeholder),)


def _with_pictures(layout: ResolvedLayout, slide: SlideOutline, markup: Markup) -> list[Items]:
    """Texts on as many slides as they take, pictures on the first."""
    if "caption" not in layout.placeholders:  # its words then stand with the others
        captions = (image.caption for image in slide.pictures if image.caption)
        slide = replace(slide, texts=(*slide.texts, *captions))
    shows_words = slide.texts and (text_slides.placeholders(layout) or not slide.pictures)
    parts = text_slides.parts(layout, slide) if shows_words else [()]
    held: list[Item] = []
    for image in slide.pictures:
        caption = next(iter(_captioned(image.caption, layout, image.link)), None)
        shown = picture(image, layout.placeholders["picture"], markup, room_of(layout, caption))
        held += stacked(shown, caption, layout, slide.rtl)
    return [(*parts[0], *held), *parts[1:]]


def _tables(layout: ResolvedLayout, slide: SlideOutline, markup: Markup) -> list[Items]:
    """The table, its rows on as many slides as they take; raises MisfitError."""
    made = table_slides.tables(slide.tables[0], layout.placeholders["table"])
    if made is None:
        raise MisfitError([cell for row in slide.tables[0].rows for cell in row])
    return [(table,) for table in made]


def _chart(layout: ResolvedLayout, slide: SlideOutline, markup: Markup) -> list[Items]:
    """The chart with the words below it."""
    words = slide.texts[0] if slide.texts else ()
    return [(chart(slide.tables[0], layout.placeholders["chart"]), *_captioned(words, layout))]


def _steps(layout: ResolvedLayout, slide: SlideOutline, markup: Markup) -> list[Items]:
    """The steps as cards, on as many slides as they take; raises MisfitError."""
    family = layout.placeholders["title"].family
    made = steps(slide.texts[0], layout.canvas, family, layout.scale)
    if not made:
        raise MisfitError(slide.texts[0])
    return [(one,) for one in made]


def _icon_array(layout: ResolvedLayout, slide: SlideOutline, markup: Markup) -> list[Items]:
    """The people, and what they stand for in words."""
    proportion = slide.proportions[0]
    if "caption" not in layout.placeholders:  # the source then stands with the other words
        slide = replace(slide, texts=(*slide.texts, proportion.source))
    people = icon_array(proportion, layout.canvas, slide.rtl)
    return [(people, *text_slides.parts(layout, slide)[0], *_captioned(proportion.source, layout))]


_Builder: TypeAlias = Callable[[ResolvedLayout, SlideOutline, Markup], list[Items]]
_BUILDERS: Mapping[str, _Builder] = {
    "table": _tables,
    "chart": _chart,
    "steps": _steps,
    "icon-array": _icon_array,
}
"""How layouts are filled that hold more than texts and pictures."""


def _title(title: Paragraph, layout: ResolvedLayout, most: float = math.inf) -> TextFrame:
    """The title at its size, `most` at most; raises MisfitError."""
    return text_slides.single((title,), layout.placeholders["title"], most)


def _check_title(slide: SlideOutline, outline: Outline, layout: ResolvedLayout) -> None:
    """Raises MisfitError where the title has no room, with which of how many slides it is."""
    if not text_slides.fits(
        (numbered(slide.title, outline.part, 100, 100),), layout.placeholders["title"]
    ):
        raise MisfitError((slide.title,))


def _candidates(
    slide: SlideOutline, template: DeckTemplate, markup: Markup
) -> Iterator[tuple[str, SlideOutline]]:
    """The names of the layouts that may hold a slide, the best first, with what each is to hold."""
    if beside := with_title_beside(slide, template, markup):
        yield beside.layout, beside
    name = slide.layout
    while name:
        yield name, slide
        name = template.layouts[name].row.fallback


def _with_footnotes(slide: SlideOutline, layout: ResolvedLayout) -> SlideOutline:
    """The slide with its footnotes below its words, where the layout has a place for words."""
    if not slide.footnotes or not slide.texts or not text_slides.placeholders(layout):
        return slide
    *others, last = slide.texts
    return replace(slide, texts=(*others, (*last, *slide.footnotes)), footnotes=())


def _left(slide: SlideOutline, parts: Sequence[Items]) -> Paragraphs:
    """What the slide of a picture, a chart or a table has no place for."""
    if not (slide.pictures or slide.tables or slide.proportions) or slide.layout == "closing":
        return slide.footnotes
    said = "\n".join(_placeholder_text(items) for items in parts)
    words = (p for held in slide.texts for p in held if p.plain not in said)
    return (*words, *slide.footnotes)


def _filled(
    name: str, slide: SlideOutline, template: DeckTemplate, outline: Outline, markup: Markup
) -> list[ComposedSlide]:
    """The slide on a layout, what has no place there on slides behind it; raises MisfitError."""
    layout, wide = template.layouts[name], template.layouts["wide"]
    _check_title(slide, outline, layout)
    held = _with_footnotes(slide, layout)
    parts = _BUILDERS.get(name, _with_pictures)(layout, held, markup)
    made = [ComposedSlide(layout, items) for items in parts]
    if left := _left(held, parts):
        rest = replace(slide, texts=(left,), pictures=(), tables=(), proportions=())
        made += [ComposedSlide(wide, items) for items in text_slides.parts(wide, rest)]
    return made


def _laid_out(
    slide: SlideOutline, outline: Outline, template: DeckTemplate, markup: Markup
) -> list[ComposedSlide]:
    """The slide on its layout or, where that cannot hold it, on the next; raises MisfitError."""
    misfits = []
    for name, held in _candidates(slide, template, markup):
        try:
            made = _filled(name, held, template, outline, markup)
        except MisfitError as fault:
            misfits.append(fault)
            continue
        roomier = template.layouts[name].row.roomier
        if len(made) > 1 and roomier:
            with contextlib.suppress(MisfitError):
                made = min(made, _filled(roomier, held, template, outline, markup), key=len)
        return made
    raise misfits[-1]


_ENDLESS = 40
"""A word of so many letters is why its text does not fit."""
_SHORTER_WORD = "choose a shorter word for “{0}”, or write it in two"


def _too_long(misfit: MisfitError, slide: SlideOutline) -> Finding:
    """What is said of words that fit no slide."""
    short = misfit.words if len(misfit.words) < 80 else misfit.words[:77].rstrip() + "…"
    advice = "shorten it, or write it as several paragraphs"
    if slide.layout == "title" or misfit.words == slide.title.plain:
        advice = "shorten it"
    if wordy := max(misfit.words.split(), key=len, default=""):
        advice = advice if len(wordy) < _ENDLESS else _SHORTER_WORD.format(wordy)
    return Finding(
        "slide-fit",
        f"slide {slide.number} (“{slide.title.plain}”): “{short}” is too long for a slide",
        advice,
        about=misfit.words,
    )


def _all_slides(outline: Outline, template: DeckTemplate, markup: Markup) -> Iterator[Composed]:
    """Every part with its slide; raises ContentError."""
    findings: list[Finding] = []
    for slide in disambiguated_titles(outline.slides, outline.title):
        try:
            parts = _laid_out(slide, outline, template, markup)
            if slide.icon:  # even where the layout has no room for it
                icon_drawing(slide.icon, template.colours.primary)
        except MisfitError as misfit:
            findings.append(_too_long(misfit, slide))
        except (PictureError, ChartError) as fault:
            findings.append(fault.finding(slide.title.plain))
        else:
            yield from ((slide, part) for part in parts)
    if findings:
        raise ContentError(dict.fromkeys(findings))


def _placeholder_text(items: Items) -> str:
    """The words in placeholders, all in one."""
    return "\n".join(
        p.plain for item in items if isinstance(item, TextFrame) for p in item.paragraphs
    )


def _notes(slide: SlideOutline, items: Items) -> Paragraphs:
    """The speaker notes; of a title slide also what it has no room for."""
    if slide.layout != "title":
        return slide.notes
    said = _placeholder_text(items)
    lost = (p for held in slide.texts for p in held if p.plain not in said)
    return (*lost, *slide.notes)


def _opening_words(items: Items) -> str:
    """The first words of a slide, to tell it from others of its title."""
    first = next(filter(None, _placeholder_text(items).splitlines()), "")
    held = first.replace("\v", " ").split()
    return " ".join(held[:_OPENING_WORDS]) + ("…" if len(held) > _OPENING_WORDS else "")


def _titles_for(
    slide: SlideOutline, part: ComposedSlide, number: int, total: int, outline: Outline
) -> Iterator[Paragraph]:
    """What the title of one of several slides that share it may be, the best first."""
    words = _opening_words(part.items) if total > _MOST_NUMBERED else ""
    if total == 1 or (words and number == 1):
        yield slide.title
    if words and number > 1:
        yield with_words(slide.title, words)
        yield replace(slide.title, runs=(replace(slide.title.runs[0], text=words, link=""),))
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


def _ends(composed: Sequence[Composed]) -> Iterator[tuple[bool, bool]]:
    """For each slide whether it is the first and the last of its outline."""
    numbers = [slide.number for slide, _ in composed]
    for n, number in enumerate(numbers):
        yield n == 0 or numbers[n - 1] != number, number not in numbers[n + 1 : n + 2]


def _joined(
    slide: Slide, outline: SlideOutline, part: ComposedSlide, ends: tuple[bool, bool], width: float
) -> Slide:
    """The slide with its notes and names, if it is the first of its outline, and its link."""
    first, last = ends
    if first:
        slide = replace(slide, names=outline.names, notes=_notes(outline, slide.items))
    if outline.jump and (last or outline.jump.is_back):
        slide = replace(slide, items=(*slide.items, jump(outline.jump, part.layout, width)))
    return slide


def _with_references(deck: Deck, more: str) -> Iterator[Slide]:
    """The slides, the notes of those with details saying where these are."""
    numbers = deck.numbers
    for slide in deck.slides:
        targets = [i.target for i in slide.items if isinstance(i, Jump) and not slide.hidden]
        said = tuple(
            Paragraph((Run(more.format(number=numbers[name]), slide.lang),), rtl=slide.rtl)
            for name in targets
            if name in numbers
        )
        yield replace(slide, notes=(*slide.notes, *said))


def compose(outline: Outline, template: DeckTemplate, markup: Markup) -> Deck:
    """The deck with everything in its place; raises ContentError with all that does not fit."""
    composed = list(_all_slides(outline, template, markup))
    heads = _heads(composed, list(_titles(composed, outline)))
    slides = tuple(
        _joined(_slide(slide, part, head, template), slide, part, ends, template.width)
        for (slide, part), head, ends in zip(composed, heads, _ends(composed), strict=True)
    )
    made = Deck(
        outline.title,
        outline.lang,
        outline.author,
        outline.subject,
        outline.created,
        outline.footers,
        template.width,
        template.height,
        slides,
    )
    return replace(made, slides=tuple(_with_references(made, outline.more)))
