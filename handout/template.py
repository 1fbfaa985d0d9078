"""Article + clinic + template -> mark-up: the only door to Jinja."""

import contextlib
import functools
import re
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, TypeAlias

import jinja2

from handout import digest, drawings, qr
from handout.article import Article, Table, Text, parts, shown
from handout.clinic import Clinic
from handout.errors import ContentError
from handout.excerpts import sentence_texts
from handout.finding import Finding
from handout.markup import Folders, Markup, Template
from handout.words import version_line, words

_FOLDER = "templates"
Context: TypeAlias = dict[str, object]


def _short(address: str) -> str:
    """A web address as it is printed: no scheme, no slash at the end."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/")


def _dialled(number: str) -> str:
    """What a telephone dials: the digits up to the first word or bracket."""
    match = re.search(r"\+?\d[\d .-]*", number)
    return re.sub(r"[ .-]", "", match[0]) if match else ""


def _breakable(address: str) -> str:
    """An address that goes on to another line behind @ and /, and before a dot or a hyphen."""
    parts = re.split(r"(?<=[@/])|(?=[.-])", address)
    return "\N{ZERO WIDTH SPACE}".join(part for part in parts if part)


def _unbroken(phone: str) -> str:
    """A phone number that stays on one line; words behind it may go on to the next."""
    return re.sub(r"(?<=[\d)]) (?=\d)", "\N{NO-BREAK SPACE}", phone)


@jinja2.pass_context
def _sentences(context: jinja2.runtime.Context, text: Text) -> tuple[Text, ...]:
    """The sentences of a text with their mark-up, by the rules of the article's language."""
    return tuple(sentence_texts(text, context["article"].front.lang))


@jinja2.pass_context
def _bars(context: jinja2.runtime.Context, table: Table) -> Sequence[Sequence[float | None]]:
    """How long the bars of a chart are, its numbers read by the rules of the article's language."""
    return drawings.bars(table, context["article"].front.lang)


_HERE = Path(__file__).resolve().parent
_OURS = _HERE.parent / _FOLDER
"""The templates that come with the engine, or stand in their place; no others are kept compiled."""


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Templates as Python code, kept beside our own compiled modules: a quarter of a first build.

    A folder that cannot be written and a file that is broken only cost time.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), "%s.cache")

    def get_source_checksum(self, source: str) -> str:
        # Another version of Jinja, or other settings below, make other code of it.
        return digest.of(digest.of_tool(), source)

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # whatever broken bytes lead to
            bucket.reset()

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with contextlib.suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


@functools.lru_cache(maxsize=1)
def _environment(folder: Path, state: str) -> jinja2.Environment:
    """The templates of a folder in this state: everything escaped, nothing undefined."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        auto_reload=False,  # it goes by the time of the files; the digest of the folder is exact
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        bytecode_cache=_Compiled(_HERE / "__pycache__" / _FOLDER) if folder == _OURS else None,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "qr": qr.data_uri,
        "people": drawings.people,
        "bars": _bars,
        "short": _short,
        "dialled": _dialled,
        "breakable": _breakable,
        "unbroken": _unbroken,
        "parts": parts,
        "shown": shown,
        "sentences": _sentences,
    }
    return environment


def _line_in_template(trace: TracebackType | None, folder: Path) -> tuple[str, int]:
    """The innermost template and line of a traceback."""
    place = ("", 0)
    while trace:
        name = Path(trace.tb_frame.f_code.co_filename)
        if name.is_relative_to(folder):
            place = (name.relative_to(folder).as_posix(), trace.tb_lineno)
        trace = trace.tb_next
    return place


def _reason(error: Exception) -> str:
    """What is wrong with a template, in a line."""
    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no file '{error.name}'"
    if isinstance(error, UnicodeDecodeError):
        return "a file that it names is not saved as UTF-8"
    return str(error).split("\n")[0].rstrip(".") or type(error).__name__


def _finding(error: Exception, folder: Path, name: str) -> Finding:
    """Jinja's complaint with its template and line."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.name or name, error.lineno
    else:
        file, line = _line_in_template(error.__traceback__, folder)
    return Finding(
        "template",
        f"the template cannot be filled ({_reason(error)})",
        "mend this line, or get the template back from the original",
        f"{_FOLDER}/{file or name}",
        line,
    )


def _context(template: Template, article: Article, clinic: Clinic, folders: Folders) -> Context:
    """All that a template may name."""
    furniture = words(folders.templates / "words.yaml", article.front.lang)
    return {
        "article": article,
        "clinic": clinic,
        "words": furniture,
        "medium": template.medium,
        "version_line": version_line(article.front, furniture),
        "link": article.front.link or clinic.web,
    }


class Shelf(NamedTuple):
    """The templates of a folder as they were at one moment."""

    folders: Folders
    environment: jinja2.Environment

    def fill(self, template: Template, article: Article, clinic: Clinic) -> Markup:
        """A template filled; raises ContentError with the template and line of a fault."""
        folders = self.folders
        context = _context(template, article, clinic, folders)
        try:
            text = self.environment.get_template(template.name).render(context)
        except Exception as error:  # whatever a template does wrong is the template's fault
            finding = _finding(error, folders.templates.resolve(), template.name)
            raise ContentError([finding]) from error
        sheets = tuple(folders.templates / sheet for sheet in template.stylesheets)
        name = f"{_FOLDER}/{template.name}"
        return Markup(text, name, sheets, folders.content, folders.templates)


def shelf(folders: Folders) -> Shelf:
    """The templates as they are now, compiled again only where one has changed."""
    folder = folders.templates.resolve()
    return Shelf(folders, _environment(folder, digest.of_folder(folder)))


def render(template: Template, article: Article, clinic: Clinic, folders: Folders) -> Markup:
    """One template filled; raises ContentError with the template and line of a fault."""
    return shelf(folders).fill(template, article, clinic)
