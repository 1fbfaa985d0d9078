"""A presentation from somebody else: what layouts need of it is kept, and nothing else.

The one place that reads a file that we did not write. What leads outside, runs, holds other data
or is only a sample is left out; what is broken is refused.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from handout.slides.ooxml.foreign_xml import prune
from handout.slides.ooxml.inheritance import rgb
from handout.slides.ooxml.notation import THEME_COLOURS, local_name, qn
from handout.slides.ooxml.numbers import faults
from handout.slides.ooxml.order import put_in_order
from handout.slides.ooxml.package import Opened, zipped
from handout.source import raster
from handout.source.opc.archive import MOST_BYTES, Archive, PackageError, opened, shown
from handout.source.opc.part_xml import parsed
from handout.source.svg import fault_of

_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/"
_MOST_READ = 2 * MOST_BYTES
_MOST_TREES = 300
"""Masters, layouts and themes."""
_NAME = re.compile(r"[A-Za-z0-9_./ -]{1,120}")
"""Of a part that is kept: what any program can read."""

_MAIN = re.compile(
    r"application/vnd\.(openxmlformats-officedocument\.presentationml|ms-powerpoint)"
    r"\.(presentation|template|slideshow)(\.macroEnabled)?\.main\+xml"
)
"""The types of a presentation, a template and a slide show, with macros and without."""
_PARTS: Mapping[str, tuple[str, str]] = {
    RT.OFFICE_DOCUMENT: ("", "p:presentation"),
    RT.SLIDE_MASTER: (CT.PML_SLIDE_MASTER, "p:sldMaster"),
    RT.SLIDE_LAYOUT: (CT.PML_SLIDE_LAYOUT, "p:sldLayout"),
    RT.NOTES_MASTER: (CT.PML_NOTES_MASTER, "p:notesMaster"),
    RT.THEME: (CT.OFC_THEME, "a:theme"),
    RT.THEME_OVERRIDE: (CT.OFC_THEME_OVERRIDE, "a:themeOverride"),
    RT.PRES_PROPS: (CT.PML_PRES_PROPS, "p:presentationPr"),
    RT.VIEW_PROPS: (CT.PML_VIEW_PROPS, "p:viewPr"),
    RT.TABLE_STYLES: (CT.PML_TABLE_STYLES, "a:tblStyleLst"),
}
"""The relationships to XML that is kept: what type it has, and what it begins with."""
_NEEDED = (RT.SLIDE_MASTER, RT.SLIDE_LAYOUT, RT.THEME)
_NAMED = (RT.IMAGE, RT.FONT, RT.HYPERLINK)
"""The relationships that mean nothing where no element names them."""
_NEEDS: Mapping[str, tuple[tuple[str, int, int], ...]] = {
    "p:presentation": ((RT.SLIDE_MASTER, 1, 50), (RT.NOTES_MASTER, 0, 1)),
    "p:sldMaster": ((RT.SLIDE_LAYOUT, 1, _MOST_TREES), (RT.THEME, 1, 1)),
    "p:sldLayout": ((RT.SLIDE_MASTER, 1, 1),),
    "p:notesMaster": ((RT.THEME, 1, 1),),
}
"""How many of what a part is related to, at least and at most."""
_HOLDS: Mapping[str, tuple[str, ...]] = {
    "p:presentation": ("p:sldMasterId",),
    "p:sldMaster": ("p:spTree", "p:clrMap", "p:sldLayoutId"),
    "p:sldLayout": ("p:spTree",),
    "p:notesMaster": ("p:spTree", "p:clrMap"),
    "a:theme": ("a:clrScheme", "a:majorFont", "a:minorFont", "a:fmtScheme"),
}
"""What stands in a part."""
_LISTED: Mapping[str, str] = {
    "p:sldMasterId": RT.SLIDE_MASTER,
    "p:sldLayoutId": RT.SLIDE_LAYOUT,
    "p:notesMasterId": RT.NOTES_MASTER,
}
"""What the entries of lists are related to."""
_RGB = re.compile("#[0-9a-f]{6}")

_METAFILES = ("image/x-emf", "image/x-wmf")
_PICTURES: Mapping[str, tuple[tuple[str, ...], tuple[bytes, ...]]] = {
    "image/png": (("png",), (b"\x89PNG",)),
    **dict.fromkeys(("image/jpeg", "image/jpg"), (("jpg", "jpeg"), (b"\xff\xd8",))),
    "image/gif": (("gif",), (b"GIF8",)),
    "image/bmp": (("bmp",), (b"BM",)),
    "image/tiff": (("tiff", "tif"), (b"II", b"MM")),
    "image/x-emf": (("emf",), (b"\1\0\0\0",)),
    "image/x-wmf": (("wmf",), (b"\xd7\xcd\xc6\x9a", b"\1\0")),
    "image/svg+xml": (("svg",), (b"",)),
}
"""By type: how a picture's name ends, and how the file begins."""
_FONT = "application/x-fontdata"
_FONT_MAGIC = slice(34, 36), b"LP"
"""Where an embedded font says that it is one, and how."""
_WEB = ("http://", "https://", "mailto:", "tel:")
"""Where a link may lead."""
_SAMPLES = frozenset(
    (
        *("slide", "notesSlide", "handoutMaster", "core-properties", "extended-properties"),
        *("custom-properties", "thumbnail", "printerSettings", "commentAuthors", "authors"),
        *("changesInfo", "revisionInfo", "tags"),
    )
)
"""What is left out without a word: it is about the file or its sample slides."""
_DIAGRAM = ("Data", "Layout", "QuickStyle", "Colors", "Drawing")
_SAID: Mapping[str, str] = {
    **dict.fromkeys(("vbaProject", "extensibility", "attachedToolbars"), "macros"),
    **dict.fromkeys(("oleObject", "package", "vmlDrawing"), "an embedded object"),
    **dict.fromkeys(("control", "activeXControlBinary"), "an ActiveX control"),
    **dict.fromkeys(("audio", "video", "media"), "a sound or a film"),
    **dict.fromkeys(("customXml", "customXmlProps"), "custom XML"),
    "image": "a picture that is outside of it or cannot be used",
    "hyperlink": "a link to a file or a program",
    "font": "a font",
    "chart": "a chart",
    **dict.fromkeys((f"diagram{part}" for part in _DIAGRAM), "a diagram (SmartArt)"),
}
"""What is told of what is left out, by the end of its relationship's type."""


