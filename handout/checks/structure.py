"""Is the article built as one: text in every section, headings in order, none twice?"""

from collections.abc import Iterator, Mapping

from handout.checks.context import Context
from handout.model.article import (
    MEDIUM_OF,
    Article,
    Block,
    Directive,
    Heading,
    Medium,
    inner_blocks,
    shown,
    walk,
)
from handout.model.findings import Finding

_MEDIA: Mapping[Medium, str] = {"leaflet": "leaflet", "deck": "slides"}


def check_text(article: Article, context: Context) -> Iterator[Finding]:
    """A finding where there is no text at all."""
    if not article.lead and not article.sections and context.is_readable:
        words = "the article has no text"
        yield Finding("article-empty", words, "write it below the front matter", article.path, 1)


def _headings(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    """Every heading among the blocks, however deep, in order."""
    return (block for block in walk(blocks) if isinstance(block, Heading))


def check_levels(article: Article, _: Context) -> Iterator[Finding]:
    """A finding for each heading that is more than one level below the heading before it."""
    for level, blocks in ((1, article.lead), *((2, one.blocks) for one in article.sections)):
        before = level
        for heading in _headings(blocks):
            if heading.level > before + 1:
                skip = f"(from {before} to {heading.level})"
                words = f"the heading '{heading.text}' skips a level {skip}"
                advice = f"write it with {'#' * (before + 1)}"
                yield Finding("heading-skipped", words, advice, article.path, heading.line)
            before = heading.level


def _runs(article: Article) -> Iterator[tuple[Block, ...]]:
    """The blocks of the lead, then those of each section."""
    yield article.lead
    yield from (section.blocks for section in article.sections)


def check_heading_words(article: Article, _: Context) -> Iterator[Finding]:
    """A finding for each heading without words."""
    titles = [(section.line, section.title) for section in article.sections]
    titles += [(one.line, one.text) for blocks in _runs(article) for one in _headings(blocks)]
    for line, title in titles:
        if not title:
            advice = "write them behind the #, or delete it"
            yield Finding("heading-empty", "a heading has no words", advice, article.path, line)


def check_repeated_headings(article: Article, _: Context) -> Iterator[Finding]:
    """A finding for each section whose heading another has already."""
    seen: dict[str, int] = {}
    for section in article.sections:
        title = " ".join(section.title.plain.casefold().split())
        if title in seen:
            words = f"the heading '{section.title}' stands in line {seen[title]} already"
            advice = "give it words of its own"
            yield Finding("heading-twice", words, advice, article.path, section.line)
        elif title:
            seen[title] = section.line


def _has_text(blocks: tuple[Block, ...], medium: Medium) -> bool:
    """Whether the medium would show anything but headings."""
    return any(
        not isinstance(block, Heading)
        and (
            not isinstance(block, Directive)
            or bool(block.attributes)  # such as an icon array, whose words stand in braces
            or _has_text(block.blocks, medium)
        )
        for block in shown(blocks, medium)
    )


def check_sections(article: Article, _: Context) -> Iterator[Finding]:
    """A finding where a section has no text, on the leaflet or on the slides."""
    for section in article.sections:
        lacking = [name for medium, name in _MEDIA.items() if not _has_text(section.blocks, medium)]
        if len(lacking) == len(_MEDIA):
            words = f"the section '{section.title}' is empty"
            advice = "write its text, or delete the heading"
            yield Finding("section-empty", words, advice, article.path, section.line)
        elif lacking:
            words = f"the section '{section.title}' would be empty on the {lacking[0]}"
            advice = "write something in it that stands in no '::: name'"
            yield Finding("section-empty", words, advice, article.path, section.line)


def _hidden(blocks: tuple[Block, ...], within: str, path: str) -> Iterator[Finding]:
    """A finding for each directive that shows nowhere; `within` names the one around it."""
    for block in blocks:
        name = block.name if isinstance(block, Directive) and block.name in MEDIUM_OF else ""
        if name and within and MEDIUM_OF[name] != MEDIUM_OF[within]:
            words = f"'::: {name}' stands inside '::: {within}', and so would show nowhere"
            yield Finding("directive-hidden", words, "close the outer one first", path, block.line)
        for inner in inner_blocks(block):
            yield from _hidden(inner, within or name, path)


def check_media(article: Article, _: Context) -> Iterator[Finding]:
    """A finding for each directive that lies in one for the other medium."""
    for blocks in _runs(article):
        yield from _hidden(blocks, "", article.path)
