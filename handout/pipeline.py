"""Read, check, make and prove each article, then put what was made into output/."""

import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handout import content, output
from handout.article import Article, FrontMatter, Text, article_texts
from handout.checks import dates, pictures, structure
from handout.clinic import Clinic
from handout.errors import ContentError, HandoutError
from handout.finding import Finding, as_errors, has_errors, in_order
from handout.formats import FORMATS, Format, Made
from handout.markup import Folders
from handout.preflight import coverage
from handout.reader import Reading
from handout.template import render
from handout.words import version_line, words


@dataclass(frozen=True, slots=True)
class Request:
    """What a build is asked to do."""

    folders: Folders
    output: Path
    articles: tuple[str, ...] = ()
    """Files or names; all of content/ where empty."""
    formats: tuple[str, ...] = tuple(FORMATS)
    strict: bool = False
    today: date = date.min
    """Against which review dates are held; nothing that is made depends on it."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file in output/, with its pages or slides counted."""

    path: Path
    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article."""

    path: str
    files: tuple[MadeFile, ...]
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> bool:
        """Whether nothing was made."""
        return has_errors(self.findings)


def check(reading: Reading, request: Request) -> tuple[Finding, ...]:
    """What the reading and the checks say of an article before anything is made of it."""
    article = reading.article
    readable = article.lead or article.sections or not reading.findings
    found = in_order(
        (
            *reading.findings,
            *(structure.check(article) if readable else ()),
            *dates.check(article, request.today, reading.keys),
            *pictures.check(article, request.folders.content),
        )
    )
    return as_errors(found) if request.strict else found


def _front_texts(front: FrontMatter) -> Iterator[tuple[int, Text]]:
    """The words of the front matter that everything made of the article must show."""
    for shown in (front.title, front.subtitle, front.question):
        yield 1, Text(shown, shown)


def _in_step(article: Article, row: Format, made: Made, request: Request) -> Iterator[Finding]:
    """Every sentence of the article and its version line are in what was made."""
    lang = article.front.lang
    whole = article_texts(article, row.template.medium) if row.whole else ()
    texts = (*_front_texts(article.front), *whole)
    yield from coverage.missing(texts, made.text, lang, article.path, row.name)
    line = version_line(article.front, words(request.folders.templates / "words.yaml", lang))
    if not coverage.holds(made.text, line):
        message = f"the {row.name} lacks the version line “{line}”"
        advice = "the template left it out; get the template back from the original"
        yield Finding("version-line", message, advice, article.path)


def _placed(finding: Finding, article: Article) -> Finding:
    """The finding with its line in the article, where it is about words of the article."""
    if finding.path or not finding.about:
        return finding.at(article.path)
    texts = article_texts(article, "leaflet"), article_texts(article, "deck")
    lines = (line for held in texts for line, text in held if finding.about in text.plain)
    return finding.at(article.path, next(lines, 0))


def _make(
    article: Article, clinic: Clinic, row: Format, request: Request
) -> tuple[Made, tuple[Finding, ...]]:
    """One file of an article, and every finding about it."""
    markup = render(row.template, article, clinic, request.folders)
    made = row.make(markup, clinic)
    found = (*made.findings, *_in_step(article, row, made, request))
    placed = tuple(_placed(finding, article) for finding in found)
    return made, as_errors(placed) if request.strict else placed


def _made_files(
    article: Article, made: list[tuple[Format, Made]], request: Request
) -> dict[Path, tuple[MadeFile, bytes]]:
    """Where each file goes."""
    folder = request.output / article.slug
    paths = {folder / f"{article.slug}-{row.name}.{row.extension}": (row, m) for row, m in made}
    return {path: (MadeFile(path, m.count, row.unit), m.data) for path, (row, m) in paths.items()}


def _broken(error: Exception) -> Finding:
    """A fault of handout itself, with its place in the code, for whoever looks after it."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
    advice = "send this line and the article to whoever looks after handout"
    return Finding("internal", f"handout itself fails on this article ({where})", advice)


def _make_all(
    path: Path, clinic: Clinic, request: Request
) -> tuple[dict[Path, tuple[MadeFile, bytes]], tuple[Finding, ...]]:
    """Every file asked for of one article, and every finding; no file where one is an error.

    Raises ContentError where something stops it before the end.
    """
    reading = content.read_article(path, request.folders.content)
    findings = check(reading, request)
    if has_errors(findings):
        return {}, findings
    rows = [FORMATS[wanted] for wanted in request.formats]
    made = [(row, *_make(reading.article, clinic, row, request)) for row in rows]
    findings = (*findings, *(finding for _, _, found in made for finding in found))
    if has_errors(findings):
        return {}, findings
    return _made_files(reading.article, [(row, one) for row, one, _ in made], request), findings


def build_article(path: Path, clinic: Clinic, request: Request) -> Outcome:
    """Everything asked for of one article; nothing is written when anything is wrong."""
    name = content.shown_path(path)
    findings: tuple[Finding, ...] = ()
    try:
        files, findings = _make_all(path, clinic, request)
        output.write({path: data for path, (_, data) in files.items()})
    except ContentError as error:
        return Outcome(name, (), error.findings)
    except OSError as error:
        place = content.shown_path(Path(error.filename2 or error.filename or request.output))
        return Outcome(name, (), (*findings, output.unwritable(error, place)))
    except HandoutError:  # such as a missing Pango: it stops every article alike
        raise
    except Exception as error:  # the other articles are still to be made
        if sys.flags.dev_mode:  # python -X dev build.py
            raise
        return Outcome(name, (), (*findings, _broken(error).at(name)))
    return Outcome(name, tuple(file for file, _ in files.values()), findings)


def build(request: Request) -> Iterator[Outcome]:
    """The outcome of each article in turn.

    Raises ContentError where nothing can be built at all, UsageError for a wrong name.
    """
    paths = content.chosen(request.folders.content, request.articles)
    clinic = content.read_clinic(request.folders.content)
    for path in paths:
        yield build_article(path, clinic, request)
