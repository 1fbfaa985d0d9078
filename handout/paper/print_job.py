"""Lays out a document, puts its pages on sheets and writes the PDF.

Two formats that differ in their sheets alone, such as a booklet for the screen and one for the
stapler, are laid out once.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import Markup
from handout.model.page_layout import Layout
from handout.paper import (
    balance,
    ink,
    list_numbers,
    parted_numbers,
    pdf_metadata,
    picture_places,
    preflight,
    press,
    reading_order,
    table_columns,
    tagging,
    unseen,
    weasyprint_log,
)
from handout.paper.folding import FOLDINGS, Folding
from handout.paper.imposition import imposed
from handout.paper.last_page import filled
from handout.paper.panels import fitted_to_panels
from handout.paper.pdf import Leaflet
from handout.paper.placement import placed_page
from handout.paper.printing import Fit, Printing
from handout.paper.text_proof import UNMAPPED
from handout.paper.typesetting import VARIANT, PrintSettings, SharedResources, Typesetting
from handout.paper.weasyprint_patches import caches
from handout.paper.whole_sheets import on_whole_sheets
from handout.source import references
from handout.typography import families, fonts
from handout.typography.font_files import Family

_NAMED = re.compile(r"style=\"font-family: '([^']+)'")
"""A family that words are set in by the mark-up itself."""
_TYPED = re.compile("<(?:pre|code)\\b")


@fonts.cached()
def shared_resources(_press: bool) -> SharedResources:
    """What all documents of a process share, those for a print shop apart."""
    return SharedResources()


class PrintJob(Struct, frozen=True):
    """What is to be printed, and how."""

    markup: Markup
    clinic: Clinic
    printing: Printing

    def root_attribute(self, name: str) -> str:
        """An attribute of the mark-up's root element; empty where it has none."""
        match = re.search(rf'<html[^>]*\b{name}="([^"]*)"', self.markup.text)
        return match[1] if match else ""

    @property
    def resources(self) -> SharedResources:
        """What it shares with other jobs."""
        return shared_resources(self.printing.press)

    @property
    def folding(self) -> Folding | None:
        """How its sheets are folded; None where each page is a sheet of its own."""
        fold = FOLDINGS.get(self.printing.imposition)
        if not fold:
            return None
        try:
            return fold(self.clinic, self.root_attribute("dir") == "rtl")
        except ContentError as error:
            raise ContentError(one.at(self.markup.clinic) for one in error.findings) from error

    @property
    def settings(self) -> PrintSettings:
        """The sizes of its pages, and what a print shop asks for."""
        size = self.printing.papers.get(self.clinic.paper)
        paper = f"@page {{ size: {size} }}" if size else ""
        least = f":root {{ --least: {self.printing.fit.sizes[0]:g}pt }}"
        css = f"{least} {self.folding.css if self.folding else paper}"
        settings = PrintSettings(css)
        if self.printing.press:
            settings = press.settings(css, self.clinic, self.markup.content, self.markup.clinic)
        asked = self.printing
        return replace(settings, heading=asked.heading, letters=asked.letters, flows=asked.flows)

    def _not_installed(self, names: Sequence[str]) -> Iterator[Finding]:
        """What is said of families that are not installed, all those of languages in one."""
        systems = [one for name in names if (one := families.OF_FAMILY.get(name))]
        if systems:
            said = families.without_font(systems, self.markup.fonts)
            yield Finding("font-missing", *said, about=self.root_attribute("lang"))
        for name in names:
            if name not in families.OF_FAMILY:
                missing = families.missing(name, self.markup.fonts)
                key = "leaflet" if name == self.clinic.fonts.leaflet else "deck"
                yield missing._replace(path=self.markup.clinic, about=f"clinic.fonts.{key}")

    @property
    def families(self) -> tuple[Family, ...]:
        """The families to print with; raises ContentError for one that is not installed."""
        # All of the mark-up: tags and colours have no letters that a family may lack.
        text = unescape(self.markup.text)
        named = self.root_attribute("data-families")  # of slides, each of whose fonts is kept
        others = named.split(", ") if named else []
        first = others[0] if others else self.clinic.fonts.leaflet
        others += [families.MONOSPACED] if _TYPED.search(self.markup.text) else []
        others += _NAMED.findall(self.markup.text)
        stack = families.font_stack(first, self.root_attribute("lang"), text)
        names = dict.fromkeys((*stack, *others))
        found = [(name, fonts.family(name)) for name in names]
        if missing := [name for name, family in found if not family or family.refusal]:
            raise ContentError(self._not_installed(missing))
        return tuple(family for _, family in found if family)


class LaidOut(Struct, frozen=True):
    """A document that is laid out, for one format or for two that differ in their sheets."""

    key: object
    typesetting: Typesetting
    document: Any
    layout: Layout
    pictures: Mapping[str, str]
    """The digests of the pictures that it may show."""

    def is_current(self, key: object, resources: SharedResources) -> bool:
        """Whether the same would be laid out now."""
        return self.key == key and self.pictures.items() <= resources.pictures.digests.items()


def _laid_out(typesetting: Typesetting, fit: Fit) -> tuple[Any, Layout]:
    """The document with its last page filled, and where everything stands."""
    trial = on_whole_sheets(typesetting, fitted_to_panels(typesetting, fit), fit)
    pages, placed = [], []
    for page, before in zip(trial.document.pages, trial.pages, strict=True):
        after = filled(page, typesetting.image_reader)
        pages.append(after)
        placed.append(before if after is page else placed_page(after, before.fill, stretched=True))
    names = tuple(family.name for family in typesetting.families)
    size, excess = trial.setting.size, trial.excess_words
    layout = Layout(tuple(placed), size, families=names, excess=excess)
    return trial.document.copy(pages), layout


