"""Blocks that hold no others: paragraphs, pictures, headings, pipe tables, text as it is typed."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Literal

from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode
from msgspec.structs import replace

from handout.model.article import Block, Code, Figure, Heading, Paragraph, Table, Text
from handout.model.markup import shown_source
from handout.source.markdown import leftovers, typed_lines
from handout.source.markdown.boxes import TELL
from handout.source.markdown.context import ReadingContext
from handout.source.markdown.directives import WARN, heading_attributes
from handout.source.markdown.link_targets import slug
from handout.source.markdown.phrases import (
    check_marks,
    check_raw_html,
    inline,
    picture,
    words,
    words_instead,
)


def beside(text: Text, context: ReadingContext) -> Iterator[Figure]:
    """The pictures that stand among words, each with a warning: they are shown below them."""
    for one in text.pictures:
        name = shown_source(one.source)
        message = f"the picture '{name}' stands among words, and is shown below them"
        context.warn("picture-inline", message, "give it a line of its own", one.line)
        yield one


def _is_picture(line: list[SyntaxTreeNode]) -> bool:
    """Whether a line of a paragraph holds pictures and nothing else."""
    shown = [node for node in line if node.type != "text" or node.content.strip()]
    return bool(shown) and all(node.type == "image" for node in shown)


_BREAKS = ("softbreak", "hardbreak")


def _runs(nodes: list[SyntaxTreeNode]) -> Iterator[tuple[bool, list[SyntaxTreeNode]]]:
    """The lines of a paragraph: those of words together, each of pictures by itself."""
    lines = [list[SyntaxTreeNode]()]
    for node in nodes:
        lines[-1].append(node)
        if node.type in _BREAKS:
            lines.append([])
    bare = ([node for node in line if node.type not in _BREAKS] for line in lines)
    held = [(_is_picture(one), line) for one, line in zip(bare, lines, strict=True)]
    for pictured, run in groupby(held, key=lambda one: one[0]):
        yield pictured, [node for _, line in run for node in line]


def _begins_with_picture(node: SyntaxTreeNode) -> bool:
    """Whether the first of a paragraph is a picture, which may be a link."""
    while node.type != "image" and node.children:
        node = node.children[0]
    return node.type == "image"


def _of_words(nodes: list[SyntaxTreeNode], context: ReadingContext) -> Iterator[Block]:
    """A paragraph and the pictures among its words: below it, or above where one begins it."""
    line, leads = context.line, bool(nodes) and _begins_with_picture(nodes[0])
    typed_lines.break_lines(nodes, context)
    leftovers.check_beginnings(nodes, context)
    text = words(nodes, context)
    if not text and "<sup" in text.html:
        message = "the mark of a footnote stands alone"
        context.fault("footnote", message, "write it behind the words that it belongs to", line)
    pictures = tuple(beside(text, context))
    yield from pictures if leads else ()
    if text:
        yield Paragraph(line, replace(text, pictures=()))
    yield from () if leads else pictures


def paragraph(node: SyntaxTreeNode, context: ReadingContext) -> Iterator[Block]:
    """A paragraph, and the pictures that have a line of it to themselves."""
    child = node.children[0]
    context.move_to(child.map)
    check_marks(child.content, context)
    for pictured, nodes in _runs(child.children):
        if pictured:
            for one in nodes:
                context.line += one.type in _BREAKS
                if one.type == "image":
                    figure = picture(one, context)
                    instead = words_instead(figure, context)
                    yield from (Paragraph(context.line, text) for text in instead if text)
                    yield from () if instead else (figure,)
        else:
            yield from _of_words(nodes, context)


_BRACES = re.compile(r"\s*(\{[^{}]*\})\s*$")
"""At the end of a heading, with the space before them."""
_BOLD = re.compile(r"<strong>((?:(?!</?strong>).)*)</strong>")


def _words(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    """The words of a heading; bold ones all over are as bold as any heading."""
    later, context.abbreviations = context.abbreviations, {}  # a heading stays short
    text = inline(node, context)
    context.abbreviations = later
    bold = _BOLD.fullmatch(text.html)
    return replace(text, html=bold[1]) if bold else text


_WORDLESS = "heading-empty", "a heading has no words", "write them behind the #, or delete it"
"""The finding of a heading that is nothing but marks, such as that of a footnote."""


def has_words(node: SyntaxTreeNode) -> bool:
    """Whether anything stands behind the marks of a heading."""
    return bool(node.children[0].content.strip())


def heading_parts(
    node: SyntaxTreeNode, context: ReadingContext, known: tuple[str, ...] = ("id",)
) -> tuple[Text, str, dict[str, str]]:
    """A heading's words, its id (from the braces, else from the words), and other attributes."""
    line = context.move_to(node.map)
    words = _words(node, context)
    context.line = line
    braces = _BRACES.search(words.plain) if words.html.endswith("}") else None
    attributes = heading_attributes(braces[1], known, context) if braces else None
    if braces is None or attributes is None:
        if not words.plain.strip():
            context.fault(*_WORDLESS)
        return words, context.unique_id(slug(words.plain)), {}
    html = words.html[: words.html.rindex("{")].rstrip()
    bare = replace(words, plain=words.plain[: braces.start()], html=html)
    if not bare.plain.strip():
        context.fault(*_WORDLESS)
    wanted = attributes.pop("id", "")
    wanted = wanted if re.fullmatch(r"[\w-]*", wanted) else slug(wanted)
    if wanted in context.ids:
        message = f"'#{wanted}' is there twice, so that links lead to the first"
        context.warn("heading-name", message, "give it another name")
    return bare, context.unique_id(wanted or slug(bare.plain)), attributes


