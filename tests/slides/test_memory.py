"""A process that stays, such as `build.py watch`, makes deck after deck."""

import gc
import subprocess
import sys
import tracemalloc

import pytest

from tests.support.cases import cases
from tests.support.deck_markup import items, slide, write
from tests.support.decks import ARRAY, CHART, SMALL_TABLE
from tests.support.workplace import ROOT, made

SLIDES = (
    slide(items(14), title="A"),
    slide(SMALL_TABLE, "table", "B"),
    slide(CHART, "chart", "C"),
    slide(ARRAY, "icon-array", "D").replace("<section ", "<section data-icon='heart' "),
)
MOST = 0.3
"""Megabytes that 50 decks may leave behind."""


def growth(make, times=50):
    """The megabytes that are held after so many calls more than before; some calls come first."""
    for _ in range(5):
        make()
    gc.collect()
    tracemalloc.start()
    try:
        for _ in range(times):
            make()
        gc.collect()
        return tracemalloc.get_traced_memory()[0] / 1e6
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_fifty_decks_in_one_process_leave_nothing_behind(tmp_path):
    assert growth(lambda: write(tmp_path, *SLIDES)) < MOST


@pytest.mark.slow
def test_decks_that_are_kept_would_be_seen(tmp_path):
    kept = []
    assert growth(lambda: kept.append(write(tmp_path, *SLIDES).data), 10) > MOST


LONG = {
    "list": "\n".join(f"- Do the thing number {n}" for n in range(1000)),
    "steps": "::: steps\n" + "\n".join(f"{n}. Do the thing" for n in range(1, 3001)) + "\n:::",
    "table": "| a | b |\n|---|---|\n" + "\n".join(f"| Row {n} | words |" for n in range(1000)),
    "people": '\n::: {.icon-array n=999 of=1000 label="people"}\n:::\n' * 40,
}
_BUILD = """
import resource, sys
from pathlib import Path
from tests.support.cases import cases
from tests.support.workplace import Workplace
(outcome,) = Workplace(Path(sys.argv[1])).build()
used = resource.getrusage(resource.RUSAGE_SELF).ru_utime
# What getrusage tells of memory is that of the process that started this one, if it had more.
peak = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
print(outcome.failed, round(int(peak) / 1024), used)
"""
_MOST_MEGABYTES, _MOST_SECONDS = 200, 20
"""A list of 1,000 items took 590 MB once, and a table of 1,000 rows 28 seconds."""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is counted in other units")
@pytest.mark.parametrize("kind", cases(LONG, ("list", "table")))
def test_a_long_deck_takes_little_memory_and_time(kind, tmp_path):
    place = made(tmp_path)
    place.add(LONG[kind])
    command = [sys.executable, "-c", _BUILD, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    failed, megabytes, seconds = done.stdout.split()
    assert failed == "False"
    assert int(megabytes) <= _MOST_MEGABYTES
    assert float(seconds) <= _MOST_SECONDS
