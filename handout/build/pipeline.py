"""Lets workers read each article and make its files, then puts these into output/."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from handout.build import cache, hand_edits, manifest, output, tasks
from handout.build.calls import asked, broken, stopped
from handout.build.jobs import Job, run
from handout.build.manifest import Entry, Manifest
from handout.build.request import Outcome, Request
from handout.build.targets import Known, Target, targets, up_to_date
from handout.build.tasks import READ, Packed, Planned
from handout.build.workers import Answer, Failure, Pool, Task, failure_of
from handout.formats import FORMATS, Format, RenderedFile
from handout.model import fingerprint
from handout.model.errors import ContentError, HandoutError
from handout.model.findings import Finding, Severity, has_errors, warnings_as_errors
from handout.model.markup import shown_path
from handout.source.content import same_codes

_TRIES = 3
"""How often an article is begun anew when somebody saves while it is being made."""


class _Changed(Exception):  # noqa: N818  # no error: it is begun anew
    """A file was saved while an article was being made of it."""


class _ClinicCache:
    """The clinic as a worker read it, read again when what all articles share is another."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._read_for, self._clinic = "", b""
        self.renew()

    def renew(self) -> None:
        """Look again at what all articles share: it may have changed since."""
        self.key = cache.shared_key(self._request)

    def read(self) -> Job[Packed]:
        """The clinic for the key; raises ContentError."""
        key = self.key
        if key != self._read_for:
            name = shown_path(self._request.folders.clinic_file)
            task = Task(READ, tasks.clinic, (self._request,))
            self._clinic = yield from asked(task, "the clinic was not read", name)
            self._read_for = key
        return self._clinic


class _Making(NamedTuple):
    """An article whose files are being made."""

    path: Path
    planned: Planned
    request: Request

    @property
    def name(self) -> str:
        """The article's file as the user names it."""
        return shown_path(self.path)

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return cache.folder_of(self.path, self.request)


def _file(answer: Answer) -> RenderedFile:
    """What was made; nothing, where a finding says why; raises what stops all articles alike."""
    if isinstance(answer, ContentError):
        return RenderedFile(b"", 0, "", answer.findings)
    if isinstance(answer, HandoutError):
        raise answer
    assert isinstance(answer, RenderedFile)
    return answer


class _Files(NamedTuple):
    """The files that were made, proven, and why others were not; by the name of the format."""

    made: Mapping[str, RenderedFile]
    failed: Mapping[str, Finding]
    """One that died spoils no other."""


def _made(making: _Making) -> Job[_Files]:
    """The files that are to be made; raises ContentError where they cannot be proven."""
    planned, name = making.planned, making.name
    if not planned.markups:
        return _Files({}, {})
    answers = dict(zip(planned.markups, (yield tasks.making(planned)), strict=True))
    failures = {n: a for n, a in answers.items() if isinstance(a, Failure)}
    failed = {n: stopped(a, f"the {n} was not made", name) for n, a in failures.items()}
    files = {n: _file(answer) for n, answer in answers.items() if n not in failed}
    # Of the bytes all that a proof asks is whether there are any.
    sent = {n: file._replace(data=file.data[:1], beside={}) for n, file in files.items()}
    task = Task(READ, tasks.prove, (planned.article, sent, making.path, making.request))
    findings = yield from asked(task, "its files were not proven", name)
    made = {n: file._replace(findings=findings[n]) for n, file in files.items()}
    return _Files(made, failed)


def _new_entry(making: _Making, row: Format, file: RenderedFile) -> Entry:
    """The manifest's entry of a file that was made."""
    return Entry(
        row.file_name(making.path.stem),
        making.planned.inputs.key,
        making.planned.keys[row.name],
        fingerprint.bytes_digest(file.data) if file.data else "",
        file.count,
        row.unit,
        {name: fingerprint.bytes_digest(data) for name, data in file.beside.items()},
        file.findings,
    )


def _manifest(making: _Making, files: Mapping[str, RenderedFile]) -> Manifest:
    """The manifest of an article once the files are written."""
    planned = making.planned
    new = {name: _new_entry(making, FORMATS[name], file) for name, file in files.items()}
    article = output.relative_path(making.path, making.folder)
    usual = None if making.request.formats else tuple(planned.keys)
    folders = making.request.folders
    clinic = output.relative_path(folders.clinic_file, making.folder) if folders.clinic else ""
    return Manifest(
        article,
        planned.inputs.key,
        planned.read,
        planned.days,
        planned.findings,
        {**planned.entries, **new},
        usual,
        clinic,
    )


def _write(making: _Making, files: _Files, after: Manifest) -> Outcome:
    """Put the files in their place, all or none; what became of the article."""
    folder, entries = making.folder, after.entries
    findings = (*cache.findings_of(after, making.request), *files.failed.values())
    if other := cache.other_article(making.path, making.request):
        message = f"its files would take the place of those of '{other}' in output/"
        alike = Finding("article-alike", message, "rename one of the two", making.name)
        return Outcome(making.name, (), (*findings, alike))
    data = {entries[name].file: file.data for name, file in files.made.items() if file.data}
    data |= {name: held for file in files.made.values() for name, held in file.beside.items()}
    # Where a text is too long now, an older file, made of a shorter one, may not stay.
    gone = [entries[name].file for name, file in files.made.items() if not file.data]
    before = (making.planned.entries.get(name) for name in files.made)
    gone += [name for entry in before if entry for name in entry.beside if name not in data]
    kept: Mapping[str, str] = {}
    try:
        kept = output.replace(folder, data, (manifest.NAME, manifest.encode(after)), gone)
    except OSError as error:
        if data or gone:  # else it is the manifest alone, which only costs time
            return Outcome(making.name, (), (*findings, output.unwritable(error, folder)))
    others = {*output.names_in(folder)} - {*kept.values()}
    notes = (*cache.older(after, folder), *hand_edits.notes(folder, others))
    told = (*findings, *hand_edits.warnings(folder, kept), *notes)
    right = {name: one for name, one in entries.items() if name not in files.failed}
    made = cache.outcome_of(making.path, making.planned.keys, right, folder, files.made)
    return made._replace(findings=told)


