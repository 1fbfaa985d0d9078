"""The blocks of an Article from the nodes of the Markdown's tree."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

from markdown_it.tree import SyntaxTreeNode
from msgspec.structs import replace

from handout.model.article import (
    Block,
    Definition,
    Definitions,
    Directive,
    Item,
    List,
    Paragraph,
    Quote,
    Table,
    Text,
)
from handout.source.markdown import leaf_blocks
from handout.source.markdown.braces import attributes
from handout.source.markdown.context import ReadingContext
from handout.source.markdown.directives import DIRECTIVES, directive_head
from handout.source.markdown.phrases import inline

_CAPTION = re.compile(r"(<span [^>]*>|)(?:Table)?:\s+")
"""How a caption begins, in a div of another language in a span."""
_LOOKS = re.compile(r"\s*(\{[^{}]*\})$")
"""Of a caption, as Quarto has them: a name and columns' widths, which are found here anyhow."""
_UNFINISHED = re.compile("(?:[^\\W_]|[:,–—…：，])$")
"""The end of words that a list finishes: no full stop. The last two are the wide ones of CJK."""

Blocks = Iterator[Block]
Join = Callable[[Block, Block], Block | None]


_BOXES = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}


def _with_box(text: Text) -> Text:
    """The words of a task, with its box."""
    if box := _BOXES.get(text.plain[:4]):
        return Text(box + text.plain[4:], box + text.html[4:]) if text.html[:4] in _BOXES else text
    return text


def _item(node: SyntaxTreeNode, context: ReadingContext) -> Item:
    """An entry of a list; its words stay a paragraph, even before a list of its own."""
    line = context.move_to(node.map)
    with context.inside():
        inner = _joined(_each(node.children, context), (_with_caption,))
    if inner and isinstance(first := inner[0], Paragraph):
        inner = (replace(first, text=_with_box(first.text)), *inner[1:])
    if not inner:
        advice = "write its words, or delete it"
        context.warn("item-empty", "a list entry is empty", advice, line)
    return Item(line, inner)


_LIKELY = 12
"""A list of one entry with a higher number is rather a sentence that begins with a date."""


def _numbered(
    items: tuple[Item, ...], numbers: list[int], line: int, context: ReadingContext
) -> Iterator[Item]:
    """The items, with their numbers where they do not follow one another, and a warning."""
    odd = {n for n, (one, other) in enumerate(pairwise(numbers), 1) if other != one + 1}
    if odd:
        told = ", ".join(map(str, numbers[:8])) + (" …" if len(numbers) > 8 else "")
        message = f"the numbers of this list do not follow one another ({told})"
        advice = "they are printed as they are; write 1. before each to have them counted"
        context.warn("list-number", message, advice, line)
    for n, item in enumerate(items):
        yield replace(item, number=numbers[n]) if n in odd else item


_MOST = 32_767
"""No list can count further, as PowerPoint has it."""


def _as_paragraphs(held: list[tuple[str, Item]], context: ReadingContext) -> Blocks:
    """The entries of a list as paragraphs that begin with their numbers, and a warning."""
    mark, highest = max(held, key=lambda one: int(one[0][:-1]))
    message = f"'{mark}' begins no list, as no list counts so far"
    advice = f"write {mark[:-1]}\\{mark[-1]}, or begin with a lower number"
    context.warn("list-number", message, advice, highest.line)
    for mark, item in held:
        first, *rest = item.blocks
        if isinstance(first, Paragraph):
            text = first.text
            both = replace(text, plain=f"{mark} {text.plain}", html=f"{mark} {text.html}")
            yield replace(first, text=both)
        else:
            yield from (Paragraph(item.line, Text(mark, mark)), first)
        yield from rest


