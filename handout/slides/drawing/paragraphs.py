"""Words of a slide as HTML: each paragraph in its place, its lines as they were measured.

Lengths are in `rem`: the style sheet says how large a point of a slide is.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile
from typing import NamedTuple, TypeAlias
from xml.sax.saxutils import escape

from handout.model.deck import BASELINES
from handout.slides.drawing.charts import Chart, Label
from handout.slides.drawing.looks import Span
from handout.slides.drawing.scheme import BACK
from handout.slides.drawing.svg import Value, attributes, number
from handout.slides.drawing.texts import Block, Frame, ends, placed
from handout.typography.measuring import middle, stand_in

CHART_FACE = "Arimo"
"""What the names and numbers of charts are drawn in."""
_NOTE_MARK = BASELINES["note"] / 100_000
_SMALLER = 0.66
"""The size of what is raised or lowered, against that of the words beside it."""
_ALIGN = {"ctr": "center", "r": "right"}


class Point(NamedTuple):
    """A place on a slide."""

    left: float = 0.0
    top: float = 0.0


CORNER = Point()

Placed: TypeAlias = tuple[Block, float]
"""A paragraph with its top."""


def element(name: str, inner: str = "", /, **values: Value) -> str:
    """An element of HTML."""
    return f"<{name}{attributes(values)}>{inner}</{name}>"


def style(**values: Value) -> str:
    """Declarations of CSS; numbers are lengths."""
    written = (
        f"{key.replace('_', '-')}:{value if isinstance(value, str) else f'{number(value)}rem'}"
        for key, value in values.items()
        if value is not None
    )
    return ";".join(written)


def _family(name: str) -> str:
    return f"'{stand_in(name)}',var(--family)"


def _look(span: Span, usual: Span) -> str:
    """The style of words, as far as it is not that of the paragraph."""
    size = span.size * (_SMALLER if span.raised else 1.0)
    weight = "700" if span.bold else "400"
    return style(
        font_size=size if size != usual.size else None,
        font_weight=weight if span.bold != usual.bold else None,
        font_style=("italic" if span.italic else "normal") if span.italic != usual.italic else None,
        color=span.colour if span.colour != usual.colour else None,
        font_family=_family(span.family) if span.family != usual.family else None,
        text_decoration=span.decoration or None,
        vertical_align=span.raised * span.size if span.raised else None,
        line_height="0" if span.raised else None,
    )


def _name(span: Span, usual: Span) -> str:
    """The tag of words: one for a link and its look, as each tag in a link is a link in PDF."""
    if span.link not in ("", BACK):
        return "a"
    if span.typed:
        return "code"
    if span.raised:
        return "sup" if span.raised > 0 else "sub"
    if span.bold != usual.bold:
        return "strong"
    return "em" if span.italic != usual.italic else "span"


def _words(span: Span, usual: Span) -> str:
    """Words that look alike."""
    name, look = _name(span, usual), _look(span, usual) or None
    lang = span.lang if span.lang != usual.lang else None
    if name == "span" and not (look or lang):
        return escape(span.text)
    note = "note" if span.raised == _NOTE_MARK else None
    link = span.link if name == "a" else None
    return element(name, escape(span.text), class_=note, style=look, lang=lang, href=link)


def _lines(block: Block) -> str:
    lines = ("".join(_words(span, block.first) for span in line) for line in block.lines)
    return "<br/>".join(lines)


class Paragraphs(NamedTuple):
    """The paragraphs of a text, and from where their places are measured."""

    frame: Frame
    lang: str
    """Of the document."""
    name: str
    """The element for a paragraph that is no item of a list, such as `p` or `h2`."""
    origin: Point = CORNER

    def _corner(self, one: Placed) -> Point:
        """Where a paragraph begins: a slide's lines stand lower in their height than a page's."""
        block, top = one
        lower = block.baseline - block.pitch / 2 - middle(block.first.family) * block.size
        return Point(ends(block, self.frame.room)[0], top + lower)

    def _attributes(self, one: Placed) -> dict[str, Value]:
        """Where a paragraph stands, and how it is set."""
        block, first = one[0], one[0].first
        left, right = ends(block, self.frame.room)
        look = style(
            left=left - self.origin.left,
            top=self._corner(one).top - self.origin.top,
            width=right - left,
            font_size=first.size,
            line_height=block.pitch,
            font_weight="700" if first.bold else "400",
            font_style="italic" if first.italic else None,
            font_family=_family(first.family),
            color=first.colour,
            text_align=_ALIGN.get(block.level.align, "left"),
        )
        lang = first.lang if first.lang != self.lang else None
        return {"style": look, "lang": lang, "dir": "rtl" if block.level.rtl else None}

    def _item(self, item: Placed, held: Sequence[Placed]) -> str:
        """An item of a list with all that it holds."""
        block = item[0]
        values = self._attributes(item)
        mark = style(**{"--hang": block.hang, "--mark": block.mark_colour})
        values["style"] = f"{values['style']};{mark}"
        inner = self._replace(origin=self._corner(item)).flow(held)
        return element("li", _lines(block) + inner, data_mark=block.mark, **values)

    def _items(self, blocks: Sequence[Placed]) -> Iterator[str]:
        while blocks:
            first, *rest = blocks
            held = tuple(takewhile(partial(_is_held, item=first[0]), rest))
            yield self._item(first, held)
            blocks = rest[len(held) :]

    def flow(self, blocks: Sequence[Placed]) -> str:
        """Paragraphs and lists, as they follow each other."""
        made = []
        while blocks:
            first = blocks[0][0]
            if not first.mark:
                values = self._attributes(blocks[0])
                made.append(element(self.name, _lines(first), **values))
                blocks = blocks[1:]
                continue
            run = tuple(takewhile(partial(_goes_on, first=first), blocks))
            name = "ol" if first.level.number else "ul"
            made.append(element(name, "".join(self._items(run))))
            blocks = blocks[len(run) :]
        return "".join(made)


def _is_in(one: Placed, item: Block) -> bool:
    """Whether a paragraph belongs to the item of a list that stands before it."""
    block = one[0]
    if block.mark:
        return block.depth > item.depth
    return 0 < item.level.margin <= block.level.margin


def _is_held(one: Placed, item: Block) -> bool:
    """Whether a paragraph of a list belongs to that item; one with no mark is of the last."""
    return not one[0].mark or _is_in(one, item)


def _goes_on(one: Placed, first: Block) -> bool:
    """Whether a paragraph belongs to the list that began before it, of bullets or of numbers."""
    block = one[0]
    is_item = bool(block.mark) and block.depth == first.depth
    if is_item and bool(block.level.number) != bool(first.level.number):
        return False
    return is_item or _is_in(one, first)


def html(frame: Frame, lang: str, name: str = "p", origin: Point = CORNER) -> str:
    """The words of a text."""
    return Paragraphs(frame, lang, name, origin).flow(tuple(placed(frame)))


_LINE = 1.2
"""The height of a label's line, in ems."""
_REACH = 600.0
"""Points that a label may be long."""


def label(one: Label, chart: Chart) -> str:
    """A name or a number of a chart."""
    look = style(
        left=one.x - (_REACH if one.ends else 0.0),
        top=one.y - (_LINE / 2 + middle(CHART_FACE)) * chart.size,
        width=_REACH,
        font_size=chart.size,
        line_height=chart.size * _LINE,
        font_weight="700" if one.bold else "400",
        font_family=_family(CHART_FACE),
        color=chart.ink,
        text_align="right" if one.ends else "left",
    )
    return element("p", escape(one.words), style=look)
