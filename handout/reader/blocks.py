"""Block Markdown into the blocks of an Article."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs.parse import ParseError, parse

from handout.article import (
    Block,
    Code,
    Definition,
    Definitions,
    Directive,
    Figure,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Table,
    Text,
)
from handout.reader.faults import Faults
from handout.reader.phrases import phrases

DIRECTIVES: Mapping[str, str] = {
    "key": "the key message",
    "warning": "a warning",
    "notes": "for the speaker notes only",
    "leaflet": "on the leaflet only",
    "slides": "on the slides only",
}
"""The fenced divs that an article may have, and what each is for."""

HEADING_KEYS = ("id", "icon")
_TAIL = re.compile(r"\s*(\{[^{}]*\})\s*$")
_CAPTION = re.compile(r"(?:Table)?:\s+")
_ALIGN: Mapping[str, Literal["start", "center", "end"]] = {
    "text-align:right": "end",
    "text-align:center": "center",
}


def slug(words: str) -> str:
    """An id from words, as GitHub makes it: small letters, hyphens for spaces."""
    return re.sub(r"[\s_-]+", "-", re.sub(r"[^\w\s-]", "", words.lower())).strip("-")


def attributes(braces: str, faults: Faults) -> dict[str, str]:
    """What stands in `{#id .class key=value}`; a fault where it cannot be read."""
    try:
        return dict(parse(braces)[1])
    except ParseError:
        faults.add("attribute", f"{braces} cannot be read", "write it as {#name key=value}")
        return {}


def heading(node: SyntaxTreeNode, faults: Faults) -> tuple[Text, dict[str, str]]:
    """A heading's words and the attributes in braces behind them."""
    words = phrases(node.children[0].children, faults) if node.children else Text("", "")
    tail = _TAIL.search(words.plain)
    if not tail:
        return words, {"id": slug(words.plain)}
    found = attributes(tail[1], faults)
    for key in found.keys() - set(HEADING_KEYS):
        faults.add("attribute", f"a heading cannot have '{key}'", "use #name or icon=name")
    bare = Text(words.plain[: tail.start()], _TAIL.sub("", words.html))
    return bare, {"id": slug(bare.plain)} | found


def _inline(node: SyntaxTreeNode, faults: Faults) -> Text:
    """The words of a node's inline child."""
    made = phrases(node.children[0].children, faults) if node.children else Text("", "")
    return Text(made.plain.strip(), made.html.strip())


def _picture(node: SyntaxTreeNode) -> SyntaxTreeNode | None:
    """The image of a paragraph that holds nothing else."""
    inline = node.children[0].children
    return inline[0] if len(inline) == 1 and inline[0].type == "image" else None


def _paragraph(node: SyntaxTreeNode, faults: Faults) -> Iterator[Block]:
    if image := _picture(node):
        title = str(image.attrs.get("title", ""))
        caption = Text(title, _escaped(title)) if title else None
        alt = "".join(child.content for child in image.children)
        yield Figure(faults.line, str(image.attrs.get("src", "")), alt.strip(), caption)
    elif text := _inline(node, faults):
        yield Paragraph(faults.line, text)


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _heading(node: SyntaxTreeNode, faults: Faults) -> Iterator[Block]:
    line = faults.line
    words, found = heading(node, faults)
    yield Heading(line, words, int(node.tag[1]), found["id"])


def _list(node: SyntaxTreeNode, faults: Faults) -> Iterator[Block]:
    line = faults.line
    items = tuple(Item(_at(item, faults), blocks(item.children, faults)) for item in node.children)
    ordered = node.type == "ordered_list"
    yield List(line, items, ordered, int(str(node.attrs.get("start", 1))))


def _row(node: SyntaxTreeNode, faults: Faults) -> tuple[Text, ...]:
    return tuple(_inline(cell, faults) for cell in node.children)


def _table(node: SyntaxTreeNode, faults: Faults) -> Iterator[Block]:
    head = node.children[0].children[0]
    body = node.children[1].children if len(node.children) > 1 else []
    align = tuple(_ALIGN.get(str(cell.attrs.get("style", "")), "start") for cell in head.children)
    rows = tuple(_row(row, faults) for row in body)
    yield Table(faults.line, _row(head, faults), rows, align)


def _quote(node: SyntaxTreeNode, faults: Faults) -> Iterator[Block]:
    line = faults.line
    yield Quote(line, blocks(node.children, faults))


