"""The widths of words and the heights of lines, measured with HarfBuzz.

Only typefaces from packages are read, never what the computer has installed. Arimo has Arial's
widths to the last unit. A family whose `fontpkg-*` package is installed, or whose files lie in
content/fonts/, is measured with itself; one that Office brings with Arimo and how much wider its
words are, any other as a wide one: slides may then be a little emptier than they had to be, but
nothing runs off.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Protocol, TypeVar

import uharfbuzz
from icu4py.breakers import LineBreaker
from msgspec import Struct

from handout.model.deck import BREAK, Paragraph, Run
from handout.model.errors import SetupError
from handout.typography import fonts, writing_systems
from handout.typography.families import install
from handout.typography.font_files import Face, harfbuzz_face
from handout.typography.fonts import cached
from handout.typography.fonts import family as installed
from handout.typography.line_breaks import is_unspaced
from handout.typography.writing_systems import FIRST_LACKED, WritingSystem

SAFETY = 1.02
"""Rounding differs between HarfBuzz and the programs that show slides."""

_CJK_GAP = 0.25
"""Ems that LibreOffice leaves between East Asian characters and others: a fifth, here more."""

_COURIER = 1229 / 2048
"""Ems that every character of Courier New takes."""

_FIGURE = 1139 / 2048
"""Ems that a figure of Arial takes."""

_UNKNOWN_WIDTH = 0.9
"""Ems that a character takes whose font is not installed."""

_LINE_HEIGHT = 1.2
"""LibreOffice sets Arial with 1.2 where the font's own metrics say 1.15."""


class Typeface(Struct, frozen=True):
    """The packaged family that one is measured with, and how much wider and taller it may be."""

    package: str
    margin: float = 1.0
    bold: float = 1.0
    """The margin of its bold weight."""
    figures: tuple[float, float] = (0.0, 0.0)
    """Ems that a figure takes at least, and a bold one."""
    line_height: float = _LINE_HEIGHT
    """In ems, at least."""


_wider = partial(Typeface, "Arimo", line_height=1.23)
"""A family whose words are so much wider than Arial's."""

# How much wider than Arial's 95 of 100 English words of five letters or more are, by the widths of
# the fonts' own tables: those of string-pixel-width (npm), and averages of @capsizecss/metrics.
# Those of Segoe UI, Aptos, Century Gothic, Arial Black and Open Sans are estimates.
# Families that are narrower, or as wide, are measured as Arial.
_STAND_INS = {
    **dict.fromkeys(("Arial", "Helvetica", "Liberation Sans", "Arimo"), Typeface("Arimo")),
    **dict.fromkeys(("Cambria", "Times New Roman", "Garamond"), Typeface("Arimo")),
    **dict.fromkeys(("Calibri", "Calibri Light", "Candara", "Corbel"), _wider(1.0, 1.0)),
    **dict.fromkeys(("Arial Narrow", "Gill Sans MT", "Franklin Gothic Book"), _wider(1.0, 1.0)),
    "Aptos": _wider(1.05, 1.05, (0.57, 0.6), line_height=1.3),
    "Arial Black": _wider(1.3, 1.2, (0.67, 0.67), line_height=1.42),
    "Century Gothic": _wider(1.15, 1.12, (0.56, 0.58)),
    "Comic Sans MS": _wider(1.17, 1.08, (0.61, 0.61), line_height=1.4),
    "Courier New": Typeface("Source Code Pro"),
    "Georgia": _wider(1.08, 1.15, (0.615, 0.71)),
    "Open Sans": _wider(1.11, 1.11, (0.58, 0.58), line_height=1.37),
    "Segoe UI": _wider(1.05, 1.08, (0.54, 0.58), line_height=1.34),
    "Tahoma": _wider(1.03, 1.09, (0.55, 0.64)),
    "Trebuchet MS": _wider(1.1, 1.04, (0.53, 0.59)),
    "Verdana": _wider(1.18, 1.22, (0.64, 0.715)),
}
KNOWN = tuple(sorted(_STAND_INS))
"""The families whose widths are known, whatever is installed."""
_BY_NAME = {name.casefold(): typeface for name, typeface in _STAND_INS.items()}
_UNKNOWN = _wider(1.2, 1.2, (0.64, 0.715), line_height=1.36)


