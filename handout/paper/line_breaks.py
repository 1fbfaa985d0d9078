"""Marks in the mark-up of paper where lines may break, in scripts that do not say so by spaces.

In all scripts, no line ends within a range such as 2–3, within a number in wide figures such as
３８．５, or before the mark of a footnote.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from handout.typography.line_breaks import JOIN, controls, is_needed

_INLINE = frozenset({"a", "em", "strong", "mark", "u", "s", "sub", "sup", "span"})
_LONGEST = {**dict.fromkeys(("h1", "h2", "h3", "h4"), 8), "th": 10, "td": 10}
"""How many characters of a phrase the narrow lines of an element hold, which then keep it whole."""
_RANGE = re.compile(r"(?<=\d)[\u2013\u301c\uff5e](?=\d)")
_WIDE = re.compile("(?<=[０-９])(?=[．，：／－‐・]?[０-９])|(?<=[０-９][．，：／－‐・])(?=[０-９])")
"""Within a number in wide figures, where Pango breaks anywhere."""
_AS_TYPED = frozenset({"pre", "code", "style", "title"})


class _Node(NamedTuple):
    """Words in an element, or behind it."""

    element: Any
    part: str
    """`text` or `tail`."""

    @property
    def words(self) -> str:
        return getattr(self.element, self.part) or ""


def _is_note(element: Any) -> bool:
    is_note: bool = element.tag == "sup" and element.get("class") == "note"
    return is_note


def _lines(element: Any, longest: int) -> Iterator[tuple[list[_Node], int]]:
    """The words that stand on lines together, in their order, and how long a phrase they keep."""
    longest = _LONGEST["h1"] if "data-title" in element.attrib else longest
    longest = _LONGEST.get(element.tag, longest)
    held = [_Node(element, "text")]
    for child in element:
        if child.tag in _INLINE and not _is_note(child):
            (first, _), *others = _lines(child, longest)
            held += first
            for other, _ in others:
                yield held, longest
                held = other
        elif not _is_note(child):
            yield held, longest
            held = []
            if child.tag not in _AS_TYPED:
                yield from _lines(child, longest)
        held.append(_Node(child, "tail"))
    yield held, longest


def _mark(line: list[_Node], lang: str, longest: int) -> None:
    """Put what belongs between the characters of a line at the end of the node before it."""
    text = "".join(node.words for node in line)
    if not is_needed(text):
        return
    found, offset = controls(text, lang, longest), 0
    for node in line:
        if node.words:
            places = enumerate(node.words, offset + 1)
            offset += len(node.words)
            marked = "".join(one + found.get(place, "") for place, one in places)
            setattr(node.element, node.part, marked)


def mark(document: Any) -> None:
    """Mark the words of an HTML document that have such characters."""
    for line, longest in _lines(document, longest=0):
        _mark(line, document.get("lang", ""), longest)


def _joined(words: str | None) -> str | None:
    """The words, in which no range is broken, nor a number in wide figures."""
    if not words or words.isascii():
        return words
    return _WIDE.sub(JOIN, _RANGE.sub(rf"{JOIN}\g<0>{JOIN}", words))


def keep_together(element: Any) -> None:
    """Keep ranges on one line, and the mark of a footnote on that of the word before it.

    Where a number comes right behind such a mark, as in Japanese, they stand apart.
    """
    element.text, before = _joined(element.text), None
    for child in element:
        if _is_note(child) and before is not None:
            before.tail = (before.tail or "") + JOIN
        elif _is_note(child) and element.text:
            element.text += JOIN
        if _is_note(child) and (child.tail or "")[:1].isdigit():
            child.set("style", "margin-inline-end: .25em")
        keep_together(child)
        child.tail, before = _joined(child.tail), child
