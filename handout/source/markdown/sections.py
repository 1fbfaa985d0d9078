"""An article's text: its lead, sections and footnotes, and faults in what refers to what."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from markdown_it.tree import SyntaxTreeNode
from msgspec.structs import replace

from handout.model.article import Block, Footnote, Section, Text
from handout.source.markdown import leftovers
from handout.source.markdown.blocks import blocks
from handout.source.markdown.bounds import endless
from handout.source.markdown.context import ReadingContext
from handout.source.markdown.leaf_blocks import beside, check_heading, has_words, heading_parts
from handout.source.markdown.parser import parse, parse_phrases
from handout.source.markdown.phrases import phrases


class Body(NamedTuple):
    """The text of an article, without its front matter."""

    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...]


_LINK = re.compile(r"</?a\b[^>]*>")
_NO_NOTES = "the mark of a footnote has no place above the text"


def read_phrases(words: str, context: ReadingContext) -> Text:
    """The text of words in the front matter; of a link only its words."""
    if much := endless(words):
        context.fault("too-large", f"this has more than {much}", "write it more simply")
        return Text.of(words)
    nodes, before = parse_phrases(words), len(context.findings)
    leftovers.check(nodes, context)
    text = phrases(nodes, context)
    for place, one in enumerate(context.findings[before:], before):
        if one.rule == "footnote":
            told = one._replace(message=_NO_NOTES, advice="delete it, or move it into the text")
            context.findings[place] = told
    if not text.plain.strip():  # nothing but marks
        return Text.of(words)
    return Text(text.plain, _LINK.sub("", text.html))


def _without_title(nodes: list[SyntaxTreeNode], title: str) -> list[SyntaxTreeNode]:
    """The nodes without a `# Title` that repeats the title above all other headings."""
    first = next((node for node in nodes if node.type == "heading"), None)
    if first and first.tag == "h1":
        words = phrases(first.children[0].children, ReadingContext("")).plain
        if words.casefold().split() == title.casefold().split():
            return [node for node in nodes if node is not first]
    return nodes


def _tops(nodes: list[SyntaxTreeNode]) -> dict[SyntaxTreeNode, int]:
    """The level of each heading that begins a section: `##`, and what has none above it.

    Of several with one `#` each begins one, and those with `##` stand below it.
    """
    headings = [node for node in nodes if node.type == "heading" and has_words(node)]
    least = 1 if sum(head.tag == "h1" for head in headings) > 1 else 2
    tops, above = dict[SyntaxTreeNode, int](), list[int]()
    for head in headings:
        level = max(int(head.tag[1]), least)
        above = [one for one in above if one < level]
        if not above:
            tops[head] = level
        above.append(level)
    return tops


class _Part(NamedTuple):
    """A section, and the level of its heading as it counts; the lead has none."""

    head: SyntaxTreeNode | None
    level: int
    nodes: list[SyntaxTreeNode]


def _split(nodes: list[SyntaxTreeNode]) -> list[_Part]:
    """The sections, the lead first."""
    tops = _tops(nodes)
    parts = [_Part(None, 0, [])]
    for node in nodes:
        if level := tops.get(node):
            parts.append(_Part(node, level, []))
        else:
            parts[-1].nodes.append(node)
    return parts


def _section(part: _Part, context: ReadingContext) -> Iterator[Section]:
    """The section of a part that has a heading."""
    if part.head is None:
        return
    line = context.move_to(part.head.map)
    title, own_id, attributes = heading_parts(part.head, context, ("id", "icon", "class"))
    check_heading(part.head, title, context)
    context.levels = [part.level]
    pictures = tuple(beside(title, context))
    title, inner = replace(title, pictures=()), (*pictures, *blocks(part.nodes, context))
    yield Section(line, own_id, title, inner, attributes)


def _anchors(root: SyntaxTreeNode, path: str) -> frozenset[str]:
    """The ids that the headings will have, for the links above them."""
    ahead = ReadingContext(path)
    for node in root.walk():
        if node.type == "heading" and has_words(node):
            heading_parts(node, ahead)
    return frozenset(ahead.ids)


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


def _check_labels(env: dict[str, Any], context: ReadingContext) -> None:
    """What is wrong with the lines `[label]: address`: no link uses it, or it is there twice."""
    for label, reference in env.get("references", {}).items():
        if label not in context.labels:
            message = f"the line '[{label.lower()}]: …' would show nowhere, as no link uses it"
            advice = "delete it, or put a backslash before its first bracket"
            context.fault("link-unused", message, advice, context.move_to(reference["map"]))
    for reference in env.get("duplicate_refs", ()):
        message = f"the line '[{reference['label'].lower()}]: …' is there twice"
        line = context.move_to(reference["map"])
        context.fault("link-unused", message, "delete one of them", line)


_MOST_ABBREVIATIONS = 500
"""Each is looked for in all words."""


def _abbreviate(kept: Mapping[str, tuple[str, int]], context: ReadingContext) -> None:
    """Have the reading spell out the abbreviations, if they are so many as somebody wrote."""
    if len(kept) > _MOST_ABBREVIATIONS:
        _, line = [*kept.values()][_MOST_ABBREVIATIONS]
        message = f"more than {_MOST_ABBREVIATIONS} abbreviations are spelt out"
        context.fault("too-large", message, "delete some", context.offset + line + 1)
        return
    context.abbreviations = {short: full for short, (full, _) in kept.items()}


def read_body(markdown: str, title: str, context: ReadingContext) -> Body:
    """The lead, sections and footnotes of a Markdown text, below a title."""
    env: dict[str, Any] = {}
    root = parse(markdown, env, context)
    kept: dict[str, tuple[str, int]] = env.get("abbreviations", {})
    _abbreviate(kept, context)
    context.anchors = _anchors(root, context.path)
    lead, *parts = _split(_without_title(root.children, title))
    before = blocks(lead.nodes, context)
    sections = tuple(one for part in parts for one in _section(part, context))
    context.levels = [2]
    footnotes = tuple(_footnotes(root, context))
    _check_footnotes(env, context)
    _check_labels(env, context)
    for short in context.abbreviations:
        message = f"nothing in the text is abbreviated '{short}'"
        line = context.offset + kept[short][1] + 1
        context.warn("abbreviation", message, "delete the line, or check how it is written", line)
    return Body(before, sections, footnotes)
