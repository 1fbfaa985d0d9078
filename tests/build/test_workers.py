import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handout.build import workers
from handout.build.workers import Failure, Pool, Task
from tests.support import tasks
from tests.support.processes import is_running, is_soon_gone
from tests.support.tasks import answers, doubled


@pytest.fixture
def pair() -> Iterator[Pool]:
    with Pool(2, 1) as made:
        yield made


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (Task("end", tasks.die), "signal 9"),
        (Task("end", tasks.die, (signal.SIGTERM,)), "signal 15"),
        (Task("end", tasks.leave), "exit code 7"),
        (Task("end", tasks.DiesWhileSent), "signal 9"),
        (Task("end", tasks.compute), "longer than 1 seconds"),
        (Task("end", tasks.take_memory, (2000,)), "more memory than it may have"),
    ],
    ids=["killed", "ended", "left", "killed while its answer is sent", "computed", "grew"],
)
def test_a_worker_that_dies_or_hangs_spoils_its_own_task_alone(
    pair: Pool, end: Task, reason: str
) -> None:
    given = answers(pair, *doubled(1, 2), end, *doubled(3, 4, 5))
    assert [a for a in given if not isinstance(a, Failure)] == [2, 4, 6, 8, 10]
    assert reason in given[2].reason


def test_what_sleeps_ends_by_the_clock_and_is_not_hurried_by_others(monkeypatch: Any) -> None:
    monkeypatch.setattr(workers, "_SLEEPS", 3)
    with Pool(1, 1) as pool:
        assert answers(pool, Task("sleep", tasks.pause, (1.5,)), *doubled(1)) == [1.5, 2]
        (given,) = answers(pool, Task("sleep", tasks.hang))
        assert given.reason == "it took longer than 3 seconds"


def test_each_task_has_the_time_of_its_own() -> None:
    with Pool(1, 1) as pool:
        assert answers(pool, *[Task("busy", tasks.compute_for, (0.6,))] * 4) == [0.6] * 4


def test_a_worker_that_died_while_it_was_idle_spoils_nothing(pair: Pool) -> None:
    for worker in pair.workers:
        os.kill(worker.process.pid or 0, signal.SIGKILL)
        worker.process.join()
    assert answers(pair, *doubled(1, 2, 3)) == [2, 4, 6]


def test_no_worker_outlives_its_pool(pair: Pool) -> None:
    processes = [worker.process.pid or 0 for worker in pair.workers]
    assert all(map(is_running, processes))
    pair.close()
    assert all(map(is_soon_gone, processes))


def test_a_pool_in_a_process_with_threads_still_works() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    with Pool(1, 30) as pool:
        assert answers(pool, *doubled(1, 2)) == [2, 4]
    stop.set()
    thread.join()


def test_how_much_memory_a_worker_may_have_can_be_told() -> None:
    with Pool(1, 30, megabytes=3000) as pool:
        assert answers(pool, Task("grow", tasks.take_memory, (2000,))) == [2000]


def test_what_a_task_of_another_kind_has_left_is_freed() -> None:
    with Pool(1, 20) as pool:
        kinds = [Task(f"kind {number}", tasks.keep_another_ring) for number in range(20)]
        assert answers(pool, Task("first", tasks.process_id), *kinds)[-1] < 5


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="glibc has it alone")
def test_a_large_worker_gives_back_what_is_free() -> None:
    with Pool(1, 20) as pool:
        answers(pool, Task("first", tasks.process_id))
        before = workers._memory(pool.workers[0].process.pid)[1]
        answers(pool, Task("leave", tasks.leave_pieces, (200,)))
        answers(pool, Task("next", tasks.process_id))  # by then it has
        assert workers._memory(pool.workers[0].process.pid)[1] < before + (50 << 20)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is not told")
def test_a_worker_that_has_grown_gives_way_to_one_that_is_warm(monkeypatch: Any) -> None:
    monkeypatch.setattr(workers, "_OFTEN", 7)  # the first is to warm up
    keep = Task("keep", tasks.keep_memory, (200,))
    with Pool(1, 20, [Task("keep", tasks.process_id)]) as pool:
        (old,) = answers(pool, keep)
        assert answers(pool, *[Task("keep", tasks.process_id)] * 2) == [old] * 2
        answers(pool, *doubled(1, 2, 3))
        successor = pool.workers[0].successor
        assert successor
        assert successor.pipe.poll(20)  # warm, and nobody waited for it
        assert answers(pool, *[Task("keep", tasks.process_id)] * 9) == [successor.process.pid] * 9
        assert pool.workers == [successor]
        assert not is_running(old)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is not told")
@pytest.mark.parametrize("is_warm", [False, True])
def test_a_successor_that_dies_changes_nothing(is_warm: bool, monkeypatch: Any) -> None:
    monkeypatch.setattr(workers, "_OFTEN", 4)  # the first is to warm up
    with Pool(1, 20, [Task("double", tasks.process_id)]) as pool:
        (old,) = answers(pool, Task("keep", tasks.keep_memory, (200,)))
        answers(pool, *doubled(1, 2))
        successor = pool.workers[0].successor
        assert successor
        assert not is_warm or successor.pipe.poll(20)
        os.kill(successor.process.pid or 0, signal.SIGKILL)
        successor.process.join()
        assert answers(pool, Task("keep", tasks.process_id)) == [old]


def test_a_worker_is_kept_for_what_it_began_with_and_does_nothing_else() -> None:
    with Pool(1, 30, reader=Task("read", tasks.process_id)) as pool:
        maker, reader = [worker.process.pid for worker in pool.workers]
        wanted = [Task(kind, tasks.process_id) for kind in ("read", "make") * 3]
        assert answers(pool, *wanted) == [reader, maker] * 3
        os.kill(reader or 0, signal.SIGKILL)
        maker, other = answers(pool, *wanted[:2])[::-1]
        assert other not in (maker, reader)


PARENT = """
from handout.build.jobs import run
from handout.build.workers import Pool, Task
from tests.support import tasks
pool = Pool(2, 600)
print(*(worker.process.pid for worker in pool.workers), flush=True)
list(run(pool, (tasks.job(Task(str(n), tasks.{hang})) for n in range(2))))
"""


@pytest.mark.parametrize("hang", ["hang", "hang_in_a_library"])
def test_no_worker_outlives_a_killed_parent_however_busy_it_is(hang: str) -> None:
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", PARENT.format(hang=hang)],
        cwd=root,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdout
        workers = list(map(int, parent.stdout.readline().split()))
        assert len(workers) == 2
        assert [parent.stdout.readline() for _ in workers] == ["busy\n"] * 2
        assert all(map(is_running, workers))
        parent.kill()
    assert all(map(is_soon_gone, workers))


def test_while_one_reads_the_last_of_the_others_waits_for_something_to_do() -> None:
    warmers, reader = [Task("double", tasks.process_id)], Task("read", tasks.process_id)
    with Pool(2, 30, warmers, reader) as pool:
        assert [worker.tasks for worker in pool.workers] == [1, 0, 1]
        pool.warm()
        pool.warm()
        assert [worker.tasks for worker in pool.workers] == [1, 1, 1]
        assert answers(pool, *doubled(1, 2, 3)) == [2, 4, 6]
