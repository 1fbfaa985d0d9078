import os
import re
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handout.build.request import Outcome
from handout.build.watch import Onlooker
from handout.model.errors import SetupError, UsageError
from handout.preview import serving
from tests.support.processes import is_group_gone, line_with, started
from tests.support.workplace import Workplace, made


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return made(tmp_path, "asthma")


def nothing(*, stop: threading.Event, onlooker: Onlooker) -> Iterator[Iterator[Outcome]]:
    return iter(())


def test_a_taken_port_is_named_with_what_to_run_instead(place: Workplace) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=rf"port {port} already; .*--port {port + 1}"):
            serving.serve(place.request(), nothing, port)


def test_a_port_that_may_not_be_used_is_named(place: Workplace) -> None:
    with pytest.raises(UsageError, match="port 99999 cannot be used: ports go from 1024"):
        serving.serve(place.request(), nothing, 99999)


def test_the_socket_is_of_this_computer_alone() -> None:
    with serving._bound(0) as bound:
        assert bound.getsockname()[0] == "127.0.0.1"


def test_what_no_edit_can_mend_ends_the_server(place: Workplace) -> None:
    def broken(*, stop: threading.Event, onlooker: Onlooker) -> Iterator[Iterator[Outcome]]:
        raise SetupError("Pango is missing")
        yield

    with pytest.raises(SetupError, match="Pango is missing"):
        serving.serve(place.request(), broken, 0)


def test_ctrl_c_stops_the_page_and_every_process_of_it(place: Workplace) -> None:
    command = place.command()
    words = [*command[:2], "serve", *command[2:], "--port=0", "--format=slides"]
    with started(words, start_new_session=True) as running:
        address = re.search(r"http://127.0.0.1:\d+", line_with("http:", running))
        assert address
        with urllib.request.urlopen(f"{address[0]}/events") as events:  # a page that is open
            assert events.readline() == b"event: project\n"
            os.killpg(running.pid, signal.SIGINT)
            rest, errors = running.communicate()
    assert (running.returncode, errors) == (0, "")
    assert rest.endswith("Stopped.\n")
    assert is_group_gone(running.pid)


def test_a_missing_library_is_named_with_the_command_that_installs_it(place: Workplace) -> None:
    command = place.command()
    hide = "import sys; sys.modules['uvicorn'] = None; import pathlib, build; "
    run_it = "sys.exit(build.run(sys.argv[1:], pathlib.Path()))"
    words = [command[0], "-c", hide + run_it, "serve", *command[2:]]
    run = subprocess.run(words, capture_output=True, text=True, check=False, cwd=serving_root())
    assert run.returncode == 1
    assert "libraries are missing" in run.stderr
    assert "--set-up serve" in run.stderr
    assert "Traceback" not in run.stderr


def serving_root() -> Path:
    return Path(__file__).parents[2]


def _until(condition: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether something is so before so many seconds have passed."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


def test_the_list_of_pages_follows_edits(place: Workplace) -> None:
    listed = place.output / "index.html"
    command = place.command()
    words = [*command[:2], "serve", *command[2:], "--port=0", "--format=page"]
    with started(words, start_new_session=True) as running:
        assert line_with("http:", running)
        assert _until(listed.is_file)
        place.edit("title: ", "title: Another ")
        assert _until(lambda: "Another " in listed.read_text("utf-8"))
        os.killpg(running.pid, signal.SIGINT)
        running.communicate()