def _code(node: SyntaxTreeNode, faults: Faults) -> Iterator[Block]:
    words = node.content.rstrip("\n")
    yield Code(faults.line, Text(words, _escaped(words)))


def _definitions(node: SyntaxTreeNode, faults: Faults) -> Iterator[Block]:
    line, entries = faults.line, list[Definition]()
    for child in node.children:
        if child.type == "dt":
            entries.append(Definition(_at(child, faults), _inline(child, faults), ()))
        else:
            last = entries.pop()
            meaning = blocks(child.children, faults)
            entries.append(Definition(last.line, last.term, (*last.blocks, *meaning)))
    yield Definitions(line, tuple(entries))


def _name_and_attributes(info: str, faults: Faults) -> tuple[str, dict[str, str]]:
    """`name`, `{.name key=value}` or `name {key=value}`."""
    name, brace, rest = info.partition("{")
    found = attributes(brace + rest, faults) if brace else {}
    first, *others = name.split() or found.pop("class", "").split() or [""]
    if others:
        faults.add("directive", f"'::: {info}' has more than one name", "keep the first word only")
    return first, found


def _div(node: SyntaxTreeNode, faults: Faults) -> Iterator[Block]:
    line = faults.line
    name, found = _name_and_attributes(node.info, faults)
    if name not in DIRECTIVES:
        known = ", ".join(f"{known} ({use})" for known, use in DIRECTIVES.items())
        faults.add("directive-unknown", f"'::: {name}' is not known", f"known are: {known}")
    if not node.meta["closed"]:
        faults.add("directive-open", f"'::: {name}' is never closed", "add a line ':::' at its end")
    inner = blocks(node.children, faults)
    if not inner:
        faults.add(
            "directive-empty", f"'::: {name}' is empty", "write its text, or delete it", line
        )
    yield Directive(line, name, inner, found)


def _stray(node: SyntaxTreeNode, faults: Faults) -> Iterator[Block]:
    faults.add("directive-stray", "this ':::' closes nothing", "delete it, or open with '::: name'")
    yield from ()


def _raw(node: SyntaxTreeNode, faults: Faults) -> Iterator[Block]:
    faults.add(
        "raw-html",
        f"HTML such as {node.content.strip().splitlines()[0][:40]} is not used here",
        "write it as Markdown, or delete it",
    )
    yield from ()


def _nothing(node: SyntaxTreeNode, faults: Faults) -> Iterator[Block]:
    yield from ()


_NODES: Mapping[str, Callable[[SyntaxTreeNode, Faults], Iterator[Block]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _list,
    "ordered_list": _list,
    "table": _table,
    "blockquote": _quote,
    "fence": _code,
    "code_block": _code,
    "dl": _definitions,
    "div": _div,
    "div_stray": _stray,
    "html_block": _raw,
    "hr": _nothing,  # a rule between paragraphs carries no words
}


def _at(node: SyntaxTreeNode, faults: Faults) -> int:
    """Move the reading to the node's line, and return it."""
    if node.map:
        faults.line = faults.offset + node.map[0] + 1
    return faults.line


def _with_lead_in(before: Block | None, block: Block) -> Block | None:
    """The list that takes the paragraph before it as its lead-in, where it ends in a colon."""
    if not (isinstance(before, Paragraph) and isinstance(block, List)):
        return None
    if not before.text.plain.endswith((":", "：")):  # the second is the wide colon of CJK
        return None
    return List(before.line, block.items, block.ordered, block.start, before.text)


def _with_caption(before: Block | None, block: Block) -> Block | None:
    """The table that takes the paragraph `Table: …` behind it as its caption."""
    if not (isinstance(before, Table) and isinstance(block, Paragraph)) or before.caption:
        return None
    if not (mark := _CAPTION.match(block.text.plain)):
        return None
    caption = Text(block.text.plain[mark.end() :], _CAPTION.sub("", block.text.html, count=1))
    return Table(before.line, before.head, before.rows, before.align, caption)


def blocks(nodes: list[SyntaxTreeNode], faults: Faults) -> tuple[Block, ...]:
    """The blocks of the nodes; a lead-in joins its list, a caption its table."""
    made: list[Block] = []
    for node in nodes:
        _at(node, faults)
        for block in _NODES[node.type](node, faults):
            before = made[-1] if made else None
            joined = _with_lead_in(before, block) or _with_caption(before, block)
            if joined:
                made.pop()
            made.append(joined or block)
    return tuple(made)
