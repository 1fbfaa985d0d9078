"""Several clinics: their files, what these extend, and which articles are for which of them.

Files are searched as text, not parsed as YAML, which an idle build would wait for.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from handout.model import content_files, fingerprint
from handout.model.errors import UsageError
from handout.model.findings import Finding, Severity, did_you_mean, nearest_word
from handout.model.markup import CLINICS, is_below, shown_path

ALL = "all"
"""What `--clinic` calls all of them."""
_ENDING = ".yaml"
# Not compiled here: an idle build with one clinic needs none of them.
_NAME = r"[^\W_][\w-]*"
_EXTENDS = r"(?m)^extends:(.*)$"
_FRONT = r"(?sm)---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$"
_FOR = r"(?m)^clinics:([^\n]*(?:\n[ \t]*[-#][^\n]*|\n[ \t]+[^\n]*)*)\n?"
_DEEPEST = 20
"""Files that extend one another."""


def _files(content: Path) -> list[str]:
    """The names of what lies in the folder of clinics, in order."""
    try:
        return sorted(os.listdir(content / CLINICS))  # noqa: PTH208  # as everywhere
    except OSError:
        return []


def names(content: Path) -> tuple[str, ...]:
    """The clinics that have a file, in order; one that begins with `_` is only extended."""
    stems = (file.removesuffix(_ENDING) for file in _files(content) if file.endswith(_ENDING))
    return tuple(stem for stem in stems if re.fullmatch(_NAME, stem) and stem.lower() != ALL)


def misnamed(content: Path) -> Iterator[Finding]:
    """A warning for each file that would be a clinic's by another name."""
    there = names(content)
    for file in _files(content):
        stem, ending = os.path.splitext(file)  # noqa: PTH122
        if file[0] in "._~" or ending.lower() not in (_ENDING, ".yml") or stem in there:
            continue
        better = re.sub(r"[^\w-]+", "-", stem).strip("-_") or "clinic"
        better = f"{better}-clinic" if better.lower() == ALL else better
        message, path = "no clinic's file can have this name", shown_path(content / CLINICS / file)
        advice = f"rename it to {better}{_ENDING}"
        yield Finding.warning("clinic-name", message, advice, path)


def chosen(content: Path, wanted: Sequence[str]) -> tuple[str, ...]:
    """The clinics of these names, each once; raises UsageError for one that is not there."""
    known = names(content)
    if wanted and not known:
        folder = shown_path(content / CLINICS)
        raise UsageError(f"there is no clinic in {folder}/; put a file there, such as north.yaml")
    for name in wanted:
        if name not in known and name != ALL:
            near = nearest_word(name, known)
            advice = f"did you mean '{near}'?" if near else f"there are: {', '.join(known)}"
            raise UsageError(f"there is no clinic '{name}'; {advice}")
    return known if ALL in wanted else tuple(dict.fromkeys(wanted))


class Extended(NamedTuple):
    """What a clinic's file extends."""

    written: str
    line: int
    path: Path


def _text(path: Path, content: Path) -> str:
    text = content_files.text(path, content)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def extended(path: Path, text: str) -> Extended | None:
    """What a clinic's file of this text extends; None where it stands by itself."""
    found = re.search(_EXTENDS, text) if "extends:" in text else None
    written = re.split(r"\s#", found[1])[0].strip().strip("'\"") if found else ""
    if not (found and written):
        return None
    target = Path(os.path.normpath(path.parent / written))
    return Extended(written, text.count("\n", 0, found.start()) + 1, target)


class Chain(NamedTuple):
    """A clinic's file and what it extends."""

    files: tuple[Path, ...]
    """Its own first."""
    faults: tuple[Finding, ...]
    """Why another one could not be taken into account."""


def _is_inside(path: Path, content: Path) -> bool:
    """Whether a file, or what a link in its place leads to, lies in content/."""
    try:
        return is_below(path, content)
    except (OSError, RuntimeError, ValueError):  # a link in a circle, or no name of a file
        return False


def _fault_of(one: Extended, known: Sequence[Path], path: Path, content: Path) -> Finding | None:
    """Why what a file extends cannot be read; None where it can."""
    say = partial(Finding, "extends", path=shown_path(path), line=one.line)
    if one.path in known or len(known) >= _DEEPEST:
        circle = " → ".join(file.name for file in (*known[:_DEEPEST], one.path))
        return say(f"'extends' leads in a circle: {circle}", "take it out of one of these files")
    if not _is_inside(one.path, content):
        return say(
            f"'extends' leads out of {shown_path(content)}/ ('{one.written}')",
            "name a file in it, such as ../clinic.yaml",
        )
    if not one.path.is_file():
        near = shown_path(one.path)
        advice = "write where it lies, seen from this file, such as ../clinic.yaml"
        return say(f"what it extends is not there ({near})", advice)
    return None


def chain(path: Path, content: Path) -> Chain:
    """A clinic's file and those that it extends, as far as they can be followed."""
    files = [path]
    while one := extended(files[-1], _text(files[-1], content)):
        if fault := _fault_of(one, files, files[-1], content):
            return Chain(tuple(files), (fault,))
        files.append(one.path)
    return Chain(tuple(files), ())


def unaddressed(text: str) -> str:
    """An article's text without the clinics that it is for."""
    if "clinics:" not in text or not (front := re.match(_FRONT, text)):
        return text
    return text.replace(front[1], re.sub(_FOR, "", front[1]), 1)


class Audience(NamedTuple):
    """The clinics that an article is for."""

    names: tuple[str, ...] = ()
    """All of them, where empty."""
    line: int = 0


def audience(text: str) -> Audience:
    """The clinics that an article of this text is for."""
    if "clinics:" not in text or not (front := re.match(_FRONT, text.removeprefix("\ufeff"))):
        return Audience()
    if not (found := re.search(_FOR, front[1])):
        return Audience()
    bare = re.sub(r"(?:^|\s)#.*", "", found[1])
    line = text.count("\n", 0, front.start(1) + found.start()) + 1
    return Audience(tuple(re.findall(r"\w[\w-]*", bare)), line)


@lru_cache(maxsize=20_000)
def _audience_of(path: Path, content: Path, _stamp: tuple[int, ...]) -> Audience:
    return audience(_text(path, content))


def audience_of(path: Path, content: Path) -> Audience:
    """The clinics that an article is for."""
    return _audience_of(path, content, fingerprint.stamp(path))


def unknown(meant: Audience, path: Path, content: Path) -> Iterator[Finding]:
    """A warning for each clinic that an article is for and that is not there."""
    known, place = names(content), (shown_path(path), meant.line, Severity.WARNING)
    there = f"there are: {', '.join(known)}" if known else "put its file there"
    for name in meant.names:
        if name not in known:
            message = f"'clinics' names '{name}', and there is no {CLINICS}/{name}{_ENDING}"
            yield Finding("clinic-unknown", message, did_you_mean(name, known, there), *place)


def strangers(paths: Iterable[Path], content: Path) -> Iterator[Finding]:
    """A warning for each clinic that is not there, at the article that is for it."""
    for path in paths:
        yield from unknown(audience_of(path, content), path, content)
