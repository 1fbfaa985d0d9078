"""A fresh clone with nothing installed: what is said, and what `--set-up` does."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handout import __version__
from handout.cli import set_up
from tests.support.workplace import ROOT

ASKED = "error: libraries are missing; this installs them in .venv/, and goes on:\n"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a clone has that sets up; its requirements are none."""
    for name in ("build.py", "content", "handout"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    (tmp_path / ".requirements").mkdir()
    for name in ("build.txt", "serve.txt"):
        (tmp_path / ".requirements" / name).touch()
    return tmp_path


def run(clone: Path, *words: str) -> tuple[int, str, str]:
    """What a Python without libraries says; `-S` leaves all out that was ever installed."""
    command = [sys.executable, "-S", "build.py", *words]
    done = subprocess.run(command, cwd=clone, check=False, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def test_without_libraries_the_one_command_is_told_that_installs_them(clone):
    assert run(clone) == (1, "", f"{ASKED}  python3 build.py --set-up\n")
    asked = run(clone, "serve", "--open")[2]
    assert asked == f"{ASKED}  python3 build.py --set-up serve --open\n"


def test_each_system_is_told_its_own_command():
    words = ["--set-up", "content/my article.md"]
    shown = set_up.command("build.py", words, "nt")
    assert shown == 'py build.py --set-up "content/my article.md"'
    assert set_up.command("/a b/build.py", [], "posix") == 'python3 "/a b/build.py" --set-up'


def test_where_the_python_of_an_environment_lies():
    assert set_up.interpreter(Path("v"), "nt") == Path("v/Scripts/python.exe")
    assert set_up.interpreter(Path("v"), "posix") == Path("v/bin/python")


def test_the_libraries_are_those_that_make_installs():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for words in ([], ["serve", "--open"]):
        name, mark = set_up.files(words)
        assert f".venv/{mark}: " in makefile
        assert f".requirements/{name}" in makefile
        assert (ROOT / ".requirements" / name).is_file()
    assert "--require-hashes" in set_up.pip(Path("python"), Path("build.txt"))


def test_it_makes_an_environment_goes_on_in_it_and_does_again_only_what_is_no_longer_so(clone):
    version = f"handout {__version__}\n"
    code, said, _ = run(clone, "--set-up", "--version")
    assert code == 0
    assert said.startswith("Making an environment")
    assert said.endswith(version)
    assert (clone / ".venv" / "ready").exists()
    assert run(clone, "--set-up", "--version") == (0, version, "")
    # What the environment lacks is not asked of it again and again.
    assert run(clone) == (1, "", f"{ASKED}  python3 {clone / 'build.py'} --set-up\n")
    # Other libraries are installed.
    (clone / ".requirements" / "build.txt").write_text("no-such-thing==1\n")
    later = (clone / ".venv" / "ready").stat().st_mtime + 5
    os.utime(clone / ".requirements" / "build.txt", (later, later))
    code, said, errors = run(clone, "--set-up")
    assert (code, said.splitlines()[0][:10]) == (1, "Installing")
    assert "the libraries were not installed" in errors.splitlines()[-1]


def test_an_environment_whose_python_is_gone_is_none(clone):
    (clone / ".venv" / "bin").mkdir(parents=True)
    (clone / ".venv" / "bin" / "python").symlink_to(clone / "gone")
    assert run(clone) == (1, "", f"{ASKED}  python3 build.py --set-up\n")


_WITHOUT_ENSUREPIP = """
import importlib.util, runpy, sys
found = importlib.util.find_spec
importlib.util.find_spec = lambda name: None if name == "ensurepip" else found(name)
sys.argv = ["build.py", "--set-up"]
runpy.run_path("build.py", run_name="__main__")
"""


def test_a_python_that_makes_no_environments_is_told_what_to_install(clone):
    command = [sys.executable, "-S", "-c", _WITHOUT_ENSUREPIP]
    done = subprocess.run(command, cwd=clone, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert "sudo apt-get install python3-venv" in done.stderr
    assert not (clone / ".venv").exists()


def test_a_fault_of_our_own_is_not_taken_for_a_missing_library(clone):
    (clone / "handout" / "cli" / "command.py").write_text("import handout.nowhere\n")
    assert "No module named 'handout.nowhere'" in run(clone)[2]


@pytest.mark.skipif(os.name == "nt", reason="a script of the other systems")
def test_the_file_to_double_click_sets_up_and_opens_the_page(clone):
    (clone / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "start.command", clone / "docs")
    assert os.access(ROOT / "docs" / "start.command", os.X_OK)
    (clone / "build.py").write_text("import sys; print(*sys.argv)\n")
    start = clone / "docs" / "start.command"
    done = subprocess.run([start], cwd="/", check=True, capture_output=True, text=True)
    assert done.stdout == "build.py --set-up serve --open\n"


def test_the_one_for_windows_runs_the_same_and_stays_open_after_a_fault():
    lines = (ROOT / "docs" / "start.bat").read_bytes().decode("ascii").split("\r\n")
    assert 'cd /d "%~dp0.."' in lines
    asked = lines.index("py build.py --set-up serve --open")
    assert lines[asked + 1] == "if errorlevel 1 pause"
