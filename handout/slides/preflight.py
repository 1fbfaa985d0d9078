"""Is the deck sound? Looks at the file that was made, opened again, on every build."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import zip_longest
from typing import Any, NamedTuple

from msgspec import Struct

from handout.model.deck import Box, Chart, Deck, IconArray, Picture, Slide, TextFrame, drawn_name
from handout.model.findings import Finding, Severity
from handout.slides import overflow
from handout.slides.ooxml import foreign, numbers
from handout.slides.ooxml.inheritance import Placeholder, colours_of, inherited, text_box
from handout.slides.ooxml.notation import qn
from handout.slides.ooxml.package import (
    Opened,
    Part,
    UnchangedPart,
    ids_used,
    layout_of,
    notes_of,
    parse_xml,
    slides,
    theme_of,
    tree_of,
)
from handout.slides.ooxml.shape_reading import TITLES, box, is_button, is_hidden, key, kind, words
from handout.typography.contrast import contrast
from handout.typography.families import INVISIBLE

_FOOT = ("ftr", "sldNum")
_EDGE = 0.5
"""Points that rounding may cost at the edges of a slide."""
_READ = {"title": 24.0, "ctrTitle": 24.0, "subTitle": 24.0, "obj": 24.0}
_ANYWHERE = 18.0
"""The least sizes in points by placeholder; less where the slide is not 540 points tall."""
_GENERATED = re.compile(
    r"(?:image|picture|shape|chart|table)[ _]?\d*(?:\.\w{3,4})?|[ _]?\d*\.\w{3,4}", re.IGNORECASE
)
"""Names that a program gives; where they are the author's, his article has a finding."""
_PAIRS = (
    ("dk1", "lt1", 4.5),
    ("dk2", "lt1", 3.0),
    ("dk1", "lt2", 4.5),
    ("dk2", "lt2", 3.0),
    ("hlink", "lt1", 3.0),
)
"""Colours of the theme that stand on each other, and the least contrast of words so large."""


def _broken(rule: str, message: str, about: str = "") -> Finding:
    """A fault of ours or of the clinic's presentation: nothing in the article mends it."""
    return Finding(rule, message, "tell whoever looks after the templates", about=about)


class WrittenSlide(Struct, frozen=True):
    """A slide with what it inherits."""

    number: int
    part: Any
    tree: Any
    inherited: Mapping[tuple[str, int], Placeholder]
    fonts: Mapping[str, str]
    """The theme's faces."""

    shapes: tuple[tuple[str, Any], ...]
    """What stands on it in reading order, with the type of its placeholder."""
    title: str

    @property
    def where(self) -> str:
        """How findings name it."""
        return f"slide {self.number} (“{self.title}”)"


_SHAPES = {qn(f"p:{name}") for name in ("sp", "pic", "graphicFrame", "grpSp", "cxnSp")}


def _slides(presentation: Opened) -> Iterator[WrittenSlide]:
    """The slides in order."""
    known: dict[str, tuple[Mapping[tuple[str, int], Placeholder], Mapping[str, str]]] = {}
    for number, slide in enumerate(slides(presentation), 1):
        layout = layout_of(slide)
        name = layout.partname
        if name not in known:
            found, fonts = inherited(layout)
            known[name] = {(p.type, p.index): p for p in found if p.type not in _FOOT}, fonts
        tree = tree_of(slide)
        shapes = tuple((kind(one), one) for one in tree.cSld.spTree if one.tag in _SHAPES)
        title = next((words(shape) for type_, shape in shapes if type_ in TITLES), "")
        yield WrittenSlide(number, slide, tree, *known[name], shapes, title)


def _fits(slide: WrittenSlide) -> Iterator[Finding]:
    """Every text inside its placeholder."""
    for type_, shape in slide.shapes:
        if type_ in _FOOT or not (type_ or shape.find(qn("p:txBody")) is not None):
            continue
        if not type_:
            yield from overflow.shape(shape, text_box(shape, slide.fonts), slide.where)
            continue
        placeholder = slide.inherited.get(key(shape) or ("", 0))
        if placeholder is None:
            yield _broken("slide-placeholder", f"{slide.where}: a text has no place in its layout")
        elif shape.tag == qn("p:sp"):
            yield from overflow.shape(shape, placeholder, slide.where)
        elif shape.tag == qn("p:graphicFrame"):
            bottom = placeholder.box.bottom
            yield from overflow.table(shape, placeholder.levels, bottom, slide.where)


def _titles(slide: WrittenSlide, seen: dict[str, int]) -> Iterator[Finding]:
    """A title, first in reading order, that none of those that were seen has."""
    title = slide.title.strip().casefold()
    if not title:
        yield _broken("slide-title", f"slide {slide.number} has no title")
    elif title in seen:
        message = f"slides {seen[title]} and {slide.number} have the same title"
        yield _broken("slide-title", message, title)
    elif slide.shapes[0][0] not in TITLES:
        yield _broken("slide-title", f"{slide.where}: the title is not read first")
    seen.setdefault(title, slide.number)


