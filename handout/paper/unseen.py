"""What a reader of the PDF does not see, as findings: it is hidden by a style sheet."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from handout.model import content_files
from handout.model.findings import Finding, Severity, joined
from handout.model.markup import Markup
from handout.model.page_layout import Layout, PlacedText
from handout.paper.ink import Unseen
from handout.paper.placement import descendants
from handout.typography.families import INVISIBLE

_BULLETS = frozenset("•‣◦∙▪■□●○►▸")
_FORMS = ("is", "are"), ("looks", "look"), ("stands", "stand"), ("does", "do")
"""Of verbs, by whether they are said of one or of several."""
_BOLD, _LARGE_IF_BOLD = 600, 14.0
"""The weight and the points from which type may have less contrast."""
_BRAND = re.compile(r"--(primary|ink|tint|accent|band|line|alarm): (#\w{6});")
_KEYS = {"band": "primary", "line": "primary", "alarm": "accent"}
_MOST, _LONGEST = 3, 40
"""Lines that a message names, and characters of each."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TINY = 0.95
"""Of the least size that was laid out: less is drawn smaller than that."""


class _Fault(NamedTuple):
    message: str
    """With the words and their page to fill in."""
    advice: str
    """With the style sheets to fill in."""
    properties: str = "color|background"
    """What such a rule sets, as a pattern."""


_MOVES, _TURNS = "position|transform|margin|translate|float|line-height", "transform|rotate|scale"
_FAULTS = {
    "hidden": _Fault(
        "{words} cannot be seen on page {page}: covered, cut off, transparent or in the colour of "
        "what is behind",
        "take out what hides it in {sheets}",
        "visibility|opacity|overflow|clip|position|transform|margin|color|background",
    ),
    "pale": _Fault(
        "{words} {is} so pale on page {page} that few can read it (less than 3 : 1)",
        "choose a stronger colour in {sheets}",
    ),
    "grey": _Fault(
        "{words} {is} pale on page {page} (less than 4.5 : 1)",
        "choose a stronger colour in {sheets}",
    ),
    "crossed": _Fault(
        "{words} {looks} struck out on page {page}, or stands on a pattern",
        "take out what is drawn there in {sheets}",
        "text-decoration|background|border|position|transform|margin",
    ),
    "off": _Fault(
        "{words} {stands} off page {page}", "take out what moves it there in {sheets}", _MOVES
    ),
    "tangled": _Fault(
        "{words} {stands} on other words on page {page}",
        "take out what moves it there in {sheets}",
        _MOVES,
    ),
    "small": _Fault(
        "{words} {is} drawn too small on page {page}",
        "take out what makes it smaller in {sheets}",
        "transform|scale|zoom",
    ),
    "moved": _Fault(
        "{words} {stands} on page {page} before words that are read before it",
        "take out what moves either in {sheets}",
        f"{_MOVES}|order|flex|grid|direction|column",
    ),
    "turned": _Fault(
        "{words} {is} turned round on page {page}", "take out what turns it in {sheets}", _TURNS
    ),
    "number": _Fault(
        "{words} {does} not have the right number on page {page}",
        "take out what changes or hides the numbers of lists in {sheets}",
        r"list-style|counter|content|::marker|display",
    ),
    "column": _Fault(
        "{words} is taken out of its column on page {page}, and may stand below another head",
        "take out what makes something else of rows or cells in {sheets}",
        "display|float|position",
    ),
    "parted": _Fault(
        "the number {words} stands on two lines of page {page}",
        "take out what lets a line end in the middle of words in {sheets}",
        "break|wrap|hyphen|white-space",
    ),
    "picture": _Fault(
        "the picture {words} cannot be seen",
        "take out what hides it or makes it small in {sheets}",
        "visibility|opacity|overflow|clip|position|transform|width|height|margin|display|object",
    ),
    "mirrored": _Fault(
        "{words} {is} mirrored on page {page}", "take out what turns it in {sheets}", _TURNS
    ),
}


def _sets(sheet: Path, properties: str) -> bool:
    """Whether a style sheet sets any of the properties, outside of comments."""
    rules = _COMMENT.sub("", content_files.text(sheet, sheet.parent))
    return bool(re.search(rf"(?:{properties})[\w-]*\s*[:{{]", rules))


def _advice(rule: str, markup: Markup) -> str:
    """What to do, with the style sheets that have such rules; all where none or each has some."""
    fault = _FAULTS[rule]
    having = [one for one in markup.stylesheets if _sets(one, fault.properties)]
    named = [f"{one.parent.name}/{one.name}" for one in having or markup.stylesheets]
    return fault.advice.format(sheets=joined(named))


def least_size(layout: Layout) -> float:
    """The least size in points that words of the layout may be drawn in."""
    return _TINY * min((text.size for text in layout.texts), default=0.0)


