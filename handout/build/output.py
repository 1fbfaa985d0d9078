"""Writes into output/ so that nobody ever sees half a file, or files that do not belong together.

While the files of an article are being replaced its folder is locked. The lock dies with
its process, so what a killed build left behind is known for what it is, and swept away.
"""

import contextlib
import errno
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from handout.model.findings import Finding

NEW, OLD = ".new", ".old"
"""What the names of files end in while they are being replaced; they begin with a dot."""

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
"""What stands in the way, and what to do; `EPERM` and others are reported as `EACCES`."""


def _beside(path: Path, mark: str) -> Path:
    return path.with_name(f".{path.name}{mark}")


def relative_path(path: Path, folder: Path) -> str:
    """A path as it is named from a folder, so that both can be moved together."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive of Windows
        return str(path.resolve())


def leftovers(folder: Path) -> list[Path]:
    """What a build that was killed has left in a folder."""
    try:
        names = os.listdir(folder)  # noqa: PTH208  # quicker, and an idle build waits for it
    except OSError:
        return []
    return [folder / name for name in names if name[0] == "." and name.endswith((NEW, OLD))]


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other builds out of a folder; waits for those that are in it."""
    if sys.platform == "win32":
        # A folder cannot be opened there: a file beside it stands in for it.
        import msvcrt

        handle = os.open(folder.with_name(".handout.lock"), os.O_RDWR | os.O_CREAT)
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
    else:
        import fcntl  # only where it is

        handle = os.open(folder, os.O_RDONLY)
        with contextlib.suppress(OSError):  # a file system without locks: rarer than two builds
            fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if sys.platform != "win32":
            with contextlib.suppress(OSError):  # closing alone would leave it to a forked process
                fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)


def _back_up(path: Path) -> Path | None:
    """Give the old file a second name, from which it can be restored; None where there is none."""
    backup = _beside(path, OLD)
    try:
        os.link(path, backup)
    except FileNotFoundError:
        return None
    except OSError:  # a file system without links, or a folder in the file's place
        import shutil  # late: hardly ever

        shutil.copy2(path, backup)
    return backup


def _restore(replaced: Iterable[tuple[Path, Path | None]]) -> None:
    for path, backup in replaced:
        with contextlib.suppress(OSError):
            backup.replace(path) if backup else path.unlink()


def _swap(paths: Iterable[Path]) -> None:
    """Put each new file in its place: all of them, or none."""
    replaced: list[tuple[Path, Path | None]] = []
    try:
        for path in paths:
            replaced.append((path, _back_up(path)))
            _beside(path, NEW).replace(path)
    except BaseException:
        _restore(reversed(replaced))
        raise
    for _, backup in replaced:
        if backup:
            backup.unlink(missing_ok=True)


def _remove_leftovers(folder: Path) -> None:
    for path in leftovers(folder):
        with contextlib.suppress(OSError):
            path.unlink()


def _write_all(folder: Path, files: Mapping[str, bytes], last: tuple[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        _remove_leftovers(folder)
        try:
            for name, data in (*files.items(), last):
                _beside(folder / name, NEW).write_bytes(data)
            _swap(folder / name for name in files)
            # Last of all: a manifest that is older than its files only costs time.
            _beside(folder / last[0], NEW).replace(folder / last[0])
        finally:
            _remove_leftovers(folder)


def replace(folder: Path, files: Mapping[str, bytes], last: tuple[str, bytes]) -> None:
    """Replace files of a folder, all of them or none, then the one that describes them.

    Raises OSError where that cannot be; then all is as it was.
    """
    try:
        _write_all(folder, files, last)
    except FileNotFoundError:  # somebody removed the folder meanwhile
        _write_all(folder, files, last)


def remove(folder: Path, names: Iterable[str]) -> None:
    """Remove files of a folder, and the folder itself once it is empty.

    Raises OSError where a file cannot be removed.
    """
    with _locked(folder):
        for name in names:
            (folder / name).unlink(missing_ok=True)
        _remove_leftovers(folder)
    with contextlib.suppress(OSError):  # it holds other files: let it stay
        folder.rmdir()


def unwritable(error: OSError, name: str) -> Finding:
    """What to do when files cannot be written; `name` is that of the file or folder."""
    message, advice = _REASONS.get(error.errno or 0, _REASONS[errno.EACCES])
    return Finding("output", message, advice, name)
