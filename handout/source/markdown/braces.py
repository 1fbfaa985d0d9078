"""What stands in braces, as Pandoc and Quarto write it: `{#name .class key=value}`."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

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
