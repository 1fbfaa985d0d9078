"""Builds again at each change of content/ or templates/, for as long as somebody asks."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from stat import S_ISDIR
from time import monotonic, sleep
from typing import TypeAlias

from watchfiles import watch

from handout.build.pipeline import build
from handout.build.request import Outcome, Request
from handout.build.workers import Pool
from handout.model.errors import ContentError, UsageError
from handout.model.findings import Finding
from handout.source.content import CLINIC, chosen, groups_in, name_at, name_of, shown_path

_STEP = 4
"""Milliseconds between two polls for changes, and without another that end a round of them."""
_DEBOUNCE = 200
"""Milliseconds after which a round is built, however much is still changing or to be written."""
_TIMEOUT = 500
"""Milliseconds after which `stop` and the day are looked at, though nothing changes."""
_SLICE = 0.05
"""Seconds that deferred files may take before changes are polled again."""

Round: TypeAlias = Iterator[Outcome]
"""The outcomes of the articles that a change concerns, each as soon as it is made."""
Snapshot: TypeAlias = dict[Path, tuple[int, ...]]
"""The folders and all that lies in them, each with its stamp."""


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


def _chosen(request: Request, names: tuple[str, ...]) -> tuple[Path, ...]:
    """The articles of these names; none where there is a fault, which a round reports."""
    try:
        return chosen(request.folders.content, names)
    except (ContentError, UsageError):
        return ()


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
    return tuple(sorted(there & asked if request.articles else there)) or request.articles


def _round(request: Request, pool: Pool) -> Round:
    """A build that reports what stops all articles as if it were one of them."""
    try:
        yield from build(request, pool)
    except ContentError as error:
        yield Outcome(shown_path(request.folders.content / CLINIC), (), error.findings)
    except UsageError as error:  # an article that was asked for is gone, and may come back
        name = shown_path(request.folders.content)
        yield Outcome(name, (), (Finding("article-missing", str(error), path=name),))


class _Deferred:
    """The formats that are left to make when nothing changes for a moment."""

    def __init__(self, request: Request, first: Callable[[], tuple[str, ...]]) -> None:
        self._request, self._first = request, first
        self._articles: dict[tuple[str, ...], None] = {request.articles: None}
        self._steps: deque[Request] = deque()

    def add(self, articles: tuple[str, ...]) -> None:
        """The formats of these articles that are not made first; what was begun begins anew."""
        self._articles[articles] = None
        self._steps.clear()

    def _plan(self, request: Request) -> Iterator[Request]:
        """One file a step, for an edit must not wait long; all of them in the last."""
        of_all = request.articles in self._articles
        names = request.articles if of_all else tuple(sorted({*sum(self._articles, ())}))
        first = self._first()
        rest = [name for name in request.formats if name not in first]
        for path in _chosen(request, names) if rest else ():
            for name in rest:
                article = name_of(path, request.folders.content)
                yield request._replace(articles=(article,), formats=(name,))
        yield request._replace(articles=names)

    def round(self, request: Request, pool: Pool) -> Iterator[Round]:
        """As many steps as fit into a slice; a round once all is made."""
        if self._articles and not self._steps:
            self._steps.extend(self._plan(request))
        end = monotonic() + _SLICE
        while self._steps and monotonic() < end:
            step = self._steps.popleft()
            if self._steps:
                deque(_round(step, pool), maxlen=0)  # the last one reports it
            else:
                self._articles.clear()
                yield _round(step, pool)


def _entries(folder: Path) -> Iterator[Path]:
    """A folder and all relevant files and folders in it; links to folders are not entered."""
    yield folder
    for place, inner, names in os.walk(folder):
        inner[:] = filter(_is_relevant, inner)
        yield from (Path(place, name) for name in (*inner, *filter(_is_relevant, names)))


def _stamp(path: Path) -> tuple[int, ...]:
    """What is another where a folder or a file has changed; empty where there is none."""
    try:
        state = path.stat()
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
    inner = (path for path, stamp in snapshot.items() if _is_folder(stamp))
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
            changed = {path for path, _ in differing}
            yield changed | reported
            if (changed and not reported) or any(_is_folder(stamp) for _, stamp in differing):
                break  # the system watches another folder, or does not hear of this one


def rounds(
    request: Request,
    pool: Pool,
    stop: threading.Event | None = None,
    today: Callable[[], date] = date.today,
    first: Callable[[], tuple[str, ...]] | None = None,
) -> Iterator[Round]:
    """A round of outcomes at once, then one for each change, until `stop` is set.

    Where `first` names formats, these are made at once, and the others in a round of their
    own when nothing changes for a moment. Faults of the content are outcomes; SetupError is
    raised, for it cannot be mended by an edit. What changes during a round is the next one.
    """

    def urgent(asked: Request) -> Request:
        return asked._replace(formats=first()) if first else asked

    request = request._replace(today=today())
    snapshot = _snapshot(request.folders)
    yield _round(urgent(request), pool)
    pool.warm()
    deferred = _Deferred(request, first) if first else None
    for changes in _changes(request.folders, stop or threading.Event(), snapshot):
        if changes:
            paths = {path.resolve() for path in changes}
            wait_for_text(paths)
            articles = _affected(paths, request)
            if deferred:
                deferred.add(articles)
            yield _round(urgent(request._replace(articles=articles)), pool)
        elif today() != request.today:  # the new day may make reviews overdue
            request = request._replace(today=today())
            yield _round(request, pool)
        elif deferred:
            yield from deferred.round(request, pool)
