"""A Word file, read as a document."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from msgspec.structs import replace

from handout.importing import contents
from handout.importing.document import Block, Cell, Document, Paragraph, Remark, Table
from handout.importing.drawings import drawn
from handout.importing.numbering import Numbering
from handout.importing.package import NOTHING, Package, W, is_on, local, value
from handout.importing.runs import Context, in_contents, joined, spans, texts
from handout.importing.styles import Styles, looks

_HOLDERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_DEEPEST = 10
"""Tables in tables."""
_LONGEST = 200
"""Letters of a heading."""
_SENTENCE = re.compile(r"(?:\S+\s+){15,}\S*[^\W\d_]\W*[.;]")
_CONTENTS = re.compile(r"(?:toc|contents|verzeichnis) (?:\d|heading)")
"""The style of an entry of a table of contents."""
_WORDART = "{urn:schemas-microsoft-com:vml}textpath"


class Reader:
    """Reads the blocks of one file, counting lists, pages and notes as it goes."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package.root(package.of_kind("styles")))
        self.numbering = Numbering(package.root(package.of_kind("numbering")))
        self.context = Context(package, self.styles, package.main, partial(drawn, read=self.blocks))
        self.deep = 0
        root = package.root(package.main)
        rendered = (1 for one in root.iter(f"{W}lastRenderedPageBreak"))
        self.context.has_rendered_breaks = any(rendered)

    def _numbered(self, properties: Any, style: str) -> tuple[str, int]:
        """The list and the level of a paragraph, its own or its style's."""
        num, level = (
            value(properties, path) or self.styles.of_paragraphs(style, path)
            for path in ("numPr/numId", "numPr/ilvl")
        )
        return num, int(level) if level.isdecimal() else 0

    def _paragraph(self, element: Any) -> Paragraph:
        """A paragraph; what hangs at it is left in the context."""
        context, properties = self.context, element.find(f"{W}pPr")
        style, own_level = value(properties, "pStyle"), value(properties, "outlineLvl")
        if is_on(properties, "pageBreakBefore") and not context.has_rendered_breaks:
            context.page += 1
        before, context.style, page = context.style, style, context.page
        found = joined(spans(element, context))
        context.style = before
        level, mark = self.styles.level(style, own_level), None
        words = "".join(one.text for one in found).strip()
        if level and (len(words) > _LONGEST or _SENTENCE.fullmatch(words)):
            level = 0
            told = f"“{words[:80]} …” is a paragraph, though its style is that of a heading"
            context.remark("guessed", told)
        names = self.styles.names(style)
        if any(one.text.strip() or one.picture for one in found):
            num, depth = self._numbered(properties, style)
            mark = self.numbering.mark(num, depth)
            mark = replace(mark, level=_named_level(names, mark.level)) if mark else None
            if mark and self.numbering.lettered and not level:
                told = "letters or Roman numerals of a list, which are numbers now"
                context.remark("found", told)
        return Paragraph(
            found,
            " / ".join(names),
            level,
            None if level else mark,
            self._size(element, style),
            _indent(properties, self.styles, style),
            max(page, 1),
            value(properties, "jc") == "center",
            context.box,
        )

    def _size(self, element: Any, style: str) -> float:
        """The size of most letters of a paragraph."""
        normal, weights = self.styles.looks(style).size or 10, dict[float, int]()
        for run in element.iter(f"{W}r"):
            size = looks(run.find(f"{W}rPr")).size or normal
            length = sum(len(one.text or "") for one in run if local(one) == "t")
            weights[size] = weights.get(size, 0) + length
        return max(weights, key=lambda one: weights[one], default=normal)

    def _own(self, element: Any) -> Iterator[Block]:
        """A paragraph, and the text boxes that hang at it below."""
        context = self.context
        above, context.boxes = context.boxes, []
        outer, context.remarks = context.remarks, []
        was_contents = in_contents(context)
        paragraph = self._paragraph(element)
        boxes, context.boxes = context.boxes, above
        remarks, context.remarks = tuple(context.remarks), outer
        if was_contents or in_contents(context) or _CONTENTS.match(paragraph.style):
            if paragraph.text.strip():
                remarks = (*remarks, contents.told(paragraph.text))
            yield Paragraph((), page=paragraph.page, remarks=remarks)
        else:
            yield replace(paragraph, remarks=remarks)
        yield from boxes

    def _table(self, element: Any) -> Table:
        page, rows, borders = self.context.page, [], _has_borders(element, self.styles)
        for row in _inside(element, "tr"):
            before = value(row, "trPr/gridBefore")
            late = int(before) if re.fullmatch(r"[1-9]\d?", before) else 0
            cells = [Cell(())] * late
            for cell in _inside(row, "tc"):
                width, merge = value(cell, "tcPr/gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merge is not None and value(merge, default="continue") == "continue"
                columns = int(width) if re.fullmatch(r"[1-9]\d?", width) else 1
                cells.append(Cell(tuple(self.blocks(cell)), columns, goes_on))
            rows.append(tuple(cells))
        return Table(tuple(rows), page, borders)

    def blocks(self, element: Any) -> Iterator[Block]:
        """The blocks below an element, in order."""
        for child in element:
            name = local(child)
            if name == "p":
                yield from self._own(child)
            elif name == "tbl":
                self.deep += 1
                if self.deep <= _DEEPEST:
                    yield self._table(child)
                self.deep -= 1
            elif name in _HOLDERS:
                yield from self.blocks(child)
            elif name == "AlternateContent":
                choices = [one for one in child if local(one) in ("Choice", "Fallback")]
                yield from self.blocks(choices[0]) if choices else ()
            elif name == "oMathPara":
                yield Paragraph(tuple(spans([child], self.context)), page=self.context.page)

    def notes(self) -> Iterator[tuple[str, tuple[Block, ...]]]:
        """The footnotes and endnotes that the text refers to; those too that they refer to."""
        done = 0
        while done < len(self.context.labels):
            (kind, key), label = list(self.context.labels.items())[done]
            done += 1
            part = self.package.of_kind(kind)
            self.context.part = part or self.package.main
            found = (one for one in self.package.root(part) if value(one, key="id") == key)
            yield label, tuple(block for one in found for block in self.blocks(one))
        for kind in ("footnotes", "endnotes"):
            for one in self.package.root(self.package.of_kind(kind)):
                known = (kind, value(one, key="id")) in self.context.labels
                if not known and texts(one).strip("_ \n"):
                    words = f"a note that nothing refers to: “{texts(one).strip()}”"
                    self.context.remark("left out", words)


def _named_level(names: Iterable[str], level: int) -> int:
    """The level of an item of Word's own styles: `List Bullet 2` stands below `List Bullet`."""
    found = re.match(r"list (?:bullet|number|continue) ([2-5])$", next(iter(names), ""))
    return int(found[1]) - 1 if found and not level else level


def _indent(properties: Any, styles: Styles, style: str) -> int:
    own = next(filter(None, (value(properties, "ind", key) for key in ("left", "start"))), "")
    words = own or styles.of_paragraphs(style, "ind", "left")
    return int(words) if re.fullmatch(r"\d{1,5}", words) else 0


def _inside(element: Any, name: str) -> Iterator[Any]:
    """The rows or cells of a table, those in content controls too."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in _HOLDERS:
            yield from _inside(child, name)


def _has_borders(table: Any, styles: Styles) -> bool:
    """Whether lines are drawn around the cells of a table."""
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    if borders is None:
        named = value(table, "tblPr/tblStyle")
        drawn = (one.find(f"{W}tblPr/{W}tblBorders") for one in styles.chain(named))
        borders = next((one for one in drawn if one is not None), None)
        if borders is None:
            return any("grid" in one or "table" in one for one in styles.names(named)[:1])
    return any(value(one) not in ("nil", "none", "") for one in borders)


def _margins(reader: Reader) -> Iterator[tuple[str, str]]:
    """The words of headers and footers, each once."""
    said = set[tuple[str, str]]()
    for kind in ("header", "footer"):
        for _, part in reader.package.all_of_kind(kind):
            root = reader.package.root(part)
            lines = [_line(one) for one in root.iter(f"{W}p", _WORDART)]
            words = "\n".join(filter(None, lines))
            if words and (kind, words) not in said:
                said.add((kind, words))
                yield kind, words


def _pictures_of_margins(reader: Reader) -> Iterator[Remark]:
    """What is told of pictures in headers and footers, such as logos."""
    for kind in ("header", "footer"):
        parts = [reader.package.root(part) for _, part in reader.package.all_of_kind(kind)]
        if any(local(one) in ("blip", "imagedata") for root in parts for one in root.iter()):
            yield Remark("left out", f"a picture in the {kind}; clinic.yaml names the logo", kind)


def _line(paragraph: Any) -> str:
    """The words of a paragraph of a header, without those of boxes in it, or of WordArt."""
    held = []
    for one in paragraph.iter():
        if next((up for up in one.iterancestors() if local(up) == "Fallback"), None) is not None:
            continue
        if one.tag == _WORDART and one is paragraph:
            held.append(one.get("string", ""))
        if local(one) == "t" and next(one.iterancestors(f"{W}p"), None) is paragraph:
            held.append(one.text or "")
        elif local(one) == "tab" and local(one.getparent()) == "r":
            held.append("  ")
    return "".join(held).strip()


def _properties(package: Package) -> Iterator[tuple[str, str]]:
    """What the program notes of a file, such as who wrote it."""
    links = package.links("").values()
    for link in (one for one in links if one.kind == "core-properties" and not one.is_outside):
        for one in package.root(link.target):
            if one.text and one.text.strip():
                yield local(one), " ".join(one.text.split())


def _language(reader: Reader, document: Any) -> str:
    """The language of most letters."""
    weights = dict[str, int]()
    for run in document.iter(f"{W}r"):
        words = texts(run)
        is_rtl = bool(re.search("[\u0590-\u08ff]", words))
        is_cjk = bool(re.search("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]", words))
        key = "bidi" if is_rtl else "eastAsia" if is_cjk else "val"
        tag = value(run, "rPr/lang", key) or (reader.styles.bidi if is_rtl else reader.styles.lang)
        weights[tag] = weights.get(tag, 0) + len(words)
    return max(weights, key=lambda one: weights[one], default="")


def read(package: Package) -> Document:
    """The document in a Word file."""
    reader = Reader(package)
    body = next(package.root(package.main).iterchildren(f"{W}body"), NOTHING)
    blocks = tuple(reader.blocks(body))
    notes = tuple(reader.notes())
    reader.context.remarks.extend(_pictures_of_margins(reader))
    return Document(
        blocks,
        notes,
        tuple(_margins(reader)),
        tuple(reader.context.remarks),
        _language(reader, body),
        tuple(_properties(package)),
    )
