"""Words in a box: broken into lines as the deck's writer measured them, and drawn."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

from msgspec import Struct
from msgspec.structs import replace

from handout.model.deck import BASELINES, BREAK, MONOSPACED, Box, Paragraph, Run
from handout.slides.drawing.looks import Span, colour_of_mark, depth, paragraph_styles, spans
from handout.slides.drawing.scheme import Scheme
from handout.slides.drawing.svg import FACES, tag
from handout.slides.ooxml import direction_marks
from handout.slides.ooxml.inheritance import Level, level
from handout.slides.ooxml.notation import qn
from handout.typography.measuring import SAFETY, advance, between, line_height, pieces, stand_in
from handout.typography.writing_systems import of_language

_ASCENT = 0.79
"""How much of a line's height stands above its baseline."""
_MARK_GAP = 0.2
"""Ems between a number and the words behind it, at the least."""
_NOTE_MARK = BASELINES["note"] / 100_000
_METRIC_TWINS = ("Arial", "Arimo", "Helvetica", "Liberation Sans")
"""Faces with the widths of the first that a drawing is in."""
_TYPED = f"'{MONOSPACED}','{stand_in(MONOSPACED)}',monospace"


class Frame(Struct, frozen=True):
    """Words with what sets them, and the room that they stand in."""

    body: Any
    """A `txBody`."""
    lists: tuple[Any, ...]
    """The list styles behind it."""
    scheme: Scheme
    room: Box
    anchor: str = "t"
    """`t`, `ctr` or `b`."""


Mark: TypeAlias = tuple[str, str | None]
"""What stands before a paragraph, and its own colour."""


class Block(Struct, frozen=True):
    """A paragraph cut into lines."""

    level: Level
    mark: str
    """`•`, `1.` or nothing."""
    mark_colour: str | None
    lines: tuple[tuple[Span, ...], ...]
    size: float
    pitch: float
    """From one baseline to the next."""
    natural: float
    """The same at single spacing."""
    before: float
    depth: int
    """0 for the outermost level of a list."""
    first: Span
    """Its first words."""

    @property
    def baseline(self) -> float:
        """From the top of a line to its baseline."""
        return self.pitch - self.natural * (1 - _ASCENT)

    @property
    def hang(self) -> float:
        """How far what stands before it begins before its words; a long number reaches out more."""
        wide = advance(self.mark, self.first.family) * self.size + _MARK_GAP * self.size
        return max(-self.level.indent, wide if self.level.number else 0.0)

    @property
    def height(self) -> float:
        """Of its lines, without the space above."""
        return self.pitch * len(self.lines)


def _family(name: str, lang: str = "") -> str | None:
    """The faces to show a family with; None where they are those of the whole drawing."""
    if name == MONOSPACED:
        return _TYPED
    system = of_language(lang)
    # One of four families sets a Chinese character, by the language.
    own = [system.family] if system and system.replaces else []
    if name in _METRIC_TWINS and not own:
        return None
    first = [stand_in(name)] if name in _METRIC_TWINS else [name.replace("'", "")]
    return "".join(f"'{one}'," for one in (*first, *own)) + FACES


def _ranges(paragraph: Paragraph, family: str, ems: float) -> Iterator[tuple[int, int]]:
    """From where to where in its text each line goes, each as full as it can be."""
    words, start, end, used = paragraph.plain, 0, 0, 0.0
    parts = pieces(paragraph, family, bold=False)
    for number, part in enumerate(parts):
        at = words.index(part.text, end)
        if used and (used + part.ink) * SAFETY > ems:
            yield start, end
            start, used = at, 0.0
        start = at if not used else start
        end, used = at + len(part.text), used + part.advance
        if part.ends_line and number < len(parts) - 1:
            yield start, end
            start, used = end, 0.0
    yield start, end


