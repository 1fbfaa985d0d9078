"""Names that are no Unicode, too long or alike, folders that cannot be read, and odd files."""

import ctypes
import json
import os
import subprocess
from pathlib import Path

import pytest

from handout.build import hand_edits, manifest, orphans
from handout.build.request import Outcome
from handout.cli.command import main
from handout.preview.project_state import ProjectState
from tests.support.cases import cases
from tests.support.workplace import ARTICLE, Workplace, made

DECK = ("--format", "slides")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    return made(tmp_path)


def write(place: Workplace, name: str) -> None:
    place.article(name).write_text(ARTICLE.format(title="Odd"), "utf-8")


def said(outcomes: list[Outcome]) -> list[str]:
    return [str(finding) for outcome in outcomes for finding in outcome.findings]


def test_a_name_that_is_no_unicode_is_as_good_as_any(place: Workplace, capsys) -> None:
    name = os.fsdecode(b"\xff\xfe")
    write(place, name)
    assert main([*place.command()[2:], *DECK]) == 0
    told = capsys.readouterr().out
    assert "✓ content/��.md" in told
    assert "content/��.md: its name has letters of another encoding, so the live page" in told
    outcomes = place.build()
    assert [outcome.up_to_date for outcome in outcomes] == [True, True]
    project = ProjectState(place.request())
    for outcome in outcomes:
        project.add(outcome)
    shown = project.as_json()
    assert [one["slug"] for one in shown["articles"]] == ["asthma"]
    assert (shown["stopped"], len(shown["asides"])) == ([], 1)
    assert main([*place.command()[2:], *DECK, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["articles"][1]["article"] == f"content/{name}.md"
    place.article(name).unlink()
    assert orphans.find(place.output).orphans[0].files == (place.file(name),)


def test_a_name_that_leaves_no_room_for_those_of_its_files_is_told(place: Workplace) -> None:
    write(place, "x" * 252)
    _, outcome = place.build()
    assert outcome.failed
    (told,) = said([outcome])
    assert "no file can have this name there; give the article a short one, without" in told


def test_a_name_with_just_enough_room_is_built_twice(place: Workplace) -> None:
    name = "x" * (255 - len("-slides.pptx"))
    write(place, name)
    for words in ("rest", "sleep"):
        place.edit("- rest", f"- {words}", name)
        _, outcome = place.build()
        assert said([outcome]) == []
        assert place.file(name).is_file()


@pytest.mark.parametrize("names", [("Skin", "skin"), ("caf\u00e9", "cafe\u0301")])
def test_two_names_that_are_one_in_output_do_not_take_turns(place: Workplace, names) -> None:
    first, second = names
    place.output.mkdir()
    (place.output / first).mkdir()
    (place.output / second).symlink_to(first)  # as where capitals and accents count for nothing
    for name in names:
        write(place, name)
    for _ in range(2):
        made_of = {outcome.path: outcome for outcome in place.build()}
        failed = {path for path, outcome in made_of.items() if outcome.failed}
        assert len(failed) == 1
        (told,) = said([made_of[path] for path in failed])
        assert "its files would take the place of those of 'content/" in told
    place.article(first).unlink()
    place.article(second).unlink()
    write(place, "burns")
    assert not any(outcome.failed for outcome in place.build())


@pytest.mark.parametrize("odd", ["fifo", "device"])
@pytest.mark.parametrize("name", [manifest.NAME, hand_edits.WRITTEN, "asthma-slides.pptx"])
def test_what_is_no_file_in_output_is_not_waited_for(place: Workplace, odd, name) -> None:
    path = place.output / "asthma" / name
    path.parent.mkdir(parents=True)
    os.mkfifo(path) if odd == "fifo" else path.symlink_to("/dev/zero")
    assert main([*place.command()[2:], *DECK]) == 0
    kept = hand_edits.kept_names(os.listdir(path.parent))  # noqa: PTH208
    assert len(kept) == (path == place.file())


def no_override() -> None:
    """Let the permissions of files count for root too."""
    for capability in (1, 2):  # DAC_OVERRIDE, DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)


def limited(place: Workplace, *words: str) -> subprocess.CompletedProcess[str]:
    """A build by somebody who may not read everything."""
    command = place.command(*DECK, *words)
    options = {"cwd": place.root, "capture_output": True, "text": True}
    return subprocess.run(command, check=False, preexec_fn=no_override, **options)


def test_a_folder_that_cannot_be_read_is_told_and_nothing_in_it_is_gone(place: Workplace) -> None:
    folder = place.content / "skin"
    folder.mkdir()
    write(place, "skin/scars")
    place.build()
    folder.chmod(0)
    build = limited(place)
    words = "content/skin: this folder cannot be read (Permission denied), so nothing is made of"
    assert f"  warning: {words} what it holds; see that you may open it\n" in build.stdout
    assert "Of articles that are gone" not in build.stdout
    place.content.chmod(0)
    build = limited(place)
    folder.parent.chmod(0o755)
    folder.chmod(0o755)
    assert build.stdout == (
        "  error: content: this folder cannot be read (Permission denied), so nothing is made of "
        "what it holds; see that you may open it\n"
    )


UNWRITABLE = [(name, mode) for name in ("output", "output/asthma") for mode in (0, 0o555)]


@pytest.mark.parametrize(("name", "mode"), cases(UNWRITABLE, UNWRITABLE[1:3]))
def test_a_folder_that_cannot_be_written_to_is_told(place: Workplace, name, mode) -> None:
    (place.output / "asthma").mkdir(parents=True)
    (place.root / name).chmod(mode)
    if (name, mode) == ("output", 0o555):
        (place.output / "asthma").rmdir()
    build = limited(place)
    (place.root / name).chmod(0o755)
    assert (build.returncode, build.stderr) == (1, "")
    assert (
        "  error: output/asthma: the file cannot be written (Permission denied); " in build.stdout
    )


@pytest.mark.parametrize("name", ["output", "output/asthma"])
def test_what_is_no_folder_in_output_is_told(place: Workplace, name, capsys) -> None:
    path = place.root / name
    path.parent.mkdir(exist_ok=True)
    for put in (path.touch, lambda: path.symlink_to(path.name), lambda: path.symlink_to("nowhere")):
        put()
        assert main([*place.command()[2:], *DECK]) == 1
        path.unlink()
        said = capsys.readouterr().out
        assert f"  error: {name}" in said
        assert "; rename it, or move it away\n" in said or "a link leads in a circle" in said


def test_what_lies_where_content_should_be_is_told(place: Workplace, capsys) -> None:
    place.content.rename(place.root / "away")
    for put in (
        place.content.touch,
        lambda: place.content.symlink_to("content"),
        lambda: place.content.symlink_to("nowhere"),
    ):
        put()
        assert main([*place.command()[2:], *DECK]) == 1
        assert capsys.readouterr().out.startswith("  error: content: ")
        place.content.unlink()


def test_what_is_called_like_an_article_and_is_none_harms_no_other(place: Workplace) -> None:
    (place.content / "folder.md").mkdir()
    (place.content / "broken.md").symlink_to("nowhere.md")
    (place.content / "loop.md").symlink_to("loop.md")
    (place.content / "round").symlink_to(".")
    os.mkfifo(place.content / "pipe.md")
    outcomes = {outcome.path: outcome for outcome in place.build()}
    assert [path for path, one in outcomes.items() if not one.failed] == ["content/asthma.md"]
    assert outcomes.keys() == {f"content/{n}.md" for n in ("asthma", "broken", "loop", "pipe")}
    assert ProjectState(place.request()).as_json()["articles"]


@pytest.mark.parametrize("name", ["con", "index", "a:b?", "a#b%20c", "..", "-x", "{{x}}", "clinic"])
def test_a_name_that_means_something_elsewhere_is_a_name(place: Workplace, name) -> None:
    place.article(name).write_text(ARTICLE.format(title="Odd"), "utf-8")
    assert said(place.build()) == []
    assert place.file(name).is_file() == (name != "..")
