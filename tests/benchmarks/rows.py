"""The rows of the table: what is compared with what, and the bars that must hold."""

import itertools
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import others, ours
from tests.benchmarks.held import megabytes
from tests.benchmarks.page import picture
from tests.benchmarks.paper import paper
from tests.benchmarks.row import Row
from tests.benchmarks.sides import sides
from tests.benchmarks.timing import medians, nothing, run
from tests.support.hostile_texts import TEXTS, seconds


def _detail(taken: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.2f} s" for name, value in taken.items())


def cold(folder: Path, rounds: int) -> Iterator[Row]:
    """One article, both files, nothing there yet."""
    place, out = ours.place(folder / "one", 1), folder / "others"
    out.mkdir()
    article = place.articles[0]
    taken = medians(
        {
            "handout": (place.forget, lambda: ours.command(place)),
            "scripts": (nothing, lambda: others.plain(article, out)),
            "pandoc": (nothing, lambda: others.pandoc(article, out)),
        },
        rounds,
    )
    what, detail = "cold build", _detail(taken)
    yield Row(what, "plain scripts", taken["handout"] / taken["scripts"], 0.75, detail=detail)
    yield Row(what, "pandoc", taken["handout"] / taken["pandoc"])


def edit(folder: Path, rounds: int) -> Iterator[Row]:
    """From the edit on the disk to both files in their place."""
    place, out = ours.place(folder / "edit", 1), folder / "edit-others"
    out.mkdir()
    count = itertools.count()
    with ours.watched(place) as told:

        def edited() -> None:
            place.edit(count)
            outcome = told.get(timeout=60)
            assert sum(file.fresh for file in outcome.files) == 2, outcome

        edited()
        taken = medians(
            {
                "handout": (nothing, edited),
                "pandoc": (nothing, lambda: others.pandoc(place.articles[0], out)),
            },
            4 * rounds,
        )
    ratio = taken["handout"] / taken["pandoc"]
    detail = ", ".join(f"{name} {value * 1000:.0f} ms" for name, value in taken.items())
    yield Row("edit to both files, warm", "pandoc", ratio, 0.75, detail=detail)


def idle(folder: Path, rounds: int) -> Iterator[Row]:
    """Fifty articles of which none has changed."""
    place = ours.place(folder / "idle", 50)
    ours.command(place)
    taken = medians(
        {
            "handout": (nothing, lambda: ours.command(place)),
            "pass": (nothing, lambda: run(sys.executable, "-c", "pass")),
        },
        8 * rounds,
    )
    ratio = taken["handout"] / taken["pass"]
    detail = ", ".join(f"{name} {value * 1000:.0f} ms" for name, value in taken.items())
    yield Row("nothing changed, 50 articles", "`python -c pass`", ratio, 5.0, detail=detail)


def fifty(folder: Path, rounds: int) -> Iterator[Row]:
    """Fifty articles, two processes."""
    place, out = ours.place(folder / "fifty", 50), folder / "fifty-others"
    out.mkdir()
    articles = place.articles
    with ours.warm_pool(place) as warm, others.plain_pool(articles, out) as scripts:
        taken = medians(
            {
                "handout": (place.forget, lambda: ours.build_all(place, warm)),
                "scripts": (nothing, lambda: others.plain_all(scripts, articles, out)),
            },
            rounds,
        )
    what = "50 articles, 2 processes, warm"
    ratio = taken["handout"] / taken["scripts"]
    yield Row(what, "plain scripts in a warm pool", ratio, detail=_detail(taken))
    taken = medians(
        {
            "handout": (place.forget, lambda: ours.command(place, "--jobs", "2")),
            "pandoc": (nothing, lambda: others.pandoc_all(articles, out)),
        },
        rounds,
    )
    ratio = taken["handout"] / taken["pandoc"]
    what = "50 articles, 2 processes, cold"
    yield Row(what, "pandoc with `xargs -P2`", ratio, 0.9, detail=_detail(taken))


def _most_held(place: ours.Place) -> float:
    """The most memory that any process of a build of all has held."""
    place.forget()
    most = 0.0
    with subprocess.Popen(ours.words(place), stdout=subprocess.DEVNULL) as build:
        children = Path(f"/proc/{build.pid}/task/{build.pid}/children")
        while build.poll() is None:
            most = max(most, *map(megabytes, (str(build.pid), *children.read_text().split())))
            time.sleep(0.2)
    assert build.returncode == 0
    return most