class Piece(Struct, frozen=True):
    """The text between two places where a line may break, its widths in ems."""

    ink: float
    """The width without the space at its end."""
    advance: float
    text: str
    ends_line: bool = False


@cached(maxsize=32)
def _font(face: Face, weight: int) -> uharfbuzz.Font:
    """A HarfBuzz font of the face; a variable one is set to the weight."""
    font = uharfbuzz.Font(harfbuzz_face(face))
    font.set_variations({"wght": weight})
    return font


def _own(family: str) -> Typeface | None:
    """A known stand-in, or the family itself where it is installed."""
    known = _BY_NAME.get(family.casefold())
    if known and known.package == "Arimo" and known.margin == known.bold == 1.0:
        return known
    return Typeface(family) if family and installed(family) else known


def is_known(family: str) -> bool:
    """Whether it is known how wide the words of a family are."""
    return _own(family) is not None


def _typeface(family: str) -> Typeface:
    """What a family is measured with; one of which nothing is known as a wide one."""
    return _own(family) or _UNKNOWN


@cached(maxsize=256)
def _face(family: str, bold: bool) -> tuple[uharfbuzz.Font, Typeface]:
    """The font that a family is measured with."""
    typeface = _typeface(family)
    weight = 700 if bold else 400
    package = installed(typeface.package)
    if package is None:
        advice = install(fonts.package(typeface.package))
        raise SetupError(f"the font “{typeface.package}” is not installed; {advice}")
    upright = [face for face in package.faces if face.style == "normal"]
    nearest = min(upright, key=lambda face: 0 if face.variable else abs(face.weight - weight))
    return _font(nearest, weight), typeface


def _fixed_advance(text: str, width: float) -> float:
    """The width of equally wide characters; combining marks have none."""
    return sum(width for character in text if not unicodedata.combining(character))


@cached(maxsize=10_000)
def advance(text: str, family: str, bold: bool = False) -> float:
    """The width of the text, in ems."""
    if not text or max(text) < FIRST_LACKED:
        return _shaped_advance(text, family, bold)
    runs = writing_systems.runs(text)
    return sum(_run_advance(run, system, family, bold) for run, system in runs)


def _run_advance(run: str, system: WritingSystem | None, family: str, bold: bool) -> float:
    """The width of a run of one writing system."""
    if system is None:
        return _shaped_advance(run, family, bold)
    if system.slide_family and installed(system.slide_family):
        return _shaped_advance(run, system.slide_family, bold) * system.margin
    return _fixed_advance(run, system.width or _UNKNOWN_WIDTH)


def line_width(text: str, family: str) -> float:
    """The width of a text on one line, in ems, in the program that makes it widest."""
    return advance(text, family) + _CJK_GAP * len(writing_systems.cjk_boundaries(text))


@cached(maxsize=10_000)
def _shaped_advance(text: str, family: str, bold: bool) -> float:
    """The width of a text that the typeface has, shaped by HarfBuzz."""
    font, typeface = _face(family, bold)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    units: int = sum(position.x_advance for position in buffer.glyph_positions)
    upem: int = font.face.upem
    margin = typeface.bold if bold else typeface.margin
    figures = sum(map(str.isdecimal, text))
    more = max(0.0, typeface.figures[bold] - _FIGURE * margin)
    return units / upem * margin + figures * more


@cached(maxsize=5_000)
def line_height(family: str, text: str = "") -> float:
    """The height of a line at single spacing, in ems, in the program that makes it largest."""
    return max(_family_line_height(family), writing_systems.least_line_height(text))


