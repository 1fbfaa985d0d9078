"""How much a drawing draws, whatever its elements copy, and whichever way they refer to others."""

import re
from xml.etree.ElementTree import Element

from handout.source.svg_styles import Reference, Sheet, bare, local, written

_MOST = 50_000
"""Elements to draw, with all copies."""
_DEEPEST = 60
"""How deep elements may be nested."""
_ONCE = frozenset(("clip-path", "mask", "filter"))
"""Properties that an element does not hand down to those in it."""
_UNSEEN = frozenset(
    ("linearGradient", "radialGradient", "stop", "style", "metadata", "title", "desc")
)
"""Elements that draw nothing by themselves."""
_SHEETS = {"mask": 50, "filter": 50}
"""Elements that take a sheet of dots of their own; so does each step of a filter."""
_STEP = 250
_STOPS = 20
"""Of a gradient; each further one counts."""
_NUMBER = re.compile(r"[\d.]++")


class _TooMuchError(Exception):
    """A drawing that refers to itself, is nested too deep, or draws too much."""


def _corners(element: Element) -> int:
    """At how many places at most a line has a marker."""
    return 1 + len(_NUMBER.findall(element.get("d", "") + " " + element.get("points", "")))


def _own(element: Element) -> int:
    """What an element weighs by itself."""
    name = local(element.tag)
    if name in _UNSEEN:
        return max(0, len(element) - _STOPS)
    return _STEP if name.startswith("fe") else _SHEETS.get(name, 1)


class _Weight:
    """Counts the elements that are drawn for an element, copies included."""

    def __init__(self, root: Element) -> None:
        self._named: dict[str, list[Element]] = {}
        for element in root.iter():
            if name := bare(element.get("id", "")):
                self._named.setdefault(name, []).append(element)
        self._sheet = Sheet(root)
        self._known: dict[Element, int] = {}
        self._reaches: dict[tuple[Element, bool], int] = {}

    def _inner(self, element: Element) -> list[Element]:
        """What stands in an element, and what it copies."""
        hrefs = (value for key, value in element.attrib.items() if local(key) == "href")
        names = (bare(href.strip().removeprefix("#")) for href in hrefs)
        copied = (one for name in names for one in self._named.get(name, ()))
        return [*element, *copied]

    def _reach(self, element: Element, corners: bool, depth: int = 0) -> int:
        """How many shapes, or corners of shapes, take on a property of an element."""
        if depth > _DEEPEST:
            raise _TooMuchError
        key = element, corners
        if key not in self._reaches:
            inner = (self._reach(one, corners, depth + 1) for one in self._inner(element))
            self._reaches[key] = (_corners(element) if corners else 1) + sum(inner)
        return self._reaches[key]

    def _drawn_for(self, element: Element, reference: Reference, depth: int) -> int:
        """How much is drawn for one of an element's references."""
        weight = sum(self.of(one, depth + 1) for one in self._named.get(reference.target, ()))
        if reference.property in _ONCE or not weight:
            return weight
        return weight * self._reach(element, reference.property.startswith("marker"))

    def of(self, element: Element, depth: int = 0) -> int:
        """Of the element, its content and what it refers to; raises _TooMuchError."""
        if depth > _DEEPEST:
            raise _TooMuchError
        if element not in self._known:
            weight = sum(self.of(one, depth + 1) for one in self._inner(element))
            for reference in (*written(element), *self._sheet.of(element)):
                weight += self._drawn_for(element, reference, depth)
            self._known[element] = weight + _own(element)
        if self._known[element] > _MOST:
            raise _TooMuchError
        return self._known[element]


def draws_too_much(root: Element) -> bool:
    """Whether a drawing refers to itself, or draws too much; raises UnreadableStyleError."""
    try:
        _Weight(root).of(root)
    except _TooMuchError:
        return True
    return False
