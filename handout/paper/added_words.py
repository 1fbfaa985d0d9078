"""What style sheets write themselves in the boxes that they add: words, numbers and signs."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

_ADDED = ("::before", "::after")
_MARKER = re.compile(r"\W*(-?\d+|[a-z]|[ivx]+)\W*", re.IGNORECASE)
"""What stands before an item of a numbered list."""
_OF_NUMBERS = frozenset(".,:·/⁄-\N{EN DASH}\N{MINUS SIGN}+±×÷*<>≤≥=~≈^%‰°√'′″")
"""Signs that change a number which they stand beside."""
_OF_TEXT = frozenset({"href", "title", "alt"})
"""Attributes, besides those of templates, whose numbers may be written."""


def _is_of_words(character: str) -> bool:
    is_style = "\N{VARIATION SELECTOR-1}" <= character <= "\N{VARIATION SELECTOR-16}"
    return unicodedata.category(character)[0] in "LNM" and not is_style


def words_in(text: str) -> str:
    """The letters and numbers of what a style sheet writes; empty where it has none."""
    return text.strip() if any(map(_is_of_words, text)) else ""


def _is_said(name: str) -> bool:
    """Whether an attribute is meant to be read."""
    return name in _OF_TEXT or name.startswith("data-")


def _attribute(name: str, element: Any) -> str:
    """What an attribute writes that nobody meant to be read, such as `colspan`."""
    value = (element.get(name) or "").strip()
    if _is_said(name):
        return ""
    return value if len(value) == 1 or any(map(str.isnumeric, value)) else ""


def _string(words: str, element: Any) -> str:
    """What a string writes that no attribute says; WeasyPrint 69 makes one of `attr()` too."""
    said = (value for name, value in element.items() if not _attribute(name, element))
    return "" if words in said else words_in(words)


def _quotes(style: Any) -> str:
    quotes = style["quotes"]
    return "" if isinstance(quotes, str) else words_in("".join(map("".join, quotes)))


def _counter(name: str, box: Any, item: Any, of_article: bool) -> str:
    """What is said of a counter that numbers nothing: neither an item nor an empty element."""
    element = box.element
    if item is not None and name == "list-item" and box.element_tag.endswith("::before"):
        counts = element is item or element is next(iter(item), None)
    else:
        counts = not of_article and not "".join(element.itertext()).strip()
    return "" if counts else f"counter({name})"


def _strange(box: Any, item: Any, of_article: bool) -> Iterator[str]:
    content, element = box.style["content"], box.element
    for kind, value in () if isinstance(content, str) else content:
        match kind:
            case "string":
                yield _string(value, element)
            case "leader()":
                yield words_in(value[1])
            case "attr()":
                yield _attribute(value[0], element)
            case "quote":
                yield _quotes(box.style)
            case "counter()" | "counters()":
                yield _counter(value[0], box, item, of_article)
            case "target-counter()" | "target-counters()" | "target-text()":
                yield "" if element.tag == "a" else kind


def _sign(box: Any, item: Any) -> str:
    """A sign alone right beside words, which may be a number's."""
    content = box.style["content"]
    parts = () if isinstance(content, str) else content
    signs = "".join(value for kind, value in parts if kind == "string")
    if item is not None or any(kind != "string" for kind, _ in parts) or not signs:
        return ""
    beside = signs[-1] if box.element_tag.endswith("::before") else signs[0]
    return signs.strip() if beside in _OF_NUMBERS else ""


def strange(box: Any, item: Any, *, of_article: bool) -> str:
    """What a style sheet adds in a box of its own that the mark-up does not say; else nothing.

    `item` is the item of a numbered list that it stands in, if any.
    """
    if not box.element_tag.endswith(_ADDED):
        return ""
    found = (*_strange(box, item, of_article), _sign(box, item))
    return next(filter(None, found), "")


def of_margin(box: Any) -> str:
    """What a style sheet itself writes in the margin of a page, with letters or numbers."""
    content = box.style["content"]
    parts = () if isinstance(content, str) else content
    return next(
        (words for kind, text in parts if kind == "string" and (words := words_in(text))), ""
    )


def of_marker(text: str, item: Any) -> str:
    """What stands before an item and is no number of its list; numbers before any other item."""
    if item is not None and _MARKER.fullmatch(text):
        return ""
    return words_in(text)
