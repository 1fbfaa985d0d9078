"""Lets each glyph of a PDF stand for its own piece of the text, so that its text layer is the text.

A PDF has no text but what its glyphs are mapped to, each of them once in the whole file. But a
font draws ب and ت with one and the same bow, their dots as glyphs of their own, and कि from its
second letter to its first. Where a glyph stands for something else than before, or several for
one letter, a twin is put into the font: it looks the same, and is mapped by itself.

/ActualText would do for some readers, but PDFium and Poppler turn it around in words from right
to left, and others do not read it at all.
"""

import contextlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from handout.paper.font_files import Glyph, Part, Run, Twin, with_twins
from handout.paper.weasyprint_patches.corrections import glyphs_with_text

_UNITS = 1024
"""Pango's units in a CSS pixel."""
_EMPTY = 0x0FFFFFFF
"""Pango's glyph for what is not drawn."""
_NOTHING: Glyph = (_EMPTY, 0, 0, 0, 0)
_UNKNOWN = 0x10000000
"""Pango's mark of a glyph that the font does not have."""
_SPARE = 64
"""Numbers behind the font's own glyphs, which WeasyPrint gives to letters that it lacks."""
_LAST = 0xFFFF
"""The highest number of a glyph."""

_CONTROLS = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+"
)
"""What is not drawn: line break controls, directions, variation selectors."""
_ALIKE = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f"), " ")
_ALIKE |= dict.fromkeys((0x2010, 0x2011), "-")
"""Spaces and hyphens for a place in a line, which nobody types into a search."""
_LIGATURES = {
    unicodedata.normalize("NFKC", chr(one)): chr(one) for one in (*range(0xFEF5, 0xFEFD), 0xFDF2)
}
"""Arabic ligatures that Unicode has a character for, which readers take apart."""


def plain(text: str) -> str:
    """A text as it is found in the text layer."""
    return text if text.isascii() else _CONTROLS.sub("", text.translate(_ALIKE))


def _is_simple(run: Run, text: str) -> bool:
    """Whether each letter of a run is a glyph of its own, and is mapped to by it, as most are."""
    if run.rtl or not len(text) == len(run.glyphs) == len(set(run.starts)):
        return False
    numbers, widths, _, rises, _ = zip(*run.glyphs, strict=True)
    if any(rises) or not all(widths) or max(numbers) >= _EMPTY:
        return False
    return list(map(run.font.to_unicode.setdefault, numbers, text)) == list(text)


class _Piece(NamedTuple):
    """Glyphs, by their places in a run, and the text that they stand for."""

    places: Sequence[int]
    text: str
    drawn: Sequence[int]
    """The glyphs that a twin for it draws: none where the next piece draws them along."""


def _is_moved(glyph: Glyph) -> bool:
    """Whether it stands elsewhere than behind the one before: readers take gaps for spaces."""
    _, width, x, y, _ = glyph
    return bool(x or y or not width)


class _Cluster(NamedTuple):
    """Glyphs that stand for one or several letters together, by their places in a run."""

    places: list[int]
    text: str

    def belongs(self, run: Run) -> bool:
        """Whether it is set on the letter before: a mark, or a letter below another."""
        glyphs = [run.glyphs[place] for place in self.places]
        is_mark = unicodedata.category(self.text[0])[0] == "M" and any(map(_is_moved, glyphs))
        return is_mark or not any(width for _, width, *_ in glyphs)


def _single_clusters(run: Run) -> Iterator[_Cluster]:
    """The clusters as they are shaped, in the order of the text, without what is not drawn."""
    starts = sorted(set(run.starts))
    places: dict[int, list[int]] = {start: [] for start in starts}
    for place, start in enumerate(run.starts):
        if run.glyphs[place][0] != _EMPTY:
            places[start].append(place)
    for start, end in zip(starts, [*starts[1:], len(run.text)], strict=True):
        if places[start]:
            text = run.text[start:end].decode()
            yield _Cluster(places[start], plain(text) or text)


def _clusters(run: Run) -> Iterator[_Cluster]:
    """The clusters of a run in the order of the text, each with the marks that are set on it."""
    last: _Cluster | None = None
    for one in _single_clusters(run):
        if last and one.belongs(run):
            last = _Cluster(sorted((*last.places, *one.places)), last.text + one.text)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _from_right(places: Sequence[int], text: str, together: bool) -> Iterator[_Piece]:
    """The pieces of a cluster from right to left: the glyphs of marks come before the letter's.

    A piece of several letters is mapped to them from left to right, as glyphs are.
    """
    turned, last = text[::-1], min(len(places), len(text)) - 1
    for n in range(last):
        yield _Piece(places[n : n + 1], turned[n], () if together else places[n : n + 1])
    rest = turned[last:]
    drawn = places if together else places[last:]
    yield _Piece(places[last:], _LIGATURES.get(rest[::-1], rest), drawn)


def _from_left(places: Sequence[int], text: str, together: bool) -> Iterator[_Piece]:
    """The pieces of a cluster from left to right."""
    behind = 0 if together else min(len(places), len(text)) - 1
    first = places[: len(places) - behind]
    yield _Piece(first, text[: len(text) - behind], first)
    for place, letter in zip(places[len(first) :], text[len(text) - behind :], strict=True):
        yield _Piece((place,), letter, (place,))


