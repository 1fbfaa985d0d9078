"""What readers need to find in a leaflet, and whether its harms have room beside its benefits."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from handout.checks import options
from handout.checks.context import Context
from handout.checks.review.part_words import NAMES, NEEDED, patterns, sayings
from handout.checks.review.prose import Prose, has, is_reference
from handout.model.article import PARTS, Article, Text, texts
from handout.model.findings import Finding, joined
from handout.typography.sentences import sentences

_LEAD_IN = re.compile(r"<strong>(.{1,60}?)</strong>")
_BELOW_ALL = 7
"""The level of a bold beginning of a paragraph."""


class Passage(NamedTuple):
    """A heading, or a bold beginning, and how many words stand below it."""

    title: str
    line: int
    level: int
    parts: frozenset[str]
    words: int = 0
    statements: int = 0
    """Sentences and items of lists; what ends in a colon says nothing yet."""


def _heading(text: Text, line: int, levels: dict[int, int]) -> tuple[str, int]:
    """The words of a text as a heading, and its level; 0 where it is none."""
    if line in levels:
        return text.plain, levels[line]
    bold = _LEAD_IN.match(text.html)
    return (bold[1], _BELOW_ALL) if bold else ("", 0)


def _named(title: str, line: int, prose: Prose, wanted: Collection[str]) -> frozenset[str]:
    """What parts of those wanted a heading is, by its marks, else by its words."""
    if marks := prose.article.parts.get(line):
        return frozenset(marks)
    known = patterns(prose.language).items()
    return frozenset(name for name, one in known if name in wanted and one.search(title))


def _counted(passage: Passage, text: Text, prose: Prose) -> Passage:
    """The passage with what a text below it says, where it says something of a part."""
    if not passage.parts:
        return passage
    below = text.plain.removeprefix(passage.title)
    said = [one for one in sentences(below, prose.language) if not one.endswith(":")]
    return passage._replace(words=len(below.split()), statements=len(said))


def _in_section(
    read: Iterable[tuple[int, Text]], prose: Prose, wanted: Collection[str]
) -> Iterator[Passage]:
    """The passages of a section; below a heading without a part, that of the one above goes on."""
    above: list[Passage] = []
    levels = {one.line: one.level for one in prose.titles}
    for line, text in read:
        title, level = _heading(text, line, levels)
        if title:
            above = [one for one in above if one.level < level]
            own = _named(title, line, prose, wanted)
            parts = own or (above[-1].parts if above else own)
            above.append(Passage(title, line, level, parts))
        if above:
            yield above[-1] if 0 < level < _BELOW_ALL else _counted(above[-1], text, prose)


def passages(prose: Prose, wanted: Collection[str]) -> Iterator[Passage]:
    """Each text below a heading, as that heading with its words; only the parts that are wanted."""
    yield from _in_section(texts(prose.article.lead, "leaflet"), prose, wanted)
    for section in prose.article.sections:
        read = [(section.line, section.title), *texts(section.blocks, "leaflet")]
        yield from _in_section(read, prose, wanted)


def _said(article: Article, prose: Prose) -> Iterator[str]:
    """The parts that are there without a heading that says so."""
    if any(one.place == "text" and one.section < 0 for one in prose.sentences):
        yield "what"
    if article.footnotes or any(
        is_reference(one.attributes.get("class", "")) for one in article.sections
    ):
        yield "sources"
    for _, table in options.tables(article):
        yield from ("alternatives", "nothing")  # of options without the last another check tells
        for question, *_ in table.rows:
            yield from _named(question.plain, 0, prose, NAMES)
    for name, pattern in sayings(prose.language).items():
        found = sum(bool(pattern.search(one.text)) for one in prose.sentences)
        if found > 2 or (found and name != "do"):
            yield name


def check_parts(prose: Prose, context: Context) -> Iterator[Finding]:
    """A note on what readers need to find in a leaflet of this kind, and do not."""
    if not patterns(prose.language):
        return
    article, kind = prose.article, prose.article.front.kind or ""
    found = {part for one in passages(prose, patterns(prose.language)) for part in one.parts} | {
        *_said(article, prose)
    }
    found |= {"benefits"} if "reasons" in found else set()
    needed = NEEDED[kind]
    missing = [name for name in PARTS if name in needed and name not in found]
    if missing:
        of = f"for a leaflet of the kind '{kind}'" if kind else "for a leaflet"
        message = f"{of}, it does not seem to say {joined(NAMES[one] for one in missing)}"
        marks = joined(f"{{.{one}}}" for one in missing)
        advice = f"write it, or put {marks} behind the heading below which it is said"
        yield prose.note("parts", message, advice, context.key_lines.get("kind", 1))


_LEAST, _LEAST_WORDS = 3, 2
"""Harms are to have at least one of so many parts of what is said of benefits; and of the words, as
one sentence can list what others say in five."""


def _may_praise(prose: Prose) -> bool:
    """Whether benefits may have a heading: quickly found, as most texts have none."""
    known = patterns(prose.language).get("benefits")
    if known is None or any("benefits" in marks for marks in prose.article.parts.values()):
        return bool(prose.article.parts)
    bold = ("benefi", "advantage", "success", "vorteil", "nutzen", "ventaja")
    titled = any(known.search(one.text) for one in prose.titles)
    return titled or any(has(one.text, *bold) for one in prose.sentences)


def check_balance(prose: Prose, _: Context) -> Iterator[Finding]:
    """A warning where a leaflet has much of benefits, and little of harms."""
    if not _may_praise(prose):
        return
    told = [*passages(prose, ("benefits", "harms"))]
    good = [one for one in told if "benefits" in one.parts and "harms" not in one.parts]
    bad = [one for one in told if "harms" in one.parts]
    benefits, harms = (sum(one.statements for one in some) for some in (good, bad))
    words, others = (sum(one.words for one in some) for some in (good, bad))
    if benefits >= _LEAST and harms * _LEAST < benefits and others * _LEAST_WORDS < words:
        message = (
            f"{benefits} sentences and items say what good it may do, "
            f"and {harms or 'none'} what harm it may do or where its limits are"
        )
        advice = "say as plainly what may go wrong, or put {.harms} behind the heading of what does"
        extent = benefits / (_LEAST * max(harms, 1))
        yield prose.warning("one-sided", message, advice, good[0].line, good[0].title, extent)
