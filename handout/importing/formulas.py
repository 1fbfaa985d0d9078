"""Formulas as words in one line, with what is raised and lowered in them."""

from collections.abc import Iterable, Iterator
from typing import Any

from handout.importing.document import Span
from handout.importing.package import local

_RAISED = {"sup": "sup", "sub": "sub"}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}val"
_DEEPEST = 40


def _part(element: Any, name: str) -> Any:
    return next((one for one in element if local(one) == name), ())


def _said(element: Any, name: str, otherwise: str) -> str:
    """A sign that the properties of an element name."""
    for properties in element:
        for one in properties if local(properties).endswith("Pr") else ():
            if local(one) == name:
                return str(one.get(_MATH, ""))
    return otherwise


def _raised(inner: Iterable[Span], mark: str) -> Iterator[Span]:
    for one in inner:
        yield Span(one.text, frozenset([mark]))


def _grouped(inner: Iterable[Span]) -> Iterator[Span]:
    """A part of a fraction, in brackets where it is more than a number or a letter."""
    found = list(inner)
    single = len(found) == 1 and (len(found[0].text) == 1 or found[0].text.isalnum())
    yield from found if single else (Span("("), *found, Span(")"))


def _bracketed(element: Any, depth: int) -> Iterator[Span]:
    yield Span(_said(element, "begChr", "("))
    yield from _inner(element, depth)
    yield Span(_said(element, "endChr", ")"))


def _inner(element: Any, depth: int) -> Iterator[Span]:
    for child in element:
        name = local(child)
        if name == "t":
            yield Span(child.text or "")
        elif name == "f":
            yield from _grouped(_inner(_part(child, "num"), depth + 1))
            yield Span("/")
            yield from _grouped(_inner(_part(child, "den"), depth + 1))
        elif name == "rad":
            yield from _raised(_inner(_part(child, "deg"), depth + 1), "sup")
            yield from (Span("√"), *_grouped(_inner(_part(child, "e"), depth + 1)))
        elif name == "d":
            yield from _bracketed(child, depth + 1)
        elif name in _RAISED:
            yield from _raised(_inner(child, depth + 1), _RAISED[name])
        elif depth < _DEEPEST:
            yield from [Span(_said(child, "chr", "∫"))] if name == "nary" else ()
            yield from _inner(child, depth + 1)


def spans(element: Any) -> Iterator[Span]:
    """The words of a formula."""
    yield from _inner(element, 0)
