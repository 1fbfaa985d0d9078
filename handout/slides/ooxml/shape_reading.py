"""What a shape says of itself: what kind it is, where it stands, its words."""

from collections.abc import Iterable
from typing import Any

from handout.model.deck import BASELINES, Box
from handout.slides.ooxml.notation import points, qn

TITLES = ("title", "ctrTitle")
"""The types of placeholders that hold a slide's title."""
JUMP = "ppaction://hlinksldjump"
"""What a click does that leads to another slide."""
_PLACEHOLDER = qn("./*/p:nvPr/p:ph")
_FRAMES = tuple(map(qn, ("p:spPr/a:xfrm", "p:xfrm", "p:grpSpPr/a:xfrm")))
_OFFSET, _EXTENT = qn("a:off"), qn("a:ext")
_NOTE_MARK = str(BASELINES["note"])


def key(shape: Any) -> tuple[str, int] | None:
    """The type and the index of a placeholder; None for other shapes."""
    found = shape.find(_PLACEHOLDER)
    return None if found is None else (found.get("type", "obj"), int(found.get("idx", 0)))


def kind(shape: Any) -> str:
    """The type of a placeholder; empty for other shapes."""
    found = key(shape)
    return found[0] if found else ""


def is_hidden(slide: Any) -> bool:
    """Whether a slide is left out of the show; takes its root element."""
    return slide.get("show") in ("0", "false")


def is_button(shape: Any) -> bool:
    """Whether it is there only to be clicked on, such as one that leads to a slide's details."""
    click = next(shape.iter(qn("p:cNvPr"))).find(qn("a:hlinkClick"))
    return key(shape) is None and click is not None and click.get("action") == JUMP


def frame(shape: Any) -> Any | None:
    """The `xfrm` of a shape, if it has a whole one: its offset and its extent."""
    found = (f for f in map(shape.find, _FRAMES) if f is not None)
    return next((f for f in found if None not in (f.find(_OFFSET), f.find(_EXTENT))), None)


def extent(frame: Any, start: str = "a:off", size: str = "a:ext") -> Box:
    """The box of a frame."""
    off, ext = frame.find(qn(start)), frame.find(qn(size))
    sides = (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy"))
    return Box(*map(points, sides))


def box(family: Iterable[Any]) -> Box | None:
    """Where a shape stands; takes its lineage."""
    return next((extent(f) for f in map(frame, family) if f is not None), None)


def _is_note_mark(node: Any) -> bool:
    """Whether it is the mark of a footnote: it would stand in the middle of a sentence."""
    style = node.getparent().find(qn("a:rPr"))
    return style is not None and style.get("baseline") == _NOTE_MARK


def words(element: Any) -> str:
    """The words of a shape or a paragraph without marks; paragraphs and breaks as lines."""
    lines = []
    for paragraph in element.iter(qn("a:p")):
        made = []
        for node in paragraph.iter(qn("a:t"), qn("a:br")):
            if node.tag == qn("a:br"):
                made.append("\n")
            elif not _is_note_mark(node):
                made.append(node.text or "")
        lines.append("".join(made))
    return "\n".join(lines)
