"""What changed between two versions of an article, word by word.

All words that either version shows are compared, what stands behind them too, such as the number of
a link and the file of a picture: what is not in the changes is the same in both.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from html import unescape
from typing import Literal, NamedTuple, TypeAlias, TypeVar

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

State: TypeAlias = Literal["same", "gone", "new"]


class Words(NamedTuple):
    """Words of a line."""

    state: State
    text: str


Line: TypeAlias = tuple[Words, ...]
"""A line of one version or of both, in parts."""


class Passage(NamedTuple):
    """A section, or another part of the article, that is not as it was."""

    title: str
    state: Literal["changed", "gone", "new"]
    lines: tuple[Line, ...]
    """Those that changed."""

    @property
    def numbers(self) -> tuple[Line, ...]:
        """The lines in which a number or its unit changed."""
        return tuple(line for line in self.lines if _touches_number(line))


Passages: TypeAlias = tuple[Passage, ...]


class Compared(NamedTuple):
    """Two versions, and what changed between them."""

    old: str
    new: str
    passages: Passages


_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(rf"\d+(?:[.,:/·]\d+)*|[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W\d_])+|\s+|.")
_LINK = re.compile(r'<a href="([^"#][^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_SIGNS = re.compile(r"^(?:tel|mailto|https?):/*|<[^>]*>|[^\w+]")
"""What does not count where the words of a link are what it leads to."""
_MARKS = ((r"<sup\b[^>]*>", "^"), ("<sub>", "_"), ("</?(?:s|del)>", "~"), (r"<br\s*/?>", " "))
"""Mark-up that changes what words mean, and what stands for it."""
_ALIKE = 0.4
"""From how much in common on two lines are one that was changed."""
_BESIDE = ("title", "question", "subtitle")
"""Keys whose words stand at the head of the article: shown first."""
_UNSEEN = frozenset(("version", "translated_sections", "translated_from", "own_numbers"))
"""Keys that say nothing to a reader, and the version, which every sheet of changes names."""


_Part: TypeAlias = tuple[str, list[str]]
"""A title, and the lines below it with it."""


def _with_target(link: re.Match[str]) -> str:
    """The words of a link, and where it leads unless they say just that."""
    target, words = unescape(link[1]), unescape(link[2])
    told = _SIGNS.sub("", target) == _SIGNS.sub("", words)
    return link[2] if told else f"{link[2]} [{link[1]}]"


def _words(text: Text) -> str:
    """The words of a text with what its mark-up means: links, raised words, struck ones."""
    html = _LINK.sub(_with_target, text.html)
    for mark, instead in _MARKS:
        html = re.sub(mark, instead, html)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def _of_list(block: List) -> Iterator[str]:
    """The lead-in, then each item with its mark."""
    if block.lead_in:
        yield _words(block.lead_in)
    for place, item in enumerate(block.items):
        number = item.number if item.number is not None else block.start + place
        first, *others = [*_lines(item.blocks)] or [""]
        yield f"{f'{number}.' if block.ordered else '•'} {first}"
        yield from others


def _of_table(block: Table) -> Iterator[str]:
    """The caption, then each row."""
    if block.caption:
        yield _words(block.caption)
    for row in (block.head, *block.rows):
        yield " | ".join(_words(cell) for cell in row)
        yield from _lines(picture for cell in row for picture in cell.pictures)


def _of_directive(block: Directive) -> Iterator[str]:
    """What it is and says, then what is in it."""
    values = (f"{key}={value}" for key, value in sorted(block.attributes.items()))
    yield f"[{' '.join((block.name, *values))}]"
    yield from _lines(block.blocks)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of blocks."""
    for block in blocks:
        match block:
            case Paragraph(text=text) | Heading(text=text):
                yield _words(text)
            case Code(text=text):
                yield from text.plain.split("\n")
            case List():
                yield from _of_list(block)
            case Table():
                yield from _of_table(block)
            case Figure():
                caption = f" {_words(block.caption)}" if block.caption else ""
                yield f"[{block.source}: {block.alt}]{caption}"
            case Quote(blocks=inner):
                yield from _lines(inner)
            case Definitions(entries=entries):
                for entry in entries:
                    yield f"{_words(entry.term)}: {' '.join(_lines(entry.blocks))}"
            case Directive():
                yield from _of_directive(block)


def _front(article: Article) -> Iterator[str]:
    """The lines of the front matter."""
    front = article.front
    yield from (value for key in _BESIDE if (value := getattr(front, key)))
    for key in front.__struct_fields__:
        if key not in (*_BESIDE, *_UNSEEN) and (value := getattr(front, key)):
            shown = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
            yield f"{key}: {shown}"


