"""Leaflets for the print shop: boxes, four inks, PDF/X-4 by what can be read of it."""

import io
import re
import shutil
import zlib
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image

from handout.formats import FORMATS
from handout.model.clinic import Clinic, Colours, Inks, Press
from handout.model.errors import ContentError
from handout.paper import pdf, press
from handout.paper.printing import Fit, Printing
from handout.source.reading import read_clinic
from handout.typography.contrast import RATIOS, ensure_contrast
from tests.support.leaflets import CLINIC, FOLDERS, article_markup, markup
from tests.support.pdf_objects import catalog, objects, streams
from tests.support.profiles import icc

MM = 72 / 25.4
SHOP = [name for name in FORMATS if name.endswith("-press")]
PRIMARY = (95, 45, 40, 40)


def clinic(**press: object):
    settings = {"profile": "shop.icc", "inks": Inks(primary=PRIMARY)} | press
    return replace(read_clinic(FOLDERS.content), press=Press(**settings))


@lru_cache
def made(name: str, crop_marks: bool = False) -> bytes:
    with TemporaryDirectory() as folder:
        content = Path(folder)
        (content / "shop.icc").write_bytes(icc())
        shutil.copytree(FOLDERS.content / "images", content / "images")
        page = article_markup(name)._replace(content=content)
        leaflet = pdf.write(page, clinic(crop_marks=crop_marks), FORMATS[name].printing)
    assert leaflet.findings == ()
    return leaflet.data


def drawn(data: bytes) -> str:
    """What is drawn, as operators."""
    found = re.findall(rb">>\nstream\n(.*?)\nendstream", data, re.DOTALL)
    texts = []
    for body in found:
        try:
            texts.append(zlib.decompress(body).decode("latin-1"))
        except zlib.error:
            continue
    return "\n".join(text for text in texts if " re\n" in text or " Tf" in text or " m\n" in text)


def test_the_print_shop_s_formats_are_made_only_when_they_are_asked_for():
    assert len(SHOP) == 5
    usual = Clinic("A", "1", ("1 Example Street",), "https://example.org").formats
    assert not set(SHOP) & set(usual)


@pytest.mark.parametrize("name", SHOP)
def test_bleed_and_trim_are_told_by_the_boxes(name):
    for page in pypdfium2.PdfDocument(made(name)):
        left, bottom, right, top = page.get_trimbox()
        wide = (left - 3 * MM, bottom - 3 * MM, right + 3 * MM, top + 3 * MM)
        assert page.get_bleedbox() == pytest.approx(wide, abs=0.01)
        assert page.get_mediabox() == pytest.approx(wide, abs=0.01)


@pytest.mark.parametrize("name", SHOP)
def test_the_cover_reaches_over_the_edge(name):
    page = pypdfium2.PdfDocument(made(name))[0]
    area = page.render(scale=1).to_pil()
    corner = area.getpixel((area.width - 2, 1))
    assert max(corner) < 128  # the brand's dark colour in the bleed of the top right corner


def test_the_trifold_s_cover_reaches_over_its_foot_and_not_over_its_fold():
    picture = pypdfium2.PdfDocument(made("leaflet-trifold-press"))[0].render(scale=2).to_pil()
    at = lambda x, y: max(picture.getpixel((int((x + 3) * MM * 2), int((y + 3) * MM * 2))))  # noqa: E731
    assert at(250, 212) < 128
    assert at(250, -2) < 128
    assert at(298, 100) < 128
    assert at(198, 100) < 128
    assert at(196, 100) > 200


@pytest.mark.parametrize("name", SHOP)
def test_nothing_is_drawn_in_red_green_and_blue(name):
    operators = drawn(made(name))
    assert re.search(r"/DeviceCMYK cs", operators)
    assert not re.search(r"(?:^|\s)(?:rg|RG)(?:\s|$)", operators)


def test_text_is_black_alone_and_the_brand_as_the_clinic_states_it():
    operators = drawn(made("leaflet-press"))
    assert "0 0 0 1 scn" in operators
    assert "0.95 0.45 0.4 0.4 scn" in operators


@pytest.mark.parametrize("name", SHOP)
def test_it_calls_itself_pdf_x_4_and_carries_the_shop_s_profile(name):
    data = made(name)
    assert b"PDF/X-4" in data
    assert "/GTS_PDFX" in catalog(data)
    assert "(Test press)" in catalog(data)
    assert not [text for text in objects(data).values() if "/Type /Annot" in text]


