"""The table of formats: what can be made of an article."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from handout.article import Text
from handout.clinic import Clinic
from handout.finding import Finding
from handout.markup import Markup, Template
from handout.writers.printing import LARGE_PRINT, LEAFLET, POSTER, Printing

Texts = Iterable[tuple[int, Text]]


@dataclass(frozen=True, slots=True)
class Made:
    """A file as it will lie in output/, and what its preflight found."""

    data: bytes
    count: int
    """How many pages or slides it has."""
    text: str
    """All of its text, in order."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table: a template, its stylesheets, and what makes and checks the file."""

    name: str
    """For `--format`, and the end of the file's name."""
    template: Template
    make: Callable[[Markup, Clinic], Made]
    extension: str
    unit: str
    """What is counted: pages or slides."""
    whole: bool = True
    """Whether every sentence of the article must be in it."""


def _paper(markup: Markup, clinic: Clinic, printing: Printing = LEAFLET) -> Made:
    """Write the PDF, and look at its layout."""
    # Late, here and below: a build that makes no PDF does not wait for WeasyPrint.
    from handout.preflight import pages
    from handout.writers import pdf

    leaflet = pdf.write(markup, clinic, printing)
    findings = (*leaflet.findings, *pages.check(leaflet.layout, markup.text, printing))
    return Made(leaflet.data, len(leaflet.layout.pages), leaflet.layout.text, findings)


def _deck(markup: Markup, clinic: Clinic) -> Made:
    """Write the deck, and look at its slides."""
    from handout.preflight import deck as slides
    from handout.writers import pptx

    deck = pptx.write(markup, clinic)
    findings = (*deck.findings, *slides.check(deck.data, deck.deck))
    return Made(deck.data, len(deck.deck.slides), slides.text(deck.data), findings)


_TEXT = "leaflet/_text.css"
_ROWS = (
    Format(
        "leaflet",
        Template("leaflet/leaflet.html", "leaflet", (_TEXT, "leaflet/leaflet.css")),
        _paper,
        "pdf",
        "pages",
    ),
    Format(
        "leaflet-large-print",
        Template("leaflet/leaflet.html", "leaflet", (_TEXT, "leaflet/large-print.css")),
        partial(_paper, printing=LARGE_PRINT),
        "pdf",
        "pages",
    ),
    Format(
        "poster",
        Template("poster/poster.html", "leaflet", (_TEXT, "poster/poster.css")),
        partial(_paper, printing=POSTER),
        "pdf",
        "pages",
        whole=False,
    ),
    Format("slides", Template("deck/deck.html", "deck"), _deck, "pptx", "slides"),
)

FORMATS: Mapping[str, Format] = {row.name: row for row in _ROWS}
