"""Finds the line that a finding is about: in the article, or in the clinic's file."""

from itertools import chain
from pathlib import Path

from handout.checks.pictures import figures
from handout.model import content_files
from handout.model.article import Article, Table, article_blocks, article_texts
from handout.model.findings import Finding
from handout.model.markup import Folders, shown_path
from handout.source import clinics
from handout.source.reading import key_place
from handout.source.text_files import line_of

KEY = "clinic."
"""What the name of a key of clinic.yaml begins with in findings, as templates name it."""


def _plain(text: str) -> str:
    """The text as it was written, whatever keeps its words together or lets them break."""
    return " ".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())


def _front_line(about: str, article: Article, path: Path, content: Path) -> int:
    """The line of the title, subtitle or question that holds the words; 0 where none does."""
    texts, file = article.front.proven_texts().items(), content_files.text(path, content)
    found = (
        line_of(file, text) or line_of(file, f"{key}:") for key, text in texts if about in text
    )
    return next(found, 0)


def _article_line(about: str, article: Article, path: Path, content: Path) -> int:
    """The line of the article that the words stand in; 0 where none is found."""
    files = ((one.line, one.source) for one in figures(article))
    tables = (one for one in article_blocks(article) if isinstance(one, Table))
    # What was laid out names a table by its head and its first row.
    named = ((one.line, chain(one.head, *one.rows[:1])) for one in tables)
    heads = ((line, " | ".join(_plain(cell.plain) for cell in cells)) for line, cells in named)
    both = chain(article_texts(article, "leaflet"), article_texts(article, "deck"))
    texts = ((line, _plain(text.plain)) for line, text in both)
    lines = (line for line, words in chain(files, heads, texts) if about in words)
    return _front_line(about, article, path, content) or next(lines, 0)


def _clinic_place(about: str, folders: Folders) -> tuple[str, int]:
    """The line of the clinic's files that holds the words or the key; 0 where none does."""
    if about.startswith(KEY):
        return key_place(about.removeprefix(KEY), folders)
    for file in clinics.chain(folders.clinic_file, folders.content).files:
        for number, line in enumerate(content_files.text(file, folders.content).split("\n"), 1):
            value = line.partition(" #")[0]
            if about in value and value.lstrip()[:1] != "#":
                return shown_path(file), number
    return "", 0


def locate(finding: Finding, article: Article, path: Path, folders: Folders) -> Finding:
    """The finding with its line, where it is about words of the article or of the clinic.

    `path` is the article's file.
    """
    about = _plain(finding.about)
    if not about:
        return finding.at(article.path)
    if finding.path in ("", article.path):
        return finding._replace(
            path=article.path, line=_article_line(about, article, path, folders.content)
        )
    place, line = _clinic_place(about, folders)
    return finding._replace(path=place, line=line) if line else finding
