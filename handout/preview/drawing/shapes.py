"""What stands on a slide, its layout and its master: shapes, pictures, tables, groups."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handout.model.deck import Box
from handout.preview.drawing import charts, tables, texts
from handout.preview.drawing.looks import Scheme
from handout.preview.drawing.outlines import outline
from handout.preview.drawing.svg import number, tag
from handout.slides.ooxml.parts import Package, qn

_POINT = 12700
_INSETS = (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_MASTER_TYPE = {"ctrTitle": "title", "title": "title", "ftr": "ftr", "sldNum": "sldNum"}
_STYLES = {"ctrTitle": "p:titleStyle", "title": "p:titleStyle", "": "p:otherStyle"}
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_PLACEHOLDER = f"./*/{qn('p:nvPr')}/{qn('p:ph')}"
Address = Callable[[str], str]
"""Where the page finds a part of the file, such as `ppt/media/image1.png`."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part with shapes, and what stands behind it."""

    part: str
    package: Package
    scheme: Scheme
    behind: tuple["Sheet", ...]
    """Of a slide its layout and its master, of a layout its master."""
    address: Address

    @property
    def tree(self) -> Any:
        """What stands on it."""
        return self.package.tree(self.part).find(f"{qn('p:cSld')}/{qn('p:spTree')}")


def key(shape: Any) -> tuple[str, str] | None:
    """Type and index of a placeholder; None for other shapes."""
    found = shape.find(_PLACEHOLDER)
    return None if found is None else (found.get("type", "obj"), found.get("idx", "0"))


def _matches(shape: Any, kind: str, index: str, on_master: bool) -> bool:
    """Whether a placeholder of that type and index inherits from the shape."""
    found = key(shape)
    if found is None:
        return False
    if on_master:
        return found[0] == _MASTER_TYPE.get(kind, "body")
    return found[1] == index if index != "0" else _MASTER_TYPE.get(found[0]) == "title"


def lineage(shape: Any, sheet: Sheet) -> tuple[Any, ...]:
    """The shape and the placeholders that it inherits from, nearest first."""
    wanted = key(shape)
    if wanted is None:
        return (shape,)
    found = [shape]
    for one in sheet.behind:
        last = one is sheet.behind[-1]
        there = (s for s in one.tree.iter(qn("p:sp")) if _matches(s, *wanted, last))
        found += [s for s in [next(there, None)] if s is not None]
    return tuple(found)


def _frame(shape: Any) -> Any | None:
    """Where a shape says that it stands."""
    for path in (
        f"{qn('p:spPr')}/{qn('a:xfrm')}",
        qn("p:xfrm"),
        f"{qn('p:grpSpPr')}/{qn('a:xfrm')}",
    ):
        if (found := shape.find(path)) is not None:
            return found
    return None


