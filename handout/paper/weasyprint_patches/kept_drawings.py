"""Keeps how lines are drawn: for each glyph of a line WeasyPrint asks Pango and HarfBuzz anew.

A line that was met before (`kept_lines`) is drawn again as it was, wherever it stands now, and
need not be shaped for it. Lines add their letters to the fonts of a document, which say how wide
each glyph is, rounded at the size that it first came in. Where a font says another width than
the line was drawn with, WeasyPrint draws it.
"""

import copy
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from weasyprint.text.line_break import Layout


class _Glyph(NamedTuple):
    """What a line tells a font of a glyph."""

    number: int
    words: str
    """What it stands for."""
    width: int


@lru_cache(maxsize=4096)
def _glyph(number: int, words: str, width: int) -> _Glyph:
    """The glyph, one for all lines that have it."""
    return _Glyph(number, words, width)


def _glyphs(font: Any) -> tuple[_Glyph, ...]:
    """The glyphs that were drawn of a font, in their order."""
    return tuple(_glyph(n, words, font.widths[n]) for n, words in font.to_unicode.items())


class _Recorder:
    """Stands in for a stream, and notes what is drawn on it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.steps: list[tuple[str, tuple[Any, ...]]] = []
        self.fonts: list[tuple[Any, Any]] = []
        self.ink_rect, self.logical_rect = stream.ink_rect, stream.logical_rect

    def set_text_matrix(self, *values: float) -> None:
        """Not noted: the line may stand elsewhere the next time."""

    def set_font_size(self, *values: Any) -> None:
        self.steps.append(("set_font_size", values))

    def show_text(self, *values: Any) -> None:
        self.steps.append(("show_text", values))

    def set_text_rise(self, *values: Any) -> None:
        self.steps.append(("set_text_rise", values))

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        """A font like the document's, with no letters yet."""
        font, size = self._stream.add_font(pango_font)
        key = next(key for key, held in self._stream._fonts.items() if held is font)
        twin = copy.copy(font)
        twin.to_unicode, twin.widths, twin.missing = {}, {}, {}
        self.fonts.append((key, twin))
        return twin, size


class Drawing:
    """How a line is drawn, once it was."""

    def __init__(self) -> None:
        self.style: Any = None
        """The style that it was drawn in."""
        self._steps: list[tuple[str, tuple[Any, ...]]] = []
        self._glyphs: list[tuple[Any, tuple[_Glyph, ...]]] = []
        """Those of each font, by its key in a document."""
        self._is_whole = False
        """Whether its fonts have all of its letters, none of them as a picture."""

    def note(self, record: _Recorder, style: Any, pictures: bool) -> None:
        """Keep what was drawn."""
        self.style, self._steps = style, record.steps
        self._is_whole = not pictures and not any(font.missing for _, font in record.fonts)
        self._glyphs = [(key, _glyphs(font)) for key, font in record.fonts]

    def fits(self, fonts: Mapping[Any, Any]) -> bool:
        """Whether WeasyPrint would draw the same with the fonts of a document."""
        if not self._is_whole:
            return False
        for key, glyphs in self._glyphs:
            if key not in fonts:
                return False
            widths = fonts[key].widths
            if any(widths.get(number, width) != width for number, _, width in glyphs):
                return False
        return True

    def repeat(self, stream: Any, matrix: Any) -> None:
        """Draw the line on a stream whose fonts fit."""
        if self._steps:  # else there is nothing but spaces
            stream.set_text_matrix(*matrix.values)
        for name, values in self._steps:
            getattr(stream, name)(*values)
        for key, glyphs in self._glyphs:
            font = stream._fonts[key]
            for number, words, width in glyphs:
                if number not in font.to_unicode:
                    font.to_unicode[number] = words
                    font.widths.setdefault(number, width)


class _Drawn(Layout):  # type: ignore[misc]  # WeasyPrint tells no types
    """A line that is drawn as before: Pango need not shape it again."""

    def reactivate(self, style: Any) -> None:
        """Nothing to be set up."""

    def deactivate(self) -> None:
        """Nor to be taken down."""


def _text(original: Any) -> Any:
    """What stands in for `draw_text`."""

    def draw(stream: Any, box: Any, offset: float, overflow: str, ellipsis: Any = "none") -> None:
        layout = box.pango_layout
        drawing = getattr(layout, "drawing", None)
        cut = overflow == "ellipsis" or ellipsis != "none"
        known = drawing and drawing.style is box.style and drawing.fits(stream._fonts)
        layout.__class__ = _Drawn if known and not cut else Layout
        original(stream, box, offset, overflow, ellipsis)

    return draw


def _line(original: Any) -> Any:
    """What stands in for `draw_first_line`."""

    def draw(stream: Any, box: Any, overflow: str, ellipsis: Any, matrix: Any) -> Any:
        drawing = getattr(box.pango_layout, "drawing", None)
        if drawing is None or overflow == "ellipsis" or ellipsis != "none":
            return original(stream, box, overflow, ellipsis, matrix)
        if drawing.style is not box.style:
            record = _Recorder(stream)
            pictures = original(record, box, overflow, ellipsis, matrix)
            drawing.note(record, box.style, bool(pictures))
        if not drawing.fits(stream._fonts):
            return original(stream, box, overflow, ellipsis, matrix)
        drawing.repeat(stream, matrix)
        return []

    return draw


@lru_cache
def install() -> None:
    """From now on drawings are kept; private names of WeasyPrint, guarded by a test."""
    from weasyprint import draw
    from weasyprint.draw import text

    text.draw_first_line = _line(text.draw_first_line)
    draw.draw_text = _text(draw.draw_text)
