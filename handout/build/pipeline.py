"""Read, check, make and prove each article, then put what was made into output/."""

import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from handout import fingerprint
from handout.build import cache, manifest, output, proof
from handout.build.cache import Inputs
from handout.build.draft import Draft, check, draft, key, read_clinic
from handout.build.jobs import Job, run
from handout.build.manifest import Entry, Manifest
from handout.build.request import Outcome, Request
from handout.build.workers import Answer, Pool, Task, describe
from handout.checks.front_matter import turning_days
from handout.formats import FORMATS, Format, RenderedFile
from handout.model.clinic import Clinic
from handout.model.errors import ContentError, HandoutError
from handout.model.findings import Finding, as_errors, has_errors
from handout.source.content import chosen, shown_path

__all__ = ["Outcome", "Request", "build", "check"]

_TRIES = 3
"""So often an article is begun anew when somebody saves while it is being made."""

ClinicOf = Callable[[str], Clinic]
"""The clinic, read again when the key of what all articles share is another."""


class _Changed(Exception):  # noqa: N818  # no error: it is begun anew
    """Something was saved while an article was being made of it."""


def _broken(reason: str, name: str) -> Finding:
    """A fault of handout itself, with its place in the code, for whoever looks after it."""
    advice = "send this line and the article to whoever looks after handout"
    return Finding("internal", f"handout itself fails on this article ({reason})", advice, name)


def _failed(answer: Answer, row: Format, name: str) -> tuple[Finding, ...]:
    """Why a file was not made; raises what stops all articles alike."""
    if isinstance(answer, ContentError):
        return answer.findings
    if isinstance(answer, HandoutError):
        raise answer
    if answer.alive:
        return (_broken(answer.reason, name),)
    advice = "look for a huge picture or table in the article, or allow more with --time-limit"
    return (Finding("maker", f"the {row.name} was not made: {answer.reason}", advice, name),)


class _Plan(NamedTuple):
    """The files of one article: what they are made of, and what of them is there already."""

    draft: Draft
    inputs: Inputs
    keys: Mapping[str, str]
    held: Mapping[str, Entry]
    """What the manifest says, by the name of the format."""
    kept: frozenset[str]
    """The formats whose files are up to date."""
    request: Request

    @property
    def rows(self) -> list[Format]:
        """The formats whose files are to be made."""
        return [FORMATS[name] for name in self.draft.markups if name not in self.kept]

    @property
    def tasks(self) -> list[Task]:
        """What makes them, in the same order."""
        markups, clinic = self.draft.markups, self.draft.clinic
        return [Task(row.name, row.make, (markups[row.name], clinic)) for row in self.rows]


def _plan(path: Path, clinic: Clinic, request: Request, shared: str) -> _Plan:
    """What is to be done for an article; ContentError where it cannot be made."""
    made = draft(path, clinic, request)
    folder = cache.folder_of(path, request)
    before = cache.inputs(path, made.read, request, shared)
    keys = {name: key(made, FORMATS[name]) for name in made.markups}
    known = manifest.read(folder)
    held = dict(known.entries) if known else {}
    kept = frozenset(
        name
        for name, wanted in keys.items()
        if name in held and held[name].key == wanted and cache.is_whole(held[name], folder)
    )
    return _Plan(made, before, keys, held, kept, request)


def _entry(plan: _Plan, row: Format, made: RenderedFile) -> Entry:
    """What the manifest says of a file that was made."""
    name = f"{plan.draft.path.stem}-{row.name}.{row.extension}"
    key, found = plan.keys[row.name], plan.draft.article
    placed = tuple(proof.placed(finding, found, plan.draft.path) for finding in made.findings)
    return Entry(
        name,
        plan.inputs.key,
        key,
        fingerprint.of_bytes(made.data) if made.data else "",
        made.count,
        row.unit,
        placed,
    )


def _kept(plan: _Plan, name: str) -> Entry:
    """What the manifest says of a file that stays, its findings placed anew."""
    entry = plan.held[name]
    draft = plan.draft
    placed = tuple(proof.placed(one, draft.article, draft.path) for one in entry.findings)
    return entry._replace(inputs=plan.inputs.key, findings=placed)


def _proven(plan: _Plan, row: Format, answer: Answer) -> RenderedFile:
    """A file with all findings about it, those of the proof that it is in step too."""
    templates = plan.request.folders.templates
    if not isinstance(answer, RenderedFile):
        return RenderedFile(b"", 0, "", _failed(answer, row, shown_path(plan.draft.path)))
    # What is too long for its format was not made.
    found = proof.in_step(plan.draft.article, row, answer, templates) if answer.data else ()
    return answer._replace(findings=(*answer.findings, *found))


