"""Words and lists of the deck mark-up as paragraphs of runs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from handout.model.deck import BREAK, Mark, Paragraph, Run
from handout.slides.markup_rules import PHRASES
from handout.typography import direction, spacing
from handout.typography.direction import begins_from_right
from handout.typography.languages import runs_from_right
from handout.typography.punctuation import BOXES
from handout.typography.writing_systems import of_language

_SPACES = re.compile(r"[ \t\r\n\f]+")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"  # PowerPoint shows it, wherever the line ends
_LINKS = ("http://", "https://", "mailto:", "tel:", "#")

_MARKS = {"ltr": "\N{LEFT-TO-RIGHT MARK}", "rtl": "\N{RIGHT-TO-LEFT MARK}"}

_PHRASE: Mapping[str, Mapping[str, Any]] = {
    "em": {"italic": True},
    "i": {"italic": True},
    "strong": {"bold": True},
    "b": {"bold": True},
    "mark": {"bold": True},
    "u": {"underlined": True},
    "s": {"struck": True},
    "code": {"monospaced": True},
    "sup": {"position": "super"},
    "sub": {"position": "sub"},
}


class Setting(Struct, frozen=True):
    """What a paragraph takes from the tags around it."""

    lang: str
    rtl: bool

    def inside(self, element: Any) -> "Setting":
        """The setting of what stands in the element."""
        lang, direction = element.get("lang"), element.get("dir")
        if lang is None and direction is None:
            return self
        rtl = runs_from_right(lang) if lang else self.rtl
        rtl = rtl if direction is None else direction == "rtl"
        return replace(self, lang=lang or self.lang, rtl=rtl)


def _marked(pieces: Iterator[tuple[str, Run]], direction: str) -> Iterator[tuple[str, Run]]:
    """The pieces of a phrase, in the marks of its direction where it has one of its own.

    They keep a question mark at the end of `Questions?` among words from right to left.
    """
    mark, held = _MARKS.get(direction, ""), list(pieces)
    if mark and held:
        yield mark, held[0][1]
    yield from held
    if mark and held:
        yield mark, held[-1][1]


def _phrase(element: Any, lang: str) -> Mapping[str, Any]:
    """What a tag makes of its words; few scripts have an italic, and slanted they read badly."""
    if element.tag == "sup" and "note" in element.get("class", "").split():
        return {"position": "note"}
    upright = element.tag in ("em", "i") and of_language(lang)
    return _PHRASE["strong"] if upright else _PHRASE.get(element.tag, {})


def _pieces(element: Any, like: Run) -> Iterator[tuple[str, Run]]:
    """The words of an element as they stand in the mark-up, each stretch with what it is like."""
    if element.text:
        yield element.text, like
    for child in element:
        if child.tag == "br":
            yield BREAK, like
        elif child.tag in PHRASES:
            look, href = dict(_phrase(child, like.lang)), child.get("href", "")
            look |= {"lang": child.get("lang")} if child.get("lang") else {}
            look |= {"link": href} if href.startswith(_LINKS) else {}
            inner = _pieces(child, replace(like, **look) if look else like)
            yield from _marked(inner, child.get("dir", ""))
        if child.tail and (child.tag in PHRASES):
            yield child.tail, like


def _tidy(pieces: Iterable[tuple[str, Run]]) -> Iterator[Run]:
    """Runs with single spaces, none at an end, like ones joined; no unit leaves its number."""
    texts, looks = list[str](), list[Run]()
    for piece, like in pieces:
        text = piece if piece == BREAK else _SPACES.sub(" ", piece.replace(_SOFT_HYPHEN, ""))
        if not texts or texts[-1].endswith((" ", BREAK)):
            text = text.lstrip(" ")
        if text == BREAK and texts:
            texts[-1] = texts[-1].rstrip(" ")
        if text and texts and BREAK not in (text, texts[-1]) and looks[-1] == like:
            texts[-1] += text
        elif text:
            texts.append(text)
            looks.append(like)
    while texts and not texts[-1].strip():
        texts.pop()
    if texts:
        texts[-1] = texts[-1].rstrip()
    for text, like in zip(texts, looks, strict=False):
        yield replace(like, text=text if like.monospaced else spacing.text(text))


def _unbroken(made: Paragraph) -> Paragraph:
    """A paragraph in which no line ends inside of a short number."""
    if made.rtl:
        letters = iter(direction.unbroken(made.plain))
        texts = ["".join(islice(letters, len(run.text))) for run in made.runs]
    else:
        texts = [r.text if r.monospaced else spacing.unbroken(r.text) for r in made.runs]
    pairs = zip(made.runs, texts, strict=True)
    return replace(made, runs=tuple(replace(run, text=text) for run, text in pairs))


def paragraph(element: Any, setting: Setting, **how: Any) -> Paragraph:
    """One element's words as a paragraph."""
    here = setting.inside(element)
    made = Paragraph(tuple(_tidy(_pieces(element, Run("", here.lang)))), rtl=here.rtl, **how)
    told = [runs_from_right(run.lang) for run in made.runs if run.text.strip()]
    from_right = all(told) if any(told) else begins_from_right(made.plain)
    turned = "dir" not in element.attrib and from_right
    made = replace(made, rtl=True) if turned else made
    return made if element.tag in ("td", "th") else _unbroken(made)


def _ticked(item: Paragraph) -> Paragraph:
    """An item; one that begins with a box to tick has no bullet before that."""
    return replace(item, mark="box") if item.mark == "bullet" and item.plain[:1] in BOXES else item


def _items(element: Any, setting: Setting, level: int) -> Iterator[Paragraph]:
    """A list's items, with the lists inside them."""
    mark: Mark = "number" if element.tag == "ol" else "bullet"
    here = setting.inside(element)
    first = int(element.get("start", "1"))
    number = first - 1
    for item in element:
        number = int(item.get("value", number + 1))
        inner = here.inside(item)
        own = paragraph(item, here, level=level, mark=mark, number=number)
        if own.runs:
            yield _ticked(own)
        fresh = not own.runs
        for child in item:
            if child.tag == "p":
                sign: Mark = mark if fresh else ""
                deep = level if fresh else level + 1
                yield _ticked(paragraph(child, inner, level=deep, mark=sign, number=number))
                fresh = False
            elif child.tag in ("ul", "ol"):
                yield from _items(child, inner, level + 1)


def paragraphs(elements: Iterable[Any], setting: Setting) -> Iterator[Paragraph]:
    """Paragraphs, headings and lists in their order."""
    for element in elements:
        if element.tag in ("ul", "ol"):
            yield from _items(element, setting, 0)
        else:
            made = paragraph(element, setting, heading=element.tag == "h3")
            if made.runs:
                yield made
