"""What was meant as Markdown and is none: it would be printed with its marks."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markdown_it.tree import SyntaxTreeNode

from handout.model.findings import Severity
from handout.source.markdown.context import ReadingContext

_HARD = "\N{NO-BREAK SPACE}"
_OTHER = "\0"
"""In the words of a line: what is more than plain words, or stands behind a backslash."""


class _Leftover(NamedTuple):
    """A pattern of plain words that are marks; its group fills the braces of the message."""

    sign: re.Pattern[str]
    message: str
    advice: str
    severity: Severity = Severity.ERROR


_BEGINNINGS = (
    _Leftover(
        re.compile(rf"(#{{2,6}}[^#\s]\S*|#+{_HARD}+[^\s{_OTHER}]*)"),
        "'{}' begins no heading",
        "write a plain space behind the last '#'",
    ),
    _Leftover(
        re.compile(rf"((?:[-*+]|\d+[.)])){_HARD}"),
        "'{}' begins no list here",
        "write a plain space behind it, instead of one that does not break",
    ),
    _Leftover(
        re.compile(r"([•‣▪●◦■□○⁃∙·\uf0a7\uf0b7])\s"),
        "'{}' begins no list",
        "write '- ' instead, with an empty line above the first",
    ),
    _Leftover(
        re.compile(r"(::\s*\w*)\s*$"), "'{}' has two colons", "write three: '::: name' … ':::'"
    ),
    _Leftover(
        re.compile(r"(\|[^|]*\|).*\|\s*$"),
        "this table, '{} …', lacks the line below its head",
        "write |---|---| there, with as many columns",
    ),
)
"""What a line of a paragraph may begin with by mistake."""

_ANYWHERE = (
    _Leftover(
        re.compile(r"!\[[^\[\]]*\]\s?\(([^()]*)"),
        "the picture '{}' cannot be read",
        "write no space before the '(', and none in the file's name",
    ),
    _Leftover(
        re.compile(r"(?<!!)\[[^\[\]]*\](?:\(| \((?=https?:|www\.|mailto:|tel:))([^()]*)"),
        "the link '{}' cannot be read",
        "write [words](address), with no space before the '(' and none in the address",
    ),
    _Leftover(
        re.compile(r"(\*\*+)"),
        "'{}' is printed as it stands, for it makes nothing bold",
        "write **words** with letters right inside the stars, or delete the stars",
        Severity.WARNING,
    ),
)
"""What may be left anywhere among words."""


def _plain_lines(nodes: Iterable[SyntaxTreeNode]) -> Iterator[str]:
    """The lines of inline nodes, of which only plain words are kept."""
    line = ""
    for node in nodes:
        if node.type in ("softbreak", "hardbreak"):
            yield line
            line = ""
        else:
            line += node.content if node.type == "text" else _OTHER
    yield line


def _tell(row: _Leftover, found: re.Match[str] | None, line: int, context: ReadingContext) -> bool:
    """A fault where the pattern is met; whether it is."""
    if found:
        message = row.message.replace("{}", found[1][:60])
        context.fault("leftover", message, row.advice, line, row.severity)
    return bool(found)


def check(nodes: list[SyntaxTreeNode], context: ReadingContext) -> None:
    """A fault for each line of words that holds marks; `context` is at the first of them."""
    for line, words in enumerate(_plain_lines(nodes), context.line):
        for row in _ANYWHERE:
            for found in row.sign.finditer(words):
                _tell(row, found, line, context)


def check_beginnings(nodes: list[SyntaxTreeNode], context: ReadingContext) -> None:
    """A fault where a paragraph, or a line of it, begins with marks; each kind once."""
    told: set[str] = set()
    for line, words in enumerate(_plain_lines(nodes), context.line):
        for row in _BEGINNINGS:
            if row.message not in told and _tell(row, row.sign.match(words), line, context):
                told.add(row.message)
