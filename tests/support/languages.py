"""The words of files by the language that they are marked with."""

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pypdfium2
import pypdfium2.raw as pdfium
from pptx import Presentation
from pptx.oxml.ns import qn


def _marked(page: pypdfium2.PdfPage) -> Mapping[int, str]:
    """The words of a page by their marked content."""
    held, texts = defaultdict(str), page.get_textpage()
    for thing in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
        size = pdfium.FPDFTextObj_GetText(thing, texts, None, 0)
        words = ctypes.create_string_buffer(size)
        pdfium.FPDFTextObj_GetText(
            thing, texts, ctypes.cast(words, ctypes.POINTER(ctypes.c_ushort)), size
        )
        held[pdfium.FPDFPageObj_GetMarkedContentID(thing)] += words.raw.decode("utf-16-le")[:-1]
    return held


def _lang(element: object) -> str:
    size = pdfium.FPDF_StructElement_GetLang(element, None, 0)
    words = ctypes.create_string_buffer(size)
    pdfium.FPDF_StructElement_GetLang(element, words, size)
    return words.raw.decode("utf-16-le").rstrip("\0")


def _leaves(element: object, lang: str) -> Iterator[tuple[str, int]]:
    """The marked contents below a tag, each with its language."""
    lang = _lang(element) or lang
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, number):
            yield from _leaves(child, lang)
        else:
            yield lang, pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number)


def of_pdf(data: bytes) -> Mapping[str, str]:
    """The words of a tagged PDF by language; the document's own is the empty one."""
    held: dict[str, str] = defaultdict(str)
    for page in pypdfium2.PdfDocument(data):
        tree, words = pdfium.FPDF_StructTree_GetForPage(page), _marked(page)
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            for lang, mark in _leaves(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number), ""):
                held[lang] += f"{words.get(mark, '')}\n"
    return held


def of_deck(data: bytes) -> Mapping[str, str]:
    """The words of a deck, its notes too, by the language of their runs."""
    held: dict[str, str] = defaultdict(str)
    for slide in Presentation(io.BytesIO(data)).slides:
        notes = [slide.notes_slide._element] if slide.has_notes_slide else []
        for part in (slide._element, *notes):
            for run in part.iter(qn("a:r")):
                held[run.find(qn("a:rPr")).get("lang")] += f"{run.findtext(qn('a:t'))}\n"
    return held
