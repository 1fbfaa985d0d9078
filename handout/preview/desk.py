"""What lies on the desk: every article, how its last build went, and the files there are of it."""

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

from handout.build.request import Outcome, Request
from handout.formats import FORMATS, Format
from handout.model.errors import ContentError, UsageError
from handout.model.findings import Finding, Severity
from handout.model.markup import is_below
from handout.source.content import chosen, shown_path

_TITLE = re.compile(r"^title:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_BEGINNING = 4_000
"""Characters of an article in which its title stands."""
Event = tuple[str, Mapping[str, Any]]
"""A name, such as `row`, and what the page is told with it."""


@dataclass(frozen=True, slots=True)
class Row:
    """An article as the list shows it, and its findings."""

    slug: str
    title: str
    path: Path
    state: str = "waiting"
    """`waiting` for its first build, `made`, or `fault`."""
    findings: tuple[Finding, ...] = ()
    at: datetime | None = None
    """When its last build ended."""
    seconds: float = 0.0
    """From the change to the end of the build; 0 where it was up to date already."""

    def count(self, severity: Severity) -> int:
        """How many of its findings weigh so much."""
        return sum(finding.severity is severity for finding in self.findings)

    def told(self) -> dict[str, Any]:
        """For the page."""
        return {
            "slug": self.slug,
            "title": self.title,
            "state": self.state,
            "errors": self.count(Severity.ERROR),
            "warnings": self.count(Severity.WARNING),
            "at": self.at.isoformat(timespec="milliseconds") if self.at else "",
        }


@dataclass(frozen=True, slots=True)
class Held:
    """A file of an article that lies in output/."""

    row: Format
    path: Path


def title_of(path: Path) -> str:
    """An article's title, even where its front matter has faults; else the file's name."""
    try:
        held = is_below(path, path.parent) and path.is_file()  # else its build says what it is
        text = path.read_text(encoding="utf-8-sig", errors="replace") if held else ""
    except (OSError, RuntimeError):  # RuntimeError: links that lead in a circle
        text = ""
    found = _TITLE.search(text[:_BEGINNING])
    name = path.stem.replace("-", " ").capitalize()
    return (found[1].strip("\"'") if found else "") or name


def _excerpt(finding: Finding, folders: tuple[Path, ...]) -> str:
    """The line that a finding is about, as it stands in content/ or templates/."""
    path = Path(finding.path)
    if not finding.line or not is_below(path, *folders):
        return ""
    try:
        lines = path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except OSError:
        return ""
    return lines[finding.line - 1].strip()[:240] if finding.line <= len(lines) else ""


@dataclass(slots=True)
class _State:
    """What concerns all articles."""

    rows: dict[str, Row] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    """Of the articles, by their paths as outcomes name them."""
    stopped: tuple[Finding, ...] = ()
    """What keeps every article from being made, such as a fault of clinic.yaml."""
    busy: bool = True
    begun: float = 0.0
    stopped_in_round: bool = False


class Desk:
    """All that the page shows; builds put outcomes on it, and listeners hear of each change."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._state = _State(begun=monotonic())
        self._lock = threading.RLock()
        self._listeners: dict[Callable[[Event], None], tuple[str, ...]] = {}
        """With the formats that each looks at."""
        self._tidy()

    @property
    def _formats(self) -> tuple[str, ...]:
        return self._request.formats or tuple(FORMATS)

    @property
    def _folders(self) -> tuple[Path, ...]:
        return self._request.folders.content, self._request.folders.templates

    def listen(
        self, listener: Callable[[Event], None], names: Iterable[str] = ()
    ) -> Callable[[], None]:
        """Tell the listener of all that is there and of each change; returns what ends it.

        The formats of these names are what it looks at, and are made first.
        """
        with self._lock:
            self._listeners[listener] = self.shown(names)
            listener(("desk", self.told()))

        def silence() -> None:
            with self._lock:
                self._listeners.pop(listener, None)

        return silence

    def shown(self, names: Iterable[str] = ()) -> tuple[str, ...]:
        """The formats of these names; the first on paper and the first of slides if none is."""
        asked = [name for name in self._formats if name in {*names}]
        rows = [FORMATS[name] for name in reversed(self._formats)]
        first = {row.extension: row.name for row in rows}.values()
        return tuple(asked) or tuple(name for name in self._formats if name in first)

    def looked_at(self) -> tuple[str, ...]:
        """The formats that anybody looks at, in the order of the table."""
        with self._lock:
            held = {name for names in self._listeners.values() for name in names}
        return tuple(name for name in self._formats if name in (held or self.shown()))

    def _tell(self, name: str, words: Mapping[str, Any]) -> None:
        for listener in tuple(self._listeners):
            listener((name, words))

    def _tell_state(self) -> None:
        state = self._state
        findings = [self._finding(finding) for finding in state.stopped]
        self._tell("state", {"busy": state.busy, "stopped": findings})

    def begin(self) -> None:
        """A round of builds begins."""
        with self._lock:
            self._state.begun, self._state.busy = monotonic(), True
            self._state.stopped_in_round = False
            self._tidy()
            self._tell_state()

    def take(self, outcome: Outcome) -> None:
        """What became of an article, or why none could be made."""
        with self._lock:
            slug = self._state.slugs.get(outcome.path, "")
            if not slug:
                self._state.stopped, self._state.stopped_in_round = outcome.findings, True
                self._tell_state()
                return
            before = self._state.rows[slug]
            after = self._state.rows[slug] = self._after(before, outcome)
            if after != before:  # of a thousand articles an edit changes one
                self._tell("row", after.told())

    def _after(self, row: Row, outcome: Outcome) -> Row:
        """An article's row after a build of it, or after a look that found nothing to do."""
        state = "fault" if outcome.failed else "made"
        known = replace(row, title=title_of(row.path), state=state, findings=outcome.findings)
        looked = {held.path.name for held in self.files(row.slug, self.looked_at())}
        fresh = any(file.fresh and file.path.name in looked for file in outcome.files)
        if outcome.failed or fresh:
            now = datetime.now().astimezone()
            return replace(known, at=now, seconds=monotonic() - self._state.begun)
        if row.at and row.state == state:
            return known
        made = max((file.path.stat().st_mtime for file in outcome.files), default=0.0)
        return replace(known, at=datetime.fromtimestamp(made).astimezone(), seconds=0.0)

    def end(self) -> None:
        """The round is over."""
        with self._lock:
            self._state.busy = False
            if not self._state.stopped_in_round:
                self._state.stopped = ()
            self._tidy()
            self._tell_state()

    def _tidy(self) -> None:
        """New articles onto the desk, gone ones off it."""
        try:
            there = chosen(self._request.folders.content, self._request.articles)
        except (ContentError, UsageError):  # the round says so too
            there = ()
        before = self._state.rows
        self._state.rows = {
            path.stem: before.get(path.stem) or Row(path.stem, title_of(path), path)
            for path in there
        }
        if before.keys() != self._state.rows.keys():
            rows = self._state.rows.values()
            self._state.slugs = {shown_path(row.path): row.slug for row in rows}
            self._tell("desk", self.told())

    def told(self) -> dict[str, Any]:
        """Everything but the articles' own pages, for the page."""
        with self._lock:
            state = self._state
            return {
                "rows": [row.told() for row in state.rows.values()],
                "busy": state.busy,
                "stopped": [self._finding(finding) for finding in state.stopped],
                "content": shown_path(self._request.folders.content),
            }

    def row(self, slug: str) -> Row | None:
        """An article; None where there is none of the name."""
        with self._lock:
            return self._state.rows.get(slug)

    def _finding(self, finding: Finding) -> dict[str, Any]:
        """A finding for the page, with the line that it is about."""
        return {
            "severity": finding.severity.name.lower(),
            "path": finding.path,
            "line": finding.line,
            "message": finding.message,
            "advice": finding.advice,
            "excerpt": _excerpt(finding, self._folders),
        }

    def findings(self, row: Row) -> list[dict[str, Any]]:
        """An article's findings for the page, the gravest first."""
        ordered = sorted(row.findings, key=lambda f: (-f.severity, f.path, f.line))
        return [self._finding(finding) for finding in ordered]

    def files(self, slug: str, names: Iterable[str] = ()) -> Iterator[Held]:
        """The files of an article in output/: of these formats, of all if none is named."""
        folder = self._request.output / slug
        for row in (FORMATS[name] for name in names or self._formats):
            path = folder / f"{slug}-{row.name}.{row.extension}"
            if is_below(path, self._request.output) and path.is_file():
                yield Held(row, path)
