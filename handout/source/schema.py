"""YAML into a frozen dataclass, every fault with its line in one run."""

import dataclasses
import re
import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
import yaml

from handout.model.errors import ContentError
from handout.model.findings import Finding, did_you_mean, sorted_by_line
from handout.source import yaml_tree
from handout.source.text_files import unprintable

Model = TypeVar("Model")

_BELOW = "write them below it, each on a line of its own, with two spaces before it"
_LONGEST_SHOWN = 60
_DEEPEST = 5
"""Levels of keys and lists below `extra`."""
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_DECIMAL = re.compile(r"-?[0-9]{1,9}\.[0-9]{1,9}")
_CURLY = re.compile("[“”„‟«»]([^“”„‟«»]*)[“”„‟«»]")
_COMMENT = re.compile(r"\s+#\s*\S")


def _plain(hint: Any) -> Any:
    """The type without the `| None` of an optional value."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
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

    def fault(self, rule: str, node: yaml.Node, message: str, advice: str) -> None:
        """Add a finding at the node's line."""
        line = self.offset + node.start_mark.line + 1
        self.findings.append(Finding(rule, message, advice, self.path, line))


def _key(
    node: yaml.Node, known: Sequence[str] | None, seen: set[str], reading: _Reading
) -> str | None:
    """A known key at its first occurrence; all else becomes a finding."""
    key: str | None = node.value if isinstance(node, yaml.ScalarNode) else None
    if key is None:
        reading.fault("key-unknown", node, "this is not a key", "write the line as 'key: value'")
    elif key in seen:
        reading.fault("key-twice", node, f"'{key}' is there twice", "delete one of them")
    elif known is not None and key not in known:
        advice = did_you_mean(key, known, f"known are: {', '.join(known)}")
        message = f"'{key[:_LONGEST_SHOWN]}' is not a known key"
        reading.fault("key-unknown", node, message, advice)
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


def _check_comment(node: yaml.ScalarNode, name: str, reading: _Reading) -> None:
    """A fault for words behind a value that YAML takes for a comment: `title: The #1 question`."""
    end = node.end_mark
    if node.value and node.style is None and _COMMENT.match(reading.lines[end.line], end.column):
        message = f"what stands behind ' #' is left out of '{name}'"
        advice = "put quotation marks around the value, or a comment on a line of its own"
        reading.fault("comment", node, message, advice)


def _check_marks(node: yaml.ScalarNode, name: str, reading: _Reading) -> None:
    """A fault for curly quotation marks around a value."""
    if node.style is None and (found := _CURLY.fullmatch(node.value)):
        message = f"the curly quotation marks around '{name}' would be part of it"
        reading.fault("value", node, message, f'write straight ones: {name}: "{found[1]}"')


def _scalar(node: yaml.Node, hint: Any, name: str, reading: _Reading) -> Any:
    """One value on one line; None where it is faulty."""
    wanted = _describe(hint)
    if not isinstance(node, yaml.ScalarNode):
        kind = "be a list" if isinstance(node, yaml.SequenceNode) else "have keys of its own"
        message = f"'{name}' cannot {kind}"
        reading.fault("value", node, message, f"write {wanted}, on one line")
        return None
    _check_comment(node, name, reading)
    _check_marks(node, name, reading)
    value = re.sub(r"[ \t\n]+", " ", node.value).strip(" ")
    for _, message, advice in unprintable(value):  # by an escape such as "\x07"
        reading.fault("character", node, f"{message}, in '{name}'", advice)
        return None
    try:
        return msgspec.convert(value, hint, strict=False)
    except msgspec.ValidationError:
        shown = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
        message = f"'{name}' cannot be '{shown}'" if value else f"'{name}' is empty"
        advice = f"write {wanted}" + ("" if value else ", or delete the line if it is not needed")
        reading.fault("value", node, message, advice)
    return None


def _sequence(node: yaml.Node, hint: Any, name: str, reading: _Reading) -> Any:
    """A list of the wanted length, each item of the wanted type."""
    first, *others = get_args(hint)
    count = None if others == [...] else 1 + len(others)
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


def _value(node: yaml.Node, hint: Any, name: str, reading: _Reading) -> Any:
    """One value of the wanted type; None where it is faulty."""
    hint = _plain(hint)
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
    if wanted is Any:
        return _free(node, name, reading)
    pairs = _pairs(node, None, reading)
    return {key: _value(value, wanted, key, reading) for key, _, value in pairs}


def _required(model: type[Any]) -> Iterator[str]:
    """The keys that a model cannot do without."""
    for field in dataclasses.fields(model):
        if (field.default, field.default_factory) == (dataclasses.MISSING,) * 2:
            yield field.name


def _mapping(
    node: yaml.MappingNode, model: type[Model], name: str, reading: _Reading
) -> Model | None:
    """A dataclass from its keys; None where anything in it is faulty."""
    before = len(reading.findings)
    hints: Mapping[str, Any] = get_type_hints(model, include_extras=True)
    known = [field.name for field in dataclasses.fields(model)]  # type: ignore[arg-type]  # is one
    pairs = {key: (place, value) for key, place, value in _pairs(node, known, reading)}
    for key in _required(model):
        if key not in {str(place.value) for place, _ in node.value}:
            words = f"'{key}' is missing" + (f" from '{name}'" if name else "")
            wanted = _describe(_plain(hints[key]))
            reading.fault("key-missing", node, words, f"add a line '{key}:' with {wanted}")
    values = {key: _value(value, hints[key], key, reading) for key, (_, value) in pairs.items()}
    return model(**values) if len(reading.findings) == before else None


def _read(text: str, path: str, hint: Any, offset: int) -> Any:
    """The value of the wanted type; raises ContentError with every fault of the text."""
    reading = _Reading(path, offset, text.split("\n"), [])
    value = _value(yaml_tree.mapping(text, path, offset), hint, "", reading)
    if reading.findings:
        raise ContentError(sorted_by_line(reading.findings))
    return value


def read(text: str, path: str, model: type[Model], offset: int = 0) -> Model:
    """The model filled from YAML text; `offset` lines stand above it in the file.

    Raises ContentError with every fault of the text.
    """
    filled: Model = _read(text, path, model, offset)
    return filled


def read_tables(text: str, path: str) -> Mapping[str, Mapping[str, str]]:
    """Tables of words, whatever their keys; raises ContentError with every fault of the text."""
    tables: Mapping[str, Mapping[str, str]] = _read(text, path, Mapping[str, Mapping[str, str]], 0)
    return tables
