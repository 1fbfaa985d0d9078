"""What stands on a slide, its layout and its master: shapes, pictures, tables, groups."""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from handout.model.deck import Box
from handout.slides.drawing import charts, tables, texts
from handout.slides.drawing.outlines import outline
from handout.slides.drawing.scheme import Scheme
from handout.slides.drawing.svg import number, tag
from handout.slides.drawing.texts import Frame
from handout.slides.ooxml.inheritance import body_properties, insets, lineage, list_styles
from handout.slides.ooxml.notation import EMU, points, qn
from handout.slides.ooxml.package import Part
from handout.slides.ooxml.shape_reading import box, extent, frame, key

Address = Callable[[Part], str]
"""Where the page finds a part of the file, such as a picture."""


class Sheet(Struct, frozen=True):
    """A part with shapes, and what stands behind it."""

    part: Any
    scheme: Scheme
    behind: tuple["Sheet", ...]
    """Of a slide its layout and its master, of a layout its master."""
    address: Address

    @property
    def tree(self) -> Any:
        """What stands on it."""
        return self.part._element.cSld.spTree

    @property
    def master(self) -> Any:
        """The root element of its master."""
        return (self.behind[-1] if self.behind else self).part._element


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
    size = 3 * points(line.get("w", EMU))
    across, down = box.width / long * size, box.height / long * size
    back = box.width - across, box.height - down
    corners = (
        (box.width, box.height),
        (back[0] - down / 2, back[1] + across / 2),
        (back[0] + down / 2, back[1] - across / 2),
    )
    path = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    return tag("polygon", points=path, fill=colour)


def _drawn(shape: Any, frame: Any, box: Box, sheet: Sheet) -> str:
    """The shape itself, filled and lined."""
    properties, scheme = shape.find(qn("p:spPr")), sheet.scheme
    fill, line = scheme.fill(properties), properties.find(qn("a:ln"))
    stroke = scheme.fill(line)
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
        stroke_width=points(line.get("w", EMU)) if lined else None,
    )
    return _turned(made + head, frame, box)


def _place(shape: Any, sheet: Sheet) -> Any | None:
    """The frame of a shape, its own or that of the placeholder which it fills."""
    family = lineage(shape, [one.tree for one in sheet.behind])
    return next((f for f in map(frame, family) if f is not None), None)


def ground(shape: Any, sheet: Sheet) -> str:
    """A shape without its words."""
    place = _place(shape, sheet)
    return "" if place is None else _drawn(shape, place, extent(place), sheet)


def text_of(shape: Any, sheet: Sheet) -> Frame | None:
    """The words of a shape in their room; None where it has no place for any."""
    body, place = shape.find(qn("p:txBody")), _place(shape, sheet)
    if body is None or place is None:
        return None
    family = lineage(shape, [one.tree for one in sheet.behind])
    properties = body_properties(family)
    usual = sheet.part.package.presentation_part._element.find(qn("p:defaultTextStyle"))
    lists = (*list_styles(family, sheet.master), *(() if usual is None else (usual,)))
    room = extent(place).without(insets(properties))
    return Frame(body, lists, sheet.scheme, room, properties.get("anchor", "t"))


def _shape(shape: Any, sheet: Sheet) -> str:
    """A shape with its words."""
    words = text_of(shape, sheet)
    return ground(shape, sheet) + ("" if words is None else texts.draw(words))


def picture_part(shape: Any, sheet: Sheet) -> Part | None:
    """The part of a picture; the drawing where a picture is the twin of one."""
    blip = next(shape.iter(qn("a:blip")), None)
    if blip is None:
        return None
    drawing = next(blip.iter(qn("asvg:svgBlip")), None)
    part: Part = sheet.part.related_part((blip if drawing is None else drawing).get(qn("r:embed")))
    return part


def _picture(shape: Any, sheet: Sheet) -> str:
    """A picture in its frame."""
    frame_, part = frame(shape), picture_part(shape, sheet)
    if frame_ is None or part is None:
        return ""
    box = extent(frame_)
    made = tag("image", href=sheet.address(part), width=box.width, height=box.height)
    return _turned(made, frame_, box)


def chart_of(shape: Any, sheet: Sheet) -> charts.Chart | None:
    """The chart of a shape; None where it has none, or one that is not of bars."""
    named = next(shape.iter(qn("c:chart")), None)
    if named is None:
        return None
    return charts.read(sheet.part.related_part(named.get(qn("r:id")))._element, sheet.scheme)


def table_styles(sheet: Sheet) -> tuple[Any, ...]:
    """The list styles behind the words of a table."""
    return tuple(sheet.master.iter(qn("p:otherStyle")))


def table_of(shape: Any) -> Any | None:
    """The `a:tbl` of a shape that is a table."""
    return next(shape.iter(qn("a:tbl")), None)


def _graphic(shape: Any, sheet: Sheet) -> str:
    """A table or a chart."""
    where, table = box((shape,)), table_of(shape)
    if where is None:
        return ""
    if table is None:
        chart = chart_of(shape, sheet)
        return "" if chart is None else charts.draw(chart, where)
    return tables.draw(table, where, sheet.scheme, table_styles(sheet))


def _group(shape: Any, sheet: Sheet) -> str:
    """What a group holds, moved and scaled from the group's own grid."""
    frame_, made = frame(shape), "".join(drawn(shape, sheet))
    if frame_ is None or frame_.find(qn("a:chExt")) is None:
        return made
    outer, inner = extent(frame_), extent(frame_, "a:chOff", "a:chExt")
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


KINDS = tuple(_DRAW)
"""The tags of what can be drawn."""


def link_of(shape: Any, sheet: Sheet) -> str:
    """Where a click on a shape leads; nothing where it leads nowhere."""
    named = next(shape.iter(qn("p:cNvPr")), None)
    return "" if named is None else sheet.scheme.link(named.find(qn("a:hlinkClick")))


def shape(one: Any, sheet: Sheet) -> str:
    """One shape, picture, table or group."""
    draw = _DRAW.get(one.tag)
    made = draw(one, sheet) if draw else ""
    link = link_of(one, sheet) if made else ""
    return tag("g", made, data_link=link) if link else made


def drawn(tree: Any, sheet: Sheet, placeholders: bool = True) -> Iterator[str]:
    """Everything of a tree in order; without its placeholders where it stands behind."""
    return (shape(one, sheet) for one in tree if placeholders or key(one) is None)
