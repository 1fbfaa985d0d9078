import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from handout.build.workers import Answer, Failure, Pool, Story, Task
from handout.model.errors import ContentError, SetupError
from tests.support import tasks
from tests.support.processes import PATIENCE


def story(*wanted: Task) -> Story[list[Answer]]:
    return list((yield list(wanted)))


def told(pool: Pool, *wanted: Task) -> list[Answer]:
    """The answers to tasks, each a story of its own."""
    return [answer for (answer,) in pool.run(story(task) for task in wanted)]


def doubled(*numbers: int) -> list[Task]:
    return [Task("double", tasks.double, (number,)) for number in numbers]


@pytest.fixture(params=[0, 1, 2])
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    """No workers, one, two."""
    with Pool(request.param, 30) as made:
        yield made


@pytest.fixture
def pair() -> Iterator[Pool]:
    with Pool(2, 3) as made:
        yield made


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def is_soon_gone(process: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while is_running(process) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not is_running(process)


def test_answers_come_in_the_order_of_the_stories(pool: Pool) -> None:
    assert told(pool, *doubled(*range(20))) == list(range(0, 40, 2))


def test_a_story_gets_the_answers_to_all_its_tasks_in_order(pool: Pool) -> None:
    slow = Task("pause", tasks.pause, (0.05,))
    assert list(pool.run([story(slow, *doubled(1, 2))])) == [[0.05, 2, 4]]


def test_a_story_may_ask_again_and_may_ask_for_nothing(pool: Pool) -> None:
    def asking() -> Story[list[Answer]]:
        first: Sequence[Answer] = yield doubled(1)
        nothing = yield []
        return [*first, *nothing, *(yield doubled(first[0]))]

    def silent() -> Story[list[Answer]]:
        return ["told"]
        yield []

    assert list(pool.run([asking(), silent(), asking()])) == [[2, 4], ["told"], [2, 4]]


def test_faults_of_the_content_travel_with_their_findings(pool: Pool) -> None:
    (answer,) = told(pool, Task("fault", tasks.content_fault))
    assert isinstance(answer, ContentError)
    assert str(answer) == "content/x.md:3: the message; the advice"
    (answer,) = told(pool, Task("fault", tasks.setup_fault))
    assert isinstance(answer, SetupError)


def test_a_fault_of_our_own_spoils_one_task_alone(pool: Pool) -> None:
    bad, good = told(pool, Task("own", tasks.own_fault), *doubled(4))
    assert bad.reason.startswith("ZeroDivisionError in tasks.py, line ")
    assert good == 8


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (Task("end", tasks.die), "signal 9"),
        (Task("end", tasks.die, (signal.SIGTERM,)), "signal 15"),
        (Task("end", tasks.leave), "exit code 7"),
        (Task("end", tasks.hang), "longer than 3 seconds"),
    ],
    ids=["killed", "ended", "left", "hung"],
)
def test_a_worker_that_dies_or_hangs_spoils_its_own_task_alone(
    pair: Pool, end: Task, reason: str
) -> None:
    answers = told(pair, *doubled(1, 2), end, *doubled(3, 4, 5))
    assert [a for a in answers if not isinstance(a, Failure)] == [2, 4, 6, 8, 10]
    assert reason in answers[2].reason


def test_a_worker_that_died_while_it_was_idle_spoils_nothing(pair: Pool) -> None:
    for worker in pair.workers:
        os.kill(worker.process.pid or 0, signal.SIGKILL)
        worker.process.join()
    assert told(pair, *doubled(1, 2, 3)) == [2, 4, 6]


def test_a_pool_serves_one_run_after_another_though_the_first_was_left(pair: Pool) -> None:
    run = pair.run(story(task) for task in [*doubled(1), Task("pause", tasks.pause, (0.2,))])
    assert next(run) == [2]
    run.close()
    assert told(pair, *doubled(5, 6)) == [10, 12]


def test_a_task_goes_to_the_worker_that_is_warm_for_its_kind() -> None:
    warmers = [Task("a", tasks.process_id), Task("b", tasks.process_id)]
    with Pool(2, 30, warmers) as pool:
        ids = {worker.process.pid: worker.kinds for worker in pool.workers}
        for kind in ("a", "b", "a"):
            (process,) = told(pool, Task(kind, tasks.process_id))
            assert kind in ids[process]


def test_no_worker_outlives_its_pool(pair: Pool) -> None:
    processes = [worker.process.pid or 0 for worker in pair.workers]
    assert all(map(is_running, processes))
    pair.close()
    assert not any(map(is_running, processes))


def test_a_pool_in_a_process_with_threads_still_works() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    with Pool(1, 30) as pool:
        assert told(pool, *doubled(1, 2)) == [2, 4]
    stop.set()
    thread.join()


PARENT = """
from handout.build.workers import Pool, Task
from tests.support import tasks
from tests.build.test_workers import story
pool = Pool(2, 600)
print(*(worker.process.pid for worker in pool.workers), flush=True)
list(pool.run(story(Task("hang", tasks.hang)) for _ in range(2)))
"""


def test_no_worker_outlives_a_killed_parent_however_busy_it_is() -> None:
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], cwd=root, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        workers = list(map(int, parent.stdout.readline().split()))
        assert all(map(is_running, workers))
        parent.kill()
    assert all(map(is_soon_gone, workers))
