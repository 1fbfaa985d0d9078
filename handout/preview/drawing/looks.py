"""How words look: what a shape, its layout, its master and the presentation say, nearest first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handout.preview.drawing.palette import Palette
from handout.slides.ooxml.parts import qn

_POINT = 12700


@dataclass(frozen=True, slots=True)
class Scheme:
    """What words take from the theme."""

    palette: Palette
    fonts: Mapping[str, str]
    """The faces behind `+mj-lt` and `+mn-lt`."""


@dataclass(frozen=True, slots=True)
class Span:
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
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set."""

    margin: float
    indent: float
    align: str
    rtl: bool
    before: float
    """The space above in points, or as a share of the size where it is below 0."""
    spacing: float
    exact: float
    """The line spacing in points where it is not a share."""
    mark: str
    """`•`, `1.` or nothing."""
    mark_colour: str | None


def _attribute(chain: Iterable[Any], name: str, usual: str) -> str:
    """An attribute of the nearest element that has it."""
    return next((value for e in chain if (value := e.get(name)) is not None), usual)


def _child(chain: Iterable[Any], *names: str) -> Any | None:
    """One of these children of the nearest element that has any."""
    tags = [qn(name) for name in names]
    found = (child for element in chain for child in element if child.tag in tags)
    return next(found, None)


def _spacing(node: Any | None) -> tuple[float, float]:
    """A spacing as (share, points), one of them 0."""
    if node is None or not len(node):
        return 0.0, 0.0
    value = float(node[0].get("val"))
    return (value / 100_000, 0.0) if node[0].tag == qn("a:spcPct") else (0.0, value / 100)


def _mark(chain: tuple[Any, ...], count: int) -> str:
    """What stands before a paragraph that is the `count`th of its list."""
    found = _child(chain, "a:buNone", "a:buChar", "a:buAutoNum")
    if found is None or found.tag == qn("a:buNone"):
        return ""
    if found.tag == qn("a:buChar"):
        return str(found.get("char"))
    return f"{int(found.get('startAt', 1)) + count}."


def setting(chain: tuple[Any, ...], scheme: Scheme, count: int) -> Setting:
    """How a paragraph is set; the `pPr` comes first in the chain."""
    share, exact = _spacing(_child(chain, "a:lnSpc"))
    above, points = _spacing(_child(chain, "a:spcBef"))
    colour = _child(chain, "a:buClr")
    return Setting(
        int(_attribute(chain, "marL", "0")) / _POINT,
        int(_attribute(chain, "indent", "0")) / _POINT,
        _attribute(chain, "algn", "l"),
        _attribute(chain, "rtl", "0") in ("1", "true"),
        points or -above,
        share or 1.0,
        exact,
        _mark(chain, count),
        None if colour is None else scheme.palette.of(colour[0]),
    )


def _span(text: str, chain: tuple[Any, ...], scheme: Scheme) -> Span:
    """Words as the run's properties and what stands behind them say; `rPr` comes first."""
    face = _child(chain, "a:latin")
    family = "+mn-lt" if face is None else face.get("typeface", "+mn-lt")
    fills = (scheme.palette.fill(element) for element in chain)
    return Span(
        text,
        int(_attribute(chain, "sz", "1800")) / 100,
        _attribute(chain, "b", "0") in ("1", "true"),
        _attribute(chain, "i", "0") in ("1", "true"),
        next((fill for fill in fills if fill), scheme.palette.named("tx1")),
        scheme.fonts.get(family, family),
        _attribute(chain, "lang", "en"),
        int(_attribute(chain, "baseline", "0")) / 100_000,
        _child(chain[:1], "a:hlinkClick") is not None,
    )


_RUNS = {qn("a:r"), qn("a:br"), qn("a:fld")}


def spans(paragraph: Any, chain: tuple[Any, ...], scheme: Scheme) -> Iterator[Span]:
    """The words of a paragraph; a break is the text `\\v`."""
    behind = tuple(e for e in (level.find(qn("a:defRPr")) for level in chain) if e is not None)
    for run in paragraph:
        if run.tag in _RUNS:
            own = run.find(qn("a:rPr"))
            text = "\v" if run.tag == qn("a:br") else run.findtext(qn("a:t")) or ""
            yield _span(text, behind if own is None else (own, *behind), scheme)


def chain(paragraph: Any, lists: Iterable[Any | None]) -> tuple[Any, ...]:
    """What sets a paragraph, nearest first; `lists` are the list styles behind it."""
    own = paragraph.find(qn("a:pPr"))
    level = 1 if own is None else int(own.get("lvl", 0)) + 1
    levels = (style.find(qn(f"a:lvl{level}pPr")) for style in lists if style is not None)
    return tuple(e for e in (own, *levels) if e is not None)
