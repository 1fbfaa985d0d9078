"""The command line: what is asked for, and a short report of what was made."""

import argparse
import contextlib
import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from handout.build import index, orphans, targets
from handout.build.request import Outcome, Request
from handout.build.targets import Target
from handout.cli import asked, report
from handout.cli.arguments import folder_options, limits, make_parser
from handout.cli.terminal import mute, prepare, progress_bar, say, say_exactly, write
from handout.formats import FORMATS
from handout.model.errors import ContentError, HandoutError, SetupError, UsageError
from handout.model.findings import REMARKS, UNREVIEWED, has_errors, warnings_as_errors
from handout.model.installation import IS_INSTALLED
from handout.model.markup import shown_path
from handout.source import clinics
from handout.source.content import asides, chosen, name_of

if TYPE_CHECKING:
    import threading

    from handout.build.orphans import Orphan
    from handout.build.workers import Pool
    from handout.model.findings import Finding


def _pool(request: Request, files: int) -> "Pool":
    """Workers for so many files, already warming up."""
    from handout.build import tasks  # late, here and below: not for an idle build

    names, most = request.formats or FORMATS, request.limits
    return tasks.pool(names, min(most.workers, files), most.seconds, most.megabytes)


def _collect_garbage() -> None:
    """Let garbage be collected from now on, which build.py has put off; libraries stay."""
    gc.freeze()
    gc.enable()


def _outcomes(
    arguments: argparse.Namespace, request: Request, wanted: Sequence[Target]
) -> Iterator[Outcome]:
    """What becomes of each article; of the libraries only what is needed for it is imported."""
    known = targets.up_to_date(wanted)
    stale = len(wanted) - len(known)
    if not stale:
        yield from (known[one.key] for one in wanted)
        return
    with _pool(request, stale * len(request.formats or FORMATS)) as pool:
        # After the workers, which import what they need meanwhile.
        from handout.build import pipeline

        _collect_garbage()
        with progress_bar(stale, sys.stdout.isatty() and not arguments.json) as step:
            for outcome in pipeline.build(request, pool, known):
                yield outcome
                step()
        _list_pages(request, pool)  # while its workers are warm; whoever asks again is told


def _asides(request: Request) -> tuple["Finding", ...]:
    """What is said of content/ in a build of all of it; ContentError where that stops it."""
    if request.articles:
        return ()
    content = request.folders.content
    found = asides(content)
    if request.clinics:  # else each article tells it
        found = (*found, *clinics.strangers(chosen(content, ()), content))
    if request.strict and has_errors(warnings_as_errors(found)):
        raise ContentError(warnings_as_errors(found))
    return found


def _found(request: Request, wanted: Sequence[Target]) -> orphans.Found:
    """What is in output/ besides the files of these articles."""
    content = request.folders.content
    names = (f"{one.request.folders.clinic}/{name_of(one.path, content)}" for one in wanted)
    there = [name.removeprefix("/") for name in names]
    # Of clinics that are not asked for nothing is said, but where their files are gone.
    known = clinics.names(content)
    inside = () if {*request.clinics} == {*known} else request.clinics
    return orphans.find(request.output, there, inside, () if request.clinics else known)


def _code(
    arguments: argparse.Namespace, outcomes: Iterable[Outcome], findings: Iterable["Finding"]
) -> int:
    """The exit code of a build: a format that was asked for by its name is to be there."""
    failed = (one.failed or (arguments.format and one.not_made) for one in outcomes)
    return 1 if has_errors(findings) or any(failed) else 0


def _build_for_scripts(arguments: argparse.Namespace, request: Request) -> int:
    """Build, and report all of it as JSON."""
    outcomes: tuple[Outcome, ...] = ()
    findings: tuple[Finding, ...] = ()
    wanted: tuple[Target, ...] = ()
    try:
        wanted = targets.targets(request)
        findings = _asides(request)
        whole = tuple(_outcomes(arguments, request, wanted))
        outcomes = tuple(one for one in whole if one.is_of_article)
        findings = (*findings, *(f for one in whole if not one.is_of_article for f in one.findings))
    except ContentError as error:
        findings = error.findings
    found = _found(request, wanted)
    findings = (*findings, *found.stopped, *_list_pages(request))
    say_exactly(report.as_json(outcomes, findings, found.orphans))
    return _code(arguments, outcomes, findings)


