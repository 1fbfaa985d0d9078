"""An article in the passages that a translation is compared by: its beginning and its sections."""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple
from unicodedata import normalize

from handout.model.article import (
    Article,
    Block,
    Code,
    Definitions,
    Directive,
    Figure,
    Heading,
    List,
    Paragraph,
    Table,
    Text,
    walk,
)

_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\u2066-\u2069\ufe00-\ufe0f\U000e0100-\U000e01ef]")
Line = tuple[int, str]
"""Words, and the line that they begin in."""


class Passage(NamedTuple):
    """A section, or what stands before the first one, or the footnotes."""

    key: str
    """By which it is found again: the id of its heading."""
    name: str
    """As messages call it."""
    line: int
    texts: tuple[Line, ...]

    @property
    def digest(self) -> str:
        """The digest of its words; spaces and line breaks do not count."""
        words = " ".join(words for _, words in self.texts)
        plain = " ".join(_UNSEEN.sub("", normalize("NFC", words)).split())
        return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _own_texts(block: Block) -> Iterator[Text | str | None]:
    """The words of a block, but for those of the blocks inside it."""
    match block:
        case Paragraph(text=text) | Heading(text=text) | Code(text=text):
            yield text
        case List(lead_in=lead_in):
            yield lead_in
        case Table():
            yield block.caption
            for row in (block.head, *block.rows):
                yield from row
        case Figure():
            yield from (block.alt, block.caption)
        case Directive(attributes=attributes):
            yield from (value for key, value in attributes.items() if key != "class")
        case Definitions(entries=entries):
            yield from (entry.term for entry in entries)


def _texts(blocks: Iterable[Block]) -> Iterator[Line]:
    """All words of blocks, on whichever medium they are shown, each with its line."""
    for block in walk(blocks):
        yield from ((block.line, str(words)) for words in _own_texts(block) if words)


def passages(article: Article, key_lines: Mapping[str, int] | None = None) -> Iterator[Passage]:
    """The passages of an article; the lines of its front matter's keys are 1 if not told."""
    lines = key_lines or {}
    front = article.front
    head = (("title", front.title), ("question", front.question), ("subtitle", front.subtitle))
    shown = tuple((lines.get(key, 1), words) for key, words in head if words)
    yield Passage("(beginning)", "the beginning", 1, (*shown, *_texts(article.lead)))
    for one in article.sections:
        texts = ((one.line, one.title.plain), *_texts(one.blocks))
        yield Passage(one.id, f"“{one.title}”", one.line, texts)
    if notes := article.footnotes:
        blocks = (block for note in notes for block in note.blocks)
        yield Passage("(footnotes)", "the footnotes", notes[0].line, tuple(_texts(blocks)))


def digests(article: Article) -> Mapping[str, str]:
    """The digest of each passage, by its key."""
    return {passage.key: passage.digest for passage in passages(article)}