def test_the_profile_is_the_shop_s_to_the_byte(monkeypatch):
    padded = icc() + bytes(16)  # a library that reads and writes it would leave this out
    monkeypatch.setitem(globals(), "icc", lambda: len(padded).to_bytes(4, "big") + padded[4:])
    made.cache_clear()
    assert icc() in streams(made("leaflet-press"), b"/N 4")
    made.cache_clear()


def test_the_same_input_gives_the_same_bytes():
    first = made("leaflet-press")
    made.cache_clear()
    assert made("leaflet-press") == first


def test_crop_marks_stand_outside_the_trim():
    page = pypdfium2.PdfDocument(made("leaflet-press", crop_marks=True))[0]
    trim, media = page.get_trimbox(), page.get_mediabox()
    assert trim[0] - media[0] == pytest.approx(8 * MM, abs=0.01)
    assert trim[2] - trim[0] == pytest.approx(210 * MM, abs=0.01)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ((1, 1, 1), (0, 0, 0, 0)),
        ((0, 0, 0), (0, 0, 0, 1)),
        ((0.1, 0.15, 0.2), (0, 0, 0, 1)),
        ((1, 0, 0), (0, 1, 1, 0)),
        ((0.5, 0.5, 0.5), (0, 0, 0, 0.5)),
    ],
)
def test_colours_become_inks(colour, expected):
    assert press.inks(*colour) == pytest.approx(expected)


@pytest.mark.parametrize(("wide", "turned"), [(600, 1), (600, 6), (3000, 1)])
def test_photos_are_printed_in_four_inks(content, wide, turned):
    exif = Image.Exif()
    exif[0x0112] = turned
    photo = Image.new("RGB", (wide, wide // 2), "#336699")
    photo.paste("#ffffff", (0, 0, wide, wide // 4))
    photo.save(content / "photo.jpg", exif=exif)
    (content / "shop.icc").write_bytes(icc())
    page = markup('<img src="photo.jpg" alt="x" style="width: 2in; display: block">', content)
    data = pdf.write(page, replace(CLINIC, press=Press("shop.icc")), _ONE).data
    assert b"/ColorSpace /DeviceCMYK" in data
    assert b"/ColorSpace /DeviceRGB" not in data
    held = Image.open(io.BytesIO(data[data.index(b"\xff\xd8\xff") :]))
    assert held.mode == "CMYK"
    assert (held.height > held.width) == (turned == 6)


def test_what_is_transparent_is_left_white_on_press():
    picture, target = Image.new("RGBA", (20, 20), (0, 0, 0, 0)), io.BytesIO()
    picture.save(target, "PNG")
    held = Image.open(io.BytesIO(press.photo(target.getvalue())))
    assert max(max(dot) for dot in held.get_flattened_data()) < 3


_ONE = Printing(fit=Fit((12.0,), (), 1), press=True)


@pytest.mark.parametrize("profile", ["", "gone.icc", "rgb.icc", "../shop.icc"])
def test_a_profile_that_is_missing_or_wrong_is_a_finding(content, profile):
    (content / "rgb.icc").write_bytes(icc(b"RGB "))
    (content.parent / "shop.icc").write_bytes(icc())
    with pytest.raises(ContentError, match="ask the print shop for its ICC profile"):
        pdf.write(markup("<p>x</p>", content), replace(CLINIC, press=Press(profile)), _ONE)


def test_inks_that_white_words_cannot_be_read_on_are_a_finding(content):
    (content / "shop.icc").write_bytes(icc())
    inks = Inks(primary=(5, 0, 0, 0), accent=(20, 80, 100, 15))
    pale = replace(CLINIC, press=Press("shop.icc", inks))
    with pytest.raises(ContentError, match="the inks of primary are too pale") as caught:
        pdf.write(markup("<p>x</p>", content), pale, _ONE)
    assert len(caught.value.findings) == 1


def test_a_colour_that_was_moved_to_be_read_is_not_printed_in_the_pale_inks_of_the_brand(content):
    (content / "shop.icc").write_bytes(icc())
    own = Colours(primary="#8fd14f")
    colours, _ = ensure_contrast(own, RATIOS["AA"])
    inks = Press("shop.icc", Inks(primary=(45, 0, 70, 0)))
    css = f"p {{ color: {colours.primary} }} div {{ background: {own.primary}; height: 9mm }}"
    page = markup("<p>x</p><div></div>", content, css)
    operators = drawn(pdf.write(page, replace(CLINIC, colours=colours, press=inks), _ONE).data)
    assert operators.count("0.45 0 0.7 0 scn") == 1  # the box, not the words
