"""Builds again at each change of content/ or templates/, for as long as somebody asks."""

import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue
from stat import S_ISDIR
from time import sleep
from typing import NamedTuple, TypeAlias

from watchfiles import watch

from handout.build.pipeline import build
from handout.build.request import Outcome, Request
from handout.build.targets import targets
from handout.build.workers import Pool
from handout.model.errors import ContentError, UsageError
from handout.model.findings import Finding
from handout.model.markup import shown_path
from handout.source import clinics
from handout.source.content import groups_in, name_at, name_of

_STEP = 4
"""Milliseconds between two polls for changes, and without another that end a round of them."""
_DEBOUNCE = 200
"""Milliseconds after which a round is built, however much is still changing or to be written."""
_BREATH = 0.15
"""Seconds in which an onlooker's pictures are drawn before the workers go on to the rest."""
_TIMEOUT = 500
"""Milliseconds after which `stop` and the day are looked at, though nothing changes."""

Round: TypeAlias = Iterator[Outcome]
"""The outcomes of the articles that a change concerns, each as soon as it is made."""
Snapshot: TypeAlias = dict[str, tuple[int, ...]]
"""The folders and all that lies in them, each with its stamp; strings, as an edit waits for it."""


def _is_relevant(name: str) -> bool:
    """Whether a file is one of the clinic's, not one that an editor keeps for itself."""
    return not name.startswith((".", "~$")) and not name.endswith("~")


def _is_empty(path: Path) -> bool:
    try:
        return path.is_file() and not path.stat().st_size
    except OSError:  # it went meanwhile
        return False


