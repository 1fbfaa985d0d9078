"""The table of directives (`::: name`), and the attributes in braces (`{#name lang=fr}`)."""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from handout.model.article import PARTS, Kept
from handout.model.fields import LANGUAGE
from handout.model.findings import nearest_word
from handout.model.risks import MOST_FIGURES
from handout.source.markdown.braces import attributes
from handout.source.markdown.context import ReadingContext
from handout.typography import languages


class DirectiveType(NamedTuple):
    """What a directive is for, and what may stand in its braces."""

    purpose: str
    """Shown to who writes a name that means nothing."""
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
    "options": DirectiveType("a table of options, compared by patients' questions"),
    "icon-array": DirectiveType(
        "so many of so many people",
        ("n", "of", "label", "source"),
        ("n", "of", "label"),
        '::: {.icon-array n=12 of=100 label="people in whom …" source="…"}',
        may_be_empty=True,
    ),
    "risk": DirectiveType("a small table of what happens to so many of so many people, drawn"),
}


WARN = ("warning", "important", "caution", "danger", "error", "attention", "alert", "warn")
"""What other programs call a box that warns."""
AMBIGUOUS: Mapping[str, str] = {
    "note": "write '::: notes' for words that are only said, or '> ' before each line of a box"
}
"""Names that other programs have for something else than a known one that is nearly the same."""


class Head(NamedTuple):
    """What stands behind the colons of a directive."""

    classes: tuple[str, ...]
    """The first name, or those in braces."""
    title: str = ""
    """The words behind it."""
    values: Mapping[str, str] = MappingProxyType({})


_HEAD = re.compile(r"(?:\{([\w-]+)\}|\.?([\w-]+))?(?:\[(.*)\]|([^{]*))(\{.*\})?")
"""`{warning}` as MyST has it, `warning` or `.warning`; `[Words]` or words; braces."""


def read_head(info: str) -> Head | None:
    """What stands behind the colons; None where its braces cannot be read."""
    found = _HEAD.fullmatch(info)
    given = attributes(found[5]) if found and found[5] else {}
    if found is None or given is None:
        return None
    name = found[1] or found[2] or ""
    classes = (*name.split(), *given.get("class", "").split())
    values = {key: value for key, value in given.items() if key != "class"}
    return Head(classes, (found[3] or found[4] or "").strip(), values)


class _Attribute(NamedTuple):
    """What an attribute's value may be, as a pattern and in words, and an example."""

    pattern: str
    wanted: str
    example: str
    is_drawn: bool = False
    """Whether nothing can be drawn where it is wrong."""


_ATTRIBUTES: Mapping[str, _Attribute] = {
    "id": _Attribute(r"\S", "a name", "#name"),
    "lang": _Attribute(LANGUAGE, "a language such as fr or en-GB", "lang=fr"),
    "dir": _Attribute(r"^(?:ltr|rtl)$", "ltr or rtl", "dir=rtl"),
    "n": _Attribute(r"^[0-9]{1,5}$", "a whole number, such as 12", "n=12", True),
    "of": _Attribute(
        r"^([1-9][0-9]{0,3}|10000)$", "a whole number from 1 to 10000, such as 100", "of=100", True
    ),
    "label": _Attribute(
        r"\S", "what happens to so many people, in quotation marks", 'label="…"', True
    ),
    "source": _Attribute(r"\S", "where the number is from, in quotation marks", 'source="…"', True),
    "icon": _Attribute(
        r"^[a-z0-9-]+$", "the name of an icon, such as heart-pulse", "icon=heart-pulse"
    ),
}

NEAR = 0.75
"""How much a name is like a known one when it is rather misspelt than unknown."""
_CURLY = re.compile("[“”„«»‘’]")
SLIDE_CLASSES = ("hidden", "shown", "reference")
"""Whether the slides tell a section."""
_NO_LOOKS = frozenset(("unnumbered", "unlisted", "anchor"))
"""Classes of Pandoc that ask for what is so here anyhow."""


def known_classes(
    written: str, known: Collection[str], where: str, context: ReadingContext
) -> tuple[str, ...]:
    """The classes that are known there; a warning for each other one."""
    for name in written.split():
        if name not in known and name not in _NO_LOOKS:
            near = nearest_word(name, known, NEAR)
            advice = f"did you mean '.{near}'?" if near else "delete it"
            context.warn("attribute", f"{where} cannot have '.{name}' in braces", advice)
    return tuple(name for name in written.split() if name in known)


