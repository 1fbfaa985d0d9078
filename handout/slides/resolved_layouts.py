"""The layouts that a deck is set on: each placeholder with its sizes, for the base or any other."""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation as Opened

from handout.model.deck import Box
from handout.slides.layout import HEIGHT, WIDTH, Layout, Slot
from handout.slides.layouts import LAYOUTS
from handout.slides.ooxml import base_template
from handout.slides.ooxml.inheritance import Placeholder, fonts_of, placeholders
from handout.slides.ooxml.layout_xml import mirrored
from handout.slides.tints import Tints


@dataclass(frozen=True, slots=True)
class Place:
    """A placeholder, and the row of the table that says how it is filled."""

    placeholder: Placeholder
    slot: Slot
    moved: bool = False
    """Whether it stands elsewhere on the slide than in its layout."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A layout as it is in the file."""

    layout: Layout
    number: int
    """Its place among the file's layouts, from 0."""
    places: Mapping[str, Place]
    """By role."""
    footers: Mapping[str, Placeholder]
    """The placeholders `ftr` and `sldNum`, where there are such."""
    canvas: Box | None = None
    """Where shapes are drawn that no placeholder can hold."""
    scale: float = 1.0
    """How tall the slide is beside one of the base."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A presentation without slides, with what a deck must know of it."""

    data: bytes
    width: float
    height: float
    scenes: Mapping[str, Scene]
    tints: Tints


def footers(held: Iterable[Placeholder]) -> Mapping[str, Placeholder]:
    """The placeholders of the version line and the slide's number."""
    return {p.type: p for p in held if p.type in ("ftr", "sldNum")}


def _canvas(layout: Layout, rtl: bool) -> Box | None:
    """The canvas of a layout of the base."""
    return mirrored(layout.canvas) if rtl and layout.canvas else layout.canvas


def _scenes(presentation: Opened, rtl: bool) -> Iterator[tuple[str, Scene]]:
    """The scenes of the base, whose layouts stand in the table's order."""
    master = presentation.slide_master
    theme = etree.fromstring(master.part.part_related_by(RT.THEME).blob)
    fonts = fonts_of(theme)
    for number, layout in enumerate(LAYOUTS.values()):
        tree = presentation.slide_layouts[number]._element
        found = {p.index: p for p in placeholders(tree, master._element, fonts)}
        places = {slot.role: Place(found[slot.index], slot) for slot in layout.slots}
        yield (
            layout.name,
            Scene(layout, number, places, footers(found.values()), _canvas(layout, rtl)),
        )


@lru_cache(maxsize=8)
def of_brand(brand: base_template.Brand) -> Stage:
    """The base of a brand."""
    data = base_template.make(brand)
    scenes = dict(_scenes(Presentation(io.BytesIO(data)), brand.rtl))
    return Stage(data, WIDTH, HEIGHT, scenes, Tints(brand.colours.primary))
