"""YAML into a frozen dataclass, every fault with its line in one run."""

import dataclasses
import re
import types
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import msgspec
import yaml

from handout.model.errors import ContentError
from handout.model.fields import LANGUAGE, Colour, Day, InLanguages, Language, Lines, WebAddress
from handout.model.findings import Finding, Severity, has_errors, nearest_word, sorted_by_line
from handout.source import days, yaml_tree
from handout.source.text_files import unprintable
from handout.typography import languages

Model = TypeVar("Model")

_BELOW = "write them below it, each on a line of its own, with two spaces before it"
_LONGEST_SHOWN = 60
_DEEPEST = 5
"""Levels of keys and lists below `extra`."""
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_DECIMAL = re.compile(r"-?[0-9]{1,9}\.[0-9]{1,9}")
_CURLY = re.compile('[“”„‟«»]([^“”„‟«»]*)[“”„‟«»"]')
_CUT = re.compile(r"\s+#[^\s#]")
_HEX = re.compile(r"\s*(#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3}))(?!\S)")
_SHORT_HEX = re.compile(r"#[0-9A-Fa-f]{3}")
_LANG = re.compile(r"^lang:\s*[\"']?([A-Za-z-]+)", re.MULTILINE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Keys that look like the tags of rare languages."""
_TIMED = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")
"""A day with the time of it, as other programs write it."""
_OTHERWISE = {
    **{"author": "authors", "colors": "colours", "telephone": "phone", "tel": "phone"},
    **{"e_mail": "email", "website": "web"},
}
"""What other programs call a key."""
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_SIX = re.compile(r"[0-9A-Fa-f]{6}")
_BY_COMMAS = ("formats", "leave_out")
"""Keys of which several may stand in one line, as behind `--format`."""
_NEAR = 0.75
"""How like a known key a slip of it is: `autors`, and not `layout` for `leave_out`."""


def _is_language(key: str) -> bool:
    """Whether a key is the tag of a language; days of the week look like those of rare ones."""
    tag = languages.canonical(key)
    return bool(re.fullmatch(LANGUAGE, tag)) and tag[:3].lower() not in _WEEKDAYS


def _has_languages(node: yaml.Node) -> bool:
    """Whether words stand behind the tags of languages, some at least."""
    if not isinstance(node, yaml.MappingNode):
        return False
    return not node.value or any(_is_language(key.value) for key, _ in node.value)


def _plain(hint: Any, node: yaml.Node | None = None) -> Any:
    """The type without the `| None` of an optional value; of several that which the node fits."""
    if get_origin(hint) in (Union, types.UnionType):
        parts = [part for part in get_args(hint) if part is not type(None)]
        keyed = (part for part in parts if get_origin(part) is Mapping)
        return next(keyed, parts[0]) if node and _has_languages(node) else parts[0]
    return hint


def _describe(hint: Any) -> str:
    """A type in words, from its own description where it has one."""
    if get_origin(hint) is Annotated:
        described = (m.description for m in hint.__metadata__ if isinstance(m, msgspec.Meta))
        return next(filter(None, described), "") or _describe(get_args(hint)[0])
    if get_origin(hint) is Literal:
        return " or ".join(f"'{value}'" for value in get_args(hint))
    if get_origin(hint) is tuple:
        return "a list of one entry or more"
    return {int: "a whole number", float: "a number", bool: "true or false"}.get(hint, "some words")


@dataclasses.dataclass(frozen=True, slots=True)
class _Reading:
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

    def fault(self, rule: str, node: yaml.Node, message: str, advice: str) -> None:
        """Add a finding at the node's line."""
        self.findings.append(Finding(rule, message, advice, self.path, self.line(node)))

    def line(self, node: yaml.Node) -> int:
        """The node's line in its file."""
        return self.offset + int(node.start_mark.line) + 1


def _unknown(key: str, node: yaml.Node, known: Sequence[str], reading: _Reading) -> None:
    """What is said of a key that is not known: that it is a slip, or nothing as yet."""
    near = nearest_word(key, known, _NEAR)
    words = f"'{key[:_LONGEST_SHOWN]}' is not a known key"
    advice = f"did you mean '{near}'?" if near else f"known are: {', '.join(known)}"
    if reading.unused is None:
        reading.fault("key-unknown", node, words, advice)
    elif near:
        reading.fault("key-unknown", node, f"{words}, and is left out", advice)
        reading.findings[-1] = reading.findings[-1]._replace(severity=Severity.WARNING)
    else:
        reading.unused.append((reading.line(node), key[:_LONGEST_SHOWN]))


def _key(
    node: yaml.Node, known: Sequence[str] | None, seen: set[str], reading: _Reading
) -> str | None:
    """A known key at its first occurrence; of all else something is said."""
    key: str | None = node.value if isinstance(node, yaml.ScalarNode) else None
    if key is None:
        reading.fault("key-unknown", node, "this is not a key", "write the line as 'key: value'")
    elif known is not None and key not in known:
        if key not in seen:
            _unknown(key, node, known, reading)
    elif key in seen:
        reading.fault("key-twice", node, f"'{key}' is there twice", "delete one of them")
    else:
        return key
    return None


def _pairs(
    node: yaml.MappingNode, known: Sequence[str] | None, reading: _Reading
) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """Each known key (any, where `known` is None), with its node and that of its value."""
    seen: set[str] = set()
    for key_node, value in node.value:
        if key := _key(key_node, known, seen, reading):
            yield key, key_node, value
        seen.add(str(key_node.value))


def _check_comment(node: yaml.ScalarNode, hint: Any, name: str, reading: _Reading) -> None:
    """A fault for words that YAML takes for a comment: `title: The #1 question`."""
    end, lines = node.end_mark, reading.lines
    cut = node.value and node.style is None and _CUT.match(lines[end.line], end.column)
    if cut and _describe(hint) == "some words":
        message = f"what stands behind ' #' is left out of '{name}'"
        right = yaml_tree.quoted(lines[end.line].partition(":")[2])
        advice = f"write it as {name}: {right}, or a comment with a space behind its '#'"
        reading.fault("comment", node, message, advice)


def _check_marks(node: yaml.ScalarNode, name: str, reading: _Reading) -> None:
    """A fault for curly quotation marks around a value."""
    if node.style is None and (found := _CURLY.fullmatch(node.value)):
        message = f"the curly quotation marks around '{name}' would be part of it"
        alone = reading.lines[node.start_mark.line].lstrip().startswith(f"{name}: {node.value}")
        right = f'{name}: "{found[1]}"' if alone else f'"{found[1]}"'
        reading.fault("value", node, message, f"write straight ones: {right}")


def _language(value: str) -> str:
    """A language whose parts are written in whatever case, with hyphens: `en_gb` is `en-GB`."""
    meant = languages.canonical(value)
    return meant if re.match(LANGUAGE, meant) else value


def _words(node: yaml.ScalarNode, hint: Any, reading: _Reading) -> str:
    """A value in one line; a choice in its own case, a colour with or without quotation marks."""
    value = re.sub(r"[ \t\n]+", " ", str(node.value)).strip(" ")
    kind = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if hint == Language:
        return _language(value)
    if hint == Day and (day := _TIMED.fullmatch(value)):
        return day[1]
    if get_origin(kind) is Literal:
        return next((one for one in get_args(kind) if one.lower() == value.lower()), value)
    if hint != Colour:
        return value
    bare = _HEX.match(reading.lines[node.end_mark.line], node.end_mark.column)
    if not value and bare:
        value = bare[1]
    return "#" + "".join(2 * one for one in value[1:]) if _SHORT_HEX.fullmatch(value) else value


def _instead(value: str, wanted: str, hint: Any, name: str, reading: _Reading) -> str:
    """Advice on a value that is not of the wanted type."""
    meant = days.meant(value, reading.lang) if hint == Day else {}
    if hint == WebAddress and _DOMAIN.fullmatch(value):
        return f"write {name}: https://{value}"
    if hint == Colour and _SIX.fullmatch(value):
        return f"write {name}: '#{value}'"
    if meant:
        return "write " + ", or ".join(f"{name}: {day}{told}" for day, told in meant.items())
    return f"write {wanted}" + ("" if value else ", or delete the line if it is not needed")


def _scalar(node: yaml.Node, hint: Any, name: str, reading: _Reading) -> Any:
    """One value on one line; None where it is faulty."""
    wanted = _describe(hint)
    if not isinstance(node, yaml.ScalarNode):
        kind = "be a list" if isinstance(node, yaml.SequenceNode) else "have keys of its own"
        message = f"'{name}' cannot {kind}"
        reading.fault("value", node, message, f"write {wanted}, on one line")
        return None
    _check_comment(node, hint, name, reading)
    if _CURLY.fullmatch(node.value) and node.style is None:
        _check_marks(node, name, reading)
        return None
    value = _words(node, hint, reading)
    for _, message, advice in unprintable(value):  # by an escape such as "\x07"
        reading.fault("character", node, f"{message}, in '{name}'", advice)
        return None
    try:
        return msgspec.convert(value, hint, strict=False)
    except msgspec.ValidationError:
        shown = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
        message = f"'{name}' cannot be '{shown}'" if value else f"'{name}' is empty"
        reading.fault("value", node, message, _instead(value, wanted, hint, name, reading))
    return None


def _sequence(node: yaml.Node, hint: Any, name: str, reading: _Reading) -> Any:
    """A list of the wanted length, each item of the wanted type."""
    first, *others = get_args(hint)
    count = None if others == [...] else 1 + len(others)
    if count is None and isinstance(node, yaml.ScalarNode) and node.value.strip():
        one = _value(node, first, name, reading)
        if one is None or name not in _BY_COMMAS:
            return None if one is None else (one,)
        return tuple(filter(None, map(str.strip, one.split(","))))
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    if not items or count not in (None, len(items)):
        wanted = "a list" if count is None else f"a list of {count} entries"
        advice = "write each entry on a line of its own below it, with '- ' before it"
        reading.fault("value", node, f"'{name}' should be {wanted}", advice)
        return None
    return tuple(_value(item, first, name, reading) for item in items)


def _number(words: str) -> str | int | float | bool:
    """The number, or true or false, that plain words stand for; words that it would alter stay."""
    if words in ("true", "false"):
        return words == "true"
    if _INTEGER.fullmatch(words):
        return int(words)
    return float(words) if _DECIMAL.fullmatch(words) and repr(float(words)) == words else words


def _check_word(key: str, node: yaml.Node, reading: _Reading) -> None:
    """A fault for a key by which a template could not read the value."""
    if not key.isidentifier() or key.startswith("_"):
        advice = "write letters, digits and _ only, such as parking_fee"
        reading.fault("key-odd", node, f"'{key[:_LONGEST_SHOWN]}' cannot be a key here", advice)
    elif hasattr(dict, key):
        message = f"'{key}' cannot be a key here, as templates give the word a meaning of its own"
        reading.fault("key-odd", node, message, f"choose another word, such as {key}_here")


def _free(node: yaml.Node, name: str, reading: _Reading, depth: int = 1) -> Any:
    """Words, numbers, lists and mappings of any keys; None where they are faulty."""
    if depth > _DEEPEST and not isinstance(node, yaml.ScalarNode):
        message = f"more than {_DEEPEST} levels of keys and lists stand below one another"
        reading.fault("value", node, message, "write it with fewer levels")
    elif isinstance(node, yaml.MappingNode):
        values = {}
        for key, place, value in _pairs(node, None, reading):
            _check_word(key, place, reading)
            values[key] = _free(value, key, reading, depth + 1)
        return values
    elif isinstance(node, yaml.SequenceNode):
        return tuple(_free(item, name, reading, depth + 1) for item in node.value)
    elif isinstance(node, yaml.ScalarNode):
        if not node.value:
            return ""
        words = _scalar(node, str, name, reading)
        return _number(words) if words and node.style is None else words
    return None


def _lines(node: yaml.Node, name: str, reading: _Reading) -> Iterator[str]:
    """Each line of a list, or of `Mon: 8 to 6`, however deep."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield f"{key.value}: {', '.join(_lines(value, name, reading))}"
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _lines(item, name, reading)
    elif words := _scalar(node, Lines, name, reading):
        yield words


def _in_languages(node: yaml.MappingNode, name: str, reading: _Reading) -> Any:
    """Words by the tags of their languages; None where there are none."""
    values: dict[str, Any] = {}
    for key, place, value in _pairs(node, None, reading):
        tag = languages.canonical(key)
        if not _is_language(key):
            message = f"'{key[:_LONGEST_SHOWN]}' is not a language"
            advice = f"write '{name}' as a list of lines, or the words of each language behind its "
            reading.fault("value", place, message, f"{advice}tag, such as 'en:' and 'es:'")
        elif tag in values:
            reading.fault("key-twice", place, f"'{tag}' is there twice", "delete one of them")
        values[tag] = _value(value, Lines, key, reading)
    if not values:
        reading.fault("value", node, f"'{name}' is empty", "write some words")
    return values or None


def _value(node: yaml.Node, hint: Any, name: str, reading: _Reading) -> Any:
    """One value of the wanted type; None where it is faulty."""
    hint = _plain(hint, node)
    if hint == Lines and not isinstance(node, yaml.ScalarNode) and node.value:
        return "\n".join(_lines(node, name, reading))
    is_model = dataclasses.is_dataclass(hint)
    if not is_model and get_origin(hint) is not Mapping:
        read_one = _sequence if get_origin(hint) is tuple else _scalar
        return read_one(node, hint, name, reading)
    if not isinstance(node, yaml.MappingNode):
        reading.fault("value", node, f"'{name}' should have keys of its own", _BELOW)
        return None
    if is_model:
        return _mapping(node, hint, name, reading)
    wanted = get_args(hint)[1]
    if wanted is Any or hint == InLanguages:
        read_keys = _free if wanted is Any else _in_languages
        return read_keys(node, name, reading)
    pairs = _pairs(node, None, reading)
    return {key: _value(value, wanted, key, reading) for key, _, value in pairs}


def _errors(reading: _Reading) -> int:
    """How many faults there are so far that leave a value out."""
    return sum(one.severity is Severity.ERROR for one in reading.findings)


def _required(model: type[Any]) -> Iterator[str]:
    """The keys that a model cannot do without."""
    for field in dataclasses.fields(model):
        if (field.default, field.default_factory) == (dataclasses.MISSING,) * 2:
            yield field.name


def _rename(node: yaml.MappingNode, known: Sequence[str]) -> None:
    """Let a key in capitals, or with spaces, be the known one, unless that is there too."""
    keys = [key for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
    written = {key.value for key in keys}
    for key in keys:
        likely = re.sub(r"[ -]+", "_", key.value.strip().lower())
        likely = _OTHERWISE.get(likely, likely)
        if likely in known and likely not in written:
            key.value = likely
            written.add(likely)


def _mapping(
    node: yaml.MappingNode, model: type[Model], name: str, reading: _Reading
) -> Model | None:
    """A dataclass from its keys; None where anything in it is faulty."""
    before = _errors(reading)
    hints: Mapping[str, Any] = get_type_hints(model, include_extras=True)
    known = [field.name for field in dataclasses.fields(model)]  # type: ignore[arg-type]  # is one
    _rename(node, known)
    pairs = {key: (place, value) for key, place, value in _pairs(node, known, reading)}
    for key in _required(model):
        if key not in {str(place.value) for place, _ in node.value} | reading.unread:
            words = f"'{key}' is missing" + (f" from '{name}'" if name else "")
            wanted = _describe(_plain(hints[key]))
            reading.fault("key-missing", node, words, f"add a line '{key}:' with {wanted}")
    values = {key: _value(value, hints[key], key, reading) for key, (_, value) in pairs.items()}
    is_whole = _errors(reading) == before and values.keys() >= set(_required(model))
    return model(**values) if is_whole else None


def _unused(reading: _Reading) -> Iterator[Finding]:
    """One note for all the keys that other programs have there."""
    if reading.unused:
        keys = ", ".join(key for _, key in reading.unused)
        words = f"not used here: {keys}"
        advice = "nothing needs to be done; values for templates go below 'extra'"
        line = reading.unused[0][0]
        yield Finding("key-unused", words, advice, reading.path, line, Severity.NOTE)


def _read(text: str, path: str, hint: Any, offset: int, others: bool) -> tuple[Any, list[Finding]]:
    """The value of the wanted type as far as it can be read, and every fault of the text."""
    tree = yaml_tree.tree(text, path, offset)
    lang = _LANG.search(text)
    unused: list[tuple[int, str]] | None = [] if others else None
    found, lines = list(tree.findings), text.split("\n")
    reading = _Reading(path, offset, lines, found, tree.unread, unused, lang[1] if lang else "")
    value = _value(tree.node, hint, "", reading) if tree.node else None
    return value, [*found, *_unused(reading)]


def check(
    text: str, path: str, model: type[Model], offset: int
) -> tuple[Model | None, tuple[Finding, ...]]:
    """The model filled from YAML text that may hold other programs' keys, and all findings.

    It is None where the text has errors; `offset` lines stand above it in the file.
    """
    filled, findings = _read(text, path, model, offset, others=True)
    return None if has_errors(findings) else filled, sorted_by_line(findings)


def _sound(text: str, path: str, hint: Any, offset: int = 0) -> Any:
    """The value of the wanted type; raises ContentError with every fault of the text."""
    value, findings = _read(text, path, hint, offset, others=False)
    if findings:
        raise ContentError(sorted_by_line(findings))
    return value


def read(text: str, path: str, model: type[Model], offset: int = 0) -> Model:
    """The model filled from YAML text; `offset` lines stand above it in the file.

    Raises ContentError with every fault of the text.
    """
    filled: Model = _sound(text, path, model, offset)
    return filled


class Words(NamedTuple):
    """Words by key, as far as they can be read, and every fault of their text."""

    by_key: Mapping[str, str]
    findings: tuple[Finding, ...]


def read_words(text: str, path: str) -> Words:
    """The words of a text, whatever their keys."""
    found, findings = _read(text, path, Mapping[str, str], 0, others=False)
    words = {key: value for key, value in (found or {}).items() if value is not None}
    return Words(words, sorted_by_line(findings))
