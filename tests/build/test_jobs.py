from collections.abc import Iterator, Sequence

import pytest

from handout.build.jobs import Job, run
from handout.build.workers import Answer, Pool, Task
from handout.model.errors import ContentError, SetupError
from tests.support import tasks
from tests.support.tasks import answers, doubled, job


@pytest.fixture(params=[0, 1, 2])
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    """No workers, one, two."""
    with Pool(request.param, 30) as made:
        yield made


def test_answers_come_in_the_order_of_the_jobs(pool: Pool) -> None:
    assert answers(pool, *doubled(*range(20))) == list(range(0, 40, 2))


def test_a_job_gets_the_answers_to_all_its_tasks_in_order(pool: Pool) -> None:
    slow = Task("pause", tasks.pause, (0.05,))
    assert list(run(pool, [job(slow, *doubled(1, 2))])) == [[0.05, 2, 4]]


def test_a_job_may_ask_again_and_may_ask_for_nothing(pool: Pool) -> None:
    def asking() -> Job[list[Answer]]:
        first: Sequence[Answer] = yield doubled(1)
        return [*first, *(yield doubled(first[0]))]

    def silent() -> Job[list[Answer]]:
        return ["done"]
        yield []

    assert list(run(pool, [asking(), silent(), asking()])) == [[2, 4], ["done"], [2, 4]]


def test_faults_of_the_content_travel_with_their_findings(pool: Pool) -> None:
    (answer,) = answers(pool, Task("fault", tasks.content_fault))
    assert isinstance(answer, ContentError)
    assert str(answer) == "content/x.md:3: the message; the advice"
    (answer,) = answers(pool, Task("fault", tasks.setup_fault))
    assert isinstance(answer, SetupError)


def test_a_fault_of_our_own_spoils_one_task_alone(pool: Pool) -> None:
    bad, good = answers(pool, Task("own", tasks.own_fault), *doubled(4))
    assert bad.reason.startswith("ZeroDivisionError in tasks.py, line ")
    assert good == 8


def test_a_pool_serves_one_run_after_another_though_the_first_was_left(pool: Pool) -> None:
    left = run(pool, map(job, [*doubled(1), Task("pause", tasks.pause, (0.2,))]))
    assert next(left) == [2]
    left.close()
    assert answers(pool, *doubled(5, 6)) == [10, 12]


def test_a_task_goes_to_the_worker_that_is_warm_for_its_kind() -> None:
    warmers = [Task("a", tasks.process_id), Task("b", tasks.process_id)]
    with Pool(2, 30, warmers) as pool:
        ids = {worker.process.pid: worker.kinds for worker in pool.workers}
        for kind in ("a", "b", "a"):
            (process,) = answers(pool, Task(kind, tasks.process_id))
            assert kind in ids[process]
