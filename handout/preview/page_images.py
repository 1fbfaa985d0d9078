"""Each page and slide of the files in output/ as an image, known by a digest of what it shows."""

import hashlib
import io
import threading
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import pypdfium2
from msgspec import Struct, field

from handout.model import fingerprint
from handout.paper.ink import PDFIUM
from handout.slides.drawing import presentation
from handout.slides.drawing.presentation import Note
from handout.slides.drawing.shapes import Address
from handout.slides.ooxml.package import Part, read

_MOST_FILES = 24
"""How many files are remembered; the last states of a file that has changed among them."""
_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
}
_NARROWEST, _WIDEST = 48, 3200
"""Dots; a wider image of a page would only cost memory."""
_COMPARED = 1.0
"""Dots to the point at which pages are compared: any change that an eye can see shows."""


class PageImage(Struct, frozen=True):
    """A page or slide as it looks."""

    id: str
    """A digest of what it shows: another one where anything looks different."""
    kind: str
    """`page`, `slide`, or `web`: a web page, which a browser shows by itself."""
    width: float
    height: float
    words: str
    title: str = ""
    notes: tuple[Note, ...] = ()
    hidden: bool = False
    """Whether a talk leaves the slide out, but for links that lead to it."""
    section: str = ""
    """PowerPoint's section that the slide is in."""


class _File(Struct, frozen=True):
    """The pages or slides of one file."""

    pages: tuple[PageImage, ...]
    pdf: bytes = b""
    media: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)
    """The slides as SVG, by their ids, and the pictures on them, by digest, with their types."""


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()[:20]


def _pdf_page(page: pypdfium2.PdfPage) -> PageImage:
    words = str(page.get_textpage().get_text_range())
    bitmap = page.render(scale=_COMPARED, grayscale=False)
    width, height = page.get_size()
    digest = _digest(words.encode(), bytes(bitmap.buffer))
    return PageImage(digest, "page", width, height, " ".join(words.split()))


def _read_pdf(data: bytes) -> _File:
    with PDFIUM, pypdfium2.PdfDocument(data) as document:
        return _File(tuple(map(_pdf_page, document)), data)


@lru_cache(maxsize=48)
def _png(pdf: bytes, number: int, width: int) -> bytes:
    """A page, counted from 0, so many dots wide."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        page = document[number]
        image = page.render(scale=width / page.get_width()).to_pil()
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1)  # a browser on this computer reads it: speed counts
    return file.getvalue()


_NEAR, _LINE = 12, 200
"""Points from a place to its words, and the most characters of a line before and behind it."""


def _words(pdf: bytes, number: int, x: float, y: float) -> str:
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        page = document[number]
        width, height = page.get_size()
        text = page.get_textpage()
        at = text.get_index(x * width, (1 - y) * height, _NEAR, _NEAR)
        if at is None:
            return ""
        begin = max(0, at - _LINE)
        before = str(text.get_text_range(begin, at - begin)).splitlines()[-1:]
        behind = str(text.get_text_range(at, min(_LINE, text.count_chars() - at))).splitlines()[:1]
        return " ".join("".join((*before, *behind)).split())


Place = tuple[float, float, float, float]
"""Left, top, width and height of words in a line, as parts of the page's."""


def _rectangles(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, words: str) -> list[Place]:
    """Where words stand first on a page, line by line; nothing where they do not."""
    found = text.search(words).get_next() if words else None
    if found is None:
        return []
    width, height = page.get_size()
    boxes = [text.get_rect(at) for at in range(text.count_rects(*found))]
    return [(x / width, 1 - y / height, (r - x) / width, (y - b) / height) for x, b, r, y in boxes]


def _marks(file: _File, wanted: Sequence[str]) -> Iterator[tuple[int, str, Place]]:
    """The number of each of the words that are found, with its page's id and a place on it.

    Each is told once: on the first page that has it.
    """
    left = dict(enumerate(wanted))
    with PDFIUM, pypdfium2.PdfDocument(file.pdf) as document:
        for shown, page in zip(file.pages, document, strict=True):
            text = page.get_textpage()
            for number, words in list(left.items()):
                for place in _rectangles(page, text, words):
                    left.pop(number, None)
                    yield number, shown.id, place


class _Slide(Struct, frozen=True):
    """A slide that was drawn."""

    svg: str
    media: Mapping[str, tuple[bytes, str]]
    """The pictures on it."""


_DRAWN: OrderedDict[tuple[object, ...], _Slide] = OrderedDict()
"""The slides that were drawn last, by all that they are drawn of: an edit changes one or two."""
_MOST_DRAWN = 400


