"""Contrast as WCAG counts it, and the nearest colour that has enough of it."""

import colorsys
from dataclasses import replace

from handout.model.clinic import Colours, ReadableColours
from handout.model.findings import Finding, Severity

WHITE = "#ffffff"


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of `#rrggbb`, each 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _colour(channels: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(min(1.0, max(0.0, c)) * 255):02x}" for c in channels)


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


def nearest(colour: str, ground: str, ratio: float) -> str:
    """The colour of the same hue, no darker or lighter than the contrast ratio needs."""
    if contrast(colour, ground) >= ratio:
        return colour.lower()
    hue, light, saturation = colorsys.rgb_to_hls(*channels(colour))
    steps = (light + sign * number / 200 for number in range(1, 201) for sign in (-1, 1))
    candidates = (_colour(colorsys.hls_to_rgb(hue, x, saturation)) for x in steps if 0 <= x <= 1)
    enough = (one for one in candidates if contrast(one, ground) >= ratio)
    return next(enough, max(("#000000", WHITE), key=lambda one: contrast(one, ground)))


RATIOS = {"AA": 4.5, "AAA": 7.0}
"""The least contrast of words and their ground, by the levels of WCAG."""

_PAIRS = (
    ("ink", ("white",), "for words on paper"),
    ("primary", ("white",), "for headings, and behind white words"),
    ("accent", ("white",), "for headings of warnings, and behind white words"),
    ("tint", ("ink", "primary", "accent"), "behind words and headings"),
)
"""Each colour, what it must stand out from, and where; adjusted in this order."""


def _moved(colours: Colours, name: str, others: tuple[str, ...], ratio: float) -> str:
    """The colour, or the nearest that stands out enough from all the others."""
    colour: str = getattr(colours, name)
    for other in others:
        colour = nearest(colour, WHITE if other == "white" else getattr(colours, other), ratio)
    return colour


def ensure_contrast(colours: Colours, ratio: float) -> tuple[Colours, tuple[Finding, ...]]:
    """The brand, each colour of too little contrast moved as far as is needed where words are.

    The findings are about `primary:` and such, by which their lines are found.
    """
    adjusted, findings = colours, list[Finding]()
    for name, others, where in _PAIRS:
        old = getattr(colours, name)
        if (new := _moved(adjusted, name, others, ratio)) != old.lower():
            adjusted = replace(adjusted, **{name: new})
            words = f"the {name} colour {old} is {new} {where}, to be read ({ratio:g}:1)"
            advice = "nothing needs to be done; in lines and marks it is as you wrote it"
            note = Finding("colour-contrast", words, advice, severity=Severity.NOTE)
            findings.append(note._replace(about=f"{name}:"))
    if not findings:
        return colours, ()
    readable = {name: getattr(adjusted, name) for name, *_ in _PAIRS}
    return ReadableColours(**readable, own=colours), tuple(findings)
