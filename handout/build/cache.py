"""What is up to date: keys of all that goes into an article's files.

The first key is made of the bytes of all inputs: where it is the one in the manifest there
is nothing to do. The second, one for each format, is made of what goes into the file, so
that an edit which a format does not show costs nothing there.
"""

import functools
import os
from collections.abc import Callable, Collection, Container, Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from handout.build import hand_edits, manifest, output
from handout.build.manifest import Entry, Manifest
from handout.build.request import Outcome, OutputFile, Request
from handout.model import fingerprint
from handout.model.findings import Finding, has_errors, merge_repeated, warnings_as_errors
from handout.model.installation import COMMAND, template_folders
from handout.model.markup import FONTS, shown_path
from handout.source import clinics
from handout.source.content import ENDING, folded, groups_in, name_of


class _Files(NamedTuple):
    """How files of content/ are looked at: each time anew, or once for many articles."""

    content: Path
    releases: Path | None
    """Where what was released is kept; None where nothing ever was."""
    digest: Callable[[str], str] = fingerprint.file_digest
    groups: Callable[[str], Mapping[str, tuple[str, ...]]] = groups_in


def _files(request: Request) -> _Files:
    """How files are looked at, each time anew."""
    kept = request.folders.releases
    return _Files(request.folders.content, kept if kept.is_dir() else None)


class Inputs(NamedTuple):
    """All that an article's files are made of, as it was at one moment."""

    key: str
    shared: str
    """The part of it that all articles share."""
    stamps: frozenset[tuple[str, tuple[int, ...]]]
    """What the files' folder says of each: that bytes were other for a moment shows only here."""


def shared_key(request: Request) -> str:
    """The key of what all articles share: tool, templates, clinic and the name of content/."""
    content, templates = request.folders.read
    styles = fingerprint.digest(*map(fingerprint.settled_digest, template_folders(templates)))
    clinic = map(fingerprint.file_digest, clinics.chain(request.folders.clinic_file, content).files)
    fonts = fingerprint.folder_digest(content / FONTS)
    tool, folder = fingerprint.tool_digest(), shown_path(content)
    return fingerprint.digest(tool, folder, styles, fonts, request.folders.clinic, *clinic)


def _inputs_key(path: Path, read: Iterable[str], shared: str, files: _Files) -> str:
    """The key of all inputs of the article in a file that shows the files in `read`."""
    shown = fingerprint.files_digest(sorted(read), files.content, files.digest)
    folder, name = os.path.split(path)  # a string: quicker, and an idle build waits for it
    group = files.groups(folder).get(name[: -len(ENDING)], ())  # each names the others' languages
    # What was released of it is named on its page, and a text that differs from it is told.
    kept = files.releases and files.releases / name_of(path, files.content)
    released = output.names_in(kept) if kept else []
    own = fingerprint.file_digest(path)
    return fingerprint.digest(shared, name, own, shown, *group, *sorted(released))


def inputs(path: Path, read: Iterable[str], request: Request, shared: str = "") -> Inputs:
    """All inputs of an article as they are now; `shared` where that part was just looked at."""
    read = tuple(read)
    content, templates = request.folders.content, request.folders.templates
    shown = (content / name for name in read)
    files: tuple[str | Path, ...]
    below = map(fingerprint.files_below, (*template_folders(templates), content / FONTS))
    clinic = clinics.chain(request.folders.clinic_file, content).files
    files = (path, *clinic, *shown, *chain.from_iterable(below))
    # Before the bytes: a change between the two shows.
    stamps = frozenset((str(one), fingerprint.stamp(one)) for one in files)
    shared = shared or shared_key(request)
    return Inputs(_inputs_key(path, read, shared, _files(request)), shared, stamps)


def folder_of(path: Path, request: Request) -> Path:
    """Where the files of an article lie."""
    return request.output / name_of(path, request.folders.content)


def other_article(path: Path, request: Request) -> str:
    """The article whose files lie where those of one are to; empty for none.

    So it is where names that differ only in capitals or accents are one name in output/.
    """
    folder, mine = folder_of(path, request), os.path.abspath(path)  # noqa: PTH100
    known = manifest.read(folder)
    other = os.path.normpath(folder / known.article) if known else mine
    if other == mine or folded(other) != folded(mine) or not os.path.exists(other):  # noqa: PTH110
        return ""
    return "" if os.path.samefile(other, mine) else shown_path(Path(other))  # noqa: PTH121


