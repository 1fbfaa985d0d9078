"""The parts of a Word file: found by their relationships, each parsed once, and safely."""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from lxml import etree

from handout.source.opc.archive import Archive, Kind, PackageError, opened
from handout.source.opc.part_xml import parsed

WORD = Kind("Word", ".docx", "pictures that you do not need")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _RELATION[1:-1].encode(),
}
"""Names of the strict form of the standard, which few programs write."""

NOTHING: Any = etree.Element("nothing")
"""Stands for the root of a part that is not there."""


def local(element: Any) -> str:
    """An element's name without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Any, path: str = "", key: str = "val", default: str = "") -> str:
    """An attribute of Word's, of an element or one below it; a default where either is missing."""
    if path and element is not None:
        element = element.find("/".join(W + step for step in path.split("/")))
    return default if element is None else str(element.get(W + key, default))


def is_on(element: Any, name: str) -> bool | None:
    """What a switch below an element says; None where it is not there."""
    found = element.find(W + name) if element is not None else None
    if found is None:
        return None
    return found.get(W + "val", "true").lower() not in ("0", "false", "off", "none")


class Link:
    """Where a relationship leads."""

    def __init__(self, element: Any, folder: str) -> None:
        self.kind = element.get("Type", "").rpartition("/")[2]
        self.is_outside = element.get("TargetMode") == "External"
        target = element.get("Target", "")
        inside = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        self.target = target if self.is_outside else posixpath.normpath(unquote(inside))


class Package:
    """A Word file."""

    def __init__(self, data: bytes) -> None:
        self.archive: Archive = opened(data, WORD)
        self._roots: dict[str, Any] = {}
        self._links: dict[str, Mapping[str, Link]] = {}
        self.main = self._main()

    def _main(self) -> str:
        """The name of the part that holds the text."""
        for link in self.links("").values():
            if link.kind == "officeDocument" and not link.is_outside:
                return link.target
        if "word/document.xml" in self.archive:
            return "word/document.xml"
        raise PackageError("this is no Word file (.docx)", WORD.again)

    def root(self, name: str) -> Any:
        """The root element of a part; one without anything in it where the part is not there."""
        if name not in self._roots:
            data = self.archive.read(name) if name in self.archive else b""
            for strict, usual in _STRICT.items():
                data = data.replace(strict, usual)
            self._roots[name] = parsed(data, name, WORD) if data else NOTHING
        return self._roots[name]

    def links(self, part: str) -> Mapping[str, Link]:
        """The relationships of a part, by their ids."""
        if part not in self._links:
            folder, name = posixpath.split(part)
            root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
            found = (one for one in root if local(one) == "Relationship")
            self._links[part] = {one.get("Id", ""): Link(one, folder) for one in found}
        return self._links[part]

    def link(self, part: str, element: Any, key: str = "id") -> Link | None:
        """The relationship that an attribute of an element names."""
        return self.links(part).get(element.get(_RELATION + key, ""))

    def of_kind(self, kind: str) -> str:
        """The name of the part of this kind that belongs to the text; empty where there is none."""
        links = self.links(self.main).values()
        found = (one.target for one in links if one.kind == kind and not one.is_outside)
        return next((name for name in found if name in self.archive), "")

    def all_of_kind(self, kind: str) -> Iterator[tuple[str, str]]:
        """The id and the name of each such part."""
        for key, link in self.links(self.main).items():
            if link.kind == kind and not link.is_outside and link.target in self.archive:
                yield key, link.target
