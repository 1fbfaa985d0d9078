"""Whatever a camera, a phone or a web page saved is shown upright, in the colours it has."""

import contextlib
import io
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw

from handout.source.pictures import fault_of
from handout.source.raster import UnusableError, converted, moves, size
from tests.support.profiles import of_a_phone

HERE = Path(__file__).parent / "pictures"
MODES = {
    "JPEG": ("L", "RGB", "CMYK"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "WEBP": ("RGB", "RGBA"),
    "GIF": ("L", "P"),
    "BMP": ("1", "L", "P", "RGB"),
    "TIFF": ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "I", "I;16", "F"),
    "AVIF": ("RGB", "RGBA"),
}
"""What Pillow writes."""
KINDS = [(kind, mode) for kind, modes in MODES.items() for mode in modes]


def drawn() -> Image.Image:
    """Red at the left, white at the right, a black line below."""
    picture = Image.new("RGB", (60, 40), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 29, 39), fill="#cc0000")
    pen.rectangle((0, 32, 59, 39), fill="black")
    return picture


def in_mode(mode: str) -> Image.Image:
    picture = drawn()
    match mode:
        case "I;16":
            return picture.convert("L").convert("I").point(lambda v: v * 257).convert("I;16")
        case "I":
            return picture.convert("L").convert("I").point(lambda v: v * 257)
        case "F":
            return picture.convert("L").convert("F").point(lambda v: v / 255)
        case "LAB":
            profiles = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
            return ImageCms.profileToProfile(picture, *profiles, outputMode="LAB")
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **how)
    return target.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize(("kind", "mode"), KINDS, ids=lambda one: one)
def test_every_kind_and_mode_looks_the_same_when_it_is_converted(kind, mode):
    data = saved(in_mode(mode), kind)
    shown = opened(converted(data))
    assert shown.format in ("JPEG", "PNG")
    assert shown.mode in ("L", "LA", "P", "RGB", "RGBA")
    assert shown.size == size(data) == (60, 40)
    dots = shown.convert("RGB")
    assert min(dots.getpixel((50, 10))) > 240
    assert max(dots.getpixel((50, 37))) < 25
    red, green, blue = dots.getpixel((10, 10))
    grey = mode in ("1", "L", "LA", "I", "I;16", "F")
    assert abs(red - green) < 3 if grey else (red > 150 and max(green, blue) < 60)


@pytest.mark.parametrize(("kind", "mode"), KINDS, ids=lambda one: one)
def test_a_picture_gives_the_same_bytes_each_time(kind, mode):
    data = saved(in_mode(mode), kind)
    first = converted(data)
    assert converted.__wrapped__(data) == first  # made again, not kept
    assert converted(first) == first


@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "WEBP", "PNG", "AVIF"])
@pytest.mark.parametrize("turned", range(1, 9))
def test_a_picture_stands_upright_however_the_camera_was_held(kind, turned):
    lying = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the other way round: Pillow's transposes
    picture = drawn() if turned == 1 else drawn().transpose(Image.Transpose(lying[turned]))
    exif = Image.Exif()
    exif[0x0112] = turned
    data = saved(picture, kind, exif=exif)
    shown = opened(converted(data)).convert("RGB")
    assert shown.size == size(data) == (60, 40)
    assert shown.getpixel((10, 10))[1] < 60
    assert min(shown.getpixel((50, 10))) > 240
    assert not opened(converted(data)).getexif()


def test_the_photograph_of_a_phone_is_shown_upright():
    data = (HERE / "phone.heic").read_bytes()
    shown = opened(converted(data))
    assert shown.size == size(data) == (48, 64)
    assert b"Harbour View" in data
    assert b"Harbour View" not in converted(data)
    red, green, _ = shown.convert("RGB").getpixel((40, 8))  # top left, as the sensor saw it
    assert red > 150
    assert green < 60


def test_a_picture_of_other_colours_than_a_screens_has_those_of_a_screen():
    red = Image.new("RGB", (20, 20), (200, 60, 60))
    data = saved(red, "JPEG", icc_profile=of_a_phone(), quality=95)
    red, green, _ = opened(converted(data)).getpixel((9, 9))
    assert red > 205
    assert green < 50
    assert "icc_profile" not in opened(converted(data)).info


def test_a_photograph_that_is_ready_stays_to_the_last_dot():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for how in ({}, {"icc_profile": srgb}):
        data = saved(drawn(), "JPEG", **how)
        assert converted(data) == data
    assert converted(saved(drawn(), "PNG")) == saved(drawn(), "PNG")


def test_a_photograph_is_no_larger_than_print_needs():
    large = Image.effect_noise((6000, 200), 50)
    assert opened(converted(saved(large, "JPEG"))).size == (4500, 150)
    assert opened(converted(saved(large, "TIFF"))).size == (4500, 150)


def test_a_photograph_becomes_a_jpeg_and_a_drawing_a_png():
    photo = Image.merge("RGB", [Image.effect_noise((300, 200), n) for n in (50, 60, 70)])
    assert opened(converted(saved(photo, "TIFF"))).format == "JPEG"
    assert opened(converted(saved(drawn(), "TIFF"))).format == "PNG"


