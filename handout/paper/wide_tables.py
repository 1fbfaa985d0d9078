"""Narrows a table that is too wide for its page, a step at a time.

It is set tighter, then across the whole page, then row by row: each cell on a line of its own
beside the head of its column. Names of medicines are better not broken: hyphens come last.
Options that are compared go across the page at once, are never set tighter, and stand question by
question where their columns are too narrow.
"""

from collections import Counter
from collections.abc import Mapping
from copy import deepcopy
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from weasyprint.formatting_structure import boxes

from handout.paper.long_words import spare_addresses
from handout.paper.placement import POINTS, descendants, excess, tables

_SLACK = 0.5
"""Points that a table may be too wide by: they are rounded away."""
_LEAST_COLUMNS = 3
"""A table of fewer is no narrower row by row."""
_MOST_LINES = 5
_LEAST_WIDTH = 8.0
"""Ems; in a narrower cell, more lines than the most are hard to read."""
_TALL = 9
"""A cell of more lines takes the room of a wider one: its table goes across the page at once."""
_WIDER = 1.2
"""How much wider than its own room a page must be, to be worth a table's going across it."""

Parents = Mapping[Element, Element]


def _lines(cell: Any) -> int:
    return sum(isinstance(box, boxes.LineBox) for box in descendants(cell))


def _is_cramped(cell: Any) -> bool:
    return _lines(cell) > _MOST_LINES and cell.width < _LEAST_WIDTH * cell.style["font_size"]


def _cells(table: Any) -> list[Any]:
    return [box for box in descendants(table) if isinstance(box, boxes.TableCellBox)]


def _is_hard_to_read(table: Any) -> bool:
    """Whether its words stand one or two on a line, in three columns or more; or options do so
    on many lines."""
    if _columns(table.element) < _LEAST_COLUMNS:
        return False
    cells = _cells(table)
    is_tall = "options" in _classes(table.element) and max(map(_lines, cells)) > _TALL
    return is_tall or any(map(_is_cramped, cells))


def _is_too_wide(table: Any, room: Any) -> bool:
    return excess(table, room) * POINTS > _SLACK or _is_hard_to_read(table)


def _is_tall(table: Any, room: Any, page: Any) -> bool:
    """Whether a cell of it is far higher than it would be across the page, or options are."""
    classes = {*_classes(table.element)}
    if {"across", "records", "chart"} & classes or page.width <= room.width * _WIDER:
        return False
    return "options" in classes or max(map(_lines, _cells(table))) > _TALL


def _columns(table: Element) -> int:
    return len(table.findall("thead/tr/*"))


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _add_class(element: Element, name: str) -> None:
    element.set("class", " ".join((*_classes(element), name)))


def _drop_classes(element: Element, *names: str) -> None:
    element.set("class", " ".join(name for name in _classes(element) if name not in names))


def _ancestor(element: Element | None, name: str, parents: Parents) -> Element | None:
    """The nearest element around another that is of a class; None where there is none."""
    while element is not None and name not in _classes(element):
        element = parents.get(element)
    return element


def _head(row: Element) -> list[Element]:
    """Copies of the cells of a head, which head lines from now on."""
    cells = [deepcopy(cell) for cell in row]
    for cell in cells:
        cell.set("scope", "row")
        for element in cell.iter():
            element.attrib.pop("id", None)
    return cells


def _tighter(table: Element, _parents: Parents) -> None:
    _add_class(table, "tight")


def _across(table: Element, _parents: Parents) -> None:
    """Let a table go across the page, below a heading that would stand beside it."""
    _add_class(table, "across")
    _drop_classes(table, "tight")


def _by_question(table: Element, head: Element, body: Element) -> None:
    """Turn the rows of options into groups: a question, and each option beside its answer."""
    corner, names = head[0][0], _head(head[0])[1:]
    if "".join(corner.itertext()).strip() or len(corner):
        corner.set("colspan", "2")
        SubElement(SubElement(table, "tbody", {"class": "corner"}), "tr").append(corner)
    for question, *answers in body:
        question.set("scope", "rowgroup")
        question.set("colspan", "2")
        group = SubElement(table, "tbody")
        SubElement(group, "tr").append(question)
        for name, answer in zip(names, answers, strict=True):
            SubElement(group, "tr").extend((deepcopy(name), answer))


