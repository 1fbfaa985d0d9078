"""Presentations, as python-pptx opens and holds them; saved as the same bytes each time."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TARGET_MODE as RTM
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import OpcPackage, Part, PartFactory, XmlPart, _PackageLoader, _Relationship
from pptx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from pptx.opc.serialized import _ContentTypesItem
from pptx.oxml import parse_xml
from pptx.package import Package
from pptx.parts.presentation import PresentationPart
from pptx.parts.slide import SlideLayoutPart, SlideMasterPart
from pptx.presentation import Presentation as Opened

from handout.slides.ooxml.notation import NAMESPACES

__all__ = ["Opened", "Part", "parse_xml"]  # for those who import python-pptx from here alone
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PACKED = (".png", ".jpg", ".jpeg", ".xlsx")
"""Endings of what is compressed already."""


class PackedPart(Part):
    """A slide or its notes: kept packed, and parsed anew each time where there are many."""

    keeps_tree = False
    """Whether it is parsed but once."""
    _tree: Any = None

    @property
    def blob(self) -> bytes:
        """The part as it stands in the file."""
        return zlib.decompress(self._blob or b"")

    @blob.setter
    def blob(self, data: bytes) -> None:
        self._blob, self._tree = zlib.compress(data, 1), None

    @property
    def _element(self) -> Any:
        """The root element, of which no change is kept."""
        tree = parse_xml(self.blob) if self._tree is None else self._tree
        self._tree = tree if self.keeps_tree else None
        return tree


class UnchangedPart(Part):
    """A part that is parsed when it is first asked for, and of which no change is kept."""

    blob = Part.blob
    """The part as it stands in the file: `XmlPart` would write it anew."""

    @classmethod
    def load(cls, name: PackURI, type_: str, package: Package, data: bytes) -> "UnchangedPart":
        """The part that these bytes are."""
        part = cls.__new__(cls)
        Part.__init__(part, name, type_, package, data)  # that of `XmlPart` asks for its element
        return part

    @cached_property
    def _element(self) -> Any:
        return parse_xml(self.blob)


class _Layout(UnchangedPart, SlideLayoutPart):  # type: ignore[override]  # it is read alone
    pass


class _Master(UnchangedPart, SlideMasterPart):  # type: ignore[override]
    pass


_UNCHANGED: Mapping[str, type[UnchangedPart]] = {
    CT.PML_SLIDE_LAYOUT: _Layout,
    CT.PML_SLIDE_MASTER: _Master,
}
_FEW = 200
"""Parts of a deck whose slides are parsed but once: they take a few MB together."""
_LARGE = 100_000
"""Bytes of a slide that is parsed each time: a thousand people take 12 MB as a tree."""


def xml_data(xml: str) -> bytes:
    """XML as python-pptx writes it."""
    return bytes(serialize_part_xml(parse_xml(xml)))


def packed_part(package: Package, name: str, type_: str, data: bytes = b"") -> PackedPart:
    """A slide, or its notes."""
    part = PackedPart(PackURI(name), type_, package)
    part.blob = data
    return part


class _Loader(_PackageLoader):
    """Loads the parts of a file, slides packed, layouts and masters as they are."""

    @cached_property
    def _xml_rels(self) -> dict[PackURI, Any]:
        """The relationships of each part; without recursion, as a thousand slides may link on."""
        found: dict[PackURI, Any] = {}
        stack = [PACKAGE_URI]
        while stack:
            if (name := stack.pop()) in found:
                continue
            found[name] = self._xml_rels_for(name)
            inside = (r for r in found[name].relationship_lst if r.targetMode != RTM.EXTERNAL)
            names = [PackURI.from_rel_ref(name.baseURI, one.target_ref) for one in inside]
            stack.extend(reversed(names))
        return found

    @cached_property
    def _parts(self) -> dict[PackURI, Part]:
        reader: Any = self._package_reader
        types, are_few = self._content_types, len(self._xml_rels) < _FEW

        def loaded(name: PackURI) -> Part:
            type_, data = types[name], reader[name]
            if type_ in (CT.PML_SLIDE, CT.PML_NOTES_SLIDE):
                part = packed_part(self._package, name, type_, data)
                part.keeps_tree = are_few and len(data) < _LARGE
                return part
            if unchanged := _UNCHANGED.get(type_):
                return unchanged.load(name, type_, self._package, data)
            return PartFactory(name, type_, self._package, data)

        names = (name for name in self._xml_rels if name != PACKAGE_URI and name in reader)
        return {name: loaded(name) for name in names}


class _Package(Package):
    """A file whose slides are packed."""

    @cached_property
    def notes_master(self) -> Part:
        """The master of all notes, which each of thousands of slides asks for."""
        master: Part = self.presentation_part.notes_master_part
        return master

    def iter_rels(self) -> Iterator[_Relationship]:
        """Each relationship once, depth first; without recursion, as above."""
        seen, stack = set[Part](), [iter(self._rels.values())]
        while stack:
            if (tie := next(stack[-1], None)) is None:
                stack.pop()
                continue
            yield tie
            if not (tie.is_external or tie.target_part in seen):
                seen.add(tie.target_part)
                stack.append(iter(tie.target_part.rels.values()))

    def _load(self) -> "_Package":
        rels, parts = _Loader.load(self._pkg_file, self)
        self._rels.load_from_xml(PACKAGE_URI, rels, parts)
        return self


def read(data: bytes) -> Opened:
    """A presentation of ours, however large, or one that is clean; raises KeyError or ValueError.

    Also BadZipFile or LxmlError, where somebody has changed it.
    """
    part: Any = _Package.open(io.BytesIO(data)).main_document_part
    if not isinstance(part, PresentationPart):
        raise ValueError(part.content_type)
    presentation: Opened = part.presentation
    return presentation


def related(part: OpcPackage | Part, kind: str) -> Part | None:
    """The part that this one is related to in that way."""
    try:
        return part.part_related_by(kind)
    except KeyError:
        return None


def theme_of(master: Part) -> Any:
    """The root element of a master's theme; raises KeyError."""
    return etree.fromstring(master.part_related_by(RT.THEME).blob)


