"""Where a side would be left empty, it begins earlier: words go over to it from the sides before.

What follows an empty side is never parted, so it cannot come up to it; but what stands before it
can go down, as far as those sides stay full. The side after it begins as it did, so that one
layout does.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from msgspec.structs import replace
from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import block_level_page_break

from handout.paper.placement import children, descendants
from handout.paper.setting import Setting
from handout.paper.trial import FAIRLY_FULL, HALF, Trial

_FULL = 0.985
"""How full a side may be: no line fits at its foot."""
_OVER = 0.004
"""What a side has more than it must, as what was added up is not exact."""
_TOUCH = 1.0
"""CSS pixels that one line may reach into the next."""
_ROWS = (boxes.BlockLevelBox, boxes.TableRowGroupBox, boxes.TableRowBox)


class _Start(NamedTuple):
    """What may be the first on a side, and is not."""

    element: Any
    above: float
    """How full its page is above it."""
    top: float
    """Where it begins, as a share of the page's depth."""


def _avoids(value: str) -> bool:
    return value.startswith("avoid")


def _parted(box: Any) -> Iterator[Any]:
    """The boxes before which a page may end, of those in a box."""
    columns = box.style["column_count"] != "auto" or box.style["column_width"] != "auto"
    if columns or _avoids(box.style["break_inside"]) or isinstance(box, boxes.TableRowBox):
        return
    flow = [one for one in children(box) if isinstance(one, _ROWS) and one.is_in_normal_flow()]
    flow = [one for one in flow if not isinstance(one, boxes.MarginBox)]
    for before, child in zip((None, *flow), flow, strict=False):
        head = before is None or getattr(before, "is_header", False)
        if not head and not _avoids(block_level_page_break(before, child)):
            yield child
        yield from _parted(child)


def _starts(page: Any) -> list[_Start]:
    """What may begin a side, where a straight line parts it from all above, the first one first."""
    box = page._page_box
    top, depth = box.content_box_y(), box.height
    lines = [
        (one.position_y, one.position_y + one.height)
        for root in children(box)
        if not isinstance(root, boxes.MarginBox)
        for one in (root, *descendants(root))
        if isinstance(one, boxes.LineBox | boxes.ReplacedBox)
    ]
    found = []
    for one in _parted(box):
        own = (b for b in descendants(one) if isinstance(b, boxes.LineBox | boxes.ReplacedBox))
        begins = min((b.position_y for b in own), default=0.0)
        above = max((end for start, end in lines if start < begins - _TOUCH), default=depth)
        if above <= begins + _TOUCH and one.element.tag == one.element_tag:
            found.append(_Start(one.element, (above - top) / depth, (begins - top) / depth))
    return found


class EvenSides:
    """The sides of a text, where those that are left empty begin earlier; the `last` one counts
    where it is less than half full."""

    def __init__(self, trial: Trial[Any], last: bool) -> None:
        self._trial = trial
        self._fills = [page.fill for page in trial.pages[: trial.text_pages]]
        self._least = [FAIRLY_FULL] * (len(self._fills) - 1) + [HALF if last else 0.0]
        self._more = [0.0] * len(self._fills)
        self._firsts: dict[int, Any] = {}
        for number in self._short:
            before = self._fills.copy(), self._more.copy(), self._firsts.copy()
            if not self._fill(number):
                self._fills, self._more, self._firsts = before

    @property
    def _short(self) -> list[int]:
        if len(self._fills) < 2:
            return []
        pairs = enumerate(zip(self._fills, self._least, strict=True))
        return [number for number, (fill, least) in pairs if fill < least]

    @property
    def emptiness(self) -> tuple[int, float]:
        """How many sides are still left empty, as foretold, and how much white that is too much."""
        white = sum(self._least[number] - self._fills[number] for number in self._short)
        return len(self._short), round(white, 2)

    def _ways(self, number: int) -> list[_Start]:
        """What a side may begin with instead, so that it is full enough, and not too full."""
        more, before = self._more[number - 1], self._fills[number - 1]
        starts = (
            one._replace(above=one.above + more, top=one.top + more)
            for one in _starts(self._trial.document.pages[number - 1])
        )
        least = self._least[number] + _OVER
        fills = [(one, self._fills[number] + before - one.top) for one in starts]
        return [one for one, fill in fills if one.top < before and least <= fill <= _FULL]

    def _fill(self, number: int) -> bool:
        """Fill a side from the one before, and that one from its own if need be: as evenly as may
        be, or else with as little as does."""
        ways = self._ways(number) if number else []
        if not ways:
            return False
        total = self._fills[number] + self._fills[number - 1]
        best = max(ways, key=lambda one: min(one.above, total - one.top))
        least = self._least[number - 1] + _OVER
        if best.above < least:
            best = max(ways, key=lambda one: one.above)
        self._firsts[number] = best.element
        self._more[number] += self._fills[number - 1] - best.top
        self._fills[number] = total - best.top
        self._fills[number - 1] = best.above
        return best.above >= least or self._fill(number - 1)

    @property
    def setting(self) -> Setting:
        """The setting of the trial, in which they begin so."""
        setting = self._trial.setting
        if not self._firsts:
            return setting
        root = list(self._trial.document.pages[0]._page_box.children[0].element.iter())
        places = sorted(root.index(first) for first in self._firsts.values())
        for place in places:
            root[place].set("data-begins", str(place))
        begins = ", ".join(f'[data-begins="{place}"]' for place in places)
        rules = f"{setting.rules} {begins} {{ break-before: page !important }}"
        return replace(setting, rules=rules.strip())
