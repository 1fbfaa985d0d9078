"""The outline of a shape as an SVG path, in a box with its corner at 0, 0."""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from handout.slides.drawing.svg import number
from handout.slides.ooxml.notation import qn

_DEGREE = 60_000
"""An angle's unit is a 60,000th of a degree."""


def _path(*parts: str | float) -> str:
    return " ".join(part if isinstance(part, str) else number(part) for part in parts)


def _polygon(*points: tuple[float, float]) -> str:
    start, *others = points
    return _path("M", *start, *(part for point in others for part in ("L", *point)), "Z")


def _rectangle(width: float, height: float, _: float) -> str:
    return _polygon((0, 0), (width, 0), (width, height), (0, height))


def _rounded(width: float, height: float, adjust: float) -> str:
    """Corners rounded by a share of the shorter side."""
    r = min(width, height) * min(adjust, 0.5)
    right, low = width - r, height - r
    arc = ("A", r, r, 0.0, "0 1")
    return _path(
        *("M", r, 0.0, "H", right, *arc, width, r, "V", low, *arc, right, height),
        *("H", r, *arc, 0.0, low, "V", r, *arc, r, 0.0, "Z"),
    )


def _ellipse(width: float, height: float, _: float) -> str:
    x, y = width / 2, height / 2
    return _path("M", 0.0, y, "A", x, y, 0.0, "1 1", width, y, "A", x, y, 0.0, "1 1", 0.0, y, "Z")


def _line(width: float, height: float, _: float) -> str:
    return _path("M", 0.0, 0.0, "L", width, height)


def _pentagon(width: float, height: float, adjust: float) -> str:
    """A box whose end points on."""
    start = width - min(width, height) * adjust
    return _polygon((0, 0), (start, 0), (width, height / 2), (start, height), (0, height))


def _chevron(width: float, height: float, adjust: float) -> str:
    """The same with its beginning cut to match."""
    cut = min(width, height) * adjust
    end, middle = width - cut, height / 2
    return _polygon((0, 0), (end, 0), (width, middle), (end, height), (0, height), (cut, middle))


def _arrow(width: float, height: float, adjust: float) -> str:
    """An arrow to the right; its shaft is half as tall as its head."""
    neck, top, low = width - min(width, height) * adjust, height / 4, height * 3 / 4
    head = ((neck, 0), (width, height / 2), (neck, height))
    return _polygon((0, top), (neck, top), *head, (neck, low), (0, low))


def _triangle(width: float, height: float, adjust: float) -> str:
    return _polygon((width * adjust, 0), (width, height), (0, height))


_Outline = Callable[[float, float, float], str]
_PRESETS: Mapping[str, tuple[_Outline, float]] = {
    "rect": (_rectangle, 0.0),
    "roundRect": (_rounded, 0.16667),
    "ellipse": (_ellipse, 0.0),
    "line": (_line, 0.0),
    "straightConnector1": (_line, 0.0),
    "homePlate": (_pentagon, 0.5),
    "chevron": (_chevron, 0.5),
    "rightArrow": (_arrow, 0.5),
    "triangle": (_triangle, 0.5),
}
"""Each with its first adjustment where the shape does not say; others are drawn as a rectangle."""


def _arc(x: float, y: float, step: Any) -> tuple[str, float, float]:
    """An arc from where the pen is, and where it ends."""
    wide, tall = float(step.get("wR")), float(step.get("hR"))
    start = math.radians(float(step.get("stAng")) / _DEGREE)
    sweep = float(step.get("swAng")) / _DEGREE
    made = []
    for _ in range(2):  # two halves, since an arc to where it began is none
        end = start + math.radians(sweep / 2)
        x += wide * (math.cos(end) - math.cos(start))
        y += tall * (math.sin(end) - math.sin(start))
        made.append(_path("A", wide, tall, 0.0, f"0 {int(sweep > 0)}", x, y))
        start = end
    return " ".join(made), x, y


_POINTS = {qn("a:moveTo"): "M", qn("a:lnTo"): "L", qn("a:cubicBezTo"): "C", qn("a:quadBezTo"): "Q"}


def _steps(path: Any) -> Iterator[str]:
    """The steps of a path that a shape draws itself."""
    x = y = 0.0
    for step in path:
        if step.tag == qn("a:close"):
            yield "Z"
        elif step.tag == qn("a:arcTo"):
            drawn, x, y = _arc(x, y, step)
            yield drawn
        elif step.tag in _POINTS:
            points = [(float(pt.get("x")), float(pt.get("y"))) for pt in step]
            x, y = points[-1]
            yield _path(_POINTS[step.tag], *(value for point in points for value in point))


def _scale(path: Any, width: float, height: float) -> str:
    """How a path's own units become points."""
    wide, tall = float(path.get("w", 0)), float(path.get("h", 0))
    across, down = (width / wide if wide else 1 / 12700), (height / tall if tall else 1 / 12700)
    return f"scale({across:.6g} {down:.6g})"


def outline(properties: Any, width: float, height: float) -> tuple[str, str | None]:
    """The path of a shape's `spPr`, and the transform that it needs."""
    own = properties.find(qn("a:custGeom"))
    if own is not None:
        path = next(own.iter(qn("a:path")))
        return " ".join(_steps(path)), _scale(path, width, height)
    preset = properties.find(qn("a:prstGeom"))
    name = "rect" if preset is None else preset.get("prst", "rect")
    draw, adjust = _PRESETS.get(name, (_rectangle, 0.0))
    guide = None if preset is None else next(preset.iter(qn("a:gd")), None)
    if guide is not None and guide.get("fmla", "").startswith("val "):
        adjust = int(guide.get("fmla")[4:]) / 100_000
    return draw(width, height, adjust), None
