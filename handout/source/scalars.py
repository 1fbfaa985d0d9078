"""One value of YAML on one line: what it means, and what is said where it is faulty."""

import re
from collections.abc import Mapping, Set
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
import yaml
from msgspec import Struct

from handout.model.fields import (
    LANGUAGE,
    Colour,
    Day,
    Language,
    Name,
    NonEmptyText,
    Reason,
    WebAddress,
)
from handout.model.findings import Finding, Severity
from handout.source import days, yaml_tree
from handout.source.text_files import is_blank, unprintable
from handout.typography import language_names, languages

LONGEST_SHOWN = 60
"""Characters of a faulty key or value that a message repeats."""
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_DECIMAL = re.compile(r"-?[0-9]{1,9}\.[0-9]{1,9}")
_CURLY = re.compile('[“”„‟«»]([^“”„‟«»]*)[“”„‟«»"]')
_CUT = re.compile(r"\s+#[^\s#]")
_HEX = re.compile(r"\s*(#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3}))(?!\S)")
_SHORT_HEX = re.compile(r"#[0-9A-Fa-f]{3}")
_TIMED = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")
"""A day with the time of it, as other programs write it."""
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_FREE = (str, NonEmptyText, Name, Reason)
"""Types of words, in which there may be a `#`."""
_SIX = re.compile(r"[0-9A-Fa-f]{6}")


def choices(hint: Any) -> tuple[str, ...]:
    """The values that a type has, where they are few."""
    kind = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    return get_args(kind) if get_origin(kind) is Literal else ()


def describe(hint: Any) -> str:
    """A type in words, from its own description where it has one."""
    if get_origin(hint) is Annotated:
        described = (m.description for m in hint.__metadata__ if isinstance(m, msgspec.Meta))
        return next(filter(None, described), "") or describe(get_args(hint)[0])
    if get_origin(hint) is Literal:
        return " or ".join(f"'{value}'" for value in get_args(hint))
    if get_origin(hint) is tuple:
        return "a list of one entry or more"
    return {int: "a whole number", float: "a number", bool: "true or false"}.get(hint, "some words")


