"""What people changed by hand in output/: known by its digest, and kept under a name of its own.

A file is as it was made where a build has noted its digest, which each does before the file
takes its place: so a build that was killed leaves no doubt. Any other file is somebody's own.
"""

import contextlib
import errno
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path

from handout.build import manifest
from handout.model import fingerprint
from handout.model.findings import Finding
from handout.model.markup import shown_path

PART = ".handout.part"
"""The file that is being written before it has its name."""
WRITTEN = ".handout.written"
"""The file beside the manifest with the digests of what was written last."""
_MOST_NOTED = 100
"""Those of the manifest are known besides."""
_EDITED = ".edited"
"""What stands before the ending in the name of a file that is kept."""
ADVICE = "take what you need of it into the article, then move it away or delete it"


def link(path: Path, other: Path, folder: Path) -> None:
    """Give a file of a folder a second name; FileExistsError where that is taken."""
    try:
        os.link(path, other)
    except (FileExistsError, FileNotFoundError):
        raise
    except OSError:  # a file system without links, or a folder in the file's place
        import shutil  # late: hardly ever

        if os.path.lexists(other):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(other)) from None
        shutil.copy2(path, folder / PART)  # a build that is killed meanwhile leaves no half
        (folder / PART).replace(other)


def write(folder: Path, name: str, text: str) -> None:
    """Write a file of our own, all at once."""
    (folder / PART).write_text(text, "ascii")
    (folder / PART).replace(folder / name)


def _noted(folder: Path) -> list[str]:
    """The digests that builds have noted in a folder, the latest last."""
    try:
        return manifest.read_own(folder, WRITTEN).decode("ascii", "replace").split()
    except OSError:
        return []


def note(folder: Path, digests: Iterable[str]) -> None:
    """Note the digests of files that are about to take their places in a folder."""
    lines = list(dict.fromkeys((*_noted(folder), *digests)))[-_MOST_NOTED:]
    write(folder, WRITTEN, "\n".join(lines))


def written(folder: Path) -> frozenset[str]:
    """The digests of all files of a folder that are known to be as they were made."""
    known = manifest.read(folder)
    entries = known.entries.values() if known else ()
    digests = (digest for entry in entries for digest in (entry.digest, *entry.beside.values()))
    return frozenset((*_noted(folder), *digests))


def is_edited(path: Path, ours: Collection[str]) -> bool:
    """Whether a file is there that is not as it was made; `ours` are the digests written."""
    if not os.path.lexists(path) or (path.is_dir() and not path.is_symlink()):
        return False
    digest = fingerprint.file_digest(path)
    return not digest or digest not in ours


def _names(name: str) -> Iterator[str]:
    """The names that a file may be kept under: `x.edited.pdf`, `x.edited-2.pdf`, …"""
    stem, ending = os.path.splitext(name)  # noqa: PTH122  # a name, no path
    yield f"{stem}{_EDITED}{ending}"
    yield from (f"{stem}{_EDITED}-{number}{ending}" for number in count(2))


def _is_same(path: Path, other: Path) -> bool:
    """Whether a file has another name already, or what lies there is the same."""
    try:
        if os.path.samestat(path.lstat(), other.lstat()):
            return True
    except OSError:
        return False
    digest = fingerprint.file_digest(path)
    return bool(digest) and fingerprint.file_digest(other) == digest


def keep(path: Path, folder: Path) -> str:
    """Give an edited file a name of its own in a folder, unless it has one; returns that."""
    for kept in (folder / name for name in _names(path.name)):
        if _is_same(path, kept):  # it was kept just now, or by a build that was killed
            return kept.name
        with contextlib.suppress(FileExistsError):
            link(path, kept, folder)
            return kept.name
    raise AssertionError  # there is always another name


def forget(folder: Path, kept: Mapping[str, str]) -> None:
    """Take the names of edited files away again that lie where they lay."""
    for name, other in kept.items():
        if _is_same(folder / name, folder / other):
            with contextlib.suppress(OSError):
                (folder / other).unlink()


_KEPT = r"([^.].*)\.edited(?:-\d+)?(\.\w+)"  # not compiled: an idle build waits for it


def kept_names(names: Iterable[str]) -> dict[str, str]:
    """Those names of a folder that edited files are kept under, with what they were made as."""
    found = [re.fullmatch(_KEPT, name) for name in sorted([n for n in names if _EDITED in n])]
    return {one[0]: one[1] + one[2] for one in found if one}


def warnings(folder: Path, kept: Mapping[str, str]) -> tuple[Finding, ...]:
    """A warning for each file that was kept just now."""
    said = "this file was changed by hand, so it is kept as '{}'"
    told = ((said.format(other), shown_path(folder / name)) for name, other in kept.items())
    return tuple(Finding.warning("edited", words, ADVICE, path) for words, path in told)


def notes(folder: Path, names: Iterable[str]) -> tuple[Finding, ...]:
    """A note for each file of a folder that an earlier build has kept."""
    said = "this is '{}' as somebody changed it by hand, and no build touches it"
    there = kept_names(names).items()
    told = ((said.format(made), shown_path(folder / name)) for name, made in there)
    return tuple(Finding.note("edited", words, ADVICE, path) for words, path in told)
