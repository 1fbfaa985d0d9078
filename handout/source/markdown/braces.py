"""What stands in braces, as Pandoc and Quarto write it: `{#name .class key=value}`."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from handout.source.markdown.context import ReadingContext

_PART = re.compile(
    r"""([#.])([^\s={}#]+)|([\w:-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"'“”„]+))|\S+"""
)
_ESCAPED = re.compile(r"\\(.)")


class Part(NamedTuple):
    """One of the things in braces."""

    written: str
    key: str = ""
    """`id` of `#name`, `class` of `.name`; nothing for what cannot be read."""
    value: str = ""


def _part(found: re.Match[str]) -> Part:
    """What a match of `_PART` says; a hyphen is Pandoc's short form of `.unnumbered`."""
    written, mark, name, key = found[0], found[1], found[2], found[3]
    if mark:
        return Part(written, "id" if mark == "#" else "class", name)
    if key:
        return Part(written, key, _ESCAPED.sub(r"\1", found[4] or found[5] or found[6] or ""))
    return Part(written, "class", "unnumbered") if written == "-" else Part(written)


def parts(braces: str) -> Iterator[Part]:
    """What stands in braces, one by one; takes it with or without the braces themselves."""
    inner = braces.strip().removeprefix("{").removesuffix("}")
    return map(_part, _PART.finditer(inner))


def attributes(braces: str) -> Mapping[str, str] | None:
    """What stands in braces, by key, the classes with spaces between; None if it is unreadable."""
    held = dict[str, str]()
    for part in parts(braces):
        if not part.key:
            return None
        both = f"{held.get('class', '')} {part.value}".strip()
        held[part.key] = both if part.key == "class" else part.value
    return held or None


_LENGTH = re.compile(r"(\d{0,5}(?:\.\d{1,5})?)\s*(%|[a-zA-Z]*)")
_MILLIMETRES: Mapping[str, float] = {
    **dict.fromkeys(("", "px"), 25.4 / 96),
    **{"q": 0.25, "mm": 1, "cm": 10},
    **dict.fromkeys(("in", "inch"), 25.4),
    **{"pt": 25.4 / 72, "pc": 25.4 / 6},
    **dict.fromkeys(("em", "rem"), 4),
}
_WIDEST = 1_000
"""Millimetres: no sheet is wider, and a page holds what stands on it."""
_ADVICE = "write width=50% or width=40mm"


class Looks(NamedTuple):
    """What the braces behind a picture say of it."""

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


def of_picture(braces: str, context: ReadingContext) -> Looks:
    """What the braces behind a picture say; a warning for what means nothing, but for names."""
    held = dict[str, str]()
    for written, key, value in parts(braces):
        if key in ("width", "height"):
            held[key] = _size(key, value, context)
        elif key in ("alt", "fig-alt"):
            held["alt"] = value
        elif key not in ("id", "class"):
            message = f"'{written}' behind a picture means nothing"
            context.warn("attribute", message, f"delete it, or {_ADVICE}")
    return Looks(**held)
