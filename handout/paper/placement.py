"""WeasyPrint's boxes -> text, pictures and tables of each page, with their places."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from handout.model.page_layout import (
    ARTICLE,
    BROKEN,
    PlacedFigure,
    PlacedPage,
    PlacedPicture,
    PlacedTable,
    PlacedText,
)
from handout.paper import added_words
from handout.typography.line_breaks import BREAK, JOIN

POINTS = 0.75
"""Points in a CSS pixel."""

_SMALL = frozenset({"sup", "sub", "small", "caption", "figcaption"})
_WHERE_ROOM = frozenset({"data-spare", "data-room"})
_APART = frozenset({"margin", "room", "repeated", "in-short"})
_LISTS, _CELLS = frozenset({"ol", "ul"}), frozenset({"td", "th"})
_BLOCKS = frozenset({"p", "li", "dt", "dd", "td", "th", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})


class _Context(NamedTuple):
    """What a box's ancestors say about its words."""

    region: str = "furniture"
    tag: str = ""
    room: float = 0.0
    goes_on: bool = False
    """Whether it is in a table that began on a page before."""
    item: Any = None
    """The item of a numbered list that it is in."""
    is_counted: bool = False
    """Whether the list that it is in is numbered."""
    added: str = ""
    """What a style sheet adds here that the mark-up does not say."""

    def inside(self, box: Any) -> "_Context":
        tag, room, goes_on = box.element_tag or "", self.room, self.goes_on
        if isinstance(box, boxes.BlockContainerBox):
            room = box.width * POINTS
            goes_on = box.is_table_wrapper and "top" in box.remove_decoration_sides
        elif isinstance(box, boxes.TableRowGroupBox) and box.is_header and goes_on:
            return self._replace(region="margin")
        elif isinstance(box, boxes.LineBox):
            room -= box.text_indent * POINTS  # the box of a task hangs out of its paragraph
        item, is_counted = self._list(tag, box.element)
        added = self.added
        if "::" in tag:
            added = added_words.strange(box, item, of_article=self.region in ARTICLE) or added
        region, block = self._region(tag, box.element) if tag else "", self.tag
        if not region:
            region, block = self.region, tag if tag in _BLOCKS else block
        return _Context(region, block, room, goes_on, item, is_counted, added)

    def _list(self, tag: str, element: Any) -> tuple[Any, bool]:
        """The item of a numbered list that is in a box, and whether its list is numbered."""
        if tag in _LISTS or tag in _CELLS:
            return None, tag == "ol"
        return (element if self.is_counted else None) if tag == "li" else self.item, self.is_counted

    def _region(self, tag: str, element: Any) -> str:
        """The region that an element begins, or nothing."""
        if self.region in _APART:
            return ""
        if not _WHERE_ROOM.isdisjoint(element.attrib):
            return "room"
        if "data-repeated" in element.attrib:
            return element.get("data-repeated") or "repeated"
        if tag == "main":
            return "body"
        if tag == "sup" and "note" in element.get("class", "").split():
            return "mark"
        small = "small" if tag in _SMALL and self.region == "body" else ""
        return element.get("data-region") or small


def children(box: Any) -> Iterator[Any]:
    """The boxes in a box, those that are placed absolutely among them."""
    for child in getattr(box, "children", ()):
        yield getattr(child, "_box", child)


def _gather(box: Any, found: list[Any]) -> None:
    for child in children(box):
        found.append(child)
        _gather(child, found)


def descendants(box: Any) -> list[Any]:
    """All boxes in a box, in the order of the document."""
    found: list[Any] = []
    _gather(box, found)
    return found


_CONTROLS = {ord(BREAK): None, ord(JOIN): None}


def _words(box: Any) -> str:
    """The words of a text box, without what shows where one breaks the line, or may."""
    hyphen = box.style["hyphenate_character"]
    text: str = box.text
    ends = {f"\u00ad{hyphen}": hyphen, f"{BROKEN}-": "-"}  # one of WeasyPrint's, one of ours
    printed = (  # letters would be words that a style sheet adds
        hyphen
        for end, hyphen in ends.items()
        if text.endswith(end) and not any(map(str.isalnum, hyphen))
    )
    words = text.removesuffix(next(printed, ""))
    if words.isascii() or words.endswith(BROKEN):
        return words
    return words.translate(_CONTROLS)


_SQUEEZED = (("letter_spacing", -0.15), ("word_spacing", -0.3))
"""What letters and words stand on each other from, in sizes of the type."""


def _is_squeezed(style: Any) -> bool:
    spaces = ((style[key], least) for key, least in _SQUEEZED)
    return any(s not in ("normal", 0) and s < least * style["font_size"] for s, least in spaces)


def _added(box: Any, context: _Context) -> str:
    is_marker = (box.element_tag or "").endswith("::marker")
    return added_words.of_marker(box.text, context.item) if is_marker else context.added


def _text(box: Any, context: _Context) -> PlacedText:
    return PlacedText(
        text=_words(box),
        x=box.position_x * POINTS,
        y=box.position_y * POINTS,
        width=box.width * POINTS,
        height=box.height * POINTS,
        size=box.style["font_size"] * POINTS,
        room=context.room,
        tag=context.tag or "p",
        region=context.region,
        generated="::" in (box.element_tag or "::"),  # a margin's own words have no element
        weight=box.style["font_weight"],
        squeezed=_is_squeezed(box.style),
        added=_added(box, context),
    )


