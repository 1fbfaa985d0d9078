"""The words of a PDF as they stand on the page: each line from its left end to its right."""

import ctypes
from collections.abc import Iterator
from itertools import groupby
from math import inf

import pypdfium2
import pypdfium2.raw as pdfium

_SAME_LINE = 2.5
"""Points that the baselines of a line may be apart."""


def _characters(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, str]]:
    """Depth, middle and name of each character of a page."""
    text, x, y = page.get_textpage(), ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, index))
        if character.isspace() or not character.isprintable():
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        left, _, right, _ = text.get_charbox(index)
        yield -y.value, (left + right) / 2, character


def lines(page: pypdfium2.PdfPage) -> Iterator[str]:
    """The lines of a page, or of a column of it, without their spaces; by where glyphs stand."""
    last, number, numbered = -inf, 0, []
    for y, x, character in sorted(_characters(page)):
        number += abs(y - last) > _SAME_LINE
        last = y
        numbered.append((number, x, character))
    for _, line in groupby(sorted(numbered), key=lambda one: one[0]):
        yield "".join(character for _, _, character in line)


def pages(data: bytes) -> str:
    """All lines of a PDF."""
    return "\n".join(line for page in pypdfium2.PdfDocument(data) for line in lines(page))