def _in_groups(table: Element, head: Element, body: Element) -> None:
    """Turn rows into groups of lines: the head of each column beside its cell."""
    for row in body:
        group = SubElement(table, "tbody")
        for title, cell in zip(_head(head[0]), list(row), strict=True):
            SubElement(group, "tr").extend((title, cell))


def _row_by_row(table: Element, parents: Parents) -> None:
    """Turn the table's rows into groups of lines: the head of a column, and its cell."""
    head, body = table.find("thead"), table.find("tbody")
    if head is None or body is None:
        return
    table.remove(head)
    table.remove(body)
    if "options" in _classes(table):
        _by_question(table, head, body)
    else:
        _in_groups(table, head, body)
    _drop_classes(table, "short", "across")
    _add_class(table, "records")
    opening = _ancestor(table, "opening", parents)
    if opening is not None:
        _add_class(opening, "goes-on")


def _hyphenated(table: Element, _parents: Parents) -> None:
    spare_addresses(table)
    _add_class(table, "broken")


def _can_go_across(table: Element, room: Any, page: Any, parents: Parents) -> bool:
    """Whether the page is wider than the text, and the table is in nothing but a section."""
    holder = parents.get(table)
    alone = holder is not None and "prose" in _classes(holder)
    return alone and page.width > room.width * _WIDER


def _next_step(table: Any, room: Any, page: Any, parents: Parents) -> bool:
    """Take the next step for a table; whether there was one to take."""
    element = table.element
    if not _is_too_wide(table, room):
        may = _can_go_across(element, room, page, parents)
        if may:
            _across(element, parents)
        return may
    taken, many = _classes(element), _columns(element) >= _LEAST_COLUMNS
    steps = (
        (_tighter, not {"tight", "options"} & {*taken}),
        (
            _across,
            not {"across", "records"} & {*taken} and _can_go_across(element, room, page, parents),
        ),
        (_row_by_row, many and not {"chart", "records"} & {*taken}),
        (_hyphenated, "broken" not in taken),
    )
    step = next((step for step, is_open in steps if is_open), None)
    if step:
        step(element, parents)
    return step is not None


_SURELY = 0.97
"""Of a page, what options take at most that surely stand on one."""


def _heights(pages: list[Any], wanted: set[int]) -> Counter[int]:
    """How tall elements are, over all pages, by their places in memory."""
    found: Counter[int] = Counter()
    for box in (one for page in pages for one in descendants(page._page_box)):
        if id(box.element) in wanted and isinstance(box, boxes.BlockBox):
            found[id(box.element)] += box.margin_height()
    return found


def _parents(root: Element) -> Parents:
    return {child: parent for parent in root.iter() for child in parent}


def _lengthened(root: Element, pages: list[Any]) -> bool:
    """Let options go on over pages that none can hold with their heading, no others.

    Returns whether any did otherwise before.
    """
    held = {
        id(table.element): (table.element, page._page_box.height)
        for page in pages
        for table, _ in tables(page._page_box)
        if "options" in _classes(table.element)
    }
    if not held:
        return False
    parents = _parents(root)
    heads = {one: _ancestor(element, "opening", parents) for one, (element, _) in held.items()}
    kept = {one: opening.find("div") for one, opening in heads.items() if opening is not None}
    tall, turned = _heights(pages, {*held, *map(id, kept.values())}), False
    for one, (element, page) in held.items():
        height, is_long = tall[one] + tall[id(kept.get(one))], "long" in _classes(element)
        if is_long and height < page * _SURELY:
            _drop_classes(element, "long")
        elif height > page and not is_long:
            _add_class(element, "long")
        else:
            continue
        turned = True
    return turned


def narrowed(root: Element, pages: list[Any]) -> bool:
    """Take a step for tables that are too wide or long; whether pages are to be laid out again."""
    wide = {
        id(table.element): (table, room, page._page_box)
        for page in pages
        for table, room in tables(page._page_box)
        if _is_too_wide(table, room) or _is_tall(table, room, page._page_box)
    }
    if not wide:
        return _lengthened(root, pages)
    parents = _parents(root)
    return sum(_next_step(*one, parents) for one in wide.values()) > 0
