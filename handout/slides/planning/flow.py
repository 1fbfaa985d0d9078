"""The words of blocks, whatever holds them, as what one text on a slide is made of."""

import re
from collections.abc import Iterable, Iterator, Mapping
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
    shown,
    shown_within,
    walk,
)
from handout.model.deck import chart_name, people_name, picture_name
from handout.model.foreign_words import ForeignWords
from handout.model.risks import risks

Blocks: TypeAlias = tuple[Block, ...]
Strings: TypeAlias = Mapping[str, str]
Line: TypeAlias = tuple[int, Text]
"""A text with its line."""
BOXES = frozenset(("key", "warning"))
"""The directives that have a label: the string of their name."""


def plain(words: str) -> Text:
    """A text without mark-up but for its language, where that is another."""
    html = words.__html__() if isinstance(words, ForeignWords) else escape(words)
    return Text(str(words), html)


def about(words: str, title: Text) -> Text:
    """Words such as `More: {title}`, filled in; the title keeps its own language."""
    around = (plain(part).html for part in words.split("{title}"))
    return Text(str(words.format(title=title)), escape(title.plain).join(around))


def titled(*parts: Text | None) -> Text:
    """The title of a slide that says several things, such as the label of a box and its heading."""
    said = [one for one in parts if one]
    return Text(": ".join(one.plain for one in said), ": ".join(one.html for one in said))


def _below(label: Text, said: Text) -> Text:
    """What a text is called, in bold, and the text on a line below it."""
    html = f"<strong>{label.html}</strong><br/>\n{said.html}"
    return Text(f"{label.plain}\n{said.plain}", html)


def _strong(line: int, said: Text) -> Paragraph:
    """A heading where only paragraphs may stand."""
    return Paragraph(line, Text(said.plain, f"<strong>{said.html}</strong>"))


def referred(lines: Iterable[Line]) -> set[int]:
    """The numbers of the footnotes that texts refer to."""
    html = "".join(text.html for _, text in lines)
    return {int(number) for number in re.findall(r'href="#note-(\d+)"', html)}


def is_drawn(block: Block) -> bool:
    """Whether it cannot stand among words on a slide."""
    names = ("chart", "options", "icon-array", "risk")
    drawn = isinstance(block, Directive) and block.name in names
    return drawn or isinstance(block, Table | Figure)


def _held(blocks: Blocks, strings: Strings) -> Blocks:
    """The words of blocks in an item, which has no headings."""
    made = words(blocks, strings)
    return tuple(_strong(b.line, b.text) if isinstance(b, Heading) else b for b in made)


def _labelled(line: int, label: Text, blocks: Blocks) -> Iterator[Block]:
    """Blocks below what they are called, which a paragraph has on a line of its own."""
    first, *rest = blocks or (None,)
    if isinstance(first, Paragraph):
        yield replace(first, text=_below(label, first.text))
    elif first:
        yield from (_strong(line, label), first)
    yield from rest


def _entry(entry: Definition, strings: Strings) -> Item:
    """A term with what it means, as an item."""
    held = tuple(_labelled(entry.line, entry.term, _held(entry.blocks, strings)))
    return Item(entry.line, held or (_strong(entry.line, entry.term),))


def sayings(blocks: Blocks) -> Iterator[str]:
    """The plain text of each paragraph, heading and piece of code, however deep."""
    for block in walk(blocks):
        if isinstance(block, Paragraph | Heading | Code):
            yield block.text.plain


def _told(held: List) -> Iterator[List]:
    """The list, if any words are left in it: what is drawn stands elsewhere."""
    if any(sayings((held,))):
        yield held


def words(blocks: Blocks, strings: Strings) -> Iterator[Block]:
    """Paragraphs, headings, lists and code of the blocks, whatever holds them; nothing drawn.

    A box that is held has its label in front.
    """
    for block in shown(blocks, "deck"):
        match block:
            case List(lead_in=lead, items=items):
                yield from [Paragraph(block.line, lead)] if lead else []
                held = tuple(replace(one, blocks=_held(one.blocks, strings)) for one in items)
                yield from _told(replace(block, items=held, lead_in=None))
            case Definitions(entries=entries):
                made = tuple(_entry(one, strings) for one in entries)
                yield from _told(List(block.line, made))
            case Directive(name=name) if name in BOXES:
                boxed = tuple(words(block.blocks, strings))
                yield from _labelled(block.line, plain(strings[name]), boxed)
            case Quote(blocks=inner):
                yield from words(inner, strings)
            case Directive(blocks=inner) if not is_drawn(block) and block.name != "notes":
                yield from words(inner, strings)
            case Paragraph() | Heading() | Code():
                yield block


def warnings(blocks: Iterable[Block]) -> Iterator[Directive]:
    """The warnings that slides are to show, however deep."""
    every = shown_within(blocks, "deck")
    return (one for one in every if isinstance(one, Directive) and one.name == "warning")


def drawn(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    """What is drawn on slides of the blocks, however deep: its line, and what proofs call it."""
    for block in shown_within(blocks, "deck"):
        match block:
            case Figure(source=source):
                yield block.line, picture_name(source)
            case Table():
                cells = (cell for row in (block.head, *block.rows) for cell in row)
                pictures = (one for cell in cells for one in cell.pictures)
                yield from ((block.line, picture_name(one.source)) for one in pictures)
            case Directive(name="icon-array", attributes=held):
                yield block.line, people_name(int(held["n"]), int(held["of"]))
            case Directive(name="risk", blocks=(Table() as table,)):
                yield from ((r.line, people_name(r.shown, r.people)) for r in risks(table))
            case Directive(name="chart", blocks=inner):
                tables = (one for one in inner if isinstance(one, Table))
                yield from ((block.line, chart_name(len(one.rows))) for one in tables)
