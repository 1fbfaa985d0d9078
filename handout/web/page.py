"""Mark-up -> one file of HTML: style sheets and pictures are written into it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lxml import etree, html

from handout.model import content_files
from handout.model.findings import Finding
from handout.model.markup import Markup
from handout.typography import isolation, spacing
from handout.web import lean, pictures

_UNREAD = frozenset(("head", "script", "style"))
_AS_TYPED = frozenset(("pre", "script", "style"))


class Page(NamedTuple):
    """A web page, and what is wrong with it."""

    data: bytes
    text: str
    """All of its words in their order, but for the marks of footnotes."""
    findings: tuple[Finding, ...]
    beside: Mapping[str, bytes]
    """Its pictures by the names of their files, where they are not in it."""


def _place(tree: Any, markup: Markup, beside: dict[str, bytes] | None) -> Iterator[Finding]:
    """Write each picture into the page, or `beside` it, with its size; what is wrong with them."""
    for image in tree.iter("img"):
        loaded = pictures.load(image.get("src", ""), markup)
        if isinstance(loaded, Finding):
            yield loaded
            continue
        embedded = beside is None or image.get("src", "").startswith("data:")
        image.set("src", loaded.address if embedded else loaded.file_name)
        if beside is not None and not embedded:
            beside[loaded.file_name] = loaded.data
        if loaded.width:
            image.set("width", str(loaded.width))
            image.set("height", str(loaded.height))


def _space(element: Any) -> None:
    """Keep numbers and their units together in the words of an element."""
    if isinstance(element.tag, str) and element.tag not in _AS_TYPED:
        if element.text:
            element.text = spacing.text(element.text)
        for child in element:
            _space(child)
    if element.tail:
        element.tail = spacing.text(element.tail)


def _words(element: Any) -> Iterator[str]:
    """The words of an element that count: not those of a footnote's mark."""
    read = isinstance(element.tag, str) and element.tag not in _UNREAD
    read = read and "data-aside" not in element.attrib  # it shows what an earlier version said
    apart = "" if lean.is_inline(element.tag) else "\n"
    yield apart
    if read and "note" not in element.get("class", "").split():
        yield element.text or ""
        for child in element:
            yield from _words(child)
    yield apart
    yield element.tail or ""


def text_of(data: bytes) -> str:
    """The words that a page shows, as they are in the file."""
    return "".join(_words(html.document_fromstring(data.decode())))


def write(markup: Markup, *, apart: bool = False) -> Page:
    """The page of the mark-up; what is wrong with its pictures are findings.

    Its pictures are in it, or `apart` in files of their own.
    """
    tree, beside = html.document_fromstring(markup.text), dict[str, bytes]()
    findings = tuple(_place(tree, markup, beside if apart else None))
    _space(tree.body)
    if isolation.may_run_from_right(markup.text):
        isolation.isolate(tree)
    sheets = (content_files.text(sheet, *markup.roots) for sheet in markup.stylesheets)
    styles = "\n".join(sheets)
    lean.trim(tree, styles)
    style = etree.SubElement(tree.head, "style")
    style.text = lean.style(styles, tree).replace("</", "<\\/")
    written = html.tostring(tree, encoding="unicode", doctype="<!doctype html>")
    data = f"{lean.without_ends(written)}\n".encode()
    return Page(data, text_of(data), findings, beside)
