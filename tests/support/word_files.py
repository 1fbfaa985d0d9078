"""Word files, made for the tests: by python-docx where it can, else as the XML that Word writes."""

import io
import re
import struct
import zlib
from collections.abc import Callable
from html import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from handout.importing.articles import Imported, from_word
from tests.support.hostile_packages import packed, parts_of

MAIN = "word/document.xml"
_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _SPACES.items())
BODY = "The wound heals in about ten days, and most people go back to work after two of them."
"""Words of a paragraph that is long enough to be one."""


def raw(document: WordDocument, xml: str) -> None:
    """Add an element of Word's to the end of the text."""
    element = parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {_DECLARED}", xml, count=1))
    document.element.body.insert_element_before(element, "w:sectPr")


def run(words: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def saved(document: WordDocument) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def made(*steps: Callable[[WordDocument], object]) -> bytes:
    """A file that steps have written, one after the other."""
    document = Document()
    for step in steps:
        step(document)
    return saved(document)


def of_xml(*elements: str) -> bytes:
    return made(*(lambda document, one=one: raw(document, one) for one in elements))


def altered(data: bytes, old: str, new: str, part: str = MAIN) -> bytes:
    parts = parts_of(data)
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode(), 1)
    return packed(parts)


def imported(data: bytes, name: str = "leaflet.docx", *, accepted: bool = False) -> Imported:
    return from_word(data, name, "leaflet", accepted=accepted)


def body_of(made: Imported) -> str:
    """An article's text, without its front matter."""
    return made.text.split("\n---\n", 1)[1].strip("\n")


def told(made: Imported, kind: str) -> list[str]:
    return [one.words for one in made.remarks if one.kind == kind]


def png(size: int = 40) -> io.BytesIO:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    rows = b"".join(b"\0" + b"\x55" * size for _ in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + data)
