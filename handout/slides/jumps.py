"""Links at the foot of a slide: to its details, and from them back."""

from dataclasses import replace

from handout.model.deck import Box, Jump
from handout.slides import outline
from handout.slides.layout import MARGIN
from handout.slides.resolved_layouts import ResolvedLayout
from handout.typography.measuring import advance

_SIZE, _HEIGHT, _SIDE = 18.0, 30.0, 14.0
"""Of its type, of the button, and from its edges to the words, in points on a slide of the base."""
_TO_DETAILS, _BACK = "{0} ›", "‹ {0}"


def _room(layout: ResolvedLayout, width: float) -> Box:
    """Where the version line stands or, where there is none, the foot of the slide."""
    if foot := layout.footers.get("ftr"):
        return foot.box
    scale = layout.scale
    return Box(MARGIN * scale, 500 * scale, width - 2 * MARGIN * scale, 24 * scale)


def jump(asked: outline.Jump, layout: ResolvedLayout, width: float) -> Jump:
    """The button at the end of the foot; `width` is that of the slide."""
    room, scale = _room(layout, width), layout.scale
    form = _BACK if asked.is_back else _TO_DETAILS
    (run, *_), rtl = asked.words.runs, asked.words.rtl
    words = replace(asked.words, runs=(replace(run, text=form.format(run.text), bold=True),))
    size = round(_SIZE * scale)
    wide = advance(words.plain, layout.placeholders["title"].family) * size * 1.08
    wide += 2 * _SIDE * scale
    left = room.left if rtl else room.right - wide
    tall = _HEIGHT * scale
    box = Box(left, room.top + (room.height - tall) / 2, wide, tall)
    return Jump(box, words, size, asked.target, layout.row.background == "tx2")
