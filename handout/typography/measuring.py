"""The widths of words and the heights of lines, by HarfBuzz.

Only typefaces from packages are read, never what the computer has installed. Arimo has Arial's
widths to the last unit. A family whose `fontpkg-*` package is installed is measured with itself.
Any other is measured with Arimo's bold weight, which is wider than the text weight of the faces
that Office brings, and a margin on top: slides may then be a little emptier than they had to be,
but nothing runs off.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import uharfbuzz
from icu4py.breakers import LineBreaker

from handout.model.deck import BREAK, Paragraph, Run
from handout.model.errors import SetupError
from handout.typography.fonts import family as installed
from handout.typography.fonts import missing
from handout.typography.writing_systems import FIRST, Script, crossings, pitch, stretches

SAFETY = 1.02
"""Rounding differs between HarfBuzz and the programs that show slides."""


_CROSSING = 0.25
"""What LibreOffice leaves between East Asian letters and others, in ems: a fifth, here more."""

_PITCH = 1.2
"""LibreOffice sets Arial with 1.2 where its own figures ask for 1.15."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """Where a family is measured, and by how much wider and taller it may come out."""

    package: str
    margin: float = 1.0
    bolder: bool = False
    pitch: float = _PITCH
    """From line to line at size 1, at least."""


TWINS = {
    "Arial": Typeface("Arimo"),
    "Helvetica": Typeface("Arimo"),
    "Liberation Sans": Typeface("Arimo"),
    # Office's own, each narrower than Arial.
    "Calibri": Typeface("Arimo", pitch=1.23),
    "Calibri Light": Typeface("Arimo", pitch=1.23),
    "Cambria": Typeface("Arimo"),
    "Times New Roman": Typeface("Arimo"),
}
_UNKNOWN = Typeface("Arimo", margin=1.05, bolder=True, pitch=1.36)


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two places where a line may break, in ems."""

    ink: float
    """Without the space at its end."""
    advance: float
    text: str
    ends_line: bool = False


@lru_cache(maxsize=32)
def _font(path: Path, weight: int) -> uharfbuzz.Font:
    """The face, a variable one at the weight, ready to shape."""
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    font.set_variations({"wght": weight})
    return font


def _typeface(family: str) -> Typeface:
    """A known twin, the family itself where its package is installed, or the safe face."""
    if family in TWINS:
        return TWINS[family]
    return Typeface(family) if family and installed(family) else _UNKNOWN


@lru_cache(maxsize=256)
def _face(family: str, bold: bool) -> tuple[uharfbuzz.Font, Typeface]:
    """The font that stands for a family."""
    twin = _typeface(family)
    weight = 700 if bold or twin.bolder else 400
    found = installed(twin.package)
    if found is None:
        raise SetupError(str(missing(twin.package)))
    upright = [face for face in found.faces if face.style == "normal"]
    nearest = min(upright, key=lambda face: 0 if face.variable else abs(face.weight - weight))
    return _font(nearest.path, weight), twin


def _spaced(text: str, script: Script) -> float:
    """How far letters of one width run; marks above or below others take no room."""
    return sum(script.width for letter in text if not unicodedata.combining(letter))


@lru_cache(maxsize=10_000)
def advance(text: str, family: str, bold: bool = False) -> float:
    """How far the words run at size 1."""
    if not text or max(text) < FIRST:
        return _shaped(text, family, bold)
    return sum(_of_script(words, script, family, bold) for words, script in stretches(text))


def _of_script(words: str, script: Script | None, family: str, bold: bool) -> float:
    """How far words of one script run."""
    if script is None:
        return _shaped(words, family, bold)
    if script.family and installed(script.family):
        return _shaped(words, script.family, bold) * script.margin
    return _spaced(words, script) if script.width else len(words) * 0.8


@lru_cache(maxsize=10_000)
def _shaped(text: str, family: str, bold: bool) -> float:
    """How far words run that the typeface has."""
    font, twin = _face(family, bold)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    units: int = sum(position.x_advance for position in buffer.glyph_positions)
    upem: int = font.face.upem
    return units / upem * twin.margin


def line_height(family: str, text: str = "") -> float:
    """From one baseline to the next at size 1 and single spacing, in the most generous program."""
    return max(_pitch(family), pitch(text))


@lru_cache(maxsize=256)
def _pitch(family: str) -> float:
    """The same for the typeface alone."""
    font, twin = _face(family, False)
    extents = font.get_font_extents("ltr")
    units: int = extents.ascender - extents.descender + extents.line_gap
    upem: int = font.face.upem
    return max(twin.pitch, units / upem)


def _runs_between(runs: Iterable[Run], start: int, end: int) -> Iterator[tuple[str, bool]]:
    """The words of each run that lie between two places of the paragraph."""
    place = 0
    for run in runs:
        words = run.text[max(0, start - place) : max(0, end - place)]
        if words:
            yield words, run.bold
        place += len(run.text)


_STRICT = {"ja": "ja-u-lb-strict", "ko": "ko-u-lw-phrase"}
"""Programs differ on small kana and on the middle of Korean words; with no break there, there are
more lines, never fewer."""


def _stretches(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Where lines may break, by the Unicode line breaking algorithm (UAX 14)."""
    end = 0
    for stretch in LineBreaker(text, _STRICT.get(lang.partition("-")[0], lang)):
        start, end = end, end + len(stretch)
        yield start, end


@lru_cache(maxsize=5_000)
def pieces(paragraph: Paragraph, family: str, bold: bool) -> tuple[Piece, ...]:
    """The paragraph cut where lines may break; `bold` when all of it is."""
    text, made = paragraph.plain, []
    crossed = crossings(text)
    space = advance(" ", family, bold)
    for start, end in _stretches(text, paragraph.runs[0].lang if paragraph.runs else "en"):
        bare = text[start:end].rstrip()
        parts = _runs_between(paragraph.runs, start, start + len(bare))
        ink = sum(advance(words, family, bold or strong) for words, strong in parts)
        ink += _CROSSING * sum(start < place <= end for place in crossed)
        gap = space * text[start + len(bare) : end].count(" ")
        made.append(Piece(ink, ink + gap, bare, text[start:end].endswith(BREAK)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Lines:
    """How a paragraph breaks."""

    count: int
    last: float
    """How wide the last line is, in ems."""


def break_lines(parts: tuple[Piece, ...], ems: float) -> Lines:
    """The lines of that width that the pieces take, each as full as it can be."""
    lines, used, ink = 1, 0.0, 0.0
    for number, part in enumerate(parts):
        if used and (used + part.ink) * SAFETY > ems:
            lines, used = lines + 1, 0.0
        ink = used + part.ink
        used += part.advance
        if part.ends_line and number < len(parts) - 1:
            lines, used, ink = lines + 1, 0.0, 0.0
    return Lines(lines, ink)


def count_lines(parts: tuple[Piece, ...], ems: float) -> int:
    """How many lines of that width the pieces take."""
    return break_lines(parts, ems).count


def widest(parts: tuple[Piece, ...]) -> Piece:
    """The piece that needs the widest line."""
    return max(parts, key=lambda part: part.ink, default=Piece(0.0, 0.0, ""))
