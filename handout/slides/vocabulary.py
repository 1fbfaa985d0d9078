"""The mark-up that a deck template may write: tags, attributes, and what each layout holds."""

from collections.abc import Mapping
from dataclasses import dataclass

PHRASES = frozenset(("em", "i", "strong", "b", "code", "a", "sup", "sub", "span", "abbr", "br"))
_COMMON = frozenset(("lang", "dir", "class", "id"))
_LISTS = frozenset(("p", "ul", "ol"))


@dataclass(frozen=True, slots=True)
class Tag:
    """What a tag may carry and hold."""

    children: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    words: bool = False
    """Whether words may stand in it directly."""


def _words(*attributes: str) -> Tag:
    """A tag for words and phrases."""
    return Tag(PHRASES, _COMMON | frozenset(attributes), words=True)


TAGS: Mapping[str, Tag] = {
    "main": Tag(
        frozenset(("section",)),
        frozenset(("class", "lang", "dir"))
        | {"data-footer", "data-foot"}
        | {f"data-{n}" for n in ("title", "author", "subject", "created", "part")},
    ),
    "section": Tag(
        frozenset(("section", "h1", "h2", "h3", "table", "figure", "div", "aside")) | _LISTS,
        _COMMON | {"data-layout", "data-section", "data-icon"},
    ),
    "h1": _words(),
    "h2": _words(),
    "h3": _words(),
    "p": _words(),
    "ul": Tag(frozenset(("li",)), _COMMON),
    "ol": Tag(frozenset(("li",)), _COMMON | {"start"}),
    "li": Tag(PHRASES | _LISTS, _COMMON, words=True),
    "div": Tag(_LISTS | {"h3"}, _COMMON),
    "aside": Tag(_LISTS | {"h3"}, _COMMON),
    "table": Tag(frozenset(("caption", "thead", "tbody", "tr")), _COMMON | {"aria-label"}),
    "caption": _words(),
    "thead": Tag(frozenset(("tr",)), _COMMON),
    "tbody": Tag(frozenset(("tr",)), _COMMON),
    "tr": Tag(frozenset(("th", "td")), _COMMON),
    "th": _words("scope", "data-align"),
    "td": _words("data-align"),
    "figure": Tag(
        frozenset(("img", "figcaption")), _COMMON | {"data-shown", "data-of", "aria-label"}
    ),
    "img": Tag(attributes=_COMMON | {"src", "alt", "data-link"}),
    "figcaption": _words(),
    "br": Tag(),
    "a": _words("href", "title"),
    "abbr": _words("title"),
    **{name: _words() for name in ("em", "i", "strong", "b", "code", "sup", "sub", "span")},
}


@dataclass(frozen=True, slots=True)
class Holding:
    """How many of each thing a slide of a layout holds, from and to."""

    texts: tuple[int, int] = (0, 0)
    images: tuple[int, int] = (0, 0)
    grids: tuple[int, int] = (0, 0)
    shares: tuple[int, int] = (0, 0)


HOLDINGS: Mapping[str, Holding] = {
    "title": Holding(texts=(0, 2)),
    "bullets": Holding(texts=(1, 1)),
    "wide": Holding(texts=(1, 1)),
    "statement": Holding(texts=(1, 1)),
    "key": Holding(texts=(1, 1)),
    "warning": Holding(texts=(1, 1)),
    "columns": Holding(texts=(2, 2)),
    "three-columns": Holding(texts=(3, 3)),
    "steps": Holding(texts=(1, 1)),
    "table": Holding(grids=(1, 1)),
    "chart": Holding(grids=(1, 1), texts=(0, 1)),
    "icon-array": Holding(shares=(1, 1), texts=(1, 1)),
    "picture": Holding(texts=(1, 1), images=(1, 1)),
    "full-picture": Holding(images=(1, 1)),
    "closing": Holding(texts=(1, 2), images=(0, 1)),
}
"""The layouts that `data-layout` may name."""

PLURALS = {"texts": "text", "images": "picture", "grids": "table", "shares": "icon array"}
