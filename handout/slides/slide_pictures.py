"""Pictures for slides: read below content/ and templates/ alone, an SVG with its PNG twin."""

import io
import math
import re
from collections.abc import Mapping

import resvg_py
from lxml import etree
from msgspec import Struct
from PIL import Image as Pixels

from handout.model import content_files
from handout.model.content_files import OutsideError
from handout.model.deck import Box
from handout.model.findings import Finding
from handout.model.markup import Markup
from handout.source import raster
from handout.source.kept_pictures import kept
from handout.source.picture_metadata import save
from handout.source.pictures import embedded
from handout.source.svg import fault_of, is_svg, without_metadata
from handout.typography.fonts import family

_TYPES: Mapping[str, str] = {"PNG": "image/png", "JPEG": "image/jpeg"}
ENDINGS: Mapping[str, str] = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}
_LENGTH = re.compile(r"\s*+\+?(\d++\.?\d*+|\.\d++)(?:e[+-]?\d+)?([a-zA-Z]*)\s*+")
_PIXELS: Mapping[str, float] = {
    **{"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4},
    **{"q": 96 / 101.6, "em": 16, "rem": 16, "ex": 8},
}
"""Of the units of lengths."""
TWIN_DENSITY = 250 / 72
"""Pixels to a point: more takes long to draw (a square of 1,600 pixels 0.4 s) and shows nowhere."""
_SHARP = 220
"""Pixels to the inch of a photograph, on the sharpest screens that show slides."""
_QUALITY = 90
_WORTH_IT = 0.9
"""Where more of the width and height is needed than that, leaving out pixels saves little."""


class PictureError(Exception):
    """A picture that cannot be used; says why and what to do."""

    def __init__(self, rule: str, message: str, advice: str) -> None:
        self.rule, self.message, self.advice = rule, message, advice
        super().__init__(message)

    def finding(self, about: str) -> Finding:
        """The fault, placed by words that stand near it."""
        return Finding(self.rule, self.message, self.advice, about=about)


class LoadedPicture(Struct, frozen=True):
    """A picture ready to be placed."""

    image: bytes
    media_type: str
    width: float
    height: float
    """In pixels."""
    svg: bytes = b""


@kept
def _no_larger(data: bytes, wide: float, tall: float) -> bytes:
    """A photograph as PNG or JPEG for a room of so many points; raises UnusableError."""
    data = raster.converted(data)
    most_wide, most_tall = round(wide * _SHARP / 72), round(tall * _SHARP / 72)
    with Pixels.open(io.BytesIO(data)) as pixels:
        share = min(most_wide / pixels.width, most_tall / pixels.height)
        if share >= _WORTH_IT:
            return data
        is_photo = pixels.format == "JPEG"
        whole = pixels.convert("RGBA") if pixels.mode == "P" else pixels
        size = (max(1, round(pixels.width * share)), max(1, round(pixels.height * share)))
        smaller = whole.resize(size, Pixels.Resampling.LANCZOS)
    return save(smaller, "JPEG", quality=_QUALITY) if is_photo else save(smaller, "PNG")


def _read(source: str, markup: Markup) -> bytes:
    """The bytes of a `data:` address, or of a file below content/ or templates/."""
    if source.startswith("data:"):
        try:
            return embedded(source)
        except ValueError as fault:
            words = "a picture's data: address is broken"
            raise PictureError("picture-broken", words, "check the template") from fault
    found = next((f / source for f in markup.roots if (f / source).is_file()), None)
    if found is None:
        advice = "put the file below content/ and write its path from there"
        raise PictureError("picture-missing", f"the picture {source} is not there", advice)
    try:
        return content_files.read(found, *markup.roots)
    except OutsideError as error:
        words = f"the picture {source} lies outside content/ and templates/"
        raise PictureError("picture-outside", words, "copy it below content/") from error
    except OSError as error:
        raise _fault(source) from error


def _fault(source: str) -> PictureError:
    short = source if len(source) < 60 else source[:57] + "…"
    advice = "save it again as SVG, PNG or JPEG"
    return PictureError("picture-broken", f"the picture {short} cannot be read", advice)


@kept
def rasterised(svg: bytes, width: int) -> bytes:
    """The PNG twin of an SVG; no other file and no installed font is read for it.

    Raises ValueError for one that is more than a drawing.
    """
    if fault := fault_of(svg):
        raise ValueError(fault)
    drawing_face = family("Arimo")
    faces = [str(face.path) for face in drawing_face.faces] if drawing_face else []
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg.decode("utf-8-sig"),
                width=width,
                dpi=96,
                skip_system_fonts=True,
                font_files=faces,
                font_family="Arimo",
                sans_serif_family="Arimo",
            )
        )
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's, which is no Exception
            raise
        raise ValueError("it cannot be drawn") from error


def _aspect(svg: bytes) -> float:
    """How many times as wide as tall a drawing says that it is; 1 where it says nothing."""
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    lengths = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    said = [float(one[1]) * _PIXELS.get(one[2].lower(), 0) for one in lengths if one]
    box = [float(one) for one in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if one]
    if len(said) < 2 or not all(said):  # such as 100%
        said = box[2:4]
    width, height = said if len(said) == 2 else (1.0, 1.0)
    return width / height if width > 0 and height > 0 else 1.0


def proportions(source: str, markup: Markup) -> float:
    """How many times as wide as tall a picture is, by its head alone; 0 where that says nothing."""
    if "://" in source and not source.startswith("data:"):
        return 0.0
    data = _read(source, markup)
    try:
        if is_svg(data):
            return _aspect(data)
        width, height = raster.size(data)
        return width / height
    except (ValueError, SyntaxError, raster.UnusableError):
        return 0.0  # what is wrong with it is said when it is drawn


def load(source: str, markup: Markup, room: Box) -> LoadedPicture:
    """The picture, which is to fit into `room`; raises PictureError."""
    if "://" in source and not source.startswith("data:"):
        words = f"the picture {source} is on the web"
        raise PictureError("picture-remote", words, "save it below content/")
    data = _read(source, markup)
    svg = data if is_svg(data) else b""
    try:
        aspect = _aspect(svg) if svg else 0.0
        wide = min(room.width, room.height * aspect)
        twin = svg and rasterised(svg, math.ceil(wide * TWIN_DENSITY))
        image = twin or _no_larger(data, room.width, room.height)
        svg = svg and without_metadata(svg)
        with Pixels.open(io.BytesIO(image)) as pixels:
            kind, (width, height) = _TYPES[pixels.format or ""], pixels.size
    except (ValueError, SyntaxError, raster.UnusableError) as fault:
        raise _fault(source) from fault
    # A drawing's own proportions: its twin is rounded to whole pixels.
    return LoadedPicture(image, kind, width, width / aspect if svg else height, svg)
