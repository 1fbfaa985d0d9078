"""For the print shop: bleed, four inks, no links, PDF/X-4 with the shop's own profile.

Every colour becomes CMYK, and black becomes black alone. The conversion is stated, not managed:
what the three colours share becomes black, and what is nearly black becomes black alone, so that
text has no coloured fringe where plates are out of register. Brand colours are those that the
clinic states.
"""

import contextlib
import io
from collections.abc import Iterable, Iterator, Mapping
from math import inf, prod
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from weasyprint.css import ColorProfile

from handout.model import content_files
from handout.model.clinic import Clinic
from handout.model.content_files import OutsideError, TooLargeError
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.paper import pdf_metadata
from handout.paper.typesetting import PrintSettings
from handout.paper.weasyprint_patches import corrections
from handout.typography.contrast import WHITE, channels, contrast

VARIANT = "pdf/x-4"
_BLEED = "bleed: 3mm"
_BLEED_AND_MARKS = "bleed: 8mm; marks: crop"
"""Marks stand within the bleed; of the art, 3 mm reach out as without them."""


Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, 0 to 1."""
_DARK = 0.2
"""The lightest channel of what is printed as black alone."""


_LETS_THROUGH = ((0.0, 0.68, 0.94), (0.93, 0.0, 0.55), (1.0, 0.95, 0.0), (0.14, 0.12, 0.13))
"""Of red, green and blue, what is left by a full ink on white paper: cyan to black, roughly."""
_WORDS, _LARGE = 4.5, 3.0


class _Profile(ColorProfile):  # type: ignore[misc]  # the library carries no types
    """The shop's profile as it came: WeasyPrint would write it anew, with other bytes."""

    def __init__(self, data: bytes) -> None:
        channels = (["c"], ["m"], ["y"], ["k"])
        super().__init__(io.BytesIO(data), "shop", "relative-colorimetric", channels)
        self._data = data

    @property
    def content(self) -> bytes:
        return self._data


def bleed(clinic: Clinic) -> str:
    """The rules of style for the edge of a sheet."""
    return _BLEED_AND_MARKS if clinic.press.crop_marks else _BLEED


def _profile(clinic: Clinic, content: Path, place: str) -> bytes:
    """The shop's profile; raises ContentError where it is not there or not for four inks.

    `place` is the clinic's file, as findings name it.
    """
    path = content / clinic.press.profile
    advice = "ask the print shop for its ICC profile, put it into content/ and name it"
    about = "clinic.press.profile"
    data = b""
    try:
        data = content_files.read(path, content)
    except (OutsideError, TooLargeError):
        pass  # it is none, as is told below
    except OSError as error:
        message = "the print shop's colour profile is missing (profile under press)"
        found = Finding("press-profile", message, advice, place, about=about)
        raise ContentError([found]) from error
    if data[16:20] + data[36:40] != b"CMYKacsp":
        message = f"“{clinic.press.profile}” is no ICC profile for four inks (CMYK)"
        raise ContentError([Finding("press-profile", message, advice, place, about=about)])
    return data


def inks(red: float, green: float, blue: float) -> Inks:
    """The inks of a colour, its channels 0 to 1."""
    lightest = max(red, green, blue)
    if lightest <= _DARK:
        return 0.0, 0.0, 0.0, 1.0
    cyan, magenta, yellow = ((lightest - c) / lightest for c in (red, green, blue))
    return cyan, magenta, yellow, 1 - lightest


def _rounded(channels: Iterable[float]) -> tuple[float, ...]:
    return tuple(round(float(channel), 3) for channel in channels)


def on_white(four: Inks) -> float:
    """How white words stand out from inks, or these on white: roughly, without the profile."""
    light = (
        prod(1 - share * (1 - through) for share, through in zip(four, passed, strict=True))
        for passed in zip(*_LETS_THROUGH, strict=True)
    )
    return contrast("#" + "".join(f"{round(255 * one):02x}" for one in light), WHITE)


