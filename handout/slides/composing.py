"""An outline set on a stage: layouts chosen, words fitted, long texts split, titles made unique."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from handout.model.deck import Deck, Item, Paragraph, Run, Slide, TextFrame
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import Markup
from handout.slides import table_slides, text_slides
from handout.slides.charts import ChartError, chart
from handout.slides.icon_arrays import icon_array
from handout.slides.illustrations import beside_title, hung, icon, icon_drawing, picture, room_of
from handout.slides.long_addresses import host_alone
from handout.slides.outline import Outline, SlideOutline, Words
from handout.slides.resolved_layouts import Scene, Stage
from handout.slides.slide_pictures import PictureError
from handout.slides.steps import steps
from handout.slides.text_slides import MisfitError
from handout.slides.titles import told_apart
from handout.typography import numbers


@dataclass(frozen=True, slots=True)
class Part:
    """What one of the slides of a section holds, its title not yet final."""

    scene: Scene
    items: tuple[Item, ...]


def _captioned(words: Words, scene: Scene, link: str = "") -> tuple[TextFrame, ...]:
    """The words below a picture or a chart, where the layout has a place for them.

    Below a picture that leads to `link` its host alone will do: the picture has the rest.
    """
    place = scene.places.get("caption")
    if not words or not place:
        return ()
    ways = (words, host_alone(words, link)) if link else (words,)
    return (text_slides.first_that_fits(ways, place),)


def _with_pictures(scene: Scene, slide: SlideOutline, markup: Markup) -> list[tuple[Item, ...]]:
    """Texts on as many slides as they take, pictures on the first."""
    if "caption" not in scene.places:  # its words then stand with the others
        captions = (image.caption for image in slide.images if image.caption)
        slide = replace(slide, texts=(*slide.texts, *captions))
    shows_words = slide.texts and (text_slides.places(scene) or not slide.images)
    parts = text_slides.parts(scene, slide) if shows_words else [()]
    held: list[Item] = []
    for image in slide.images:
        caption = next(iter(_captioned(image.caption, scene, image.link)), None)
        shown = picture(image, scene.places["picture"], markup, room_of(scene, caption))
        held += hung(shown, caption, scene, slide.rtl)
    return [(*parts[0], *held), *parts[1:]]


def _tables(scene: Scene, slide: SlideOutline, markup: Markup) -> list[tuple[Item, ...]]:
    """The table, its rows on as many slides as they take; raises MisfitError."""
    made = table_slides.tables(slide.grids[0], scene.places["table"])
    if made is None:
        raise text_slides.misfit([cell for row in slide.grids[0].rows for cell in row])
    return [(table,) for table in made]


def _chart(scene: Scene, slide: SlideOutline, markup: Markup) -> list[tuple[Item, ...]]:
    """The chart with the words below it."""
    words = slide.texts[0] if slide.texts else ()
    return [(chart(slide.grids[0], scene.places["chart"]), *_captioned(words, scene))]


def _steps(scene: Scene, slide: SlideOutline, markup: Markup) -> list[tuple[Item, ...]]:
    """The steps as cards, on as many slides as they take; raises MisfitError."""
    family = scene.places["title"].placeholder.levels[0].family
    made = steps(slide.texts[0], scene.canvas, family, scene.scale)
    if not made:
        raise text_slides.misfit(slide.texts[0])
    return [(one,) for one in made]


def _icon_array(scene: Scene, slide: SlideOutline, markup: Markup) -> list[tuple[Item, ...]]:
    """The people, and what they stand for in words."""
    share = slide.shares[0]
    if "caption" not in scene.places:  # the source then stands with the other words
        slide = replace(slide, texts=(*slide.texts, share.source))
    people = icon_array(share, scene.canvas, slide.rtl)
    return [(people, *text_slides.parts(scene, slide)[0], *_captioned(share.source, scene))]


_Builder: TypeAlias = Callable[[Scene, SlideOutline, Markup], list[tuple[Item, ...]]]
_BUILDERS: Mapping[str, _Builder] = {
    "table": _tables,
    "chart": _chart,
    "steps": _steps,
    "icon-array": _icon_array,
}
"""How layouts are filled that hold more than texts and pictures."""


def _numbered(title: Paragraph, part: str, number: int, total: int) -> Paragraph:
    """The title with which of how many it is, kept on one line."""
    words = part.format(number=number, total=total).replace(" ", "\u00a0")
    last = title.runs[-1]
    return replace(title, runs=(*title.runs, Run(f" {words}", last.lang, last.bold)))


def _title(title: Paragraph, scene: Scene) -> TextFrame:
    """The title at its size; raises MisfitError."""
    return text_slides.single((title,), scene.places["title"])


def _check_title(slide: SlideOutline, outline: Outline, scene: Scene) -> None:
    """Raises MisfitError where the title has no room, with which of how many slides it is."""
    if not text_slides.fits(
        (_numbered(slide.title, outline.part, 100, 100),), scene.places["title"]
    ):
        raise text_slides.misfit((slide.title,))


def _ways(
    slide: SlideOutline, stage: Stage, markup: Markup
) -> Iterator[tuple[str, Scene, SlideOutline]]:
    """The layouts that may hold a slide, the best first, with what each is to hold."""
    if beside := beside_title(slide, stage, markup):
        yield beside.layout, stage.scenes[beside.layout], beside
    name = slide.layout
    while name:
        scene = stage.scenes[name]
        yield name, scene, slide
        name = scene.layout.instead


def _staged(slide: SlideOutline, outline: Outline, stage: Stage, markup: Markup) -> list[Part]:
    """The slide on its layout or, where that cannot hold it, on the next; raises MisfitError."""
    misfits = []
    for name, scene, held in _ways(slide, stage, markup):
        build = _BUILDERS.get(name, _with_pictures)
        try:
            _check_title(held, outline, scene)
            return [Part(scene, items) for items in build(scene, held, markup)]
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


def _no_number(fault: ChartError, slide: SlideOutline) -> Finding:
    """What is said of a chart's cell that is no number."""
    return Finding(
        "chart-number",
        f"the chart “{slide.title.plain}” has “{fault.words}” where a number should be",
        numbers.ADVICE,
        about=fault.words or slide.title.plain,
    )