def check_attributes(
    given: Mapping[str, object], known: Collection[str], where: str, context: ReadingContext
) -> dict[str, str]:
    """The attributes that are known there; a finding for each other one and each wrong value.

    A name that nothing asks for says nothing; a link to it would be told.
    """
    accepted = {}
    for key, written in given.items():
        value = languages.canonical(str(written)) if key == "lang" else written
        if key not in known:
            examples = " or ".join(_ATTRIBUTES[name].example for name in known)
            advice = f"delete it, or use {examples}" if examples else "delete it"
            if key != "id":
                context.warn("attribute", f"{where} cannot have '{key}' in braces", advice)
        elif not re.search(_ATTRIBUTES[key].pattern, str(value)):
            advice = f"write {_ATTRIBUTES[key].wanted}"
            tell = context.fault if _ATTRIBUTES[key].is_drawn else context.warn
            tell("attribute", f"'{key}' cannot be '{value}'", advice)
        else:
            accepted[key] = str(value)
    return accepted


def _unreadable(braces: str) -> str:
    """What to do about braces that cannot be read."""
    return 'write straight quotation marks, "…"' if _CURLY.search(braces) else "delete it"


def heading_attributes(
    braces: str, known: Collection[str], context: ReadingContext
) -> dict[str, str] | None:
    """The known attributes in the braces of a heading; None, with a warning, if they are words."""
    found = attributes(braces)
    if found is None:
        message = f"'{braces}' cannot be read, and is printed as it stands"
        context.warn("attribute", message, _unreadable(braces))
        return None
    given = dict(found)
    classes = other_classes(given, "", context)
    slides = SLIDE_CLASSES if "class" in known else ()
    told = known_classes(classes, (*slides, *PARTS), "a heading", context)
    if parts := tuple(name for name in told if name in PARTS):
        context.parts[context.line] = parts
    told = tuple(name for name in told if name not in PARTS)
    if {"hidden", "shown"} <= set(told):
        context.warn("attribute", "a heading is .hidden and .shown", "delete one of the two")
        told = tuple(name for name in told if name != "hidden")
    keys = [key for key in known if key != "class"]
    accepted = check_attributes(given, keys, "a heading", context)
    return {**accepted, "class": " ".join(told)} if told else accepted


KEEP = "keep"
"""The class of words that stay as they are, whatever a review says of them."""


def other_classes(given: dict[str, str], words: str, context: ReadingContext) -> str:
    """The classes in braces without `.keep`, which is noted with its reason; takes them out.

    Without words it is a heading's, and keeps all that stands below that.
    """
    classes = given.pop("class", "").split()
    if KEEP in classes and (reason := given.pop("reason", "").strip()):
        context.kept.append(Kept(context.line, words, reason))
    elif KEEP in classes:
        advice = 'write why, as in {.keep reason="the name of the drug"}'
        context.warn("attribute", "'.keep' says no reason, and keeps nothing", advice)
    return " ".join(one for one in classes if one != KEEP)


_MOST_PEOPLE = 40_000
"""That are drawn in an article at most: so many take 100 MB in a leaflet."""


def _count_people(more: int, context: ReadingContext) -> None:
    """A fault for the icon array with which there are too many people to be drawn."""
    before, context.people = context.people, context.people + more
    if before <= _MOST_PEOPLE < context.people:
        message = f"with this one, the icon arrays show more than {_MOST_PEOPLE:,} people"
        advice = "show each number of fewer people, such as 12 of=100 for 120 of=1000"
        context.fault("icon-array-many", message, advice)


def _check_required(name: str, attributes: Mapping[str, str], context: ReadingContext) -> None:
    """A fault for a name that is not known, or for each attribute that is missing."""
    kind = DIRECTIVES.get(name)
    if kind is None:
        near = nearest_word(name.removeprefix("callout-"), (*DIRECTIVES, *WARN), NEAR)
        advice = AMBIGUOUS.get(name, f"did you mean '::: {near}'?")
        context.fault("directive-unknown", f"'::: {name}' is not known", advice)
        return
    for key in kind.required:
        if key not in attributes:
            message, advice = f"'::: {name}' has no {key}", f"write {kind.example}"
            context.fault("attribute-missing", message, advice)
    if int(attributes.get("n", 0)) > int(attributes.get("of", 100_000)):
        message = f"'::: {name}' shows more people than there are"
        context.fault("attribute", message, "check n and of")
    people = int(attributes.get("of", 0))
    _count_people(people if people <= MOST_FIGURES else 0, context)


def directive_head(
    head: Head | None, info: str, context: ReadingContext
) -> tuple[str, dict[str, str]]:
    """The name and the attributes of a directive; a finding for all that is not known."""
    if head is None:
        context.fault("attribute", f"'{info}' cannot be read", _unreadable(info))
        return "", {}
    if head.title:
        message = f"'::: {info}' has more than a name"
        advice = "write the other words on a line of their own below it"
        context.fault("directive", message, advice)
    name = next((one for one in head.classes if one in DIRECTIVES), "".join(head.classes[:1]))
    known_classes(" ".join(head.classes), (name,), "a directive", context)
    keys = DIRECTIVES[name].attributes if name in DIRECTIVES else ()
    accepted = check_attributes(head.values, keys, "a directive", context)
    _check_required(name, accepted, context)
    return name, accepted
