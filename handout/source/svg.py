"""Checks that an SVG is a drawing only: no script, no other file, no exploding copies."""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from handout.source.svg_styles import UnreadableStyleError, is_plain, local
from handout.source.svg_weight import draws_too_much

_SVG = "{http://www.w3.org/2000/svg}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_LARGEST = 3_000_000
"""Bytes; a drawing of this size has been traced from a photo."""

_ELEMENTS = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "metadata", "style"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "view"),
        *("linearGradient", "radialGradient", "stop"),
        *("pattern", "clipPath", "mask", "marker", "filter", "feBlend", "feColorMatrix"),
        *("feComponentTransfer", "feComposite", "feDropShadow", "feFlood", "feFuncA"),
        *("feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode"),
        "feOffset",
    )
)
"""The elements of SVG that draw. Words are not among them, as they need a font, nor are
scripts, photos, links and animations, nor what makes clouds and reliefs, which takes minutes."""

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
_LENGTHS = frozenset(
    (
        *("d", "points", "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "fx", "fy"),
        *("x1", "y1", "x2", "y2", "dx", "dy", "refX", "refY", "markerWidth", "markerHeight"),
        *("viewBox", "transform", "gradientTransform", "patternTransform", "stdDeviation"),
        *("stroke-width", "stroke-dasharray", "stroke-dashoffset"),
    )
)
_TRANSFORM = re.compile(r"[\s,]*+(?:[a-zA-Z]++\s*+\([^()]*+\)[\s,]*+)*+")
_SHORT = 40
"""Characters of a transform, whatever it is."""
_HUGE = re.compile(r"(?<![\d.])\d{8}|(?<=[\d.])[eE]\+?0*+(?:[7-9]|\d\d)")
"""A number that no page holds, and by which some programs break."""


def _tag(element: Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def _endless_fault(name: str, value: str) -> str:
    """What makes an attribute take programs minutes, or break them; empty where nothing does."""
    if name in _LENGTHS and (huge := _HUGE.search(value)):
        return f"has a number that is too large ({value[huge.start() : huge.start() + 20]}…)"
    if name == "spreadMethod" and value != "pad":
        return "has a gradient that is repeated"
    is_odd = name.lower().endswith("transform") and len(value) > _SHORT
    return "has a transform that is none" if is_odd and not _TRANSFORM.fullmatch(value) else ""


def _attribute_fault(name: str, value: str) -> str:
    """What is wrong with an attribute; empty where nothing is."""
    if name.lower().startswith("on"):
        return f"holds a program ({name})"
    is_elsewhere = name == "href" and not value.strip().startswith("#")
    if is_elsewhere or name == "base" or _ADDRESS.search(value):
        return f"refers to another file ({value.strip()[:60]})"
    return _endless_fault(name, value)


def _element_faults(element: Element) -> Iterator[str]:
    """What is wrong with an element: its kind, its attributes, its style."""
    tag = _tag(element)
    name = local(tag)
    if tag.startswith(_XHTML) or (tag.startswith(_SVG) and name not in _ELEMENTS):
        yield f"holds {_NAMES.get(name, f'<{name}>')}"
    for key, value in element.attrib.items():
        yield _attribute_fault(local(key), value)
    sheet = "".join(element.itertext()) if name == "style" else ""
    if _ADDRESS.search(sheet) or not is_plain(sheet + element.get("style", "")):
        yield "has a style that names another file or a font"


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
    try:
        if draws_too_much(root):
            return "draws too much, or draws itself"
    except UnreadableStyleError:
        return "has a style that cannot be read"
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
