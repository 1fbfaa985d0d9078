"""What reads and makes may die, or be stopped: that spoils itself alone, and is told."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from handout.build import tasks
from handout.build.pipeline import build
from handout.build.request import Outcome
from handout.build.workers import Pool, Task
from handout.model.errors import ContentError
from tests.support.processes import PATIENCE
from tests.support.workplace import Workplace, made

BOTH = ("leaflet", "slides")


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    return made(tmp_path, "asthma", "burns")


@contextmanager
def killed(pool: Pool, is_it: Callable[[Task], bool]) -> Iterator[None]:
    """The first worker that has such a task to do is killed meanwhile."""

    def kill() -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for worker in tuple(pool.workers):
                if worker.task and worker.purpose and is_it(worker.task):
                    worker.process.kill()
                    return
            time.sleep(0.001)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def built(place: Workplace, pool: Pool) -> list[Outcome]:
    return list(build(place.request(formats=BOTH), pool))


def said(outcome: Outcome) -> str:
    return "; ".join(map(str, outcome.findings))


def is_leaflet(task: Task) -> bool:
    return task.function is tasks.make and task.arguments[0] == "leaflet"


def test_a_format_that_dies_leaves_the_others_whole(place):
    with tasks.pool(BOTH, 2) as pool:
        with killed(pool, is_leaflet):
            outcomes = built(place, pool)
        (hit,) = (one for one in outcomes if one.failed)
        assert "the leaflet was not made: its process ended (signal 9); look for a" in said(hit)
        assert [file.path.suffix for file in hit.files] == [".pptx"]
        assert hit.files[0].path.exists()
        (again,) = build(place.request(hit.files[0].path.parent.name, formats=BOTH), pool)
        assert said(again) == ""
        assert [file.fresh for file in again.files] == [True, False]


def test_a_file_of_an_earlier_edit_is_told_of_where_its_format_dies(place):
    with tasks.pool(BOTH, 2) as pool:
        built(place, pool)
        place.add("More.")
        before = place.file(ending="leaflet.pdf").read_bytes()
        with killed(pool, is_leaflet):
            hit, _ = built(place, pool)
    assert "asthma-leaflet.pdf: this file is of an earlier edit; make it again" in said(hit)
    assert place.file(ending="leaflet.pdf").read_bytes() == before


@pytest.mark.parametrize(
    ("function", "words"),
    [(tasks.plan, "the article was not read"), (tasks.prove, "its files were not proven")],
)
def test_an_article_whose_reader_dies_is_told_of_and_the_others_are_made(place, function, words):
    with tasks.pool(BOTH, 2) as pool, killed(pool, lambda task: task.function is function):
        outcomes = built(place, pool)
    (hit,) = (one for one in outcomes if one.failed)
    assert f"{hit.path}: {words}: its process ended (signal 9); look for a huge" in said(hit)
    assert not hit.files
    assert [len(one.files) for one in outcomes if one is not hit] == [2]


def test_a_clinic_whose_reader_dies_is_told_of(place):
    told = pytest.raises(ContentError, match=r"content/clinic.yaml: the clinic was not read: its")
    with told, tasks.pool(BOTH, 1) as pool, killed(pool, lambda one: one.function is tasks.clinic):
        built(place, pool)


PARENT = """
import sys
from handout.cli.command import main
code = main({words})
assert "handout.build.pipeline" in sys.modules
print(*(name for name in sys.modules if name.startswith({readers})))
"""


def test_the_process_that_was_started_reads_no_article_itself(place):
    words = place.command("asthma", "--format", *BOTH)[2:]
    readers = ("handout.source.markdown", "handout.checks.", "yaml", "PIL", "lxml", "weasyprint")
    code = PARENT.format(words=words, readers=readers)
    root = tasks.__file__.removesuffix("handout/build/tasks.py")
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert "1 article: 1 made." in ran.stdout
    assert ran.stdout.endswith("made.\n\n")
