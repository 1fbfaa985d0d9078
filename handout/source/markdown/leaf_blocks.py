"""Blocks that hold no others: paragraphs, pictures, headings, pipe tables, text as it is typed."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Literal
from urllib.parse import unquote

from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from handout.model.article import Block, Code, Figure, Heading, Paragraph, Table, Text
from handout.source.markdown import leftovers
from handout.source.markdown.context import ReadingContext
from handout.source.markdown.directives import check_attributes, heading_attributes
from handout.source.markdown.phrases import SPAN_KEYS, check_raw_html, inline, phrases


def _plain_text(words: str) -> Text:
    return Text(words, escape(words, quote=False))


def _figure(image: SyntaxTreeNode, context: ReadingContext) -> Figure:
    """A picture; its title, in quotation marks behind its address, is the caption."""
    context.labels.add(str(image.meta.get("label", "")))
    line, title = context.line, str(image.attrs.get("title", ""))
    given = {key: image.attrs[key] for key in SPAN_KEYS if key in image.attrs}
    refused = image.meta.get("insecure_attrs", {})
    check_attributes({**given, **refused}, (), "a picture", context)
    alt = phrases(image.children, context).plain.strip()
    source = unquote(str(image.attrs.get("src", "")))
    return Figure(line, source, alt, _plain_text(title) if title else None)


def paragraph(node: SyntaxTreeNode, context: ReadingContext) -> Iterator[Block]:
    """A paragraph, or the picture that is all of it."""
    line = context.line
    children = node.children[0].children
    if len(children) == 1 and children[0].type == "image":
        yield _figure(children[0], context)
        return
    leftovers.check_beginnings(children, context)
    text = inline(node, context)
    if not text and "<sup" in text.html:
        message = "the mark of a footnote stands alone"
        context.fault("footnote", message, "write it behind the words that it belongs to", line)
    if text:
        yield Paragraph(line, text)


def slug(words: str) -> str:
    """An id for links, as GitHub makes it: lower case, hyphens for spaces."""
    bare = re.sub(r"[\s_-]+", "-", re.sub(r"[^\w\s-]", "", words.lower())).strip("-")
    return bare or "section"


_BRACES = re.compile(r"\s*(\{[^{}]*\})\s*$")
"""At the end of a heading, with the space before them."""


def heading_parts(
    node: SyntaxTreeNode, context: ReadingContext, known: tuple[str, ...] = ("id",)
) -> tuple[Text, str, dict[str, str]]:
    """A heading's words, its id (from the braces, else from the words), and other attributes."""
    line = context.move_to(node.map)
    words = inline(node, context)
    context.line = line
    if node.tag == "h1":
        mark = "a line of '=' below it" if node.markup == "=" else "one '#'"
        message = f"the heading '{words}' has {mark}, which is the title's"
        context.fault("heading-level", message, "write '##', as the title is in the front matter")
    braces = _BRACES.search(words.plain)
    if not braces or not words.html.endswith("}"):
        return words, context.unique_id(slug(words.plain)), {}
    bare = Text(words.plain[: braces.start()], words.html[: words.html.rindex("{")].rstrip())
    attributes = heading_attributes(braces[1], known, context)
    wanted = attributes.pop("id", "")
    if wanted in context.ids:
        context.fault("heading-name", f"'#{wanted}' is there twice", "give it another name")
    return bare, context.unique_id(wanted or slug(bare.plain)), attributes


def heading(node: SyntaxTreeNode, context: ReadingContext) -> Iterator[Block]:
    """A heading that begins no section; its level is 3 at least, however it is written."""
    line = context.move_to(node.map)
    words, own_id, _ = heading_parts(node, context)
    yield Heading(line, words, max(3, int(node.tag[1])), own_id)


_ALIGN: Mapping[str, Literal["start", "center", "end"]] = {
    "text-align:right": "end",
    "text-align:center": "center",
}
_BEFORE_CELLS = re.compile(r"[\s>]*\|?")
"""The marks of quotes, the indent of lists, and a pipe."""


def _row(node: SyntaxTreeNode, context: ReadingContext) -> tuple[Text, ...]:
    """The cells of a row."""
    context.move_to(node.map)
    return tuple(inline(cell, context) for cell in node.children)


def _check_row(node: SyntaxTreeNode, columns: int, context: ReadingContext) -> None:
    """A fault for the cells of a row that have no column: Markdown leaves them out."""
    line = context.move_to(node.map)
    written = context.source[line - context.offset - 1]
    if columns > 1 and "|" not in written:
        message = "this line would be a row of the table above it, as no empty line parts the two"
        context.fault("table-row", message, "put an empty line before it", line)
    cells = escapedSplit(_BEFORE_CELLS.sub("", written, count=1).strip().removesuffix("|"))
    if any(cell.strip() for cell in cells[columns:]):
        message = f"this row has more cells than the table's head ({columns})"
        advice = "take one out, or add a column; a '|' among words is written '\\|'"
        context.fault("table-row", message, advice, line)


def table(node: SyntaxTreeNode, context: ReadingContext) -> Iterator[Block]:
    """A table, as yet without a caption."""
    line = context.move_to(node.map)
    head, *body = (row for part in node.children for row in part.children)
    align = tuple(_ALIGN.get(str(cell.attrs.get("style", "")), "start") for cell in head.children)
    if not body:
        advice = "write its rows below the line of dashes"
        context.fault("table-empty", "the table has a head and no rows", advice, line)
    for row in body:
        _check_row(row, len(align), context)
    rows = tuple(_row(row, context) for row in (head, *body))
    yield Table(line, rows[0], rows[1:], align)


def fenced(node: SyntaxTreeNode, context: ReadingContext) -> Iterator[Block]:
    """Text as it is typed; words behind the opening marks would show nowhere."""
    if node.info.strip():
        message = f"the words '{node.info.strip()}' behind {node.markup} would show nowhere"
        context.fault("code-info", message, "delete them")
    first, end = node.map or (0, 0)
    if end - first < 2 or not context.source[end - 1].strip(" \t>").startswith(node.markup):
        advice = "add such a line where the words end that are shown as they are typed"
        context.fault("code-open", f"the line '{node.markup}' has no partner", advice)
    yield Code(context.line, _plain_text(node.content.rstrip("\n")))


def indented(node: SyntaxTreeNode, context: ReadingContext) -> Iterator[Block]:
    """Text as it is typed, such as an address; a single line was rather indented by mistake."""
    if "\n" not in node.content.strip("\n"):
        message = "a tab, or four spaces, stand before the words, so that they are no paragraph"
        context.fault("code-indented", message, "delete what stands before them")
    yield Code(context.line, _plain_text(node.content.rstrip("\n")))


def raw_html(node: SyntaxTreeNode, context: ReadingContext) -> Iterator[Block]:
    """HTML, which is a fault."""
    check_raw_html(node, context)
    yield Code(context.line, _plain_text(node.content))
