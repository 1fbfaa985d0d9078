"""A small clinic's folder in which tests build: two articles, a picture, the real templates."""

import re
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

from handout.build.pipeline import build
from handout.build.request import Outcome, Request
from handout.model.installation import TEMPLATES
from handout.model.markup import Folders

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "tests" / "content"
"""The article and the clinic as they came: what lies in `content/` is the user's own."""
FIRST = CONTENT / "stem-cell-skin-repair.md"
BUILD = [sys.executable, str(ROOT / "build.py")]

ARTICLE = """\
---
title: {title}
lang: en-GB
version: "1.0"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: [Dr Robin Example]
---

This is about {title}.

## What it is

A common condition, which most people hardly notice.

## What helps

People find that these help:

- rest
- water
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
TODAY = date(2026, 11, 22)


def save(path: Path, text: str) -> None:
    """Write a file all at once, so that nobody who watches it sees half of it."""
    new = path.with_name(f".{path.name}")
    new.write_text(text, "utf-8")
    new.replace(path)


class Workplace(NamedTuple):
    """Where content, output and, where a test asks for them, templates of its own lie."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def _own_templates(self) -> Path:
        return self.root / "templates"

    @property
    def templates(self) -> Path:
        """Templates of its own, to change them; handout's are compiled once for all tests."""
        if not self._own_templates.exists():
            shutil.copytree(TEMPLATES, self._own_templates)
        return self._own_templates

    def template(self, name: str) -> Path:
        """A template of its own, to change it; beside it there are only those asked for so."""
        path = self._own_templates / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((TEMPLATES / name).read_bytes())
        return path

    @property
    def output(self) -> Path:
        return self.root / "output"

    def article(self, name: str = "asthma") -> Path:
        return self.content / f"{name}.md"

    def file(self, name: str = "asthma", ending: str = "slides.pptx") -> Path:
        folder = self.output / name
        return folder / f"{folder.name}-{ending}"

    def request(self, *articles: str, formats: tuple[str, ...] = ("slides",)) -> Request:
        templates = self._own_templates if self._own_templates.exists() else TEMPLATES
        folders = Folders(self.content, templates)
        return Request(folders, self.output, articles, formats, day=TODAY.isoformat())

    def build(self, *articles: str, formats: tuple[str, ...] = ("slides",)) -> list[Outcome]:
        """What a build in this process makes; of decks alone, which are quick, if not told."""
        return list(build(self.request(*articles, formats=formats)))

    def command(self, *words: str) -> list[str]:
        """The command line of a build of this place."""
        own = ["templates"] * self._own_templates.exists()
        folders = [f"--{name}={self.root / name}" for name in ("content", *own, "output")]
        return [*BUILD, *folders, *words]

    def edit(self, old: str, new: str, name: str = "asthma") -> None:
        path = self.article(name)
        text = path.read_text("utf-8")
        assert old in text
        save(path, text.replace(old, new))

    def add(self, words: str, name: str = "asthma") -> None:
        path = self.article(name)
        save(path, f"{path.read_text('utf-8')}\n{words}\n")


def made(root: Path, *names: str) -> Workplace:
    """A workplace with these articles."""
    place = Workplace(root)
    (place.content / "images").mkdir(parents=True)
    clinic = (CONTENT / "clinic.yaml").read_text("utf-8")
    usual = re.sub("(?m)^formats:.*", "formats: [leaflet, slides]", clinic)
    (place.content / "clinic.yaml").write_text(usual, "utf-8")
    for logo in (CONTENT / "images").glob("logo*.svg"):
        (place.content / "images" / logo.name).write_text(PICTURE, "utf-8")
    for name in names or ("asthma",):
        place.article(name).write_text(ARTICLE.format(title=name.title()), "utf-8")
    return place
