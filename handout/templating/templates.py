"""Article + clinic + template -> mark-up: the only door to Jinja."""

import contextlib
import functools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NoReturn, TypeAlias

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
from handout.templating import drawings, links
from handout.templating.interface_strings import (
    interface_strings,
    short_line,
    version_line,
    version_parts,
)
from handout.typography.sentences import sentence_texts

Context: TypeAlias = dict[str, object]


def _short(address: str) -> str:
    """A web address as it is printed: no scheme, no slash at the end."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/")


def _dialled(number: str) -> str:
    """The digits to dial, up to the first word or bracket."""
    match = re.search(r"\+?\d[\d .-]*", number)
    return re.sub(r"[ .-]", "", match[0]) if match else ""


def _unbroken(phone: str) -> str:
    """A phone number that stays on one line; words behind it may go on to the next."""
    return re.sub(r"(?<=[\d)]) (?=\d)", "\N{NO-BREAK SPACE}", phone)


_NOTE_MARK = re.compile(r'<sup class="note">.*?</sup>')
_INNER_LINK = re.compile(r'<a href="#[^"]*">(.*?)</a>', re.DOTALL)


def _alone(html: Markup | Text) -> Markup:
    """Mark-up that stands without the rest of the article: no footnote marks, no links into it."""
    # Its input was escaped before.
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
    """The mark-up with the addresses of its links; `whole` puts none of them into the list."""
    numbers = {} if whole else {one.shown: one.number for one in context["addresses"]}
    return Markup(links.with_addresses(escape(html), numbers))


@jinja2.pass_context
def _bar_lengths(context: jinja2.runtime.Context, table: Table) -> Sequence[Sequence[float | None]]:
    """The lengths of a chart's bars, its numbers read by the rules of the article's language."""
    return drawings.bar_lengths(table, context["article"].front.lang)


def _undrawn(block: Block) -> NoReturn:
    """The last branch of a template: what it does not draw is an error, never left out."""
    name = f"'::: {block.name}'" if isinstance(block, Directive) else f"a block '{block.kind}'"
    raise TypeError(f"no branch here draws {name}")


_HERE = Path(__file__).resolve().parent
_OURS = _HERE.parents[1] / "templates"
"""The templates that come with handout: only these are kept compiled."""


class _BytecodeCache(jinja2.FileSystemBytecodeCache):
    """Compiled templates, kept beside our compiled modules: saves a quarter of a first build.

    A folder that cannot be written or a broken file only costs time.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), "%s.cache")

    def get_source_checksum(self, source: str) -> str:
        # Another version of Jinja, or other settings below, make other code of it.
        return fingerprint.digest(fingerprint.tool_digest(), source)

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # broken bytes can raise anything
            bucket.reset()

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with contextlib.suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


class _NotSetError(jinja2.UndefinedError):
    """A template names a value that is in no file."""


class _Undefined(jinja2.StrictUndefined):
    """Any use of an undefined name is an error."""

    def __init__(
        self,
        hint: str | None = None,
        obj: object = jinja2.utils.missing,
        name: str | None = None,
        exc: type[jinja2.TemplateRuntimeError] = jinja2.UndefinedError,
    ) -> None:
        if isinstance(obj, Mapping):
            hint, exc = f"'{name}' is not set", _NotSetError
        super().__init__(hint, obj, name, exc)


@functools.lru_cache(maxsize=1)
def _environment(folder: Path, state: str) -> jinja2.Environment:
    """The templates of a folder in this state: everything escaped, nothing undefined."""
    environment = _Environment(
        loader=jinja2.FileSystemLoader(folder),
        auto_reload=False,  # it goes by the time of the files; the digest of the folder is exact
        autoescape=True,
        undefined=_Undefined,
        bytecode_cache=_BytecodeCache(_HERE / "__pycache__" / "templates")
        if folder == _OURS
        else None,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["undrawn"] = _undrawn
    environment.filters |= {
        "qr_code": drawings.qr_code,
        "icon_array": drawings.icon_array,
        "bar_lengths": _bar_lengths,
        "short": _short,
        "dialled": _dialled,
        "breakable": links.breakable,
        "breakable_in_text": links.breakable_in_text,
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


_ORIGINAL = "mend this line, or get the template back from the original"
_NOT_SET = (
    "set it where the template reads it from, such as 'extra' in clinic.yaml, or mend this line"
)


def _reason(error: Exception) -> str:
    """What is wrong with a template, in a line."""
    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no file '{error.name}'"
    if isinstance(error, UnicodeDecodeError):
        return "a file that it names is not saved as UTF-8"
    return str(error).split("\n")[0].rstrip(".") or type(error).__name__


def _finding(error: Exception, folders: Folders, name: str) -> Finding:
    """Jinja's error as a finding, with its template and line."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.name or name, error.lineno
    else:
        file, line = _line_in_template(error.__traceback__, folders.templates.resolve())
    return Finding(
        "template",
        f"the template cannot be filled ({_reason(error)})",
        _NOT_SET if isinstance(error, _NotSetError) else _ORIGINAL,
        shown_path(folders.templates / (file or name)),
        line,
    )


def _context(article: Article, clinic: Clinic, folders: Folders) -> Context:
    """All names that a template can use, but for its medium."""
    front = article.front
    strings = interface_strings(folders.templates, front.lang)
    return {
        "article": article,
        "clinic": clinic,
        "strings": strings,
        "version_line": version_line(front, strings),
        "version_parts": version_parts(front, strings),
        "short_line": short_line(front, strings),
        "link": front.link or clinic.web,
        "addresses": links.listed_addresses(article),
    }


def _text(
    template: Template, context: Context, environment: jinja2.Environment, folders: Folders
) -> str:
    """The text of a filled template; raises ContentError with the template and line of a fault."""
    try:
        return environment.get_template(template.name).render(context, medium=template.medium)
    except Exception as error:  # whatever a template does wrong is the template's fault
        raise ContentError([_finding(error, folders, template.name)]) from error


def _style_sheets(template: Template, folders: Folders) -> tuple[Path, ...]:
    """The paths of a template's style sheets; raises ContentError where one is not there."""
    sheets = tuple(folders.templates / sheet for sheet in template.stylesheets)
    if missing := [shown_path(sheet) for sheet in sheets if not sheet.is_file()]:
        message, advice = "the style sheet is not there", "get it back from the original"
        raise ContentError([Finding("template", message, advice, path) for path in missing])
    return sheets


def fill(
    templates: Mapping[str, Template], article: Article, clinic: Clinic, folders: Folders
) -> dict[str, Filled]:
    """The mark-up of each format by its name; a template that formats share is filled once.

    Raises ContentError with the faults of all templates, each with its line.
    """
    folder = folders.templates.resolve()
    environment = _environment(folder, fingerprint.folder_digest(folder))
    context = _context(article, clinic, folders)
    texts: dict[Template, str] = {}
    filled: dict[str, Filled] = {}
    faults: list[Finding] = []
    for name, template in templates.items():
        bare = template._replace(stylesheets=())
        try:
            texts[bare] = texts.get(bare) or _text(bare, context, environment, folders)
            sheets, path = _style_sheets(template, folders), folders.templates / template.name
        except ContentError as error:
            faults += error.findings
        else:
            filled[name] = Filled(
                texts[bare], shown_path(path), sheets, folders.content, folders.templates
            )
    if faults:
        raise ContentError(dict.fromkeys(faults))
    return filled


def render(template: Template, article: Article, clinic: Clinic, folders: Folders) -> Filled:
    """One template filled; raises ContentError with the template and line of a fault."""
    return fill({template.name: template}, article, clinic, folders)[template.name]
