"""What of a block a slide shows where the rest is left to the speaker notes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from handout.model.article import (
    Block,
    Code,
    Definition,
    Definitions,
    Directive,
    Item,
    List,
    Paragraph,
    Quote,
    Text,
    shown,
)
from handout.typography.sentences import sentence_texts


def _joined(texts: Iterable[Text], space: str, html: str) -> Text:
    """Texts in a row, with `space` between their words and `html` between their mark-up."""
    held = tuple(texts)
    return Text(space.join(one.plain for one in held), html.join(one.html for one in held))


def gist(text: Text, lang: str) -> Text:
    """The first sentence; the second too where the first is a word or two."""
    sentences = tuple(sentence_texts(text, lang))
    if not sentences:
        return text
    brief = len(re.findall(r"\w+", sentences[0].plain)) < 3
    return _joined(sentences[: 2 if brief else 1], " ", " ")


def by_sentence(block: Paragraph, lang: str) -> Iterator[Paragraph]:
    """Each sentence of a paragraph as a paragraph of its own."""
    return (Paragraph(block.line, one) for one in sentence_texts(block.text, lang))


def _opening(block: Block) -> Text | None:
    """The words of a paragraph, or those before a list."""
    match block:
        case Paragraph(text=text):
            return text
        case List(lead_in=lead_in):
            return lead_in
    return None


def _brief_item(item: Item, lang: str) -> Item:
    """The gist of what an item begins with, and the lists inside it."""
    held = tuple(shown(item.blocks, "deck"))
    first = _opening(held[0]) if held else None
    words = (Paragraph(item.line, gist(first, lang)),) if first else ()
    return replace(item, blocks=(*words, *_brief_lists(held, lang)))


def brief_list(block: List, lang: str) -> List:
    """A list of gists, without the words before it."""
    items = tuple(_brief_item(item, lang) for item in block.items)
    return replace(block, items=items, lead_in=None)


def _brief_lists(blocks: Iterable[Block], lang: str) -> Iterator[List]:
    """The lists among the blocks."""
    return (brief_list(block, lang) for block in blocks if isinstance(block, List))


def _brief_entry(entry: Definition, lang: str) -> Item:
    """A term with the gists of what it means below it, and the lists."""
    held = tuple(shown(entry.blocks, "deck"))
    term = Text(entry.term.plain, f"<strong>{entry.term.html}</strong>")
    meanings = (gist(text, lang) for text in map(_opening, held) if text)
    words = Paragraph(entry.line, _joined((term, *meanings), "\n", "\n<br/>"))
    return Item(entry.line, (words, *_brief_lists(held, lang)))


_LEFT_TO_NOTES = ("notes", "icon-array")
"""Directives that are not shown on a slide that other blocks share."""


def together(blocks: Iterable[Block], lang: str) -> Iterator[Block]:
    """What of the blocks stands on one slide, such as a warning with its list."""
    for block in shown(tuple(blocks), "deck"):
        match block:
            case Paragraph():
                yield from by_sentence(block, lang)
            case Code():
                yield block
            case List():
                yield from [Paragraph(block.line, block.lead_in)] if block.lead_in else []
                yield brief_list(block, lang)
            case Quote(blocks=inner):
                yield from together(inner, lang)
            case Directive(name=name, blocks=inner) if name not in _LEFT_TO_NOTES:
                yield from together(inner, lang)


def brief_definitions(block: Definitions, lang: str) -> List:
    """Terms and what they mean, as a list."""
    return List(block.line, tuple(_brief_entry(entry, lang) for entry in block.entries))
