"""Keeps the outlines of drawings for the next leaflet: the QR code and the logo are on each.

WeasyPrint reads the numbers of an SVG's path anew whenever it is drawn, one by one.
"""

from functools import lru_cache
from typing import Any

_MOST = 1000
"""So many outlines are kept: two or three to a leaflet."""


@lru_cache
def install() -> None:
    """From now on outlines are kept; private names of WeasyPrint, guarded by a test."""
    from weasyprint import svg

    original = svg.TAGS["path"]
    kept: dict[object, tuple[list[Any], list[Any]]] = {}

    def path(drawing: Any, node: Any, font_size: float) -> None:
        size = drawing.inner_width, drawing.inner_height  # lengths may be shares of it
        key = node.get("d", ""), font_size, size
        drawn, corners = drawing.stream.stream, node.vertices
        if key not in kept:
            if len(kept) > _MOST:
                kept.clear()
            starts = len(drawn), len(corners)
            original(drawing, node, font_size)
            kept[key] = drawn[starts[0] :], list(corners)[starts[1] :]
            return
        operators, marks = kept[key]
        drawn.extend(operators)
        corners.extend(marks)

    svg.TAGS["path"] = path
