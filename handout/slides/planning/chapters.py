"""The chapters of an article: its lead and its sections, each as pieces for slides."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, takewhile

from msgspec import Struct
from msgspec.structs import replace

from handout.model.article import (
    Article,
    Block,
    Directive,
    Heading,
    List,
    Paragraph,
    Section,
    Text,
    shown,
    walk,
)
from handout.slides.planning import room
from handout.slides.planning.emergency import pattern, spaced
from handout.slides.planning.flow import Blocks, plain
from handout.slides.planning.piece import Piece, Rank, blocks_of
from handout.slides.planning.pieces import BOLD, Rules, links, side_by_side, units

_LEAD = "/lead"
"""What links call what stands before the first section."""
_APART = frozenset(("hidden", "reference"))
"""The classes of sections that are no part of the story."""


class Chapter(Struct, frozen=True):
    """A section, or what stands before the first."""

    line: int
    title: Text
    name: str
    """What links call it."""
    icon: str
    pieces: tuple[Piece, ...]
    notes: Blocks
    """What stands in `::: notes`."""
    classes: frozenset[str]
    """From the braces behind its heading: `hidden`, `shown` or `reference`."""
    is_planned: bool
    """Whether the author said what stands on the slides."""

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Its sub-headings of the highest level."""
        held = tuple(dict.fromkeys(one.heading for one in self.pieces if one.heading))
        top = min((one.level for one in held), default=0)
        return tuple(one for one in held if one.level == top)

    @property
    def is_apart(self) -> bool:
        """Whether it is no part of the story."""
        return bool(self.classes & _APART)

    @property
    def is_lead(self) -> bool:
        """Whether it stands before the first section."""
        return self.name == _LEAD


# Paragraphs that are read as headings

_LONGEST_HEADING = 100
"""A bold paragraph of more letters is no heading."""


def _like_heading(block: Block, following: Block | None, level: int) -> Block:
    """A paragraph that is bold all over as the heading that it is read as."""
    if not isinstance(block, Paragraph) or not BOLD.fullmatch(block.text.html):
        return block
    said = block.text.plain
    if len(said) > _LONGEST_HEADING or not (said.endswith(("?", "？", "؟")) or following):
        return block
    return Heading(block.line, block.text, level, f"line-{block.line}")


def _with_headings(blocks: Blocks) -> Iterator[Block]:
    """The blocks, paragraphs that are read as headings as such."""
    held = tuple(shown(blocks, "deck"))
    level = max((b.level for b in held if isinstance(b, Heading)), default=2) + 1
    for block, following in zip(held, (*held[1:], None), strict=False):  # none, where none is
        yield _like_heading(block, following, level)


def _headed(blocks: Blocks) -> Iterator[tuple[Heading | None, Blocks]]:
    """The blocks below each sub-heading; no heading for those before the first."""
    heading, held = None, list[Block]()
    for block in _with_headings(blocks):
        if isinstance(block, Heading):
            yield heading, tuple(held)
            heading, held = block, []
        else:
            held.append(block)
    yield heading, tuple(held)


# The pieces of a chapter


def _is_short_list(part: Sequence[Piece]) -> bool:
    """Whether it is a short list below a heading and nothing else, to stand beside another."""
    if len(part) != 1 or not part[0].is_flow or not part[0].heading:
        return False
    lists = [block for block in part[0].blocks if isinstance(block, List)]
    return len(lists) == 1 and room.fit(part[0].blocks, room.COLUMN[2])


def _led(parts: Iterable[list[Piece]]) -> Iterator[list[Piece]]:
    """The parts, words of a line or two above columns on the slide of these."""
    held: list[Piece] = []
    for part in parts:
        bare = len(held) > 0 and not held[-1].heading  # else it would be left out
        is_led = bare and part and part[0].layout == "columns" and not part[0].answers
        if is_led and held[-1].is_flow and room.fit(held[-1].blocks, room.LEAD):
            lead = held.pop()
            columns, rank = (lead.blocks, *part[0].columns), max(lead.rank, part[0].rank)
            yield held
            held = [replace(part[0], layout="led-columns", columns=columns, rank=rank), *part[1:]]
        else:
            yield held
            held = part
    yield held


def _paired(parts: Sequence[list[Piece]]) -> Iterator[list[Piece]]:
    """The parts, two neighbours with a short list each side by side."""
    held = list(parts)
    while held:
        part = held.pop(0)
        if held and _is_short_list(part) and _is_short_list(held[0]):
            both = (part[0], held.pop(0)[0])
            columns = tuple((one.heading, *one.blocks) for one in both if one.heading)
            rank = max(one.rank for one in both)
            yield [replace(side_by_side(columns), unit=part[0].unit, rank=rank)]
        else:
            yield part


def _all_alarming(part: list[Piece]) -> list[Piece]:
    """The pieces below a heading that warns: one warning, or several where they are too long."""
    flow = [one.is_flow or one.is_alarm for one in part]
    every = blocks_of(part)
    if all(flow) and room.fit(every):
        return [replace(part[0], blocks=every, layout="warning", rank=Rank.NEEDED)]
    return [
        replace(one, layout="warning" if words else one.layout, rank=Rank.NEEDED)
        for one, words in zip(part, flow, strict=True)
    ]


