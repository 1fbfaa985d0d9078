"""Reads the text of a PDF from its own operators and maps, and compares it with what was drawn."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from struct import unpack
from typing import Any

import pydyf

from handout.model.findings import Finding
from handout.paper.text_layer import TextLayer

_MAPPED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_GLYPHS = re.compile(rb"<([0-9a-f]+)>")
_FORMS = re.compile("[\ufdf2\ufef5-\ufefc]")
"""The Arabic ligatures that stand for several letters."""
UNMAPPED = "text-layer-font"
"""The rule of the warning about a font, in the same words for all articles."""
_MOST, _LONGEST = 5, 40
"""Places that a message names, and characters of each."""

Map = Mapping[int, str]
"""The text of each glyph of a font."""


def _map(stream: Any) -> Map:
    """What a font's own map says."""
    lines = b"\n".join(map(pydyf._to_bytes, stream.stream))
    pairs = _MAPPED.findall(lines.partition(b"endcodespacerange")[2])
    return {int(one, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for one, text in pairs}


def _maps(objects: list[Any]) -> dict[bytes, Map]:
    """The map of each font, by the name that it is drawn with."""
    fonts = (one for one in objects if isinstance(one, dict) and "ToUnicode" in one)
    return {
        font["BaseFont"][:7]: _map(objects[int(font["ToUnicode"].split()[0])]) for font in fonts
    }


def _text(operator: bytes, known: Map) -> str:
    """The text of glyphs that are drawn in one go."""
    codes = bytes.fromhex(b"".join(_GLYPHS.findall(operator)).decode())
    return "".join([known.get(code, "") for code in unpack(f">{len(codes) // 2}H", codes)])


def _lines(stream: Any, maps: Mapping[bytes, Map]) -> Iterator[str]:
    """The text of each line that a stream draws: glyphs between one text matrix and the next."""
    known: Map = {}
    line = ""
    for operator in (one for one in stream.stream if isinstance(one, bytes)):
        match operator[-3:]:
            case b" TJ":
                line += _text(operator, known)
            case b" Tf":
                known = maps.get(operator.split()[0], {})
            case b" Tm":
                yield line
                line = ""
    yield line


def _unfolded(line: str) -> str:
    """A line with the letters of its ligatures, from left to right."""
    return _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form[0])[::-1], line)


def read(pdf: Any) -> Counter[str]:
    """The lines of a PDF that is about to be written, as its own maps say, and how often."""
    maps, drawn = _maps(pdf.objects), (one for one in pdf.objects if isinstance(one, pydyf.Stream))
    return Counter(_unfolded(line).strip() for stream in drawn for line in _lines(stream, maps))


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in list(dict.fromkeys(words))[:_MOST])


def faults(layer: TextLayer, found: Counter[str]) -> Iterator[Finding]:
    """What is not read as it was drawn; a warning where a font is to blame."""
    for family in layer.unmapped:
        words = f"words in “{family}” are not found by a search and read out wrongly"
        advice = "take the font as a TrueType file (.ttf), or another one"
        yield Finding.warning(UNMAPPED, words, advice)
    lost = Counter(_unfolded(line.drawn) for line in layer.lines) - found
    if lost:
        lines = (one.read[:_LONGEST] for one in layer.lines if _unfolded(one.drawn) in lost)
        words = f"the PDF's text is not what is printed, at {_quoted(lines)}"
        yield Finding("text-layer", words, "tell whoever looks after the templates")
