"""Markdown with front matter into an Article, every fault of the file in one run."""

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from handout import schema
from handout.article import Article, Block, Footnote, FrontMatter, Section
from handout.errors import ContentError
from handout.finding import Finding
from handout.reader.blocks import blocks, heading
from handout.reader.divs import fenced_divs
from handout.reader.faults import Faults

_NOTE = re.compile(r"\[\^([^\]\s]+)\](:?)")
_HELP = "begin the file with '---', then lines such as 'title: Asthma', then '---'"


def _parser() -> MarkdownIt:
    """CommonMark with pipe tables, footnotes, definition lists, attributes and fenced divs."""
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin).use(deflist_plugin)
    return parser.use(attrs_plugin, after=("link", "image"), spans=True).use(fenced_divs)


_PARSER = _parser()


def decode(data: bytes, path: str) -> str:
    """The text of a file's bytes; raises ContentError with the line of the first bad byte."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        words = "the file is not saved as UTF-8"
        advice = "save it again with the encoding UTF-8"
        raise ContentError([Finding("encoding", words, advice, path, line)]) from fault


def _split(text: str, path: str) -> tuple[str, str, int]:
    """Front matter, Markdown, and how many lines stand above the Markdown."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].strip() != "---":
        raise ContentError([Finding("front-matter", "there is no front matter", _HELP, path, 1)])
    for number, line in enumerate(lines[1:], 1):
        if line.strip() in ("---", "..."):
            return "".join(lines[1:number]), "".join(lines[number + 1 :]), number + 1
    words = "the front matter never ends"
    advice = "close it with a line '---'"
    raise ContentError([Finding("front-matter", words, advice, path, 1)])


def _front_matter(text: str, path: str, faults: Faults) -> FrontMatter | None:
    """The front matter; its faults join those of the Markdown."""
    try:
        front = schema.read(text, path, FrontMatter, offset=1)
    except ContentError as error:
        faults.findings.extend(error.findings)
        return None
    if front.next_review <= front.reviewed:
        words = f"'next_review' ({front.next_review}) does not come after 'reviewed'"
        faults.add("dates", f"{words} ({front.reviewed})", "correct one of the two", 1)
    return front


def _sections(
    nodes: list[SyntaxTreeNode], faults: Faults
) -> Iterator[tuple[SyntaxTreeNode | None, list[SyntaxTreeNode]]]:
    """The heading and the nodes of each section; the lead comes first, with no heading."""
    head: SyntaxTreeNode | None = None
    held: list[SyntaxTreeNode] = []
    for node in nodes:
        if node.type == "heading" and node.tag in ("h1", "h2"):
            yield head, held
            head, held = node, []
        elif node.type != "footnote_block":
            held.append(node)
    yield head, held


def _section(head: SyntaxTreeNode, nodes: list[SyntaxTreeNode], faults: Faults) -> Section:
    faults.line = line = faults.offset + (head.map or (0, 0))[0] + 1
    title, found = heading(head, faults)
    if head.tag == "h1":
        faults.add(
            "heading-level",
            f"'{title}' has one '#', which is for the title in the front matter",
            "write '##'",
        )
    return Section(line, found.pop("id"), title, blocks(nodes, faults), found)


def _footnotes(root: SyntaxTreeNode, faults: Faults) -> Iterator[Footnote]:
    notes = (node for node in root.children if node.type == "footnote_block")
    for number, node in enumerate((child for note in notes for child in note.children), 1):
        faults.line = faults.offset + (node.map or (0, 0))[0] + 1
        held: tuple[Block, ...] = blocks(node.children, faults)
        yield Footnote(held[0].line if held else faults.line, number, held)


def _unused_notes(markdown: str, env: dict[str, Any], faults: Faults) -> None:
    """A fault for each footnote that no mark refers to, and for each mark without a footnote."""
    defined: dict[str, int] = env.get("footnotes", {}).get("refs", {})
    for number, line in enumerate(markdown.splitlines(), faults.offset + 1):
        for label, colon in _NOTE.findall(line):
            if colon and defined.get(f":{label}", -1) < 0:
                faults.add("footnote", f"no text refers to footnote '{label}'", "delete it", number)
            elif not colon and f":{label}" not in defined:
                words = f"there is no footnote '{label}'"
                faults.add("footnote", words, f"write '[^{label}]: …' below", number)


def _dead_links(article: Article, faults: Faults) -> None:
    """A fault for each link to a place that is not there."""
    ids = {section.id for section in article.sections}
    for line, target in faults.links:
        if target not in ids:
            near = ", ".join(f"#{known}" for known in sorted(ids)) or "none"
            words = f"the link '#{target}' leads to no section"
            faults.add("link-dead", words, f"the sections are: {near}", line)


def read(data: bytes, path: str, slug: str) -> Article:
    """The article that a file's bytes hold; `path` is for findings.

    Raises ContentError with every fault that the file has.
    """
    front_text, markdown, offset = _split(decode(data, path), path)
    faults = Faults(path, offset)
    front = _front_matter(front_text, path, faults)
    env: dict[str, Any] = {}
    root = SyntaxTreeNode(_PARSER.parse(markdown, env))
    parts = list(_sections(root.children, faults))
    lead = blocks(parts[0][1], faults)
    sections = tuple(_section(head, nodes, faults) for head, nodes in parts[1:] if head)
    notes = tuple(_footnotes(root, faults))
    _unused_notes(markdown, env, faults)
    if front:
        article = Article(path, slug, front, lead, sections, notes)
        _dead_links(article, faults)
    if faults.findings or not front:
        raise ContentError(sorted(faults.findings, key=lambda finding: finding.line))
    return article
