"""Writes into output/ so that nobody ever sees half a file, or files that do not belong together.

New files are written into a folder of their own beside those that they are to replace. A journal
then names them: from that moment on they are what the article has, and whoever comes first puts
them in their places, be the build killed at any touch. No folder is exchanged for another: it may
hold those of other articles, people's own files, and what a viewer waits on to load it again.

While the files of an article are being replaced its folder is locked; the lock dies with its
process. Nothing that somebody changed by hand is overwritten or removed: `hand_edits` keeps it.
"""

import contextlib
import errno
import json
import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from handout.build import hand_edits, manifest
from handout.build.hand_edits import PART
from handout.model import fingerprint
from handout.model.findings import Finding, Severity
from handout.model.markup import shown_path

JOURNAL = ".handout.swap"
"""The file that names what is to be put in its place; gone once all of it is."""
_NEW, _OLD = ".handout.new", ".handout.old"
"""The folders with what is to come, and with what was replaced until the journal is gone."""
_LEFTOVERS = frozenset((JOURNAL, _NEW, _OLD, PART))

_UNNAMEABLE = (
    "no file can have this name there",
    'give the article a short one, without : ? * " < > |',
)
_FULL = "the disk is full", "delete what you no longer need"
_IN_THE_WAY: Mapping[int, str] = {
    errno.EEXIST: "a file is where the folder should be",
    errno.ENOTDIR: "a file is where a folder should be",
    errno.EISDIR: "a folder is where the file should be",
}
_REASONS: Mapping[int, tuple[str, str]] = {
    **{code: (words, "rename it, or move it away") for code, words in _IN_THE_WAY.items()},
    errno.ELOOP: ("a link leads in a circle", "put a folder in its place"),
    errno.ENAMETOOLONG: _UNNAMEABLE,
    errno.EINVAL: _UNNAMEABLE,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: ("nothing can be written there", "choose another folder with --output"),
}
"""What stands in the way, and what to do."""
_OTHERWISE = "close it where it is open, and see that you may write in its folder"


class _Journal(NamedTuple):
    """What is to become of the files of a folder."""

    digests: Mapping[str, str]
    """Of the new files, by their names; the manifest is the last."""
    gone: tuple[str, ...]
    """The names of those that are to be taken away."""

    def names(self, folder: Path) -> list[str]:
        """Those that are still to be put in their places or taken away."""
        return [*self.gone, *(n for n in self.digests if (folder / _NEW / n).exists())]


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


def leftovers(names: Iterable[str]) -> frozenset[str]:
    """Those names of a folder that a build which was killed has left there."""
    return _LEFTOVERS.intersection(names)


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


def _journal(folder: Path) -> _Journal | None:
    """What a killed build has left to do; None where nothing, or where its new files are lost."""
    try:
        digests, gone = json.loads(manifest.read_own(folder, JOURNAL))
        held = {name: fingerprint.file_digest(folder / _NEW / name) for name in digests}
    except (OSError, ValueError):  # ValueError: a power failure
        return None
    sound = all(held[name] in ("", digest) for name, digest in digests.items())
    return _Journal(digests, tuple(gone)) if sound else None


def _stage(folder: Path, files: Mapping[str, bytes], journal: _Journal) -> None:
    """Write new files, and then that they are to be put in their places."""
    (folder / _NEW).mkdir()
    for name, data in files.items():
        (folder / _NEW / name).write_bytes(data)
    if made := [digest for name, digest in journal.digests.items() if name != manifest.NAME]:
        hand_edits.note(folder, made)
    hand_edits.write(folder, JOURNAL, json.dumps(journal))


def _restore(folder: Path, name: str, comes: bool) -> None:
    """Put back what a file was before; one that `comes` waits again to be put there."""
    path, new, backup = (place / name for place in (folder, folder / _NEW, folder / _OLD))
    with contextlib.suppress(OSError):
        if comes and not new.exists():
            hand_edits.link(path, new, folder)
        backup.replace(path) if os.path.lexists(backup) else path.unlink()


def _place(folder: Path, journal: _Journal) -> None:
    """Put each new file in its place, and take away those that are gone: all of it, or none."""
    replaced: list[str] = []
    (folder / _OLD).mkdir()
    try:  # as quick as can be: from the first to the last the folder holds two versions
        for name in journal.names(folder):
            with contextlib.suppress(FileNotFoundError):
                hand_edits.link(folder / name, folder / _OLD / name, folder)
            replaced.append(name)
            if name in journal.gone:
                (folder / name).unlink(missing_ok=True)
            else:
                (folder / _NEW / name).replace(folder / name)
    except BaseException:
        for name in reversed(replaced):
            _restore(folder, name, name in journal.digests)
        raise


