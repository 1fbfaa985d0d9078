"""Where the sides of a text may end, and how full they would be in another setting.

Of a text that is laid out, the heights of lines, pictures and white are known down to each place
where a side may end. They are additive: with less leading, lower pictures or less space each is
multiplied. So it is foretold without a layout how full sides would be that begin at such places.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from msgspec.structs import replace
from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import block_level_page_break

from handout.paper.placement import POINTS, children, descendants
from handout.paper.printing import Fit
from handout.paper.setting import Setting
from handout.paper.trial import FAIRLY_FULL, HALF, SMALL_CONTACT, Trial

_FULL = 0.985
"""How full a side may be whose end is chosen: what was added up is not exact."""
_OVER = 0.004
"""What a side has more than it must, for the same reason."""
_TOUCH = 1.0
"""CSS pixels that one line may reach into the next."""
_COVER = 0.4
"""The cover's share of what a smaller contact panel and cover save."""
_PARTED = 0.03
"""What a side that begins within a section costs, in squares of the white on sides."""
_AIRY = 7.6
"""CSS pixels of white that go at most where all air is taken; of less white, a third."""
_ROWS = (boxes.BlockLevelBox, boxes.TableRowGroupBox, boxes.TableRowBox)
_PAGE = frozenset({"page", "left", "right", "recto", "verso"})


class _Start(NamedTuple):
    """What may begin a side."""

    element: Any
    """None of a line, before which no rule can end a side."""
    begins: float
    head: float = 0.0
    """The height of a table's head, which is repeated above it."""
    gap: float = 0.0
    """The white above it where it begins no side."""
    must: bool = False
    """Whether a style sheet lets it begin a side."""


class _Above(NamedTuple):
    """What is above a place, CSS pixels."""

    lines: float = 0.0
    pictures: int = 0
    """How many."""
    white: float = 0.0
    airy: float = 0.0
    """The part of the white that the air is."""

    def and_white(self, more: float, air: float) -> "_Above":
        """The same, and more white below it."""
        airy = self.airy + min(_AIRY, more / (2 + air))
        return self._replace(white=self.white + more, airy=airy)


class _Place(NamedTuple):
    """Where a side may end and another begin."""

    start: _Start
    above: _Above
    till: _Above
    """What is above what begins there."""


class _Path(NamedTuple):
    """Places where one side after another ends."""

    empty: int = 0
    uneven: float = 0.0
    fills: tuple[float, ...] = ()
    starts: tuple[int, ...] = ()

    def to(self, place: int, fill: float, least: float, start: _Start) -> "_Path":
        """The same, and a side so full that ends at a place."""
        whole = start.element is not None and start.element.tag == "section"
        uneven = self.uneven + (1 - fill) ** 2 + (0.0 if whole else _PARTED)
        fills, starts = (*self.fills, fill), (*self.starts, place)
        return _Path(self.empty + (fill < least), uneven, fills, starts)


class Foretold(NamedTuple):
    """How full the sides of a text would be."""

    notes: int
    """Pages for notes beyond the first one."""
    empty: int
    uneven: float
    sides: int
    fills: tuple[float, ...]
    starts: tuple[int, ...]


def _avoids(value: str) -> bool:
    return value.startswith("avoid")


def _inked(box: Any) -> list[Any]:
    """The lines of words and the pictures in a box, from its head to its foot."""
    found = (one for one in descendants(box) if isinstance(one, boxes.LineBox | boxes.ReplacedBox))
    held = boxes.ReplacedBox | boxes.LineBox
    inked = [one for one in found if not any(isinstance(b, held) for b in descendants(one))]
    return sorted(inked, key=lambda one: one.position_y)


def _lines(box: Any) -> Iterator[_Start]:
    """The lines of a paragraph before which a side may end."""
    lines = [one for one in box.children if isinstance(one, boxes.LineBox)]
    for line in lines[box.style["orphans"] : len(lines) - box.style["widows"] + 1]:
        yield _Start(None, line.position_y)


