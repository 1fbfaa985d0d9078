"""The lines of an article as its readers see them, for whoever compares two versions of it.

What stands behind words is there too, such as the number of a link.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import NamedTuple

from handout.model.article import (
    MEDIUM_OF,
    Article,
    Block,
    Code,
    Definitions,
    Directive,
    Figure,
    Heading,
    List,
    Medium,
    Paragraph,
    Quote,
    Table,
    Text,
    shown,
)
from handout.templating.links import typed_address
from handout.typography import punctuation

CELL = "\t"
"""Stands between two cells of a table."""
STRUCK = "~~"
"""Stands around words that the article shows struck out."""

_LINK = re.compile(r'<a href="([^"#][^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_SIGNS = re.compile(r"^(?:tel|mailto|https?):/*|<[^>]*>|[^\w+]")
"""What does not count where the words of a link are what it leads to."""
_NOTE = re.compile(r'<sup class="note">.*?</sup>')
_RAISED = re.compile(r"<(sup|sub)\b[^>]*>(.*?)</\1>", re.DOTALL)
_STRUCK = re.compile(r"<(s|del)>(.*?)</\1>", re.DOTALL)
_SMALL = {
    "sup": str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
_BESIDE = ("title", "question", "subtitle")
"""Keys whose words stand at the head of the article: shown first."""
_SHOWN_APART = frozenset(("version", "code", "reviewed", "next_review"))
"""Keys of the version line, which every sheet of changes has at its head."""
_UNSEEN = frozenset(("translated_sections", "translated_from", "own_numbers")) | _SHOWN_APART
"""Keys that say nothing to a reader, or say it there."""


class Part(NamedTuple):
    """A section, or another part of an article."""

    title: str
    lines: list[str]


def _with_target(link: re.Match[str]) -> str:
    """The words of a link, and where it leads unless they say just that."""
    target, words = unescape(link[1]), unescape(link[2])
    told = _SIGNS.sub("", target) == _SIGNS.sub("", words)
    return link[2] if told else f"{link[2]} ({typed_address(link[1])})"


def _raised(match: re.Match[str]) -> str:
    """Raised or lowered words: 10⁹, H₂O; letters as they are, other figures behind a sign."""
    words = match[2].translate(_SMALL[match[1]])
    sign = ("^" if match[1] == "sup" else "_") if re.search(r"\d", words) else ""
    return f"{sign}{words}"


class _Reader(NamedTuple):
    """What turns blocks into lines."""

    strings: Mapping[str, str]
    medium: Medium | None
    """Whose readers they are for; None for whoever writes the article, and sees all of it."""
    marks: bool
    """Whether the marks of footnotes count, which are others where a note is added."""

    def words(self, text: Text) -> str:
        """The words of a text with what its mark-up means."""
        html = _LINK.sub(_with_target, text.html if self.marks else _NOTE.sub("", text.html))
        html = _STRUCK.sub(rf"{STRUCK}\2{STRUCK}", _RAISED.sub(_raised, html))
        html = re.sub(r"<br\s*/?>", " ", html)
        return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())

    def _of_list(self, block: List) -> Iterator[str]:
        """The lead-in, then each item, with the number that its author chose."""
        if block.lead_in:
            yield self.words(block.lead_in)
        for place, item in enumerate(block.items):
            first = block.start if not place and block.start != 1 else None
            number = item.number if item.number is not None else first
            line, *others = [*self.lines(item.blocks)] or [""]
            yield f"{number}. {line}" if block.ordered and number is not None else line
            yield from others

    def _of_table(self, block: Table) -> Iterator[str]:
        """The caption, then each row."""
        if block.caption:
            yield self.words(block.caption)
        for row in (block.head, *block.rows):
            yield CELL.join(map(self.words, row))
            yield from self.lines(tuple(picture for cell in row for picture in cell.pictures))

    def _of_figure(self, block: Figure) -> Iterator[str]:
        """What is said of a picture; its file, for whoever writes."""
        yield block.alt if self.medium else f"{block.source}: {block.alt}"
        if block.caption:
            yield self.words(block.caption)

    def _of_directive(self, block: Directive) -> Iterator[str]:
        """What it says, then what is in it."""
        held = block.attributes
        if block.name in ("key", "warning"):
            yield self.strings[block.name]
        elif block.name == "icon-array":
            said = self.strings["share"].format(n=held.get("n"), of=held.get("of"))
            label = held.get("label", "")
            yield f"{said}{punctuation.gap(said, label)}{label}"
            yield from [held["source"]] if "source" in held else []
        elif block.name in MEDIUM_OF and not self.medium:
            yield f"::: {block.name}"
        yield from self.lines(block.blocks)

    def lines(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """The lines of blocks."""
        for block in shown(blocks, self.medium) if self.medium else blocks:
            match block:
                case Paragraph(text=text) | Heading(text=text):
                    yield self.words(text)
                case Code(text=text):
                    yield from text.plain.split("\n")
                case List():
                    yield from self._of_list(block)
                case Table():
                    yield from self._of_table(block)
                case Figure():
                    yield from self._of_figure(block)
                case Quote(blocks=inner):
                    yield from self.lines(inner)
                case Definitions(entries=entries):
                    for one in entries:
                        yield f"{self.words(one.term)}: {' '.join(self.lines(one.blocks))}"
                case Directive():
                    yield from self._of_directive(block)

    def front(self, article: Article) -> Iterator[str]:
        """The lines of the front matter: those at the head, for whoever writes the others too."""
        front = article.front
        yield from (value for key in _BESIDE if (value := getattr(front, key)))
        for key in () if self.medium else front.__struct_fields__:
            if key not in (*_BESIDE, *_UNSEEN) and (value := getattr(front, key)):
                told = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
                yield f"{key}: {told}"

    def parts(self, article: Article) -> list[Part]:
        """The parts of an article, each with its lines."""
        found = [Part("", [*self.front(article), *self.lines(article.lead)])]
        for one in article.sections:
            said = () if self.medium else sorted(one.attributes.items())
            marks = (f"{{{key}={value}}}" for key, value in said)
            found.append(Part(self.words(one.title), [*marks, *self.lines(one.blocks)]))
        if article.footnotes:
            notes = (" ".join(self.lines(one.blocks)) for one in article.footnotes)
            found.append(Part(self.strings["notes_title"], list(notes)))
        return [Part(title, list(filter(None, lines))) for title, lines in found]


def _notes(article: Article) -> Iterable[object]:
    return [[text.html for text in _texts(one.blocks)] for one in article.footnotes]


def _texts(blocks: Iterable[Block]) -> Iterator[Text]:
    return (one.text for one in blocks if isinstance(one, Paragraph))


def parts(
    old: Article, new: Article, strings: Mapping[str, str], medium: Medium | None = None
) -> tuple[list[Part], list[Part]]:
    """The parts of two versions of an article, to be compared."""
    reader = _Reader(strings, medium, _notes(old) == _notes(new))
    return reader.parts(old), reader.parts(new)
