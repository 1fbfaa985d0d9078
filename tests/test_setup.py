"""What sets handout up, and the folder that a fresh clone has for its files."""

import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

from handout.cli.command import main
from tests.support.longest import LONGEST
from tests.support.workplace import ROOT, made


def test_the_set_up_finds_pango_where_it_is_installed():
    command = [sys.executable, str(ROOT / ".ci" / "pango"), "--try"]
    subprocess.run(command, check=True, capture_output=True)


def test_the_set_up_says_what_it_is_doing_at_each_step(tmp_path):
    run = subprocess.run(
        ["make", "--dry-run", "--always-make", "setup"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    steps = [line for line in run.stdout.splitlines() if "-m pip" in line or "compileall" in line]
    said = [line for line in run.stdout.splitlines() if line.startswith("echo")]
    assert len(said) == len(steps) == 2


def test_the_fonts_of_languages_are_added_where_they_are_asked_for():
    run = subprocess.run(
        ["make", "--dry-run", "LANGUAGES=ar es"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert ".venv/bin/python .ci/fonts ar es\n" in run.stdout
    command = [sys.executable, str(ROOT / ".ci" / "fonts"), "ar", "es"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == ""  # both are there


def test_what_is_no_language_is_told_of_where_fonts_are_asked_for():
    command = [sys.executable, str(ROOT / ".ci" / "fonts"), "ar", "Urdu", "mars"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    said = "no language, such as ur or zh: Urdu (write ur), mars\n"
    assert (done.returncode, done.stderr) == (1, said)


def test_the_folder_for_files_is_in_the_repository_and_nothing_in_it():
    ignore = ROOT / "output" / ".gitignore"
    assert ignore.read_text("utf-8").splitlines()[-2:] == ["*", "!.gitignore"]


def test_no_build_and_no_clean_removes_what_keeps_files_out_of_the_repository(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    place = made(tmp_path, "asthma", "eczema")
    place.output.mkdir()
    keeper = place.output / ".gitignore"
    keeper.write_text("*\n")
    folders = [f"--{name}={name}" for name in ("content", "templates")]
    assert main([*folders, "--output=output", "--format", "slides", "--jobs", "1"]) == 0
    for path in Path("content").glob("*.md"):
        path.unlink()
    assert main(["clean", "--output=output"]) == 0
    assert [path.name for path in place.output.iterdir()] == [".gitignore"]
    assert "asthma-slides.pptx" in capsys.readouterr().out


def test_every_folder_of_tests_is_gone_into_and_the_files_to_begin_with_are_there(pytestconfig):
    folders = {path.parent.name for path in (ROOT / "tests").rglob("test_*.py")}
    never = pytestconfig.getini("norecursedirs")
    assert not [one for one in folders if any(fnmatch(one, pattern) for pattern in never)]
    assert [one for one in LONGEST if not (ROOT / "tests" / one).is_file()] == []
