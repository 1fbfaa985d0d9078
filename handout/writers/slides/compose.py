"""An outline set on a stage: layouts chosen, words fitted, long texts split, titles made unique."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from handout.deck import Box, Deck, Item, Paragraph, Picture, Run, Slide, Table, TextFrame
from handout.errors import ContentError
from handout.finding import Finding
from handout.markup import Markup
from handout.writers.slides import fit, grid
from handout.writers.slides.outline import Image, Outline, SlideOutline, Words
from handout.writers.slides.pictures import PictureError, load
from handout.writers.slides.stage import Place, Scene, Stage


class MisfitError(Exception):
    """Words that no size of a layout can hold."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)


@dataclass(frozen=True, slots=True)
class Part:
    """What one of the slides of a section holds, its title not yet final."""

    scene: Scene
    items: tuple[Item, ...]


def _excerpt(words: Sequence[Paragraph]) -> str:
    """The longest paragraph, to name it in a finding."""
    return max(words, key=lambda paragraph: len(paragraph.plain)).plain


def _misfit(words: Sequence[Paragraph]) -> MisfitError:
    return MisfitError(_excerpt(words))


def _cuts(words: Words, place: Place) -> Iterator[tuple[Words, list[Words], Sequence[int]]]:
    """The ways to set a text, the best first: what is repeated, what stays together, the sizes."""
    opening = fit.lead(words)
    intro, rest = words[:opening], words[opening:]
    whole = list(fit.units(rest))
    yield intro, whole, place.slot.sizes
    yield intro, whole, place.slot.last
    single: list[Words] = [(paragraph,) for paragraph in words]
    yield (), single, (*place.slot.sizes[-1:], *place.slot.last)
    sentences: list[Words] = [
        (part,) for paragraph in words for part in fit.sentence_parts(paragraph)
    ]
    yield (), sentences, (*place.slot.sizes[-1:], *place.slot.last)


def _fits(intro: Words, place: Place, sizes: Sequence[int], group: Sequence[Words]) -> bool:
    """Whether a group of units fits its placeholder, with what is repeated before it."""
    return fit.best((*intro, *itertools.chain(*group)), place, sizes) is not None


def _framed(
    intro: Words, groups: Sequence[Sequence[Words]], place: Place, sizes: Sequence[int]
) -> list[TextFrame]:
    """Each group in its placeholder, all at the size at which the fullest fits."""
    parts = [(*intro, *itertools.chain(*group)) for group in groups]
    size = min(m.size for m in (fit.best(part, place, sizes) for part in parts) if m)
    return [fit.frame(part, fit.measure(part, place, size), place) for part in parts]


def _text_frames(words: Words, place: Place, divide: bool) -> list[TextFrame]:
    """The words on as many placeholders as they take; raises MisfitError."""
    for intro, units, sizes in _cuts(words, place):
        if not sizes:
            continue
        fits = partial(_fits, intro, place, sizes)
        weights = [fit.measure(unit, place, sizes[-1]).height for unit in units]
        groups = fit.balanced(units, weights, fits)
        if groups and (divide or len(groups) == 1):
            return _framed(intro, groups, place, sizes)
    raise _misfit(words)


def _text_parts(scene: Scene, slide: SlideOutline) -> list[tuple[Item, ...]]:
    """The texts of a slide, each in its placeholder; only a slide with one text is split."""
    places = [p for role, p in scene.places.items() if p.slot.type in _WORDS and role != "caption"]
    if len(slide.texts) == 1:
        role = "body" if "body" in scene.places else places[0].slot.role
        divide = not scene.layout.whole
        return [(made,) for made in _text_frames(slide.texts[0], scene.places[role], divide)]
    made: list[Item] = []
    for words, place in zip(slide.texts, places, strict=False):
        measured = fit.best(words, place, (*place.slot.sizes, *place.slot.last))
        if measured is None:
            raise _misfit(words)
        made.append(fit.frame(words, measured, place))
    return [tuple(made)]


_WORDS = ("subTitle", "body", "obj")


def _contained(box: Box, width: float, height: float) -> Box:
    """The largest box of those proportions in the middle of the other."""
    scale = min(box.width / width, box.height / height)
    wide, tall = width * scale, height * scale
    return Box(box.left + (box.width - wide) / 2, box.top + (box.height - tall) / 2, wide, tall)