def undrawn(pages: Iterable[Any], drawn: Container[int]) -> Iterator[Unseen]:
    """The words of WeasyPrint's pages that were not drawn.

    `drawn` are the text boxes that were, by their places in memory.
    """
    for number, page in enumerate(pages, 1):
        texts = (one for one in descendants(page._page_box) if isinstance(one, boxes.TextBox))
        for box in texts:
            if (words := box.text.strip()) and id(box) not in drawn:
                yield Unseen(number, "hidden", words)


def missed(error: KeyError, markup: Markup) -> Iterator[Finding]:
    """What to say of a box that WeasyPrint did not draw and misses: it was scaled to nothing.

    Raises any other error again.
    """
    (box,) = error.args
    if not isinstance(box, boxes.Box):
        raise error
    words = f"“{getattr(box, 'text', 'a picture')[:_LONGEST]}” is scaled to nothing"
    yield Finding("ink-small", words, _advice("small", markup))


_NO_LETTERS = re.compile(rf"<[^>]*>|{INVISIBLE.pattern}")


def _letters(text: str) -> str:
    """What is the same in the PDF, in the layout and in the mark-up."""
    return _NO_LETTERS.sub("", unescape(text))


def _placed(words: str, layout: Layout) -> PlacedText | None:
    """What was laid out that words of the PDF are of."""
    letters = _letters(words)
    texts = ((one, _letters(one.text)) for one in layout.texts)
    return next((one for one, text in texts if letters in text or (text and text in letters)), None)


_LOOKS = frozenset({"pale", "grey", "crossed"})
"""Rules about how words look, which a drawing with words may decide for itself."""
_STRUCK = re.compile(r"<(s|del|\w+(?=[^>]*line-through))\b[^>]*>(.*?)</\1>", re.DOTALL)


def _is_large(text: PlacedText | None) -> bool:
    return text is not None and text.weight >= _BOLD and text.size >= _LARGE_IF_BOLD


def _key(one: Unseen, markup: Markup) -> str:
    """The key of clinic.yaml that words have their colour from, if any."""
    if one.rule not in ("pale", "grey"):
        return ""
    named: dict[str, str] = {colour: name for name, colour in _BRAND.findall(markup.text)}
    name = named.get(one.colour, "")
    return _KEYS.get(name, name)


def _is_meant(one: Unseen, layout: Layout, markup: Markup) -> bool:
    """Whether words are to look so: they stand in a drawing, or are struck out in the text."""
    if one.rule in _LOOKS and (len(one.words) < 2 or not _placed(one.words, layout)):
        return True  # WeasyPrint draws the words of drawings a letter at a time
    if one.words in _BULLETS:
        return True
    if one.rule == "grey" and _is_large(_placed(one.words, layout)):
        return True
    struck = _STRUCK.findall(markup.text) if one.rule == "crossed" else ()
    return any(_letters(one.words) in _letters(words) for _, words in struck)


def _severity(rule: str, flows: bool) -> Severity:
    """Colours of slides are a presentation's, which is shown with them."""
    is_mild = rule == "grey" or (rule in _LOOKS and not flows)
    return Severity.WARNING if is_mild else Severity.ERROR


def _finding(said: Sequence[Unseen], layout: Layout, markup: Markup, flows: bool) -> Finding:
    """What is said of words of a page that have the same fault, in its place."""
    first, several = said[0], len(said) > 1
    named = [f"“{one.words[:_LONGEST]}”" for one in said[:_MOST]]
    words = joined([*named, *([f"{len(said) - _MOST} more"] if said[_MOST:] else [])])
    verbs = {one: many if several else one for one, many in _FORMS}
    message = _FAULTS[first.rule].message.format(words=words, page=first.page, **verbs)
    text, key = _placed(first.words, layout), _key(first, markup)
    severity = _severity(first.rule, flows)
    if key:
        advice = f"choose a stronger 'colours: {key}' in clinic.yaml"
        finding = Finding(f"ink-{first.rule}", message, advice, severity=severity)
        return finding._replace(path=markup.clinic, about=f"clinic.colours.{key}")
    advice = _advice(first.rule, markup)
    about = text.text if text else first.words
    finding = Finding(f"ink-{first.rule}", message, advice, severity=severity, about=about)
    return finding.at("" if not text or text.is_of_article else layout.template)


def check(
    found: Iterable[Unseen], layout: Layout, markup: Markup, *, flows: bool = True
) -> Iterator[Finding]:
    """A finding for all words of a page that have the same fault; `flows` where it is no slide."""
    lines: dict[tuple[int, str, str], list[Unseen]] = {}
    for one in found:
        is_shown = one.rule == "grey" and not flows  # as a presentation chooses, in large type
        if not is_shown and not _is_meant(one, layout, markup):
            lines.setdefault((one.page, one.rule, _key(one, markup)), []).append(one)
    for said in lines.values():
        yield _finding(said, layout, markup, flows)
