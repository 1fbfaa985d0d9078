"""Writes the report: to a terminal, a file, a pipe whose reader may leave, or nothing."""

import codecs
import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator

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


def say(words: str) -> None:
    """Write at once; where nobody reads any more, or the disk is full, go on without a word."""
    try:
        print(words, flush=True)
    except OSError:
        mute()


def has_colour() -> bool:
    """Whether the report may be in colour."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


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
