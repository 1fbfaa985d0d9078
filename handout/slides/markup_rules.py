"""The mark-up that a deck template may write, and what is wrong with what it wrote."""

import difflib
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from lxml import etree
from msgspec import Struct

from handout.slides.layouts import LAYOUTS

_PLAIN_PHRASES = ("em", "i", "strong", "b", "mark", "u", "s", "code", "sup", "sub", "span")
PHRASES = frozenset((*_PLAIN_PHRASES, "a", "abbr", "br"))
_COMMON = frozenset(("lang", "dir", "class", "id"))
_LISTS = frozenset(("p", "ul", "ol"))
_SAID = ("footer", "foot", "stamp", "part", "more", "onward")
"""Words that stand on many slides; another attribute may say their language."""


class Tag(Struct, frozen=True):
    """The attributes and the children that a tag may have."""

    children: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    words: bool = False
    """Whether words may stand in it directly."""


def _words(*attributes: str) -> Tag:
    """A tag for words and phrases."""
    return Tag(PHRASES, _COMMON | frozenset(attributes), words=True)


def _cell(*attributes: str) -> Tag:
    """A tag for words and the pictures above them, or people."""
    return Tag(PHRASES | {"img", "figure"}, _COMMON | frozenset(attributes), words=True)


TAGS: Mapping[str, Tag] = {
    "main": Tag(
        frozenset(("section",)),
        frozenset(("class", "lang", "dir"))
        | {f"data-{n}" for n in ("title", "author", "subject", "created")}
        | {f"data-{n}{of}" for n in _SAID for of in ("", "-lang")},
    ),
    "section": Tag(
        frozenset(("section", "h1", "h2", "h3", "table", "figure", "div"))
        | {"footer", "nav", "aside"}
        | _LISTS,
        _COMMON | {"data-layout", "data-section", "data-icon", "data-hidden"},
    ),
    "ul": Tag(frozenset(("li",)), _COMMON),
    "ol": Tag(frozenset(("li",)), _COMMON | {"start"}),
    "li": Tag(PHRASES | _LISTS, _COMMON | {"value"}, words=True),
    **dict.fromkeys(("div", "aside", "footer"), Tag(_LISTS | {"h3"}, _COMMON)),
    "nav": Tag(frozenset(("a",)), _COMMON),
    "table": Tag(frozenset(("caption", "thead", "tbody", "tr")), _COMMON | {"aria-label"}),
    **dict.fromkeys(("thead", "tbody"), Tag(frozenset(("tr",)), _COMMON)),
    "tr": Tag(frozenset(("th", "td")), _COMMON),
    "th": _cell("scope", "data-align"),
    "td": _cell("data-align"),
    "figure": Tag(
        frozenset(("img", "figcaption")), _COMMON | {"data-shown", "data-of", "aria-label"}
    ),
    "img": Tag(attributes=_COMMON | {"src", "alt", "data-link", "data-share"}),
    "br": Tag(),
    "a": _words("href", "title", "rel"),
    "abbr": _words("title"),
    **dict.fromkeys((*_PLAIN_PHRASES, "h1", "h2", "h3", "p", "caption", "figcaption"), _words()),
}

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile("[0-9]+")
_VALUES = {
    "data-align": re.compile("start|center|end"),
    "start": _NUMBER,
    "value": _NUMBER,
    "data-share": re.compile(r"1|0\.[0-9]+"),
    "data-shown": _NUMBER,
    "data-of": re.compile("[1-9][0-9]{0,3}|10000"),
}
LOOSE = ("p", "ul", "ol", "h3")
"""What stands on a slide as one text, together with its neighbours."""


Fault: TypeAlias = tuple[str, str]
"""What is wrong, and what to do about it."""


def _where(section: Any, number: int) -> str:
    """How a slide is named in findings."""
    title = next((" ".join("".join(h.itertext()).split()) for h in section.iter("h1", "h2")), "")
    return f"slide {number} (“{title}”)" if title else f"slide {number}"


def _likely(word: str, known: Iterable[str]) -> str:
    """What was probably meant, or all that may stand here."""
    known = sorted(known)
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.7)
    return f"did you mean {near[0]}?" if near else f"use one of {', '.join(known) or 'none'}"


def _attribute_faults(element: Any, where: str) -> Iterator[Fault]:
    """The attributes that the vocabulary does not know."""
    known = TAGS[element.tag].attributes
    for name in element.attrib:
        if name not in known:
            message = f"{where}: <{element.tag}> has the unknown attribute {name}"
            yield message, _likely(str(name), known)


def _tag_faults(element: Any, where: str) -> Iterator[Fault]:
    """What is unknown in an element and all below it."""
    tag = TAGS[element.tag]
    yield from _attribute_faults(element, where)
    loose = (element.text or "") + "".join(child.tail or "" for child in element)
    if loose.strip() and not tag.words:
        words = " ".join(loose.split())[:40]
        yield f"{where}: the words “{words}” stand bare in <{element.tag}>", "put them in a <p>"
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag not in tag.children:
            message = f"<{child.tag}> may not stand in <{element.tag}>"
            if child.tag not in TAGS:
                message = f"unknown tag <{child.tag}> in <{element.tag}>"
            yield f"{where}: {message}", _likely(child.tag, tag.children)
        else:
            yield from _tag_faults(child, where)


