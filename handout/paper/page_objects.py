"""What stands on a page of a PDF, as PDFium has it: words, lines across, and all else."""

import ctypes
import math
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium  # without its helpers, which take as long to import

from handout.paper.drawing import edges, matrix_of
from handout.paper.geometry import IDENTITY, Edges, Matrix, moved, times

_AWAY = 1e4
"""How many times as far away what cuts a line off is moved."""
_FLAT = 12.0
"""Pixels of CSS: a line below the title of a poster has eight."""


class Objects(NamedTuple):
    """The objects of a page."""

    lines: list[tuple[Any, Matrix]]
    """What draws words, with what moves it to its place on the page."""
    strokes: list[Edges]
    """The lines across, which are not drawn any more: letters that cross one in their colour, such
    as one below them, add no ink."""
    others: list[Any]


class Words(NamedTuple):
    """Words that are drawn in one go, now in black."""

    handle: Any
    edges: Edges
    size: float
    """Of the type as it is drawn, in points: the less of its height and its width."""
    mirrored: bool
    colour: str
    """As style sheets write it; empty where PDFium does not know it."""


def _is_flat(path: Any) -> bool:
    """Whether it is a line across, such as one below words."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if fill.value or not stroke.value:
        return False
    _, lower, _, upper = edges(pdfium.FPDFPageObj_GetBounds, path)
    return upper - lower < _FLAT


def _sort(holder: Any, found: Objects, matrix: Matrix = IDENTITY) -> Objects:
    """Add the objects of a page, or of a group of it."""
    if matrix is IDENTITY:
        number, get = pdfium.FPDFPage_CountObjects(holder), pdfium.FPDFPage_GetObject
    else:
        number, get = pdfium.FPDFFormObj_CountObjects(holder), pdfium.FPDFFormObj_GetObject
    for handle in (get(holder, place) for place in range(number)):
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found.lines.append((handle, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and _is_flat(handle):
            found.strokes.append(moved(edges(pdfium.FPDFPageObj_GetBounds, handle), matrix))
            pdfium.FPDFPageObj_SetIsActive(handle, False)
        else:
            found.others.append(handle)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            _sort(handle, found, times(matrix_of(handle), matrix))
    return found


def objects(page: Any) -> Objects:
    """The objects of a page, in the order in which they are drawn."""
    return _sort(page, Objects([], [], []))


def _unclip(handle: Any) -> None:
    """Let what cuts a line off cut nothing off, unless its middle is cut off too."""
    left, lower, right, upper = edges(pdfium.FPDFPageObj_GetBounds, handle)
    x, y = (left + right) / 2 * (1 - _AWAY), (lower + upper) / 2 * (1 - _AWAY)
    pdfium.FPDFPageObj_TransformClipPath(handle, _AWAY, 0, 0, _AWAY, x, y)


def _type(handle: Any) -> tuple[float, bool]:
    """The size of type as it is drawn, and whether it is mirrored."""
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(handle, size)
    a, b, c, d, _, _ = matrix_of(handle)
    return size.value * min(math.hypot(a, b), math.hypot(c, d)), a * d < b * c


def _fill(handle: Any) -> str:
    """The colour of words."""
    found = [ctypes.c_uint() for _ in range(4)]
    known = pdfium.FPDFPageObj_GetFillColor(handle, *found)
    return "#" + "".join(f"{one.value:02x}" for one in found[:3]) if known else ""


def blackened(handle: Any, matrix: Matrix) -> Words:
    """Words, which are made black and moved to their place on the page, and nothing cuts them."""
    colour = _fill(handle)
    pdfium.FPDFPageObj_SetFillColor(handle, 0, 0, 0, 255)
    _unclip(handle)
    if matrix is not IDENTITY:
        pdfium.FPDFPageObj_Transform(handle, *matrix)
    return Words(handle, edges(pdfium.FPDFPageObj_GetBounds, handle), *_type(handle), colour)
