"""A slide's part while it is filled, and how it is tied to what it shows."""

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.package import Package
from pptx.presentation import Presentation

from handout.model.deck import Chart, Deck
from handout.slides.ooxml.chart_part import chart_part
from handout.slides.ooxml.drawingml import CLICK, ph
from handout.slides.ooxml.package import PackedPart, data_part, packed_part
from handout.slides.ooxml.package import layouts as file_layouts
from handout.slides.resolved_layouts import ResolvedLayout
from handout.slides.slide_pictures import ENDINGS
from handout.slides.theme_colours import ThemeColours


def new_slides(presentation: Presentation, layouts: Iterable[str]) -> Iterator[PackedPart]:
    """The parts of new slides, each the last of its presentation, on layouts of these names."""
    known = {str(part.partname): part for part in file_layouts(presentation)}
    top: Any = presentation.part
    held = top._element.get_or_add_sldIdLst()
    ids = itertools.count(held._next_id)
    for number, name in enumerate(layouts, 1):
        part = packed_part(top.package, f"/ppt/slides/slide{number}.xml", CT.PML_SLIDE)
        part.relate_to(known[name], RT.SLIDE_LAYOUT)
        # Not `relate_to` and `add_sldId`, which look through all slides that are there already.
        held._add_sldId(id=next(ids), rId=top.rels._add_relationship(RT.SLIDE, part))
        yield part


def free_pictures(package: Package) -> Iterator[str]:
    """Names for pictures, without their ends, that no part of a template has."""
    taken = {part.partname.membername.rpartition(".")[0] for part in package.iter_parts()}
    names = (f"ppt/media/picture{number}" for number in itertools.count(1))
    return (name for name in names if name not in taken)


class SlidePart(Struct, frozen=True):
    """A slide's part, and how it is tied to what it shows."""

    file_part: PackedPart
    deck: Deck
    layout: ResolvedLayout
    colours: ThemeColours
    media: dict[bytes, Part]
    """The parts of the deck's pictures, by digest: each is kept once."""
    names: Iterator[str]
    """Names for further pictures, which no part has."""
    slides: Mapping[str, PackedPart]
    """The parts of all slides, by their names."""

    def click(self, address: str) -> str:
        """What says that words lead to an address or a slide; empty where there is none."""
        if not address.startswith("#"):
            id_ = self.file_part.relate_to(address, RT.HYPERLINK, is_external=True)
            return CLICK.format(id_, "")
        target = self.slides.get(address[1:])
        if target is None or target is self.file_part:
            return ""
        jump = ' action="ppaction://hlinksldjump"'
        return CLICK.format(self.file_part.relate_to(target, RT.SLIDE), jump)

    def picture(self, data: bytes, media_type: str) -> str:
        """The relationship id of a picture."""
        digest = hashlib.sha256(data).digest()
        if digest not in self.media:
            name = f"{next(self.names)}.{ENDINGS[media_type]}"
            self.media[digest] = data_part(self.file_part.package, name, media_type, data)
        return self.file_part.relate_to(self.media[digest], RT.IMAGE)

    def chart(self, made: Chart) -> str:
        """The relationship id of a new chart."""
        part = chart_part(self.file_part.package, made, self.colours.words, self.deck.created)
        return self.file_part.relate_to(part, RT.CHART)

    def ph(self, role: str) -> str:
        """What ties an item to its placeholder in the layout; empty where it has none."""
        placeholder = self.layout.placeholders.get(role)
        has_one = placeholder and placeholder.index >= 0
        return ph(placeholder.type, placeholder.index) if placeholder and has_one else ""
