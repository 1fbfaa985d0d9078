"""The layouts that a deck is set on: each placeholder with its sizes, for the base or any other."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation as Opened

from handout.placeholders import Placeholder, fonts_of, placeholders
from handout.writers.slides import base
from handout.writers.slides.layouts import HEIGHT, LAYOUTS, WIDTH, Layout, Slot


@dataclass(frozen=True, slots=True)
class Place:
    """A placeholder, and the row of the table that says how it is filled."""

    placeholder: Placeholder
    slot: Slot


@dataclass(frozen=True, slots=True)
class Scene:
    """A layout as it is in the file."""

    layout: Layout
    number: int
    """Its place among the file's layouts, from 0."""
    places: Mapping[str, Place]
    """By role."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A presentation without slides, with what a deck must know of it."""

    data: bytes
    width: float
    height: float
    scenes: Mapping[str, Scene]


def _scenes(presentation: Opened) -> Iterator[tuple[str, Scene]]:
    """The scenes of the base, whose layouts stand in the table's order."""
    master = presentation.slide_master
    theme = etree.fromstring(master.part.part_related_by(RT.THEME).blob)
    fonts = fonts_of(theme)
    for number, layout in enumerate(LAYOUTS):
        tree = presentation.slide_layouts[number]._element
        found = {p.index: p for p in placeholders(tree, master._element, fonts)}
        places = {slot.role: Place(found[slot.index], slot) for slot in layout.slots}
        yield layout.name, Scene(layout, number, places)


@lru_cache(maxsize=8)
def of_brand(brand: base.Brand) -> Stage:
    """The base of a brand."""
    data = base.make(brand)
    scenes = dict(_scenes(Presentation(io.BytesIO(data))))
    return Stage(data, WIDTH, HEIGHT, scenes)
