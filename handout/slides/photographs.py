"""Photographs for slides: as they are shown anywhere, and no larger than their place."""

import io

from PIL import Image as Pixels

from handout.source.kept_pictures import kept
from handout.source.picture_metadata import save
from handout.source.raster import converted

SHARP = 220
"""Pixels to the inch that a slide shows, on the sharpest screens."""
_QUALITY = 90
_WORTH_IT = 0.9


def _share(pixels: Pixels.Image, most: tuple[int, int]) -> float:
    """How much of its width and height is needed; 1 where leaving out saves little."""
    share = min(most[0] / pixels.width, most[1] / pixels.height)
    return share if share < _WORTH_IT else 1.0


def _shrunk(pixels: Pixels.Image, share: float) -> Pixels.Image:
    """The picture with fewer pixels."""
    whole = pixels.convert("RGBA") if pixels.mode == "P" else pixels
    size = (max(1, round(pixels.width * share)), max(1, round(pixels.height * share)))
    return whole.resize(size, Pixels.Resampling.LANCZOS)


@kept
def ready(data: bytes, wide: float, tall: float) -> bytes:
    """A PNG or JPEG for a room of so many points; raises UnusableError."""
    data = converted(data)
    with Pixels.open(io.BytesIO(data)) as pixels:
        share = _share(pixels, (round(wide * SHARP / 72), round(tall * SHARP / 72)))
        if share == 1:
            return data
        is_photo = pixels.format == "JPEG"
        shrunk = _shrunk(pixels, share)
    return save(shrunk, "JPEG", quality=_QUALITY) if is_photo else save(shrunk, "PNG")
