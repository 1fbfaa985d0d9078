"""Gives WeasyPrint's styles their initial values at once.

A box has 240 properties, of which style sheets set a handful. WeasyPrint works out each of
the others when it is first asked for, in Python: a fifth of the time that a leaflet takes.
Those that come out as the property's initial value are known beforehand, and copied here
as one dictionary. The bytes of the PDF are the same with and without; the tests hold it.
"""

from functools import lru_cache
from typing import Any

_SPECIAL = frozenset({"display", "float", "page", "position"})
"""Worked out from one another, or from an ancestor."""


def _is_plain(key: str, inherited: frozenset[str], not_computed: frozenset[str]) -> bool:
    """Whether a property that no style sheet sets has its initial value as it stands."""
    kept = key in inherited or key in not_computed or key in _SPECIAL
    return not kept and not key.startswith("text_decoration_")


def _is_logical(key: str) -> bool:
    """Whether a property sets others by the direction of the text, such as `margin_inline`."""
    return "inline" in key or "block" in key


def _filled(style: type[Any], names: frozenset[str]) -> Any:
    """The style's initialiser, which fills in the values of these properties too."""
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
    from weasyprint.css.properties import INITIAL_VALUES

    original = style.__init__
    values = {name: INITIAL_VALUES[name] for name in names}

    def initialise(self: Any, *arguments: Any, **named: Any) -> None:
        self.update(values)
        original(self, *arguments, **named)
        cascaded = getattr(self, "cascaded", ())
        for key in cascaded:
            self.pop(key, None)
        if any(map(_is_logical, cascaded)):
            for key in PHYSICAL_FUNCTIONS:
                self.pop(key, None)

    return initialise


@lru_cache
def install() -> None:
    """From now on styles are filled; private names of WeasyPrint, guarded by a test."""
    from weasyprint import css
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

    inherited, not_computed = frozenset(INHERITED), frozenset(INITIAL_NOT_COMPUTED)
    names = frozenset(key for key in INITIAL_VALUES if _is_plain(key, inherited, not_computed))
    for style in (css.ComputedStyle, css.AnonymousStyle):
        style.__init__ = _filled(style, names)
