"""One part of somebody else's presentation: pruned of what leads out of it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from handout.slides.ooxml.notation import NAMESPACES, local_name, qn

_RELATION = f"{{{NAMESPACES['r']}}}"
_LINKS = (qn("a:hlinkClick"), qn("a:hlinkHover"), qn("a:hlinkMouseOver"))
_JUMPS = re.compile(r"(?:ppaction://(?:hlinksldjump|hlinkshowjump\?.*|noaction))?")
"""What a click may do."""
_WHOLE = frozenset(
    (
        *(qn(f"p:{name}") for name in ("pic", "graphicFrame", "bg", "sndAc", "contentPart")),
        *(qn(f"a:{name}") for name in ("blipFill", "buBlip")),
    )
)
"""What goes as a whole where something in it leads nowhere any more."""
_RUNS = frozenset(qn(f"p:{name}") for name in ("oleObj", "control", "controls"))
_NEVER = frozenset(
    (*_RUNS, *map(qn, ("p:custDataLst", "p:sldIdLst", "p:custShowLst", "p:modifyVerifier")))
)
"""What is never kept, whatever it leads to."""
_SPACES = (
    "{http://schemas.openxmlformats.org/",
    "{http://schemas.microsoft.com/",
    "{http://www.w3.org/XML/1998/",
)
"""How the namespaces begin of what PowerPoint writes."""
_IGNORABLE, _MUST_UNDERSTAND = (
    f"{{http://schemas.openxmlformats.org/markup-compatibility/2006}}{name}"
    for name in ("Ignorable", "MustUnderstand")
)
_FILLS = (qn("a:fillStyleLst"), qn("a:bgFillStyleLst"))
"""Of a theme: lists of which no entry can be left out."""
_PLAIN_FILL = f'<a:solidFill xmlns:a="{NAMESPACES["a"]}"><a:schemeClr val="phClr"/></a:solidFill>'


def _remove(element: Any) -> None:
    """Take an element out, with what has no meaning without it."""
    around = [] if element.tag in _LINKS else list(element.iterancestors(*_WHOLE))
    whole = [element, *around][-1]  # the outermost
    parent = whole.getparent()
    if parent is None:
        return
    if parent.tag in _FILLS:
        parent.replace(whole, etree.fromstring(_PLAIN_FILL))
    else:
        parent.remove(whole)


def _unsound(element: Any, kept: Callable[[str], bool]) -> bool:
    """Whether something that an element leads to is not kept, or is never."""
    named = [v for k, v in element.attrib.items() if k.startswith(_RELATION) and v]
    is_click = element.tag in _LINKS and not _JUMPS.fullmatch(element.get("action", ""))
    return is_click or element.tag in _NEVER or not all(map(kept, named))


def _without_link(element: Any, kept: Callable[[str], bool]) -> None:
    """A picture that the file holds and that is outside too loses the way there."""
    link, embedded = element.get(f"{_RELATION}link"), element.get(f"{_RELATION}embed")
    if link and embedded and not kept(link) and kept(embedded):
        del element.attrib[f"{_RELATION}link"]


def _leave_ignorable(element: Any) -> None:
    """Of what programs may ignore, keep what has a meaning; nothing must be understood."""
    element.attrib.pop(_MUST_UNDERSTAND, None)
    named = element.get(_IGNORABLE, "").split()
    known = [one for one in named if one in element.nsmap]
    if known:
        element.set(_IGNORABLE, " ".join(known))
    else:
        element.attrib.pop(_IGNORABLE, None)


def _remove_strangers(root: Any) -> None:
    """Take out what no program of the office knows."""
    for element in list(root.iter("{*}*")):
        _leave_ignorable(element)
        for name in list(element.attrib):
            if name.startswith("{") and not name.startswith(_SPACES):
                del element.attrib[name]
        if element is not root and not element.tag.startswith(_SPACES):
            above = element.getparent()
            gone = above if local_name(above.tag) == "ext" else element
            if gone.getparent() is not None:  # else it went before
                gone.getparent().remove(gone)


def prune(root: Any, kept: Callable[[str], bool]) -> Iterator[str]:
    """Take out what leads to anything that is not kept; the kinds of it that lead nowhere at all.

    `kept` tells of the id of a relationship whether it is.
    """
    _remove_strangers(root)
    gone = False
    for element in list(root.iter("{*}*")):
        _without_link(element, kept)
        if _unsound(element, kept):
            if element.tag in _LINKS and "action" in element.attrib:
                action = element.get("action")
                yield from () if _JUMPS.fullmatch(action) else ["a click that runs something"]
            elif element.tag in _RUNS:
                yield "a program or its data"
            _remove(element)
            gone = True
    for timing in root.findall(qn("p:timing")) if gone else ():
        root.remove(timing)  # it may move what is gone
