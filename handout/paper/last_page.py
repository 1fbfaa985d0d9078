"""Fills the rest of the last page: more lines to write on, the contact panel at the foot.

CSS has no notion of "what is left of the last page". A second layout would know it, at
the price of a whole layout; moving a few boxes costs nothing. In the mark-up, an element
with `data-stretch` grows; its last child, a ruled line, is repeated where it has one.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.background import layout_box_backgrounds

from handout.paper.placement import children

ImageReader = Callable[..., Any]
_SLACK = 0.5
"""CSS pixels kept free, against rounding."""


def _path(box: Any) -> list[Any]:
    """From a box down to the one that grows, or nothing."""
    element = getattr(box, "element", None)
    if element is not None and "data-stretch" in element.attrib and box.element_tag == element.tag:
        return [box]
    for child in children(box):
        if path := [] if isinstance(child, boxes.MarginBox) else _path(child):
            return [box, *path]
    return []


def _foot(path: list[Any]) -> float:
    """Where the last of what stands below the growing box ends.

    Read from the boxes behind it, since one that goes on over the page may be given any height.
    """
    foot: float = path[-1].position_y + path[-1].margin_height()
    for parent, child in reversed(list(pairwise(path))):
        siblings = list(children(parent))
        later = [box for box in siblings[siblings.index(child) + 1 :] if box.is_in_normal_flow()]
        foot = max([foot, *(box.position_y + box.margin_height() for box in later)])
        # A margin below zero reaches into the bleed.
        foot += parent.padding_bottom + parent.border_bottom_width + min(0, parent.margin_bottom)
    return foot


def _repeat_lines(box: Any, room: float) -> None:
    """Add as many lines as there is room for, and set all of them evenly."""
    lines = list(box.children)
    if not lines:
        return
    pitch = lines[-1].margin_height()
    more = int(room // pitch)
    wider = (room - more * pitch) / (len(lines) + more)
    lines += [lines[-1].deepcopy() for _ in range(more)]
    top = lines[0].position_y
    for number, line in enumerate(lines):
        line.translate(dy=top + number * (pitch + wider) - line.position_y)
        line.height += wider
    box.children = lines


def _grow(path: list[Any], room: float) -> None:
    for parent, child in pairwise(path):
        siblings = list(children(parent))
        for later in siblings[siblings.index(child) + 1 :]:
            if later.is_in_normal_flow():
                later.translate(dy=room)
        child.height += room


def filled(page: Any, read_image: ImageReader) -> Any:
    """The page with its stretchable part grown; the same page where it has none."""
    page_box = page._page_box
    path = _path(page_box)
    if not path:
        return page
    room = page_box.content_box_y() + page_box.height - _foot(path[1:]) - _SLACK
    if room <= 0:
        return page
    _repeat_lines(path[-1], room)
    _grow(path[1:], room)
    layout_box_backgrounds(page_box, path[1], read_image)
    return Page(page_box)
