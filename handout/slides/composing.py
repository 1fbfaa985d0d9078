"""An outline set in a template: layouts chosen, words fitted, long texts divided."""

import contextlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from handout.model.deck import Item, Paragraph, Table, TextFrame
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import Markup
from handout.slides import table_slides, text_slides
from handout.slides.charts import ChartError, chart
from handout.slides.diagrams import icon_array, steps
from handout.slides.illustrations import (
    icon_drawing,
    in_cell,
    picture,
    room_of,
    stacked,
    with_title_beside,
)
from handout.slides.outline import Outline, Paragraphs, Proportion, SlideOutline
from handout.slides.resolved_layouts import DeckTemplate, ResolvedLayout
from handout.slides.slide_pictures import PictureError
from handout.slides.text_slides import MisfitError
from handout.slides.titles import disambiguated_titles, numbered
from handout.typography import line_breaks
from handout.typography.spacing import NBSP

Items: TypeAlias = tuple[Item, ...]


class ComposedSlide(Struct, frozen=True):
    """What one of the slides of a section holds, its title not yet final."""

    layout: ResolvedLayout
    items: Items


Composed: TypeAlias = tuple[SlideOutline, ComposedSlide]


class _Deck(NamedTuple):
    """What every slide of a deck is composed with."""

    outline: Outline
    template: DeckTemplate
    markup: Markup


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


def placeholder_text(items: Items) -> str:
    """The words in placeholders, all in one."""
    return "\n".join(
        p.plain for item in items if isinstance(item, TextFrame) for p in item.paragraphs
    )


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


def _in_cells(table: Table, rtl: bool, markup: Markup) -> Iterator[Item]:
    """The pictures and people that stand in the cells of a table; raises PictureError."""
    for shown, room in table_slides.pictures(table):
        if isinstance(shown, Proportion):
            yield icon_array(shown, room, rtl)
        else:
            yield in_cell(shown, room, rtl, markup)


def _tables(layout: ResolvedLayout, slide: SlideOutline, markup: Markup) -> list[Items]:
    """The table, its rows on as many slides as they take; raises MisfitError."""
    place, caption = layout.placeholders["table"], list[TextFrame]()
    with contextlib.suppress(MisfitError):
        caption += _captioned(slide.footnotes, layout)
    if caption:
        place = replace(place, box=replace(place.box, height=caption[0].box.top - place.box.top))
    made = table_slides.tables(slide.tables[0], place)
    if made is None:
        raise MisfitError([cell for row in slide.tables[0].rows for cell in row])
    return [(table, *_in_cells(table, slide.rtl, markup), *caption) for table in made]


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


def _with_loose_columns(paragraph: Paragraph) -> Paragraph:
    """Words in columns, whose lines may break where they are wider than any slide."""
    if not any(run.monospaced for run in paragraph.runs):
        return paragraph
    runs = (replace(one, text=one.text.replace(NBSP, " ")) for one in paragraph.runs)
    return replace(paragraph, runs=tuple(runs))


def _candidates(slide: SlideOutline, deck: _Deck) -> Iterator[tuple[str, SlideOutline]]:
    """The names of the layouts that may hold a slide, the best first, with what each is to hold."""
    if beside := with_title_beside(slide, deck.template, deck.markup):
        yield beside.layout, beside
    loose = replace(slide, texts=tuple(tuple(map(_with_loose_columns, t)) for t in slide.texts))
    for one in (slide,) if loose == slide else (slide, loose):
        name = one.layout
        while name:
            yield name, one
            name = deck.template.layouts[name].row.fallback


def _with_footnotes(slide: SlideOutline, layout: ResolvedLayout) -> SlideOutline:
    """The slide with its footnotes below its words, where the layout has a place for words."""
    if not slide.footnotes or not slide.texts or not text_slides.placeholders(layout):
        return slide
    *others, last = slide.texts
    return replace(slide, texts=(*others, (*last, *slide.footnotes)), footnotes=())


def _marks(words: Iterable[Paragraph]) -> set[str]:
    """The marks of footnotes in words."""
    return {run.text for paragraph in words for run in paragraph.runs if run.position == "note"}


def _noted(items: Items, footnotes: Paragraphs, layout: ResolvedLayout) -> Items:
    """The items of one of several slides, with the footnotes of its marks, if they fit."""
    frames = [item for item in items if isinstance(item, TextFrame)]
    here, wanted, notes = _marks(p for one in frames for p in one.paragraphs), False, []
    for paragraph in footnotes:  # what has no mark goes on from the paragraph before
        if marks := _marks((paragraph,)):
            wanted = bool(marks & here)
        notes += [paragraph] if wanted else []
    if len(frames) != 1 or not notes:
        return items
    with contextlib.suppress(MisfitError):
        words = (*frames[0].paragraphs, *notes)
        both = text_slides.single(words, layout.placeholders[frames[0].role])
        return tuple(both if item is frames[0] else item for item in items)
    return items


def _letters(words: str) -> str:
    """Words without any spaces: setting them joins some, by spaces of other kinds."""
    return re.sub(r"[\s\u200b]", "", words)


