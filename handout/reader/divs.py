"""Fenced divs as Pandoc nests them: `::: name` down to its own `:::`."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

FENCE = re.compile(r":{3,}\s*(.*?)\s*:*\s*$")
_CODE = re.compile(r"(`{3,}|~{3,})")


def _line(state: StateBlock, number: int) -> str:
    """A line without its indent."""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _closing_line(state: StateBlock, first: int, last: int) -> int | None:
    """The line that closes the div opened on `first`; inner divs and code are passed over."""
    depth, code = 1, ""
    for number in range(first + 1, last):
        line = _line(state, number)
        if fence := _CODE.match(line):
            code = "" if code and line.startswith(code) else code or fence[1]
        elif not code and (colons := FENCE.match(line)):
            depth += 1 if colons[1] else -1
            if depth == 0:
                return number
    return None


def _fenced_div(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """The block rule: a `div` token pair, with whether it was closed in its meta."""
    fence = FENCE.match(_line(state, first))
    if not fence or state.is_code_block(first):
        return False
    if silent:
        return True
    if not fence[1]:
        token = state.push("div_stray", "", 0)
        token.map = [first, first + 1]
        state.line = first + 1
        return True
    closing = _closing_line(state, first, last)
    end = last if closing is None else closing
    token = state.push("div_open", "div", 1)
    token.info, token.map, token.meta = fence[1], [first, end], {"closed": closing is not None}
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "div", end
    state.md.block.tokenize(state, first + 1, end)
    state.parentType, state.lineMax = parent, line_max
    state.push("div_close", "div", -1)
    state.line = end + (closing is not None)
    return True


def fenced_divs(md: MarkdownIt) -> None:
    """Teach a parser fenced divs; they may follow a paragraph without a blank line."""
    md.block.ruler.before(
        "fence",
        "fenced_div",
        _fenced_div,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
