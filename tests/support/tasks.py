"""Tasks for workers to be tested with: they must be found by their names in another process."""

import ctypes
import os
import signal
import time
import weakref

from handout.build.jobs import Job, run
from handout.build.workers import Answer, Pool, Task
from handout.model.errors import ContentError, SetupError
from handout.model.findings import Finding

_KEPT: list[bytearray] = []


def double(number: int) -> int:
    return number * 2


def process_id() -> int:
    return os.getpid()


def die(signal_number: int = signal.SIGKILL) -> None:
    os.kill(os.getpid(), signal_number)


def leave() -> None:
    os._exit(7)


def compute() -> None:
    while True:
        pass


def compute_for(seconds: float) -> float:
    """So much time of the processor, however long that takes."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds


def hang() -> None:
    print("busy", flush=True)
    time.sleep(600)


def hang_in_a_library() -> None:
    """As one does that never lets other threads of Python run."""
    print("busy", flush=True)
    ctypes.PyDLL(None).sleep(600)


def take_memory(megabytes: int) -> int:
    return len(bytearray(megabytes << 20)) >> 20


def swell() -> None:
    take_memory(100_000)


def keep_memory(megabytes: int) -> int:
    """As a library does that never gives back what it has read."""
    _KEPT.append(bytearray(b"x") * (megabytes << 20))
    return os.getpid()


def leave_pieces(megabytes: int) -> int:
    """As a document does that was laid out: what stays lies behind all that is freed."""
    pieces = [bytes(4000) for _ in range(megabytes << 8)]
    _LAST_PIECES.append(pieces[-1])
    return megabytes


_LAST_PIECES: list[bytes] = []


class _Ring:
    """What only a search for garbage frees, as a document that was laid out."""

    def __init__(self) -> None:
        self.itself = self


_RINGS: list["weakref.ref[_Ring]"] = []
_LAST: list[_Ring] = []


def keep_another_ring() -> int:
    """Keep a ring until the next one; how many there still are."""
    _LAST[:] = [_Ring()]
    _RINGS.append(weakref.ref(_LAST[0]))
    return sum(ring() is not None for ring in _RINGS)


class DiesWhileSent:
    """An answer that its worker does not survive handing over."""

    def __reduce__(self) -> str:
        os.kill(os.getpid(), signal.SIGKILL)
        return ""


def pause(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def content_fault() -> None:
    raise ContentError([Finding("rule", "the message", "the advice", "content/x.md", 3)])


def setup_fault() -> None:
    raise SetupError("install it")


def own_fault() -> None:
    raise ZeroDivisionError("by nothing")


def doubled(*numbers: int) -> list[Task]:
    return [Task("double", double, (number,)) for number in numbers]


def job(*wanted: Task) -> Job[list[Answer]]:
    return list((yield list(wanted)))


def answers(pool: Pool, *wanted: Task) -> list[Answer]:
    """The answers to tasks, each a job of its own."""
    return [answer for (answer,) in run(pool, (job(task) for task in wanted))]
