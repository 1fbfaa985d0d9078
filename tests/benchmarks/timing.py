"""Times taken in turn, so that a machine whose speed drifts is the same for all of them."""

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

Job = Callable[[], object]
LIBRARIES = ("weasyprint", "python-pptx", "jinja2", "pypandoc_binary", "typst")


def seconds(job: Job) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def medians(jobs: Mapping[str, tuple[Job, Job]], rounds: int) -> dict[str, float]:
    """The median seconds of each job; the first of a pair gets ready for it, untimed."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, (ready, job) in jobs.items():
            ready()
            taken[name].append(seconds(job))
    return {name: statistics.median(times) for name, times in taken.items()}


def run(*command: str | Path) -> None:
    """A process to its end; raises CalledProcessError where it fails."""
    subprocess.run([str(word) for word in command], check=True, capture_output=True)


def nothing() -> None:
    """What a job that needs no getting ready gets ready."""


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    lines: Sequence[str] = path.read_text().splitlines() if path.is_file() else ()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def machine() -> str:
    """What the times were taken on."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    cores = os.cpu_count()
    return f"{_processor()}, {cores} cores, {platform.system()}; {python}; {libraries}"