def _pieces(run: Run, cluster: _Cluster) -> Iterator[_Piece]:
    """A cluster in as many pieces as it has letters, or drawn together where marks are moved."""
    places, text = cluster
    several = len(places) > 1
    together = several and (
        len(places) != len(text) or any(_is_moved(run.glyphs[place]) for place in places)
    )
    return (_from_right if run.rtl else _from_left)(places, text, together)


class _Drawing(NamedTuple):
    """How a twin looks, and where it stands in the run, in Pango's units."""

    parts: tuple[Part, ...]
    advance: int
    x: int = 0


def _drawing(run: Run, places: Sequence[int]) -> _Drawing:
    scale, pen, parts = run.font.upem / _UNITS / run.size, 0, list[Part]()
    for glyph, width, x, y, _ in (run.glyphs[place] for place in places):
        if len(places) == 1 and not y:  # moved by kerning alone
            return _Drawing((Part(glyph),), width, x)
        parts.append(Part(glyph, round((pen + x) * scale), round(-y * scale)))
        pen += width
    return _Drawing(tuple(parts), pen)


_PICTURES = frozenset({"CBDT", "COLR", "EBDT", "SVG ", "sbix"})
"""Tables of fonts whose glyphs are pictures, such as emojis, which WeasyPrint draws itself."""


def _can_grow(font: Any) -> bool:
    """Whether a font takes further glyphs: one of OpenType's with curves of PostScript does not."""
    return "glyf" in font.tables and not _PICTURES.intersection(font.tables)


class Line(NamedTuple):
    """A line that was drawn, or what stands there of one kind."""

    drawn: str
    """Its text in the order of the glyphs, from left to right."""
    read: str


class TextLayer:
    """What the glyphs of a document stand for."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        """All but those with something that could not be mapped."""
        self.unmapped: dict[str, None] = {}
        """Families with words that could not be mapped, as their fonts have no room for twins."""
        self._twins: dict[str, dict[tuple[tuple[Part, ...], str], Twin]] = defaultdict(dict)
        self.drawn: set[int] = set()
        """The text boxes that were drawn, by their places in memory."""
        self._is_whole = True

    def _twin(self, run: Run, piece: _Piece) -> Glyph | None:
        """The glyph that stands for a piece; None where the font cannot have it."""
        font, twins, drawing = run.font, self._twins[run.font.hash], _drawing(run, piece.drawn)
        key = (drawing.parts, piece.text)
        if key not in twins:
            number = font.glyph_count + _SPARE + len(twins)
            if number > _LAST or not _can_grow(font):
                return None
            advance = max(0, round(drawing.advance * font.upem / _UNITS / run.size))
            twins[key] = Twin(number, drawing.parts, advance)
        twin = twins[key]
        font.to_unicode[twin.number] = piece.text
        font.widths[twin.number] = round(twin.advance * 1000 / font.upem)
        for part in twin.parts:  # else the font would be written without them
            font.to_unicode.setdefault(part.glyph, piece.text)
        return twin.number, drawing.advance, drawing.x, 0, 0

    def _replace(self, run: Run, piece: _Piece, glyphs: list[Glyph]) -> None:
        """Put a twin in the place of a piece, unless its glyph is mapped to its text anyway."""
        glyph, _, _, y, _ = run.glyphs[piece.places[0]]
        alone = len(piece.places) == 1 and piece.drawn == piece.places and not y
        if alone and run.font.to_unicode.setdefault(glyph, piece.text) == piece.text:
            return
        if twin := self._twin(run, piece):
            glyphs[piece.places[0]] = twin
            for place in piece.places[1:]:
                glyphs[place] = _NOTHING
            return
        self.unmapped[run.font.family] = None
        self._is_whole = False
        for place in piece.places:
            run.font.to_unicode.setdefault(run.glyphs[place][0], piece.text)

    def _mapped(self, run: Run, text: str) -> Sequence[Glyph]:
        """The glyphs of a run, with twins where they are needed."""
        if _is_simple(run, text):
            return run.glyphs
        glyphs = list(run.glyphs)
        for cluster in _clusters(run):
            if not any(run.glyphs[place][0] & _UNKNOWN for place in cluster.places):
                for piece in _pieces(run, cluster):
                    self._replace(run, piece, glyphs)
        return run.glyphs if glyphs == run.glyphs else glyphs

    def _line(self, box: Any, runs: Sequence[Run]) -> list[Sequence[Glyph]]:
        self.drawn.add(id(box))
        texts = [plain(run.text.decode()) for run in runs]
        pairs = list(zip(runs, texts, strict=True))
        self._is_whole = True
        glyphs = [self._mapped(run, text) for run, text in pairs]
        if self._is_whole:
            drawn = "".join(text[::-1] if run.rtl else text for run, text in pairs)
            read = texts[::-1] if all(run.rtl for run in runs) else texts
            self.lines.append(Line(drawn.strip(), "".join(read).strip()))
        return glyphs

    def _finish(self, font: Any) -> None:
        if twins := self._twins.get(font.hash):
            font.file_content = with_twins(font.file_content, list(twins.values()))

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """Map the glyphs of a document that is written meanwhile."""
        with glyphs_with_text(self._line, self._finish):
            yield
