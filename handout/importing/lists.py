"""Lists that were typed by hand, and columns that were made with tabs."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from handout.importing.document import Block, Cell, Mark, Paragraph, Remark, Span, Table

_BULLET = re.compile(r"[ \t\xa0]*(?:[•●▪■◦○‣⁃∙·➢➤►❖♦＊\uf0b7\uf0a7][ \t\xa0]*|o\t\s*)(?=\S)")
_DASH = re.compile(r"[ \t\xa0]*[-–—*](?:[ \xa0]+|\t\s*)(?=\S)")
_NUMBER = re.compile(r"[ \t\xa0]*\(?(\d{1,2})[.)](?:[ \t\xa0]+|(?=[^\W\d_]))(?=\S)")
_LETTER = re.compile(r"[ \t\xa0]*\(?([a-h])[.)][ \t\xa0]+(?=\S)")
_BOX = re.compile(r"[ \t\xa0]*([☐☑☒□])[ \t\xa0]*(?=\S)")


def cut(spans: Sequence[Span], letters: int) -> tuple[Span, ...]:
    """The spans without their first letters."""
    rest = list[Span]()
    for span in spans:
        gone = min(letters, len(span.text))
        letters -= gone
        if not gone or len(span.text) > gone or span.note or span.picture:
            rest.append(replace(span, text=span.text[gone:]))
    return tuple(rest)


def _split(spans: Sequence[Span], sign: str) -> Iterator[tuple[Span, ...]]:
    """The spans between signs, such as the lines of a paragraph."""
    line = list[Span]()
    for span in spans:
        first, *more = re.split(sign, span.text)
        line.append(replace(span, text=first))
        for text in more:
            yield tuple(line)
            line = [replace(span, text=text, note="", picture=None)]
    yield tuple(line)


def _lines(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; lines of a paragraph that begin with marks are paragraphs of their own."""
    for one in blocks:
        if "\n" not in one.text.strip() or one.level:
            yield one
            continue
        first, *others = _split(one.spans, "\n")
        texts = ("".join(span.text for span in line) for line in others)
        marks = (_BULLET, _DASH, _NUMBER, _BOX)
        if not all(any(mark.match(text) for mark in marks) for text in texts if text.strip()):
            yield one
            continue
        yield replace(one, spans=first)
        for line in others:
            made = replace(one, spans=line, mark=None, remarks=())
            if one.mark and (typed := _typed(made, None)):  # below the item that the paragraph is
                mark = Mark(one.mark.level + 1, typed.number)
                made = replace(made, spans=cut(line, typed.letters), mark=mark)
            yield made


class _Typed(NamedTuple):
    """The mark of an item that was typed by hand."""

    letters: int
    """How many of the paragraph's letters it takes."""
    number: int | None
    sign: str


def _typed(one: Block, before: int | None) -> _Typed | None:
    """The typed mark of an item, the one before it with a number; None for what is no item."""
    if one.level or one.mark or one.is_empty:
        return None
    for pattern in (_BULLET, _BOX, _DASH):
        if found := pattern.match(one.text):
            return _Typed(found.end(), None, found[0].strip())
    for pattern in (_NUMBER, _LETTER):
        if found := pattern.match(one.text):
            number = int(found[1]) if found[1].isdecimal() else ord(found[1]) - ord("a") + 1
            follows = number in (1, (before or 0) + 1)
            return _Typed(found.end(), number, found[1]) if follows else None
    return None


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[Block, _Typed | None]]:
    """Each block, with its typed mark where it is one of a list."""
    found, number = list[_Typed | None](), None
    for one in blocks:
        mark = _typed(one, number)
        found.append(mark)
        if mark and mark.number is not None:
            number = mark.number
        elif one.level:
            number = None
    for n, (one, mark) in enumerate(zip(blocks, found, strict=True)):
        if mark and not _BULLET.match(one.text):
            near = _neighbours(n, blocks)
            alike = [k for k in near if blocks[k].is_all("bold") == one.is_all("bold")]
            sure = any(_continues(mark, found[k]) or blocks[k].mark for k in alike)
            yield one, mark if sure else None
        else:
            yield one, mark


