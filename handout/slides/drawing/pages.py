"""The slides of a deck's story as an HTML document: its words are text, all else a drawing.

What has alternative text is a picture of its own; what has none is drawn behind the words.
"""

import base64
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import md5
from typing import Any, NamedTuple, cast
from xml.sax.saxutils import escape

from handout.model.deck import Box, Deck
from handout.model.markup import Picture
from handout.slides.drawing import charts, paragraphs, presentation, shapes, tables
from handout.slides.drawing.charts import Chart, Label
from handout.slides.drawing.paragraphs import CHART_FACE, Point, element, style
from handout.slides.drawing.presentation import DrawnSlide
from handout.slides.drawing.scheme import BACK, anchor
from handout.slides.drawing.shapes import Address, Sheet
from handout.slides.drawing.svg import attributes, number, svg
from handout.slides.ooxml.notation import qn
from handout.slides.ooxml.package import Opened, Part
from handout.slides.ooxml.shape_reading import TITLES, box, is_button, key, kind, words
from handout.typography.measuring import stand_in

_FOOT = ("ftr", "sldNum", "dt")

_EDGE = 3.0
"""Points around a drawing, for letters and lines that reach out of their box."""


def _inline(data: bytes, kind_: str) -> str:
    """An address that holds all of a picture."""
    return f"data:{kind_};base64,{base64.b64encode(data).decode()}"


class _Pictures:
    """The pictures of a file, by their addresses; none is kept longer: a part holds all of it."""

    def __init__(self) -> None:
        self.named: dict[str, Picture] = {}
        """Those that the words of the document name; in them a photo would be held many times."""
        self._within = cache(lambda part: _inline(part.blob, part.content_type))

    def __call__(self, part: Part) -> str:
        """An address within a drawing, which holds all of the picture."""
        return self._within(part)

    def name(self, part: Part) -> str:
        """A short address; WeasyPrint gives a picture the digest of the whole one for a name."""
        whole = _inline(part.blob, part.content_type)
        digest = md5(whole.encode(), usedforsecurity=False).hexdigest()
        self.named[f"picture:{digest}"] = Picture(part.blob, part.content_type, digest)
        return f"picture:{digest}"


class _Layers(NamedTuple):
    """A part of a slide: what is drawn behind its words, and what is read."""

    drawn: str = ""
    read: str = ""


def _position(place: Box) -> str:
    return style(left=place.left, top=place.top, width=place.width, height=place.height)


def _text(shape: Any, sheet: Sheet, lang: str, first: bool) -> _Layers:
    """A shape with words."""
    frame = shapes.text_of(shape, sheet)
    name = ("h1" if first else "h2") if kind(shape) in TITLES else "p"
    read = "" if frame is None else paragraphs.html(frame, lang, name)
    return _Layers(shapes.ground(shape, sheet), read)


def _table(table: Any, place: Box, sheet: Sheet, lang: str) -> _Layers:
    """A table, its words in cells as large as they are drawn."""
    styles, origin = shapes.table_styles(sheet), Point(place.left, place.top)
    drawn, read = "", ""
    for count, row in enumerate(tables.rows(table, place)):
        name = "td" if count else "th"
        cells = ""
        for cell in row:
            drawn += cell.ground(sheet.scheme)
            inner = paragraphs.html(cell.words(sheet.scheme, styles), lang, "div", origin)
            cells += element(name, inner, style=style(width=cell.box.width))
        read += element("tr", cells, style=style(height=row[0].box.height))
    side = "rtl" if tables.is_mirrored(table) else None
    body = element("tbody", read)  # as a parser of HTML has it
    return _Layers(drawn, element("table", body, style=_position(place), dir=side))


def _alternative(shape: Any) -> str:
    """The alternative text of a shape; nothing where it is decoration."""
    named = next(shape.iter(qn("p:cNvPr")))
    if next(named.iter(qn("adec:decorative")), None) is not None:
        return ""
    return str(named.get("descr") or "").strip()


def _image(source: str, place: Box, alt: str) -> str:
    return f"<img{attributes({'alt': alt, 'src': source, 'style': _position(place)})}/>"


def _drawing(inner: str, place: Box, alt: str) -> str:
    """A drawing that is read as a picture."""
    place = place.without((-_EDGE, -_EDGE, -_EDGE, -_EDGE))
    return _image(_inline(svg(inner, place).encode(), "image/svg+xml"), place, alt)


def _chart(chart: Chart, place: Box, alt: str) -> str:
    """A chart: its bars as a picture, whose alternative text tells the names and numbers too."""
    made = list(charts.parts(chart, place))
    words = "".join(paragraphs.label(one, chart) for one in made if isinstance(one, Label))
    bars = "".join(one for one in made if isinstance(one, str))
    return _drawing(bars, place, alt) + element("div", words, aria_hidden="true")