def is_whole(entry: Entry, folder: Path) -> bool:
    """Whether the file lies there as it was made, or is missing as it was not made."""
    held = {entry.file: entry.digest, **entry.beside}
    return all(fingerprint.file_digest(f"{folder}{os.sep}{f}") == d for f, d in held.items())


def outcome_of(
    path: Path,
    wanted: Collection[str],
    entries: Mapping[str, Entry],
    folder: Path,
    fresh: Container[str] = (),
) -> Outcome:
    """Which of the wanted formats are there, and which could not be made."""
    there = {n: entries[n] for n in wanted if n in entries and entries[n].digest}
    files = (OutputFile(folder, e.file, e.units, e.unit, n in fresh) for n, e in there.items())
    not_made = tuple(name for name in wanted if name not in there)
    return Outcome(shown_path(path), tuple(files), (), not_made=not_made)


def _wanted(known: Manifest, request: Request) -> tuple[str, ...]:
    """The formats that are to be there."""
    return request.formats or known.usual or ()


def findings_of(known: Manifest, request: Request) -> tuple[Finding, ...]:
    """All findings of an article's manifest for the formats that are asked for."""
    entries = (known.entries.get(name) for name in _wanted(known, request))
    current = (entry.findings for entry in entries if entry and entry.inputs == known.inputs)
    findings = merge_repeated((*known.findings, *chain.from_iterable(current)))
    return warnings_as_errors(findings) if request.strict else findings


def _old_file(entry: Entry, name: str, folder: Path, is_dropped: bool) -> Finding:
    """A note on a file that is of an earlier edit."""
    end = f"let '{COMMAND} clean' remove it" if is_dropped else "delete it"
    words, advice = "this file is of", f"make it again: {COMMAND} --format {name}, or {end}"
    if not is_whole(entry, folder):
        words, advice = "this file was changed by hand, and is of", hand_edits.ADVICE
    path = shown_path(folder / entry.file)
    return Finding.note("older", f"{words} an earlier edit", advice, path)


def dropped(known: Manifest) -> Mapping[str, Entry]:
    """The entries of an earlier edit whose formats are no longer made where none is asked for."""
    if known.usual is None:
        return {}
    return {
        name: entry
        for name, entry in known.entries.items()
        if name not in known.usual and entry.inputs != known.inputs
    }


def older(known: Manifest, folder: Path) -> tuple[Finding, ...]:
    """A note for each file of an earlier edit that lies there still."""
    gone = dropped(known)
    return tuple(
        _old_file(entry, name, folder, name in gone)
        for name, entry in known.entries.items()
        if entry.digest and entry.inputs != known.inputs and (folder / entry.file).is_file()
    )


def _current_manifest(
    path: Path, folder: Path, request: Request, key: Callable[[Path, Iterable[str]], str]
) -> Manifest | None:
    """The manifest of an article whose files are all up to date; None for any other."""
    known = manifest.read(folder)
    if known is None or not known.days[0] <= request.day < known.days[1]:
        return None
    if known.inputs != key(path, known.read):
        return None
    if not request.formats and known.usual is None:
        return None
    entries = [known.entries.get(name) for name in _wanted(known, request)]
    right = all(e and e.inputs == known.inputs and is_whole(e, folder) for e in entries)
    return known if right else None


def _outcome(
    path: Path, request: Request, key: Callable[[Path, Iterable[str]], str]
) -> Outcome | None:
    folder = folder_of(path, request)
    names = output.names_in(folder)
    stopped = output.finish(folder) if output.JOURNAL in names else ()
    names = output.names_in(folder) if stopped else names
    known = _current_manifest(path, folder, request, key)
    if known is None or output.leftovers(names):
        return None
    findings = findings_of(known, request)
    if has_errors(findings):  # a warning, and --strict
        return None
    notes = (*older(known, folder), *hand_edits.notes(folder, names))
    there = outcome_of(path, _wanted(known, request), known.entries, folder)
    return there._replace(findings=(*stopped, *findings, *notes))


def up_to_date(paths: Iterable[Path], request: Request) -> dict[Path, Outcome]:
    """The outcomes of those articles for which there is nothing to do."""
    shared = shared_key(request)
    digest = functools.cache(fingerprint.file_digest)  # many articles show the same logo
    files = _files(request)._replace(digest=digest, groups=functools.cache(groups_in))
    key = functools.partial(_inputs_key, shared=shared, files=files)
    outcomes = ((path, _outcome(path, request, key)) for path in paths)
    return {path: outcome for path, outcome in outcomes if outcome}
