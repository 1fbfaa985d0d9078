"""Words and lists of the deck mark-up as paragraphs of runs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from handout.model.deck import BREAK, Mark, Paragraph, Run
from handout.slides.markup_rules import PHRASES
from handout.typography import spacing

_SPACES = re.compile(r"[ \t\r\n\f]+")
_LINKS = ("http://", "https://", "mailto:", "tel:")

_FROM_RIGHT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
"""Languages whose script runs from right to left."""

_PHRASE: Mapping[str, Mapping[str, Any]] = {
    "em": {"italic": True},
    "i": {"italic": True},
    "strong": {"bold": True},
    "b": {"bold": True},
    "sup": {"position": "super"},
    "sub": {"position": "sub"},
}


_NOTE: Mapping[str, Any] = {"position": "note"}


def _is_note_mark(element: Any) -> bool:
    """Whether it is the raised number of a footnote."""
    return element.tag == "sup" and "note" in element.get("class", "").split()


def runs_from_right(lang: str) -> bool:
    """Whether a language is written from right to left; takes a BCP 47 tag."""
    return lang.split("-", maxsplit=1)[0] in _FROM_RIGHT


@dataclass(frozen=True, slots=True)
class Setting:
    """What a paragraph takes from the tags around it."""

    lang: str
    rtl: bool
    noted: bool = False
    """Whether the marks of footnotes are kept: they lead nowhere from a slide."""

    def inside(self, element: Any) -> "Setting":
        """The setting of what stands in the element."""
        lang, direction = element.get("lang"), element.get("dir")
        rtl = runs_from_right(lang) if lang else self.rtl
        rtl = rtl if direction is None else direction == "rtl"
        return replace(self, lang=lang or self.lang, rtl=rtl)


def _pieces(element: Any, like: Run) -> Iterator[Run]:
    """The runs of an element's words, spaces as they stand in the mark-up."""
    if element.text:
        yield replace(like, text=element.text)
    for child in element:
        if child.tag == "br":
            yield replace(like, text=BREAK)
        elif child.tag in PHRASES:
            own = _NOTE if _is_note_mark(child) else _PHRASE.get(child.tag, {})
            href = child.get("href", "")
            look = dict(own)
            look |= {"lang": child.get("lang")} if child.get("lang") else {}
            look |= {"link": href} if href.startswith(_LINKS) else {}
            yield from _pieces(child, replace(like, **look))
        if child.tail and (child.tag in PHRASES):
            yield replace(like, text=child.tail)


def _tidy(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs with single spaces, none at an end, like ones joined; no unit leaves its number."""
    made: list[Run] = []
    for run in runs:
        text = run.text if run.text == BREAK else _SPACES.sub(" ", run.text)
        if not made or made[-1].text.endswith((" ", BREAK)):
            text = text.lstrip(" ")
        if text == BREAK and made:
            made[-1] = replace(made[-1], text=made[-1].text.rstrip(" "))
        if (
            text
            and made
            and BREAK not in (text, made[-1].text)
            and (replace(made[-1], text=text) == replace(run, text=text))
        ):
            made[-1] = replace(run, text=made[-1].text + text)
        elif text:
            made.append(replace(run, text=text))
    while made and not made[-1].text.strip():
        made.pop()
    if made:
        made[-1] = replace(made[-1], text=made[-1].text.rstrip())
    yield from (replace(run, text=spacing.text(run.text)) for run in made)


def paragraph(element: Any, setting: Setting, **how: Any) -> Paragraph:
    """One element's words as a paragraph."""
    here = setting.inside(element)
    held = _pieces(element, Run("", here.lang))
    runs = tuple(_tidy(run for run in held if setting.noted or run.position != "note"))
    return Paragraph(runs, rtl=here.rtl, **how)


def _items(element: Any, setting: Setting, level: int) -> Iterator[Paragraph]:
    """A list's items, with the lists inside them."""
    mark: Mark = "number" if element.tag == "ol" else "bullet"
    here = setting.inside(element)
    first = int(element.get("start", "1"))
    for number, item in enumerate(element, first):
        inner = here.inside(item)
        own = paragraph(item, here, level=level, mark=mark, number=number)
        if own.runs:
            yield own
        fresh = not own.runs
        for child in item:
            if child.tag == "p":
                sign: Mark = mark if fresh else ""
                deep = level if fresh else level + 1
                yield paragraph(child, inner, level=deep, mark=sign, number=number)
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
