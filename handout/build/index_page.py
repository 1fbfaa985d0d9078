"""Makes the list of all articles that have a web page: `index.html` in output/."""

import contextlib
import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from handout.build import cache, index, manifest, output
from handout.build.request import Request
from handout.formats import FORMATS, PRESS
from handout.model import fingerprint
from handout.model.markup import PAGE
from handout.source.content import name_of

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
    from handout.templating.other_languages import autonym  # late, here and below
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


def update(request: Request) -> None:
    """Write the list, if any article has a page and the list is not that already.

    Where none has one any more the list goes, too. Raises ContentError for a fault of its template
    or the clinic's file, OSError where it cannot be written. A list that somebody changed is kept
    under another name.
    """
    target, note = request.output / index.NAME, request.output / index.NOTE
    paths = index.paths(request)
    seen = index.seen(paths, request)  # before the pages: what is made meanwhile shows next time
    listed = [one for one in (_listed(path, request) for path in paths) if one]
    if not listed:
        if index.noted(request):
            output.remove(request.output, (index.NAME,))
            note.unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # it holds others
                request.output.rmdir()
        return
    key = fingerprint.digest(cache.shared_key(request), repr(listed))
    if index.noted(request)[:2] == [key, fingerprint.file_digest(target)]:
        note.write_text(f"{key} {fingerprint.file_digest(target)} {seen}", "utf-8")
        return
    data = _made(listed, request)
    told = f"{key} {fingerprint.bytes_digest(data)} {seen}".encode()
    output.replace(request.output, {index.NAME: data}, (index.NOTE, told))
