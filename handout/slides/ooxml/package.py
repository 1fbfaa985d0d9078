"""An Office file: its parts and what ties them together, read and written.

The same parts come out as the same bytes: without the time of day, and in the order in which one
leads to the next.
"""

import io
import itertools
import posixpath
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from lxml import etree

from handout.slides.ooxml.notation import attribute, qn

PRESENTATION = "ppt/presentation.xml"
PML = "application/vnd.openxmlformats-officedocument.presentationml."
"""What the types of a presentation's parts begin with."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_FILE = "http://schemas.openxmlformats.org/package/2006/"
_TYPES = "[Content_Types].xml"
ENDING_TYPES: Mapping[str, str] = {
    "bmp": "image/bmp",
    "emf": "image/x-emf",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "wdp": "image/vnd.ms-photo",
    "wmf": "image/x-wmf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}
"""What the endings of parts stand for; of all other parts the type is said one by one."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PACKED = (".png", ".jpg", ".jpeg", ".xlsx")
"""Endings of what is compressed already."""


def xml_part(text: str, quote: str = "'") -> bytes:
    """A part of XML with its declaration."""
    said = "version='1.0' encoding='UTF-8' standalone='yes'".replace("'", quote)
    return f"<?xml {said}?>\n{text}".encode()


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


class Relationship(NamedTuple):
    """From one part to another or out of the file."""

    type: str
    target: str
    """A part's name, or an address."""
    external: bool = False

    @property
    def kind(self) -> str:
        """The last word of its type, such as `slideLayout`."""
        return self.type.rpartition("/")[2]


