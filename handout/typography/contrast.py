"""Contrast as WCAG counts it, and the nearest colour that has enough of it."""

import colorsys
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from msgspec.structs import asdict

from handout.model.clinic import Colours, ReadableColours
from handout.model.findings import Finding, Severity

WHITE = "#ffffff"


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of `#rrggbb`, each 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _colour(channels: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(min(1.0, max(0.0, c)) * 255):02x}" for c in channels)


@lru_cache(maxsize=1024)  # the same colours for each article
def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """The first colour with that proportion of the other mixed in."""
    pairs = zip(channels(one), channels(other), strict=True)
    return _colour(tuple(a * (1 - share) + b * share for a, b in pairs))


def _candidates(colour: str) -> Iterator[str]:
    """Colours of the same hue, darker and lighter ones by turns, the nearest first."""
    hue, light, saturation = colorsys.rgb_to_hls(*channels(colour))
    steps = (light + sign * number / 200 for number in range(1, 201) for sign in (-1, 1))
    return (_colour(colorsys.hls_to_rgb(hue, x, saturation)) for x in steps if 0 <= x <= 1)


@lru_cache(maxsize=64)
def _nearest(colour: str, *needs: tuple[str, float]) -> str:
    """The colour of the same hue that stands out from each of the grounds; else white."""
    tried = chain([colour.lower()], _candidates(colour))
    return next((x for x in tried if all(contrast(x, one) >= n for one, n in needs)), WHITE)


def nearest(colour: str, ground: str, ratio: float) -> str:
    """The colour of the same hue, no darker or lighter than the contrast ratio needs."""
    extreme = max(("#000000", WHITE), key=lambda one: contrast(one, ground))
    found = _nearest(colour, (ground, ratio))
    return found if contrast(found, ground) >= ratio else extreme


class DarkColours(NamedTuple):
    """The brand on a screen that is set to dark."""

    primary: str
    ink: str
    tint: str
    accent: str
    ground: str


def on_dark(colours: Colours) -> DarkColours:
    """The brand's hues on a dark ground, its words at 7:1 on the ground and on the panels."""
    ground = mix("#0f1315", colours.primary, 0.06)
    tint = mix(ground, nearest(colours.primary, ground, 3.0), 0.16)
    grounds = (ground, 7.0), (tint, 7.0)
    ink = _nearest(mix(WHITE, colours.ink, 0.08), *grounds)
    primary, accent = (_nearest(one, *grounds) for one in (colours.primary, colours.accent))
    return DarkColours(primary, ink, tint, accent, ground)


class Ratios(NamedTuple):
    """The least contrasts of words and their ground."""

    words: float
    large: float
    """Of words from 18 points, or 14 if they are bold: 24 and 18.7 pixels."""


RATIOS = {"AA": Ratios(4.5, 3.0), "AAA": Ratios(7.0, 4.5)}
"""By the levels of WCAG."""

_PLACES = {
    "ink": "for words",
    "primary": "for headings, and behind white words",
    "accent": "for headings of warnings, and behind white words",
    "tint": "behind words and headings",
}
"""Each colour, and where it is moved, in the order in which they are."""
_PALE = 1.5
"""The most contrast with white of a tint that the words on it give way to."""


def _of_words(colour: str, tint: str, ratio: float) -> str:
    """The colour, or one that stands out from white; if it is moved, from the panels too.

    Otherwise it is these that are moved, and where both would have to be they would vanish.
    """
    moved = nearest(colour, WHITE, ratio)
    if moved == colour.lower() or contrast(tint, WHITE) > _PALE:
        return moved
    return nearest(moved, tint, ratio)


def _moved(colours: Colours, ratio: float, ink_ratio: float) -> Colours:
    """The colours, each moved as far as headings in two of them and words in ink need."""
    ink = _of_words(colours.ink, colours.tint, ink_ratio)
    primary, accent = (
        _of_words(one, colours.tint, ratio) for one in (colours.primary, colours.accent)
    )
    words = (ink, ink_ratio), (primary, ratio), (accent, ratio)
    # All of them can be read on white.
    tint = _nearest(colours.tint, *words)
    return Colours(primary, ink, tint, accent)


def _band(colours: Colours, words: Colours, ratios: Ratios) -> tuple[str, str]:
    """The ground of a cover and the colour of small words on it, white or ink.

    The title is large, and white. On a pale brand the small words are in ink, so that it stays.
    """
    ground = nearest(colours.primary, WHITE, ratios.large)
    if contrast(ground, WHITE) >= ratios.words:
        return ground, WHITE
    if contrast(ground, words.ink) >= ratios.words:
        return ground, words.ink
    return words.primary, WHITE


def _told(name: str, old: str, new: str, large: str, ratios: Ratios) -> Finding:
    """What is said of a colour that was moved, and which key it is about."""
    words = f"the {name} colour {old} is {new} {_PLACES[name]}, to be read ({ratios.words:g}:1)"
    if large != new:
        kept = "as you wrote it" if large == old.lower() else large
        words += f", and {kept} where these are large ({ratios.large:g}:1)"
    advice = "nothing needs to be done; in lines and marks it is as you wrote it"
    about = f"clinic.colours.{name}"
    return Finding("colour-contrast", words, advice, severity=Severity.NOTE, about=about)


def ensure_contrast(colours: Colours, ratios: Ratios) -> tuple[Colours, tuple[Finding, ...]]:
    """The brand, each colour of too little contrast moved as far as is needed where words are.

    On paper all words but a cover's are set in one colour of the brand, whether they are large or
    not: two that are nearly alike, beside each other, look like a misprint.
    """
    words = _moved(colours, ratios.words, ratios.words)
    large = _moved(colours, ratios.large, ratios.words)
    findings = tuple(
        _told(name, old, new, getattr(large, name), ratios)
        for name in _PLACES
        if (new := getattr(words, name)) != (old := getattr(colours, name)).lower()
    )
    if not findings:
        return colours, ()
    band = _band(colours, words, ratios)
    of_large = ReadableColours(**asdict(large), own=colours, of_large=large)
    return ReadableColours(**asdict(words), own=colours, of_large=of_large, of_band=band), findings