def lay_out(job: PrintJob) -> LaidOut:
    """The document of a job; the last one where it is of the same mark-up on the same pages."""
    resources = job.resources
    typesetting = Typesetting(resources, job.markup, job.families, job.settings)
    key = (typesetting.key, job.printing.fit)
    last: LaidOut | None = resources.last_layout
    if last and last.is_current(key, resources):
        return last
    resources.last_layout = last = None  # it takes 5 MB, and so does the next
    document, layout = _laid_out(typesetting, job.printing.fit)
    now = LaidOut(key, typesetting, document, layout, resources.pictures.digests)
    if job.printing.shares:
        resources.last_layout = now
    return now


def _is_too_long(layout: Layout, printing: Printing) -> bool:
    """Whether a format of so many pages cannot hold the text, or its last page the contact."""
    most, contact = printing.fit.most, sum(page.is_furniture for page in layout.pages)
    return bool(most) and (len(layout.pages) > most or bool(printing.imposition and contact > 1))


def _foreign_fonts(document: Any, layout: Layout) -> Iterator[Finding]:
    """A finding for each font of this computer that was used, which another one may not have."""
    used = {font.family for font in document.fonts.values()}
    for name in sorted(used - set(layout.families)):
        yield Finding(
            "font-foreign",
            f"the leaflet is set in “{name}” in some places, which is no font of the clinic",
            "take it out of the style sheet, or name it under fonts in clinic.yaml",
        )


def _write(job: PrintJob, document: Any, pages: list[Any]) -> pdf_metadata.Written:
    """The PDF for the office or the print shop; `pages` in reading order."""
    duplex = job.printing.duplex
    if job.printing.press:
        return press.write(document, job.clinic, duplex)
    with tagging.enriched(pages) as order:
        finish = pdf_metadata.Finish(order, duplex=duplex, scales=not job.printing.papers)
        return pdf_metadata.write(document, VARIANT, finish)


def _written(job: PrintJob, laid_out: LaidOut) -> Leaflet:
    """The bytes and the layout; no bytes where the pages are more than the format holds."""
    layout = replace(laid_out.layout, template=job.markup.template)
    if _is_too_long(layout, job.printing):
        return Leaflet(b"", layout)
    document, pages = laid_out.document, laid_out.document.pages
    if folding := job.folding:
        bleed = press.bleed(job.clinic) if job.printing.press else ""
        document = imposed(document, folding.sheets(len(pages)), bleed)
        layout = replace(layout, sheets=len(document.pages))
    document = document.copy()  # each has its own fonts
    for page in document.pages:
        # WeasyPrint makes one more of each element in a link, such as of words in bold, whose tag
        # is no link, as PDF/UA-1 asks for. Before 70.0 boxes do not know whether they are the link.
        page.links = [o for o in page.links if getattr(o[3], "link", o[3].element_tag == "a")]
    job.resources.pictures.restore()
    data, findings, drawn = _write(job, document, pages)
    flows = job.printing.flows
    spots = picture_places.places(document.pages) if flows else ()
    hidden = ink.unseen(data, unseen.least_size(layout), spots)
    if len(drawn) < len(layout.texts):
        hidden += unseen.undrawn(pages, drawn)
    hidden += reading_order.moved(pages, (page.texts for page in layout.pages))
    if flows:  # the numbers of slides are words, their pictures stand where they are put
        hidden += list_numbers.wrong(pages)
        hidden += parted_numbers.parted(pages)
        hidden += table_columns.scattered(pages)
        hidden += picture_places.left_out(pages, preflight.pictures_of(job.markup.text))
    hidden = list(picture_places.missed(hidden, laid_out.typesetting.alone))
    told = unseen.check(hidden, layout, job.markup, flows=flows)
    return Leaflet(data, layout, (*findings, *_foreign_fonts(document, layout), *told))


def _with_findings(job: PrintJob) -> Leaflet:
    """The leaflet with all findings, those that WeasyPrint only logs as well."""
    with weasyprint_log.collected() as messages:
        laid_out = lay_out(job)
        leaflet = _written(job, laid_out)
    files = references.of(job.markup) if messages else ()
    logged = weasyprint_log.findings(messages, (file for file in files if file.suffix == ".css"))
    found = dict.fromkeys((*laid_out.typesetting.findings, *logged, *leaflet.findings))
    markup = job.markup
    places = {UNMAPPED: f"{markup.fonts}/"}
    return replace(
        leaflet, findings=tuple(o.at(places.get(o.rule, markup.template)) for o in found)
    )


def run(job: PrintJob) -> Leaflet:
    """Print the job; raises ContentError, as `pdf.write` says."""
    if unbalanced := balance.fault(job.markup):
        raise ContentError([unbalanced])
    leaflet = None
    try:
        leaflet = _with_findings(job)
        return leaflet
    except RecursionError as error:
        deep = Finding("nesting", "the mark-up is nested too deep to be laid out")
        raise ContentError([deep.at(job.markup.template)]) from error
    except KeyError as error:
        raise ContentError(unseen.missed(error, job.markup)) from error
    finally:
        job.resources.pictures.drop_unshared()
        urlsplit.cache_clear()  # type: ignore[attr-defined]  # whole pictures, in `data:` addresses
        if not leaflet or leaflet.findings:  # WeasyPrint logs a fault of what is cached only once
            job.resources.forget(leaflet.findings if leaflet else ())
            caches.forget()
