"""The table of formats: what can be made of an article.

A leaflet variant is a style sheet and a row here; a new type of file is a package and a row.
Named tuples, no dataclasses: that import takes longer than an idle build may.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, NamedTuple

from handout.model.errors import ContentError
from handout.model.findings import Finding, Severity
from handout.model.markup import PAGE, Markup, Template
from handout.paper.printing import LEAFLET, Fit, Printing

if TYPE_CHECKING:
    from handout.model.article import Article
    from handout.model.clinic import Clinic
    from handout.slides.ooxml.package import Opened
    from handout.slides.writer import DeckFile


class RenderedFile(NamedTuple):
    """The bytes of a file for output/, and the findings of its preflight."""

    data: bytes
    """Empty where the text is too long for the format; a finding says so."""
    count: int  # type: ignore[assignment]  # instead of the method that tuples have
    """How many pages it has, or slides that are shown."""
    text: str
    """All of its text, in order."""
    findings: tuple[Finding, ...]
    layers: tuple[str, ...] = ()
    """The text of a deck's story and of its appendix, or of a leaflet's article, each proven to be
    whole and in order."""
    drawn: tuple[str, ...] = ()
    """What a deck shows besides, by the names that proofs give it."""
    beside: Mapping[str, bytes] = {}
    """Other files that belong to it, such as the pictures of a page, by their names."""


class Format(NamedTuple):
    """One row of the table: a template, its style sheets, and what makes and checks the file."""

    name: str
    """For `--format`, and the end of the file's name."""
    template: Template
    make: "Callable[[Markup, Clinic], RenderedFile]"
    extension: str
    unit: str
    """What is counted: pages, sides of sheets, or slides."""
    brand: "Callable[[Clinic], object]"
    """The clinic's values that `make` reads itself, besides those in the mark-up."""
    warm: Callable[[], None]
    """Imports what `make` needs, ahead of the first file."""
    whole: bool = True
    """Whether every sentence of the article must be in it."""
    printing: Printing = LEAFLET
    """The print specification of a format on paper."""

    def file_name(self, article: str) -> str:
        """The name of its file in the folder of an article; a web page's stands in addresses."""
        return f"{article}{'' if self.name == PAGE else f'-{self.name}'}.{self.extension}"


# All of paper and slides is imported late: a build that makes no PDF does not wait for WeasyPrint.


def _warm_paper() -> None:
    import handout.paper.preflight  # noqa: F401  # unused, here and below: to have it at hand
    from handout.paper import pdf

    pdf.shared_resources()


def _print(markup: Markup, clinic: "Clinic", printing: Printing) -> RenderedFile:
    """Write the PDF, and look at its layout."""
    from handout.paper import length, pdf, preflight

    leaflet = pdf.write(markup, clinic, printing)
    if not leaflet.data:
        return RenderedFile(b"", 0, "", length.check(leaflet.layout, markup.text, printing))
    findings = preflight.causes(
        (*leaflet.findings, *preflight.check(leaflet.layout, markup.text, printing))
    )
    if misfits := preflight.misfits(findings, printing):
        return RenderedFile(b"", 0, "", misfits)
    count = leaflet.layout.sheets or len(leaflet.layout.pages)
    layout = leaflet.layout
    return RenderedFile(leaflet.data, count, layout.text, findings, (layout.article,))


def _instead(finding: Finding) -> Finding:
    """What kept a part of the article off its page, where another is shown there."""
    cause = re.sub("[,;] (it|which) was not made$", "", finding.message)
    message = f"{cause}, so that another part of the article is shown"
    return finding._replace(message=message, severity=Severity.NOTE)


def _make_pdf(markup: Markup, clinic: "Clinic", printing: Printing) -> RenderedFile:
    """The PDF of the first choice of the mark-up that the format holds."""
    choices = markup.choices()
    best = _print(next(choices), clinic, printing)
    if best.data:
        return best
    for choice in choices:
        if (file := _print(choice, clinic, printing)).data:
            return file._replace(findings=(*map(_instead, best.findings), *file.findings))
    return best


def _paper_brand(clinic: "Clinic") -> object:
    return clinic.fonts.leaflet, clinic.paper, clinic.trifold, clinic.press, clinic.colours


def _warm_deck() -> None:
    import handout.slides.preflight
    import handout.slides.writer  # noqa: F401


def _plan(article: "Article", strings: Mapping[str, str], clinic: "Clinic") -> object:
    """What stands on which slide."""
    from handout.slides.planning.plan import plan

    return plan(article, strings, clinic.deck.appendix)


