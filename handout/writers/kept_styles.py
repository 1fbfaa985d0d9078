"""Keeps the styles of a leaflet for the next one, which mostly has the same.

After an edit nearly all elements match the same rules below the same parents. WeasyPrint
works out the style of each anew for every layout: a quarter of its time. Here a style is
kept as long as its parent's is, and taken again where its rules are the same.
"""

from functools import lru_cache
from typing import Any

from tinycss2 import serialize

_MOST = 20_000
"""So many styles are kept: those of the templates are some hundreds, those of ids a few more."""


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
        [(name, weight, _comparable(name, value)) for name, (value, weight) in cascaded.items()]
    )


def _key(styles: Any, place: Any, named: dict[str, Any]) -> object:
    """What the style of an element or pseudo-element is made of."""
    parent = named["parent"]
    # The style above is kept too, so that its id stays its own.
    above = styles.font_config if parent is None else styles.get_computed_styles()[parent, None]
    cascaded = styles.get_cascaded_styles().get(place, {})
    return id(above), place[1], named.get("base_url"), _rules(cascaded)


def _keep(original: Any, kept: dict[object, Any]) -> Any:
    """What stands in for `StyleFor.set_computed_styles`."""

    def style(self: Any, element: Any, **named: Any) -> None:
        if not hasattr(element, "tag"):  # a kind of page: its styles are altered later
            original(self, element, **named)
            return
        place = element, named.get("pseudo_type")
        styles, key = self.get_computed_styles(), _key(self, place, named)
        if key not in kept:
            original(self, element, **named)
            kept[key] = styles[place]
            return
        styles[place] = known = kept[key]
        known.pop("overflow", None)  # the page takes it from the root, and leaves another there
        targets = named.get("target_collector")
        if targets and known["anchor"]:
            targets.collect_anchor(known["anchor"])

    return style


@lru_cache
def install() -> None:
    """From now on styles are kept; names of WeasyPrint, guarded by a test."""
    from weasyprint.css import StyleFor

    kept: dict[object, Any] = {}
    begin = StyleFor.__init__

    def initialise(self: Any, *arguments: Any) -> None:
        if len(kept) > _MOST:  # between two documents: within one, parents go by their ids
            kept.clear()
        begin(self, *arguments)

    StyleFor.__init__ = initialise
    StyleFor.set_computed_styles = _keep(StyleFor.set_computed_styles, kept)
