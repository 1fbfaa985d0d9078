"""The template of a deck: its layouts, each placeholder with its sizes."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import fields

from handout.model.deck import Box
from handout.slides.layout import HEIGHT, WIDTH, Layout, Slot
from handout.slides.layouts import LAYOUTS
from handout.slides.ooxml import base_template
from handout.slides.ooxml.inheritance import Level, Placeholder, layout_parts
from handout.slides.ooxml.layout_xml import mirrored
from handout.slides.ooxml.package import read
from handout.slides.theme_colours import ThemeColours


class ResolvedPlaceholder(Placeholder, frozen=True, kw_only=True):
    """A placeholder, and the row of the table that says how it is filled."""

    slot: Slot

    @property
    def family(self) -> str:
        """The face of its words."""
        return self.levels[0].family

    def level(self, number: int) -> Level:
        """How paragraphs of a level are set, counted from 0; of deeper ones as the deepest."""
        return self.levels[min(number, len(self.levels) - 1)]


def filled_by(slot: Slot, placeholder: Placeholder) -> ResolvedPlaceholder:
    """A placeholder for what a slot of ours holds."""
    known = {field.name: getattr(placeholder, field.name) for field in fields(Placeholder)}
    return ResolvedPlaceholder(**known, slot=slot)


class ResolvedLayout(Struct, frozen=True):
    """A layout as it is in the file."""

    row: Layout
    part: str
    """The name of its part in the file."""
    placeholders: Mapping[str, ResolvedPlaceholder]
    """By role."""
    footers: Mapping[str, Placeholder]
    """The placeholders `ftr` and `sldNum`, where there are such."""
    canvas: Box | None = None
    """Where shapes are drawn that no placeholder can hold."""
    scale: float = 1.0
    """The height of the slide, as a multiple of the base's."""


class DeckTemplate(Struct, frozen=True):
    """A presentation without slides, with what a deck must know of it."""

    data: bytes
    width: float
    height: float
    layouts: Mapping[str, ResolvedLayout]
    colours: ThemeColours


def footers(held: Iterable[Placeholder]) -> Mapping[str, Placeholder]:
    """The placeholders of the version line and the slide's number."""
    return {p.type: p for p in held if p.type in ("ftr", "sldNum")}


@lru_cache(maxsize=8)
def of_brand(brand: base_template.Brand) -> DeckTemplate:
    """The base of a brand, whose layouts stand in the order of the table."""
    data, layouts = base_template.make(brand), dict[str, ResolvedLayout]()
    for row, part in zip(LAYOUTS.values(), layout_parts(read(data)), strict=True):
        found = {p.index: p for p in part.placeholders}
        held = {slot.role: filled_by(slot, found[slot.index]) for slot in row.slots}
        canvas = mirrored(row.canvas) if brand.rtl and row.canvas else row.canvas
        layouts[row.name] = ResolvedLayout(row, part.name, held, footers(found.values()), canvas)
    return DeckTemplate(data, WIDTH, HEIGHT, layouts, ThemeColours(brand.colours.primary))
