"""The same by handout: its command, and its workers kept warm."""

import itertools
import queue
import re
import shutil
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from handout.build import tasks
from handout.build.pipeline import build
from handout.build.request import Outcome, Request
from handout.build.watch import rounds
from handout.build.workers import Pool
from handout.formats import FORMATS, PRESS
from handout.model.markup import Folders
from tests.benchmarks.timing import run
from tests.support.workplace import CONTENT, FIRST, ROOT

BOTH = ("leaflet", "slides")
OFFICE = tuple(name for name in FORMATS if not name.endswith(PRESS))
_MARK = "Results are typically gradual"


class Place(NamedTuple):
    """A content folder with so many articles, and where its files go."""

    content: Path
    output: Path

    @property
    def articles(self) -> list[Path]:
        return sorted(self.content.glob("*.md"))

    @property
    def request(self) -> Request:
        folders = Folders(self.content, ROOT / "templates")
        return Request(folders, self.output, formats=BOTH, day="2026-11-22")

    def forget(self) -> None:
        """Remove what was made."""
        shutil.rmtree(self.output, ignore_errors=True)

    def edit(self, count: Iterator[int]) -> str:
        """Alter a word of the first article; returns the words as they are now."""
        path, now = self.articles[0], f"{_MARK} {next(count)}"
        path.write_text(re.sub(rf"{_MARK}( \d+)?", now, path.read_text("utf-8")), "utf-8")
        return now

    def edits(self, count: Iterator[int]) -> Iterator[Request]:
        """Edits of the article, a style sheet, the clinic and a photo, in turn; all formats."""
        templates = self.content.parent / "templates"
        shutil.copytree(ROOT / "templates", templates)
        sheet, clinic = templates / "leaflet" / "_text.css", self.content / "clinic.yaml"
        css, named = sheet.read_text("utf-8"), clinic.read_text("utf-8")
        photo, article = self.content / "photo.jpg", self.articles[0]
        article.write_text(f"{article.read_text('utf-8')}\n\n![A photo](photo.jpg)\n", "utf-8")
        folders = self.request.folders._replace(templates=templates)
        request = self.request._replace(formats=OFFICE, folders=folders)
        for number in count:
            noise = Image.effect_noise((1200, 800), 60 + number % 7)
            noise.convert("RGB").save(photo)
            yield request
            sheet.write_text(f"{css}\np {{ letter-spacing: {number / 1e5:.5f}pt }}\n", "utf-8")
            yield request
            clinic.write_text(named.replace("name: H", f"name: {number} H", 1), "utf-8")
            yield request
            self.edit(count)
            yield request


def place(folder: Path, copies: int) -> Place:
    """So many articles like the first, each with a title of its own."""
    content = folder / "content"
    shutil.copytree(CONTENT, content, ignore=shutil.ignore_patterns("*.md"))
    text = FIRST.read_text("utf-8")
    for number in range(copies):
        mine = text.replace("title: Stem cell", f"title: {number}. Stem cell")
        (content / f"article-{number:04}.md").write_text(mine, "utf-8")
    return Place(content, folder / "output")


def add_clinics(where: Place, count: int) -> list[Path]:
    """So many clinics, each in a colour of its own; their files."""
    folder = where.content / "clinics"
    folder.mkdir()
    files = [folder / f"clinic-{number:02}.yaml" for number in range(count)]
    for number, file in enumerate(files, 16):
        colour = f'extends: ../clinic.yaml\ncolours: {{primary: "#0b4f{number:02x}"}}\n'
        file.write_text(f"{colour}name: Clinic {number}\n", "utf-8")
    return files


def long_article(words: int) -> str:
    """The first article again and again until it has so many words."""
    made, *sections = FIRST.read_text("utf-8").split("\n## ")
    for number, section in enumerate(itertools.cycle(sections), 1):
        title, _, text = section.partition("\n")
        made += f"\n## {title} ({number})\n{text}"
        if len(made.split()) >= words:
            return made
    return made


def words(where: Place, *more: str) -> list[str]:
    """The words of a build of a place."""
    folders = f"--content={where.content}", f"--output={where.output}"
    return [sys.executable, str(ROOT / "build.py"), *folders, *more, "--format", *BOTH]


def command(where: Place, *more: str) -> None:
    """`build.py` on a place, in a process of its own."""
    run(*words(where, *more))


@contextmanager
def warm_pool(where: Place) -> Iterator[Pool]:
    """Two workers that have made an article already."""
    with tasks.pool(BOTH, 2, 300) as pool:
        for _ in range(2):
            where.forget()
            list(build(where.request._replace(articles=(where.articles[0].stem,)), pool))
        yield pool


def build_all(where: Place, pool: Pool) -> None:
    """All articles of a place; raises AssertionError where one is not made."""
    outcomes: Sequence[Outcome] = list(build(where.request, pool))
    assert not any(outcome.failed for outcome in outcomes), outcomes


@contextmanager
def watched(where: Place) -> Iterator["queue.Queue[Outcome]"]:
    """A watch that goes on meanwhile, and what it tells."""
    told: queue.Queue[Outcome] = queue.Queue()
    stop = threading.Event()
    with warm_pool(where) as pool:

        def follow() -> None:
            for outcomes in rounds(where.request, pool, stop, lambda: date(2026, 11, 22)):
                for outcome in outcomes:
                    if not outcome.up_to_date:
                        told.put(outcome)

        thread = threading.Thread(target=follow)
        thread.start()
        try:
            yield told
        finally:
            stop.set()
            thread.join()
