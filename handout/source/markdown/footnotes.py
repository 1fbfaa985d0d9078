"""Footnotes: those that are written, those that are referred to, and their faults."""

from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from handout.model.article import Footnote
from handout.source.markdown.blocks import blocks
from handout.source.markdown.faults import Faults


def _note_lines(state: StateCore) -> None:
    """Keep where each footnote is written, before the library takes them out of the text."""
    state.env["notes"] = [
        (token.meta["label"], token.map)
        for token in state.tokens
        if token.type == "footnote_reference_open"
    ]


def footnotes_with_lines(md: MarkdownIt) -> None:
    """Teach a parser footnotes, and to remember their lines."""
    md.use(footnote_plugin)
    md.core.ruler.before("footnote_tail", "footnote_lines", _note_lines)


def footnotes(root: SyntaxTreeNode, faults: Faults) -> Iterator[Footnote]:
    """The footnotes that the text refers to, in that order."""
    for block in (node for node in root.children if node.type == "footnote_block"):
        for node in block.children:
            number = int(node.meta["id"]) + 1
            line = faults.line = faults.marks.get(number, 0)
            held = blocks(node.children, faults)
            if not held:
                faults.add("footnote", "a footnote is empty", "write its text", line)
            yield Footnote(held[0].line if held else line, number, held)


def check_footnotes(env: dict[str, Any], faults: Faults) -> None:
    """A fault for each footnote that is written twice, or that nothing refers to."""
    numbers: dict[str, int] = env.get("footnotes", {}).get("refs", {})
    seen: set[str] = set()
    for label, lines in env.get("notes", ()):
        line = faults.at(lines)
        if label in seen:
            message = f"the footnote '{label}' is written twice"
            faults.add("footnote", message, "give one of them another name", line)
        elif numbers.get(f":{label}", -1) < 0:
            message = f"nothing refers to the footnote '{label}'"
            advice = f"write [^{label}] where it belongs, or delete it"
            faults.add("footnote", message, advice, line)
        seen.add(label)