def _parted(box: Any, head: float = 0.0) -> Iterator[_Start]:
    """What of a box may begin a side."""
    columns = box.style["column_count"] != "auto" or box.style["column_width"] != "auto"
    if columns or _avoids(box.style["break_inside"]) or isinstance(box, boxes.TableRowBox):
        return
    flow = [one for one in children(box) if isinstance(one, _ROWS) and one.is_in_normal_flow()]
    if isinstance(box, boxes.TableBox):
        head = sum(one.height for one in flow if getattr(one, "is_header", False))
    elif not flow:
        yield from _lines(box)
    for before, child in zip((None, *flow), flow, strict=False):
        is_first = before is None or getattr(before, "is_header", False)
        if not is_first and not _avoids(block_level_page_break(before, child)):
            begins = [one.position_y for one in _inked(child)[:1]]
            if begins and child.element.tag == child.element_tag:
                yield _Start(child.element, min(*begins, child.border_box_y()), head)
        yield from _parted(child, head)


def _repeated(main: Any, seen: set[Any]) -> Any:
    """The head of a table that goes on from the page before; None where there is none."""
    found = (box for box in descendants(main) if getattr(box, "is_header", False))
    return next((box for box in found if box.element in seen), None)


def _first(main: Any, seen: set[Any]) -> _Start:
    """What begins the page of a part of the article."""
    box, element, gap, must = main, None, 0.0, False
    while box is not None and not isinstance(box, boxes.LineBox):
        if box.element not in seen and box.element_tag == box.element.tag:
            element = box.element if element is None else element
            asked = box.style["break_before"] in _PAGE and not box.element.get("data-begins")
            must = must or asked
            side = "margin_bottom" if box.element_tag == "section" else "margin_top"
            gap = max(gap, getattr(box.style[side], "value", 0.0))
        flow = (b for b in children(box) if isinstance(b, boxes.LineBox) or b.is_in_normal_flow())
        box = next((b for b in flow if not getattr(b, "is_header", False)), None)
    head = getattr(_repeated(main, seen), "height", 0.0)
    return _Start(element, 0.0, head, gap, must)


def _shown(page: Any) -> Any:
    """The box of the article on a page; None where there is none of it."""
    found = (box for box in descendants(page._page_box) if box.element_tag == "main")
    return next(found, None)