def wait_for_text(paths: Iterable[Path], wait: Callable[[float], None] = sleep) -> None:
    """Wait a little while a file is empty: many editors empty one to write it anew."""
    paths = tuple(paths)
    for _ in range(_DEBOUNCE // _STEP):
        if not any(map(_is_empty, paths)):
            return
        wait(_STEP / 1000)


def _stopped(request: Request, error: ContentError | UsageError) -> Outcome:
    """What stops all articles, as if it were the outcome of one of them."""
    content = request.folders.content
    if isinstance(error, ContentError):
        return Outcome(shown_path(request.folders.clinic_file), (), error.findings)
    name = shown_path(content)  # an article that was asked for is gone, and may come back
    return Outcome(name, (), (Finding("article-missing", str(error), path=name),))


def _chosen(request: Request, names: tuple[str, ...]) -> tuple[Path, ...]:
    """The articles of these names; none where there is a fault, which a round reports."""
    try:
        wanted = targets(request._replace(articles=names))
    except (ContentError, UsageError):
        return ()
    return tuple(dict.fromkeys(one.path for one in wanted))


def _with_translations(path: Path, name: str) -> Iterator[str]:
    """An article and the others of its group: each names the languages of all."""
    folder = name.removesuffix(path.stem)
    group = groups_in(path.parent).get(path.stem, (path.stem,))
    return (f"{folder}{stem}" for stem in group)


def _affected(paths: Iterable[Path], request: Request) -> tuple[str, ...]:
    """The articles that changes of the files may affect; empty for all."""
    content = request.folders.content
    articles = {path: name_at(path, content.resolve()) for path in paths}
    if not all(articles.values()):
        return request.articles
    there = {
        one
        for path, name in articles.items()
        if path.is_file()
        for one in _with_translations(path, name)
    }
    asked = {name_of(path, content) for path in _chosen(request, request.articles)}
    return tuple(sorted(there & asked)) or request.articles


def _are_all(request: Request) -> bool:
    """Whether all clinics that are there are asked for, and so will be those that come."""
    known = clinics.names(request.folders.content)
    return bool(known) and {*request.clinics} == {*known}


class InView(NamedTuple):
    """What somebody looks at: it is made before the rest."""

    articles: tuple[str, ...] = ()
    """Names."""
    formats: tuple[str, ...] = ()
    """Names; all that are asked for where empty."""


class Onlooker(NamedTuple):
    """Somebody who looks on while files are made."""

    in_view: Callable[[], InView]
    """What is to be made first, asked again and again."""
    told_quiet: Callable[[], object]
    """Called once all is made."""


class _Waiting:
    """The articles that are to be made, each with the number of the change that concerns it.

    They wait for the formats that are looked at, then for all. What is looked at comes first, then
    what was saved last.
    """

    def __init__(self, request: Request, onlooker: Onlooker | None) -> None:
        self.request, self._onlooker, self._view = request, onlooker, InView()
        self._soon, self._later = dict[str, int](), dict[str, int]()
        self._change = 0
        self._has_fault = False
        self.patience = 0.0
        """Seconds after which what is left may be made."""
        self.add(request.articles)

    def __bool__(self) -> bool:
        return bool(self._soon or self._later or self._has_fault)

    def add(self, articles: tuple[str, ...]) -> None:
        """Articles that a change concerns; all where none is named."""
        self._change += 1
        paths = _chosen(self.request, articles)
        names = [name_of(path, self.request.folders.content) for path in paths]
        self._has_fault = not names
        for stage in (self._soon, self._later) if self._onlooker else (self._later,):
            stage.update(dict.fromkeys(names, self._change))

    def _in_view(self) -> InView:
        return self._onlooker.in_view() if self._onlooker else InView()

    def is_outrun(self) -> bool:
        """Whether an article that waits is looked at now and was not, or in other formats."""
        view = self._in_view()
        return view != self._view and not self._later.keys().isdisjoint(view.articles)

    def _look(self) -> None:
        """See what is looked at; if it waits, its formats may be others now."""
        before, self._view = self._view, self._in_view()
        if self._view != before:
            self._soon |= {n: self._later[n] for n in self._view.articles if n in self._later}

    def _next(self) -> tuple[str, ...]:
        """Those of the articles that are made next, in the order of all."""
        there = _chosen(self.request, self.request.articles)
        names = [name_of(path, self.request.folders.content) for path in there]
        for stage in (self._soon, self._later):
            for name in stage.keys() - {*names}:
                del stage[name]  # it is gone
        waiting = self._soon or self._later
        newest = max(waiting.values(), default=0)
        seen = waiting.keys() & {*self._view.articles}
        wanted = seen or {name for name, change in waiting.items() if change == newest}
        return tuple(name for name in names if name in wanted)

    def _note(self, name: str) -> None:
        """An article was made in the formats that it waited for."""
        all_, shown = {*self.request.formats}, {*self._view.formats}
        is_whole = not shown or (all_ and all_ <= shown)
        if self._soon.pop(name, None) is None or is_whole:
            self._later.pop(name, None)

    def round(self, pool: Pool, stops: Callable[[], bool]) -> Round:
        """What is made next; it ends early where `stops` says so, and the rest waits on."""
        self._look()
        names, request = self._next(), self.request
        self.patience = 0.0 if {*names}.isdisjoint(self._view.articles) else _BREATH
        if self._soon and self._view.formats:
            request = request._replace(formats=self._view.formats)
        request, self._has_fault = request._replace(articles=names or request.articles), False
        try:
            made = iter(names)
            for outcome in build(request, pool, stops=stops):
                if not request.clinics:
                    self._note(next(made, ""))
                yield outcome
            if request.clinics and not stops():  # each article has an outcome for each of them
                for name in names:
                    self._note(name)
        except (ContentError, UsageError) as error:  # it stops all, until something changes
            self._soon.clear()
            self._later.clear()
            yield _stopped(request, error)


def _entries(folder: Path) -> Iterator[str]:
    """A folder and all relevant files and folders in it; links to folders are not entered."""
    yield str(folder)
    for place, inner, names in os.walk(folder):
        inner[:] = filter(_is_relevant, inner)
        yield from (f"{place}{os.sep}{name}" for name in (*inner, *filter(_is_relevant, names)))


def _stamp(path: str) -> tuple[int, ...]:
    """What is another where a folder or a file has changed; empty where there is none."""
    try:
        state = os.stat(path)  # noqa: PTH116  # a string
    except OSError:
        return ()
    identity = state.st_dev, state.st_ino
    if S_ISDIR(state.st_mode):
        return identity
    return *identity, state.st_mtime_ns, state.st_ctime_ns, state.st_size


def _snapshot(folders: Iterable[Path]) -> Snapshot:
    return {path: _stamp(path) for folder in folders for path in _entries(folder)}


def _is_folder(stamp: tuple[int, ...]) -> bool:
    return len(stamp) == 2  # as in _stamp


def _reported(
    folders: Iterable[Path], snapshot: Snapshot, stop: threading.Event
) -> Iterator[set[Path]]:
    """What the system reports as changed, nothing where a moment has passed.

    Each folder of the snapshot is watched by itself: the library would follow links, to `/` too.

    Ends where it cannot go on: a folder is not there, there are too many, a name is no Unicode.
    """
    inner = (Path(path) for path, stamp in snapshot.items() if _is_folder(stamp))
    try:
        for changes in watch(
            *{*folders, *(path for path in inner if not path.is_symlink())},
            recursive=False,
            watch_filter=lambda _, path: _is_relevant(Path(path).name),
            step=_STEP,
            debounce=_DEBOUNCE,
            rust_timeout=_TIMEOUT,
            yield_on_timeout=True,
            raise_interrupt=True,
            stop_event=stop,
        ):
            yield {Path(path) for _, path in changes}
    except (OSError, RuntimeError):  # its internal errors are RuntimeErrors
        stop.wait(_TIMEOUT / 1000)
        yield set()


def _changes(
    folders: Sequence[Path], stop: threading.Event, after: Snapshot
) -> Iterator[set[Path]]:
    """What changes in the folders, nothing where a moment has passed; until `stop` is set.

    The system does not report all: it follows a folder that is moved away, not the one that comes
    in its place. So every poll compares all that lies there with the snapshot before.
    """
    while not stop.is_set():
        for reported in _reported(folders, after, stop):
            before, after = after, _snapshot(folders)
            differing = before.items() ^ after.items()
            changed = {Path(path) for path, _ in differing}
            yield changed | reported
            if (changed and not reported) or any(_is_folder(stamp) for _, stamp in differing):
                break  # the system watches another folder, or does not hear of this one


def _hear(
    folders: Sequence[Path], stop: threading.Event, after: Snapshot, heard: "SimpleQueue[set[Path]]"
) -> None:
    """Tell what changes while something is made; an empty set in the end.

    Whatever fails here is begun anew, as if all had changed: else a watch would go on and be deaf.
    """
    while not stop.is_set():
        try:
            for one in filter(None, _changes(folders, stop, after)):
                heard.put(one)
        except Exception:
            if sys.flags.dev_mode:  # python -X dev build.py
                traceback.print_exc()
            stop.wait(_TIMEOUT / 1000)
            after = {}
    heard.put(set())


def _news(heard: "SimpleQueue[set[Path]]", patience: float) -> set[Path]:
    """All that was heard since; where that is nothing, what comes within so many seconds."""
    news = set[Path]()
    with suppress(Empty):
        news |= heard.get(timeout=patience) if patience else heard.get_nowait()
        while True:
            news |= heard.get_nowait()
    return news


def rounds(
    request: Request,
    pool: Pool,
    stop: threading.Event | None = None,
    today: Callable[[], date] = date.today,
    onlooker: Onlooker | None = None,
) -> Iterator[Round]:
    """Rounds of outcomes, of all at once and then of each change, until `stop` is set.

    A change ends the round before, and is made first, what an onlooker sees before the rest. What
    is left is made in rounds of its own. Faults of the content are outcomes; SetupError is raised,
    for it cannot be mended by an edit.
    """
    stop, heard = stop or threading.Event(), SimpleQueue[set[Path]]()
    there = request.folders.read, stop, _snapshot(request.folders.read)
    request = request._replace(day=today().isoformat())
    waiting, is_for_all = _Waiting(request, onlooker), _are_all(request)
    threading.Thread(target=_hear, args=(*there, heard), name="changes", daemon=True).start()
    try:
        while not stop.is_set():
            if waiting:
                yield waiting.round(pool, lambda: not heard.empty() or waiting.is_outrun())
                pool.warm()
                if onlooker and not waiting:
                    onlooker.told_quiet()
            if news := _news(heard, waiting.patience if waiting else _TIMEOUT / 1000):
                paths = {path.resolve() for path in news}
                wait_for_text(paths)
                if is_for_all:
                    known = clinics.names(request.folders.content) or request.clinics
                    request = waiting.request = request._replace(clinics=known)
                waiting.add(_affected(paths, request))
            elif not (waiting or today() == request.today):  # it may make reviews overdue
                request = waiting.request = request._replace(day=today().isoformat())
                waiting.add(request.articles)
    finally:
        stop.set()
