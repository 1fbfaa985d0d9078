"""An outline set in a template: layouts chosen, words fitted, long texts divided."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias
from urllib.parse import urlsplit

from handout.model.deck import Deck, Item, Paragraph, Slide, Table, TextFrame
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import Markup
from handout.slides import table_slides, text_slides
from handout.slides.charts import ChartError, chart
from handout.slides.diagrams import icon_array, steps
from handout.slides.illustrations import (
    icon,
    icon_drawing,
    in_cell,
    picture,
    room_of,
    stacked,
    with_title_beside,
)
from handout.slides.outline import Outline, Paragraphs, SlideOutline
from handout.slides.resolved_layouts import DeckTemplate, ResolvedLayout
from handout.slides.slide_pictures import PictureError
from handout.slides.text_slides import MisfitError
from handout.slides.titles import disambiguated_titles, numbered
from handout.typography.spacing import NBSP

Items: TypeAlias = tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ComposedSlide:
    """What one of the slides of a section holds, its title not yet final."""

    layout: ResolvedLayout
    items: Items


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


def _in_cells(table: Table, rtl: bool, markup: Markup) -> Iterator[Item]:
    """The pictures that stand in the cells of a table; raises PictureError."""
    for image, room in table_slides.pictures(table):
        yield in_cell(image, room, rtl, markup)


def _tables(layout: ResolvedLayout, slide: SlideOutline, markup: Markup) -> list[Items]:
    """The table, its rows on as many slides as they take; raises MisfitError."""
    made = table_slides.tables(slide.tables[0], layout.placeholders["table"])
    if made is None:
        raise MisfitError([cell for row in slide.tables[0].rows for cell in row])
    return [(table, *_in_cells(table, slide.rtl, markup)) for table in made]


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


def _title(title: Paragraph, layout: ResolvedLayout) -> TextFrame:
    """The title at its size; raises MisfitError."""
    return text_slides.single((title,), layout.placeholders["title"])


def _check_title(slide: SlideOutline, outline: Outline, layout: ResolvedLayout) -> None:
    """Raises MisfitError where the title has no room, with which of how many slides it is."""
    if not text_slides.fits(
        (numbered(slide.title, outline.part, 100, 100),), layout.placeholders["title"]
    ):
        raise MisfitError((slide.title,))


def _with_loose_columns(paragraph: Paragraph) -> Paragraph:
    """Words in columns, whose lines may break where they are wider than any slide."""
    if not any(run.monospaced for run in paragraph.runs):
        return paragraph
    runs = (replace(one, text=one.text.replace(NBSP, " ")) for one in paragraph.runs)
    return replace(paragraph, runs=tuple(runs))


def _candidates(
    slide: SlideOutline, template: DeckTemplate, markup: Markup
) -> Iterator[tuple[str, ResolvedLayout, SlideOutline]]:
    """The layouts that may hold a slide, the best first, with what each is to hold."""
    if beside := with_title_beside(slide, template, markup):
        yield beside.layout, template.layouts[beside.layout], beside
    loose = replace(slide, texts=tuple(tuple(map(_with_loose_columns, t)) for t in slide.texts))
    for one in (slide,) if loose == slide else (slide, loose):
        name = one.layout
        while name:
            layout = template.layouts[name]
            yield name, layout, one
            name = layout.row.fallback


def _laid_out(
    slide: SlideOutline, outline: Outline, template: DeckTemplate, markup: Markup
) -> list[ComposedSlide]:
    """The slide on its layout or, where that cannot hold it, on the next; raises MisfitError."""
    misfits = []
    for name, layout, held in _candidates(slide, template, markup):
        build = _BUILDERS.get(name, _with_pictures)
        try:
            _check_title(held, outline, layout)
            return [ComposedSlide(layout, items) for items in build(layout, held, markup)]
        except MisfitError as fault:
            misfits.append(fault)
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


def _all_slides(
    outline: Outline, template: DeckTemplate, markup: Markup
) -> Iterator[tuple[SlideOutline, ComposedSlide]]:
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


def _notes(slide: SlideOutline, part: ComposedSlide) -> Paragraphs:
    """The speaker notes, with what the layout has no room for and they do not say yet."""
    if len(slide.texts) != 1 or slide.layout not in ("chart", "picture"):
        return slide.notes
    said = "\n".join((_placeholder_text(part.items), *(p.plain for p in slide.notes)))
    return (*slide.notes, *(p for p in slide.texts[0] if p.plain not in said))


def compose(outline: Outline, template: DeckTemplate, markup: Markup) -> Deck:
    """The deck with everything in its place; raises ContentError with all that does not fit."""
    composed = list(_all_slides(outline, template, markup))
    totals = Counter(slide.title.plain.casefold() for slide, _ in composed)
    seen: Counter[str] = Counter()
    slides = []
    for slide, part in composed:
        key = slide.title.plain.casefold()
        seen[key] += 1
        title = slide.title
        if totals[key] > 1:
            title = numbered(title, outline.part, seen[key], totals[key])
        head = _title(title, part.layout)
        mark = icon(slide.icon, head, part.layout, template.colours.primary)
        slides.append(
            Slide(
                part.layout.row.name,
                title.plain,
                slide.lang,
                slide.rtl,
                slide.section,
                (head, *part.items, *mark),
                _notes(slide, part),
            )
        )
    return Deck(
        outline.title,
        outline.lang,
        outline.author,
        outline.subject,
        outline.created,
        outline.footers,
        template.width,
        template.height,
        tuple(slides),
    )