def _parts(article: Article) -> list[_Part]:
    """The parts of an article by their titles, each with its lines."""
    parts = [("", [*_front(article), *_lines(article.lead)])]
    for one in article.sections:
        marks = [f"{key}={value}" for key, value in sorted(one.attributes.items())]
        parts.append((_words(one.title), [_words(one.title), *marks, *_lines(one.blocks)]))
    notes = (f"{one.number}. {' '.join(_lines(one.blocks))}" for one in article.footnotes)
    return [*parts, ("…", list(notes))] if article.footnotes else parts


def _matched(before: Sequence[str], after: Sequence[str]) -> "SequenceMatcher[str]":
    return SequenceMatcher(None, before, after, autojunk=False)


def _line(before: str, after: str) -> Line:
    """A line of which words changed."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    parts = list[Words]()
    for _, a, b, c, d in _matched(old, new).get_opcodes():
        gone, came = "".join(old[a:b]), "".join(new[c:d])
        if gone == came:
            parts.append(Words("same", gone))
        else:
            parts += [one for one in (Words("gone", gone), Words("new", came)) if one.text]
    return tuple(parts)


def _alike(before: str, after: str) -> bool:
    matcher = _matched(_TOKEN.findall(before), _TOKEN.findall(after))
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


_T = TypeVar("_T")


def _paired(
    before: Sequence[_T], after: Sequence[_T], alike: Callable[[_T, _T], bool]
) -> Iterator[tuple[_T | None, _T | None]]:
    """Each in place of the one it is like, in order; None beside what only one side has."""
    waiting = list(before)
    for one in after:
        near = next((place for place, old in enumerate(waiting) if alike(old, one)), None)
        if near is None:
            yield None, one
            continue
        yield from ((old, None) for old in waiting[:near])
        yield waiting[near], one
        del waiting[: near + 1]
    yield from ((old, None) for old in waiting)


def _replaced(before: str | None, after: str | None) -> Line:
    """A line in place of another; it is new, or gone, where there is none."""
    if before is None or after is None:
        return (Words("new", after or "") if before is None else Words("gone", before),)
    return _line(before, after)


def _changed(before: list[str], after: list[str]) -> tuple[Line, ...]:
    """The lines that are not the same."""
    found = list[Line]()
    for tag, a, b, c, d in _matched(before, after).get_opcodes():
        if tag != "equal":
            found += [_replaced(*pair) for pair in _paired(before[a:b], after[c:d], _alike)]
    return tuple(found)


def _passage(before: _Part | None, after: _Part | None) -> Passage:
    """What changed of a part; all of it where only one of the versions has it."""
    if before and after:
        return Passage(after[0], "changed", _changed(before[1], after[1]))
    state: Literal["new", "gone"] = "new" if after else "gone"
    title, lines = after or before or ("", [])
    return Passage(title, state, tuple((Words(state, line),) for line in lines))


def _is_renamed(before: _Part, after: _Part) -> bool:
    """Whether a part under another title is the same part."""
    return _matched(before[1][1:], after[1][1:]).ratio() > 0.5


def passages(old: Article, new: Article) -> Passages:
    """The parts that changed, in the order of the article; none where both say the same."""
    before, after = _parts(old), _parts(new)
    found = list[Passage]()
    for tag, a, b, c, d in _matched([t for t, _ in before], [t for t, _ in after]).get_opcodes():
        alike = _is_renamed if tag != "equal" else lambda one, other: one[0] == other[0]
        found += [_passage(*pair) for pair in _paired(before[a:b], after[c:d], alike)]
    return tuple(one for one in found if one.lines)


_DIGIT = re.compile(r"\d")


def _touches_number(line: Line) -> bool:
    """Whether a number changed, or the word behind one, such as its unit."""
    for place, (state, text) in enumerate(line):
        if state == "same":
            continue
        earlier = "".join(one.text for one in line[:place] if one.state != state)
        if _DIGIT.search(text) or re.search(r"\d\s*$", earlier):
            return True
    return False


def in_source(old: bytes, new: bytes) -> Passages:
    """The lines of two files that are not the same: for changes that no words show."""
    before, after = (text.decode("utf-8", "replace").splitlines() for text in (old, new))
    lines = _changed([one.rstrip() for one in before], [one.rstrip() for one in after])
    return (Passage("Markdown", "changed", lines),) if lines else ()
