"""The size at which words fill their placeholder, and how many slides they take."""

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from handout.model.deck import BREAK, Paragraph, TextFrame
from handout.slides.resolved_layouts import ResolvedPlaceholder
from handout.typography.measuring import (
    SAFETY,
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
_FOOTNOTE = 0.75
"""The size of a footnote, as a share of the least of running text."""
_RUNT = 0.3
"""A last line shorter than this share of the width is not wanted."""
_NEAR, _FAR = 0.86, 0.8
"""Down to these shares of the largest size is gone to be rid of runts, or of lines too many."""
LEAST = 24.0
"""No running text on a slide is smaller, if the layout does not say so."""


class ParagraphMetrics(NamedTuple):
    """One paragraph as measured."""

    size: float
    margin: float
    hang: float
    before: float
    lines: int
    height: float
    pieces: tuple[Piece, ...]
    """The paragraph cut where its lines may break."""
    widest: float
    """How wide its widest piece is, in ems."""

    def ems(self, width: float) -> float:
        """The measure of its lines in a room of that width."""
        return (width - self.margin) / self.size

    def breaks_alike(self, width: float) -> bool:
        """Whether it takes as many lines in a room of that width as it was measured to."""
        ems = self.ems(width)
        return self.widest * SAFETY <= ems and count_lines(self.pieces, ems) == self.lines

    def ends_in_runt(self, width: float) -> bool:
        """Whether the last of several lines is much shorter than the room."""
        ems = self.ems(width)
        lines = break_lines(self.pieces, ems)
        return lines.count > 1 and lines.last < ems * _RUNT


def _size(paragraph: Paragraph, size: float, heading: float) -> float:
    """The size of one paragraph where the first level has `size`."""
    if paragraph.heading:
        return float(round(size * heading))
    if paragraph.small:
        return float(math.ceil(min(size, LEAST) * _FOOTNOTE))
    return size if paragraph.level == 0 else max(round(size * _DEEPER), min(size, LEAST))


def _indent(
    placeholder: ResolvedPlaceholder, paragraph: Paragraph, size: float, digits: int
) -> tuple[float, float]:
    """The distance from the edge to the words, and how much of it the mark takes."""
    first = placeholder.levels[0]
    step = first.margin if first.is_marked and first.margin else _INDENT
    number = max(step, round(size * (0.74 + 0.56 * digits)))
    hang = {"number": number, "bullet": step, "box": 0.0, "": 0.0}[paragraph.mark]
    return step * paragraph.level + hang, hang


def _measured(
    paragraph: Paragraph,
    placeholder: ResolvedPlaceholder,
    size: float,
    is_first: bool,
    digits: int = 1,
) -> ParagraphMetrics:
    """One paragraph where the first level has `size`."""
    level = placeholder.level(paragraph.level)
    own = _size(paragraph, size, placeholder.slot.heading)
    margin, hang = _indent(placeholder, paragraph, own, digits)
    parts = pieces(paragraph, level.family, level.bold or paragraph.heading)
    lines = count_lines(parts, (placeholder.room.width - margin) / own)
    pitch = level.exact or line_height(level.family, paragraph.plain) * level.spacing * own
    before = 0 if is_first else round(own * _GAP * (0.6 if paragraph.level else 1))
    return ParagraphMetrics(
        own, margin, hang, float(before), lines, lines * pitch, parts, widest(parts).ink
    )


class FittedText(Struct, frozen=True):
    """Paragraphs in a placeholder at one size."""

    words: Sequence[Paragraph]
    placeholder: ResolvedPlaceholder
    size: float
    rows: tuple[ParagraphMetrics, ...]

    @property
    def height(self) -> float:
        """Of all lines with the space between paragraphs."""
        return sum(row.before + row.height for row in self.rows)

    @property
    def lines(self) -> int:
        """Of all paragraphs, but no fewer than the layout would rather have."""
        return max(sum(row.lines for row in self.rows), self.placeholder.slot.preferred_lines)

    @property
    def fits(self) -> bool:
        """Whether no word is wider than its line, and all lines have room."""
        room, slot = self.placeholder.room, self.placeholder.slot
        wide = all(row.widest * SAFETY <= row.ems(room.width) for row in self.rows)
        most = sum(row.lines for row in self.rows) <= slot.max_lines
        return wide and most and self.height <= room.height

    def narrowing(self) -> float:
        """How much narrower the room may be with no line more: no word is then left alone."""
        if max(row.lines for row in self.rows) == 1:
            return 0.0
        room = self.placeholder.room.width
        low, high = 0.0, room / 2
        while high - low > 2:
            middle = (low + high) / 2
            same = all(row.breaks_alike(room - middle) for row in self.rows)
            low, high = (middle, high) if same else (low, middle)
        return float(max(0, int(low - room * 0.02)))

    def runts(self) -> int:
        """How many paragraphs end in a runt, when their lines are balanced."""
        width = self.placeholder.room.width
        if not any(row.ends_in_runt(width) for row in self.rows):
            return 0
        width -= self.narrowing()
        return sum(row.ends_in_runt(width) for row in self.rows)

    def spread(self) -> "FittedText":
        """The same with room between paragraphs, as far as the layout spreads them."""
        gaps = [n for n, paragraph in enumerate(self.words) if n and paragraph.level == 0]
        left, most = self.placeholder.room.height - self.height, self.placeholder.slot.spread
        if not gaps or not most:
            return self
        more = float(int(min(left * 0.9 / len(gaps), most * self.size)))
        rows = (
            row._replace(before=row.before + more) if n in gaps else row
            for n, row in enumerate(self.rows)
        )
        return replace(self, rows=tuple(rows))


Known: TypeAlias = dict[tuple[int, float, bool, int], ParagraphMetrics]
"""The metrics of paragraphs in one placeholder, by their `id`: valid only while these are alive."""


def measure(
    words: Sequence[Paragraph],
    placeholder: ResolvedPlaceholder,
    size: float,
    known: Known | None = None,
) -> FittedText:
    """The paragraphs at the size, whether or not they fit; `known` is asked and added to."""
    numbers = (len(str(p.number)) for p in words if p.mark == "number")
    digits, known = max(numbers, default=1), {} if known is None else known
    rows = []
    for number, paragraph in enumerate(words):
        key = (id(paragraph), size, not number, digits)
        if key not in known:
            known[key] = _measured(paragraph, placeholder, size, not number, digits)
        rows.append(known[key])
    return FittedText(words, placeholder, size, tuple(rows))


def best(
    words: Sequence[Paragraph],
    placeholder: ResolvedPlaceholder,
    sizes: Iterable[float],
    known: Known | None = None,
) -> FittedText | None:
    """The paragraphs at the largest size that fits, or one near it that breaks better."""
    fitting = (one for size in sizes if (one := measure(words, placeholder, size, known)).fits)
    largest = next(fitting, None)
    if largest is None:
        return None
    is_short = largest.lines <= placeholder.slot.preferred_lines
    if is_short and not largest.runts():
        return largest
    least = largest.size * (_NEAR if is_short else _FAR)
    near = itertools.takewhile(lambda one: one.size >= least, fitting)
    return min((largest, *near), key=lambda one: (one.lines, one.runts()))


def _with_last_words_joined(paragraph: Paragraph) -> Paragraph:
    """The last two words on one line, where they are in one run."""
    last = paragraph.runs[-1]
    before, space, word = last.text.rpartition(" ")
    if not (before.strip() and space) or BREAK in last.text:
        return paragraph
    return replace(paragraph, runs=(*paragraph.runs[:-1], replace(last, text=before + NBSP + word)))


def _without_runt(
    paragraph: Paragraph, row: ParagraphMetrics, fitted: FittedText, width: float
) -> Paragraph:
    """The paragraph, a word that would stand alone on its last line with the one before it."""
    ems = row.ems(width)
    # Near the edge a program may put one word more on a line than was measured.
    last = min(break_lines(row.pieces, ems * slack).last for slack in (1.0, SAFETY**2))
    if row.lines < 2 or last > row.pieces[-1].ink:
        return paragraph
    joined = _with_last_words_joined(paragraph)
    same = _measured(joined, fitted.placeholder, fitted.size, False)._replace(lines=row.lines)
    return joined if same.breaks_alike(width) else paragraph


def frame(fitted: FittedText) -> TextFrame:
    """The placeholder filled with the words as measured."""
    placeholder, narrowing, fitted = fitted.placeholder, fitted.narrowing(), fitted.spread()
    room, rows = placeholder.room, fitted.rows
    width = room.width - narrowing
    words = [_without_runt(p, r, fitted, width) for p, r in zip(fitted.words, rows, strict=True)]
    side = 0.5 if placeholder.levels[0].is_centred else 1.0 if words[0].rtl else 0.0
    return TextFrame(
        placeholder.slot.role,
        placeholder.index,
        placeholder.box,
        replace(room, left=room.left + narrowing * side, width=width),
        tuple(words),
        tuple(row.size for row in rows),
        tuple(row.margin for row in rows),
        tuple(row.hang for row in rows),
        tuple(row.before for row in rows),
        tuple(row.lines for row in rows),
        fitted.height,
    )
