"""Plan the jobs, run them, write output/: the only place that writes files."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handout import reader, schema
from handout.article import Article, article_texts
from handout.checks import dates, pictures, structure
from handout.clinic import Clinic
from handout.errors import ContentError, UsageError
from handout.finding import Finding, as_errors, has_errors
from handout.formats import FORMATS, Format, Made
from handout.markup import Folders
from handout.preflight import coverage
from handout.template import render
from handout.words import version_line, words

CLINIC = "clinic.yaml"


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


def shown_path(path: Path) -> str:
    """A path as a user would name it: from the working folder where it lies in it."""
    absolute, here = Path(os.path.abspath(path)), Path.cwd()  # noqa: PTH100  # resolve() follows links
    inside = absolute.is_relative_to(here)
    return (absolute.relative_to(here) if inside else absolute).as_posix()


def plan(request: Request) -> tuple[Path, ...]:
    """The article files to build, in order of name.

    Raises UsageError for a name that is not there, ContentError where there is no article.
    """
    content = request.folders.content
    there = {path.stem: path for path in sorted(content.glob("*.md"))}
    if not request.articles:
        if not there:
            advice = "put an article there, such as content/asthma.md"
            message = "there is no article (a file whose name ends in .md)"
            raise ContentError([Finding("content-empty", message, advice, shown_path(content))])
        return tuple(there.values())
    unknown = [name for name in request.articles if Path(name).stem not in there]
    if unknown:
        known = ", ".join(there) or "none"
        raise UsageError(
            f"there is no article '{unknown[0]}' in {shown_path(content)}/; there are: {known}"
        )
    return tuple(dict.fromkeys(there[Path(name).stem] for name in request.articles))


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
    found = (
        *structure.check(article),
        *dates.check(article, request.today),
        *pictures.check(article, request.folders.content),
    )
    return as_errors(found) if request.strict else found


def _in_step(article: Article, row: Format, made: Made, request: Request) -> Iterator[Finding]:
    """Every sentence of the article and its version line are in what was made."""
    texts = article_texts(article, row.template.medium)
    lang = article.front.lang
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


def _write(files: Iterable[tuple[Path, bytes]]) -> None:
    """Each file beside its place first, then all renamed: a reader never sees half of one."""
    staged = []
    for path, data in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.part")
        beside.write_bytes(data)
        staged.append((beside, path))
    for beside, path in staged:
        beside.replace(path)


def _unwritable(error: OSError, output: Path) -> Finding:
    """What to do when a file cannot be written."""
    name = shown_path(Path(error.filename2 or error.filename or output))
    advice = "close the file where it is open, and see that you may write there"
    return Finding("output", f"the file cannot be written ({error.strerror})", advice, name)


def _made_files(
    article: Article, made: list[tuple[Format, Made]], request: Request
) -> dict[Path, tuple[MadeFile, bytes]]:
    """Where each file goes."""
    folder = request.output / article.slug
    paths = {folder / f"{article.slug}-{row.name}.{row.extension}": (row, m) for row, m in made}
    return {path: (MadeFile(path, m.count, row.unit), m.data) for path, (row, m) in paths.items()}


def build_article(path: Path, clinic: Clinic, request: Request) -> Outcome:
    """Everything asked for of one article; nothing is written when anything is wrong."""
    name = shown_path(path)
    try:
        article = read_article(path, request.folders.content)
        findings = check(article, request)
        if has_errors(findings):
            return Outcome(name, (), findings)
        rows = [FORMATS[wanted] for wanted in request.formats]
        made = [(row, *_make(article, clinic, row, request)) for row in rows]
    except ContentError as error:
        return Outcome(name, (), error.findings)
    findings = (*findings, *(finding for _, _, found in made for finding in found))
    if has_errors(findings):
        return Outcome(name, (), findings)
    files = _made_files(article, [(row, one) for row, one, _ in made], request)
    try:
        _write((path, data) for path, (_, data) in files.items())
    except OSError as error:
        return Outcome(name, (), (*findings, _unwritable(error, request.output)))
    return Outcome(name, tuple(file for file, _ in files.values()), findings)


def build(request: Request) -> Iterator[Outcome]:
    """The outcome of each article in turn.

    Raises ContentError where nothing can be built at all, UsageError for a wrong name.
    """
    paths = plan(request)
    clinic = read_clinic(request.folders.content)
    for path in paths:
        yield build_article(path, clinic, request)
