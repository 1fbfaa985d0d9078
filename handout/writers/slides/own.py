"""A clinic's own presentation: our layouts mapped onto its, by type, then name, then placeholders.

Nothing of it is changed but that its sample slides are left out. Sizes follow the height of its
slides, and no colour is set that its own theme does not promise to be readable.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from zipfile import BadZipFile

from lxml import etree
from pptx import Presentation
from pptx.exc import PackageNotFoundError, PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation as Opened

from handout.deck import Box
from handout.errors import ContentError
from handout.finding import Finding, Severity
from handout.placeholders import Placeholder, fonts_of, placeholders, qn
from handout.writers.slides.layout import HEIGHT, Layout, Slot
from handout.writers.slides.layouts import LAYOUTS
from handout.writers.slides.stage import Place, Scene, Stage
from handout.writers.slides.tints import tints_of

_EMU = 12700
_TITLES = ("title", "ctrTitle")
_NOT_FILLED = ("dt", "ftr", "sldNum", "hdr", "sldImg", *_TITLES)
_KINDS: Mapping[str, tuple[str, ...]] = {
    "title": _TITLES,
    "ctrTitle": ("ctrTitle", "title"),
    "subTitle": ("subTitle", "body", "obj"),
    "body": ("body", "obj", "subTitle"),
    "obj": ("obj", "body", "subTitle"),
    "pic": ("pic", "obj"),
    "tbl": ("tbl", "obj"),
    "chart": ("chart", "obj"),
}
"""The placeholders that can stand in for one of ours, the nearest first."""
_TEXTS = ("subTitle", "body", "obj")
_SHOWN = ("pic", "tbl", "chart")
"""What stands in the place of a text where there is no placeholder for it."""
_OPTIONAL = ("caption", "clinic", "subtitle")
"""Roles whose words can stand in another placeholder."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for in the clinic's file, the best first."""

    types: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


