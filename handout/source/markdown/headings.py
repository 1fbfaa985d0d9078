"""Headings: their words, level and name for links."""

import re

from markdown_it.tree import SyntaxTreeNode

from handout.model.article import Heading, Text
from handout.source.markdown.attributes import braces, tail
from handout.source.markdown.faults import Faults
from handout.source.markdown.phrases import inline


def slug(words: str) -> str:
    """A name for links, as GitHub makes it: small letters, hyphens for spaces."""
    bare = re.sub(r"[\s_-]+", "-", re.sub(r"[^\w\s-]", "", words.lower())).strip("-")
    return bare or "section"


def named(
    node: SyntaxTreeNode, faults: Faults, known: tuple[str, ...] = ("id",)
) -> tuple[Text, str, dict[str, str]]:
    """A heading's words, its name (from the braces, else from the words), and the rest of them."""
    line = faults.at(node.map)
    words = inline(node, faults)
    faults.line = line
    if node.tag == "h1":
        mark = "a line of '=' below it" if node.markup == "=" else "one '#'"
        message = f"the heading '{words}' has {mark}, which is the title's"
        faults.add("heading-level", message, "write '##', as the title is in the front matter")
    if not (found := tail(words.plain)) or not words.html.endswith("}"):
        return words, faults.own_id(slug(words.plain)), {}
    bare = Text(words.plain[: found.start()], words.html[: words.html.rindex("{")].rstrip())
    held = braces(found[1], known, "a heading", faults)
    wanted = held.pop("id", "")
    if wanted in faults.ids:
        faults.add("heading-name", f"'#{wanted}' is there twice", "give it another name")
    return bare, faults.own_id(wanted or slug(bare.plain)), held


def heading(node: SyntaxTreeNode, faults: Faults) -> Heading:
    """A heading that begins no section; its level is 3 at least, however it is written."""
    line = faults.at(node.map)
    words, own_id, _ = named(node, faults)
    return Heading(line, words, max(3, int(node.tag[1])), own_id)
