"""What is drawn in a document: pictures, text boxes, charts and SmartArt."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from handout.importing.document import Block, Cell, Mark, Paragraph, Picture, Remark, Span, Table
from handout.importing.package import local
from handout.importing.runs import Context, Drawn, texts

_MADE_UP = re.compile(
    r"(?is).*\b(?:description automatically generated|ai-generated content)\b.*"
    r"|.*\bautomatisch generiert.*"
    r"|(?:image|picture|grafik|bild|imagen|graphic|img|dsc|photo|screenshot)?[\s_-]*\d*(?:\.\w{3,4})?"
    r"|\S+\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?|svg)"
)
"""Alternative texts that no person wrote."""
_DEEPEST = 12
ReadBlocks = Callable[[Any], Iterator[Block]]


def _alt(element: Any, context: Context) -> str:
    """What a picture is said to show; nothing where nobody said so."""
    said = ""
    for one in element.iter():
        if local(one) == "docPr":
            said = said or one.get("descr", "") or one.get("title", "")
        elif local(one) in ("shape", "imagedata"):
            said = said or one.get("alt", "")
    words = " ".join(said.split())
    if words and _MADE_UP.fullmatch(words):
        context.remark("left out", f"an alternative text that a program wrote: “{words}”")
        return ""
    return words


def _in_box(element: Any, top: Any) -> bool:
    """Whether an element stands in a text box below another, which is read by itself."""
    while (element := element.getparent()) is not None and element is not top:
        if local(element) in ("txbxContent", "Fallback"):
            return True
    return False


def _pictures(element: Any, context: Context) -> Iterator[Picture]:
    """The pictures of a drawing; one that is a file elsewhere is told."""
    for one in element.iter():
        key = {"blip": "embed", "imagedata": "id"}.get(local(one))
        if key is None or _in_box(one, element):
            continue
        link = context.package.link(context.part, one, key)
        if link is None or link.is_outside:
            outside = link or context.package.link(context.part, one, "link")
            where = outside.target if outside else "nowhere"
            context.remark("to do", f"a picture that is not in the file (it lies at {where})")
            continue
        yield Picture(link.target, _alt(element, context))


def _chart_table(root: Any, context: Context) -> Iterator[Block]:
    """A chart's words and numbers, as a table."""
    for title in (one for one in root.iter() if local(one) == "title"):
        yield Paragraph((Span(texts(title)),), page=context.page)
    series = [_series(one) for one in root.iter() if local(one) == "ser"]
    categories = max((names for _, names, _ in series), key=len, default=[])
    if not series:
        return
    head = ("", *(name for name, _, _ in series))
    rows = [head] if any(head) else []
    for at, name in enumerate(categories or [""] * max(len(one[2]) for one in series)):
        rows.append((name, *(one[2][at] if at < len(one[2]) else "" for one in series)))
    remark = Remark("found", "a chart, whose numbers are a table now")
    cells = tuple(tuple(Cell((Paragraph((Span(one),)),)) for one in row) for row in rows)
    yield Table(cells, context.page, remarks=(remark,))


def _series(element: Any) -> tuple[str, list[str], list[str]]:
    """The name, the categories and the values of a chart's series."""
    held = ((local(part), [one for one in part.iter() if local(one) == "v"]) for part in element)
    parts = {name: [one.text or "" for one in points] for name, points in held}
    name = " ".join(parts.get("tx", ()))
    return name, parts.get("cat", parts.get("xVal", [])), parts.get("val", parts.get("yVal", []))


def _diagram(root: Any, context: Context) -> Iterator[Block]:
    """The words of SmartArt, as a list."""
    remark = Remark("found", "SmartArt, whose words are a list now; see how they belong together")
    for point in (one for one in root.iter() if local(one) == "pt"):
        if words := texts(point).strip():
            yield Paragraph((Span(words),), mark=Mark(0), page=context.page, remarks=(remark,))
            remark = Remark("found", "")


def _parts(element: Any, context: Context) -> Iterator[Block]:
    """Charts and SmartArt that a drawing shows."""
    for one in element.iter():
        key = {"chart": "id", "relIds": "dm"}.get(local(one))
        link = context.package.link(context.part, one, key) if key else None
        if link and not link.is_outside and not _in_box(one, element):
            read = _chart_table if local(one) == "chart" else _diagram
            yield from read(context.package.root(link.target), context)


def _boxes(element: Any, context: Context, read: ReadBlocks) -> Iterator[Block]:
    """The blocks of text boxes, and the words of WordArt."""
    for one in element.iter():
        if local(one) == "txbxContent" and not _in_box(one, element):
            context.remark("found", "a text box, whose words stand below this paragraph now")
            outer, context.count = context.box, context.count + 1
            context.box = context.count
            yield from read(one)
            context.box = outer
        elif local(one) == "textpath" and one.get("string", "").strip():
            context.remark("found", "WordArt, whose words are a paragraph now")
            yield Paragraph((Span(one.get("string", "")),), page=context.page)


def drawn(element: Any, context: Context, read: ReadBlocks) -> Drawn:
    """What an element draws."""
    if context.depth > _DEEPEST:
        context.remark("left out", "drawings in drawings, too deep to be read")
        return Drawn()
    context.depth += 1
    pictures = tuple(_pictures(element, context))
    blocks = (*_boxes(element, context, read), *_parts(element, context))
    context.depth -= 1
    return Drawn(pictures, blocks)
