"""Raster pictures of any kind, made into the JPEG or PNG that is shown.

What a camera, a phone, a scanner or a web page saved is turned upright, brought to eight bits of
sRGB, reduced to what print needs, and stripped of all that is no pixel. What needs none of it
stays as it is, to the last dot.
"""

import io
import warnings
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from handout.source.heic import HeicError, decoded, is_heic
from handout.source.kept_pictures import kept
from handout.source.picture_metadata import (
    has_metadata,
    is_turned,
    orientation,
    save,
    without_metadata,
)

ENDINGS = frozenset(
    (
        *(".png", ".jpg", ".jpeg", ".jfif", ".jpe", ".webp", ".gif", ".bmp"),
        *(".tif", ".tiff", ".avif", ".heic", ".heif", ".hif"),
    )
)
"""Of the names of pictures. What a file is shows in its bytes: many a .jpg is a WebP."""
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF")
_MOST_BYTES = 128_000_000
"""Of a picture that is unpacked: 32 million dots in colour."""
_BYTES_OF_DOT: Mapping[str, int] = {"1": 1, "L": 1}
"""By mode; others have four, if not at once."""
_MOST_DOTS = _MOST_BYTES // 4
_MOST_DOTS_OF_JPEG = 125_000_000
"""One that is as large is unpacked at half its width: phones have 108 million dots."""
_PROGRESSIVE = 3
"""Bytes for each dot that unpacking a progressive JPEG takes besides."""
_LONGEST = 60_000
"""Dots of a side; what has more is no picture."""
_LONGEST_SIDE = 4_500
"""Dots that the widest sheet needs, an A3 poster at 300 to the inch."""
_FEW_COLOURS = 4_096
"""A picture of so many is a drawing or a screen shot, whose edges a JPEG would blur."""
_QUALITY = 92
_PLAIN_MODES = ("L", "LA", "RGB", "RGBA")
_TRANSPARENT = ("LA", "RGBA", "PA", "La", "RGBa")


_T = TypeVar("_T")


class UnusableError(Exception):
    """A file that is no picture, or one that cannot be shown; its words are `is …`."""


_SIGNS: Mapping[bytes, str] = {
    b"%PDF": "a PDF",
    b"%!PS": "a PostScript drawing",
    b"8BPS": "a Photoshop file",
    b"PK\3\4": "a zip or an Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\xd7\xcd\xc6\x9a": "a Windows metafile",
    b"\x01\0\0\0": "a Windows metafile",
    b"\0\0\0\x0cjP": "a JPEG 2000",
    b"\0\0\0\x0cJXL": "a JPEG XL",
    b"\xff\x0a": "a JPEG XL",
    b"\0\0\1\0": "an icon of Windows",
    b"<?xml": "a drawing or a text",
    b"<svg": "an SVG",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
}
"""How files begin that people take for pictures."""


def _name_of(data: bytes) -> str:
    """What a file is that cannot be read, as a fault says it."""
    start = data.lstrip()[:20] if data[:1] in b" \t\r\n\xef" else data[:20]
    if not data:
        return "is empty"
    known = next((name for sign, name in _SIGNS.items() if start.startswith(sign)), "")
    if not known and data[4:8] == b"ftyp" and not is_heic(data):
        known = "a film"
    return f"is {known}, whatever its name says" if known else "is broken, or is no picture"


def _bytes(image: Image.Image) -> int:
    """How much memory its dots take."""
    return image.width * image.height * _BYTES_OF_DOT.get(image.mode, 4)


def _check_size(image: Image.Image) -> None:
    """Raises UnusableError for more dots than can be unpacked; a JPEG's may be fewer then."""
    dots = image.width * image.height
    if image.format in ("JPEG", "MPO"):
        kept = dots * _PROGRESSIVE if image.info.get("progressive") else 0
        too_large = dots > _MOST_DOTS_OF_JPEG or kept > _MOST_BYTES
    else:
        too_large = _bytes(image) > _MOST_BYTES
    if too_large or max(image.size) > _LONGEST:
        raise UnusableError(f"is too large ({image.width} by {image.height} dots)")


