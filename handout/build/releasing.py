"""Keeps what is handed out of an article, by version; says what changed between two versions."""

import os
import re
import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from handout.build import approval, cache, manifest
from handout.build.draft import read_clinic
from handout.build.manifest import Manifest
from handout.build.request import Request
from handout.checks.pictures import figures
from handout.formats import FORMATS, Format, printed
from handout.model import fingerprint
from handout.model.article import Article
from handout.model.errors import ContentError, UsageError
from handout.model.findings import Finding, has_errors
from handout.model.front_matter import FrontMatter
from handout.model.installation import COMMAND
from handout.model.markup import CLINIC, PAGE, Template, shown_path
from handout.paper.printing import Fit, Printing
from handout.source import releases
from handout.source.content import is_unicode
from handout.source.reading import Reading, parse_at, read_sound
from handout.source.releases import Release
from handout.source.text_files import read_bytes
from handout.templating import changes
from handout.templating.changes import Compared, Passages
from handout.templating.interface_strings import interface_strings
from handout.templating.templates import render
from handout.templating.version_line import version_line

_SHEET = Printing(
    "sheet of changes",
    Fit((9.0, 9.5, 10.0, 10.5, 11.0), multiple=1, most=1, pads=False, tightest=1.25, loosest=1.4),
    smallest_body=9.0,
)
_DENSE = _SHEET._replace(
    fit=_SHEET.fit._replace(sizes=(8.0, 8.5, 9.0), tightest=1.2, leading=1.25, loosest=1.3),
    smallest_body=8.0,
    smallest_print=8.0,
)
_LONG = _DENSE._replace(fit=_DENSE.fit._replace(most=0))
_CHANGES = Template("changes/changes.html", "leaflet", ("changes/_marks.css",))


def _with_styles(row: Format, *sheets: str) -> Format:
    styles = (*_CHANGES.stylesheets, *(f"changes/{sheet}" for sheet in sheets))
    return row._replace(template=_CHANGES._replace(stylesheets=styles))


_SHEETS = tuple(
    _with_styles(printed("changes", "", "", one), "changes.css", *columns)
    for one, *columns in ((_SHEET,), (_DENSE, "columns.css"), (_LONG, "columns.css"))
)
"""What changed between two versions of an article, for the staff; no format of it. The first that
holds all on one page, else one that goes on behind it."""
_SCREEN = _with_styles(FORMATS[PAGE], "screen.css")


def _fault(message: str, advice: str, path: Path, line: int = 0) -> ContentError:
    return ContentError([Finding("release", message, advice, shown_path(path), line)])


def _unwritable(error: OSError, path: Path) -> ContentError:
    advice = "see that you may write there, and that the disk is not full"
    return _fault(f"it cannot be written ({error.strerror})", advice, path)


def _made(path: Path, request: Request) -> Manifest:
    """What is made of an article; raises ContentError where a file of it was changed by hand."""
    folder = cache.folder_of(path, request)
    if (held := manifest.read(folder)) is None:
        raise _fault("nothing was made of it", f"run: {COMMAND}", path)
    for name in held.usual or ():
        if not cache.is_whole(held.entries[name], folder):
            file = folder / held.entries[name].file
            advice = "move it away and build again, so that what is kept was proven"
            raise _fault("this file was changed by hand", advice, file)
    return held


class _Texts(NamedTuple):
    """What is kept of an article besides what was made of it."""

    article: bytes
    clinic: bytes


def _said_again(wanted: Release, texts: _Texts, path: Path, line: int) -> str:
    """What is said of a version that was released before; raises ContentError for another text."""
    there, version = wanted.folder, wanted.version
    held = next((one for one in releases.known(there.parent) if one.folder == there), None)
    if held is None or held.version != version:
        raise _fault("something else lies where the version would", "move it away", there)
    advice = "write a new 'version', and release that"
    if not held.says(texts.article):
        message = f"version {version} was released on {held.day} with another text"
        raise _fault(message, advice, path, line)
    if releases.as_compared(held.clinic) != releases.as_compared(texts.clinic):
        message = f"version {version} was released on {held.day} with another {CLINIC}"
        raise _fault(message, advice, path, line)
    told = f"version {version} was released on {held.day}"
    if any(held.files.get(name) != digest for name, digest in wanted.files.items()):
        why = "a picture, a template or handout itself is another"
        return f"{told}, and other files are made now ({why}); {advice}"
    return f"{told}; nothing to do"


