"""Blocks as the lines of an article, and where each remark belongs."""

import re
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from handout.importing import phrases
from handout.importing.document import Block, Mark, Paragraph, Picture, Remark, Table
from handout.importing.tables import grid

_LINES = re.compile(r"_{4,}|\.{8,}|…{4,}")
"""To write on."""
TODO = "TODO: say what it shows"
_CAPTION = ("caption", "beschriftung", "légende", "epígrafe", "didascalia", "bildunterschrift")
_TYPED_CAPTION = re.compile(
    r"\W*(fig(ure|ura)?|picture|photo|image|abb(ildung)?|bild|foto|imagen)\b\.? ?\d.{,100}", re.I
)
"""A caption that has no style of its own; longer ones are paragraphs."""
_QUOTE = ("block text", "quotations", "quote", "intense quote", "zitat", "citation", "cita")


class Writer:
    """Writes the lines of an article, one block after the other."""

    def __init__(self, name_picture: Callable[[Picture], str], *, plain_bold: bool) -> None:
        self.lines: list[str] = []
        self.remarks: list[Remark] = []
        self._name_picture = name_picture
        self._without = frozenset(["bold"]) if plain_bold else frozenset[str]()
        self._heading = ""
        self._indents: list[int] = []
        """How far the words of each level of the list are indented."""
        self._top: Mark | None = None
        """Of the last item of the list's first level."""
        self._sign = "."
        """Behind the numbers of the list; another one begins another list."""

    def _phrases(self, one: Paragraph, without: frozenset[str] = frozenset()) -> str:
        return phrases.phrases(one.spans, without=self._without | without)

    def note(self, remarks: Iterable[Remark], page: int, ahead: int = 1) -> None:
        """Note remarks at the line that comes next, each with its place in the document."""
        parts = [f"page {page}" if page > 1 else "", f"below '{self._heading}'"]
        place = ", ".join(filter(None, parts if self._heading else parts[:1]))
        for one in remarks:
            if one.words:
                line = 0 if one.kind == "left out" else len(self.lines) + ahead
                self.remarks.append(Remark(one.kind, one.words, place or "at the beginning", line))

    def _add(self, words: str) -> None:
        """Add lines, with an empty one above them."""
        if self.lines and self.lines[-1]:
            self.lines.append("")
        self.lines += words.split("\n")

    def _end_list(self) -> None:
        self._indents, self._top, self._sign = [], None, "."

    def _item(self, one: Paragraph, mark: Mark) -> None:
        """An item of a list, below the one before it where it is of a deeper level."""
        words = phrases.paragraph(self._phrases(one))
        level = min(mark.level, len(self._indents))
        again = not level and mark.number == 1 and self._top is not None and self._top.number
        if again:
            self._sign = ")" if self._sign == "." else "."
        sign = "- " if mark.number is None else f"{mark.number}{'.' if level else self._sign} "
        del self._indents[level + 1 :]
        indent = self._indents[level - 1] if level else 0
        self._indents[level:] = [indent + len(sign)]
        pad = " " * (indent + len(sign))
        is_other = self._top and (again or (self._top.number is None) != (mark.number is None))
        if (self._top is None or (is_other and not level)) and self.lines and self.lines[-1]:
            self.lines.append("")
        self._top = self._top if level else mark
        lines = words.split("\n")
        self.lines.append(f"{' ' * indent}{sign}{mark.task}{lines[0]}".rstrip())
        self.lines += [pad + line for line in lines[1:]]

    def _pictures(self, one: Paragraph, caption: str) -> None:
        """The pictures of a paragraph, each on a line of its own."""
        held = [span.picture for span in one.spans if span.picture]
        for picture in held:
            name = self._name_picture(picture)
            title = f' "{phrases.title_attribute(caption)}"' if caption and one else ""
            alt = phrases.escaped(picture.alt) if picture.alt else TODO
            self._add(f"![{alt}]({name}{title})")
            if not picture.alt:
                told = f"the picture '{name}' has no words for those who cannot see it"
                self.note([Remark("to do", told)], one.page, ahead=0)

    def _paragraph(self, one: Paragraph, caption: str, below: int = 0) -> None:
        """A block of words; `below` is the level of the item that follows, which it parts."""
        self.note(one.remarks, one.page, 2 if self.lines and self.lines[-1] else 1)
        words = self._phrases(one)
        if one.level and words:
            self._end_list()
            self._heading = " ".join(one.text.split())
            line = self._phrases(one, frozenset(["bold", "italic"])).replace("\n", " ")
            self._add(f"{'#' * one.level} {line}")
        elif one.mark and words:
            self._item(one, one.mark)
        elif words and self._indents and below:
            pad = " " * self._indents[min(below, len(self._indents)) - 1]
            self._add("\n".join(pad + line for line in phrases.paragraph(words).split("\n")))
        elif words:
            self._end_list()
            self._add(self._styled(one, phrases.paragraph(words)))
        self._pictures(one, caption)

    def _styled(self, one: Paragraph, words: str) -> str:
        """A paragraph as its style has it: a quote, or words."""
        if one.style.partition(" / ")[0] in _QUOTE:
            return "\n".join(f"> {line}" for line in words.split("\n"))
        told = list[Remark]()
        if _LINES.search(one.text):
            told.append(Remark("found", "lines to write on; see that the form is whole"))
        if "\t" in one.text.strip():
            what = "words apart from each other by a tab, which is a space now"
            told.append(Remark("to do", what))
        self.note(told, one.page, 2 if self.lines and self.lines[-1] else 1)
        return words

    def _cell(self, blocks: Sequence[Paragraph]) -> str:
        texts = list[str]()
        for one in blocks:
            sign = ""
            if one.mark:
                sign = "• " if one.mark.number is None else f"{one.mark.number}. "
                sign = {"[ ] ": "☐ ", "[x] ": "☒ "}.get(one.mark.task, sign)
            pictured = [span.picture for span in one.spans if span.picture]
            names = [(self._name_picture(each), each.alt or TODO) for each in pictured]
            shown = "".join(f"![{phrases.escaped(alt)}]({name})" for name, alt in names)
            texts.append(f"{sign}{self._phrases(one)}{shown}")
        return phrases.cell("\n".join(filter(None, texts)))

    def _table(self, one: Table) -> None:
        above, table = grid(one)
        for paragraph in above:
            self._paragraph(paragraph, "")
        self._end_list()
        self.note(table.remarks, one.page, 2)
        head, *rows = [[self._cell(cell) for cell in row] for row in table.rows]
        head = [re.sub(r"^\*\*([^*]*)\*\*$", r"\1", one) for one in head]
        lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
        self._add("\n".join(lines))

    def write(self, blocks: Sequence[Block]) -> None:
        """Write blocks; a caption below a picture is the picture's."""
        shown = _with_marks_behind_words(one for one in blocks if not one.is_empty or one.remarks)
        at = 0
        while at < len(shown):
            one = shown[at]
            at += 1
            if isinstance(one, Table):
                if any(cell.blocks for row in one.rows for cell in row):
                    self._table(one)
                continue
            following = shown[at] if at < len(shown) else None
            pictured = any(span.picture for span in one.spans)
            if pictured and isinstance(following, Paragraph) and _is_caption(following):
                words = self._phrases(following, frozenset(["bold", "italic"]))
                self._paragraph(one, " ".join(words.split()))
                at += 1
            else:
                mark = following.mark if following else None
                self._paragraph(one, "", mark.level if mark else 0)
        self._end_list()

    def footnote(self, label: str, blocks: Sequence[Block]) -> None:
        """Write a footnote: its first paragraph behind its label, the others below it."""
        self._end_list()
        inner = Writer(self._name_picture, plain_bold=bool(self._without))
        inner.write(blocks)
        while inner.lines and not inner.lines[-1]:
            inner.lines.pop()
        first, *others = inner.lines or [""]
        self._add(f"[^{label}]: {first}")
        self.lines += [f"    {line}" if line else "" for line in others]
        self.note(inner.remarks, 1, 0)


def _with_marks_behind_words(blocks: Iterable[Block]) -> list[Block]:
    """The blocks; marks of notes that have a paragraph to themselves stand behind the one above."""
    made = list[Block]()
    for one in blocks:
        above = made[-1] if made else None
        spans = () if one.text.strip() else one.spans
        if spans and isinstance(above, Paragraph) and all(span.note for span in spans):
            made[-1] = replace(above, spans=(*above.spans, *spans))
        else:
            made.append(one)
    return made


def _is_caption(one: Paragraph) -> bool:
    is_typed = not (one.level or one.mark) and _TYPED_CAPTION.fullmatch(one.text.strip())
    return bool(one.style.partition(" / ")[0] in _CAPTION or is_typed) and not one.is_empty
