"""YAML text into its tree of nodes, its syntax errors as findings in plain words."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import Literal, NamedTuple

import yaml
from msgspec import Struct

from handout.model.findings import Finding
from handout.source.text_files import UNPRINTABLE, unprintable

_LARGEST = 100_000
"""Characters; a clinic's file has some 1,000."""
_SIGN = "a value that begins with '{}' needs quotation marks"
_AROUND = "put them around the whole value"
_QUOTED = re.compile(r"\s*(?:- )?(?:\w+:\s+)?([\"'])")
_TWO_KEYS = re.compile(r"\w+: .*, *(version|reviewed|next_review|authors|lang): ")
_NO_SPACE = re.compile(r"\s*(?:- )?\w+:[^\s/:]")


_KEY_AND_VALUE = "write each line as 'key: value'"
_TOO_FAR_RIGHT = "this line begins further right than the line above it"
_AROUND_IT = "put quotation marks around the value"
_UNCOMMENT = "take away the '#' before that too"
_DELETE = "delete it"
_OWN_LINE = "begin a line with each key, and take away the comma before it"
_COMMENTED = re.compile(r"#(\w+):")
_MOST_FAULTS = 20
"""So many are looked for; what then follows is likely no YAML at all."""


class _Fault(NamedTuple):
    line: int
    """From 0."""
    message: str
    advice: str


class _Reason(Struct, frozen=True):
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
    _Reason(r"single document", "a line '---' or '...' is among the values", _DELETE),
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


def _commented(lines: list[str], line: int) -> str:
    """The key above an indented line, if that is a comment as all lines between are."""
    if lines[line].startswith(" "):
        above = takewhile(lambda one: one.startswith("#"), reversed(lines[:line]))
        return next((found[1] for one in above if (found := _COMMENTED.match(one))), "")
    return ""


def _likelier(reason: _Reason, lines: list[str], line: int) -> _Fault:
    """The fault at its line; the cause of an error about a colon is often another."""
    merged = ((n, found) for n in range(line + 1) if (found := _TWO_KEYS.match(lines[n])))
    if pair := next(merged, None):
        return _Fault(pair[0], f"'{pair[1][1]}' stands in the line of another key", _OWN_LINE)
    if "colon" in reason.message:
        tight = _missing_space(lines, line)
        if tight is not None:
            return _Fault(tight, "no space follows the colon", _KEY_AND_VALUE)
        if lines[line].startswith(" ") and lines[line].count(": ") == 1:
            return _Fault(line, _TOO_FAR_RIGHT, "begin all keys in the same column")
    if "does not fit" in reason.message:
        if parent := _commented(lines, line):
            message = f"this line belongs below '{parent}:', which is a comment"
            return _Fault(line, message, _UNCOMMENT)
        odd = ((n, hint) for n in range(line + 1) if (hint := _quotation(lines[n])))
        number, hint = next(odd, (line, ""))
        if hint:
            advice = "put one at each end of the value, and none of its kind inside"
            return _Fault(number, hint, advice)
    return _Fault(line, reason.message, reason.advice)


def _fault(error: yaml.MarkedYAMLError, lines: list[str]) -> _Fault:
    """An error of PyYAML in plain words."""
    words = f"{error.context or ''} {error.problem or ''}".strip()
    reason, match = next((row, hit) for row in _REASONS if (hit := re.search(row.sign, words)))
    marks = (error.context_mark, error.problem_mark)
    mark = (marks if reason.mark == "context" else marks[::-1])[0] or marks[0] or marks[1]
    fault = _likelier(reason, lines, min(mark.line, len(lines) - 1) if mark else 0)
    return fault._replace(message=fault.message.replace("{}", "".join(match.groups())))


def _composed(lines: list[str], path: str = "") -> yaml.Node | None:
    """What YAML reads of the lines, each node marked with the file."""
    loader = _Loader("\n".join(lines))
    loader.name = path
    try:
        node: yaml.Node | None = loader.get_single_node()
    finally:
        loader.dispose()
    return node


def _is_sound(line: str) -> bool:
    """Whether YAML reads a line that stands alone as a key with a value, or an entry of a list."""
    try:
        node = _composed([line])
    except yaml.YAMLError:
        return False
    if isinstance(node, yaml.MappingNode):
        return any(value.value for _, value in node.value)
    return isinstance(node, yaml.SequenceNode)


_ENCLOSED = re.compile(r"^(['\"])([^'\"]*(?:(?<=\s)\"|\w'(?=\w)).*)\1$")
"""Words between quotation marks that hold an apostrophe, or others of the kind."""


def quoted(words: str) -> str:
    """Words between quotation marks, which they do not hold."""
    outer = _ENCLOSED.sub(r"\2", words.strip())
    bare = outer.strip('"“”„‟«» ')
    if bare.startswith("'") and bare.count("'") == 1:
        bare = bare[1:]
    inner = outer if '"' in bare else bare
    return f'"{inner}"' if not set('"\\') & set(inner) else "'" + inner.replace("'", "''") + "'"


