"""Keeps computed styles and lines of text, which WeasyPrint works out anew for each layout.

After an edit nearly all elements match the same rules below the same parents, and nearly all
paragraphs are the same words in the same width.
"""

import copy
from collections.abc import Callable
from functools import lru_cache, partialmethod
from inspect import signature
from typing import Any

from tinycss2 import serialize
from tinycss2.ast import Node
from weasyprint.css import ComputedStyle, StyleFor
from weasyprint.css.tokens import Pending
from weasyprint.layout import inline, preferred

from handout.paper.bounded_cache import BoundedCache
from handout.paper.weasyprint_patches import replace

STYLES: BoundedCache[Any] = BoundedCache(3000)
"""A leaflet has some 800 for each format and size of type; 2,000 were too few for two articles."""
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


@lru_cache
def _key_of(kind: Any) -> Callable[[Any], Any]:
    """What makes of a value of a type something that is equal for equal values."""
    if issubclass(kind, Pending):
        return _words
    if issubclass(kind, Node):  # a colour, another object in each style attribute
        return lambda node: node.serialize()
    if kind in (tuple, list):  # such as of `content`, and the tokens of `--primary`
        return lambda values: (kind, *map(_hashable, values))
    if issubclass(kind, set):  # of lines through or below words
        return frozenset
    return (lambda value: value) if kind.__hash__ else id  # its own as long as the cache holds it


def _hashable(value: Any) -> Any:
    kind: Any = type(value)
    return value if kind is str else _key_of(kind)(value)


def _page_rules(styles: Any) -> tuple[Any, ...]:
    """The rules of pages, of whose sizes lengths such as `50vw` are shares."""
    return tuple(
        (repr(selector), name, _hashable(value))
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
        *[(name, weight, _hashable(value)) for name, (value, weight) in rules.items()],
    )


def _computed(styles: Any, original: Any, element: Any, **named: Any) -> None:
    """Take the computed style of an element from the cache.

    WeasyPrint shares them within a document (Kozea/WeasyPrint#2813), not between two. Those of
    pages are altered later.
    """
    if not hasattr(element, "tag"):  # a kind of page
        original(styles, element, **named)
        return
    computed, place = styles.get_computed_styles(), (element, named.get("pseudo_type"))
    key = _style_key(styles, place, named["parent"], named["base_url"])
    if (style := STYLES.get(key)) is None:
        original(styles, element, **named)
        STYLES.put(key, computed[place])
        return
    computed[place] = style
    if element.tag in ("html", "body"):  # of which WeasyPrint alters one for the page
        style.pop("overflow", None)
    if style["anchor"]:
        named["target_collector"].collect_anchor(style["anchor"])


def _line(original: Any, text: str, style: Any, context: Any, *others: Any, **named: Any) -> Any:
    """Take a line of text from the cache.

    To find where a line ends, WeasyPrint lets Pango shape its words two or three times.
    Upstream: Kozea/WeasyPrint#578 (slow long documents), #1840 (a draft that shapes once).
    """
    key = text, id(style), others, *named.values()
    known = LINES.get(key)
    if known is None:
        known = style, original(text, style, context, *others, **named)  # held: its id stays its
        LINES.put(key, known)
    layout, *measures = known[1]
    return copy.copy(layout), *measures  # drawing alters the layout


def install() -> None:
    """Fill and use the caches from now on."""
    if "element" not in signature(ComputedStyle.__init__).parameters:
        # Before 70.0 each style was one element's alone.
        StyleFor.set_computed_styles = partialmethod(_computed, StyleFor.set_computed_styles)
    replace("split_first_line", _line, inline, preferred)
