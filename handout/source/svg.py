"""Checks that an SVG is a drawing only: no script, no other file, no exploding copies."""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_SVG = "{http://www.w3.org/2000/svg}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_LARGEST = 3_000_000
"""Bytes; a drawing of this size has been traced from a photo."""
_MOST = 50_000
"""Elements to draw, the copies of `<use>` counted."""
_DEEPEST = 60
"""How deep elements may be nested."""

_ELEMENTS = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "metadata", "style"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "view"),
        *("linearGradient", "radialGradient", "stop"),
        *("pattern", "clipPath", "mask", "marker", "filter", "feBlend", "feColorMatrix"),
        *("feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting"),
        *("feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA"),
        *("feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode"),
        *("feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight"),
        *("feTile", "feTurbulence"),
    )
)
"""The elements of SVG that draw. Words are not among them, as they need a font, nor are
scripts, photos, links and animations."""

_NAMES = {
    "script": "a program",
    "image": "a photo",
    "foreignObject": "a web page",
    "a": "a link",
    "text": "words, for which a font can be missing",
}
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")
_ADDRESS = re.compile(
    r"""\b(?:url|src|image|image-set|element|expression)\s*\((?!\s*["']?\s*\#)""", re.IGNORECASE
)
"""A reference to another file in a style or an attribute."""
_ODD_STYLE = re.compile(r"[@\\]")
"""An at-rule, or an escape that could hide an address."""
_REFERENCE = re.compile(r"""url\(\s*["']?\s*#([^)"']+?)\s*["']?\s*\)""", re.IGNORECASE)


def _local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def _tag(element: Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def _attribute_fault(name: str, value: str) -> str:
    """What is wrong with an attribute; empty where nothing is."""
    if name.lower().startswith("on"):
        return f"holds a program ({name})"
    if name == "href" and not value.strip().startswith("#"):
        return f"refers to another file ({value.strip()[:60]})"
    if name == "base" or _ADDRESS.search(value):
        return f"refers to another file ({value.strip()[:60]})"
    return ""


def _element_faults(element: Element) -> Iterator[str]:
    """What is wrong with an element: its kind, its attributes, its style."""
    tag = _tag(element)
    name = _local(tag)
    if tag.startswith(_XHTML) or (tag.startswith(_SVG) and name not in _ELEMENTS):
        yield f"holds {_NAMES.get(name, f'<{name}>')}"
    for key, value in element.attrib.items():
        yield _attribute_fault(_local(key), value)
    sheet = "".join(element.itertext()) if name == "style" else ""
    if _ADDRESS.search(sheet) or _ODD_STYLE.search(sheet + element.get("style", "")):
        yield "has a style that names another file or a font"


def _targets(element: Element) -> Iterator[str]:
    """The ids that an element refers to."""
    for key, value in element.attrib.items():
        if _local(key) == "href" and value.strip().startswith("#"):
            yield value.strip()[1:]
        yield from _REFERENCE.findall(value)


class _TooMuchError(Exception):
    """A drawing that refers to itself, is nested too deep, or draws too much."""


class _Weight:
    """Counts the elements that are drawn for an element, copies included."""

    def __init__(self, root: Element) -> None:
        self._named = {element.get("id"): element for element in root.iter()}
        self._known: dict[Element, int] = {}

    def of(self, element: Element, depth: int = 0) -> int:
        """Of the element, its content and what it refers to; raises _TooMuchError."""
        if depth > _DEEPEST:
            raise _TooMuchError
        if element not in self._known:
            copies = [self._named[name] for name in _targets(element) if name in self._named]
            drawn = (*element, *copies)
            self._known[element] = 1 + sum(self.of(one, depth + 1) for one in drawn)
        if self._known[element] > _MOST:
            raise _TooMuchError
        return self._known[element]


def _too_much(root: Element) -> bool:
    try:
        _Weight(root).of(root)
    except _TooMuchError:
        return True
    return False


def _has_size(root: Element) -> bool:
    """Whether the drawing has a size or a viewBox."""
    sides = root.get("width", ""), root.get("height", "")
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    numbers = [*box[2:], "0", "0"][:2] if len(box) == 4 else ["0", "0"]
    shape = all(re.match(r"\+?(?:\d*\.)?\d", n) and re.search("[1-9]", n) for n in numbers)
    return shape or all(re.match(r"\+?[\d.]*[1-9]", side) for side in sides)


_TEXT_FAULTS: Mapping[str, str] = {
    "<!DOCTYPE": "has a line <!DOCTYPE …>, which can hide other files",
    "<!ENTITY": "has a line <!ENTITY …>, which can hide other files",
    "<?xml-stylesheet": "takes its style from another file",
}
"""Searched before the drawing is parsed, as entities can explode."""


def _text(data: bytes) -> tuple[str, str]:
    """The drawing's text, and why it cannot be used; the latter is empty where it can."""
    if len(data) > _LARGEST:
        return "", f"is larger than {_LARGEST // 1_000_000} MB"
    declared = _DECLARED.match(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if not data.strip():
        return "", "is empty"
    if not text or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii")):
        return "", "is not saved as UTF-8"
    return text, next((fault for sign, fault in _TEXT_FAULTS.items() if sign in text), "")


def _root_fault(root: Element) -> str:
    """What is wrong with a drawing that could be parsed; empty where nothing is."""
    if root.tag != f"{_SVG}svg":
        return "is not an SVG"
    faults = (fault for element in root.iter() for fault in _element_faults(element))
    if fault := next(filter(None, faults), ""):
        return fault
    if _too_much(root):
        return "draws too much, or draws itself"
    return "" if _has_size(root) else "does not tell its size (it needs a viewBox)"


def fault_of(data: bytes) -> str:
    """What is wrong with an SVG; empty where nothing is."""
    text, fault = _text(data)
    if fault:
        return fault
    try:
        return _root_fault(ElementTree.fromstring(text))
    except ElementTree.ParseError as broken:
        return f"is no readable SVG (its line {broken.position[0]} is broken)"
    except (RecursionError, ValueError):
        return "is no readable SVG"