def _check_sign(before: SyntaxTreeNode, node: SyntaxTreeNode, context: ReadingContext) -> None:
    """A warning for a list that begins in the middle of a paragraph, as a sum does.

    None behind a colon, or within a list, where it is none but a list.
    """
    within = node.parent is None or node.parent.type == "list_item"
    if within or not (before.type == "paragraph" and before.map and node.map):
        return
    sign, words = node.markup, context.source[node.map[0]].lstrip()[1:].strip()
    follows = before.map[1] == node.map[0] and words[:1].isdecimal() and sign in ("-", "+")
    if follows and not before.children[0].content.rstrip().endswith((":", "：")):
        shown = f"{sign} {words}"[:40]
        meant = "\N{MINUS SIGN}" if sign == "-" else "\\+"
        message = f"'{shown}' is read as an entry of a list, without its '{sign}'"
        advice = f"write {meant} for the sign, or leave a line empty above it to have a list"
        context.warn("list-sign", message, advice)


def _list(node: SyntaxTreeNode, context: ReadingContext) -> Blocks:
    line = context.line
    read = [(child, _item(child, context)) for child in node.children]
    held = [(child, item) for child, item in read if item.blocks]
    if not held:
        return
    items = tuple(item for _, item in held)
    ordered = node.type == "ordered_list"
    numbers = [int(one.info) for one, _ in held] if ordered else []
    start = numbers[0] if ordered else 1
    sign = node.markup if node.markup == ")" else "."  # one of HTML has another
    if max((start + len(held) - 1, *numbers)) > _MOST:
        counted = numbers if len(set(numbers)) > 1 else range(start, start + len(held))
        marked = [(f"{n}{sign}", item) for n, (_, item) in zip(counted, held, strict=True)]
        yield from _as_paragraphs(marked, context)
        return
    if len(set(numbers)) > 1:  # numbers that are all the same are counted, as in any Markdown
        items = tuple(_numbered(items, numbers, line, context))
    elif len(numbers) == 1 and start > _LIKELY:
        mark = f"{start}{sign}"
        message = f"'{mark}' begins a list of one entry"
        advice = f"write {start}\\{sign} where it is a year or a date"
        context.warn("list-number", message, advice, line)
    yield List(line, items, ordered, start)


def _quote(node: SyntaxTreeNode, context: ReadingContext) -> Blocks:
    line = context.line
    with context.inside():
        inner = blocks(node.children, context)
    if inner:
        yield Quote(line, inner, bool(node.meta.get("is_note")))


def _definitions(node: SyntaxTreeNode, context: ReadingContext) -> Blocks:
    line, entries = context.line, list[tuple[Definition, list[Block]]]()
    for child in node.children:
        place = context.move_to(child.map)
        if child.type == "dt":
            term = inline(child, context)
            pictures = list[Block](leaf_blocks.beside(term, context))
            entries.append((Definition(place, replace(term, pictures=()), ()), pictures))
        else:
            with context.inside():
                entries[-1][1].extend(blocks(child.children, context))
    yield Definitions(line, tuple(replace(one, blocks=tuple(inner)) for one, inner in entries))


_NOTHING = re.compile(r"\s*\{\s*\.nothing\s*\}$")
"""Behind the name of the option of doing nothing."""


def _option(name: Text) -> Text:
    """The name of an option without its mark."""
    return replace(name, plain=_NOTHING.sub("", name.plain), html=_NOTHING.sub("", name.html))


def _options(inner: tuple[Block, ...]) -> tuple[tuple[Block, ...], dict[str, str]]:
    """The blocks of `::: options` without the mark {.nothing}, and which option has it."""
    heads = [one.head for one in inner if isinstance(one, Table)]
    marked = [name for head in heads for name in head[1:] if _NOTHING.search(name.html)]
    read = (
        replace(one, head=tuple(map(_option, one.head))) if isinstance(one, Table) else one
        for one in inner
    )
    return tuple(read), {"nothing": _option(marked[0]).plain} if marked else {}


