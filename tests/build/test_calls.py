"""What a command asks of workers: what dies spoils itself alone, and the others' answers come."""

import subprocess
import sys

import pytest

from handout.build import calls
from handout.build.request import Limits
from handout.cli.records import tell
from handout.model.errors import ContentError, SetupError
from tests.support import tasks as work
from tests.support.workplace import ROOT, Workplace, made

DEADLY = {
    "dies": (work.die, "its process ended (signal 9)"),
    "leaves": (work.leave, "its process ended (exit code 7)"),
    "hangs": (work.compute, "it took longer than 1 seconds"),
    "swells": (work.swell, "it needed more memory than it may have"),
    "fails": (work.own_fault, "handout itself fails on this article"),
    "faulty": (work.content_fault, "content/x.md:3: the message; the advice"),
}


def answer(name: str) -> list[str]:
    """The name, unless it is one of the deadly ones."""
    if name in DEADLY:
        DEADLY[name][0]()
    return [name]


@pytest.mark.parametrize("deadly", DEADLY)
def test_what_dies_is_told_of_and_the_others_have_answers(deadly, capsys):
    names = ("one", deadly, "two", "three")
    given = {name: (name,) for name in names}
    code = tell(calls.each(answer, given, "it was not read", Limits(2, 1, 512)))
    said = capsys.readouterr().out.splitlines()
    assert code == 1
    assert [line for line in said if not line.startswith("  error: ")] == ["one", "two", "three"]
    assert DEADLY[deadly][1] in said[1]


def test_what_is_no_fault_of_one_alone_stops_them_all():
    with pytest.raises(SetupError):
        list(calls.each(work.setup_fault, {"one": (), "two": ()}, "it was not read", Limits()))


def test_one_call_has_an_answer_or_a_fault():
    assert calls.one(answer, "x", ("x",), "it was not read", Limits()) == ["x"]
    with pytest.raises(ContentError, match="content/y: it was not read: its process ended"):
        calls.one(work.die, "content/y", (), "it was not read", Limits())


@pytest.fixture
def place(tmp_path) -> Workplace:
    """An article of three that needs more memory than its reader may have."""
    place = made(tmp_path, "asthma", "burns", "eczema")
    place.add(("word *word* `x` " * 12 + "\n\n") * 400, "burns")
    return place


STATES = """
import sys
from pathlib import Path
from handout.build import tasks
from handout.build.request import Limits
from handout.build.status import StatusCache
from tests.support.workplace import Workplace

place = Workplace(Path(sys.argv[1]))
tasks.warm()  # else the imports would need as much
for megabytes in (1024, 9):
    request = place.request()._replace(limits=Limits(2, 120, megabytes))
    print(*(one.review for one in StatusCache(request).rows(sorted(place.content.glob("*.md")))))
"""
"""In a process of its own: what another test has freed would be had beyond the limit."""


def test_the_status_names_what_cannot_be_read_within_the_limits_and_tells_the_others(place):
    words = [sys.executable, "-c", STATES, str(place.root)]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["fine fine fine", "broken fine fine"]
