"""The words of a slide in their placeholders, on as many slides as they take."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from handout.model.deck import Paragraph, TextFrame
from handout.slides import fitting
from handout.slides.long_addresses import loosened
from handout.slides.outline import SlideOutline, Words
from handout.slides.resolved_layouts import Place, Scene


class MisfitError(Exception):
    """Words that no size of a layout can hold."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(words)


def _excerpt(words: Sequence[Paragraph]) -> str:
    """The longest paragraph, to name it in a finding."""
    return max(words, key=lambda paragraph: len(paragraph.plain)).plain


def misfit(words: Sequence[Paragraph]) -> MisfitError:
    """The error that names the longest of the paragraphs."""
    return MisfitError(_excerpt(words))


class Unit(NamedTuple):
    """What stays together."""

    words: Words
    above: Words = ()
    """The items that it belongs to, repeated where it begins a slide."""


class Cut(NamedTuple):
    """A way to set a text."""

    intro: Words
    """What is repeated before each part."""
    units: list[Unit]
    sizes: Sequence[int]

    def part(self, group: Sequence[Unit]) -> Words:
        """All that stands on the slide of a group."""
        return (*self.intro, *group[0].above, *itertools.chain(*(unit.words for unit in group)))

    def fits(self, place: Place, group: Sequence[Unit]) -> bool:
        """Whether a group of units fits its placeholder."""
        return fitting.best(self.part(group), place, self.sizes) is not None

    def groups(self, place: Place) -> list[Sequence[Unit]]:
        """The fewest groups that fit; none where a unit is too big or there are no sizes."""
        if not self.sizes:
            return []
        weights = [fitting.measure(unit.words, place, self.sizes[-1]).height for unit in self.units]
        return fitting.balanced(self.units, weights, partial(self.fits, place))


def _is_worth_it(fewer: Sequence[Sequence[Unit]], more: Sequence[Sequence[Unit]]) -> bool:
    """Whether a smaller size saves two slides, or one where an item would stand alone."""
    alone = any(len(group) == 1 for group in more)
    return 0 < len(fewer) <= len(more) - (1 if alone else 2)


def _with_items(words: Words) -> Iterator[Unit]:
    """Each paragraph with the items that it belongs to; a heading stays with what follows."""
    headings, items = list[Paragraph](), list[Paragraph]()
    for paragraph in words:
        items = items[: paragraph.level]
        if paragraph.heading:
            headings.append(paragraph)
        else:
            yield Unit((*headings, paragraph), tuple(items))
            headings = []
        if paragraph.mark:
            items.append(paragraph)
    if headings:
        yield Unit(tuple(headings))


def _cuts(words: Words, place: Place) -> Iterator[Cut]:
    """The ways to set a text, the best first."""
    opening, slot = fitting.lead(words), place.slot
    intro, rest = words[:opening], words[opening:]
    whole = [Unit(unit) for unit in fitting.units(rest)]
    large, small = Cut(intro, whole, slot.sizes), Cut(intro, whole, slot.last)
    smaller = _is_worth_it(small.groups(place), large.groups(place))
    yield from (small, large) if smaller else (large, small)
    least = (*slot.sizes[-1:], *slot.last)
    yield Cut(intro, list(_with_items(rest)), least)
    yield Cut((), [Unit((paragraph,)) for paragraph in words], least)
    parts = (part for paragraph in words for part in fitting.sentence_parts(paragraph))
    yield Cut((), [Unit((part,)) for part in parts], least)


def _framed(cut: Cut, groups: Sequence[Sequence[Unit]], place: Place) -> list[TextFrame]:
    """Each group in its placeholder, all at the largest size at which the fullest fits."""
    parts = [cut.part(group) for group in groups]
    size = next(
        size
        for size in cut.sizes
        if all(fitting.best(part, place, (size,)) is not None for part in parts)
    )
    return [fitting.frame(part, fitting.measure(part, place, size), place) for part in parts]


