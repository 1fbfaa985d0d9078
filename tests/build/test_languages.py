"""A short article in each language becomes a leaflet, a large print, a tri-fold and slides."""

import shutil
from pathlib import Path

import pytest

from handout.model.findings import Severity
from handout.typography import fonts
from handout.typography.writing_systems import WRITING_SYSTEMS, of_language
from tests.support.workplace import ROOT, made

ARTICLES = ROOT / "tests" / "languages"
FORMATS = ("leaflet", "leaflet-large-print", "leaflet-trifold", "slides")
DEBIAN = Path("usr", "share", "fonts", "truetype", "noto")
PLACES = (ROOT / ".venv" / "noto" / DEBIAN, "/" / DEBIAN)
"""Where Debian's fonts-noto-core lies, for the rows that no package of pip has."""
QUICK = ("ar", "th", "zh-Hans")


def give_font(family: str, content: Path) -> None:
    """Put the files of a family that no package has into content/fonts/; skips where none has."""
    names = [f"{family.replace(' ', '')}-{weight}.ttf" for weight in ("Regular", "Bold")]
    files = [place / name for place in PLACES for name in names if (place / name).is_file()]
    if not files:
        pytest.skip(f"{family} is not installed")
    (content / "fonts").mkdir()
    for file in files:
        shutil.copy(file, content / "fonts")


def built(root: Path, lang: str, words: str) -> None:
    """Build an article of a language, and see that all is made without a warning."""
    place = made(root)
    place.article().write_text(words, "utf-8")
    system = of_language(lang)
    if system and not fonts.family(system.family):
        give_font(system.family, place.content)
    (outcome,) = place.build(formats=FORMATS)
    assert [str(one) for one in outcome.findings if one.severity > Severity.NOTE] == []
    assert len(outcome.files) == len(FORMATS)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, marks=[] if path.stem in QUICK else [pytest.mark.slow])
        for path in sorted(ARTICLES.glob("*.md"))
    ],
    ids=lambda path: path.stem,
)
def test_an_article_of_each_language_is_made_in_each_format(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    built(tmp_path, path.stem, path.read_text("utf-8"))


@pytest.mark.parametrize(
    "system",
    [one for one in WRITING_SYSTEMS if one.family and one.languages],
    ids=lambda one: one.name,
)
def test_words_of_each_writing_system_are_printed(system, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    place = made(tmp_path)
    if not fonts.family(system.family):
        give_font(system.family, place.content)
    place.add(f"Ask in {system.sample} or *{system.sample}*.")
    (outcome,) = place.build(formats=("leaflet",))
    assert [str(one) for one in outcome.findings] == []
