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


class _Keeper:
    """The styles that were made, by what they were made of."""

    def __init__(self, original: Any) -> None:
        self._original = original
        self._kept: dict[object, Any] = {}

    def _key(self, styles: Any, element: Any, parent: Any, pseudo: str | None, base: Any) -> object:
        """What a style is made of; the parent's is kept too, so that its id stays its own."""
        above = styles._computed_styles[parent, None] if parent is not None else styles.font_config
        cascaded = styles._cascaded_styles.get((element, pseudo), {})
        return id(above), pseudo, base, _rules(cascaded)

    def style(
        self,
        styles: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        base_url: Any = None,
        target_collector: Any = None,
    ) -> None:
        """In place of `StyleFor.set_computed_styles`."""
        arguments = element, parent, root, pseudo_type, base_url, target_collector
        if not hasattr(element, "tag"):  # a kind of page: its styles are altered later
            self._original(styles, *arguments)
            return
        key = self._key(styles, element, parent, pseudo_type, base_url)
        kept = self._kept.get(key)
        if kept is None:
            self._original(styles, *arguments)
            self._kept[key] = styles._computed_styles[element, pseudo_type]
            return
        kept.pop("overflow", None)  # the page takes it from the root, and leaves another there
        styles._computed_styles[element, pseudo_type] = kept
        if target_collector and kept["anchor"]:
            target_collector.collect_anchor(kept["anchor"])

    def clear_if_full(self) -> None:
        """Begin anew, between two documents: within one, parents are known by their ids."""
        if len(self._kept) > _MOST:
            self._kept.clear()


@lru_cache
def install() -> None:
    """From now on styles are kept; private names of WeasyPrint, guarded by a test."""
    from weasyprint.css import StyleFor

    keeper = _Keeper(StyleFor.set_computed_styles)
    begin = StyleFor.__init__

    def initialise(self: Any, *arguments: Any) -> None:
        keeper.clear_if_full()
        begin(self, *arguments)

    StyleFor.__init__ = initialise
    StyleFor.set_computed_styles = lambda self, *a, **n: keeper.style(self, *a, **n)
