"""Sets up a fresh clone: an environment in .venv/, and in it the libraries, pinned and hashed.

It needs Python alone, and pip alone downloads. `make` does the same, and neither does it twice.
"""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from handout.model.errors import SetupError

OPTION = "--set-up"


def interpreter(environment: Path, system: str) -> Path:
    """The Python of an environment."""
    return environment / ("Scripts/python.exe" if system == "nt" else "bin/python")


def command(program: str, words: Sequence[str], system: str) -> str:
    """What a person types to set up, and to do then what was asked for."""
    typed = (program, OPTION, *(word for word in words if word != OPTION))
    shown = (f'"{word}"' if " " in word else word for word in typed)
    return " ".join(("py" if system == "nt" else "python3", *shown))


def files(words: Sequence[str]) -> tuple[str, str]:
    """The file with the libraries for what is asked for, and the mark that they are installed."""
    return ("serve.txt", "ready-to-serve") if "serve" in words else ("build.txt", "ready")


def pip(python: Path, requirements: Path) -> list[str]:
    """The command that installs the libraries of a file."""
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    return [str(python), "-m", "pip", "install", *options, "-r", str(requirements)]


def _works(python: Path) -> bool:
    """Whether there is a Python, and it runs: that which it was made with may be gone."""
    try:
        return not subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode
    except OSError:
        return False


def _make(environment: Path) -> None:
    """Make the environment where there is none that works."""
    if _works(interpreter(environment, os.name)):
        return
    if not importlib.util.find_spec("ensurepip"):  # Debian has it in a package of its own
        advice = "install its venv module (Debian, Ubuntu: sudo apt-get install python3-venv)"
        raise SetupError(f"this Python makes no environments; {advice}")
    print("Making an environment in .venv/ ...", flush=True)
    if subprocess.run(
        [sys.executable, "-m", "venv", "--clear", environment], check=False
    ).returncode:
        raise SetupError("no environment could be made in .venv/, as is told above")


def _install(environment: Path, requirements: Path, mark: Path) -> None:
    """Install the libraries where they are not there, or were others."""
    if mark.exists() and mark.stat().st_mtime >= requirements.stat().st_mtime:
        return
    print("Installing the libraries; this takes a minute or two ...", flush=True)
    install = pip(interpreter(environment, os.name), requirements)
    if subprocess.run(install, check=False).returncode:
        advice = "connect this computer to the Internet, and try again"
        raise SetupError(f"the libraries were not installed, as is told above; {advice}")
    for name in {"ready", mark.name}:
        (environment / name).touch()


def _set_up(words: Sequence[str], home: Path) -> None:
    """Set up what is missing for what is asked for."""
    environment = home / ".venv"
    name, mark = files(words)
    _make(environment)
    _install(environment, home / ".requirements" / name, environment / mark)


def _check(words: Sequence[str], environment: Path) -> None:
    """See that there is an environment to go on in, other than the one that lacks libraries."""
    if not _works(interpreter(environment, os.name)) or environment.samefile(sys.prefix):
        advice = command(sys.argv[0], words, os.name)
        told = "libraries are missing; this installs them in .venv/, and goes on"
        raise SetupError(f"{told}:\n  {advice}")


def _again(python: Path, words: Sequence[str], home: Path) -> int:
    """Run build.py with the environment's Python."""
    run = [str(python), str(home / "build.py"), *words]
    if os.name == "nt":  # where a program that takes another's place runs in the background
        return subprocess.run(run, check=False).returncode
    os.execv(run[0], run)


def run(words: Sequence[str], home: Path) -> int:
    """Set up where that is asked for, else say how; then do the rest with the libraries."""
    environment = home / ".venv"
    try:
        if OPTION in words:
            _set_up(words, home)
        else:
            _check(words, environment)
    except SetupError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    rest = [word for word in words if word != OPTION]
    return _again(interpreter(environment, os.name), rest, home)
