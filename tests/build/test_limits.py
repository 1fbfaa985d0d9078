"""What reads and makes may die, or be stopped: that spoils itself alone, and is told."""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

from handout.build import tasks
from handout.build.pipeline import build
from handout.build.request import Outcome
from handout.build.workers import Pool, Task, Worker
from handout.cli.command import COMMANDS, main
from handout.model.errors import ContentError
from tests.support.processes import PATIENCE, line_with, started
from tests.support.workplace import ROOT, Workplace, made

BOTH = ("leaflet", "slides")


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    return made(tmp_path, "asthma", "burns")


@contextmanager
def killed(is_it: Callable[[Task], bool]) -> Iterator[None]:
    """The first worker that has such a task to do is killed while it has it."""
    begin, hit = Worker.begin, list[Task]()

    def begin_and_die(worker: Worker, task: Task, purpose: object = None) -> None:
        dies = not hit and purpose is not None and is_it(task)
        process = worker.process.pid
        assert process
        if dies:  # it gets no further, however short the task is
            os.kill(process, signal.SIGSTOP)
        begin(worker, task, purpose)
        if dies:
            hit.append(task)
            os.kill(process, signal.SIGKILL)

    Worker.begin = begin_and_die  # type: ignore[method-assign]
    try:
        yield
    finally:
        Worker.begin = begin  # type: ignore[method-assign]


def built(place: Workplace, pool: Pool) -> list[Outcome]:
    return list(build(place.request(formats=BOTH), pool))


def said(outcome: Outcome) -> str:
    return "; ".join(map(str, outcome.findings))


def is_leaflet(task: Task) -> bool:
    return task.function is tasks.make and task.arguments[0] == "leaflet"


def test_a_format_that_dies_leaves_the_others_whole(place):
    with tasks.pool(BOTH, 2) as pool:
        with killed(is_leaflet):
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
        with killed(is_leaflet):
            hit, _ = built(place, pool)
    assert "asthma-leaflet.pdf: this file is of an earlier edit; make it again" in said(hit)
    assert place.file(ending="leaflet.pdf").read_bytes() == before


@pytest.mark.parametrize(
    ("function", "words"),
    [(tasks.plan, "the article was not read"), (tasks.prove, "its files were not proven")],
)
def test_an_article_whose_reader_dies_is_told_of_and_the_others_are_made(place, function, words):
    with tasks.pool(BOTH, 2) as pool, killed(lambda task: task.function is function):
        outcomes = built(place, pool)
    (hit,) = (one for one in outcomes if one.failed)
    assert f"{hit.path}: {words}: its process ended (signal 9); look for a huge" in said(hit)
    assert not hit.files
    assert [len(one.files) for one in outcomes if one is not hit] == [2]


def test_a_clinic_whose_reader_dies_is_told_of(place):
    told = pytest.raises(ContentError, match=r"content/clinic.yaml: the clinic was not read: its")
    with told, tasks.pool(BOTH, 1) as pool, killed(lambda one: one.function is tasks.clinic):
        built(place, pool)


PARENT = """
import sys
from handout.cli.command import main
main(sys.argv[1:])
print("read by:", *(name for name in sys.modules if name.startswith({readers})))
"""
READERS = ("handout.source.reading", "handout.source.markdown", "handout.checks.", "yaml")
LIBRARIES = ("PIL", "lxml", "pptx", "weasyprint", "jinja2")
COMMAND_LINES: dict[str, tuple[str, str]] = {
    "": ("--format page", "3 made."),
    "watch": ("--format slides", "✓ content/asthma.md"),
    "serve": ("--format slides --port 0", "The page is at"),
    "clean": ("", "Nothing to remove"),
    "layouts": ("own.pptx", "statement"),
    "translated": ("asthma.es", "noted as a translation"),
    "review": ("asthma", "content/asthma.md — "),
    "release": ("asthma", "is kept in"),
    "releases": ("asthma", "content/asthma.md"),
    "status": ("", "fine"),
    "changes": ("asthma", "changes-1.0-1.1.html"),
}
"""With what each is asked for, and a line that it says."""


def command(place: Workplace, name: str) -> list[str]:
    """The words of a command, with what it needs to have something to say."""
    clinic = place.content / "clinic.yaml"
    usual = clinic.read_text("utf-8")
    clinic.write_text(re.sub("(?m)^formats:.*", "formats: [page]", usual), "utf-8")
    spanish = place.article().read_text("utf-8").replace("en-GB", "es")
    place.article("asthma.es").write_text(spanish, "utf-8")
    folders = {"clean": ["output"], "translated": ["content"], "layouts": []}
    there = folders.get(name, ["content", "output"])
    options = [f"--{one}={place.root / one}" for one in there]
    if name == "layouts":
        (outcome,) = place.build("asthma")
        outcome.files[0].path.rename("own.pptx")
    if name == "changes":
        assert main(["release", *options, "asthma"]) == 0
        place.edit('version: "1.0"', 'version: "1.1"')
        place.add("More words.")
    return [*filter(None, [name]), *options, *COMMAND_LINES[name][0].split()]


def test_every_command_that_reads_is_among_them():
    others = {"init", "new", "templates", "import"}  # the last has tests of its own
    assert {*COMMAND_LINES, *others} == {*COMMANDS}


@pytest.mark.parametrize("name", COMMAND_LINES)
def test_the_process_that_was_started_reads_no_article_itself(place, name):
    readers = READERS if name == "serve" else (*READERS, *LIBRARIES)  # it shows what was made
    code = PARENT.format(readers=readers)
    words = [sys.executable, "-c", code, *command(place, name)]
    with started(words, env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
        said = line_with(COMMAND_LINES[name][1], process)
        if name == "serve":
            assert b"asthma.es" in urlopen(f"{said.split()[-1]}/status", timeout=PATIENCE).read()
        if name in ("watch", "serve"):
            process.send_signal(signal.SIGINT)
        assert line_with("read by:", process) == "read by:\n"