def _all_parts(
    outline: Outline, stage: Stage, markup: Markup
) -> Iterator[tuple[SlideOutline, Part]]:
    """Every part with its slide; raises ContentError."""
    findings: list[Finding] = []
    for slide in told_apart(outline.slides, outline.title):
        try:
            parts = _staged(slide, outline, stage, markup)
            if slide.icon:  # even where the layout has no room for it
                icon_drawing(slide.icon, stage.tints.primary)
        except MisfitError as misfit:
            findings.append(_too_long(misfit, slide))
        except PictureError as fault:
            findings.append(fault.finding(slide.title.plain))
        except ChartError as fault:
            findings.append(_no_number(fault, slide))
        else:
            yield from ((slide, part) for part in parts)
    if findings:
        raise ContentError(dict.fromkeys(findings))


def _shown(items: tuple[Item, ...]) -> str:
    """The words in placeholders, all in one."""
    return "\n".join(
        p.plain for item in items if isinstance(item, TextFrame) for p in item.paragraphs
    )


def _notes(slide: SlideOutline, part: Part) -> Words:
    """The speaker notes, with what the layout has no place for and they do not say yet."""
    if len(slide.texts) != 1 or slide.layout not in ("chart", "picture"):
        return slide.notes
    said = "\n".join((_shown(part.items), *(p.plain for p in slide.notes)))
    return (*slide.notes, *(p for p in slide.texts[0] if p.plain not in said))


def compose(outline: Outline, stage: Stage, markup: Markup) -> Deck:
    """The deck, everything in its place; raises ContentError with all that does not fit."""
    staged = list(_all_parts(outline, stage, markup))
    totals = Counter(slide.title.plain.casefold() for slide, _ in staged)
    seen: Counter[str] = Counter()
    slides = []
    for slide, part in staged:
        key = slide.title.plain.casefold()
        seen[key] += 1
        title = slide.title
        if totals[key] > 1:
            title = _numbered(title, outline.part, seen[key], totals[key])
        head = _title(title, part.scene)
        mark = icon(slide.icon, head, part.scene, stage.tints.primary)
        slides.append(
            Slide(
                part.scene.layout.name,
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
        stage.width,
        stage.height,
        tuple(slides),
    )
