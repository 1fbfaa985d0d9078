"""The pages of a PDF: what each shows, and its picture at the size that is asked for."""

import hashlib
import io
import threading
from dataclasses import dataclass

import pypdfium2

_PDFIUM = threading.Lock()
"""PDFium does one thing at a time."""
_PROOF = 1.0
"""Dots to the point at which pages are compared: any change that an eye can see shows."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF."""

    digest: str
    """Of what it shows: the same for a page that did not change."""
    width: float
    height: float
    words: str


def _page(page: pypdfium2.PdfPage) -> Page:
    """What a page shows."""
    words = str(page.get_textpage().get_text_range())
    bitmap = page.render(scale=_PROOF, grayscale=False)
    digest = hashlib.sha256(words.encode())
    digest.update(bytes(bitmap.buffer))
    width, height = page.get_size()
    return Page(digest.hexdigest()[:20], width, height, " ".join(words.split()))


def pages(data: bytes) -> tuple[Page, ...]:
    """Every page of a PDF."""
    with _PDFIUM, pypdfium2.PdfDocument(data) as document:
        return tuple(map(_page, document))


def picture(data: bytes, number: int, width: int) -> bytes:
    """A page, counted from 0, as a PNG so many dots wide."""
    with _PDFIUM, pypdfium2.PdfDocument(data) as document:
        page = document[number]
        bitmap = page.render(scale=width / page.get_width())
        image = bitmap.to_pil()
    made = io.BytesIO()
    image.save(made, "PNG", compress_level=1)  # a browser on this computer reads it: speed counts
    return made.getvalue()