def _left_out_if_unfit(make: Callable[..., RenderedFile]) -> Callable[..., RenderedFile]:
    """The same, but that words too long for a slide leave that file out, and no other."""

    @wraps(make)
    def made(*given: Any, **named: Any) -> RenderedFile:
        try:
            return make(*given, **named)
        except ContentError as fault:
            if any(one.rule != "slide-fit" for one in fault.findings):
                raise
            told = (
                one._replace(
                    message=f"{one.message}, so the slides were not made", severity=Severity.WARNING
                )
                for one in fault.findings
            )
            return RenderedFile(b"", 0, "", tuple(told))

    return made


def _written(markup: Markup, clinic: "Clinic") -> "tuple[DeckFile, Opened, RenderedFile]":
    """The deck, the presentation that was read back, and its file with all that was seen in it."""
    from handout.slides import preflight, writer
    from handout.slides.ooxml.package import read

    deck = writer.write(markup, clinic)
    presentation = read(deck.data)
    seen = preflight.look(presentation, deck.deck)
    text = preflight.layers(presentation)
    layers = (text.story, text.appendix)
    shown = sum(1 for slide in deck.deck.slides if not slide.hidden)
    findings = (*deck.findings, *seen.findings)
    file = RenderedFile(deck.data, shown, "\n".join(text), findings, layers, seen.drawn)
    return deck, presentation, file


@_left_out_if_unfit
def _make_deck(markup: Markup, clinic: "Clinic") -> RenderedFile:
    """Write the deck, and look at its slides."""
    return _written(markup, clinic)[2]


def _warm_pages() -> None:
    _warm_deck()
    _warm_paper()


@_left_out_if_unfit
def _make_pages(markup: Markup, clinic: "Clinic", printing: Printing) -> RenderedFile:
    """Write the deck, draw its slides as pages, and look at both."""
    from handout.slides import preflight
    from handout.slides.drawing import pages

    deck, presentation, slides = _written(markup, clinic)
    drawn = markup._replace(**pages.document(presentation, deck.deck)._asdict())
    file = _make_pdf(drawn, clinic, printing)
    lost = preflight.not_on_pages(presentation, file.text)
    # The deck is proven to be what was planned, its pages to be what is on the deck.
    findings = (*slides.findings, *file.findings, *lost)
    return file._replace(findings=findings, layers=slides.layers, drawn=slides.drawn)


def _deck_brand(clinic: "Clinic") -> object:
    logos = clinic.logo, clinic.logo_reversed
    return clinic.name, clinic.colours, clinic.fonts.deck, clinic.deck, logos


def _pages_brand(clinic: "Clinic") -> object:
    return _deck_brand(clinic), clinic.paper, clinic.fonts.leaflet


def printed(name: str, page: str, style: str, printing: Printing) -> Format:
    """A row for paper."""
    template = Template(page, "leaflet", ("leaflet/_text.css", style))
    make = partial(_make_pdf, printing=printing)
    return Format(name, template, make, "pdf", "pages", _paper_brand, _warm_paper, True, printing)


def _variant(row: Format, name: str, unit: str = "", /, **changed: Any) -> Format:
    """A row of the same template; `changed` are the fields of its print specification."""
    printing = row.printing._replace(**changed)
    make = partial(_make_pdf, printing=printing)
    return row._replace(name=name, unit=unit or row.unit, make=make, printing=printing)


