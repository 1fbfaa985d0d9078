"""Nobody learns from what is handed out where, when and by whom a photo was taken."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, PngImagePlugin

from handout.source.picture_metadata import without_metadata
from tests.support.cases import cases
from tests.support.workplace import made

SECRET = "Harbour View 7"
_ORIENTATION, _ARTIST, _GPS, _GPS_AREA = 0x0112, 0x013B, 0x8825, 0x1C


def photo(kind: str = "JPEG", size: tuple[int, int] = (900, 600), turned: int = 1) -> bytes:
    """A photo that tells its place in every way that a file of its kind has."""
    picture = Image.radial_gradient("L").resize(size).convert("RGB")
    picture.paste("#cc0000", (0, 0, size[0] // 2, size[1] // 3))
    exif, target, text = picture.getexif(), io.BytesIO(), PngImagePlugin.PngInfo()
    exif[_ORIENTATION], exif[_ARTIST] = turned, SECRET
    exif.get_ifd(_GPS)[_GPS_AREA] = SECRET.encode()
    text.add_text("Author", SECRET)
    told = {"exif": exif, "comment": SECRET.encode(), "xmp": f"<x>{SECRET}</x>".encode()}
    picture.save(target, kind, **told, **({"pnginfo": text} if kind == "PNG" else {}))
    return target.getvalue()


def parts(path: Path) -> Iterator[bytes]:
    """All that lies in a file, unpacked."""
    if path.suffix == ".pptx":
        with zipfile.ZipFile(path) as held:
            yield from map(held.read, held.namelist())
        return
    data = path.read_bytes()
    yield data
    for start in re.finditer(rb"stream\r?\n", data):
        try:
            yield zlib.decompressobj().decompress(data[start.end() :])
        except zlib.error:  # the stream of a photo
            continue


def tells(data: bytes) -> bool:
    return SECRET.encode() in data or b"Exif\0\0" in data


def shows_red(path: Path) -> bool:
    """Whether the red part of a photo is on a page."""
    pages = (page.render(scale=0.5).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(path))
    return any(
        red > 180 > 4 * green for page in pages for red, green, _ in page.get_flattened_data()
    )


def test_the_photos_here_tell_where_they_were_taken():
    assert tells(photo())
    assert tells(photo("PNG"))


SMALL, LARGE = (900, 600), (2700, 1800)
PHOTOS = list(product(("photo.jpg", "photo.png"), (1, 6), (SMALL, LARGE)))
QUICK = [("photo.jpg", 1, SMALL), ("photo.jpg", 6, LARGE), ("photo.png", 6, SMALL)]


@pytest.mark.parametrize(("name", "turned", "size"), cases(PHOTOS, QUICK))
def test_nothing_made_tells_where_a_photo_was_taken(tmp_path, name, turned, size):
    place = made(tmp_path)
    data = photo("PNG" if name == "photo.png" else "JPEG", size, turned)
    (place.content / "images" / name).write_bytes(data)
    place.add(f"![A photo](images/{name})")
    (outcome,) = place.build(formats=("leaflet", "leaflet-booklet-print", "slides"))
    assert len(outcome.files) == 3
    assert [file.path.name for file in outcome.files if any(map(tells, parts(file.path)))] == []
    assert all(shows_red(file.path) for file in outcome.files if file.path.suffix == ".pdf")


@pytest.mark.parametrize("progressive", [False, True])
def test_a_bare_photo_is_the_same_to_the_last_dot(progressive):
    exif, target = Image.Exif(), io.BytesIO()
    exif[_ARTIST] = SECRET
    source = Image.open(io.BytesIO(photo()))
    source.save(target, exif=exif, icc_profile=b"a profile", progressive=progressive, format="JPEG")
    before, after = (
        Image.open(io.BytesIO(data))
        for data in (target.getvalue(), without_metadata(target.getvalue() + SECRET.encode()))
    )
    assert after.info["icc_profile"] == b"a profile"
    assert after.getexif() == {}
    assert ImageChops.difference(before, after).getbbox() is None


def test_all_that_follows_the_picture_is_left_out():
    assert not tells(without_metadata(photo() + photo()))


@pytest.mark.parametrize("broken", [b"", b"PNG", b"\xff\xd8", b"\xff\xd8\xff\xe1\0", b"\xff\xd8ab"])
def test_what_is_no_sound_photo_stays_as_it_is(broken):
    assert without_metadata(broken) == broken
