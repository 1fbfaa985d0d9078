"""`build.py translated`: a person has checked a translation, and the file says so."""

from pathlib import Path

import pytest

from handout.build import translated
from handout.cli.command import main
from handout.source.reading import read_article
from tests.support.workplace import Workplace, made


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    workplace = made(tmp_path)
    text = workplace.article().read_text("utf-8").replace("lang: en-GB\n", "")
    workplace.article("asthma.es").write_text(text, "utf-8")
    return workplace


def run(*words: str) -> int:
    return main(["translated", *words, "--content=content"])


def told(place: Workplace) -> list[str]:
    *_, outcome = place.build("asthma.es")
    return [str(one) for one in outcome.findings if one.path.startswith("content/")]


def test_it_makes_what_was_said_go_away(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "nothing says of which version of asthma.md" in told(place)[0]
    assert run("asthma.es") == 0
    assert capsys.readouterr().out == (
        "content/asthma.es.md: noted as a translation of content/asthma.md in version 1.0; "
        "digests of 3 parts written\n"
    )
    assert told(place) == []
    place.edit("- rest", "- sleep")
    assert "asthma.md was changed and kept its version, 1.0: “What helps”" in told(place)[0]
    assert run("content/asthma.es.md") == 0
    assert told(place) == []


def test_a_second_time_nothing_is_written(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    run("asthma.es")
    before = place.article("asthma.es").stat().st_mtime_ns
    assert run("asthma.es") == 0
    assert "says already that it is a translation" in capsys.readouterr().out
    assert place.article("asthma.es").stat().st_mtime_ns == before


def test_what_is_no_translation_is_told_how_to_be_one(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("asthma") == 2
    assert "a translation of asthma.md into Spanish is asthma.es.md" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["asthma", "asthma.es"])
def test_one_with_a_fault_stays_as_it_was(
    place: Workplace, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place.edit("reviewed: 2026-10-01", "reviewed: never", name)
    before = place.article("asthma.es").read_bytes()
    assert run("asthma.es") == 1
    assert f"content/{name}.md:" in capsys.readouterr().out
    assert place.article("asthma.es").read_bytes() == before


def test_what_cannot_be_written_is_told(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "a" * 244  # so long that no file can lie beside it with a few letters more
    path = place.article("asthma.es").rename(place.article(f"{name}.es"))
    place.article().rename(place.article(name))
    before = path.read_bytes()
    assert run(f"{name}.es") == 1
    assert "the file cannot be written (File name too long)" in capsys.readouterr().out
    assert path.read_bytes() == before


def test_the_article_is_the_same_but_for_what_was_noted(place: Workplace) -> None:
    path, content = place.article("asthma.es"), place.content
    before = read_article(path, content).article
    translated.note(path, content)
    after = read_article(path, content).article
    assert [one.title for one in after.sections] == [one.title for one in before.sections]
    assert after.front.translated_from == "1.0"
    assert list(after.front.translated_sections) == ["(beginning)", "what-it-is", "what-helps"]
