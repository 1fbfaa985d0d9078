"""Zip packages that come out the same each time."""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date

from pptx.opc.oxml import serialize_part_xml
from pptx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
from pptx.opc.serialized import _ContentTypesItem
from pptx.presentation import Presentation

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PACKED = (".png", ".jpg", ".jpeg", ".xlsx")
"""Endings of what is compressed already."""


def zipped(members: Iterable[tuple[str, bytes]], pack: bool = True) -> bytes:
    """A zip file of the members in their order, without the time of day."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members:
            member = zipfile.ZipInfo(name, _EPOCH)
            member.create_system, member.external_attr = 0, 0
            packs = pack and not name.lower().endswith(_PACKED)
            member.compress_type = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
            archive.writestr(member, data, compresslevel=6)
    return target.getvalue()


_MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def _steady(workbook: bytes, created: date) -> bytes:
    """A chart's workbook without the time of day."""
    made = rb"\g<1>" + f"{created.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    return zipped(
        (name, _MADE.sub(made, data) if name == "docProps/core.xml" else data)
        for name, data in members
    )


def _members(presentation: Presentation, created: date) -> Iterable[tuple[str, bytes]]:
    """What the package holds, content types first, as the format asks."""
    package = presentation.part.package
    parts = tuple(package.iter_parts())
    yield CONTENT_TYPES_URI.membername, serialize_part_xml(_ContentTypesItem.xml_for(parts))
    yield PACKAGE_URI.rels_uri.membername, package._rels.xml
    for part in parts:
        steady = part.partname.ext == "xlsx"
        yield part.partname.membername, _steady(part.blob, created) if steady else part.blob
        if part._rels:
            yield part.partname.rels_uri.membername, part.rels.xml


def save(presentation: Presentation, created: date) -> bytes:
    """The presentation as a .pptx file; `created` is the day that its charts bear."""
    slides = presentation.slides._sldIdLst
    presentation.part.rename_slide_parts([slide.rId for slide in slides])
    return zipped(_members(presentation, created))
