"""The pieces that slides are planned from: the blocks of an article, each whole."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from handout.model.article import (
    Block,
    Code,
    Definitions,
    Directive,
    Figure,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Table,
    Text,
    inner_blocks,
    shown,
    texts,
)
from handout.slides.planning import options, room
from handout.slides.planning.emergency import Alarms
from handout.slides.planning.flow import (
    BOXES,
    Blocks,
    is_drawn,
    plain,
    referred,
    sayings,
    titled,
    warnings,
    words,
)
from handout.slides.planning.piece import Piece, Rank, blocks_of

_COLUMNS_FROM = 7
"""So many links or more stand in two columns."""


class Rules(Struct, frozen=True):
    """What the pieces of an article go by."""

    strings: Mapping[str, str]
    alarms: Alarms | None
    lists_warn: bool = True
    """Whether words of emergency in a list warn."""
    noted: frozenset[int] = frozenset()
    """The footnotes that a warning stands in."""

    def warns(self, text: str) -> bool:
        """Whether words of emergency stand in a text."""
        return self.alarms is not None and self.alarms.found(text)


Pieces: TypeAlias = Iterator[Piece]
_Builder: TypeAlias = Callable[[Any, Rules], Pieces]


def drawn_pieces(blocks: Iterable[Block], rules: Rules) -> Pieces:
    """The pieces of what is drawn among or inside the blocks."""
    for block in shown(tuple(blocks), "deck"):
        if is_drawn(block):
            yield from _BUILDERS[_kind(block)](block, rules)
        elif isinstance(block, Directive) and block.name in BOXES:
            yield from _boxed_drawings(block.blocks, plain(rules.strings[block.name]), rules)
        else:
            for inner in inner_blocks(block):
                yield from drawn_pieces(inner, rules)


# A piece for each kind of block


def _warns(blocks: Blocks, rules: Rules) -> bool:
    """Whether words of emergency stand in the blocks."""
    return any(map(rules.warns, sayings(blocks)))


def _flow(block: Block, rules: Rules, rank: Rank) -> Pieces:
    """Words that others may stand with, and what is drawn among them."""
    held = tuple(words((block,), rules.strings))
    is_heard = rules.lists_warn or not isinstance(block, List)
    if held and is_heard and _warns(held, rules):
        yield Piece(held, "warning", rank=Rank.NEEDED)
    elif held:
        yield Piece(held, rank=rank)
    yield from drawn_pieces((block,), rules)


BOLD = re.compile(r"<strong>(?:(?!</?strong>).)*</strong>")
"""A text that is bold all over."""
_LINK_ALONE = re.compile(r"<a [^>]*>(?:(?!</a>).)*</a>[.\s]*")


def _paragraph(block: Paragraph, rules: Rules) -> Pieces:
    is_link = bool(_LINK_ALONE.fullmatch(block.text.html))
    return _flow(block, rules, Rank.LINK if is_link else Rank.PROSE)


def _structure(block: Block, rules: Rules) -> Pieces:
    return _flow(block, rules, Rank.STRUCTURE)


def _figure(block: Figure, rules: Rules) -> Pieces:
    yield Piece((block,), "full-picture", rank=Rank.STRUCTURE)


_DOSE = (
    r"\d\s?(?:mg|mcg|[µμ]g|micrograms?|g|ml|IU|IE|UI|units?|puffs?|tablets?|capsules?|drops?)\b"
    r"|\d\s?(?:мг|мкг|мл|毫克|微克|毫升|मिग्रा|मिली|ملغ|مل)"
)


def _table(block: Table, rules: Rules) -> Pieces:
    """A table below its caption; the story cannot leave out one of doses: in half its rows."""
    told = [any(re.search(_DOSE, cell.plain) for cell in row) for row in block.rows]
    rank = Rank.NEEDED if told and sum(told) * 2 >= len(told) else Rank.STRUCTURE
    yield Piece((replace(block, caption=None),), "table", rank=rank, below=block.caption)


def _nothing(_: Block, rules: Rules) -> Pieces:
    """No piece: it is for another medium, for the notes, or a heading."""
    yield from ()


def _quote(block: Quote, rules: Rules) -> Pieces:
    """A quotation with a heading is a warning under that heading, unless it is called a note."""
    blocks = () if block.is_note else block.blocks
    first = next(iter(blocks), None)
    if len(blocks) > 1 and isinstance(first, Paragraph) and BOLD.fullmatch(first.text.html):
        blocks = (Heading(first.line, first.text, 3, ""), *blocks[1:])
    if isinstance(next(iter(blocks), None), Heading):
        yield from _boxed(blocks, Piece(layout="warning", rank=Rank.NEEDED), rules)
    else:
        yield from _flow(block, rules, Rank.PROSE)


def _callout(block: Directive, rules: Rules) -> Pieces:
    """A warning or the key message."""
    label = plain(rules.strings[block.name])
    yield from _boxed(block.blocks, Piece((), block.name, (), Rank.NEEDED, label), rules)


def _boxed(blocks: Blocks, box: Piece, rules: Rules) -> Pieces:
    """All that stands in a box; a heading that it begins with is its title."""
    first = next(iter(blocks), None)
    if isinstance(first, Heading):
        box, blocks = replace(box, label=None, below=first.text), blocks[1:]
    held = tuple(words(blocks, rules.strings))
    if held or box.below:
        yield replace(box, blocks=held or (Paragraph(0, box.below or plain("")),))
    yield from _boxed_drawings(blocks, box.label, rules)


def _boxed_drawings(blocks: Blocks, label: Text | None, rules: Rules) -> Pieces:
    """What is drawn in a box, below its label where no words of the box have that."""
    says = None if any(words(blocks, rules.strings)) else label
    for one in drawn_pieces(blocks, rules):
        yield replace(one, rank=Rank.NEEDED, below=titled(says, one.below) if says else one.below)


def _every(block: Directive, rules: Rules) -> Pieces:
    """All that stands in it, one after the other."""
    for unit in units(block.blocks, rules):
        yield from unit


def _slides_only(block: Directive, rules: Rules) -> Pieces:
    """What the author wants on the slides."""
    return (replace(one, rank=Rank.NEEDED) for one in _every(block, rules))


def _steps(block: Directive, rules: Rules) -> Pieces:
    """A list as cards with arrows; what is no list stays as it is."""
    for inner in shown(block.blocks, "deck"):
        held = tuple(words((inner,), rules.strings))
        if not isinstance(inner, List):
            yield from _BUILDERS[_kind(inner)](inner, rules)
            continue
        if len(held) > 1:
            yield Piece(held[:-1], rank=Rank.STRUCTURE)
        if held:
            yield Piece(held[-1:], "steps", rank=Rank.STRUCTURE)
        yield from drawn_pieces((inner,), rules)


def _columns(block: Directive, rules: Rules) -> Pieces:
    """Two columns or three; one after the other where one has no words to stand beside others."""
    held = [one for one in shown(block.blocks, "deck") if isinstance(one, Directive)]
    columns = tuple(tuple(words(one.blocks, rules.strings)) for one in held)
    if not all(columns) or len(columns) not in room.COLUMN:
        yield from _every(block, rules)
        return
    yield side_by_side(columns)
    yield from drawn_pieces(block.blocks, rules)


def side_by_side(columns: tuple[Blocks, ...]) -> Piece:
    """Words in columns."""
    layout = "three-columns" if len(columns) == 3 else "columns"
    return Piece((), layout, columns, Rank.STRUCTURE)


def links(entries: Sequence[tuple[Text, str]], ordered: bool = False) -> Piece:
    """Titles as links to slides, by their names."""
    items = [
        Item(0, (Paragraph(0, Text(t.plain, f'<a href="#{name}">{plain(t.plain).html}</a>')),))
        for t, name in entries
    ]
    if len(items) < _COLUMNS_FROM:
        return Piece((List(0, tuple(items), ordered),), rank=Rank.NEEDED)
    half = (len(items) + 1) // 2
    first = List(0, tuple(items[:half]), ordered)
    columns = ((first,), (List(0, tuple(items[half:]), ordered, half + 1),))
    return replace(side_by_side(columns), rank=Rank.NEEDED)


def _chart(block: Directive, rules: Rules) -> Pieces:
    """A table of numbers as bars, above its caption."""
    for inner in shown(block.blocks, "deck"):
        if isinstance(inner, Table):
            yield Piece((inner,), "chart", rank=Rank.STRUCTURE)


def _icon_array(block: Directive, rules: Rules) -> Pieces:
    """People, and the words that stand in it besides."""
    yield Piece((replace(block, blocks=()),), "icon-array", rank=Rank.STRUCTURE)
    yield from _every(block, rules)


def _risk(block: Directive, rules: Rules) -> Pieces:
    """Rows of people beside what happens to them, below the caption of their table."""
    (table,) = block.blocks
    if isinstance(table, Table):
        held = replace(block, blocks=(replace(table, caption=None),))
        yield Piece((held,), "table", rank=Rank.STRUCTURE, below=table.caption)


_BUILDERS: Mapping[str, _Builder] = {
    "paragraph": _paragraph,
    "heading": _nothing,
    "list": _structure,
    "table": _table,
    "figure": _figure,
    "quote": _quote,
    "code": _structure,
    "definitions": _structure,
    "::: key": _callout,
    "::: warning": _callout,
    "::: notes": _nothing,
    "::: leaflet": _nothing,
    "::: slides": _slides_only,
    "::: steps": _steps,
    "::: columns": _columns,
    "::: column": _every,
    "::: chart": _chart,
    "::: options": lambda block, _: options.pieces(block),
    "::: icon-array": _icon_array,
    "::: risk": _risk,
}
"""The pieces of each kind of block, and of each directive."""


def _kind(block: Block) -> str:
    """The block's row in the table."""
    return f"::: {block.name}" if isinstance(block, Directive) else block.kind