def _picture(shape: Any, sheet: Sheet, place: Box, alt: str) -> str:
    """A picture, a chart or a group that has alternative text."""
    if (chart := shapes.chart_of(shape, sheet)) is not None:
        return _chart(chart, place, alt)
    part = shapes.picture_part(shape, sheet) if shape.tag == qn("p:pic") else None
    if part is None:
        return _drawing(shapes.shape(shape, sheet), place, alt)
    return _image(cast(_Pictures, sheet.address).name(part), place, alt)


def _link(shape: Any, sheet: Sheet) -> str:
    """A link over all of a shape that leads somewhere; around it, each part would be one."""
    link, place = shapes.link_of(shape, sheet), box((shape,))
    if link in ("", BACK) or place is None:
        return ""
    return element("a", href=link, style=_position(place))


def _layers(shape: Any, sheet: Sheet, lang: str, first: bool = False) -> _Layers:
    """What is drawn of a shape, and what is read of it."""
    place, alt = box((shape,)), _alternative(shape)
    table = shapes.table_of(shape)
    if table is not None and place:
        return _table(table, place, sheet, lang)
    if shape.find(qn("p:txBody")) is not None and words(shape).strip():
        return _text(shape, sheet, lang, first)
    if alt and place:
        return _Layers("", _picture(shape, sheet, place, alt))
    return _Layers(shapes.shape(shape, sheet))


def _unread(layers: _Layers) -> _Layers:
    """The same as decoration."""
    return _Layers(layers.drawn, layers.read and element("div", layers.read, aria_hidden="true"))


def _behind(slide: DrawnSlide, lang: str) -> Iterator[_Layers]:
    """What layout and master draw behind a slide: none of it is read."""
    for sheet in slide.back.shown:
        for shape in (one for one in sheet.tree.iterchildren(*shapes.KINDS) if key(one) is None):
            if words(shape).strip():
                yield _unread(_layers(shape, sheet, lang))
            else:
                yield _Layers(shapes.shape(shape, sheet))


def _shapes(slide: DrawnSlide, lang: str, told: set[str]) -> Iterator[_Layers]:
    """All of a slide in order; `told` is what was read at the foot of those before."""
    for shape in slide.sheet.tree.iterchildren(*shapes.KINDS):
        if is_button(shape) and not shapes.link_of(shape, slide.sheet):
            continue  # what it leads to has no page
        layers = _layers(shape, slide.sheet, lang, slide.number == 1)
        line = words(shape).strip() if kind(shape) in _FOOT else ""
        repeated = bool(line) and (kind(shape) != "ftr" or line in told)
        told |= {line}
        yield _unread(layers) if repeated else layers
        yield _Layers("", _link(shape, slide.sheet))


def _section(slide: DrawnSlide, deck: Deck, told: set[str]) -> str:
    """A slide: a drawing, with its words before it."""
    layers = (*_behind(slide, deck.lang), *_shapes(slide, deck.lang, told))
    ground = presentation.ground(slide, deck.width, deck.height)
    drawn = svg(ground + "".join(one.drawn for one in layers), Box(0, 0, deck.width, deck.height))
    image = f"background-image:url({_inline(drawn.encode(), 'image/svg+xml')})"
    read = "".join(one.read for one in layers)
    section = element("section", read, class_="slide", id=anchor(slide.number), style=image)
    return element("div", section, class_="place")


def _families(file: Opened, address: Address) -> str:
    """The families that the words are set in, that of most first."""
    (fonts, *_) = (one.sheet.scheme.fonts for one in presentation.slides(file, address))
    named = [stand_in(fonts[name]) for name in ("+mn-lt", "+mj-lt") if name in fonts]
    return ", ".join(dict.fromkeys((*named, CHART_FACE)))


def _head(deck: Deck) -> str:
    """What the document says of itself, and how large a slide is."""
    width, height = number(deck.width), number(deck.height)
    metas = {
        "author": deck.author,
        "description": deck.subject,
        "dcterms.created": deck.created.isoformat(),
        "dcterms.modified": deck.created.isoformat(),
    }
    made = "".join(
        f"<meta{attributes({'name': name, 'content': words})}/>" for name, words in metas.items()
    )
    sizes = f":root{{--width:{width};--height:{height}}}@page slide{{size:{width}pt {height}pt}}"
    title = element("title", escape(deck.title))
    return f'<meta charset="utf-8"/>{title}{made}<style>{sizes}</style>'


class Document(NamedTuple):
    """The slides as HTML, and the pictures that it names."""

    text: str
    pictures: Mapping[str, Picture]


def document(file: Opened, deck: Deck) -> Document:
    """The slides of a .pptx that are shown; `deck` is the model that it was written from."""
    told, address = {""}, _Pictures()
    made = (
        _section(slide, deck, told)
        for slide in presentation.slides(file, address, hidden=False)
        if not slide.hidden
    )
    rtl = "rtl" if deck.slides and deck.slides[0].rtl else None
    body = element("body", element("main", "".join(made), data_title=deck.title))
    page = element("head", _head(deck)) + body
    root = element("html", page, lang=deck.lang, dir=rtl, data_families=_families(file, address))
    return Document(f"<!DOCTYPE html>{root}", address.named)
