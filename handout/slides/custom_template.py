"""A clinic's own presentation: our layouts mapped onto its, by type, then name, then placeholders.

Nothing of it is changed but that its sample slides are left out. Sizes follow the height of its
slides, and no colour is set that its own theme does not promise to be readable.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from handout.model import fingerprint
from handout.model.deck import Box
from handout.model.errors import ContentError, UsageError
from handout.model.findings import Finding
from handout.slides.layout import HEIGHT, Layout, Slot
from handout.slides.layout_matching import (
    SHOWN,
    CustomLayout,
    LayoutMatch,
    area,
    matched_layouts,
    slide_box,
)
from handout.slides.layouts import HEADLINE, LAYOUTS
from handout.slides.ooxml.foreign import CleanPackage, cleaned
from handout.slides.ooxml.inheritance import Placeholder
from handout.slides.ooxml.package import read, theme_of
from handout.slides.ooxml.shape_reading import TITLES
from handout.slides.resolved_layouts import (
    DeckTemplate,
    ResolvedLayout,
    ResolvedPlaceholder,
    filled_by,
)
from handout.slides.theme_colours import ThemeColours, readable_colours
from handout.source.opc.archive import MOST_BYTES, PackageError


class MappingRow(NamedTuple):
    """A row of the mapping: our layout, the file's, and how that was found."""

    layout: str
    label: str
    """The name of the file's layout; empty where there is none."""
    how: str
    lacking: tuple[str, ...]
    """Roles of ours that it has no placeholder for."""


def _sizes(slot: Slot, held: Placeholder, scale: float) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Our sizes, scaled to the file's slides; a title is as large as the file sets it, or less."""
    first, last = (tuple(round(size * scale) for size in held) for held in (slot.sizes, slot.last))
    if slot.type not in TITLES:
        return first, last
    less = [round(size * scale) for size in HEADLINE]
    theirs = max(round(held.levels[0].size), less[-1])
    return (theirs, *(size for size in less if size < theirs)), ()


def _filled(slot: Slot, held: Placeholder, scale: float) -> ResolvedPlaceholder:
    """Our slot in their placeholder: their look, our sizes."""
    sizes, last = _sizes(slot, held, scale)
    bullets = held.levels[0].is_marked
    slot = replace(slot, sizes=sizes, last=last, colour="", bullets=bullets, max_lines=99)
    return filled_by(slot, held)


def _below_title(title: Box, whole: Box) -> Box:
    """All that a layout leaves below its title."""
    margin = min(title.left, whole.width * 0.08)
    top = title.bottom + whole.height * 0.03
    return Box(margin, top, whole.width - 2 * margin, whole.height * 0.88 - top)


def _halves(box: Box) -> tuple[Box, Box]:
    """A place for words and one for what is shown beside them."""
    words = replace(box, width=box.width * 0.56)
    shown = box.width * 0.4
    return words, replace(box, left=box.right - shown, width=shown)


def _free(
    canvas: Box, pairs: Mapping[str, Placeholder], found: CustomLayout, scale: float
) -> Box | None:
    """The largest placeholder that is not filled, where it is no sliver beside our canvas."""
    used = {held.index for held in pairs.values()}
    free = (p.box for p in found.holds if p.index not in used)
    largest = max(free, key=area, default=Box(0, 0, 0, 0))
    return largest if area(largest) > 0.5 * area(canvas) * scale**2 else None


def _resolved(layout: Layout, mapped: LayoutMatch, whole: Box) -> ResolvedLayout:
    """Our layout on the file's; if that leaves no canvas, the words share their room with it."""
    _, found, pairs = mapped
    scale = whole.height / HEIGHT
    slots = {slot.role: slot for slot in layout.slots}
    placeholders = {role: _filled(slots[role], held, scale) for role, held in pairs.items()}
    canvas = _free(layout.canvas, pairs, found, scale) if layout.canvas else None
    if layout.canvas and canvas is None and "body" in pairs:
        words, canvas = _halves(pairs["body"].box)
        placeholders["body"] = replace(placeholders["body"], box=words, moved=True)
    elif layout.canvas and canvas is None:
        canvas = _below_title(pairs["title"].box, whole)
    row = replace(layout, icon=None, background="bg1")  # theirs is not known
    return ResolvedLayout(row, found.part, placeholders, found.footers, canvas, scale)


def _match(layout: Layout, mapped: LayoutMatch | None) -> MappingRow:
    """A row of the mapping."""
    roles = [slot.role for slot in layout.slots]
    if mapped is None:
        goes_to = f"goes to {layout.fallback}" if layout.fallback else ""
        return MappingRow(layout.name, "", goes_to, ())
    how, found, pairs = mapped
    return MappingRow(layout.name, found.name, how, tuple(r for r in roles if r not in pairs))


