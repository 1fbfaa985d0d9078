"""YAML into a frozen struct, every fault with its line in one run."""

import re
import types
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml
from msgspec import Struct

from handout.model.errors import ContentError
from handout.model.fields import InLanguages, Lines
from handout.model.findings import Finding, Severity, has_errors, sorted_by_line
from handout.source import yaml_tree
from handout.source.scalars import LONGEST_SHOWN, Reading, choices, describe, number, scalar
from handout.source.yaml_keys import (
    EXTENDS,
    check_word,
    has_languages,
    is_language,
    likely,
    pairs_of,
    rename_keys,
)
from handout.typography import languages

Model = TypeVar("Model", bound=Struct)

_BELOW = "write them below it, each on a line of its own, with two spaces before it"
_DEEPEST = 5
"""Levels of keys and lists below `extra`."""
_MOST_ENTRIES = 200
"""Of a list that is shown or chosen from: 20,000 authors take minutes to be laid out."""
_LANG = re.compile(r"^lang:\s*[\"']?([A-Za-z-]+)", re.MULTILINE)
_BY_COMMAS = ("formats", "leave_out", "clinics")
"""Keys of which several may stand in one line, as behind `--format`."""


def _plain(hint: Any, node: yaml.Node | None = None) -> Any:
    """The type without the `| None` of an optional value; of several that which the node fits."""
    if get_origin(hint) is Annotated and isinstance(hint.__metadata__[-1], str):  # as `Printed`
        of_words = tuple(one for one in hint.__metadata__ if not isinstance(one, str))
        return _plain(Annotated[hint.__origin__, *of_words] if of_words else hint.__origin__)
    if get_origin(hint) in (Union, types.UnionType):
        parts = [part for part in get_args(hint) if part is not type(None)]
        keyed = (part for part in parts if get_origin(part) is Mapping)
        return next(keyed, parts[0]) if node and has_languages(node) else parts[0]
    return hint


def _sequence(node: yaml.Node, hint: Any, name: str, reading: Reading) -> Any:
    """A list of the wanted length, each item of the wanted type."""
    first, *others = get_args(hint)
    count = None if others == [...] else 1 + len(others)
    if count is None and isinstance(node, yaml.ScalarNode) and node.value.strip():
        one = _value(node, first, name, reading)
        if one is None or name not in _BY_COMMAS:
            return None if one is None else (one,)
        return tuple(filter(None, map(str.strip, one.split(","))))
    items = node.value if isinstance(node, yaml.SequenceNode) else []
    if len(items) > _MOST_ENTRIES:
        message = f"'{name}' has more than {_MOST_ENTRIES} entries"
        reading.fault("too-large", items[_MOST_ENTRIES], message, "name fewer of them")
        return None
    if not items or count not in (None, len(items)):
        wanted = "a list" if count is None else f"a list of {count} entries"
        advice = "write each entry on a line of its own below it, with '- ' before it"
        reading.fault("value", node, f"'{name}' should be {wanted}", advice)
        return None
    return tuple(_value(item, first, name, reading) for item in items)


def _free(node: yaml.Node, name: str, reading: Reading, depth: int = 1) -> Any:
    """Words, numbers, lists and mappings of any keys; None where they are faulty."""
    if depth > _DEEPEST and not isinstance(node, yaml.ScalarNode):
        message = f"more than {_DEEPEST} levels of keys and lists stand below one another"
        reading.fault("value", node, message, "write it with fewer levels")
    elif isinstance(node, yaml.MappingNode):
        values = {}
        for key, place, value in pairs_of(node, None, reading):
            check_word(key, place, reading)
            values[key] = _free(value, key, reading, depth + 1)
        return values
    elif isinstance(node, yaml.SequenceNode):
        return tuple(_free(item, name, reading, depth + 1) for item in node.value)
    elif isinstance(node, yaml.ScalarNode):
        if not node.value:
            return ""
        words = scalar(node, str, name, reading)
        return number(words) if words and node.style is None else words
    return None


