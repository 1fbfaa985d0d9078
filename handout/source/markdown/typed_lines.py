"""Lines that were typed as lines, though Markdown joins them: lettered lists, doses, times."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from markdown_it.tree import SyntaxTreeNode

from handout.source.markdown.context import ReadingContext
from handout.source.markdown.leftovers import LETTERED, OTHER, plain_lines

_MARK = re.compile(r"(?:\(@[\w-]*\)|#\.|\(?(?:[A-Za-z]|[ivx]{2,5}|[IVX]{2,5}|\d{1,3})[.)])(?=\s)")
_VALUE = re.compile(r"[A-Za-z]+|\d+")
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
_BREAKS = ("softbreak", "hardbreak")
_PHRASES = ("strong", "em", "link", "span", "mark")
_SHORT = 40
"""A line of more letters ends where the paragraph is as wide as its author's window."""

_Place = tuple[str, str, int]
"""The signs around a mark, what it counts with, and how far it counts."""


def _places(mark: str, alike: Counter[str]) -> Iterator[_Place]:
    """Which entry of a list a mark can begin; one such as `#.` begins the next of its kind."""
    value = "" if mark.startswith(("(@", "#")) else _VALUE.findall(mark)[0]
    style = mark.replace(value, "-", 1) if value else mark[:2]
    if not value:
        alike[style] += 1
        yield style, "any", alike[style]
    elif value.isdecimal():
        yield style, "number", int(value)
    else:
        case = "upper" if value.isupper() else "lower"
        if len(value) == 1:
            yield style, case, ord(value)
        if value.lower() in _ROMAN:
            yield style, f"{case} roman", _ROMAN.index(value.lower())


def marks_of(lines: list[str]) -> dict[int, str]:
    """The mark of each line that begins an entry of a list, which has another beside it."""
    alike = Counter[str]()
    marks = {n: found[0] for n, line in enumerate(lines) if (found := _MARK.match(line))}
    places = {n: tuple(_places(mark, alike)) for n, mark in marks.items()}
    every = {place for held in places.values() for place in held}
    return {
        n: mark
        for n, mark in marks.items()
        if any(
            (style, kind, at + step) in every for style, kind, at in places[n] for step in (-1, 1)
        )
    }


def _is_own(line: str) -> bool:
    """Whether a line is short and tells of a number, such as a dose or a time."""
    letters = sum(1 + (letter > "\u2e7f") for letter in line)
    return letters <= _SHORT and "\t" not in line and any(one.isdecimal() for one in line)


def _joined(lines: list[str], breaks: list[SyntaxTreeNode]) -> int | None:
    """The first of two short lines that are printed as one.

    A line that begins with a sign, or with a small letter below a large one, goes on.
    """
    for n, (line, following) in enumerate(pairwise(lines)):
        begins = following[:1].isalnum() and not (following[0].islower() and not line[:1].islower())
        if begins and breaks[n].type == "softbreak" and _is_own(line) and _is_own(following):
            return n
    return None


def _words(node: SyntaxTreeNode) -> str:
    """What a phrase says, as far as its beginning and its numbers go."""
    if node.type in ("text", "code_inline"):
        return node.content
    return "".join(map(_words, node.children)) if node.type in _PHRASES else OTHER


def _lines(nodes: list[SyntaxTreeNode]) -> Iterator[str]:
    """The lines of a paragraph."""
    line = ""
    for node in nodes:
        if node.type in _BREAKS:
            yield line.strip()
            line = ""
        else:
            line += _words(node)
    yield line.strip()


def break_lines(nodes: list[SyntaxTreeNode], context: ReadingContext) -> None:
    """Begin a line at each mark of a list that Markdown does not know; warn of it, and of others.

    `context` is at the first of the nodes, which are those of a paragraph.
    """
    breaks = [node for node in nodes if node.type in _BREAKS]
    if not breaks:
        return
    lines = list(_lines(nodes))
    marks = marks_of(lines)
    for n in marks:
        if n and (token := breaks[n - 1].token):
            token.type = "hardbreak"
    plain = list(plain_lines(nodes))
    if told := [n for n in marks if not LETTERED.match(plain[n])]:
        message = f"'{marks[told[0]]}' begins no list"
        advice = "write '1. ' or '- ' instead, with an empty line above the first"
        context.warn("leftover", message, advice, context.line + told[0])
    if (first := _joined(lines, breaks)) is not None:
        message = f"the line '{lines[first]}' and the next are printed as one"
        advice = "end each with two spaces or \\, or begin them with '- '"
        context.warn("lines-joined", message, advice, context.line + first)