def check_heading(node: SyntaxTreeNode, words: Text, context: ReadingContext) -> None:
    """A warning where a heading outside all quotations and directives is of an odd level."""
    written = int(node.tag[1])
    before, context.level_before = context.level_before, written
    if node.tag == "h1" and not context.has_ones:
        context.has_ones = True
        mark = "a line of '=' below it" if node.markup == "=" else "one '#'"
        message = f"the heading '{words}' has {mark}, which is the title's"
        context.warn("heading-level", message, "write '##', as the title is in the front matter")
    elif written > before + 1:
        message = f"the heading '{words}' skips a level (from {before} to {written})"
        context.warn("heading-skipped", message, f"write it with {'#' * (before + 1)}")
    first, end = node.map or (0, 0)
    if node.markup == "-" and (end - first > 2 or context.source[end - 1].strip() == "---"):
        message = f"the line of hyphens below '{words}' makes a heading of it"
        context.warn("heading-glued", message, "put an empty line between, or write '## ' before")


def heading(node: SyntaxTreeNode, context: ReadingContext) -> Iterator[Block]:
    """A heading that begins no section."""
    line = context.move_to(node.map)
    if not has_words(node):
        context.warn(*_WORDLESS, line)
        return
    words, own_id, _ = heading_parts(node, context)
    if not context.depth:
        check_heading(node, words, context)
    bare = replace(words, pictures=())
    yield Heading(line, bare, context.level(int(node.tag[1])), own_id)
    yield from beside(words, context)


_ALIGN: Mapping[str, Literal["start", "center", "end"]] = {
    "text-align:right": "end",
    "text-align:center": "center",
}
_BEFORE_CELLS = re.compile(r"[\s>]*\|?")
"""The marks of quotes, the indent of lists, and a pipe."""


def _check_row(node: SyntaxTreeNode, columns: int, context: ReadingContext) -> None:
    """A fault for the cells of a row that have no column: Markdown leaves them out."""
    line = context.move_to(node.map)
    written = context.source[line - context.offset - 1]
    if node.info == "html":  # whose cells are as many as the columns
        return
    if columns > 1 and "|" not in written:
        message = "this line would be a row of the table above it, as no empty line parts the two"
        context.fault("table-row", message, "put an empty line before it", line)
    cells = escapedSplit(_BEFORE_CELLS.sub("", written, count=1).strip().removesuffix("|"))
    if any(cell.strip() for cell in cells[columns:]):
        message = f"this row has more cells than the table's head ({columns})"
        advice = "take one out, or add a column; a '|' among words is written '\\|'"
        context.fault("table-row", message, advice, line)


_MOST_COLUMNS = 40
"""More take minutes to lay out, and no page is as wide."""


def table(node: SyntaxTreeNode, context: ReadingContext) -> Iterator[Block]:
    """A table, as yet without a caption."""
    line = context.move_to(node.map)
    head, *body = (row for part in node.children for row in part.children)
    align = tuple(_ALIGN.get(str(cell.attrs.get("style", "")), "start") for cell in head.children)
    if not body:
        advice = "write its rows below the line of dashes"
        context.fault("table-empty", "the table has a head and no rows", advice, line)
    if len(align) > _MOST_COLUMNS:
        message = f"this table has more than {_MOST_COLUMNS} columns"
        context.fault("too-large", message, "make several tables of it", line)
    for row in body:
        _check_row(row, len(align), context)
    rows = list[tuple[Text, ...]]()
    for row in (head, *body):
        context.move_to(row.map)
        rows.append(tuple(inline(cell, context) for cell in row.children))
    yield Table(line, rows[0], tuple(rows[1:]), align)


def _typed(words: str) -> Text:
    """Preformatted text, its tabs as spaces up to the next column."""
    return Text.of(words.expandtabs(4).rstrip("\n"))


def fenced(node: SyntaxTreeNode, context: ReadingContext) -> Iterator[Block]:
    """A fenced code block; words behind its opening marks would show nowhere."""
    if len(node.info.split()) > 1 and "{" not in node.info:  # one word names a language
        message = f"the words '{node.info.strip()}' behind {node.markup} would show nowhere"
        context.fault("code-info", message, "delete them")
    name = node.info.strip().strip("{}")
    if node.info.startswith("{") and name in {*WARN, *TELL}:
        message = f"'{node.markup}{node.info.strip()}' makes no box here"
        advice = "'::: warning' … ':::'" if name in WARN else "'> ' before each of its lines"
        context.warn("code-info", message, f"write {advice} instead")
    first, end = node.map or (0, 0)
    if end - first < 2 or not context.source[end - 1].strip(" \t>").startswith(node.markup):
        advice = "add such a line where the words end that are shown as they are typed"
        context.fault("code-open", f"the line '{node.markup}' has no partner", advice)
    yield Code(context.line, _typed(node.content))


def indented(node: SyntaxTreeNode, context: ReadingContext) -> Iterator[Block]:
    """An indented code block, such as an address; a single line was indented by mistake."""
    if "\n" not in node.content.strip("\n"):
        message = "a tab, or four spaces, stand before the words, so that they are no paragraph"
        context.warn("code-indented", message, "delete what stands before them")
    yield Code(context.line, _typed(node.content))


def preformatted(node: SyntaxTreeNode, context: ReadingContext) -> Iterator[Block]:
    """The words of `<pre>`."""
    if node.content.strip():
        yield Code(context.line, Text.of(node.content))


def raw_html(node: SyntaxTreeNode, context: ReadingContext) -> Iterator[Block]:
    """A declaration, or a comment that is never closed: a fault."""
    check_raw_html(node.content, context)
    yield Code(context.line, Text.of(node.content))
