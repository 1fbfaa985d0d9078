"""An article's text: its lead, sections and footnotes, and faults in what refers to what."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from markdown_it.tree import SyntaxTreeNode

from handout.model.article import Block, Footnote, Section
from handout.model.findings import did_you_mean
from handout.source.markdown.blocks import blocks
from handout.source.markdown.context import ReadingContext
from handout.source.markdown.leaf_blocks import heading_parts
from handout.source.markdown.parser import parse


class Body(NamedTuple):
    """The text of an article, without its front matter."""

    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]


def _split(root: SyntaxTreeNode) -> Iterator[tuple[SyntaxTreeNode | None, list[SyntaxTreeNode]]]:
    """The heading and the nodes of each section; the lead comes first, with no heading."""
    head: SyntaxTreeNode | None = None
    nodes: list[SyntaxTreeNode] = []
    for node in root.children:
        if node.type == "heading" and node.tag in ("h1", "h2"):
            yield head, nodes
            head, nodes = node, []
        else:
            nodes.append(node)
    yield head, nodes


def _section(head: SyntaxTreeNode, nodes: list[SyntaxTreeNode], context: ReadingContext) -> Section:
    line = context.move_to(head.map)
    title, own_id, attributes = heading_parts(head, context, ("id", "icon"))
    return Section(line, own_id, title, blocks(nodes, context), attributes)


def _footnotes(root: SyntaxTreeNode, context: ReadingContext) -> Iterator[Footnote]:
    """The footnotes that the text refers to, in that order."""
    for block in (node for node in root.children if node.type == "footnote_block"):
        for node in block.children:
            number = int(node.meta["id"]) + 1
            line = context.line = context.footnote_marks.get(number, 0)
            inner = blocks(node.children, context)
            if not inner:
                context.fault("footnote", "a footnote is empty", "write its text", line)
            yield Footnote(inner[0].line if inner else line, number, inner)


def _check_footnotes(env: dict[str, Any], context: ReadingContext) -> None:
    """A fault for each footnote that is written twice, or that nothing refers to."""
    numbers: dict[str, int] = env.get("footnotes", {}).get("refs", {})
    seen: set[str] = set()
    for label, lines in env.get("notes", ()):
        line = context.move_to(lines)
        if label in seen:
            message = f"the footnote '{label}' is written twice"
            context.fault("footnote", message, "give one of them another name", line)
        elif numbers.get(f":{label}", -1) < 0:
            message = f"nothing refers to the footnote '{label}'"
            advice = f"write [^{label}] where it belongs, or delete it"
            context.fault("footnote", message, advice, line)
        seen.add(label)


def _check_links(env: dict[str, Any], context: ReadingContext) -> None:
    """A fault for each link to a heading that is not there, and each address without a link."""
    for line, target in context.links:
        if target not in context.ids:
            known = ", ".join(f"#{name}" for name in sorted(context.ids)) or "none"
            advice = did_you_mean(target, sorted(context.ids), f"the headings are: {known}", "#")
            context.fault("link-dead", f"the link '#{target}' leads to no heading", advice, line)
    for label, reference in env.get("references", {}).items():
        if label not in context.labels:
            message = f"the line '[{label.lower()}]: …' would show nowhere, as no link uses it"
            advice = "delete it, or put a backslash before its first bracket"
            context.fault("link-unused", message, advice, context.move_to(reference["map"]))
    for reference in env.get("duplicate_refs", ()):
        message = f"the line '[{reference['label'].lower()}]: …' is there twice"
        line = context.move_to(reference["map"])
        context.fault("link-unused", message, "delete one of them", line)


def read_body(markdown: str, context: ReadingContext) -> Body:
    """The lead, sections and footnotes of a Markdown text."""
    env: dict[str, Any] = {}
    root = parse(markdown, env, context)
    (_, before), *others = _split(root)
    lead = blocks(before, context)
    sections = tuple(_section(head, nodes, context) for head, nodes in others if head)
    footnotes = tuple(_footnotes(root, context))
    _check_footnotes(env, context)
    _check_links(env, context)
    return Body(lead, sections, footnotes)
