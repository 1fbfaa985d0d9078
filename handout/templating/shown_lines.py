"""The lines of an article as its readers see them, for whoever compares two versions of it.

What stands behind words is there too, such as the number of a link.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import NamedTuple, TypeAlias

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
from handout.templating.links import LINK, typed_address, without_tags
from handout.typography import punctuation

CELL = "\t"
"""Stands between two cells of a table."""
STRUCK = "~~"
"""Stands around words that the article shows struck out."""

_SIGNS = re.compile(r"^(?:tel|mailto|https?):/*|<[^>]*>|[^\w+]")
"""What does not count where the words of a link are what it leads to."""
_NOTE = re.compile(r'<sup class="note">.*?</sup>')
_RAISED = re.compile(r"<(sup|sub)\b[^>]*>(.*?)</\1>", re.DOTALL)
_STRUCK = re.compile(r"<(s|del)>(.*?)</\1>", re.DOTALL)
_ALL_BOLD = re.compile(r"<strong>(?:(?!</?strong>).)*</strong>", re.DOTALL)
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


Labels: TypeAlias = tuple[str, ...]
"""The sub-headings, captions and other labels that a line stands below, the outermost first."""
Placed: TypeAlias = tuple[Labels, str]
"""A line, behind the labels that it stands below."""
_BELOW = " › "
_BOLD, _FOR_ONE = 7, 8
"""The levels of labels below headings: a paragraph in bold; one with a colon, for one block."""
_LONG_LABEL = 60
"""Characters."""


class Part(NamedTuple):
    """A section, what stands below a label in it, or another part of an article."""

    title: str
    lines: list[str]
    whole: tuple[str, ...] = ()
    """Of a section, what stands below its labels too."""

    @property
    def section(self) -> str:
        """The title of the section that it stands in."""
        return self.title.partition(_BELOW)[0]

    @property
    def below(self) -> str:
        """The labels that it stands below in its section."""
        return self.title.partition(_BELOW)[2]


def brief(title: str) -> str:
    """A title in which labels that are whole paragraphs are no more than their end."""
    section, *labels = title.split(_BELOW)
    ends = ((one, one[-_LONG_LABEL:].partition(" ")[2]) for one in labels)
    told = (f"… {end}" if end and len(one) > _LONG_LABEL else one for one, end in ends)
    return _BELOW.join((section, *told))


def _label_level(block: Block) -> int:
    """Which level of label a block is to what follows it; 0 for one that is none."""
    match block:
        case Heading(level=level):
            return level
        case Paragraph(text=text) if _ALL_BOLD.fullmatch(text.html):
            return _BOLD
        case Paragraph(text=text) if text.plain.rstrip().endswith((":", "：")):
            return _FOR_ONE
    return 0


def _with_target(link: re.Match[str]) -> str:
    """The words of a link, and where it leads unless they end with just that."""
    target, words = unescape(link[1]), unescape(link[2])
    told = _SIGNS.sub("", words).endswith(_SIGNS.sub("", target))
    return link[2] if told else f"{link[2]} ({typed_address(link[1])})"


def _raised(match: re.Match[str]) -> str:
    """Raised or lowered words: 10⁹, H₂O; letters as they are, other figures behind a sign."""
    words = match[2].translate(_SMALL[match[1]])
    sign = ("^" if match[1] == "sup" else "_") if re.search(r"\d", words) else ""
    return f"{sign}{words}"


class _Reader(NamedTuple):
    """Turns blocks into the lines that a reader sees."""

    strings: Mapping[str, str]
    medium: Medium | None
    """Whose readers they are for; None for whoever writes the article, and sees all of it."""
    marks: bool
    """Whether the marks of footnotes count, which are others where a note is added."""

    def words(self, text: Text) -> str:
        """The words of a text with what its mark-up means."""
        html = LINK.sub(_with_target, text.html if self.marks else _NOTE.sub("", text.html))
        html = _STRUCK.sub(rf"{STRUCK}\2{STRUCK}", _RAISED.sub(_raised, html))
        return " ".join(without_tags(re.sub(r"<br\s*/?>", " ", html)).split())

    def _of_list(self, block: List, path: Labels) -> Iterator[Placed]:
        """Each item below the lead-in, with the number that its author chose."""
        if block.lead_in:
            path = (*path, self.words(block.lead_in))
            yield path, ""
        for place, item in enumerate(block.items):
            first = block.start if not place and block.start != 1 else None
            number = item.number if item.number is not None else first
            (at, line), *others = [*self.placed(item.blocks, path)] or [(path, "")]
            if block.ordered and number is not None:
                at, line = path, f"{number}. {line or ''.join(at[-1:])}"
            yield at, line
            holds = line and any(isinstance(one, List) for one in item.blocks)
            label = (line,) if holds else ()
            yield from (((*path, *label, *below[len(path) :]), said) for below, said in others)

    def _of_table(self, block: Table, path: Labels) -> Iterator[Placed]:
        """Each row, below the caption."""
        if block.caption:
            path = (*path, self.words(block.caption))
            yield path, ""
        for row in (block.head, *block.rows):
            yield path, CELL.join(map(self.words, row))
            pictures = tuple(picture for cell in row for picture in cell.pictures)
            yield from self.placed(pictures, path)

    def _of_figure(self, block: Figure) -> Iterator[str]:
        """What is said of a picture; its file, for whoever writes."""
        yield block.alt if self.medium else f"{block.source}: {block.alt}"
        if block.caption:
            yield self.words(block.caption)

    def _of_directive(self, block: Directive) -> Iterator[str]:
        """What it says before what is in it."""
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

    def _of_block(self, block: Block, path: Labels) -> Iterator[Placed]:
        """The lines of a block that is no label."""
        told: Iterable[str] = ()
        inner: tuple[Block, ...] = ()
        match block:
            case Paragraph(text=text):
                told = (self.words(text),)
            case Code(text=text):
                told = text.plain.split("\n")
            case List():
                yield from self._of_list(block, path)
            case Table():
                yield from self._of_table(block, path)
            case Figure():
                told = self._of_figure(block)
            case Quote(blocks=inner):
                pass
            case Definitions(entries=entries):
                told = (f"{self.words(e.term)}: {' '.join(self.lines(e.blocks))}" for e in entries)
            case Directive(blocks=inner):
                told = self._of_directive(block)
        yield from ((path, line) for line in told)
        yield from self.placed(inner, path)

    def placed(self, blocks: tuple[Block, ...], path: Labels = ()) -> Iterator[Placed]:
        """The lines of blocks, each with what it stands below; labels are lines without words."""
        labels = list[tuple[int, str]]()
        seen = [*(shown(blocks, self.medium) if self.medium else blocks)]
        for place, block in enumerate(seen, 1):
            level = _label_level(block) if place < len(seen) else 0
            if isinstance(block, Heading | Paragraph) and level:
                labels = [one for one in labels if one[0] < level]
                labels.append((level, self.words(block.text)))
                yield (*path, *(label for _, label in labels)), ""
            else:
                yield from self._of_block(block, (*path, *(label for _, label in labels)))
                labels = [one for one in labels if one[0] < _FOR_ONE]

    def lines(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """The lines of blocks."""
        return (line or "".join(path[-1:]) for path, line in self.placed(blocks))

    def _section(self, title: str, marks: Iterable[str], blocks: tuple[Block, ...]) -> list[Part]:
        """A section in parts: its own lines, and those below each of its labels."""
        found = [Part(title, [*marks])]
        for path, line in self.placed(blocks):
            name = _BELOW.join(filter(None, (title, *path)))
            above = f"{found[-1].title}{_BELOW}"
            if found[1:] and not any(found[-1].lines) and name.startswith(above):
                found.pop()  # a label above a label, which names it too
            if name != found[-1].title:
                found.append(Part(name, []))
            found[-1].lines.append(line)
        whole = tuple(line for part in found for line in part.lines)
        return [found[0]._replace(whole=whole), *found[1:]]

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
        found = self._section("", self.front(article), article.lead)
        for one in article.sections:
            said = () if self.medium else sorted(one.attributes.items())
            marks = (f"{{{key}={value}}}" for key, value in said)
            found += self._section(self.words(one.title), marks, one.blocks)
        if article.footnotes:
            notes = (" ".join(self.lines(one.blocks)) for one in article.footnotes)
            found.append(Part(self.strings["notes_title"], list(notes)))
        return [one._replace(lines=[*filter(None, one.lines)]) for one in found]


def _notes(article: Article) -> list[list[str]]:
    """What the paragraphs of each footnote say."""
    notes = ((b for b in one.blocks if isinstance(b, Paragraph)) for one in article.footnotes)
    return [[block.text.html for block in blocks] for blocks in notes]


def parts(
    old: Article, new: Article, strings: Mapping[str, str], medium: Medium | None = None
) -> tuple[list[Part], list[Part]]:
    """The parts of two versions of an article, to be compared."""
    reader = _Reader(strings, medium, _notes(old) == _notes(new))
    return reader.parts(old), reader.parts(new)
