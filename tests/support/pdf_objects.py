"""Reads the objects of a PDF as text, for what no library of the tests shows."""

import re
import zlib


def _streams(data: bytes, kind: bytes) -> list[tuple[bytes, bytes]]:
    found = re.findall(rb"\d+ 0 obj\n(<<[^\n]*?)>>\nstream\n(.*?)\nendstream", data, re.DOTALL)
    return [(head, zlib.decompress(body)) for head, body in found if kind in head]


def streams(data: bytes, kind: bytes) -> list[bytes]:
    """The streams of a PDF whose entries hold `kind`."""
    return [body for _, body in _streams(data, kind)]


def objects(data: bytes) -> dict[int, str]:
    """The objects of a PDF that lie in its compressed streams, by number."""
    held: dict[int, str] = {}
    for head, body in _streams(data, b"/ObjStm"):
        first = int(re.search(rb"/First (\d+)", head)[1])
        numbers = [int(one) for one in body[:first].split()]
        starts = [*numbers[1::2], len(body) - first]
        for number, start, end in zip(numbers[::2], starts, starts[1:], strict=False):
            held[number] = body[first + start : first + end].decode("latin-1")
    return held


def catalog(data: bytes) -> str:
    """The catalog's entries."""
    return next(text for text in objects(data).values() if "/Type /Catalog" in text)


def pages_of_tags(data: bytes) -> list[int]:
    """The page objects that the document's outermost tags stand on, in reading order."""
    held = objects(data)
    document = next(text for text in held.values() if "/S /Document" in text)
    kids = re.search(r"/K \[([^\]]*)\]", document)[1]
    tags = [held[int(number)] for number in re.findall(r"(\d+) 0 R", kids)]
    return [int(re.search(r"/Pg (\d+) 0 R", tag)[1]) for tag in tags]
