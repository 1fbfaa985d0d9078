"""SVG as text."""

from collections.abc import Mapping
from typing import TypeAlias
from xml.sax.saxutils import quoteattr

from handout.model.deck import Box
from handout.typography.families import KNOWN, OF_FAMILY


def number(value: float) -> str:
    """A length as short as it can be written, to a hundredth of a point."""
    return f"{round(value, 2) + 0.0:g}"  # no -0


_NAMESPACE = "http://www.w3.org/2000/svg"
_ARIAL = ("Arimo", "Liberation Sans", "Arial", "Helvetica")
_NAMED = dict.fromkeys((*_ARIAL, *KNOWN, *OF_FAMILY))
FACES = ",".join(f"'{name}'" for name in _NAMED) + ",sans-serif"
"""Those with Arial's widths, by which lines were broken, then those of other scripts; the page and
the PDF bring the first."""

Value: TypeAlias = str | float | None


def attributes(values: Mapping[str, Value]) -> str:
    """Attributes as they stand in a tag, but for None; `_` stands for `-` and `__` for `:`."""
    return "".join(
        f" {key.rstrip('_').replace('__', ':').replace('_', '-')}="
        f"{quoteattr(value if isinstance(value, str) else number(value))}"
        for key, value in values.items()
        if value is not None
    )


def tag(name: str, inner: str = "", /, **values: Value) -> str:
    """An element of SVG."""
    written = f"{name}{attributes(values)}"
    return f"<{written}>{inner}</{name}>" if inner else f"<{written}/>"


def svg(inner: str, box: Box) -> str:
    """A drawing of what stands in a box."""
    sides = " ".join(map(number, (box.left, box.top, box.width, box.height)))
    return tag("svg", inner, xmlns=_NAMESPACE, viewBox=sides, font_family=FACES)
