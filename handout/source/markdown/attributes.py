"""What stands in braces: `{#name}` behind a heading, `{lang=fr}` behind words."""

import re
from collections.abc import Collection, Mapping

from mdit_py_plugins.attrs.parse import ParseError, parse

from handout.model.fields import LANGUAGE
from handout.source.markdown.faults import Faults

_TAIL = re.compile(r"\s*(\{[^{}]*\})\s*$")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_CURLY = re.compile("[“”„«»‘’]")
_VALUES: Mapping[str, tuple[str, str]] = {
    "lang": (LANGUAGE, "a language such as fr or en-GB"),
    "dir": (r"^(?:ltr|rtl)$", "ltr or rtl"),
    "id": (r"^[\w-]+$", "letters, digits and hyphens"),
    "n": (r"^[0-9]{1,4}$", "a whole number, such as 12"),
    "of": (r"^([1-9][0-9]{0,2}|1000)$", "a whole number from 1 to 1000, such as 100"),
    "label": (r"\S", "what happens to so many people, in quotation marks"),
    "source": (r"\S", "where the number is from, in quotation marks"),
    "icon": (r"^[a-z0-9-]+$", "the name of an icon, such as heart-pulse"),
}
"""What each attribute may be, as a pattern and in words."""
_SHOWN = {
    "id": "#name",
    "lang": "lang=fr",
    "dir": "dir=rtl",
    "n": "n=12",
    "of": "of=100",
    "label": 'label="…"',
    "source": 'source="…"',
    "icon": "icon=heart-pulse",
}


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
    if not found or "%" in _QUOTED.sub("", text):  # the library passes over what is between them
        curly = bool(_CURLY.search(text))
        advice = 'write straight quotation marks, "…"' if curly else "delete it"
        faults.add("attribute", f"'{text}' cannot be read", advice)
        return {}
    return found


def braces(text: str, known: Collection[str], where: str, faults: Faults) -> dict[str, str]:
    """The known attributes in braces; a fault for all else that stands there."""
    return checked(_parsed(text, faults), known, where, faults)


def braced(
    text: str, known: Mapping[str, Collection[str]], faults: Faults
) -> tuple[str, dict[str, str]]:
    """The name in `{.name key=value}` and the attributes that are known for it; faults else."""
    found = dict(_parsed(text, faults))
    name = str(found.pop("class", ""))
    return name, checked(found, known.get(name, ()), "a directive", faults)


def tail(plain: str) -> re.Match[str] | None:
    """The braces at the end of a heading, and the space before them."""
    return _TAIL.search(plain)
