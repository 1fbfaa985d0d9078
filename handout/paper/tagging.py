"""What a tagged PDF should say and WeasyPrint leaves out.

That is languages, the scopes of heads, long forms, what is struck through, and the order of words
from right to left.
"""

import contextlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from handout.paper.text_layer import plain
from handout.paper.weasyprint_patches import corrections

_STRUCK = frozenset({"s", "del"})
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Hebrew, Arabic and the other letters that are written from right to left."""


def _enrich(box: Any, tag: Any) -> None:
    """Add to a structure element what its HTML element knows."""
    element = box.element
    if element is None or "::" in (box.element_tag or ""):
        return
    if lang := element.get("lang"):
        tag["Lang"] = pydyf.String(lang)
    if tag["S"] == "/TH":
        attributes = tag.setdefault("A", pydyf.Dictionary({"O": "/Table"}))
        attributes["Scope"] = "/Row" if element.get("scope") == "row" else "/Column"
    if box.element_tag == "abbr" and element.get("title"):
        tag["S"], tag["E"] = "/Span", pydyf.String(element.get("title"))
    if box.element_tag in _STRUCK:
        tag["S"] = "/Span"
        tag["A"] = pydyf.Dictionary({"O": "/Layout", "TextDecorationType": "/LineThrough"})


def _inline(box: Any) -> Iterator[Any]:
    """The boxes right below a box, those of its lines instead of these."""
    for child in box.children if isinstance(box, boxes.ParentBox) else ():
        yield from child.children if isinstance(child, boxes.LineBox) else (child,)


def _last_text(box: Any) -> Any:
    """The text box at the end of a line; None where something else stands there."""
    while isinstance(box, boxes.ParentBox) and box.children:
        box = box.children[-1]
    return box


def _put_in_order(box: Any, tag: Any, pdf: Any, said: dict[int, Any]) -> None:
    """Give words from right to left in the order that they are read in, with spaces between lines.

    Their glyphs stand in the PDF from left to right, as those who extract text expect. `said` is
    what was given so, by the text box.
    """
    texts = [one for one in _inline(box) if isinstance(one, boxes.TextBox)]
    if any(_FROM_RIGHT.search(one.text) for one in texts):
        kids = [pdf.objects[int(kid.split()[0])] for kid in tag["K"] if isinstance(kid, bytes)]
        spans = [kid for kid in kids if kid.get("S") == "/Span" and isinstance(kid["K"][0], int)]
        if tag["S"] == "/Link" and not spans:  # the texts are its own
            tag["ActualText"] = said[id(texts[-1])] = pydyf.String(
                "".join(plain(one.text) for one in texts)
            )
        elif len(spans) == len(texts):
            for text, span in zip(texts, spans, strict=True):
                span["ActualText"] = said[id(text)] = pydyf.String(plain(text.text))
    lines = (one for one in getattr(box, "children", ()) if isinstance(one, boxes.LineBox))
    for words in filter(None, (said.get(id(_last_text(line))) for line in lines)):
        words.string = f"{words.string.rstrip()} "


def _embody(tag: Any, pdf: Any) -> None:
    """Put what a list item holds beside its label into a body, as PDF/UA-1 asks for."""
    kinds = {
        kid: pdf.objects[int(kid.split()[0])]["S"] for kid in tag["K"] if isinstance(kid, bytes)
    }
    labels = [kid for kid in tag["K"] if kinds.get(kid) == "/Lbl"]
    rest = [kid for kid in tag["K"] if kinds.get(kid) != "/Lbl"]
    if not rest or [kinds.get(kid) for kid in rest] == ["/LBody"]:
        return
    body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(rest)})
    body["Pg"], body["P"] = tag["Pg"], tag.reference
    pdf.add_object(body)
    for kid in kinds.keys() & set(rest):
        pdf.objects[int(kid.split()[0])]["P"] = body.reference
    tag["K"] = pydyf.Array([*labels, body.reference])


@contextlib.contextmanager
def enriched(pages: Sequence[Any]) -> Iterator[dict[bytes, int]]:
    """Let documents that are written meanwhile have the better tags.

    Yields the number of the page that each outermost tag belongs to, by its reference: on
    sheets, pages do not stand in reading order. `pages` are WeasyPrint's, in that order.
    """
    numbers = {id(page._page_box): number for number, page in enumerate(pages)}
    order: dict[bytes, int] = {}
    said: dict[int, Any] = {}

    def alter(box: Any, tag: Any, pdf: Any) -> bool:
        if (number := numbers.get(id(box))) is not None:
            order[tag.reference] = number
        else:
            _enrich(getattr(box, "_box", box), tag)
            _put_in_order(getattr(box, "_box", box), tag, pdf, said)
        if tag["S"] == "/LI":
            _embody(tag, pdf)
        element = getattr(box, "_box", box).element
        return element is None or element.get("aria-hidden") != "true"

    with corrections.structure_elements(alter):
        yield order
