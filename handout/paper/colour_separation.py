"""Prints in four inks: every colour as CMYK, black as black alone.

The conversion is stated, not managed: what the three colours share becomes black, and what
is nearly black becomes black alone, so that text has no coloured fringe where plates are
out of register. Brand colours are those that the clinic states.
"""

import contextlib
import io
from collections.abc import Mapping

from PIL import Image, ImageChops, ImageOps

from handout.model.clinic import Clinic
from handout.paper.weasyprint_patches import corrections

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, 0 to 1."""
_DARK = 0.2
"""The lightest channel of what is printed as black alone."""


def inks(red: float, green: float, blue: float) -> Inks:
    """The inks of a colour, its channels 0 to 1."""
    lightest = max(red, green, blue)
    if lightest <= _DARK:
        return 0.0, 0.0, 0.0, 1.0
    cyan, magenta, yellow = ((lightest - c) / lightest for c in (red, green, blue))
    return cyan, magenta, yellow, 1 - lightest


def _channels(colour: str) -> tuple[float, ...]:
    return tuple(round(int(colour[at : at + 2], 16) / 255, 3) for at in (1, 3, 5))


def stated(clinic: Clinic) -> Mapping[tuple[float, ...], Inks]:
    """The inks that the clinic states for its brand colours, by their channels."""
    made: dict[tuple[float, ...], Inks] = {}
    for name in ("primary", "tint", "accent"):
        if percents := getattr(clinic.press.inks, name):
            cyan, magenta, yellow, black = (percent / 100 for percent in percents)
            made[_channels(getattr(clinic.colours, name))] = (cyan, magenta, yellow, black)
    made[_channels(clinic.colours.ink)] = (0.0, 0.0, 0.0, 1.0)  # text is never mixed
    return made


def four_inks(clinic: Clinic) -> contextlib.AbstractContextManager[None]:
    """Let documents that are written meanwhile have CMYK in place of RGB."""
    brand = stated(clinic)

    def of_colour(*channels: float) -> Inks:
        return brand.get(tuple(round(float(c), 3) for c in channels)) or inks(*channels)

    return corrections.colours_in_inks(of_colour)


def photo(data: bytes) -> bytes:
    """A photo in four inks, by the same conversion; what is no photo is given back."""
    try:
        picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
    except OSError:
        return data
    inverted = [ImageChops.invert(channel) for channel in picture.split()]
    black = ImageChops.darker(ImageChops.darker(inverted[0], inverted[1]), inverted[2])
    colours = [ImageChops.subtract(channel, black) for channel in inverted]
    target = io.BytesIO()
    Image.merge("CMYK", (*colours, black)).save(target, "JPEG", quality=92)
    return target.getvalue()
