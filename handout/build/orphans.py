"""Files of articles that are gone: found by their manifests, removed when asked to."""

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


def _is_gone(folder: Path, article: str) -> bool:
    """Whether an article, named from a folder, is no longer there, while its own folder is."""
    path = folder / article
    return path.parent.is_dir() and not path.exists()


def _orphan(folder: Path, entries: Iterable[Entry]) -> Orphan:
    files: dict[bool, list[Path]] = {True: [], False: []}
    for entry in entries:
        if (path := folder / entry.file).is_file():
            files[cache.is_whole(entry, folder)].append(path)
    return Orphan(folder, tuple(files[True]), tuple(files[False]))


def find(output_folder: Path, known: Iterable[str] = ()) -> Iterator[Orphan]:
    """The orphans in output/; `known` are the names of articles that are there."""
    there = set(known)
    names = sorted(os.listdir(output_folder)) if output_folder.is_dir() else []  # noqa: PTH208  # quicker
    for folder in (output_folder / name for name in names if name not in there):
        if (found := manifest.read(folder)) and _is_gone(folder, found.article):
            yield _orphan(folder, found.entries.values())


def kept(output_folder: Path) -> list[Path]:
    """The files in output/ that builds have kept because somebody had changed them."""
    return [
        Path(place, name)
        for place, _, names in sorted(os.walk(output_folder))
        for name in hand_edits.kept_names(names)
    ]


def remove(orphan: Orphan) -> tuple[Path, ...]:
    """Remove what was made of an article that is gone; OSError where that cannot be.

    Returns the files that were removed: none that somebody changed, be it this moment.
    """
    names = [file.name for file in (*orphan.files, *orphan.altered)]
    return tuple(orphan.folder / name for name in output.remove(orphan.folder, names))
