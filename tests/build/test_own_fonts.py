"""The clinic's own typeface, from content/fonts/ to the leaflet."""

import struct
import subprocess
import zipfile
from pathlib import Path

import brotli
import pypdfium2
import pytest

from tests.support.own_fonts import NAME, put, put_variable
from tests.support.workplace import Workplace, made


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    work = made(tmp_path)
    clinic = work.content / "clinic.yaml"
    text = clinic.read_text("utf-8").replace("leaflet: Atkinson Hyperlegible", f"leaflet: {NAME}")
    clinic.write_text(text, "utf-8")
    return work


def names(pdf: Path) -> set[str]:
    """The names of the fonts in a PDF, in which each is embedded."""
    with pypdfium2.PdfDocument(pdf) as document:
        fonts = [
            item.get_font()
            for page in document
            for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
        ]
        assert all(font.is_embedded for font in fonts)
        return {font.get_base_name().partition("+")[2] for font in fonts}


@pytest.mark.parametrize("ending", ["ttf", "woff2"])
def test_a_leaflet_is_set_in_the_clinic_s_own_typeface(place, ending):
    for weight in (400, 700):
        put(place.content, f"{weight}.{ending}", usWeightClass=weight)
    (outcome,) = place.build(formats=("leaflet", "slides"))
    assert outcome.findings == ()
    regular = NAME.replace(" ", "-")
    # The comma is Pango's, since a number at the end would be a size.
    assert names(place.file(ending="leaflet.pdf")) == {f"{regular},", f"{regular}-Bold"}


def test_a_changed_font_file_makes_the_leaflet_anew(place):
    put(place.content, source="Source Sans 3")
    place.build(formats=("leaflet",))
    (idle,) = place.build(formats=("leaflet",))
    before = place.file(ending="leaflet.pdf").read_bytes()
    put(place.content)
    (outcome,) = place.build(formats=("leaflet",))
    assert idle.up_to_date
    assert not outcome.up_to_date
    assert place.file(ending="leaflet.pdf").read_bytes() != before


def test_a_typeface_that_is_not_there_is_told_with_where_to_put_it(place):
    (outcome,) = place.build(formats=("leaflet", "leaflet-trifold"))
    (told,) = outcome.findings
    message = f"the font “{NAME}” is not installed; put its files into content/fonts/"
    assert str(told).partition(": ")[2].startswith(f"{message}, or name another font")
    put(place.content)
    (outcome,) = place.build(formats=("leaflet", "leaflet-trifold"))
    assert outcome.findings == ()


def test_a_family_that_is_misspelt_is_told_with_the_one_that_lies_there(place):
    put(place.content)
    clinic = place.content / "clinic.yaml"
    text = clinic.read_text("utf-8")
    clinic.write_text(text.replace(NAME, NAME.replace(" ", "").lower()), "utf-8")
    (outcome,) = place.build(formats=("leaflet",))
    assert f"name another font, such as '{NAME}', which lies in content/fonts/" in str(
        outcome.findings[0]
    )


def test_a_broken_font_file_is_told_once_and_the_build_goes_on(place):
    put(place.content)
    (place.content / "fonts" / "x.otf").write_bytes(b"OTTO")
    (outcome,) = place.build(formats=("leaflet", "leaflet-trifold", "slides"))
    assert [str(one) for one in outcome.findings] == [
        "content/fonts/x.otf: this font is not used: it cannot be read as a font; "
        "put the font there again as TTF, OTF or WOFF2"
    ]
    assert len(outcome.files) == 3


def test_symbols_that_a_font_of_the_clinic_has_are_printed(place):
    put(place.content)
    place.add("Call ☎ 🎵 ▓ now.")
    (outcome,) = place.build(formats=("leaflet",))
    assert [one.rule for one in outcome.findings] == ["emoji", "glyph-missing"]
    put(place.content, "symbols.ttf", "Symbols", "Source Code Pro")
    place.edit("☎ ", "")
    (outcome,) = place.build(formats=("leaflet",))
    assert outcome.findings == ()


def test_a_font_that_may_not_be_embedded_stops_paper_and_no_deck(place):
    put(place.content, fsType=2)
    line = (place.content / "clinic.yaml").read_text("utf-8").split("\n").index("fonts:") + 2
    (outcome,) = place.build(formats=("leaflet", "slides"))
    assert [str(one) for one in outcome.findings] == [
        f"content/fonts/Regular.ttf: the maker of “{NAME}” does not allow to embed it in files: "
        "nothing is printed in it; ask the maker for a file of it that allows that, or take it out",
        f"content/clinic.yaml:{line}: nothing is printed in “{NAME}”: its maker does not allow to "
        "embed it in files; ask the maker for a file of it that allows that, or name another font "
        "under fonts in clinic.yaml, such as Atkinson Hyperlegible",
    ]
    put(place.content)
    (outcome,) = place.build(formats=("leaflet", "slides"))
    assert outcome.findings == ()


def test_slides_name_a_font_that_may_not_be_embedded(place):
    clinic = place.content / "clinic.yaml"
    text = clinic.read_text("utf-8").replace("leaflet: Clinic Sans-Nr. 1", "leaflet: Source Sans 3")
    clinic.write_text(text.replace("deck: Arial", f"deck: {NAME}"), "utf-8")
    put(place.content, fsType=2)
    (outcome,) = place.build(formats=("leaflet", "slides"))
    assert [one.path for one in outcome.findings] == ["content/fonts/Regular.ttf"]
    assert len(outcome.files) == 2
    with zipfile.ZipFile(place.file()) as deck:
        assert f'typeface="{NAME}"' in deck.read("ppt/theme/theme1.xml").decode()
        assert not [name for name in deck.namelist() if "font" in name]


@pytest.mark.parametrize("ending", ["ttf", "woff2"])
def test_a_variable_font_is_printed_in_its_weights(place, ending):
    put_variable(place.content, f"Variable[wght].{ending}")
    (outcome,) = place.build(formats=("leaflet", "slides"))
    assert outcome.findings == ()
    assert len(names(place.file(ending="leaflet.pdf"))) == 2


def bomb() -> bytes:
    """A WOFF2 file of some kilobytes whose tables would take a gigabyte."""
    packer, block = brotli.Compressor(quality=5), bytes(1 << 24)
    packed = b"".join(packer.process(block) for _ in range(60)) + packer.finish()
    size = 60 << 24
    length = 48 + 1 + 5 + len(packed)
    base128 = bytes(size >> shift & 0x7F | (0x80 if shift else 0) for shift in (28, 21, 14, 7, 0))
    table = b"\x05" + base128  # `name`, as it is
    head = struct.pack(
        ">4sIIHHIIHHIIIII",
        *(b"wOF2", 0x10000, length + 1, 1, 0, size & 0xFFFFFFFF, len(packed), 1, 0),
        *(0, 0, 0, 0, 0),
    )
    return head + table + packed


def test_a_font_that_swells_is_told_and_the_build_goes_on(place):
    put(place.content)
    (place.content / "fonts" / "bomb.woff2").write_bytes(bomb())
    words = place.command("--format", "slides", "--jobs", "1", "--memory-limit", "512")
    done = subprocess.run(words, capture_output=True, text=True, cwd=place.root, check=False)
    assert done.returncode == 0, done.stdout
    assert "content/fonts/bomb.woff2: this font is not used: it cannot be read" in done.stdout
