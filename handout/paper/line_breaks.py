"""Marks in the mark-up of paper where lines may break, in scripts that do not say so by spaces."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from handout.typography.line_breaks import JOIN, controls, is_needed

_INLINE = frozenset({"a", "em", "strong", "mark", "u", "s", "sub", "sup", "span"})
_LONGEST = {**dict.fromkeys(("h1", "h2", "h3", "h4"), 8), "th": 10, "td": 10}
"""How many characters of a phrase the narrow lines of an element hold, which then keep it whole."""
_AS_TYPED = frozenset({"pre", "code", "style", "title"})


class _Node(NamedTuple):
    """Words in an element, or behind it."""

    element: Any
    part: str
    """`text` or `tail`; `note` for the mark of a footnote, which no line begins with."""

    @property
    def words(self) -> str:
        return "" if self.part == "note" else getattr(self.element, self.part) or ""


def _is_note(element: Any) -> bool:
    is_note: bool = element.tag == "sup" and element.get("class") == "note"
    return is_note


def _lines(element: Any, longest: int) -> Iterator[tuple[list[_Node], int]]:
    """The words that stand on lines together, in their order, and how long a phrase they keep."""
    longest = _LONGEST["h1"] if "data-title" in element.attrib else longest
    longest = _LONGEST.get(element.tag, longest)
    held = [_Node(element, "text")]
    for child in element:
        if _is_note(child):
            held.append(_Node(child, "note"))
        elif child.tag in _INLINE:
            (first, _), *others = _lines(child, longest)
            held += first
            for other, _ in others:
                yield held, longest
                held = other
        else:
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
    found, offset = dict(controls(text, lang, longest)), 0
    for node in line:  # in their order, to know what stands before a note's mark
        offset += len(node.words)
        if node.part == "note":
            found[offset] = JOIN
    offset = 0
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
