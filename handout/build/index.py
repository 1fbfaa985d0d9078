"""The list of all articles that have a web page: `index.html` in output/."""

import contextlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from handout import fingerprint
from handout.build import cache, manifest, output
from handout.build.request import Request
from handout.formats import FORMATS, PRESS
from handout.model.errors import ContentError, UsageError
from handout.model.markup import PAGE
from handout.source.content import chosen_for, name_of

NAME = "index.html"
_NOTE = ".handout.index"
"""What the list was made of, its digest, and the state of output/ then; written last."""
_DATA = rb'(?s)<script type="application/ld\+json">(.*?)</script>'


class File(NamedTuple):
    """A file of an article, as the list names it."""

    label: str
    address: str


class Listed(NamedTuple):
    """An article in the list."""

    title: str
    lang: str
    version: str
    files: tuple[File, ...]
    """Its page first."""


class Group(NamedTuple):
    """The articles of a language."""

    lang: str
    name: str
    direction: str
    articles: tuple[Listed, ...]


def _label(name: str) -> str:
    """A format as the list calls it."""
    kind = FORMATS[name].extension.upper()
    return f"{name.replace('-', ' ')} ({kind})" if name != PAGE else "page"


def _listed(path: Path, request: Request) -> Listed | None:
    """An article as its page says that it is; None where it has no page."""
    from html import unescape  # late, here and below: an idle build only asks what is current
    from urllib.parse import quote

    folder = cache.folder_of(path, request)
    held = manifest.read(folder)
    if held is None or PAGE not in held.entries:
        return None
    found = re.search(_DATA, (folder / held.entries[PAGE].file).read_bytes())
    said = json.loads(found[1]) if found else {}
    inside = quote(name_of(path, request.folders.content))
    names = [PAGE, *(name for name in held.usual or () if name != PAGE)]
    files = tuple(
        File(_label(name), f"{inside}/{quote(held.entries[name].file)}")
        for name in names
        if held.entries[name].digest and not name.endswith(PRESS)
    )
    title, version = unescape(str(said.get("name", path.stem))), str(said.get("version", ""))
    return Listed(title, str(said.get("inLanguage", "")), version, files)


def _groups(listed: Iterable[Listed]) -> Iterator[Group]:
    """The articles by language, those of a language by title."""
    from handout.templating.other_languages import autonym  # late, as below
    from handout.typography.languages import runs_from_right

    ordered = sorted(listed, key=lambda one: (autonym(one.lang).casefold(), one.title.casefold()))
    for name, group in groupby(ordered, key=lambda one: autonym(one.lang)):
        articles = tuple(group)
        lang = articles[0].lang
        yield Group(lang, name, "rtl" if runs_from_right(lang) else "ltr", articles)


def _made(listed: Iterable[Listed], request: Request) -> bytes:
    """The page of the list; raises ContentError for a fault of its template or of clinic.yaml."""
    # Late: most builds change no title and no version, and need none of it.
    from handout.build.draft import read_clinic
    from handout.templating.templates import fill_page
    from handout.web import page

    clinic, values = read_clinic(request).clinic, {"languages": list(_groups(listed))}
    markup = fill_page("page/index.html", "page/page.css", values, clinic, request.folders)
    return page.write(markup).data


def _noted(request: Request) -> list[str]:
    """What stands in the note; nothing where there is none."""
    with contextlib.suppress(OSError):
        return manifest.read_own(request.output, _NOTE).decode("utf-8", "replace").split()
    return []


def _paths(request: Request) -> tuple[Path, ...]:
    """All articles; none where there is a fault, which a build reports."""
    with contextlib.suppress(ContentError, UsageError):
        return chosen_for(request.folders, ())
    return ()


def _seen(paths: Iterable[Path], request: Request) -> str:
    """What is another one whenever a page was made, or came or went; empty where there is none."""
    # Strings, as an idle build waits for it: a manifest is written whenever anything is made.
    folders = ((f"{cache.folder_of(path, request)}{os.sep}", path.stem) for path in paths)
    pages = [folder for folder, stem in folders if os.path.isfile(f"{folder}{stem}.html")]  # noqa: PTH113
    stamps = [(folder, fingerprint.stamp(f"{folder}{manifest.NAME}")) for folder in pages]
    return fingerprint.digest(repr(stamps)) if stamps else ""


def clinics(folder: Path) -> tuple[str, ...]:
    """The clinics that have a list of pages in output/."""
    names = sorted(output.names_in(folder))
    return tuple(name for name in names if os.path.isfile(folder / name / _NOTE))  # noqa: PTH113


def is_current(request: Request) -> bool:
    """Whether nothing was made or removed since the list was written, as far as a look tells."""
    noted, seen = _noted(request), _seen(_paths(request), request)
    if not seen:
        return not noted
    return noted[1:] == [fingerprint.file_digest(request.output / NAME), seen]


def update(request: Request) -> None:
    """Write the list, if any article has a page and the list is not that already.

    Where none has one any more the list goes, too. Raises ContentError for a fault of its template
    or the clinic's file, OSError where it cannot be written. A list that somebody changed is kept
    under another name.
    """
    paths, target, note = _paths(request), request.output / NAME, request.output / _NOTE
    seen = _seen(paths, request)  # before the pages: what is made meanwhile shows the next time
    listed = [one for one in (_listed(path, request) for path in paths) if one]
    if not listed:
        if _noted(request):
            output.remove(request.output, (NAME,))
            note.unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # it holds others
                request.output.rmdir()
        return
    key = fingerprint.digest(cache.shared_key(request), repr(listed))
    if _noted(request)[:2] == [key, fingerprint.file_digest(target)]:
        note.write_text(f"{key} {fingerprint.file_digest(target)} {seen}", "utf-8")
        return
    data = _made(listed, request)
    told = f"{key} {fingerprint.bytes_digest(data)} {seen}".encode()
    output.replace(request.output, {NAME: data}, (_NOTE, told))
