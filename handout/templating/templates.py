"""Templates filled with an article and the clinic."""

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, TypeAlias

import jinja2

from handout.model.article import Article
from handout.model.clinic import Clinic
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.installation import template_file, template_folders
from handout.model.markup import Folders, Markup, Template, shown_path
from handout.templating import addresses, links
from handout.templating.clinic_words import in_language
from handout.templating.environment import NotSetError, environment
from handout.templating.interface_strings import ENGLISH, InterfaceStrings, interface_strings
from handout.templating.other_languages import other_languages, printable
from handout.templating.version_line import short_line, version_line, version_parts

Context: TypeAlias = dict[str, Any]


def _line_in_template(trace: TracebackType | None, own: Path) -> tuple[str, int]:
    """The innermost template and line of a traceback."""
    folders, place = [folder.resolve() for folder in template_folders(own)], ("", 0)
    while trace:
        name = Path(trace.tb_frame.f_code.co_filename)
        for folder in filter(name.is_relative_to, folders):
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
        file, line = _line_in_template(error.__traceback__, folders.templates)
    return Finding(
        "template",
        f"the template cannot be filled ({_reason(error)})",
        _NOT_SET if isinstance(error, NotSetError) else _ORIGINAL,
        shown_path(template_file(folders.templates, file or name)),
        line,
    )


def _context(
    article: Article, clinic: Clinic, folders: Folders, strings: InterfaceStrings
) -> Context:
    """All names that a template can use, but for its medium and its plan."""
    front = article.front
    every_language = other_languages(article, folders.templates)
    return {
        "article": article,
        "clinic": in_language(clinic, front.lang),
        "strings": strings,
        "version_line": version_line(front, strings),
        "version_parts": version_parts(front, strings),
        "short_line": short_line(front, strings),
        "link": addresses.link(article, clinic),
        "typed_link": addresses.typed_link(article, clinic),
        "every_language": every_language,
        "other_languages": printable(every_language, clinic),
        "addresses": links.listed_addresses(article),
    }


class Filled(NamedTuple):
    """The mark-up of each format by its name, and what was planned for those that are planned."""

    markups: dict[str, Markup]
    plans: dict[str, object]


def _text(
    template: Template,
    planned: object,
    context: Context,
    templates: jinja2.Environment,
    folders: Folders,
) -> str:
    """The text of a filled template; raises ContentError with the template and line of a fault."""
    own = {"medium": template.medium, "plan": planned}
    try:
        return templates.get_template(template.name).render(context, **own)
    except Exception as error:  # whatever a template does wrong is the template's fault
        raise ContentError([_finding(error, folders, template.name)]) from error


def _style_sheets(template: Template, folders: Folders) -> tuple[Path, ...]:
    """The paths of a template's style sheets; raises ContentError where one is not there."""
    sheets = tuple(template_file(folders.templates, sheet) for sheet in template.stylesheets)
    if missing := [shown_path(sheet) for sheet in sheets if not sheet.is_file()]:
        message, advice = "the style sheet is not there", "get it back from the original"
        raise ContentError([Finding("template", message, advice, path) for path in missing])
    return sheets


def fill(
    templates: Mapping[str, Template],
    article: Article,
    clinic: Clinic,
    folders: Folders,
    strings: InterfaceStrings,
) -> Filled:
    """Each template filled; one that formats share is planned and filled once.

    Raises ContentError with the faults of all templates, each with its line.
    """
    compiled = environment(folders.templates)
    context = _context(article, clinic, folders, strings)
    made: dict[Template, tuple[object, str]] = {}
    filled, faults = Filled({}, {}), list[Finding]()
    for name, template in templates.items():
        bare = template._replace(stylesheets=())
        try:
            if bare not in made:
                planned = bare.plan(article, strings, context["clinic"]) if bare.plan else ()
                made[bare] = planned, _text(bare, planned, context, compiled, folders)
            sheets = _style_sheets(template, folders)
            path = template_file(folders.templates, template.name)
        except ContentError as error:
            faults += error.findings
        else:
            planned, text = made[bare]
            filled.markups[name] = Markup(text, shown_path(path), sheets, *folders)
            if template.plan:
                filled.plans[name] = planned
    if faults:
        raise ContentError(dict.fromkeys(faults))
    return filled


def fill_page(
    name: str, sheet: str, values: Mapping[str, object], clinic: Clinic, folders: Folders
) -> Markup:
    """The mark-up of a template that shows no article; raises ContentError for a fault of it."""
    lang = clinic.lang or ENGLISH
    context = {
        "clinic": in_language(clinic, lang),
        "strings": interface_strings(folders.templates, lang),
        "lang": lang,
        **values,
    }
    template = Template(name, "leaflet", (sheet,))
    text = _text(template, (), context, environment(folders.templates), folders)
    sheets = _style_sheets(template, folders)
    path = shown_path(template_file(folders.templates, name))
    return Markup(text, path, sheets, *folders)


def render(template: Template, article: Article, clinic: Clinic, folders: Folders) -> Markup:
    """One template filled; raises ContentError with the template and line of a fault."""
    strings = interface_strings(folders.templates, article.front.lang)
    filled = fill({template.name: template}, article, clinic, folders, strings)
    return filled.markups[template.name]
