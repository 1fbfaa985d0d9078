"""The slides of a .pptx as drawings, with what is to be said to each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handout.slides.drawing.looks import Scheme
from handout.slides.drawing.palette import palette
from handout.slides.drawing.shapes import Address, Sheet, drawn
from handout.slides.drawing.svg import number, tag
from handout.slides.ooxml.inheritance import fonts_of
from handout.slides.ooxml.notation import points, qn
from handout.slides.ooxml.package import Opened, Part, notes_of, theme_of
from handout.slides.ooxml.shape_reading import TITLES, kind, words


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph of the speaker notes."""

    text: str
    heading: bool = False
    item: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A slide as it looks."""

    title: str
    svg: str
    width: float
    height: float
    words: str
    """All that it says, for those who do not see it."""
    notes: tuple[Note, ...]


def _scheme(master: Any) -> Scheme:
    theme = theme_of(master.part)
    return Scheme(palette(theme, master._element), fonts_of(theme))


def _ground(sheets: tuple[Sheet, ...]) -> str:
    """The colour of the background: of the slide, else of its layout, else of its master."""
    for sheet in sheets:
        found = sheet.part._element.cSld.find(qn("p:bg"))
        if found is None:
            continue
        fill = sheet.scheme.palette.fill(found.find(qn("p:bgPr")))
        named = found.find(qn("p:bgRef"))
        if named is not None and len(named):
            fill = sheet.scheme.palette.of(named[0])
        if fill and fill != "none":
            return fill
    return "#ffffff"


def _notes(slide: Part) -> Iterator[Note]:
    """The paragraphs of the notes page, as far as they are words."""
    page = notes_of(slide)
    shapes = () if page is None else page.iter(qn("p:sp"))
    bodies = (shape for shape in shapes if kind(shape) == "body")
    for paragraph in (p for body in bodies for p in body.iter(qn("a:p"))):
        said = words(paragraph).strip() or "".join(paragraph.itertext()).strip()
        looks = [run.get("b") == "1" for run in paragraph.iter(qn("a:rPr"))]
        marks = ("a:buChar", "a:buAutoNum")
        item = any(next(paragraph.iter(qn(mark)), None) is not None for mark in marks)
        if said:
            yield Note(said, heading=bool(looks) and all(looks), item=item)


def _title(tree: Any) -> str:
    """The words of a slide's title."""
    titles = (s for s in tree.iter(qn("p:sp")) if kind(s) in TITLES)
    return " ".join(words(next(titles, tree)).split())


@dataclass(frozen=True, slots=True)
class _Background:
    """What slides of one layout have in common."""

    sheets: tuple[Sheet, Sheet]
    """The layout and its master."""
    svg: str
    """What stands behind the slides."""


def _background(layout: Any, address: Address) -> _Background:
    """A layout with its master, drawn without placeholders."""
    master = layout.slide_master
    scheme = _scheme(master)
    last = Sheet(master.part, scheme, (), address)
    middle = Sheet(layout.part, scheme, (last,), address)
    hides = layout._element.get("showMasterSp") == "0"
    shown = (middle,) if hides else (last, middle)
    made = (drawn(sheet.tree, sheet, placeholders=False) for sheet in shown)
    return _Background((middle, last), "".join(part for parts in made for part in parts))


def _svg(slide: Sheet, back: _Background, width: float, height: float) -> str:
    """All that a slide shows, what stands behind it first."""
    ground = tag("rect", width=width, height=height, fill=_ground((slide, *back.sheets)))
    inner = ground + back.svg + "".join(drawn(slide.tree, slide))
    box = f"0 0 {number(width)} {number(height)}"
    return tag("svg", inner, xmlns="http://www.w3.org/2000/svg", viewBox=box)


def _all_words(tree: Any) -> str:
    """All words of a slide but those at its foot."""
    shapes = tree.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    said = []
    for shape in shapes:
        if kind(shape) in ("ftr", "sldNum", "dt"):
            continue
        named = next(shape.iter(qn("p:cNvPr")), None)
        alt = "" if named is None else named.get("descr", "")
        said += [" ".join(part.split()) for part in (words(shape), alt) if part.strip()]
    return ". ".join(said)


def draw(presentation: Opened, address: Address) -> tuple[Drawing, ...]:
    """Every slide of a .pptx; `address` says where the page finds the pictures in it."""
    sides = (presentation.slide_width, presentation.slide_height)
    width, height = (points(side or 0) for side in sides)
    backs: dict[str, _Background] = {}
    made = []
    for slide in presentation.slides:
        layout, tree = slide.slide_layout, slide._element
        name = layout.part.partname
        back = backs.setdefault(name, backs.get(name) or _background(layout, address))
        sheet = Sheet(slide.part, back.sheets[0].scheme, back.sheets, address)
        svg = _svg(sheet, back, width, height)
        notes = tuple(_notes(slide.part))
        made.append(Drawing(_title(tree), svg, width, height, _all_words(tree), notes))
    return tuple(made)
