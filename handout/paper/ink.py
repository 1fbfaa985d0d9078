"""Draws a PDF that was written, as a reader would, and looks whether all its words are seen.

Each page is drawn with its words and without them: what differs is the ink that is seen. It is
compared with the ink that each line has by itself, black on white, with nothing around it. So it
does not matter what hides words: a panel or a picture, the colour of what is behind them, a cut.
Where all lines of a page drawn at once show no fault, they are not looked at one by one.
"""

import ctypes
import math
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import repeat
from typing import Any, NamedTuple, cast

import pypdfium2_raw as pdfium  # without its helpers, which take as long to import
from PIL import Image, ImageChops

from handout.paper.drawing import drawn, edges, image
from handout.paper.geometry import IDENTITY, PicturePlace
from handout.paper.legibility import is_marked, is_there, ratio, wide
from handout.paper.page_objects import Words, blackened, objects

PDFIUM = threading.Lock()
"""PDFium does one thing at a time."""
_DOTS = 6.0
"""In the height of the smallest type."""
_COARSEST, _FINEST = 0.7, 1.5
"""Dots to the point."""
_CELL = (6, 3)
"""Dots of the width and the height of the cells whose ink is compared."""
_PALE = 0.2
"""The least ink that is seen, as a share of black on white; of grey on white it is 1.6 : 1."""
_BARE = 32
"""Less ink of a cell, of 255, may be its neighbour's."""
_TRACE = 8
"""Less ink of a cell is rounded away."""
_LEAST_INK = 3 * 255
"""A full stop of less than three dots may fall between them."""
_TANGLED = 0.1
"""The most of a line's ink that stands on other words where all is well."""
_FADED = 0.58
"""Less of a line's ink is measured: the difference of colours of less than 4.5 : 1."""
_LARGE = 18.0
"""Points from which type may have less contrast, as the rules for web pages say."""
_LEAST_CONTRAST, _GOOD_CONTRAST = 3.0, 4.5
_ROUNDED = 0.99
"""Of a contrast: what is drawn is a shade off."""
_MIDDLE = (0.35, 0.8)
"""Of the height of a line, counted from below: what crosses it there strikes it out."""
_TRIMMED = 1.0
"""Points that letters may reach over the edge."""

Box = tuple[int, int, int, int]
_CLEAR_AT_LEAST = [0 if ink < _TRACE else round(ink * _FADED) for ink in range(256)]
_SEEN_AT_LEAST = [0 if ink < _BARE else round(ink * _PALE) for ink in range(256)]
_BLUE, _RED = ([round(ink * weight) for ink in range(256)] for weight in (0.15, 0.6))
"""What counts of the ink in a colour; of green, all."""


class Unseen(NamedTuple):
    """Words of a PDF that are not seen as they were meant."""

    page: int
    """Counted from 1."""
    rule: str
    """`hidden`, `pale` or a little so, which is `grey`, `crossed` by a line, `tangled` with other
    words, `off` the page, `small`, `mirrored`, `moved` before what is read first, `turned`,
    `parted` over two lines, or without the `number` of their list; a `picture` is not seen."""
    words: str
    colour: str = ""
    """Their own, as style sheets write it."""


def _ink(picture: Image.Image) -> int:
    return sum(picture.tobytes())


def _difference(whole: Image.Image, bare: Image.Image) -> Image.Image:
    """How much two pictures differ, by the colour that differs most; few see blue on black."""
    both = ImageChops.difference(whole, bare)
    if both.mode == "L":
        return both
    blue, green, red, _ = both.split()
    return ImageChops.lighter(ImageChops.lighter(blue.point(_BLUE), red.point(_RED)), green)


def _lacks(meant: Image.Image, seen: Image.Image) -> Image.Image:
    """Where less ink is seen than is meant."""
    return ImageChops.subtract(meant.point(_SEEN_AT_LEAST), seen)


def _cells(box: Box) -> Box:
    """The cells that dots lie in."""
    (left, top, right, bottom), (width, height) = box, _CELL
    return left // width, top // height, -(-right // width), -(-bottom // height)


class _Line(NamedTuple):
    """Words that were drawn by themselves."""

    words: Words
    ink: Image.Image
    """What they have by themselves, 255 where a dot is full."""
    box: Box
    """Where that is, in dots from the upper left corner."""