@cached(maxsize=256)
def _family_line_height(family: str) -> float:
    """The same for the typeface alone."""
    font, typeface = _face(family, False)
    extents = font.get_font_extents("ltr")
    units: int = extents.ascender - extents.descender + extents.line_gap
    upem: int = font.face.upem
    return max(typeface.line_height, units / upem)


def stand_in(family: str) -> str:
    """The packaged family that a family is measured with."""
    return _typeface(family).package


@cached(maxsize=256)
def middle(family: str) -> float:
    """How far the middle between ascenders and descenders is above the baseline, in ems."""
    font, _ = _face(family, False)
    extents = font.get_font_extents("ltr")
    units: int = extents.ascender + extents.descender
    upem: int = font.face.upem
    return units / upem / 2


class _Worded(Protocol):
    """A stretch of a paragraph that looks alike."""

    @property
    def text(self) -> str:
        """Its words."""


_Stretch = TypeVar("_Stretch", bound=_Worded)


def between(runs: Iterable[_Stretch], start: int, end: int) -> Iterator[tuple[str, _Stretch]]:
    """The text of each run between two offsets of the paragraph, and the run."""
    offset = 0
    for run in runs:
        text = run.text[max(0, start - offset) : max(0, end - offset)]
        if text:
            yield text, run
        offset += len(run.text)


def _run_width(text: str, run: Run, family: str, bold: bool) -> float:
    """The width of text of a run, in ems."""
    typed = _fixed_advance(text, _COURIER) if run.monospaced else 0.0
    if typed and max(text) < FIRST_LACKED:
        return typed
    return max(typed, advance(text, family, bold or run.bold))


_STRICT = {"ja": "ja-u-lb-strict", "ko": "ko-u-lw-phrase"}
"""Programs differ on small kana and on the middle of Korean words; with no break there, there are
more lines, never fewer."""


_SHORT = 8
"""Characters of two words without a space that another dictionary may have as one: then, too,
there are more lines, never fewer."""


def _may_be_one(word: str, following: str) -> bool:
    """Whether two words of a script without spaces are short enough to be taken as one."""
    if word[-1:] < FIRST_LACKED or len(word) + len(following.rstrip()) > _SHORT:
        return False
    return is_unspaced(word[-1]) and is_unspaced(following[0])


def _unbreakable_spans(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """The spans between possible line breaks, by the Unicode algorithm (UAX 14)."""
    start, end = 0, 0
    for span in LineBreaker(text, _STRICT.get(lang.partition("-")[0], lang)):
        if end and not _may_be_one(text[start:end], span):
            yield start, end
            start = end
        end += len(span)
    if end:
        yield start, end


@cached(maxsize=5_000)
def pieces(paragraph: Paragraph, family: str, bold: bool) -> tuple[Piece, ...]:
    """The paragraph cut where lines may break; `bold` when all of it is."""
    text, cut = paragraph.plain, []
    boundaries = writing_systems.cjk_boundaries(text)
    typed = any(run.monospaced for run in paragraph.runs)
    space = max(advance(" ", family, bold), _COURIER if typed else 0)
    lang = paragraph.runs[0].lang if paragraph.runs else "en"
    for start, end in _unbreakable_spans(text, lang):
        bare = text[start:end].rstrip()
        parts = between(paragraph.runs, start, start + len(bare))
        ink = sum(_run_width(part, run, family, bold) for part, run in parts)
        ink += _CJK_GAP * sum(start < place <= end for place in boundaries)
        gap = space * text[start + len(bare) : end].count(" ")
        cut.append(Piece(ink, ink + gap, bare, text[start:end].endswith(BREAK)))
    return tuple(cut)


class Lines(Struct, frozen=True):
    """How many lines a paragraph takes, and how wide its last one is."""

    count: int
    last: float
    """In ems."""


def break_lines(parts: tuple[Piece, ...], ems: float) -> Lines:
    """The lines of that width that the pieces take, each filled before the next."""
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
