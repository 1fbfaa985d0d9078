"""Pictures and icons where they stand on a slide."""

import math
from collections.abc import Iterator
from dataclasses import replace

from handout import icons
from handout.deck import Box, Deck, Picture, TextFrame
from handout.finding import Finding, Severity
from handout.markup import Markup
from handout.writers.slides.outline import Image
from handout.writers.slides.pictures import TWIN_DENSITY, PictureError, drawn, load
from handout.writers.slides.stage import Place, Scene

_COARSE = 100
"""Pixels to the inch: a photograph with fewer falls into squares."""


def _contained(box: Box, width: float, height: float, most: float = math.inf) -> Box:
    """The largest box of those proportions in the middle of the other, up to so many times."""
    scale = min(box.width / width, box.height / height, most)
    wide, tall = width * scale, height * scale
    return Box(box.left + (box.width - wide) / 2, box.top + (box.height - tall) / 2, wide, tall)


def icon_drawing(name: str, colour: str) -> bytes:
    """An icon's SVG; raises PictureError where there is none of the name."""
    try:
        return icons.svg(name, colour, stroke=1.25).encode()
    except KeyError as fault:
        raise PictureError("icon-unknown", *icons.unknown(name)) from fault


def icon(name: str, title: TextFrame, scene: Scene, colour: str) -> tuple[Picture, ...]:
    """An icon below the title, where there is room for it."""
    room, end = scene.layout.icon, title.room.top + title.height
    if not name or room is None or end > room.top - 12:
        return ()
    drawing = icon_drawing(name, colour)
    left = title.box.right - room.width if title.paragraphs[0].rtl else title.box.left
    box = replace(room, left=left)
    return (
        Picture(
            "icon",
            -1,
            box,
            drawn(drawing, round(room.width * TWIN_DENSITY)),
            "image/png",
            "",
            drawing,
        ),
    )


def picture(image: Image, place: Place, markup: Markup) -> Picture:
    """A picture in its placeholder; raises PictureError."""
    loaded = load(image.source, markup, place.placeholder.box)
    most = math.inf if loaded.svg else 72 / _COARSE
    return Picture(
        place.slot.role,
        place.placeholder.index,
        _contained(place.placeholder.box, loaded.width, loaded.height, most),
        loaded.image,
        loaded.media_type,
        image.alt,
        loaded.svg,
        image.link,
        image.source,
        0 if loaded.svg else round(loaded.width),
    )


def _is_coarse(item: Picture) -> bool:
    """Whether a photograph would fall into squares if it filled its place."""
    return 0 < item.pixels * 72 <= item.box.width * _COARSE * 1.01


def too_coarse(deck: Deck) -> Iterator[Finding]:
    """A warning for each photograph with too few pixels for the place it has on its slide."""
    held = (item for slide in deck.slides for item in slide.items if isinstance(item, Picture))
    for item in filter(_is_coarse, held):
        message = f"the picture '{item.source}' has too few pixels, so it is small on its slide"
        advice = f"take one that is wider than {item.pixels} pixels; 1,200 is good"
        kind = Severity.WARNING
        yield Finding("picture-small", message, advice, severity=kind, about=item.source)