def slides(presentation: Opened) -> Iterator[PackedPart]:
    """The slides, in their order."""
    part: Any = presentation.part
    for one in part._element.get_or_add_sldIdLst():
        yield part.related_part(one.rId)


def layout_of(slide: Part) -> Part:
    """The layout of a slide."""
    return slide.part_related_by(RT.SLIDE_LAYOUT)


def layouts(presentation: Opened) -> Iterator[Part]:
    """The layouts of all masters."""
    for master in presentation.slide_masters:
        ties = master.part.rels.values()
        yield from (tie.target_part for tie in ties if tie.reltype == RT.SLIDE_LAYOUT)


def notes_of(slide: Part) -> Any | None:
    """The root element of a slide's notes page, where it has one."""
    notes: Any = related(slide, RT.NOTES_SLIDE)
    return None if notes is None else notes._element


def tree_of(part: Part) -> Any:
    """The root element of a part that python-pptx reads; it reads no others."""
    return part._element if isinstance(part, XmlPart | PackedPart) else None


_IDS = etree.XPath(
    "//@r:id | //@r:embed | //@r:link", namespaces={"r": NAMESPACES["r"]}, smart_strings=False
)


def ids_used(root: Any) -> set[str]:
    """The relationships that a part of XML names."""
    return set(_IDS(root))


def data_part(package: Package, name: str, type_: str, data: bytes | str) -> Part:
    """A part that python-pptx keeps as it is; text is XML, and gets its declaration."""
    if isinstance(data, str):
        data = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{data}'.encode()
    return Part(PackURI(f"/{name}"), type_, package, data)


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip file of the members in their order, without the time of day."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members:
            member = zipfile.ZipInfo(name, _EPOCH)
            member.create_system, member.external_attr = 0, 0
            packed = name.lower().endswith(_PACKED)
            member.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(member, data, compresslevel=6)
    return target.getvalue()


def _members(package: OpcPackage) -> Iterator[tuple[str, bytes]]:
    """What the file holds, content types first, as the format asks."""
    parts = tuple(package.iter_parts())
    yield CONTENT_TYPES_URI.membername, serialize_part_xml(_ContentTypesItem.xml_for(parts))
    yield PACKAGE_URI.rels_uri.membername, package._rels.xml
    for part in parts:
        yield part.partname.membername, part.blob
        if part.rels:
            yield part.partname.rels_uri.membername, part.rels.xml


def saved(package: OpcPackage) -> bytes:
    """The file; python-pptx's own saving would write the time of day into it."""
    return zipped(_members(package))
