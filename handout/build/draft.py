"""An article on its way to its files: read, checked, filled into the templates."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from handout import fingerprint
from handout.build.request import Request
from handout.checks import dates, directives, icons, pictures, structure
from handout.formats import FORMATS, Format
from handout.model.article import Article, article_texts
from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.model.findings import (
    Finding,
    did_you_mean,
    has_errors,
    sorted_by_line,
    warnings_as_errors,
)
from handout.model.markup import Markup
from handout.source import content, references
from handout.source.reading import Reading, read_article
from handout.source.reading import read_clinic as read_clinic_file
from handout.source.text_files import line_of
from handout.templating.templates import fill
from handout.typography.contrast import RATIOS, ensure_contrast


def _unknown(name: str, path: Path) -> Finding:
    """What is said of a name in a file that no format has."""
    held = path.read_text("utf-8", "replace")
    advice = did_you_mean(name, FORMATS, f"known are: {', '.join(FORMATS)}")
    words, line = f"'{name}' is not a format", line_of(held, name)
    return Finding("format", words, advice, content.shown_path(path), line)


def _unknowns(names: Iterable[str], path: Path) -> tuple[Finding, ...]:
    """A finding for each name in a file that no format has."""
    return tuple(_unknown(name, path) for name in names if name not in FORMATS)


def check(reading: Reading, request: Request) -> tuple[Finding, ...]:
    """What the reading and the checks say of an article before anything is made of it."""
    article = reading.article
    readable = article.lead or article.sections or not reading.findings
    return sorted_by_line(
        (
            *reading.findings,
            *(structure.check(article) if readable else ()),
            *(directives.check(article) if readable else ()),
            *dates.check(article, request.today, reading.keys),
            *pictures.check(article, request.folders.content),
            *icons.check(article),
            *_unknowns(article.front.leave_out, Path(article.path)),
        )
    )


def read_clinic(request: Request) -> Clinic:
    """The clinic; ContentError with every fault of its file, its logos and its formats."""
    folder = request.folders.content
    clinic = read_clinic_file(folder)
    if faults := _unknowns(clinic.formats, folder / content.CLINIC):
        raise ContentError(faults)
    return clinic


def wanted(article: Article, clinic: Clinic, request: Request) -> tuple[str, ...]:
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
    markups: dict[str, Markup]
    """By the name of the format, of all that are to be made."""
    shown: dict[str, tuple[Path, ...]]
    """The files that the mark-up of each shows, and those of the clinic."""
    read: tuple[str, ...]
    """The files of content/ that it shows."""


def _readable(clinic: Clinic, path: Path) -> tuple[Clinic, tuple[Finding, ...]]:
    """The clinic with colours that words can be read in, and what is said of them."""
    colours, moved = ensure_contrast(clinic.colours, RATIOS[clinic.contrast])
    text = path.read_text("utf-8", "replace") if moved else ""
    name = content.shown_path(path)
    told = tuple(
        one._replace(about="").at(name, line_of(text, one.about) or line_of(text, "colours:"))
        for one in moved
    )
    return replace(clinic, colours=colours), told


def draft(path: Path, clinic: Clinic, request: Request) -> Draft:
    """The article read, checked and filled in; ContentError where that cannot be."""
    folder = request.folders.content
    reading = read_article(path, folder)
    clinic, pale = _readable(clinic, folder / content.CLINIC)
    article, findings = reading.article, (*check(reading, request), *pale)
    if has_errors(warnings_as_errors(findings) if request.strict else findings):
        raise ContentError(findings)
    templates = {name: FORMATS[name].template for name in wanted(article, clinic, request)}
    markups = fill(templates, article, clinic, request.folders)
    own = references.of_clinic(clinic, folder)
    shown = {name: (*references.of(markup), *own) for name, markup in markups.items()}
    named = [folder / figure.source for figure in pictures.figures(article)]
    named += [file for files in (own, *shown.values()) for file in files]
    read = references.below(named, folder)
    return Draft(path, article, clinic, findings, markups, shown, read)


def key(made: Draft, row: Format) -> str:
    """The key of all that goes into a file, and of the words that it is proven to hold."""
    markup = made.markups[row.name]
    texts = (text.plain for _, text in article_texts(made.article, row.template.medium))
    names = (os.path.relpath(file, markup.content) for file in made.shown[row.name])
    shown = fingerprint.files_digest(names, markup.content)
    return fingerprint.digest(
        fingerprint.tool_digest(),
        row.name,
        markup.text,
        repr(row.brand(made.clinic)),
        shown,
        *texts,
    )