def _days(plan: _Plan) -> tuple[str, str]:
    """From which day, and before which, the findings about dates are the same."""
    turns = (date.min, *turning_days(plan.draft.article), date.max)
    today = plan.request.today
    first, end = (max(d for d in turns if d <= today), min(d for d in turns if d > today))
    return first.isoformat(), end.isoformat()


def _manifest(plan: _Plan, made: Mapping[str, RenderedFile]) -> Manifest:
    """What is known of an article once its files are written."""
    entries = dict(plan.held)
    entries |= {name: _entry(plan, FORMATS[name], one) for name, one in made.items()}
    entries |= {name: _kept(plan, name) for name in plan.kept}
    folder = cache.folder_of(plan.draft.path, plan.request)
    article = output.seen_from(folder, plan.draft.path)
    findings, read = plan.draft.findings, plan.draft.read
    usual = None if plan.request.formats else tuple(plan.draft.markups)
    return Manifest(article, plan.inputs.key, read, _days(plan), findings, entries, usual)


def _written(plan: _Plan, made: Mapping[str, RenderedFile]) -> Outcome:
    """The files put in their place, all or none, and what became of the article."""
    name, folder = shown_path(plan.draft.path), cache.folder_of(plan.draft.path, plan.request)
    held = _manifest(plan, made)
    findings = cache.findings_of(held, plan.request)
    files = {held.entries[row].file: one.data for row, one in made.items() if one.data}
    try:
        output.replace(folder, files, (manifest.NAME, manifest.written(held)))
    except OSError as error:
        if files:  # else it is the manifest alone, which only costs time
            place = shown_path(Path(error.filename2 or error.filename or folder))
            return Outcome(name, (), (*findings, output.unwritable(error, place)))
    for row, one in made.items():
        if not one.data:  # nor may an older one stay, made of a shorter text
            (folder / held.entries[row].file).unlink(missing_ok=True)
    entries = ((row, e) for row in plan.draft.markups if (e := held.entries[row]).digest)
    made_files = tuple(cache.made_file(entry, folder, row in made) for row, entry in entries)
    return Outcome(name, made_files, (*findings, *cache.older(held, plan.request, folder)))


def _attempt(
    path: Path, clinic_of: ClinicOf, request: Request
) -> Generator[Sequence[Task], Sequence[Answer], Outcome]:
    """Everything asked for of one article; _Changed when it was saved meanwhile."""
    name, start = shown_path(path), cache.inputs(path, (), request)
    try:
        plan = _plan(path, clinic_of(start.shared), request, start.shared)
    except ContentError as error:
        if cache.inputs(path, (), request) != start:
            raise _Changed from error
        return Outcome(name, (), as_errors(error.findings) if request.strict else error.findings)
    tasks = [
        Task(r.name, r.make, (plan.draft.markups[r.name], plan.draft.clinic)) for r in plan.rows
    ]
    answers = (yield tasks) if tasks else ()
    made = {r.name: _proven(plan, r, a) for r, a in zip(plan.rows, answers, strict=True)}
    made = proof.spelt(made, plan.draft.article, path, request.folders)
    now = cache.inputs(path, plan.draft.read, request)
    if now != plan.inputs or not start.stamps <= now.stamps:
        raise _Changed
    findings = cache.findings_of(_manifest(plan, made), request)
    return Outcome(name, (), findings) if has_errors(findings) else _written(plan, made)


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
            return Outcome(name, (), (_broken(describe(error), name),))
    message = "it, a picture of it or a template was saved again and again while it was made"
    return Outcome(name, (), (Finding("changing", message, "build again", name),))


def build(
    request: Request, pool: Pool | None = None, known: Mapping[Path, Outcome] | None = None
) -> Iterator[Outcome]:
    """The outcome of each article in turn; `known` are those with nothing to do.

    Without a pool all is done in this process. Raises ContentError where nothing can be
    built at all, UsageError for a wrong name, SetupError where something must be installed.
    """
    paths = chosen(request.folders.content, request.articles)
    known = cache.known(paths, request) if known is None else known
    stale = [path for path in paths if path not in known]
    clinic_of = lru_cache(maxsize=1)(lambda _: read_clinic(request))
    if stale:
        clinic_of(cache.shared_key(request))
    outcomes = run(pool or Pool(0), (_job(path, clinic_of, request) for path in stale))
    for path in paths:
        yield known[path] if path in known else next(outcomes)
