"""What changed between two versions of an article, word by word.

All words that either version shows are compared, what stands behind them too, such as the number of
a link: what is not in the changes is the same in both.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from operator import eq
from typing import Literal, NamedTuple, TypeAlias

from markupsafe import Markup, escape

from handout.model.article import Article, Medium
from handout.templating.shown_lines import CELL, STRUCK, Part, brief, parts
from handout.typography.number_words import COUNT, NEGATION

State: TypeAlias = Literal["same", "gone", "new", "moved", "from"]


class Words(NamedTuple):
    """Words of a line."""

    state: State
    """Of words that stand elsewhere now `moved`, and behind them `from` which part."""
    text: str


Line: TypeAlias = tuple[Words, ...]
"""A line of one version or of both, in parts."""

_NO_SIGN = re.compile(r"[\w\s]$")


def _has_number(text: str) -> bool:
    """Whether there is a figure in a text, of any script: 5, ٥, ⁵, ½, Ⅴ, 五; or `two`."""
    return any(map(str.isnumeric, text)) or bool(COUNT.search(text))


def _ends_in_number(text: str) -> bool:
    """Whether what follows is the unit of a number."""
    text = text.rstrip()
    return text[-1:].isnumeric() or any(one.end() == len(text) for one in COUNT.finditer(text))


def _is_grave(line: Line) -> bool:
    """Whether a number changed or moved, the word behind one, such as its unit, or its sign.

    Or whether something is not so any more, or no longer so, by a word such as `not`.
    """
    for place, (state, text) in enumerate(line):
        if state in ("same", "from"):
            continue
        earlier = "".join(one.text for one in line[:place] if one.state != state)
        later = "".join(one.text for one in line[place + 1 :] if one.state in (state, "same"))
        signed = not _NO_SIGN.search(text.rstrip()) and _has_number(later.lstrip()[:1])
        if _has_number(text) or _ends_in_number(earlier) or signed or NEGATION.search(text):
            return True
    return False


class Passage(NamedTuple):
    """A section, or another part of the article, that is not as it was."""

    title: str
    state: Literal["changed", "gone", "new", "moved"]
    lines: tuple[Line, ...]
    """Those that changed."""
    heading: Line = ()
    """The title in parts, where it changed."""

    @property
    def stays(self) -> bool:
        """Whether both versions have it."""
        return self.state not in ("gone", "new")

    @property
    def is_first(self) -> bool:
        """Whether it is told among the numbers: one changed, came or went with it."""
        if self.stays:
            return any(map(_is_grave, (self.heading, *self.lines)))
        texts = (one.text for line in self.lines for one in line)
        return any(map(_has_number, (self.title, *texts)))

    @property
    def numbers(self) -> tuple[Line, ...]:
        """The lines in which a number or its unit changed; all, where only one version has it."""
        if not self.stays:
            return self.lines if self.is_first else ()
        return tuple(filter(_is_grave, self.lines))

    @property
    def others(self) -> tuple[Line, ...]:
        """The lines that are not told among the numbers."""
        told = self.numbers
        return tuple(line for line in self.lines if line not in told)


Passages: TypeAlias = tuple[Passage, ...]


class Compared(NamedTuple):
    """Two versions, and what changed between them."""

    old: str
    new: str
    versions: Line
    """Their version lines, with the leaflet's code and the days of its reviews."""
    passages: Passages
    pictures: tuple[str, ...]
    """Those that have other bytes under the same name."""
    goes_on: bool = False
    """Whether a page does not hold all."""


_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(
    rf"{STRUCK}.+?{STRUCK}|\d+(?:[.,:/·]\d+)*|[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W\d_])+|\s|."
)
_ALIKE = 0.4
"""From how much in common on two lines are one that was changed."""
_RENAMED = 0.5
"""From how many words in common on parts of two titles are the same."""
_SHORT = 12
"""Characters of a line, such as the label of a panel, that may well be there twice."""


