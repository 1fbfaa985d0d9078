"""Mark-up -> WeasyPrint's HTML, read as XML: a tenth of the time of a parser of HTML."""

from typing import Any
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import HTML

_ONLY_HTML = "<svg", "<base"
"""A parser of HTML knows the namespace of the one, and that the other is the base of addresses."""


def _as_xml(text: str) -> ElementTree.Element | None:
    """The root of mark-up that is the same as XML and as HTML; None of any other."""
    if any(tag in text for tag in _ONLY_HTML):
        return None
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return None
    # A parser of HTML adds a body where there is none, to the whole and to tables.
    is_same = root.find("body") is not None and root.find(".//table/tr") is None
    return root if is_same else None


def read(text: str, **named: Any) -> Any:
    """The HTML of mark-up."""
    root = _as_xml(text)
    if root is None:
        return HTML(string=text, **named)
    html = HTML(string="", **named)
    html.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
    html.etree_element = root
    return html