class _Read(NamedTuple):
    """A clinic's own presentation, and what is taken from it."""

    clean: CleanPackage
    whole: Box
    pairs: tuple[tuple[Layout, LayoutMatch | None], ...]
    colours: ThemeColours


def _read(data: bytes, name: str) -> _Read:
    """What is taken from a file; raises ContentError."""
    try:
        clean = cleaned(data)
        presentation = read(clean.data)
        pairs, master = tuple(matched_layouts(presentation)), presentation.slide_master
        colours = readable_colours(theme_of(master.part), master._element)
        return _Read(clean, slide_box(presentation), pairs, colours)
    except PackageError as error:
        fault, cause = error, error.__cause__
    except Exception as error:  # it may be wrong in ways that nobody thought of
        fault, cause = PackageError("its masters and layouts cannot be read"), error
    finding = Finding("deck-template", fault.message, fault.advice, name)
    raise ContentError([finding]) from cause


def _left_out(clean: CleanPackage, name: str) -> Iterator[Finding]:
    """A note for each kind of thing that is not kept."""
    for what, parts in clean.left_out.items():
        others = f" and {len(parts) - 3} more" if len(parts) > 3 else ""
        message = f"{what} is left out of the slides ({', '.join(parts[:3])}{others})"
        advice = "take it out of the file in PowerPoint, or leave it"
        yield Finding.note("deck-template", message, advice, name)


def mapping(data: bytes, name: str) -> tuple[MappingRow, ...]:
    """How our layouts map onto those of a file; `name` as the user names it."""
    return tuple(_match(*pair) for pair in _read(data, name).pairs)


def mapping_of_file(path: Path) -> str:
    """The mapping of a file that is named on the command line; raises UsageError for none."""
    try:
        return mapping_table(fingerprint.read_file(path, MOST_BYTES), str(path))
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror})") from error


def mapping_table(data: bytes, name: str) -> str:
    """The mapping as lines of text, and what is left out, for `build.py layouts`."""
    found = _read(data, name)
    rows = [("layout", "in the file", "found by", "missing")]
    for layout, label, how, lacking in (_match(*pair) for pair in found.pairs):
        rows.append((layout, label[:60] or "none", how or "–", ", ".join(lacking) or "–"))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join((*lines, *map(str, _left_out(found.clean, name))))


def _next_best(
    layout: Layout, layouts: Mapping[str, ResolvedLayout], scale: float
) -> ResolvedLayout:
    """The layout to fall back on; a picture, table or chart stands where its words would."""
    name = layout.fallback
    while name and name not in layouts:
        name = LAYOUTS[name].fallback
    best = layouts[name or "bullets"]
    shown = [s for s in layout.slots if s.type in SHOWN and s.role not in best.placeholders]
    if not shown:
        return best
    body = best.placeholders["body"]
    words, beside = _halves(body.box)
    both = any(slot.role == "body" for slot in layout.slots)
    bare = replace(body, type="", index=-1, box=beside if both else body.box)
    placeholders = {**best.placeholders, shown[0].role: _filled(shown[0], bare, scale)}
    if both:
        placeholders["body"] = replace(body, box=words, moved=True)
    else:
        del placeholders["body"]
    return replace(best, row=layout, placeholders=placeholders)


@lru_cache(maxsize=1)
def of_file(
    data: bytes, name: str
) -> tuple[DeckTemplate, tuple[Finding, ...], Mapping[str, Finding]]:
    """A clinic's own presentation as a template, with notes, and those on layouts that it lacks.

    Raises ContentError where it can hold no words.
    """
    clean, whole, pairs, colours = _read(data, name)
    width, height = whole.width, whole.height
    layouts = {row.name: _resolved(row, mapped, whole) for row, mapped in pairs if mapped}
    if not {"title", "bullets"} <= layouts.keys():
        words = "it has no layout with a title and enough room for words"
        advice = "add one in PowerPoint: View, Slide Master, Insert Layout"
        raise ContentError([Finding("deck-template", words, advice, name)])
    unmatched = dict[str, Finding]()
    for row in (row for row, mapped in pairs if not mapped):
        layouts[row.name] = _next_best(row, layouts, height / HEIGHT)
        words = f"it has no layout for '{row.name}' slides"
        advice = "add one, or leave it: the next best is taken"
        unmatched[row.name] = Finding.note("deck-template", words, advice, name)
    template = DeckTemplate(clean.data, width, height, layouts, colours)
    return template, tuple(_left_out(clean, name)), unmatched