def _neighbours(n: int, blocks: Sequence[Block]) -> list[int]:
    """The places of the blocks before and after one, empty paragraphs aside."""
    near = list[int]()
    for step in (-1, 1):
        k = n + step
        while 0 <= k < len(blocks) and blocks[k].is_empty:
            k += step
        near += [k] if 0 <= k < len(blocks) else []
    return near


def _continues(mark: _Typed, other: _Typed | None) -> bool:
    """Whether two marks are of one list."""
    if other is None:
        return False
    if mark.number is None or other.number is None:
        return True
    return abs(mark.number - other.number) == 1


def typed_lists(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with what was typed as a list made one; each list is told once."""
    made, indents, told = list[Block](), list[int](), False
    for one, mark in _runs(list(_lines(blocks))):
        if mark is None or isinstance(one, Table):
            if not one.is_empty:
                indents, told = [], False
            made.append(one)
            continue
        length, number, sign = mark
        indent = one.indent + 100 * (len(one.text) - len(one.text.lstrip(" \xa0")))
        while indents and indent < indents[-1]:
            indents.pop()
        if not indents or indent > indents[-1]:
            indents.append(indent)
        letters = ", with letters, which are numbers now" if sign.isalpha() and number else ""
        words = f"a list that was typed by hand{letters}"
        remark = () if told else (Remark("guessed", words),)
        told = True
        spans = cut(one.spans, length)
        box = _BOX.match(one.text)
        task = "" if not box else "[x] " if box[1] in "☑☒" else "[ ] "
        item = Mark(len(indents) - 1, number, task)
        made.append(replace(one, spans=spans, mark=item, remarks=(*one.remarks, *remark)))
    return made


def _columns(one: Block) -> int:
    """How many columns a line makes with tabs; 0 where it makes none."""
    if one.level or one.mark:
        return 0
    columns = [part.strip() for part in re.split(r"\t+", one.text.strip(" \t"))]
    return len(columns) if len(columns) > 1 and all(columns) and "\n" not in one.text.strip() else 0


def _is_head(rows: Sequence[Paragraph]) -> bool:
    """Whether the first of several lines says what stands below: in bold, or without figures."""
    first, *others = rows
    if first.is_all("bold"):
        return not all(one.is_all("bold") for one in others)
    figures = [bool(re.search(r"\d", one.text)) for one in rows]
    return not figures[0] and all(figures[1:])


def _tabbed(rows: Sequence[Paragraph]) -> Table:
    """Lines with tabs as a table."""
    cells = tuple(
        tuple(Cell((replace(one, spans=part, remarks=()),)) for part in _split(_bare(one), r"\t+"))
        for one in rows
    )
    has_head = _is_head(rows)
    kind = "with the first line as its head" if has_head else "without a head"
    told = Remark("guessed", f"columns made with tabs, which are a table now, {kind}")
    remarks = [remark for one in rows for remark in one.remarks]
    return Table(cells, rows[0].page, has_head=has_head, remarks=(told, *remarks))


def _bare(one: Paragraph) -> tuple[Span, ...]:
    """The spans without tabs before and behind all words."""
    spans = cut(one.spans, len(one.text) - len(one.text.lstrip()))
    text, ends = "".join(span.text for span in spans).rstrip(), list[Span]()
    for span in spans:
        ends.append(replace(span, text=text[: len(span.text)]))
        text = text[len(span.text) :]
    return tuple(ends)


def tab_columns(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with two lines or more of as many columns made a table."""
    made, run = list[Block](), list[Paragraph]()
    for one in (*blocks, None):
        columns = _columns(one) if one is not None else 0
        if run and columns != _columns(run[0]):
            made += [_tabbed(run)] if len(run) > 1 else run
            run = []
        if columns and isinstance(one, Paragraph):
            run.append(one)
        elif one is not None:
            made.append(one)
    return made
