"""What other programs get out of a PDF, and how many words of an article are found in it."""

import ctypes
import re
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from handout.typography.families import INVISIBLE

_DIRECTIONS = re.compile("[\u202a-\u202e]+")
_WITHOUT_SPACES = frozenset({"ja", "km", "ko", "my", "th", "zh-Hans", "zh-Hant"})
"""Languages whose lines are broken within words, or between letters."""


def by_pdfium(data: bytes) -> str:
    """The text as Chrome sees it."""
    pages = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return text.replace("\ufffe", "")  # where it joins what a hyphen divides


def by_poppler(data: bytes) -> str:
    """The text as `pdftotext` gets it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.pdf")
        path.write_bytes(data)
        made = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True)
    return made.stdout.decode()


def _is_of_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN"


def words(text: str) -> list[str]:
    """The words of an article's body, without its addresses and directives."""
    text = re.sub(r"\]\([^)]*\)|^:::.*$|\{[^}]*\}", "", text, flags=re.MULTILINE)
    text = unicodedata.normalize(
        "NFC", INVISIBLE.sub(lambda m: m[0] if m[0].isspace() else "", text)
    )
    return "".join(one if _is_of_word(one) else " " for one in text).split()


def lost(text: str, body: str, lang: str) -> list[str]:
    """The words of an article that a search does not find as often as they stand in it."""
    text = _DIRECTIONS.sub("", unicodedata.normalize("NFC", text))
    text = ("" if lang in _WITHOUT_SPACES else " ").join(text.split()).casefold()
    text = INVISIBLE.sub(lambda m: m[0] if m[0].isspace() else "", text)
    wanted = Counter(word.casefold() for word in words(body))
    return [word for word, count in wanted.items() if text.count(word) < count]


def _attribute(read, element) -> str:
    size = read(element, None, 0)
    memory = ctypes.create_string_buffer(size)
    read(element, memory, size)
    return memory.raw[: max(size - 2, 0)].decode("utf-16-le")


def _spoken(element) -> Iterator[str]:
    if text := _attribute(pdfium.FPDF_StructElement_GetActualText, element):
        yield text
        return
    for n in range(pdfium.FPDF_StructElement_CountChildren(element)):
        if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, n):
            yield from _spoken(child)


def spoken(data: bytes) -> str:
    """The words that a PDF's tags hold for screen readers, in their order."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        for n in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            found += _spoken(pdfium.FPDF_StructTree_GetChildAtIndex(tree, n))
    return "".join(found)
