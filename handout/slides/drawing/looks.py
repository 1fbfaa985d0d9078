"""How the words of a paragraph look."""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from handout.model.deck import BREAK, MONOSPACED
from handout.slides.drawing.scheme import Scheme
from handout.slides.ooxml.inheritance import (
    Chain,
    attribute,
    child,
    is_on,
    level_styles,
    run_styles,
    typeface,
)
from handout.slides.ooxml.notation import qn


class Span(Struct, frozen=True):
    """Words that look alike."""

    text: str
    size: float
    bold: bool
    italic: bool
    colour: str
    family: str
    lang: str
    raised: float = 0.0
    """Above the baseline, as a share of the size; below it where negative."""
    decoration: str = ""
    """Lines under or through them, as CSS names them."""
    link: str = ""
    """Where they lead: a web address, or a slide of the deck such as `#slide-3`."""

    @property
    def typed(self) -> bool:
        """Whether they stand in columns, as they were typed."""
        return self.family == MONOSPACED


def colour_of_mark(chain: Chain, scheme: Scheme) -> str | None:
    """The colour of what stands before a paragraph, where it has one of its own."""
    colour = child(chain, "a:buClr")
    return None if colour is None else scheme.of(colour[0])


_LINES = (("u", "none", "underline"), ("strike", "noStrike", "line-through"))
"""Attributes of lines under and through words, the value that means none, and CSS's name."""


def _span(text: str, chain: Chain, scheme: Scheme) -> Span:
    """Words as the run's properties and what stands behind them say; `rPr` comes first."""
    fills = (scheme.fill(element) for element in chain)
    link = scheme.link(child(chain[:1], "a:hlinkClick"))
    lines = ["underline"] if link else []
    lines += [line for name, none, line in _LINES if attribute(chain, name, none) != none]
    return Span(
        text,
        int(attribute(chain, "sz", "1800")) / 100,
        is_on(chain, "b"),
        is_on(chain, "i"),
        next((fill for fill in fills if fill), scheme.named("tx1")),
        typeface(chain, scheme.fonts),
        attribute(chain, "lang", "en"),
        int(attribute(chain, "baseline", "0")) / 100_000,
        " ".join(dict.fromkeys(lines)),
        link,
    )


_RUNS = {qn("a:r"), qn("a:br"), qn("a:fld")}


def _runs(paragraph: Any, chain: Chain, scheme: Scheme) -> Iterator[Span]:
    """The words of each run; a break is the text `\\v`."""
    behind = run_styles(chain)
    for run in paragraph:
        if run.tag in _RUNS:
            own = run.find(qn("a:rPr"))
            text = BREAK if run.tag == qn("a:br") else run.findtext(qn("a:t")) or ""
            yield _span(text, behind if own is None else (own, *behind), scheme)


def spans(paragraph: Any, chain: Chain, scheme: Scheme) -> Iterator[Span]:
    """The words of a paragraph, those of neighbouring runs that look alike as one."""
    last: Span | None = None
    for span in _runs(paragraph, chain, scheme):
        if last and BREAK not in (last.text, span.text) and replace(last, text=span.text) == span:
            last = replace(last, text=last.text + span.text)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def depth(paragraph: Any) -> int:
    """The level of a paragraph, 0 for the outermost."""
    own = paragraph.find(qn("a:pPr"))
    return 0 if own is None else int(own.get("lvl", 0))


def paragraph_styles(paragraph: Any, lists: Iterable[Any]) -> Chain:
    """What sets a paragraph; `lists` are the list styles behind it."""
    own = paragraph.find(qn("a:pPr"))
    return (*(() if own is None else (own,)), *level_styles(lists, depth(paragraph)))
