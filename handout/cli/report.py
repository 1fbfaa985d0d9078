"""The report of a build: for people, and for scripts."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handout.build.request import Outcome
from handout.model.findings import REMARKS, UNREVIEWED, Finding, Severity, has_errors
from handout.model.installation import COMMAND
from handout.model.markup import shown_path
from handout.source.content import original_of

if TYPE_CHECKING:
    from handout.build.orphans import Orphan

_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_FEW = 9
"""Up to so many articles, each is named even if there was nothing to do."""


def finding(one: Finding) -> str:
    """One finding in a line."""
    return f"  {_NAMES[one.severity]}: {one}"


def _state(outcome: Outcome) -> str:
    if outcome.failed:
        return " — not all made" if outcome.files else " — nothing made"
    parts = ["up to date"] if outcome.up_to_date else []
    parts += [f"without {', '.join(outcome.not_made)}"] if outcome.not_made else []
    return f" — {', '.join(parts)}" if parts else ""


def article(outcome: Outcome, news: Iterable[Finding]) -> list[str]:
    """The lines of an article: its files, and what is to be said of it."""
    clinic = f" for {outcome.clinic}" if outcome.clinic else ""
    mark = "✗" if outcome.failed else "–" if outcome.not_made else "✓"
    lines = [f"{mark} {outcome.path}{clinic}{_state(outcome)}"]
    for file in outcome.files if not outcome.up_to_date else ():
        unchanged = "" if file.fresh else ", unchanged"
        unit = file.unit.removesuffix("s") if file.count == 1 else file.unit
        lines.append(f"  {shown_path(file.path)} ({file.count} {unit}{unchanged})")
    return [*lines, *map(finding, news)]


def unreviewed(findings: Iterable[Finding]) -> list[Finding]:
    """One note that names all files of words that nobody has read; none where there are none."""
    notes = sorted(one for one in findings if one.rule == UNREVIEWED)
    paths = dict.fromkeys(one.path for one in notes)
    return [notes[0]._replace(path=", ".join(paths))] if notes else []


def remarks(findings: Iterable[Finding]) -> list[Finding]:
    """One note on what reviews would say of the texts; none where it is nothing."""
    notes = {one.path: one for one in findings if one.rule == REMARKS}
    if len(notes) < 2:
        return list(notes.values())
    whole = sum(int(one.extent) for one in notes.values())
    message = f"{whole} remarks on the words of {len(notes)} articles"
    return [Finding.note(REMARKS, message, f"see '{COMMAND} review'")]


def is_reported(outcome: Outcome, news: Collection[Finding], articles: int) -> bool:
    """Whether an article has a part in the report of so many."""
    made = any(file.fresh for file in outcome.files)
    return made or bool(news) or articles <= _FEW


def _files(orphans: "Iterable[Orphan]") -> list[str]:
    return [shown_path(file) for one in orphans for file in (*one.files, *one.altered)]


def orphans(found: "Iterable[Orphan]", options: Callable[[], str]) -> list[str]:
    """The files of articles that are gone; no line where there are none.

    `options` says those of the command that removes them.
    """
    if not (lines := [f"  {file}" for file in _files(found)]):
        return []
    head = f"Of articles that are gone ('{COMMAND} clean{options()}' removes what it made):"
    return [head, *lines]


_MADE, _IN_PART, _IDLE = "made", "made in part", "up to date"
_STOPPED = "not made; what lay in output/ for them is unchanged"
_NONE = "not made, as told above"
_CLINICS = "of the clinics without files, as told above"


def _end(outcome: Outcome) -> str:
    """How the build of an article ended, as the last line counts it."""
    if outcome.failed and not outcome.files:
        return _STOPPED if has_errors(outcome.findings) else _NONE
    if outcome.up_to_date:
        return _IDLE
    return _IN_PART if outcome.failed or outcome.not_made else _MADE


def summary(whole: Sequence[Outcome]) -> str:
    """The report's last line."""
    outcomes = [one for one in whole if one.is_of_article]
    ends = Counter(map(_end, outcomes))
    ends[_CLINICS] = len(whole) - len(outcomes)
    order = (_MADE, _IN_PART, _IDLE, _NONE, _STOPPED, _CLINICS)
    parts = (f"{ends[one]} {one}" for one in order if ends[one])
    paths, clinics = ({getattr(o, key) for o in outcomes} for key in ("path", "clinic"))
    count = "1 article" if len(paths) == 1 else f"{len(paths)} articles"
    of_each = f" for {', '.join(clinics)}" if len(clinics) == 1 else f" for {len(clinics)} clinics"
    return f"{count}{of_each if any(clinics) else ''}: {', '.join(parts)}."


def finding_data(one: Finding) -> dict[str, Any]:
    """One finding, for scripts."""
    data = one._asdict() | {"severity": _NAMES[one.severity]}
    del data["about"], data["extent"]
    return data


def _article_data(outcome: Outcome) -> dict[str, Any]:
    files = [
        {"path": shown_path(one.path), "count": one.count, "unit": one.unit, "fresh": one.fresh}
        for one in outcome.files
    ]
    original = original_of(Path(outcome.path))
    return {
        "article": outcome.path,
        **({"clinic": outcome.clinic} if outcome.clinic else {}),
        "translation_of": shown_path(original) if original else None,
        "made": not outcome.failed,
        "not_made": outcome.not_made,
        "files": files,
        "findings": [finding_data(one) for one in outcome.findings],
    }


def as_json(
    outcomes: Iterable[Outcome], findings: Iterable[Finding], found: "Iterable[Orphan]"
) -> str:
    """The whole report as one JSON document; the findings are those of no single article."""
    whole = {
        "articles": [_article_data(outcome) for outcome in outcomes],
        "findings": [finding_data(one) for one in findings],
        "gone": _files(found),
    }
    return f"{json.dumps(whole, indent=2)}\n"  # ASCII: a pipe may have any encoding
