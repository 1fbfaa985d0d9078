"""Files of articles that are gone, and of formats that are no longer made of one.

They are found by their manifests, and removed when asked to.

As every folder in output/ is looked at for them, what killed builds left is finished on the way.
"""

import contextlib
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from handout.build import cache, hand_edits, manifest, output
from handout.build.manifest import Entry, Manifest
from handout.model import fingerprint
from handout.model.findings import Finding
from handout.source import clinics


class Orphan(NamedTuple):
    """The folder in output/ of an article that is gone, or of which some formats are."""

    folder: Path
    files: tuple[Path, ...]
    """Those that are as they were made."""
    altered: tuple[Path, ...]
    """Those that somebody changed since; they are never removed."""
    around: tuple[Path, ...] = ()
    """The folders in output/ that it lies in, the innermost first."""
    formats: tuple[str, ...] = ()
    """Those that are no longer made; none where all of the article is gone."""


class Found(NamedTuple):
    """What was found in output/."""

    orphans: tuple[Orphan, ...]
    stopped: tuple[Finding, ...]
    """What is to be said of folders in which a build was killed."""
    dropped: tuple[Orphan, ...]
    """What is left of formats that are no longer made of an article."""


def _may_be_there(path: str) -> bool:
    """Whether a file is there, or its folder cannot be looked into."""
    try:
        os.stat(path)  # noqa: PTH116
    except OSError as error:
        return not isinstance(error, FileNotFoundError | NotADirectoryError)
    return True


def _is_for(article: str, clinic: str, name: str) -> bool:
    """Whether an article is for a clinic, whose file is there.

    It may be for each as long as it names one that is not there, which may be meant for this one.
    """
    content = Path(clinic).parent.parent
    meant = clinics.audience_of(Path(article), content).names
    is_meant = not meant or name in meant or not {*meant} <= {*clinics.names(content)}
    return _may_be_there(clinic) and is_meant


def _is_there(folder: Path, held: Manifest, name: str) -> bool | None:
    """Whether an article, named from its folder in output/, is in content/; None for another's.

    `name` is the folder's in output/. A folder that was renamed or moved is somebody's own, and
    where content/ itself is away nothing is known. Of several clinics it may be that which is gone,
    or the article may no longer be for it.
    """
    path, clinic = (
        os.path.abspath(f"{folder}{os.sep}{one}")  # noqa: PTH100  # resolve() follows links
        for one in (held.article, held.clinic)
    )
    its_name, _, name = name.partition("/") if held.clinic else ("", "", name)
    bare = Path(path).with_suffix("").as_posix()
    is_own = bare.endswith(f"/{name}") and Path(bare.removesuffix(f"/{name}")).is_dir()
    if not is_own or (held.clinic and Path(clinic).stem != its_name):
        return None
    return _may_be_there(path) and (not held.clinic or _is_for(path, clinic, its_name))


def _orphan(folder: Path, entries: Iterable[Entry], name: str) -> Orphan:
    files: dict[bool, list[Path]] = {True: [], False: []}
    for entry in entries:
        for file, digest in {entry.file: entry.digest, **entry.beside}.items():
            if (path := folder / file).is_file():
                files[fingerprint.file_digest(path) == digest].append(path)
    around = tuple(folder.parents[: name.count("/")])
    return Orphan(folder, tuple(files[True]), tuple(files[False]), around)


def _folders(
    output_folder: Path, inside: Iterable[str] = (), without: Collection[str] = ()
) -> Iterator[tuple[str, list[str]]]:
    """The folders in output/, named from there, with the names of what lies in each; in order.

    Where some are named `inside`, only these and what lies in them; those in `without` never.
    """
    waiting = [*inside] or [""]
    while waiting:
        folder = waiting.pop()
        # Strings and one call a folder, half of what os.walk takes: an idle build waits for it.
        with contextlib.suppress(OSError), os.scandir(f"{output_folder}{os.sep}{folder}") as held:
            entries = list(held)
            inner = [one.name for one in entries if one.is_dir(follow_symlinks=False)]
            inner = [name for name in inner if name[0] != "." and (folder or name not in without)]
            inner.sort(reverse=True)
            waiting += [f"{folder}/{name}" for name in inner] if folder else inner
            yield folder, [one.name for one in entries]


def find(
    output_folder: Path,
    known: Iterable[str] = (),
    inside: Iterable[str] = (),
    without: Collection[str] = (),
) -> Found:
    """What is in output/ but for the files of `known`, the names of articles that are there.

    `inside` and `without` are folders of clinics, where not all is looked at.
    """
    there, stopped = {"", *known}, list[Finding]()
    gone, dropped = list[Orphan](), list[Orphan]()
    for name, files in _folders(output_folder, inside, without):
        if name in there:
            continue
        folder = output_folder / name
        if output.JOURNAL in files:
            stopped += output.finish(folder)
        if manifest.NAME not in files:
            continue
        if (held := manifest.read(folder)) and (is_there := _is_there(folder, held, name)) is False:
            gone.append(_orphan(folder, held.entries.values(), name))
        elif held and is_there and (old := cache.dropped(held)):
            part = _orphan(folder, old.values(), name)._replace(formats=tuple(old))
            dropped += [part] if part.files or part.altered else []
    return Found(tuple(gone), tuple(stopped), tuple(dropped))


def kept(output_folder: Path) -> list[Path]:
    """The files in output/ that builds have kept because somebody had changed them."""
    return [
        output_folder / folder / name
        for folder, names in _folders(output_folder)
        for name in hand_edits.kept_names(names)
    ]


def _remove_formats(orphan: Orphan) -> tuple[Path, ...]:
    """Remove the files of formats that are no longer made, and forget them."""
    folder, altered = orphan.folder, {file.name for file in orphan.altered}
    if (held := manifest.read(folder)) is None:
        return ()
    entries = {
        name: entry
        for name, entry in held.entries.items()
        if name not in orphan.formats or not altered.isdisjoint((entry.file, *entry.beside))
    }
    note = manifest.NAME, manifest.encode(held._replace(entries=entries))
    kept = output.replace(folder, {}, note, [file.name for file in orphan.files])
    return tuple(file for file in orphan.files if file.name not in kept)


def remove(orphan: Orphan) -> tuple[Path, ...]:
    """Remove what was made of an article that is gone, or its formats; OSError where it cannot be.

    Returns the files that were removed: none that somebody changed, be it this moment.
    """
    if orphan.formats:
        return _remove_formats(orphan)
    names = [file.name for file in (*orphan.files, *orphan.altered)]
    removed = output.remove(orphan.folder, names)
    for folder in orphan.around:
        with contextlib.suppress(OSError):  # it holds others
            folder.rmdir()
    return tuple(orphan.folder / name for name in removed)
