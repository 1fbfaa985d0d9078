"""Lets a word that is wider than its line be broken with a hyphen.

German and its neighbours write in one word what others write in three. Such a word is broken
only where it would else run out of its column: a whole word reads better. An address has no hyphen
that is not its own, and goes on on the next line.
"""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure import boxes

from handout.model.page_layout import PlacedPage
from handout.paper.placement import children
from handout.templating.links import breakable

_SLACK = 0.5
"""Points, or CSS pixels, that are lost by rounding."""
_WHOLE = frozenset({"td", "th", "h1", "pre"})
"""Elements whose words are not broken here: a table is narrowed first, a title is set smaller
first, and code is broken anywhere."""
_CLASS, _STACKED = "long-words", "over"
_HEADINGS = frozenset({"h2", "h3"})
_ADDRESS = re.compile(r"(\S*(?:[/@_]|\w\.\w)\S*)")
"""An address or a name for computers, in which a hyphen would be read as one of its characters."""
_AS_TYPED = {"class": "as-typed"}


def _marked(words: str | None) -> tuple[str, list[Element]]:
    """Words with their addresses in elements: what stands before these, then each with its tail."""
    before, *parts = _ADDRESS.split(words or "")
    made = list[Element]()
    for address, behind in zip(parts[::2], parts[1::2], strict=True):
        one = Element("span", _AS_TYPED)
        one.text, one.tail = breakable(address), behind
        made.append(one)
    return before, made


def spare_addresses(element: Element) -> bool:
    """Let addresses in an element be broken anywhere, without a hyphen; whether there were any."""
    found = False
    for holder in [one for one in element.iter() if one.get("class") != _AS_TYPED["class"]]:
        for place, child in reversed([*enumerate(holder, 1)]):
            child.tail, made = _marked(child.tail)
            holder[place:place] = made
            found = found or bool(made)
        holder.text, made = _marked(holder.text)
        holder[0:0] = made
        found = found or bool(made)
    return found


def _wide(box: Any, block: Any) -> Iterator[Element]:
    """The elements below a box in which a word is wider than its line."""
    for child in children(box):
        if isinstance(child, boxes.TextBox):
            if child.width > block.width + _SLACK:
                yield block.element
        elif not isinstance(child, boxes.MarginBox):
            holds = isinstance(child, boxes.BlockContainerBox) and child.element is not None
            yield from _wide(child, child if holds else block)


def _may_have(pages: tuple[PlacedPage, ...]) -> bool:
    """Whether any word is too wide; asked of what was read from the boxes already."""
    return any(
        text.room and text.width > text.room + _SLACK and text.tag not in _WHOLE
        for page in pages
        for text in page.texts
    )


def _stack(root: Element) -> bool:
    """Set all headings over the text, where their column holds a word in no way."""
    body = root.find("body")
    if body is None or _STACKED in (names := body.get("class", "").split()):
        return False
    body.set("class", " ".join((*names, _STACKED)))
    return True


def allowed_to_break(pages: tuple[PlacedPage, ...], document: Any, root: Element) -> bool:
    """Let the words that are too wide be broken; whether the pages must be laid out again.

    Where no hyphen helps a heading in its column, as in Finnish, all stand over the text.
    """
    if not _may_have(pages):
        return False
    found = [one for page in document.pages for one in _wide(page._page_box, page._page_box)]
    classes = {one: one.get("class", "").split() for one in found if one.tag not in _WHOLE}
    spared = [one for one in classes if spare_addresses(one)]
    others = {one: names for one, names in classes.items() if one not in spared}
    new = {one: names for one, names in others.items() if _CLASS not in names}
    for element, names in new.items():
        element.set("class", " ".join((*names, _CLASS)))
    stuck = any(one.tag in _HEADINGS for one in others.keys() - new.keys())
    return bool(new or spared) or (stuck and _stack(root))
