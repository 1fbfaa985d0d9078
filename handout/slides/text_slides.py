"""The words of a slide in their placeholders, on as many slides as they take."""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from handout.model.deck import Paragraph, TextFrame
from handout.slides import dividing, fitting
from handout.slides.dividing import loosened
from handout.slides.outline import Paragraphs, SlideOutline
from handout.slides.resolved_layouts import ResolvedLayout, ResolvedPlaceholder


class MisfitError(Exception):
    """Paragraphs that no size of a layout can hold; `words` are the longest of them."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self.words = max((paragraph.plain for paragraph in paragraphs), key=len)
        super().__init__(self.words)


class Fragment(NamedTuple):
    """What stays together."""

    words: Paragraphs
    above: Paragraphs = ()
    """The items that it belongs to, repeated where it begins a slide."""


class Division(Struct, frozen=True, dict=True):  # a `dict`: it keeps its groups
    """A way to set a text in a placeholder: in fragments, at one of these sizes."""

    placeholder: ResolvedPlaceholder
    intro: Paragraphs
    """What is repeated before each part."""
    fragments: list[Fragment]
    sizes: Sequence[int]

    def part(self, group: Sequence[Fragment]) -> Paragraphs:
        """All that stands on the slide of a group."""
        return (
            *self.intro,
            *group[0].above,
            *itertools.chain(*(fragment.words for fragment in group)),
        )

    @cached_property
    def groups(self) -> list[Sequence[Fragment]]:
        """The fewest groups that fit; none where a fragment is too big or there are no sizes."""
        if not self.sizes:
            return []
        known: fitting.Known = {}
        least = self.sizes[-1]
        weights = [
            fitting.measure(one.words, self.placeholder, least, known).height
            for one in self.fragments
        ]

        def fits(group: Sequence[Fragment]) -> bool:
            return bool(fitting.best(self.part(group), self.placeholder, self.sizes, known))

        return dividing.balanced(self.fragments, weights, fits)

    def frames(self) -> list[TextFrame]:
        """Each group in a placeholder, all at the largest size at which the fullest fits."""
        parts = [self.part(group) for group in self.groups]
        size = next(
            size
            for size in self.sizes
            if all(fitting.best(part, self.placeholder, (size,)) for part in parts)
        )
        return [fitting.frame(fitting.measure(part, self.placeholder, size)) for part in parts]


def _is_worth_it(fewer: Sequence[Sequence[Fragment]], more: Sequence[Sequence[Fragment]]) -> bool:
    """Whether a smaller size saves two slides, or one where an item would stand alone."""
    alone = any(len(group) == 1 for group in more)
    return 0 < len(fewer) <= len(more) - (1 if alone else 2)


def _with_items(words: Paragraphs) -> Iterator[Fragment]:
    """Each paragraph with the items that it belongs to; a heading stays with what follows."""
    headings, items = list[Paragraph](), list[Paragraph]()
    for paragraph in words:
        items = items[: paragraph.level]
        if paragraph.heading:
            headings.append(paragraph)
        else:
            yield Fragment((*headings, paragraph), tuple(items))
            headings = []
        if paragraph.mark:
            items.append(paragraph)
    if headings:
        yield Fragment(tuple(headings))


def _divisions(words: Paragraphs, placeholder: ResolvedPlaceholder) -> Iterator[Division]:
    """The ways to set a text, the best first."""
    opening, slot = dividing.introduction(words), placeholder.slot
    intro, rest = words[:opening], words[opening:]
    whole = [Fragment(fragment) for fragment in dividing.fragments(rest)]
    large = Division(placeholder, intro, whole, slot.sizes)
    small = replace(large, sizes=slot.last)
    yield from (small, large) if _is_worth_it(small.groups, large.groups) else (large, small)
    least = (*slot.sizes[-1:], *slot.last)
    yield Division(placeholder, intro, list(_with_items(rest)), least)
    yield Division(placeholder, (), [Fragment((one,)) for one in words], least)
    parts = (part for paragraph in words for part in dividing.sentence_parts(paragraph))
    yield Division(placeholder, (), [Fragment((part,)) for part in parts], least)


def _text_frames(
    words: Paragraphs, placeholder: ResolvedPlaceholder, divide: bool
) -> list[TextFrame]:
    """The words on as many placeholders as they take; raises MisfitError."""
    if fitted := fitting.best(words, placeholder, placeholder.slot.all_sizes):
        return [fitting.frame(fitted)]
    loose = loosened(words)
    ways = itertools.chain(
        _divisions(words, placeholder), _divisions(loose, placeholder) if loose != words else ()
    )
    for division in ways:
        if division.groups and (divide or len(division.groups) == 1):
            return division.frames()
    raise MisfitError(words)


def _fitted(
    words: Paragraphs, placeholder: ResolvedPlaceholder, most: float = math.inf
) -> fitting.FittedText | None:
    """Words on one slide, at any of the layout's sizes that is not above `most`."""
    sizes = [size for size in placeholder.slot.all_sizes if size <= most]
    ways = dict.fromkeys((words, loosened(words)))
    return next(filter(None, (fitting.best(way, placeholder, sizes) for way in ways)), None)


