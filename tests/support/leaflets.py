"""What the leaflet's tests share: the real article, small mark-ups, and a PDF's own words."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pypdfium2

from handout.build.locating import locate
from handout.formats import FORMATS, PRESS, RenderedFile
from handout.model.article import Article
from handout.model.clinic import Clinic
from handout.model.markup import Folders, Markup
from handout.model.page_layout import Layout
from handout.paper import pdf, weasyprint_log
from handout.paper.printing import LEAFLET, Printing
from handout.source.reading import read_article, read_clinic
from handout.templating.templates import render
from handout.typography import fonts
from tests.support.workplace import CONTENT, FIRST, ROOT

Result = TypeVar("Result")
FOLDERS = Folders(CONTENT, ROOT / "templates")
PAPER = [
    name
    for name, row in FORMATS.items()
    if row.template.medium == "leaflet" and row.extension == "pdf" and not name.endswith(PRESS)
]
"""The formats that print the article itself, for the office."""
CLINIC = Clinic(
    name="Example Clinic",
    phone="01632 960000",
    web="https://example.org",
    address=("1 Example Street",),
)


def article_markup(name: str = "leaflet", path: Path | None = None) -> Markup:
    """The mark-up of an article, the first one unless another is named, as it is liked best."""
    article = read_article(path or FIRST, FOLDERS.content).article
    filled = render(FORMATS[name].template, article, read_clinic(FOLDERS.content), FOLDERS)
    return next(filled.choices())


@lru_cache
def first_article(name: str) -> RenderedFile:
    """What a format makes of the first article, made once."""
    return FORMATS[name].make(article_markup(name), read_clinic(FOLDERS.content))


@lru_cache
def leaflet() -> pdf.Leaflet:
    """The leaflet of the first article, made once."""
    return pdf.write(article_markup(), read_clinic(FOLDERS.content))


def markup(body: str, content: Path, css: str = "", head: str = "") -> Markup:
    """A small mark-up whose files lie in `content`."""
    templates = content.parent / "templates"
    templates.mkdir(exist_ok=True)
    sheet = templates / "sheet.css"
    sheet.write_text(f"html {{ font: var(--size) var(--family) }} {css}", encoding="utf-8")
    text = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Test</title>'
        '<meta name="dcterms.created" content="2026-10-01">'
        f'<meta name="dcterms.modified" content="2026-10-01">{head}</head>'
        f"<body><main>{body}</main></body></html>"
    )
    return Markup(text, "templates/test.html", (sheet,), content, templates)


def words_of(data: bytes) -> str:
    """The words of a PDF as another program reads them."""
    document = pypdfium2.PdfDocument(data)
    return " ".join(page.get_textpage().get_text_range() for page in document)


FRONT = """---
title: {title}
lang: en-GB
version: "1.0"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: [Dr Robin Example]
---

"""


def _written(body: str, content: Path, title: str) -> tuple[Path, Article]:
    path = content / "a.md"
    path.write_text(FRONT.format(title=title) + body, encoding="utf-8")
    reading = read_article(path, content)
    assert not reading.findings
    return path, reading.article


def laid_out(markup: Markup, clinic: Clinic, printing: Printing = LEAFLET) -> Layout:
    """Where everything stands in a leaflet of which no file is made: it takes a quarter less."""
    resources = pdf.shared_resources()  # imports WeasyPrint as a build does
    from handout.paper.print_job import PrintJob, lay_out
    from handout.paper.weasyprint_patches import caches

    fonts.use(markup.content)
    with weasyprint_log.collected() as messages:
        layout = lay_out(PrintJob(markup, clinic, printing)).layout
    if messages:  # else whoever makes the file next is not told of it
        resources.forget(())
        caches.forget()
    return layout


@lru_cache
def _shared() -> "TemporaryDirectory[str]":
    return TemporaryDirectory()


def _filled(
    body: str, content: Path, name: str, clinic: Clinic, title: str
) -> tuple[Path, Article, Markup]:
    path, article = _written(body, content, title)
    folders = Folders(content, FOLDERS.templates)
    return path, article, render(FORMATS[name].template, article, clinic, folders)


def _made_in(content: Path, body: str, name: str, title: str, clinic: Clinic) -> RenderedFile:
    path, article, markup = _filled(body, content, name, clinic, title)
    made = FORMATS[name].make(markup, clinic)
    folders = Folders(content, FOLDERS.templates)
    found = tuple(locate(one, article, path, folders) for one in made.findings)
    return made._replace(findings=found)


def _layout_in(content: Path, body: str, name: str, title: str, clinic: Clinic) -> Layout:
    *_, markup = _filled(body, content, name, clinic, title)
    return laid_out(next(markup.choices()), clinic, FORMATS[name].printing)


@lru_cache(64)
def _once(make: Callable[..., Result], *given: str) -> Result:
    return make(Path(_shared().name), *given, CLINIC)


def _of(make: Callable[..., Result], content: Path, clinic: Clinic, *given: str) -> Result:
    """What is made of a body; once, where it needs no other file of its content."""
    if clinic is CLINIC and not any(content.iterdir()):
        return _once(make, *given)
    return make(content, *given, clinic)


def made_of(
    body: str, content: Path, name: str, clinic: Clinic = CLINIC, title: str = "A title"
) -> RenderedFile:
    """What a format makes of an article with such a body, its findings placed in `a.md`."""
    return _of(_made_in, content, clinic, body, name, title)


def layout_of(
    body: str, content: Path, name: str, clinic: Clinic = CLINIC, title: str = "A title"
) -> Layout:
    """Where everything of such an article stands in a format."""
    return _of(_layout_in, content, clinic, body, name, title)
