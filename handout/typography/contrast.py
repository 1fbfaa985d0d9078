"""Contrast as WCAG counts it, and the nearest colour that has enough of it."""

import colorsys
from dataclasses import replace

from handout.model.clinic import Colours
from handout.model.findings import Finding, Severity

WHITE = "#ffffff"


def _channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of `#rrggbb`, each 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _colour(channels: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(min(1.0, max(0.0, c)) * 255):02x}" for c in channels)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """The first colour with that proportion of the other mixed in."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return _colour(tuple(a * (1 - share) + b * share for a, b in pairs))


def nearest(colour: str, ground: str, ratio: float) -> str:
    """The colour of the same hue, no darker or lighter than the contrast ratio needs."""
    if contrast(colour, ground) >= ratio:
        return colour.lower()
    hue, light, saturation = colorsys.rgb_to_hls(*_channels(colour))
    steps = (light + sign * number / 200 for number in range(1, 201) for sign in (-1, 1))
    candidates = (_colour(colorsys.hls_to_rgb(hue, x, saturation)) for x in steps if 0 <= x <= 1)
    enough = (one for one in candidates if contrast(one, ground) >= ratio)
    return next(enough, max(("#000000", WHITE), key=lambda one: contrast(one, ground)))


_GROUNDS = {"white": WHITE, "black": "#000000"}

_PAIRS = (
    ("ink", "white", 7.0, "it is the colour of the words"),
    ("tint", "black", 16.0, "words stand on it"),
    ("ink", "tint", 7.0, "words stand on panels"),
    ("primary", "tint", 7.0, "headings stand on panels, and white words on it"),
    ("accent", "tint", 7.0, "headings of warnings stand on panels, and white words on it"),
)
"""Each colour, its ground, the contrast that it needs on that, and why; adjusted in this order."""


def _finding(name: str, old: str, new: str, why: str, path: str) -> Finding:
    """The warning for a colour that was adjusted."""
    return Finding(
        "colour-contrast",
        f"the {name} colour {old} has too little contrast ({why}), so {new} was used",
        f"set {name}: '{new}' under colours, or choose another",
        path,
        severity=Severity.WARNING,
    )


def ensure_contrast(colours: Colours, path: str) -> tuple[Colours, tuple[Finding, ...]]:
    """The brand with each colour of too little contrast replaced by the nearest with enough."""
    adjusted, reasons = colours, dict[str, str]()
    for name, ground, ratio, why in _PAIRS:
        old = getattr(adjusted, name)
        new = nearest(old, _GROUNDS.get(ground) or getattr(adjusted, ground), ratio)
        if new != old.lower():
            adjusted = replace(adjusted, **{name: new})
            reasons.setdefault(name, why)
    findings = (
        _finding(name, getattr(colours, name), getattr(adjusted, name), why, path)
        for name, why in reasons.items()
    )
    return adjusted, tuple(findings)
