"""Opens a text of content/ in the editor of whoever sits here, at its line."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from handout.model import content_files
from handout.model.errors import UsageError
from handout.model.markup import is_below, shown_path

_TEXTS = (".md", ".yaml")
"""Ends of names of what is opened: the system may run what has another."""
_PATIENCE = 3
"""Seconds in which a program says that it cannot open a file."""
_SPECIAL = re.compile(r'[&|<>^%"!\r\n]')
"""What a batch file of Windows, as `code` is one there, would take for something else."""


_BY_SYSTEM: Mapping[str, tuple[str, ...]] = {"darwin": ("open", "-t"), "win32": ("notepad",)}
"""What opens a text, by the name of the system."""


def command(path: Path, line: int, which: Callable[[str], str | None] = shutil.which) -> list[str]:
    """The command that opens a text at a line, as far as the editor knows lines."""
    code = which("code")
    if code and not (code.lower().endswith((".cmd", ".bat")) and _SPECIAL.search(str(path))):
        return [code, "-g", f"{path}:{line}"]
    program, *options = _BY_SYSTEM.get(sys.platform, ("xdg-open",))
    return [which(program) or program, *options, str(path)]


def _text(shown: str, content: Path) -> Path:
    """The text below content/ of this name, as the page shows it; raises UsageError."""
    path = Path(shown)
    with suppress(OSError, ValueError, RuntimeError):
        target = path.resolve()
        if target.suffix in _TEXTS and is_below(target, content) and target.is_file():
            return target
    raise UsageError(f"'{shown}' is no text in {shown_path(content)}/")


def open_text(shown: str, line: int, content: Path) -> None:
    """Open a text below content/ at a line; raises UsageError where that cannot be."""
    path = _text(shown, content)
    advice = f"open {shown_path(path)} with your text editor, and go to line {line}"
    words = command(path, line)
    try:
        process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        with suppress(subprocess.TimeoutExpired):  # it stays open
            if process.wait(_PATIENCE):
                raise OSError
    except OSError as error:
        raise UsageError(f"no editor was found on this computer; {advice}") from error


def _pairs(text: str) -> set[tuple[str, str]]:
    """The words that stand beside each other, and each by itself."""
    words = [word.casefold() for word in re.findall(r"\w+", text)]
    return {*pairwise(words), *((word, "") for word in words if len(word) > 3)}


def line_of(words: str, path: Path, content: Path) -> int:
    """The line of a text that has most of these words; the first where none has any."""
    sought = _pairs(words)
    lines = content_files.text(path, content).splitlines()
    best = max(enumerate(lines, 1), key=lambda one: len(sought & _pairs(one[1])), default=(1, ""))
    return best[0]
