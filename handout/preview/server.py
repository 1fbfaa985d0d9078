"""The page's own small server: it shows what is there and changes nothing."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handout.preview.desk import Desk, Event, Held, Row
from handout.preview.page_images import Folder, Proof
from handout.typography import fonts

HOSTS = ["127.0.0.1", "localhost"]
"""Names of this computer; another one in the address is a site that plays this one."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_ASSETS = Path(__file__).parent / "assets"
_FONTS = {"Atkinson Hyperlegible": "text", "Arimo": "slide"}
_FOREVER = {"Cache-Control": "max-age=31536000, immutable"}
_ANEW = {"Cache-Control": "no-store"}
_BEAT = 15.0
"""Seconds after which a quiet connection is tried."""


class _SafeHeaders:
    """Adds to every answer what keeps other sites and scripts out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, safely)


def _assets() -> Mapping[str, Path]:
    """Every file that the page is made of, by its name in addresses."""
    own = {path.name: path for path in _ASSETS.iterdir() if path.is_file()}
    for name, short in _FONTS.items():
        family = fonts.family(name)
        for face in family.faces if family else ():
            weight = "bold" if face.weight >= 700 else "regular"
            own[f"{short}-{weight}-{face.style}.ttf"] = face.path
    return own


def _proof(proof: Proof) -> dict[str, Any]:
    """A page or slide for the page."""
    notes = [{"text": n.text, "heading": n.heading, "item": n.item} for n in proof.notes]
    return {
        "id": proof.id,
        "kind": proof.kind,
        "width": proof.width,
        "height": proof.height,
        "title": proof.title,
        "words": proof.words,
        "notes": notes,
    }


def _names(request: Request) -> tuple[str, ...]:
    """The formats that a page shows."""
    return tuple(filter(None, request.query_params.get("shows", "").split(",")))


class Pages:
    """The answers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._folder = Folder()
        self._assets = _assets()
        self._queues: set[asyncio.Queue[Event | None]] = set()

    def asset(self, name: str) -> Response:
        """A file that the page is made of."""
        if name not in self._assets:
            raise HTTPException(404)
        return FileResponse(self._assets[name], headers={"Cache-Control": "no-cache"})

    async def page(self, request: Request) -> Response:
        """The page, and what it is made of."""
        return self.asset(request.path_params.get("name", "index.html"))

    def _row(self, request: Request) -> Row:
        row = self._desk.row(request.path_params["slug"])
        if row is None:
            raise HTTPException(404)
        return row

    def _format(self, held: Held, shown: bool) -> dict[str, Any]:
        """A file for the page, with its pages or slides where they are shown."""
        made = [_proof(proof) for proof in self._folder.of(held.path)] if shown else []
        return {
            "name": held.row.name,
            "unit": held.row.unit,
            "file": held.path.name,
            "bytes": held.path.stat().st_size,
            "proofs": made,
        }

    async def article(self, request: Request) -> Response:
        """An article with its findings and the pages of its files."""
        row = self._row(request)
        files = list(self._desk.files(row.slug))
        shown = self._desk.shown(_names(request))
        formats = [
            await run_in_threadpool(self._format, held, held.row.name in shown) for held in files
        ]
        findings = self._desk.findings(row)
        told = {**row.told(), "seconds": row.seconds, "findings": findings, "formats": formats}
        told["shown"] = shown
        return JSONResponse(told, headers=_ANEW)

    async def picture(self, request: Request) -> Response:
        """A page as a PNG."""
        width = request.query_params.get("width", "")
        dots = int(width) if width.isascii() and width.isdigit() and len(width) < 6 else 900
        made = await run_in_threadpool(self._folder.page, request.path_params["id"], dots)
        if made is None:
            raise HTTPException(404)
        return Response(made, media_type="image/png", headers=_FOREVER)

    async def drawing(self, request: Request) -> Response:
        """A slide as SVG."""
        made = self._folder.drawing(request.path_params["id"])
        if made is None:
            raise HTTPException(404)
        return Response(made, media_type="image/svg+xml", headers=_FOREVER)

    async def media(self, request: Request) -> Response:
        """A picture on a slide; scripts in it do not run."""
        made = self._folder.media(request.path_params["id"])
        if made is None:
            raise HTTPException(404)
        policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
        headers = {**_FOREVER, "Content-Security-Policy": policy}
        return Response(made[0], media_type=made[1], headers=headers)

    async def file(self, request: Request) -> Response:
        """A file of an article, to open or to keep."""
        row, name = self._row(request), request.path_params["name"]
        there = {held.path.name: held.path for held in self._desk.files(row.slug)}
        if name not in there:
            raise HTTPException(404)
        # A browser's own viewer shows PDFs, and needs to load itself into the page.
        policy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
        headers = {**_ANEW, "Content-Security-Policy": policy}
        kind = "inline" if "open" in request.query_params else "attachment"
        return FileResponse(
            there[name], headers=headers, filename=name, content_disposition_type=kind
        )

    async def _events(self, names: tuple[str, ...] = ()) -> AsyncIterator[str]:
        """What happens, as it happens."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()
        self._queues.add(queue)

        def hear(event: Event) -> None:
            with suppress(RuntimeError):  # the server has stopped in the meantime
                loop.call_soon_threadsafe(queue.put_nowait, event)

        silence = self._desk.listen(hear, names)
        try:
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), _BEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if event is None:
                    return
                yield f"event: {event[0]}\ndata: {json.dumps(event[1])}\n\n"
        finally:
            silence()
            self._queues.discard(queue)

    async def events(self, request: Request) -> Response:
        """Server-sent events."""
        stream = self._events(_names(request))
        return StreamingResponse(stream, media_type="text/event-stream", headers=_ANEW)

    def hang_up(self) -> None:
        """End every stream of events, so that the server can stop."""
        for queue in tuple(self._queues):
            queue.put_nowait(None)


def app(pages: Pages) -> Starlette:
    """The server of a desk."""
    routes = [
        Route("/", pages.page),
        Route("/assets/{name}", pages.page),
        Route("/events", pages.events),
        Route("/articles/{slug}", pages.article),
        Route("/pages/{id}.png", pages.picture),
        Route("/slides/{id}.svg", pages.drawing),
        Route("/media/{id}", pages.media),
        Route("/files/{slug}/{name}", pages.file),
    ]
    guards = [
        Middleware(_SafeHeaders),
        Middleware(TrustedHostMiddleware, HOSTS, www_redirect=False),
    ]
    return Starlette(routes=routes, middleware=guards)
