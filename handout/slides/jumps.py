"""Links at the foot of a slide: to its details, and from them back."""

from msgspec.structs import replace

from handout.model.deck import Box, Jump
from handout.slides import outline
from handout.slides.resolved_layouts import ResolvedLayout
from handout.typography.measuring import line_width

_SIZE, _HEIGHT, _SIDE = 18.0, 30.0, 14.0
"""Of its type, of the button, and from its edges to the words, in points on a slide of the base."""
_BETWEEN = 8.0
"""From one button to another."""
_TO_DETAILS, _BACK = "{0} ›", "‹ {0}"


def _place(layout: ResolvedLayout, wide: float, rtl: bool, beside: float) -> Box:
    """At the end of the version line or, where there is none, at the foot where titles begin.

    `beside` is what another button takes there.

    There a clinic's own slides have their logo or number more seldom than where lines end.
    """
    tall, foot = _HEIGHT * layout.scale, layout.footers.get("ftr")
    title = layout.placeholders["title"].room
    room = foot.box if foot else Box(title.left, 500 * layout.scale, title.width, tall)
    is_left = rtl == bool(foot)
    left = room.left + beside if is_left else room.right - wide - beside
    return Box(left, room.top + (room.height - tall) / 2, wide, tall)


def jump(asked: outline.Jump, layout: ResolvedLayout, beside: Jump | None = None) -> Jump:
    """A button at the foot of a slide, before another or alone."""
    taken = beside.box.width + _BETWEEN * layout.scale if beside else 0.0
    scale = layout.scale
    form = _BACK if asked.is_back else _TO_DETAILS
    (run, *_), rtl = asked.words.runs, asked.words.rtl
    words = replace(asked.words, runs=(replace(run, text=form.format(run.text), bold=True),))
    size = round(_SIZE * scale)
    wide = line_width(words.plain, layout.placeholders["title"].family) * size * 1.08
    wide += 2 * _SIDE * scale
    is_reversed = layout.row.background == "tx2"
    return Jump(_place(layout, wide, rtl, taken), words, size, asked.target, is_reversed)
