"""The page's own small server: it shows the project, and changes only what a button asks for."""

import asyncio
import io
import json
import zipfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from handout.formats import Format
from handout.model.errors import ContentError
from handout.model.findings import printable
from handout.preview.actions import ACTIONS, Action, Actions
from handout.preview.page_images import ImageCache, Place
from handout.preview.project_state import ArticleState, Event, ProjectState
from handout.typography import fonts
from handout.typography.writing_systems import WRITING_SYSTEMS, WritingSystem

HOSTS = ["127.0.0.1", "localhost"]
"""Names of this computer; another one in the address is a site that plays this one."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_WEB_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)
"""Of a web page that was made. Nothing in it runs, so that it may be of the same origin: the live
page keeps its place then, and marks what changed. Its links open windows of their own."""
_WEB_TYPES = {".html": "text/html", ".svg": "image/svg+xml", ".webp": "image/webp"}
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_ASSETS = Path(__file__).parent / "assets"
_FONTS = {"Atkinson Hyperlegible": "text", "Arimo": "slide"}
_IMMUTABLE = {"Cache-Control": "max-age=31536000, immutable"}
_NO_STORE = {"Cache-Control": "no-store"}
_HEARTBEAT = 15.0
"""Seconds after which a quiet connection is tried."""


async def _safely(request: Request, answer: RequestResponseEndpoint) -> Response:
    """Add to an answer what keeps other sites and scripts out."""
    response = await answer(request)
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _assets() -> Mapping[str, Path]:
    """Every file that the page is made of, by its name in addresses."""
    own = {path.name: path for path in _ASSETS.iterdir() if path.is_file()}
    for name, short in _FONTS.items():
        family = fonts.family(name)
        for face in family.faces if family else ():
            weight = "bold" if face.weight >= 700 else "regular"
            own[f"{short}-{weight}-{face.style}.ttf"] = face.path
    return own | {name: path for name, path, _ in _script_fonts()}


def _unicode_range(system: WritingSystem) -> str:
    """The characters that a font is loaded for: those of East Asia have theirs in common."""
    alike = [one for one in WRITING_SYSTEMS if one is system or (one.replaces and system.replaces)]
    return ", ".join(f"U+{span}" for one in alike for span in one.ranges.split())


def _script_fonts() -> Iterator[tuple[str, Path, str]]:
    """The installed fonts of scripts: a name for addresses, the file, and the rule for pages."""
    for system in WRITING_SYSTEMS:
        family = fonts.family(system.family) if system.family else None
        for face in family.faces if family else ():
            name = f"{system.script}-{face.weight}-{face.style}{face.path.suffix}"
            weight = "100 900" if face.variable else str(face.weight)
            rule = (
                f'@font-face {{ font-family: "{system.family}"; src: url("/assets/{name}"); '
                f"font-weight: {weight}; font-style: {face.style}; "
                f"unicode-range: {_unicode_range(system)} }}"
            )
            yield name, face.path, rule


def _formats_asked(request: Request) -> tuple[str, ...]:
    """The formats that the browser shows."""
    return tuple(filter(None, request.query_params.get("shows", "").split(",")))


def _zipped(files: Mapping[str, Path]) -> bytes:
    """Files in one, the same each time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as together:
        for name, path in sorted(files.items()):
            entry = zipfile.ZipInfo(name)  # its time is always the same
            entry.compress_type = zipfile.ZIP_DEFLATED
            together.writestr(entry, path.read_bytes())
    return target.getvalue()


