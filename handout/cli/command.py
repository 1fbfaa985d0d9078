"""The command line: what is asked for, and a short report of what was made."""

import argparse
import contextlib
import gc
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from handout.build import cache, orphans
from handout.build.request import Outcome, Request
from handout.cli import report
from handout.cli.arguments import make_parser
from handout.cli.terminal import mute, prepare, progress_bar, say, say_exactly, write
from handout.formats import FORMATS, PRESS
from handout.model.errors import ContentError, HandoutError, SetupError, UsageError
from handout.model.findings import (
    UNREVIEWED,
    Severity,
    has_errors,
    nearest_word,
    warnings_as_errors,
)
from handout.model.markup import FONTS, Folders
from handout.source.content import CLINIC, asides, chosen, name_of, shown_path

if TYPE_CHECKING:
    from handout.build.orphans import Orphan
    from handout.build.workers import Pool
    from handout.model.findings import Finding


def _cores() -> int:
    """How many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # Linux alone tells
    return len(affinity(0)) if affinity else os.cpu_count() or 1


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
    _check_spelling(arguments.articles[:1], COMMANDS, "a command", arguments.content)
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


def _request(arguments: argparse.Namespace) -> Request:
    """What is asked for; raises UsageError for what is not there."""
    if not arguments.templates.is_dir():
        raise UsageError(f"there is no folder {shown_path(arguments.templates)}/ with templates")
    return Request(
        Folders(arguments.content, arguments.templates),
        arguments.output,
        _articles(arguments),
        _formats(arguments),
        arguments.strict,
        date.today(),
    )


def _pool(arguments: argparse.Namespace, request: Request, files: int) -> "Pool":
    """Workers for so many files, already warming up."""
    from handout.build import tasks  # late, here and below: not for an idle build

    names, size = request.formats or FORMATS, min(arguments.jobs or _cores(), files)
    return tasks.pool(names, size, arguments.time_limit, arguments.memory_limit)


def _collect_garbage() -> None:
    """Let garbage be collected from now on, which build.py has put off; libraries stay."""
    gc.freeze()
    gc.enable()


def _outcomes(
    arguments: argparse.Namespace, request: Request, paths: Sequence[Path]
) -> Iterator[Outcome]:
    """What becomes of each article; of the libraries only what is needed for it is imported."""
    known = cache.up_to_date(paths, request)
    stale = len(paths) - len(known)
    if not stale:
        yield from known.values()
        return
    with _pool(arguments, request, stale * len(request.formats or FORMATS)) as pool:
        # After the workers, which import what they need meanwhile.
        from handout.build import pipeline

        _collect_garbage()
        with progress_bar(stale, sys.stdout.isatty() and not arguments.json) as step:
            for outcome in pipeline.build(request, pool, known):
                yield outcome
                step()


def _asides(request: Request) -> tuple["Finding", ...]:
    """What is said of content/ in a build of all of it; ContentError where that stops it."""
    if request.articles:
        return ()
    found = asides(request.folders.content)
    if request.strict and has_errors(warnings_as_errors(found)):
        raise ContentError(warnings_as_errors(found))
    return found


def _found(request: Request, paths: Iterable[Path]) -> orphans.Found:
    """What is in output/ besides the files of these articles."""
    names = [name_of(path, request.folders.content) for path in paths]
    return orphans.find(request.output, names)


def _build_for_scripts(arguments: argparse.Namespace, request: Request) -> int:
    """Build, and report all of it as JSON."""
    outcomes: tuple[Outcome, ...] = ()
    findings: tuple[Finding, ...] = ()
    paths: tuple[Path, ...] = ()
    try:
        paths = chosen(request.folders.content, request.articles)
        findings = _asides(request)
        outcomes = tuple(_outcomes(arguments, request, paths))
    except ContentError as error:
        findings = error.findings
    found = _found(request, paths)
    findings = (*findings, *found.stopped, *_list_pages(request, outcomes))
    say_exactly(report.as_json(outcomes, findings, found.orphans))
    return 1 if has_errors(findings) or any(outcome.failed for outcome in outcomes) else 0


def _with_news(whole: Outcome, told: set["Finding"], request: Request) -> Outcome:
    """The outcome without what is said of files that all articles share, where it was `told`.

    Which languages nobody has read is said of all at once.
    """
    content, templates = request.folders.content, request.folders.templates
    shared = shown_path(content / CLINIC), f"{shown_path(content / FONTS)}/", f"{templates.name}/"

    def is_news(one: "Finding") -> bool:
        if one.severity is Severity.ERROR:
            return True  # it is why nothing was made of this one, too
        return one.rule != UNREVIEWED and not (one.path.startswith(shared) and one in told)

    fresh = tuple(filter(is_news, whole.findings))
    told.update(whole.findings)
    return whole._replace(findings=fresh)


def _list_pages(request: Request, outcomes: Iterable[Outcome]) -> tuple["Finding", ...]:
    """Renew the list of web pages where any was made; returns why that could not be."""
    pages = any(f.path.suffix == ".html" and f.fresh for one in outcomes for f in one.files)
    if not pages:
        return ()
    from handout.build import index, output  # late: not for an idle build

    try:
        index.update(request)
    except ContentError as error:
        return error.findings
    except OSError as error:
        return (output.unwritable(error, request.output),)
    return ()


def _build(arguments: argparse.Namespace) -> int:
    """Build, reporting each article as it is done."""
    request = _request(arguments)
    if arguments.json:
        return _build_for_scripts(arguments, request)
    paths = chosen(request.folders.content, request.articles)
    aside = _asides(request)
    outcomes = []
    told: set[Finding] = set()
    for whole in _outcomes(arguments, request, paths):
        outcome = _with_news(whole, told, request)
        outcomes.append(outcome)
        if report.is_reported(outcome, len(paths)):
            say(*report.article(outcome))
    found = _found(request, paths)
    listed = _list_pages(request, outcomes)
    last = (*aside, *found.stopped, *listed, *report.unreviewed(told))
    gone = report.orphans(found.orphans)
    say(*map(report.finding, last), *gone, report.summary(outcomes))
    return 1 if any(outcome.failed for outcome in outcomes) else 0


def _clean_up(orphan: "Orphan") -> Iterator[str]:
    """Remove what was made of an article that is gone; yields what is said of it."""
    removed = orphans.remove(orphan)
    yield from (f"  removed {shown_path(file)}" for file in removed)
    for file in (*orphan.files, *orphan.altered):
        if file not in removed:
            yield f"  kept {shown_path(file)}: it was changed since it was made"


def _clean(arguments: argparse.Namespace) -> int:
    """Remove what was made of articles that are gone."""
    failed, found = False, orphans.find(arguments.output)
    write(*map(report.finding, found.stopped))
    if not found.orphans:
        write("Nothing to remove: every file is of an article that is there.")
    for orphan in found.orphans:
        try:
            for line in _clean_up(orphan):
                write(line)
        except OSError as error:
            folder = shown_path(orphan.folder)
            write(f"  cannot remove {folder}/ ({error.strerror}); close its files")
            failed = True
    for file in orphans.kept(arguments.output):
        write(f"  kept {shown_path(file)}: it was changed by hand; only you may delete it")
    return 1 if failed else 0


def _watch(arguments: argparse.Namespace) -> int:
    """Build at each change, until Ctrl-C."""
    request = _request(arguments)
    with (
        _pool(arguments, request, len(request.formats or FORMATS) * _cores()) as pool,
        contextlib.suppress(KeyboardInterrupt),
    ):
        from handout.build.watch import rounds  # after the workers, which warm up meanwhile

        _collect_garbage()
        write("Building at each change; Ctrl-C ends it.")
        told: tuple[Finding, ...] = ()
        for outcomes in rounds(request, pool):
            for whole in outcomes:
                outcome = _with_news(whole, set(), request)
                if not outcome.up_to_date or outcome.findings:
                    write(*report.article(outcome))
            with contextlib.suppress(ContentError):  # the round has told it
                unread = report.unreviewed(one for whole in outcomes for one in whole.findings)
                before, told = told, (*_asides(request), *unread)
                write(*(report.finding(one) for one in told if one not in before))
    return 0


def _serve(arguments: argparse.Namespace) -> int:
    """Show what is made on a page that follows every edit, until Ctrl-C."""
    try:
        from handout.build.watch import rounds
        from handout.preview.serving import serve
    except ModuleNotFoundError as error:
        message = f"the page needs {error.name}, which is not installed; run: make serve"
        advice = "or: pip install -r .requirements/serve.txt"
        raise SetupError(f"{message} ({advice})") from error
    request = _request(arguments)
    with _pool(arguments, request, len(request.formats or FORMATS) * _cores()) as pool:
        _collect_garbage()
        follow = partial(rounds, request, pool)
        serve(request, follow, arguments.port, arguments.open)
    return 0


def _in_worker(
    function: Callable[..., str], *given: object, limit: float = 120, megabytes: int = 1024
) -> str:
    """What the function returns, within the limits of a worker; raises HandoutError."""
    from handout.build.jobs import run
    from handout.build.pipeline import asked
    from handout.build.workers import Pool, Task

    with Pool(1, limit, megabytes=megabytes) as pool:
        task = Task("", function, given)
        (words,) = run(pool, [asked(task, "the file was not read", str(given[0]))])
    return str(words)


def _layouts(arguments: argparse.Namespace) -> int:
    """Print which layouts of a clinic's own PowerPoint file would be used."""
    from handout.slides.custom_template import mapping_of_file  # late: only here

    write(*_in_worker(mapping_of_file, arguments.file).split("\n"))
    return 0


