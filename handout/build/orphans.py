"""Files of articles that are gone: found by their manifests, removed when asked to."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from handout.build import cache, manifest, output
from handout.build.manifest import Manifest


class Gone(NamedTuple):
    """What lies in output/ of an article that is gone."""

    folder: Path
    files: tuple[Path, ...]
    """Those that are as they were made."""
    altered: tuple[Path, ...]
    """Those that somebody changed since; they are never removed."""


def _is_gone(folder: Path, held: Manifest) -> bool:
    """Whether the article is no longer there, while the folder that held it is."""
    article = folder / held.article
    return article.parent.is_dir() and not article.exists()


def _gone(folder: Path, held: Manifest) -> Gone:
    there = [e for e in held.entries.values() if (folder / e.file).is_file()]
    whole = [cache.is_whole(entry, folder) for entry in there]
    files = tuple(folder / e.file for e, w in zip(there, whole, strict=True) if w)
    altered = tuple(folder / e.file for e, w in zip(there, whole, strict=True) if not w)
    return Gone(folder, files, altered)


def gone(folder: Path, known: Iterable[str] = ()) -> Iterator[Gone]:
    """What lies in output/ of articles that are gone; `known` are names of those that are not."""
    there = set(known)
    names = sorted(os.listdir(folder)) if folder.is_dir() else []  # noqa: PTH208  # quicker
    for place in (folder / name for name in names if name not in there):
        if (held := manifest.read(place)) and _is_gone(place, held):
            yield _gone(place, held)


def remove(one: Gone) -> None:
    """Remove what was made of an article that is gone; OSError where that cannot be."""
    names = [file.name for file in one.files]
    output.remove(one.folder, [*names, manifest.NAME] if not one.altered else names)
