"""Writes into output/ so that nobody ever sees half a file, or files that do not belong together.

While the files of an article are being replaced its folder is locked. The lock dies with
its process, so what a killed build left behind is known for what it is, and swept away.
Nothing that somebody changed by hand is overwritten or removed: `hand_edits` keeps it.
"""

import contextlib
import errno
import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from handout import fingerprint
from handout.build import hand_edits, manifest
from handout.build.hand_edits import NEW, beside
from handout.model.findings import Finding

OLD = ".old"
"""What the name of a file ends in that is being replaced; it begins with a dot."""

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


def relative_path(path: Path, folder: Path) -> str:
    """A path as it is named from a folder, so that both can be moved together."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive of Windows
        return str(path.resolve())


def names_in(folder: Path) -> list[str]:
    """The names of all that lies in a folder; none where there is no folder."""
    try:
        return os.listdir(folder)  # noqa: PTH208  # quicker, and an idle build waits for it
    except OSError:
        return []


def leftovers(names: Iterable[str]) -> list[str]:
    """Those names of a folder that a build which was killed has left there."""
    return [name for name in names if name[0] == "." and name.endswith((NEW, OLD))]


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
    backup = beside(path, OLD)
    try:
        hand_edits.link(path, backup)
    except FileNotFoundError:
        return None
    return backup


def _restore(replaced: Iterable[tuple[Path, Path | None]]) -> None:
    for path, backup in replaced:
        with contextlib.suppress(OSError):
            backup.replace(path) if backup else path.unlink()


def _discard(backup: Path, ours: Collection[str]) -> dict[str, str]:
    """Remove what a file was before, but keep it where somebody has changed it."""
    name = backup.name[1 : -len(OLD)]
    kept = {name: hand_edits.keep(backup, name)} if hand_edits.is_edited(backup, ours) else {}
    backup.unlink(missing_ok=True)
    return kept


def _swap(
    folder: Path, names: Iterable[str], gone: Collection[str], ours: Collection[str]
) -> dict[str, str]:
    """Put each new file in its place, and take away those that are gone: all of it, or none.

    Returns the names of files that somebody had changed, each with the one it is kept under.
    """
    replaced: list[tuple[Path, Path | None]] = []
    kept: dict[str, str] = {}
    try:
        for path in (folder / name for name in (*names, *gone)):
            if hand_edits.is_edited(path, ours):
                kept[path.name] = hand_edits.keep(path, path.name)
            replaced.append((path, _back_up(path)))
            path.unlink(missing_ok=True) if path.name in gone else beside(path, NEW).replace(path)
    except BaseException:
        _restore(reversed(replaced))
        hand_edits.forget(folder, kept)
        raise
    for _, backup in replaced:  # it may have been changed until the moment that it was replaced
        kept |= _discard(backup, ours) if backup else {}
    return kept


def _remove_leftovers(folder: Path, ours: Collection[str]) -> dict[str, str]:
    """Remove what killed builds have left, but what somebody changed; returns what is kept."""
    kept: dict[str, str] = {}
    for path in (folder / name for name in leftovers(names_in(folder))):
        with contextlib.suppress(OSError):
            if path.name.endswith(OLD):
                kept |= _discard(path, ours)
            else:
                path.unlink()
    return kept


def _write_all(
    folder: Path, files: Mapping[str, bytes], last: tuple[str, bytes], gone: Collection[str]
) -> dict[str, str]:
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        ours = hand_edits.written(folder)
        kept = _remove_leftovers(folder, ours)
        digests = [fingerprint.bytes_digest(data) for data in files.values()]
        try:
            for name, data in (*files.items(), last):
                beside(folder / name, NEW).write_bytes(data)
            if files:
                hand_edits.note(folder, digests)
            kept |= _swap(folder, files, gone, ours.union(digests))
            # Last of all: a manifest that is older than its files only costs time.
            beside(folder / last[0], NEW).replace(folder / last[0])
        finally:
            _remove_leftovers(folder, ours.union(digests))
    return kept


def replace(
    folder: Path, files: Mapping[str, bytes], last: tuple[str, bytes], gone: Collection[str] = ()
) -> dict[str, str]:
    """Replace files of a folder, all of them or none, then the one that describes them.

    Those of the names in `gone` are taken away. Returns the names of files that somebody had
    changed, each with the one it is kept under. Raises OSError where that cannot be; then all
    is as it was.
    """
    try:
        return _write_all(folder, files, last, gone)
    except FileNotFoundError:  # somebody removed the folder meanwhile
        return _write_all(folder, files, last, gone)


def remove(folder: Path, names: Iterable[str]) -> list[str]:
    """Remove files of a folder that nobody has changed, and the folder itself once it is empty.

    Returns their names. Raises OSError where a file cannot be removed.
    """
    with _locked(folder):
        ours = hand_edits.written(folder)
        there = [name for name in names if os.path.lexists(folder / name)]
        removed = [name for name in there if not hand_edits.is_edited(folder / name, ours)]
        for name in removed:
            (folder / name).unlink(missing_ok=True)
        _remove_leftovers(folder, ours)
        if removed == there:
            for name in (manifest.NAME, hand_edits.WRITTEN):
                (folder / name).unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # it holds other files: let it stay
        folder.rmdir()
    return removed


def unwritable(error: OSError, name: str) -> Finding:
    """What to do when files cannot be written; `name` is that of the file or folder."""
    message, advice = _REASONS.get(error.errno or 0, _REASONS[errno.EACCES])
    return Finding("output", message, advice, name)
