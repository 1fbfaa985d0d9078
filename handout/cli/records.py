"""The commands about what was handed out: release, releases, status, changes."""

import argparse
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from handout.build import calls, tasks
from handout.build.request import Outcome, Request
from handout.build.status import Row, gone, status
from handout.build.targets import targets
from handout.cli import report
from handout.cli.terminal import say, say_exactly
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import shown_path
from handout.source import clinics, releases
from handout.source.content import chosen, chosen_for
from handout.templating.changes import Line, Passage, halves
from handout.templating.shown_lines import CELL


def tell(answers: Iterable[Sequence[str] | ContentError]) -> int:
    """Say what workers have answered, or why they could not; returns the exit code."""
    code = 0
    for one in answers:
        if isinstance(one, ContentError):
            say(*map(report.finding, one.findings))
            code = 1
        else:
            say(*one)
    return code


def _tell_each(names: Iterable[str], answers: Iterable[Sequence[str] | ContentError]) -> int:
    """Say what was kept of each; what several clinics share once. Returns the exit code."""
    code, told = 0, set[Finding]()
    for name, one in zip(names, answers, strict=True):
        if isinstance(one, ContentError):
            fresh = [finding for finding in one.findings if finding not in told]
            told.update(fresh)
            say(f"✗ {name} — not kept", *map(report.finding, fresh))
            code = 1
        else:
            say(*one)
    return code


def release(built: Iterable[Outcome], request: Request) -> int:
    """Keep what is handed out of articles that are built; returns the exit code."""
    code, sound = 0, dict[str, tuple[Path, Request]]()
    each = {one.folders.clinic: one for one in request.of_each_clinic()}
    paths = {shown_path(path): path for path in chosen(request.folders.content, request.articles)}
    for outcome in built:
        if outcome.failed:
            say(*report.article(outcome, outcome.findings))
            code = 1
        else:
            path, one = paths[outcome.path], each[outcome.clinic]
            sound[one.named(path)] = path, one
    answers = calls.each(tasks.keep, sound, "it was not kept", request.limits)
    return max(code, _tell_each(sound, answers))


def _released(path: Path, request: Request) -> list[str]:
    """What was handed out of an article, the last version first."""
    kept = releases.known(releases.folder_of(path, request.folders))
    lines = [f"{request.named(path)}{'' if kept else ' — nothing was released'}"]
    for one in reversed(kept):
        head = f"  {one.version}, released on {one.day} (reviewed {one.reviewed}): "
        lines += f"{head}{shown_path(one.folder)}/", f"    {', '.join(one.files) or 'no files'}"
    return lines


def _list_releases(arguments: argparse.Namespace, request: Request) -> int:
    """Say what was handed out of articles."""
    given = {one.named(path): (path, one) for path, one in targets(request)}
    return tell(calls.each(_released, given, "its releases were not read", request.limits))


def _on_the_rack(row: Row) -> str:
    """Which copies are out of date, and which take their place; empty where none is."""
    if not row.take_off:
        return ""
    instead = f"put out {row.put_out}" if row.put_out else "there is none to put out instead"
    return f"take off the rack: {', '.join(row.take_off)} ({instead})"


def _remarks(row: Row) -> str:
    """What is to be done about an article; empty where nothing is."""
    remarks = {
        "gone": "gone",
        "broken": "cannot be read: build it to see why",
        "overdue": "its review is overdue",
        "draft": "a draft, which nobody has reviewed",
        "unapproved": "a draft, which nobody has approved",
        "due": "its review is due within 90 days",
    }
    told = [
        remarks.get(row.review, ""),
        "changed since its last release" if row.changed else "",
        _on_the_rack(row),
        row.behind,
    ]
    return "; ".join(filter(None, told)) or "fine"


_HEADS = ("article", "version", "reviewed", "next review", "released", "state")


def table(rows: Sequence[Row]) -> list[str]:
    """The state of articles in columns."""
    cells = [
        (
            row.article,
            row.version or "–",
            row.reviewed or "–",
            row.next_review or "–",
            f"{row.released} on {row.released_on}" if row.released else "–",
            _remarks(row),
        )
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(_HEADS, *cells, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (_HEADS, *cells)
    ]


def _show_status(arguments: argparse.Namespace, request: Request) -> int:
    """Say the state of articles, as a table or for scripts."""
    states = {
        one.folders.clinic: [*gone(one), *status(chosen_for(one.folders, request.articles), one)]
        for one in request.of_each_clinic()
    }
    if {*request.clinics} == {*clinics.names(request.folders.content)} and request.clinics:
        states |= {"": rows} if (rows := gone(request)) else {}  # of clinics that are gone, too
    if arguments.json:
        named = ((row, clinic) for clinic, rows in states.items() for row in rows)
        data = [row._asdict() | ({"clinic": of} if of else {}) for row, of in named]
        say_exactly(f"{json.dumps(data, indent=2)}\n")
        return 0
    for clinic, rows in states.items():
        head = f"{clinic}:" if clinic else "of no clinic that is there:" if request.clinics else ""
        say(*filter(None, [head]), *table(rows))
    return 0


def _line(line: Line) -> str:
    """A line of one version, for a terminal."""
    around = {"moved": ("moved: ", ""), "from": (" (it was in ", ")")}
    marks = ((around.get(state, ("", "")), text) for state, text in line)
    told = "".join(f"{begin}{text or 'the beginning'}{end}" for (begin, end), text in marks)
    return told.replace(CELL, " | ")


def _told(line: Line) -> list[str]:
    """A line that changed, for a terminal: as it was, and as it is now."""
    was, now = halves(line)
    if was and now:
        return [f"    Was: {_line(was)}", f"    Now: {_line(now)}"]
    label = "" if line[0].state == "moved" else "New: " if now else "Taken out: "
    return [f"    {label}{_line(line)}"]


def _passage(passage: Passage) -> list[str]:
    """A part that changed, for a terminal."""
    state = "" if passage.state == "changed" else f" ({passage.state})"
    lines = [line for line in (passage.heading, *passage.lines) if line]
    return [f"  {passage.title or 'the beginning'}{state}", *chain(*map(_told, lines))]


def _show_changes(arguments: argparse.Namespace, request: Request) -> int:
    """Say what changed between two versions of an article, for each clinic that it is for."""
    for one in targets(request._replace(articles=(arguments.article,))):
        _show_change(arguments, *one)
    return 0


def _show_change(arguments: argparse.Namespace, path: Path, request: Request) -> None:
    """Say what changed between two versions of an article; write its sheet and its page."""
    given, limits = (path, request, arguments.versions[:2]), request.limits
    told, files = calls.one(tasks.changes, shown_path(path), given, "it was not compared", limits)
    span = f"{told.old} to {told.new}"
    if told.old == told.new:
        span = f"{told.old} as released to the text as it is now"
    say(f"{request.named(path)}: what changed from version {span}")
    say(*(line[2:] for line in _told(told.versions)))
    for passage in told.passages:
        say(*_passage(passage))
    say(*(f"  {name}: another picture under the same name" for name in told.pictures))
    if not (told.passages or told.pictures):
        say("  nothing")
    for file in files:
        say(f"  {shown_path(file)}")


COMMANDS: Mapping[str, Callable[[argparse.Namespace, Request], int]] = {
    "releases": _list_releases,
    "status": _show_status,
    "changes": _show_changes,
}
"""By their names; a release builds first."""
