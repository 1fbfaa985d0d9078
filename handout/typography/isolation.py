"""Puts numbers, doses and addresses in text from right to left into boxes of their own direction.

A browser isolates what stands in a box with `dir="ltr"`. WeasyPrint sets each inline box by itself,
and those of a line from right to left; what is left over for the next line it sets as a text of
its own: a mark of direction would not hold across either, a box does. The elements may be those of
`xml.etree` or of lxml.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby, pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from handout.typography.direction import (
    OBJECT,
    SHORT,
    Isolate,
    Order,
    begins_from_right,
    has_letters_from_right,
    order,
    phrases,
)
from handout.typography.languages import runs_from_right
from handout.typography.spacing import NARROW, NBSP

_INLINE = re.compile("a|abbr|b|bdi|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u")
"""The elements that are a part of the text that they stand in."""
_HOLDERS = frozenset(("ul", "ol", "li", "dl", "table", "blockquote"))
"""What is turned round as a whole with the words that it begins with."""
_UNREAD = frozenset(("head", "style", "script", "svg"))
_FROM_RIGHT = re.compile(r"""\bdir=["']?rtl""")
_LANG = re.compile(r"""\blang=["']?([\w-]+)""")


class _Leaf(NamedTuple):
    """Words, or an element that is no text of its paragraph, and the inline elements around it."""

    path: tuple[Element, ...]
    text: str
    element: Element | None = None


def may_run_from_right(markup: str) -> bool:
    """Whether any of a document's text may run from right to left."""
    return (
        _FROM_RIGHT.search(markup) is not None
        or has_letters_from_right(markup)
        or any(map(runs_from_right, set(_LANG.findall(markup))))
    )


def _direction(element: Element, rtl: bool) -> bool:
    """Whether an element's text runs from right to left: its language says so, or what it is in."""
    lang, own = element.get("lang"), element.get("dir")
    if own is None and lang is not None and runs_from_right(lang) != rtl:
        element.set("dir", own := "ltr" if rtl else "rtl")
    return rtl if own is None else own == "rtl"


def _is_object(child: Element, rtl: bool) -> bool:
    """Whether an element is no part of the text that it stands in."""
    inline = isinstance(child.tag, str) and _INLINE.fullmatch(child.tag)
    if not inline or "note" in child.get("class", "").split():
        return True
    return "dir" in child.attrib or _direction(child, rtl) != rtl


def _leaves(element: Element, rtl: bool, path: tuple[Element, ...] = ()) -> Iterator[_Leaf]:
    """The words of a paragraph in their order."""
    if element.text:
        yield _Leaf(path, element.text)
    for child in element:
        if child.tag == "br":
            yield _Leaf(path, "\n", child)
        elif _is_object(child, rtl):
            yield _Leaf(path, OBJECT, child)
        elif len(child) or child.text:
            yield from _leaves(child, rtl, (*path, child))
        else:
            yield _Leaf(path, "", child)
        if child.tail:
            yield _Leaf(path, child.tail)


def _parts(leaves: list[_Leaf], kept: Order) -> Iterator[tuple[int, _Leaf]]:
    """The leaves cut where a range or a mark begins or ends, each part with its own place."""
    marks, start = dict(kept.marks), 0
    places = {*marks, *(place for one in kept.isolates for place in one[:2])}
    for leaf in leaves:
        end = start + len(leaf.text)
        cuts = [start, *sorted(one for one in places if start < one < end), end]
        for first, last in pairwise(cuts):
            text = leaf.text[first - start : last - start]
            mark = marks.pop(first, "") if text and leaf.element is None else ""
            yield first, leaf._replace(text=mark + text)
        start = end


def _common(paths: list[tuple[Element, ...]]) -> int:
    """How many elements, from the outermost, all of the paths have in common."""
    levels = enumerate(zip(*paths, strict=False))
    differs = (number for number, level in levels if len({*map(id, level)}) > 1)
    return next(differs, min(map(len, paths)))


_MOST = {"h1": NARROW, "h2": NARROW, "h3": NARROW, "td": 0, "th": 0}
"""Up to how many characters are kept on one line, by the element that they stand in."""


def _box(one: Isolate, paragraph: Element, words: str, most: int) -> Element:
    """A box of its own direction; a short number that stands by itself is not broken into lines."""
    box = paragraph.makeelement("span", {"dir": "rtl" if one.rtl else "ltr"})
    beside = words[max(0, one.start - 1) : one.start] + words[one.end : one.end + 1]
    if not one.rtl and one.end - one.start <= most and NBSP not in beside:
        box.set("class", "unbroken")
    return box


