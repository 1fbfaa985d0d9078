"""Proves that what was made of an article is in step with it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from handout.build import coverage, missing_glyphs
from handout.checks.pictures import figures
from handout.formats import Format, RenderedFile
from handout.model.article import Article, Table, Text, article_blocks, article_texts
from handout.model.findings import Finding
from handout.model.markup import Folders
from handout.source import content
from handout.templating.interface_strings import version_line, version_parts, words


def in_step(
    article: Article, row: Format, made: RenderedFile, templates: Path
) -> Iterator[Finding]:
    """Every sentence of the article and its version line are in what was made."""
    lang = article.front.lang
    whole = article_texts(article, row.template.medium) if row.whole else ()
    front = ((1, Text(words, words)) for words in article.front.proven_texts())
    yield from coverage.missing((*front, *whole), made.text, lang, article.path, row.name)
    furniture = words(templates / "strings.yaml", lang)
    parts = version_parts(article.front, furniture)
    if not all(coverage.holds(made.text, part) for part in parts):
        line = version_line(article.front, furniture)
        message = f"the version line “{line}” is not on the {row.name}"
        advice = "the template left it out; get the template back from the original"
        yield Finding("version-line", message, advice, article.path)


def spelt(
    made: Mapping[str, RenderedFile], article: Article, path: Path, folders: Folders
) -> dict[str, RenderedFile]:
    """What was made, its findings about letters that no font has one for each line.

    `path` is the article's file.
    """
    missing = [
        finding
        for one in made.values()
        for finding in one.findings
        if finding.rule == missing_glyphs.RULE and finding.about
    ]
    characters = "".join(dict.fromkeys("".join(finding.about for finding in missing)))
    placed = missing_glyphs.findings(characters, article, path, folders) if missing else ()
    if not placed:
        return dict(made)
    return {
        name: one._replace(findings=(*placed, *(f for f in one.findings if f not in missing)))
        for name, one in made.items()
    }


def _plain(text: str) -> str:
    """The text as it was written, whatever keeps its words together or lets them break."""
    return " ".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())


def _front_line(about: str, article: Article, path: Path) -> int:
    """The line of the title, subtitle or question that holds the words; 0 where none does."""
    texts = (text for text in article.front.proven_texts() if about in text)
    return next((content.line_of(path.read_text("utf-8"), text) for text in texts), 0)


def _name_of(table: Table) -> str:
    """The words by which what was laid out names a table: its head and first row."""
    return " | ".join(_plain(cell.plain) for row in (table.head, *table.rows[:1]) for cell in row)


def _article_line(about: str, article: Article, path: Path) -> int:
    """The line of the article that the words stand in; 0 where none is found."""
    named = ((one.line, one.source) for one in figures(article))
    heads = ((one.line, _name_of(one)) for one in article_blocks(article) if isinstance(one, Table))
    texts = article_texts(article, "leaflet"), article_texts(article, "deck")
    said = ((line, _plain(text.plain)) for held in texts for line, text in held)
    lines = (line for held in (named, heads, said) for line, words in held if about in words)
    return _front_line(about, article, path) or next(lines, 0)


def _clinic_line(about: str, path: Path) -> int:
    """The line of the clinic's file that holds the words; 0 where none does."""
    lines = path.read_text("utf-8", "replace").split("\n")
    own = (n for n, line in enumerate(lines, 1) if about in line.partition(" #")[0])
    return next((n for n in own if not lines[n - 1].lstrip().startswith("#")), 0)


def placed(finding: Finding, article: Article, path: Path) -> Finding:
    """The finding with its line, where it is about words of the article or of the clinic.

    `path` is the article's file.
    """
    about = _plain(finding.about)
    if not about:
        return finding.at(article.path)
    if finding.path in ("", article.path):
        return finding._replace(path=article.path, line=_article_line(about, article, path))
    clinic = path.parent / content.CLINIC
    line = _clinic_line(about, clinic)
    return finding._replace(path=content.shown_path(clinic), line=line) if line else finding