_OURS = (RT.SLIDE, RT.NOTES_SLIDE, RT.CHART, RT.PACKAGE, RT.CORE_PROPERTIES, RT.EXTENDED_PROPERTIES)
"""The relationships that a deck has besides."""
_KNOWN = frozenset((*_PARTS, *_NAMED, *_OURS))


class CleanPackage(NamedTuple):
    """A presentation that can be opened and handed out."""

    data: bytes
    left_out: Mapping[str, tuple[str, ...]]
    """What is not in it any more, with the parts that it was in."""


class _Tie(NamedTuple):
    """A relationship."""

    id: str
    type: str
    target: str
    """The name of a part, or an address outside."""
    outside: bool

    @property
    def xml(self) -> str:
        """The relationship as its file says it."""
        target = self.target if self.outside else f"/{self.target}"
        mode = ' TargetMode="External"' if self.outside else ""
        names = zip(("Id", "Type", "Target"), (self.id, self.type, target), strict=True)
        said = " ".join(f"{name}={quoteattr(value)}" for name, value in names)
        return f"<Relationship {said}{mode}/>"


def _ties(archive: Archive, source: str) -> list[_Tie]:
    """The relationships of a part, or of the file, which has no name."""
    folder, name, made = source.rpartition("/")[0], _rels_name(source), list[_Tie]()
    root = parsed(archive.read(name), name) if name in archive else ()
    for one in root:
        id_, type_, target = (one.get(key, "") for key in ("Id", "Type", "Target"))
        outside = one.get("TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
            target = archive.spelt(target)
        made.append(_Tie(id_, type_, target, outside))
    if len({one.id for one in made}) < len(made):
        raise PackageError(f"its part {shown(name)} has two relationships of one name")
    return made


class _Part(NamedTuple):
    """A part that is kept."""

    type: str
    data: bytes
    ties: Sequence[_Tie] = ()


def _rels_name(name: str) -> str:
    """The part with the relationships of a part, or of the file, which has no name."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def _types(archive: Archive) -> Callable[[str], str]:
    """What the parts of a file say that they are."""
    if _CONTENT_TYPES not in archive:
        raise PackageError("this is no PowerPoint file (.pptx)")
    root = parsed(archive.read(_CONTENT_TYPES), _CONTENT_TYPES)
    known = {
        one.get("PartName", f".{one.get('Extension')}").lstrip("/").lower(): one
        for one in root.iter("{*}Override", "{*}Default")
    }

    def of(name: str) -> str:
        name = name.lower()
        one = known.get(name, known.get(f".{name.rpartition('.')[2]}"))
        return "" if one is None else str(one.get("ContentType", ""))

    return of


def _is_picture(data: bytes, type_: str, name: str) -> bool:
    """Whether a part is the picture that its type and its name say, and can be drawn."""
    endings, signs = _PICTURES.get(type_, ((), ()))
    if name.lower().rpartition(".")[2] not in endings or not data.startswith(signs):
        return False
    if "svg" in endings:
        return not fault_of(data)
    try:
        return type_ in _METAFILES or min(raster.size(data)) > 0
    except (raster.UnusableError, ValueError, SyntaxError):
        return False


def _check_theme(root: Any, name: str) -> None:
    """Raises PackageError where a theme lacks a colour, or says it in a way of its own."""
    scheme = next(root.iter(qn("a:clrScheme")), ())
    held = {local_name(one.tag): rgb(one[0]) for one in scheme if len(one)}
    for colour in THEME_COLOURS:
        if not _RGB.fullmatch(held.get(colour, "")):
            raise PackageError(f"its part {shown(name)} has no colour {colour}")
    for fonts in root.iter(qn("a:majorFont"), qn("a:minorFont")):
        if not any(one.get("typeface") for one in fonts.iter(qn("a:latin"))):
            raise PackageError(f"its part {shown(name)} has no typeface in {local_name(fonts.tag)}")


def _check(root: Any, name: str, kind: str, ties: Sequence[_Tie]) -> None:
    """Raises PackageError where a part lacks what a slide takes from it."""
    kinds = Counter(tie.type for tie in ties)
    for type_, least, most in _NEEDS.get(kind, ()):
        if not least <= kinds[type_] <= most:
            what = type_.rpartition("/")[2]
            raise PackageError(f"its part {shown(name)} has {kinds[type_] or 'no'} {what}")
    for tag in _HOLDS.get(kind, ()):
        if next(root.iter(qn(tag)), None) is None:
            raise PackageError(f"its part {shown(name)} has no {tag}")
    known = {(tie.id, tie.type) for tie in ties}
    for tag, type_ in _LISTED.items():
        if any((one.get(qn("r:id")), type_) not in known for one in root.iter(qn(tag))):
            raise PackageError(f"its part {shown(name)} lists what is no part of it")
    if kind == "a:theme":
        _check_theme(root, name)
    if fault := next(faults(root), ""):
        raise PackageError(f"its part {shown(name)} says {shown(fault)}, which cannot be")


class _Cleaning:
    """What is kept of a file, while it is read."""

    def __init__(self, archive: Archive) -> None:
        self._archive, self._type_of = archive, _types(archive)
        self._size, self._trees = 0, 0
        self.parts: dict[str, _Part] = {}
        self.left_out: dict[str, dict[str, None]] = {}

    def _leave_out(self, what: str, part: str) -> None:
        if what:
            self.left_out.setdefault(what, {})[shown(part)] = None

    def _read(self, name: str) -> bytes:
        """The bytes of a part; raises PackageError once they are too many."""
        self._size += self._archive.size(name)
        if self._size > _MOST_READ:
            message = f"it is larger than {_MOST_READ // 1_000_000} MB, with {shown(name)}"
            raise PackageError(message, "take large pictures out of it")
        return self._archive.read(name)

    def _keeps_data(self, tie: _Tie) -> bool:
        """Whether a picture or a font is kept, which is then taken."""
        name = tie.target
        if name not in self.parts and name in self._archive:
            type_ = self._type_of(name)
            data = self._read(name)
            is_font = tie.type == RT.FONT and type_ == _FONT and name.endswith(".fntdata")
            is_font = is_font and data[_FONT_MAGIC[0]] == _FONT_MAGIC[1]
            if _NAME.fullmatch(name) and (is_font or _is_picture(data, type_, name)):
                self.parts[name] = _Part(type_, data)
        return name in self.parts

    def _keeps(self, tie: _Tie) -> bool:
        """Whether a relationship is kept."""
        if tie.outside:
            return tie.type == RT.HYPERLINK and tie.target.lower().startswith(_WEB)
        if tie.type in (RT.IMAGE, RT.FONT):
            return self._keeps_data(tie)
        return tie.type in _NEEDED or (tie.type in _PARTS and tie.target in self._archive)

    def _tree(self, name: str, type_: str) -> Any:
        """The root element of a part that is related to in that way."""
        self._trees += 1
        if self._trees > _MOST_TREES:
            raise PackageError(f"it has more than {_MOST_TREES} masters and layouts")
        root = parsed(self._read(name), name)
        wanted, tag = _PARTS[type_]
        odd = wanted and self._type_of(name) != wanted
        if odd or root.tag != qn(tag) or not _NAME.fullmatch(name):
            raise PackageError(f"its part {shown(name)} is not what it is said to be")
        return root

    def _note(self, ties: Iterable[_Tie], name: str) -> None:
        """Note what a part is related to that is not kept."""
        for tie in ties:
            kind = tie.type.rpartition("/")[2]
            if tie.outside or kind not in _SAMPLES:
                self._leave_out(_SAID.get(kind, f"what it calls {shown(kind)}"), name)

    def take(self, name: str, type_: str) -> list[_Tie]:
        """Keep a part of XML; the relationships to those that are to be kept with it."""
        root, every = self._tree(name, type_), _ties(self._archive, name)
        ties = [tie for tie in every if self._keeps(tie)]
        self._note((tie for tie in every if tie not in ties), name)
        ids = {tie.id for tie in ties}
        for what in prune(root, ids.__contains__):
            self._leave_out(what, name)
        used = {value for element in root.iter("{*}*") for value in element.attrib.values()}
        ties = [tie for tie in ties if tie.type not in _NAMED or tie.id in used]
        content, tag = _PARTS[type_]
        _check(root, name, tag, ties)
        put_in_order(root)
        data = etree.tostring(root, encoding="UTF-8", standalone=True)
        self.parts[name] = _Part(content or CT.PML_PRESENTATION_MAIN, data, ties)
        return [tie for tie in ties if tie.type in _PARTS]

    def main(self) -> _Tie:
        """The relationship to the presentation."""
        ties = _ties(self._archive, "")
        if any(tie.type.startswith(_STRICT) for tie in ties):
            message = "it is in the format Strict Open XML"
            raise PackageError(message, "save it in PowerPoint as PowerPoint Presentation (.pptx)")
        found = [t for t in ties if t.type == RT.OFFICE_DOCUMENT and not t.outside]
        if len(found) != 1 or not _MAIN.fullmatch(self._type_of(found[0].target)):
            raise PackageError("this is no PowerPoint file (.pptx)")
        self._note((tie for tie in ties if tie not in found), "_rels/.rels")
        return found[0]


def _types_xml(parts: Mapping[str, _Part]) -> str:
    """`[Content_Types].xml`."""
    usual = CT.OPC_RELATIONSHIPS
    said = "".join(
        f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(part.type)}/>"
        for name, part in parts.items()
    )
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{usual}"/>{said}</Types>'
    )


def _rels_xml(ties: Iterable[_Tie]) -> str:
    """The relationships of a part."""
    return f'<Relationships xmlns="{_RELS}">{"".join(tie.xml for tie in ties)}</Relationships>'


def cleaned(data: bytes) -> CleanPackage:
    """A presentation that somebody else made; raises PackageError where it cannot be used."""
    cleaning = _Cleaning(opened(data))
    main = cleaning.main()
    waiting = [main]
    while waiting:
        tie = waiting.pop()
        if tie.target not in cleaning.parts:
            waiting += cleaning.take(tie.target, tie.type)
    wanted = {main.target, *(tie.target for part in cleaning.parts.values() for tie in part.ties)}
    parts = {name: part for name, part in cleaning.parts.items() if name in wanted}
    members = [(_CONTENT_TYPES, _types_xml(parts)), (_rels_name(""), _rels_xml([main]))]
    members += [(_rels_name(name), _rels_xml(part.ties)) for name, part in parts.items()]
    held = [(name, text.encode()) for name, text in members]
    made = zipped([*held, *((name, part.data) for name, part in parts.items())])
    return CleanPackage(made, {what: tuple(held) for what, held in cleaning.left_out.items()})


def unknown_kinds(presentation: Opened) -> Iterator[str]:
    """What a deck that is handed out has that neither we write nor a template may bring."""
    if presentation.part.content_type != CT.PML_PRESENTATION_MAIN:
        yield f"the type {presentation.part.content_type}"
    for tie in presentation.part.package.iter_rels():
        is_known = tie.reltype == RT.HYPERLINK if tie.is_external else tie.reltype in _KNOWN
        if not is_known:
            yield f"a relationship of the type {tie.reltype}"
