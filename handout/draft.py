"""An article on its way to its files: read, checked, filled into the templates."""

from pathlib import Path
from typing import NamedTuple

from handout import digest, reader, references, schema
from handout.article import Article, article_texts
from handout.checks import dates, pictures, structure
from handout.clinic import Clinic
from handout.errors import ContentError
from handout.finding import Finding, as_errors, has_errors
from handout.formats import FORMATS, Format
from handout.markup import Markup
from handout.plan import CLINIC, Request, shown_path
from handout.template import render


def _line_of(text: str, value: str) -> int:
    """The first line that holds the value; 0 where none does."""
    return next((n for n, line in enumerate(text.splitlines(), 1) if value in line), 0)


def read_clinic(content: Path) -> Clinic:
    """The clinic of a content folder; raises ContentError with every fault."""
    path = content / CLINIC
    name = shown_path(path)
    if not path.is_file():
        advice = "copy the one that came with handout, and put your clinic's name into it"
        raise ContentError([Finding("clinic-missing", "the file is not there", advice, name)])
    text = reader.decode(path.read_bytes(), name)
    clinic = schema.read(text, name, Clinic)
    faults = [
        Finding("logo", f"the logo '{logo}' {fault[0]}", fault[1], name, _line_of(text, logo))
        for logo in (clinic.logo, clinic.logo_reversed)
        if logo and (fault := pictures.fault_of(logo, content))[0]
    ]
    if faults:
        raise ContentError(faults)
    return clinic


def read_article(path: Path, content: Path) -> Article:
    """The article of a file; raises ContentError with every fault of its reading."""
    name = shown_path(path)
    if not path.resolve().is_relative_to(content.resolve()):
        message, advice = (
            "the file is a link that leads out of content/",
            "put a copy there instead",
        )
        raise ContentError([Finding("article-outside", message, advice, name)])
    return reader.read(path.read_bytes(), name, path.stem)


def check(article: Article, request: Request) -> tuple[Finding, ...]:
    """What the checks say of an article before anything is made of it."""
    return (
        *structure.check(article),
        *dates.check(article, request.today),
        *pictures.check(article, request.folders.content),
    )


class Draft(NamedTuple):
    """An article, filled into the templates."""

    path: Path
    article: Article
    clinic: Clinic
    findings: tuple[Finding, ...]
    markups: dict[str, Markup]
    """By the name of the format."""
    read: tuple[str, ...]
    """The files of content/ that it shows."""


def draft(path: Path, clinic: Clinic, request: Request) -> Draft:
    """The article read, checked and filled in; ContentError where that cannot be."""
    content = request.folders.content
    article = read_article(path, content)
    findings = check(article, request)
    if has_errors(as_errors(findings) if request.strict else findings):
        raise ContentError(findings)
    rows = [FORMATS[name] for name in request.formats]
    markups = {row.name: render(row.template, article, clinic, request.folders) for row in rows}
    named = [*references.of_clinic(clinic, content)]
    named += [content / figure.source for figure in pictures.figures(article)]
    named += [file for markup in markups.values() for file in references.of(markup)]
    return Draft(path, article, clinic, findings, markups, references.below(named, content))


def key(made: Draft, row: Format) -> str:
    """The key of all that goes into a file, and of the words that it is proven to hold."""
    markup = made.markups[row.name]
    texts = (text.plain for _, text in article_texts(made.article, row.template.medium))
    files = (*references.of(markup), *references.of_clinic(made.clinic, markup.content))
    shown = digest.of_files(files, markup.content)
    return digest.of(
        digest.of_tool(), row.name, markup.text, repr(row.brand(made.clinic)), shown, *texts
    )