class Endpoints:
    """The answers to requests."""

    def __init__(self, project: ProjectState, rows: Mapping[str, Action] = ACTIONS) -> None:
        self._project = project
        self.actions = Actions(project, rows)
        self._images = ImageCache()
        self._assets = _assets()
        self._queues: set[asyncio.Queue[Event | None]] = set()

    async def page(self, _: Request) -> Response:
        """The page, with the token that its buttons send."""
        page = self._assets["index.html"].read_text("utf-8")
        return HTMLResponse(page.replace("{token}", self.actions.token), headers=_NO_STORE)

    async def asset(self, request: Request) -> Response:
        """What the page is made of."""
        name = request.path_params["name"]
        if name not in self._assets:
            raise HTTPException(404)
        return FileResponse(self._assets[name], headers={"Cache-Control": "no-cache"})

    async def script_fonts(self, _: Request) -> Response:
        """The rules for fonts of scripts; a browser loads one where it meets its letters."""
        rules = "\n".join(rule for _, _, rule in _script_fonts())
        return Response(rules, media_type="text/css", headers={"Cache-Control": "no-cache"})

    def _article(self, request: Request) -> ArticleState:
        article = self._project.article(request.path_params["slug"])
        if article is None:
            raise HTTPException(404)
        return article

    def _file_as_json(
        self, article: ArticleState, row: Format, path: Path, shown: bool
    ) -> dict[str, Any]:
        """A file, with its pages or slides where they are shown."""
        is_set = len(self._together(article, path.name)) > 1
        pages = self._images.pages_of(path) if shown else ()
        return {
            "name": row.name,
            "unit": row.unit,
            "duplex": row.printing.duplex,
            "file": path.name,
            "download": f"{path.stem}.zip" if is_set else path.name,
            "bytes": path.stat().st_size,
            "pages": msgspec.to_builtins(pages),
        }

    async def article(self, request: Request) -> Response:
        """An article with its findings and the pages of its files."""
        article = self._article(request)
        self._project.look_at(article.slug)
        shown = self._project.formats_shown(_formats_asked(request))
        formats = [
            await run_in_threadpool(self._file_as_json, article, row, path, row.name in shown)
            for row, path in list(self._project.files(article.slug))
        ]
        data = {
            **article.as_json(),
            "seconds": article.seconds,
            "findings": self._project.findings(article),
            "formats": formats,
            "shown": shown,
        }
        return JSONResponse(data, headers=_NO_STORE)

    def _review(self, article: ArticleState, names: tuple[str, ...]) -> dict[str, Any]:
        """What a review says of an article, with its places on the pages that are shown."""
        try:
            told = self._project.review(article)
        except ContentError:
            return {"remarks": [], "kept": [], "is_read": False}
        remarks = self._project.remarks(told)
        words = [one["about"] for one in remarks]
        places: list[list[tuple[str, Place]]] = [[] for _ in remarks]
        for _, path in self._project.files(article.slug, self._project.formats_shown(names)):
            for number, page, place in self._images.marks(path, words):
                places[number].append((page, place))
        said = [one | {"places": at} for one, at in zip(remarks, places, strict=True)]
        kept = [{"message": printable(one.message), "reason": why} for one, why in told.kept]
        return {"remarks": said, "kept": kept, "is_read": True}

    async def review(self, request: Request) -> Response:
        """A second pair of eyes on an article; only who asks for it waits for it."""
        article, names = self._article(request), _formats_asked(request)
        told = await run_in_threadpool(self._review, article, names)
        return JSONResponse(told, headers=_NO_STORE)

    async def picture(self, request: Request) -> Response:
        """A page as a PNG."""
        width = request.query_params.get("width", "")
        dots = int(width) if width.isascii() and width.isdigit() and len(width) < 6 else 900
        png = await run_in_threadpool(self._images.page, request.path_params["id"], dots)
        if png is None:
            raise HTTPException(404)
        return Response(png, media_type="image/png", headers=_IMMUTABLE)

    async def words(self, request: Request) -> Response:
        """The words of a page around a place, in thousandths of its width and height."""
        place = [request.query_params.get(name, "") for name in "xy"]
        if not all(one.isascii() and one.isdigit() and len(one) < 5 for one in place):
            raise HTTPException(404)
        x, y = (int(one) / 1000 for one in place)
        told = await run_in_threadpool(self._images.words, request.path_params["id"], x, y)
        return JSONResponse({"words": told}, headers=_NO_STORE)

    async def media(self, request: Request) -> Response:
        """A slide as SVG, or a picture on one; scripts in it do not run."""
        picture = self._images.media(request.path_params["id"])
        if picture is None:
            raise HTTPException(404)
        policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
        headers = {**_IMMUTABLE, "Content-Security-Policy": policy}
        return Response(picture[0], media_type=picture[1], headers=headers)

    def _together(self, article: ArticleState, name: str) -> Mapping[str, Path]:
        """A web page and the pictures beside it, by name; nothing of another file."""
        files = self._project.page_files(article.slug)
        return files if name in files else {}

    async def file(self, request: Request) -> Response:
        """A file of an article, to open or to keep."""
        article, name = self._article(request), request.path_params["name"]
        there = {path.name: path for _, path in self._project.files(article.slug)}
        if name not in there:
            raise HTTPException(404)
        # A browser's own viewer shows PDFs, and needs to load itself into the page.
        policy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
        headers = {**_NO_STORE, "Content-Security-Policy": policy}
        if "open" not in request.query_params and len(files := self._together(article, name)) > 1:
            told = f"attachment; filename*=UTF-8''{quote(f'{there[name].stem}.zip')}"
            data = await run_in_threadpool(_zipped, files)
            headers["Content-Disposition"] = told
            return Response(data, media_type="application/zip", headers=headers)
        kind = "inline" if "open" in request.query_params else "attachment"
        return FileResponse(
            there[name], headers=headers, filename=name, content_disposition_type=kind
        )

    async def web(self, request: Request) -> Response:
        """The web page of an article as it was made, or a picture beside it."""
        article, name = self._article(request), request.path_params["name"]
        there = await run_in_threadpool(self._project.page_files, article.slug)
        if name not in there:
            raise HTTPException(404)
        # A window of its own is refused to a sandbox that asks for one apart from others.
        opener = {"Cross-Origin-Opener-Policy": "unsafe-none"}
        headers = {**_NO_STORE, **opener, "Content-Security-Policy": _WEB_POLICY}
        kind = _WEB_TYPES.get(there[name].suffix, "application/octet-stream")
        return FileResponse(there[name], headers=headers, media_type=kind)

    async def status(self, _: Request) -> Response:
        """How the versions of all articles stand; only who looks at it waits for it."""
        rows = await run_in_threadpool(self._project.statuses)
        return JSONResponse(rows, headers=_NO_STORE)

    async def _events(self, names: tuple[str, ...] = ()) -> AsyncIterator[str]:
        """What happens, as it happens."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()
        self._queues.add(queue)

        def enqueue(event: Event) -> None:
            with suppress(RuntimeError):  # the server has stopped in the meantime
                loop.call_soon_threadsafe(queue.put_nowait, event)

        end_listening = self._project.listen(enqueue, names)
        try:
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), _HEARTBEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if event is None:
                    return
                yield f"event: {event[0]}\ndata: {json.dumps(event[1])}\n\n"
        finally:
            end_listening()
            self._queues.discard(queue)

    async def events(self, request: Request) -> Response:
        """Server-sent events."""
        stream = self._events(_formats_asked(request))
        return StreamingResponse(stream, media_type="text/event-stream", headers=_NO_STORE)

    def close_streams(self) -> None:
        """End every stream of events, so that the server can stop."""
        for queue in tuple(self._queues):
            queue.put_nowait(None)


def app(endpoints: Endpoints) -> Starlette:
    """The server of a project."""
    routes = [
        Route("/", endpoints.page),
        Route("/assets/scripts.css", endpoints.script_fonts),
        Route("/assets/{name}", endpoints.asset),
        Route("/events", endpoints.events),
        Route("/status", endpoints.status),
        Route("/articles/{slug:path}", endpoints.article),
        Route("/reviews/{slug:path}", endpoints.review),
        Route("/pages/{id}.png", endpoints.picture),
        Route("/pages/{id}.words", endpoints.words),
        Route("/slides/{id}.svg", endpoints.media),
        Route("/media/{id}", endpoints.media),
        Route("/files/{slug:path}/{name}", endpoints.file),
        Route("/web/{slug:path}/{name}", endpoints.web),
        *endpoints.actions.routes(),
    ]
    guards = [
        Middleware(BaseHTTPMiddleware, _safely),
        Middleware(TrustedHostMiddleware, HOSTS, www_redirect=False),
    ]
    return Starlette(routes=routes, middleware=guards)
