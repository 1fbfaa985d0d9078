"""Digests of files, folders and the tool itself: what a cache's keys are made of."""

import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

Place = str | Path
_HERE = os.path.dirname(os.path.realpath(__file__))  # noqa: PTH120  # as above all: quick
_LIBRARY_FOLDERS = (
    f"/usr/lib/{getattr(sys.implementation, '_multiarch', '')}",
    "/usr/lib64",
    "/usr/lib",
    "/usr/local/lib",
    "/opt/homebrew/lib",
)
_LIBRARIES = ("libpango-1.0", "libpangoft2-1.0", "libharfbuzz", "libharfbuzz-subset", "libfreetype")
"""What sets the leaflet's type and comes from the system, not from a Python package."""


def of(*parts: str | bytes) -> str:
    """One digest of several parts, which cannot run into one another."""
    whole = [
        part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass") for part in parts
    ]
    lengths = " ".join([str(len(part)) for part in whole])
    return hashlib.sha256(b"\0".join([lengths.encode(), *whole])).hexdigest()


def of_file(path: Place) -> str:
    """The digest of a file's bytes; empty where there is no such file.

    A link is not followed, as it may lead anywhere: its target's time and size stand in.
    """
    try:
        state = os.lstat(path)  # here and below: a Path takes twice as long
        if stat.S_ISLNK(state.st_mode):
            there = os.stat(path)  # noqa: PTH116
            return of(os.readlink(path), f"{there.st_mtime_ns} {there.st_size}")  # noqa: PTH115
        if not stat.S_ISREG(state.st_mode):
            return ""
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return hashlib.sha256(file.readall()).hexdigest()
    except (OSError, ValueError):  # ValueError: a name that no file can have
        return ""


def of_bytes(data: bytes) -> str:
    """The digest that a file of these bytes has."""
    return hashlib.sha256(data).hexdigest()


def files_below(folder: Place) -> Iterator[str]:
    """Every file of a folder in one order, without hidden ones and those an editor keeps."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted([name for name in folders if not name.startswith((".", "__"))])
        for name in sorted(names):
            if not name.startswith(".") and not name.endswith("~"):
                yield f"{place}{os.sep}{name}"


def of_files(names: Iterable[str], root: Place, digest: Callable[[str], str] = of_file) -> str:
    """One digest of files below a folder: of their names, seen from there, and their bytes."""
    parts = [part for name in names for part in (name, digest(f"{root}{os.sep}{name}"))]
    return of(*parts)


def of_folder(root: Place, ending: str = "") -> str:
    """One digest of all files below a folder whose names end so."""
    start = len(str(root)) + 1
    return of_files([path[start:] for path in files_below(root) if path.endswith(ending)], root)


def _packages() -> Iterator[str]:
    """The installed packages with their versions, as the names of their folders tell them.

    `importlib.metadata` would say the same, for the price of a whole idle build.
    """
    for place in sys.path:
        if place.endswith("-packages") and os.path.isdir(place):  # noqa: PTH112
            names = sorted(os.listdir(place))  # noqa: PTH208  # ten times as quick as iterdir
            yield from (name for name in names if name.endswith((".dist-info", ".egg-info")))


def _system_libraries() -> Iterator[str]:
    """The versions of the system's libraries, as the names of their files tell them."""
    for folder in _LIBRARY_FOLDERS:
        for library in _LIBRARIES:
            for name in (f"{library}.so.0", f"{library}.so.6", f"{library}.0.dylib"):
                path = os.path.join(folder, name)  # noqa: PTH118  # many, and few are there
                if os.path.lexists(path):
                    yield os.path.realpath(path)


@lru_cache
def of_tool() -> str:
    """The digest of all that makes files: this package, its libraries, Python itself."""
    return of(of_folder(_HERE, ".py"), sys.version, *_packages(), *_system_libraries())