def _margin(box: Any) -> _Context:
    return _Context("margin", room=box.width * POINTS, added=added_words.of_margin(box))


def _gather_texts(box: Any, context: _Context, found: list[PlacedText]) -> None:
    for child in children(box):
        if isinstance(child, boxes.TextBox):
            if child.text.strip():
                found.append(_text(child, context.inside(child)))
        elif isinstance(child, boxes.MarginBox):
            _gather_texts(child, _margin(child), found)
        else:
            _gather_texts(child, context.inside(child), found)


def _texts(page_box: Any) -> list[PlacedText]:
    found: list[PlacedText] = []
    _gather_texts(page_box, _Context(), found)
    return found


def _pictures(found: Iterable[Any]) -> Iterator[PlacedPicture]:
    for box in found:
        dots = getattr(getattr(box, "replacement", None), "width", None)
        if dots and box.element is not None:  # drawings have no dots
            yield PlacedPicture(box.element.get("src", ""), box.width * POINTS, dots)


def _figures(page_box: Any, found: Iterable[Any]) -> Iterator[PlacedFigure]:
    top = page_box.content_box_y()
    for figure in (box for box in found if box.element_tag == "figure"):
        for box in descendants(figure):
            if isinstance(box, boxes.ReplacedBox):
                place, height = (box.position_y - top) * POINTS, box.height * POINTS
                yield PlacedFigure(place, height)


def _blocks(found: Iterable[Any]) -> int:
    """How many blocks of words begin on a page, by their first lines."""
    return sum(box.element_tag in _BLOCKS and isinstance(box, boxes.BlockBox) for box in found)


def _tables(box: Any, room: Any) -> Iterator[tuple[Any, Any]]:
    """Each table below a box, with the box that holds it."""
    for child in children(box):
        if isinstance(child, boxes.TableBox) and child.element.tag == "table":
            yield child, room
        else:
            holds = isinstance(child, boxes.BlockContainerBox) and not child.is_table_wrapper
            yield from _tables(child, child if holds else room)


def tables(page_box: Any) -> Iterator[tuple[Any, Any]]:
    """Each table of a page, with the box that it should be no wider than."""
    for table, room in _tables(page_box, page_box):
        across = "across" in table.element.get("class", "").split()
        yield table, page_box if across else room


def excess(table: Any, room: Any) -> float:
    """How much wider a table is than its room, or a word of it than its cell; CSS pixels."""
    cells = (box for box in descendants(table) if isinstance(box, boxes.TableCellBox))
    words = (
        text.width - cell.width
        for cell in cells
        for text in descendants(cell)
        if isinstance(text, boxes.TextBox)
    )
    return float(max(table.border_width() - room.width, *words, 0.0))


def _cells(row: Any) -> list[str]:
    return [" ".join("".join(cell.itertext()).split()) for cell in row]


def _table(table: Any, room: Any) -> PlacedTable:
    rows = list(table.element.iter("tr"))
    cells = {id(row): _cells(row) for row in rows}
    every = [cell for row in cells.values() for cell in row]
    longest = max(" ".join(every).split(), key=len, default="")
    about = " | ".join(cell for row in rows[:2] for cell in cells[id(row)])
    if "records" in table.element.get("class", "").split():  # whose rows are no longer those
        about = next(cell for cell in (*every, "") if longest in cell)
    return PlacedTable(
        columns=max(map(len, cells.values()), default=0),
        longest=longest,
        about=about,
        excess=excess(table, room) * POINTS,
    )


def content_bottom(page_box: Any) -> float:
    """Where the last line or picture of a page ends, in CSS pixels."""
    flow = (child for child in children(page_box) if not isinstance(child, boxes.MarginBox))
    ends = [
        box.position_y + (box.height if isinstance(box, boxes.LineBox) else box.margin_height())
        for root in flow
        for box in descendants(root)
        if isinstance(box, boxes.LineBox | boxes.ReplacedBox)
    ]
    return max(ends, default=0.0)


def _fill(page_box: Any) -> float:
    top = page_box.content_box_y()
    share: float = (content_bottom(page_box) - top) / page_box.height
    return max(0.0, min(1.0, share))


def placed_page(page: Any, fill: float | None = None, stretched: bool = False) -> PlacedPage:
    """A page of WeasyPrint as data; `fill` where it was measured before a stretch."""
    box = page._page_box
    found = descendants(box)
    return PlacedPage(
        width=page.width * POINTS,
        height=page.height * POINTS,
        texts=tuple(_texts(box)),
        pictures=tuple(_pictures(found)),
        tables=tuple(_table(*one) for one in tables(box)),
        figures=tuple(_figures(box, found)),
        blocks=_blocks(found),
        depth=box.height * POINTS,
        left=box.content_box_x() * POINTS,
        right=(box.content_box_x() + box.width) * POINTS,
        fill=_fill(box) if fill is None else fill,
        stretched=stretched,
    )