def _languages(slide: WrittenSlide) -> Iterator[Finding]:
    """A language on every run, break and field."""
    for run in slide.tree.iter(qn("a:r"), qn("a:br"), qn("a:fld")):
        look = run.find(qn("a:rPr"))
        if look is None or not re.fullmatch(r"[a-z]{2,3}(-\w+)*", look.get("lang", "")):
            said = run.findtext(qn("a:t")) or ""
            yield _broken("slide-language", f"{slide.where}: “{said[:40]}” has no language", said)


def _alternatives(slide: WrittenSlide, planned: Slide) -> Iterator[Finding]:
    """Alternative text on all that is no text, or a mark that it is decoration."""
    meant = {getattr(item, "alt", "").strip() for item in planned.items}
    for _, shape in slide.shapes:
        named = next(shape.iter(qn("p:cNvPr")))
        said = (named.get("descr") or "").strip()
        bare = shape.tag != qn("p:sp") or not words(shape).strip()
        if not bare or next(shape.iter(qn("adec:decorative")), None) is not None:
            continue
        if not said or (_GENERATED.fullmatch(said) and said not in meant):
            yield _broken("slide-alt", f"{slide.where}: {named.get('name')} has no words for it")


def _sizes(slide: WrittenSlide, planned: Slide, scale: float) -> Iterator[Finding]:
    """No type too small to be read from the back; what to write down may be smaller."""
    frames = (item for item in planned.items if isinstance(item, TextFrame))
    has_footnotes = any(words.small for frame in frames for words in frame.paragraphs)
    is_small = has_footnotes or planned.layout in ("closing", "contact")
    for type_, shape in slide.shapes:
        small = shape.tag == qn("p:graphicFrame") or (is_small and type_ in ("obj", ""))
        least = (_ANYWHERE if small else _READ.get(type_, _ANYWHERE)) * scale
        sizes = [int(look.get("sz")) / 100 for look in shape.iter(qn("a:rPr")) if look.get("sz")]
        if sizes and min(sizes) < least:
            message = f"{slide.where}: type of {min(sizes):g} pt, {least:g} is the least"
            yield _broken("slide-size", message)


def _shows(shape: Any, part: Any, item: Picture | Chart | IconArray) -> bool:
    """Whether a shape is what was meant."""
    if _alternative(shape) != item.alt:
        return False
    match item:
        case Picture(image=image):
            blip = next(shape.iter(qn("a:blip")), None)
            id_ = "" if blip is None else blip.get(qn("r:embed"), "")
            return id_ in part.rels and part.related_part(id_).blob == image
        case Chart():
            return next(shape.iter(qn("c:chart")), None) is not None
        case IconArray():
            return sum(1 for _ in shape.iter(qn("p:sp"))) == item.shapes


def _is_on(place: Box | None, deck: Deck) -> bool:
    """Whether something stands on the slide, all of it."""
    if place is None or min(place.width, place.height) <= 0:
        return False
    inside = min(place.left, place.top) > -_EDGE and place.right < deck.width + _EDGE
    return inside and place.bottom < deck.height + _EDGE


def _drawn(slide: WrittenSlide, planned: Slide, deck: Deck) -> Iterator[tuple[str, bool]]:
    """The names of all that is drawn on a slide, and whether it is there to be seen."""
    shapes = [shape for _, shape in slide.shapes if _is_on(box((shape,)), deck)]
    for item in planned.items:
        if isinstance(item, Picture | Chart | IconArray):
            yield drawn_name(item), any(_shows(shape, slide.part, item) for shape in shapes)


def _lost(slide: WrittenSlide, drawn: Iterable[tuple[str, bool]], deck: Deck) -> Iterator[Finding]:
    """What was to be drawn on a slide and is not on it, and words beyond its edges."""
    for name, is_there in drawn:
        if not is_there:
            said = f"{slide.where}: {name} is not on it, or beyond its edges"
            yield _broken("slide-lost", said, name)
    for type_, shape in slide.shapes:
        inherited = slide.inherited.get(key(shape) or ("", 0))
        place = box((shape,)) or (inherited.box if inherited else None)
        if type_ not in _FOOT and words(shape).strip() and not _is_on(place, deck):
            yield _broken("slide-off", f"{slide.where}: words stand beyond its edges")


def _sections(presentation: Opened) -> Iterator[Finding]:
    """Sections with names that hold every slide once."""
    root = presentation.part._element
    ids = [slide.get("id") for slide in root.iter(qn("p:sldId"))]
    held = [slide.get("id") for slide in root.iter(qn("p14:sldId"))]
    if ids != held:
        yield _broken("slide-sections", "the sections do not hold every slide once, in order")
    for section in root.iter(qn("p14:section")):
        if not section.get("name"):
            yield _broken("slide-sections", "a section has no name")


