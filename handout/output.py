"""Files into output/: all of them or none, and nobody ever sees half of one."""

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from handout.finding import Finding

_REASONS: Mapping[int, tuple[str, str]] = {
    errno.EACCES: (
        "the file cannot be written",
        "close it where it is open, and see that you may write in its folder",
    ),
    errno.EEXIST: ("a file is where the folder should be", "rename it, or move it away"),
    errno.ENOTDIR: ("a file is where a folder should be", "rename it, or move it away"),
    errno.EISDIR: ("a folder is where the file should be", "rename it, or move it away"),
    errno.ENOSPC: ("the disk is full", "delete what you no longer need"),
    errno.EROFS: ("nothing can be written there", "choose another folder with --output"),
}
"""What stands in the way, and what to do; `EPERM` and others are told as `EACCES`."""


def _replace(path: Path, data: bytes) -> None:
    """One file, written beside its place and then renamed."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _before(path: Path) -> bytes | None:
    """What the file holds now; None where it is not there. Makes its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    return path.read_bytes() if path.exists() else None


def write(files: Mapping[Path, bytes]) -> None:
    """All of the files; raises OSError where one cannot be written, and then none is changed."""
    before = {path: _before(path) for path in files}
    done: list[Path] = []
    try:
        for path, data in files.items():
            _replace(path, data)
            done.append(path)
    except OSError:
        for path in done:
            held = before[path]
            if held is None:
                path.unlink()
            else:
                _replace(path, held)
        raise


def unwritable(error: OSError, name: str) -> Finding:
    """What to do when files cannot be written; `name` is that of the file or folder."""
    message, advice = _REASONS.get(error.errno or 0, _REASONS[errno.EACCES])
    return Finding("output", message, advice, name)
