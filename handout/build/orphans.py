"""Files of articles that are gone: found by their manifests, removed when asked to."""

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from handout.build import cache, hand_edits, manifest, output
from handout.build.manifest import Entry


class Orphan(NamedTuple):
    """The folder in output/ of an article that is gone."""

    folder: Path
    files: tuple[Path, ...]
    """Those that are as they were made."""
    altered: tuple[Path, ...]
    """Those that somebody changed since; they are never removed."""
    around: tuple[Path, ...] = ()
    """The folders in output/ that it lies in, the innermost first."""


def _is_gone(folder: Path, article: str, name: str) -> bool:
    """Whether an article, named from its folder in output/, is no longer in content/.

    `name` is the folder's in output/. A folder that was renamed or moved is somebody's own, and
    where content/ itself is away nothing is gone.
    """
    # Strings, as an idle build asks this of each article that it was not asked to make.
    path = os.path.abspath(f"{folder}{os.sep}{article}")  # noqa: PTH100  # resolve() follows links
    if os.path.exists(path):  # noqa: PTH110
        return False
    bare = Path(path).with_suffix("").as_posix()
    return bare.endswith(f"/{name}") and Path(bare.removesuffix(f"/{name}")).is_dir()


def _orphan(folder: Path, entries: Iterable[Entry], name: str) -> Orphan:
    files: dict[bool, list[Path]] = {True: [], False: []}
    for entry in entries:
        if (path := folder / entry.file).is_file():
            files[cache.is_whole(entry, folder)].append(path)
    around = tuple(folder.parents[: name.count("/")])
    return Orphan(folder, tuple(files[True]), tuple(files[False]), around)


def _folders(output_folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The folders in output/, named from there, with the names of what lies in each; in order."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        # Strings and one call a folder, half of what os.walk takes: an idle build waits for it.
        with contextlib.suppress(OSError), os.scandir(f"{output_folder}{os.sep}{folder}") as held:
            entries = list(held)
            inner = [one.name for one in entries if one.is_dir(follow_symlinks=False)]
            inner.sort(reverse=True)
            waiting += [f"{folder}/{name}" for name in inner] if folder else inner
            yield folder, [one.name for one in entries]


def find(output_folder: Path, known: Iterable[str] = ()) -> Iterator[Orphan]:
    """The orphans in output/; `known` are the names of articles that are there."""
    there = {"", *known}
    for name, files in _folders(output_folder):
        if name in there or manifest.NAME not in files:
            continue
        folder = output_folder / name
        if (found := manifest.read(folder)) and _is_gone(folder, found.article, name):
            yield _orphan(folder, found.entries.values(), name)


def kept(output_folder: Path) -> list[Path]:
    """The files in output/ that builds have kept because somebody had changed them."""
    return [
        output_folder / folder / name
        for folder, names in _folders(output_folder)
        for name in hand_edits.kept_names(names)
    ]


def remove(orphan: Orphan) -> tuple[Path, ...]:
    """Remove what was made of an article that is gone; OSError where that cannot be.

    Returns the files that were removed: none that somebody changed, be it this moment.
    """
    names = [file.name for file in (*orphan.files, *orphan.altered)]
    removed = output.remove(orphan.folder, names)
    for folder in orphan.around:
        with contextlib.suppress(OSError):  # it holds others
            folder.rmdir()
    return tuple(orphan.folder / name for name in removed)
