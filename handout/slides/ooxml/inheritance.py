"""What shapes and words take from layout, master and theme: of all that say it, the nearest."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from lxml import etree
from msgspec import Struct
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.presentation import Presentation

from handout.model.deck import Box
from handout.slides.ooxml.notation import local_name, points, qn
from handout.slides.ooxml.package import Part
from handout.slides.ooxml.shape_reading import TITLES, box, key, kind

Chain: TypeAlias = tuple[Any, ...]
"""Elements that set the same properties, the nearest, which counts most, first."""
Insets: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_MASTER_TYPE = {"ctrTitle": "title", "title": "title", "ftr": "ftr", "sldNum": "sldNum"}
"""The type of the master's placeholder for a layout's; that of all others is `body`."""
_STYLES = {
    **dict.fromkeys(("title", "ctrTitle"), "p:titleStyle"),
    **dict.fromkeys(("", "ftr", "sldNum", "dt"), "p:otherStyle"),
}
"""The master's text style by the type of a placeholder; of all others it is that of the body."""
_INSETS = (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))
_CELL_INSETS = (("marL", 91440), ("marT", 45720), ("marR", 91440), ("marB", 45720))


def attribute(chain: Iterable[Any], name: str, usual: str) -> str:
    """An attribute of the nearest element that has it."""
    for element in chain:
        if (value := element.get(name)) is not None:
            return str(value)
    return usual


def child(chain: Iterable[Any], *names: str) -> Any | None:
    """One of these children of the nearest element that has any."""
    tags = [qn(name) for name in names]
    return next((one for element in chain for one in element if one.tag in tags), None)


def is_on(chain: Iterable[Any], name: str) -> bool:
    """Whether a switch such as `b` or `rtl` is on."""
    return attribute(chain, name, "0") in ("1", "true")


def _inherits(wanted: tuple[str, int], shape: Any, on_master: bool) -> bool:
    """Whether a placeholder of that type and index inherits from the shape."""
    found = key(shape)
    if found is None:
        return False
    if on_master:
        return found[0] == _MASTER_TYPE.get(wanted[0], "body")
    return found[1] == wanted[1] if wanted[1] else found[0] in TITLES


def lineage(shape: Any, behind: Sequence[Any]) -> Chain:
    """The shape and the placeholders that it inherits from; `behind` ends with the master."""
    wanted, found = key(shape), [shape]
    for number, tree in enumerate(behind if wanted else (), 1):
        on_master = number == len(behind)
        alike = (s for s in tree.iter(qn("p:sp")) if wanted and _inherits(wanted, s, on_master))
        found += [s for s in [next(alike, None)] if s is not None]
    return tuple(found)


def body_properties(family: Chain) -> Mapping[str, str]:
    """The attributes of a shape's `bodyPr`; takes its lineage."""
    known: dict[str, str] = {}
    for shape in reversed(family):
        found = shape.find(qn("p:txBody/a:bodyPr"))
        known.update({} if found is None else found.attrib)
    return known


def _insets(said: Mapping[str, str], usual: Iterable[tuple[str, int]]) -> Insets:
    left, top, right, bottom = (points(said.get(name, least)) for name, least in usual)
    return left, top, right, bottom


def insets(body: Mapping[str, str]) -> Insets:
    """From the edges of a shape to its words."""
    return _insets(body, _INSETS)


def cell_insets(cell: Any | None) -> Insets:
    """From the edges of a table's cell to its words; takes its `tcPr`."""
    return _insets({} if cell is None else cell.attrib, _CELL_INSETS)


def list_styles(family: Chain, master: Any) -> Chain:
    """The list styles behind the words of a shape; takes its lineage."""
    lists = (shape.find(qn("p:txBody/a:lstStyle")) for shape in family)
    last = next(master.iter(qn(_STYLES.get(kind(family[0]), "p:bodyStyle"))), None)
    return tuple(one for one in (*lists, last) if one is not None)


def level_styles(lists: Iterable[Any], number: int) -> Chain:
    """What list styles say of a level, counted from 0."""
    found = (style.find(qn(f"a:lvl{number + 1}pPr")) for style in lists)
    return tuple(one for one in found if one is not None)


def run_styles(chain: Iterable[Any]) -> Chain:
    """What paragraph styles say of words."""
    found = (style.find(qn("a:defRPr")) for style in chain)
    return tuple(one for one in found if one is not None)


class Level(Struct, frozen=True):
    """How paragraphs of one level are set."""

    size: float = 18.0
    bold: bool = False
    family: str = "+mn-lt"
    margin: float = 0.0
    """From the box's edge to the words, in points."""
    indent: float = 0.0
    align: str = "l"
    rtl: bool = False
    spacing: float = 1.0
    """The line spacing, as a share of the face's own."""
    exact: float = 0.0
    """The line spacing in points, where it is set so."""
    before: float = 0.0
    """The space above in points, or as a share of the size where it is below 0."""
    bullet: str = ""
    """The character before a paragraph, where there is one."""
    number: int = 0
    """What a list counts from, where it is numbered."""

    @property
    def is_marked(self) -> bool:
        """Whether something stands before a paragraph."""
        return bool(self.bullet or self.number)

    @property
    def is_centred(self) -> bool:
        """Whether lines stand in the middle."""
        return self.align == "ctr"


def _spacing(node: Any | None) -> tuple[float, float]:
    """A spacing as a share and in points, one of them 0."""
    if node is None or not len(node):
        return 0.0, 0.0
    value = float(node[0].get("val"))
    return (value / 100_000, 0.0) if node[0].tag == qn("a:spcPct") else (0.0, value / 100)


