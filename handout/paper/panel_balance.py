"""Shares the sections of a text over the panels of a folded sheet.

Text fills panel by panel, and what is left for the last may be a few lines. Where it is, the
sections are shared anew: each panel begins with one, and all are about equally full.
"""

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Any

from handout.paper.placement import descendants

_LITTLE = 0.36
"""A panel that is less full asks for another share."""
_FULL = 0.97
"""How full a panel may be: headings lose their space at its head, and blocks may not divide."""


def _flow(page_box: Any) -> Any:
    """The box of the text that flows from panel to panel; None where the page has none of it."""
    boxes = (box for box in descendants(page_box) if getattr(box, "element", None) is not None)
    return next((box for box in boxes if "data-flow" in box.element.attrib), None)


def _heights(flows: Sequence[Any]) -> dict[int, float]:
    """How high each part of the text is, by its place among its parent's children from 1."""
    places = {id(child): place for place, child in enumerate(flows[0].element, 1)}
    heights: dict[int, float] = {}
    for flow in flows:
        for box in flow.children:
            place = places[id(box.element)]
            heights[place] = heights.get(place, 0.0) + box.margin_height()
    return heights


def _evenest(heights: Sequence[float], panels: int, depth: float) -> tuple[int, ...]:
    """Which parts, counted from 0, begin a panel but the first; none where nothing fits."""

    def sums(cuts: tuple[int, ...]) -> list[float]:
        return [sum(heights[a:b]) for a, b in pairwise((0, *cuts, len(heights)))]

    ways = (
        cuts
        for cuts in combinations(range(1, len(heights)), panels - 1)
        if max(sums(cuts)) <= depth * _FULL
    )
    return min(ways, key=lambda cuts: max(sums(cuts)) - min(sums(cuts)), default=())


def shared(document: Any) -> str:
    """Rules of style that share the text evenly over the panels that it has, or nothing.

    It is shared where one of them is nearly empty, and by whole sections.
    """
    found = [(page._page_box.height, _flow(page._page_box)) for page in document.pages]
    depths, flows = [depth for depth, flow in found if flow], [flow for _, flow in found if flow]
    filled = [sum(box.margin_height() for box in flow.children) for flow in flows]
    if len(flows) < 2 or min(filled) > _LITTLE * depths[0]:
        return ""
    heights = _heights(flows)
    places = list(heights)
    cuts = _evenest(list(heights.values()), len(flows), depths[0])
    return " ".join(
        f"[data-flow] > :nth-child({places[cut]}) {{ break-before: page }}" for cut in cuts
    )
