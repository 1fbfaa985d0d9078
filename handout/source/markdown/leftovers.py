"""Marks that were meant as Markdown but are none: they would be printed as they stand."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markdown_it.tree import SyntaxTreeNode

from handout.model.findings import Severity
from handout.source.markdown.context import ReadingContext

OTHER = "\0"
"""Stands in a line for all that is not plain words, and for what follows a backslash."""


class _Leftover(NamedTuple):
    """A pattern of such marks; its group fills the braces of the message."""

    sign: re.Pattern[str]
    message: str
    advice: str
    severity: Severity = Severity.WARNING


_AS_IT_STANDS = "'{}' is printed as it stands"
_NO_BOX = "'{}' makes no box here"
_BOX = "write '::: warning' above the words and ':::' below them"
_BOXES = "note|tip|hint|info|warning|danger|caution|important|attention|question|abstract|example"

LETTERED = re.compile(r"(\(\d{1,2}\)|\(?[a-z]\))\s")
"""The marks of an entry in a list, of which one alone is told too."""

_BEGINNINGS = (
    _Leftover(
        re.compile(r"(#{2,6}[^#\s]\S*)"),
        "'{}' begins no heading",
        "write a plain space behind the last '#'",
        Severity.ERROR,
    ),
    _Leftover(
        re.compile(r"([-+*•–—]|\d{1,2}[.)])[^\W\d_]"),
        "'{}' begins no list here, as no space follows it",
        "write a space behind it, with an empty line above the first",
    ),
    _Leftover(
        LETTERED,
        "'{}' begins no list",
        "write '1. ' or '- ' instead, with an empty line above the first",
    ),
    _Leftover(re.compile(r"(\[!\w+\])"), _NO_BOX, f"{_BOX}, without the '>'"),
    _Leftover(re.compile(rf"((?:!!!|\?\?\?\+?) ?(?:{_BOXES}))\b"), _NO_BOX, _BOX),
    _Leftover(re.compile(rf"(\.\. (?:{_BOXES})::)"), _NO_BOX, _BOX),
    _Leftover(
        re.compile(r'(===!? "[^"]*")'), _AS_IT_STANDS, "write the words as a heading: ## Words"
    ),
    _Leftover(
        re.compile(r"(?![(#]?\w{0,4}[.)]\t)(\w(?:[^\t\S]*+\S)*+)[^\t\S]*+\t"),
        "the words '{}' stand before a tab, which makes no column of a table",
        "write it as | one | two |, with |---|---| below the first line",
    ),
    _Leftover(
        re.compile(r"(::\s*\w*)\s*$"),
        "'{}' has two colons",
        "write three: '::: name' … ':::'",
        Severity.ERROR,
    ),
    _Leftover(
        re.compile(r"(\|[^|]*\|).*\|\s*$"),
        "this table, '{} …', lacks the line below its head",
        "write |---|---| there, with as many columns",
    ),
    _Leftover(
        re.compile(r"(?!(?:Table)?: ).*?(\{:[^{}]*\}|\{ ?[.#=][\w-][^{}]*\})"),
        _AS_IT_STANDS,
        "delete it, as braces mean nothing there",
    ),
)
"""At the beginning of a line of a paragraph."""

_ANYWHERE = (
    _Leftover(
        re.compile(r"(!\[\[[^\[\]]+\]\])"),
        "the picture '{}' is not shown",
        "write ![what it shows](the name of its file)",
    ),
    _Leftover(
        re.compile(r"(?<!!)(\[\[[^\[\]]+\]\])"),
        _AS_IT_STANDS,
        "write the words alone, or [words](address)",
    ),
    _Leftover(
        re.compile(
            r"(\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\[/?(?:caption|gallery|embed|vc_\w+)\b[^\[\]]*\])"
        ),
        _AS_IT_STANDS,
        "delete it, as it means something to another program alone",
    ),
    _Leftover(re.compile(r"(%%.+?%%)"), _AS_IT_STANDS, "put it between <!-- and -->"),
    _Leftover(
        re.compile(r"(\[-?@[\w:.-]+[^\[\]]*\]|(?<![\w@.])@(?:fig|tbl|sec|eq)-[\w-]+)"),
        _AS_IT_STANDS,
        "write what it refers to in words, or as a footnote",
    ),
    _Leftover(
        re.compile(rf"(\$(?:{OTHER}[a-z]|[^\s$][^$]*[\^_])[^$]*\$)"),
        "the formula '{}' is printed as it stands",
        "write it in words and signs, such as H~2~O and 10^9^",
    ),
    _Leftover(
        re.compile(r"(?<![\w:/])(:[a-z][a-z_+-]{2,}:)(?![\w:])"), _AS_IT_STANDS, "write it as words"
    ),
    _Leftover(
        re.compile(r"!\[[^\[\]]*\]\s?\(([^()]*)"),
        "the picture '{}' cannot be read",
        "write ![words](<file>), with no space before the '('",
        Severity.ERROR,
    ),
    _Leftover(
        re.compile(r"(?<!!)\[[^\[\]]*\](?:\(| \((?=https?:|www\.|mailto:|tel:))([^()]*)"),
        "the link '{}' cannot be read",
        "write [words](address), with no space before the '(' and none in the address",
        Severity.ERROR,
    ),
    _Leftover(
        re.compile(r"(\*\*+)"),
        "'{}' is printed as it stands, for it makes nothing bold",
        "write **words** with letters right inside the stars, or delete the stars",
    ),
    _Leftover(
        re.compile(
            r"(\[(?:insert|add|enter|your|name of|phone|tel|date|todo|tbc|tbd|xx+)\b[^\[\]]*\])",
            re.IGNORECASE,
        ),
        "'{}' is still to be filled in",
        "write what belongs there",
    ),
    _Leftover(
        re.compile(r"\b(TODO|FIXME|TBC|TBD|XXX+)\b"),
        _AS_IT_STANDS,
        "write what is still to be written, or put it between <!-- and -->",
    ),
    _Leftover(
        re.compile("(?<!\\S)(\\S*?(?:â€|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]|ï»¿)\\S*)"),
        "the letters of '{}' were spoilt when the text was copied or saved",
        "type them anew",
    ),
)
"""Anywhere among words."""


def plain_lines(nodes: Iterable[SyntaxTreeNode]) -> Iterator[str]:
    """The lines of inline nodes, all but plain words replaced by `OTHER`."""
    line = ""
    for node in nodes:
        if node.type in ("softbreak", "hardbreak"):
            yield line
            line = ""
        else:
            line += node.content if node.type == "text" else OTHER
    yield line


def _add(row: _Leftover, match: re.Match[str], line: int, context: ReadingContext) -> None:
    """A fault for a match of the pattern."""
    message = row.message.replace("{}", match[1][:60].replace(OTHER, "…"))
    context.fault("leftover", message, row.advice, line, row.severity)


def check(nodes: list[SyntaxTreeNode], context: ReadingContext) -> None:
    """A fault for each line of words that holds marks; `context` is at the first of them."""
    for line, words in enumerate(plain_lines(nodes), context.line):
        for row in _ANYWHERE:
            for match in row.sign.finditer(words):
                _add(row, match, line, context)


def check_beginnings(nodes: list[SyntaxTreeNode], context: ReadingContext) -> None:
    """A fault where a paragraph, or a line of it, begins with marks; each kind once."""
    rows = list(_BEGINNINGS)
    for line, words in enumerate(plain_lines(nodes), context.line):
        for row in list(rows):
            if match := row.sign.match(words):
                _add(row, match, line, context)
                rows.remove(row)
