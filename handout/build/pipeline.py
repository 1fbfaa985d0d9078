"""Reads, checks, renders and proves each article, then puts its files into output/."""

import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from handout import fingerprint
from handout.build import cache, hand_edits, manifest, missing_glyphs, output, proof
from handout.build.cache import Inputs
from handout.build.draft import ClinicReading, Draft, draft, key, read_clinic
from handout.build.jobs import Job, run
from handout.build.locating import locate
from handout.build.manifest import Entry, Manifest
from handout.build.request import Outcome, Request
from handout.build.workers import Answer, Failure, Pool, Task, failure_of
from handout.checks.front_matter import turning_days
from handout.formats import FORMATS, Format, RenderedFile
from handout.model.errors import ContentError, HandoutError
from handout.model.findings import Finding, has_errors, warnings_as_errors
from handout.source.content import CLINIC, chosen, shown_path

_TRIES = 3
"""How often an article is begun anew when somebody saves while it is being made."""

ClinicOf = Callable[[str], ClinicReading]
"""Returns the clinic, read again when the key of what all articles share is another."""


class _Changed(Exception):  # noqa: N818  # no error: it is begun anew
    """A file was saved while an article was being made of it."""


def _broken(failure: Failure, name: str) -> Finding:
    """A fault of this computer; or of handout itself, with its place in the code."""
    if failure.no_room:
        message = f"there is no room for temporary files ({failure.reason})"
        advice = "make room on that disk, or name another folder in TMPDIR"
        return Finding("no-room", message, advice, name)
    advice = "send this line and the article to whoever looks after handout"
    message = f"handout itself fails on this article ({failure.reason})"
    return Finding("internal", message, advice, name)


def _failed(answer: Answer, row: Format, name: str) -> tuple[Finding, ...]:
    """Why a file was not made; raises what stops all articles alike."""
    if isinstance(answer, ContentError):
        return answer.findings
    if isinstance(answer, HandoutError):
        raise answer
    if answer.alive:
        return (_broken(answer, name),)
    advice = "look for a huge picture or table in the article, or allow more with --time-limit"
    return (Finding("maker", f"the {row.name} was not made: {answer.reason}", advice, name),)


class _Plan(NamedTuple):
    """What is to be made of an article, and what of it is there already."""

    draft: Draft
    inputs: Inputs
    keys: Mapping[str, str]
    """By the name of the format, as all mappings here."""
    entries: Mapping[str, Entry]
    """Of the manifest that lies there."""
    current: frozenset[str]
    """The formats whose files are up to date."""
    request: Request

    @property
    def name(self) -> str:
        """The article's file as the user names it."""
        return shown_path(self.draft.path)

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return cache.folder_of(self.draft.path, self.request)

    @property
    def rows(self) -> list[Format]:
        """The formats whose files are to be made."""
        return [FORMATS[name] for name in self.draft.markups if name not in self.current]

    @property
    def tasks(self) -> list[Task]:
        """What makes them, in the same order."""
        markups, clinic = self.draft.markups, self.draft.clinic
        return [Task(row.name, row.make, (markups[row.name], clinic)) for row in self.rows]


def _plan(path: Path, clinic: ClinicReading, request: Request, shared: str) -> _Plan:
    """What is to be made of an article; ContentError where it cannot be."""
    drafted = draft(path, clinic, request)
    folder = cache.folder_of(path, request)
    inputs = cache.inputs(path, drafted.read, request, shared)
    keys = {name: key(drafted, FORMATS[name]) for name in drafted.markups}
    before = manifest.read(folder)
    entries = dict(before.entries) if before else {}
    current = frozenset(
        name
        for name, wanted in keys.items()
        if name in entries and entries[name].key == wanted and cache.is_whole(entries[name], folder)
    )
    return _Plan(drafted, inputs, keys, entries, current, request)


