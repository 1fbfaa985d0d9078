"""What the report is written to: a terminal, a file, a pipe whose reader may leave, or nothing."""

import codecs
import io
import os
import sys

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


def _plainly(fault: UnicodeError) -> tuple[str, int]:
    """The letters that cannot be written as others that can, and where they end."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    words = fault.object[fault.start : fault.end]
    return "".join(_PLAIN.get(letter, "?") for letter in words), fault.end


def ready() -> None:
    """Let both streams take every letter, and be there even where they were closed."""
    codecs.register_error("plainly", _plainly)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # `>&-`, or a Python without a console
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plainly")


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


def paints() -> bool:
    """Whether the report may be in colour."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ
