"""Pictures and icons where they stand on a slide."""

from dataclasses import replace

from handout import icons
from handout.deck import Box, Picture, TextFrame
from handout.markup import Markup
from handout.writers.slides.outline import Image
from handout.writers.slides.pictures import TWIN_DENSITY, PictureError, drawn, load
from handout.writers.slides.stage import Place, Scene


def _contained(box: Box, width: float, height: float) -> Box:
    """The largest box of those proportions in the middle of the other."""
    scale = min(box.width / width, box.height / height)
    wide, tall = width * scale, height * scale
    return Box(box.left + (box.width - wide) / 2, box.top + (box.height - tall) / 2, wide, tall)


def icon_drawing(name: str, colour: str) -> bytes:
    """An icon's SVG; raises PictureError where there is none of the name."""
    try:
        return icons.svg(name, colour, stroke=1.25).encode()
    except KeyError as fault:
        known = ", ".join(icons.near(name))
        advice = f"did you mean {known}?" if known else "take a name from lucide.dev/icons"
        raise PictureError("icon-unknown", f"there is no icon “{name}”", advice) from fault


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
    return Picture(
        place.slot.role,
        place.placeholder.index,
        _contained(place.placeholder.box, loaded.width, loaded.height),
        loaded.image,
        loaded.media_type,
        image.alt,
        loaded.svg,
        image.link,
    )
