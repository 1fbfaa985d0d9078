"""Worker processes that read and make files: warm, within limits, and gone when the build is.

A worker that dies, takes too long or wants too much memory spoils the task that it was at and no
other; another worker takes its place.

Libraries were tried: concurrent.futures and loky give up all tasks when one worker dies;
pebble stands still for a minute when it dies while it hands over an answer, as its workers
share one pipe; billiard notices after 1.8 s. With each of them the workers outlive a parent
that is killed, a new worker is forked from a process with threads, which may lock up, and no
task goes to the worker that has imported what it needs. These are what this module is for.
"""

import contextlib
import errno
import gc
import itertools
import math
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

from handout.model.errors import HandoutError

_PR_SET_PDEATHSIG = 1
_OBJECTS = 20_000
"""So many new ones, some 2 MB, before garbage is looked for within a task; of 700 it takes 4 %."""
_WHOLE = 16
"""After so many tasks all is looked through for garbage, not what is new alone."""
_LARGE = 110 << 20
"""A worker that holds so many bytes looks through all after each task: 20 ms against some MB."""
_LIBRARY = 20
"""So many modules are another half of the libraries."""
_HAS_PROCESSOR_TIME = sys.platform != "win32"
"""Whether the system ends what computes for too long; else the clock is all there is."""
_SLEEPS = 10
"""So many times the limit may pass on the clock: a busy computer computes little in an hour."""
_GROWN, _OFTEN = 135 << 20, 50
"""A worker that holds so many bytes after so many tasks gives way to a new one."""


class Task(NamedTuple):
    """One call, to be made in some process."""

    kind: str
    """Tasks of one kind go to the worker that is warm for it, where that one is free."""
    function: Callable[..., Any]
    """Found by its name, so that another process can call it."""
    arguments: tuple[Any, ...] = ()


class Failure(NamedTuple):
    """Why a task has no answer."""

    reason: str
    """What happened, such as `it took longer than 120 seconds`."""
    alive: bool = False
    """Whether the worker can go on."""
    no_room: bool = False
    """Whether it is the fault of this computer, which has no room for temporary files."""


Answer = Any
"""What the task's function returned, the HandoutError that it raised, or a Failure."""


_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS))


def failure_of(error: Exception) -> Failure:
    """An unexpected error in a few words, with its place in the code where it is our fault."""
    if isinstance(error, OSError):
        words = (error.strerror or "").partition(" in [")[0]
        if error.errno in _FULL or words == "No usable temporary directory found":
            return Failure(words, alive=True, no_room=True)
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}, line {place.lineno}"
    return Failure(f"{type(error).__name__} in {where}", alive=True)


def call(task: Task) -> Answer:
    """The answer to a task, worked out in this process."""
    try:
        return task.function(*task.arguments)
    except HandoutError as error:
        return error
    except MemoryError:
        return Failure("it needed more memory than it may have")
    except Exception as error:  # a fault of ours: it stops this article, and the rest goes on
        if sys.flags.dev_mode:  # python -X dev build.py
            traceback.print_exc()
        return failure_of(error)


def _memory(process: object = "self") -> tuple[int, int]:
    """The bytes that are mapped into a process, and those that it holds (Linux tells it)."""
    mapped, held, *_ = Path(f"/proc/{process}/statm").read_text("ascii").split()
    size = os.sysconf("SC_PAGE_SIZE")
    return int(mapped) * size, int(held) * size


def _limit_memory(megabytes: int) -> None:
    """Let this process have so much more memory and no more, where the system can see to it.

    Nor does its end leave a file with all that it held.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):  # not on Windows; less is allowed
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        most = _memory()[0] + (megabytes << 20)  # mapped as it begins: that of whoever forked it
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _limit_time(seconds: float) -> None:
    """Let this process compute for so long from now on, where the system can see to it."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # not on Windows; less is allowed
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = math.ceil(used.ru_utime + used.ru_stime + seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _die_with_parent() -> None:
    """End this process once its parent is gone, however that went."""
    parent = multiprocessing.parent_process()
    assert parent
    if sys.platform == "linux":  # by the kernel: a library may keep threads from running
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent.pid:  # it went before
            os._exit(1)
        return

    def wait_for_parent() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=wait_for_parent, daemon=True).start()