def _contrasts(presentation: Opened) -> Iterator[Finding]:
    """The theme's colours can be read on each other."""
    held = colours_of(theme_of(presentation.slide_master.part))
    for words_, ground, least in _PAIRS:
        ratio = contrast(held[words_], held[ground])
        if ratio < least:
            message = f"the theme's {words_} on {ground} has a contrast of {ratio:.1f}, not {least}"
            yield _broken("slide-contrast", message)._replace(severity=Severity.WARNING)


class _Said(NamedTuple):
    """What a part of XML says that is looked at in all of them."""

    ids: frozenset[str]
    """The relationships that it uses."""
    faults: tuple[str, ...] = ()
    """The numbers that cannot be."""


def _said_by(root: Any) -> _Said:
    return _Said(frozenset(ids_used(root)), tuple(numbers.faults(root)))


@lru_cache(maxsize=64)
def _said_by_bytes(data: bytes) -> _Said:
    """The same, once for the many decks that have a layout or a master."""
    return _said_by(parse_xml(data))


def _said_in(part: Part) -> _Said:
    if isinstance(part, UnchangedPart):
        return _said_by_bytes(part.blob)
    root = tree_of(part)
    return _Said(frozenset()) if root is None else _said_by(root)


def _parts(presentation: Opened) -> Iterator[Finding]:
    """Every relationship that is used leads to a part, and nothing is of a kind or size unknown."""
    for what in foreign.unknown_kinds(presentation):
        yield _broken("slide-kind", f"the file has {what}")
    for part in presentation.part.package.iter_parts():
        found = _said_in(part)
        for id_ in found.ids - part.rels.keys():
            yield _broken("slide-relationship", f"{part.partname} uses {id_}, which leads nowhere")
        for fault in found.faults:
            yield _broken("slide-number", f"{part.partname} says {fault}, which cannot be")


class Seen(NamedTuple):
    """What was seen of a deck that was opened again."""

    findings: tuple[Finding, ...]
    """Everything that is wrong."""
    drawn: tuple[str, ...]
    """What the slides show besides words, by the names that proofs give it."""


def look(presentation: Opened, deck: Deck) -> Seen:
    """All slides, looked at once; `deck` is the model that they were written from."""
    scale, seen, count = min(1.0, deck.height / 540), dict[str, int](), 0
    found, shown = list[Finding](), list[str]()
    for slide, planned in zip_longest(_slides(presentation), deck.slides):
        count += slide is not None
        if slide is None or planned is None:
            continue
        found += _fits(slide)
        found += _languages(slide)
        found += _alternatives(slide, planned)
        found += _sizes(slide, planned, scale)
        drawn = tuple(_drawn(slide, planned, deck))
        shown += [name for name, is_there in drawn if is_there]
        found += _lost(slide, drawn, deck)
        found += _titles(slide, seen)
    if count != len(deck.slides):
        message = f"{len(deck.slides)} slides were meant, {count} were written"
        found.append(_broken("slide-count", message))
    for rule in (_sections, _contrasts, _parts):
        found += rule(presentation)
    return Seen(tuple(found), tuple(shown))


def check(presentation: Opened, deck: Deck) -> tuple[Finding, ...]:
    """Everything that is wrong with a deck."""
    return look(presentation, deck).findings


class DeckText(NamedTuple):
    """All text of a deck, a slide after the other."""

    story: str
    """What the slides show that are not hidden."""
    appendix: str
    notes: str


def _shown(slide: Any) -> str:
    """What a slide shows, in reading order: its words, and what a chart is said to show."""
    shapes = (one for one in slide.cSld.spTree if one.tag in _SHAPES)
    return "\n".join(
        words(one) if next(one.iter(qn("c:chart")), None) is None else _alternative(one)
        for one in shapes
    )


def _alternative(shape: Any) -> str:
    return str(next(shape.iter(qn("p:cNvPr"))).get("descr", ""))


def layers(presentation: Opened) -> DeckText:
    """All text of a deck, but for the marks of footnotes."""
    held: tuple[list[str], list[str], list[str]] = ([], [], [])
    for slide in slides(presentation):
        root, notes = tree_of(slide), notes_of(slide)
        held[is_hidden(root)].append(_shown(root))
        held[2].extend([] if notes is None else [words(notes)])
    return DeckText(*map("\n".join, held))


def text(presentation: Opened) -> str:
    """All text of a deck: what its slides show, those of the appendix last, then its notes."""
    return "\n".join(layers(presentation))


def _letters(words_: str) -> str:
    """What counts of words: their characters without spaces and what is not drawn."""
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", words_))


def not_on_pages(presentation: Opened, shown: str) -> Iterator[Finding]:
    """An error for each paragraph of a slide that is shown and is not on its page, in order.

    `shown` is all text of the pages.
    """
    left = _letters(shown)
    for slide in (one for one in _slides(presentation) if not is_hidden(one.tree)):
        texts = (words(s) for type_, s in slide.shapes if type_ not in _FOOT and not is_button(s))
        for line in filter(_letters, "\n".join(texts).split("\n")):
            _, found, rest = left.partition(_letters(line))
            if not found:
                yield _broken("slide-lost", f"{slide.where}: “{line[:40]}” is not on its page")
            left = rest if found else left