def _write(release: Release, texts: _Texts, made_in: Path) -> None:
    """Put a version in its place, all of it or nothing."""
    new = release.folder.with_name(f".{release.folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    for file in release.files:
        shutil.copyfile(made_in / file, new / file)
    for name, data in (
        (release.article, texts.article),
        (CLINIC, texts.clinic),
        (releases.RECORD, releases.record(release)),
    ):
        (new / name).write_bytes(data)
    new.rename(release.folder)


def _pictures(article: Article, content: Path) -> Mapping[str, str]:
    """The digests of the pictures that an article shows, by their names in content/."""
    names = {one.source for one in figures(article)}
    digests = {name: fingerprint.file_digest(content / name) for name in names}
    return {name: digest for name, digest in digests.items() if digest}


def _check_confirmed(reading: Reading, path: Path, request: Request) -> None:
    """Raise ContentError for a draft."""
    clinic = read_clinic(request).clinic
    front = approval.held_to(reading.article.front, clinic, request.today)
    message, advice, key = approval.refused(front)
    if message:
        raise _fault(message, advice, path, reading.keys.get(key, 1))


def _release(article: Article, held: Manifest, path: Path, request: Request) -> Release:
    """What is to be kept of an article as it is now, of which `held` was made."""
    front, folders = article.front, request.folders
    entries = [held.entries[name] for name in held.usual or ()]
    files = {one.file: one.digest for one in entries if one.digest}
    files |= {name: digest for one in entries for name, digest in one.beside.items()}
    return Release(
        front.version,
        request.day,
        front.reviewed.isoformat(),
        front.next_review.isoformat(),
        releases.folder_of(path, folders) / releases.folder_name(front.version),
        path.name,
        files,
        _pictures(article, folders.content),
    )


def keep(path: Path, request: Request) -> str:
    """Keep a version of an article that is built; returns what is said of it.

    Raises ContentError where the version was released with another text or clinic.yaml, where a
    file of it was changed by hand, or where nothing can be written.
    """
    if not is_unicode(path.name):
        raise _fault("its name has letters of another encoding", "rename it", path)
    content, name = request.folders.content, request.named(path)
    reading, held = read_sound(path, content), _made(path, request)
    front = reading.article.front
    _check_confirmed(reading, path, request)
    texts = _Texts(read_bytes(path, content, pictured=True), releases.clinic_now(request.folders))
    release = _release(reading.article, held, path, request)
    if os.path.lexists(release.folder):
        line = reading.keys.get("version", 1)
        return f"{name}: {_said_again(release, texts, path, line)}"
    try:
        _write(release, texts, cache.folder_of(path, request))
    except OSError as error:
        raise _unwritable(error, release.folder) from error
    place = shown_path(release.folder)
    told = f"{name}: version {front.version}, with {len(release.files)} files, is kept in {place}/"
    if front.next_review < request.today:
        told += f"\n  warning: its review was due on {front.next_review}; have it reviewed first"
    return told


class _Version(NamedTuple):
    """A text by its version."""

    version: str
    text: bytes
    article: Article | None
    pictures: Mapping[str, str]
    """Their digests by their names."""
    front: FrontMatter
    """Its version and dates, where it has no article too."""
    clinic: bytes
    """The clinic's file at that time."""


_SAID = re.compile(rb"(?m)^(?![ \t]*#).+")
"""The lines of a file that are no comments."""


def _kept(one: Release, current: _Version, path: Path, content: Path) -> _Version:
    """A version as it was released; without an article where it could not be built today."""
    try:
        lang = current.article.front.lang if current.article else ""
        reading = parse_at(one.text, path, content, lang)
        article = None if has_errors(reading.findings) else reading.article
    except ContentError:
        article = None
    if article:
        front = article.front
    else:
        days = map(date.fromisoformat, (one.reviewed, one.next_review))
        dated = dict(zip(("reviewed", "next_review"), days, strict=True))
        front = replace(current.front, version=one.version, code="", **dated)
    return _Version(one.version, one.text, article, one.pictures, front, one.clinic)


def _chosen(
    version: str, known: Iterable[Release], current: _Version, path: Path, content: Path
) -> _Version:
    """The text of a version; raises UsageError for one that is not known."""
    if version == current.version:
        return current
    if one := releases.of_version(known, version):
        return _kept(one, current, path, content)
    names = ", ".join(one.version for one in known) or "none"
    raise UsageError(f"no version {version} of {path.stem} was released; released are: {names}")


def compared(path: Path, request: Request, old: str = "", new: str = "") -> Compared:
    """What changed from one version to another, which is the text as it is now if not told.

    The old one is the last that was released before it. Raises UsageError where there is none,
    ContentError for faults of the article.
    """
    content = request.folders.content
    article = read_sound(path, content).article
    text, shown = read_bytes(path, content, pictured=True), _pictures(article, content)
    clinic = releases.clinic_now(request.folders)
    current = _Version(article.front.version, text, article, shown, article.front, clinic)
    known = releases.known(releases.folder_of(path, request.folders))
    after = _chosen(new or current.version, known, current, path, content)
    others = [one.version for one in known if one.version != after.version]
    same = None if new else releases.of_version(known, after.version)
    if not (old or others or same):
        told = f"nothing was released of {path.stem} before; {COMMAND} release {path.stem}"
        raise UsageError(f"{told} keeps what you hand out")
    if same and not (old or others):  # the same version, and a text that was changed since
        before = _kept(same, current, path, content)
    else:
        before = _chosen(old or others[-1], known, current, path, content)
    strings = interface_strings(request.folders.templates, article.front.lang)
    heads = (version_line(one.front, strings) for one in (before, after))
    pictures = releases.exchanged(before.pictures, after.pictures)
    found = _passages(before, after, strings)
    return Compared(before.version, after.version, changes.in_words(*heads), found, pictures)


def _passages(before: _Version, after: _Version, strings: Mapping[str, str]) -> Passages:
    """The parts that changed, of the clinic's file too, as leaflets bear its telephone number."""
    found: Passages = ()
    if before.article and after.article:
        found = changes.passages(before.article, after.article, strings)
    found = found or changes.in_source("Markdown", before.text, after.text)
    values = (b"\n".join(_SAID.findall(one.clinic)) for one in (before, after))
    return (*found, *changes.in_source(CLINIC, *values))


def _first(rows: Iterable[Format], told: Compared, article: Article, request: Request) -> bytes:
    """The file of the first of these formats that holds all; raises ContentError."""
    clinic = read_clinic(request).clinic
    for row in rows:
        shown = told._replace(goes_on=row.printing is _LONG)
        template = row.template._replace(plan=partial(lambda told, *_: told, shown))
        file = row.make(render(template, article, clinic, request.folders), clinic)
        if has_errors(file.findings):
            raise ContentError(file.findings)
        if file.data:
            break
    return file.data


def write_changes(path: Path, request: Request, told: Compared) -> list[Path]:
    """Write the sheet and the page of changes beside the releases; returns the two files."""
    article = read_sound(path, request.folders.content).article
    folder = releases.folder_of(path, request.folders)
    after = "now" if told.old == told.new else releases.folder_name(told.new)
    name = f"changes-{releases.folder_name(told.old)}-{after}"
    written = list[Path]()
    for rows in (_SHEETS, (_SCREEN,)):
        data = _first(rows, told, article, request)
        target = folder / f"{name}.{rows[0].extension}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            new = folder / f".{target.name}.new"
            new.write_bytes(data)
            new.replace(target)
        except OSError as error:
            raise _unwritable(error, target) from error
        written.append(target)
    return written