def _swap(folder: Path, journal: _Journal, ours: Collection[str]) -> dict[str, str]:
    """Let new files take their places, all of them or none.

    Returns the names of files that somebody had changed, each with the one it is kept under.
    """
    kept: dict[str, str] = {}
    try:
        for name in journal.names(folder):
            if name != manifest.NAME and hand_edits.is_edited(folder / name, ours):
                kept[name] = hand_edits.keep(folder / name, folder)
        _place(folder, journal)
    except BaseException:
        hand_edits.forget(folder, kept)
        raise
    return kept


def _discard_replaced(folder: Path, ours: Collection[str]) -> dict[str, str]:
    """Remove what files were before, but keep what somebody changed until they were replaced."""
    kept: dict[str, str] = {}
    for name in names_in(folder / _OLD):
        path = folder / _OLD / name
        if name != manifest.NAME and hand_edits.is_edited(path, ours):
            kept[name] = hand_edits.keep(path, folder)
        path.unlink()
    with contextlib.suppress(FileNotFoundError):
        (folder / _OLD).rmdir()
    return kept


def _sweep(folder: Path, ours: Collection[str]) -> dict[str, str]:
    """Remove all that a build leaves beside its files; returns what is kept of it.

    The journal goes first: what it names lies in its place by now, or is not to come.
    """
    new = folder / _NEW
    for path in (folder / JOURNAL, folder / PART, *(new / name for name in names_in(new))):
        with contextlib.suppress(OSError):
            path.unlink()
    with contextlib.suppress(OSError):
        new.rmdir()
    with contextlib.suppress(OSError):
        return _discard_replaced(folder, ours)
    return {}


def _finish(folder: Path) -> dict[str, str]:
    """Put the files in place that a killed build made, and sweep up after it."""
    ours = hand_edits.written(folder)
    if not leftovers(names_in(folder)):
        return {}
    kept = _discard_replaced(folder, ours)
    if journal := _journal(folder):
        kept |= _swap(folder, journal, ours)
    return kept | _sweep(folder, ours)


def _write_all(
    folder: Path, files: Mapping[str, bytes], last: tuple[str, bytes], gone: Iterable[str]
) -> dict[str, str]:
    folder.mkdir(parents=True, exist_ok=True)
    files = {**files, last[0]: last[1]}
    journal = _Journal({n: fingerprint.bytes_digest(d) for n, d in files.items()}, tuple(gone))
    with _locked(folder):
        kept = _finish(folder)
        ours = hand_edits.written(folder).union(journal.digests.values())
        try:
            _stage(folder, files, journal)
            kept |= _swap(folder, journal, ours)
        finally:
            kept |= _sweep(folder, ours)
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
        _sweep(folder, ours)
        if removed == there:
            for name in (manifest.NAME, hand_edits.WRITTEN):
                (folder / name).unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # it holds other files: let it stay
        folder.rmdir()
    return removed


def unwritable(error: OSError, folder: Path) -> Finding:
    """What to do when files of a folder cannot be written."""
    path = Path(error.filename2 or error.filename or folder)
    if path.parent.name in _LEFTOVERS:  # where people will look for it
        path = folder / path.name
    elif path.name in _LEFTOVERS and error.errno not in _IN_THE_WAY:
        path = folder
    known = _REASONS.get(error.errno or 0)
    message, advice = known or (f"the file cannot be written ({error.strerror})", _OTHERWISE)
    return Finding("output", message, advice, shown_path(path))


def finish(folder: Path) -> tuple[Finding, ...]:
    """Put the files in place that a killed build made; what is to be said where there was one."""
    if not os.path.isfile(folder / JOURNAL):  # noqa: PTH113
        return ()
    two = "a build was stopped here, and left files of two versions"
    try:
        with _locked(folder):
            if not os.path.isfile(folder / JOURNAL):  # noqa: PTH113  # it was at work
                return ()
            if not _journal(folder):
                advice = "build this article again"
                return (Finding.warning("stopped", two, advice, shown_path(folder), 0),)
            kept = _finish(folder)
    except OSError as error:
        why = unwritable(error, folder)
        message, warning = f"{two}: {why.message}", Severity.WARNING
        return (why._replace(rule="stopped", message=message, severity=warning),)
    words = "a build was stopped here; its new files are all in place now"
    told = Finding.note("stopped", words, "", shown_path(folder))
    return (told, *hand_edits.warnings(folder, kept))