def test_what_is_transparent_stays_so():
    picture = drawn().convert("RGBA")
    picture.putpixel((5, 5), (0, 0, 0, 0))
    for kind in ("PNG", "WEBP", "TIFF"):
        shown = opened(
            converted(saved(picture, kind, **({"lossless": True} if kind == "WEBP" else {})))
        )
        assert shown.mode == "RGBA"
        assert shown.getpixel((5, 5))[3] == 0


def test_of_a_picture_that_moves_the_first_is_shown():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "lime")]
    for kind in ("GIF", "WEBP", "TIFF", "PNG"):
        data = saved(frames[0], kind, save_all=True, append_images=frames[1:])
        assert moves(data)
        assert opened(converted(data)).convert("RGB").getpixel((9, 9))[0] > 240
    assert not moves(saved(frames[0], "GIF"))


def header_of(kind: str, wide: int, tall: int) -> bytes:
    """The head of a picture of so many dots, of which none are there."""
    data = saved(Image.new("L", (9, 7)), kind)
    sizes = {"PNG": (">II", 16), "GIF": ("<HH", 6), "BMP": ("<ii", 18)}
    form, place = sizes[kind]
    head = struct.pack(form, wide, tall)
    data = data[:place] + head + data[place + len(head) :]
    if kind == "PNG":
        data = data[:29] + struct.pack(">I", zlib.crc32(data[12:29])) + data[33:]
    return data


@pytest.mark.parametrize("dots", [12_000, 60_000])
@pytest.mark.parametrize("kind", ["PNG", "GIF", "BMP"])
def test_a_picture_of_too_many_dots_is_refused_before_it_is_unpacked(kind, dots):
    start = time.monotonic()
    with pytest.raises(UnusableError, match="too large"):
        converted(header_of(kind, dots, dots))
    assert time.monotonic() - start < 0.5


def test_a_line_of_dots_is_no_picture():
    with pytest.raises(UnusableError, match=r"too large \(50000000 by 1 dots\)"):
        size(header_of("PNG", 50_000_000, 1))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the memory of a process")
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_large_picture_takes_little_memory(kind, tmp_path):
    file = tmp_path / "large"
    file.write_bytes(saved(Image.new("RGB", (7_000, 7_000)), kind))
    read = "import sys; from handout.source.raster import *; data = open(sys.argv[1], 'rb').read()"
    held = "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
    ask = f"try: converted(data)\nexcept UnusableError: pass\n{held}"
    told = subprocess.run(
        [sys.executable, "-c", f"{read}\n{ask}", str(file)], capture_output=True, check=True
    )
    assert int(told.stdout) < 250_000, "kB"


def test_a_jpeg_that_was_unpacked_at_half_its_width_is_shown_so():
    data = saved(Image.new("RGB", (7_000, 7_000)), "JPEG")
    assert size(converted(data)) == (3_500, 3_500)


SOURCES = [saved(in_mode(mode), kind) for kind, mode in KINDS]
SOURCES += [(HERE / "phone.heic").read_bytes()]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_broken_picture_is_shown_or_refused_and_nothing_else(data):
    """Bytes that are other, missing or too many, anywhere in a file of any kind."""
    sound = data.draw(st.sampled_from(SOURCES))
    end = data.draw(st.integers(1, len(sound)) | st.just(len(sound)))
    broken = bytearray(sound[:end])
    for _ in range(data.draw(st.integers(0, 6))):
        broken[data.draw(st.integers(0, min(end, 400) - 1))] = data.draw(st.integers(0, 255))
    start = time.monotonic()
    with contextlib.suppress(UnusableError):
        shown = opened(converted(bytes(broken)))
        assert shown.format in ("JPEG", "PNG")
        assert max(shown.size) <= 4500
    assert time.monotonic() - start < 20


OTHERS = {
    "a.png": (b"%PDF-1.7\n", "is a PDF"),
    "b.jpg": (b"<!DOCTYPE html><html>", "is a web page"),
    "c.jpg": (b"\0\0\0\x18ftypisom\0\0\0\0", "is a film"),
    "d.jpg": (b"", "is empty"),
    "e.png": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "is an SVG"),
    "f.jpg": (b"\0\0\0\x0cjP  \r\n\x87\n", "is a JPEG 2000"),
    "g.heic": (b"\0\0\0\x18ftypheic" + bytes(40), "is broken"),
    "h.pdf": (b"%PDF-1.7\n", "is a PDF"),
    "i.dng": (b"II*\0", "is what a camera's sensor saw"),
    "j.doc": (b"", "is no picture"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_picture_is_called_what_it_is(name, tmp_path):
    data, said = OTHERS[name]
    (tmp_path / name).write_bytes(data)
    message, advice = fault_of(name, tmp_path)
    assert message.startswith(said)
    assert advice


@pytest.mark.parametrize(
    ("kind", "name"), [("WEBP", "a.jpg"), ("JPEG", "b.png"), ("PNG", "c.heic")]
)
def test_a_picture_is_what_its_bytes_say_whatever_its_name_says(kind, name, tmp_path):
    (tmp_path / name).write_bytes(saved(drawn(), kind))
    assert fault_of(name, tmp_path) == ("", "")
