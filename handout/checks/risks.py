"""Are the rows of `::: risk` numbers of people, and of one number, so that they compare?"""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from handout.checks.context import Context
from handout.model.article import Article, Directive, Table, Text, article_blocks
from handout.model.findings import Finding
from handout.model.risks import COLUMNS, MOST_FIGURES, MOST_PEOPLE, Risk, risks, whole, written_like
from handout.typography.numbers import quantity

Fault = tuple[int, str, str]
"""A line, what is wrong there, and what to do."""
_ORDER = (
    "write what happens, then how many, then of how many, in whole numbers: "
    "| a wound infection | 12 | 100 |"
)
_MOST_DRAWN = 40_000
"""Figures of an article: they take 100 MB in a leaflet."""


def _is_whole(cell: Text, lang: str) -> bool:
    """Whether a cell is a whole number, by the rules of its language, and nothing else."""
    words = cell.plain.strip()
    number = quantity(words, lang)
    if number is None or not re.fullmatch(r"\d+|\d{1,3}(?:[.,'’٬\s]\d{3})+", words):
        return False
    return number.value == whole(words) and "<a " not in cell.html


def _cell_faults(table: Table, lang: str) -> Iterator[Fault]:
    """What is no number of people, and what has no words."""
    if not 3 <= len(table.head) <= COLUMNS:
        message = f"the table of '::: risk' has {len(table.head)} columns"
        advice = (
            "write three to five: what happens | how many | of how many | over what time | source"
        )
        yield table.line, message, advice
        return
    for risk, row in zip(risks(table), table.rows, strict=True):
        for cell in row[1:3]:
            if not _is_whole(cell, lang):
                content = f"“{cell.plain}”" if cell.plain else "an empty cell"
                yield risk.line, f"'::: risk' has {content} where a whole number should be", _ORDER
        if not risk.what:
            yield risk.line, "a row of '::: risk' does not say what happens", _ORDER


def _count_faults(rows: Sequence[Risk]) -> Iterator[Fault]:
    """Numbers of people that cannot be."""
    for one in rows:
        if not one.people:
            message = f"{one.n} of {one.of} is of nobody"
            yield one.line, message, "write of how many people, such as 100"
        elif one.shown > one.people:
            message = f"{one.n} of {one.of} is more people than there are"
            yield one.line, message, "check the two numbers"


def _common(rows: Sequence[Risk]) -> int:
    """The number of people that all rows can be written of, exactly; 0 where there is none."""
    reduced = (one.people // math.gcd(one.shown, one.people) for one in rows)
    least = list(accumulate(reduced, math.lcm))[-1]
    own = sorted({one.people for one in rows})
    wanted = (one for one in (*own, 100, MOST_FIGURES, MOST_PEOPLE, least) if one <= MOST_PEOPLE)
    return next((one for one in wanted if not one % least), 0)


def _uneven(rows: Sequence[Risk]) -> Iterator[Fault]:
    """The rows that are not of the same number of people as the others, or of too many."""
    if not rows or (len({one.people for one in rows}) == 1 and rows[0].people <= MOST_PEOPLE):
        return
    common = _common(rows) or next((r.people for r in rows if r.people <= MOST_PEOPLE), 0)
    example = next((one.of for one in rows if one.people == common), str(common))
    for one in (row for row in rows if row.people != common):
        message = f"'::: risk' compares rows of one number of people, and this one is of {one.of}"
        if one.people > MOST_PEOPLE:
            message = f"'::: risk' draws up to {MOST_PEOPLE:,} people, and this row is of {one.of}"
        shown, over = divmod(one.shown * common, one.people)
        advice = f"write {written_like(shown, example)} of {example}"
        if over or not common:
            advice = "take it out, and say it in a sentence of its own"
            if one.people <= MOST_PEOPLE:
                advice = "put it into a '::: risk' of its own"
        yield one.line, message, advice


def _faults(table: Table, lang: str) -> Iterator[Fault]:
    """What is wrong with a table; how its rows compare only where they can be read."""
    if cells := tuple(_cell_faults(table, lang)):
        yield from cells
        return
    rows = risks(table)
    yield from tuple(_count_faults(rows)) or _uneven(rows)


def check_risks(article: Article, _: Context) -> Iterator[Finding]:
    """The rows of risks that cannot be drawn, or not be compared."""
    drawn = 0
    for block in article_blocks(article):
        match block:
            case Directive(name="risk", blocks=(Table() as table,)):
                faults = tuple(_faults(table, article.front.lang))
                for line, message, advice in faults:
                    yield Finding("risk", message, advice, article.path, line)
                held = (one.people for one in (() if faults else risks(table)))
                drawn += sum(people for people in held if people <= MOST_FIGURES)
    if drawn > _MOST_DRAWN:
        message = f"the rows of '::: risk' show more than {_MOST_DRAWN:,} people"
        yield Finding("risk-many", message, "leave some of them out", article.path, 1)