def _cut(held: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """The spans between two places of the paragraph."""
    for text, span in between(held, start, end):
        if words := text.replace(BREAK, ""):
            yield replace(span, text=words)


def _marked(line: tuple[Span, ...], rtl: bool) -> tuple[Span, ...]:
    """A line with marks of direction of its own: it is drawn by itself."""
    runs = tuple(
        Run(one.text, "", position="note" if one.raised == _NOTE_MARK else "") for one in line
    )
    made = direction_marks.marked(runs, rtl)
    return tuple(replace(one, text=run.text) for one, run in zip(line, made, strict=True))


def _block(held: tuple[Span, ...], set_: Level, mark: Mark, width: float, depth: int) -> Block:
    """A paragraph in a room of that width."""
    size, first = max(span.size for span in held), held[0]
    family = set_.family if first.typed else first.family
    runs = tuple(Run(one.text, one.lang, one.bold, monospaced=one.typed) for one in held)
    words = Paragraph(runs)
    ranges = _ranges(words, family, (width - set_.margin) / size)
    lines = tuple(_marked(tuple(_cut(held, *ends)), set_.rtl) for ends in ranges)
    natural = line_height(family, words.plain) * size
    pitch = set_.exact or natural * set_.spacing
    before = -set_.before * size if set_.before < 0 else set_.before
    return Block(set_, *mark, lines, size, pitch, natural, before, depth, first)


def _blocks(frame: Frame, width: float) -> Iterator[Block]:
    """Every paragraph that has words."""
    count, scheme = 0, frame.scheme
    for paragraph in frame.body.iter(qn("a:p")):
        chain = paragraph_styles(paragraph, frame.lists)
        found = spans(paragraph, chain, scheme)
        bare = (replace(one, text=direction_marks.unmarked(one.text)) for one in found)
        held = tuple(one for one in bare if one.text)
        set_ = level(chain, scheme.fonts)
        # Each numbered paragraph of a deck says what it begins with; others count on.
        own = bool(chain) and chain[0].find(qn("a:buAutoNum[@startAt]")) is not None
        number = set_.number + (0 if own else count) if set_.number else 0
        count = count + 1 if set_.number and not own else 0
        mark = f"{number}." if number else set_.bullet
        if held:
            mark_ = mark, colour_of_mark(chain, scheme)
            yield _block(held, set_, mark_, width, depth(paragraph))


def _words(line: Sequence[Span]) -> str:
    """The words of a line; what is raised goes back to the baseline after it."""
    made, level, usual = "", 0.0, line[0]
    for span in line:
        rise = span.raised * span.size
        family = _family(span.family, span.lang)
        other = family != _family(usual.family, usual.lang)
        made += tag(
            "tspan",
            escape(span.text),
            dy=level - rise if level != rise else None,
            font_size=span.size * (0.66 if span.raised else 1.0),
            font_weight="700" if span.bold else None,
            font_style="italic" if span.italic else None,
            font_family=family or FACES if other else None,
            fill=span.colour,
            text_decoration=span.decoration or None,
            data_link=span.link or None,
        )
        level = rise
    return made


def ends(block: Block, room: Box) -> tuple[float, float]:
    """From where to where the lines of a paragraph go."""
    near, far = (0.0, block.level.margin) if block.level.rtl else (block.level.margin, 0.0)
    return room.left + near, room.right - far


_ANCHORS = {"l": "start", "ctr": "middle", "r": "end"}
_OTHER_SIDE = {"start": "end", "end": "start", "middle": "middle"}


def _line(line: tuple[Span, ...], block: Block, room: Box, baseline: float) -> str:
    """One line where its alignment puts it."""
    set_ = block.level
    side = set_.align if set_.align in _ANCHORS else "l"
    left, right = ends(block, room)
    x = {"l": left, "ctr": (left + right) / 2, "r": right}[side]
    anchor = _ANCHORS[side]
    return tag(
        "text",
        _words(line),
        x=x,
        y=baseline,
        text_anchor=_OTHER_SIDE[anchor] if set_.rtl else anchor,
        direction="rtl" if set_.rtl else None,
        font_family=_family(line[0].family, line[0].lang),
        lang=line[0].lang,
        xml__space="preserve",
    )


def _mark(block: Block, room: Box, baseline: float) -> str:
    """The bullet or number before a paragraph."""
    set_, first = block.level, block.first
    in_by = set_.margin - block.hang
    return tag(
        "text",
        escape(block.mark),
        x=room.right - in_by if set_.rtl else room.left + in_by,
        y=baseline,
        text_anchor="end" if set_.rtl else "start",
        font_family=_family(first.family),
        font_size=block.size,
        fill=block.mark_colour or first.colour,
    )


def placed(frame: Frame) -> Iterator[tuple[Block, float]]:
    """The paragraphs of a text from the top down, each with its top."""
    room = frame.room
    blocks = tuple(_blocks(frame, room.width))
    spaces = sum(block.before for block in blocks[1:])
    left = room.height - spaces - sum(block.height for block in blocks)
    top = room.top + left * {"t": 0.0, "ctr": 0.5, "b": 1.0}.get(frame.anchor, 0.0)
    for number, block in enumerate(blocks):
        top += block.before if number else 0.0
        yield block, top
        top += block.height


def draw(frame: Frame) -> str:
    """A text in its room, line by line."""
    made, room = "", frame.room
    for block, top in placed(frame):
        for number, line in enumerate(block.lines):
            baseline = top + number * block.pitch + block.baseline
            if line and not number and block.mark:
                made += _mark(block, room, baseline)
            if line:
                made += _line(line, block, room, baseline)
    return made