def _matched(before: Sequence[str], after: Sequence[str]) -> "SequenceMatcher[str]":
    return SequenceMatcher(None, before, after, autojunk=False)


def in_words(before: str, after: str) -> Line:
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


def _paired(before: list[str], after: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """Each line in place of the one it is like, in order; None beside what one side alone has."""
    waiting = list(before)
    for one in after:
        near = next((place for place, old in enumerate(waiting) if _alike(old, one)), None)
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
    return in_words(before, after)


def _changed(before: list[str], after: list[str]) -> tuple[Line, ...]:
    """The lines that are not the same."""
    found = list[Line]()
    for tag, a, b, c, d in _matched(before, after).get_opcodes():
        if tag != "equal":
            for _, pairs in groupby(_paired(before[a:b], after[c:d]), all):
                gone_first = sorted(pairs, key=lambda pair: pair[0] is None)
                found += [_replaced(*pair) for pair in gone_first]
    return tuple(found)


def _is_renamed(before: Part, after: Part) -> bool:
    """Whether a part under another title is the same part, by the words that they share."""
    both = ((one.whole or one.lines) for one in (before, after))
    old, new = (Counter(word for line in lines for word in line.split()) for lines in both)
    return (old & new).total() > _RENAMED * max(old.total(), new.total(), 1)


_Pair: TypeAlias = tuple[Part | None, Part | None, bool]
"""A part in two versions, and whether it stands elsewhere now."""


def _partners(before: list[Part], after: list[Part]) -> Mapping[int, int]:
    """The places of the parts of a new version in the old one, of those that it has."""
    found, left = dict[int, int](), list(range(len(before)))
    for alike in (eq, lambda one, other: one.title == other.title, _is_renamed):
        for place, new in enumerate(after):
            near = next((old for old in left if alike(before[old], new)), None)
            if place not in found and near is not None:
                found[place] = near
                left.remove(near)
    return found


def _pairs(before: list[Part], after: list[Part]) -> Iterator[_Pair]:
    """The parts of two versions, in the order of the article."""
    partners = _partners(before, after)
    kept = frozenset(partners.values())
    order = [partners.get(place, -1) for place in range(len(after))]
    matcher = SequenceMatcher(None, range(len(before)), order, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield from ((before[old], None, False) for old in range(a, b) if old not in kept)
        for place in range(c, d):
            old = before[partners[place]] if place in partners else None
            yield old, after[place], old is not None and tag != "equal"


def _passage(before: Part | None, after: Part | None, moved: bool) -> Passage:
    """What changed of a part; all of it where only one of the versions has it."""
    if before and after:
        heading = in_words(before.title, after.title) if before.title != after.title else ()
        lines = _changed(before.lines, after.lines)
        return Passage(brief(after.title), "moved" if moved else "changed", lines, heading)
    state: Literal["new", "gone"] = "new" if after else "gone"
    told = after or before or Part("", [])
    return Passage(told.title, state, tuple((Words(state, line),) for line in told.lines))


def _told_once(pairs: Iterable[_Pair]) -> Iterator[Passage]:
    """The passages of parts; a section under another title is told so, not its labels again."""
    told = set[tuple[str, str]]()
    for old, new, moved in pairs:
        passage = _passage(old, new, moved)
        if old and new and old.below == new.below:
            titles = old.section, new.section
            yield passage._replace(heading=() if titles in told else passage.heading)
            told |= set() if old.below else {titles}
        else:
            yield passage


def _whole(found: Iterable[Passage], state: State) -> Iterator[tuple[str, str]]:
    """The lines of which no word was in the other version, each with the title above it."""
    for passage in found:
        for line in passage.lines:
            if len(line) == 1 and line[0].state == state and len(line[0].text) > _SHORT:
                yield line[0].text, passage.title


def _with_moves(found: list[Passage]) -> Iterator[Passage]:
    """The passages, in which lines that stand elsewhere now are told but once."""
    came = Counter(text for text, _ in _whole(found, "new"))
    origins = dict[str, list[str]]()
    for text, title in _whole(found, "gone"):
        if len(origins.get(text, ())) < came[text]:
            origins.setdefault(text, []).append(title)
    gone = Counter({text: len(titles) for text, titles in origins.items()})
    for passage in found:
        lines = list[Line]()
        for line in passage.lines:
            state, text = line[0]
            if len(line) == 1 and state == "gone" and gone[text]:
                gone[text] -= 1
            elif len(line) == 1 and state == "new" and origins.get(text):
                title = origins[text].pop(0)
                behind = (Words("from", title),) if title != passage.title else ()
                lines.append((Words("moved", text), *behind))
            else:
                lines.append(line)
        yield passage._replace(lines=tuple(lines))


def passages(
    old: Article, new: Article, strings: Mapping[str, str], medium: Medium | None = None
) -> Passages:
    """The parts that changed, in the order of the article; none where both say the same.

    As the readers of a medium see them; where none is named, with all that is written in the file.
    """
    found = [*_told_once(_pairs(*parts(old, new, strings, medium)))]
    told = _with_moves(found)
    return tuple(one for one in told if one.lines or one.heading or one.state != "changed")


def in_source(title: str, old: bytes, new: bytes) -> Passages:
    """The lines of two files that are not the same: for changes that no words show."""
    before, after = (text.decode("utf-8", "replace").splitlines() for text in (old, new))
    lines = _changed([one.rstrip() for one in before], [one.rstrip() for one in after])
    return (Passage(title, "changed", lines),) if lines else ()


def halves(line: Line) -> tuple[Line, Line]:
    """A line as it was, and as it is now; empty where only the other version has it."""
    if line and line[0].state == "moved":
        return (), line
    states = {one.state for one in line}
    was = tuple(one for one in line if one.state != "new")
    now = tuple(one for one in line if one.state != "gone")
    return () if states == {"new"} else was, () if states == {"gone"} else now


_TAGS = {"gone": "del", "new": "ins"}
_WORDS = re.compile(r"\S(?:.*\S)?")
_UNIT = re.compile(r"(\d</(?:del|ins)>) (?=[^\W\d]{1,4}\b)")
_BEGUN = re.compile(r"([+(]?\d[\d ()\u00a0-]*)<(del|ins)>(?=[ \u00a0-]?\d)")
_GOES_ON = re.compile(r"(?<=\d)</(del|ins)>([ \u00a0-]?\d[\d \u00a0-]*\d|\d)")
"""Numbers of which a part is marked, such as the end of a telephone number: all of one is."""
_PARTED = re.compile(r"(?<=\d) (?=\d)")
_MARKED = re.compile(f"{STRUCK}(.+?){STRUCK}")


def as_markup(line: Line) -> Markup:
    """A line as mark-up: what is gone and what is new in elements of their own, cells apart."""
    made = list[str]()
    for state, text in line:
        if state == "from":
            continue
        tag = _TAGS.get(state)
        pieces = [_MARKED.sub(r"<s>\1</s>", str(escape(one))) for one in text.split(CELL)]
        told = (_WORDS.sub(rf"<{tag}>\g<0></{tag}>", one) if tag else one for one in pieces)
        made.append('</span> <span class="cell">'.join(told))
        if state == "gone" and any(one.state == "new" for one in line):
            made.append(" ")  # so that no two numbers read as one
    html = "".join(made)
    if len({state for state, _ in line} & _TAGS.keys()) == 1:
        html = _UNIT.sub("\\1\u00a0", html)
        html = _GOES_ON.sub(r"\2</\1>", _BEGUN.sub(r"<\2>\1", html))
    html = _PARTED.sub("\u00a0", html)
    in_cells = any(CELL in text for _, text in line)
    # Its words were escaped above.
    return Markup(f'<span class="cell">{html}</span>' if in_cells else html)
