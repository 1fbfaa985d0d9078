"""Builds again at each change of content/ or templates/."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from watchfiles import Change, watch

from handout.content import CLINIC, shown_path
from handout.errors import ContentError
from handout.pipeline import Outcome, Request, build


def _counts(_: Change, path: str) -> bool:
    name = Path(path).name
    return not name.startswith(".") and not name.endswith("~")


def _round(request: Request) -> Iterator[Outcome]:
    try:
        yield from build(replace(request, today=date.today()))
    except ContentError as error:
        yield Outcome(shown_path(request.folders.content / CLINIC), (), error.findings)


def rounds(request: Request, stop: threading.Event) -> Iterator[Iterator[Outcome]]:
    """A round of outcomes at once, then one for each change, until `stop` is set."""
    yield _round(request)
    folders = (request.folders.content, request.folders.templates)
    for _ in watch(*folders, watch_filter=_counts, step=10, debounce=200, stop_event=stop):
        yield _round(request)
