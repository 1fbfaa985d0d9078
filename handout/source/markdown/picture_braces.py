"""The braces behind a picture, as Pandoc and Quarto have them: `{width=50%}`."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from handout.source.markdown.braces import parts
from handout.source.markdown.context import ReadingContext

_LENGTH = re.compile(r"(\d{0,5}(?:\.\d{1,5})?)\s*(%|[a-zA-Z]*)")
_MILLIMETRES: Mapping[str, float] = {
    "": 25.4 / 96,
    "px": 25.4 / 96,
    "mm": 1,
    "cm": 10,
    "in": 25.4,
    "inch": 25.4,
    "pt": 25.4 / 72,
    "pc": 25.4 / 6,
    "q": 0.25,
    "em": 4,
    "rem": 4,
}
_WIDEST = 1_000
"""Millimetres: no sheet is wider, and a page holds what stands on it."""
_ADVICE = "write width=50% or width=40mm"


class Braces(NamedTuple):
    """What braces say of a picture."""

    width: str = ""
    height: str = ""
    alt: str = ""


def _length(value: str) -> str:
    """A length in millimetres or per cent; nothing for what is none."""
    found = _LENGTH.fullmatch(value.strip())
    number = float(found[1]) if found and found[1].strip(".") else 0.0
    unit = found[2].lower() if found else ""
    if unit == "%" and number > 0:
        return f"{min(number, 100):g}%"
    millimetres = number * _MILLIMETRES.get(unit, 0)
    return f"{min(millimetres, _WIDEST):.4g}mm" if millimetres > 0 else ""


def _size(key: str, value: str, context: ReadingContext) -> str:
    """A picture's width or height; a warning where it is no length."""
    length = _length(value)
    if not length or (key == "height" and length.endswith("%")):
        context.warn("picture-size", f"a picture's {key} cannot be '{value}'", _ADVICE)
        return ""
    return length


def read(braces: str, context: ReadingContext) -> Braces:
    """What braces say; a warning for what means nothing here, but for names and classes."""
    held = dict[str, str]()
    for written, key, value in parts(braces):
        if key in ("width", "height"):
            held[key] = _size(key, value, context)
        elif key in ("alt", "fig-alt"):
            held["alt"] = value
        elif key not in ("id", "class"):
            message = f"'{written}' behind a picture means nothing"
            context.warn("attribute", message, f"delete it, or {_ADVICE}")
    return Braces(**held)
