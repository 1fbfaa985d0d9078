"""Sets a whole word in the fallback font where the text's own font lacks one of its letters.

Pango would take only that letter of a word such as "Việt" from the fallback font, and the space
behind it too, which is narrower there.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from handout.typography.families import FALLBACK, INVISIBLE
from handout.typography.fonts import characters

CSS = f'.fallback {{ font-family: "{FALLBACK}", var(--family) }}'
_RAISED = r"\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218f"
"""What Unicode takes for letters, and a reader for numbers: the 2 of O₂."""
_WORD = re.compile(rf"(?:[^\W\d_{_RAISED}][\u0300-\u036f]*)+|\S\ufe0e?")
_FROM_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def _is_missing(letter: str, known: frozenset[int]) -> bool:
    """Whether a letter is set in the fallback font; words from right to left stay as they are."""
    return (
        ord(letter) not in known
        and ord(letter) in characters(FALLBACK)
        and not INVISIBLE.match(letter)
        and unicodedata.bidirectional(letter) not in _FROM_RIGHT_TO_LEFT
    )


def _split(text: str, known: frozenset[int]) -> Iterator[tuple[str, bool]]:
    """The text in parts, each with whether it is set in the fallback font."""
    end = 0
    for word in () if text.isascii() else _WORD.finditer(text):
        if any(_is_missing(letter, known) for letter in word[0]):
            yield text[end : word.start()], False
            yield word[0], True
            end = word.end()
    yield text[end:], False


def _spans(text: str, known: frozenset[int]) -> tuple[str, list[Element]]:
    """The text before the first word in the fallback font; then each such word with its tail."""
    first, spans = "", list[Element]()
    for words, in_fallback in _split(text, known):
        if in_fallback:
            spans.append(Element("span", {"class": "fallback"}))
            spans[-1].text = words
        elif spans:
            spans[-1].tail = words
        else:
            first = words
    return first, spans


def _mark(element: Any, known: frozenset[int]) -> None:
    """Mark such words of an element and of all in it; what is set as it is typed keeps its font."""
    if element.tag in ("pre", "code"):
        return
    for child in list(element):
        _mark(child, known)
        child.tail, spans = _spans(child.tail or "", known)
        at = list(element).index(child) + 1
        element[at:at] = spans
    element.text, spans = _spans(element.text or "", known)
    element[0:0] = spans


def mark(document: Any, families: Iterable[str]) -> None:
    """Mark the words of an HTML document that are set in the fallback font."""
    own, *others = families
    body = document.find("body")
    if FALLBACK in others and body is not None and document.get("dir") != "rtl":
        _mark(body, characters(own))
