"""What a command line asks for: articles, formats, clinics; UsageError for what is not there."""

import argparse
import time
from collections.abc import Collection, Iterable
from pathlib import Path

from handout.build.request import Request
from handout.cli.arguments import PURPOSES, limits
from handout.formats import FORMATS, PRESS
from handout.model.errors import UsageError
from handout.model.findings import nearest_word
from handout.model.installation import TEMPLATES
from handout.model.markup import Folders, shown_path
from handout.source import clinics
from handout.source.content import articles, folded


def _check_spelling(names: Iterable[str], known: Collection[str], what: str, content: Path) -> None:
    """Raise UsageError for a name that is no article, and nearly that of something else."""
    for name in names:
        near = "" if Path(name).suffix else nearest_word(name, known)
        if (content / f"{name}.md").is_file():
            continue
        if near == name:
            raise UsageError(f"write '{name}' first, before what begins with '--'")
        if near:
            raise UsageError(f"'{name}' is neither {what} nor an article; did you mean '{near}'?")


def _asked(arguments: argparse.Namespace) -> tuple[str, ...]:
    """What stands behind `--format`, one by one: `leaflet,slides` names two."""
    words = ((one, one.replace(",", " ").split()) for one in arguments.format or ())
    lists = (parts if set(parts) & FORMATS.keys() else [one] for one, parts in words)
    return tuple(name for names in lists for name in names)


def _articles(arguments: argparse.Namespace) -> tuple[str, ...]:
    """The articles that are asked for, those behind the names of formats too."""
    others = [name for name in _asked(arguments) if name not in FORMATS]
    _check_spelling(others, FORMATS, "a format", arguments.content)
    _check_spelling(
        arguments.articles[:1], tuple(filter(None, PURPOSES)), "a command", arguments.content
    )
    return (*arguments.articles, *others)


def _formats(arguments: argparse.Namespace) -> tuple[str, ...]:
    """The formats that are asked for; none where clinic.yaml is to say."""
    names = tuple(dict.fromkeys(name for name in _asked(arguments) if name in FORMATS))
    if arguments.printer == "office":
        return names
    pressed = tuple(f"{name}{PRESS}" for name in names or FORMATS if f"{name}{PRESS}" in FORMATS)
    if not pressed:
        raise UsageError(f"no print shop prints {', '.join(names)}; name another format")
    return pressed


def _templates(arguments: argparse.Namespace) -> Path:
    """The clinic's own folder of templates; handout's where it has none."""
    own: Path = arguments.templates
    if own.is_dir():
        return own
    if own != arguments.home / "templates":
        raise UsageError(f"there is no folder {shown_path(own)}/ with templates")
    return TEMPLATES


def _clinics(arguments: argparse.Namespace) -> tuple[str, ...]:
    """The clinics that are asked for; none where it is that of clinic.yaml."""
    asked = [name for one in arguments.clinic or () for name in one.replace(",", " ").split()]
    if not asked:
        return ()
    content: Path = arguments.content
    wanted = clinics.chosen(content, asked)
    taken = {folded(name.partition("/")[0]) for name in articles(content)}
    for name in wanted:
        if folded(name) in taken:
            told = f"the clinic '{name}' is called as an article is, or a folder of articles"
            raise UsageError(f"{told}; rename its file, as both would lie in one folder of output/")
    return wanted


def everything(arguments: argparse.Namespace) -> Request:
    """A build of all that is there."""
    folders, day = Folders(arguments.content, _templates(arguments)), time.strftime("%Y-%m-%d")
    return Request(folders, arguments.output, day=day, limits=limits(arguments))


def request(arguments: argparse.Namespace) -> Request:
    """What is asked for; raises UsageError for what is not there."""
    return everything(arguments)._replace(
        articles=_articles(arguments),
        formats=_formats(arguments),
        strict=arguments.strict,
        clinics=_clinics(arguments),
    )


def of_one_clinic(arguments: argparse.Namespace) -> Request:
    """What is asked for of the one clinic that can be shown at a time."""
    whole = request(arguments)
    if len(whole.clinics) > 1:
        names = ", ".join(whole.clinics)
        raise UsageError(f"the page shows one clinic at a time; name one with --clinic: {names}")
    return whole.of_each_clinic()[0]