def unknown(blocks: Iterable[Block]) -> Iterator[tuple[str, int]]:
    """The kinds of blocks that the table does not know, with their lines."""
    for block in blocks:
        if _kind(block) not in _BUILDERS:
            yield _kind(block), block.line


# Which pieces stay together


def _is_introduced(block: Block) -> bool:
    """Whether the paragraph before it belongs to it."""
    if isinstance(block, List):
        return block.lead_in is None
    led = ("steps", "columns", "chart", "options", "icon-array", "risk")
    is_led = isinstance(block, Directive) and block.name in led
    return is_led or isinstance(block, Table | Figure | Definitions | Code)


def _introduces(block: Block, following: Block | None) -> bool:
    """Whether a paragraph stays with what follows it."""
    if not isinstance(block, Paragraph) or following is None or isinstance(following, Heading):
        return False
    return _is_introduced(following) or block.text.plain.rstrip().endswith((":", "：", "؛"))


def _together(blocks: Sequence[Block], rules: Rules) -> Iterator[list[Block]]:
    """The blocks, a paragraph with what it introduces, and with the picture behind or before it."""
    held = list(blocks)
    while held:
        end = 1
        while end < len(held) and _introduces(held[end - 1], held[end]):
            end += 1
        ends = end < len(held) and _closes(held[end], held[end - 1], _at(held, end + 1))
        if ends and not _warns((held[end],), rules):  # which stands by itself
            end += 1
        is_free = end == 1 and isinstance(held[0], Figure) and len(held) > 1
        if is_free and isinstance(held[1], Paragraph) and not _introduces(held[1], _at(held, 2)):
            end = 2
        yield held[:end]
        del held[:end]