def _opened(data: bytes) -> Image.Image:
    """The picture, of which only the head is read."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it for the whole process
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except UnidentifiedImageError as error:
        raise UnusableError(_name_of(data)) from error
    except Image.DecompressionBombError as error:
        raise UnusableError("is too large") from error
    _check_size(image)
    return image


_SCALES: Mapping[str, tuple[float, ...]] = {"F": (1.0, 255.0, 65_535.0), "I": (255.0, 65_535.0)}
"""The values that may stand for white, by mode, where a grey picture does not say."""


def _of_deep_grey(image: Image.Image) -> Image.Image:
    """Grey of 16 or 32 bits, or of fractions, as one of eight; the scale is that of its numbers."""
    whole = image if image.mode == "F" else image.convert("I")
    highest = float(whole.getextrema()[1])  # type: ignore[arg-type]  # of one channel
    scales = _SCALES.get(image.mode, (65_535.0,))
    top = next((scale for scale in scales if highest <= scale), highest)
    top = top if top < float("inf") else 65_535.0
    return whole.point(lambda value: value * (255 / top) + 0.5).convert("L")


def _in_screen_colours(image: Image.Image, profile: Any) -> Image.Image:
    """A picture of other colours in those of a screen; raises PyCMSError."""
    screen = ImageCms.createProfile("sRGB")
    return ImageCms.profileToProfile(image, profile, screen, outputMode="RGB") or image


_MODES: Mapping[str, Callable[[Image.Image], Image.Image]] = {
    "1": lambda image: image.convert("L"),
    **dict.fromkeys(("F", "I", "I;16", "I;16L", "I;16B", "I;16N"), _of_deep_grey),
    "LAB": lambda image: _in_screen_colours(image, ImageCms.createProfile("LAB")),
    "La": lambda image: image.convert("LA"),
    "P": lambda image: image.convert("RGB"),
    "PA": lambda image: image.convert("RGBA"),
    "RGBa": lambda image: image.convert("RGBA"),
}
"""What makes eight bits of grey or colour of the modes that have something else."""


def _of_eight_bits(image: Image.Image) -> Image.Image:
    """The picture in eight bits of grey or colour; four inks keep theirs, for their profile."""
    if "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode in (*_PLAIN_MODES, "CMYK"):
        return image
    return _MODES[image.mode](image) if image.mode in _MODES else image.convert("RGB")


def _foreign_profile(image: Image.Image) -> Any:
    """The picture's own colours, where they are not those of a screen; None where they are."""
    data = image.info.get("icc_profile")
    if not data:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        name = ImageCms.getProfileDescription(profile)
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return None
    space = profile.profile.xcolor_space.strip()
    fits = space == {"L": "GRAY", "LA": "GRAY", "CMYK": "CMYK"}.get(image.mode, "RGB")
    return profile if fits and "sRGB" not in name else None


def _srgb(image: Image.Image, profile: Any) -> Image.Image:
    """The picture with the colours of a screen; by rule of thumb where it does not tell its own."""
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    if profile is not None:
        bare = image.convert(image.mode[:-1]) if alpha else image
        try:
            image = _in_screen_colours(bare, profile)
        except ImageCms.PyCMSError:
            profile = None
        if alpha and profile is not None:
            image.putalpha(alpha)
    return image.convert("RGB") if image.mode == "CMYK" else image


def _is_large(image: Image.Image) -> bool:
    return max(image.size) > _LONGEST_SIDE


def _is_ready(image: Image.Image, data: bytes) -> bool:
    """Whether the file's dots, as they were unpacked, can be shown as they are."""
    if orientation(image) != 1 or _is_large(image) or _foreign_profile(image) is not None:
        return False
    if image.format in ("JPEG", "MPO"):
        return image.mode in ("L", "RGB")
    is_deep = data[24:25] == b"\x10"  # the header's depth: 16 bits for each colour
    plain = image.mode in (*_PLAIN_MODES, "P") and not is_deep
    return image.format == "PNG" and plain and not has_metadata(image)


def _encoded(image: Image.Image, was: str) -> bytes:
    """A photograph as JPEG; what is a drawing, or is transparent, as PNG."""
    clear = image.mode in ("LA", "RGBA") and image.getchannel("A").getextrema() == (255, 255)
    image = image.convert(image.mode[:-1]) if clear else image
    photo = was == "JPEG" or image.getcolors(_FEW_COLOURS) is None
    if photo and image.mode in ("L", "RGB"):
        return save(image, "JPEG", quality=_QUALITY, subsampling=0)
    return save(image, "PNG")


def _guarded(read: Callable[[bytes], _T]) -> Callable[[bytes], _T]:
    """Let a function raise UnusableError for whatever a decoder does with a broken picture."""

    @wraps(read)
    def guarded(data: bytes) -> _T:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of many dots, which are counted here; of odd tags
            try:
                return read(decoded(data, _MOST_DOTS) if is_heic(data) else data)
            except (UnusableError, MemoryError):
                raise
            except HeicError as error:
                raise UnusableError(str(error)) from error
            except Exception as error:
                raise UnusableError("is broken") from error

    return guarded


@kept
@_guarded
def converted(data: bytes) -> bytes:
    """The JPEG or PNG to show for a raster picture, the same each time; raises UnusableError."""
    with _opened(data) as image:
        was = "JPEG" if image.format in ("JPEG", "MPO") else str(image.format)
        whole = image.size
        # A JPEG is unpacked no larger than print needs, and than there is memory for.
        side = _LONGEST_SIDE if _bytes(image) <= _MOST_BYTES else max(whole) // 2
        image.draft(image.mode, (side, side))
        image.load()
        if image.size == whole and _is_ready(image, data):
            return without_metadata(data) if was == "JPEG" else data
        profile = _foreign_profile(image)
        plain = _of_eight_bits(image)
        if _is_large(plain):
            plain.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS)
        upright = ImageOps.exif_transpose(plain)
        return _encoded(_srgb(upright, profile), was)


@_guarded
def size(data: bytes) -> tuple[int, int]:
    """Width and height as it is shown, by its head alone; raises UnusableError."""
    with _opened(data) as image:
        wide, tall = image.size
        lies = is_turned(image) and image.format != "TIFF"  # Pillow turns a TIFF itself
        return (tall, wide) if lies else (wide, tall)


@_guarded
def moves(data: bytes) -> bool:
    """Whether it is a sequence of pictures, of which the first is shown; raises UnusableError."""
    with _opened(data) as image:
        return image.format != "MPO" and bool(getattr(image, "is_animated", False))
