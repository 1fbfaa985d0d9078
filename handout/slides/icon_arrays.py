"""Icon arrays: so many of so many people, as rows of small figures."""

import math

from handout.model.deck import Box, IconArray
from handout.slides.outline import Proportion

_TALL = 2.0
"""A figure is so many times as tall as wide."""
_WIDE_STEP, _TALL_STEP = 1.3, 1.12
"""From one figure to the next, in widths and in heights."""


def _width(columns: int, count: int, room: Box) -> float:
    """How wide a figure can be with so many in a row."""
    rows = math.ceil(count / columns)
    return min(room.width / (columns * _WIDE_STEP), room.height / (rows * _TALL_STEP * _TALL))


def _columns(count: int, room: Box) -> int:
    """How many stand in a row: a number to count by, with figures as large as can be."""
    even = [number for number in (5, 10, 20, 25, 50) if count % number == 0]
    return max(even or range(1, count + 1), key=lambda number: _width(number, count, room))


def icon_array(proportion: Proportion, room: Box | None, rtl: bool) -> IconArray:
    """The people of a proportion in its room, those that it speaks of first."""
    room = room or Box(0, 0, 0, 0)
    columns = _columns(proportion.of, room)
    width = _width(columns, proportion.of, room)
    rows = math.ceil(proportion.of / columns)
    across, down = width * _WIDE_STEP, width * _TALL * _TALL_STEP
    top = room.top + (room.height - rows * down) / 2
    people = []
    for number in range(proportion.of):
        row, column = divmod(number, columns)
        left = room.right - column * across - width if rtl else room.left + column * across
        people.append(Box(left, top + row * down, width, width * _TALL))
    return IconArray(room, proportion.shown, tuple(people), proportion.alt)
