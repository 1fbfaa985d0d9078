"""Keeps the styles of a leaflet for the next one, which mostly has the same.

After an edit nearly all elements match the same rules below the same parents. WeasyPrint
works out the style of each anew for every layout: a quarter of its time. Here a style is
kept as long as its parent's is, and taken again where its rules are the same.
"""

from functools import lru_cache
from typing import Any

from tinycss2 import serialize

from handout.paper.weasyprint_patches.keeping import Kept

_MOST = 2000
"""So many styles are kept, or twice as many: those of a format's templates are some hundreds."""


_OWN = "anchor"
"""The one property that each article's elements have their own of: their name in the document."""

ALTERED = ("html", "body")
"""WeasyPrint takes `overflow` from one of them for the page, and leaves another there."""


class _Same:
    """A value that is equal to none but itself, for those that cannot be hashed."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


def _comparable(name: str, value: Any) -> Any:
    """What is equal for values that are."""
    if name.startswith("__") and type(value) is tuple:  # the tokens of such as `--primary`
        return serialize(value)
    try:
        hash(value)
    except TypeError:
        return _Same(value)
    return value


def _rules(cascaded: dict[str, tuple[Any, Any]]) -> tuple[Any, ...]:
    """The rules that make a style, as they can be compared."""
    return tuple(
        [
            (name, weight, _comparable(name, value))
            for name, (value, weight) in cascaded.items()
            if name != _OWN
        ]
    )


def _pages(styles: Any) -> tuple[Any, ...]:
    """The rules of the pages, of whose sizes lengths such as `50vw` are shares."""
    return tuple(
        [
            (repr(selector), name, _comparable(name, value))
            for sheet, _, _ in styles._sheets
            for _, selectors, declarations in sheet.page_rules
            for _, box, selector in selectors
            for name, value, _ in declarations
            if box is None
        ]
    )


def _above(styles: Any, parent: Any) -> tuple[Any, ...]:
    """What a style inherits from, and is a share of."""
    if parent is None:
        return id(styles.font_config), _pages(styles)
    above = styles.get_computed_styles()[parent, None]
    # A kept style holds the one above it, whose id is therefore its own.
    return (id(getattr(above, "like", above)),)


def _key(styles: Any, place: Any, named: dict[str, Any]) -> object:
    """What the style of an element or pseudo-element is made of, but for its own name."""
    cascaded = styles.get_cascaded_styles().get(place, {})
    above = _above(styles, named["parent"])
    return *above, place[1], named.get("base_url"), _rules(cascaded)


def _with_name(kept: Any, cascaded: dict[str, Any]) -> Any:
    """The kept style, or one like it but for the name of its element."""
    if _OWN not in cascaded and _OWN not in kept.cascaded:
        return kept
    made = kept.copy()
    made.cascaded, made.like = cascaded, kept
    made.pop(_OWN, None)
    return made


def _keep(original: Any) -> Any:
    """What stands in for `StyleFor.set_computed_styles`."""
    kept: Kept[Any] = Kept(_MOST)

    def style(self: Any, element: Any, **named: Any) -> None:
        if not hasattr(element, "tag"):  # a kind of page: its styles are altered later
            original(self, element, **named)
            return
        place = element, named.get("pseudo_type")
        styles, key = self.get_computed_styles(), _key(self, place, named)
        known = kept.get(key)
        if known is None:
            original(self, element, **named)
            kept.put(key, styles[place])
            return
        styles[place] = made = _with_name(known, self.get_cascaded_styles().get(place, {}))
        if element.tag in ALTERED:
            made.pop("overflow", None)
        targets = named.get("target_collector")
        if targets and made[_OWN]:
            targets.collect_anchor(made[_OWN])

    return style


@lru_cache
def install() -> None:
    """From now on styles are kept; names of WeasyPrint, guarded by a test."""
    from weasyprint.css import StyleFor

    StyleFor.set_computed_styles = _keep(StyleFor.set_computed_styles)