def _stated(clinic: Clinic, name: str) -> Inks | None:
    """The inks that the clinic states for a colour of its brand, 0 to 1."""
    percents = getattr(clinic.press.inks, name)
    return tuple(percent / 100 for percent in percents) if percents else None


def _too_pale(clinic: Clinic, place: str) -> Iterator[Finding]:
    """An error for inks that white words cannot be read on, of a colour that they can."""
    for name in ("primary", "accent"):
        four, own = _stated(clinic, name), getattr(clinic.colours.drawn, name)
        if not four or own.lower() != getattr(clinic.colours, name).lower():
            continue  # a colour that was moved for words has inks of its own there
        if (ratio := on_white(four)) < _LARGE:
            words = f"the inks of {name} are too pale to be read, and for white words on them"
            advice = f"write darker ones, or leave them out: '{own}' is converted then"
            told = Finding("press-inks", f"{words} (about {ratio:.1f}:1)", advice, place)
            yield told._replace(about="clinic.press.inks")


def _brand_inks(clinic: Clinic) -> Mapping[tuple[float, ...], Inks]:
    """The inks that the clinic states for its brand colours, by their channels."""
    brand: dict[tuple[float, ...], Inks] = {}
    for name in ("primary", "tint", "accent"):
        if four := _stated(clinic, name):
            brand[_rounded(channels(getattr(clinic.colours.drawn, name)))] = four
            ratio = inf if name == "tint" else on_white(four)
            places = [(clinic.colours.large, _LARGE), (clinic.colours, _WORDS)]
            moved = [(getattr(one, name), least) for one, least in places]
            moved += [(clinic.colours.band, _LARGE)] if name == "primary" else []
            for colour, least in moved:  # one that was moved to be read stays so in inks
                if ratio >= least:
                    brand[_rounded(channels(colour))] = four
    brand[_rounded(channels(clinic.colours.ink))] = (0.0, 0.0, 0.0, 1.0)  # text is never mixed
    return brand


def four_inks(clinic: Clinic) -> contextlib.AbstractContextManager[None]:
    """Let documents that are written meanwhile have CMYK in place of RGB."""
    brand = _brand_inks(clinic)

    def of_colour(*colour: float) -> Inks:
        return brand.get(_rounded(colour)) or inks(*colour)

    return corrections.colours_in_inks(of_colour)


def _on_paper(picture: Image.Image) -> Image.Image:
    """A picture as it looks on white paper, where it is transparent."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture.convert("RGBA"))
    return paper.convert("RGB")


def photo(data: bytes) -> bytes:
    """A photo in four inks, by the same conversion; what is no photo is given back."""
    try:
        picture = _on_paper(Image.open(io.BytesIO(data)))
    except OSError:
        return data
    inverted = [ImageChops.invert(channel) for channel in picture.split()]
    black = ImageChops.darker(ImageChops.darker(inverted[0], inverted[1]), inverted[2])
    colours = [ImageChops.subtract(channel, black) for channel in inverted]
    target = io.BytesIO()
    Image.merge("CMYK", (*colours, black)).save(target, "JPEG", quality=92)
    return target.getvalue()


def settings(css: str, clinic: Clinic, content: Path, place: str) -> PrintSettings:
    """What a document for the print shop is set for; `css` has the sizes of its pages."""
    if found := [*_too_pale(clinic, place)]:
        raise ContentError(found)
    profile = _Profile(_profile(clinic, content, place))
    rules = f"{css} @page {{ {bleed(clinic)} }} :root {{ --press: 1 }}"
    return PrintSettings(rules, VARIANT, {"device-cmyk": profile}, photo)


def write(document: Any, clinic: Clinic, duplex: str) -> pdf_metadata.Written:
    """The document in four inks."""
    for page in document.pages:
        page.links = []  # PDF/X-4 has no links within the bleed
    with four_inks(clinic):
        return pdf_metadata.write(
            document, VARIANT, pdf_metadata.Finish({}, press=True, duplex=duplex)
        )
