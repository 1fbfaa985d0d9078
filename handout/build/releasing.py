"""Keeps what is handed out of an article, by version; says what changed between two versions."""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from handout import fingerprint
from handout.build import cache, manifest
from handout.build.draft import read_clinic
from handout.build.manifest import Manifest
from handout.build.request import Request
from handout.checks.pictures import figures
from handout.formats import FORMATS, printed
from handout.model.article import Article
from handout.model.errors import ContentError, UsageError
from handout.model.findings import Finding, has_errors, joined
from handout.model.installation import COMMAND
from handout.model.markup import CLINIC, PAGE, Template
from handout.paper.printing import Fit, Printing
from handout.source import clinics, releases
from handout.source.content import is_unicode, shown_path
from handout.source.reading import Reading, parse_at, read_sound
from handout.source.releases import Release
from handout.source.text_files import read_bytes
from handout.templating import changes
from handout.templating.changes import Compared, Passages
from handout.templating.interface_strings import interface_strings
from handout.templating.templates import render

_SHEET = Printing(
    "sheet of changes",
    Fit((9.0, 9.5, 10.0, 10.5, 11.0), multiple=1, pads=False, tightest=1.25, loosest=1.4),
    smallest_body=9.0,
)
_CHANGES = Template("changes/changes.html", "leaflet", ("changes/_marks.css",))
_SHEETS = (
    printed("changes", "", "", _SHEET)._replace(
        template=_CHANGES._replace(stylesheets=(*_CHANGES.stylesheets, "changes/changes.css"))
    ),
    FORMATS[PAGE]._replace(
        template=_CHANGES._replace(stylesheets=(*_CHANGES.stylesheets, "changes/screen.css"))
    ),
)
"""What changed between two versions of an article, for the staff; no format of it."""


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


def _check_confirmed(reading: Reading, path: Path) -> None:
    """Raise ContentError for a draft."""
    if keys := reading.article.front.unconfirmed:
        names = joined(f"'{key}'" for key in keys)
        message = f"it is a draft: {names} {'is' if len(keys) == 1 else 'are'} not filled in"
        line = reading.keys.get(keys[0], 1)
        raise _fault(message, "have it reviewed, and fill that in", path, line)


def _release(article: Article, held: Manifest, path: Path, request: Request) -> Release:
    """What is to be kept of an article as it is now, of which `held` was made."""
    front, folders = article.front, request.folders
    entries = [held.entries[name] for name in held.usual or ()]
    files = {one.file: one.digest for one in entries if one.digest}
    files |= {name: digest for one in entries for name, digest in one.beside.items()}
    return Release(
        front.version,
        request.today.isoformat(),
        front.reviewed.isoformat(),
        front.next_review.isoformat(),
        releases.folder_of(path, folders) / releases.folder_name(front.version),
        path.name,
        files,
        _pictures(article, folders.content),
    )


def _clinic(request: Request) -> bytes:
    """The clinic's file, and behind it those that it extends."""
    content = request.folders.content
    own, *others = clinics.chain(request.folders.clinic_file, content).files
    kept = read_bytes(own, content)
    for path in others:
        kept += f"\n# {shown_path(path)}, which it extends\n".encode() + read_bytes(path, content)
    return kept


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
    _check_confirmed(reading, path)
    texts = _Texts(read_bytes(path, content, pictured=True), _clinic(request))
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


def _kept(one: Release, current: _Version, path: Path, content: Path) -> _Version:
    """A version as it was released; without an article where it could not be built today."""
    try:
        lang = current.article.front.lang if current.article else ""
        reading = parse_at(one.text, path, content, lang)
        article = None if has_errors(reading.findings) else reading.article
    except ContentError:
        article = None
    return _Version(one.version, one.text, article, one.pictures)


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
    current = _Version(article.front.version, text, article, shown)
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
    found: Passages = ()
    if before.article and after.article:
        strings = interface_strings(request.folders.templates, article.front.lang)
        found = changes.passages(before.article, after.article, strings)
    found = found or changes.in_source(before.text, after.text)
    pictures = releases.exchanged(before.pictures, after.pictures)
    return Compared(before.version, after.version, found, pictures)


def write_changes(path: Path, request: Request, told: Compared) -> list[Path]:
    """Write the sheet and the page of changes beside the releases; returns the two files."""
    reading = read_sound(path, request.folders.content)
    clinic = read_clinic(request).clinic
    folder = releases.folder_of(path, request.folders)
    after = "now" if told.old == told.new else releases.folder_name(told.new)
    name = f"changes-{releases.folder_name(told.old)}-{after}"
    written = list[Path]()
    for row in _SHEETS:
        template = row.template._replace(plan=lambda *_: told)
        file = row.make(render(template, reading.article, clinic, request.folders), clinic)
        if has_errors(file.findings):
            raise ContentError(file.findings)
        target = folder / f"{name}.{row.extension}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            new = folder / f".{target.name}.new"
            new.write_bytes(file.data)
            new.replace(target)
        except OSError as error:
            raise _unwritable(error, target) from error
        written.append(target)
    return written
