"""From a save to the picture on the live page: as a browser follows it, over HTTP."""

import http.client
import itertools
import json
import queue
import re
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks import ours
from tests.benchmarks.row import Row

_WIDTH = 540
"""Dots of a page beside the slides, on a screen of 1,440."""
_OTHERS, _BEHIND = 64, 6
"""Articles that are made anew when the clinic's colour changes, and how many are by the save."""


class Follower:
    """A page that is open: it hears of the builds, and fetches the pictures that are new."""

    def __init__(self, port: int, slug: str) -> None:
        self._port, self._slug = port, slug
        self.told: queue.Queue[tuple[str, Any]] = queue.Queue()
        self._known: set[str] = set()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        events = http.client.HTTPConnection("127.0.0.1", self._port)
        events.request("GET", f"/events?shows={','.join(ours.BOTH)}")
        stream, name = events.getresponse(), ""
        while line := stream.readline().decode():
            if line.startswith("event: "):
                name = line[7:].strip()
            elif line.startswith("data: "):
                self.told.put((name, json.loads(line[6:])))

    def _get(self, path: str) -> bytes:
        asked = http.client.HTTPConnection("127.0.0.1", self._port)
        asked.request("GET", path)
        return asked.getresponse().read()

    def _picture(self, words: str) -> tuple[bytes, float]:
        """The picture of the page on which these words stand, and the seconds of its build."""
        answer = json.loads(self._get(f"/articles/{self._slug}?shows={','.join(ours.BOTH)}"))
        pages = [one for shown in answer["formats"] for one in shown["pages"]]
        there = (one for one in pages if one["kind"] == "page" and words in one["words"])
        shown = (self._get(f"/pages/{one['id']}.png?width={_WIDTH}") for one in there)
        return next(shown, b""), answer["seconds"]

    def until_made(self, others: int) -> None:
        """Wait until so many others are made, or all."""
        name, data = "", {"busy": True}
        while others and (name != "round" or data["busy"]):
            name, data = self.told.get(timeout=600)
            others -= name == "article" and data["slug"] != self._slug

    def until_shown(self, words: str) -> float:
        """Wait for the picture of the page with these words; the seconds that its build took."""
        shown, took = b"", 0.0
        while not shown:
            name, data = self.told.get(timeout=600)
            if name == "article" and data["slug"] == self._slug:
                shown, took = self._picture(words)
        assert shown.startswith(b"\x89PNG")
        return took


@contextmanager
def served(place: ours.Place) -> Iterator[Follower]:
    """An open page of the first article, all made."""
    words = ours.words(place)
    words.insert(2, "serve")
    with subprocess.Popen([*words, "--port=0"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        line = next(line for line in process.stdout if "http:" in line)
        found = re.search(r":(\d+)", line)
        assert found
        follower = Follower(int(found[1]), place.articles[0].stem)
        try:
            follower.until_made(_OTHERS + 1)
            yield follower
        finally:
            process.terminate()


def _recolour(place: ours.Place, number: int) -> None:
    clinic = place.content / "clinic.yaml"
    text = clinic.read_text("utf-8")
    primary = f'primary: "#0b4f{number % 64 + 64:02x}"'
    clinic.write_text(re.sub(r'primary: "#\w+"', primary, text, count=1), "utf-8")


class _Shown(NamedTuple):
    """From a save to its picture, and how much of that was the article's own build."""

    picture: float
    build: float


def _shown(place: ours.Place, follower: Follower, count: Iterator[int]) -> _Shown:
    start = time.perf_counter()
    took = follower.until_shown(place.edit(count))
    return _Shown(time.perf_counter() - start, took)


def picture(folder: Path, rounds: int) -> Iterator[Row]:
    """From the save to the picture's bytes at the browser: alone, and while all are made anew."""
    count, alone, behind = itertools.count(1), list[_Shown](), list[_Shown]()
    place = ours.place(folder / "page", _OTHERS + 1)
    with served(place) as follower:
        for _ in range(3):
            _shown(place, follower, count)
        for number in range(rounds):
            alone += (_shown(place, follower, count) for _ in range(4))
            _recolour(place, number)
            follower.until_made(_BEHIND)
            behind.append(_shown(place, follower, count))
            follower.until_made(_OTHERS)
    for what, taken in (("", alone), (f", while {_OTHERS} others are made", behind)):
        seconds, built = (statistics.median(times) for times in zip(*taken, strict=True))
        detail = f"{seconds / built:.2f} × the article's own build there, {built * 1000:.0f} ms"
        yield Row(f"save to picture on the page{what}", "", seconds * 1000, 300, "ms", detail)
