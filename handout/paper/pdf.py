"""Mark-up -> a PDF that can be printed, read aloud and kept: the only door to WeasyPrint."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any

from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import Markup
from handout.model.page_layout import Layout
from handout.paper.copyfitting import NO_ROOM, Trial, fitted
from handout.paper.folding import FOLDINGS, Folding
from handout.paper.printing import LEAFLET, Fit, Printing
from handout.paper.weasyprint_import import weasyprint
from handout.source import references
from handout.typography import families, fonts

if TYPE_CHECKING:
    from handout.paper.typesetting import Typesetting, Workshop


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A PDF, where everything stands on it, and what was wrong while it was made."""

    data: bytes
    """Empty where the text is too long for the format; a finding tells by how much."""
    layout: Layout
    findings: tuple[Finding, ...] = ()


@lru_cache
def _workshop(_press: bool) -> "Workshop":
    weasyprint()
    # WeasyPrint is wanted only when there is something to print.
    from handout.paper.typesetting import Workshop
    from handout.paper.weasyprint_patches import (
        initial_styles,
        kept_cascades,
        kept_drawings,
        kept_lengths,
        kept_lines,
        kept_paths,
        kept_patterns,
        kept_styles,
        whole_floats,
    )

    for quicker in (
        initial_styles,
        kept_styles,
        kept_cascades,
        kept_lengths,
        kept_lines,
        kept_drawings,
        kept_paths,
        kept_patterns,
    ):
        quicker.install()
    whole_floats.install()
    return Workshop()


def workshop(press: bool = False) -> "Workshop":
    """What all documents of a process share, those for a press apart; loads WeasyPrint."""
    return _workshop(press)


def _root(markup: Markup, attribute: str) -> str:
    """What an attribute of the root element says."""
    match = re.search(rf'<html[^>]*\b{attribute}="([^"]*)"', markup.text)
    return match[1] if match else ""


def _families(job: "_Job") -> tuple[fonts.Family, ...]:
    """The families to print with; raises ContentError for one that is not installed."""
    # All of the mark-up: tags and colours have no letters that a family may lack.
    text = unescape(job.markup.text)
    wanted = families.font_stack(job.clinic.fonts.leaflet, _root(job.markup, "lang"), text)
    found = [(name, fonts.family(name)) for name in wanted]
    if missing := [name for name, family in found if not family]:
        place = job.markup.clinic
        raise ContentError(fonts.missing(n).at(place)._replace(about=n) for n in missing)
    return tuple(family for _, family in found if family)


_MOST_SPARE = 3
"""Pages for notes that the templates hold ready."""


def _closed_up(typesetting: "Typesetting", trial: Trial[Any]) -> Trial[Any]:
    """The trial, or one without room for questions where they and the contact fill a page alone."""
    if len(trial.pages) == 1 or trial.pages[-1].has_body or not trial.setting.air:
        return trial
    without = typesetting.lay_out(trial.setting, NO_ROOM)
    return without if len(without.pages) < len(trial.pages) else trial


def _with_spare(typesetting: "Typesetting", trial: Trial[Any], fit: Fit, css: str) -> Trial[Any]:
    """The trial on whole sheets, with as many pages for notes as it takes."""
    needs = fit.whole(len(trial.pages)) - len(trial.pages)
    if not needs and not css:
        return trial
    for spare in range(needs, _MOST_SPARE + 1):
        shown = ", ".join(f'[data-spare="{number}"]' for number in range(1, spare + 1))
        rules = f"{shown} {{ display: block; break-before: page }}" if spare else ""
        padded = typesetting.lay_out(trial.setting, f"{css} {rules}")
        if len(padded.pages) == fit.whole(len(trial.pages)):
            return padded
    return trial


def _padded(typesetting: "Typesetting", trial: Trial[Any], fit: Fit) -> Trial[Any]:
    """The trial on whole sheets, with pages for notes; or on no more pages than it needs."""
    from handout.paper import panel_balance  # late, as it reads WeasyPrint's boxes

    if not fit.pads:
        return _closed_up(typesetting, trial)
    if fit.most and len(trial.pages) > fit.most:  # it is not made
        return trial
    if css := panel_balance.shared(trial.document):
        padded = _with_spare(typesetting, trial, fit, css)
        if padded is not trial:
            return padded
    return _with_spare(typesetting, trial, fit, "")


@dataclass(frozen=True, slots=True)
class _Set:
    """A document that is laid out, for one format or for two that differ in their sheets."""

    key: object
    typesetting: "Typesetting"
    document: Any
    layout: Layout
    states: Mapping[str, str]
    """The digests of the pictures that it may show."""

    def is_right(self, key: object, shop: "Workshop") -> bool:
        """Whether it is what would be laid out now."""
        return self.key == key and self.states.items() <= shop.pictures.states.items()


def _laid_out(typesetting: "Typesetting", fit: Fit) -> tuple[Any, Layout]:
    """The document with its last page filled, and where everything stands."""
    # Both read WeasyPrint's boxes.
    from handout.paper.last_page import stretched
    from handout.paper.placement import placed_page

    trial = _padded(typesetting, fitted(typesetting.lay_out, fit), fit)
    pages, placed = [], []
    for page, before in zip(trial.document.pages, trial.pages, strict=True):
        after = stretched(page, typesetting.pictures)
        pages.append(after)
        placed.append(before if after is page else placed_page(after, before.fill, stretched=True))
    names = tuple(family.name for family in typesetting.families)
    layout = Layout(tuple(placed), trial.setting.size, families=names)
    return trial.document.copy(pages), layout


