"""What stands side by side on paper where it is wide enough: lists, pictures and text."""

from collections.abc import Iterable, Iterator, Sequence

from handout.model.article import (
    Block,
    Directive,
    Figure,
    Heading,
    Item,
    List,
    Paragraph,
    Table,
    Text,
)
from handout.typography.line_breaks import is_needed

_SHORT_ITEM, _SHORT_LIST = 80, 8
"""Letters of an item, and items of a list, that may stand beside another."""
_ON_HALF_A_LINE, _MANY = 24, 6
"""Letters of an item that is sure to take half a line at most, and items worth two columns."""
_WIDEST, _WIDEST_MM, _LEAST_WORDS = 50.0, 62.0, 120
"""The width of a picture, per cent or millimetres, that leaves room for words beside it, of which a
line then has 27 letters, 22 in the largest type; and how many letters of them there must be. Set
beside pictures of 55 and 60 %, they were a strip of 25 and 19 letters, twice as high as these."""
_HUNG, _HUNG_MM = 60.0, 74.4
"""The width of one that hangs into the column of headings: a line beside it has 40 letters."""
_PHONE = 30
"""Letters side by side in a table on a phone of 320 pixels, a gap between two columns being one."""
_KEPT = 10
"""Letters of a cell with a number that is kept on a line, such as a dose."""


def _is_short_list(block: Block) -> bool:
    """Whether a list is narrow enough to stand beside another."""
    if not isinstance(block, List) or block.lead_in or len(block.items) > _SHORT_LIST:
        return False
    inner = [held for item in block.items for held in item.blocks]
    return all(isinstance(one, Paragraph) and len(one.text.plain) < _SHORT_ITEM for one in inner)


def _is_brief(item: Item) -> bool:
    """Whether an item takes half a line at most; a letter of scripts without spaces is wide."""
    if len(item.blocks) != 1 or not isinstance(words := item.blocks[0], Paragraph):
        return False
    letters = len(words.text.plain) * (2 if is_needed(words.text.plain) else 1)
    return letters <= _ON_HALF_A_LINE


def in_halves(block: List) -> bool:
    """Whether a list is set in two columns: of many items, all of them brief."""
    return not block.ordered and len(block.items) >= _MANY and all(map(_is_brief, block.items))


def _is_narrow(figure: Figure, share: float = _WIDEST, length: float = _WIDEST_MM) -> bool:
    """Whether the author set a picture so narrow that there is room beside it."""
    most = share if figure.width.endswith("%") else length
    return bool(figure.width) and float(figure.width.rstrip("%m")) <= most


def _columns(kind: str, *held: tuple[Block, ...]) -> Directive:
    """Blocks in columns; `kind` is their class, a picture's width that of its column."""
    columns = []
    for inner in held:
        first = inner[0]
        width = first.width if isinstance(first, Figure) else ""
        columns.append(Directive(first.line, "column", inner, {"width": width} if width else {}))
    return Directive(columns[0].line, "columns", tuple(columns), {"class": kind})


def _beside(blocks: Sequence[Block]) -> tuple[Directive | None, int]:
    """What the first blocks are side by side, and how many they are; nothing where they are not."""
    match blocks[:5]:
        case [Heading() as a, List() as first, Heading() as b, List() as second, *rest] if (
            a.level == b.level
            and _is_short_list(first)
            and _is_short_list(second)
            and all(isinstance(one, Heading) for one in rest)
        ):
            return _columns("beside", (a, first), (b, second)), 4
        case [Figure() as one, Figure() as other, *_] if all(
            not figure.width or _is_narrow(figure) for figure in (one, other)
        ):
            return _columns("pictures", (one,), (other,)), 2
        case [Figure() as figure, Paragraph() as words, *_] if (
            _is_narrow(figure, _HUNG, _HUNG_MM) and len(words.text.plain) >= _LEAST_WORDS
        ):
            kind = "wrapped" if _is_narrow(figure) else "wrapped hung"
            return _columns(kind, (figure,), (words,)), 2
    return None, 0


def paired(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; as columns two headings with a short list each, such as Do and Don't, two
    pictures, and a narrow picture with the words behind it."""
    held = list(blocks)
    while held:
        columns, count = _beside(held)
        yield columns or held[0]
        del held[: count or 1]


def _longest(text: Text) -> int:
    """The letters of a cell's longest word; of a number and its unit, together."""
    words = text.plain
    if len(words) <= _KEPT and any(map(str.isdigit, words)):
        return len(words)
    return max((2 if is_needed(one) else len(one) for one in words.split()), default=0)


def stacks(table: Table) -> bool:
    """Whether the words of a table are too long to stand side by side on a phone.

    A row is then shown there cell below cell, each behind the head of its column, as a dose that
    is off the screen may be taken for another's. Columns without words at their head are not.
    """
    if len(table.head) < 2 or not all(one.plain.strip() for one in table.head[1:]):
        return False
    columns = zip(table.head, *table.rows, strict=True)
    return sum(max(map(_longest, column)) + 1 for column in columns) > _PHONE + 1
