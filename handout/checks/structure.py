"""Is the article built as one: text in every section, headings in order, none twice?"""

from collections.abc import Iterator

from handout.article import Article, Block, Heading, Section
from handout.finding import Finding


def _steps(section: Section) -> Iterator[tuple[Heading, int]]:
    """Each heading inside a section with the level of the heading before it."""
    before = 2
    for block in section.blocks:
        if isinstance(block, Heading):
            yield block, before
            before = block.level


def _skipped(section: Section, path: str) -> Iterator[Finding]:
    for heading, before in _steps(section):
        if heading.level > before + 1:
            words = f"the heading '{heading.text}' skips a level (from {before} to {heading.level})"
            advice = f"write it with {'#' * (before + 1)}"
            yield Finding("heading-skipped", words, advice, path, heading.line)


def _is_empty(blocks: tuple[Block, ...]) -> bool:
    return all(isinstance(block, Heading) for block in blocks)


def _repeated(article: Article) -> Iterator[Finding]:
    """A finding for each section whose heading or id another has already."""
    seen: dict[str, int] = {}
    for section in article.sections:
        if section.id in seen:
            words = f"the heading '{section.title}' stands in line {seen[section.id]} already"
            yield Finding(
                "heading-twice", words, "give it words of its own", article.path, section.line
            )
        seen.setdefault(section.id, section.line)


def check(article: Article) -> Iterator[Finding]:
    """The faults in how the article is built."""
    if not article.lead and not article.sections:
        words = "the article has no text"
        yield Finding("article-empty", words, "write it below the front matter", article.path, 1)
    for section in article.sections:
        if not section.title:
            words = "a heading has no words"
            yield Finding(
                "heading-empty", words, "write it behind '##'", article.path, section.line
            )
        if _is_empty(section.blocks):
            words = f"the section '{section.title}' is empty"
            advice = "write its text, or delete the heading"
            yield Finding("section-empty", words, advice, article.path, section.line)
        yield from _skipped(section, article.path)
    yield from _repeated(article)
