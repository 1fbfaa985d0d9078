"""Mark-up -> WeasyPrint's HTML, read as XML: a tenth of the time of a parser of HTML."""

from typing import Any
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import HTML

_ONLY_HTML = "<svg", "<base"
"""What an HTML parser knows more of: the namespace of a drawing, and which address is the base."""


def read(text: str, **named: Any) -> Any:
    """The HTML of mark-up; of a template that is no XML, as a parser of HTML reads it."""
    try:
        root = None if any(tag in text for tag in _ONLY_HTML) else ElementTree.fromstring(text)
    except ElementTree.ParseError:
        root = None
    if root is None:
        return HTML(string=text, **named)
    html = HTML(string="", **named)
    html.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
    html.etree_element = root
    return html
