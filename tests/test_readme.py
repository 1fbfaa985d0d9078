"""What the README shows is so."""

import re
from pathlib import Path

import pytest

from handout.cli.command import COMMANDS, main
from handout.formats import FORMATS, PRESS
from handout.source.markdown.directives import DIRECTIVES
from tests.support.workplace import ROOT, Workplace, made

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
(ARTICLE,) = (block for block in BLOCKS if block.startswith("---"))
(MESSAGES,) = (block for block in BLOCKS if block.startswith("✗"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    place = made(tmp_path)
    place.article().write_text(ARTICLE, "utf-8")
    return place


def build(*words: str) -> int:
    folders = [f"--{name}={name}" for name in ("content", "templates", "output")]
    return main([*folders, "--jobs", "1", *words])


def test_it_fits_on_a_few_screens():
    assert len(README.splitlines()) <= 168


def test_its_article_can_be_built(place, capsys):
    assert build() == 0
    assert "asthma-leaflet.pdf" in capsys.readouterr().out


def test_its_messages_are_those_that_are_said(place, capsys):
    text = ARTICLE.replace("2028-10-01", "2026-02-30") + "\n::: warning\nStop.\n"
    place.article().write_text(text, "utf-8")
    assert build() == 1
    said = capsys.readouterr().out
    for line in MESSAGES.splitlines():
        assert line in said


def test_it_names_every_format_and_directive_and_command():
    names = {name for name in FORMATS if not name.endswith(PRESS)}
    for name in names | set(COMMANDS) | set(DIRECTIVES):
        assert re.search(rf"`[^`]*\b{re.escape(name)}\b[^`]*`", README), name


def test_the_pictures_and_pages_it_shows_are_there():
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        if not target.startswith("images/"):
            assert (ROOT / target).is_file(), target
