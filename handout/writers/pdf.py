"""Mark-up -> a PDF that can be printed, read aloud and kept: the only door to WeasyPrint."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from handout import fonts
from handout.clinic import Clinic
from handout.copyfitting import Fit, Trial, fitted
from handout.errors import ContentError
from handout.finding import Finding
from handout.layout import Layout
from handout.markup import Markup
from handout.printing import LEAFLET, Printing
from handout.writers.folding import FOLDINGS, Folding
from handout.writers.startup import weasyprint

if TYPE_CHECKING:
    from handout.writers.typesetting import Typesetting, Workshop


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A PDF, where everything stands on it, and what was wrong while it was made."""

    data: bytes
    """Empty where the text is too long for the format; a finding tells by how much."""
    layout: Layout
    findings: tuple[Finding, ...] = ()


@lru_cache
def workshop() -> "Workshop":
    """What all documents of a process share; loads WeasyPrint."""
    weasyprint()
    # WeasyPrint is wanted only when there is something to print.
    from handout.writers import initial_styles
    from handout.writers.typesetting import Workshop

    initial_styles.install()
    return Workshop()


def _families(clinic: Clinic) -> tuple[fonts.Family, ...]:
    """The families to print with; raises ContentError for one that is not installed."""
    found = fonts.family(clinic.fonts.leaflet)
    if found is None:
        raise ContentError([fonts.missing(clinic.fonts.leaflet).at("content/clinic.yaml")])
    return (found,)


_PADDINGS = (
    "",
    "[data-pad] { break-before: page }",
    "[data-pad], [data-spare] { break-before: page; display: block }",
)
"""How a leaflet is brought to whole sheets: not at all, room for notes on a page of its own,
and one more page for notes."""


def _padded(typesetting: "Typesetting", trial: Trial[Any], fit: Fit) -> Trial[Any]:
    """The trial on whole sheets, with room for notes where a side would stay empty."""
    for padding in _PADDINGS:
        if padding:
            trial = typesetting.lay_out(trial.setting, padding)
        if len(trial.pages) % fit.multiple == 0:
            break
    return trial


def _set(typesetting: "Typesetting", fit: Fit) -> tuple[Any, Layout]:
    """The document with its last page filled, and where everything stands."""
    # Both read WeasyPrint's boxes.
    from handout.writers.placement import placed_page
    from handout.writers.stretch import stretched

    trial = _padded(typesetting, fitted(typesetting.lay_out, fit), fit)
    pages, placed = [], []
    for page, before in zip(trial.document.pages, trial.pages, strict=True):
        after = stretched(page, typesetting.pictures)
        pages.append(after)
        placed.append(before if after is page else placed_page(after, before.fill))
    families = tuple(family.name for family in typesetting.families)
    layout = Layout(tuple(placed), trial.setting.size, families=families)
    return trial.document.copy(pages), layout


def _right_to_left(markup: Markup) -> bool:
    return re.search(r"<html[^>]*\bdir=\"?rtl", markup.text) is not None


def _printed(typesetting: "Typesetting", printing: Printing, folding: Folding | None) -> Leaflet:
    """The bytes and the layout; no bytes where the pages are more than the format holds."""
    # Late, for the same reason as in workshop.
    from handout.writers import finish, tags
    from handout.writers.imposition import imposed
    from handout.writers.typesetting import VARIANT

    document, layout = _set(typesetting, printing.fit)
    if printing.most and len(layout.pages) > printing.most:
        return Leaflet(b"", layout)
    pages = document.pages
    if folding:
        document = imposed(document, folding.sheets(len(pages)))
        layout = replace(layout, sheets=len(document.pages))
    with tags.enriched(pages) as order:
        finishing = finish.Finish(order, printing.duplex)
        return Leaflet(finish.written(document, VARIANT, finishing), layout)


def write(markup: Markup, clinic: Clinic, printing: Printing = LEAFLET) -> Leaflet:
    """The mark-up as PDF/A-3a and PDF/UA-1 in one file.

    Raises SetupError without Pango, ContentError for a font that is not installed or
    mark-up that cannot be laid out at all; all other faults are findings of the leaflet.
    """
    shop = workshop()
    # Late, for the same reason as in workshop.
    from handout.writers import complaints
    from handout.writers.typesetting import Typesetting

    way = FOLDINGS.get(printing.imposition)
    folding = way(clinic, _right_to_left(markup)) if way else None
    page_css = folding.css if folding else ""
    with complaints.collected() as messages:
        typesetting = Typesetting(shop, markup, _families(clinic), page_css)
        try:
            leaflet = _printed(typesetting, printing, folding)
        except RecursionError as error:
            deep = Finding("nesting", "the mark-up is nested too deep to be laid out")
            raise ContentError([deep.at(markup.template)]) from error
    found = dict.fromkeys((*typesetting.findings, *complaints.findings(messages)))
    return replace(leaflet, findings=tuple(f.at(markup.template) for f in found))
