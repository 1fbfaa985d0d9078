"""The table of directives (`::: name`), and the attributes in braces (`{#name lang=fr}`)."""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from mdit_py_plugins.attrs.parse import ParseError, parse

from handout.model.fields import LANGUAGE
from handout.model.findings import did_you_mean
from handout.source.markdown.context import ReadingContext
from handout.typography import languages


class DirectiveType(NamedTuple):
    """What a directive is for, and what may stand in its braces."""

    purpose: str
    """Shown to who writes a name that is not known."""
    attributes: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    """Those of the attributes that it cannot do without."""
    example: str = ""
    """How one with attributes is written."""
    may_be_empty: bool = False


DIRECTIVES: Mapping[str, DirectiveType] = {
    "key": DirectiveType("the key message"),
    "warning": DirectiveType("a warning"),
    "notes": DirectiveType("for the speaker notes only"),
    "leaflet": DirectiveType("on the leaflet only"),
    "slides": DirectiveType("on the slides only"),
    "steps": DirectiveType("a numbered list, drawn as steps"),
    "columns": DirectiveType("two or three columns side by side"),
    "column": DirectiveType("one of the columns"),
    "chart": DirectiveType("a small table, drawn as bars"),
    "icon-array": DirectiveType(
        "so many of so many people",
        ("n", "of", "label", "source"),
        ("n", "of", "label"),
        '::: {.icon-array n=12 of=100 label="people in whom …" source="…"}',
        may_be_empty=True,
    ),
}


class _Attribute(NamedTuple):
    """What an attribute's value may be, as a pattern and in words, and an example."""

    pattern: str
    wanted: str
    example: str


_ATTRIBUTES: Mapping[str, _Attribute] = {
    "id": _Attribute(r"^[\w-]+$", "letters, digits and hyphens", "#name"),
    "lang": _Attribute(LANGUAGE, "a language such as fr or en-GB", "lang=fr"),
    "dir": _Attribute(r"^(?:ltr|rtl)$", "ltr or rtl", "dir=rtl"),
    "n": _Attribute(r"^[0-9]{1,4}$", "a whole number, such as 12", "n=12"),
    "of": _Attribute(
        r"^([1-9][0-9]{0,2}|1000)$", "a whole number from 1 to 1000, such as 100", "of=100"
    ),
    "label": _Attribute(r"\S", "what happens to so many people, in quotation marks", 'label="…"'),
    "source": _Attribute(r"\S", "where the number is from, in quotation marks", 'source="…"'),
    "class": _Attribute(
        r"^(hidden|shown|reference)$",
        ".hidden, .shown or .reference, which say whether the slides tell the section",
        ".hidden",
    ),
    "icon": _Attribute(
        r"^[a-z0-9-]+$", "the name of an icon, such as heart-pulse", "icon=heart-pulse"
    ),
}

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_CURLY = re.compile("[“”„«»‘’]")


def check_attributes(
    given: Mapping[str, object], known: Collection[str], where: str, context: ReadingContext
) -> dict[str, str]:
    """The attributes that are known there; a fault for each other one and each wrong value."""
    accepted = {}
    for key, written in given.items():
        value = languages.canonical(str(written)) if key == "lang" else written
        if key not in known:
            examples = " or ".join(_ATTRIBUTES[name].example for name in known)
            advice = f"delete it, or use {examples}" if examples else "delete it"
            context.fault("attribute", f"{where} cannot have '{key}' in braces", advice)
        elif not re.search(_ATTRIBUTES[key].pattern, str(value)):
            advice = f"write {_ATTRIBUTES[key].wanted}"
            what = f"there is no '.{value}'" if key == "class" else f"'{key}' cannot be '{value}'"
            context.fault("attribute", what, advice)
        else:
            accepted[key] = str(value)
    return accepted


def _parse_braces(text: str, context: ReadingContext) -> Mapping[str, object]:
    """The attributes in `{#name .class key=value}`; a fault where it cannot be read."""
    try:
        attributes = parse(text)[1]
    except ParseError:
        attributes = {}
    # What stands between percent signs is a comment to the library.
    if not attributes or "%" in _QUOTED.sub("", text):
        curly = bool(_CURLY.search(text))
        advice = 'write straight quotation marks, "…"' if curly else "delete it"
        context.fault("attribute", f"'{text}' cannot be read", advice)
        return {}
    return attributes


def heading_attributes(
    braces: str, known: Collection[str], context: ReadingContext
) -> dict[str, str]:
    """The known attributes in the braces of a heading; a fault for all else in them."""
    return check_attributes(_parse_braces(braces, context), known, "a heading", context)


def _name_in_braces(braces: str, context: ReadingContext) -> tuple[str, dict[str, str]]:
    """The name and the known attributes in `{.name key=value}`; a fault for all else in it."""
    given = dict(_parse_braces(braces, context))
    name = str(given.pop("class", ""))
    known = DIRECTIVES[name].attributes if name in DIRECTIVES else ()
    return name, check_attributes(given, known, "a directive", context)


def _check_required(name: str, attributes: Mapping[str, str], context: ReadingContext) -> None:
    """A fault for a name that is not known, or for each attribute that is missing."""
    kind = DIRECTIVES.get(name)
    if kind is None:
        known = ", ".join(f"{known} ({one.purpose})" for known, one in DIRECTIVES.items())
        advice = did_you_mean(name, DIRECTIVES, f"known are: {known}", "::: ")
        context.fault("directive-unknown", f"'::: {name}' is not known", advice)
        return
    for key in kind.required:
        if key not in attributes:
            message, advice = f"'::: {name}' has no {key}", f"write {kind.example}"
            context.fault("attribute-missing", message, advice)
    if int(attributes.get("n", 0)) > int(attributes.get("of", 10_000)):
        message = f"'::: {name}' shows more people than there are"
        context.fault("attribute", message, "check n and of")


def directive_head(info: str, context: ReadingContext) -> tuple[str, dict[str, str]]:
    """The name in `name` or `{.name}` and its attributes; a fault for all that is not known."""
    bare, brace, rest = info.partition("{")
    attributes: dict[str, str] = {}
    name = bare.strip()
    if not name:
        before = len(context.findings)
        name, attributes = _name_in_braces(brace + rest, context)
        if not name and len(context.findings) > before:  # one finding is enough
            return "", {}
    if brace and bare.strip():
        context.fault("directive", f"'::: {info}' has braces behind its name", "delete them")
    if len(name.split()) > 1:
        message = f"'::: {info}' has more than a name"
        advice = "write the other words on a line of their own below it"
        context.fault("directive", message, advice)
        name = name.split()[0]
    _check_required(name, attributes, context)
    return name, attributes