_LEAFLET = printed("leaflet", "leaflet/leaflet.html", "leaflet/leaflet.css", LEAFLET)
_LARGE_PRINT = printed(
    "leaflet-large-print",
    "leaflet/leaflet.html",
    "leaflet/large-print.css",
    Printing(
        "large-print leaflet",
        Fit((18.0,), pads=False, tightest=1.4, loosest=1.4, contact=34.0),
        heading=20,
        letters=1300,
        smallest_body=18.0,
        smallest_print=16.0,
    ),
)
_TRIFOLD = printed(
    "leaflet-trifold",
    "leaflet/trifold.html",
    "leaflet/trifold.css",
    Printing(
        "tri-fold",
        Fit(
            (11.0, 11.5, 12.0, 12.5, 13.0, 13.5, 14.0),
            (0.5, 0.0),
            6,
            most=6,
            gain=0.25,
            large=(15.0, 16.0, 17.0, 18.0),
            last_size=10.5,
            tightest=1.32,
            loosest=1.4,
            title_lines=6,
        ),
        imposition="trifold",
        duplex="short",
        heading=20,
        smallest_body=10.5,
    ),
)._replace(unit="sides")
_BOOKLET = printed(
    "leaflet-booklet",
    "leaflet/leaflet.html",
    "leaflet/booklet.css",
    Printing(
        "booklet",
        Fit((12.0, 12.5, 13.0, 13.5, 14.0), (0.5, 0.0), 4, contact=24.0),
        # As folding writes them for the imposed booklet, so that both are laid out but once.
        {"A4": "148mm 210mm", "Letter": "139.7mm 215.9mm"},
        heading=20,
        letters=1500,
        shares=True,
    ),
)
_POSTER = printed(
    "poster",
    "poster/poster.html",
    "poster/poster.css",
    Printing(
        "poster",
        # The title's least size is 48 points, to be read from three metres.
        Fit(
            (*range(24, 45, 2), 48, 52, 56, 60, 64, 68, 72),
            (0.5, 0.0),
            1,
            most=1,
            gain=0.15,
            tightest=1.4,
            loosest=1.4,
            trust=1.0,
            titles=(1.0, 0.88, 0.76, 0.64),
        ),
        {"A4": "A3", "Letter": "11in 17in"},
        duplex="",
        heading=20,
        smallest_body=24.0,
        smallest_print=12.0,
    ),
)._replace(whole=False)
_POSTER_A4 = _variant(
    _POSTER,
    "poster-a4",
    name="small poster",
    # The title is read from three metres here too; 16 points are what large print asks at least.
    fit=_POSTER.printing.fit._replace(
        sizes=(*range(16, 33, 2), 36, 40, 44, 48), titles=(1.05, 0.95), title_lines=5
    ),
    papers={"A4": "A4", "Letter": "letter"},
    smallest_body=16.0,
    smallest_print=9.0,
)
_SLIDES = Format(
    "slides",
    Template("deck/deck.html", "deck", plan=_plan),
    _make_deck,
    "pptx",
    "slides",
    _deck_brand,
    _warm_deck,
)


def _paged(name: str, style: str, printing: Printing) -> Format:
    """A row for the pages of a deck; the words that it leaves out are on slides that are hidden."""
    template = _SLIDES.template._replace(stylesheets=(style,))
    make = partial(_make_pages, printing=printing)
    return Format(name, template, make, "pdf", "pages", _pages_brand, _warm_pages, False, printing)


_ONE_SIZE = Fit((12.0,), (), 1, loosest=1.4, titles=(1.0,), pads=False)
"""All of a slide is measured before."""
_SLIDES_PDF = _paged(
    "slides-pdf",
    "deck/pdf.css",
    Printing(
        "slides",
        _ONE_SIZE,
        papers={},
        duplex="",
        smallest_body=9.0,
        smallest_print=6.0,
        flows=False,
    ),
)

_SLIDES_HANDOUT = _paged(
    "slides-handout",
    "deck/handout.css",
    Printing(
        "handout", _ONE_SIZE, duplex="long", smallest_body=6.0, smallest_print=4.0, flows=False
    ),
)


def _make_page(markup: Markup, clinic: "Clinic") -> RenderedFile:
    """Write the page, and look at it."""
    from handout.web import page, preflight

    made = page.write(markup, apart=clinic.page.pictures == "files")
    findings = (*made.findings, *preflight.check(made.data, made.beside))
    return RenderedFile(made.data, 1, made.text, findings, beside=made.beside)


def _warm_page() -> None:
    import handout.web.page
    import handout.web.preflight  # noqa: F401


_PAGE = Format(
    PAGE,
    Template("page/page.html", "leaflet", ("page/page.css",)),
    _make_page,
    "html",
    "pages",
    lambda clinic: clinic.page,
    _warm_page,
)

PRESS = "-press"
"""What the name of a format for the print shop ends in."""

_ROWS = (
    _LEAFLET,
    _LARGE_PRINT,
    _TRIFOLD,
    _BOOKLET,
    _variant(_BOOKLET, "leaflet-booklet-print", "sides", imposition="booklet", duplex="short"),
    _POSTER,
    _POSTER_A4,
    _variant(_LEAFLET, f"leaflet{PRESS}", press=True, fit=LEAFLET.fit._replace(pads=True)),
    _variant(_TRIFOLD, f"leaflet-trifold{PRESS}", press=True),
    _variant(_BOOKLET, f"leaflet-booklet{PRESS}", press=True),
    _variant(_POSTER, f"poster{PRESS}", press=True),
    _variant(_POSTER_A4, f"poster-a4{PRESS}", press=True),
    _SLIDES,
    _SLIDES_PDF,
    _SLIDES_HANDOUT,
    _PAGE,
)

FORMATS: Mapping[str, Format] = {row.name: row for row in _ROWS}
"""By name, in the order in which they are made and listed."""
