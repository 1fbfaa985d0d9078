"""Pictures and icons where they stand on a slide."""

from handout.deck import Box, Picture
from handout.markup import Markup
from handout.writers.slides.outline import Image
from handout.writers.slides.pictures import load
from handout.writers.slides.stage import Place


def _contained(box: Box, width: float, height: float) -> Box:
    """The largest box of those proportions in the middle of the other."""
    scale = min(box.width / width, box.height / height)
    wide, tall = width * scale, height * scale
    return Box(box.left + (box.width - wide) / 2, box.top + (box.height - tall) / 2, wide, tall)


def picture(image: Image, place: Place, markup: Markup) -> Picture:
    """A picture in its placeholder; raises PictureError."""
    loaded = load(image.source, markup)
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