def _news(whole: Outcome, told: set["Finding"], request: Request) -> list["Finding"]:
    """What is to be said of an outcome: what was `told` of a file that articles share is not.

    Nor is it what was said of the article when it was made for another clinic. Which languages
    nobody has read, and how much reviews would say, is told of all at once.
    """
    if not whole.findings:
        return []
    fresh = [
        one
        for one in whole.findings
        if one.rule not in (UNREVIEWED, REMARKS)
        and not (one in told and (request.clinics or one.path != whole.path))
    ]
    told.update(whole.findings)
    return fresh


def _list_pages(request: Request, pool: "Pool | None" = None) -> list["Finding"]:
    """Renew the lists of web pages where any was made or went; returns why that could not be.

    Without a pool a worker starts for it.
    """
    stale = [one for one in request.of_each_clinic() if not index.is_current(one)]
    if not stale:
        return []
    from handout.build import calls, tasks  # late: not for an idle build

    said: list[Finding] = []
    what = "the list of pages was not written"
    for one in stale:
        name = shown_path(one.output)
        try:
            if pool:
                calls.within(pool, tasks.listing(one), name, what)
            else:
                calls.one(tasks.list_pages, name, (one,), what, one.limits)
        except ContentError as error:
            said += error.findings
    return said


def _build(arguments: argparse.Namespace) -> int:
    """Build, reporting each article as it is done."""
    request = asked.request(arguments)
    if arguments.json:
        return _build_for_scripts(arguments, request)
    wanted = targets.targets(request)
    aside = _asides(request)
    outcomes = []
    told: set[Finding] = set()
    for outcome in _outcomes(arguments, request, wanted):
        news = _news(outcome, told, request)
        outcomes.append(outcome)
        if report.is_reported(outcome, news, len(wanted)):
            say(*report.article(outcome, news))
    found = _found(request, wanted)
    listed = _list_pages(request)
    apart = (one for one in aside if one not in told)  # of two alike codes an article tells itself
    last = (*apart, *found.stopped, *listed, *report.unreviewed(told), *report.remarks(told))
    gone = report.orphans(found.orphans, partial(folder_options, arguments, "output"))
    say(*map(report.finding, last), *gone, report.summary(outcomes))
    return _code(arguments, outcomes, aside)


def _clean_up(orphan: "Orphan") -> Iterator[str]:
    """Remove what was made of what is gone; yields what is said of it."""
    removed = orphans.remove(orphan)
    yield from (f"  removed {shown_path(file)}" for file in removed)
    for file in (*orphan.files, *orphan.altered):
        if file not in removed:
            yield f"  kept {shown_path(file)}: it was changed since it was made"


def _clean(arguments: argparse.Namespace) -> int:
    """Remove what was made of articles that are gone, and in formats that are."""
    failed, found = False, orphans.find(arguments.output)
    write(*map(report.finding, found.stopped))
    gone = (*found.orphans, *found.dropped)
    if not gone:
        write("Nothing to remove: every file is of an article, and in a format, that is there.")
    for orphan in gone:
        try:
            for line in _clean_up(orphan):
                write(line)
        except OSError as error:
            folder = shown_path(orphan.folder)
            write(f"  cannot remove {folder}/ ({error.strerror}); close its files")
            failed = True
    whole = asked.everything(arguments)
    for one in () if failed else (whole, whole._replace(clinics=index.clinics(whole.output))):
        write(*map(report.finding, _list_pages(one)))
    for file in orphans.kept(arguments.output):
        write(f"  kept {shown_path(file)}: it was changed by hand; only you may delete it")
    return 1 if failed else 0


def _watch(arguments: argparse.Namespace) -> int:
    """Build at each change, until Ctrl-C."""
    request = asked.request(arguments)
    with (
        _pool(request, len(request.formats or FORMATS) * limits(arguments).workers) as pool,
        contextlib.suppress(KeyboardInterrupt),
    ):
        from handout.build.watch import rounds  # after the workers, which warm up meanwhile

        _collect_garbage()
        write("Building at each change; Ctrl-C ends it.")
        told: tuple[Finding, ...] = ()
        unread: set[Finding] = set()
        remarks: dict[str, Finding] = {}
        for outcomes in rounds(request, pool):
            said: set[Finding] = set()
            for outcome in outcomes:
                unread.update(one for one in outcome.findings if one.rule == UNREVIEWED)
                remarks.update((o.path, o) for o in outcome.findings if o.rule == REMARKS)
                news = _news(outcome, said, request)
                if not outcome.up_to_date or news:
                    write(*report.article(outcome, news))
            write(*map(report.finding, _list_pages(request, pool)))
            with contextlib.suppress(ContentError):  # the round has told it
                before, told = (
                    told,
                    (
                        *_asides(request),
                        *report.unreviewed(unread),
                        *report.remarks(remarks.values()),
                    ),
                )
                write(*(report.finding(one) for one in told if one not in before))
    return 0


