"""A short article in each language becomes a leaflet, a large print, a tri-fold and slides."""

from pathlib import Path

import pytest

from handout.model.findings import Severity
from handout.typography.writing_systems import WRITING_SYSTEMS, of_language
from tests.support import script_fonts
from tests.support.cases import cases
from tests.support.workplace import ROOT, made

ARTICLES = ROOT / "tests" / "languages"
FORMATS = ("leaflet", "leaflet-large-print", "leaflet-trifold", "slides", "slides-pdf")
QUICK = ("ar", "th")


def built(root: Path, lang: str, words: str) -> None:
    """Build an article of a language, and see that all is made without a warning."""
    place = made(root)
    place.article().write_text(words, "utf-8")
    script_fonts.give(of_language(lang), place.content)
    (outcome,) = place.build(formats=FORMATS)
    assert [str(one) for one in outcome.findings if one.severity > Severity.NOTE] == []
    assert len(outcome.files) == len(FORMATS)


@pytest.mark.parametrize("lang", cases(sorted(one.stem for one in ARTICLES.glob("*.md")), QUICK))
def test_an_article_of_each_language_is_made_in_each_format(lang, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    built(tmp_path, lang, (ARTICLES / f"{lang}.md").read_text("utf-8"))


SYSTEMS = [one for one in WRITING_SYSTEMS if one.family and one.languages]


@pytest.mark.parametrize(
    "systems",
    [
        pytest.param([one for one in SYSTEMS if not script_fonts.marks(one)], id="of packages"),
        *(
            pytest.param([one], marks=marks, id=one.name)
            for one in SYSTEMS
            if (marks := script_fonts.marks(one))
        ),
    ],
)
def test_words_of_each_writing_system_are_printed(systems, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    place = made(tmp_path)
    for system in systems:
        script_fonts.give(system, place.content)
        place.add(f"Ask in {system.sample} or *{system.sample}*.")
    (outcome,) = place.build(formats=("leaflet",))
    assert [str(one) for one in outcome.findings] == []
