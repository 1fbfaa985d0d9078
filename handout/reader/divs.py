"""Fenced divs as Pandoc nests them: `::: name` down to its own `:::`."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_FENCE = re.compile(r":{3,}\s*(.*?)\s*:*\s*$")
_CODE = re.compile(r"(`{3,}|~{3,})(.*)")
_MARKERS = re.compile(r"(?:(?:[-*+>]|\d{1,9}[.)])\s+)*")
"""The marks of lists and quotes, behind which a div can open too."""


def _line(state: StateBlock, number: int) -> str:
    """A line without its indent."""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _code_after(code: str, line: str) -> str:
    """The fence of the code block that is open after the line; empty where none is."""
    fence = _CODE.match(line)
    if not fence:
        return code
    if not code:
        return "" if fence[1].startswith("`") and "`" in fence[2] else fence[1]
    return "" if fence[1].startswith(code) and not fence[2].strip() else code


def _end(state: StateBlock, first: int, last: int) -> tuple[int, bool]:
    """Where the div that opens on `first` ends, and whether a `:::` closes it there.

    Inner divs and code are passed over; a list or quote around the div ends it too.
    """
    depth, code = 1, ""
    for number in range(first + 1, last):
        if state.isEmpty(number) or (code == "" and state.is_code_block(number)):
            continue
        if state.sCount[number] < state.blkIndent:
            return number, False
        line = _line(state, number)
        code = _code_after(code, line)
        colons = None if code else _FENCE.match(line[_MARKERS.match(line).end() :])  # type: ignore[union-attr]  # matches all lines
        depth += 0 if colons is None else 1 if colons[1] else -1
        if depth == 0:
            return number, True
    return last, False


def _stray(state: StateBlock, line: int) -> None:
    """A token for a `:::` that closes nothing."""
    token = state.push("div_stray", "", 0)
    token.map = [line, line + 1]
    state.line = line + 1


def _fenced_div(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """The block rule: a `div` token pair, with whether it was closed in its meta."""
    fence = _FENCE.match(_line(state, first))
    if not fence or state.is_code_block(first):
        return False
    if silent:
        return True
    if not fence[1]:
        _stray(state, first)
        return True
    end, closed = _end(state, first, last)
    token = state.push("div_open", "div", 1)
    token.info, token.map, token.meta = fence[1], [first, end], {"closed": closed}
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "div", end
    state.md.block.tokenize(state, first + 1, end)
    state.parentType, state.lineMax = parent, line_max
    state.push("div_close", "div", -1)
    state.line = end + closed
    return True


def fenced_divs(md: MarkdownIt) -> None:
    """Teach a parser fenced divs; they may follow a paragraph without a blank line."""
    md.block.ruler.before(
        "fence",
        "fenced_div",
        _fenced_div,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
