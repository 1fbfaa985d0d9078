"""Builds again at each change of content/ or templates/, for as long as somebody asks."""

import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeAlias

from watchfiles import Change, watch

from handout.content import CLINIC, shown_path
from handout.errors import ContentError, UsageError
from handout.finding import Finding
from handout.jobs import Pool
from handout.outcome import Outcome
from handout.pipeline import build
from handout.request import Request

_STEP = 10
"""Milliseconds without another change that end a round of changes."""
_LONGEST = 200
"""Milliseconds after which a round is built, however much is still changing."""
_PATIENCE = 500
"""Milliseconds after which it is looked whether to stop, and whether another day has begun."""

Round: TypeAlias = Iterator[Outcome]
"""The outcomes of the articles that a change concerns, each as soon as it is made."""


def _counts(_: Change, path: str) -> bool:
    """Whether a file is one of the clinic's, not one that an editor keeps for itself."""
    name = Path(path).name
    return not name.startswith(".") and not name.endswith("~")


def _concerned(paths: Iterable[Path], request: Request) -> tuple[str, ...]:
    """The articles that changes of the files may concern; empty for all."""
    content = request.folders.content.resolve()
    articles = {path for path in paths if path.suffix == ".md" and path.parent == content}
    if articles != set(paths):
        return request.articles
    there = {path.stem for path in articles if path.is_file()}
    asked = {Path(name).stem for name in request.articles}
    return tuple(sorted(there & asked if asked else there)) or request.articles


def _round(request: Request, pool: Pool) -> Round:
    """A build that reports what stops all articles as if it were one of them."""
    try:
        yield from build(request, pool)
    except ContentError as error:
        yield Outcome(shown_path(request.folders.content / CLINIC), (), error.findings)
    except UsageError as error:  # an article that was asked for is gone, and may come back
        name = shown_path(request.folders.content)
        yield Outcome(name, (), (Finding("article-missing", str(error), path=name),))


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

    def soon(asked: Request) -> Request:
        return asked._replace(formats=first()) if first else asked

    request = request._replace(today=today())
    yield _round(soon(request), pool)
    folders = (request.folders.content, request.folders.templates)
    # What changed before the watch began is seen in a round of all.
    left = [request.articles]
    for changes in watch(
        *folders,
        watch_filter=_counts,
        step=_STEP,
        debounce=_LONGEST,
        rust_timeout=_PATIENCE,
        yield_on_timeout=True,
        raise_interrupt=True,
        stop_event=stop,
    ):
        if changes:
            paths = [Path(path).resolve() for _, path in changes]
            articles = _concerned(paths, request)
            left += [articles] if first else []
            yield _round(soon(request._replace(articles=articles)), pool)
        elif left or today() != request.today:
            of_all = request.articles in left or today() != request.today
            articles = request.articles if of_all else tuple(sorted({*sum(left, ())}))
            left, request = [], request._replace(today=today())
            yield _round(request._replace(articles=articles), pool)
