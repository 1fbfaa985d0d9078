"""The XML of one part of somebody else's file: parsed without what XML can bring."""

from typing import Any

from lxml import etree

from handout.source.opc.archive import PRESENTATION, Kind, PackageError, shown

_MOST_XML = 20_000_000


def parsed(data: bytes, name: str, kind: Kind = PRESENTATION) -> Any:
    """The root element of a part: no entity, no other file, no depth without end."""
    if len(data) > _MOST_XML:
        message = f"its part {shown(name)} is larger than {_MOST_XML // 1_000_000} MB"
        raise PackageError(message, kind.again)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    with_type = PackageError(
        f"its part {shown(name)} has a document type, as no {kind.ending} may", kind.again
    )
    try:
        if b"<!DOCTYPE" in data.replace(b"\0", b""):  # in UTF-16 too
            raise with_type
        root = etree.fromstring(data, parser)
    except etree.LxmlError as fault:
        message = f"its part {shown(name)} is broken or cut short"
        raise PackageError(message, kind.again) from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise with_type
    return root
