"""What a camera writes beside a picture, such as where and when it was taken: found, taken out.

A JPEG that is upright is shown as it is, so that its segments are cut out; others are written anew.
"""

import io
import struct
from collections.abc import Iterator
from typing import Any

from PIL import Image

_METADATA = frozenset(("exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment", "mp"))
"""What Pillow calls it."""
_ORIENTATION = 0x0112
_START, _END, _SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA
_KEPT = frozenset({0xE0, 0xE2, 0xEE})
"""The application's segments that say how to draw: JFIF, a colour profile, Adobe's colours."""


def has_metadata(pixels: Image.Image) -> bool:
    """Whether a picture's file holds anything of when, where or how it was taken."""
    text = getattr(pixels, "text", None)
    return bool(text or _METADATA & pixels.info.keys() or pixels.format == "MPO")


def orientation(pixels: Image.Image) -> int:
    """How the camera was held, as EXIF numbers it: 1 is upright, 2 to 8 are all others."""
    turned = pixels.getexif().get(_ORIENTATION, 1)
    return turned if turned in range(2, 9) else 1


def is_turned(pixels: Image.Image) -> bool:
    """Whether the camera lay on its side, so that width and height change places."""
    return orientation(pixels) >= 5


def _is_kept(marker: int, body: bytes) -> bool:
    """Whether a segment is needed to draw the picture."""
    if marker == 0xE2:  # behind a profile's marker stand other pictures, too
        return body.startswith(b"ICC_PROFILE\0")
    return marker in _KEPT or not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _segments(data: bytes) -> Iterator[bytes]:
    """The segments to keep up to the picture itself, then the picture without what follows it."""
    place = len(_START)
    while data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:  # a byte that only fills
            place += 1
            continue
        if marker == _SCAN:
            end = data.find(_END, place)
            yield data[place:end] if end > 0 else data[place:]
            return
        (length,) = struct.unpack_from(">H", data, place + 2)
        if _is_kept(marker, data[place + 4 : place + 2 + length]):
            yield data[place : place + 2 + length]
        place += 2 + length
    raise ValueError(place)


def without_metadata(jpeg: bytes) -> bytes:
    """The same picture as the camera saw it, not a pixel changed; no sound JPEG is given back."""
    if not jpeg.startswith(_START):
        return jpeg
    try:
        return b"".join((_START, *_segments(jpeg), _END))
    except (ValueError, IndexError, struct.error):
        return jpeg


def save(pixels: Image.Image, kind: str, **options: Any) -> bytes:
    """The picture as a file that holds nothing but its pixels and what the options say."""
    target = io.BytesIO()
    bare = pixels.copy()
    bare.info = {key: pixels.info[key] for key in ("transparency",) if key in pixels.info}
    bare.save(target, kind, **options)
    return target.getvalue()
