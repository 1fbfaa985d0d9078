"""A slide's part while it is filled, and how it is tied to what it shows."""

import hashlib
import itertools
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.parts.slide import SlidePart as FilePart
from pptx.presentation import Presentation

from handout.model.deck import Chart, Deck
from handout.slides.ooxml.chart_part import chart_part
from handout.slides.ooxml.drawingml import CLICK, ph
from handout.slides.ooxml.package import data_part
from handout.slides.resolved_layouts import ResolvedLayout
from handout.slides.slide_pictures import ENDINGS
from handout.slides.theme_colours import ThemeColours


def new_slide(presentation: Presentation, layout: str) -> Any:
    """The part of a new slide, the last of its presentation, on the layout in that part."""
    layouts = (one for master in presentation.slide_masters for one in master.slide_layouts)
    found = next(one for one in layouts if one.part.partname == layout)
    id_, slide = presentation.part.add_slide(found)
    presentation.part._element.get_or_add_sldIdLst().add_sldId(id_)
    return slide.part


class SlidePart(Struct, frozen=True):
    """A slide's part, and how it is tied to what it shows."""

    file_part: FilePart
    deck: Deck
    layout: ResolvedLayout
    colours: ThemeColours
    media: dict[bytes, Part]
    """The parts of the deck's pictures, by digest: each is kept once."""
    slides: Mapping[str, FilePart]
    """The parts of all slides, by their names."""

    def link(self, address: str) -> str:
        """The relationship id of an address."""
        return self.file_part.relate_to(address, RT.HYPERLINK, is_external=True)

    def click(self, address: str) -> str:
        """What says that words lead to an address or a slide; empty where there is none."""
        if not address.startswith("#"):
            return CLICK.format(self.link(address), "")
        target = self.slides.get(address[1:])
        if target is None or target is self.file_part:
            return ""
        jump = ' action="ppaction://hlinksldjump"'
        return CLICK.format(self.file_part.relate_to(target, RT.SLIDE), jump)

    def _new_picture(self, data: bytes, media_type: str) -> Part:
        """A picture's part, by a name that no part has yet."""
        package = self.file_part.package
        taken = {part.partname.membername for part in package.iter_parts()}
        numbers = itertools.count(len(self.media) + 1)
        names = (f"ppt/media/picture{number}.{ENDINGS[media_type]}" for number in numbers)
        return data_part(package, next(n for n in names if n not in taken), media_type, data)

    def picture(self, data: bytes, media_type: str) -> str:
        """The relationship id of a picture."""
        digest = hashlib.sha256(data).digest()
        if digest not in self.media:
            self.media[digest] = self._new_picture(data, media_type)
        return self.file_part.relate_to(self.media[digest], RT.IMAGE)

    def chart(self, made: Chart) -> str:
        """The relationship id of a new chart."""
        part = chart_part(self.file_part.package, made, self.colours.words, self.deck.created)
        return self.file_part.relate_to(part, RT.CHART)

    def ph(self, role: str) -> str:
        """What ties an item to its placeholder in the layout; nothing in it where it has none."""
        placeholder = self.layout.placeholders.get(role)
        has_one = placeholder and placeholder.index >= 0
        return ph(placeholder.type, placeholder.index) if placeholder and has_one else ""
