"""Keeps computed styles and lines of text for the next layout, which has mostly the same.

After an edit nearly all elements match the same rules below the same parents, and nearly all
paragraphs are the same words in the same width. WeasyPrint works both out anew for each layout.
"""

import copy
from collections.abc import Callable, Mapping
from functools import lru_cache
from inspect import signature
from typing import Any

from tinycss2 import serialize
from tinycss2.ast import Node
from weasyprint.css import ComputedStyle, StyleFor
from weasyprint.css.tokens import Pending
from weasyprint.layout import inline, preferred

from handout.paper.bounded_cache import BoundedCache

STYLES: BoundedCache[Any] = BoundedCache(3000)
"""A leaflet has some 800, most of pseudo-elements; each format and size of type has its own. Of
three formats of two articles 2,000 were too few."""
LINES: BoundedCache[tuple[Any, Any]] = BoundedCache(800)
"""A leaflet has some 150, a long one ten times as many; each holds 5 kB."""


def forget() -> None:
    """Empty the caches: WeasyPrint logs a fault of a style or a line when it works it out."""
    STYLES.clear()
    LINES.clear()


def _words(pending: Any) -> Any:
    """A value with `var()`, which is another object each time that its style sheet is parsed."""
    if not hasattr(pending, "words"):
        pending.words = type(pending), pending.name, serialize(pending.tokens)
    return pending.words


_KEYS: Mapping[type, Callable[[Any], Any]] = {
    Pending: _words,
    Node: lambda node: node.serialize(),  # a colour, another object in each style attribute
    list: lambda values: ("list", *(_hashable("", one) for one in values)),  # such as of `content`
    set: frozenset,  # of lines through or below words
}
"""What is equal for equal values, though these are not, or cannot be hashed."""


_PLAIN = frozenset((str, int, float, bool, type(None)))


@lru_cache
def _key_of(kind: Any) -> Callable[[Any], Any] | None:
    return next((key for above, key in _KEYS.items() if issubclass(kind, above)), None)


def _hashable(name: str, value: Any) -> Any:
    """Something that is equal for equal values."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple and name.startswith("__"):  # the tokens of such as `--primary`
        return serialize(value)
    if key := _key_of(kind):
        return key(value)
    try:
        hash(value)
    except TypeError:
        return id(value)  # which is its own as long as the cache holds it
    return value


def _page_rules(styles: Any) -> tuple[Any, ...]:
    """The rules of pages, of whose sizes lengths such as `50vw` are shares."""
    return tuple(
        (repr(selector), name, _hashable(name, value))
        for sheet, _, _ in styles._sheets
        for _, selectors, declarations in sheet.page_rules
        for _, box, selector in selectors
        for name, value, _ in declarations
        if box is None
    )


def _style_key(styles: Any, place: Any, parent: Any, base_url: Any) -> object:
    """All that a computed style depends on; `place` is its element and pseudo-element.

    Of what it inherits from the id will do: a style in the cache holds its parent's.
    """
    rules = styles.get_cascaded_styles().get(place, {})
    above = styles.font_config if parent is None else styles.get_computed_styles()[parent, None]
    return (
        id(above),
        _page_rules(styles) if parent is None else (),
        place[1],
        base_url,
        *[(name, weight, _hashable(name, value)) for name, (value, weight) in rules.items()],
    )


def _cache_styles() -> None:
    """Take the computed style of an element from the cache.

    WeasyPrint shares them within a document (Kozea/WeasyPrint#2813), not between two. Those of
    pages are altered later.
    """
    original = StyleFor.set_computed_styles

    def set_computed_styles(self: Any, element: Any, **named: Any) -> None:
        if not hasattr(element, "tag"):  # a kind of page
            original(self, element, **named)
            return
        styles, place = self.get_computed_styles(), (element, named.get("pseudo_type"))
        key = _style_key(self, place, named["parent"], named["base_url"])
        style = STYLES.get(key)
        if style is None:
            original(self, element, **named)
            STYLES.put(key, styles[place])
            return
        styles[place] = style
        if element.tag in ("html", "body"):  # of which WeasyPrint alters one for the page
            style.pop("overflow", None)
        if style["anchor"]:
            named["target_collector"].collect_anchor(style["anchor"])

    StyleFor.set_computed_styles = set_computed_styles


def _cache_lines() -> None:
    """Take a line of text from the cache.

    To find where a line ends, WeasyPrint lets Pango shape its words two or three times.
    Upstream: Kozea/WeasyPrint#578 (slow long documents), #1840 (a draft that shapes once).
    """
    split_first_line = inline.split_first_line  # as it was corrected

    def line(text: str, style: Any, context: Any, *others: Any, **named: Any) -> Any:
        key = text, id(style), others, *named.values()
        known = LINES.get(key)
        if known is None:
            # The style is held along, so that its id stays its own.
            known = style, split_first_line(text, style, context, *others, **named)
            LINES.put(key, known)
        layout, *measures = known[1]
        return copy.copy(layout), *measures  # drawing alters the layout

    inline.split_first_line = preferred.split_first_line = line


def install() -> None:
    """Fill and use the caches from now on."""
    if "element" not in signature(ComputedStyle.__init__).parameters:
        _cache_styles()  # before 70.0 each style was one element's alone
    _cache_lines()
