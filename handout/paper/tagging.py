"""What a tagged PDF should say and WeasyPrint leaves out: languages, scopes, long forms."""

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

import pydyf

from handout.paper.weasyprint_patches import corrections


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

    def alter(box: Any, tag: Any, pdf: Any) -> bool:
        if (number := numbers.get(id(box))) is not None:
            order[tag.reference] = number
        else:
            _enrich(getattr(box, "_box", box), tag)
        if tag["S"] == "/LI":
            _embody(tag, pdf)
        element = getattr(box, "_box", box).element
        return element is None or element.get("aria-hidden") != "true"

    with corrections.structure_elements(alter):
        yield order
