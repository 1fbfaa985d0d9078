"""Whether the items of numbered lists have the numbers that the mark-up gives them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from handout.paper.ink import Unseen
from handout.paper.placement import descendants

_OWN = re.compile(r"counter-reset: list-item (-?\d+)")
_LETTERS = re.compile(r"\W*([a-z]|[ivx]+)\W*", re.IGNORECASE)
"""The marker of a list that a style sheet counts in letters."""


class _Item(NamedTuple):
    element: Any
    number: int


def _items(ol: Any) -> Iterator[_Item]:
    """The items of a list, each with its number."""
    number = int(ol.get("start", "1"))
    for item in ol.iterfind("li"):
        if own := _OWN.search(item.get("style", "")):
            number = int(own[1]) + 1
        yield _Item(item, number)
        number += 1


def _marks(found: Iterable[Any]) -> Mapping[int, str]:
    """What style sheets write at the head of elements, by the places of these in memory."""
    marks: dict[int, str] = {}
    for box in found:
        if isinstance(box, boxes.TextBox) and (box.element_tag or "").endswith(
            ("::marker", "::before")
        ):
            marks[id(box.element)] = marks.get(id(box.element), "") + box.text
    return marks


def _is_right(number: int, mark: str) -> bool:
    digits = re.findall(r"-?\d+", mark)
    return [int(one) for one in digits] == [number] or bool(_LETTERS.fullmatch(mark))


def wrong(pages: Iterable[Any]) -> Iterator[Unseen]:
    """The items on WeasyPrint's pages that have no number, or another one."""
    told: set[int] = set()
    for page, box in enumerate(pages, 1):
        found = descendants(box._page_box)
        lists = {id(one.element): one.element for one in found if one.element_tag == "ol"}
        if not lists:
            continue
        marks, there = _marks(found), {id(one.element) for one in found} - told
        for item in (item for ol in lists.values() for item in _items(ol)):
            first = next(iter(item.element), None)
            mark = marks.get(id(item.element), "") or marks.get(id(first), "")
            if id(item.element) in there and not _is_right(item.number, mark):
                words = " ".join("".join(item.element.itertext()).split())
                yield Unseen(page, "number", f"{item.number}. {words}")
        told |= there