def _directive(node: SyntaxTreeNode, context: ReadingContext) -> Blocks:
    line = context.line
    name, attributes = directive_head(node.meta["head"], node.info, context)
    if not node.meta["closed"]:
        message, advice = f"'::: {name}' is never closed", "add a line ':::' at its end"
        context.fault("directive-open", message, advice)
    with context.inside():
        inner = blocks(node.children, context)
    if not inner and name and not (name in DIRECTIVES and DIRECTIVES[name].may_be_empty):
        message = f"'::: {name}' is empty"
        context.fault("directive-empty", message, "write its text, or delete it", line)
    if name == "options":
        inner, attributes = _options(inner)
    yield Directive(line, name, inner, attributes)


def _stray_fence(node: SyntaxTreeNode, context: ReadingContext) -> Blocks:
    advice = "delete it, or write '::: name' where it begins"
    context.fault("directive-stray", "this ':::' closes nothing", advice)
    yield from ()


def _rule(node: SyntaxTreeNode, context: ReadingContext) -> Blocks:
    """A rule carries no words; a long one of underscores is a line to write on."""
    marks = node.markup[1:]
    if marks.startswith("_") and len(marks) > 4:
        yield Paragraph(context.line, Text(marks, marks))


_NODES: Mapping[str, Callable[[SyntaxTreeNode, ReadingContext], Blocks]] = {
    "paragraph": leaf_blocks.paragraph,
    "heading": leaf_blocks.heading,
    "table": leaf_blocks.table,
    "fence": leaf_blocks.fenced,
    "code_block": leaf_blocks.indented,
    "pre": leaf_blocks.preformatted,
    "html_block": leaf_blocks.raw_html,
    "bullet_list": _list,
    "ordered_list": _list,
    "blockquote": _quote,
    "dl": _definitions,
    "div": _directive,
    "div_stray": _stray_fence,
    "hr": _rule,
    "footnote_block": lambda *_: iter(()),  # see `sections`
    "footnote_anchor": lambda *_: iter(()),  # the way back from a footnote, for web pages
}


def _with_lead_in(before: Block, block: Block) -> Block | None:
    """The list with the paragraph before it as its lead-in, where that has no full stop."""
    if not (isinstance(before, Paragraph) and isinstance(block, List)):
        return None
    if not _UNFINISHED.search(before.text.plain):
        return None
    return replace(block, line=before.line, lead_in=before.text)


def _with_caption(before: Block, block: Block) -> Block | None:
    """The table with the paragraph `Table: …` behind it as its caption."""
    if not (isinstance(before, Table) and isinstance(block, Paragraph)) or before.caption:
        return None
    plain, html = _CAPTION.match(block.text.plain), _CAPTION.match(block.text.html)
    if not (plain and html):
        return None
    caption = Text(block.text.plain[plain.end() :], html[1] + block.text.html[html.end() :])
    looks = _LOOKS.search(caption.plain)
    if looks and caption.html.endswith(looks[0]) and attributes(looks[1]):
        cut = -len(looks[0])
        caption = Text(caption.plain[:cut], caption.html[:cut])
    return replace(before, caption=caption)


def _each(nodes: Iterable[SyntaxTreeNode], context: ReadingContext) -> Blocks:
    """The blocks of the nodes, one by one."""
    before = None
    for node in nodes:
        context.move_to(node.map)
        if before and node.type in ("bullet_list", "ordered_list"):
            _check_sign(before, node, context)
        yield from _NODES[node.type](node, context)
        before = node


def _joined(single: Iterable[Block], joins: tuple[Join, ...]) -> tuple[Block, ...]:
    """The blocks, each two that belong together as one."""
    joined: list[Block] = []
    for block in single:
        both = [one for join in joins if joined and (one := join(joined[-1], block))]
        joined[-1 if both else len(joined) :] = both or [block]
    return tuple(joined)


def blocks(nodes: Iterable[SyntaxTreeNode], context: ReadingContext) -> tuple[Block, ...]:
    """The blocks of the nodes; a lead-in joins its list, a caption its table."""
    return _joined(_each(nodes, context), (_with_lead_in, _with_caption))
