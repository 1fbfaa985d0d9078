"""How much of a slide blocks take, estimated from their letters before anything is measured.

It goes by the smallest size of running text, 24 points, and rather says too much than too little.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from handout.model.article import Block, Code, Heading, List, Paragraph

_LINE, _GAP = 28.0, 9.0
"""From line to line, and above a paragraph, in points."""
_INDENT = 2
"""How many letters each level of a list takes from its lines."""


class Room(NamedTuple):
    """A placeholder for words."""

    letters: int
    """How many stand on a line."""
    height: float
    """In points."""


SLIDE = (Room(42, 414.0), Room(67, 326.0))
"""Beside a title, and below one that runs over the whole width."""
BESIDE_PICTURE = (Room(27, 260.0),)
COLUMN = {2: (Room(29, 280.0),), 3: (Room(18, 280.0),)}
"""By the number of columns."""
LEAD = (Room(67, 75.0),)
"""Above columns."""
STATEMENT = (Room(34, 160.0),)
"""A few lines, to be set large."""


_MAY_BE_WIDE = re.compile("[\u1100-\u115f\u231a-\U0010ffff]")
"""Where letters as wide as two are in Unicode, among others; the quotation marks come before."""


def letters(words: str) -> int:
    """How wide words are, in letters; those of Chinese or Japanese are as wide as two."""
    if not _MAY_BE_WIDE.search(words):
        return len(words)
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in words)


def lines(words: str, room: int) -> int:
    """How many lines words take, each written line begun anew."""
    return sum(max(1, math.ceil(letters(line) / max(room, 1))) for line in words.split("\n"))


def height(blocks: Iterable[Block], room: int) -> float:
    """How tall blocks of words are, in points, with so many letters to a line."""
    tall = 0.0
    for block in blocks:
        match block:
            case Paragraph(text=text) | Heading(text=text) | Code(text=text):
                tall += lines(text.plain, room) * _LINE + _GAP
            case List(items=items):
                tall += sum(height(item.blocks, room - _INDENT) for item in items)
    return tall


def fit(blocks: Iterable[Block], rooms: Iterable[Room] = SLIDE) -> bool:
    """Whether blocks of words have room on one slide."""
    held = tuple(blocks)
    return any(height(held, room.letters) <= room.height for room in rooms)