_NAMES = {"texts": "text", "pictures": "picture", "tables": "table", "proportions": "icon array"}
"""What a layout holds, as findings call it."""


def _counts(section: Any) -> dict[str, int]:
    """How many texts, pictures and tables a slide holds."""
    boxes = sum(1 for child in section if child.tag == "div")
    loose = any(child.tag in LOOSE for child in section)
    return {
        "texts": boxes + int(loose),
        "pictures": sum(1 for one in section.iter("img") if one.getparent().tag == "figure"),
        "tables": sum(1 for child in section if child.tag == "table"),
        "proportions": sum(1 for one in section.findall("figure") if one.get("data-of")),
    }


def _shape_faults(section: Any, where: str) -> Iterator[Fault]:
    """Tables with rows of different length, and values that an attribute cannot have."""
    for table in section.iter("table"):
        counts = [sum(1 for _ in row.iter("th", "td")) for row in table.iter("tr")]
        if len(set(counts)) > 1:
            known = " and ".join(map(str, dict.fromkeys(counts)))
            words = f"{where}: the rows of a table have {known} cells"
            yield words, "give each row the same"
    for element in section.iter("th", "td", "ol", "li", "figure", "img"):
        for name, valid in _VALUES.items():
            value = element.get(name)
            if value is not None and not valid.fullmatch(value):
                words = f"{where}: {name} of <{element.tag}> is “{value}”"
                yield words, f"write it as {valid.pattern}"


def _slide_faults(section: Any, where: str) -> Iterator[Fault]:
    """What is wrong with a slide as a whole."""
    layout = section.get("data-layout", "")
    heads = sum(1 for child in section if child.tag in ("h1", "h2"))
    if heads != 1:
        yield f"{where} has {heads} titles", "give it one <h1> or <h2>"
    if layout not in LAYOUTS:
        named = f"the unknown layout {layout}" if layout else "no data-layout"
        yield f"{where} has {named}", _likely(layout, LAYOUTS)
        return
    for name, count in _counts(section).items():
        least, most = getattr(LAYOUTS[layout].holds, name)
        if not least <= count <= most:
            fits = f"{least}" if least == most else f"{least} to {most}"
            yield (
                f"{where} has {count} × {_NAMES[name]}, but its layout {layout} holds {fits}",
                "take another layout or move it",
            )


def is_group(section: Any) -> bool:
    """Whether it holds slides: a PowerPoint section, or slides with the same notes."""
    return any(child.tag == "section" for child in section)


def slides(root: Any) -> Iterator[Any]:
    """The sections that are slides, in order."""
    return itertools.filterfalse(is_group, root.iter("section"))


def _root_faults(root: Any) -> Iterator[Fault]:
    """What is wrong with `<main>` and with the groups of slides."""
    for name in ("lang", "data-title"):
        if not root.get(name):
            yield f"<main> has no {name}", "add it"
    if not _DAY.fullmatch(root.get("data-created", "")):
        words = "<main> has no data-created that is a day, such as 2026-10-01"
        yield words, "add it"
    if not any(True for _ in root.iter("section")):
        yield "the deck has no slide", "write a <section>"
    for group in (root, *filter(is_group, root.iter("section"))):
        name = f"<{group.tag}>" if group is root else "a <section> that holds slides"
        yield from _attribute_faults(group, name)
        for child in group:
            if child.tag != "section" and (group is root or child.tag != "aside"):
                message = f"<{child.tag}> stands in {name}"
                yield message, "put it in a <section> of its own"


def faults(root: Any) -> Iterator[Fault]:
    """All that is wrong with well-formed mark-up."""
    if root.tag != "main":
        yield f"the deck begins with <{root.tag}>", "begin it with <main>"
        return
    yield from _root_faults(root)
    for number, section in enumerate(slides(root), 1):
        where = _where(section, number)
        yield from _slide_faults(section, where)
        yield from _shape_faults(section, where)
        yield from _tag_faults(section, where)


def broken(text: str) -> Iterator[Fault]:
    """Where the mark-up is not well-formed, the first fault of each slide."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    etree.fromstring(text.encode(), parser)
    lines, told = text.splitlines(keepends=True), set[int]()
    for entry in parser.error_log:
        before = "".join(lines[: entry.line - 1]) + lines[entry.line - 1][: entry.column]
        number = before.count("data-layout=")
        if number in told:
            continue
        told.add(number)
        words = entry.message.strip()
        yield (
            f"slide {number}: the mark-up is not well-formed ({words})",
            "close each tag that was opened, and write & as &amp;",
        )
