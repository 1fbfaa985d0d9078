import io
from pathlib import Path

import pytest
from PIL import Image

from handout.model.deck import Picture, TextFrame
from tests.support.deck_markup import slide, write

FIGURE = '<figure><img src="{0}" alt="A photograph"/></figure>'
LATITUDE = 2


def with_place(size):
    """A photograph of a phone on its side: left half black, right half white."""
    photo = Image.new("RGB", size, "white")
    photo.paste("black", (0, 0, size[0] // 2, size[1]))
    exif = photo.getexif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[LATITUDE] = (51.0, 30.0, 0.0)
    return photo, {"exif": exif.tobytes()}


def shown(folder: Path, photo, name="photo.jpg", **how):
    """The picture on its slide, with the findings about the deck."""
    (folder / "content").mkdir()
    photo.save(folder / "content" / name, **how)
    made = write(folder, slide(FIGURE.format(name), "full-picture"))
    (item,) = (one for one in made.deck.slides[1].items if isinstance(one, Picture))
    return item, made.findings


def opened(item):
    return Image.open(io.BytesIO(item.image))


def test_a_phones_photograph_stands_upright_and_keeps_its_place_to_itself(tmp_path):
    photo, how = with_place((1200, 900))
    item, _ = shown(tmp_path, photo, **how)
    pixels = opened(item)
    assert pixels.height > pixels.width
    assert item.box.height / item.box.width == pytest.approx(pixels.height / pixels.width, 0.01)
    assert max(pixels.convert("L").crop((0, 0, 9, 9)).getextrema()) < 20
    assert not pixels.getexif()
    assert b"Exif" not in item.image


def test_a_photograph_has_no_more_pixels_than_its_place_shows(tmp_path):
    item, _ = shown(tmp_path, Image.new("RGB", (6000, 4000), "teal"))
    pixels = opened(item)
    assert pixels.width * 72 / item.box.width == pytest.approx(220, rel=0.02)


def test_a_photograph_in_four_inks_becomes_red_green_and_blue(tmp_path):
    item, _ = shown(tmp_path, Image.new("CMYK", (1500, 600), (255, 0, 0, 0)))
    pixels = opened(item)
    assert pixels.mode == "RGB"
    red, green, blue = pixels.getpixel((9, 9))
    assert red < 40
    assert min(green, blue) > 200


def test_a_picture_of_sixteen_bits_becomes_one_of_eight(tmp_path):
    item, _ = shown(tmp_path, Image.new("I;16", (1500, 600), 0x8000), "deep.png")
    assert item.image[24] == 8
    assert opened(item).getpixel((9, 9)) == 128


def test_a_picture_that_is_ready_stays_byte_for_byte(tmp_path):
    item, _ = shown(tmp_path, Image.new("RGB", (1200, 600), "teal"))
    assert item.image == (tmp_path / "content" / "photo.jpg").read_bytes()


def test_a_picture_of_few_pixels_stays_small_with_a_warning(tmp_path):
    item, (finding,) = shown(tmp_path, Image.new("RGB", (20, 20), "teal"))
    assert item.box.width == pytest.approx(20 * 72 / 100)
    assert (finding.rule, finding.about) == ("picture-small", "photo.jpg")


def test_a_picture_of_enough_pixels_has_no_warning(tmp_path):
    assert shown(tmp_path, Image.new("RGB", (1200, 600), "teal"))[1] == ()


CAPTIONED = (
    '<figure><img src="photo.png" alt="A photograph"/><figcaption>At the desk</figcaption></figure>'
)


def with_caption(folder: Path, size):
    """The slide of a picture alone with its caption."""
    (folder / "content").mkdir()
    Image.new("RGB", size, "teal").save(folder / "content" / "photo.png")
    one = write(folder, slide(CAPTIONED, "full-picture")).deck.slides[1]
    return one, next(item for item in one.items if isinstance(item, Picture))


@pytest.mark.parametrize(
    ("size", "layout"),
    [((800, 1300), "picture"), ((1500, 1000), "picture"), ((2400, 500), "full-picture")],
)
def test_a_picture_alone_stands_beside_its_title_unless_it_is_wide(size, layout, tmp_path):
    one, shown = with_caption(tmp_path, size)
    assert one.layout == layout
    assert shown.box.width == pytest.approx(shown.box.height * size[0] / size[1])
    words = [p.plain for item in one.items if isinstance(item, TextFrame) for p in item.paragraphs]
    assert words == ["Inhalers", "At the desk"]


def test_a_caption_stands_right_below_its_picture(tmp_path):
    one, shown = with_caption(tmp_path, (2400, 500))
    caption = one.items[-1]
    assert caption.role == "caption"
    assert caption.box.top - shown.box.bottom == 12
    assert caption.box.left == shown.box.left


def test_a_photograph_that_was_turned_is_measured_as_it_is_shown(tmp_path):
    photo, how = with_place((1300, 800))
    (tmp_path / "content").mkdir()
    photo.save(tmp_path / "content" / "photo.jpg", **how)
    made = write(tmp_path, slide(FIGURE.format("photo.jpg"), "full-picture"))
    assert made.deck.slides[1].layout == "picture"
