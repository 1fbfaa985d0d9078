"""The table of formats: what can be made of an article.

Named tuples, no dataclasses: that import takes longer than an idle build may.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from handout.model.findings import Finding
from handout.model.markup import Markup, Template

if TYPE_CHECKING:
    from handout.model.article import Article
    from handout.model.clinic import Clinic


class Made(NamedTuple):
    """A file as it will lie in output/, and what its preflight found."""

    data: bytes
    """Empty where the text is too long for the format; a finding says so."""
    count: int  # type: ignore[assignment]  # instead of the method that tuples have
    """How many pages or slides it has."""
    text: str
    """All of its text, in order."""
    findings: tuple[Finding, ...]


class Format(NamedTuple):
    """One row of the table: a template, its stylesheets, and what makes and checks the file."""

    name: str
    """For `--format`, and the end of the file's name."""
    template: Template
    make: "Callable[[Markup, Clinic], Made]"
    extension: str
    unit: str
    """What is counted: pages, sides of sheets, or slides."""
    brand: "Callable[[Clinic], object]"
    """The clinic's values that `make` reads itself, besides those in the mark-up."""
    warm: Callable[[], None]
    """Imports what `make` needs, ahead of the first file."""
    whole: bool = True
    """Whether every sentence of the article must be in it."""


def _warm_paper() -> None:
    import handout.paper.preflight  # noqa: F401  # late and unused, here and below: to have it at hand
    from handout.paper import pdf

    pdf.shared_resources()


def _warm_deck() -> None:
    import handout.slides.preflight
    import handout.slides.writer  # noqa: F401


def _paper(markup: Markup, clinic: "Clinic", kind: str = "leaflet") -> Made:
    """Write the PDF, and look at its layout."""
    # Late, here and below: a build that makes no PDF does not wait for WeasyPrint.
    from handout.paper import length, pdf, preflight
    from handout.paper.printing import PRINTINGS

    printing = PRINTINGS[kind]
    leaflet = pdf.write(markup, clinic, printing)
    if not leaflet.data:
        return Made(b"", 0, "", length.check(leaflet.layout, markup.text, printing))
    findings = preflight.causes(
        (*leaflet.findings, *preflight.check(leaflet.layout, markup.text, printing))
    )
    if misfits := preflight.misfits(findings, printing):
        return Made(b"", 0, "", misfits)
    count = leaflet.layout.sheets or len(leaflet.layout.pages)
    return Made(leaflet.data, count, leaflet.layout.text, findings)


def _plan(article: "Article", strings: Mapping[str, str]) -> object:
    """What stands on which slide."""
    from handout.slides.plan import plan

    return plan(article, strings)


def _deck(markup: Markup, clinic: "Clinic") -> Made:
    """Write the deck, and look at its slides."""
    from handout.slides import preflight as slides
    from handout.slides import writer

    deck = writer.write(markup, clinic)
    findings = (*deck.findings, *slides.check(deck.data, deck.deck))
    return Made(deck.data, len(deck.deck.slides), slides.text(deck.data), findings)


def _stock(clinic: "Clinic") -> object:
    return clinic.fonts.leaflet, clinic.paper, clinic.trifold, clinic.press, clinic.colours


def _deck_brand(clinic: "Clinic") -> object:
    logos = clinic.logo, clinic.logo_reversed
    return clinic.name, clinic.colours, clinic.fonts.deck, clinic.deck, logos


_TEXT = "leaflet/_text.css"


def _printed(
    name: str, page: str, style: str, unit: str = "pages", *, whole: bool = True
) -> Format:
    """A row for paper; its pages are told in `printing` by its name."""
    template = Template(page, "leaflet", (_TEXT, style))
    make = partial(_paper, kind=name)
    return Format(name, template, make, "pdf", unit, _stock, _warm_paper, whole)


_LEAFLET, _TRIFOLD, _POSTER = "leaflet/leaflet.html", "leaflet/trifold.html", "poster/poster.html"
_ROWS = (
    _printed("leaflet", _LEAFLET, "leaflet/leaflet.css"),
    _printed("leaflet-large-print", _LEAFLET, "leaflet/large-print.css"),
    _printed("leaflet-trifold", _TRIFOLD, "leaflet/trifold.css", "sides"),
    _printed("leaflet-booklet", _LEAFLET, "leaflet/booklet.css"),
    _printed("leaflet-booklet-print", _LEAFLET, "leaflet/booklet.css", "sides"),
    _printed("poster", _POSTER, "poster/poster.css", whole=False),
    _printed("leaflet-press", _LEAFLET, "leaflet/leaflet.css"),
    _printed("leaflet-trifold-press", _TRIFOLD, "leaflet/trifold.css", "sides"),
    _printed("leaflet-booklet-press", _LEAFLET, "leaflet/booklet.css"),
    _printed("poster-press", _POSTER, "poster/poster.css", whole=False),
    Format(
        "slides",
        Template("deck/deck.html", "deck", plan=_plan),
        _deck,
        "pptx",
        "slides",
        _deck_brand,
        _warm_deck,
    ),
)

FORMATS: Mapping[str, Format] = {row.name: row for row in _ROWS}

PRESS = "-press"
"""What the name of a format for the print shop ends in."""