class Reading(Struct, frozen=True):
    """A text being read: its file, how many lines stand above it, and its faults so far."""

    path: str
    offset: int
    lines: list[str]
    findings: list[Finding]
    unread: Set[str] = frozenset()
    """Keys of which something is said already."""
    unused: list[tuple[int, str]] | None = None
    """Unknown keys with their lines, where other programs may have theirs."""
    lang: str = ""
    """The language of the text, by which days are written."""
    extended: Mapping[str, list[str]] = {}
    """The lines of the files that this one extends, by their names."""

    def fault(
        self,
        rule: str,
        node: yaml.Node,
        message: str,
        advice: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Add a finding at the node's line."""
        path = node.start_mark.name if node.start_mark.name in self.extended else self.path
        self.findings.append(Finding(rule, message, advice, path, self.line(node), severity))

    def line(self, node: yaml.Node) -> int:
        """The node's line in its file."""
        return self.offset + int(node.start_mark.line) + 1

    def lines_of(self, node: yaml.Node) -> list[str]:
        """The lines of the node's file."""
        return self.extended.get(node.start_mark.name, self.lines)


def number(words: str) -> str | int | float | bool:
    """The number, or true or false, that plain words stand for; words that it would alter stay."""
    if words in ("true", "false"):
        return words == "true"
    if _INTEGER.fullmatch(words):
        return int(words)
    return float(words) if _DECIMAL.fullmatch(words) and repr(float(words)) == words else words


def _check_comment(node: yaml.ScalarNode, hint: Any, name: str, reading: Reading) -> None:
    """A fault for words that YAML takes for a comment: `title: The #1 question`."""
    end, lines = node.end_mark, reading.lines_of(node)
    cut = node.value and node.style is None and _CUT.match(lines[end.line], end.column)
    if cut and hint in _FREE:
        message = f"what stands behind ' #' is left out of '{name}'"
        right = yaml_tree.quoted(lines[end.line].partition(":")[2])
        advice = f"write it as {name}: {right}, or a comment with a space behind its '#'"
        reading.fault("comment", node, message, advice)


def _has_curly_marks(node: yaml.ScalarNode, name: str, reading: Reading) -> bool:
    """Whether curly quotation marks stand around a value, which is a fault."""
    found = _CURLY.fullmatch(node.value) if node.style is None else None
    if found:
        message = f"the curly quotation marks around '{name}' would be part of it"
        line = reading.lines_of(node)[node.start_mark.line].lstrip()
        alone = line.startswith(f"{name}: {node.value}")
        right = f'{name}: "{found[1]}"' if alone else f'"{found[1]}"'
        reading.fault("value", node, message, f"write straight ones: {right}")
    return bool(found)


def _language(value: str) -> str:
    """A language whose parts are written in whatever case, with hyphens: `en_gb` is `en-GB`."""
    meant = languages.canonical(value)
    return meant if re.match(LANGUAGE, meant) else value


def _check_country(node: yaml.ScalarNode, name: str, reading: Reading) -> None:
    """A note on a language whose country has another code, or is none."""
    written = str(node.value).strip()
    meant, country = languages.canonical(written), languages.region(written)
    if country and not languages.is_country(country):
        message = f"'{written}' names no country ('{country}')"
        right = "en-GB or en-US" if meant.startswith("en-") else meant.partition("-")[0]
    elif languages.is_misnamed(written):
        message = f"'{written}' is read as {meant}, as tags name that country"
        right = meant
    else:
        return
    reading.fault("lang-country", node, message, f"write {name}: {right}", Severity.NOTE)


def _words(node: yaml.ScalarNode, hint: Any, reading: Reading) -> str:
    """A value in one line; a choice in its own case, a colour with or without quotation marks."""
    value = re.sub(r"[ \t\n]+", " ", str(node.value)).strip(" ")
    if hint == Language:
        return _language(value)
    if hint == Day and (day := _TIMED.fullmatch(value)):
        return day[1]
    if few := choices(hint):
        return next((one for one in few if one.lower() == value.lower()), value)
    if hint != Colour:
        return value
    bare = _HEX.match(reading.lines_of(node)[node.end_mark.line], node.end_mark.column)
    if not value and bare:
        value = bare[1]
    return "#" + "".join(2 * one for one in value[1:]) if _SHORT_HEX.fullmatch(value) else value


def _instead(value: str, wanted: str, hint: Any, name: str, reading: Reading) -> str:
    """Advice on a value that is not of the wanted type."""
    meant = days.meant(value, reading.lang) if hint == Day else {}
    if hint == WebAddress and _DOMAIN.fullmatch(value):
        return f"write {name}: https://{value}"
    if hint == Colour and _SIX.fullmatch(value):
        return f"write {name}: '#{value}'"
    if hint == Language and (tag := language_names.tag(value)):
        return f"write {name}: {tag}"
    if meant:
        return "write " + ", or ".join(f"{name}: {day}{told}" for day, told in meant.items())
    return f"write {wanted}" + ("" if value else ", or delete the line if it is not needed")


def scalar(node: yaml.Node, hint: Any, name: str, reading: Reading) -> Any:
    """One value on one line; None where it is faulty."""
    wanted = describe(hint)
    if not isinstance(node, yaml.ScalarNode):
        kind = "be a list" if isinstance(node, yaml.SequenceNode) else "have keys of its own"
        message = f"'{name}' cannot {kind}"
        reading.fault("value", node, message, f"write {wanted}, on one line")
        return None
    _check_comment(node, hint, name, reading)
    if _has_curly_marks(node, name, reading):
        return None
    value = _words(node, hint, reading)
    value = "" if is_blank(value) else value
    for _, message, advice in unprintable(value):  # by an escape such as "\x07"
        reading.fault("character", node, f"{message}, in '{name}'", advice)
        return None
    try:
        found = msgspec.convert(value, hint, strict=False)
        if hint == Language:
            _check_country(node, name, reading)
        return found
    except msgspec.ValidationError:
        shown = value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}…"
        message = f"'{name}' cannot be '{shown}'" if value else f"'{name}' is empty"
        reading.fault("value", node, message, _instead(value, wanted, hint, name, reading))
    return None
