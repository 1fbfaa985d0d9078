"""What of each chapter the story tells, and what is left to the appendix."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from handout.model.article import Article, Block, Directive, Table, tables_in, walk
from handout.slides.planning.chapters import Chapter
from handout.slides.planning.flow import about
from handout.slides.planning.packing import size
from handout.slides.planning.piece import Piece, Rank
from handout.slides.planning.pieces import Rules, links

_MOST = 20
"""So many slides at most are shown."""
_A_CHAPTER = 3
"""So many at most of one chapter."""
_COMPARED = 2
"""So many more where numbers are shown together or not at all."""


class Told(NamedTuple):
    """The pieces of a chapter that the story shows, and the others."""

    chapter: Chapter
    story: tuple[Piece, ...]
    left: tuple[Piece, ...]

    @property
    def is_cut(self) -> bool:
        """Whether prose goes on in the appendix with nothing that says what of it matters."""
        is_prose = all(one.rank is not Rank.STRUCTURE for one in self.chapter.pieces)
        return is_prose and bool(self.story and self.left) and not self.chapter.headings

    @property
    def origin(self) -> str:
        """What links call the slide of the story that leads to what is left."""
        return f"{self.chapter.name}/origin"

    @property
    def details(self) -> str:
        """What links call the first slide of what is left."""
        return f"{self.chapter.name}/more" if self.story else self.chapter.name


def _compares(blocks: Sequence[Block]) -> bool:
    """Whether blocks draw numbers and show others beside them."""
    every = tuple(walk(blocks))
    names = [block.name for block in every if isinstance(block, Directive)]
    tables = sum(isinstance(block, Table) for block in every)  # one is in each chart
    people = names.count("icon-array") + names.count("risk")
    return people + names.count("chart") > 0 and people + tables > 1


def bound(article: Article) -> int:
    """How many slides the story of an article has at most, with the title and the contact."""
    compared = sum(_compares(section.blocks) for section in article.sections)
    questions = sum(len(table.rows) for _, table in tables_in(article, "options"))
    return min(_MOST, 5 + len(article.sections) * 3 // 2 + _COMPARED * compared + questions)


def _split(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces that the story cannot leave out, and the others."""
    return [one for one in pieces if one.is_needed], [one for one in pieces if not one.is_needed]


def _overview(chapter: Chapter, rules: Rules) -> Piece:
    """The sub-headings as links to their slides; where there are none, a link to the details."""
    if len(chapter.headings) > 1:
        return links([(one.text, one.id) for one in chapter.headings])
    said = about(rules.strings["more_about"], chapter.title)
    return links([(said, f"{chapter.name}/more")])


def _with_overview(chapter: Chapter, most: int, rules: Rules) -> Told:
    """The sub-headings, and what stands before them where it has room."""
    needed, left = _split(chapter.pieces)
    below = {one.unit for one in left if one.heading}
    lead = [one for one in left if one.unit not in below]
    overview = _overview(chapter, rules)
    whole = (*lead, overview, *needed)
    if lead and size(whole) <= max(most, size((overview, *needed))):
        return Told(chapter, whole, tuple(one for one in left if one.unit in below))
    return Told(chapter, (overview, *needed), tuple(left))


def _with_best(chapter: Chapter, most: int, rules: Rules) -> Told:
    """The pieces that are wanted most, as many as have room; prose goes on without gaps."""
    ranks: dict[int, Rank] = {}
    for one in chapter.pieces:
        ranks[one.unit] = max(ranks.get(one.unit, Rank.LINK), one.rank)
    kept = {unit for unit, rank in ranks.items() if rank is Rank.NEEDED}
    wanted = [] if chapter.is_planned else sorted(ranks, key=lambda n: (-ranks[n], n))
    for unit in wanted:
        more = kept | {unit}
        if size([one for one in chapter.pieces if one.unit in more]) <= most:
            kept = more
        elif ranks[unit] < Rank.STRUCTURE:
            break
    story = tuple(one for one in chapter.pieces if one.unit in kept)
    left = tuple(one for one in chapter.pieces if one.unit not in kept)
    return Told(chapter, story or (_overview(chapter, rules),), left)


def _told(chapter: Chapter, most: int, rules: Rules) -> Told:
    """What of a chapter is told on so many slides; on none, only what warns."""
    if not most:
        needed, left = _split(chapter.pieces)
        return Told(chapter, tuple(needed), tuple(left))
    if not chapter.is_planned and size(chapter.pieces) <= most:
        return Told(chapter, chapter.pieces, ())
    if len(chapter.headings) > 1 and not chapter.is_planned:
        return _with_overview(chapter, most, rules)
    return _with_best(chapter, most, rules)


def _answers(chapter: Chapter) -> int:
    """How many slides compare options, which are told together or not at all."""
    return sum(one.answers for one in chapter.pieces)


def _most(chapter: Chapter) -> int:
    """How many slides of a chapter are told at most; of one that is set apart none."""
    units = [one.unit for one in chapter.pieces if one.is_of_numbers]
    is_compared = len(units) > len(set(units))
    return 0 if chapter.is_apart else _A_CHAPTER + _COMPARED * is_compared + _answers(chapter)


def selected(chapters: Sequence[Chapter], most: int, rules: Rules) -> list[Told]:
    """What is told of each chapter: on no more than so many slides in all, if that can be.

    The chapters with the most slides give theirs first, of several alike the last.
    """
    sizes = [_most(one) for one in chapters]

    @cache
    def told(number: int, most_of_it: int) -> Told:
        return _told(chapters[number], most_of_it, rules)

    @cache
    def taken(number: int, most_of_it: int) -> int:
        return size(told(number, most_of_it).story)

    for least in (1, 0):
        while sum(taken(n, held) for n, held in enumerate(sizes)) > most:
            givers = [
                (taken(n, held) - _answers(chapters[n]), n)
                for n, held in enumerate(sizes)
                if held > least and (least or "shown" not in chapters[n].classes)
            ]
            if not givers:
                break
            sizes[max(givers)[1]] -= 1
    return [told(n, held) for n, held in enumerate(sizes)]
