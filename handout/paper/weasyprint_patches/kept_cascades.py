"""Keeps which styles the elements of a leaflet have, for the next one that is built alike.

Most edits alter words and no element. A style sheet sees elements alone, so that each has the
styles that it had; WeasyPrint would match each with every rule anew: a tenth of a leaflet's time.
Where elements came or went, `kept_styles` still knows most of their styles.
"""

from functools import lru_cache
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from handout import fingerprint
from handout.paper.weasyprint_patches.keeping import Kept
from handout.paper.weasyprint_patches.kept_styles import ALTERED

_MOST = 20
"""Of so many layouts, or twice as many: those of a clinic's formats, each in a size or two."""


class _Nothing:
    """Stands in for a document with no elements."""

    etree_element = Element("html")
    base_url = ""

    class wrapper_element:  # noqa: N801  # as WeasyPrint names what it asks for
        """Its elements as selectors see them."""

        @staticmethod
        def iter_subtree() -> tuple[()]:
            """There are none."""
            return ()


class _Targets:
    """Notes the names that links may lead to, on their way to WeasyPrint."""

    def __init__(self, original: Any) -> None:
        self._original = original
        self.names: list[Any] = []

    def collect_anchor(self, name: Any) -> None:
        """Pass on the name of an element."""
        self.names.append(name)
        self._original.collect_anchor(name)


class _Cascade(NamedTuple):
    """The styles of a document's elements."""

    sheets: Any
    """Kept too, so that each stays the only one of its id."""
    styles: list[tuple[int, str | None, Any]]
    """With the number of the element, and the pseudo-element."""
    names: list[Any]


def _key(html: Any, sheets: Any, font_config: Any) -> tuple[str, ...]:
    """All that the styles hang on; nothing where a document brings style sheets of other files."""
    root = html.etree_element
    own = ["".join(sheet.itertext()) for sheet in root.iter("style")]
    shared = [id(sheet) for sheet, origin, _ in sheets if origin != "author"]
    if len(own) + len(shared) != len(sheets) or any("@import" in sheet for sheet in own):
        return ()
    shape = [(one.tag, len(one), bool(one.text), one.items()) for one in root.iter()]
    # The digest of the shape, which is long.
    return fingerprint.digest(repr(shape)), *own, repr(shared), html.base_url, repr(id(font_config))


def _noted(styles: Any, html: Any, sheets: Any, names: list[Any]) -> _Cascade:
    """The styles that WeasyPrint has made."""
    numbers = {element: number for number, element in enumerate(html.etree_element.iter())}
    made = styles.get_computed_styles().items()
    placed = [(numbers[element], pseudo, style) for (element, pseudo), style in made]
    return _Cascade(sheets, placed, names)


def _given(styles: Any, html: Any, known: _Cascade, targets: Any) -> None:
    """Give the elements the styles that those in their places had."""
    elements, computed = list(html.etree_element.iter()), styles.get_computed_styles()
    for number, pseudo, style in known.styles:
        element = elements[number]
        computed[element, pseudo] = style
        if element.tag in ALTERED:
            style.pop("overflow", None)
    for name in known.names:
        targets.collect_anchor(name)


def _keep(original: Any) -> Any:
    """What stands in for `StyleFor.__init__`."""
    kept: Kept[_Cascade] = Kept(_MOST)

    def initialise(self: Any, html: Any, sheets: Any, *others: Any) -> None:
        hints, font_config, targets = others
        key = () if hints else _key(html, sheets, font_config)
        known = kept.get(key) if key else None
        if known:
            original(self, _Nothing, sheets, False, font_config, None)
            _given(self, html, known, targets)
            return
        noting = _Targets(targets)
        original(self, html, sheets, hints, font_config, noting)
        if key:
            kept.put(key, _noted(self, html, sheets, noting.names))

    return initialise


@lru_cache
def install() -> None:
    """From now on cascades are kept; names of WeasyPrint, guarded by a test."""
    from weasyprint.css import StyleFor

    StyleFor.__init__ = _keep(StyleFor.__init__)
