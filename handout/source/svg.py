"""Checks that an SVG is a drawing only: no script, no other file, no exploding copies."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
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
    r"""\b(?:url|src|image|image-set|element|expression)\s*+\((?!\s*+["']?+\s*+\#)""", re.IGNORECASE
)
"""A reference to another file in a style or an attribute."""
_ODD_STYLE = re.compile(r"[@\\]")
"""An at-rule, or an escape that could hide an address."""
_REFERENCE = re.compile(r"""url\(\s*+["']?+\s*+#([^)"'\s]++)""", re.IGNORECASE)


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


_ONCE = frozenset(("clip-path", "mask", "filter"))
"""Properties that an element does not hand down to those in it."""
_UNSEEN = frozenset(
    ("linearGradient", "radialGradient", "stop", "style", "metadata", "title", "desc")
)
"""Elements that draw nothing by themselves."""
_DECLARATION = re.compile(r"([\w-]+)\s*+:([^;}]*+)")
_RULE = re.compile(r"([^{}]*+)\{([^{}]*+)\}")
_NUMBER = re.compile(r"[\d.]++")


class _Reference(NamedTuple):
    """An element that another draws for one of its properties, such as a pattern."""

    property: str
    target: str


def _in_style(style: str) -> Iterator[_Reference]:
    """What the declarations of a style refer to."""
    for name, value in _DECLARATION.findall(style):
        yield from (_Reference(name, target) for target in _REFERENCE.findall(value))


class _Sheet:
    """The rules of the drawing's style sheets that refer to something, by whom they are for."""

    def __init__(self, root: Element) -> None:
        sheets = ("".join(one.itertext()) for one in root.iter() if _local(_tag(one)) == "style")
        self._rules: dict[str, list[_Reference]] = {}
        for selectors, style in _RULE.findall("\n".join(sheets)):
            if references := list(_in_style(style)):
                for selector in selectors.split(","):
                    self._rules.setdefault(self._last(selector), []).extend(references)

    @staticmethod
    def _last(selector: str) -> str:
        """A class, an id or a tag that whatever a selector is for has; `*` where it is unclear."""
        last = (selector.replace(">", " ").replace("+", " ").replace("~", " ").split() or ["*"])[-1]
        found = re.search(r"[.#][\w-]+", last) or re.match(r"[\w-]+", last)
        return found[0] if found else "*"

    def of(self, element: Element) -> Iterator[_Reference]:
        """What the sheets have an element refer to."""
        if not self._rules:
            return
        classes = (f".{name}" for name in element.get("class", "").split())
        for key in ("*", _local(_tag(element)), f"#{element.get('id', '')}", *classes):
            yield from self._rules.get(key, ())


def _written(element: Element) -> Iterator[_Reference]:
    """What an element's attributes refer to, but for what it copies."""
    for key, value in element.attrib.items():
        name = _local(key)
        if name == "style":
            yield from _in_style(value)
        elif name != "href":
            yield from (_Reference(name, target) for target in _REFERENCE.findall(value))


def _corners(element: Element) -> int:
    """At how many places at most a line has a marker."""
    return 1 + len(_NUMBER.findall(element.get("d", "") + " " + element.get("points", "")))


class _TooMuchError(Exception):
    """A drawing that refers to itself, is nested too deep, or draws too much."""


class _Weight:
    """Counts the elements that are drawn for an element, copies included."""

    def __init__(self, root: Element) -> None:
        self._named = {element.get("id"): element for element in root.iter()}
        self._sheet = _Sheet(root)
        self._known: dict[Element, int] = {}
        self._reaches: dict[tuple[Element, bool], int] = {}

    def _inner(self, element: Element) -> list[Element]:
        """What stands in an element, and what it copies."""
        hrefs = (value for key, value in element.attrib.items() if _local(key) == "href")
        copied = (self._named.get(value.strip()[1:]) for value in hrefs)
        return [*element, *(one for one in copied if one is not None)]

    def _reach(self, element: Element, corners: bool, depth: int = 0) -> int:
        """How many shapes, or corners of shapes, take on a property of an element."""
        if depth > _DEEPEST:
            raise _TooMuchError
        key = element, corners
        if key not in self._reaches:
            inner = (self._reach(one, corners, depth + 1) for one in self._inner(element))
            self._reaches[key] = (_corners(element) if corners else 1) + sum(inner)
        return self._reaches[key]

    def _drawn_for(self, element: Element, reference: _Reference, depth: int) -> int:
        """How much is drawn for one of an element's references."""
        target = self._named.get(reference.target)
        if target is None:
            return 0
        weight = self.of(target, depth + 1)
        if reference.property in _ONCE or not weight:
            return weight
        return weight * self._reach(element, reference.property.startswith("marker"))

    def of(self, element: Element, depth: int = 0) -> int:
        """Of the element, its content and what it refers to; raises _TooMuchError."""
        if depth > _DEEPEST:
            raise _TooMuchError
        if element not in self._known:
            weight = sum(self.of(one, depth + 1) for one in self._inner(element))
            for reference in (*_written(element), *self._sheet.of(element)):
                weight += self._drawn_for(element, reference, depth)
            self._known[element] = weight + (_local(_tag(element)) not in _UNSEEN)
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
    r"<!ENTITY": "has a line <!ENTITY …>, which can hide other files",
    r"<!DOCTYPE[^>\[]*+\[": "has declarations in its line <!DOCTYPE …>, which can hide other files",
    r"<\?xml-stylesheet": "takes its style from another file",
}
"""Searched before the drawing is parsed, as entities can explode. A DOCTYPE alone does nothing:
what it names is not read."""


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
    return text, next((fault for sign, fault in _TEXT_FAULTS.items() if re.search(sign, text)), "")


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


def is_svg(data: bytes) -> bool:
    """Whether a file is an SVG, sound or not: programs write long remarks before it."""
    return data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<svg" in data[:20_000]


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


_XLINK = "{http://www.w3.org/1999/xlink}"
_DRAWN = (_SVG, _XLINK, "{http://www.w3.org/XML/1998/namespace}")
"""The namespaces of what is drawn; drawing programs write their own beside it."""
_REMARKS = (b"<!--", b"<!DOCTYPE", b"<?xpacket")


def _is_foreign(name: str) -> bool:
    return name.startswith("{") and not name.startswith(_DRAWN)


def _strip(element: Element) -> bool:
    """Take out of an element what draws nothing; whether there was any."""
    foreign = [key for key in element.attrib if _is_foreign(key)]
    for key in foreign:
        del element.attrib[key]
    unseen = [one for one in element if _is_foreign(_tag(one)) or one.tag == f"{_SVG}metadata"]
    for one in unseen:
        element.remove(one)
    inner = [_strip(one) for one in element]
    return bool(foreign or unseen or any(inner))


def without_metadata(data: bytes) -> bytes:
    """A sound SVG without remarks, and what a program wrote of its author, folders and windows."""
    root = ElementTree.fromstring(data)
    if not _strip(root) and not any(sign in data for sign in _REMARKS):
        return data
    ElementTree.register_namespace("", _SVG.strip("{}"))
    ElementTree.register_namespace("xlink", _XLINK.strip("{}"))
    return ElementTree.tostring(root, "unicode").encode()
