"""What a placeholder's words will look like: slide, layout, master and theme taken together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from handout.model.deck import Box

_NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}

_EMU = 12700
_TITLES = ("title", "ctrTitle")
_MASTER_TYPE = {"ctrTitle": "title", "ftr": "ftr", "sldNum": "sldNum", "title": "title"}
_INSETS = (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))


@cache
def qn(name: str) -> str:
    """`a:off` in Clark's notation."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


@dataclass(frozen=True, slots=True)
class Level:
    """How paragraphs of one level are set."""

    size: float = 18.0
    bold: bool = False
    margin: float = 0.0
    """From the box's edge to the words, in points."""
    indent: float = 0.0
    spacing: float = 1.0
    """The line spacing, as a share of the face's own."""
    exact: float = 0.0
    """The line spacing in points, where it is set so."""
    before: float = 0.0
    """The space above in points, or as a share of the size where it is below 0."""
    family: str = "+mn-lt"
    bullet: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder with all that it inherits."""

    type: str
    index: int
    name: str
    box: Box
    insets: tuple[float, float, float, float]
    """Left, top, right, bottom."""
    anchor: str
    levels: tuple[Level, ...]
    element: Any = field(compare=False, repr=False)

    @property
    def room(self) -> Box:
        """The box without its insets."""
        left, top, right, bottom = self.insets
        box = self.box
        return Box(
            box.left + left, box.top + top, box.width - left - right, box.height - top - bottom
        )


def _spacing(style: Any, tag: str) -> tuple[float, float] | None:
    """A spacing as (share, points), one of them 0."""
    node = style.find(qn(f"a:{tag}"))
    if node is None or not len(node):
        return None
    value = float(node[0].get("val"))
    return (value / 100_000, 0.0) if node[0].tag == qn("a:spcPct") else (0.0, value / 100)


def _read_level(style: Any, known: dict[str, Any]) -> None:
    """Takes over what a `lvlNpPr` or a `pPr` says."""
    for key, name in (("marL", "margin"), ("indent", "indent")):
        if style.get(key) is not None:
            known[name] = int(style.get(key)) / _EMU
    if style.get("algn"):
        known["centred"] = style.get("algn") == "ctr"
    if spacing := _spacing(style, "lnSpc"):
        known["spacing"], known["exact"] = spacing[0] or 1.0, spacing[1]
    if spacing := _spacing(style, "spcBef"):
        known["before"] = spacing[1] or -spacing[0]
    for tag, on in (("buNone", False), ("buChar", True), ("buAutoNum", True)):
        if style.find(qn(f"a:{tag}")) is not None:
            known["bullet"] = on
    run = style.find(qn("a:defRPr"))
    if run is not None:
        _read_run(run, known)


def _read_run(run: Any, known: dict[str, Any]) -> None:
    """Takes over what a `defRPr` says."""
    if run.get("sz"):
        known["size"] = int(run.get("sz")) / 100
    if run.get("b"):
        known["bold"] = run.get("b") in ("1", "true")
    latin = run.find(qn("a:latin"))
    if latin is not None:
        known["family"] = latin.get("typeface")


def _level(styles: tuple[Any, ...], number: int, fonts: Mapping[str, str]) -> Level:
    """One level, the styles given from the farthest to the nearest."""
    known: dict[str, Any] = {}
    for style in styles:
        found = style.find(qn(f"a:lvl{number}pPr"))
        if found is not None:
            _read_level(found, known)
    family = known.get("family", "+mn-lt")
    return Level(**{**known, "family": fonts.get(family, family)})


def _kind(shape: Any) -> tuple[str, int] | None:
    """Type and index of a placeholder; None for other shapes."""
    found = next(shape.iter(qn("p:ph")), None)
    return None if found is None else (found.get("type", "obj"), int(found.get("idx", 0)))


def box_of(shape: Any) -> Box | None:
    """Where a shape says that it stands."""
    place = shape.find(f"{qn('p:spPr')}/{qn('a:xfrm')}")
    if place is None:
        return None
    off, size = place.find(qn("a:off")), place.find(qn("a:ext"))
    numbers = (off.get("x"), off.get("y"), size.get("cx"), size.get("cy"))
    left, top, width, height = (int(number) / _EMU for number in numbers)
    return Box(left, top, width, height)


def _body(chain: tuple[Any, ...]) -> dict[str, str]:
    """The body properties, nearest last."""
    known: dict[str, str] = {}
    for shape in chain:
        body = shape.find(f"{qn('p:txBody')}/{qn('a:bodyPr')}")
        if body is not None:
            known.update(body.attrib)
    return known


def _of_master(master: Any, kind: str) -> Any | None:
    """The master's placeholder that one of the type inherits from."""
    wanted = _MASTER_TYPE.get(kind, "body")
    shapes = master.iter(qn("p:sp"))
    return next((s for s in shapes if (_kind(s) or ("",))[0] == wanted), None)


def fonts_of(theme: Any) -> Mapping[str, str]:
    """The faces behind `+mj-lt` and `+mn-lt`; takes the theme's root element."""
    path = f".//{{*}}{{}}/{qn('a:latin')}"
    return {
        key: theme.find(path.replace("{}", tag)).get("typeface")
        for key, tag in (("+mj-lt", "majorFont"), ("+mn-lt", "minorFont"))
    }


def resolve(shape: Any, master: Any, fonts: Mapping[str, str]) -> Placeholder:
    """A layout's placeholder with what it takes from the master."""
    kind, index = _kind(shape) or ("", 0)
    parent = _of_master(master, kind)
    chain = (shape,) if parent is None else (parent, shape)
    body = _body(chain)
    names = "titleStyle" if kind in _TITLES else "bodyStyle"
    lists = (s.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}") for s in chain)
    styles = (next(master.iter(qn(f"p:{names}"))), *(s for s in lists if s is not None))
    boxes = [box for box in (box_of(s) for s in reversed(chain)) if box]
    left, top, right, bottom = (int(body.get(key, usual)) / _EMU for key, usual in _INSETS)
    return Placeholder(
        kind,
        index,
        next(shape.iter(qn("p:cNvPr"))).get("name", ""),
        boxes[0] if boxes else Box(0, 0, 0, 0),
        (left, top, right, bottom),
        body.get("anchor", "t"),
        tuple(_level(styles, number, fonts) for number in range(1, 6)),
        shape,
    )


def placeholders(tree: Any, master: Any, fonts: Mapping[str, str]) -> Iterator[Placeholder]:
    """Every placeholder of a layout, in its order."""
    for shape in tree.iter(qn("p:sp")):
        if _kind(shape):
            yield resolve(shape, master, fonts)


def own_place(shape: Any, fonts: Mapping[str, str]) -> Placeholder:
    """A shape that is no placeholder, as if it were one: all that it has is its own."""
    body = _body((shape,))
    left, top, right, bottom = (int(body.get(key, usual)) / _EMU for key, usual in _INSETS)
    box = box_of(shape) or Box(0, 0, 0, 0)
    level = Level(family=fonts.get("+mn-lt", ""))
    return Placeholder("", -1, "", box, (left, top, right, bottom), "t", (level,), shape)
