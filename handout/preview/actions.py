"""What buttons of the page ask for: a row each, and one way in that no other site can take."""

import re
import secrets
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from handout.model.errors import HandoutError
from handout.model.markup import shown_path
from handout.preview.editor import line_of, open_text
from handout.preview.project_state import ProjectState
from handout.source.content import name_of
from handout.source.opc.archive import MOST_BYTES

TOKEN = "X-Handout-Token"  # the name of a header
"""What names the token of this start, which stands in the page alone."""
_NO_STORE = {"Cache-Control": "no-store"}
_LONGEST_ENDING = 10
"""Characters of what a file's name ends in."""


class Pressed(NamedTuple):
    """What a button sends."""

    project: ProjectState
    data: bytes
    options: Mapping[str, str]
    """Of the address, behind the question mark."""


class Action(NamedTuple):
    """What a button does."""

    does: Callable[[Pressed], Any]
    """In a thread; returns what is sent as JSON; a HandoutError that it raises is told."""
    most: int = 10_000
    """Bytes that it takes."""


def _new(pressed: Pressed) -> Mapping[str, str]:
    """Begin an article of the title that is sent; nothing that is there is touched."""
    from handout.source.new_article import begin  # late, here and below: it reads YAML

    content = pressed.project.content
    path = begin(content, pressed.data.decode("utf-8", "replace"))
    return {"file": shown_path(path), "slug": name_of(path, content)}


def _open(pressed: Pressed) -> Mapping[str, str]:
    """Open a text at a line; or an article where the words stand that are sent."""
    project, options = pressed.project, pressed.options
    article = project.article(options.get("article", ""))
    shown, line = options.get("file", ""), options.get("line", "")
    if article:
        shown = shown_path(article.path)
        line = str(line_of(pressed.data.decode("utf-8", "replace"), article.path, project.content))
    open_text(shown, int(line) if line.isascii() and line.isdigit() else 1, project.content)
    return {"file": shown, "line": line}


def _import(pressed: Pressed) -> Mapping[str, Any]:
    """Import the file that is sent; nothing that is there is touched."""
    from handout.build.imports import Import, import_one, parts, summary

    name = re.sub(r"[\x00-\x1f]", "", re.split(r"[/\\]", pressed.options.get("name", ""))[-1])
    content, ending = pressed.project.content, Path(name).suffix[:_LONGEST_ENDING]
    accepted = pressed.options.get("as") == "accepted"
    with TemporaryDirectory() as folder:
        path = Path(folder, f"sent{ending}")
        path.write_bytes(pressed.data)
        wanted = Import(path, name, content, content, accepted)
        told = import_one(wanted, pressed.project.limits)
    return {
        "file": name,
        "article": told["article"],
        "slug": Path(told["article"]).stem,
        "summary": summary(told),
        "parts": list(parts(told)),
    }


ACTIONS: Mapping[str, Action] = {
    "new": Action(_new),
    "open": Action(_open),
    "import": Action(_import, MOST_BYTES),
}
"""By the last word of the address, `/do/…`."""


def _refused(status: int, message: str) -> Response:
    return JSONResponse({"message": message}, status, _NO_STORE)


async def _within(stream: AsyncIterator[bytes], most: int) -> bytes | None:
    """What is sent; None where it is more, of which no more is read."""
    held = bytearray()
    async for part in stream:
        held += part
        if len(held) > most:
            return None
    return bytes(held)


class Actions:
    """The answers to buttons of this start's page, and to nothing else."""

    def __init__(self, project: ProjectState, rows: Mapping[str, Action] = ACTIONS) -> None:
        self._project, self._rows = project, rows
        self.token = secrets.token_urlsafe(32)

    def _is_ours(self, request: Request) -> bool:
        """Whether the page itself asks; its Host was checked, for every request alike."""
        sent, origin = request.headers.get(TOKEN, ""), request.headers.get("origin")
        knows = secrets.compare_digest(sent.encode(), self.token.encode())
        return knows and origin == f"http://{request.headers['host']}"

    async def _answer(self, request: Request) -> Response:
        if not self._is_ours(request):
            return _refused(403, "The page is of an earlier start: load it again.")
        row = self._rows[request.url.path.rpartition("/")[2]]
        data = await _within(request.stream(), row.most)
        if data is None:
            return _refused(413, f"It has more than {row.most / 1e6:g} MB.")
        pressed = Pressed(self._project, data, dict(request.query_params))
        try:
            answer = await run_in_threadpool(row.does, pressed)
        except HandoutError as error:
            return _refused(422, str(error))
        return JSONResponse(answer, headers=_NO_STORE)

    def routes(self) -> Iterator[Route]:
        """A route for each row."""
        return (Route(f"/do/{name}", self._answer, methods=["POST"]) for name in self._rows)
