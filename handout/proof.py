"""Proves that what was made of an article is in step with it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from handout import content, letters
from handout.article import Article, FrontMatter, Text, article_texts
from handout.checks.pictures import figures
from handout.finding import Finding
from handout.formats import Format, Made
from handout.markup import Folders
from handout.preflight import coverage
from handout.words import version_line, words


def _front_texts(front: FrontMatter) -> Iterator[tuple[int, Text]]:
    """The words of the front matter that everything made of the article must show."""
    for shown in (front.title, front.subtitle, front.question):
        yield 1, Text(shown, shown)


def in_step(article: Article, row: Format, made: Made, templates: Path) -> Iterator[Finding]:
    """Every sentence of the article and its version line are in what was made."""
    lang = article.front.lang
    whole = article_texts(article, row.template.medium) if row.whole else ()
    texts = (*_front_texts(article.front), *whole)
    yield from coverage.missing(texts, made.text, lang, article.path, row.name)
    line = version_line(article.front, words(templates / "words.yaml", lang))
    if not coverage.holds(made.text, line):
        message = f"the version line “{line}” is not on the {row.name}"
        advice = "the template left it out; get the template back from the original"
        yield Finding("version-line", message, advice, article.path)


def spelt(
    made: Mapping[str, Made], article: Article, path: Path, folders: Folders
) -> dict[str, Made]:
    """What was made, its findings about letters that no font has one for each line.

    `path` is the article's file.
    """
    missing = [
        finding
        for one in made.values()
        for finding in one.findings
        if finding.rule == letters.RULE and finding.about
    ]
    characters = "".join(dict.fromkeys("".join(finding.about for finding in missing)))
    placed = letters.findings(characters, article, path, folders) if missing else ()
    if not placed:
        return dict(made)
    return {
        name: one._replace(findings=(*placed, *(f for f in one.findings if f not in missing)))
        for name, one in made.items()
    }


def _front_line(about: str, article: Article, path: Path) -> int:
    """The line of the title, subtitle or question that holds the words; 0 where none does."""
    front = article.front
    held = (shown for shown in (front.title, front.subtitle, front.question) if about in shown)
    return next((content.line_of(path.read_text("utf-8"), shown) for shown in held), 0)


def placed(finding: Finding, article: Article, path: Path) -> Finding:
    """The finding with its line in the article, where it is about words of the article.

    `path` is the article's file.
    """
    if not finding.about or finding.path not in ("", article.path):
        return finding.at(article.path)
    shown = ((one.line, Text(one.source, "")) for one in figures(article))
    texts = article_texts(article, "leaflet"), article_texts(article, "deck"), shown
    lines = (line for held in texts for line, text in held if finding.about in text.plain)
    line = _front_line(finding.about, article, path) or next(lines, 0)
    return finding._replace(path=article.path, line=line)
