"""Photographs of a web page, reduced to what a phone shows."""

import io
from collections.abc import Mapping
from itertools import product
from typing import Any

from PIL import Image

from handout.source import raster

LARGEST = 100_000
"""Bytes of a photograph in a page: a tenth of a second on a slow phone."""
_WIDTHS = (1200, 900, 700, 500, 350)
"""Pixels: twice what the widest column shows, then less, until it is small enough."""
_QUALITIES = (80, 70, 60)
_FEW_COLOURS = 4_096


def _encoded(image: Image.Image, width: int, **options: Any) -> bytes:
    """The picture as a WebP of at most a width in pixels."""
    smaller, target = image.copy(), io.BytesIO()
    smaller.thumbnail((width, 4 * width), Image.Resampling.LANCZOS)
    smaller.save(target, "WEBP", method=4, **options)
    return target.getvalue()


def _small_enough(image: Image.Image) -> bytes:
    """The best WebP of a picture that is not too large; the smallest where none is."""
    drawn = image.getcolors(_FEW_COLOURS) is not None
    ways: list[Mapping[str, object]] = [{"lossless": True}] if drawn else []
    ways += [{"quality": quality} for quality in _QUALITIES]
    made = b""
    for width, options in product(_WIDTHS, ways):
        made = _encoded(image, width, **options)
        if len(made) <= LARGEST:
            break
    return made


def reduced(data: bytes) -> tuple[bytes, int, int]:
    """A photograph as WebP, with its width and height; raises ValueError."""
    try:
        converted = raster.converted(data)
    except raster.UnusableError as error:
        raise ValueError(str(error)) from error
    with Image.open(io.BytesIO(converted)) as image:
        image.load()
        plain = image if image.mode in ("RGB", "RGBA") else image.convert("RGBA")
        small = _small_enough(plain)
    with Image.open(io.BytesIO(small)) as image:
        return small, *image.size
