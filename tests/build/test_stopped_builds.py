"""A build that was killed between two files of an article: the next look at it finishes it."""

import contextlib
import json
import shutil
from pathlib import Path

import pytest

from handout.build import output
from handout.cli.command import main
from handout.preview.project_state import ProjectState
from tests.support.killed_writes import stop_between_two_files
from tests.support.workplace import Workplace, made

BOTH = ("poster", "slides")
NOTE = "output/asthma: a build was stopped here; its new files are all in place now"


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles; the poster of one is of its second edit, its slides are of the first.

    In `fresh/` are both as a build makes them of the second edit.
    """
    root = tmp_path_factory.mktemp("stopped")
    with contextlib.chdir(root):
        workplace, fresh = made(root, "asthma", "eczema"), made(root / "fresh")
        workplace.build(formats=BOTH)
        before = [file.read_bytes() for file in both(workplace)]
        workplace.edit("title: Asthma", "title: Wheezing")
        stop_between_two_files(workplace, BOTH)
        changed = [f.read_bytes() != old for f, old in zip(both(workplace), before, strict=True)]
        assert changed == [True, False]
        fresh.edit("title: Asthma", "title: Wheezing")
        fresh.build(formats=BOTH)
    return root


@pytest.fixture
def place(stopped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(stopped, tmp_path, dirs_exist_ok=True)
    return Workplace(tmp_path)


def both(place: Workplace) -> list[Path]:
    return [place.file(ending="poster.pdf"), place.file()]


def is_finished(place: Workplace) -> bool:
    """Whether both files are what a build makes of the second edit."""
    fresh = Workplace(place.root / "fresh")
    return [f.read_bytes() for f in both(place)] == [f.read_bytes() for f in both(fresh)]


def test_a_build_of_it_finds_it_up_to_date(place: Workplace) -> None:
    outcome, _ = place.build(formats=BOTH)
    assert outcome.up_to_date
    assert [str(one) for one in outcome.findings] == [NOTE]
    assert is_finished(place)


def test_a_build_of_another_article_tells_it(place: Workplace, capsys) -> None:
    assert main([*place.command()[2:], "--format", "slides", "--", "eczema"]) == 0
    assert f"  note: {NOTE}\n" in capsys.readouterr().out
    assert is_finished(place)


def test_the_report_for_scripts_tells_it(place: Workplace, capsys) -> None:
    assert main([*place.command()[2:], "--json", "--format", "slides", "--", "eczema"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["findings"]
    assert (told["rule"], told["severity"], told["path"]) == ("stopped", "note", "output/asthma")
    assert is_finished(place)


def test_cleaning_up_tells_it(place: Workplace, capsys) -> None:
    assert main(["clean", f"--output={place.output}"]) == 0
    assert f"  note: {NOTE}\n" in capsys.readouterr().out
    assert is_finished(place)


def test_a_fault_that_was_written_since_changes_nothing(place: Workplace) -> None:
    place.add("::: waring\nWords.\n:::")
    outcome, _ = place.build(formats=BOTH)
    assert outcome.failed
    assert is_finished(place)


def test_the_page_shows_no_mixture(place: Workplace) -> None:
    project = ProjectState(place.request(formats=BOTH))
    assert [path for _, path in project.files("asthma")] == both(place)
    assert is_finished(place)


def test_what_cannot_be_finished_is_told_everywhere(place: Workplace, capsys) -> None:
    place.file().unlink()
    (place.file() / "held").mkdir(parents=True)
    words = "asthma-slides.pptx: a build was stopped here, and left files of two versions: a folder"
    place.add("::: waring\nWords.\n:::")
    outcome, _ = place.build(formats=BOTH)
    assert words in str(outcome.findings[-1])
    project = ProjectState(place.request(formats=BOTH))
    article = project.article("asthma")
    assert article
    assert "left files of two versions" in project.findings(article)[0]["message"]
    assert main([*place.command()[2:], "--format", "slides", "--", "eczema"]) == 0
    assert words in capsys.readouterr().out
    assert (place.output / "asthma" / output.JOURNAL).exists()


def test_slides_that_were_changed_meanwhile_are_kept(place: Workplace) -> None:
    place.file().write_bytes(b"mine")
    outcome, _ = place.build(formats=BOTH)
    assert "kept as 'asthma-slides.edited.pptx'" in str(outcome.findings[1])
    assert place.file(ending="slides.edited.pptx").read_bytes() == b"mine"
    assert is_finished(place)
