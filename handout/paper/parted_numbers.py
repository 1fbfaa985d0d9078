"""Whether a style sheet parts numbers over two lines, as `word-break: break-all` does."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from handout.paper.ink import Unseen
from handout.paper.placement import descendants

_END = re.compile(r"\s(\S*\d[.,]?)$")
"""Of a line that goes on in a number; one of a single word holds no more of it."""
_START = re.compile(r"[.,]?\d\S*")


def _line(box: Any) -> str:
    return "".join(one.text for one in descendants(box) if isinstance(one, boxes.TextBox))


def _said(element: Any) -> str:
    """The words of an element, with a space where it begins a line."""
    inner = "".join(_said(child) + (child.tail or "") for child in element)
    return " " if element.tag == "br" else (element.text or "") + inner


def _parted(line: str, following: str, element: Any) -> str:
    """The word with a number that two lines part, or nothing."""
    end, start = _END.search(line), _START.match(following)
    if end is None or start is None:
        return ""
    word, words = end[1] + start[0], _said(element).split()
    apart = (end[1], start[0]) in pairwise(words)
    return word if word in words and not apart else ""


def parted(pages: Iterable[Any]) -> Iterator[Unseen]:
    """The numbers on WeasyPrint's pages that begin at the end of a line and end on the next."""
    for number, page in enumerate(pages, 1):
        for block in descendants(page._page_box):
            held = getattr(block, "children", ())
            lines = (one for one in held if isinstance(one, boxes.LineBox))
            for line, following in pairwise(map(_line, lines)):
                if word := _parted(line, following, block.element):
                    yield Unseen(number, "parted", word)