def fits(words: Paragraphs, placeholder: ResolvedPlaceholder) -> bool:
    """Whether words fit one slide at any of the layout's sizes."""
    return _fitted(words, placeholder) is not None


def single(
    words: Paragraphs, placeholder: ResolvedPlaceholder, most: float = math.inf
) -> TextFrame:
    """Words that stand on one slide, at a size of the layout up to `most`; raises MisfitError."""
    if fitted := _fitted(words, placeholder, most):
        return fitting.frame(fitted)
    raise MisfitError(words)


def first_that_fits(ways: Iterable[Paragraphs], placeholder: ResolvedPlaceholder) -> TextFrame:
    """The first of several ways to say a thing that fits its placeholder; raises MisfitError."""
    held = [words for words in ways if words]
    if fitted := next(filter(None, (_fitted(words, placeholder) for words in held)), None):
        return fitting.frame(fitted)
    raise MisfitError(held[0])


def _one_of(words: Paragraphs, placeholder: ResolvedPlaceholder) -> TextFrame:
    """A text in its placeholder; below a title, what does not fit is in the notes alone."""
    fewer = [words[:1]] if placeholder.slot.role == "subtitle" else []
    return first_that_fits((words, *fewer), placeholder)


def _alike(slide: SlideOutline, placeholders: Sequence[ResolvedPlaceholder]) -> list[TextFrame]:
    """Columns, all at the size at which the fullest fits; raises MisfitError."""
    sizes, fitted = placeholders[0].slot.all_sizes, list[fitting.FittedText]()
    for words, placeholder in zip(slide.texts, placeholders, strict=True):
        one = fitting.best(words, placeholder, sizes)
        if one is None:
            raise MisfitError(words)
        fitted.append(one)
    size = min(one.size for one in fitted)
    return [fitting.frame(fitting.measure(one.words, one.placeholder, size)) for one in fitted]


_WORDS = ("subTitle", "body", "obj")


def placeholders(layout: ResolvedLayout) -> list[ResolvedPlaceholder]:
    """The placeholders of a layout for words, but for its title and its caption."""
    held = layout.placeholders.items()
    return [p for role, p in held if p.slot.type in _WORDS and role != "caption"]


def parts(layout: ResolvedLayout, slide: SlideOutline) -> list[tuple[TextFrame, ...]]:
    """The texts of a slide in their placeholders; one that stands alone may take several slides."""
    held = placeholders(layout)
    columns = [placeholder for placeholder in held if placeholder.slot.role.startswith("column")]
    if columns:
        leads = [placeholder for placeholder in held if placeholder.slot.role == "lead"]
        first = [single(slide.texts[0], one) for one in leads]
        rest = replace(slide, texts=slide.texts[len(leads) :])
        return [(*first, *_alike(rest, columns))]
    placeholder = layout.placeholders.get("body", held[0])
    every = tuple(itertools.chain(*slide.texts))
    if "columns" in slide.layout:  # on a layout without columns they follow each other
        texts = (every,) if fits(every, placeholder) else slide.texts
        each = (_text_frames(words, placeholder, divide=True) for words in texts)
        return [(made,) for frames in each for made in frames]
    if len(held) == 1 and placeholder.slot.role == "subtitle":
        # What does not fit below a title is in the notes.
        firsts = tuple(words[0] for words in slide.texts if words)
        ways = (every, firsts, every[:1])
        return [(first_that_fits(ways, placeholder),) if every else ()]
    if len(held) == 1 or len(slide.texts) == 1:
        return [(made,) for made in _text_frames(every, placeholder, not layout.row.whole)]
    # The last texts are joined where there are more than placeholders.
    *before, last = slide.texts[: len(held)]
    texts = (*before, (*last, *itertools.chain(*slide.texts[len(held) :])))
    pairs = zip(texts, held, strict=False)
    return [tuple(_one_of(words, placeholder) for words, placeholder in pairs)]
