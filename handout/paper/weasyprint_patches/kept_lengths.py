"""Keeps what the lengths of a style come to, where they are not shares of the room around it.

WeasyPrint resolves the margins, paddings, borders and sizes of each box one by one, though most
boxes of a leaflet have the same few, and those in lengths that nothing around them changes.
"""

from functools import lru_cache
from operator import itemgetter
from types import SimpleNamespace
from typing import Any

from handout.paper.weasyprint_patches.keeping import Kept

_MOST = 500
"""So many sets of lengths are kept, or twice as many: the templates have some dozens."""

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"margin_{side}" for side in _SIDES),
    *(f"padding_{side}" for side in _SIDES),
    *(f"{most}{axis}" for axis in ("width", "height") for most in ("", "min_", "max_")),
)
_OTHERS = (*(f"border_{side}_width" for side in _SIDES), "border_collapse", "box_sizing")
_RADII = tuple(f"border_{end}_{side}_radius" for end in _SIDES[::2] for side in _SIDES[1::2])
_lengths, _others, _radii = itemgetter(*_LENGTHS), itemgetter(*_OTHERS), itemgetter(*_RADII)


def _is_fixed(length: Any) -> bool:
    """Whether a length is no share of anything, nor worked out from one."""
    return length == "auto" or getattr(length, "unit", "") == "px"


def _resolved(original: Any, style: Any) -> dict[str, Any] | None:
    """What a box of this style gets; None where it depends on the box or on what is around it."""
    if style["border_collapse"] == "collapse" or not all(map(_is_fixed, _lengths(style))):
        return None
    box = SimpleNamespace(style=style)
    original(box, (0, 0))
    values = vars(box)
    del values["style"]
    return values


def _keep(original: Any) -> Any:
    """What stands in for `resolve_percentages`."""
    kept: Kept[tuple[dict[str, Any] | None]] = Kept(_MOST)

    def resolve(box: Any, containing_block: Any) -> None:
        style = box.style
        key = _lengths(style), _others(style)
        known = kept.get(key)
        if known is None:
            known = (_resolved(original, style),)
            kept.put(key, known)
        if known[0] is None:
            original(box, containing_block)
        else:
            vars(box).update(known[0])

    return resolve


def _sharp(original: Any) -> Any:
    """What stands in for `resolve_radii_percentages`: most boxes have no round corners."""
    none = dict.fromkeys(_RADII, (0, 0))

    def resolve(box: Any) -> None:
        if all((0, "px") in radius for radius in _radii(box.style)):
            vars(box).update(none)
        else:
            original(box)

    return resolve


@lru_cache
def install() -> None:
    """From now on lengths are kept; names of WeasyPrint, guarded by a test."""
    from weasyprint.layout import (
        absolute,
        background,
        block,
        column,
        float,
        grid,
        inline,
        page,
        percent,
        table,
    )

    resolve = _keep(percent.resolve_percentages)
    for module in (absolute, block, column, float, grid, inline, page, percent, table):
        module.resolve_percentages = resolve
    background.resolve_radii_percentages = _sharp(background.resolve_radii_percentages)