def _foreign(document: Any, layout: Layout) -> Iterator[Finding]:
    """A finding for each font that the computer has lent, which another one may not have."""
    lent = {font.family for font in document.fonts.values()} - set(layout.families)
    for name in sorted(lent):
        yield Finding(
            "font-foreign",
            f"the leaflet is set in “{name}” in some places, which is no font of the clinic",
            "take it out of the style sheet, or name it under fonts in clinic.yaml",
        )


@dataclass(frozen=True, slots=True)
class _Job:
    """What is to be printed, and how."""

    markup: Markup
    clinic: Clinic
    printing: Printing

    @property
    def folding(self) -> Folding | None:
        way = FOLDINGS.get(self.printing.imposition)
        if not way:
            return None
        try:
            return way(self.clinic, _root(self.markup, "dir") == "rtl")
        except ContentError as error:
            raise ContentError(one.at(self.markup.clinic) for one in error.findings) from error

    @property
    def page_css(self) -> str:
        paper = f"@page {{ size: {self.printing.papers[self.clinic.paper]} }}"
        least = f":root {{ --least: {self.printing.fit.sizes[0]:g}pt }}"
        return f"{least} {self.folding.css if self.folding else paper}"


def _typesetting(job: _Job) -> "Typesetting":
    # Late, here and below, for the same reason as in workshop.
    from handout.paper import press
    from handout.paper.typesetting import Stock, Typesetting

    stock = (
        press.stock(job.page_css, job.clinic, job.markup.content)
        if job.printing.press
        else Stock(job.page_css)
    )
    stock = replace(stock, heading=job.printing.heading)
    return Typesetting(workshop(job.printing.press), job.markup, _families(job), stock)


def _bytes(job: _Job, document: Any, pages: list[Any]) -> bytes:
    """The bytes for the office or the print shop; `pages` in reading order."""
    from handout.paper import pdf_metadata, press, tagging
    from handout.paper.typesetting import VARIANT

    duplex = job.printing.duplex
    if job.printing.press:
        return press.written(document, job.clinic, duplex)
    with tagging.enriched(pages) as order:
        return pdf_metadata.written(document, VARIANT, pdf_metadata.Finish(order, duplex=duplex))


def _set(job: _Job, shop: "Workshop") -> _Set:
    """The document of a job; the last one where it is of the same mark-up on the same pages."""
    typesetting = _typesetting(job)
    key = (typesetting.key, job.printing.fit)
    last: _Set | None = shop.last
    if last and last.is_right(key, shop):
        return last
    document, layout = _laid_out(typesetting, job.printing.fit)
    shop.last = made = _Set(key, typesetting, document, layout, shop.pictures.states)
    return made


def _printed(job: _Job, made: _Set) -> Leaflet:
    """The bytes and the layout; no bytes where the pages are more than the format holds."""
    from handout.paper import press
    from handout.paper.imposition import imposed

    most, folding = job.printing.fit.most, job.folding
    document = made.document
    layout = replace(made.layout, template=job.markup.template)
    split = folding and sum(page.is_furniture for page in layout.pages) > 1 and most
    if most and (len(layout.pages) > most or split):
        return Leaflet(b"", layout)
    pages = document.pages
    if folding:
        bleed = press.bleed(job.clinic) if job.printing.press else ""
        document = imposed(document, folding.sheets(len(pages)), bleed)
        layout = replace(layout, sheets=len(document.pages))
    document = document.copy()  # each has its own fonts
    workshop(job.printing.press).pictures.make_whole()
    data = _bytes(job, document, pages)
    return Leaflet(data, layout, tuple(_foreign(document, layout)))


def _written(job: _Job, shop: "Workshop") -> Leaflet:
    """The leaflet with all findings, those that WeasyPrint only logs as well."""
    from handout.paper import weasyprint_log

    with weasyprint_log.collected() as messages:
        made = _set(job, shop)
        leaflet = _printed(job, made)
    shown = references.of(job.markup) if messages else ()
    told = weasyprint_log.findings(messages, (file for file in shown if file.suffix == ".css"))
    found = dict.fromkeys((*made.typesetting.findings, *told, *leaflet.findings))
    return replace(leaflet, findings=tuple(one.at(job.markup.template) for one in found))


def write(markup: Markup, clinic: Clinic, printing: Printing = LEAFLET) -> Leaflet:
    """The mark-up as PDF/A-3a and PDF/UA-1 in one file, or as PDF/X-4 for the print shop.

    Raises SetupError without Pango, ContentError for a font or a profile that is missing or
    mark-up that cannot be laid out at all; all other faults are findings of the leaflet.
    """
    shop = workshop(printing.press)
    from handout.paper.weasyprint_patches import keeping

    leaflet = None
    try:
        leaflet = _written(_Job(markup, clinic, printing), shop)
        return leaflet
    except RecursionError as error:
        deep = Finding("nesting", "the mark-up is nested too deep to be laid out")
        raise ContentError([deep.at(markup.template)]) from error
    finally:
        if not leaflet or leaflet.findings:  # else a fault would be told of the first alone
            shop.forget(leaflet.findings if leaflet else ())
            keeping.forget()
