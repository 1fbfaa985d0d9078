"""What stands for an article: whole blocks for its poster, the key message for a leaflet's head."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from handout.model.article import (
    Article,
    Block,
    Directive,
    Item,
    List,
    Paragraph,
    Section,
    article_texts,
    shown,
    shown_within,
    texts,
)


def _named(blocks: Iterable[Block], name: str) -> list[Directive]:
    return [one for one in blocks if isinstance(one, Directive) and one.name == name]


def _every(article: Article) -> list[Block]:
    """Every block that paper shows but for footnotes."""
    return [one for run in article.runs for one in shown_within(run, "leaflet")]


_A_SIDE, _SHORT = 1_500, 400
"""Letters of an article that may take a second side, and the most of a message at its head."""


def in_short(article: Article) -> Section | None:
    """The key message as a section for the head of the leaflet; None where it has no place there.

    It is repeated with its heading, whole, and stays where it is. What stands behind other words of
    its section is not: it may refer to them (“this dose”). So it is with one of several; with one
    that stands near the head anyway, or on the only side; and with one that is not short.
    """
    keys = _named(_every(article), "key")
    if len(keys) != 1:
        return None
    held = shown_within(keys[0].blocks, "leaflet")
    if not all(isinstance(one, Paragraph | List) for one in held):
        return None  # another kind of block may not be shown twice
    length = sum(len(text.plain) for _, text in texts(keys[0].blocks, "leaflet"))
    whole = sum(len(text.plain) for _, text in article_texts(article, "leaflet"))
    if length > _SHORT or whole < _A_SIDE:
        return None
    for section in article.sections[1:]:
        if next(shown(section.blocks, "leaflet"), None) == keys[0]:
            return replace(section, blocks=keys[0].blocks)
    return None


def main_messages(article: Article) -> Iterator[tuple[Block, ...]]:
    """The key messages, all of the introduction, the warnings, its first paragraph, the headings.

    Each is whole: what stands before the first heading is shown in full, or its first block is.
    """
    lead, every = tuple(shown(article.lead, "leaflet")), _every(article)
    yield from (one.blocks for one in _named(every, "key"))
    if lead:
        yield lead
    yield from ((one,) for one in _named(every, "warning"))
    match lead:
        case (Paragraph(text=text), _, *_) if text.plain.rstrip().endswith((":", "：")):
            pass  # it says nothing without the next block
        case (Paragraph() | List(), _, *_):
            yield lead[:1]
    if article.sections:
        titles = (Item(one.line, (Paragraph(one.line, one.title),)) for one in article.sections)
        yield (List(article.sections[0].line, tuple(titles)),)