def _left(slide: SlideOutline, parts: Sequence[Items]) -> Paragraphs:
    """The footnotes, and the words beside a picture or a table, that found no room there."""
    is_shown = bool(slide.pictures or slide.tables or slide.proportions)
    texts = slide.texts if is_shown and slide.layout != "closing" else ()
    said = _letters("\n".join(placeholder_text(items) for items in parts))
    words = itertools.chain(*texts, slide.footnotes)
    return tuple(paragraph for paragraph in words if _letters(paragraph.plain) not in said)


def _filled(name: str, slide: SlideOutline, deck: _Deck) -> list[ComposedSlide]:
    """The slide on a layout, what has no place there on slides behind it; raises MisfitError."""
    layout, wide = deck.template.layouts[name], deck.template.layouts["wide"]
    longest_title = numbered(slide.title, deck.outline.part, 100, 100)
    if not text_slides.fits((longest_title,), layout.placeholders["title"]):
        raise MisfitError((slide.title,))
    held, build = _with_footnotes(slide, layout), _BUILDERS.get(name, _with_pictures)
    parts = build(layout, held, deck.markup)
    if len(parts) > 1 and held is not slide:  # each belongs to the slide of its mark
        bare = build(layout, replace(slide, footnotes=()), deck.markup)
        parts = [_noted(items, slide.footnotes, layout) for items in bare]
    made = [ComposedSlide(layout, items) for items in parts]
    if left := _left(slide, parts):
        rest = replace(slide, texts=(left,), pictures=(), tables=(), proportions=())
        made += [ComposedSlide(wide, items) for items in text_slides.parts(wide, rest)]
    return made


def _loudness(made: ComposedSlide) -> float:
    """The size of the words of a slide that warns; 0 of any other."""
    if "warning" not in made.layout.row.name:
        return 0.0
    return max((max(one.sizes) for one in made.items if isinstance(one, TextFrame)), default=0.0)


def _is_quiet(made: ComposedSlide, template: DeckTemplate) -> bool:
    """Whether a warning is smaller than a short text might be set that does not warn."""
    statement = template.layouts["statement"].placeholders["body"].slot.sizes
    return 0 < _loudness(made) < max(statement)


def _laid_out(slide: SlideOutline, deck: _Deck) -> list[ComposedSlide]:
    """The slide on its layout or, where that cannot hold it, on the next; raises MisfitError."""
    misfits = []
    for name, held in _candidates(slide, deck):
        try:
            made = _filled(name, held, deck)
        except MisfitError as fault:
            misfits.append(fault)
            continue
        roomier = deck.template.layouts[name].row.roomier
        if roomier and (len(made) > 1 or _is_quiet(made[0], deck.template)):
            with contextlib.suppress(MisfitError):
                other = _filled(roomier, held, deck)
                made = min(made, other, key=lambda one: (len(one), -_loudness(one[0])))
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
    # Thai or Chinese without a space is no long word, as its lines break within.
    words = (one for one in misfit.words.split() if not line_breaks.is_needed(one))
    if len(wordy := max(words, key=len, default="")) >= _ENDLESS:
        advice = _SHORTER_WORD.format(wordy)
    return Finding(
        "slide-fit",
        f"slide {slide.number} (“{slide.title.plain}”): “{short}” is too long for a slide",
        advice,
        about=misfit.words,
    )


def _one_layout(
    slides: Iterable[tuple[SlideOutline, list[ComposedSlide]]], deck: _Deck
) -> Iterator[Composed]:
    """The slides of one section, those of words on one layout, so that their titles stay in place.

    Where one of them needs the roomier layout, so do the others.
    """
    held = list(slides)
    roomier = {
        made[0].layout.row.name for slide, made in held if made[0].layout.row.name != slide.layout
    }
    for slide, made in held:
        wanted = deck.template.layouts[slide.layout].row.roomier
        if wanted in roomier and made[0].layout.row.name == slide.layout:
            with contextlib.suppress(MisfitError):
                other = _filled(wanted, slide, deck)
                made = other if len(other) == len(made) else made  # noqa: PLW2901
        yield from ((slide, one) for one in made)


def composed_slides(outline: Outline, template: DeckTemplate, markup: Markup) -> Iterator[Composed]:
    """Every part with its slide; raises ContentError with all that does not fit."""
    deck = _Deck(outline, template, markup)
    findings, all_made = list[Finding](), list[tuple[SlideOutline, list[ComposedSlide]]]()
    for slide in disambiguated_titles(outline.slides, outline.title):
        try:
            parts = _laid_out(slide, deck)
            if slide.icon:  # even where the layout has no room for it
                icon_drawing(slide.icon, template.colours.primary)
        except MisfitError as misfit:
            findings.append(_too_long(misfit, slide))
        except (PictureError, ChartError) as fault:
            findings.append(fault.finding(slide.title.plain))
        else:
            all_made.append((slide, parts))
    if findings:
        raise ContentError(dict.fromkeys(findings))
    for _, run in itertools.groupby(all_made, lambda one: one[0].section):
        yield from _one_layout(run, deck)
