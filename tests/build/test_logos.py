"""A logo of any kind, alone, is on everything that is made."""

import re
import zipfile
from operator import sub
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.support.cases import cases
from tests.support.workplace import made

FORMATS = ("leaflet", "leaflet-trifold", "poster", "slides")
KINDS = [("png", "RGBA"), ("jpg", "RGB"), ("JPEG", "CMYK"), ("webp", "RGBA"), ("tif", "L")]


def drawn(mode: str) -> Image.Image:
    """A red bar on nothing, or on white."""
    logo = Image.new("RGBA", (400, 160), (0, 0, 0, 0))
    logo.paste((204, 0, 0, 255), (40, 40, 360, 120))
    paper = Image.new("RGBA", logo.size, "white")
    paper.alpha_composite(logo)
    return logo if mode == "RGBA" else paper.convert("RGB").convert(mode)


def stands_on_white(path: Path, mode: str) -> bool:
    """Whether the bar is on the first page, with white around it on the brand's ground."""
    page = pypdfium2.PdfDocument(path)[0].render(scale=1).to_pil().convert("RGB")
    bar = Image.new("RGB", (1, 1), (204, 0, 0)).convert(mode).convert("RGB").getpixel((0, 0))
    pixels = page.load()
    for y in range(0, page.height, 3):
        row = [pixels[x, y] for x in range(page.width)]
        near = [x for x, dot in enumerate(row) if sum(map(abs, map(sub, dot, bar))) < 30]
        if len(near) > 15:
            before = row[max(0, near[0] - 30) : near[0]]
            return any(min(dot) > 250 for dot in before) and any(max(dot) < 130 for dot in before)
    return False


@pytest.mark.parametrize(("ending", "mode"), cases(KINDS, (KINDS[0], KINDS[2])))
def test_it_is_on_all_that_is_made(ending, mode, tmp_path):
    place = made(tmp_path)
    drawn(mode).save(place.content / f"images/Unser Löwe.{ending}")
    path = place.content / "clinic.yaml"
    text = re.sub(r"(?m)^logo(_reversed)?:.*\n", "", path.read_text("utf-8"))
    path.write_text(f"{text}\nlogo: images/Unser Löwe.{ending}\n", "utf-8")
    outcome = place.build(formats=FORMATS)[0]
    assert [str(one) for one in outcome.findings] == []
    *printed, deck = (file.path for file in outcome.files)
    assert [one.name for one in printed if not stands_on_white(one, mode)] == []
    with zipfile.ZipFile(deck) as package:
        media = {name.rpartition(".")[2] for name in package.namelist() if "/media/" in name}
        layouts = [n for n in package.namelist() if re.fullmatch(r"ppt/slideLayouts/\w+.xml", n)]
        plates = [n for n in layouts if b'name="Plate"' in package.read(n)]
    assert media <= {"png", "jpg", "svg"}
    assert media & {"png", "jpg"}
    assert plates
