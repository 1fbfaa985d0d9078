"""Headings with their levels, those of styles and those guessed; the title above them."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from handout.importing.document import Block, Paragraph, Remark, Table
from handout.importing.guesses import (
    BY_LOOKS,
    DEEPEST,
    LARGER,
    LONGEST,
    MOST_WORDS,
    NO_HEADING,
    Looks,
    looks_of,
    paragraphs,
    same,
    with_guesses,
)
from handout.importing.styles import is_title

_TITLE_LARGER = 1.3
_FIRST = 8
"""So many paragraphs may hold the title."""
_MOST_LINES = 3
"""Of a title."""
_SUBTITLES = frozenset(("subtitle", "untertitel", "sous-titre", "subtítulo", "sottotitolo"))


class Outline(Struct, frozen=True):
    """A text with its headings, and what stands above it."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()


def _words(lines: Iterable[Block]) -> str:
    return " ".join(" ".join(one.text for one in lines).split())


def _styled_title(blocks: Sequence[Block]) -> list[int]:
    """The places of the paragraphs with the style of a title, in one run."""
    found = list[int]()
    for n, one in enumerate(blocks):
        if one.is_empty:
            continue
        if is_title(tuple(one.style.split(" / "))):
            found.append(n)
        elif found:
            break
    return found


def _top_heading(blocks: Sequence[Block]) -> list[int]:
    """The one heading above all others, at the beginning."""
    heads = [(n, one.level) for n, one in enumerate(blocks) if one.level and not one.is_empty]
    if not heads:
        return []
    top = min(level for _, level in heads)
    tops = [n for n, level in heads if level == top]
    before = paragraphs(blocks[: tops[0]])
    alone = len(tops) == 1 and tops[0] == heads[0][0]
    return tops if alone and sum(len(one.text.split()) for one in before) <= 20 else []


def _largest(blocks: Sequence[Block], looks: Looks) -> list[int]:
    """The line among the first that is larger than all others."""
    first = [n for n, b in enumerate(blocks) if isinstance(b, Paragraph) and not b.is_empty]
    sized = [(blocks[n].size, n) for n in first]
    if not sized:
        return []
    size = max(sized)[0]
    places = [n for one, n in sized if one == size]
    near = places[0] in first[:_FIRST] and places == list(range(places[0], places[-1] + 1))
    return places if near and size >= looks.size * _TITLE_LARGER and len(places) < 4 else []


def _first_line(blocks: Sequence[Block], looks: Looks) -> list[int]:
    """The first line, where it looks like a title."""
    for n, one in enumerate(blocks):
        if isinstance(one, Table):
            return []
        if words := one.text.split():
            near = (k for k in range(n, len(blocks)) if same(blocks[k], one))
            alike = [k for k in near if not one.level or blocks[k].level]
            run = [k for at, k in enumerate(alike) if k == n + at][:_MOST_LINES]
            short = len(words) <= MOST_WORDS and not one.mark and not NO_HEADING.search(one.text)
            is_bold = one.is_all("bold") and not looks.mostly_bold
            looks_so = is_bold or one.centred or one.size >= looks.size * LARGER
            is_one_of_many = one.level and len(alike) > len(run)
            run = run[:1] if len(alike) > len(run) else run
            return run if short and looks_so and not is_one_of_many else []
    return []


def _title(blocks: Sequence[Block]) -> tuple[list[int], str]:
    """The places of the title's paragraphs, and how they were found."""
    looks = looks_of(blocks)
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
        yield min(len(above) + 1, DEEPEST)


def _levelled(blocks: Sequence[Block]) -> Iterator[Block]:
    """The headings with levels from 2 on, none left out."""
    levels = nested(one.level for one in paragraphs(blocks) if one.level)
    for one in blocks:
        yield replace(one, level=next(levels)) if one.level and not one.is_empty else one


def _centred_below(blocks: Sequence[Block], places: Sequence[int]) -> int | None:
    """The place of a line in the middle, below a title in the middle, that no heading is like."""
    below = range(max(places) + 1, len(blocks))
    n = next((k for k in below if not blocks[k].is_empty), None)
    if n is None or isinstance(one := blocks[n], Table):
        return None
    title = blocks[places[0]]
    further = (blocks[k] for k in below if k != n)
    is_one = title.centred and one.centred and len(one.text.split()) <= MOST_WORDS
    is_styled = one.level and not any(remark.kind == "guessed" for remark in one.remarks)
    alone = not any(b.level and same(b, one) for b in further)
    return n if is_one and not is_styled and alone and not one.mark else None


def _cover(blocks: Sequence[Block], places: Sequence[int]) -> int:
    """The end of what stands above the title, or beside it on a page that holds no text."""
    if not places:
        return 0
    first = blocks[places[0]].page
    end = next((n for n, b in enumerate(blocks) if b.page > first), 0)
    texts = (isinstance(b, Table) or b.mark or len(b.text) > LONGEST for b in blocks[:end])
    return places[0] if any(texts) else max(end, places[0])


def _unguessed(one: Block) -> Block:
    """A block, which is no heading by its looks."""
    kept = tuple(remark for remark in one.remarks if not remark.words.endswith(BY_LOOKS))
    return one if kept == one.remarks else replace(one, level=0, remarks=kept)


def _subtitle(blocks: Sequence[Block], places: Sequence[int]) -> int | None:
    """The place of the subtitle, beside the title."""
    for n in range(max(min(places) - 2, 0), min(max(places) + 3, len(blocks))):
        one = blocks[n]
        if one.style.partition(" / ")[0] in _SUBTITLES:
            return None if one.is_empty else n
    return _centred_below(blocks, places)


def outline(blocks: Sequence[Block], name: str) -> Outline:
    """The text with its title taken out and its headings levelled; `name` is that of the file."""
    made = with_guesses(blocks)
    places, how = _title(made)
    cover = _cover(made, places)
    made[:cover] = map(_unguessed, made[:cover])
    if not any(map(str.isalnum, _words(made[n] for n in places))):
        places = []
    remarks = []
    if not places:
        title = name
        remarks.append(Remark("guessed", f"the title is “{name}”, the name of the file"))
    else:
        title = _words(made[n] for n in places)
        told = f"the title is “{title}”" + (f": {how}" if how else "")
        kept = [one for n in places for one in made[n].remarks if one.kind != "guessed"]
        remarks += [Remark("guessed" if how else "found", told), *kept]
    below = _subtitle(made, places) if places else None
    subtitle = "" if below is None else _words([made[below]])
    if subtitle:
        remarks.append(Remark("guessed", f"the subtitle is “{subtitle}”"))
    taken = {*places, *([] if below is None else [below])}
    rest = [one for n, one in enumerate(made) if n not in taken]
    return Outline(title, subtitle, tuple(_levelled(rest)), tuple(remarks))