def _box(frame: Any, start: str = "a:off", size: str = "a:ext") -> Box:
    off, ext = frame.find(qn(start)), frame.find(qn(size))
    numbers = (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy"))
    left, top, width, height = (int(value) / _POINT for value in numbers)
    return Box(left, top, width, height)


def _turned(made: str, frame: Any, box: Box) -> str:
    """What was drawn, turned and mirrored as its frame says."""
    turn, x, y = int(frame.get("rot", 0)) / 60_000, box.width / 2, box.height / 2
    across = -1 if frame.get("flipH") == "1" else 1
    down = -1 if frame.get("flipV") == "1" else 1
    steps = [f"translate({number(box.left)} {number(box.top)})"]
    if turn:
        steps.append(f"rotate({number(turn)} {number(x)} {number(y)})")
    if (across, down) != (1, 1):
        middle = f"{number(x)} {number(y)}"
        steps.append(
            f"translate({middle}) scale({across} {down}) translate({number(-x)} {number(-y)})"
        )
    return tag("g", made, transform=" ".join(steps)) if made else ""


def _head(line: Any, box: Box, colour: str | None) -> str:
    """The arrow's head at the end of a line that has one."""
    end = line.find(qn("a:tailEnd"))
    long = math.hypot(box.width, box.height)
    if end is None or end.get("type", "none") == "none" or not long:
        return ""
    size = 3 * int(line.get("w", _POINT)) / _POINT
    across, down = box.width / long * size, box.height / long * size
    back = box.width - across, box.height - down
    corners = (
        (box.width, box.height),
        (back[0] - down / 2, back[1] + across / 2),
        (back[0] + down / 2, back[1] - across / 2),
    )
    points = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    return tag("polygon", points=points, fill=colour)


def _drawn(shape: Any, frame: Any, box: Box, sheet: Sheet) -> str:
    """The shape itself, filled and lined."""
    properties, palette = shape.find(qn("p:spPr")), sheet.scheme.palette
    fill, line = palette.fill(properties), properties.find(qn("a:ln"))
    stroke = palette.fill(line)
    lined = stroke is not None and stroke != "none"
    if fill in (None, "none") and not lined:
        return ""
    path, scale = outline(properties, box.width, box.height)
    head = _head(line, box, stroke) if lined else ""
    made = tag(
        "path",
        d=path,
        transform=scale,
        fill=fill or "none",
        stroke=stroke if lined else None,
        stroke_width=int(line.get("w", _POINT)) / _POINT if lined else None,
    )
    return _turned(made + head, frame, box)


def _lists(family: tuple[Any, ...], kind: str, sheet: Sheet) -> list[Any]:
    """The list styles behind a shape's words, nearest first."""
    bodies = (shape.find(qn("p:txBody")) for shape in family)
    own = [body.find(qn("a:lstStyle")) for body in bodies if body is not None]
    master = sheet.package.tree((sheet.behind[-1] if sheet.behind else sheet).part)
    name = _STYLES.get(kind, "p:bodyStyle")
    presentation = sheet.package.tree("ppt/presentation.xml").find(qn("p:defaultTextStyle"))
    return [*own, next(master.iter(qn(name)), None), presentation]


def _body(family: tuple[Any, ...]) -> Mapping[str, str]:
    """The body properties, what is nearest last and so in force."""
    known: dict[str, str] = {}
    for shape in reversed(family):
        found = shape.find(f"{qn('p:txBody')}/{qn('a:bodyPr')}")
        known.update({} if found is None else found.attrib)
    return known


def _inner(body: Mapping[str, str], box: Box) -> Box:
    """The box without its insets."""
    left, top, right, bottom = (int(body.get(name, usual)) / _POINT for name, usual in _INSETS)
    return Box(box.left + left, box.top + top, box.width - left - right, box.height - top - bottom)


def _words(shape: Any, family: tuple[Any, ...], box: Box, sheet: Sheet) -> str:
    """The words of a shape."""
    text = shape.find(qn("p:txBody"))
    if text is None:
        return ""
    body, kind = _body(family), (key(shape) or ("", ""))[0]
    room = _inner(body, box)
    lists = _lists(family, kind, sheet)
    return texts.draw(text, lists, sheet.scheme, room, body.get("anchor", "t"))


def _shape(shape: Any, sheet: Sheet) -> str:
    """A shape with its words."""
    family = lineage(shape, sheet)
    frame = next((f for f in map(_frame, family) if f is not None), None)
    if frame is None:
        return ""
    box = _box(frame)
    return _drawn(shape, frame, box, sheet) + _words(shape, family, box, sheet)


def _picture(shape: Any, sheet: Sheet) -> str:
    """A picture; the drawing where a picture is the twin of one."""
    frame = _frame(shape)
    blip = next(shape.iter(qn("a:blip")), None)
    if frame is None or blip is None:
        return ""
    drawing = next(blip.iter(_SVG), None)
    tie = (blip if drawing is None else drawing).get(qn("r:embed"))
    part = sheet.package.relationships(sheet.part)[tie].target
    box = _box(frame)
    made = tag("image", href=sheet.address(part), width=box.width, height=box.height)
    return _turned(made, frame, box)


def _chart(shape: Any, frame: Any, sheet: Sheet) -> str:
    """A bar chart; charts of other kinds are not drawn."""
    named = next(shape.iter(_CHART), None)
    if named is None:
        return ""
    part = sheet.package.relationships(sheet.part)[named.get(qn("r:id"))].target
    chart = charts.read(sheet.package.tree(part), sheet.scheme)
    return "" if chart is None else charts.draw(chart, _box(frame))


def _graphic(shape: Any, sheet: Sheet) -> str:
    """A table or a chart."""
    frame, table = _frame(shape), next(shape.iter(qn("a:tbl")), None)
    if frame is None:
        return ""
    if table is None:
        return _chart(shape, frame, sheet)
    master = sheet.package.tree((sheet.behind[-1] if sheet.behind else sheet).part)
    styles = (next(master.iter(qn("p:otherStyle")), None),)
    return tables.draw(table, _box(frame), sheet.scheme, styles)


def _group(shape: Any, sheet: Sheet) -> str:
    """What a group holds, moved and scaled from the group's own grid."""
    frame, made = _frame(shape), "".join(drawn(shape, sheet))
    if frame is None or frame.find(qn("a:chExt")) is None:
        return made
    outer, inner = _box(frame), _box(frame, "a:chOff", "a:chExt")
    if not inner.width or not inner.height:
        return made
    across, down = outer.width / inner.width, outer.height / inner.height
    steps = (
        f"translate({number(outer.left)} {number(outer.top)})"
        f" scale({across:.6g} {down:.6g}) translate({number(-inner.left)} {number(-inner.top)})"
    )
    return tag("g", made, transform=steps)


_DRAW: Mapping[str, Callable[[Any, Sheet], str]] = {
    qn("p:sp"): _shape,
    qn("p:cxnSp"): _shape,
    qn("p:pic"): _picture,
    qn("p:graphicFrame"): _graphic,
    qn("p:grpSp"): _group,
}


def drawn(tree: Any, sheet: Sheet, placeholders: bool = True) -> Iterator[str]:
    """Everything of a tree in order; without its placeholders where it stands behind."""
    for shape in tree:
        draw = _DRAW.get(shape.tag)
        if draw and (placeholders or key(shape) is None):
            yield draw(shape, sheet)
