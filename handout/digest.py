"""Digests of files, folders and the tool itself: what a cache's keys are made of."""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent
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
    made = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.hexdigest()


def of_file(path: Path) -> str:
    """The digest of a file's bytes; empty where there is no such file."""
    try:
        return of(path.read_bytes())
    except (OSError, ValueError):  # ValueError: a name that no file can have
        return ""


def files_below(folder: Path) -> Iterator[Path]:
    """Every file of a folder in one order, without hidden ones and those an editor keeps."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(names):
            if not name.startswith(".") and not name.endswith("~"):
                yield Path(place, name)


def of_files(paths: Iterable[Path], root: Path) -> str:
    """One digest of files: of their names, seen from the root, and their bytes."""
    return of(*(part for path in paths for part in (os.path.relpath(path, root), of_file(path))))


def _packages() -> Iterator[str]:
    """The installed packages with their versions, as the names of their folders tell them.

    `importlib.metadata` would say the same, for the price of a whole idle build.
    """
    for place in sys.path:
        if place.endswith("-packages") and Path(place).is_dir():
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
    own = of_files((path for path in files_below(_HERE) if path.suffix == ".py"), _HERE)
    return of(own, sys.version, *_packages(), *_system_libraries())
