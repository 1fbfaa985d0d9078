"""Zip packages that come out the same each time."""

import io
import zipfile
from collections.abc import Iterable

from pptx.opc.oxml import serialize_part_xml
from pptx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
from pptx.opc.serialized import _ContentTypesItem
from pptx.presentation import Presentation

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PACKED = (".png", ".jpg", ".jpeg", ".xlsx")
"""Endings of what is compressed already."""


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


def _members(presentation: Presentation) -> Iterable[tuple[str, bytes]]:
    """What the package holds, content types first, as the format asks."""
    package = presentation.part.package
    parts = tuple(package.iter_parts())
    yield CONTENT_TYPES_URI.membername, serialize_part_xml(_ContentTypesItem.xml_for(parts))
    yield PACKAGE_URI.rels_uri.membername, package._rels.xml
    for part in parts:
        yield part.partname.membername, part.blob
        if part._rels:
            yield part.partname.rels_uri.membername, part.rels.xml


def save(presentation: Presentation) -> bytes:
    """The presentation as a .pptx file."""
    slides = presentation.slides._sldIdLst
    presentation.part.rename_slide_parts([slide.rId for slide in slides])
    return zipped(_members(presentation))
