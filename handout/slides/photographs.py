"""Photographs for slides: upright, eight bits of RGB, no larger than shown, no place of taking."""

import io
from functools import lru_cache

from PIL import Image as Pixels
from PIL import ImageOps

from handout.source.picture_metadata import has_metadata, is_turned, save

SHARP = 220
"""Pixels to the inch that a slide shows, on the sharpest screens."""
_MODES = {"1": "L", "CMYK": "RGB", "YCbCr": "RGB", "LAB": "RGB", "HSV": "RGB", "F": "L", "I": "L"}
_QUALITY = 90
_WORTH_IT = 0.9


def _is_deep(data: bytes) -> bool:
    """Whether a PNG has 16 bits for each colour: the byte is the header's depth."""
    return data[:4] == b"\x89PNG" and data[24] == 16


def _share(pixels: Pixels.Image, most: tuple[int, int]) -> float:
    """How much of its width and height is needed; 1 where leaving out saves little."""
    share = min(most[0] / pixels.width, most[1] / pixels.height)
    return share if share < _WORTH_IT else 1.0


def _is_ready(pixels: Pixels.Image, data: bytes, most: tuple[int, int]) -> bool:
    """Whether the file can be shown as it is."""
    plain = pixels.mode in ("L", "LA", "P", "RGB", "RGBA") and not _is_deep(data)
    bare = not has_metadata(pixels)
    return pixels.format == "GIF" or (plain and bare and _share(pixels, most) == 1)


def _of_eight_bits(pixels: Pixels.Image) -> Pixels.Image:
    """The picture in a mode that every program shows."""
    if pixels.mode.startswith("I;16"):
        return pixels.convert("I").point(lambda value: value / 256).convert("L")
    if pixels.mode == "I":
        return pixels.point(lambda value: value / 256).convert("L")
    return pixels.convert(_MODES[pixels.mode]) if pixels.mode in _MODES else pixels


def _shrunk(pixels: Pixels.Image, share: float) -> Pixels.Image:
    """The picture with fewer pixels."""
    if share == 1:
        return pixels
    whole = pixels.convert("RGBA") if pixels.mode == "P" else pixels
    size = (max(1, round(pixels.width * share)), max(1, round(pixels.height * share)))
    return whole.resize(size, Pixels.Resampling.LANCZOS)


@lru_cache(maxsize=64)
def ready(data: bytes, wide: float, tall: float) -> bytes:
    """A PNG, JPEG or GIF, ready for a room of so many points; raises OSError or ValueError."""
    with Pixels.open(io.BytesIO(data)) as pixels:
        most = (round(wide * SHARP / 72), round(tall * SHARP / 72))
        if _is_ready(pixels, data, most[::-1] if is_turned(pixels) else most):
            return data
        options = {} if pixels.format == "PNG" else {"quality": _QUALITY}
        profile = None if pixels.mode in _MODES else pixels.info.get("icc_profile")
        upright = _of_eight_bits(ImageOps.exif_transpose(pixels))
    upright = _shrunk(upright, _share(upright, most))
    return save(upright, "JPEG" if options else "PNG", icc_profile=profile, **options)
