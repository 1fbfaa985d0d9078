"""Writes values into the front matter of a file, and touches nothing else in it."""

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import yaml

from handout.source import yaml_tree

Value: TypeAlias = str | Mapping[str, str]
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_PLAIN = re.compile(r"[a-z][a-z0-9-]{5,}")
_BOM = "\ufeff"


def _lines(text: str) -> list[str]:
    """The lines with their ends; Python's own knows ends that no editor shows."""
    return [line for line in _LINES.findall(text) if line]


def _as_yaml(key: str, value: Value) -> list[str]:
    """The lines of a key and its value."""
    if isinstance(value, str):
        return [f"{key}: {yaml_tree.string(value)}"]
    names = (name if _PLAIN.fullmatch(name) else yaml_tree.string(name) for name in value)
    pairs = zip(names, value.values(), strict=True)
    return [f"{key}:", *(f"  {name}: {yaml_tree.string(words)}" for name, words in pairs)]


def _end(node: yaml.Node) -> tuple[int, int]:
    """The line and column behind a value; that of a block's last value, not of what follows it."""
    inner = [] if getattr(node, "flow_style", True) or not node.value else node.value
    if inner:
        last = inner[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return node.end_mark.line, node.end_mark.column


def _spans(front: Sequence[str]) -> Mapping[str, tuple[int, int, int]]:
    """First line, last line and the column behind the value, of each key."""
    text = "\n".join(line.rstrip("\r\n") for line in front)
    root = yaml_tree.tree(text, "").node
    pairs = root.value if root else ()
    return {key.value: (key.start_mark.line, *_end(node)) for key, node in pairs}


def _with_value(front: Sequence[str], key: str, value: Value, end: str) -> list[str]:
    """The lines of front matter with a value in place of the old one, or at the end."""
    new = [line + end for line in _as_yaml(key, value)]
    if key not in (spans := _spans(front)):
        return [*front, *new]
    first, last, column = spans[key]
    behind = front[last][column:]  # such as a comment, and the end of the line
    if last > first and not column:  # a value below `>-` ends where the next line begins
        last, behind = last - 1, end
    if isinstance(value, str) or not behind.strip():
        new[-1] = new[-1].removesuffix(end) + behind
    return [*front[:first], *new, *front[last + 1 :]]


def edited(data: bytes, values: Mapping[str, Value]) -> bytes:
    """The bytes of an article that has no fault, with these values in its front matter."""
    text = data.decode("utf-8")
    mark = _BOM if text.startswith(_BOM) else ""
    first, *lines = _lines(text.removeprefix(_BOM))
    last = next(n for n, line in enumerate(lines) if line.strip() in ("---", "..."))
    front, end = lines[:last], first[len(first.rstrip("\r\n")) :]
    for key, value in values.items():
        front = _with_value(front, key, value, end)
    return "".join((mark, first, *front, *lines[last:])).encode("utf-8")


def write(path: Path, data: bytes) -> None:
    """Put new bytes into a file, all at once; as it was where that fails with an OSError."""
    target = path.resolve()  # a link stays a link
    new = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        new.write_bytes(data)
        shutil.copymode(target, new)
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)
