"""The articles whose slides are told in storyboards."""

from pathlib import Path

from handout.model.article import Article
from handout.source.reading import parse
from handout.templating.interface_strings import interface_strings
from tests.support.workplace import ROOT

STRINGS = interface_strings(ROOT / "templates", "en-GB")
STORYBOARDS = sorted((ROOT / "tests" / "slides" / "planning" / "storyboards").glob("*.md"))


def read(path: Path) -> Article:
    reading = parse(path.read_bytes(), path.name, path.stem)
    assert [str(finding) for finding in reading.findings] == []
    return reading.article
