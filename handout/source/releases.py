"""What was handed out: of each version its text, the clinic's values and its files, in releases/.

A version is a folder `releases/<article>/<version>/`, plain files meant for git: the article, the
clinic.yaml, the files as they were made, and `release.json`, which describes them.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from handout.model import content_files, fingerprint
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import CLINIC, Folders, shown_path
from handout.source import clinics
from handout.source.content import name_of
from handout.source.text_files import read_bytes

RECORD = "release.json"
"""What describes a version."""
_KEYS = ("version", "released", "reviewed", "next_review", "article")
_UNSAFE = re.compile(r"[^\w.+-]")
_COMMENT = re.compile(rb"(?:^|\s)#.*")
_KEY = re.compile(rb"(\w+)[ \t]*:")
_PRINTED = frozenset(b"name strapline address phone hours out_of_hours email web extra".split())
"""The keys of a clinic's file whose words stand on copies; `extra` may."""
_ADDED = frozenset(b"strapline hours out_of_hours extra".split())
"""Those that a file which is extended may add to; of others the first value counts."""


class Release(NamedTuple):
    """A version of an article that was handed out."""

    version: str
    day: str
    """On which it was released, as `2026-11-26`."""
    reviewed: str
    next_review: str
    folder: Path
    article: str
    """The name of the file with its text, in the folder."""
    files: Mapping[str, str]
    """The digests of the files that were made, by their names."""
    pictures: Mapping[str, str] = {}
    """The digests of the pictures that the article showed, by their names in content/."""

    @property
    def text(self) -> bytes:
        """The article as it was; nothing where somebody took it away."""
        return _bytes(self.article, self.folder)

    @property
    def clinic(self) -> bytes:
        """The clinic's file as it was."""
        return _bytes(CLINIC, self.folder)

    def says(self, text: bytes) -> bool:
        """Whether a text is the one that was released, for whichever clinics it is."""
        return _unaddressed(self.text) == _unaddressed(text)

    def is_of(self, clinic: bytes) -> bool:
        """Whether a copy of the release bears what the clinic's file says now: a number to call."""
        return not self.clinic or _printed(self.clinic) == _printed(clinic)


def _bytes(name: str, folder: Path) -> bytes:
    """The bytes of a file of a version; nothing where it is none, or leads out of the folder."""
    try:
        return content_files.read(folder / name, folder)
    except OSError:
        return b""


def folder_of(path: Path, folders: Folders) -> Path:
    """The folder of an article's releases."""
    return folders.releases / name_of(path, folders.content)


def folder_name(version: str) -> str:
    """The name of the folder of a version; other versions may have the same."""
    return _UNSAFE.sub("_", version).strip(".") or "_"


def _read(folder: Path) -> Release | None:
    """The version in a folder; None where it is none that was released."""
    try:
        held = json.loads(_bytes(RECORD, folder))
        version, day, reviewed, following, article = (str(held[key]) for key in _KEYS)
        for one in (day, reviewed, following):
            date.fromisoformat(one)
        files, shown = dict(held["files"]), dict(held.get("pictures", {}))
        return Release(version, day, reviewed, following, folder, article, files, shown)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


_STAGES = (
    "idea|dev(?:elopment)?|draft|entwurf|borrador|brouillon|bozza|rascunho|concept|drafft",
    "alpha|pilot|trial|test",
    "beta|preview|preliminary|provisional|interim|pre(?:-?release)?",
    "review|consultation|proof|rc|release[ -]candidate|candidate",
)
"""What a version is called before it is one, the earliest first."""
_STAGE = re.compile(
    rf"(?<![^\W\d_])(?:(?:for|under|in|zur|im) )?"
    rf"(?:{'|'.join(f'({stage})' for stage in _STAGES)})(?![^\W\d_])"
)


def _parts(text: str) -> list[tuple[int, str]]:
    """The numbers and the words of a version, so that 1.10 is behind 1.9."""
    words = re.findall(r"\d+|[^\W\d_]+", text)
    return [(int(one) if one.isdecimal() else -1, one) for one in words]


def _order(one: Release) -> tuple[str, list[tuple[int, str]], int, list[tuple[int, str]]]:
    """By day; of one day by version, 1.10 behind 1.9, and behind “1.0 beta 2” comes 1.0."""
    version = re.sub(r"^\W*(?:v|ver|version)(?![^\W\d_])\W*", "", one.version.casefold())
    stage = _STAGE.search(version)
    if stage is None:
        return one.day, _parts(version), len(_STAGES) + 1, []
    before, after = version[: stage.start()], version[stage.end() :]
    if not re.search(r"\d", before):  # “draft 1.0”
        before, after = after, ""
    return one.day, _parts(before), stage.lastindex or 0, _parts(after)