_WISHES: Mapping[str, Wish] = {
    "title": Wish(("title",), ("title slide", "titelfolie", "diapositive de titre")),
    "bullets": Wish(("obj", "tx"), ("title and content", "content")),
    "wide": Wish(("obj", "tx"), ("title and content", "content")),
    "statement": Wish((), ("statement", "quote")),
    "key": Wish((), ("key message", "statement", "quote")),
    "warning": Wish((), ("warning",)),
    "columns": Wish(("twoObj", "twoColTx"), ("two content", "columns")),
    "three-columns": Wish((), ("three content", "three columns")),
    "steps": Wish(("titleOnly",), ("title only",)),
    "table": Wish(("tbl", "obj"), ("table", "title and content")),
    "chart": Wish(("chart", "obj"), ("chart", "title and content")),
    "icon-array": Wish(("twoObj",), ("two content",)),
    "picture": Wish(("twoObj", "txAndObj", "objAndTx"), ("two content", "picture with text")),
    "full-picture": Wish(("obj",), ("full picture", "title and content")),
    "closing": Wish(("twoObj",), ("contact", "closing", "two content")),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One layout of the clinic's file."""

    number: int
    name: str
    type: str
    title: Placeholder | None
    holds: tuple[Placeholder, ...]
    footers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Match:
    """A row of the mapping: our layout, theirs, and how it was found."""

    layout: str
    label: str
    """Theirs; empty where there is none."""
    how: str
    lacking: tuple[str, ...]
    """Roles of ours that it has no placeholder for."""


def _is_upright(held: Placeholder) -> bool:
    """Whether its lines run across: those for East Asian scripts can run down."""
    tied, body = (next(held.element.iter(qn(name)), None) for name in ("p:ph", "a:bodyPr"))
    turned = body is not None and body.get("vert", "horz") != "horz"
    return (tied is None or tied.get("orient") != "vert") and not turned


def _layouts(presentation: Opened) -> Iterator[Found]:
    """Every layout of every master."""
    number = 0
    for master in presentation.slide_masters:
        theme = etree.fromstring(master.part.part_related_by(RT.THEME).blob)
        for layout in master.slide_layouts:
            found = placeholders(layout._element, master._element, fonts_of(theme))
            held = tuple(one for one in found if _is_upright(one))
            kind = layout._element.get("type", "")
            title = next((p for p in held if p.type in _TITLES), None)
            filled = tuple(p for p in held if p.type not in _NOT_FILLED)
            feet = {p.type: p.index for p in held if p.type in ("ftr", "sldNum")}
            yield Found(number, layout.name, kind, title, filled, feet)
            number += 1


def _in_reading_order(held: Iterable[Placeholder]) -> list[Placeholder]:
    """From top to bottom in rows, from left to right in a row."""
    return sorted(held, key=lambda p: (round(p.box.top / 60), p.box.left))


def _pairs(layout: Layout, found: Found) -> dict[str, Placeholder] | None:
    """A placeholder for each role; None where one that is needed is not there."""
    if found.title is None:
        return None
    left, made = _in_reading_order(found.holds), {"title": found.title}
    for slot in layout.slots[1:]:
        if layout.canvas and slot.role == "caption":
            continue  # its words stand with the others: where it would stand, we draw
        fitting = [p for kind in _KINDS[slot.type] for p in left if p.type == kind]
        if fitting:
            made[slot.role] = fitting[0]
            left.remove(fitting[0])
        elif slot.type in _SHOWN and any(p.type == "body" for p in left):
            held = next(p for p in left if p.type == "body")
            made[slot.role] = replace(held, type="", index=-1)
            left.remove(held)
        elif slot.role not in _OPTIONAL:
            return None
    texts = [s.role for s in layout.slots if s.type in _TEXTS and s.role != "caption"]
    return made if not texts or any(role in made for role in texts) else None


def _strangeness(layout: Layout, one: Found) -> int:
    """How far the placeholders of one of their layouts are from what ours has."""
    held = {p.type for p in (one.title, *one.holds) if p}
    needed = (_KINDS[slot.type] for slot in layout.slots if slot.role not in _OPTIONAL)
    return sum(
        next((n for n, kind in enumerate(kinds) if kind in held), len(kinds)) for kinds in needed
    )


def _candidates(layout: Layout, found: Sequence[Found]) -> Iterator[tuple[str, Found]]:
    """Their layouts, the likeliest first, with how each was found."""
    wish = _WISHES[layout.name]
    yield from (("type", one) for kind in wish.types for one in found if one.type == kind)
    yield from (
        ("name", one) for name in wish.names for one in found if name in one.name.casefold()
    )
    plain = sorted(
        found, key=lambda one: (one.type != "obj", _strangeness(layout, one), len(one.holds))
    )
    yield from (("placeholders", one) for one in plain)


_Mapped = tuple[str, Found, dict[str, Placeholder]]


def _map(layout: Layout, found: Sequence[Found]) -> _Mapped | None:
    """The first of their layouts that can hold what ours holds."""
    for how, one in _candidates(layout, found):
        pairs = _pairs(layout, one)
        if pairs is not None and _roomy(layout, pairs):
            return how, one, pairs
    return None


def _roomy(layout: Layout, pairs: Mapping[str, Placeholder]) -> bool:
    """Whether the placeholders are no slivers beside ours."""
    boxes = ((pairs[s.role].box, s.box) for s in layout.slots if s.role in pairs)
    return all(
        theirs.width * theirs.height > 0.25 * ours.width * ours.height
        for theirs, ours in boxes
        if ours.height > 100
    )


def _sizes(slot: Slot, held: Placeholder, scale: float) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Our sizes on their slide; a title is no larger than they set it."""
    most = held.levels[0].size if slot.type in _TITLES else 999.0
    scaled = [round(size * scale) for size in (*slot.sizes, *slot.last)]
    least = scaled[-1]
    first = tuple(s for s in scaled[: len(slot.sizes)] if s <= most) or (least,)
    return first, tuple(scaled[len(slot.sizes) :])


def _place(slot: Slot, held: Placeholder, scale: float) -> Place:
    """Our slot in their placeholder: their look, our sizes."""
    sizes, last = _sizes(slot, held, scale)
    bullets = held.levels[0].bullet
    return Place(held, replace(slot, sizes=sizes, last=last, colour="", bullets=bullets, lines=99))


def _canvas(layout: Layout, pairs: Mapping[str, Placeholder], found: Found, whole: Box) -> Box:
    """Where shapes are drawn: a placeholder that is not filled, else all below the title."""
    used = {held.index for held in pairs.values()}
    free = [p.box for p in found.holds if p.index not in used]
    if free:
        return max(free, key=lambda box: box.width * box.height)
    title = pairs["title"].box
    margin = min(title.left, whole.width * 0.08)
    top = title.bottom + whole.height * 0.03
    return Box(margin, top, whole.width - 2 * margin, whole.height * 0.88 - top)


def _scene(layout: Layout, mapped: _Mapped, whole: Box) -> Scene:
    """Our layout on theirs."""
    _, found, pairs = mapped
    scale = whole.height / HEIGHT
    slots = {slot.role: slot for slot in layout.slots}
    places = {role: _place(slots[role], held, scale) for role, held in pairs.items()}
    canvas = _canvas(layout, pairs, found, whole) if layout.canvas else None
    return Scene(replace(layout, icon=None), found.number, places, found.footers, canvas)


def _match(layout: Layout, mapped: _Mapped | None) -> Match:
    """A row of the mapping."""
    roles = [slot.role for slot in layout.slots]
    if mapped is None:
        return Match(layout.name, "", f"goes to {layout.instead}" if layout.instead else "", ())
    how, found, pairs = mapped
    return Match(layout.name, found.name, how, tuple(r for r in roles if r not in pairs))


def _opened(data: bytes, name: str) -> Opened:
    """The file, as python-pptx reads it; raises ContentError."""
    try:
        return Presentation(io.BytesIO(data))
    except (PackageNotFoundError, PythonPptxError, BadZipFile, KeyError, ValueError) as fault:
        words, advice = "this is no PowerPoint file (.pptx)", "save it again in PowerPoint"
        raise ContentError([Finding("deck-template", words, advice, name)]) from fault


def _mapped(presentation: Opened) -> Iterator[tuple[Layout, _Mapped | None]]:
    """Each of our layouts with what it was mapped to."""
    found = tuple(_layouts(presentation))
    for layout in LAYOUTS:
        yield layout, _map(layout, found)


def mapping(data: bytes, name: str) -> tuple[Match, ...]:
    """How our layouts map onto those of a file; `name` as the user names it."""
    return tuple(_match(layout, mapped) for layout, mapped in _mapped(_opened(data, name)))


def mapping_table(data: bytes, name: str) -> str:
    """The mapping as lines of text, for `build.py layouts`."""
    rows = [("layout", "in the file", "found by", "missing")]
    for match in mapping(data, name):
        lacking = ", ".join(match.lacking) or "–"
        rows.append((match.layout, match.label or "none", match.how or "–", lacking))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _findings(matches: Iterable[Match], name: str) -> Iterator[Finding]:
    """A note for each layout that has no counterpart of its own."""
    for match in matches:
        if not match.label:
            words = f"it has no layout for '{match.layout}' slides"
            advice = "add one, or leave it: the next best is taken"
            yield Finding("deck-template", words, advice, name, severity=Severity.NOTE)


def _without_slides(presentation: Opened) -> bytes:
    """The file without its sample slides."""
    root: Any = presentation.part._element
    for slide in list(root.get_or_add_sldIdLst()):
        presentation.part.drop_rel(slide.rId)
        root.sldIdLst.remove(slide)
    target = io.BytesIO()
    presentation.save(target)
    return target.getvalue()


def _halves(box: Box) -> tuple[Box, Box]:
    """A place for words and one for what is shown beside them."""
    words = replace(box, width=box.width * 0.56)
    shown = box.width * 0.4
    return words, replace(box, left=box.right - shown, width=shown)


def _next_best(
    layout: Layout, rows: Mapping[str, Layout], scenes: Mapping[str, Scene], scale: float
) -> Scene:
    """The scene of the layout that takes over; what is shown stands where its words would."""
    name = layout.instead
    while name and name not in scenes:
        name = rows[name].instead
    scene = scenes[name or "bullets"]
    shown = [slot for slot in layout.slots if slot.type in _SHOWN and slot.role not in scene.places]
    if not shown:
        return scene
    body = scene.places["body"]
    words, beside = _halves(body.placeholder.box)
    both = any(slot.role == "body" for slot in layout.slots)
    held = replace(body.placeholder, type="", index=-1)
    held = replace(held, box=beside if both else held.box)
    places = {**scene.places, shown[0].role: _place(shown[0], held, scale)}
    places["body"] = Place(replace(body.placeholder, box=words), body.slot, moved=True)
    if not both:
        del places["body"]
    return replace(scene, layout=layout, places=places)


@lru_cache(maxsize=4)
def of_file(data: bytes, name: str) -> tuple[Stage, tuple[Finding, ...]]:
    """The stage of a clinic's own presentation; raises ContentError where it can hold no words."""
    presentation = _opened(data, name)
    width, height = (
        int(v or 0) / _EMU for v in (presentation.slide_width, presentation.slide_height)
    )
    whole = Box(0, 0, width, height)
    pairs = list(_mapped(presentation))
    scenes = {row.name: _scene(row, mapped, whole) for row, mapped in pairs if mapped}
    missing = [name for name in ("title", "bullets") if name not in scenes]
    if missing:
        words = "it has no layout with a title and a place for words"
        advice = "add one in PowerPoint: View, Slide Master, Insert Layout"
        raise ContentError([Finding("deck-template", words, advice, name)])
    rows = {row.name: row for row, _ in pairs}
    for row, mapped in pairs:
        if mapped is None:
            scenes[row.name] = _next_best(row, rows, scenes, height / HEIGHT)
    master = presentation.slide_master
    tints = tints_of(etree.fromstring(master.part.part_related_by(RT.THEME).blob))
    matches = (_match(row, mapped) for row, mapped in pairs)
    stage = Stage(_without_slides(presentation), width, height, scenes, tints)
    return stage, tuple(_findings(matches, name))
