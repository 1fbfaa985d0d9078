"""The size at which words fill their placeholder, and how many slides they take."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from handout.model.deck import BREAK, Paragraph, TextFrame
from handout.slides.ooxml.inheritance import Level
from handout.slides.resolved_layouts import ResolvedPlaceholder
from handout.typography.measuring import (
    SAFETY,
    Lines,
    Piece,
    break_lines,
    count_lines,
    line_height,
    pieces,
    widest,
)
from handout.typography.spacing import NBSP

_INDENT = 26.0
"""What a mark hangs in where the layout has no bullets of its own."""
_GAP = 0.4
"""The space above a paragraph, as a share of its size."""
_DEEPER = 0.86
"""The size of the second level, as a share of the first."""
_RUNT = 0.3
"""A last line shorter than this share of the width is not wanted."""
_NEAR, _FAR = 0.86, 0.8
"""Down to these shares of the largest size is gone to be rid of scraps, or of lines too many."""
LEAST = 24.0
"""No running text on a slide is smaller, if the layout does not say so."""


@dataclass(frozen=True, slots=True)
class ParagraphMetrics:
    """One paragraph as measured."""

    size: float
    margin: float
    hang: float
    before: float
    lines: int
    height: float
    wide: bool
    """Whether each word is narrower than its line."""
    runt: bool
    """Whether the last line is a scrap of the others."""


@dataclass(frozen=True, slots=True)
class TextMetrics:
    """Paragraphs at one size."""

    size: float
    rows: tuple[ParagraphMetrics, ...]

    @property
    def height(self) -> float:
        """Of all lines with the space between paragraphs."""
        return sum(row.before + row.height for row in self.rows)

    @property
    def lines(self) -> int:
        """Of all paragraphs."""
        return sum(row.lines for row in self.rows)

    @property
    def wide(self) -> bool:
        """Whether each word is narrower than its line."""
        return all(row.wide for row in self.rows)


def _level(placeholder: ResolvedPlaceholder, paragraph: Paragraph) -> Level:
    levels = placeholder.levels
    return levels[min(paragraph.level, len(levels) - 1)]


def _pieces(paragraph: Paragraph, placeholder: ResolvedPlaceholder) -> tuple[Piece, ...]:
    """The paragraph cut where its lines may break."""
    level = _level(placeholder, paragraph)
    return pieces(paragraph, level.family, level.bold or paragraph.heading)


def _size(paragraph: Paragraph, size: float, heading: float) -> float:
    """The size of one paragraph where the first level has `size`."""
    if paragraph.heading:
        return float(round(size * heading))
    return size if paragraph.level == 0 else max(round(size * _DEEPER), min(size, LEAST))


def _indent(
    placeholder: ResolvedPlaceholder, paragraph: Paragraph, size: float
) -> tuple[float, float]:
    """From the edge to the words, and how much of that is for the mark."""
    first = placeholder.levels[0]
    step = first.margin if first.is_marked and first.margin else _INDENT
    hang = {"number": max(step, round(size * 1.3)), "bullet": step, "": 0.0}[paragraph.mark]
    return step * paragraph.level + hang, hang


def _is_runt(lines: Lines, ems: float) -> bool:
    """Whether the last of several lines is much shorter than the room."""
    return lines.count > 1 and lines.last < ems * _RUNT


def _measure_one(
    paragraph: Paragraph, placeholder: ResolvedPlaceholder, size: float, width: float
) -> ParagraphMetrics:
    """One paragraph at its own size in a room of that width."""
    level = _level(placeholder, paragraph)
    own = _size(paragraph, size, placeholder.slot.heading)
    margin, hang = _indent(placeholder, paragraph, own)
    ems = (width - margin) / own
    parts = _pieces(paragraph, placeholder)
    lines = break_lines(parts, ems)
    pitch = level.exact or line_height(level.family, paragraph.plain) * level.spacing * own
    before = round(own * _GAP * (0.6 if paragraph.level else 1))
    wide = widest(parts).ink * SAFETY <= ems
    runt = _is_runt(lines, ems)
    return ParagraphMetrics(
        own, margin, hang, float(before), lines.count, lines.count * pitch, wide, runt
    )


def measure(
    words: Sequence[Paragraph], placeholder: ResolvedPlaceholder, size: float
) -> TextMetrics:
    """How tall the paragraphs are at the size."""
    width = placeholder.room.width
    rows = tuple(_measure_one(paragraph, placeholder, size, width) for paragraph in words)
    return TextMetrics(size, (replace(rows[0], before=0.0), *rows[1:]))


class _Broken(NamedTuple):
    """A paragraph, as measured and as cut where its lines may break."""

    row: ParagraphMetrics
    parts: tuple[Piece, ...]
    widest: float
    """How wide its widest piece is, in ems."""

    def breaks_alike(self, width: float) -> bool:
        """Whether it takes as many lines in a room of that width as it was measured to."""
        ems = (width - self.row.margin) / self.row.size
        return self.widest * SAFETY <= ems and count_lines(self.parts, ems) == self.row.lines


def _broken(
    paragraph: Paragraph, row: ParagraphMetrics, placeholder: ResolvedPlaceholder
) -> _Broken:
    """The paragraph cut where its lines may break."""
    parts = _pieces(paragraph, placeholder)
    return _Broken(row, parts, widest(parts).ink)


def _balance(
    words: Sequence[Paragraph], measured: TextMetrics, placeholder: ResolvedPlaceholder
) -> float:
    """How much narrower the room may be with no line more: no word is then left alone."""
    if max(row.lines for row in measured.rows) == 1:
        return 0.0
    broken = [_broken(p, row, placeholder) for p, row in zip(words, measured.rows, strict=True)]
    room = placeholder.room.width
    low, high = 0.0, room / 2
    while high - low > 2:
        middle = (low + high) / 2
        same = all(one.breaks_alike(room - middle) for one in broken)
        low, high = (middle, high) if same else (low, middle)
    return float(max(0, int(low - room * 0.02)))


def _runts(
    words: Sequence[Paragraph], measured: TextMetrics, placeholder: ResolvedPlaceholder
) -> int:
    """How many paragraphs end in a runt, when their lines are balanced."""
    if not any(row.runt for row in measured.rows):
        return 0
    width = placeholder.room.width - _balance(words, measured, placeholder)
    return sum(
        _is_runt(break_lines(_pieces(paragraph, placeholder), ems), ems)
        for row, paragraph in zip(measured.rows, words, strict=True)
        for ems in ((width - row.margin) / row.size,)
    )


def best(
    words: Sequence[Paragraph], placeholder: ResolvedPlaceholder, sizes: Iterable[float]
) -> TextMetrics | None:
    """The paragraphs at the largest size that fits, or one near it that breaks better."""
    room, slot = placeholder.room, placeholder.slot
    tried = (measure(words, placeholder, size) for size in sizes)
    fitting = (m for m in tried if m.wide and m.height <= room.height and m.lines <= slot.max_lines)
    largest = next(fitting, None)
    if largest is None or (
        largest.lines <= slot.preferred_lines and not _runts(words, largest, placeholder)
    ):
        return largest
    least = largest.size * (_NEAR if largest.lines <= slot.preferred_lines else _FAR)
    near = itertools.takewhile(lambda m: m.size >= least, fitting)
    tidiness = {
        m: (max(m.lines, slot.preferred_lines), _runts(words, m, placeholder))
        for m in (largest, *near)
    }
    return min(tidiness, key=lambda m: tidiness[m])


def spread(
    words: Sequence[Paragraph], measured: TextMetrics, placeholder: ResolvedPlaceholder
) -> TextMetrics:
    """The same with room between paragraphs, as far as the layout spreads them."""
    gaps = [n for n, paragraph in enumerate(words) if n and paragraph.level == 0]
    left = placeholder.room.height - measured.height
    if not gaps or not placeholder.slot.spread:
        return measured
    more = float(int(min(left * 0.9 / len(gaps), placeholder.slot.spread * measured.size)))
    rows = tuple(
        replace(row, before=row.before + more) if n in gaps else row
        for n, row in enumerate(measured.rows)
    )
    return replace(measured, rows=rows)


def _with_last_words_joined(paragraph: Paragraph) -> Paragraph:
    """The last two words on one line, where they are in one run."""
    last = paragraph.runs[-1]
    before, space, word = last.text.rpartition(" ")
    if not (before.strip() and space) or BREAK in last.text:
        return paragraph
    return replace(paragraph, runs=(*paragraph.runs[:-1], replace(last, text=before + NBSP + word)))


def _without_runt(
    paragraph: Paragraph, row: ParagraphMetrics, placeholder: ResolvedPlaceholder, width: float
) -> Paragraph:
    """The paragraph, a word that would stand alone on its last line with the one before it."""
    ems = (width - row.margin) / row.size
    parts = _pieces(paragraph, placeholder)
    # Near the edge a program may put one word more on a line than was measured.
    last = min(break_lines(parts, ems * slack).last for slack in (1.0, SAFETY**2))
    if row.lines < 2 or last > parts[-1].ink:
        return paragraph
    bound = _with_last_words_joined(paragraph)
    return bound if _broken(bound, row, placeholder).breaks_alike(width) else paragraph


def frame(
    words: Sequence[Paragraph], measured: TextMetrics, placeholder: ResolvedPlaceholder
) -> TextFrame:
    """The placeholder filled with the words as measured."""
    measured = spread(words, measured, placeholder)
    room, narrower = placeholder.room, _balance(words, measured, placeholder)
    width = room.width - narrower
    words = [
        _without_runt(p, r, placeholder, width) for p, r in zip(words, measured.rows, strict=True)
    ]
    side = 0.5 if placeholder.levels[0].is_centred else 1.0 if words[0].rtl else 0.0
    left = room.left + narrower * side
    return TextFrame(
        placeholder.slot.role,
        placeholder.index,
        placeholder.box,
        replace(room, left=left, width=width),
        tuple(words),
        tuple(row.size for row in measured.rows),
        tuple(row.margin for row in measured.rows),
        tuple(row.hang for row in measured.rows),
        tuple(row.before for row in measured.rows),
        tuple(row.lines for row in measured.rows),
        measured.height,
    )
