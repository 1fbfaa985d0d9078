"""Block Markdown into the blocks of an Article."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from handout.model.article import (
    Block,
    Code,
    Definition,
    Definitions,
    Directive,
    Figure,
    Item,
    List,
    Paragraph,
    Quote,
    Table,
    Text,
)
from handout.source.markdown import leftovers
from handout.source.markdown.attributes import checked
from handout.source.markdown.directives import WORDLESS, directive_name
from handout.source.markdown.faults import Faults
from handout.source.markdown.headings import heading
from handout.source.markdown.phrases import SPAN_KEYS, inline, phrases, raw_html
from handout.source.markdown.tables import table

_CAPTION = re.compile(r"(?:Table)?:\s+")
_GOES_ON = re.compile("(?:[^\\W_]|[:,–—…：，])$")
"""The end of words that a list finishes: no full stop. The last two are the wide ones of CJK."""

Blocks = Iterator[Block]
Join = Callable[[Block, Block], Block | None]


def _figure(image: SyntaxTreeNode, faults: Faults) -> Figure:
    """A picture; its title, in quotation marks behind its address, is the caption."""
    faults.labels.add(str(image.meta.get("label", "")))
    line, words = faults.line, str(image.attrs.get("title", ""))
    caption = Text(words, escape(words, quote=False)) if words else None
    given = {key: image.attrs[key] for key in SPAN_KEYS if key in image.attrs}
    checked({**given, **image.meta.get("insecure_attrs", {})}, (), "a picture", faults)
    alt = phrases(image.children, faults).plain.strip()
    return Figure(line, unquote(str(image.attrs.get("src", ""))), alt, caption)


def _paragraph(node: SyntaxTreeNode, faults: Faults) -> Blocks:
    """A paragraph, or the picture that it is."""
    line = faults.line
    held = node.children[0].children
    if len(held) == 1 and held[0].type == "image":
        yield _figure(held[0], faults)
        return
    leftovers.check_beginnings(held, faults)
    text = inline(node, faults)
    if not text and "<sup" in text.html:
        message = "the mark of a footnote stands alone"
        faults.add("footnote", message, "write it behind the words that it belongs to", line)
    if text:
        yield Paragraph(line, text)


def _heading(node: SyntaxTreeNode, faults: Faults) -> Blocks:
    yield heading(node, faults)


def _item(node: SyntaxTreeNode, faults: Faults) -> Item:
    """An entry of a list; its words stay a paragraph, even before a list of its own."""
    line = faults.at(node.map)
    held = _joined(_each(node.children, faults), (_with_caption,))
    if not held:
        faults.add("item-empty", "a list entry is empty", "write its words, or delete it", line)
    return Item(line, held)


def _list(node: SyntaxTreeNode, faults: Faults) -> Blocks:
    line = faults.line
    items = tuple(_item(item, faults) for item in node.children)
    start = int(str(node.attrs.get("start", 1)))
    yield List(line, items, node.type == "ordered_list", start)


def _table(node: SyntaxTreeNode, faults: Faults) -> Blocks:
    yield table(node, faults)


def _quote(node: SyntaxTreeNode, faults: Faults) -> Blocks:
    line = faults.line
    if held := blocks(node.children, faults):
        yield Quote(line, held)


def _as_typed(node: SyntaxTreeNode, faults: Faults) -> Code:
    words = node.content.rstrip("\n")
    return Code(faults.line, Text(words, escape(words, quote=False)))


def _fenced(node: SyntaxTreeNode, faults: Faults) -> Blocks:
    """Words as they stand; words behind the opening marks would show nowhere."""
    if node.info.strip():
        message = f"the words '{node.info.strip()}' behind {node.markup} would show nowhere"
        faults.add("code-info", message, "delete them")
    first, end = node.map or (0, 0)
    if end - first < 2 or not faults.source[end - 1].strip(" \t>").startswith(node.markup):
        advice = "add such a line where the words end that are shown as they are typed"
        faults.add("code-open", f"the line '{node.markup}' has no partner", advice)
    yield _as_typed(node, faults)


def _indented(node: SyntaxTreeNode, faults: Faults) -> Blocks:
    """Words as they stand, such as an address; a single line is rather one that was indented."""
    if "\n" not in node.content.strip("\n"):
        message = "a tab, or four spaces, stand before the words, so that they are no paragraph"
        faults.add("code-indented", message, "delete what stands before them")
    yield _as_typed(node, faults)


def _definitions(node: SyntaxTreeNode, faults: Faults) -> Blocks:
    line, entries = faults.line, list[Definition]()
    for child in node.children:
        place = faults.at(child.map)
        if child.type == "dt":
            entries.append(Definition(place, inline(child, faults), ()))
        else:
            last = entries.pop()
            entries.append(replace(last, blocks=(*last.blocks, *blocks(child.children, faults))))
    yield Definitions(line, tuple(entries))


def _div(node: SyntaxTreeNode, faults: Faults) -> Blocks:
    line = faults.line
    name, attributes = directive_name(node.info, faults)
    if not node.meta["closed"]:
        faults.add("directive-open", f"'::: {name}' is never closed", "add a line ':::' at its end")
    held = blocks(node.children, faults)
    if not held and name and name not in WORDLESS:
        message = f"'::: {name}' is empty"
        faults.add("directive-empty", message, "write its text, or delete it", line)
    yield Directive(line, name, held, attributes)


def _stray(node: SyntaxTreeNode, faults: Faults) -> Blocks:
    advice = "delete it, or write '::: name' where it begins"
    faults.add("directive-stray", "this ':::' closes nothing", advice)
    yield from ()


def _raw(node: SyntaxTreeNode, faults: Faults) -> Blocks:
    raw_html(node, faults)
    yield Code(faults.line, Text(node.content, escape(node.content, quote=False)))


def _nothing(node: SyntaxTreeNode, faults: Faults) -> Blocks:
    yield from ()


_NODES: Mapping[str, Callable[[SyntaxTreeNode, Faults], Blocks]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _list,
    "ordered_list": _list,
    "table": _table,
    "blockquote": _quote,
    "fence": _fenced,
    "code_block": _indented,
    "dl": _definitions,
    "div": _div,
    "div_stray": _stray,
    "html_block": _raw,
    "hr": _nothing,  # a rule between paragraphs carries no words
    "footnote_block": _nothing,  # read on its own, see `footnotes`
    "footnote_anchor": _nothing,  # the way back from a footnote, for web pages
}


def _with_lead_in(before: Block, block: Block) -> Block | None:
    """The list that takes the paragraph before it as its lead-in, where that is not at its end."""
    if not (isinstance(before, Paragraph) and isinstance(block, List)):
        return None
    if not _GOES_ON.search(before.text.plain):
        return None
    return replace(block, line=before.line, lead_in=before.text)


def _with_caption(before: Block, block: Block) -> Block | None:
    """The table that takes the paragraph `Table: …` behind it as its caption."""
    if not (isinstance(before, Table) and isinstance(block, Paragraph)) or before.caption:
        return None
    plain, html = _CAPTION.match(block.text.plain), _CAPTION.match(block.text.html)
    if not (plain and html):
        return None
    caption = Text(block.text.plain[plain.end() :], block.text.html[html.end() :])
    return replace(before, caption=caption)


def _each(nodes: Iterable[SyntaxTreeNode], faults: Faults) -> Blocks:
    """The blocks of the nodes, one by one."""
    for node in nodes:
        faults.at(node.map)
        yield from _NODES[node.type](node, faults)


def _joined(made: Iterable[Block], joins: tuple[Join, ...]) -> tuple[Block, ...]:
    """The blocks, where two that belong together have become one."""
    held: list[Block] = []
    for block in made:
        joined = [one for join in joins if held and (one := join(held[-1], block))]
        held[-1 if joined else len(held) :] = joined or [block]
    return tuple(held)


def blocks(nodes: Iterable[SyntaxTreeNode], faults: Faults) -> tuple[Block, ...]:
    """The blocks of the nodes; a lead-in joins its list, a caption its table."""
    return _joined(_each(nodes, faults), (_with_lead_in, _with_caption))
