"""The style sheets of a drawing: which elements they have refer to which others."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree.ElementTree import Element

_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/)?+")
_STRING = re.compile(r""""[^"]*+"?+|'[^']*+'?+""")
_DECLARATION = re.compile(r"(?<![\w-])([\w-]++)\s*+:([^;}]*+)")
_RULES = re.compile(r"(?:[^{}]*+\{[^{}]*+\})*+\s*+")
_RULE = re.compile(r"([^{}]*+)\{([^{}]*+)\}")
_REFERENCE = re.compile(r"""url\(\s*+["']?+\s*+#([^)"'\s]++)""", re.IGNORECASE)
_NAME = re.compile(r"""[^)"'\s]*+""")
_SIMPLE = re.compile(r"(?:[\w-]++|\*)?((?:[.#][^\s.#:()\[\]>+~*]++)*+)(?::[\w-]++)?")
"""A selector without combinators, attributes and functions."""


_MOST_RULES = 1_000
_MOST_ABOVE = 2
"""Elements that a selector asks for above the one that it is for."""


class UnreadableStyleError(Exception):
    """A style sheet that programs may each read in their own way, or for minutes."""


class Reference(NamedTuple):
    """An element that another draws for one of its properties, such as a pattern."""

    property: str
    target: str


def local(name: object) -> str:
    """A name without its namespace; nothing for a remark."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def bare(name: str) -> str:
    """An id, or what refers to one, as far as all programs read it alike."""
    found = _NAME.match(unquote(name.strip()))
    return found[0] if found else ""


def is_plain(style: str) -> bool:
    """Whether a style has no at-rule, and no escape that could hide an address."""
    return not set("@\\") & set(style)


def _targets(value: str) -> Iterator[str]:
    return map(bare, _REFERENCE.findall(value))


def _in_style(style: str) -> Iterator[Reference]:
    """What the declarations of a style refer to."""
    for name, value in _DECLARATION.findall(_COMMENT.sub("", style)):
        yield from (Reference(name.lower(), target) for target in _targets(value))


def written(element: Element) -> Iterator[Reference]:
    """What an element's attributes refer to, but for what it copies."""
    for key, value in element.attrib.items():
        name = local(key)
        if name == "style":
            yield from _in_style(value)
        elif name != "href":
            yield from (Reference(name.lower(), target) for target in _targets(value))


def _key(selector: str) -> str:
    """A class, an id or a tag that whatever a selector is for has; `*` where it is unclear.

    Raises UnreadableStyleError for one that takes minutes to be compared.
    """
    *above, last = re.split(r"[\s>+]+", selector.strip())
    if len(above) > _MOST_ABOVE or "~" in selector:
        raise UnreadableStyleError
    found = _SIMPLE.fullmatch(last)
    if not found or not last:
        return "*"
    return re.split(r"(?=[.#])", found[1])[1] if found[1] else last.partition(":")[0] or "*"


class Sheet:
    """The rules of a drawing's style sheets that refer to something, by whom they are for."""

    def __init__(self, root: Element) -> None:
        """Raises UnreadableStyleError."""
        sheets = ("".join(one.itertext()) for one in root.iter() if local(one.tag) == "style")
        self._rules: dict[str, list[Reference]] = {}
        for sheet in sheets:
            self._add(_COMMENT.sub("", sheet))

    def _add(self, sheet: str) -> None:
        strings = _STRING.findall(sheet)
        if not _RULES.fullmatch(sheet) or any(set("{};") & set(one) for one in strings):
            raise UnreadableStyleError
        rules = _RULE.findall(sheet)
        if len(rules) > _MOST_RULES:
            raise UnreadableStyleError
        for selectors, style in rules:
            references = list(_in_style(style))
            for selector in selectors.split(","):
                self._rules.setdefault(_key(selector), []).extend(references)

    def of(self, element: Element) -> Iterator[Reference]:
        """What the sheets have an element refer to."""
        if not self._rules:
            return
        classes = (f".{name}" for name in element.get("class", "").split())
        for key in ("*", local(element.tag), f"#{element.get('id', '')}", *classes):
            yield from self._rules.get(key, ())
