"""Drawings of slides beside what LibreOffice makes of the same file."""

import base64
import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from handout.slides.drawing.presentation import draw
from handout.slides.ooxml.package import Part, read
from handout.typography import fonts
from tests.support.browser import browser
from tests.support.deck_rendering import rendered
from tests.support.drawn import everything

pytestmark = pytest.mark.slow
WIDTH = 480
ALIKE = 4.0
"""Of 255: the mean difference once both are blurred; a line of words elsewhere makes more."""


def pictures(data: bytes, folder: Path) -> list[Image.Image]:
    """Each slide as the browser shows it, in the typeface that the page brings."""
    presentation, family = read(data), fonts.family("Arimo")
    assert family is not None

    def address(part: Part) -> str:
        kind = {"svg": "svg+xml"}.get(part.partname.ext, "png")
        return f"data:image/{kind};base64,{base64.b64encode(part.blob).decode()}"

    faces = "".join(
        f"@font-face {{ font-family: Arimo; font-weight: 400 700; font-style: {face.style}; "
        f"src: url({face.path.as_uri()}) }}"
        for face in family.faces
    )
    drawn = draw(presentation, address)
    look = f"<style>{faces} body {{ margin: 0 }} svg {{ display: block; width: {WIDTH}px }}</style>"
    (folder / "slides.html").write_text(look + "".join(one.svg for one in drawn), "utf-8")
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": WIDTH, "height": 800})
        page.goto((folder / "slides.html").as_uri())
        page.evaluate("document.fonts.ready")
        shots = [one.screenshot() for one in page.locator("body > svg").all()]
    return [Image.open(io.BytesIO(shot)).convert("RGB") for shot in shots]


def difference(one: Image.Image, other: Image.Image) -> float:
    """How much two pictures differ once small things are blurred away."""
    blur = ImageFilter.GaussianBlur(6)
    both = ImageChops.difference(one.filter(blur), other.resize(one.size).filter(blur))
    return sum(ImageStat.Stat(both).mean) / 3


def test_slides_look_as_they_do_in_libreoffice(tmp_path: Path) -> None:
    made = everything(tmp_path)
    shown = pictures(made.data, tmp_path)
    pages = rendered(made.data, tmp_path)
    theirs = [page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB") for page in pages]
    found = {
        s.title: difference(a, b) for s, a, b in zip(made.deck.slides, shown, theirs, strict=True)
    }
    assert {title: round(much, 1) for title, much in found.items() if much > ALIKE} == {}
    shifted = ImageChops.offset(shown[2], 0, 30)
    assert difference(shifted, theirs[2]) > ALIKE  # the measure sees words that stand elsewhere
