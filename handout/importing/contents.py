"""A table of contents that was typed by hand, which is left out as one of Word's is."""

import re
from collections.abc import Sequence

from handout.importing.document import Block, Paragraph, Remark

_NAMED = re.compile(
    r"\W*(?:(?:table of )?contents?(?: page)?|(?:what is )?in this (?:leaflet|booklet|guide)"
    r"|inhalt(?:sverzeichnis|sübersicht)?|sommaire|table des matières|índice|contenidos?|indice"
    r"|sommario|sumário|inhoud(?:sopgave)?|spis treści|obsah|indhold|innehåll|содержание|оглавление"
    r"|içindekiler|المحتويات|תוכן(?: העניינים)?|目录|目次)\W*",
    re.IGNORECASE,
)
_PAGE = re.compile(r"[\s._…·-]+(?:\d{1,3}|N/A)?$")
_LED = re.compile(r"\w.*?(?:\t|\s\s|[._…·]{2})[\s._…·]*(?:\d{1,3}|N/A)?", re.DOTALL)
"""Words that lead to a page."""
_COUNTED = re.compile(r"^[\W_]*(?:\d+(?:\.\d+)*|[A-Za-z]|[IVX]+)[.)\s]\W*")
_SENTENCE = re.compile(r"\w{4}\.$")
_LONGEST = 120
_FEWEST = 2


def told(words: str) -> Remark:
    """What is told of a table of contents, or of an entry of it."""
    return Remark("left out", f"the table of contents, which handout makes itself: “{words}”")


def _key(words: str) -> str:
    """The letters of a line, without a number before them."""
    return "".join(filter(str.isalnum, _COUNTED.sub("", words, count=1))).casefold()


def _keys(words: str) -> set[str]:
    """The letters of an entry, with and without its page."""
    return {_key(words), _key(_PAGE.sub("", words))}


def _text(block: Block) -> str:
    return block.text.strip(" \n\xa0")


def _entries(blocks: Sequence[Block], start: int) -> list[int]:
    """The places of the entries from one on: each ends with its page, or is a line further down."""
    keys, seen, found, doubtful = [_key(_text(one)) for one in blocks], set[str](), [], list[int]()
    for n in range(start, len(blocks)):
        words = _text(blocks[n])
        if not words and isinstance(blocks[n], Paragraph):
            continue
        if keys[n] in seen:
            break
        if words and all(_is_entry(line, keys[n + 1 :]) for line in words.split("\n")):
            found += [*doubtful, n]
            seen |= {key for line in words.split("\n") for key in _keys(line)}
            doubtful = []
        elif len(doubtful) > 1 or not 0 < len(words) <= _LONGEST or _SENTENCE.search(words):
            break
        else:
            doubtful.append(n)
    return found


def _is_entry(line: str, later: Sequence[str]) -> bool:
    """Whether a line leads to a page, or stands further down once more."""
    short = 0 < len(line.strip()) <= _LONGEST
    return short and bool(_LED.fullmatch(line.rstrip(" ")) or _keys(line) & set(later))


def _typed(blocks: Sequence[Block]) -> set[int]:
    """The places of the lines of typed contents, and of what they are called."""
    gone = set[int]()
    for n, one in enumerate(blocks):
        if n in gone or not _NAMED.fullmatch(_text(one)):
            continue
        found = _entries(blocks, n + 1)
        near = (remark for block in blocks[n + 1 : n + 3] for remark in block.remarks)
        of_word = any(one.words.startswith("the table of contents") for one in near)
        if len(found) >= _FEWEST or of_word:
            gone |= {n, *(found if len(found) >= _FEWEST else ())}
    return gone


def left_out(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with typed contents told instead of kept."""
    gone = _typed(blocks)
    return [
        Paragraph((), page=one.page, remarks=(*one.remarks, told(one.text))) if n in gone else one
        for n, one in enumerate(blocks)
    ]
