"""A JPEG without what a camera writes beside the picture: where, when, with what and by whom.

WeasyPrint puts a photo into the PDF as it is, and a photo of a phone tells where it was taken.
"""

import io
import struct
from collections.abc import Iterator

from PIL import Image

_START, _END, _SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA
_KEPT = frozenset({0xE0, 0xE2, 0xEE})
"""The application's segments that say how to draw: JFIF, a colour profile, Adobe's colours."""
_ORIENTATION = 0x0112


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


def _orientation(data: bytes) -> bytes:
    """The segment that tells how the camera was held; none where it was upright."""
    with Image.open(io.BytesIO(data)) as picture:
        turned = picture.getexif().get(_ORIENTATION, 1)
    if turned not in range(2, 9):
        return b""
    held = Image.Exif()
    held[_ORIENTATION] = turned
    body = held.tobytes()
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def bare(data: bytes) -> bytes:
    """The same picture, not a dot changed; what is no sound JPEG is given back."""
    if not data.startswith(_START):
        return data
    try:
        return b"".join((_START, _orientation(data), *_segments(data), _END))
    except (OSError, ValueError, IndexError, struct.error):
        return data