def _picture(image: Image, scene: Scene, markup: Markup) -> tuple[Item, ...]:
    """A picture with its caption; raises PictureError or MisfitError."""
    place = scene.places["picture"]
    loaded = load(image.source, markup, place.placeholder.box.width)
    box = _contained(place.placeholder.box, loaded.width, loaded.height)
    picture = Picture(
        "picture",
        place.placeholder.index,
        box,
        loaded.image,
        loaded.media_type,
        image.alt,
        loaded.svg,
        image.link,
    )
    if not image.caption or "caption" not in scene.places:
        return (picture,)
    below = scene.places["caption"]
    measured = fit.best(image.caption, below, (*below.slot.sizes, *below.slot.last))
    if measured is None:
        raise _misfit(image.caption)
    return (picture, fit.frame(image.caption, measured, below))


def _tables(scene: Scene, slide: SlideOutline) -> list[tuple[Item, ...]]:
    """The table, its rows on as many slides as they take; raises MisfitError."""
    place = scene.places["table"]
    made: Sequence[Table] | None = grid.tables(slide.grids[0], place)
    if made is None:
        raise _misfit([cell for row in slide.grids[0].rows for cell in row])
    return [(table,) for table in made]


def _parts(scene: Scene, slide: SlideOutline, markup: Markup) -> list[tuple[Item, ...]]:
    """What stands below the title, slide by slide."""
    if slide.grids:
        return _tables(scene, slide)
    parts = _text_parts(scene, slide) if slide.texts else [()]
    pictures = sum((_picture(image, scene, markup) for image in slide.images), ())
    return [(*parts[0], *pictures), *parts[1:]]


def _numbered(title: Paragraph, part: str, number: int, total: int) -> Paragraph:
    """The title with which of how many it is, kept on one line."""
    words = part.format(number=number, total=total).replace(" ", "\u00a0")
    last = title.runs[-1]
    return replace(title, runs=(*title.runs, Run(f" {words}", last.lang, last.bold)))


def _title(title: Paragraph, scene: Scene) -> TextFrame:
    """The title at its size; raises MisfitError."""
    place = scene.places["title"]
    measured = fit.best((title,), place, (*place.slot.sizes, *place.slot.last))
    if measured is None:
        raise _misfit((title,))
    return fit.frame((title,), measured, place)


def _staged(slide: SlideOutline, outline: Outline, stage: Stage, markup: Markup) -> list[Part]:
    """The slide on its layout or, where that cannot hold it, on the next; raises MisfitError."""
    name = slide.layout
    while True:
        scene = stage.scenes[name]
        try:
            longest = _numbered(slide.title, outline.part, 10, 10)
            _title(longest if scene.layout.instead else slide.title, scene)
            return [Part(scene, items) for items in _parts(scene, slide, markup)]
        except MisfitError:
            if not scene.layout.instead:
                raise
            name = scene.layout.instead


def _too_long(misfit: MisfitError, slide: SlideOutline) -> Finding:
    """What is said of words that fit no slide."""
    short = misfit.words if len(misfit.words) < 80 else misfit.words[:77].rstrip() + "…"
    return Finding(
        "slide-fit",
        f"slide {slide.number} (“{slide.title.plain}”): “{short}” is too long for a slide",
        "shorten it, or write it as several paragraphs",
        about=misfit.words,
    )


def _all_parts(
    outline: Outline, stage: Stage, markup: Markup
) -> Iterator[tuple[SlideOutline, Part]]:
    """Every part with its slide; raises ContentError."""
    findings: list[Finding] = []
    for slide in _told_apart(outline.slides):
        try:
            parts = _staged(slide, outline, stage, markup)
        except MisfitError as misfit:
            findings.append(_too_long(misfit, slide))
        except PictureError as fault:
            findings.append(fault.finding(slide.title.plain))
        else:
            yield from ((slide, part) for part in parts)
    if findings:
        raise ContentError(findings)


def _told_apart(slides: Sequence[SlideOutline]) -> Iterator[SlideOutline]:
    """The slides, a title that stands in several sections with its section before it."""
    sections: dict[str, set[str]] = {}
    for slide in slides:
        sections.setdefault(slide.title.plain.casefold(), set()).add(slide.section)
    for slide in slides:
        name = slide.section
        if len(sections[slide.title.plain.casefold()]) > 1 and name != slide.title.plain:
            first = slide.title.runs[0]
            runs = (replace(first, text=f"{name}: {first.text}"), *slide.title.runs[1:])
            yield replace(slide, title=replace(slide.title, runs=runs))
        else:
            yield slide


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
        slides.append(
            Slide(
                part.scene.layout.name,
                title.plain,
                slide.lang,
                slide.rtl,
                slide.section,
                (_title(title, part.scene), *part.items),
                slide.notes,
            )
        )
    return Deck(
        outline.title,
        outline.lang,
        outline.author,
        outline.subject,
        outline.created,
        outline.footer,
        stage.width,
        stage.height,
        tuple(slides),
    )
