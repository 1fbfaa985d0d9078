"""Presentations, as python-pptx opens and holds them; saved as the same bytes each time."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import OpcPackage, Part, XmlPart
from pptx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from pptx.opc.serialized import _ContentTypesItem
from pptx.package import Package
from pptx.parts.presentation import PresentationPart
from pptx.presentation import Presentation as Opened

from handout.slides.ooxml.archive import opened

__all__ = ["Opened", "Part"]  # for those who only name their types
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PACKED = (".png", ".jpg", ".jpeg", ".xlsx")
"""Endings of what is compressed already."""


def read(data: bytes) -> Opened:
    """A presentation, of ours or clean; raises BadZipFile, KeyError, ValueError or LxmlError."""
    opened(data)
    part: Any = Package.open(io.BytesIO(data)).main_document_part
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


def notes_of(slide: Part) -> Any | None:
    """The root element of a slide's notes page, where it has one."""
    notes: Any = related(slide, RT.NOTES_SLIDE)
    return None if notes is None else notes._element


def ids_used(part: Part) -> set[str]:
    """The relationships that a part of XML names."""
    if not isinstance(part, XmlPart):
        return set()
    return set(part._element.xpath("//@r:id | //@r:embed | //@r:link"))


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
