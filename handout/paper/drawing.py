"""What PDFium says of the objects of a page, and how it draws one."""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2_raw as pdfium  # without its helpers, which take as long to import
from PIL import Image

from handout.paper.geometry import Edges, Matrix

_MODES = {
    "L": (pdfium.FPDFBitmap_Gray, pdfium.FPDF_GRAYSCALE),
    "RGBX": (pdfium.FPDFBitmap_BGRx, 0),
}
"""PDFium's words for Pillow's."""


def matrix_of(handle: Any) -> Matrix:
    """Where an object stands in what it is in."""
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def edges(get: Callable[..., Any], handle: Any) -> Edges:
    """What a function of PDFium measures."""
    found = [ctypes.c_float() for _ in range(4)]
    get(handle, *found)
    left, lower, right, upper = (one.value for one in found)
    return left, lower, right, upper


def image(bitmap: Any, mode: str = "RGBX") -> Image.Image:
    """A bitmap of PDFium's, which is given back; in colour it is blue, green, red and opaque."""
    size = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    data = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * size[1])
    pdfium.FPDFBitmap_Destroy(bitmap)
    return Image.frombuffer(mode, size, data, "raw", mode, stride, 1)


def drawn(page: Any, size: tuple[int, int], mode: str) -> Image.Image:
    """A page as it is drawn on white, in grey (`L`) or in colour (`RGBX`)."""
    format_, flag = _MODES[mode]
    bitmap = pdfium.FPDFBitmap_CreateEx(*size, format_, None, 0)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, *size, 0xFFFFFFFF)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, *size, 0, flag)
    return image(bitmap, mode)
