"""Whether words stand on their page in the order in which they are read, wherever CSS moved them.

What comes later stands below, on the same line farther on, or in a column farther on. Below is
meant of all that came before in the same column, farther on of what came right before.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from handout.model.page_layout import PlacedText
from handout.paper.geometry import Matrix, times
from handout.paper.ink import Unseen
from handout.paper.placement import POINTS, children

_STEP = 6.0
"""Points of the width of the strips that a page is divided into."""
_RAISED = 0.7
"""How far words of a line stand above each other, such as the mark of a note, in their sizes."""
_OVERLAP = 3.0
"""Points that words may reach into what is beside them."""

_CELLS = frozenset({"td", "th"})
"""They keep to their order even where they float."""


class _Place(NamedTuple):
    """What the boxes around words say of their place."""

    matrix: Matrix | None = None
    directions: tuple[tuple[int, bool], ...] = ()
    """The elements with a `dir` of their own, and whether that is from right to left."""
    floats: bool = False

    def inside(self, box: Any) -> "_Place":
        """The place of what is in a box."""
        matrix, directions, element = self.matrix, self.directions, box.element
        if box.transformation_matrix:
            own = box.transformation_matrix.values
            matrix = times(own, matrix) if matrix else own
        if element is not None and "dir" in element.attrib:
            directions = (*directions, (id(element), element.get("dir") == "rtl"))
        floats = self.floats or (box.is_floated() and box.element_tag not in _CELLS)
        return _Place(matrix, directions, floats)

    def runs_from_right(self, other: "_Place") -> bool:
        """Whether the text runs from right to left that both stand in."""
        pairs = zip(self.directions, other.directions, strict=False)
        both = [one for one, two in pairs if one == two]
        return bool(both) and both[-1][1]


class _Words(NamedTuple):
    """A text box in its place on the page, in points from the upper left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_turned: bool
    """Whether they do not run as they are written: up or down, or to the other side."""
    place: _Place

    def follows(self, other: "_Words") -> bool:
        """Whether it stands below words, or on the side of them that their text runs to.

        Or beside a float, on either side, as text does that flows around it.
        """
        if self.baseline > other.baseline + _RAISED * self.size:
            return True
        if other.place.floats and not self.place.floats:
            return True
        if self.place.runs_from_right(other.place):
            return self.right <= other.left + _OVERLAP
        return self.left >= other.right - _OVERLAP


def _placed(box: Any, place: _Place) -> _Words:
    matrix, directions, _ = place
    x, y = box.position_x, box.position_y + box.baseline
    ends, height = [x, x + box.width], box.style["font_size"]
    is_turned = (box.style["direction"] == "rtl") != bool(directions and directions[-1][1])
    if matrix:
        a, b, c, d, e, f = matrix
        ends, y = sorted(a * one + c * y + e for one in ends), b * x + d * y + f
        height, is_turned = height * abs(d), is_turned or a <= abs(b) or d <= abs(c)
    left, right, baseline, size = (length * POINTS for length in (*ends, y, height))
    return _Words(box.text.strip(), left, right, baseline, size, is_turned, place)


def _gather(box: Any, place: _Place, found: list[_Words]) -> None:
    for child in children(box):
        if not isinstance(child, boxes.TextBox):
            _gather(child, place.inside(child), found)
        elif child.text.strip():
            found.append(_placed(child, place))


class _Columns:
    """How far down a page is full, in strips from left to right."""

    def __init__(self, width: float) -> None:
        self._lowest = [0.0] * (int(width / _STEP) + 2)

    def above(self, words: _Words) -> bool:
        """Whether words stand above some that came before; these count from now on."""
        first = max(0, round((words.left + _OVERLAP) / _STEP))
        end = max(first + 1, round((words.right - _OVERLAP) / _STEP))
        lowest = self._lowest[first:end]
        most = max(lowest, default=0.0)
        if most <= words.baseline:  # as it nearly always is
            self._lowest[first:end] = [words.baseline] * len(lowest)
            return False
        self._lowest[first:end] = [max(words.baseline, one) for one in lowest]
        return most > words.baseline + _RAISED * words.size


def _out_of_order(words: Sequence[_Words], width: float) -> Iterator[str]:
    columns = _Columns(width)
    before = None
    for now in words:
        if columns.above(now) or (before and not now.follows(before)):
            yield now.text
        before = now


def moved(pages: Iterable[Any], placed: Iterable[Sequence[PlacedText]]) -> Iterator[Unseen]:
    """The words of WeasyPrint's pages that stand before others which are read before them.

    `placed` are the texts of the same pages.
    """
    for number, (page, texts) in enumerate(zip(pages, placed, strict=True), 1):
        found: list[_Words] = []
        _gather(page._page_box, _Place(), found)
        chains: dict[str, list[_Words]] = {}
        for words, text in zip(found, texts, strict=True):
            if not text.generated and text.region != "margin":
                chains.setdefault("" if text.is_of_article else text.region, []).append(words)
        for chain in chains.values():
            for out in _out_of_order(chain, page.width * POINTS):
                yield Unseen(number, "moved", out)
        turned = (words.text for words in chains.get("", []) if words.is_turned)
        yield from (Unseen(number, "turned", words) for words in turned)
