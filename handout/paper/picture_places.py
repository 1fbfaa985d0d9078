"""Where the pictures of a document stand on the pages of its PDF, to prove that they are seen."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from typing import Any, NamedTuple, cast

from weasyprint.formatting_structure import boxes

from handout.model.markup import shown_source
from handout.paper.geometry import IDENTITY, Edges, Matrix, PicturePlace, moved, times
from handout.paper.ink import Unseen, is_drawn
from handout.paper.placement import POINTS, children, descendants


class _Spot(NamedTuple):
    """A page on a page of the PDF, in CSS pixels from its upper left corner."""

    page: Any
    x: float
    y: float


def _spots(sheet: Any) -> Sequence[_Spot]:
    """The pages on a sheet of several, or a page by itself."""
    placed = getattr(sheet, "_placed", None)
    return [_Spot(*one) for one in placed] if placed else [_Spot(sheet, 0.0, 0.0)]


_EVERYWHERE: Edges = (-math.inf, -math.inf, math.inf, math.inf)


def _both(one: Edges, other: Edges) -> Edges:
    """What lies in both; it has no width or no height where nothing does."""
    lows, highs = map(max, one[:2], other[:2]), map(min, one[2:], other[2:])
    return cast(Edges, (*lows, *highs))


def _clipped(box: Any) -> Iterator[Edges]:
    """What a box cuts off itself and all that stands in it by."""
    if box.is_absolutely_positioned() and (clip := box.style["clip"]):
        x, y = box.border_box_x(), box.border_box_y()
        usual = 0, 0, box.border_height(), box.border_width()  # as WeasyPrint has it
        pairs = zip(clip, usual, strict=True)
        top, right, bottom, left = (edge if told == "auto" else told for told, edge in pairs)
        yield x + min(left, right), y + top, x + max(left, right), y + bottom
    if box.style["overflow"] != "visible" and not box.is_for_root_element:
        x, y = box.padding_box_x(), box.padding_box_y()
        yield x, y, x + box.padding_width(), y + box.padding_height()


def _found(box: Any, matrix: Matrix, seen: Edges = _EVERYWHERE) -> Iterator[tuple[str, Edges]]:
    """The names of the pictures in a box, and what of the page they are on.

    `seen` is what is not cut off.
    """
    for child in children(box):
        own = child.transformation_matrix
        inner = times(own.values, matrix) if own else matrix
        inside = reduce(_both, (moved(edges, inner) for edges in _clipped(child)), seen)
        if isinstance(child, boxes.ReplacedBox) and child.element is not None:
            x, y = child.content_box_x(), child.content_box_y()
            edges = moved((x, y, x + child.width, y + child.height), inner)
            yield child.element.get("src", ""), _both(edges, inside)
        else:
            yield from _found(child, inner, inside)


def places(sheets: Iterable[Any]) -> list[list[PicturePlace]]:
    """The pictures of each page of the PDF, in points from its upper left corner."""
    return [
        [
            PicturePlace(name, *(POINTS * edge for edge in edges))
            for spot in _spots(sheet)
            for name, edges in _found(spot.page._page_box, (*IDENTITY[:4], spot.x, spot.y))
        ]
        for sheet in sheets
    ]


def left_out(pages: Iterable[Any], meant: Counter[str]) -> Iterator[Unseen]:
    """The pictures that have no box on WeasyPrint's pages."""
    elements = {
        id(box.element): box.element.get("src", "")
        for page in pages
        for box in descendants(page._page_box)
        if box.element is not None and box.element.tag == "img"
    }
    for name in meant - Counter(elements.values()):
        yield Unseen(1, "picture", name)


def missed(found: Iterable[Unseen], alone: Callable[[str], Any]) -> Iterator[Unseen]:
    """What is not seen, without the pictures that show nothing by themselves either.

    `alone` makes a document of a picture: one of one colour, or of three dots, hides nothing.
    """
    for one in found:
        if one.rule != "picture":
            yield one
            continue
        document = alone(one.words)
        data = document.write_pdf()
        for place in places(document.pages)[0]:
            if is_drawn(data, place):
                yield one._replace(words=shown_source(one.words))
