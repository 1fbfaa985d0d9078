"""Word's old format, OpenDocument and RTF, converted by LibreOffice where that is installed."""

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from handout.importing.files import file_bytes
from handout.importing.refusals import NEEDS_OFFICE, OLD, refusal
from handout.model.markup import shown_path

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120
_BEGINNINGS = (b"\xd0\xcf\x11\xe0", b"PK\3\4", b"{\\rtf")
"""Of old Word, of OpenDocument and Word, of RTF; LibreOffice takes all else for plain text."""


def _convert(program: str, path: Path, folder: Path) -> None:
    command = [
        *(program, "--headless", "--norestore", f"-env:UserInstallation={folder.as_uri()}/profile"),
        *("--convert-to", "docx", "--outdir", str(folder), str(path.resolve())),
    ]
    try:
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        message = "LibreOffice could not convert it in time"
        raise refusal(shown_path(path), message, NEEDS_OFFICE) from error


@contextlib.contextmanager
def as_docx(path: Path) -> Iterator[Path]:
    """The file, or one of Word's that LibreOffice has made of it, for as long as it is read."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if path.suffix.lower() not in OLD or program is None or not path.is_file():
        yield path
        return
    if not file_bytes(path, shown_path(path)).startswith(_BEGINNINGS):
        what = f"this is no file of a word processor, though its name ends in '{path.suffix}'"
        raise refusal(shown_path(path), what, "see that it is the file that you mean")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        _convert(program, path, folder)
        made = folder / f"{path.stem}.docx"
        if not made.is_file():
            raise refusal(shown_path(path), "LibreOffice cannot read it", NEEDS_OFFICE)
        yield made
