"""Worker processes that make files: warm, watched over, and gone when the build is.

What one article needs is told as a story: a generator that yields the tasks it waits for,
gets their answers, and returns what became of the article. A worker that dies or takes too
long spoils the task that it was at and no other; another worker takes its place.
"""

import contextlib
import gc
import itertools
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from handout.model.errors import HandoutError

Result = TypeVar("Result")


class Task(NamedTuple):
    """One call, to be made in some process."""

    kind: str
    """Tasks of one kind go to the worker that is warm for it, where that one is free."""
    function: Callable[..., Any]
    """Found by its name, so that it can be told to another process."""
    arguments: tuple[Any, ...] = ()


class Failure(NamedTuple):
    """Why a task has no answer."""

    reason: str
    """What happened, such as `it took longer than 120 seconds`."""
    alive: bool = False
    """Whether the worker can go on."""


Answer = Any
"""What the task's function returned, the HandoutError that it raised, or a Failure."""

Story = Generator[Sequence[Task], Sequence[Answer], Result]


def told(error: Exception) -> str:
    """An unexpected error in a few words, with its place in the code."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"


def answered(task: Task) -> Answer:
    """The answer to a task, worked out here and now."""
    try:
        return task.function(*task.arguments)
    except HandoutError as error:
        return error
    except Exception as error:  # a fault of ours: it stops this article, and the rest goes on
        if sys.flags.dev_mode:  # python -X dev build.py
            traceback.print_exc()
        return Failure(told(error), alive=True)


_OFTEN, _PAUSE = 4, 0.02
"""After so many tasks, or so many seconds without another, memory is freed."""


def _die_with(parent: int | None) -> None:
    """End this process once its parent is gone, however that went."""

    def wait_for_parent() -> None:
        if parent is not None:
            wait([parent])
        os._exit(1)

    threading.Thread(target=wait_for_parent, daemon=True).start()


def _work(inbox: Connection, strangers: Sequence[Connection]) -> None:
    """A worker's life: answer tasks until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and ends this process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.disable()  # a long article would be looked through for rubbish again and again
    for stranger in strangers:
        stranger.close()
    parent = multiprocessing.parent_process()
    _die_with(parent.sentinel if parent else None)
    with contextlib.suppress(EOFError, OSError):
        inbox.send(answered(inbox.recv()))
        gc.freeze()  # libraries, fonts and style sheets stay as long as the worker
        for number in itertools.count(1):
            inbox.send(answered(inbox.recv()))
            if number % _OFTEN == 0 or not inbox.poll(_PAUSE):
                gc.collect()


def _context() -> Any:
    """Fork where that is safe, since it takes a twentieth of the time; else spawn.

    macOS' own libraries do not outlive a fork, and no process with threads does for sure.
    """
    forks = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")


