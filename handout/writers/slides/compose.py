"""An outline set on a stage: layouts chosen, words fitted, long texts split, titles made unique."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handout.deck import Box, Deck, Item, Paragraph, Picture, Run, Slide, Table, TextFrame
from handout.errors import ContentError
from handout.finding import Finding
from handout.markup import Markup
from handout.writers.slides import fit, grid
from handout.writers.slides.outline import Image, Outline, SlideOutline, Words
from handout.writers.slides.pictures import PictureFault, load
from handout.writers.slides.stage import Place, Scene, Stage


class Misfit(Exception):
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


def _misfit(words: Sequence[Paragraph]) -> Misfit:
    return Misfit(_excerpt(words))


def _groups(words: Words, place: Place) -> list[Sequence[Words]] | None:
    """The words in the fewest groups that fit at a good size, or one group at a small one."""
    slot = place.slot
    opening = fit.lead(words)
    intro, units = words[:opening], list(fit.units(words[opening:]))

    def fits(group: Sequence[Words]) -> bool:
        return fit.best((*intro, *sum(group, ())), place, slot.sizes) is not None

    if fits(units):
        return [units]
    if len(units) > 1 and (groups := fit.balanced(units, fits)):
        return groups
    return None


def _text_frames(words: Words, place: Place) -> list[TextFrame]:
    """The words on as many placeholders as they take, all at one size; raises Misfit."""
    slot, opening = place.slot, fit.lead(words)
    groups = _groups(words, place)
    sizes = slot.sizes if groups else slot.last
    if groups is None:
        groups = _small(words, place)
    parts = [(*words[:opening], *sum(group, ())) for group in groups]
    measured = [fit.best(part, place, sizes) for part in parts]
    size = min(m.size for m in measured if m)
    return [fit.frame(p, fit.measure(p, place, size), place) for p in parts]


def _small(words: Words, place: Place) -> list[Sequence[Words]]:
    """The groups at the layout's last sizes; raises Misfit."""
    opening = fit.lead(words)
    units = list(fit.units(words[opening:]))

    def fits(group: Sequence[Words]) -> bool:
        whole = (*words[:opening], *sum(group, ()))
        return fit.best(whole, place, place.slot.last) is not None

    groups = fit.balanced(units, fits)
    if groups is None:
        raise _misfit(words)
    return groups


def _text_parts(scene: Scene, slide: SlideOutline) -> list[tuple[Item, ...]]:
    """The texts of a slide, each in its placeholder; only a slide with one text is split."""
    places = [p for role, p in scene.places.items() if p.slot.type in _WORDS and role != "caption"]
    if len(slide.texts) == 1:
        role = "body" if "body" in scene.places else places[0].slot.role
        return [(made,) for made in _text_frames(slide.texts[0], scene.places[role])]
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
    """A picture with its caption; raises PictureFault or Misfit."""
    place, loaded = scene.places["picture"], load(image.source, markup)
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
    """The table, its rows on as many slides as they take; raises Misfit."""
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
    """The title at its size; raises Misfit."""
    place = scene.places["title"]
    measured = fit.best((title,), place, (*place.slot.sizes, *place.slot.last))
    if measured is None:
        raise _misfit((title,))
    return fit.frame((title,), measured, place)


def _staged(slide: SlideOutline, outline: Outline, stage: Stage, markup: Markup) -> list[Part]:
    """The slide on its layout or, where that cannot hold it, on the next; raises Misfit."""
    name = slide.layout
    while True:
        scene = stage.scenes[name]
        try:
            longest = _numbered(slide.title, outline.part, 10, 10)
            _title(longest if scene.layout.instead else slide.title, scene)
            return [Part(scene, items) for items in _parts(scene, slide, markup)]
        except Misfit:
            if not scene.layout.instead:
                raise
            name = scene.layout.instead


def _too_long(misfit: Misfit, slide: SlideOutline) -> Finding:
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
    for slide in outline.slides:
        try:
            parts = _staged(slide, outline, stage, markup)
        except Misfit as misfit:
            findings.append(_too_long(misfit, slide))
        except PictureFault as fault:
            findings.append(fault.finding(slide.title.plain))
        else:
            yield from ((slide, part) for part in parts)
    if findings:
        raise ContentError(findings)


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
