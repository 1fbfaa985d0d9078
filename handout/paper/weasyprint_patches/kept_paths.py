"""Keeps the outlines of drawings for the next leaflet: the QR code and the logo are on each.

WeasyPrint reads the numbers of an SVG's path anew whenever it is drawn, one by one.
"""

from functools import lru_cache
from typing import Any

from handout.paper.weasyprint_patches.keeping import Kept

_MOST = 200
"""So many outlines are kept, or twice as many: two or three to a leaflet."""


@lru_cache
def install() -> None:
    """From now on outlines are kept; private names of WeasyPrint, guarded by a test."""
    from weasyprint import svg

    original = svg.TAGS["path"]
    kept: Kept[tuple[list[Any], list[Any]]] = Kept(_MOST)

    def path(drawing: Any, node: Any, font_size: float) -> None:
        size = drawing.inner_width, drawing.inner_height  # lengths may be shares of it
        key = node.get("d", ""), font_size, size
        drawn, corners = drawing.stream.stream, node.vertices
        known = kept.get(key)
        if known is None:
            starts = len(drawn), len(corners)
            original(drawing, node, font_size)
            kept.put(key, (drawn[starts[0] :], list(corners)[starts[1] :]))
            return
        operators, marks = known
        drawn.extend(operators)
        corners.extend(marks)

    svg.TAGS["path"] = path