def _with_isolates(
    leaves: list[_Leaf], kept: Order, box: Callable[[Isolate], Element]
) -> Iterator[_Leaf]:
    """The leaves, those of each range in a box, inside of the elements that they have in common."""
    starts = [one.start for one in kept.isolates]

    def range_of(part: tuple[int, _Leaf]) -> int:
        """The number of the range that a part is in; below 0 where it is in none."""
        number = bisect_right(starts, part[0]) - 1
        return number if number >= 0 and part[0] < kept.isolates[number].end else -1

    for number, parts in groupby(_parts(leaves, kept), range_of):
        held = [leaf for _, leaf in parts]
        if number < 0:
            yield from held
            continue
        depth, made = _common([leaf.path for leaf in held]), box(kept.isolates[number])
        for leaf in held:
            yield leaf._replace(path=(*leaf.path[:depth], made, *leaf.path[depth:]))


def _emptied(element: Element, *, again: bool) -> Element:
    """An element without what is in it; another one like it where it was used before."""
    if again:
        kept = {name: value for name, value in element.attrib.items() if name != "id"}
        return element.makeelement(element.tag, kept)
    element.text, element.tail = None, None
    element[:] = []
    return element


def _add(parent: Element, leaf: _Leaf) -> None:
    """Put a leaf at the end of an element."""
    if leaf.element is not None:
        leaf.element.tail = None
        parent.append(leaf.element)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + leaf.text
    else:
        parent.text = (parent.text or "") + leaf.text


def _fill(paragraph: Element, leaves: list[_Leaf]) -> None:
    """Put the leaves into a paragraph in place of what it held."""
    used, opened = set[int](), list[tuple[Element, Element]]()
    paragraph.text, paragraph[:] = None, []
    for leaf in leaves:
        depth = 0
        while depth < min(len(opened), len(leaf.path)) and opened[depth][0] is leaf.path[depth]:
            depth += 1
        del opened[depth:]
        for element in leaf.path[depth:]:
            made = _emptied(element, again=id(element) in used)
            used.add(id(element))
            (opened[-1][1] if opened else paragraph).append(made)
            opened.append((element, made))
        _add(opened[-1][1] if opened else paragraph, leaf)


def _words(leaves: list[_Leaf], typed: bool) -> str:
    """The text of a paragraph; where a line of the mark-up ends is a space, but in typed text."""
    return "".join(
        leaf.text if typed or leaf.element is not None else leaf.text.replace("\n", " ")
        for leaf in leaves
    )


def _turned(element: Element, words: str) -> bool:
    """Whether words from right to left begin an element whose direction nothing says; it is set."""
    turned = "dir" not in element.attrib and begins_from_right(words)
    if turned:
        element.set("dir", "rtl")
    return turned


def _is_span(element: Element) -> bool:
    """Whether an element is one span, and nothing beside it.

    Not of the clinic's words, whose direction is told, so that they stay below each other.
    """
    if [child.tag for child in element] != ["span"] or "dir" in element[0].attrib:
        return False
    return not f"{element.text or ''}{element[0].tail or ''}".strip()


def _kept(words: str, rtl: bool) -> Order:
    """What keeps its own order in a paragraph."""
    if rtl:
        return order(words)
    return phrases(words) if has_letters_from_right(words) else Order()


def _isolate(element: Element, rtl: bool) -> None:
    """Isolate what is in an element, which stands in text from right to left or not."""
    if not isinstance(element.tag, str) or element.tag in _UNREAD:
        return
    rtl = _direction(element, rtl)
    if element.tag in _HOLDERS and not rtl:
        rtl = _turned(element, "".join(element.itertext()))
    whole = _is_span(element)  # of another language: what it begins with counts
    leaves = list(_leaves(element, rtl))
    words = _words(leaves, element.tag == "pre")
    rtl = rtl or _turned(element, "".join(element.itertext()) if whole else words)
    kept = _kept(words, rtl)
    for leaf in leaves:
        if leaf.text == OBJECT and leaf.element is not None:
            _isolate(leaf.element, rtl)
    if any(kept):
        most = _MOST.get(element.tag, SHORT)
        box = partial(_box, paragraph=element, words=words, most=most)
        _fill(element, list(_with_isolates(leaves, kept, box)))
        for phrase in [] if rtl else list(element.iter("span")):
            if phrase.get("dir") == "rtl" and "class" not in phrase.attrib:
                _isolate(phrase, rtl=True)


def isolate(document: Element) -> None:
    """Isolate all numbers, doses and addresses of an HTML document that need it."""
    _isolate(document, rtl=False)