class SideEnds:
    """Where the sides of a text that is laid out may end."""

    def __init__(self, trial: Trial[Any], fit: Fit) -> None:
        self._trial, self._fit = trial, fit
        self._places: list[_Place] = []
        self._pictures: list[float] = []
        seen: set[Any] = set()
        now = _Above()
        self._tail = 0.0
        """How high what of the template follows the text is, on its last side."""
        for page, placed in zip(
            trial.document.pages, trial.pages[: trial.text_pages], strict=False
        ):
            if not (main := _shown(page)):
                continue
            if self._places:
                first = _first(main, seen)
                self._places.append(_Place(first, now, now := now.and_white(first.gap, self._air)))
            box = page._page_box
            now = self._add(box, main, _repeated(main, seen), now)
            seen.update(box.element for box in (main, *descendants(main)))
            end = max((one.position_y + one.height for one in _inked(main)), default=0.0)
            self._tail = placed.fill * box.height - end + box.content_box_y()
        if fit.pads:  # a text of all sides of its sheets has it on its last one
            behind = trial.pages[trial.text_pages :]
            self._tail += sum(page.fill * page.depth for page in behind) / POINTS
        self._places.append(_Place(_Start(None, 0.0), now, now))
        self._depths = [one._page_box.height for one in trial.document.pages]

    @property
    def _air(self) -> float:
        return self._trial.setting.air

    def _add(self, page: Any, main: Any, repeated: Any, now: _Above) -> _Above:
        """Add the places of a page; what is above its foot."""
        inside = descendants(main)
        figures = {id(b) for f in inside if f.element_tag == "figure" for b in descendants(f)}
        again = {id(b) for b in descendants(repeated)} if repeated else set()
        covered = page.content_box_y() + getattr(repeated, "height", 0.0)
        begun, ends, totals = [], [], []
        blocks = (b for b in children(main) if isinstance(b, boxes.BlockLevelBox))
        title = next(blocks, None) if not self._places else None
        head = title.border_box_y() + title.border_height() if title else 0.0
        for one in (one for one in _inked(main) if id(one) not in again):
            end = one.position_y + one.height
            new = max(0.0, end - max(covered, one.position_y))
            gap = max(0.0, one.position_y - covered)
            airy = one.position_y >= head  # the title has its own space
            now = now.and_white(gap, self._air) if airy else now._replace(white=now.white + gap)
            covered = max(covered, end)
            if id(one) in figures and isinstance(one, boxes.ReplacedBox):
                self._pictures.append(new)
                now = now._replace(pictures=now.pictures + 1)
            else:
                now = now._replace(lines=now.lines + new)
            begun.append(one.position_y)
            ends.append(covered)
            totals.append(now)
        for start in sorted(_parted(main), key=lambda one: one.begins):
            place = bisect_left(begun, start.begins - _TOUCH) - 1
            if place >= 0 and start.begins >= head and ends[place] <= start.begins + _TOUCH:
                above = totals[place]
                gap = max(0.0, start.begins - ends[place])
                self._places.append(_Place(start, above, above.and_white(gap, self._air)))
        return now

    def _heights(self, setting: Setting) -> tuple[list[float], list[float]]:
        """What is above each place, and above what begins there, in a setting."""
        now, tallest = self._trial.setting, setting.tallest / POINTS or float("inf")
        leading, less = setting.leading / now.leading, now.air - setting.air
        pictures = [0.0, *accumulate(min(one, tallest) for one in self._pictures)]

        cover = _COVER * self._less_contact(setting)

        def height(one: _Above) -> float:
            inked = one.lines * leading + pictures[one.pictures]
            return inked + one.white - one.airy * less - cover

        above = [height(place.above) for place in self._places]
        begins = [height(place.till) - place.start.head for place in self._places]
        return list(accumulate(above, max)), [0.0, *begins]

    def _less_contact(self, setting: Setting) -> float:
        """How much lower the cover and the contact panel are in a setting."""
        less = self._trial.setting.contact - setting.contact
        return self._fit.contact / POINTS * less / (1 - SMALL_CONTACT)

    def _behind(self, setting: Setting) -> float:
        """How high what follows the text on its last side is in a setting."""
        return max(0.0, self._tail - (1 - _COVER) * self._less_contact(setting))

    def _next(self, start: int, above: list[float], begins: float, depth: float) -> list[int]:
        """The places where a side that begins at one may end.

        One that ends by itself is as full as it can be. A block that would fill it to the last is
        taken not to fit.
        """
        end = len(above) - 1
        musts = (n for n in range(start, end) if self._places[n].start.must)
        end = next(musts, end)
        natural = min(end, bisect_right(above, begins + depth) - 1)
        full = min(end, bisect_right(above, begins + depth * _FULL) - 1)
        if natural < end and self._places[natural].start.element is not None:
            natural = full
        least = bisect_left(above, begins + depth * (FAIRLY_FULL + _OVER))
        chosen = range(max(start, least), full + 1)
        ways = [n for n in chosen if self._places[n].start.element is not None]
        return [*ways, natural] if natural >= start and natural not in ways else ways

    def foretold(self, setting: Setting, most: int) -> Foretold | None:
        """How full sides would be that begin where they should, at most so many."""
        above, begins = self._heights(setting)
        end, last = len(above) - 1, 0.0 if self._fit.pads else HALF
        layer: dict[int, _Path] = {0: _Path()}
        found = []
        for sides in range(1, most + 1):
            after: dict[int, _Path] = {}
            depth = self._depths[min(sides, len(self._depths)) - 1]
            if sides == (most if self._fit.pads else 1):  # a booklet has a page for it else
                above[-1] += self._behind(setting)
            for start, path in layer.items():
                for way in self._next(start, above, begins[start], depth):
                    fill = (above[way] - begins[start]) / depth
                    least = (last if sides > 1 else 0.0) if way == end else FAIRLY_FULL
                    one = path.to(way, fill, least, self._places[way].start)
                    after[way + 1] = min(one, after.get(way + 1, one))
            if ended := after.pop(end + 1, None):
                empty, uneven, fills, starts = ended
                uneven, notes = round(uneven, 3), self.notes(sides)
                found.append(Foretold(notes, empty, uneven, sides, fills, starts[:-1]))
            layer = after
        return min(found, default=None)

    def notes(self, sides: int) -> int:
        """How many pages beyond one would have nothing but lines to write on."""
        fit = self._fit
        return max(0, fit.whole(len(self._trial.pages)) - sides - 2) if fit.pads else 0

    def setting(self, setting: Setting, foretold: Foretold) -> Setting:
        """A setting in which the sides begin where they should."""
        root = list(self._trial.document.pages[0]._page_box.children[0].element.iter())
        elements = (self._places[start].start.element for start in foretold.starts)
        begins = sorted(root.index(one) for one in elements if one is not None)
        for place in begins:
            root[place].set("data-begins", str(place))
        return replace(setting, begins=tuple(begins))
