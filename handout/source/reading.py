"""Markdown with front matter into an Article, every fault of the file in one run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from handout.model.article import Article, Section
from handout.model.errors import ContentError
from handout.model.findings import Finding, did_you_mean, sorted_by_line
from handout.source import characters, front_matter
from handout.source.markdown.blocks import blocks
from handout.source.markdown.divs import fenced_divs
from handout.source.markdown.faults import Faults
from handout.source.markdown.footnotes import check_footnotes, footnotes, footnotes_with_lines
from handout.source.markdown.headings import named
from handout.source.markdown.phrases import SPAN_KEYS

_LARGEST = 300_000
"""Characters; a long article has 40,000."""
_LONGEST = 10_000
"""Characters of a paragraph: the time to read it can grow with the square of its length."""
_DEEPEST = 24
"""How many lists, quotes and directives, or phrases, may stand inside one another."""


def _leave_out_endless(state: StateCore) -> None:
    """Note and empty the paragraphs that are too long for anybody to have written them."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > _LONGEST:
            state.env.setdefault("endless", []).append(token.map)
            token.content = ""


def _parser() -> MarkdownIt:
    """CommonMark with pipe tables, footnotes, definition lists, attributes and fenced divs."""
    parser = MarkdownIt("commonmark", {"store_labels": True, "maxNesting": 2 * _DEEPEST})
    parser.enable("table").use(footnotes_with_lines).use(deflist_plugin).use(fenced_divs)
    parser.use(sub_plugin).use(superscript_plugin)
    parser.use(attrs_plugin, after=("link_close", "image"), spans=True, allowed=SPAN_KEYS)
    parser.core.ruler.before("inline", "endless", _leave_out_endless)
    # A link that the library would leave as text is to be a link, and so a finding.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser.disable("text_join")  # so that `\[^1]` can be told from a footnote's mark


_PARSER = _parser()


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as far as it could be read, and every fault of its file."""

    article: Article
    findings: tuple[Finding, ...]
    keys: Mapping[str, int]
    """The line of each key of the front matter."""


def decode(data: bytes, path: str) -> str:
    """The text of a file, its lines ended by line feeds; raises ContentError if not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        message = "the file is not saved as UTF-8"
        advice = "save it again, and choose UTF-8 where the program asks for the encoding"
        raise ContentError([Finding("encoding", message, advice, path, line)]) from fault
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _depth(token: Token) -> int:
    """How deep a token stands, or what it holds."""
    return token.level + max(map(_depth, token.children or ()), default=0)


def _tree(markdown: str, env: dict[str, Any], faults: Faults) -> SyntaxTreeNode:
    """The Markdown's tree; empty, with a fault, where it is too large or nested too deep."""
    if len(markdown) > _LARGEST:
        message = f"the article has more than {_LARGEST:,} characters"
        faults.add("too-large", message, "make two articles of it", faults.offset + 1)
        return SyntaxTreeNode([])
    try:
        tokens = _PARSER.parse(markdown, env)
        if max(map(_depth, tokens), default=0) <= _DEEPEST:
            return SyntaxTreeNode(tokens)
    except RecursionError:
        env.clear()
    message = "too many lists, quotes or brackets stand inside one another"
    faults.add("too-deep", message, "write it more simply", faults.offset + 1)
    return SyntaxTreeNode([])


def _check_endless(env: dict[str, Any], faults: Faults) -> None:
    for lines in env.get("endless", ()):
        message = f"this paragraph has more than {_LONGEST:,} characters"
        faults.add("too-large", message, "make several of it", faults.at(lines))


def _parts(root: SyntaxTreeNode) -> Iterator[tuple[SyntaxTreeNode | None, list[SyntaxTreeNode]]]:
    """The heading and the nodes of each section; the lead comes first, with no heading."""
    head: SyntaxTreeNode | None = None
    held: list[SyntaxTreeNode] = []
    for node in root.children:
        if node.type == "heading" and node.tag in ("h1", "h2"):
            yield head, held
            head, held = node, []
        else:
            held.append(node)
    yield head, held


def _section(head: SyntaxTreeNode, nodes: list[SyntaxTreeNode], faults: Faults) -> Section:
    line = faults.at(head.map)
    title, own_id, attributes = named(head, faults, ("id", "icon"))
    return Section(line, own_id, title, blocks(nodes, faults), attributes)


def _check_links(env: dict[str, Any], faults: Faults) -> None:
    """A fault for each link to a place that is not there, and each address without a link."""
    for line, target in faults.links:
        if target not in faults.ids:
            known = ", ".join(f"#{name}" for name in sorted(faults.ids)) or "none"
            advice = did_you_mean(target, sorted(faults.ids), f"the headings are: {known}", "#")
            faults.add("link-dead", f"the link '#{target}' leads to no heading", advice, line)
    for label, held in env.get("references", {}).items():
        if label not in faults.labels:
            message = f"the line '[{label.lower()}]: …' would show nowhere, as no link uses it"
            advice = "delete it, or put a backslash before its first bracket"
            faults.add("link-unused", message, advice, faults.at(held["map"]))
    for held in env.get("duplicate_refs", ()):
        message = f"the line '[{held['label'].lower()}]: …' is there twice"
        faults.add("link-unused", message, "delete one of them", faults.at(held["map"]))


def _check_characters(parts: front_matter.Parts, faults: Faults) -> None:
    """A fault for each character of the Markdown that cannot be printed."""
    for line, message, advice in characters.unprintable(parts.markdown):
        faults.add("character", message, advice, parts.above + line + 1)


def parse(data: bytes, path: str, slug: str) -> Reading:
    """The article that a file's bytes hold as far as it can be read, and its faults.

    `path` is for findings. Raises ContentError where the file is no text at all.
    """
    faults = Faults(path)
    parts = front_matter.split(decode(data, path), faults)
    faults.offset, faults.source = parts.above, tuple(parts.markdown.split("\n"))
    front = front_matter.read(parts.front, faults)
    _check_characters(parts, faults)
    env: dict[str, Any] = {}
    root = _tree(parts.markdown, env, faults)
    (_, before), *others = _parts(root)
    lead = blocks(before, faults)
    sections = tuple(_section(head, nodes, faults) for head, nodes in others if head)
    notes = tuple(footnotes(root, faults))
    check_footnotes(env, faults)
    _check_endless(env, faults)
    _check_links(env, faults)
    return Reading(
        Article(path, slug, front, lead, sections, notes),
        sorted_by_line(faults.findings),
        front_matter.key_lines(parts.front or ""),
    )


def read(data: bytes, path: str, slug: str) -> Article:
    """The article that a file's bytes hold; raises ContentError with every fault of it."""
    reading = parse(data, path, slug)
    if reading.findings:
        raise ContentError(reading.findings)
    return reading.article
