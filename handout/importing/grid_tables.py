"""Tables drawn with + and -, as Pandoc writes them, with bars between their cells instead."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_GRID = re.compile(
    r"(?:^[ ]{0,3}\+[-=:+]+\+[ ]*\n(?:^[ ]{0,3}\|.*\|[ ]*\n)+)+^[ ]{0,3}\+[-=:+]+\+[ ]*$", re.M
)
_BORDER = re.compile(r"\+[-=:+]+\+")


def _cells(lines: Sequence[str], edges: Sequence[int]) -> Iterator[str]:
    """The words of a row, column by column; a line of their own stays one."""
    for left, right in pairwise(edges):
        held = [line[left + 1 : right].strip() for line in lines]
        text = "\n".join(held).strip("\n")
        paragraphs = [" ".join(one.split("\n")) for one in re.split(r"\n\n+|\n(?=[-*+] )", text)]
        yield "<br>".join(re.sub(r"(?<!\\)\|", r"\\|", one) for one in paragraphs)


def _converted(found: re.Match[str]) -> str:
    lines = [line.strip() for line in found[0].split("\n")]
    edges = [at for at, sign in enumerate(lines[0]) if sign == "+"]
    borders = [n for n, line in enumerate(lines) if _BORDER.fullmatch(line)]
    plain = all([at for at, sign in enumerate(lines[n]) if sign == "+"] == edges for n in borders)
    between = (line for n, line in enumerate(lines) if n not in borders)
    if not plain or not all(all(line[at : at + 1] == "|" for at in edges) for line in between):
        return found[0]  # its cells span several, which the report tells
    rows = [list(_cells(lines[above + 1 : below], edges)) for above, below in pairwise(borders)]
    if "=" not in "".join(lines[n] for n in borders):
        rows.insert(0, [""] * (len(edges) - 1))
    rows.insert(1, ["---"] * (len(edges) - 1))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def without_grids(text: str) -> str:
    """The text; tables of which no cell spans several have bars now."""
    return _GRID.sub(_converted, text)
