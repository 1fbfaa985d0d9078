"""A drawing of a slide, read back: its lines of words, and where they stand."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from handout.preflight.opc import Package
from handout.preview.drawing.slides import Drawing, draw

SVG = "{http://www.w3.org/2000/svg}"


class Line(NamedTuple):
    """One line of words."""

    words: str
    x: float
    baseline: float
    size: float
    anchor: str
    colour: str


def drawings(data: bytes) -> tuple[Drawing, ...]:
    """The slides of a deck; pictures are named by their part."""
    return draw(Package(data), lambda part: part)


def tree(drawing: Drawing) -> etree._Element:
    return etree.fromstring(drawing.svg.encode())


def lines(drawing: Drawing) -> Iterator[Line]:
    """The lines of a drawing in order; a bullet or number is one of its own."""
    for text in tree(drawing).iter(f"{SVG}text"):
        spans = list(text) or [text]
        yield Line(
            "".join(text.itertext()),
            float(text.get("x")),
            float(text.get("y")),
            max(float(span.get("font-size")) for span in spans),
            text.get("text-anchor"),
            spans[0].get("fill"),
        )
