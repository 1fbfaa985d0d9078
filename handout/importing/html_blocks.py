"""HTML in Markdown, as Markdown: lists, tables, headings, links, pictures, bold and italic."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree, html

from handout.importing.document import Block, Cell, Mark, Paragraph, Picture, Remark, Span, Table
from handout.importing.tables import flattened
from handout.importing.writing import Writer
from handout.source.markdown.html_tags import PHRASES

_LARGE = re.compile(r"^[ \t]*<(table|ul|ol)\b[^>]*>", re.IGNORECASE | re.MULTILINE)
_MARKS = {"strong": "bold", "em": "italic", "s": "strike", "sup": "sup", "sub": "sub"}
_LISTS = ("ul", "ol")
_DEEPEST = 20
_MOST_CELLS = 30
"""Columns or rows that a cell takes."""


def _marks(element: Any) -> frozenset[str]:
    means = PHRASES.get(element.tag, "") if isinstance(element.tag, str) else ""
    return frozenset([_MARKS[means]]) if means in _MARKS else frozenset()


def _spans(element: Any, marks: frozenset[str] = frozenset(), link: str = "") -> Iterator[Span]:
    """The words of an element, without those of lists and tables in it."""
    if element.text:
        yield Span(re.sub(r"\s+", " ", element.text), marks, link)
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "br":
            yield Span("\n")
        elif tag == "img":
            picture = Picture(child.get("src", ""), child.get("alt", ""))
            yield Span("", picture=picture)
        elif tag and tag not in (*_LISTS, "table", "script", "style"):
            address = child.get("href", "") if tag == "a" else ""
            yield from _spans(child, marks | _marks(child), address or link)
        if child.tail:
            yield Span(re.sub(r"\s+", " ", child.tail), marks, link)


def _list(element: Any, level: int) -> Iterator[Block]:
    """The items of a list, those of lists in it below them."""
    number = int(element.get("start")) if (element.get("start") or "").isdecimal() else 1
    for item in element.iterchildren("li"):
        mark = Mark(level, number if element.tag == "ol" else None)
        number += 1
        yield Paragraph(tuple(_spans(item)), mark=mark)
        for inner in item.iter(*_LISTS):
            above = next(inner.iterancestors("li"), None)
            if above is item and level < _DEEPEST:
                yield from _list(inner, level + 1)


def _number(words: str | None) -> int:
    return max(1, min(int(words), _MOST_CELLS)) if words and words.isdecimal() else 1


def _table(element: Any) -> Table:
    """A table; a cell of several rows goes on in those below it."""
    rows, open_cells = list[tuple[Cell, ...]](), dict[int, int]()
    for row in element.iter("tr"):
        cells, column = list[Cell](), 0
        own = [one for one in row if one.tag in ("td", "th")]
        while own or open_cells.get(column):
            if open_cells.get(column):
                open_cells[column] -= 1
                cells.append(Cell((), goes_on=True))
                column += 1
                continue
            cell = own.pop(0)
            inner = [block for one in cell.iter(*_LISTS) for block in _list(one, 0)]
            width = _number(cell.get("colspan"))
            cells.append(Cell((Paragraph(tuple(_spans(cell))), *inner), width))
            open_cells[column] = _number(cell.get("rowspan")) - 1
            column += width
        rows.append(tuple(cells))
    return Table(tuple(rows))


def _end(text: str, start: int, name: str) -> int:
    """Where an element ends, those of its name in it counted; -1 where it does not."""
    depth = 0
    for found in re.compile(rf"<(/?){name}\b[^>]*>", re.IGNORECASE).finditer(text, start):
        depth += -1 if found[1] else 1
        if not depth:
            return found.end()
    return -1


def _written(fragment: str, name_picture: Callable[[Picture], str]) -> str:
    """A list or a table as Markdown."""
    root = html.fragment_fromstring(fragment)
    blocks = [_table(root)] if root.tag == "table" else list(_list(root, 0))
    writer = Writer(name_picture, plain_bold=False)
    if root.tag == "table" and (caption := root.find("caption")) is not None:
        blocks = [Paragraph(tuple(_spans(caption))), *blocks]
    writer.write(flattened(blocks, list))
    return "\n".join(writer.lines)


def converted(
    text: str, name_picture: Callable[[Picture], str], remarks: list[Remark]
) -> Iterator[str]:
    """The text, with lists and tables that begin a line as Markdown."""
    at = 0
    while found := _LARGE.search(text, at):
        end = _end(text, found.start(), found[1])
        yield text[at : found.start()]
        fragment = text[found.start() : end].strip() if end >= 0 else ""
        try:
            made = _written(fragment, name_picture) if fragment else found[0]
        except (etree.LxmlError, ValueError, RecursionError):
            made = fragment
        yield f"\n\n{made}\n\n" if fragment else made
        if fragment:
            kind = "table" if found[1].lower() == "table" else "list"
            remarks.append(Remark("found", f"a {kind} of HTML, which is Markdown now"))
        at = end if end >= 0 else found.end()
    yield text[at:]
