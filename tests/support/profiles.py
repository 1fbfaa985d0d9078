"""A colour profile for the tests: all that a library reads of one, and no colours."""

import struct


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
