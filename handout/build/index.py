"""Whether the list of all articles that have a web page, `index.html` in output/, is current."""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from handout.build import manifest, output
from handout.build.request import Request
from handout.model import fingerprint
from handout.model.errors import ContentError, UsageError
from handout.source.content import chosen_for, name_of

NAME = "index.html"
NOTE = ".handout.index"
"""What the list was made of, its digest, and the state of output/ then; written last."""


def noted(request: Request) -> list[str]:
    """What stands in the note; nothing where there is none."""
    with contextlib.suppress(OSError):
        return manifest.read_own(request.output, NOTE).decode("utf-8", "replace").split()
    return []


def paths(request: Request) -> tuple[Path, ...]:
    """All articles; none where there is a fault, which a build reports."""
    with contextlib.suppress(ContentError, UsageError):
        return chosen_for(request.folders, ())
    return ()


def seen(paths: Iterable[Path], request: Request) -> str:
    """What is another one whenever a page was made, or came or went; empty where there is none."""
    # Strings, as an idle build waits for it: a manifest is written whenever anything is made.
    names = [name_of(path, request.folders.content) for path in paths]
    folders = {f"{request.output}{os.sep}{one}{os.sep}": one.rpartition("/")[2] for one in names}
    pages = [folder for folder, stem in folders.items() if os.path.isfile(f"{folder}{stem}.html")]  # noqa: PTH113
    stamps = [(folder, fingerprint.stamp(f"{folder}{manifest.NAME}")) for folder in pages]
    return fingerprint.digest(repr(stamps)) if stamps else ""


def clinics(folder: Path) -> tuple[str, ...]:
    """The clinics that have a list of pages in output/."""
    names = sorted(output.names_in(folder))
    return tuple(name for name in names if os.path.isfile(folder / name / NOTE))  # noqa: PTH113


def is_current(request: Request) -> bool:
    """Whether nothing was made or removed since the list was written, as far as a look tells."""
    known, now = noted(request), seen(paths(request), request)
    if not now:
        return not known
    return known[1:] == [fingerprint.file_digest(request.output / NAME), now]