def _translated(arguments: argparse.Namespace) -> int:
    """Note in translations which version of their originals they were checked against."""
    from handout.build.translated import note  # late: only here

    for path in chosen(arguments.content, arguments.articles):
        write(_in_worker(note, path, arguments.content))
    return 0


def _imported(arguments: argparse.Namespace) -> int:
    """Make articles of Word files and of other people's Markdown."""
    from handout.cli import imports  # late: only here

    limits = {"limit": arguments.time_limit, "megabytes": arguments.memory_limit}
    return imports.run(arguments, partial(_in_worker, **limits))


def _released(arguments: argparse.Namespace) -> int:
    """Build, then keep what is handed out."""
    from handout.cli import records  # late, here and below: only for these commands

    request = _request(arguments)
    paths = chosen(request.folders.content, request.articles)
    return records.release(zip(paths, _outcomes(arguments, request, paths), strict=True), request)


def _recorded(arguments: argparse.Namespace) -> int:
    """Say what was handed out, the state of all articles, or what changed."""
    from handout.cli import records

    return records.COMMANDS[arguments.command](arguments, _request(arguments))


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "": _build,
    "serve": _serve,
    "watch": _watch,
    "clean": _clean,
    "layouts": _layouts,
    "translated": _translated,
    "import": _imported,
    "release": _released,
    **dict.fromkeys(("releases", "status", "changes"), _recorded),
}
"""By the first word; without one of these it is a build."""


def _run(words: Sequence[str]) -> int:
    """Run a command line, its faults reported."""
    command = words[0] if words and words[0] in COMMANDS else ""
    arguments = make_parser(command).parse_args(words[1:] if command else words)
    try:
        return COMMANDS[command](arguments)
    except ContentError as error:
        write(*map(report.finding, error.findings))
        return 1
    except UsageError as error:
        write(f"error: {error}", stream=sys.stderr)
        return 2
    except HandoutError as error:
        write(*f"error: {error}".split("\n"), stream=sys.stderr)  # with commands to run
        return 1


def main(words: Sequence[str]) -> int:
    """Run a command line; returns the exit code."""
    prepare()
    try:
        return _run(words)
    except BrokenPipeError:  # a watch whose reader has left
        mute()
        return 1
    except KeyboardInterrupt:
        write("Stopped; what was not yet made lies in output/ as it was.", stream=sys.stderr)
        return 130
