"""The words of blocks, whatever holds them, as what one text on a slide is made of."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import TypeAlias

from msgspec.structs import replace

from handout.model.article import (
    Block,
    Code,
    Definition,
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
    walk,
)
from handout.model.deck import chart_name, people_name, picture_name
from handout.model.foreign_words import ForeignWords

Blocks: TypeAlias = tuple[Block, ...]


def plain(words: str) -> Text:
    """A text without mark-up but for its language, where that is another."""
    html = words.__html__() if isinstance(words, ForeignWords) else escape(words)
    return Text(str(words), html)


def about(words: str, title: Text) -> Text:
    """Words such as `More: {title}`, filled in; the title keeps its own language."""
    around = (plain(part).html for part in words.split("{title}"))
    return Text(str(words.format(title=title)), escape(title.plain).join(around))


def is_drawn(block: Block) -> bool:
    """Whether it cannot stand among words on a slide."""
    drawn = isinstance(block, Directive) and block.name in ("chart", "icon-array")
    return drawn or isinstance(block, Table | Figure)


def _entry(entry: Definition) -> Item:
    """A term with what it means, as an item."""
    first, *rest = (*words(entry.blocks),) or (None,)
    term = f"<strong>{entry.term.html}</strong>"
    if isinstance(first, Paragraph):
        both = Text(f"{entry.term}\n{first.text}", f"{term}<br/>\n{first.text.html}")
        return Item(entry.line, (Paragraph(entry.line, both), *rest))
    held = (first, *rest) if first else ()
    return Item(entry.line, (Paragraph(entry.line, Text(entry.term.plain, term)), *held))


def _strong(heading: Heading) -> Paragraph:
    """A heading where only paragraphs may stand."""
    return Paragraph(
        heading.line, Text(heading.text.plain, f"<strong>{heading.text.html}</strong>")
    )


def _item(item: Item) -> Item:
    """An item with the words of all that stands in it."""
    held = (_strong(b) if isinstance(b, Heading) else b for b in words(item.blocks))
    return replace(item, blocks=tuple(held))


def sayings(blocks: Blocks) -> Iterator[str]:
    """What each paragraph, heading and line of code says, however deep."""
    for block in walk(blocks):
        if isinstance(block, Paragraph | Heading | Code):
            yield block.text.plain


def _told(held: List) -> Iterator[List]:
    """The list, unless all that it held is drawn."""
    if any(sayings((held,))):
        yield held


def words(blocks: Blocks) -> Iterator[Block]:
    """Paragraphs, headings, lists and code of the blocks, whatever holds them; nothing drawn."""
    for block in shown(blocks, "deck"):
        match block:
            case List(lead_in=lead, items=items):
                yield from [Paragraph(block.line, lead)] if lead else []
                yield from _told(replace(block, items=tuple(map(_item, items)), lead_in=None))
            case Definitions(entries=entries):
                yield from _told(List(block.line, tuple(map(_entry, entries))))
            case Quote(blocks=inner):
                yield from words(inner)
            case Directive(blocks=inner) if not is_drawn(block) and block.name != "notes":
                yield from words(inner)
            case Paragraph() | Heading() | Code():
                yield block


def drawn(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    """What is drawn on slides of the blocks, however deep: its line, and what proofs call it."""
    for block in shown(tuple(blocks), "deck"):
        match block:
            case Figure(source=source):
                yield block.line, picture_name(source)
            case Table():
                cells = (cell for row in (block.head, *block.rows) for cell in row)
                yield from (
                    (block.line, picture_name(one.source))
                    for cell in cells
                    for one in cell.pictures
                )
            case Directive(name="icon-array", attributes=held):
                yield block.line, people_name(int(held["n"]), int(held["of"]))
            case Directive(name="chart", blocks=inner):
                tables = (one for one in inner if isinstance(one, Table))
                yield from ((block.line, chart_name(len(one.rows))) for one in tables)
        if not (isinstance(block, Directive) and block.name == "notes"):
            for inside in inner_blocks(block):
                yield from drawn(inside)
