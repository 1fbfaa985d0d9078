"""Which layouts of a clinic's own presentation stand in for ours: by type, name, placeholders."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from handout.model.deck import Box
from handout.slides.layout import Layout
from handout.slides.layouts import LAYOUTS
from handout.slides.ooxml.inheritance import Placeholder, layout_parts
from handout.slides.ooxml.notation import points, qn
from handout.slides.ooxml.package import Opened
from handout.slides.ooxml.shape_reading import TITLES
from handout.slides.resolved_layouts import footers

_NOT_FILLED = ("dt", "ftr", "sldNum", "hdr", "sldImg", *TITLES)
_KINDS: Mapping[str, tuple[str, ...]] = {
    "title": TITLES,
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
SHOWN = ("pic", "tbl", "chart")
"""The types that may take the placeholder of a text where the layout has none for them."""
_LINE = 9.0
"""Points that a line takes at least."""
_SLIVER = 0.6
"""A placeholder that is lower than this share of another is for a few words only."""
_OPTIONAL = ("caption", "clinic", "subtitle")
"""Roles whose words can stand in another placeholder."""


class CustomLayout(Struct, frozen=True):
    """One layout of the clinic's file."""

    part: str
    """The name of its part."""
    name: str
    type: str
    title: Placeholder | None
    holds: tuple[Placeholder, ...]
    footers: Mapping[str, Placeholder]


def slide_box(presentation: Opened) -> Box:
    """All of a slide."""
    sizes = presentation.slide_width or 9_144_000, presentation.slide_height or 6_858_000
    return Box(0, 0, *map(points, sizes))


def _on_slide(held: Placeholder, whole: Box) -> Placeholder:
    """A placeholder, cut off at the edges of the slide."""
    box = held.box
    if min(box.left, box.top, whole.right - box.right, whole.bottom - box.bottom) > -0.1:
        return held
    left, top = max(box.left, 0.0), max(box.top, 0.0)
    right, bottom = min(box.right, whole.right), min(box.bottom, whole.bottom)
    inside = Box(left, top, right - left, bottom - top)
    return replace(held, box=inside, moved=True)


def _layouts(presentation: Opened) -> Iterator[CustomLayout]:
    """Every layout of every master, with what of it stands on the slide and can hold a line."""
    whole = slide_box(presentation)
    for part in layout_parts(presentation):
        upright = (_on_slide(one, whole) for one in part.placeholders if one.upright)
        held = tuple(p for p in upright if min(p.box.width, p.box.height) > _LINE)
        title = next((p for p in held if p.type in TITLES), None)
        filled = tuple(p for p in held if p.type not in _NOT_FILLED)
        label = part.tree.find(qn("p:cSld")).get("name", "")
        kind = part.tree.get("type", "")
        yield CustomLayout(part.name, label, kind, title, filled, footers(held))


def _first(fitting: Sequence[Placeholder]) -> Placeholder:
    """The first of some placeholders that is no sliver beside others of its kind."""
    alike = [one for one in fitting if one.type == fitting[0].type]
    tallest = max(one.box.height for one in alike)
    return next(one for one in alike if one.box.height >= _SLIVER * tallest)


def _pairs(layout: Layout, found: CustomLayout) -> dict[str, Placeholder] | None:
    """A placeholder for each role; None where one that is needed is not there."""
    if found.title is None:
        return None
    # In reading order: from top to bottom in rows, from left to right in a row.
    left = sorted(found.holds, key=lambda p: (round(p.box.top / 60), p.box.left))
    made = {"title": found.title}
    for slot in layout.slots[1:]:
        if layout.canvas and slot.role == "caption":
            continue  # its words stand with the others: where it would stand, we draw
        fitting = [p for kind in _KINDS[slot.type] for p in left if p.type == kind]
        if fitting:
            made[slot.role] = _first(fitting)
            left.remove(made[slot.role])
        elif slot.type in SHOWN and any(p.type == "body" for p in left):
            held = next(p for p in left if p.type == "body")
            made[slot.role] = replace(held, type="", index=-1)
            left.remove(held)
        elif slot.role not in _OPTIONAL:
            return None
    texts = [s.role for s in layout.slots if s.type in _TEXTS and s.role != "caption"]
    return made if not texts or any(role in made for role in texts) else None


def _distance(layout: Layout, one: CustomLayout) -> int:
    """How far the placeholders of one of their layouts are from what ours has."""
    held = {p.type for p in (one.title, *one.holds) if p}
    distance = 0
    for slot in layout.slots:
        kinds = _KINDS[slot.type] if slot.role not in _OPTIONAL else ()
        near = next((n for n, kind in enumerate(kinds) if kind in held), len(kinds))
        alike = slot.type in _TEXTS and held & {"body", "obj"}
        distance += 0 if alike else near
    return distance


def _candidates(
    layout: Layout, found: Sequence[CustomLayout]
) -> Iterator[tuple[str, CustomLayout]]:
    """Their layouts, the likeliest first, with how each was found."""
    types, names = layout.like_types, layout.like_names
    yield from (("type", one) for kind in types for one in found if one.type == kind)
    yield from (("name", one) for name in names for one in found if name in one.name.casefold())
    plain = sorted(
        found, key=lambda one: (one.type != "obj", _distance(layout, one), len(one.holds))
    )
    yield from (("placeholders", one) for one in plain)


LayoutMatch: TypeAlias = tuple[str, CustomLayout, dict[str, Placeholder]]
"""How a layout was found, the layout, and its placeholder for each role of ours."""


def _map(layout: Layout, found: Sequence[CustomLayout]) -> LayoutMatch | None:
    """The first of their layouts that can hold what ours holds."""
    for how, one in _candidates(layout, found):
        pairs = _pairs(layout, one)
        if pairs is not None and _has_room(layout, pairs):
            return how, one, pairs
    return None


def area(box: Box) -> float:
    """How large a box is, in square points."""
    return box.width * box.height


def _has_room(layout: Layout, pairs: Mapping[str, Placeholder]) -> bool:
    """Whether the placeholders are no slivers beside ours."""
    boxes = [(pairs[s.role].box, s.box) for s in layout.slots if s.role in pairs]
    if "body" in pairs and pairs["title"].box.top > pairs["body"].box.bottom - 1:
        return False  # as on slides between chapters, where the title stands below
    columns = [pairs[role].box.height for role in pairs if role.startswith("column")]
    return (
        min(columns, default=0.0) >= 0.5 * max(columns, default=0.0)
        and all(area(theirs) > 0.25 * area(ours) for theirs, ours in boxes if ours.height > 100)
        and all(theirs.height > 0.25 * ours.height for theirs, ours in boxes[1:])
    )


def matched_layouts(presentation: Opened) -> Iterator[tuple[Layout, LayoutMatch | None]]:
    """Each of our layouts with what it was mapped to."""
    found = tuple(_layouts(presentation))
    for layout in LAYOUTS.values():
        yield layout, _map(layout, found)
