"""What the page shows: every article, how its last build went, and its files."""

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from handout.build import calls, manifest, output, tasks
from handout.build.request import Limits, Outcome, Request
from handout.build.status import StatusCache, gone
from handout.build.watch import InView
from handout.formats import FORMATS, Format
from handout.model import content_files
from handout.model.errors import ContentError, UsageError
from handout.model.findings import REMARKS, Finding, Severity, printable
from handout.model.markup import PAGE, is_below, shown_path
from handout.model.review import Review
from handout.source import translations
from handout.source.content import asides, chosen_for, is_unicode, name_of

_TITLE = re.compile(r"^title:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_BEGINNING = 4_000
"""Characters of an article in which its title stands."""
Event = tuple[str, Mapping[str, Any]]
"""A name, such as `article`, and its data."""


class ArticleState(Struct, frozen=True):
    """An article as the list shows it, and its findings."""

    slug: str
    """Its name: its file as seen from content/, without the ending."""
    title: str
    path: Path
    state: str = "waiting"
    """`waiting` for its first build, `made`, or `fault`."""
    findings: tuple[Finding, ...] = ()
    at: datetime | None = None
    """When its last build ended."""
    not_made: tuple[str, ...] = ()
    """The formats that could not be made."""
    seconds: float = 0.0
    """From the change to the end of the build; 0 where it was up to date already."""
    translation: str = ""
    """The language that it adds to the article above it; empty where it is none of these."""

    def count(self, severity: Severity) -> int:
        """How many of its findings weigh so much."""
        return sum(finding.severity is severity for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """For the page."""
        return {
            "slug": self.slug,
            "title": self.title,
            "file": f"{self.slug}{self.path.suffix}",
            "source": shown_path(self.path),
            "translation": self.translation,
            "state": self.state,
            "not_made": self.not_made,
            "errors": self.count(Severity.ERROR),
            "warnings": self.count(Severity.WARNING),
            "remarks": sum(int(one.extent) for one in self.findings if one.rule == REMARKS),
            "at": self.at.isoformat(timespec="milliseconds") if self.at else "",
        }


def title_of(path: Path, content: Path) -> str:
    """An article's title, even where its front matter has faults; else the file's name."""
    text = content_files.text(path, content)  # its build says what is wrong with it
    found = _TITLE.search(text[:_BEGINNING])
    name = path.stem.replace("-", " ").capitalize()
    return (found[1].strip("\"'") if found else "") or name


def _excerpt(finding: Finding, folders: tuple[Path, ...]) -> str:
    """The line that a finding is about, as it stands in content/ or templates/."""
    path = Path(finding.path)
    if not finding.line:
        return ""
    lines = content_files.text(path, *folders).split("\n")
    return lines[finding.line - 1].strip()[:240] if finding.line <= len(lines) else ""


def _changed(path: Path) -> float:
    """When a file was changed; 0 where it has gone since."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


class ProjectState:
    """What the page shows; a build adds outcomes, and listeners are told of each change."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._lock = threading.RLock()
        self._articles: dict[str, ArticleState] = {}
        self._slugs: dict[str, str] = {}
        """Of the articles, by their paths as outcomes name them."""
        self._stopped: tuple[Finding, ...] = ()
        """What keeps every article from being made, such as a fault of clinic.yaml."""
        self._asides: tuple[Finding, ...] = ()
        """What is said of content/ besides its articles."""
        self._looked_at = ""
        self._busy, self._begun = True, monotonic()
        self._statuses = StatusCache(request)
        self._listeners: dict[Callable[[Event], None], tuple[str, ...]] = {}
        """With the formats that each has in view."""
        self._list_articles()

    @property
    def limits(self) -> Limits:
        """What a worker may take."""
        return self._request.limits

    @property
    def content(self) -> Path:
        """The folder of the articles."""
        return self._request.folders.content

    @property
    def _formats(self) -> tuple[str, ...]:
        return self._request.formats or tuple(FORMATS)

    def listen(
        self, listener: Callable[[Event], None], names: Iterable[str] = ()
    ) -> Callable[[], None]:
        """Tell the listener of all that is there and of each change; returns what ends it.

        The formats of these names are what it has in view, and are made first.
        """
        with self._lock:
            self._listeners[listener] = self.formats_shown(names)
            listener(("project", self.as_json()))

        def end() -> None:
            with self._lock:
                self._listeners.pop(listener, None)

        return end

    def formats_shown(self, names: Iterable[str] = ()) -> tuple[str, ...]:
        """The formats of these names; the first on paper and the first of slides if none is."""
        wanted = {*names}
        asked = tuple(name for name in self._formats if name in wanted)
        rows = [FORMATS[name] for name in reversed(self._formats)]
        first = {row.extension: row.name for row in rows}.values()
        return asked or tuple(name for name in self._formats if name in first)

    def look_at(self, slug: str) -> None:
        """Somebody looks at an article."""
        self._looked_at = slug

    def in_view(self) -> InView:
        """The formats that any listener shows, in the order of the table, and the article."""
        with self._lock:
            names = {name for names in self._listeners.values() for name in names}
            seen = self._looked_at or next(iter(self._articles), "")  # that the page begins with
        wanted = names or self.formats_shown()
        return InView((seen,), tuple(name for name in self._formats if name in wanted))

    def _tell(self, name: str, data: Mapping[str, Any]) -> None:
        for listener in tuple(self._listeners):
            listener((name, data))

    def _round_as_json(self) -> dict[str, Any]:
        stopped = [self._finding_as_json(finding) for finding in self._stopped]
        asides = [self._finding_as_json(finding) for finding in self._asides]
        return {"busy": self._busy, "stopped": stopped, "asides": asides}

    def begin_round(self) -> None:
        """A round of builds begins."""
        with self._lock:
            self._begun, self._busy = monotonic(), True
            self._list_articles()
            self._tell("round", self._round_as_json())

    def add(self, outcome: Outcome) -> None:
        """Note what became of an article, or why none could be made."""
        if not is_unicode(outcome.path):  # it is not shown
            return
        with self._lock:
            slug = self._slugs.get(outcome.path, "")
            if not slug:
                self._set_stopped(outcome.findings)
                return
            self._set_stopped(())
            before = self._articles[slug]
            after = self._articles[slug] = self._after(before, outcome)
            if after != before:  # of a thousand articles an edit changes one
                self._tell("article", after.as_json())

    def _set_stopped(self, findings: tuple[Finding, ...]) -> None:
        if findings != self._stopped:
            self._stopped = findings
            self._tell("round", self._round_as_json())

    def _after(self, article: ArticleState, outcome: Outcome) -> ArticleState:
        """An article's state after a build of it, which may have found nothing to do."""
        state, title = "fault" if outcome.failed else "made", title_of(article.path, self.content)
        after = replace(article, title=title, state=state)
        after = replace(after, findings=outcome.findings, not_made=outcome.not_made)
        in_view = {path.name for _, path in self.files(article.slug, self.in_view().formats)}
        if outcome.failed or any(f.fresh and f.path.name in in_view for f in outcome.files):
            now = datetime.now().astimezone()
            return replace(after, at=now, seconds=monotonic() - self._begun)
        seen = [file for file in outcome.files if file.path.name in in_view] or outcome.files
        changed = max((_changed(file.path) for file in seen), default=0.0)
        at = datetime.fromtimestamp(changed).astimezone()
        if article.at and article.at >= at and article.state == state:
            return after
        return replace(after, at=at, seconds=0.0)

    def end_round(self) -> None:
        """All is made."""
        with self._lock:
            self._busy = False
            self._list_articles()
            self._tell("round", self._round_as_json())

    def _list_articles(self) -> None:
        """Add new articles, leave out those that are gone."""
        try:
            there = chosen_for(self._request.folders, self._request.articles)
            self._asides = asides(self.content)
        except (ContentError, UsageError):  # the round says so too
            there, self._asides = (), ()
        before = self._articles
        content = self.content
        names = {n: path for path in there if is_unicode(n := name_of(path, content))}
        tags = {name: translations.parts(name)[1] for name in translations.originals(names)}
        self._articles = {
            name: replace(
                before.get(name) or ArticleState(name, title_of(path, content), path),
                translation=tags.get(name, ""),
            )
            for name, path in names.items()
        }
        if [*before] != [*self._articles]:
            self._slugs = {shown_path(one.path): one.slug for one in self._articles.values()}
            self._tell("project", self.as_json())

    def as_json(self) -> dict[str, Any]:
        """Everything but the articles' findings and pages, for the page."""
        with self._lock:
            return {
                "articles": [article.as_json() for article in self._articles.values()],
                "content": shown_path(self.content),
                **self._round_as_json(),
            }

    def article(self, slug: str) -> ArticleState | None:
        """An article; None where there is none of the name."""
        with self._lock:
            return self._articles.get(slug)

    def _finding_as_json(self, finding: Finding) -> dict[str, Any]:
        told = {
            "message": printable(finding.message),
            "advice": printable(finding.advice),
            "severity": finding.severity.name.lower(),
            "excerpt": _excerpt(finding, self._request.folders.read),
        }
        return finding._asdict() | told

    def findings(self, article: ArticleState) -> list[dict[str, Any]]:
        """An article's findings for the page, the gravest first."""
        own = (one for one in article.findings if one.rule != REMARKS)
        told = (*own, *output.finish(self._request.output / article.slug))
        ordered = sorted(told, key=lambda f: (-f.severity, f.path, f.line))
        return [self._finding_as_json(finding) for finding in ordered]

    def files(self, slug: str, names: Iterable[str] = ()) -> Iterator[tuple[Format, Path]]:
        """The files of an article in output/: of these formats, of all if none is named."""
        folder = self._request.output / slug
        output.finish(folder)  # another build may have been killed since
        for row in (FORMATS[name] for name in names or self._formats):
            path = folder / row.file_name(folder.name)
            if not (is_below(path, self._request.output) and path.is_file()):
                continue
            if row.name != PAGE or path.name in self.page_files(slug):
                yield row, path

    def page_files(self, slug: str) -> Mapping[str, Path]:
        """An article's web page and the pictures beside it, by name, as its manifest has them."""
        folder = self._request.output / slug
        held = manifest.read(folder)
        entry = held.entries.get(PAGE) if held else None
        paths = [folder / name for name in (entry.file, *entry.beside)] if entry else []
        return {
            path.name: path
            for path in paths
            if is_below(path, self._request.output) and path.is_file()
        }

    def review(self, article: ArticleState) -> Review:
        """What a review says of an article; ContentError where it has faults to be mended."""
        given, what = (article.path, self._request), "the article was not reviewed"
        return calls.one(tasks.review, shown_path(article.path), given, what, self.limits)

    def remarks(self, told: Review) -> list[dict[str, Any]]:
        """What a review says, for the page, in the order of the text's lines."""
        ordered = sorted(told.findings, key=lambda one: (one.line, -one.severity))
        return [self._finding_as_json(finding) for finding in ordered]

    def statuses(self) -> list[dict[str, Any]]:
        """How the versions of all articles stand, those that need somebody first."""
        with self._lock:
            articles = {shown_path(one.path): one for one in self._articles.values()}
        told = list[dict[str, Any]]()
        with suppress(ContentError):  # no article is there at all, which the round tells
            for row in gone(self._request):
                told.append(row._asdict() | {"slug": "", "title": row.article})
        for row in self._statuses.rows(one.path for one in articles.values()):
            one = articles[row.article]
            words = {"slug": one.slug, "title": row.title or one.title}
            told.append(row._asdict() | words | {"behind": printable(row.behind)})
        return told