def _lines(node: yaml.Node, name: str, reading: Reading) -> Iterator[str]:
    """Each line of a list, or of `Mon: 8 to 6`, however deep."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield f"{key.value}: {', '.join(_lines(value, name, reading))}"
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _lines(item, name, reading)
    elif words := scalar(node, Lines, name, reading):
        yield words


def _in_languages(node: yaml.MappingNode, name: str, reading: Reading) -> Any:
    """Words by the tags of their languages; None where there are none."""
    values: dict[str, Any] = {}
    for key, place, value in pairs_of(node, None, reading):
        tag = languages.canonical(key)
        if not is_language(key):
            message = f"'{key[:LONGEST_SHOWN]}' is not a language"
            advice = f"write '{name}' as a list of lines, or the words of each language behind its "
            reading.fault("value", place, message, f"{advice}tag, such as 'en:' and 'es:'")
        elif tag in values:
            reading.fault("key-twice", place, f"'{tag}' is there twice", "delete one of them")
        values[tag] = _value(value, Lines, key, reading)
    if not values:
        reading.fault("value", node, f"'{name}' is empty", "write some words")
    return values or None


def _value(node: yaml.Node, hint: Any, name: str, reading: Reading) -> Any:
    """One value of the wanted type; None where it is faulty."""
    hint = _plain(hint, node)
    if hint == Lines and not isinstance(node, yaml.ScalarNode) and node.value:
        return "\n".join(_lines(node, name, reading))
    is_model = isinstance(hint, type) and issubclass(hint, Struct)
    if not is_model and get_origin(hint) is not Mapping:
        read_one = _sequence if get_origin(hint) is tuple else scalar
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
    pairs = pairs_of(node, None, reading)
    values = {key: _value(value, wanted, key, reading) for key, _, value in pairs}
    return {key: value for key, value in values.items() if value is not None}


@lru_cache(maxsize=256)
def key_lines(text: str, key: str) -> tuple[int, ...]:
    """The line of each part of a key such as `deck.template`, as far as they are there.

    They are asked for whenever a clinic is read, which each edit of an article does.
    """
    node: yaml.Node | None = yaml_tree.tree(text, "").node
    lines: list[int] = []
    for name in key.split("."):
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        found = next((pair for pair in pairs if likely(str(pair[0].value)) == name), None)
        if found is None:
            break
        lines.append(found[0].start_mark.line + 1)
        node = found[1]
    return tuple(lines)


def _errors(reading: Reading) -> int:
    """How many faults there are so far that leave a value out."""
    return sum(one.severity is Severity.ERROR for one in reading.findings)


def _required(model: type[Struct]) -> tuple[str, ...]:
    """The keys that a model cannot do without."""
    keys = model.__struct_fields__
    return keys[: len(keys) - len(model.__struct_defaults__)]


def _is_left_empty(node: yaml.Node, hint: Any, name: str, reading: Reading) -> bool:
    """Whether nothing stands behind a key of an article, so that its value is the usual one.

    Where it is one of a few there is a warning, as whoever wrote the key meant one of them.
    """
    if reading.unused is None or not isinstance(node, yaml.ScalarNode):
        return False
    is_empty = not node.value and node.style is None
    if is_empty and (few := choices(_plain(hint))):
        advice = f"write {' or '.join(map(repr, few))}, or delete the line if it is not needed"
        reading.fault("value", node, f"'{name}' is empty", advice, Severity.WARNING)
    return is_empty


def _held(node: yaml.Node, hint: Any, name: str, reading: Reading) -> Any:
    """A value of a struct; a faulty one of a key that no file shows is left out with a warning."""
    before = len(reading.findings)
    value = _value(node, hint, name, reading)
    if "beside" in getattr(hint, "__metadata__", ()):
        for place, one in enumerate(reading.findings[before:], before):
            if one.severity is Severity.ERROR:
                told = f"{one.message}, and is left out"
                reading.findings[place] = one._replace(message=told, severity=Severity.WARNING)
    return value


def _mapping(
    node: yaml.MappingNode, model: type[Model], name: str, reading: Reading
) -> Model | None:
    """A struct from its keys; None where anything in it is faulty."""
    before = _errors(reading)
    hints: Mapping[str, Any] = get_type_hints(model, include_extras=True)
    known = model.__struct_fields__
    rename_keys(node, known)
    pairs = {key: (place, value) for key, place, value in pairs_of(node, known, reading)}
    for key in _required(model):
        if key not in {str(place.value) for place, _ in node.value} | reading.unread:
            words = f"'{key}' is missing" + (f" from '{name}'" if name else "")
            wanted = describe(_plain(hints[key]))
            reading.fault("key-missing", node, words, f"add a line '{key}:' with {wanted}")
    held = {
        key: _held(value, hints[key], key, reading)
        for key, (_, value) in pairs.items()
        if key in _required(model) or not _is_left_empty(value, hints[key], key, reading)
    }
    values = {key: value for key, value in held.items() if value is not None}
    is_whole = _errors(reading) == before and values.keys() >= set(_required(model))
    return model(**values) if is_whole else None


def _unused(reading: Reading) -> Iterator[Finding]:
    """One note for all the keys that other programs have there."""
    if reading.unused:
        keys = ", ".join(key for _, key in reading.unused)
        words = f"not used here: {keys}"
        advice = "nothing needs to be done; values for templates go below 'extra'"
        line = reading.unused[0][0]
        yield Finding.note("key-unused", words, advice, reading.path, line)


class File(NamedTuple):
    """A file of YAML, or its part that is YAML."""

    text: str
    path: str
    """As findings name it."""
    extends: bool = False
    """Whether it names another one that holds what it lacks."""


def _complete(node: yaml.MappingNode, base: yaml.MappingNode) -> None:
    """Add to keys those of a file that they extend, at every depth."""
    own = {likely(str(key.value)): value for key, value in node.value}
    for key, value in base.value:
        mine = own.get(likely(str(key.value)))
        if mine is None:
            node.value.append((key, value))
        elif isinstance(mine, yaml.MappingNode) and isinstance(value, yaml.MappingNode):
            _complete(mine, value)


def _whole(files: Sequence[File], offset: int) -> yaml_tree.Tree:
    """The tree of a file with what it lacks of those that it extends."""
    trees = [yaml_tree.tree(file.text, file.path, offset) for file in files]
    for one, file in zip(trees, files, strict=True):
        if one.node and file.extends:
            one.node.value = [pair for pair in one.node.value if pair[0].value != EXTENDS]
    nodes = [one.node for one in trees if one.node]
    for node, base in zip(nodes[-2::-1], nodes[:0:-1], strict=True):
        _complete(node, base)
    findings = (finding for one in trees for finding in one.findings)
    unread = frozenset().union(*(one.unread for one in trees))
    return yaml_tree.Tree(trees[0].node, tuple(findings), unread)


def _read(
    files: Sequence[File], hint: Any, offset: int = 0, others: bool = False
) -> tuple[Any, list[Finding]]:
    """The value of the wanted type as far as it can be read, and every fault of the texts."""
    tree, own = _whole(files, offset), files[0]
    lang = next(filter(None, (_LANG.search(file.text) for file in files)), None)
    unused: list[tuple[int, str]] | None = [] if others else None
    found, lines = list(tree.findings), own.text.split("\n")
    tag, extended = lang[1] if lang else "", {one.path: one.text.split("\n") for one in files[1:]}
    reading = Reading(own.path, offset, lines, found, tree.unread, unused, tag, extended)
    value = _value(tree.node, hint, "", reading) if tree.node else None
    return value, [*found, *_unused(reading)]


def check(
    text: str, path: str, model: type[Model], offset: int
) -> tuple[Model | None, tuple[Finding, ...]]:
    """The model filled from YAML text that may hold other programs' keys, and all findings.

    It is None where the text has errors; `offset` lines stand above it in the file.
    """
    filled, findings = _read([File(text, path)], model, offset, others=True)
    return None if has_errors(findings) else filled, sorted_by_line(findings)


def read_files(
    files: Sequence[File], model: type[Model], offset: int = 0
) -> tuple[Model, tuple[Finding, ...]]:
    """The model filled from a file and those that it extends, and what is said besides.

    `offset` lines stand above it. Raises ContentError with every fault of theirs.
    """
    filled, findings = _read(files, model, offset)
    if has_errors(findings):
        raise ContentError(sorted_by_line(findings))
    return filled, sorted_by_line(findings)


def read(text: str, path: str, model: type[Model], offset: int = 0) -> Model:
    """The same for YAML text that extends nothing."""
    return read_files([File(text, path)], model, offset)[0]


class Words(NamedTuple):
    """Words by key, as far as they can be read, and every fault of their text."""

    by_key: Mapping[str, str]
    findings: tuple[Finding, ...]


def read_words(text: str, path: str) -> Words:
    """The words of a text, whatever their keys."""
    found, findings = _read([File(text, path)], Mapping[str, str])
    words = {key: value for key, value in (found or {}).items() if value is not None}
    return Words(words, sorted_by_line(findings))
