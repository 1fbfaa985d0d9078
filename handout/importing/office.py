"""Word's old format, OpenDocument and RTF, converted by LibreOffice where that is installed."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from handout.importing.files import file_bytes
from handout.importing.refusals import NEEDS_OFFICE, OLD, refusal

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120
_BEGINNINGS = (b"\xd0\xcf\x11\xe0", b"PK\3\4", b"{\\rtf")
"""Of old Word, of OpenDocument and Word, of RTF; LibreOffice takes all else for plain text."""


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a program, and all that it has started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(OSError):
            os.killpg(running.pid, signal.SIGKILL)
    running.kill()
    running.wait()


def _convert(program: str, path: Path, folder: Path, called: str) -> None:
    command = [
        *(program, "--headless", "--norestore", f"-env:UserInstallation={folder.as_uri()}/profile"),
        *("--convert-to", "docx", "--outdir", str(folder), str(path.resolve())),
    ]
    try:
        # A session of its own, as the program that does the work is a child of this one.
        running = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            running.wait(_SECONDS)
        finally:
            _end(running)
    except (OSError, subprocess.TimeoutExpired) as error:
        message = "LibreOffice could not convert it in time"
        raise refusal(called, message, NEEDS_OFFICE) from error


@contextlib.contextmanager
def as_docx(path: Path, called: str) -> Iterator[Path]:
    """The file, or one of Word's that LibreOffice has made of it, for as long as it is read.

    `called` is its name as the user has it.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if path.suffix.lower() not in OLD or program is None or not path.is_file():
        yield path
        return
    if not file_bytes(path, called).startswith(_BEGINNINGS):
        what = f"this is no file of a word processor, though its name ends in '{path.suffix}'"
        raise refusal(called, what, "see that it is the file that you mean")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        _convert(program, path, folder, called)
        made = folder / f"{path.stem}.docx"
        if not made.is_file():
            raise refusal(called, "LibreOffice cannot read it", NEEDS_OFFICE)
        yield made
