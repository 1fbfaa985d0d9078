"""Fenced divs as Pandoc nests them: `::: name` down to its own `:::`."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_FENCE = re.compile(r":{3,}\s*(.*?)\s*:*\s*$")


@dataclass(slots=True)
class _Open:
    """A div that is being read; only a `:::` of its own indent and level closes it."""

    indent: int
    level: int
    end: int | None = None
    """The line of its `:::`, once that has been met."""


def _stray(state: StateBlock, line: int) -> None:
    """A token for a `:::` that closes nothing."""
    token = state.push("div_stray", "", 0)
    token.map = [line, line + 1]
    state.line = line + 1


def _close(state: StateBlock, line: int, last: int) -> None:
    """End the innermost div at its `:::`, by telling its tokenizer that all lines are read."""
    divs: list[_Open] = state.env.get("divs", [])
    if divs and (divs[-1].indent, divs[-1].level) == (state.blkIndent, state.level):
        divs[-1].end = line
        state.line = last
    else:
        _stray(state, line)


def _read(state: StateBlock, first: int, last: int) -> _Open:
    """Tokenize what the div holds; leaves the state behind its end."""
    div = _Open(state.blkIndent, state.level)
    state.env.setdefault("divs", []).append(div)
    parent, state.parentType = state.parentType, "div"
    state.line = first
    state.md.block.tokenize(state, first, last)
    state.parentType = parent
    state.env["divs"].pop()
    if div.end is not None:
        state.line = div.end + 1
    return div


def _fenced_div(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """The block rule: a `div` token pair, with whether it was closed in its meta."""
    line = state.src[state.bMarks[first] + state.tShift[first] : state.eMarks[first]]
    fence = _FENCE.match(line)
    if not fence or state.is_code_block(first):
        return False
    if not silent and fence[1]:
        token = state.push("div_open", "div", 1)
        div = _read(state, first + 1, last)
        token.info, token.map = fence[1], [first, state.line]
        token.meta = {"closed": div.end is not None}
        state.push("div_close", "div", -1)
    elif not silent:
        _close(state, first, last)
    return True


def fenced_divs(md: MarkdownIt) -> None:
    """Teach a parser fenced divs; they may follow a paragraph without a blank line."""
    md.block.ruler.before(
        "fence",
        "fenced_div",
        _fenced_div,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
