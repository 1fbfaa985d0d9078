"""Inline Markdown into Text: the words, and the words with their mark-up."""

from collections.abc import Callable, Mapping
from html import escape

from markdown_it.tree import SyntaxTreeNode

from handout.article import Text
from handout.reader.faults import Faults

_SCHEMES = ("https:", "http:", "mailto:", "tel:", "#")
_SPAN_KEYS = ("lang", "dir")


def _attributes(pairs: Mapping[str, object]) -> str:
    """` name="value"` for each pair."""
    return "".join(f' {name}="{escape(str(value))}"' for name, value in pairs.items())


def _wrap(tag: str, node: SyntaxTreeNode, faults: Faults) -> Text:
    """The children inside one tag."""
    inner = phrases(node.children, faults)
    return Text(inner.plain, f"<{tag}>{inner.html}</{tag}>")


def _literal(node: SyntaxTreeNode, faults: Faults) -> Text:
    return Text(node.content, escape(node.content, quote=False))


def _code(node: SyntaxTreeNode, faults: Faults) -> Text:
    return Text(node.content, f"<code>{escape(node.content, quote=False)}</code>")


def _link(node: SyntaxTreeNode, faults: Faults) -> Text:
    """A link to the web, a mailbox, a phone or a place in the article; no other."""
    inner = phrases(node.children, faults)
    address = str(node.attrs.get("href", ""))
    if not address.startswith(_SCHEMES):
        faults.add(
            "link",
            f"the link '{address}' leads to no web page, mailbox, phone or section",
            "begin it with https://, mailto:, tel: or #",
        )
    elif address.startswith("#"):
        faults.link(address[1:])
    return Text(inner.plain, f'<a href="{escape(address)}">{inner.html}</a>')


def _span(node: SyntaxTreeNode, faults: Faults) -> Text:
    """A span with a language or a direction."""
    inner = phrases(node.children, faults)
    kept = {key: value for key, value in node.attrs.items() if key in _SPAN_KEYS}
    for key in node.attrs.keys() - kept.keys():
        faults.add("attribute", f"words cannot have '{key}'", "use lang= or dir=")
    return Text(inner.plain, f"<span{_attributes(kept)}>{inner.html}</span>")


def _note_mark(node: SyntaxTreeNode, faults: Faults) -> Text:
    """The raised number of a footnote; no words of its own."""
    number = int(node.meta["id"]) + 1
    return Text("", f'<sup class="note"><a href="#note-{number}">{number}</a></sup>')


def _raw(node: SyntaxTreeNode, faults: Faults) -> Text:
    faults.add(
        "raw-html",
        f"HTML such as {node.content.strip()[:40]} is not used here",
        "write it as Markdown, or delete it",
    )
    return Text("", "")


def _picture(node: SyntaxTreeNode, faults: Faults) -> Text:
    faults.add(
        "picture-inline",
        f"the picture '{node.attrs.get('src', '')}' stands among words",
        "give it a paragraph of its own, with a blank line before and after",
    )
    return Text("", "")


_NODES: Mapping[str, Callable[[SyntaxTreeNode, Faults], Text]] = {
    "text": _literal,
    "code_inline": _code,
    "link": _link,
    "span": _span,
    "footnote_ref": _note_mark,
    "html_inline": _raw,
    "image": _picture,
    "em": lambda node, faults: _wrap("em", node, faults),
    "strong": lambda node, faults: _wrap("strong", node, faults),
    "softbreak": lambda node, faults: Text(" ", " "),
    "hardbreak": lambda node, faults: Text(" ", "<br/>"),
    "footnote_anchor": lambda node, faults: Text("", ""),
}


def phrases(nodes: list[SyntaxTreeNode], faults: Faults) -> Text:
    """The words of inline nodes, joined and stripped of nothing."""
    parts = [_NODES[node.type](node, faults) for node in nodes]
    return Text("".join(p.plain for p in parts), "".join(p.html for p in parts))
