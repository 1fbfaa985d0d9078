"""Run the page: builds in one thread, the server in the main one, until Ctrl-C."""

import errno
import os
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from types import FrameType

import uvicorn

from handout.build.request import Outcome, Request
from handout.build.watch import Onlooker
from handout.model.errors import HandoutError, UsageError
from handout.model.installation import COMMAND
from handout.preview.project_state import ProjectState
from handout.preview.server import Endpoints, app

Rounds = Callable[..., Iterator[Iterator[Outcome]]]
"""`watch.rounds` for a request and a pool; takes `stop` and `onlooker`."""

ADDRESS = "127.0.0.1"


def _bound(port: int) -> socket.socket:
    """A socket of this computer alone; raises UsageError where the port is taken."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":  # there it would let two programs share a port; here it frees one sooner
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((ADDRESS, port))
    except (OSError, OverflowError) as error:
        bound.close()
        if getattr(error, "errno", 0) == errno.EADDRINUSE:
            advice = f"stop it, or run: {COMMAND} serve --port {port + 1}"
            raise UsageError(f"another program answers at port {port} already; {advice}") from error
        reason = getattr(error, "strerror", None) or "ports go from 1024 to 65535"
        raise UsageError(f"port {port} cannot be used: {reason}") from error
    return bound


class _Server(uvicorn.Server):
    """A server whose open streams end when it is told to stop."""

    def __init__(
        self, config: uvicorn.Config, endpoints: Endpoints, opened: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._endpoints, self._opened = endpoints, opened

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._opened()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._endpoints.close_streams()
        super().handle_exit(sig, frame)


def _follow(
    project: ProjectState, rounds: Rounds, stop: threading.Event, faults: list[HandoutError]
) -> None:
    """Add every outcome to what the page shows."""
    try:
        for outcomes in rounds(stop=stop, onlooker=Onlooker(project.in_view, project.end_round)):
            project.begin_round()
            for outcome in outcomes:
                project.add(outcome)
    except HandoutError as error:
        faults.append(error)


def _config(endpoints: Endpoints) -> uvicorn.Config:
    """A quiet server of HTTP alone."""
    return uvicorn.Config(
        app(endpoints),
        log_level="critical",
        access_log=False,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=2,
    )


def serve(request: Request, rounds: Rounds, port: int, browse: bool = False) -> None:
    """Serve until Ctrl-C; raises UsageError for a port that is taken."""
    listening = _bound(port)
    address = f"http://{ADDRESS}:{listening.getsockname()[1]}"
    project, stop, faults = ProjectState(request), threading.Event(), list[HandoutError]()
    endpoints = Endpoints(project)

    def opened() -> None:
        print(f"The page is at {address}\nIt follows every edit. Ctrl-C ends it.", flush=True)
        if browse:
            webbrowser.open(address)

    server = _Server(_config(endpoints), endpoints, opened)

    def follow() -> None:
        _follow(project, rounds, stop, faults)
        if faults:
            server.should_exit = True

    thread = threading.Thread(target=follow, name="builds", daemon=True)
    thread.start()
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        pass  # the server has stopped by then, and raises it again
    finally:
        stop.set()
        thread.join(timeout=5)
    if faults:
        raise faults[0]
    print("Stopped.", flush=True)