def _alarming(part: list[Piece], heading: Text | None, rules: Rules) -> list[Piece]:
    """The pieces below a heading as one warning, where it or most of their words warn."""
    if not rules.lists_warn:
        return part
    if part and part[0].blocks and heading and rules.warns(heading.plain):
        return _all_alarming(part)
    tall = [room.height(one.blocks, room.SLIDE[0].letters) for one in part]
    loud = sum(height for one, height in zip(part, tall, strict=True) if not one.is_flow)
    every = blocks_of(part)
    mixed = [one for one in part if not one.is_alarm and (not one.is_flow or one.is_needed)]
    if len(part) < 2 or mixed or loud * 2 < sum(tall) or not room.fit(every):
        return part
    return [replace(part[0], blocks=every, layout="warning", rank=Rank.NEEDED)]


def _joined(part: Sequence[Piece]) -> list[Piece]:
    """The pieces, warnings that follow each other as one where a slide has room for them."""
    made: list[Piece] = []
    for one in part:
        both = (*made[-1].blocks, *one.blocks) if made else ()
        if made and made[-1].is_alarm and one.is_alarm and room.fit(both):
            made[-1] = replace(made[-1], blocks=both)
        else:
            made.append(one)
    return made


def _contents(heading: Heading, following: Iterable[Heading | None]) -> Piece:
    """The headings below one that has no words of its own."""
    below = list(takewhile(lambda one: one.level > heading.level, filter(None, following)))
    level = min((one.level for one in below), default=0)
    held = [(one.text, one.id) for one in below if one.level == level]
    return replace(links(held), rank=Rank.PROSE, is_contents=True) if held else Piece()


def _path(heading: Heading | None, before: list[Heading]) -> Text | None:
    """The heading that a sub-heading of a lower level stands below; `before` keeps those so far."""
    if heading is None:
        return None
    while before and before[-1].level >= heading.level:
        before.pop()
    above = before[-1].text if before else None
    before.append(heading)
    return above


def _parts(title: Text, blocks: Blocks, rules: Rules) -> Iterator[list[Piece]]:
    """The pieces below each sub-heading, with what they belong to."""
    number, every, before = 0, list(_headed(blocks)), list[Heading]()
    for place, (heading, held) in enumerate(every):
        above = _path(heading, before)
        part = []
        for number, unit in enumerate(units(held, rules), number + 1):  # noqa: B020
            part += [replace(one, heading=heading, above=above, unit=number) for one in unit]
        if heading and not part:
            number += 1
            contents = _contents(heading, (one for one, _ in every[place + 1 :]))
            part = [replace(contents, heading=heading, above=above, unit=number)]
        below = heading.text if heading else None
        yield _joined(_alarming(part, title if rules.warns(title.plain) else below, rules))


def _opened(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, the first of prose as the opening."""
    first = next((n for n, one in enumerate(pieces) if one.rank is Rank.PROSE), None)
    for number, one in enumerate(pieces):
        yield replace(one, rank=Rank.OPENING) if number == first else one


def _compared(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, the numbers of a section as one unit where some of them are drawn."""
    shown = [one for one in pieces if one.is_of_numbers and not one.is_of_doses]
    alike = {one.unit for one in shown}
    if len(alike) < 2 or all(one.layout == "table" for one in shown):
        yield from pieces
        return
    rank = max(one.rank for one in pieces if one.unit in alike)
    for one in pieces:
        yield replace(one, unit=min(alike), rank=rank) if one.unit in alike else one


def _classes(title: Text, braces: Mapping[str, str], rules: Rules) -> frozenset[str]:
    """What the braces of a heading say, and its words: that it lists sources, say."""
    words = " ".join(title.plain.casefold().split()).rstrip(":：.")
    known = pattern(rules.strings["reference_headings"].split(" | "))
    is_reference = known.fullmatch(spaced(words)) and braces.get("class") != "shown"
    own = ["reference"] if is_reference else []
    return frozenset((*braces.get("class", "").split(), *own))


def _chapter(part: Section, rules: Rules) -> Chapter:
    """A section with its pieces."""
    title, blocks, braces = part.title, part.blocks, part.attributes
    classes = _classes(title, braces, rules)
    # What sources are called warns of nothing.
    rules = replace(rules, lists_warn="reference" not in classes)
    parts = _led(_paired(list(_parts(title, blocks, rules))))
    pieces = tuple(_compared(list(_opened(list(chain.from_iterable(parts))))))
    directives = [one for one in walk(blocks) if isinstance(one, Directive)]
    planned = any(one.name == "slides" for one in directives)
    notes = tuple(b for one in directives if one.name == "notes" for b in one.blocks)
    icon = braces.get("icon", "")
    return Chapter(part.line, title, part.id, icon, pieces or (Piece(),), notes, classes, planned)


def chapters(article: Article, rules: Rules) -> Iterator[Chapter]:
    """The lead, where there is any, and the sections."""
    if any(shown(article.lead, "deck")):
        title = plain(rules.strings["introduction"])
        yield _chapter(Section(article.lead[0].line, _LEAD, title, article.lead), rules)
    yield from (_chapter(section, rules) for section in article.sections)