class _Worker:
    """A process, and the task that it is at."""

    def __init__(self, strangers: Sequence[Connection]) -> None:
        context = _context()
        self.pipe, theirs = context.Pipe()
        shared = context.get_start_method() == "fork"  # pipes that a fork would keep open
        self.process: BaseProcess = context.Process(
            target=_work, args=(theirs, (*strangers, self.pipe) if shared else ()), daemon=True
        )
        self.process.start()
        theirs.close()
        self.task: Task | None = None
        self.since = 0.0
        self.kinds: set[str] = set()

    def begin(self, task: Task) -> None:
        self.task, self.since = task, time.monotonic()
        self.kinds.add(task.kind)
        with contextlib.suppress(OSError):  # it died: that is noticed when its answer is read
            self.pipe.send(task)

    def answer(self) -> Answer:
        """The answer that has come, or why none will."""
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            self.process.join(5)
            code = self.process.exitcode
            how = f"signal {-code}" if code and code < 0 else f"exit code {code}"
            return Failure(f"the process that made it ended ({how})")

    def is_dead(self) -> bool:
        """Whether it ended while it had nothing to do."""
        return self.task is None and not self.process.is_alive()

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Pool:
    """Workers, and the time in seconds that each may take over one task.

    With no workers all is done in this process. They start when the pool is made, so that
    they warm up while this process has other things to do.
    """

    def __init__(self, size: int, limit: float = 120, warmers: Sequence[Task] = ()) -> None:
        self._limit = limit
        self.workers: list[_Worker] = []
        for number in range(size):
            self.workers.append(self._hired())
            if warmers:
                self.workers[-1].begin(warmers[number % len(warmers)])

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers, whatever they are at."""
        for worker in self.workers:
            worker.end()
        self.workers = []

    def _hired(self) -> _Worker:
        return _Worker([worker.pipe for worker in self.workers])

    def _replace(self, worker: _Worker) -> None:
        worker.end()
        self.workers.remove(worker)
        self.workers.append(self._hired())

    def idle(self) -> list[_Worker]:
        """The workers that are at nothing; those that died meanwhile are replaced."""
        for worker in [worker for worker in self.workers if worker.is_dead()]:
            self._replace(worker)
        return [worker for worker in self.workers if worker.task is None]

    def answers(self) -> Iterator[tuple[_Worker, Answer]]:
        """The answers that come next, and a failure for each worker that is over its time."""
        busy = {worker.pipe: worker for worker in self.workers if worker.task}
        ends = (worker.since + self._limit for worker in busy.values())
        patience = max(0.0, min(ends, default=0.0) - time.monotonic())
        ready = wait(list(busy), patience)
        for pipe, worker in busy.items():
            if pipe in ready:
                answer = worker.answer()
            elif worker.since + self._limit <= time.monotonic():
                answer = Failure(f"it took longer than {self._limit:g} seconds")
            else:
                continue
            worker.task = None
            if isinstance(answer, Failure) and not answer.alive:
                self._replace(worker)
            yield worker, answer

    def run(self, stories: Iterable[Story[Result]]) -> Iterator[Result]:
        """What the stories return, in their order, each as soon as those before it are told."""
        return _Run(self, stories).results()


class _Telling(NamedTuple):
    """A story, and the answers that it waits for."""

    story: Story[Any]
    answers: list[Answer]
    missing: int


_WORTH_WARMING = 2
"""So many tasks of a kind must wait before a worker warms up for them too."""


class _Run(Generic[Result]):
    """The stories of one run, told by a pool."""

    def __init__(self, pool: Pool, stories: Iterable[Story[Result]]) -> None:
        self._pool = pool
        self._stories = enumerate(stories)
        self._telling: dict[int, _Telling] = {}
        self._told: dict[int, Result] = {}
        self._queue: deque[tuple[int, int, Task]] = deque()
        self._at: dict[_Worker, tuple[int, int]] = {}
        """Which answer of which story a worker is at; it may still be at one of an older run."""

    def _go_on(self, number: int) -> None:
        """Tell a story on to where it waits, or to its end."""
        story, answers = self._telling[number].story, self._telling[number].answers
        try:
            tasks = story.send(answers) if answers else next(story)
            while not tasks:
                tasks = story.send(())
        except StopIteration as end:
            self._told[number] = end.value
            del self._telling[number]
            return
        self._telling[number] = _Telling(story, [None] * len(tasks), len(tasks))
        self._queue.extend((number, index, task) for index, task in enumerate(tasks))

    def _answer(self, place: tuple[int, int] | None, answer: Answer) -> None:
        if place is None:
            return
        number, index = place
        telling = self._telling[number]
        telling.answers[index] = answer
        self._telling[number] = telling = telling._replace(missing=telling.missing - 1)
        if not telling.missing:
            self._go_on(number)

    def _begin_stories(self) -> bool:
        """Begin as many as keep the workers busy; whether any are being told."""
        while len(self._telling) < len(self._pool.workers) + 2:
            number, story = next(self._stories, (0, None))
            if story is None:
                break
            self._telling[number] = _Telling(story, [], 0)
            self._go_on(number)
        return bool(self._telling)

    def _take(self, worker: _Worker) -> tuple[int, int, Task] | None:
        """The next task for a worker: of a kind it is warm for, or worth warming up for."""
        waiting = Counter(task.kind for _, _, task in self._queue)
        warm = {kind for other in self._pool.workers for kind in other.kinds}
        for waits in self._queue:
            kind = waits[2].kind
            if kind in worker.kinds or kind not in warm or waiting[kind] >= _WORTH_WARMING:
                self._queue.remove(waits)
                return waits
        return None

    def _assign(self) -> None:
        """Give the idle workers something to do."""
        for worker in self._pool.idle():
            if taken := self._take(worker):
                number, index, task = taken
                self._at[worker] = number, index
                worker.begin(task)

    def _listen(self) -> None:
        """Wait for a worker's answer or the end of its time, whichever is first."""
        for worker, answer in self._pool.answers():
            self._answer(self._at.pop(worker, None), answer)

    def _here(self) -> None:
        number, index, task = self._queue.popleft()
        self._answer((number, index), answered(task))

    def results(self) -> Iterator[Result]:
        """What the stories return, in their order."""
        following = 0
        while self._begin_stories() or self._told:
            while following in self._told:
                yield self._told.pop(following)
                following += 1
            if not self._pool.workers and self._queue:
                self._here()
            elif self._telling:
                self._assign()
                self._listen()
