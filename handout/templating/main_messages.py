"""What a poster may show of an article: whole blocks, the one that it shows best first."""

from collections.abc import Iterable, Iterator

from handout.model.article import (
    Article,
    Block,
    Directive,
    Item,
    List,
    Paragraph,
    inner_blocks,
    shown,
)


def _printed(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block that paper shows, however deep, in order."""
    for block in shown(blocks, "leaflet"):
        yield block
        for inner in inner_blocks(block):
            yield from _printed(inner)


def _named(blocks: Iterable[Block], name: str) -> list[Directive]:
    return [one for one in blocks if isinstance(one, Directive) and one.name == name]


def _opens_alone(block: Block) -> bool:
    """Whether the first block of an introduction says something without the next one."""
    if isinstance(block, Paragraph):
        return not block.text.plain.rstrip().endswith((":", "\N{FULLWIDTH COLON}"))
    return isinstance(block, List)


def main_messages(article: Article) -> Iterator[tuple[Block, ...]]:
    """The key messages, all of the introduction, the warnings, its first paragraph, the headings.

    Each is whole: what stands before the first heading is shown in full, or its first block is.
    """
    lead = tuple(shown(article.lead, "leaflet"))
    every = [
        one for part in (lead, *(s.blocks for s in article.sections)) for one in _printed(part)
    ]
    yield from (one.blocks for one in _named(every, "key"))
    if lead:
        yield lead
    yield from ((one,) for one in _named(every, "warning"))
    if len(lead) > 1 and _opens_alone(lead[0]):
        yield lead[:1]
    if article.sections:
        titles = (Item(one.line, (Paragraph(one.line, one.title),)) for one in article.sections)
        yield (List(article.sections[0].line, tuple(titles)),)
