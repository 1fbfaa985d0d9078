"""A colour profile for the tests: all that a library reads of one, and no colours."""

import struct

from PIL import ImageCms


def _description(words: str) -> bytes:
    text = words.encode() + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(4 + 4 + 2 + 1 + 67)


def icc(space: bytes = b"CMYK", words: str = "Test press") -> bytes:
    """An ICC profile of version 2 that only says what it is for."""
    body = _description(words)
    body += bytes(-len(body) % 4)
    tags = struct.pack(">I4sII", 1, b"desc", 128 + 16, len(body))
    head = struct.pack(
        ">I4sI4s4s4s", 128 + len(tags) + len(body), bytes(4), 0x02100000, b"prtr", space, b"Lab "
    )
    head += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + bytes(28)
    head += struct.pack(">III", 0xF6D6, 0x10000, 0xD32D)  # D50
    return head.ljust(128, b"\0") + tags + body


_P3 = {
    b"rXYZ": (0.5151, 0.2412, -0.0011),
    b"gXYZ": (0.2920, 0.6922, 0.0419),
    b"bXYZ": (0.1571, 0.0666, 0.7841),
}
"""The colours of a phone's camera, wider than those of a screen."""


def of_a_phone() -> bytes:
    """A profile of colours as phones write it: that of a screen with other corners."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = bytearray(profile.replace("sRGB".encode("utf-16-be"), "Test".encode("utf-16-be")))
    for n in range(struct.unpack_from(">I", data, 128)[0]):
        tag, place, _ = struct.unpack_from(">4sII", data, 132 + 12 * n)
        if tag in _P3:
            struct.pack_into(">3i", data, place + 8, *(round(c * 65536) for c in _P3[tag]))
    return bytes(data)