def _attempt(
    path: Path, clinic: _ClinicCache, request: Request, codes: tuple[Finding, ...]
) -> Job[Outcome]:
    """Everything asked for of one article; _Changed when it was saved meanwhile.

    `codes` are errors where its copies could not be told from those of another.
    """
    # The key as it was looked at last: the articles of a build need not all look. Had it changed
    # since, it would be another in the end.
    name, start = shown_path(path), cache.inputs(path, (), request, clinic.key)
    try:
        packed = yield from clinic.read()
        task = Task(READ, tasks.plan, (path, packed, request, start.shared))
        planned: Planned = yield from asked(task, "the article was not read", name)
        making = _Making(path, planned, request)
        files = yield from _made(making)
    except ContentError as error:
        if cache.inputs(path, (), request) != start:
            raise _Changed from error
        findings = warnings_as_errors(error.findings) if request.strict else error.findings
        return Outcome(name, (), (*findings, *codes))
    now = cache.inputs(path, planned.read, request)
    if now != planned.inputs or not start.stamps <= now.stamps:
        raise _Changed
    after = _manifest(making, files.made)
    findings = (*cache.findings_of(after, request), *codes)
    if has_errors(findings) or not (files.made or planned.current):
        return Outcome(name, (), (*findings, *files.failed.values()))
    return _write(making, files, after)


def _job(
    target: Target, clinic: _ClinicCache, codes: Mapping[str, tuple[Finding, ...]]
) -> Job[Outcome]:
    """What becomes of an article, begun anew when it is saved meanwhile."""
    path, request = target
    name = shown_path(path)
    for _ in range(_TRIES):
        try:
            return (yield from _attempt(path, clinic, request, codes.get(name, ())))
        except _Changed:
            clinic.renew()
        except HandoutError:  # such as a missing Pango: it stops every article alike
            raise
        except Exception as error:  # the other articles are still to be made
            if sys.flags.dev_mode:  # python -X dev build.py
                raise
            return Outcome(name, (), (broken(failure_of(error), name),))
    message = "it, a picture of it or a template was saved again and again while it was made"
    return Outcome(name, (), (Finding("changing", message, "build again", name),))


def _finished(outcome: Outcome, target: Target) -> Outcome:
    """The outcome of an article, and what a killed build has left where nothing could be made."""
    folder = cache.folder_of(target.path, target.request)
    told = output.finish(folder) if outcome.failed else ()
    clinic = target.request.folders.clinic
    return outcome._replace(findings=(*outcome.findings, *told), clinic=clinic)


def _same_codes(request: Request) -> Mapping[str, tuple[Finding, ...]]:
    """The errors of articles whose copies would bear the code of another, by their names."""
    found = dict[str, tuple[Finding, ...]]()
    for one in same_codes(request.folders.content):
        if one.severity is Severity.ERROR:
            found[one.path] = (one,)
    return found


def _clinics(
    wanted: Sequence[Target], known: Known, pool: Pool, stops: Callable[[], bool] | None
) -> tuple[dict[str, _ClinicCache], dict[str, Outcome]]:
    """The clinics that articles are to be made for, and why nothing can be for others of them.

    Raises ContentError where there is one clinic, and nothing can be made for it.
    """
    requests = dict.fromkeys(one.request for one in wanted if one.key not in known)
    has_several = len({one.request.folders.clinic for one in wanted}) > 1
    caches, without = dict[str, _ClinicCache](), dict[str, Outcome]()
    for request in requests:
        name, clinic = request.folders.clinic, _ClinicCache(request)
        try:
            list(run(pool, [clinic.read()], stops))
            caches[name] = clinic
        except ContentError as error:
            if not has_several:
                raise
            path = shown_path(request.folders.clinic_file)
            without[name] = Outcome(path, (), error.findings, name)
    return caches, without


def build(
    request: Request,
    pool: Pool | None = None,
    known: Known | None = None,
    stops: Callable[[], bool] | None = None,
) -> Iterator[Outcome]:
    """The outcome of each article for each clinic in turn; `known` are those with nothing to do.

    Where nothing can be made for one of several clinics, it has an outcome of its own. It ends
    early where `stops` says so: the other articles are left as they are. Without a pool all is
    done in this process. Raises ContentError where nothing can be built at all, UsageError for a
    wrong name, SetupError where something must be installed.
    """
    wanted, pool = targets(request), pool or Pool(0)
    known = up_to_date(wanted) if known is None else known
    caches, without = _clinics(wanted, known, pool, stops)
    yield from without.values()
    stale = [one for one in wanted if one.key not in known and one.key[0] in caches]
    codes = _same_codes(request) if stale else {}
    outcomes = run(pool, (_job(one, caches[one.key[0]], codes) for one in stale), stops)
    for one in wanted:
        if one.key in known:
            yield known[one.key]
        elif one.key[0] in caches:
            if (outcome := next(outcomes, None)) is None:
                return
            yield _finished(outcome, one)
