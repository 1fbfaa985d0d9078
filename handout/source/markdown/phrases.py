"""Inline Markdown into Text: the words, and the words with their mark-up."""

import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from handout.model.article import Text
from handout.source.characters import unprintable
from handout.source.markdown import leftovers
from handout.source.markdown.attributes import checked
from handout.source.markdown.faults import Faults

SPAN_KEYS = ("lang", "dir")
_ADDRESS = re.compile(
    r"https?://[^\s/.:]+\.\S+|mailto:[^\s@]+@\S+|tel:\+?[\d().\-]*\d", re.IGNORECASE
)
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_PERCENT = re.compile(r"[\])](\{[^}]*%[^}]*\}?)")
"""Braces behind words or a picture in which the library passes words over."""


def _escaped(words: str) -> str:
    return escape(words, quote=False)


def _wrap(tag: str, node: SyntaxTreeNode, faults: Faults) -> Text:
    """The children inside one tag."""
    inner = phrases(node.children, faults)
    return Text(inner.plain, f"<{tag}>{inner.html}</{tag}>")


def _escape(node: SyntaxTreeNode, faults: Faults) -> Text:
    """A character that a backslash or an entity such as `&lt;` stands for."""
    for _, message, advice in unprintable(node.content):
        faults.add("character", message, advice)
    return Text(node.content, _escaped(node.content))


_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
"""So that bare words do not read 10^9^ as 109."""


def _lowered(node: SyntaxTreeNode, faults: Faults) -> Text:
    made = _wrap("sub", node, faults)
    return Text(made.plain.translate(_LOWERED), made.html)


def _raised(node: SyntaxTreeNode, faults: Faults) -> Text:
    made = _wrap("sup", node, faults)
    return Text(made.plain.translate(_RAISED), made.html)


def _literal(node: SyntaxTreeNode, faults: Faults) -> Text:
    """Plain words; a footnote's mark among them is one that leads nowhere."""
    for label in _NOTE.findall(node.content):
        advice = f"write '[^{label}]: …' on a line of its own, or delete the mark"
        faults.add("footnote", f"there is no footnote '{label}'", advice)
    return Text(node.content, _escaped(node.content))


def _code(node: SyntaxTreeNode, faults: Faults) -> Text:
    return Text(node.content, f"<code>{_escaped(node.content)}</code>")


def _attributes(node: SyntaxTreeNode, where: str, faults: Faults) -> str:
    """The braces behind words as ` name="value"`, and a fault for what is not known there."""
    refused: Mapping[str, object] = node.meta.get("insecure_attrs", {})
    given = {key: node.attrs[key] for key in SPAN_KEYS if key in node.attrs}
    kept = checked({**given, **refused}, SPAN_KEYS, where, faults)
    return "".join(f' {name}="{escape(value)}"' for name, value in kept.items())


def _target(address: str, faults: Faults) -> str:
    """A link's address as it is written into mark-up; a fault where it leads nowhere."""
    if address.startswith("#"):
        faults.links.append((faults.line, unquote(address[1:])))
        return unquote(address)
    if not _ADDRESS.fullmatch(address):
        shown = unquote(address)[:60]
        message = f"the link '{shown}' leads to no web page, mailbox, phone or section"
        faults.add("link", message, "begin it with https://, mailto:, tel: or #")
    return address


def _link(node: SyntaxTreeNode, faults: Faults) -> Text:
    """A link to the web, a mailbox, a phone or a place in the article; no other."""
    faults.labels.add(str(node.meta.get("label", "")))
    inner = phrases(node.children, faults)
    address = _target(str(node.attrs.get("href", "")), faults)
    if not inner.plain.strip():
        faults.add("link-empty", "a link has no words", "write them between the square brackets")
    if title := node.attrs.get("title"):
        message = f"the words “{title}” behind a link's address would show nowhere"
        faults.add("link-title", message, "write them into the text, or delete them")
    held = _attributes(node, "a link", faults)
    return Text(inner.plain, f'<a href="{escape(address)}"{held}>{inner.html}</a>')


def _span(node: SyntaxTreeNode, faults: Faults) -> Text:
    """A span with a language or a direction."""
    inner = phrases(node.children, faults)
    held = _attributes(node, "a span of words", faults)
    return Text(inner.plain, f"<span{held}>{inner.html}</span>")


def _note_mark(node: SyntaxTreeNode, faults: Faults) -> Text:
    """The raised number of a footnote; no words of its own."""
    number = int(node.meta["id"]) + 1
    faults.marks.setdefault(number, faults.line)
    return Text("", f'<sup class="note"><a href="#note-{number}">{number}</a></sup>')


def raw_html(node: SyntaxTreeNode, faults: Faults) -> None:
    """A fault for HTML; a closing tag is not told of apart from its opening one."""
    shown = node.content.strip().split("\n")[0][:40]
    before = faults.findings[-1] if faults.findings else None
    if shown.startswith("</") and before and before.rule == "raw-html":
        return
    message = f"HTML such as {shown} cannot be used here"
    faults.add("raw-html", message, "write it as Markdown, or delete it")


def _raw(node: SyntaxTreeNode, faults: Faults) -> Text:
    raw_html(node, faults)
    return Text(node.content, _escaped(node.content))


def _picture(node: SyntaxTreeNode, faults: Faults) -> Text:
    faults.labels.add(str(node.meta.get("label", "")))
    faults.add(
        "picture-inline",
        f"the picture '{unquote(str(node.attrs.get('src', '')))}' stands among words",
        "give it a paragraph of its own, with a blank line before and after",
    )
    return Text("", "")


def _soft_break(node: SyntaxTreeNode, faults: Faults) -> Text:
    faults.line += 1
    return Text(" ", " ")


def _hard_break(node: SyntaxTreeNode, faults: Faults) -> Text:
    faults.line += 1
    return Text(" ", "<br/>")


_NODES: Mapping[str, Callable[[SyntaxTreeNode, Faults], Text]] = {
    "text": _literal,
    "text_special": _escape,
    "code_inline": _code,
    "link": _link,
    "span": _span,
    "footnote_ref": _note_mark,
    "html_inline": _raw,
    "image": _picture,
    "em": lambda node, faults: _wrap("em", node, faults),
    "strong": lambda node, faults: _wrap("strong", node, faults),
    "sub": _lowered,
    "sup": _raised,
    "softbreak": _soft_break,
    "hardbreak": _hard_break,
}


def phrases(nodes: list[SyntaxTreeNode], faults: Faults) -> Text:
    """The words of inline nodes, joined and stripped of nothing; moves along their lines."""
    parts = [_NODES[node.type](node, faults) for node in nodes]
    return Text("".join(p.plain for p in parts), "".join(p.html for p in parts))


def inline(node: SyntaxTreeNode, faults: Faults) -> Text:
    """The words of a block's inline child, without the space around them."""
    child = next((child for child in node.children if child.type == "inline"), None)
    if child is None:
        return Text("", "")
    faults.at(child.map)
    if found := _PERCENT.search(child.content):
        faults.add("attribute", f"'{found[1]}' cannot be used behind words", "delete it")
    leftovers.check(child.children, faults)
    made = phrases(child.children, faults)
    return Text(made.plain.strip(), made.html.strip())
