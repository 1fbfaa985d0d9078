"""Dask's workers against our own, in turn, on short articles.

`python -m tests.benchmarks.scale`; Dask is no library of handout's: `pip install distributed`.
"""

import os
import runpy
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.benchmarks import ours
from tests.support.workplace import ARTICLE, CONTENT, ROOT

ROUNDS, ARTICLES = 20, 50
Taken = tuple[float, float]


def processor_time() -> float:
    """The seconds of processor time of this process and of all that it has started."""
    from psutil import Process  # comes with Dask

    own = Process()
    times = [one.cpu_times() for one in (own, *own.children(recursive=True))]
    return sum(one.user + one.system for one in times)


def taken(job: Callable[[], object]) -> Taken:
    """The seconds that a job takes, and those of processor time."""
    start, busy = time.perf_counter(), processor_time()
    job()
    return time.perf_counter() - start, processor_time() - busy


def place(folder: Path, articles: int) -> ours.Place:
    """So many short articles of a clinic that has leaflets and slides."""
    where = ours.Place(folder / "content", folder / "output")
    shutil.copytree(CONTENT, where.content, ignore=shutil.ignore_patterns("*.md"))
    clinic = where.content / "clinic.yaml"
    lines = [one for one in clinic.read_text("utf-8").splitlines() if not one.startswith("formats")]
    clinic.write_text("\n".join([*lines, f"formats: [{', '.join(ours.BOTH)}]"]), "utf-8")
    for number in range(articles):
        text = ARTICLE.format(title=f"Condition {number}")
        (where.content / f"condition-{number}.md").write_text(text, "utf-8")
    return where


def main(folder: Path, rounds: int, articles: int) -> None:
    """Print how many articles an hour both make, and what an article takes."""
    from dask.distributed import Client  # not here otherwise

    example = runpy.run_path(str(ROOT / "docs" / "examples" / "with_dask.py"))
    where = place(folder, articles)
    with ours.warm_pool(where) as pool, Client(n_workers=2, threads_per_worker=1) as client:
        jobs: dict[str, Callable[[], object]] = {
            "pool": lambda: ours.build_all(where, pool),
            "dask": lambda: example["run"](client, where.content, where.output),
        }
        times: dict[str, list[Taken]] = {name: [] for name in jobs}
        for number in range(rounds):
            for name, job in jobs.items():
                where.forget()
                times[name].append(taken(job))
                made = len(list(where.output.rglob("*-*.p[dp][ft]*")))
                print(number, name, times[name][-1], made, os.getloadavg()[0], flush=True)
    for name, both in times.items():
        seconds, busy = map(median, zip(*both, strict=True))
        hourly = articles * 3600 / seconds
        print(
            f"{name}: {hourly:,.0f} articles an hour, {busy / articles:.2f} s of a processor each"
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        main(Path(temporary), *([int(word) for word in sys.argv[1:]] or [ROUNDS, ARTICLES]))
