"""An article on its way to its files: read, checked, filled into the templates."""

import os
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from handout import fingerprint
from handout.build import template_proof
from handout.build.request import Request
from handout.checks import CHECKS, Context, pictures
from handout.checks.front_matter import turning_days, unknown_formats
from handout.formats import FORMATS, Format
from handout.model import content_files
from handout.model.article import Article, article_texts
from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.model.findings import Finding, Severity, has_errors, sorted_by_line, warnings_as_errors
from handout.model.markup import FONTS, PAGE, Markup
from handout.source import content, references, releases
from handout.source.reading import Reading, clinic_warnings, read_article
from handout.source.reading import read_clinic as read_clinic_file
from handout.source.schema import key_line
from handout.source.text_files import read_bytes
from handout.templating import interface_strings, other_languages
from handout.templating.templates import fill
from handout.typography import fonts
from handout.typography.contrast import RATIOS, ensure_contrast


def check(reading: Reading, request: Request) -> tuple[Finding, ...]:
    """What the reading and the checks say of an article before anything is made of it."""
    context = Context(
        request.folders.content,
        request.today,
        tuple(FORMATS),
        reading.keys,
        not has_errors(reading.findings),
        reading.original,
    )
    found = (finding for check in CHECKS for finding in check(reading.article, context))
    return sorted_by_line((*reading.findings, *found))


def _said_of_words(reading: Reading, words: interface_strings.Loaded) -> tuple[Finding, ...]:
    """What is said of the interface strings in an article's language."""
    article, line = reading.article, reading.keys.get("lang", 1)
    return tuple(one if one.path else one.at(article.path, line) for one in words.findings)


def _said_of_release(reading: Reading, path: Path, request: Request) -> tuple[Finding, ...]:
    """What is said of an article that was changed since its version was released."""
    folders, line = request.folders, reading.keys.get("version", 1)
    if not folders.releases.is_dir():
        return ()
    text = read_bytes(path, folders.content, pictured=True)
    return tuple(releases.unreleased(path, text, reading.article.front.version, folders, line))


class ClinicReading(NamedTuple):
    """The clinic, with colours that words can be read in, and what is said of these."""

    clinic: Clinic
    findings: tuple[Finding, ...] = ()


def _with_enough_contrast(clinic: Clinic, path: Path) -> ClinicReading:
    """The clinic whose file this is, with colours that words can be read in."""
    colours, moved = ensure_contrast(clinic.colours, RATIOS[clinic.contrast])
    text, name = content_files.text(path, path.parent) if moved else "", content.shown_path(path)
    told = (one.at(name, key_line(text, one.about.removeprefix("clinic."))) for one in moved)
    plain = tuple(one._replace(about="") for one in told)
    return ClinicReading(replace(clinic, colours=colours), plain)


def _unused_site(clinic: Clinic, path: Path) -> Iterator[Finding]:
    """A note where the clinic has a site for pages that are not made."""
    if clinic.site and PAGE not in clinic.formats:
        words = f"no page is made for {clinic.site}, and codes do not lead there"
        advice, name = "add page to 'formats', or take 'site' out", content.shown_path(path)
        line = key_line(content_files.text(path, path.parent), "site")
        yield Finding("site-unused", words, advice, name, line, Severity.NOTE)


def read_clinic(request: Request) -> ClinicReading:
    """The clinic; ContentError with every fault of its file, its logos and its formats."""
    folder = request.folders.content
    unusable = fonts.use(folder)
    clinic = read_clinic_file(folder)
    path = folder / content.CLINIC
    start = key_line(content_files.text(path, folder), "formats")
    if faults := tuple(unknown_formats(clinic.formats, tuple(FORMATS), path, folder, start)):
        raise ContentError(faults)
    read = _with_enough_contrast(clinic, path)
    unusable = (*unusable, *_unused_site(clinic, path))
    return read._replace(findings=(*read.findings, *clinic_warnings(folder), *unusable))


def _wanted(article: Article, clinic: Clinic, request: Request) -> tuple[str, ...]:
    """The formats to make: those asked for by name, else the clinic's but for those left out."""
    if request.formats:
        return request.formats
    return tuple(
        name for name in FORMATS if name in clinic.formats and name not in article.front.leave_out
    )


class Draft(NamedTuple):
    """An article, filled into the templates."""

    path: Path
    article: Article
    clinic: Clinic
    findings: tuple[Finding, ...]
    strings: interface_strings.InterfaceStrings
    markups: dict[str, Markup]
    """By the name of the format, of all that are to be made."""
    plans: dict[str, object]
    """What was planned for those of them whose template has a plan."""
    shown: dict[str, tuple[Path, ...]]
    """The files that the mark-up of each shows, and those of the clinic."""
    read: tuple[str, ...]
    """The files of content/ that it shows."""


def draft(path: Path, of_clinic: ClinicReading, request: Request) -> Draft:
    """The article read, checked and filled in; ContentError where that cannot be."""
    folder = request.folders.content
    reading = read_article(path, folder)
    article, clinic = reading.article, of_clinic.clinic
    unnamed = other_languages.unnamed(article, clinic, request.folders.templates)
    words = interface_strings.load(request.folders.templates, article.front.lang)
    said_of_words = (*_said_of_words(reading, words), *unnamed)
    said_of_release = _said_of_release(reading, path, request)
    findings = (*check(reading, request), *of_clinic.findings, *said_of_words, *said_of_release)
    if has_errors(warnings_as_errors(findings) if request.strict else findings):
        raise ContentError(findings)
    templates = {name: FORMATS[name].template for name in _wanted(article, clinic, request)}
    markups, plans = fill(templates, article, clinic, request.folders, words.strings)
    brand_files = references.of_clinic(clinic, folder)
    shown = {name: (*references.of(markup), *brand_files) for name, markup in markups.items()}
    said = {name: markup.text for name, markup in markups.items()}
    findings = (*findings, *template_proof.check(article, clinic, words.strings, said))
    if has_errors(findings):
        raise ContentError(findings)
    figures = [figure.source for figure in pictures.figures(article)]
    # One that is put beside the article later is shown in place of that in content/.
    places = (at / source for at in {folder, path.parent} for source in figures)
    original = content.original_of(path)  # what is said of a translation depends on it
    others = (original,) if original else ()
    read = references.below(chain(places, brand_files, others, *shown.values()), folder)
    return Draft(path, article, clinic, findings, words.strings, markups, plans, shown, read)


def key(drafted: Draft, row: Format) -> str:
    """The key of all that goes into a file, and of the words that it is proven to hold."""
    markup, brand = drafted.markups[row.name], repr(row.brand(drafted.clinic))
    texts = (text.plain for _, text in article_texts(drafted.article, row.template.medium))
    names = (os.path.relpath(file, markup.content) for file in drafted.shown[row.name])
    shown = fingerprint.files_digest(names, markup.content)
    own = fingerprint.folder_digest(markup.content / FONTS)
    return fingerprint.digest(
        fingerprint.tool_digest(), row.name, markup.text, brand, shown, own, *texts
    )


def valid_days(article: Article, request: Request) -> tuple[str, str]:
    """From which day, and before which, the findings about dates are the same."""
    turns = (date.min, *turning_days(article), date.max)
    today = request.today
    first, end = (max(d for d in turns if d <= today), min(d for d in turns if d > today))
    return first.isoformat(), end.isoformat()
