"""Article + clinic + template -> mark-up: the only door to Jinja."""

import contextlib
import functools
import re
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, NoReturn, TypeAlias

import jinja2
from jinja2 import nodes
from markupsafe import Markup, escape

from handout import fingerprint
from handout.model.article import Article, Block, Directive, Table, Text, illustrated, parts, shown
from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import Folders, Template, shown_path
from handout.model.markup import Markup as Filled
from handout.templating import drawings, links, qr_codes
from handout.templating.interface_strings import short_line, version_line, version_parts, words
from handout.typography.excerpts import sentence_texts

Context: TypeAlias = dict[str, object]


def _short(address: str) -> str:
    """A web address as it is printed: no scheme, no slash at the end."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/")


def _dialled(number: str) -> str:
    """What a telephone dials: the digits up to the first word or bracket."""
    match = re.search(r"\+?\d[\d .-]*", number)
    return re.sub(r"[ .-]", "", match[0]) if match else ""


def _unbroken(phone: str) -> str:
    """A phone number that stays on one line; words behind it may go on to the next."""
    return re.sub(r"(?<=[\d)]) (?=\d)", "\N{NO-BREAK SPACE}", phone)


_NOTE_MARK = re.compile(r'<sup class="note">.*?</sup>')
_INNER_LINK = re.compile(r'<a href="#[^"]*">(.*?)</a>', re.DOTALL)


def _alone(html: Markup | Text) -> Markup:
    """Mark-up that stands without the rest of the article: nothing in it leads there."""
    # What it is made of was escaped before.
    return Markup(_INNER_LINK.sub(r"\1", _NOTE_MARK.sub("", escape(html))))


def _plain(value: object) -> object:
    """The bare words of what has mark-up."""
    if isinstance(value, Text):
        return value.plain
    return _alone(value).striptags() if isinstance(value, Markup) else value


_QUOTE = re.compile(r"""(=?)(["'])""")


def _open_quote(quote: str, data: str) -> str:
    """The quotation mark of the attribute that mark-up ends in; `quote` is open where it begins."""
    for equals, mark in _QUOTE.findall(data):
        if quote:
            quote = "" if mark == quote else quote
        elif equals:
            quote = mark
    return quote


class _Environment(jinja2.Environment):
    """What a template writes into an attribute passes through `plain`: no tag may stand there."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree, quote = super()._parse(source, name, filename), ""
        for output in tree.find_all(nodes.Output):
            for place, node in enumerate(output.nodes):
                if isinstance(node, nodes.TemplateData):
                    quote = _open_quote(quote, node.data)
                elif quote:
                    plain = nodes.Filter(node, "plain", [], [], None, None, lineno=node.lineno)
                    output.nodes[place] = plain
        return tree


@jinja2.pass_context
def _sentences(context: jinja2.runtime.Context, text: Text) -> tuple[Text, ...]:
    """The sentences of a text with their mark-up, by the rules of the article's language."""
    return tuple(sentence_texts(text, context["article"].front.lang))


@jinja2.pass_context
def _addressed(context: jinja2.runtime.Context, html: object, whole: bool = False) -> Markup:
    """The mark-up with the addresses of its links; `whole` where none is left to the list."""
    numbers = {} if whole else {one.shown: one.number for one in context["addresses"]}
    return Markup(links.told(escape(html), numbers))


@jinja2.pass_context
def _bars(context: jinja2.runtime.Context, table: Table) -> Sequence[Sequence[float | None]]:
    """How long the bars of a chart are, its numbers read by the rules of the article's language."""
    return drawings.bars(table, context["article"].front.lang)


def _undrawn(block: Block) -> NoReturn:
    """The last branch of a template: what it does not draw is an error, never left out."""
    name = f"'::: {block.name}'" if isinstance(block, Directive) else f"a block '{block.kind}'"
    raise TypeError(f"no branch here draws {name}")


_HERE = Path(__file__).resolve().parent
_OURS = _HERE.parents[1] / "templates"
"""The templates that come with the engine, or stand in their place; no others are kept compiled."""


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Templates as Python code, kept beside our own compiled modules: a quarter of a first build.

    A folder that cannot be written and a file that is broken only cost time.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), "%s.cache")

    def get_source_checksum(self, source: str) -> str:
        # Another version of Jinja, or other settings below, make other code of it.
        return fingerprint.of(fingerprint.of_tool(), source)

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
    environment = _Environment(
        loader=jinja2.FileSystemLoader(folder),
        auto_reload=False,  # it goes by the time of the files; the digest of the folder is exact
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        bytecode_cache=_Compiled(_HERE / "__pycache__" / "templates") if folder == _OURS else None,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["undrawn"] = _undrawn
    environment.filters |= {
        "qr": qr_codes.data_uri,
        "people": drawings.people,
        "bars": _bars,
        "short": _short,
        "dialled": _dialled,
        "breakable": links.breakable,
        "parted": links.parted,
        "addressed": _addressed,
        "unbroken": _unbroken,
        "alone": _alone,
        "plain": _plain,
        "parts": parts,
        "shown": shown,
        "illustrated": illustrated,
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


def _finding(error: Exception, folders: Folders, name: str) -> Finding:
    """Jinja's complaint with its template and line."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.name or name, error.lineno
    else:
        file, line = _line_in_template(error.__traceback__, folders.templates.resolve())
    return Finding(
        "template",
        f"the template cannot be filled ({_reason(error)})",
        "mend this line, or get the template back from the original",
        shown_path(folders.templates / (file or name)),
        line,
    )


def _context(template: Template, article: Article, clinic: Clinic, folders: Folders) -> Context:
    """All that a template may name."""
    furniture = words(folders.templates / "strings.yaml", article.front.lang)
    return {
        "article": article,
        "clinic": clinic,
        "strings": furniture,
        "medium": template.medium,
        "version_line": version_line(article.front, furniture),
        "version_parts": version_parts(article.front, furniture),
        "short_line": short_line(article.front, furniture),
        "link": article.front.link or clinic.web,
        "addresses": links.listed(article),
    }


class Shelf(NamedTuple):
    """The templates of a folder as they were at one moment."""

    folders: Folders
    environment: jinja2.Environment

    def fill(self, template: Template, article: Article, clinic: Clinic) -> Filled:
        """A template filled; raises ContentError with the template and line of a fault."""
        folders = self.folders
        context = _context(template, article, clinic, folders)
        try:
            text = self.environment.get_template(template.name).render(context)
        except Exception as error:  # whatever a template does wrong is the template's fault
            raise ContentError([_finding(error, folders, template.name)]) from error
        sheets = tuple(folders.templates / sheet for sheet in template.stylesheets)
        if gone := [shown_path(sheet) for sheet in sheets if not sheet.is_file()]:
            message, advice = "the style sheet is not there", "get it back from the original"
            raise ContentError([Finding("template", message, advice, path) for path in gone])
        name = shown_path(folders.templates / template.name)
        return Filled(text, name, sheets, folders.content, folders.templates)


def shelf(folders: Folders) -> Shelf:
    """The templates as they are now, compiled again only where one has changed."""
    folder = folders.templates.resolve()
    return Shelf(folders, _environment(folder, fingerprint.of_folder(folder)))


def render(template: Template, article: Article, clinic: Clinic, folders: Folders) -> Filled:
    """One template filled; raises ContentError with the template and line of a fault."""
    return shelf(folders).fill(template, article, clinic)