_CLOSING = 240
"""A paragraph of so many letters behind a list or table may belong to it."""


def _closes(block: Block, before: Block, following: Block | None) -> bool:
    """Whether a paragraph ends what stands before it, such as an exception to a list."""
    if not isinstance(block, Paragraph) or _introduces(block, following):
        return False
    is_listed = isinstance(before, List | Table | Definitions)
    return is_listed and room.letters(block.text.plain) < _CLOSING


def _at(held: Sequence[Block], place: int) -> Block | None:
    return held[place] if place < len(held) else None


def _pictured(run: Sequence[Block]) -> Piece | None:
    """A short paragraph beside its picture."""
    match run:
        case [Paragraph() as said, Figure()] | [Figure(), Paragraph() as said]:
            if room.fit((said,), room.BESIDE_PICTURE):
                figure = next(one for one in run if isinstance(one, Figure))
                return Piece((said, figure), "picture", rank=Rank.STRUCTURE)
    return None


def _joined(made: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, words with those that they introduce where one slide has room for both."""
    held: list[Piece] = []
    for one in made:
        if held and held[-1].is_flow and one.is_flow:
            both = (*held[-1].blocks, *one.blocks)
            closes = isinstance(held[-1].blocks[-1], List) and isinstance(one.blocks[0], Paragraph)
            if closes or room.fit(both):
                held[-1] = replace(one, blocks=both, rank=max(held[-1].rank, one.rank))
                continue
        held.append(one)
    yield from held


def units(blocks: Blocks, rules: Rules) -> Iterator[tuple[Piece, ...]]:
    """The pieces of the blocks, those together that are shown together or not at all."""
    held = [block for block in shown(blocks, "deck") if not isinstance(block, Heading)]
    for run in _together(held, rules):
        pictured = _pictured(run) if not _warns(tuple(run), rules) else None
        if pictured:
            made: tuple[Piece, ...] = (pictured,)
        else:
            made = tuple(piece for b in run for piece in _BUILDERS[_kind(b)](b, rules))
            made = _unit(made) if len(run) > 1 else made
        lines = texts(tuple(run), "deck") if rules.noted else ()
        # A warning stands inside, or in a footnote of it.
        needed = any(warnings(run)) or not rules.noted.isdisjoint(referred(lines))
        yield tuple(replace(one, rank=Rank.NEEDED) for one in made) if needed else made


def _unit(made: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of a run that belongs together, each wanted as much as the others."""
    rank = max((one.rank for one in made), default=Rank.PROSE)
    # Words and the list that they introduce are one warning.
    if all(one.is_flow or one.is_alarm for one in made) and any(one.is_alarm for one in made):
        return (Piece(blocks_of(made), "warning", rank=Rank.NEEDED),)
    return tuple(_joined([replace(one, rank=rank) for one in made]))
