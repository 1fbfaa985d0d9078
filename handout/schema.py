"""YAML into one of our frozen dataclasses, every fault found and placed in one run."""

import dataclasses
import difflib
import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
import yaml

from handout.errors import ContentError
from handout.finding import Finding

Model = TypeVar("Model")

_FAULTS = {
    "mapping values are not allowed": "put the value in quotation marks if it holds a colon",
    "cannot start any token": "indent with spaces, not tabs, and put odd values in quotation marks",
    "expected <block end>": "begin each key at the same column as its neighbours",
    "could not find expected ':'": "write each line as 'key: value'",
    "found unexpected end of stream": "close the quotation mark or bracket",
    "while scanning a quoted scalar": "close the quotation mark",
}
"""What YAML's own words mean to somebody who does not know YAML."""


class _Loader(yaml.BaseLoader):
    """Reads every value as words: msgspec makes dates and numbers of them, YAML never guesses."""


def _compose(text: str, path: str, offset: int) -> yaml.MappingNode:
    """The tree of nodes with their lines; raises ContentError when it is no mapping."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        words = f"{fault.context or ''} {fault.problem or ''}".strip()
        advice = next(
            (hint for sign, hint in _FAULTS.items() if sign in words),
            "write each line as 'key: value'",
        )
        line = offset + (mark.line if mark else 0) + 1
        raise ContentError(
            [Finding("yaml", f"this cannot be read as YAML ({words})", advice, path, line)]
        ) from fault
    except yaml.reader.ReaderError as fault:
        words = f"an unreadable character ({fault.reason})"
        raise ContentError([Finding("yaml", words, "delete it", path, offset + 1)]) from fault
    if not isinstance(node, yaml.MappingNode):
        raise ContentError(
            [
                Finding(
                    "yaml",
                    "nothing is set here",
                    "write each line as 'key: value'",
                    path,
                    offset + 1,
                )
            ]
        )
    return node


def _plain(hint: Any) -> Any:
    """The type without the `| None` of an optional value."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def _describe(hint: Any) -> str:
    """A type in words, from its own description where it has one."""
    if get_origin(hint) is Annotated:
        said = [m.description for m in hint.__metadata__ if isinstance(m, msgspec.Meta)]
        return next((words for words in said if words), "") or _describe(get_args(hint)[0])
    if get_origin(hint) is Literal:
        return " or ".join(f"'{value}'" for value in get_args(hint))
    return {int: "a whole number", float: "a number", bool: "true or false"}.get(hint, "some words")


@dataclasses.dataclass(frozen=True, slots=True)
class _Reading:
    """Where a reading stands: the file, and how many lines lie above it."""

    path: str
    offset: int
    findings: list[Finding]

    def fault(self, rule: str, node: yaml.Node, message: str, advice: str = "") -> None:
        """Note a fault at the node's line."""
        line = self.offset + node.start_mark.line + 1
        self.findings.append(Finding(rule, message, advice, self.path, line))


def _pairs(
    node: yaml.MappingNode, known: list[str], reading: _Reading
) -> Iterator[tuple[str, yaml.Node]]:
    """The keys that the model knows; the others and repeated ones become findings."""
    seen: set[str] = set()
    for key_node, value in node.value:
        key = str(key_node.value)
        if key in seen:
            reading.fault("key-twice", key_node, f"'{key}' is there twice", "delete one of them")
        elif key not in known:
            near = difflib.get_close_matches(key, known, 1)
            advice = f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(known)}"
            reading.fault("key-unknown", key_node, f"'{key}' is not a known key", advice)
        else:
            yield key, value
        seen.add(key)


def _value(node: yaml.Node, hint: Any, name: str, reading: _Reading) -> Any:
    """One value of the wanted type; None where it is faulty."""
    hint = _plain(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _mapping(node, hint, name, reading)
    if get_origin(hint) is tuple:
        return _sequence(node, get_args(hint)[0], name, reading)
    if get_origin(hint) in (dict, Mapping) or not isinstance(node, yaml.ScalarNode):
        reading.fault(
            "value", node, f"'{name}' should be {_describe(hint)}", "write it on one line"
        )
        return None
    try:
        return msgspec.convert(node.value, hint, strict=False)
    except msgspec.ValidationError:
        shown = f"'{node.value}'" if node.value else "empty, and"
        reading.fault("value", node, f"'{name}' is {shown} not {_describe(hint)}", "correct it")
        return None


def _sequence(node: yaml.Node, hint: Any, name: str, reading: _Reading) -> Any:
    """A list, each item of the wanted type."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        reading.fault("value", node, f"'{name}' should be a list", f"write '{name}: [one, two]'")
        return None
    return tuple(_value(item, hint, name, reading) for item in node.value)


def _mapping(node: yaml.Node, model: type[Model], name: str, reading: _Reading) -> Model | None:
    """A dataclass from its keys; None where anything in it is faulty."""
    if not isinstance(node, yaml.MappingNode):
        reading.fault(
            "value", node, f"'{name}' should have keys of its own", "indent them below it"
        )
        return None
    before = len(reading.findings)
    fields = dataclasses.fields(model)  # type: ignore[arg-type]  # Model is a dataclass
    hints = get_type_hints(model, include_extras=True)
    pairs = dict(_pairs(node, [f.name for f in fields], reading))
    for field in fields:
        required = (field.default, field.default_factory) == (dataclasses.MISSING,) * 2
        if required and field.name not in pairs:
            words = f"'{field.name}' is missing" + (f" from '{name}'" if name else "")
            wanted = _describe(_plain(hints[field.name]))
            reading.fault("key-missing", node, words, f"add a line '{field.name}:' with {wanted}")
    values = {key: _value(value, hints[key], key, reading) for key, value in pairs.items()}
    return model(**values) if len(reading.findings) == before else None


def read(text: str, path: str, model: type[Model], offset: int = 0) -> Model:
    """The model that the YAML text fills; `offset` lines stand above it in the file.

    Raises ContentError with every fault of the text.
    """
    reading = _Reading(path, offset, [])
    made = _mapping(_compose(text, path, offset), model, "", reading)
    if made is None:
        raise ContentError(reading.findings)
    return made
