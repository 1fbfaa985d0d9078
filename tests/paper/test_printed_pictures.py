import os
import shutil

import pytest
from PIL import Image

from handout.model.errors import ContentError
from handout.paper import pdf, pdf_metadata, picture_cache
from tests.support.leaflets import CLINIC, markup

TURNED = 6
"""The orientation that a phone writes into a photo taken upright."""
SIZE, WIDE, NARROW = (1200, 750), "width: 150mm", "width: 60mm"


@pytest.fixture(params=[1, TURNED], ids=["as it lies", "turned"])
def photo(content, request):
    exif = Image.Exif()
    exif[0x0112] = request.param
    noise = Image.effect_noise(SIZE, 60).convert("RGB")
    noise.save(content / "photo.jpg", exif=exif)
    return content


def made(content, style: str) -> bytes:
    body = f'<p>Words.</p><img src="photo.jpg" alt="A photo" style="{style}">'
    return pdf.write(markup(body, content), CLINIC).data


def test_a_photo_is_as_sharp_in_the_next_leaflet(photo):
    first, large = made(photo, NARROW), made(photo, WIDE)
    assert made(photo, NARROW) == first
    assert len(large) > 2 * len(first)


def test_the_same_photo_in_another_folder_gives_the_same_bytes(photo, tmp_path):
    elsewhere = tmp_path / "elsewhere" / "content"
    shutil.copytree(photo, elsewhere)
    assert made(photo, WIDE) == made(elsewhere, WIDE)


def test_a_photo_that_was_replaced_is_the_new_one(photo):
    before = made(photo, WIDE)
    Image.effect_noise(SIZE, 20).convert("RGB").save(photo / "photo.jpg")
    assert made(photo, WIDE) != before


def _larger(path, outside):
    Image.effect_noise(SIZE, 20).convert("RGB").save(path)


def _link(path, outside):
    path.unlink()
    path.symlink_to(outside)


def _pipe(path, outside):
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("style", [WIDE, NARROW])
@pytest.mark.parametrize("change", [_larger, _link, _pipe, lambda path, _: path.unlink()])
def test_a_photo_is_drawn_as_it_was_checked_or_not_at_all(
    change, style, content, tmp_path, monkeypatch
):
    Image.effect_noise(SIZE, 60).convert("RGB").save(content / "photo.jpg")
    outside = tmp_path / "secret.jpg"
    Image.effect_noise(SIZE, 90).convert("RGB").save(outside)
    write = pdf_metadata.write

    def later(*given):
        change(content / "photo.jpg", outside)
        return write(*given)

    monkeypatch.setattr(pdf_metadata, "write", later)
    with pytest.raises(ContentError, match="was changed while it was printed; build again"):
        made(content, style)


def test_of_a_photo_that_is_replaced_again_and_again_nothing_is_kept(content):
    """As a watch does: WeasyPrint keeps its bytes under a name that no file has."""
    held = set()
    for shade in range(4):
        Image.new("RGB", (600, 400), (shade, 0, 0)).save(content / "photo.jpg")
        made(content, WIDE)
        held.add(len(pdf.shared_resources().pictures.cache))
    assert len(held) == 1


def test_photos_are_kept_up_to_a_bound_in_bytes(photo, monkeypatch):
    first, kept = made(photo, NARROW), pdf.shared_resources().pictures.cache
    assert any("photo.jpg" in url for url in kept)
    monkeypatch.setattr(picture_cache, "_MOST_BYTES", 1)
    pdf.write(markup("<p>Words.</p>", photo), CLINIC)
    assert not any("photo.jpg" in url for url in kept)
    assert made(photo, NARROW) == first
