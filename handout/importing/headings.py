"""Headings: those that styles make, and those that only look like one; the title above them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from handout.importing.document import Block, Paragraph, Remark, Table
from handout.importing.proposals import DATED
from handout.importing.styles import is_title

_LONGEST, _MOST_WORDS = 120, 16
"""Letters and words of a line that may be a heading."""
_NO_HEADING = re.compile(r"[^\W\d_]\W*[.,;]\s*$|@|\bwww\.|https?:|(?:\d[\s()/+-]*){7}")
"""A sentence, an address or a number to call."""
_COUNTED = re.compile(r"([^\W\d_]+) (\d{1,3})\W?")
"""A line that is a word and a number, such as `Step 3`."""
_NO_STYLES = ("caption", "definition", "list", "quote", "toc")
_LARGER = 1.12
"""How much larger than the text a heading is."""
_TITLE_LARGER = 1.3
_FIRST = 8
"""So many paragraphs may hold the title."""
_SUBTITLES = frozenset(("subtitle", "untertitel", "sous-titre", "subtítulo", "sottotitolo"))
_DEEPEST = 6
_MOST_LINES = 3
"""Of a title."""


class Outline(Struct, frozen=True):
    """A text with its headings, and what stands above it."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()


class _Looks(Struct, frozen=True):
    """How the text looks that is no heading."""

    size: float
    mostly_bold: bool


def _paragraphs(blocks: Iterable[Block]) -> list[Paragraph]:
    return [one for one in blocks if isinstance(one, Paragraph) and not one.is_empty]


def _looks(blocks: Iterable[Block]) -> _Looks:
    """The looks of most letters outside of headings."""
    sizes, bold, letters = Counter[float](), 0, 0
    for one in _paragraphs(blocks):
        if not one.level:
            sizes[one.size] += len(one.text)
            letters += len(one.text)
            bold += sum(len(span.text) for span in one.spans if "bold" in span.marks)
    size = max(sizes, key=lambda key: sizes[key], default=11.0)
    return _Looks(size, bold > letters / 2)


def mostly_bold(blocks: Iterable[Block]) -> bool:
    """Whether most of a text is bold, so that it tells nothing."""
    return _looks(blocks).mostly_bold


def _is_capital(words: str) -> bool:
    letters = [one for one in words if one.isalpha()]
    return len(letters) > 3 and words == words.upper() != words.lower()


def _stands_out(one: Paragraph, looks: _Looks) -> bool:
    bold = one.is_all("bold") and not looks.mostly_bold
    by_line = one.is_all("underline") and not any(span.link for span in one.spans)
    return bold or by_line or one.size >= looks.size * _LARGER or _is_capital(one.text)


def _may_be_one(one: Paragraph, looks: _Looks) -> bool:
    """Whether a paragraph looks like a heading, whatever stands around it."""
    words = one.text.strip()
    if one.level or not words or any(span.picture for span in one.spans):
        return False
    if len(words) > _LONGEST or len(words.split()) > _MOST_WORDS or _NO_HEADING.search(words):
        return False
    if one.style.startswith(_NO_STYLES) or "\t" in words or DATED.fullmatch(words):
        return False
    if (one.in_lines or one.box) and one.size < looks.size * _LARGER:
        return False
    return any(map(str.isalpha, words)) and _stands_out(one, looks)


def _rank(one: Paragraph) -> tuple[float, bool]:
    """What tells headings of a level from those of others."""
    return one.size, one.is_all("bold")


def _heads(one: Paragraph, following: Block | None) -> bool:
    """Whether words stand beneath that a heading could be of."""
    if following is None:
        return False
    if isinstance(following, Table):
        return not one.mark
    names_more = one.text.rstrip().endswith(":")
    if one.box != following.box or (one.box and names_more):
        return False
    if following.level and one.size <= following.size:
        return False
    return not (following.mark and (one.mark or names_more))


def _guessed(blocks: Sequence[Block], looks: _Looks) -> set[int]:
    """The places of the paragraphs that are headings by their looks."""
    shown = [n for n, b in enumerate(blocks) if isinstance(b, Table) or not b.is_empty]
    likely = set[int]()
    for n in shown:
        one = blocks[n]
        if isinstance(one, Paragraph) and _may_be_one(one, looks):
            likely.add(n)
    found = _series(blocks, shown)
    likely |= found
    for at, n in enumerate(shown):
        one = blocks[n]
        if n not in likely or not isinstance(one, Paragraph):
            continue
        around = [shown[k] for k in (at - 1, at + 1) if 0 <= k < len(shown)]
        alike = [k for k in around if k in likely and _same(blocks[k], one)]
        following = blocks[shown[at + 1]] if at + 1 < len(shown) else None
        listed = one.mark and any(isinstance(b := blocks[k], Paragraph) and b.mark for k in around)
        if not alike and not listed and _heads(one, following):
            found.add(n)
    return found