def _beside(name: str) -> str:
    """The member with the relationships of a part, or of the file where the name is empty."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


@lru_cache(maxsize=512)
def _read_relationships(folder: str, data: bytes) -> Mapping[str, Relationship]:
    """The relationships of a part in that folder, by id; of a template the same each time."""
    made = {}
    for entry in etree.fromstring(data):
        target, external = entry.get("Target", ""), entry.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        made[entry.get("Id", "")] = Relationship(entry.get("Type", ""), target, external)
    return made


def _relationships_xml(name: str, ties: Mapping[str, Relationship]) -> bytes:
    """The relationships of a part, in the order of their numbers."""
    folder = "/" + posixpath.dirname(name)
    made = ""
    for id_ in sorted(ties, key=lambda id_: (int(id_[3:]) if id_[3:].isdigit() else 0, id_)):
        type_, target, external = ties[id_]
        target = target if external else posixpath.relpath("/" + target, folder)
        mode = ' TargetMode="External"' if external else ""
        made += f'<Relationship Id="{id_}" Type="{type_}" Target={attribute(target)}{mode}/>'
    return xml_part(f'<Relationships xmlns="{_FILE}relationships">{made}</Relationships>')


class Package:
    """An Office file; parts are parsed when they are asked for."""

    def __init__(self, parts: dict[str, bytes], types: dict[str, str]) -> None:
        self.parts, self.types = parts, types
        self._trees: dict[str, Any] = {}
        self._relationships: dict[str, dict[str, Relationship]] = {}

    @classmethod
    def read(cls, data: bytes) -> "Package":
        """The parts of a file; raises BadZipFile or KeyError."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        return cls(parts, _read_types(parts))

    def add(self, name: str, type_: str, data: bytes) -> None:
        """A part, or another content for one."""
        self.parts[name], self.types[name] = data, type_

    def free_name(self, pattern: str, first: int = 1) -> str:
        """A name that no part has yet: the pattern with a number from `first` on."""
        names = map(pattern.format, itertools.count(first))
        return next(name for name in names if name not in self.parts)

    def relate(self, name: str, kind: str, target: str, external: bool = False) -> str:
        """The id of a relationship from a part, of the file where its name is empty."""
        ties = self.relationships(name)
        wanted = Relationship(kind if ":" in kind else _OFFICE + kind, target, external)
        for id_, known in ties.items():
            if known == wanted:
                return id_
        numbers = (f"rId{number}" for number in range(len(ties) + 1, 0, -1))
        id_ = next(number for number in numbers if number not in ties)
        ties[id_] = wanted
        return id_

    def tree(self, name: str) -> Any:
        """A part's root element."""
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self.parts[name])
        return self._trees[name]

    def relationships(self, name: str) -> dict[str, Relationship]:
        """A part's relationships by id; those of the file where the name is empty."""
        if name not in self._relationships:
            data = self.parts.get(_beside(name))
            read = _read_relationships(posixpath.dirname(name), data) if data else {}
            self._relationships[name] = dict(read)
        return self._relationships[name]

    def related(self, name: str, kind: str) -> str:
        """The part that this one is related to in that way; empty where there is none."""
        found = self.relationships(name).values()
        return next((tie.target for tie in found if tie.kind == kind), "")

    def listed(self, name: str, tag: str) -> tuple[str, ...]:
        """The parts that a part lists in elements of that tag, in their order."""
        ties = self.relationships(name)
        return tuple(ties[one.get(qn("r:id"))].target for one in self.tree(name).iter(qn(tag)))

    @cached_property
    def slides(self) -> tuple[str, ...]:
        """The names of the slides' parts, in order."""
        return self.listed(PRESENTATION, "p:sldId")

    def _reachable(self, name: str, known: set[str]) -> Iterator[str]:
        """The parts that a part leads to, each before those that it leads to itself."""
        for tie in self.relationships(name).values():
            if not tie.external and tie.target in self.parts and tie.target not in known:
                known.add(tie.target)
                yield tie.target
                yield from self._reachable(tie.target, known)

    def reachable(self) -> "Package":
        """A copy without the parts that nothing leads to."""
        names = tuple(self._reachable("", set()))
        made = Package({n: self.parts[n] for n in names}, {n: self.types[n] for n in names})
        made._relationships = {n: dict(self.relationships(n)) for n in ("", *names)}
        return made

    def _types_xml(self, names: Iterable[str]) -> bytes:
        """What each part is."""
        usual = {ending: ENDING_TYPES[ending] for ending in ("rels", "xml")}
        others = {}
        for name in names:
            type_, ending = self.types[name], name.rpartition(".")[2].lower()
            if ENDING_TYPES.get(ending) == type_:
                usual[ending] = type_
            else:
                others[f"/{name}"] = type_
        made = "".join(
            f'<Default Extension="{ending}" ContentType="{type_}"/>'
            for ending, type_ in sorted(usual.items())
        ) + "".join(
            f'<Override PartName="{name}" ContentType="{type_}"/>'
            for name, type_ in sorted(others.items())
        )
        return xml_part(f'<Types xmlns="{_FILE}content-types">{made}</Types>')

    def _members(self) -> Iterator[tuple[str, bytes]]:
        """What the file holds, content types first, as the format asks."""
        names = tuple(self._reachable("", set()))
        yield _TYPES, self._types_xml(names)
        yield _beside(""), _relationships_xml("", self.relationships(""))
        for name in names:
            yield name, self.parts[name]
            if ties := self.relationships(name):
                yield _beside(name), _relationships_xml(name, ties)

    def saved(self) -> bytes:
        """The file; parts that nothing leads to are left out."""
        return zipped(self._members())


def _read_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The type of each part; raises KeyError where the file does not say."""
    usual, others = {}, {}
    for entry in etree.fromstring(parts[_TYPES]):
        if ending := entry.get("Extension"):
            usual[ending.lower()] = entry.get("ContentType")
        elif name := entry.get("PartName"):
            others[name.lstrip("/").lower()] = entry.get("ContentType")
    endings = ((name, name.rpartition(".")[2].lower()) for name in parts)
    return {name: others.get(name.lower()) or usual.get(end, "") for name, end in endings}


@lru_cache(maxsize=1)
def opened(data: bytes) -> Package:
    """The file for one check after the other: it is unpacked and parsed once."""
    return Package.read(data)