def _holds_over(size: int, process: object = "self") -> bool:
    with contextlib.suppress(OSError):  # not on Linux, or it died
        return _memory(process)[1] > size
    return False


def _give_back() -> None:
    """Give free memory back to the system, 10 MB after a leaflet in 1 ms; glibc keeps it."""
    import ctypes

    getattr(ctypes.CDLL(None), "malloc_trim", id)(0)  # other C libraries have no such call


def _collect(number: int, since: int) -> int:
    """Free what a task has left; returns how often Python itself had looked through the new.

    The parts of a presentation, with their XML, refer to each other. What caches hold is old, and
    is looked through where garbage may be old too: after a long task, in which Python has looked.
    """
    is_long, is_large = gc.get_stats()[1]["collections"] > since, _holds_over(_LARGE)
    gc.collect(2 if is_long or number % _WHOLE == 0 or is_large else 1)
    if is_large:
        _give_back()
    return int(gc.get_stats()[1]["collections"])


def _work(inbox: Connection, megabytes: int, seconds: float) -> None:
    """What a worker process does: answer tasks until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and ends this process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.disable()  # until all is imported
    _die_with_parent()
    _limit_memory(megabytes)
    with contextlib.suppress(EOFError, OSError):
        task: Task = inbox.recv()
        _limit_time(seconds)
        inbox.send(call(task))
        modules = len(sys.modules)
        gc.freeze()  # here and below: libraries, fonts and style sheets stay as long as the worker
        gc.enable()
        gc.set_threshold(_OBJECTS)
        since = 0
        for number in itertools.count():
            task = inbox.recv()
            _limit_time(seconds)
            inbox.send(call(task))
            since = _collect(number, since)
            if len(sys.modules) > modules + _LIBRARY:
                modules = len(sys.modules)
                gc.unfreeze()  # documents were frozen too, of which nobody knows any more
                gc.collect()
                gc.freeze()


def _warmed(*warmers: Task) -> None:
    """Warm this process up for several kinds."""
    for task in warmers:
        task.function()


def _context() -> Any:
    """Fork where that is safe, since it takes a twentieth of the time; else spawn.

    macOS' own libraries do not outlive a fork, and no process with threads does for sure.
    """
    forks = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")


def too_long(seconds: float) -> Failure:
    """What is said of a task that was given up after so many seconds."""
    return Failure(f"it took longer than {seconds:g} seconds")


class Worker:
    """A process, and what it is at."""

    def __init__(self, megabytes: int, seconds: float, kept_for: str = "") -> None:
        context = _context()
        self.pipe, theirs = context.Pipe()
        arguments = theirs, megabytes, seconds
        self.process: BaseProcess = context.Process(target=_work, args=arguments, daemon=True)
        self.process.start()
        self.kept_for = kept_for
        """The kind of the tasks that go to it, and to none that is kept for others."""
        theirs.close()
        self._seconds = seconds
        self.task: Task | None = None
        self.purpose: object = None
        self.since = 0.0
        self.tasks = 0
        """How many it has begun."""
        self.kinds: set[str] = set()
        self.successor: Worker | None = None
        """What takes its place, once that is warm."""

    def begin(self, task: Task, purpose: object = None) -> None:
        """Let it work at a task; `purpose` comes back with the answer."""
        self.task, self.purpose, self.since = task, purpose, time.monotonic()
        self.kinds.add(task.kind)
        self.tasks += 1
        with contextlib.suppress(OSError):  # it died: that is noticed when its answer is read
            self.pipe.send(task)

    def answer(self) -> Answer:
        """The answer that has come, or why none will."""
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            self.process.join(5)
            code = self.process.exitcode
            if _HAS_PROCESSOR_TIME and code == -signal.SIGXCPU:
                return too_long(self._seconds)
            how = f"signal {-code}" if code and code < 0 else f"exit code {code}"
            return Failure(f"its process ended ({how})")

    def died_idle(self) -> bool:
        """Whether it ended while it had nothing to do."""
        return self.task is None and not self.process.is_alive()

    def has_grown(self) -> bool:
        """Whether it holds much after many tasks: what libraries keep is never quite given back."""
        is_due = self.tasks >= _OFTEN and not self.successor
        return is_due and _holds_over(_GROWN, self.process.pid)

    def kill(self) -> None:
        """Tell the process to end, whatever it is at."""
        if self.successor:
            self.successor.kill()
        self.process.kill()
        self.pipe.close()

    def end(self) -> None:
        """End the process, and wait until it is gone."""
        self.kill()
        self.process.join()


class Pool:
    """Workers, and the time in seconds and the memory that each may take over one task.

    The time is that of the processor: a busy computer gives no article up. What sleeps, and all
    on Windows, goes by the clock.

    With no workers all is done in this process. They start when the pool is made, so that
    they warm up while this process has other things to do. One more is kept for tasks like
    `reader`, which it begins with; meanwhile one less of the others warms up, as there are as
    many as cores.
    """

    def __init__(
        self,
        size: int,
        limit: float = 120,
        warmers: Sequence[Task] = (),
        reader: Task | None = None,
        megabytes: int = 1024,
    ) -> None:
        self._limit, self._megabytes = limit, megabytes
        self._most = limit * _SLEEPS if _HAS_PROCESSOR_TIME else limit
        self._makers = tuple(warmers)
        self._warmers = (*warmers, *((reader,) if reader else ()))
        self.workers = [Worker(megabytes, limit) for _ in range(size)]
        self.warm(max(1, size - 1) if reader else size)
        if reader:
            self.workers.append(Worker(megabytes, limit, reader.kind))
            self.workers[-1].begin(reader)

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self, most: int | None = None) -> None:
        """Let those warm up that have had nothing to do so far, of the first `most`."""
        for worker, warmer in zip(self.workers[:most], itertools.cycle(self._makers), strict=False):
            if not worker.tasks:
                worker.begin(warmer)

    def close(self) -> None:
        """End all workers, whatever they are at; at its own end Python waits until they are gone.

        What they hold is given back meanwhile, which takes 20 ms, while this process reports.
        """
        for worker in self.workers:
            worker.kill()
        self.workers = []

    def _replace(self, worker: Worker) -> None:
        worker.end()
        self.workers.remove(worker)
        self.workers.append(Worker(self._megabytes, self._limit, worker.kept_for))

    def _start_successor(self, worker: Worker) -> None:
        """Start what is to take a worker's place, and let it warm up for the same meanwhile."""
        worker.successor = Worker(self._megabytes, self._limit, worker.kept_for)
        warmers = (one for one in self._warmers if one.kind in worker.kinds)
        worker.successor.begin(Task(worker.kept_for, _warmed, tuple(warmers)))
        worker.successor.kinds = set(worker.kinds)

    def _succeed(self, worker: Worker) -> None:
        """Let the successor of an idle worker take its place, if it is warm."""
        successor = worker.successor
        if successor is None or not successor.pipe.poll():
            return
        worker.successor = successor.task = None
        is_lost = isinstance(successor.answer(), Failure) or successor.died_idle()
        leaving = successor if is_lost else worker
        if leaving is worker:
            self.workers[self.workers.index(worker)] = successor
        leaving.end()

    def may_do(self, worker: Worker, task: Task) -> bool:
        """Whether a task is for this worker: it is kept for such tasks, or none is."""
        kept = any(other.kept_for == task.kind for other in self.workers)
        return worker.kept_for == (task.kind if kept else "")

    def idle(self) -> list[Worker]:
        """The workers that are at nothing; those that died meanwhile are replaced."""
        for worker in [worker for worker in self.workers if worker.died_idle()]:
            self._replace(worker)
        for worker in [worker for worker in self.workers if worker.task is None]:
            self._succeed(worker)
        return [worker for worker in self.workers if worker.task is None]

    def answers(self, within: float | None = None) -> Iterator[tuple[object, Answer]]:
        """The answers that come next, each behind what its task was for; none after `within`.

        A worker that is over its time is replaced; a failure is its answer.
        """
        busy = [worker for worker in self.workers if worker.task]
        ends = (worker.since + self._most for worker in busy)
        patience = max(0.0, min(ends, default=0.0) - time.monotonic())
        patience = patience if within is None else min(patience, within)
        ready = wait([worker.pipe for worker in busy], patience)
        for worker in busy:
            if worker.pipe in ready:
                answer = worker.answer()
            elif worker.since + self._most <= time.monotonic():
                answer = too_long(self._most)
            else:
                continue
            worker.task = None
            if isinstance(answer, Failure) and not answer.alive:
                self._replace(worker)
            elif worker.has_grown():
                self._start_successor(worker)
            yield worker.purpose, answer