def _series(blocks: Sequence[Block], shown: Sequence[int]) -> set[int]:
    """The places of lines that count on, such as `Step 1`, with others between them."""
    held = dict[str, list[int]]()
    for at, n in enumerate(shown):
        one = blocks[n]
        plain = isinstance(one, Paragraph) and not (one.level or one.mark or one.in_lines)
        if plain and (found := _COUNTED.fullmatch(one.text.strip())):  # type: ignore[union-attr]
            places = held.setdefault(found[1], [])
            if int(found[2]) == len(places) + 1 and (not places or places[-1] < at - 1):
                places.append(at)
    return {shown[at] for places in held.values() if len(places) > 2 for at in places}


def _same(block: Block, one: Paragraph) -> bool:
    return isinstance(block, Paragraph) and _rank(block) == _rank(one) and block.box == one.box


def _level(one: Paragraph, real: dict[int, float], ranks: Sequence[tuple[float, bool]]) -> int:
    """The level of a guessed heading, among those of styles if there are some."""
    if not real:
        return min(ranks.index(_rank(one)) + 1, _DEEPEST)
    below = [level for level, size in sorted(real.items()) if one.size + 0.5 >= size]
    return below[0] if below else max(real) + 1


def _with_guesses(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those that look like headings made ones."""
    looks = _looks(blocks)
    found = _guessed(blocks, looks)
    real = dict[int, float]()
    for head in _paragraphs(blocks):
        if head.level:
            real[head.level] = max(real.get(head.level, 0), head.size)
    guesses = [b for n in found if isinstance(b := blocks[n], Paragraph)]
    ranks = sorted(set(map(_rank, guesses)), reverse=True)
    made = list(blocks)
    for n, one in enumerate(blocks):
        if n in found and isinstance(one, Paragraph):
            told = Remark("guessed", f"“{one.text.strip()}” is a heading, by its looks")
            level = _level(one, real, ranks)
            made[n] = replace(one, level=level, mark=None, remarks=(*one.remarks, told))
    return made


def _words(paragraphs: Iterable[Paragraph]) -> str:
    return " ".join(" ".join(one.text for one in paragraphs).split())


def _styled_title(blocks: Sequence[Block]) -> list[int]:
    """The places of the paragraphs with the style of a title, in one run."""
    found = list[int]()
    for n, one in enumerate(blocks):
        named = isinstance(one, Paragraph) and is_title(tuple(one.style.split(" / ")))
        if named and not one.is_empty:  # type: ignore[union-attr]  # a paragraph, as it has a style
            found.append(n)
        elif found and (isinstance(one, Table) or not one.is_empty):
            break
    return found


def _top_heading(blocks: Sequence[Block]) -> list[int]:
    """The one heading above all others, at the beginning."""
    made = ((n, b) for n, b in enumerate(blocks) if isinstance(b, Paragraph) and not b.is_empty)
    heads = [(n, one.level) for n, one in made if one.level]
    if not heads:
        return []
    top = min(level for _, level in heads)
    tops = [n for n, level in heads if level == top]
    before = _paragraphs(blocks[: tops[0]])
    alone = len(tops) == 1 and tops[0] == heads[0][0]
    return tops if alone and sum(len(one.text.split()) for one in before) <= 20 else []


def _largest(blocks: Sequence[Block], looks: _Looks) -> list[int]:
    """The line among the first that is larger than all others."""
    first = [n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and not b.is_empty]
    sized = [(b.size, n) for n in first if isinstance(b := blocks[n], Paragraph)]
    if not sized:
        return []
    size = max(sized)[0]
    places = [n for one, n in sized if one == size]
    near = places[0] in first[:_FIRST] and places == list(range(places[0], places[-1] + 1))
    return places if near and size >= looks.size * _TITLE_LARGER and len(places) < 4 else []


def _looks_same(block: Block, one: Paragraph) -> bool:
    return _same(block, one) and isinstance(block, Paragraph) and block.centred == one.centred


def _first_line(blocks: Sequence[Block], looks: _Looks) -> list[int]:
    """The first line, where it looks like a title."""
    for n, one in enumerate(blocks):
        if isinstance(one, Table):
            return []
        if not one.is_empty:
            words = one.text.split()
            alike = [k for k in range(n, len(blocks)) if _looks_same(blocks[k], one)]
            run = [k for at, k in enumerate(alike) if k == n + at][:_MOST_LINES]
            short = (
                0 < len(words) <= _MOST_WORDS and not one.mark and not _NO_HEADING.search(one.text)
            )
            is_bold = one.is_all("bold") and not looks.mostly_bold
            looks_so = is_bold or one.centred or one.size >= looks.size * _LARGER
            is_one_of_many = one.level and len(alike) > len(run)
            return run if short and looks_so and not is_one_of_many else []
    return []


def _title(blocks: Sequence[Block]) -> tuple[list[int], str]:
    """The places of the title's paragraphs, and how they were found."""
    looks = _looks(blocks)
    if places := _styled_title(blocks):
        return places, ""
    if places := _top_heading(blocks):
        return places, "the only heading above all others"
    if places := _largest(blocks, looks):
        return places, "the largest words"
    return _first_line(blocks, looks), "the first line"


def nested(levels: Iterable[int]) -> Iterator[int]:
    """The levels of headings one after the other, from 2 on, of which none is skipped."""
    above = list[int]()
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        yield min(len(above) + 1, _DEEPEST)


def _levelled(blocks: Sequence[Block]) -> Iterator[Block]:
    """The headings with levels from 2 on, none left out."""
    levels = nested(one.level for one in _paragraphs(blocks) if one.level)
    for one in blocks:
        is_heading = isinstance(one, Paragraph) and one.level and not one.is_empty
        yield replace(one, level=next(levels)) if is_heading else one


def _centred_below(blocks: Sequence[Block], places: Sequence[int]) -> int | None:
    """The place of a line in the middle, below a title in the middle, that no heading is like."""
    below = range(max(places) + 1, len(blocks))
    n = next((k for k in below if isinstance(b := blocks[k], Table) or not b.is_empty), None)
    title, one = blocks[places[0]], blocks[n] if n is not None else None
    if not (isinstance(one, Paragraph) and isinstance(title, Paragraph)):
        return None
    further = (blocks[k] for k in below if k != n)
    is_one = title.centred and one.centred and len(one.text.split()) <= _MOST_WORDS
    is_styled = one.level and not any(remark.kind == "guessed" for remark in one.remarks)
    alone = not any(isinstance(b, Paragraph) and b.level and _looks_same(b, one) for b in further)
    return n if is_one and not is_styled and alone and not one.mark else None


def _subtitle(blocks: Sequence[Block], places: Sequence[int]) -> int | None:
    """The place of the subtitle, beside the title."""
    for n in range(max(min(places) - 2, 0), min(max(places) + 3, len(blocks))):
        one = blocks[n]
        if isinstance(one, Paragraph) and one.style.partition(" / ")[0] in _SUBTITLES:
            return None if one.is_empty else n
    return _centred_below(blocks, places)


def outline(blocks: Sequence[Block], name: str) -> Outline:
    """The text with its title taken out and its headings levelled; `name` is that of the file."""
    made = _with_guesses(blocks)
    places, how = _title(made)
    if not any(map(str.isalnum, _words(b for n in places if isinstance(b := made[n], Paragraph)))):
        places = []
    remarks = []
    if not places:
        title = name
        remarks.append(Remark("guessed", f"the title is “{name}”, the name of the file"))
    else:
        title = _words(b for n in places if isinstance(b := made[n], Paragraph))
        told = f"the title is “{title}”" + (f": {how}" if how else "")
        kept = [one for n in places for one in made[n].remarks if one.kind != "guessed"]
        remarks += [Remark("guessed" if how else "found", told), *kept]
    below = _subtitle(made, places) if places else None
    subtitle = _words([b]) if below is not None and isinstance(b := made[below], Paragraph) else ""
    if subtitle:
        remarks.append(Remark("guessed", f"the subtitle is “{subtitle}”"))
    taken = {*places, *([] if below is None else [below])}
    rest = [one for n, one in enumerate(made) if n not in taken]
    return Outline(title, subtitle, tuple(_levelled(rest)), tuple(remarks))
