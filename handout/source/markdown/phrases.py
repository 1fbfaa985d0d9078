"""Inline Markdown into Text: plain, and with its mark-up."""

import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from handout.model.article import Text
from handout.source.markdown import leftovers
from handout.source.markdown.context import ReadingContext
from handout.source.markdown.directives import check_attributes
from handout.source.text_files import unprintable

SPAN_KEYS = ("lang", "dir")
_ADDRESS = re.compile(
    r"https?://[^\s/.:]+\.\S+|mailto:[^\s@]+@\S+|tel:\+?[\d().\-]*\d", re.IGNORECASE
)
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_PERCENT = re.compile(r"[\])](\{[^}]*%[^}]*\}?)")
"""Braces with a percent sign, behind which the library ignores words as a comment."""


def _escaped(words: str) -> str:
    return escape(words, quote=False)


def _wrap(tag: str, node: SyntaxTreeNode, context: ReadingContext) -> Text:
    """The children inside an element."""
    inner = phrases(node.children, context)
    return Text(inner.plain, f"<{tag}>{inner.html}</{tag}>")


def _escape(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    """A character that a backslash or an entity such as `&lt;` stands for."""
    for _, message, advice in unprintable(node.content):
        context.fault("character", message, advice)
    return Text(node.content, _escaped(node.content))


_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
"""So that the plain text does not read 10^9^ as 109."""


def _lowered(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    text = _wrap("sub", node, context)
    return Text(text.plain.translate(_LOWERED), text.html)


def _raised(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    text = _wrap("sup", node, context)
    return Text(text.plain.translate(_RAISED), text.html)


def _literal(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    """Plain words; a footnote's mark in them is one that has no footnote."""
    for label in _NOTE.findall(node.content):
        advice = f"write '[^{label}]: …' on a line of its own, or delete the mark"
        context.fault("footnote", f"there is no footnote '{label}'", advice)
    return Text(node.content, _escaped(node.content))


def _code(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    return Text(node.content, f"<code>{_escaped(node.content)}</code>")


def _attributes(node: SyntaxTreeNode, where: str, context: ReadingContext) -> str:
    """The braces behind words as ` name="value"`, and a fault for what is not known there."""
    refused: Mapping[str, object] = node.meta.get("insecure_attrs", {})
    given = {key: node.attrs[key] for key in SPAN_KEYS if key in node.attrs}
    known = check_attributes({**given, **refused}, SPAN_KEYS, where, context)
    return "".join(f' {name}="{escape(value)}"' for name, value in known.items())


def _target(address: str, context: ReadingContext) -> str:
    """A link's address as it is written into mark-up; a fault where it leads nowhere."""
    if address.startswith("#"):
        context.links.append((context.line, unquote(address[1:])))
        return unquote(address)
    if not _ADDRESS.fullmatch(address):
        shown = unquote(address)[:60]
        message = f"the link '{shown}' leads to no web page, mailbox, phone or section"
        context.fault("link", message, "begin it with https://, mailto:, tel: or #")
    return address


def _link(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    """A link to the web, a mailbox, a phone or a place in the article; no other."""
    context.labels.add(str(node.meta.get("label", "")))
    inner = phrases(node.children, context)
    address = _target(str(node.attrs.get("href", "")), context)
    if not inner.plain.strip():
        context.fault("link-empty", "a link has no words", "write them between the square brackets")
    if title := node.attrs.get("title"):
        message = f"the words “{title}” behind a link's address would show nowhere"
        context.fault("link-title", message, "write them into the text, or delete them")
    attributes = _attributes(node, "a link", context)
    return Text(inner.plain, f'<a href="{escape(address)}"{attributes}>{inner.html}</a>')


def _span(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    """A span with a language or a direction."""
    inner = phrases(node.children, context)
    attributes = _attributes(node, "a span of words", context)
    return Text(inner.plain, f"<span{attributes}>{inner.html}</span>")


def _note_mark(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    """The raised number of a footnote; no words of its own."""
    number = int(node.meta["id"]) + 1
    context.footnote_marks.setdefault(number, context.line)
    return Text("", f'<sup class="note"><a href="#note-{number}">{number}</a></sup>')


def check_raw_html(node: SyntaxTreeNode, context: ReadingContext) -> None:
    """A fault for HTML; none for a closing tag behind its opening one."""
    shown = node.content.strip().split("\n")[0][:40]
    before = context.findings[-1] if context.findings else None
    if shown.startswith("</") and before and before.rule == "raw-html":
        return
    message = f"HTML such as {shown} cannot be used here"
    context.fault("raw-html", message, "write it as Markdown, or delete it")


def _raw_html(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    check_raw_html(node, context)
    return Text(node.content, _escaped(node.content))


def _picture(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    context.labels.add(str(node.meta.get("label", "")))
    context.fault(
        "picture-inline",
        f"the picture '{unquote(str(node.attrs.get('src', '')))}' stands among words",
        "give it a paragraph of its own, with a blank line before and after",
    )
    return Text("", "")


def _soft_break(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    context.line += 1
    return Text(" ", " ")


def _hard_break(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    context.line += 1
    return Text(" ", "<br/>")


_NODES: Mapping[str, Callable[[SyntaxTreeNode, ReadingContext], Text]] = {
    "text": _literal,
    "text_special": _escape,
    "code_inline": _code,
    "link": _link,
    "span": _span,
    "footnote_ref": _note_mark,
    "html_inline": _raw_html,
    "image": _picture,
    "em": lambda node, context: _wrap("em", node, context),
    "strong": lambda node, context: _wrap("strong", node, context),
    "sub": _lowered,
    "sup": _raised,
    "softbreak": _soft_break,
    "hardbreak": _hard_break,
}


def phrases(nodes: list[SyntaxTreeNode], context: ReadingContext) -> Text:
    """The text of inline nodes; `context` moves along their lines."""
    parts = [_NODES[node.type](node, context) for node in nodes]
    return Text("".join(p.plain for p in parts), "".join(p.html for p in parts))


def inline(node: SyntaxTreeNode, context: ReadingContext) -> Text:
    """The text of a block's inline child, stripped of white space."""
    child = next((child for child in node.children if child.type == "inline"), None)
    if child is None:
        return Text("", "")
    context.move_to(child.map)
    if found := _PERCENT.search(child.content):
        context.fault("attribute", f"'{found[1]}' cannot be used behind words", "delete it")
    leftovers.check(child.children, context)
    text = phrases(child.children, context)
    return Text(text.plain.strip(), text.html.strip())
