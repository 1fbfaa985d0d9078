"""Proofs: each page and slide of the files in output/ as a picture, known by what it shows."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from handout.preview import pdf_pages
from handout.preview.drawing import presentation
from handout.preview.drawing.presentation import Note
from handout.slides.ooxml.package import Package

_KEPT = 24
"""Files whose proofs are remembered; the last ones of a file that has changed among them."""
_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
}
_NARROWEST, _WIDEST = 48, 3200
"""Dots; a wider picture of a page would only cost memory."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A page or slide as it looks."""

    id: str
    """A digest of what it shows: another one where anything looks different."""
    kind: str
    """`page` or `slide`."""
    width: float
    height: float
    words: str
    title: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Proofs:
    """The proofs of one file."""

    proofs: tuple[Proof, ...]
    data: bytes = field(repr=False)
    drawings: Mapping[str, str] = field(default_factory=dict)
    """The SVG of each slide, by the id of its proof."""
    media: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)
    """The pictures on slides and their types, by digest."""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:20]


def _of_paper(data: bytes) -> Proofs:
    """The pages of a PDF."""
    made = (Proof(p.digest, "page", p.width, p.height, p.words) for p in pdf_pages.pages(data))
    return Proofs(tuple(made), data)


def _of_deck(data: bytes) -> Proofs:
    """The slides of a .pptx."""
    package = Package.read(data)
    media: dict[str, tuple[bytes, str]] = {}

    def address(part: str) -> str:
        held = package.parts[part]
        kind = _TYPES.get(part.rsplit(".", 1)[-1].lower(), "application/octet-stream")
        media[_digest(held)] = held, kind
        return f"/media/{_digest(held)}"

    made, drawings = [], {}
    for drawn in presentation.draw(package, address):
        id_ = _digest(drawn.svg.encode())
        drawings[id_] = drawn.svg
        shown = (drawn.width, drawn.height, drawn.words, drawn.title, drawn.notes)
        made.append(Proof(id_, "slide", *shown))
    return Proofs(tuple(made), b"", drawings, media)


READERS: Mapping[str, Callable[[bytes], Proofs]] = {"pdf": _of_paper, "pptx": _of_deck}
"""What makes proofs of a file, by the end of its name."""


@lru_cache(maxsize=48)
def _picture(data: bytes, number: int, width: int) -> bytes:
    return pdf_pages.picture(data, number, width)


class Folder:
    """The proofs of the files that were looked at last."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, int, int], Proofs] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, path: Path) -> tuple[Proof, ...]:
        """The proofs of a file, made where it is new or has changed; raises OSError."""
        read = READERS.get(path.suffix.lstrip("."))
        if read is None:
            return ()
        stat = path.stat()
        stamp = (str(path), stat.st_mtime_ns, stat.st_size)
        with self._lock:
            if stamp not in self._held:
                self._held[stamp] = read(path.read_bytes())
                while len(self._held) > _KEPT:
                    self._held.popitem(last=False)
            self._held.move_to_end(stamp)
            return self._held[stamp].proofs

    def _all(self) -> Iterator[Proofs]:
        """Every file's proofs, the newest first."""
        with self._lock:
            yield from reversed(tuple(self._held.values()))

    def page(self, id_: str, width: int) -> bytes | None:
        """The picture of a page, as a PNG so many dots wide; None where it is not known."""
        width = max(_NARROWEST, min(width, _WIDEST))
        for held in self._all():
            for number, proof in enumerate(held.proofs):
                if proof.id == id_ and proof.kind == "page":
                    return _picture(held.data, number, width)
        return None

    def drawing(self, id_: str) -> str | None:
        """The drawing of a slide, as SVG; None where it is not known."""
        return next((h.drawings[id_] for h in self._all() if id_ in h.drawings), None)

    def media(self, id_: str) -> tuple[bytes, str] | None:
        """A picture on a slide, and its type; None where it is not known."""
        return next((h.media[id_] for h in self._all() if id_ in h.media), None)
