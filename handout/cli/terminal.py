"""Writes the report: to a terminal, a file, a pipe whose reader may leave, or nothing."""

import atexit
import codecs
import contextlib
import gc
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import NoReturn, TextIO

from handout.model.findings import printable

_PLAIN = {
    "✓": "+",
    "✗": "x",
    "—": "-",
    "–": "-",
    "·": "-",
    "…": "...",
    "“": '"',
    "”": '"',
    "’": "'",
    "\N{NO-BREAK SPACE}": " ",
}
"""What stands for our own signs where an encoding lacks them; other letters become '?'."""

_COLOURS = {"✗": "31", "✓": "32", "–": "33", "error:": "31", "warning:": "33", "note:": "36"}
"""By what a line begins with."""


def _substitute(fault: UnicodeError) -> tuple[str, int]:
    """The letters that cannot be written as others that can, and where they end."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    words = fault.object[fault.start : fault.end]
    return "".join(_PLAIN.get(letter, "?") for letter in words), fault.end


def prepare() -> None:
    """Let both streams take every letter, and be there even where they were closed."""
    codecs.register_error("substitute", _substitute)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # `>&-`, or a Python without a console
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="substitute")


def mute() -> None:
    """Write no more: what is left goes nowhere, in place of where nobody reads it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def leave(code: int) -> NoReturn:
    """End the process with an exit code.

    Python takes all apart that it has imported on its way out: a twentieth of an idle build.
    Where nothing runs beside it, such as workers or a profiler, that is left to the system.
    """
    gc.freeze()
    if not sys.modules.keys().isdisjoint(("threading", "runpy")):
        sys.exit(code)
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _coloured(line: str) -> str:
    """A line with the sign or word that it begins with in a colour."""
    mark = line.lstrip(" ").partition(" ")[0]
    code = _COLOURS.get(mark)
    return line.replace(mark, f"\033[{code}m{mark}\033[0m", 1) if code else line


def _shown(lines: Iterable[str], stream: TextIO) -> str:
    """Lines as they are shown, whatever a file or an article is called: it steers no terminal."""
    colour = stream.isatty() and "NO_COLOR" not in os.environ
    shown = map(_coloured, map(printable, lines)) if colour else map(printable, lines)
    return "".join(f"{line}\n" for line in shown)


def write(*lines: str, stream: TextIO | None = None) -> None:
    """Write lines at once; raises OSError where nobody reads them any more."""
    stream = stream or sys.stdout
    stream.write(_shown(lines, stream))
    stream.flush()


def say_exactly(words: str) -> None:
    """Write words as they are; where nobody reads them, or the disk is full, go on without them."""
    try:
        sys.stdout.write(words)
        sys.stdout.flush()
    except OSError:
        mute()


def say(*lines: str) -> None:
    """Write lines; where nobody reads them, or the disk is full, go on without them."""
    say_exactly(_shown(lines, sys.stdout))


_LONG = 3
"""So many articles are worth a bar."""


@contextlib.contextmanager
def progress_bar(total: int, shown: bool) -> Iterator[Callable[[], object]]:
    """A bar while a long build goes on, and what to call after each article."""
    if not shown or total < _LONG:
        yield lambda: None
        return
    # Only here: the workers are busy meanwhile, so that its import costs no time.
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)
