"""Finishes a PDF before its bytes are written: PDF/UA beside PDF/A, streams validators can read."""

import re
import uuid
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

import pydyf
from msgspec import Struct

from handout.model.findings import Finding
from handout.paper import text_proof
from handout.paper.text_layer import TextLayer

UA_SCHEMA = b"""<rdf:Description rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""
"""What PDF/A asks for before it lets a file call itself PDF/UA (ISO 19005-3, 6.6.2.3.3)."""

PRINT_FLAG = 4


_RANDOM_ID = re.compile(rb"xmp\.did:[0-9a-f-]{36}")


def _name_by_content(stream: Any) -> None:
    """Name a PDF/X-4 by its own metadata, where WeasyPrint takes a random number."""
    content = b"".join(_RANDOM_ID.sub(b"", part) for part in stream.stream)
    name = b"xmp.did:" + str(uuid.uuid5(uuid.NAMESPACE_OID, content.decode())).encode()
    stream.stream = [_RANDOM_ID.sub(name, part) for part in stream.stream]


def _declare_ua(stream: Any) -> None:
    """Name PDF/UA-1 in the metadata, which PDF/A wants uncompressed."""
    stream.compress = False
    stream.stream = [part.replace(b"</rdf:RDF>", UA_SCHEMA) for part in stream.stream]


def _compress(stream: Any) -> None:
    """Compress a stream so that it does not end in a carriage return.

    With the line feed after it, some validators take that for the end of the line.
    """
    content = b"\n".join(pydyf._to_bytes(part) for part in stream.stream)
    data = zlib.compress(content)
    while data.endswith(b"\r"):
        content += b"\n"
        data = zlib.compress(content)
    stream.stream, stream.compress = [data], False
    stream.extra["Filter"] = "/FlateDecode"


class Finish(Struct, frozen=True):
    """What finishing a PDF depends on."""

    order: Mapping[bytes, int]
    """The page of each outermost tag, by its reference."""
    press: bool = False
    """Whether it is a PDF/X-4 for a print shop."""
    duplex: str = ""
    """The edge that a printer turns the sheet over: `long`, `short` or neither."""
    scales: bool = False
    """Whether its pages are of no paper's size, so that a printer is to fit them to its own."""


_DUPLEX = {"long": "/DuplexFlipLongEdge", "short": "/DuplexFlipShortEdge", "": "/Simplex"}


def _mend(item: Any, finish: Finish) -> None:
    if isinstance(item, pydyf.Stream):
        if "Interpolate" in item.extra:
            item.extra["Interpolate"] = "false"  # which PDF/A asks for
        if item.extra.get("Type") == "/Metadata":
            (_name_by_content if finish.press else _declare_ua)(item)
        elif item.compress:
            _compress(item)
    elif isinstance(item, dict) and item.get("Type") == "/Annot":
        item["F"] = PRINT_FLAG
    elif isinstance(item, dict) and item.get("S") == "/Document":
        item["K"].sort(key=lambda tag: finish.order.get(tag, 0))


def _finish(pdf: Any, finish: Finish, padding: int) -> None:
    for item in pdf.objects:
        _mend(item, finish)
    # A printer's own "fit to page" would move folds and shrink type.
    pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary()).update(
        {
            "PrintScaling": "/AppDefault" if finish.scales else "/None",
            "Duplex": _DUPLEX[finish.duplex],
        }
    )
    for _ in range(padding):
        pdf.add_object(pydyf.Dictionary())


class Written(NamedTuple):
    """A PDF, and what is wrong with its text."""

    data: bytes
    findings: tuple[Finding, ...]
    drawn: frozenset[int]
    """The text boxes that were drawn, by their places in memory."""


def _write(document: Any, variant: str, finish: Finish, padding: int, layer: TextLayer) -> Written:
    found: list[Finding] = []

    def finisher(_document: Any, pdf: Any) -> None:
        found.extend(text_proof.faults(layer, text_proof.read(pdf)))
        _finish(pdf, finish, padding)

    layer.lines.clear()
    with layer.kept():
        data: bytes = document.write_pdf(pdf_variant=variant, finisher=finisher)
    return Written(data, tuple(found), frozenset(layer.drawn))


def write(document: Any, variant: str, finish: Finish) -> Written:
    """The document's bytes; the same document gives the same bytes."""
    layer = TextLayer()
    for padding in range(16):
        written = _write(document, variant, finish, padding, layer)
        # The streams of objects are made after the finisher: another object alters them.
        if b"\r\nendstream" not in written.data:
            break
    return written
