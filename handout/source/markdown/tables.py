"""Pipe tables."""

import re
from collections.abc import Mapping
from typing import Literal

from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from handout.model.article import Table, Text
from handout.source.markdown.faults import Faults
from handout.source.markdown.phrases import inline

_ALIGN: Mapping[str, Literal["start", "center", "end"]] = {
    "text-align:right": "end",
    "text-align:center": "center",
}
_BEFORE = re.compile(r"[\s>]*\|?")
"""What stands before the first cell: the marks of quotes, the indent of lists, a pipe."""


def _surplus(line: str, columns: int) -> list[str]:
    """The cells of a written row that have no column: Markdown leaves them out."""
    bare = _BEFORE.sub("", line, count=1).strip()
    return escapedSplit(bare.removesuffix("|"))[columns:]


def _row(node: SyntaxTreeNode, faults: Faults) -> tuple[Text, ...]:
    """The cells of a row."""
    faults.at(node.map)
    return tuple(inline(cell, faults) for cell in node.children)


def _check_row(node: SyntaxTreeNode, columns: int, faults: Faults) -> None:
    """A fault for the cells that a row has too many."""
    line = faults.at(node.map)
    surplus = _surplus(faults.source[line - faults.offset - 1], columns)
    if columns > 1 and "|" not in faults.source[line - faults.offset - 1]:
        message = "this line would be a row of the table above it, as no empty line parts the two"
        faults.add("table-row", message, "put an empty line before it", line)
    if any(cell.strip() for cell in surplus):
        message = f"this row has more cells than the table's head ({columns})"
        advice = "take one out, or add a column; a '|' among words is written '\\|'"
        faults.add("table-row", message, advice, line)


def table(node: SyntaxTreeNode, faults: Faults) -> Table:
    """A table, as yet without a caption."""
    line = faults.at(node.map)
    head, *body = (row for part in node.children for row in part.children)
    align = tuple(_ALIGN.get(str(cell.attrs.get("style", "")), "start") for cell in head.children)
    if not body:
        advice = "write its rows below the line of dashes"
        faults.add("table-empty", "the table has a head and no rows", advice, line)
    for row in body:
        _check_row(row, len(align), faults)
    return Table(line, _row(head, faults), tuple(_row(row, faults) for row in body), align)