def string(words: str) -> str:
    """Any words as a string of YAML."""
    return json.dumps(words, ensure_ascii=False)


_MENDED: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = (
    (
        re.compile(r"(?=.*\t)(\s*)(.*)"),  # spaces in place of tabs
        lambda found: found[1].replace("\t", "  ") + found[2].replace("\t", " "),
    ),
    (re.compile(r"(\s*(?:- )?\w+):(?=[^\s/])(.*)"), lambda found: f"{found[1]}: {found[2]}"),
    (re.compile(r"([a-z_]+) +([^:]{1,60})"), lambda found: f"{found[1]}: {found[2]}"),
    (re.compile(r"(\w+): +- +(.*)"), lambda found: f"{found[1]}: [{found[2]}]"),
    (re.compile(r"(\w+: +\[[^]]*[^],\s])"), lambda found: f"{found[1]}]"),
    (
        re.compile(r"(\s*(?:- )?\w+:|\s*-)\s*(?!\s|[&!]\S*$)(.+)"),
        lambda found: f"{found[1]} {quoted(found[2])}",
    ),
)
"""Faulty lines, and how each is mended."""


def _mended(line: str, begins_too_far_right: bool) -> str:
    """A faulty line as it should be; empty where that is not known."""
    right = line.strip() if begins_too_far_right else line.rstrip()
    if begins_too_far_right and _is_sound(right):
        return right
    for pattern, mend in _MENDED:
        if found := pattern.fullmatch(right):
            right = mend(found)
            if _is_sound(right):
                return right
    return ""


def _drop(lines: list[str], line: int) -> set[str]:
    """Empty the lines of the key that a line belongs to; returns what may be its name."""
    starts = [n for n in range(line + 1) if lines[n][:1].strip()]
    first = starts[-1] if starts else line
    end = next((n for n in range(first + 1, len(lines)) if lines[n][:1].strip(" -\t")), len(lines))
    names = {found[0] for one in lines[first:end] if (found := re.search(r"\w+", one))}
    lines[first:end] = [""] * (end - first)
    return names


class Tree(NamedTuple):
    """The keys and values of a text as far as they can be read, with their lines."""

    node: yaml.MappingNode | None
    findings: tuple[Finding, ...]
    unread: frozenset[str]
    """Keys of which something is said already."""


def _read(lines: list[str], path: str) -> tuple[yaml.MappingNode | None, list[_Fault], set[str]]:
    """What YAML reads of the lines; those with a fault are mended, or else left out."""
    faults, unread = dict[int, _Fault](), set[str]()
    for _ in range(_MOST_FAULTS if sum(map(len, lines)) < _LARGEST // 5 else 3):
        try:
            node = _composed(lines, path)
        except yaml.MarkedYAMLError as error:
            fault = _fault(error, lines)
        except RecursionError:
            faults[0] = _Fault(0, "too many brackets stand inside one another", _AROUND_IT)
            break
        else:
            if isinstance(node, yaml.MappingNode):
                return node, list(faults.values()), unread
            tight = _missing_space(lines, len(lines) - 1) if node else None
            if tight is None:
                if not faults:
                    faults[0] = _Fault(0, "nothing is set here", _KEY_AND_VALUE)
                break
            fault = _Fault(tight, "no space follows the colon", _KEY_AND_VALUE)
        right = ""
        if fault.line not in faults:
            is_clear = fault.advice in (_UNCOMMENT, _DELETE, _OWN_LINE)
            right = "" if is_clear else _mended(lines[fault.line], fault.message == _TOO_FAR_RIGHT)
            shown = f"'{right}'" if right.startswith(" ") else right
            advice = f"write it as {shown}" if right else fault.advice
            faults[fault.line] = fault._replace(advice=advice)
        if right:
            lines[fault.line] = right
        else:
            unread |= _drop(lines, fault.line)
    return None, list(faults.values()), unread


def tree(text: str, path: str, offset: int = 0) -> Tree:
    """The keys and values of a text, and every fault; `offset` lines stand above it in the file."""
    if len(text) > _LARGEST:
        words = f"there are more than {_LARGEST:,} characters here"
        return Tree(None, (Finding("yaml", words, "shorten it", path, offset + 1),), frozenset())
    findings = [
        Finding("character", message, advice, path, offset + line + 1)
        for line, message, advice in unprintable(text)
    ]
    node, faults, unread = _read(UNPRINTABLE.sub("?", text).split("\n"), path)
    findings += [
        Finding("yaml", one.message, one.advice, path, offset + one.line + 1) for one in faults
    ]
    return Tree(node, tuple(findings), frozenset(unread))


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
    """Every value of a text with its outermost key and its line, as far as they can be read."""
    root = tree(text, path, offset).node
    for key, node in root.value if root else ():
        for scalar in _scalars(node):
            yield str(key.value), offset + scalar.start_mark.line + 1, scalar.value
