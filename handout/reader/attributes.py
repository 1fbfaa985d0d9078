"""What stands in braces: `{#name}` behind a heading, `{lang=fr}` behind words."""

import re
from collections.abc import Collection, Mapping

from mdit_py_plugins.attrs.parse import ParseError, parse

from handout.fields import LANGUAGE
from handout.reader.faults import Faults

_TAIL = re.compile(r"\s*(\{[^{}]*\})\s*$")
_VALUES: Mapping[str, tuple[str, str]] = {
    "lang": (LANGUAGE, "a language such as fr or en-GB"),
    "dir": (r"^(?:ltr|rtl)$", "ltr or rtl"),
    "id": (r"^[\w-]+$", "letters, digits and hyphens"),
}
"""What each attribute may be, as a pattern and in words."""
_SHOWN = {"id": "#name", "lang": "lang=fr", "dir": "dir=rtl"}


def checked(
    found: Mapping[str, object], known: Collection[str], where: str, faults: Faults
) -> dict[str, str]:
    """The attributes that are known there; a fault for each other one and each odd value."""
    kept = {}
    for key, value in found.items():
        pattern, words = _VALUES.get(key, ("", ""))
        if key not in known:
            use = " or ".join(_SHOWN[name] for name in known)
            advice = f"delete it, or use {use}" if use else "delete it"
            faults.add("attribute", f"{where} cannot have '{key}' in braces", advice)
        elif not re.search(pattern, str(value)):
            faults.add("attribute", f"'{key}' cannot be '{value}'", f"write {words}")
        else:
            kept[key] = str(value)
    return kept


def _parsed(text: str, faults: Faults) -> Mapping[str, object]:
    """What `{#name .class key=value}` holds; a fault where it cannot be read."""
    try:
        found = parse(text)[1]
    except ParseError:
        found = {}
    if not found or "%" in text:  # words between percent signs are passed over by the library
        faults.add("attribute", f"'{text}' cannot be read", "delete it")
        return {}
    return found


def braces(text: str, known: Collection[str], where: str, faults: Faults) -> dict[str, str]:
    """The known attributes in braces; a fault for all else that stands there."""
    return checked(_parsed(text, faults), known, where, faults)


def braced_name(text: str, faults: Faults) -> str:
    """The name in `{.name}`; a fault for all else that stands there."""
    found = dict(_parsed(text, faults))
    name = str(found.pop("class", ""))
    checked(found, (), "a directive", faults)
    return name


def tail(plain: str) -> re.Match[str] | None:
    """The braces at the end of a heading, and the space before them."""
    return _TAIL.search(plain)
