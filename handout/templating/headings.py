"""Where the headings of a printed article stand: each with what is below it, and how wide."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from handout.model.article import (
    Article,
    Block,
    Figure,
    Heading,
    Text,
    article_blocks,
    article_texts,
)
from handout.typography import spacing
from handout.typography.line_breaks import is_needed

_COLUMN, _SMALL, _UNHYPHENATED = 14, 17, 20
"""Letters of a Latin word that the column of headings holds on A4, and when they are set smaller;
and those of a word that gets no hyphen, a longer one of which would be broken anywhere."""
_ADDRESS = re.compile(r"[/@\d_]")
"""What an address or a code has."""


class Part(NamedTuple):
    """What stands below one heading of a section, up to the next of its kind."""

    heading: Heading | None
    """A `###`; none at the start of a section whose words begin at once."""
    blocks: tuple[Block, ...]


def parts(blocks: Iterable[Block]) -> list[Part]:
    """The blocks of a section by its sub-headings; the first part stands at its own heading."""
    found = [Part(None, ())]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 3:
            if found == [Part(None, ())]:
                found = []
            found.append(Part(block, ()))
        else:
            found[-1] = found[-1]._replace(blocks=(*found[-1].blocks, block))
    return found


_LEAST_LETTERS, _OF_A_FIGURE, _OF_A_SIGN = 3_000, 800, 3
"""Letters of the shortest article that fills six pages, of large print with some space between;
those in whose place a picture stands, and those that take the room of a Chinese one."""


def may_be_long(article: Article) -> bool:
    """Whether it may fill so many pages that they need a list of contents.

    A shorter one has none in its mark-up: each element costs time, though it be never shown.
    """
    texts = (text.plain for _, text in article_texts(article, "leaflet"))
    letters = sum(len(words) * (_OF_A_SIGN if is_needed(words) else 1) for words in texts)
    figures = sum(isinstance(block, Figure) for block in article_blocks(article))
    return letters + _OF_A_FIGURE * figures >= _LEAST_LETTERS


def _words(texts: Iterable[Text]) -> list[str]:
    """The words of scripts with spaces."""
    plain = (text.plain for text in texts if not is_needed(text.plain))
    return [part for words in plain for part in re.split(r"\s+|(?<=\w-)(?=\w)", words)]


def _longest(words: Iterable[str], share: float = 1) -> float:
    """The letters of the longest word, as so many of Latin; marks on letters are none."""
    letters = ((one, [c for c in one if unicodedata.category(c)[0] != "M"]) for one in words)
    return max((len(held) / (1 if one.isascii() else share) for one, held in letters), default=0)


def is_long(heading: Text) -> bool:
    """Whether a word of it may have to be broken in the column of headings."""
    return _longest(one for one in _words([heading]) if not _ADDRESS.search(one)) > _SMALL


def heads(article: Article) -> str:
    """How the headings of all sections are set on A4, so that none jumps by the length of a word.

    They hang in a column beside the text. Of twelve articles that were set both ways, one measure
    of 146 mm, the headings above it, took a side less for three; but its lines had up to 80
    letters, where 75 are the most that read well, and no heading was found by a glance down the
    edge. Sub-headings that hang, too, saved three sides against those in the text.

    Where a word is too long for the column beside the text, all are set smaller; where it would
    be broken without a hyphen, all stand over the text. Where neither is so, a narrower column has
    room for them, too: a long text beside it, in lines of 73 letters, takes a side in ten less. Two
    columns of text took a quarter less, but are too narrow for tables and for lists in lists.
    """
    share = spacing.of(article.front.lang).fits
    sections = article.sections
    below = (one.text for s in sections for one in s.blocks if isinstance(one, Heading))
    words = _words((*(section.title for section in sections), *below))
    whole = words if share < 1 else filter(_ADDRESS.search, words)
    if _longest(whole, share) > _UNHYPHENATED:
        return "over"
    return "small-heads" if _longest(words, share) > _COLUMN else ""