def _is_short(seen: Image.Image, meant: Image.Image) -> bool:
    """Whether a part of what is meant is not seen, or all of it is pale."""
    whole = _ink(meant)
    is_pale = whole > _LEAST_INK and _ink(seen) < _PALE * whole
    return is_pale or _lacks(meant.reduce(_CELL), wide(seen).reduce(_CELL)).getbbox() is not None


def _around(box: Box) -> Box:
    """A box with a dot more on all sides."""
    left, top, right, bottom = box
    return left - 1, top - 1, right + 1, bottom + 1


def _middle(box: Box) -> Box:
    """What of a line's box the lines of a frame around it do not touch."""
    left, top, right, bottom = box
    above, beside = (bottom - top) // 5, min(bottom - top, right - left) // 4
    return left + beside, top + above, right - beside, bottom - above


def _touch(boxes: Iterable[Box]) -> bool:
    """Whether any two boxes share more than a dot at their sides."""
    active: list[Box] = []
    for box in sorted(boxes, key=lambda one: one[1]):
        left, top, right, _ = box
        active = [one for one in active if one[3] > top]
        if any(one[0] < right - 1 and one[2] - 1 > left for one in active):
            return True
        active.append(box)
    return False


class _Drawing(NamedTuple):
    """A page with its words and without them."""

    whole: Image.Image
    bare: Image.Image

    def ink(self, box: Box) -> Image.Image:
        """What words add."""
        return _difference(self.whole.crop(box), self.bare.crop(box))


def _drawing(page: Any, lines: Iterable[Any], size: tuple[int, int], mode: str) -> _Drawing:
    """A page; its lines are not drawn any more afterwards."""
    whole = drawn(page, size, mode)
    for line in lines:
        pdfium.FPDFPageObj_SetIsActive(line, False)
    return _Drawing(whole, drawn(page, size, mode))


