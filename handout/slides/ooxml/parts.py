"""The parts of an Office file and what ties them together."""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from lxml import etree

from handout.model.deck import BASELINES
from handout.slides.ooxml.notation import qn

_NOTE_MARK = str(BASELINES["note"])


@dataclass(frozen=True, slots=True)
class Relationship:
    """From one part to another or out of the file."""

    kind: str
    """The last word of its type, such as `slideLayout`."""
    target: str
    """A part's name, or an address."""
    external: bool


class Package:
    """An Office file, opened for reading; parts are parsed when they are asked for."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._trees: dict[str, Any] = {}
        self._relationships: dict[str, Mapping[str, Relationship]] = {}

    def tree(self, name: str) -> Any:
        """A part's root element."""
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self.parts[name])
        return self._trees[name]

    def relationships(self, name: str) -> Mapping[str, Relationship]:
        """A part's relationships by id."""
        if name not in self._relationships:
            self._relationships[name] = dict(self._read(name))
        return self._relationships[name]

    def _read(self, name: str) -> Iterator[tuple[str, Relationship]]:
        folder, base = posixpath.split(name)
        beside = posixpath.join(folder, "_rels", f"{base}.rels")
        if beside not in self.parts:
            return
        for entry in etree.fromstring(self.parts[beside]):
            external = entry.get("TargetMode") == "External"
            target = entry.get("Target", "")
            if not external:
                joined = posixpath.join("/" + folder, target)
                target = posixpath.normpath(joined).lstrip("/")
            kind = entry.get("Type", "").rsplit("/", 1)[-1]
            yield entry.get("Id", ""), Relationship(kind, target, external)

    def related(self, name: str, kind: str) -> str:
        """The part that this one is related to in that way; empty where there is none."""
        found = self.relationships(name).values()
        return next((r.target for r in found if r.kind == kind), "")

    @cached_property
    def slides(self) -> tuple[str, ...]:
        """The names of the slides' parts, in order."""
        root = self.tree("ppt/presentation.xml")
        ties = self.relationships("ppt/presentation.xml")
        ids = (slide.get(qn("r:id")) for slide in root.iter(qn("p:sldId")))
        return tuple(ties[id_].target for id_ in ids)


@lru_cache(maxsize=1)
def opened(data: bytes) -> Package:
    """The file for one check after the other: it is unpacked and parsed once."""
    return Package(data)


def _is_note_mark(node: Any) -> bool:
    """Whether it is the mark of a footnote: it would stand in the middle of a sentence."""
    style = node.getparent().find(qn("a:rPr"))
    return style is not None and style.get("baseline") == _NOTE_MARK


def words(element: Any) -> str:
    """The words of a shape or a paragraph without marks; paragraphs and breaks as lines."""
    lines = []
    for paragraph in element.iter(qn("a:p")):
        made = []
        for node in paragraph.iter(qn("a:t"), qn("a:br")):
            if node.tag == qn("a:br"):
                made.append("\n")
            elif not _is_note_mark(node):
                made.append(node.text or "")
        lines.append("".join(made))
    return "\n".join(lines)
