"""The slides of a .pptx as drawings, with what is to be said to each."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from handout.model.deck import Box
from handout.slides.drawing.scheme import Scheme, address_of
from handout.slides.drawing.shapes import Address, Sheet, drawn
from handout.slides.drawing.svg import svg, tag
from handout.slides.ooxml.inheritance import colour_names, colours_of, fonts_of
from handout.slides.ooxml.notation import points, qn
from handout.slides.ooxml.package import Opened, Part, layout_of, notes_of, theme_of
from handout.slides.ooxml.package import slides as slide_parts
from handout.slides.ooxml.shape_reading import TITLES, is_hidden, kind, words


class Note(Struct, frozen=True):
    """A paragraph of the speaker notes."""

    text: str
    heading: bool = False
    item: bool = False


class Drawing(Struct, frozen=True):
    """A slide as it looks."""

    number: int
    """Counted from 1 in the file."""
    title: str
    svg: str
    width: float
    height: float
    words: str
    """All that it says, for those who do not see it."""
    notes: tuple[Note, ...]
    hidden: bool
    """Whether the show leaves it out: it is reached by links."""
    section: str
    """PowerPoint's section that it is in."""


def _sections(presentation: Opened) -> Mapping[str, str]:
    """The section of each slide, by its id."""
    sections = presentation.part._element.iter(qn("p14:section"))
    return {one.get("id"): s.get("name") for s in sections for one in s.iter(qn("p14:sldId"))}


def _ground(sheets: tuple[Sheet, ...]) -> str:
    """The colour of the background: of the slide, else of its layout, else of its master."""
    for sheet in sheets:
        found = sheet.part._element.cSld.find(qn("p:bg"))
        if found is None:
            continue
        fill = sheet.scheme.fill(found.find(qn("p:bgPr")))
        named = found.find(qn("p:bgRef"))
        if named is not None and len(named):
            fill = sheet.scheme.of(named[0])
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


class Background(Struct, frozen=True):
    """What slides of one layout have in common."""

    sheets: tuple[Sheet, Sheet]
    """The layout and its master."""
    shown: tuple[Sheet, ...]
    """Those that are drawn behind the slides, the first farthest."""


def _background(layout: Any, address: Address) -> Background:
    """A layout with its master."""
    master = layout.slide_master
    theme = theme_of(master.part)
    scheme = Scheme(colours_of(theme), colour_names(master._element), fonts_of(theme))
    last = Sheet(master.part, scheme, (), address)
    middle = Sheet(layout.part, scheme, (last,), address)
    hides = layout._element.get("showMasterSp") == "0"
    return Background((middle, last), (middle,) if hides else (last, middle))


def _all_words(tree: Any) -> str:
    """All words of a slide but those at its foot."""
    shapes = tree.find(qn("p:cSld/p:spTree"))
    said = []
    for shape in shapes:
        if kind(shape) in ("ftr", "sldNum", "dt"):
            continue
        named = next(shape.iter(qn("p:cNvPr")), None)
        alt = "" if named is None else named.get("descr", "")
        said += [" ".join(part.split()) for part in (words(shape), alt) if part.strip()]
    return ". ".join(said)


class DrawnSlide(Struct, frozen=True):
    """A slide of a file with what stands behind it."""

    number: int
    """Counted from 1."""
    sheet: Sheet
    back: Background
    hidden: bool


def ground(slide: DrawnSlide, width: float, height: float) -> str:
    """The colour behind all of a slide."""
    fill = _ground((slide.sheet, *slide.back.sheets))
    return tag("rect", width=width, height=height, fill=fill)


def slides(presentation: Opened, address: Address, hidden: bool = True) -> Iterator[DrawnSlide]:
    """The slides of a .pptx; links lead to hidden ones where these can be reached."""
    backs: dict[str, Background] = {}
    all_ = [(n, one, is_hidden(one._element)) for n, one in enumerate(slide_parts(presentation), 1)]
    numbers = {str(one.partname): n for n, one, hides in all_ if hidden or not hides}
    for number_, part, hides in all_:
        layout: Any = layout_of(part)
        name = layout.partname
        back = backs.setdefault(name, backs.get(name) or _background(layout.slide_layout, address))
        scheme = replace(back.sheets[0].scheme, link=partial(address_of, part, numbers))
        yield DrawnSlide(number_, Sheet(part, scheme, back.sheets, address), back, hides)


Keep: TypeAlias = Callable[[str, Callable[[], str]], str]
"""The SVG of a slide, by the name of its part: what draws it, or what was drawn before."""


def _svg(slide: DrawnSlide, width: float, height: float) -> str:
    """A slide with all that stands behind it."""
    back = [one for sheet in slide.back.shown for one in drawn(sheet.tree, sheet, False)]
    layers = ground(slide, width, height), *back, *drawn(slide.sheet.tree, slide.sheet)
    return svg("".join(layers), Box(0, 0, width, height))


def draw(
    presentation: Opened, address: Address, keep: Keep = lambda _, draws: draws()
) -> tuple[Drawing, ...]:
    """Every slide of a .pptx; `address` says where the page finds the pictures in it."""
    width, height = points(presentation.slide_width or 0), points(presentation.slide_height or 0)
    ids = [one.get("id") for one in presentation.part._element.iter(qn("p:sldId"))]
    sections, made = _sections(presentation), []
    for slide in slides(presentation, address):
        part = slide.sheet.part
        made.append(
            Drawing(
                slide.number,
                _title(part._element),
                keep(str(part.partname), partial(_svg, slide, width, height)),
                width,
                height,
                _all_words(part._element),
                tuple(_notes(part)),
                slide.hidden,
                sections.get(ids[slide.number - 1], ""),
            )
        )
    return tuple(made)
