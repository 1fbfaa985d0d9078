"""The commands that begin something: a folder, an article, templates of one's own."""

import argparse
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from handout.cli.terminal import write
from handout.model.errors import UsageError
from handout.model.installation import COMMAND, IS_INSTALLED, TEMPLATES
from handout.model.markup import CLINIC, shown_path
from handout.source.content import ENDING
from handout.source.new_article import begin, dates, filled, write_new

_STARTER = Path(__file__).parent / "starter"
_NAMES = {"gitignore": ".gitignore"}
"""What files of the starter are called where they go; a hidden one is easily overlooked here."""
_STARTS = {"start.bat": "nt", "start.command": "posix"}
"""What is double-clicked, and on which system."""


def _files(folder: Path) -> Iterator[Path]:
    """The files below a folder, in order, without what Python and editors leave there."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith((".", "__")) for part in path.parts[-3:]):
            yield path


def _write(path: Path, data: bytes) -> None:
    """Write a file that is not there yet."""
    write_new(path, data)
    write(f"  wrote {shown_path(path)}")


def start_command(python: str, home: Path, is_installed: bool, system: str) -> str:
    """The command that opens the page, for a file that is double-clicked in the folder."""
    folders = ["--content=content", "--output=output"]
    program = ["-m", "handout"] if is_installed else [str(home / "build.py")]
    words = [python, *program, "serve", "--open", *([] if is_installed else folders)]
    if system == "nt":
        return subprocess.list2cmdline(words).replace("%", "%%")
    return shlex.join(words)


def _build_command(folder: Path, home: Path) -> str:
    """The command that builds what lies in a folder."""
    if folder.resolve() == home.resolve():
        return COMMAND
    if IS_INSTALLED:
        return f"cd {shlex.quote(str(folder))} && {COMMAND}"
    options = (f"--{name} {shlex.quote(str(folder / name))}" for name in ("content", "output"))
    return f"{COMMAND} {' '.join(options)}"


def _started(name: Path, home: Path) -> bytes | None:
    """A file of the starter as it is written; None for what this folder or system has not."""
    data = (_STARTER / name).read_bytes()
    if name.name in _STARTS:
        command = start_command(sys.executable, home.resolve(), IS_INSTALLED, os.name)
        return filled(data, {"command": command}) if _STARTS[name.name] == os.name else None
    return filled(data, dates()) if name.suffix == ENDING else data


def init(arguments: argparse.Namespace) -> int:
    """Begin a folder with content/; nothing that is there is touched."""
    folder: Path = arguments.folder
    if (folder / "content").exists():
        place = shown_path(folder / "content")
        advice = f"name another folder: {COMMAND} init FOLDER"
        raise UsageError(f"{place}/ is there already, and nothing was written; {advice}")
    for source in _files(_STARTER):
        name = source.relative_to(_STARTER)
        data = _started(name, arguments.home)
        path = folder / name.with_name(_NAMES.get(name.name, name.name))
        if data is not None and not path.exists():
            _write(path, data)
            if name.name in _STARTS:
                path.chmod(0o755)
    write(f"Write your clinic's name and numbers into {shown_path(folder / 'content' / CLINIC)}.")
    write(f"Then run: {_build_command(folder, arguments.home)}")
    return 0


def new(arguments: argparse.Namespace) -> int:
    """Begin an article."""
    path = begin(arguments.content, arguments.title, arguments.lang)
    write(f"  wrote {shown_path(path)}")
    write("Open it with a text editor, and write your own words in place of the examples.")
    write(f"Then run: {COMMAND} {shlex.quote(shown_path(path))}")
    return 0


def templates(arguments: argparse.Namespace) -> int:
    """Copy templates into the clinic's own folder; what lies there stays as it is."""
    own: Path = arguments.templates
    if own.resolve() == TEMPLATES.resolve():
        write(f"The templates are in {shown_path(own)}/ already: change them there.")
        return 0
    names = [path.relative_to(TEMPLATES) for path in _files(TEMPLATES)]
    wanted = [Path(name) for name in arguments.files] or [Path()]
    for one in wanted:
        if not any(name.is_relative_to(one) for name in names):
            listed = ", ".join(dict.fromkeys(name.parts[0] for name in names))
            raise UsageError(f"there is no template '{one}'; there are: {listed}")
    for name in names:
        if any(name.is_relative_to(one) for one in wanted):
            if (own / name).exists():
                write(f"  kept {shown_path(own / name)}: it is there already")
            else:
                _write(own / name, (TEMPLATES / name).read_bytes())
    write("What you do not change you may delete: handout's own is used in its place.")
    return 0


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "init": init,
    "new": new,
    "templates": templates,
}
