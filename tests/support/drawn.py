"""A drawing of a slide, read back: its lines of words, and where they stand."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from PIL import Image

from handout.model.clinic import Clinic
from handout.slides.drawing.presentation import Drawing, draw
from handout.slides.ooxml.package import read
from handout.slides.writer import DeckFile
from tests.support.deck_markup import CLINIC, items, slide, write

SVG = "{http://www.w3.org/2000/svg}"


TABLE = (
    "<table aria-label='Doses'><tr><th>When</th><th>Puffs</th></tr>"
    "<tr><td>In the morning</td><td>2</td></tr><tr><td>At night</td><td>4</td></tr></table>"
)
CHART = (
    "<table aria-label='Coughs'><tr><th>When</th><th>Coughs</th></tr><tr><td>In spring</td>"
    "<td>20%</td></tr><tr><td>In autumn</td><td>40%</td></tr></table><p>Of all who asked.</p>"
)
ARRAY = (
    '<figure data-shown="3" data-of="20" aria-label="3 of 20 people cough"/>'
    "<h3>3 of 20</h3><p>people cough</p>"
)
FIGURE = '<figure><img src="a.png" alt="Red"/><figcaption>It is red.</figcaption></figure>'


def everything(folder: Path, clinic: Clinic = CLINIC) -> DeckFile:
    """A deck with each layout and each kind of thing."""
    (folder / "content").mkdir(exist_ok=True)
    Image.new("RGB", (300, 200), "red").save(folder / "content" / "a.png")
    return write(
        folder,
        slide("<p>Breathe <em>out</em>, then <strong>in</strong>, slowly.</p>", "statement", "A"),
        slide(f"<p>Each time:</p>{items(5)}", "bullets", "B"),
        slide("<ol><li>one<ul><li>deeper</li></ul></li><li>two</li></ol>", "wide", "C"),
        slide("<p>Stop at once when it hurts, and call us.</p>", "warning", "D"),
        slide("<p>Keep it with you, wherever you are going today.</p>", "key", "E"),
        slide(TABLE, "table", "F"),
        slide(FIGURE, "full-picture", "G"),
        slide("<p>H<sub>2</sub>O &amp; &lt;x&gt;<br/>next line</p>", "bullets", "H"),
        slide("<ol><li>Shake</li><li>Press</li><li>Hold</li></ol>", "steps", "I"),
        slide(CHART, "chart", "J"),
        slide(ARRAY, "icon-array", "K"),
        slide("<div><h3>Yes</h3><p>a</p></div><div><h3>No</h3><p>b</p></div>", "columns", "L"),
        clinic=clinic,
    )


class Line(NamedTuple):
    """One line of words."""

    words: str
    x: float
    baseline: float
    size: float
    anchor: str
    colour: str


@lru_cache(maxsize=8)
def drawings(data: bytes) -> tuple[Drawing, ...]:
    """The slides of a deck; pictures are named by their part."""
    return draw(read(data), lambda part: part.partname.membername)


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