def known(folder: Path) -> tuple[Release, ...]:
    """The versions that were released of an article, the oldest first."""
    try:
        # One that begins with a point was never finished.
        found = [_read(one) for one in folder.iterdir() if not one.name.startswith(".")]
    except OSError:
        return ()
    return tuple(sorted((one for one in found if one), key=_order))


def gone(folders: Folders, names: Iterable[str]) -> Iterator[tuple[str, tuple[Release, ...]]]:
    """What was released of articles that are no longer there; `names` are those that are."""
    there, root = frozenset(names), folders.releases
    of_clinics = (
        () if folders.clinic else tuple(f"{one}/" for one in clinics.names(folders.content))
    )
    for folder in sorted({one.parent.parent for one in root.rglob(RECORD)}):
        name = folder.relative_to(root).as_posix()
        if name in there or name.startswith(of_clinics):
            continue
        if kept := known(folder):
            yield name, kept


def of_version(kept: Iterable[Release], version: str) -> Release | None:
    """The release of a version; None where there is none."""
    return next((one for one in kept if one.version == version), None)


def as_compared(text: bytes) -> list[bytes]:
    """What counts of a text: not how its lines end, nor the spaces before that."""
    return [line.rstrip() for line in text.removeprefix(b"\xef\xbb\xbf").splitlines()]


def _unaddressed(text: bytes) -> str:
    """What counts of an article's text, without the clinics that it is for: no copy names them."""
    return clinics.unaddressed(b"\n".join(as_compared(text)).decode("utf-8", "replace"))


def _printed(clinic: bytes) -> Mapping[bytes, list[list[bytes]]]:
    """What stands on copies of a clinic's file, and of those that it extends behind it, by key."""
    found: dict[bytes, list[list[bytes]]] = {}
    block: list[bytes] = []
    for line in as_compared(clinic):
        words = _COMMENT.sub(b"", line).rstrip()
        if key := _KEY.match(words):
            block = []
            if key[1] in _PRINTED and (key[1] in _ADDED or key[1] not in found):
                found.setdefault(key[1], []).append(block)
        block += [words] if words else []
    return found


def clinic_now(folders: Folders) -> bytes:
    """The clinic's file as a release keeps it: behind it those that it extends."""
    content = folders.content
    own, *others = clinics.chain(folders.clinic_file, content).files
    kept = read_bytes(own, content)
    for path in others:
        kept += f"\n# {shown_path(path)}, which it extends\n".encode() + read_bytes(path, content)
    return kept


def is_of_clinic(release: Release, folders: Folders) -> bool:
    """Whether a copy of a release bears what the clinic's file says now."""
    with suppress(ContentError):  # told where it is read for what is made
        return release.is_of(clinic_now(folders))
    return True


def exchanged(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The pictures that have other bytes now, by their digests before and now.

    Those that are not there any more are not among them.
    """
    return tuple(name for name, was in before.items() if now.get(name, was) not in ("", was))


def pictures_now(release: Release, content: Path) -> Mapping[str, str]:
    """The digests that the pictures of a release have in content/ now."""
    return {name: fingerprint.file_digest(content / name) for name in release.pictures}


def unreleased(
    path: Path, text: bytes, version: str, folders: Folders, line: int = 1
) -> Iterator[Finding]:
    """A warning where an article is not what was released as the same version: text, pictures.

    So it is where copies bear other words of the clinic: an old number to call.
    """
    one = of_version(known(folder_of(path, folders)), version)
    if one is None:
        return
    changed = ["the text was changed"] if one.text and not one.says(text) else []
    names = exchanged(one.pictures, pictures_now(one, folders.content))
    changed += [f"another picture lies at '{name}'" for name in names]
    if not is_of_clinic(one, folders):
        file = shown_path(folders.clinic_file)
        changed += [f"what {file} says of the clinic (names, numbers, hours) was changed"]
    for words in changed:
        message = f"{words} since version {version} was released on {one.day}"
        advice = (
            "write a new 'version', so that copies can be told apart, and, once somebody has"
            " checked what changed, the day as 'reviewed'"
        )
        yield Finding.warning("release-changed", message, advice, shown_path(path), line)


def earlier(path: Path, version: str, folders: Folders) -> tuple[Release, ...]:
    """The versions that were released before the one that the article has, the newest first."""
    found = [one for one in known(folder_of(path, folders)) if one.version != version]
    return tuple(reversed(found))


def record(release: Release) -> bytes:
    """What is written into `release.json`."""
    said = release.version, release.day, release.reviewed, release.next_review, release.article
    values: dict[str, object] = dict(zip(_KEYS, said, strict=True))
    values |= {"files": dict(sorted(release.files.items()))}
    values |= {"pictures": dict(sorted(release.pictures.items()))} if release.pictures else {}
    return f"{json.dumps(values, indent=2, ensure_ascii=False)}\n".encode()
