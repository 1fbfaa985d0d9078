"""Digests of files, of folders and of handout itself, for the keys of caches."""

import errno
import hashlib
import os
import stat
import sys
import time
from collections.abc import Callable, Container, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

StrPath: TypeAlias = str | Path
# Strings, no pathlib: for idle builds.
_HERE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))  # noqa: PTH120
_BESIDES = frozenset(("cli", "preview", "importing"))
"""Rooms of the package of which nothing that is made depends; import-linter holds it."""
_LIBRARY_FOLDERS = (
    f"/usr/lib/{getattr(sys.implementation, '_multiarch', '')}",
    "/usr/lib64",
    "/usr/lib",
    "/usr/local/lib",
    "/opt/homebrew/lib",
)
_LIBRARIES = ("libpango-1.0", "libpangoft2-1.0", "libharfbuzz", "libharfbuzz-subset", "libfreetype")
"""Libraries that lay the leaflet out and come from the system, not from a Python package."""


def digest(*parts: str | bytes) -> str:
    """One digest of several parts; their lengths count, so that ("ab", "c") is not ("a", "bc")."""
    encoded = [
        part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass") for part in parts
    ]
    lengths = " ".join([str(len(part)) for part in encoded])
    return hashlib.sha256(b"\0".join([lengths.encode(), *encoded])).hexdigest()


def _stamp_of(state: os.stat_result) -> tuple[int, ...]:
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns


def stamp(path: StrPath) -> tuple[int, ...]:
    """What the system says of a file: another one whenever it was written; empty for none."""
    try:
        return _stamp_of(os.stat(path))  # noqa: PTH116  # many, and most are strings
    except (OSError, ValueError):  # ValueError: a name that no file can have
        return ()


class TooLargeError(OSError):
    """A file that has more bytes than are read of one."""


_UNBLOCKED = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def _check(state: os.stat_result, path: StrPath, most: int) -> None:
    """Raise an OSError where it is no file that can be read."""
    if not stat.S_ISREG(state.st_mode):
        raise FileNotFoundError(errno.ENOENT, "it is no file", str(path))
    if state.st_size > most:
        raise TooLargeError(errno.EFBIG, "it is too large", str(path))


def _bytes(path: StrPath, most: int) -> bytes:
    """The bytes of what was a file a moment ago: quicker than a file object."""
    handle = os.open(path, _UNBLOCKED)
    try:
        state = os.fstat(handle)  # it may be another one by now
        _check(state, path, most)
        return os.read(handle, state.st_size)
    finally:
        os.close(handle)


def read_file(path: StrPath, most: int) -> bytes:
    """The bytes of a file that has at most so many; raises OSError.

    A pipe or a device is no file, and is not waited for.
    """
    _check(os.stat(path), path, most)  # noqa: PTH116  # to open a device may be to do something
    return _bytes(path, most)


LARGEST = 100_000_000
"""Bytes; of a larger file, which no build reads either, the time and size are the digest."""


def file_digest(path: StrPath) -> str:
    """The digest of a file's bytes; empty where there is no such file.

    A link is not followed, as it may lead anywhere: what the system says of its target counts, and
    of a file that is too large to be read.
    """
    try:
        state = os.lstat(path)
        if stat.S_ISLNK(state.st_mode):
            target = stamp(path)
            return digest(os.readlink(path), repr(target)) if target else ""  # noqa: PTH115
        if not stat.S_ISREG(state.st_mode):
            return ""
        if state.st_size > LARGEST:
            return digest(repr(stamp(path)))
        return hashlib.sha256(_bytes(path, LARGEST)).hexdigest()
    except (OSError, ValueError):  # ValueError: a name that no file can have
        return ""


def bytes_digest(data: bytes) -> str:
    """The digest of a file of these bytes."""
    return hashlib.sha256(data).hexdigest()


def _entries_below(folder: StrPath, without: Container[str] = ()) -> Iterator["os.DirEntry[str]"]:
    """Every file below a folder in a fixed order, without hidden ones and backups of editors."""
    try:
        with os.scandir(folder) as held:
            entries = sorted([e for e in held if e.name[0] != "."], key=lambda one: one.name)
    except OSError:
        return
    inner = list[str]()
    for one in entries:
        if one.is_dir(follow_symlinks=False):
            inner += () if one.name.startswith("__") or one.name in without else (one.path,)
        elif one.name[-1] != "~" and not (one.is_symlink() and os.path.isdir(one.path)):  # noqa: PTH112
            yield one
    for path in inner:
        yield from _entries_below(path)