def _serve(arguments: argparse.Namespace) -> int:
    """Show what is made on a page that follows every edit, until Ctrl-C."""
    try:
        from handout.build.watch import Onlooker, rounds
        from handout.preview.serving import serve
    except ModuleNotFoundError as error:
        if not IS_INSTALLED:
            raise  # build.py sets up
        install = f'"{sys.executable}" -m pip install starlette uvicorn'
        raise SetupError(f"the page needs {error.name}; install it:\n  {install}") from error
    request = asked.of_one_clinic(arguments)
    with _pool(request, len(request.formats or FORMATS) * limits(arguments).workers) as pool:
        _collect_garbage()

        def follow(stop: "threading.Event", onlooker: Onlooker) -> Iterator[Iterator[Outcome]]:
            def all_made() -> None:
                onlooker.told_quiet()
                write(*map(report.finding, _list_pages(request, pool)))

            listing = onlooker._replace(told_quiet=all_made)
            return rounds(request, pool, stop, onlooker=listing)

        serve(request, follow, arguments.port, arguments.open)
    return 0


def _layouts(arguments: argparse.Namespace) -> int:
    """Print which layouts of a clinic's own PowerPoint file would be used."""
    from handout.build import calls, tasks  # late, here and below: only for these commands
    from handout.cli.records import tell

    given = {str(arguments.file): (arguments.file,)}
    return tell(calls.each(tasks.layouts, given, "the file was not read", limits(arguments)))


def _translated(arguments: argparse.Namespace) -> int:
    """Note in translations which version of their originals they were checked against."""
    from handout.build import calls, tasks
    from handout.cli.records import tell

    paths = chosen(arguments.content, arguments.articles)
    given = {shown_path(path): (path, arguments.content) for path in paths}
    return tell(calls.each(tasks.translated, given, "the file was not read", limits(arguments)))


def _imported(arguments: argparse.Namespace) -> int:
    """Make articles of Word files and of other people's Markdown."""
    from handout.cli import imports  # late: only here

    return imports.run(arguments)


def _reviewed(arguments: argparse.Namespace) -> int:
    """Say what a second pair of eyes sees in the texts."""
    from handout.cli import reviews  # late: only here

    return reviews.run(arguments, asked.request(arguments))


def _released(arguments: argparse.Namespace) -> int:
    """Build, then keep what is handed out."""
    from handout.cli import records

    request = asked.request(arguments)
    code = records.release(_outcomes(arguments, request, targets.targets(request)), request)
    say(*map(report.finding, _list_pages(request)))
    return code


def _recorded(arguments: argparse.Namespace) -> int:
    """Say what was handed out, the state of all articles, or what changed."""
    from handout.cli import records

    return records.COMMANDS[arguments.command](arguments, asked.request(arguments))


def _begin(arguments: argparse.Namespace) -> int:
    """Begin a folder or an article, or copy templates."""
    from handout.cli import starting  # late: only for these commands

    return starting.COMMANDS[arguments.command](arguments)


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "": _build,
    "serve": _serve,
    "watch": _watch,
    "clean": _clean,
    "layouts": _layouts,
    "translated": _translated,
    "import": _imported,
    "release": _released,
    "review": _reviewed,
    **dict.fromkeys(("releases", "status", "changes"), _recorded),
    **dict.fromkeys(("init", "new", "templates"), _begin),
}
"""By the first word; without one of these it is a build."""


def _run(words: Sequence[str], home: Path) -> int:
    """Run a command line, its faults reported."""
    command = words[0] if words and words[0] in COMMANDS else ""
    arguments = make_parser(command, home).parse_args(words[1:] if command else words)
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


def main(words: Sequence[str], home: Path | None = None) -> int:
    """Run a command line, its folders in `home` or the working folder; returns the exit code."""
    prepare()
    try:
        return _run(words, home or Path())
    except BrokenPipeError:  # a watch whose reader has left
        mute()
        return 1
    except KeyboardInterrupt:
        write("Stopped; what was not yet made lies in output/ as it was.", stream=sys.stderr)
        return 130
