"""Runs jobs on a pool of workers.

A job is a coroutine: it yields the tasks whose answers it needs, is sent these answers, and
returns its result. Several are under way at once, so that the workers are never idle.
"""

from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from handout.build.workers import Answer, Pool, Task, Worker, call

Result = TypeVar("Result")

Job = Generator[Sequence[Task], Sequence[Answer], Result]
"""It yields one task or more each time, and is sent their answers in the same order.

A part of a job is such a generator too.
"""


class _Request(NamedTuple):
    """A task that a job waits for, and the place of its answer."""

    task: Task
    job: "_ActiveJob"
    place: int


class _ActiveJob:
    """A job that has begun: the answers that it waits for, and its result once it has ended."""

    def __init__(self, job: Job[Any]) -> None:
        self._job = job
        self._answers: list[Answer] = []
        self._missing = 0
        self.result: Any = None
        self.has_ended = False

    def advance(self) -> list[_Request]:
        """Let the job go on to where it waits for tasks, which are returned, or to its end."""
        try:
            tasks = self._job.send(self._answers) if self._answers else next(self._job)
        except StopIteration as end:
            self.result, self.has_ended = end.value, True
            return []
        self._answers, self._missing = [None] * len(tasks), len(tasks)
        return [_Request(task, self, place) for place, task in enumerate(tasks)]

    def take(self, answer: Answer, place: int) -> list[_Request]:
        """Note an answer; the job goes on after the last."""
        self._answers[place] = answer
        self._missing -= 1
        return [] if self._missing else self.advance()


_NOTICED = 0.004
"""Seconds after which a run that may be stopped looks whether it is."""
_WORTH_WARMING = 2
"""So many tasks of a kind must wait before a worker warms up for them too."""


class _Run(Generic[Result]):
    """The jobs of one run."""

    def __init__(
        self, pool: Pool, jobs: Iterable[Job[Result]], stops: Callable[[], bool] | None
    ) -> None:
        self._pool, self._stops = pool, stops
        self._waiting = iter(jobs)
        self._active: deque[_ActiveJob] = deque()
        """In order; those that have ended stay until their results are asked for."""
        self._queue: deque[_Request] = deque()

    def _begin_jobs(self) -> None:
        """Begin as many as keep the workers busy."""
        while sum(not job.has_ended for job in self._active) < len(self._pool.workers) + 2:
            job = next(self._waiting, None)
            if job is None:
                return
            self._active.append(_ActiveJob(job))
            self._queue.extend(self._active[-1].advance())

    def _next(self, worker: Worker) -> _Request | None:
        """The next task for a worker: of a kind it is warm for, else worth warming up for."""
        open_to = [one for one in self._queue if self._pool.may_do(worker, one.task)]
        waiting = Counter(request.task.kind for request in open_to)
        warm = {kind for other in self._pool.workers for kind in other.kinds}
        for request in sorted(open_to, key=lambda one: one.task.kind not in worker.kinds):
            kind = request.task.kind
            if kind in worker.kinds or kind not in warm or waiting[kind] >= _WORTH_WARMING:
                self._queue.remove(request)
                return request
        return None

    def _assign(self) -> None:
        """Give the idle workers something to do, where something waits."""
        for worker in self._pool.idle() if self._queue else ():
            if request := self._next(worker):
                worker.begin(request.task, request)

    def _take(self, purpose: object, answer: Answer) -> None:
        """Hand an answer to its job; that of a warmer, or of an older run, goes nowhere."""
        if isinstance(purpose, _Request) and purpose.job in self._active:
            self._queue.extend(purpose.job.take(answer, purpose.place))

    def _work(self) -> None:
        """Wait for the answers that come next, or work the next one out without workers."""
        if not self._pool.workers:
            request = self._queue.popleft()
            self._take(request, call(request.task))
            return
        self._assign()
        for purpose, answer in self._pool.answers(_NOTICED if self._stops else None):
            self._assign()  # before the job goes on, which takes a while
            self._take(purpose, answer)

    def results(self) -> Iterator[Result]:
        """The results of the jobs, in their order."""
        self._begin_jobs()
        while self._active:
            if self._active[0].has_ended:
                yield self._active.popleft().result
            elif self._stops and self._stops():
                return
            else:
                self._work()
            self._begin_jobs()


def run(
    pool: Pool, jobs: Iterable[Job[Result]], stops: Callable[[], bool] | None = None
) -> Iterator[Result]:
    """The results of the jobs, in their order, each as soon as those before it are there.

    It ends early where `stops` says so; what workers are at then is of no use.
    """
    return _Run(pool, jobs, stops).results()