def _text_frames(words: Words, place: Place, divide: bool) -> list[TextFrame]:
    """The words on as many placeholders as they take; raises MisfitError."""
    if measured := fitting.best(words, place, place.slot.sizes):
        return [fitting.frame(words, measured, place)]
    loose = loosened(words)
    ways = itertools.chain(_cuts(words, place), _cuts(loose, place) if loose != words else ())
    for cut in ways:
        groups = cut.groups(place)
        if groups and (divide or len(groups) == 1):
            return _framed(cut, groups, place)
    raise misfit(words)


def fits(words: Words, place: Place) -> bool:
    """Whether words fit one slide at any of the layout's sizes."""
    sizes = (*place.slot.sizes, *place.slot.last)
    return any(
        fitting.best(tried, place, sizes) for tried in dict.fromkeys((words, loosened(words)))
    )


def single(words: Words, place: Place) -> TextFrame:
    """Words that stand on one slide, at any of the layout's sizes; raises MisfitError."""
    for tried in dict.fromkeys((words, loosened(words))):
        measured = fitting.best(tried, place, (*place.slot.sizes, *place.slot.last))
        if measured:
            return fitting.frame(tried, measured, place)
    raise misfit(words)


def first_that_fits(ways: Iterable[Words], place: Place) -> TextFrame:
    """The first of several ways to say a thing that fits its placeholder; raises MisfitError."""
    held = [words for words in ways if words]
    for words in held:
        try:
            return single(words, place)
        except MisfitError:
            continue
    raise misfit(held[0])


def _one_of(words: Words, place: Place) -> TextFrame:
    """A text in its placeholder; below a title, what does not fit is in the notes alone."""
    fewer = [words[:1]] if place.slot.role == "subtitle" else []
    return first_that_fits((words, *fewer), place)


def _alike(slide: SlideOutline, places: Sequence[Place]) -> Iterator[TextFrame]:
    """Columns, all at the size at which the fullest fits; raises MisfitError."""
    sizes = (*places[0].slot.sizes, *places[0].slot.last)
    measured = []
    for words, place in zip(slide.texts, places, strict=True):
        measured.append(fitting.best(words, place, sizes))
        if measured[-1] is None:
            raise misfit(words)
    size = min(m.size for m in measured if m)
    for words, place in zip(slide.texts, places, strict=True):
        yield fitting.frame(words, fitting.measure(words, place, size), place)


_WORDS = ("subTitle", "body", "obj")


def places(scene: Scene) -> list[Place]:
    """The placeholders of a layout for words, but for its title and its caption."""
    held = scene.places.items()
    return [p for role, p in held if p.slot.type in _WORDS and role != "caption"]


def _as_many(held: Sequence[Words], count: int) -> Iterator[Words]:
    """The texts, the last ones joined where there are more than placeholders."""
    yield from held[: count - 1]
    yield tuple(itertools.chain(*held[count - 1 :]))


def _below_title(held: Sequence[Words], place: Place) -> Iterator[TextFrame]:
    """All texts in the one place below a title; what does not fit there is in the notes."""
    every = tuple(itertools.chain(*held))
    firsts = tuple(words[0] for words in held if words)
    if every:
        yield first_that_fits((every, firsts, every[:1]), place)


def parts(scene: Scene, slide: SlideOutline) -> list[tuple[TextFrame, ...]]:
    """The texts of a slide in their placeholders; one that stands alone may take several slides."""
    held = places(scene)
    columns = [place for place in held if place.slot.role.startswith("column")]
    if columns:
        return [tuple(_alike(slide, columns))]
    place = scene.places.get("body", held[0])
    if "columns" in slide.layout:  # on a layout without columns they follow each other
        each = (_text_frames(words, place, divide=True) for words in slide.texts)
        return [(made,) for frames in each for made in frames]
    if len(held) == 1 and place.slot.role == "subtitle":
        return [tuple(_below_title(slide.texts, place))]
    if len(held) == 1 or len(slide.texts) == 1:
        words = tuple(itertools.chain(*slide.texts))
        return [(made,) for made in _text_frames(words, place, not scene.layout.whole)]
    pairs = zip(_as_many(slide.texts, len(held)), held, strict=False)
    return [tuple(_one_of(words, place) for words, place in pairs)]
