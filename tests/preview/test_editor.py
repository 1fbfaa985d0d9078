"""The text that something was made of, opened in an editor at its line."""

import sys
from pathlib import Path

import pytest

from handout.model.errors import UsageError
from handout.preview import editor
from handout.preview.editor import command, line_of, open_text
from tests.support.workplace import Workplace, made


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return made(tmp_path / "clinic", "asthma")


def program(folder: Path, name: str, words: str) -> None:
    """A program of this name, the only one there is."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{words}\n")
    (folder / name).chmod(0o755)


def test_code_is_asked_for_the_line_where_there_is_one() -> None:
    found = command(Path("/a/b.md"), 7, lambda name: f"/bin/{name}")
    assert found == ["/bin/code", "-g", "/a/b.md:7"]


@pytest.mark.parametrize(
    ("system", "words"),
    [
        ("linux", ["xdg-open", "/a/b.md"]),
        ("darwin", ["open", "-t", "/a/b.md"]),
        ("win32", ["notepad", "/a/b.md"]),
    ],
)
def test_else_each_system_opens_it_in_its_own_way(
    monkeypatch: pytest.MonkeyPatch, system: str, words: list[str]
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert command(Path("/a/b.md"), 7, lambda _: None) == words


@pytest.mark.parametrize("name", ["a & calc.md", 'a".md', "100%.md", "a^b.md", "a|b.md"])
def test_a_batch_file_is_given_no_name_that_it_would_run(name: str) -> None:
    paths = {"code": "C:\\code.CMD", "xdg-open": "/bin/xdg-open"}
    assert command(Path("/a") / name, 7, paths.get)[0] == "/bin/xdg-open"


@pytest.mark.skipif(sys.platform == "win32", reason="has no shell scripts")
def test_the_editor_is_started_with_the_file_and_its_line(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    program(tmp_path / "bin", "code", f'printf "%s\\n" "$@" > {told}')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    open_text(str(place.article()), 12, place.content)
    assert told.read_text().split("\n") == ["-g", f"{place.article()}:12", ""]


@pytest.mark.skipif(sys.platform == "win32", reason="has no shell scripts")
@pytest.mark.parametrize("name", ["", "xdg-open"])
def test_where_there_is_no_editor_it_is_said_what_to_open(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    program(tmp_path / "bin", name or "other", "exit 3")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(UsageError, match=r"no editor .*; open .*asthma\.md .*, and go to line 12"):
        open_text(str(place.article()), 12, place.content)


@pytest.mark.skipif(sys.platform == "win32", reason="has no shell scripts")
def test_an_editor_that_stays_open_is_not_waited_for(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor, "_PATIENCE", 0.1)
    program(tmp_path / "bin", "code", "exec /bin/sleep 2")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    open_text(str(place.article()), 1, place.content)


def outside(place: Workplace) -> list[str]:
    """What is no text of content/."""
    other = place.root / "other.md"
    other.write_text("Words.")
    (place.content / "link.md").symlink_to(other)
    (place.content / "run.bat").write_text("calc")
    (place.content / "folder.md").mkdir()
    return [
        *(str(place.content / name) for name in ("link.md", "run.bat", "folder.md", "gone.md")),
        *(str(place.content / "images" / "logo.svg"), str(other), "/etc/passwd"),
        *(f"{place.content}/../other.md", "-g", "", "\0", "https://example.org/a.md"),
    ]


def test_nothing_but_texts_of_content_is_opened(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    program(tmp_path / "bin", "code", f"echo opened > {told}")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for shown in outside(place):
        with pytest.raises(UsageError, match="is no text in"):
            open_text(shown, 1, place.content)
    assert not told.exists()
    open_text(str(place.content / "clinic.yaml"), 1, place.content)
    assert told.exists()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("A common condition, which most people", 14),
        ("People find that these help:", 18),
        ("rest", 20),
        ("WHAT HELPS", 16),
        ("quite other", 1),
        ("", 1),
    ],
)
def test_the_line_is_found_by_its_words(place: Workplace, words: str, line: int) -> None:
    assert line_of(words, place.article(), place.content) == line
