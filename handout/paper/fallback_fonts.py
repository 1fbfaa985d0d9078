"""Sets a word that has a lent letter in one family, and the space behind it in the text's own.

Pango would take single letters of a word such as "Việt" from another family, and the space
that follows, which is narrower there.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from handout.typography.families import FALLBACK, INVISIBLE
from handout.typography.fonts import characters

CSS = f'.lent {{ font-family: "{FALLBACK}", var(--family) }}'
_RAISED = r"\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218f"
"""What Unicode takes for letters, and a reader for numbers: the 2 of O₂."""
_WORD = re.compile(rf"(?:[^\W\d_{_RAISED}][\u0300-\u036f]*)+|\S")
_FROM_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def _is_lent(letter: str, known: frozenset[int]) -> bool:
    """Whether a letter comes from the lending family; words from right to left stay whole."""
    return (
        ord(letter) not in known
        and ord(letter) in characters(FALLBACK)
        and not INVISIBLE.match(letter)
        and unicodedata.bidirectional(letter) not in _FROM_RIGHT_TO_LEFT
    )


def _cut(text: str, known: frozenset[int]) -> Iterator[tuple[str, bool]]:
    """The text in parts: what comes from the text's own family, and what is lent."""
    end = 0
    for word in () if text.isascii() else _WORD.finditer(text):
        if any(_is_lent(letter, known) for letter in word[0]):
            yield text[end : word.start()], False
            yield word[0], True
            end = word.end()
    yield text[end:], False


def _spans(text: str, known: frozenset[int]) -> tuple[str, list[Element]]:
    """The words before the first that is lent; then each such word with what follows it."""
    first, spans = "", list[Element]()
    for words, lent in _cut(text, known):
        if lent:
            spans.append(Element("span", {"class": "lent"}))
            spans[-1].text = words
        elif spans:
            spans[-1].tail = words
        else:
            first = words
    return first, spans


def _marked(element: Any, known: frozenset[int]) -> None:
    """Mark the lent words of an element and of all in it."""
    for child in list(element):
        _marked(child, known)
        child.tail, spans = _spans(child.tail or "", known)
        at = list(element).index(child) + 1
        element[at:at] = spans
    element.text, spans = _spans(element.text or "", known)
    element[0:0] = spans


def mark(document: Any, families: Iterable[str]) -> None:
    """Mark the lent words of an HTML document, where any are; none from right to left."""
    own, *others = families
    body = document.find("body")
    if FALLBACK in others and body is not None and document.get("dir") != "rtl":
        _marked(body, characters(own))
