"""A slide's part while it is filled, and how it is tied to what it shows."""

import hashlib
from dataclasses import dataclass

from handout.model.deck import Chart, Deck
from handout.slides.ooxml.drawingml import ph
from handout.slides.ooxml.package import Package
from handout.slides.resolved_layouts import ResolvedLayout
from handout.slides.slide_pictures import ENDINGS
from handout.slides.theme_colours import ThemeColours


@dataclass(frozen=True, slots=True)
class SlidePart:
    """A slide's part, and how it is tied to what it shows."""

    name: str
    package: Package
    deck: Deck
    layout: ResolvedLayout
    colours: ThemeColours
    media: dict[bytes, str]
    """The parts of the deck's pictures, by digest: each is kept once."""

    def link(self, address: str) -> str:
        """The relationship id of an address."""
        return self.package.relate(self.name, "hyperlink", address, external=True)

    def picture(self, data: bytes, media_type: str) -> str:
        """The relationship id of a picture."""
        digest = hashlib.sha256(data).digest()
        if digest not in self.media:
            pattern = f"ppt/media/picture{{}}.{ENDINGS[media_type]}"
            self.media[digest] = self.package.free_name(pattern, len(self.media) + 1)
            self.package.add(self.media[digest], media_type, data)
        return self.package.relate(self.name, "image", self.media[digest])

    def chart(self, made: Chart) -> str:
        """The relationship id of a new chart."""
        from handout.slides.ooxml.chart_part import add_chart  # late: it imports python-pptx

        name = add_chart(self.package, made, self.colours.words, self.deck.created)
        return self.package.relate(self.name, "chart", name)

    def ph(self, role: str) -> str:
        """What ties an item to its placeholder in the layout; nothing in it where it has none."""
        placeholder = self.layout.placeholders.get(role)
        has_one = placeholder and placeholder.index >= 0
        return ph(placeholder.type, placeholder.index) if placeholder and has_one else ""