class _Page:
    """A page of a PDF: what is seen of its words, and what they are by themselves."""

    def __init__(self, document: Any, number: int, scale: float) -> None:
        self._document, self._number, self._scale = document, number, scale
        self._handle = pdfium.FPDF_LoadPage(document, number)
        self._left, lower, right, self._top = edges(pdfium.FPDFPage_GetMediaBox, self._handle)
        self._size = round((right - self._left) * scale), round((self._top - lower) * scale)
        self._trim = edges(pdfium.FPDFPage_GetTrimBox, self._handle)
        self._objects = objects(self._handle)
        lines = (handle for handle, _ in self._objects.lines)
        self._seen = _drawing(self._handle, lines, self._size, "L")
        self._meant = Image.new("L", self._size)
        """The ink of all lines."""

    @cached_property
    def _cells_seen(self) -> Image.Image:
        """The ink of all words that is seen, in cells."""
        whole, bare = self._seen
        return _difference(whole.reduce(_CELL), bare.reduce(_CELL))

    @cached_property
    def _seen_in_colour(self) -> _Drawing:
        """Grey tells red from green as little as some people do, but they differ on paper."""
        page = pdfium.FPDF_LoadPage(self._document, self._number)  # its lines are not black yet
        lines = (handle for handle, _ in objects(page).lines)
        drawing = _drawing(page, lines, self._size, "RGBX")
        pdfium.FPDF_ClosePage(page)
        return drawing

    def _corner(self, words: Words) -> tuple[int, int]:
        """The upper left corner of words, in dots."""
        left, _, _, upper = words.edges
        return round((left - self._left) * self._scale), round((self._top - upper) * self._scale)

    def _line(self, words: Words) -> _Line:
        """Words drawn by themselves."""
        place = self._document, self._handle, words.handle, self._scale
        bitmap = pdfium.FPDFTextObj_GetRenderedBitmap(*place)
        ink = image(bitmap).getchannel("X") if bitmap else Image.new("L", (0, 0))
        x, y = self._corner(words)
        return _Line(words, ink, (x, y, x + ink.width, y + ink.height))

    def _box(self, words: Words) -> Box:
        """Where words are, in dots."""
        left, lower, right, upper = words.edges
        (x, y), scale = self._corner(words), self._scale
        return x, y, x + math.ceil((right - left) * scale), y + math.ceil((upper - lower) * scale)

    def _misplaced(self, words: Words, least: float) -> str:
        """What is wrong with where and how words stand, however they look."""
        left, lower, right, upper = self._trim
        x, y, to_x, to_y = words.edges
        if min(x - left, y - lower, right - to_x, upper - to_y) < -_TRIMMED:
            return "off"
        if words.mirrored:
            return "mirrored"
        return "small" if words.size < least else ""

    def _drawn_black(self, found: Sequence[Words]) -> Image.Image:
        """The ink that all words have by themselves; nothing is drawn any more afterwards."""
        for handle in self._objects.others:
            pdfium.FPDFPageObj_SetIsActive(handle, False)
        for words in found:
            pdfium.FPDFPageObj_SetIsActive(words.handle, True)
        black = drawn(self._handle, self._size, "L")
        for words in found:
            pdfium.FPDFPageObj_SetIsActive(words.handle, False)
        return ImageChops.invert(black)

    def _is_plain(self, found: Sequence[Words], least: float) -> bool:
        """Whether one more drawing, of all words in black, tells that each is seen as it is meant.

        It is so of most pages, and takes half the time of a look at each line. Words in groups,
        which may be pale as a whole, and words beside which others stand are not judged by it.
        """
        boxes = [self._box(words) for words in found]
        if (
            any(matrix is not IDENTITY for _, matrix in self._objects.lines)
            or any(self._misplaced(words, least) for words in found)
            or _touch(boxes)
        ):
            return False
        meant, bare = self._drawn_black(found).reduce(_CELL), self._seen.bare
        if ImageChops.subtract(meant.point(_CLEAR_AT_LEAST), self._cells_seen).getbbox():
            return False
        return not any(
            (min(box[2] - box[0], box[3] - box[1]) > 2 and not meant.crop(_cells(box)).getbbox())
            or is_marked(bare.crop(_middle(box)), 255 * _FADED)
            or self._is_struck(words)
            for words, box in zip(found, boxes, strict=True)
        )

    def _is_tangled(self, line: _Line) -> bool:
        """Whether it stands on words that are drawn before; it is added to them."""
        before = self._meant.crop(line.box)
        self._meant.paste(255, line.box, line.ink)
        if line.ink.width < 2 or not before.getbbox():
            return False
        # The words beside it may reach a dot into it.
        inner = 1, 0, line.ink.width - 1, line.ink.height
        both = ImageChops.darker(before, line.ink).crop(inner)
        return _ink(both) > _TANGLED * _ink(line.ink)

    def _is_hidden(self, line: _Line) -> bool:
        """Whether a part of a line is not there, or all of it pale."""
        left, top, _, _ = line.box
        width, height = (  # whole cells, a dot more on all sides
            -(-(dots + 2) // cell) * cell for dots, cell in zip(line.ink.size, _CELL, strict=True)
        )
        ink = line.ink.crop((-1, -1, width - 1, height - 1))
        around = left - 1, top - 1, left + width - 1, top + height - 1
        return _is_short(self._seen.ink(around), ink) and _is_short(
            self._seen_in_colour.ink(around), ink
        )

    def _is_struck(self, words: Words) -> bool:
        """Whether a line crosses most of it."""
        left, lower, right, upper = words.edges
        low, high = (lower + share * (upper - lower) for share in _MIDDLE)
        return any(
            bottom < high and top > low and min(right, to) - max(left, x) > (right - left) / 2
            for x, bottom, to, top in self._objects.strokes
        )

    def _faint(self, line: _Line) -> str:
        """What is wrong with the contrast of a line that is drawn."""
        width, height = line.ink.size
        ink, around = line.ink.crop((-1, -1, width + 1, height + 1)), _around(line.box)
        good = _LEAST_CONTRAST if line.words.size >= _LARGE else _GOOD_CONTRAST
        for name in ("_seen", "_seen_in_colour"):  # which is not drawn where the first will do
            whole, bare = (one.crop(around) for one in getattr(self, name))
            if (found := ratio(ink, whole, bare, line.words.colour)) >= good * _ROUNDED:
                return ""
        return "pale" if found < _LEAST_CONTRAST * _ROUNDED else "grey"

    def _rule(self, line: _Line, least: float) -> str:
        """What is wrong with a line by itself."""
        is_tangled = self._is_tangled(line)  # of each, which are added to what others stand on
        if rule := self._misplaced(line.words, least):
            return rule
        x, y, to_x, to_y = line.words.edges
        if min(to_x - x, to_y - y) * self._scale > 2 and not line.ink.getbbox():
            return "hidden"
        return "tangled" if is_tangled else ""

    def _text(self, handle: Any, page: Any) -> str:
        length = pdfium.FPDFTextObj_GetText(handle, page, None, 0)
        buffer = (ctypes.c_ushort * (length // 2))()
        pdfium.FPDFTextObj_GetText(handle, page, buffer, length)
        return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0").strip()

    def _looks(self, line: _Line, *cells: Image.Image) -> str:
        """What is wrong with how a line looks; of the page's cells: ink meant, seen, lacking."""
        meant, seen, lacking = (one.crop(_cells(line.box)) for one in cells)
        if lacking.getbbox() and self._is_hidden(line):
            return "hidden"
        share = _ink(seen) / max(1, _ink(meant))
        if is_marked(self._seen.bare.crop(_middle(line.box)), 255 * share) or self._is_struck(
            line.words
        ):
            return "crossed"
        return self._faint(line) if share < _FADED and _ink(line.ink) > _LEAST_INK else ""

    def _faults(self, least: float) -> Iterator[tuple[str, _Line]]:
        """The lines with a fault and its rule; `least` is the least size of type."""
        words = [blackened(*one) for one in self._objects.lines]
        if self._is_plain(words, least):
            return
        lines = [self._line(one) for one in words]
        rules = [self._rule(line, least) for line in lines]
        meant, seen = self._meant.reduce(_CELL), self._cells_seen
        cells = meant, seen, _lacks(meant, seen)
        for line, rule in zip(lines, rules, strict=True):
            if found := rule or self._looks(line, *cells):
                yield found, line

    def _is_seen(self, place: PicturePlace) -> bool:
        """Whether something is drawn where a picture stands, be it words alone."""
        left, _, _, top = self._trim
        x, y = left - self._left, self._top - top
        edges = (place.left + x, place.top + y, place.right + x, place.bottom + y)
        box = cast(Box, tuple(round(self._scale * edge) for edge in edges))
        whole, bare = self._seen
        return is_there(bare, _around(_around(box))) or is_there(whole, box)

    def shows(self, place: PicturePlace) -> bool:
        """Whether a picture shows anything within its own edges; the page is closed."""
        left, top, right, bottom = (self._scale * edge for edge in place[1:])
        box = math.ceil(left) + 1, math.ceil(top) + 1, int(right) - 1, int(bottom) - 1
        pdfium.FPDF_ClosePage(self._handle)
        return place.is_large and is_there(self._seen.whole, box)

    def unseen(self, number: int, least: float, pictures: Iterable[PicturePlace]) -> list[Unseen]:
        """What is not seen as it was meant on this page of the document, which is closed."""
        hidden = [one.name for one in pictures if not (one.is_large and self._is_seen(one))]
        found = list(self._faults(least))
        for _, line in found:
            pdfium.FPDFPageObj_SetIsActive(line.words.handle, True)
        text = pdfium.FPDFText_LoadPage(self._handle) if found else None
        said = [
            Unseen(number, rule, self._text(line.words.handle, text), line.words.colour)
            for rule, line in found
        ]
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(self._handle)
        said += [Unseen(number, "picture", name) for name in hidden]
        return [one for one in said if one.words]


def unseen(
    data: bytes, least: float, pictures: Sequence[Iterable[PicturePlace]] = ()
) -> list[Unseen]:
    """What is not seen of a PDF as it was meant: words, and the pictures of each page.

    `least` is the least type size.
    """
    scale = min(max(_DOTS / least, _COARSEST), _FINEST) if least else _COARSEST
    with PDFIUM:
        pdfium.FPDF_InitLibrary()
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        count = pdfium.FPDF_GetPageCount(document)
        found: list[Unseen] = []
        for number, there in zip(range(count), pictures or repeat(()), strict=False):
            found += _Page(document, number, scale).unseen(number + 1, least, there)
        pdfium.FPDF_CloseDocument(document)
    return found


def is_drawn(data: bytes, place: PicturePlace) -> bool:
    """Whether a picture on the one page of a PDF shows anything: it is not of one colour."""
    with PDFIUM:
        pdfium.FPDF_InitLibrary()
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        shows = _Page(document, 0, 1.0).shows(place)
        pdfium.FPDF_CloseDocument(document)
    return shows
