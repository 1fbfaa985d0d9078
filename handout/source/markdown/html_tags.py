"""The tags of HTML that can be read, and what is done with each."""

import html
import re
from collections.abc import Mapping
from typing import NamedTuple

PHRASES: Mapping[str, str] = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "em"),
    **dict.fromkeys(("u", "ins"), "u"),
    **dict.fromkeys(("s", "del", "strike"), "s"),
    **{"mark": "mark", "sub": "sub", "sup": "sup"},
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("a", "abbr", "acronym", "big", "button", "data", "font", "label"), ""),
    **dict.fromkeys(("nobr", "small", "span", "time"), ""),
}
"""What HTML among words means; its attributes are looks, which the style sheets give."""

HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
BOLD = frozenset(("summary", "dt", "legend"))
"""Elements of one line that is a title for what follows; it is set bold."""
CELLS = frozenset(("td", "th"))
LEAVES = HEADINGS | BOLD | CELLS | {"p", "pre", "caption", "figcaption"}
"""Elements that hold inline content alone."""
HOLDERS = frozenset(("ul", "ol", "li", "blockquote", "table", "tr"))
"""Elements that hold other blocks, up to their closing tag."""
ROWS = frozenset(("table", "tr", "thead", "tbody", "tfoot", "caption", "colgroup", "col"))
PLAIN = (
    "address article aside base body center col colgroup dd details dir div dl fieldset figure "
    "footer form head header hgroup hr html link main meta nav noscript picture section source "
    "tbody tfoot thead"
)
"""Elements that only group or style: their content is read as if they were not there."""
BLOCKS = LEAVES | HOLDERS | frozenset(PLAIN.split())
SKIPPED = frozenset(("script", "style", "template"))
"""Elements whose content is no text."""
SHOWN_ONLY = frozenset(("iframe", "video", "audio", "object", "embed", "canvas"))
"""Elements that paper cannot show."""
DRAWN = frozenset(("svg", "math"))
"""A drawing or a formula, which is to be a picture."""
RAW = SKIPPED | SHOWN_ONLY | DRAWN
REFUSED = frozenset(("input", "select", "textarea", "q", "ruby", "map"))

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])([^<>]*)>")
BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS | RAW))})(?=[\s/>]|$)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z][\w:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")


class Tag(NamedTuple):
    """A tag that opens or closes an element."""

    name: str
    closes: bool
    attributes: Mapping[str, str]


def tag(found: re.Match[str]) -> Tag:
    """The tag of a match of `TAG`."""
    pairs = ((name.lower(), "".join(value)) for name, *value in _ATTRIBUTE.findall(found[3]))
    attributes = {name: html.unescape(value) for name, value in pairs}
    return Tag(found[2].lower(), bool(found[1]), attributes)
