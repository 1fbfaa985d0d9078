"""YAML text into its tree of nodes, its syntax errors as findings in plain words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import yaml

from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.source.text_files import unprintable

_LARGEST = 100_000
"""Characters; a clinic's file has some 1,000."""
_SIGN = "a value that begins with '{}' needs quotation marks"
_AROUND = "put them around the whole value"
_QUOTED = re.compile(r"\s*(?:- )?(?:\w+:\s+)?([\"'])")
_PAIR = re.compile(r"\s*(?:- )?(\w+):\s+([^\"\s][^\"]{0,80})$")
_NO_SPACE = re.compile(r"\s*(?:- )?\w+:[^\s/:]")


@dataclass(frozen=True, slots=True)
class _Reason:
    """What an error of PyYAML means to somebody who does not know YAML."""

    sign: str
    """A pattern in the error; its group fills the message's braces."""
    message: str
    advice: str
    mark: Literal["problem", "context"] = "problem"
    """Which of the error's two places is the one to look at."""


_REASONS = (
    _Reason(
        r"mapping values are not allowed",
        "a value with a colon in it needs quotation marks",
        'write it as title: "Asthma: what to know"',
    ),
    _Reason(r"'\\t' that cannot start", "a tab stands before the words", "use spaces instead"),
    _Reason(r"character '(.)' that cannot start", _SIGN, _AROUND),
    _Reason(r"single document", "a line '---' or '...' is among the values", "delete it"),
    _Reason(
        r"a quoted scalar found unexpected",
        "a quotation mark is opened and never closed",
        "close it at the end of the value",
        "context",
    ),
    _Reason(
        r"escape",
        "a backslash is between double quotation marks",
        "put single quotation marks around the value",
    ),
    _Reason(
        r"could not find expected ':'",
        "this line has no colon",
        "write it as 'key: value', and see that a line '---' stands above the article's text",
        "context",
    ),
    _Reason(
        r"sequence entries are not allowed",
        "a list cannot begin behind the colon",
        "begin it on the next line, with '- ' before each entry",
    ),
    _Reason(
        r"flow sequence",
        "a '[' is never closed, or a comma is missing",
        "write a list as [one, two], or put quotation marks around the whole value",
        "context",
    ),
    _Reason(r"flow mapping", _SIGN.replace("{}", "{"), _AROUND, "context"),
    _Reason(r"node content, but found '(.)'", _SIGN, _AROUND),
    _Reason(
        r"expected <block end>",
        "this line does not fit the lines above it",
        "begin all keys in the same column, and all entries of a list with '- '",
    ),
    _Reason(r"block scalar", _SIGN.replace("{}", "|' or '>"), _AROUND, "context"),
    _Reason(
        r"an? (?:alias|anchor|tag|directive)",
        _SIGN.replace("{}", "&', '*', '!' or '%"),
        _AROUND,
        "context",
    ),
    _Reason(
        r"", "this cannot be read", "write each line as 'key: value', with no tab before the key"
    ),
)
"""Tried in this order; the last matches everything."""


class _Loader(yaml.BaseLoader):
    """Reads every value as a string: YAML guesses no types; msgspec converts by the schema."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """A node; anchors, aliases and tags are refused."""
        event = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it out
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise yaml.MarkedYAMLError("an alias", event.start_mark)
        return super().compose_node(parent, index)


def _missing_space(lines: list[str], last: int) -> int | None:
    """The line, from 0, at or just above the last one where no space follows the colon."""
    near = range(min(last, len(lines) - 1), max(last - 2, -1), -1)
    return next((number for number in near if _NO_SPACE.match(lines[number])), None)


def _quotation(line: str) -> str:
    """What is wrong with a line's quotation marks; empty where nothing is."""
    found = _QUOTED.match(line)
    if not found or (line.count(found[1]) == 2 and line.rstrip().endswith(found[1])):
        return ""
    odd = line.count(found[1]) % 2
    return "a quotation mark has no partner" if odd else "words are outside the quotation marks"


def _likelier(reason: _Reason, lines: list[str], line: int) -> tuple[int, str, str]:
    """Line, message and advice; the cause of an error about a colon is often another."""
    if "colon" in reason.message:
        tight = _missing_space(lines, line)
        if tight is not None:
            return tight, "no space follows the colon", "write the line as 'key: value'"
        if lines[line].startswith(" ") and lines[line].count(": ") == 1:
            words = "this line begins further right than the line above it"
            return line, words, "begin all keys in the same column"
        if "value" in reason.message and (pair := _PAIR.match(lines[line].rstrip())):
            return line, reason.message, f'write it as {pair[1]}: "{pair[2]}"'
    if "does not fit" in reason.message:
        odd = ((n, hint) for n in range(line + 1) if (hint := _quotation(lines[n])))
        number, hint = next(odd, (line, ""))
        if hint:
            return number, hint, "put one at each end of the value, and none of its kind inside"
    return line, reason.message, reason.advice


def _finding(error: yaml.MarkedYAMLError, text: str, path: str, offset: int) -> Finding:
    """An error of PyYAML as a finding."""
    words = f"{error.context or ''} {error.problem or ''}".strip()
    reason, match = next((row, hit) for row in _REASONS if (hit := re.search(row.sign, words)))
    marks = (error.context_mark, error.problem_mark)
    mark = (marks if reason.mark == "context" else marks[::-1])[0] or marks[0] or marks[1]
    line, message, advice = _likelier(reason, text.split("\n"), mark.line if mark else 0)
    filled = message.replace("{}", "".join(match.groups()))
    return Finding("yaml", filled, advice, path, offset + line + 1)


def _tree(text: str, path: str, offset: int) -> yaml.Node | None:
    """The tree of the text; raises ContentError where YAML cannot read it."""
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise ContentError([_finding(error, text, path, offset)]) from error
    except RecursionError as error:
        message = "too many brackets stand inside one another"
        advice = "put quotation marks around the value"
        raise ContentError([Finding("yaml", message, advice, path, offset + 1)]) from error


def mapping(text: str, path: str, offset: int = 0) -> yaml.MappingNode:
    """The keys and values of a text, with their lines; `offset` lines stand above it in the file.

    Raises ContentError where it has none, or cannot be read.
    """
    faults = [
        Finding("character", message, advice, path, offset + line + 1)
        for line, message, advice in unprintable(text)
    ]
    if faults:
        raise ContentError(faults)
    if len(text) > _LARGEST:
        words = f"there are more than {_LARGEST:,} characters here"
        raise ContentError([Finding("yaml", words, "shorten it", path, offset + 1)])
    node = _tree(text, path, offset)
    if isinstance(node, yaml.MappingNode):
        return node
    tight = _missing_space(text.split("\n"), text.count("\n")) if node else None
    message = "nothing is set here" if tight is None else "no space follows the colon"
    advice = "write each line as 'key: value'"
    raise ContentError([Finding("yaml", message, advice, path, offset + (tight or 0) + 1)])


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Every value below a node, in order."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _scalars(value)


def values(text: str, path: str, offset: int = 0) -> Iterator[tuple[str, int, str]]:
    """Every value of a text with its outermost key and its line; raises as `mapping` does."""
    for key, node in mapping(text, path, offset).value:
        for scalar in _scalars(node):
            yield str(key.value), offset + scalar.start_mark.line + 1, scalar.value