def _reported(place: ours.Place) -> tuple[list[float], int]:
    """Of a build for all clinics the most memory that a process held after each article.

    And how many files it made.
    """
    held, files = list[float](), 0
    words = ours.words(place, "--clinic", "all")
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout
        children = Path(f"/proc/{build.pid}/task/{build.pid}/children")
        for line in build.stdout:
            files += line.startswith("  output/") or "/output/" in line
            if line.startswith("✓"):
                ids = str(build.pid), *children.read_text().split()
                held.append(max(map(megabytes, ids)))
    assert build.returncode == 0
    return held, files


def clinics(folder: Path, rounds: int) -> Iterator[Row]:
    """Fifty articles for twenty clinics: memory, time, and what a colour of one costs."""
    place = ours.place(folder / "clinics", 50)
    first, *_ = ours.add_clinics(place, 20)
    begun = time.perf_counter()
    held, files = _reported(place)
    taken = time.perf_counter() - begun
    assert (len(held), files) == (1000, 2000)
    what, detail = "50 articles for 20 clinics, both files", f"{taken:.0f} s, {files} files"
    yield Row(f"{what}: most memory of a process", "", held[-1], 140, "MB", detail)
    yield Row("the same", "after 200 of the 1,000", held[-1] / held[199], 1.15)
    first.write_text(first.read_text("utf-8").replace("#0b4f", "#0c4f"), "utf-8")
    made = _reported(place)[1]
    yield Row("a colour of one of 20 clinics: files made again", "", made, 100, "files")


def thousand(folder: Path, rounds: int) -> Iterator[Row]:
    """A thousand articles: memory, and one edit."""
    few, many = ours.place(folder / "few", 50), ours.place(folder / "many", 1000)
    held = _most_held(few), _most_held(many)
    yield Row(
        "most memory of a process, 1,000 articles", "", held[1], 110, "MB", f"50: {held[0]:.0f} MB"
    )
    yield Row("the same", "50 articles", held[1] / held[0], 1.1)
    count = itertools.count()
    taken = medians(
        {
            "1,000": (lambda: many.edit(count), lambda: ours.command(many)),
            "50": (lambda: few.edit(count), lambda: ours.command(few)),
        },
        2 * rounds,
    )
    ratio = taken["1,000"] / taken["50"]
    yield Row("one edit among 1,000, cold", "one among 50", ratio, detail=_detail(taken))


def long(folder: Path, rounds: int) -> Iterator[Row]:
    """An article of 5,700 words, by the word."""
    place = ours.place(folder / "long", 2)
    short, big = place.articles
    big.write_text(ours.long_article(5700), "utf-8")
    with ours.warm_pool(place) as pool:

        def made(article: Path) -> None:
            alone = place.request._replace(articles=(article.stem,))
            (outcome,) = ours.build(alone, pool)
            assert not outcome.failed, outcome

        taken = medians(
            {
                "long": (place.forget, lambda: made(big)),
                "short": (place.forget, lambda: made(short)),
            },
            rounds,
        )
    ratio = taken["long"] / others.words(big) / (taken["short"] / others.words(short))
    yield Row("5,700 words, time per word", "the first article", ratio, detail=_detail(taken))


def memory(folder: Path, rounds: int) -> Iterator[Row]:
    """Edits under a watch, in all formats: the most that a worker holds, early and in the end."""
    words = sys.executable, "-m", "tests.benchmarks.held", str(folder / "memory"), str(100 * rounds)
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as edits:
        assert edits.stdout
        held = [float(line) for line in edits.stdout]
    assert edits.returncode == 0
    early, most = max(held[: len(held) // 5]), max(held)
    detail = f"{len(held)} edits, all formats; in the first fifth of them {early:.0f} MB"
    yield Row("most memory of a worker under a watch", "", most, 160, "MB", detail)
    yield Row("the same", "the first fifth of the edits", most / early, 1.1)


def hostile(folder: Path, rounds: int) -> Iterator[Row]:
    """Texts of up to 100 kB that are made to take long: reading and checking, the slowest.

    Shorter ones as well, as a bound may be what makes the longest one quick.
    """
    taken = {
        name: max(
            min(seconds(text(length), folder) for _ in range(rounds))
            for length in range(20_000, 120_000, 20_000)
        )
        for name, text in TEXTS.items()
    }
    slow = sorted(taken.items(), key=lambda one: -one[1])
    rest = f"all others together {sum(spent for _, spent in slow[10:]):.2f} s"
    detail = f"{_detail(dict(slow[:10]))}, {rest}"
    yield Row(f"{len(TEXTS)} hostile texts, slowest", "", slow[0][1] * 1000, 1000, "ms", detail)


ALL = (cold, edit, idle, fifty, clinics, thousand, long, picture, paper, sides, hostile, memory)
