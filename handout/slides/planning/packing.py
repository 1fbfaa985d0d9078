"""Pieces on slides: the fewest, and as even as can be."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from handout.model.article import (
    Block,
    Directive,
    Footnote,
    Heading,
    List,
    Paragraph,
    Table,
    Text,
    texts,
)
from handout.slides.dividing import balanced
from handout.slides.planning import room
from handout.slides.planning.flow import Blocks, titled
from handout.slides.planning.piece import Piece, blocks_of


class PlannedSlide(Struct, frozen=True):
    """One slide, or several that follow each other where its words need them."""

    layout: str
    """A name from `layouts`."""
    title: Text
    blocks: Blocks = ()
    columns: tuple[Blocks, ...] = ()
    """What stands side by side, in a layout of columns."""
    footnotes: tuple[Footnote, ...] = ()
    """Those that its words refer to."""
    names: tuple[str, ...] = ()
    """What links call it."""
    more: str = ""
    """The slide with the details, by its name."""
    back: str = ""
    """The slide that it is a detail of."""


def headed(pieces: Sequence[Piece]) -> Iterator[Block]:
    """The blocks of pieces, each sub-heading before its first."""
    before: Heading | None = None
    for one in pieces:
        if one.heading and one.heading is not before:
            yield one.heading
        before = one.heading
        yield from () if one.is_contents and len(pieces) > 1 else one.blocks
        for column in one.columns:
            yield from column


def _fit(pieces: Sequence[Piece]) -> bool:
    """Whether pieces have room on one slide, with the headings among them."""
    return room.fit(headed(pieces))


_AT_ONCE = 60
"""So many pieces are spread evenly over their slides: of thousands it would take long."""


def _grouped(part: Sequence[Piece]) -> list[Sequence[Piece]]:
    """The pieces of one part in groups of a slide each."""
    made: list[Sequence[Piece]] = []
    for share, run in groupby(part, key=lambda one: one.is_flow and _fit((one,))):
        held = list(run)
        if not share:
            made += [[one] for one in held]
            continue
        for start in range(0, len(held), _AT_ONCE):
            some = held[start : start + _AT_ONCE]
            weights = [room.height(one.blocks, room.SLIDE[0].letters) for one in some]
            made += balanced(some, weights, _fit)
    return made


def _level(piece: Piece) -> int:
    """How deep the heading is that a piece stands below."""
    return piece.heading.level if piece.heading else 0


def _packed(pieces: Sequence[Piece]) -> list[Sequence[Piece]]:
    """The pieces in groups of a slide each: whole parts together, where they have room."""
    if pieces and all(one.is_flow for one in pieces) and _fit(pieces):
        return [pieces]
    made, is_whole = list[Sequence[Piece]](), False
    for _, run in groupby(pieces, key=lambda one: one.heading):
        groups = _grouped(list(run))
        is_alone = len(groups) == 1 and all(one.is_flow for one in groups[0])
        below = made and _level(made[-1][0]) <= _level(groups[0][0])
        if below and is_whole and is_alone and _fit((*made[-1], *groups[0])):
            made[-1] = (*made[-1], *groups[0])
        else:
            made += groups
        is_whole = is_alone
    return made


_WITHOUT_WORDS = ("table", "steps", "full-picture", "chart")
"""The layouts that have no place for a footnote, so that it follows on a slide of its own."""


def count(piece: Piece) -> int:
    """About how many slides a piece takes that has them to itself, with one for its footnotes."""
    noted = any('href="#note-' in text.html for _, text in texts(piece.blocks, "deck"))
    return _count(piece) + (noted and piece.layout in _WITHOUT_WORDS)


def _count(piece: Piece) -> int:
    """The same without its footnotes."""
    first = next(iter(piece.blocks), None)
    if piece.layout == "steps" and isinstance(first, List):
        return math.ceil(len(first.items) / 5)
    if isinstance(first, Directive) and first.name == "risk":
        return math.ceil(sum(isinstance(one, Table) and len(one.rows) for one in first.blocks) / 3)
    if piece.layout == "table" and isinstance(first, Table):
        return math.ceil(_table_height(first) / 300)
    if piece.columns or piece.layout in ("picture", "full-picture", "chart", "icon-array"):
        return 1
    return max(
        1, min(math.ceil(room.height(piece.blocks, r.letters) / r.height) for r in room.SLIDE)
    )


def _table_height(table: Table) -> float:
    """About how tall its rows are at 24 points, but for the header."""
    per_cell = max(60 // max(len(table.head), 1), 6)
    return sum(
        max(math.ceil(room.letters(cell.plain) / per_cell) for cell in row) * 28 + 16
        for row in table.rows
    )


def size(pieces: Sequence[Piece]) -> int:
    """About how many slides the pieces take."""
    return sum(count(group[0]) if len(group) == 1 else 1 for group in _packed(pieces))


_SHORT = 56
"""A title of more letters does not say both the section and what stands below it."""
_LONG = 90
"""A title of more letters has no room for the section and for the word that warns."""
_OF_WORDS = ("", "warning", "key")
"""The layouts of pieces that are words, a heading among them too."""


def _letters(*titles: Text) -> int:
    """How long titles are together."""
    return sum(len(one.plain) for one in titles)


class _Head(Struct, frozen=True):
    """What the title of a slide is made of."""

    title: Text
    """That of the section."""
    says_section: bool
    """Whether the title of a slide below a sub-heading names the section too, if it has room."""

    def with_below(self, below: Sequence[Text], needed: bool) -> Text:
        """The title of a slide on what stands below other titles; `needed` is that all are said."""
        short = _letters(self.title, *below) < _SHORT
        says_section = needed or (short and self.says_section) or not below
        return titled(self.title if says_section else None, *below)


def _layout(blocks: Blocks) -> str:
    """A short paragraph alone is set large."""
    is_short = len(blocks) == 1 and isinstance(blocks[0], Paragraph)
    return "statement" if is_short and room.fit(blocks, room.STATEMENT) else "bullets"


def _as_headings(titles: Iterable[Text]) -> Iterator[Heading]:
    """Titles that stand above the words of a slide."""
    return (Heading(0, one, 3, "") for one in titles)


def _slide(group: Sequence[Piece], head: _Head, needed: bool = False) -> PlannedSlide:
    """The slide of a group; `needed` is that it says the title of its section."""
    first, headings = group[0], {one.heading for one in group}
    shared = first.heading if len(headings) == 1 else None
    blocks = blocks_of(group) if shared else tuple(headed(group))
    above = first.above if shared else None
    below = [one for one in (above, shared.text if shared else None, first.below) if one]
    if above and _letters(*below) > _SHORT:
        below = below[1:]
    if first.label and not needed:
        has_room = head.says_section and _letters(head.title, first.label) <= _LONG
        warns = first.layout == "warning" and has_room
        blocks = (*_as_headings(below), *blocks)  # the title has no room for them
        head, below = (head, [first.label]) if warns else (replace(head, title=first.label), [])
        needed = warns
    # Words can say in a heading what makes a title too long.
    is_long = needed and not first.label and _letters(head.title, *below) > _SHORT
    if not (blocks or first.columns) or (is_long and first.layout in _OF_WORDS):
        blocks, below = (*_as_headings(below), *blocks), []
    title = head.with_below(below, needed)
    if all(isinstance(one, Heading) for one in blocks):
        blocks = tuple(Paragraph(one.line, one.text) for one in blocks if isinstance(one, Heading))
    blocks = blocks or (Paragraph(0, title),)
    layout = first.layout or _layout(blocks)
    return PlannedSlide(layout, title, () if first.columns else blocks, first.columns)


def slides(pieces: Sequence[Piece], title: Text, is_detail: bool = False) -> Iterator[PlannedSlide]:
    """The slides of the pieces of a section; one of them at least says its title.

    That is said elsewhere where they are details.
    """
    groups, head = _packed(pieces), _Head(title, not is_detail)
    if len(groups) == 1 and not is_detail:
        groups = [[replace(one, label=None) for one in groups[0]]]
    made = [_slide(group, head) for group in groups]
    if not (is_detail or any(one.title.plain.startswith(title.plain) for one in made)):
        made[0] = _slide(groups[0], head, needed=True)
    seen = set[str]()
    for one, group in zip(made, groups, strict=True):
        named = dict.fromkeys(piece.heading.id for piece in group if piece.heading)
        yield replace(one, names=tuple(name for name in named if name not in seen))
        seen.update(named)