def typeface(runs: Iterable[Any], fonts: Mapping[str, str]) -> str:
    """The face of words."""
    latin = child(runs, "a:latin")
    name = "+mn-lt" if latin is None else latin.get("typeface", "+mn-lt")
    return fonts.get(name, name)


def _mark(chain: Iterable[Any]) -> tuple[str, int]:
    """The bullet of a paragraph and the number that its list begins with."""
    found: Any = child(chain, "a:buNone", "a:buChar", "a:buAutoNum")
    name = "" if found is None else local_name(found.tag)
    bullet = found.get("char", "") if name == "buChar" else ""
    return bullet, int(found.get("startAt", 1)) if name == "buAutoNum" else 0


def level(chain: Chain, fonts: Mapping[str, str]) -> Level:
    """How a paragraph is set; `fonts` are those of the theme."""
    runs = run_styles(chain)
    share, exact = _spacing(child(chain, "a:lnSpc"))
    above, above_points = _spacing(child(chain, "a:spcBef"))
    return Level(
        int(attribute(runs, "sz", "1800")) / 100,
        is_on(runs, "b"),
        typeface(runs, fonts),
        points(attribute(chain, "marL", "0")),
        points(attribute(chain, "indent", "0")),
        attribute(chain, "algn", "l"),
        is_on(chain, "rtl"),
        share or 1.0,
        exact,
        above_points or -above,
        *_mark(chain),
    )


class Placeholder(Struct, frozen=True):
    """A placeholder with all that it inherits."""

    type: str
    index: int
    box: Box
    insets: Insets
    anchor: str
    levels: tuple[Level, ...]
    upright: bool = True
    """Whether its lines run across: those for East Asian scripts can run down."""
    moved: bool = False
    """Whether it stands elsewhere on the slide than in its layout."""

    @property
    def room(self) -> Box:
        """The box without its insets."""
        return self.box.without(self.insets)


def _is_upright(shape: Any) -> bool:
    tied, body = (next(shape.iter(qn(name)), None) for name in ("p:ph", "a:bodyPr"))
    turned = body is not None and body.get("vert", "horz") != "horz"
    return (tied is None or tied.get("orient") != "vert") and not turned


def placeholder(shape: Any, master: Any, fonts: Mapping[str, str]) -> Placeholder:
    """A layout's placeholder with what it takes from the master."""
    type_, index = key(shape) or ("", -1)
    family = lineage(shape, (master,))
    lists, body = list_styles(family, master), body_properties(family)
    return Placeholder(
        type_,
        index,
        box(family) or Box(0, 0, 0, 0),
        insets(body),
        body.get("anchor", "t"),
        tuple(level(level_styles(lists, number), fonts) for number in range(5)),
        _is_upright(shape),
    )


_master = lru_cache(maxsize=1)(parse_xml)
"""The root element of the master that was asked for last: that of all layouts of most files."""


@lru_cache(maxsize=64)
def _inherited(
    layout: bytes, master: bytes, theme: bytes
) -> tuple[tuple[Placeholder, ...], Mapping[str, str]]:
    fonts, shapes = fonts_of(etree.fromstring(theme)), parse_xml(layout).iter(qn("p:sp"))
    return tuple(placeholder(s, _master(master), fonts) for s in shapes if key(s)), fonts


def inherited(layout: Part) -> tuple[tuple[Placeholder, ...], Mapping[str, str]]:
    """The placeholders of a layout and its fonts, read once for the many decks that have it."""
    master = layout.part_related_by(RT.SLIDE_MASTER)
    return _inherited(layout.blob, master.blob, master.part_related_by(RT.THEME).blob)


class LayoutPart(NamedTuple):
    """A layout of a file."""

    name: str
    """Of its part."""
    tree: Any
    placeholders: tuple[Placeholder, ...]


def layout_parts(presentation: Presentation) -> Iterator[LayoutPart]:
    """Every layout of every master, in order; raises KeyError where a tie is broken."""
    for master in presentation.slide_masters:
        for layout in master.slide_layouts:
            yield LayoutPart(layout.part.partname, layout._element, inherited(layout.part)[0])


def text_box(shape: Any, fonts: Mapping[str, str]) -> Placeholder:
    """A shape that is no placeholder, as if it were one: all that it has is its own."""
    where = box((shape,)) or Box(0, 0, 0, 0)
    levels = (Level(family=fonts.get("+mn-lt", "")),)
    return Placeholder("", -1, where, insets(body_properties((shape,))), "t", levels)


def fonts_of(theme: Any) -> Mapping[str, str]:
    """The faces behind `+mj-lt` and `+mn-lt`; takes the theme's root element."""
    fonts = (("+mj-lt", "a:majorFont"), ("+mn-lt", "a:minorFont"))
    latin = ((name, theme.find(qn(f".//{font}/a:latin"))) for name, font in fonts)
    return {name: found.get("typeface", "") for name, found in latin if found is not None}


def colours_of(theme: Any) -> Mapping[str, str]:
    """The colours of a theme as `#rrggbb`, by their names there."""
    scheme = next(theme.iter(qn("a:clrScheme")))
    return {local_name(one.tag): rgb(one[0]) for one in scheme}


def rgb(colour: Any) -> str:
    """A `srgbClr` or `sysClr` as `#rrggbb`."""
    return f"#{colour.get('lastClr') or colour.get('val', '000000')}".lower()


def colour_names(master: Any) -> Mapping[str, str]:
    """A master's names of colours, such as `tx1`, to the theme's, such as `dk1`."""
    return {str(name): str(of) for name, of in next(master.iter(qn("p:clrMap"))).attrib.items()}