def files_below(folder: StrPath) -> Iterator[str]:
    """The paths of all files below a folder that count, in a fixed order."""
    return (one.path for one in _entries_below(folder))


def files_digest(
    names: Iterable[str], root: StrPath, digest_of: Callable[[str], str] = file_digest
) -> str:
    """One digest of the names and bytes of files, the names relative to a folder."""
    parts = [part for name in names for part in (name, digest_of(f"{root}{os.sep}{name}"))]
    return digest(*parts)


def _content(entry: "os.DirEntry[str]") -> bytes:
    """The bytes of a file in a folder; the digest of one that is not to be read."""
    try:
        if entry.is_file(follow_symlinks=False):  # known along with the name: no further question
            return _bytes(entry.path, LARGEST)
    except OSError:
        pass
    return file_digest(entry.path).encode()


def folder_digest(root: StrPath, ending: str = "", without: Container[str] = ()) -> str:
    """One digest of all files below a folder whose names have the ending.

    Folders in it that are named in `without` do not count.
    """
    whole, start = hashlib.sha256(), len(str(root)) + 1
    for entry in _entries_below(root, without):
        if entry.name.endswith(ending):
            name, data = os.fsencode(entry.path[start:]), _content(entry)
            whole.update(b"%d %d " % (len(name), len(data)) + name)
            whole.update(data)
    return whole.hexdigest()


_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that is written again has another stamp on every file system."""
_settled: dict[str, tuple[object, str]] = {}
"""The digests of folders whose files nobody had written for so long, with the stamps of these."""


def _settled_stamps(root: StrPath) -> object:
    """The stamps of a folder's files; None where one is a link, or was written just now."""
    latest, stamps = time.time_ns() - _SETTLED, list[object]()
    for entry in _entries_below(root):
        try:
            state = os.lstat(entry.path)
        except OSError:
            return None
        if not stat.S_ISREG(state.st_mode) or max(state.st_mtime_ns, state.st_ctime_ns) > latest:
            return None
        stamps.append((entry.path, _stamp_of(state)))
    return stamps


def settled_digest(root: StrPath) -> str:
    """The digest of a folder, which is read once for as long as the stamps of its files are same.

    An edit asks three times for all templates, of which hardly ever one has changed.
    """
    key = str(root)
    if key not in _settled:  # an idle build asks but once
        _settled[key] = None, ""
        return folder_digest(root)
    stamps, (known, before) = _settled_stamps(root), _settled[key]
    if stamps is not None and stamps == known:
        return before
    digest = folder_digest(root)
    if stamps is not None and stamps == _settled_stamps(root):  # else one came meanwhile
        _settled[key] = stamps, digest
    return digest


def _packages() -> Iterator[str]:
    """The installed packages with their versions, from the names of their folders.

    `importlib.metadata` knows them too, but takes as long as a whole idle build.
    """
    for place in sys.path:
        if place.endswith("-packages") and os.path.isdir(place):  # noqa: PTH112
            names = sorted(os.listdir(place))  # noqa: PTH208  # ten times as quick as iterdir
            yield from (name for name in names if name.endswith((".dist-info", ".egg-info")))


def _system_libraries() -> Iterator[str]:
    """The versions of the system's libraries, from the names of their files."""
    for folder in _LIBRARY_FOLDERS:
        for library in _LIBRARIES:
            for name in (f"{library}.so.0", f"{library}.so.6", f"{library}.0.dylib"):
                path = os.path.join(folder, name)  # noqa: PTH118  # many, and few are there
                if os.path.lexists(path):
                    yield os.path.realpath(path)


@lru_cache
def tool_digest() -> str:
    """The digest of all code that a build runs: this package, its libraries, Python."""
    code = folder_digest(_HERE, ".py", without=_BESIDES)
    return digest(code, sys.version, *_packages(), *_system_libraries())
