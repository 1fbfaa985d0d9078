"""Is the article built as one: text in every section, headings in order, none twice?"""

from collections.abc import Iterator, Mapping
from itertools import chain

from handout.checks.context import Context
from handout.model.article import (
    MEDIUM_OF,
    Article,
    Block,
    Directive,
    Heading,
    Medium,
    article_texts,
    inner_blocks,
    shown,
)
from handout.model.findings import Finding
from handout.source.new_article import EXAMPLES

_MEDIA: Mapping[Medium, str] = {"leaflet": "leaflet", "deck": "slides"}


def check_text(article: Article, context: Context) -> Iterator[Finding]:
    """A finding where there is no text at all."""
    if not article.lead and not article.sections and context.is_readable:
        words = "the article has no text"
        yield Finding("article-empty", words, "write it below the front matter", article.path, 1)


def check_examples(article: Article, _: Context) -> Iterator[Finding]:
    """A finding for each sentence of a new article that nobody has replaced, once it is no draft.

    Drafts say on every page that they are; most are looked at before all is written.
    """
    if article.front.unreviewed:
        return
    both = chain.from_iterable(article_texts(article, medium) for medium in _MEDIA)
    for line, words in dict.fromkeys((line, text.plain) for line, text in both):
        if words in EXAMPLES:
            message = f"“{words}” is what a new article begins with"
            advice = "write your own words in its place, or delete it"
            yield Finding("example-left", message, advice, article.path, line)


def check_repeated_headings(article: Article, _: Context) -> Iterator[Finding]:
    """A warning for each section whose heading another has already."""
    seen: dict[str, int] = {}
    for section in article.sections:
        title = " ".join(section.title.plain.casefold().split())
        if title in seen:
            words = f"the heading '{section.title}' stands in line {seen[title]} already"
            advice = "give it words of its own"
            yield Finding.warning("heading-twice", words, advice, article.path, section.line)
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
    """A warning where a section has no text, on the leaflet or on the slides."""
    for section in article.sections:
        lacking = [name for medium, name in _MEDIA.items() if not _has_text(section.blocks, medium)]
        if not lacking:
            continue
        words = f"the section '{section.title}' is empty"
        advice = "write its text, or delete the heading"
        if len(lacking) < len(_MEDIA):
            words += f" on the {lacking[0]}"
            advice = "write something in it that stands in no '::: name'"
        yield Finding.warning("section-empty", words, advice, article.path, section.line)


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
    for blocks in article.runs:
        yield from _hidden(blocks, "", article.path)