def _located(plan: _Plan, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, each at its line of the article or of the clinic's file."""
    article, path, clinic = (
        plan.draft.article,
        plan.draft.path,
        plan.request.folders.content / CLINIC,
    )
    return tuple(locate(finding, article, path, clinic) for finding in findings)


def _new_entry(plan: _Plan, row: Format, file: RenderedFile) -> Entry:
    """The manifest's entry of a file that was made."""
    return Entry(
        f"{plan.draft.path.stem}-{row.name}.{row.extension}",
        plan.inputs.key,
        plan.keys[row.name],
        fingerprint.bytes_digest(file.data) if file.data else "",
        file.count,
        row.unit,
        _located(plan, file.findings),
    )


def _renewed_entry(plan: _Plan, name: str) -> Entry:
    """The manifest's entry of a file that stays; its findings may have moved to other lines."""
    entry = plan.entries[name]
    return entry._replace(inputs=plan.inputs.key, findings=_located(plan, entry.findings))


def _proven(plan: _Plan, row: Format, answer: Answer) -> RenderedFile:
    """A file with all findings about it, those of the proof that it is in step too."""
    if not isinstance(answer, RenderedFile):
        return RenderedFile(b"", 0, "", _failed(answer, row, plan.name))
    if not answer.data:  # its text is too long for the format
        return answer
    draft, templates = plan.draft, plan.request.folders.templates
    planned = draft.plans.get(row.name)
    findings = proof.check(draft.article, row, answer, templates, planned)
    return answer._replace(findings=(*answer.findings, *findings))


def _valid_days(plan: _Plan) -> tuple[str, str]:
    """From which day, and before which, the findings about dates are the same."""
    turns = (date.min, *turning_days(plan.draft.article), date.max)
    today = plan.request.today
    first, end = (max(d for d in turns if d <= today), min(d for d in turns if d > today))
    return first.isoformat(), end.isoformat()


def _manifest(plan: _Plan, files: Mapping[str, RenderedFile]) -> Manifest:
    """The manifest of an article once the files are written."""
    entries = dict(plan.entries)
    entries |= {name: _new_entry(plan, FORMATS[name], file) for name, file in files.items()}
    entries |= {name: _renewed_entry(plan, name) for name in plan.current}
    article = output.relative_path(plan.draft.path, plan.folder)
    findings, read = plan.draft.findings, plan.draft.read
    usual = None if plan.request.formats else tuple(plan.draft.markups)
    return Manifest(article, plan.inputs.key, read, _valid_days(plan), findings, entries, usual)


def _write(plan: _Plan, files: Mapping[str, RenderedFile], after: Manifest) -> Outcome:
    """Put the files in their place, all or none; what became of the article."""
    folder, entries = plan.folder, after.entries
    findings = cache.findings_of(after, plan.request)
    if other := cache.other_article(plan.draft.path, plan.request):
        message = f"its files would take the place of those of '{other}' in output/"
        alike = Finding("article-alike", message, "rename one of the two", plan.name)
        return Outcome(plan.name, (), (*findings, alike))
    data = {entries[name].file: file.data for name, file in files.items() if file.data}
    # Where a text is too long now, an older file, made of a shorter one, may not stay.
    gone = [entries[name].file for name, file in files.items() if not file.data]
    kept: Mapping[str, str] = {}
    try:
        kept = output.replace(folder, data, (manifest.NAME, manifest.encode(after)), gone)
    except OSError as error:
        if data or gone:  # else it is the manifest alone, which only costs time
            return Outcome(plan.name, (), (*findings, output.unwritable(error, folder)))
    there = tuple(
        cache.output_file(entries[name], folder, name in files)
        for name in plan.draft.markups
        if entries[name].digest
    )
    others = {*output.names_in(folder)} - {*kept.values()}
    notes = (*cache.older(after, plan.request, folder), *hand_edits.notes(folder, others))
    told = (*findings, *hand_edits.warnings(folder, kept), *notes)
    return Outcome(plan.name, there, told)


def _attempt(
    path: Path, clinic_of: ClinicOf, request: Request
) -> Generator[Sequence[Task], Sequence[Answer], Outcome]:
    """Everything asked for of one article; _Changed when it was saved meanwhile."""
    start = cache.inputs(path, (), request)
    try:
        plan = _plan(path, clinic_of(start.shared), request, start.shared)
    except ContentError as error:
        if cache.inputs(path, (), request) != start:
            raise _Changed from error
        findings = warnings_as_errors(error.findings) if request.strict else error.findings
        return Outcome(shown_path(path), (), findings)
    answers = (yield plan.tasks) if plan.rows else ()
    files = {r.name: _proven(plan, r, a) for r, a in zip(plan.rows, answers, strict=True)}
    files = missing_glyphs.locate(files, plan.draft.article, path, request.folders)
    now = cache.inputs(path, plan.draft.read, request)
    if now != plan.inputs or not start.stamps <= now.stamps:
        raise _Changed
    after = _manifest(plan, files)
    findings = cache.findings_of(after, request)
    return Outcome(plan.name, (), findings) if has_errors(findings) else _write(plan, files, after)


def _job(path: Path, clinic_of: ClinicOf, request: Request) -> Job[Outcome]:
    """What becomes of an article, begun anew when it is saved meanwhile."""
    name = shown_path(path)
    for _ in range(_TRIES):
        try:
            return (yield from _attempt(path, clinic_of, request))
        except _Changed:
            continue
        except HandoutError:  # such as a missing Pango: it stops every article alike
            raise
        except Exception as error:  # the other articles are still to be made
            if sys.flags.dev_mode:  # python -X dev build.py
                raise
            return Outcome(name, (), (_broken(failure_of(error), name),))
    message = "it, a picture of it or a template was saved again and again while it was made"
    return Outcome(name, (), (Finding("changing", message, "build again", name),))


def _finished(outcome: Outcome, path: Path, request: Request) -> Outcome:
    """The outcome of an article, and what a killed build has left where nothing could be made."""
    told = output.finish(cache.folder_of(path, request)) if outcome.failed else ()
    return outcome._replace(findings=(*outcome.findings, *told))


def build(
    request: Request, pool: Pool | None = None, known: Mapping[Path, Outcome] | None = None
) -> Iterator[Outcome]:
    """The outcome of each article in turn; `known` are those with nothing to do.

    Without a pool all is done in this process. Raises ContentError where nothing can be
    built at all, UsageError for a wrong name, SetupError where something must be installed.
    """
    paths = chosen(request.folders.content, request.articles)
    known = cache.up_to_date(paths, request) if known is None else known
    stale = [path for path in paths if path not in known]
    clinic_of = lru_cache(maxsize=1)(lambda _: read_clinic(request))
    if stale:
        clinic_of(cache.shared_key(request))
    outcomes = run(pool or Pool(0), (_job(path, clinic_of, request) for path in stale))
    for path in paths:
        yield known[path] if path in known else _finished(next(outcomes), path, request)
