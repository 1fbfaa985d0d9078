"""An article's running text in sentences, as a review looks at it."""

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Literal, NamedTuple, TypeAlias

from handout.checks.context import Context
from handout.checks.review.part_words import lists_sources
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
    Quote,
    Table,
    Text,
)
from handout.model.findings import Finding, Severity
from handout.typography.sentences import sentences

Place: TypeAlias = Literal["text", "item", "cell", "code", "term", "caption", "note"]
"""Where a sentence stands; a `note` is a footnote, or in a section of references."""

_SHOWN = 60
"""Letters of a sentence in a message."""
_WORD = re.compile(r"(?:https?://|www\.)\S+|[^\W_]+(?:[’'.,‑-][^\W_]+)*")
"""Also `don’t`, `follow-up`, `2.5` and `1,000`."""
_BREAK, _TAG = "<br/>", re.compile("<[^>]+>")


@functools.lru_cache(4096)
def _words(text: str) -> tuple[str, ...]:
    """The words of a text: several rules count them."""
    return tuple(_WORD.findall(text))


class Sentence(NamedTuple):
    """A sentence, or what stands for one: a whole item, cell or caption without a full stop."""

    text: str
    line: int
    """Of the block that it stands in."""
    section: int
    """The index of its section; -1 before the first one, the number of sections in footnotes."""
    place: Place

    @property
    def quoted(self) -> str:
        """Its beginning, as a message shows it."""
        is_short = len(self.text) <= _SHOWN
        return f"“{self.text}”" if is_short else f"“{self.text[:_SHOWN].rsplit(' ', 1)[0]} …”"

    @property
    def words(self) -> tuple[str, ...]:
        """Its words and numbers, in order."""
        return _words(self.text)


class Title(NamedTuple):
    """A heading, of a section or below one."""

    text: str
    line: int
    section: int
    level: int


class Prose(NamedTuple):
    """What patients read of an article, in its order; not what only the speaker sees."""

    article: Article
    sentences: tuple[Sentence, ...]
    titles: tuple[Title, ...]

    @property
    def language(self) -> str:
        """The language without script and region, such as `en`."""
        return self.article.front.lang.split("-")[0]

    @property
    def running(self) -> Iterator[Sentence]:
        """The sentences of paragraphs and lists: not of cells, captions, code, terms and notes."""
        return (one for one in self.sentences if one.place in ("text", "item"))

    @property
    def read(self) -> Iterator[Sentence]:
        """All sentences but those of footnotes and references."""
        return (one for one in self.sentences if one.place != "note")

    def note(  # noqa: PLR0913, PLR0917  # a finding has as many fields
        self, rule: str, message: str, advice: str, line: int, about: str = "", extent: float = 0.0
    ) -> Finding:
        """A note at a line, about some words of it; its extent is by how much it is too bad."""
        return Finding(rule, message, advice, self.article.path, line, Severity.NOTE, about, extent)

    def warning(  # noqa: PLR0913, PLR0917  # as above
        self, rule: str, message: str, advice: str, line: int, about: str = "", extent: float = 0.0
    ) -> Finding:
        """A warning at a line, as `note`."""
        found = self.note(rule, message, advice, line, about, extent)
        return found._replace(severity=Severity.WARNING)


Check: TypeAlias = Callable[[Prose, Context], Iterator[Finding]]


def in_languages(*known: str) -> Callable[[Check], Check]:
    """Let a check say nothing of texts in other languages, in which nobody has tried it."""

    def decorate(check: Check) -> Check:
        @functools.wraps(check)
        def limited(prose: Prose, context: Context) -> Iterator[Finding]:
            return check(prose, context) if prose.language in known else iter(())

        return limited

    return decorate


@functools.lru_cache
def pattern(words: str) -> re.Pattern[str]:
    """A verbose pattern in any case of the letters, compiled where a text first needs it."""
    return re.compile(words, re.IGNORECASE | re.VERBOSE)


def has(text: str, *words: str) -> bool:
    """Whether one of some words, in small letters, stands in a text: quicker than a pattern."""
    lower = text.lower()
    return any(word in lower for word in words)


def is_reference(attributes: str) -> bool:
    """Whether a section's classes say that it is where the article has its facts from."""
    return "reference" in attributes.split()


def _lines(words: Text | str | None) -> Iterator[str]:
    """The lines of a text as its author broke them: each ends a sentence."""
    if isinstance(words, Text) and _BREAK in words.html:
        return (unescape(_TAG.sub("", line)) for line in words.html.split(_BREAK))
    return iter(str(words or "").split("\n"))


def _own(block: Block, place: Place) -> Iterator[tuple[Text | str | None, Place]]:
    """The words of a block but for those inside it, and where they stand."""
    match block:
        case Paragraph(text=text):
            yield text, place
        case Code(text=text):
            yield text, "code"
        case List(lead_in=lead_in):
            yield lead_in, place
        case Table():
            yield block.caption, "caption"
            yield from ((cell, "cell") for row in (block.head, *block.rows) for cell in row)
        case Figure(caption=caption):
            yield caption, "caption"
        case Directive(attributes=attributes):
            yield attributes.get("label"), "caption"


class _Reader:
    """Gathers the sentences of one article."""

    def __init__(self, lang: str) -> None:
        self.lang, self.section = lang, -1
        self.sentences, self.titles = list[Sentence](), list[Title]()

    def add(self, words: Text | str | None, line: int, place: Place) -> None:
        """The sentences of a text."""
        for line_of_text in _lines(words):
            for one in sentences(line_of_text, self.lang):
                self.sentences.append(Sentence(one, line, self.section, place))

    def blocks(self, blocks: Iterable[Block], place: Place) -> None:
        """The sentences of blocks and of those inside them."""
        for block in blocks:
            if isinstance(block, Heading):
                title = Title(block.text.plain, block.line, self.section, block.level)
                self.titles.append(title)
            elif not (isinstance(block, Directive) and block.name == "notes"):
                for words, at in _own(block, place):
                    self.add(words, block.line, "note" if place == "note" else at)
                self._inner(block, place)

    def _inner(self, block: Block, place: Place) -> None:
        match block:
            case Quote(blocks=inner) | Directive(blocks=inner):
                self.blocks(inner, place)
            case List(items=items):
                for item in items:
                    self.blocks(item.blocks, "note" if place == "note" else "item")
            case Definitions(entries=entries):
                for entry in entries:
                    self.add(entry.term, entry.line, "note" if place == "note" else "term")
                    self.blocks(entry.blocks, place)


def prose(article: Article) -> Prose:
    """The sentences and headings of an article."""
    reader = _Reader(article.front.lang)
    reader.blocks(article.lead, "text")
    for reader.section, section in enumerate(article.sections):
        reader.titles.append(Title(section.title.plain, section.line, reader.section, 2))
        told = is_reference(section.attributes.get("class", ""))
        told = told or "sources" in article.parts.get(section.line, ())
        told = told or lists_sources(section.title.plain, article.front.lang.split("-")[0])
        reader.blocks(section.blocks, "note" if told else "text")
    reader.section = len(article.sections)
    for note in article.footnotes:
        reader.blocks(note.blocks, "note")
    return Prose(article, tuple(reader.sentences), tuple(reader.titles))
