"""Limits of what is parsed: a text beyond them would take minutes, and is reported instead."""

import re
from itertools import accumulate

from markdown_it.rules_core import StateCore

_LARGEST = 300_000
"""Characters; a long article has 40,000."""
_MOST_PIECES = 8_000
"""Lines with words, and what takes as long as a line; a long article has 1,000."""
_PIECES = "<", "](", "[^", "# "
"""The signs of HTML tags, of links and pictures, of footnotes, of headings."""
_LONGEST = 10_000
"""Characters of a paragraph: the time to parse it can grow with the square of its length."""
_MOST_MARKS = 2_000
"""Of a paragraph, as each may have a partner anywhere behind it."""
_MOST_MARKS_OF_ALL = 20_000
"""Of an article, as nearly all rules are tried at each; a long one has 3,000."""
_SUCH = "marks such as * and ["
_MOST_OPEN = 16
"""Brackets of a paragraph: what stands in them is parsed once for each that is around it."""
DEEPEST = 24
"""How many lists, quotes and directives, or phrases, may be nested."""

_BRACKET = re.compile(r"[\[\]]")
_MARKS = re.compile(r"[\[\]<&*_~^=`!\\{$%]")


def too_much(markdown: str) -> str:
    """What an article has too much of for anybody to have written it; nothing if it has not."""
    if len(markdown) > _LARGEST:
        return f"{_LARGEST:,} characters"
    pieces = sum(not line.isspace() for line in markdown.split("\n") if line)
    pieces += sum(map(markdown.count, _PIECES)) + markdown.count("|") // 2
    many = pieces > _MOST_PIECES
    return f"{_MOST_PIECES:,} lines, headings, table cells, links, notes and tags" if many else ""


def _open_at_once(words: str) -> int:
    """How many square brackets are open at most."""
    steps = (1 if sign == "[" else -1 for sign in _BRACKET.findall(words))
    return max(accumulate(steps, lambda held, step: max(held + step, 0)), default=0)


def endless(words: str) -> str:
    """What a paragraph has too much of for anybody to have written it; nothing if it has not."""
    if len(words) > _LONGEST:
        return f"{_LONGEST:,} characters"
    if words.count("[") > _MOST_OPEN and _open_at_once(words) > _MOST_OPEN:
        return f"{_MOST_OPEN} brackets that are open at once"
    many = len(words) > _MOST_MARKS and len(_MARKS.findall(words)) > _MOST_MARKS
    return f"{_MOST_MARKS:,} {_SUCH}" if many else ""


def _marks_of(words: str) -> int:
    """How many marks there are; brackets as often as they are read, for those around them too."""
    brackets = words.count("[")
    return len(_MARKS.findall(words)) + (brackets and brackets * _open_at_once(words))


def empty_endless_paragraphs(state: StateCore) -> None:
    """Core rule: note and empty paragraphs that are endless, and those behind too many marks."""
    faults, marks = state.env.setdefault("endless", []), 0
    for token in (token for token in state.tokens if token.type == "inline"):
        before, marks = marks, marks + _marks_of(token.content)
        much = endless(token.content)
        if much:
            faults.append((token.map, f"this paragraph has more than {much}", "make several of it"))
        elif marks > _MOST_MARKS_OF_ALL >= before:
            message = f"up to here the article has more than {_MOST_MARKS_OF_ALL:,} {_SUCH}"
            faults.append((token.map, message, "make two articles of it"))
        if much or marks > _MOST_MARKS_OF_ALL:
            token.content = ""