def _sums(data: bytes) -> tuple[tuple[object, ...], Mapping[str, object]]:
    """What all slides of a file share, and what each is, by the sums in the ZIP file."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sums = {f"/{one.filename}": (one.CRC, one.file_size) for one in parts.infolist()}
    own = ("/ppt/slides/", "/ppt/notesSlides/", "/docProps/")
    return tuple(one for one in sums.items() if not one[0].startswith(own)), sums


def _kept(data: bytes, media: dict[str, tuple[bytes, str]]) -> tuple[Address, presentation.Keep]:
    """What draws the slides of a file, where they were not drawn before, and notes their media."""
    shared, sums = _sums(data)
    used: dict[str, tuple[bytes, str]] = {}

    def address(part: Part) -> str:
        id_ = _digest(part.blob)
        used[id_] = part.blob, _TYPES.get(part.partname.ext.lower(), "application/octet-stream")
        return f"/media/{id_}"

    def keep(name: str, draw: Callable[[], str]) -> str:
        folder, _, file = name.rpartition("/")
        key = shared, name, sums.get(name), sums.get(f"{folder}/_rels/{file}.rels")
        if key not in _DRAWN:
            used.clear()
            _DRAWN[key] = _Slide(draw(), dict(used))
        while len(_DRAWN) > _MOST_DRAWN:
            _DRAWN.popitem(last=False)
        _DRAWN.move_to_end(key)
        media.update(_DRAWN[key].media)
        return _DRAWN[key].svg

    return address, keep


def _read_deck(data: bytes) -> _File:
    media: dict[str, tuple[bytes, str]] = {}
    slides = []
    for slide in presentation.draw(read(data), *_kept(data, media)):
        svg = slide.svg.encode()
        media[id_ := _digest(svg)] = svg, _TYPES["svg"]
        slides.append(
            PageImage(
                id_,
                "slide",
                slide.width,
                slide.height,
                slide.words,
                slide.title,
                slide.notes,
                slide.hidden,
                slide.section,
            )
        )
    return _File(tuple(slides), media=media)


def _read_web(data: bytes) -> _File:
    return _File((PageImage(_digest(data), "web", 0, 0, ""),))


READERS: Mapping[str, Callable[[bytes], _File]] = {
    "pdf": _read_pdf,
    "pptx": _read_deck,
    "html": _read_web,
}
"""What reads a file, by the end of its name."""


class ImageCache:
    """The images of the files that were looked at last."""

    def __init__(self) -> None:
        self._files: OrderedDict[tuple[str, tuple[int, ...]], _File] = OrderedDict()
        self._lock = threading.Lock()

    def pages_of(self, path: Path) -> tuple[PageImage, ...]:
        """The pages of a file, read where it is new or has changed; raises OSError."""
        read = READERS.get(path.suffix.lstrip("."))
        if read is None:
            return ()
        stamp = (str(path), fingerprint.stamp(path))
        with self._lock:
            if stamp not in self._files:
                self._files[stamp] = read(path.read_bytes())
                while len(self._files) > _MOST_FILES:
                    self._files.popitem(last=False)
            self._files.move_to_end(stamp)
            return self._files[stamp].pages

    def marks(self, path: Path, wanted: Sequence[str]) -> list[tuple[int, str, Place]]:
        """Where words stand on the pages of a PDF: their number, the page's id and the place."""
        pages, name = self.pages_of(path), str(path)
        with self._lock:
            files = [file for key, file in self._files.items() if key[0] == name]
        file = next((one for one in reversed(files) if one.pages == pages), None)
        return list(_marks(file, wanted)) if file and file.pdf else []

    def _newest_first(self) -> Iterator[_File]:
        with self._lock:
            files = tuple(self._files.values())
        return reversed(files)

    def _found(self, id_: str) -> tuple[bytes, int] | None:
        """The PDF that a page is in, and its number from 0."""
        for file in self._newest_first():
            for number, page in enumerate(file.pages):
                if page.id == id_ and page.kind == "page":
                    return file.pdf, number
        return None

    def page(self, id_: str, width: int) -> bytes | None:
        """A page as a PNG, so many dots wide; None where it is not known."""
        found = self._found(id_)
        return _png(*found, max(_NARROWEST, min(width, _WIDEST))) if found else None

    def words(self, id_: str, x: float, y: float) -> str:
        """The words of a page around a place, parts of its width and height from the top left."""
        found = self._found(id_)
        return _words(*found, x, y) if found else ""

    def media(self, id_: str) -> tuple[bytes, str] | None:
        """A slide as SVG or a picture on one, and its type; None where it is not known."""
        return next((f.media[id_] for f in self._newest_first() if id_ in f.media), None)
