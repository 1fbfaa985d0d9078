"""Brings a text to whole sheets: pages for notes at its end, and panels that are evenly full.

Text fills the panels of a folded sheet one by one, and what is left for the last may be a few
lines. Where it is, the sections are shared anew: each panel begins with one, and all are about
equally full.
"""

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Any

from handout.paper.copyfitting import NO_ROOM, Trial
from handout.paper.placement import descendants
from handout.paper.printing import Fit
from handout.paper.typesetting import Typesetting

_LITTLE = 0.36
"""A panel that is less full asks for another share."""
_FULL = 0.97
"""How full a panel may be: headings lose their space at its head, and blocks may not divide."""
_MOST_SPARE = 3
"""Pages for notes that the templates hold ready."""


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


def _evenly_shared(document: Any) -> str:
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


def _without_lonely_page(typesetting: Typesetting, trial: Trial[Any]) -> Trial[Any]:
    """The trial, or one without room for questions where they and the contact fill a page alone."""
    if len(trial.pages) == 1 or trial.pages[-1].has_body or not trial.setting.air:
        return trial
    without = typesetting.lay_out(trial.setting, NO_ROOM)
    return without if len(without.pages) < len(trial.pages) else trial


def _padded(typesetting: Typesetting, trial: Trial[Any], fit: Fit, css: str) -> Trial[Any]:
    """The trial with these rules, and as many pages for notes as whole sheets take."""
    needs = fit.whole(len(trial.pages)) - len(trial.pages)
    if not needs and not css:
        return trial
    for spare in range(needs, _MOST_SPARE + 1):
        selectors = ", ".join(f'[data-spare="{number}"]' for number in range(1, spare + 1))
        rules = f"{selectors} {{ display: block; break-before: page }}" if spare else ""
        padded = typesetting.lay_out(trial.setting, f"{css} {rules}")
        if len(padded.pages) == fit.whole(len(trial.pages)):
            return padded
    return trial


def on_whole_sheets(typesetting: Typesetting, trial: Trial[Any], fit: Fit) -> Trial[Any]:
    """The trial on whole sheets where the format asks for them, else on no page too many."""
    if not fit.pads:
        return _without_lonely_page(typesetting, trial)
    if fit.most and len(trial.pages) > fit.most:  # it is not made
        return trial
    if css := _evenly_shared(trial.document):
        padded = _padded(typesetting, trial, fit, css)
        if padded is not trial:
            return padded
    return _padded(typesetting, trial, fit, "")
