"""The state of all articles: version, reviews, what was released, which translation is behind."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, TypeAlias

from handout.build import calls, manifest, tasks
from handout.build.request import Request
from handout.model import fingerprint
from handout.model.errors import ContentError
from handout.model.front_matter import NEVER, FrontMatter
from handout.model.markup import Folders, shown_path
from handout.source import clinics, releases
from handout.source.content import chosen_for, name_of, original_of
from handout.source.text_files import read_bytes

SOON = timedelta(days=90)
"""A review that is due within this time is planned now."""


class Row(NamedTuple):
    """The state of one article."""

    article: str
    """Its file, as the user names it."""
    title: str = ""
    lang: str = ""
    version: str = ""
    reviewed: str = ""
    next_review: str = ""
    review: str = "broken"
    """`fine`, `due` within 90 days, `overdue`, `unapproved`, or `draft`; `broken` where the text
    has a fault. `gone` where the article is no longer there, and copies of it are."""
    released: str = ""
    """The version that was released last."""
    released_on: str = ""
    changed: bool = False
    """Whether text, pictures or the clinic's words have changed since its version was released, or
    never were."""
    behind: str = ""
    """Of a translation: what its original says that it does not yet."""
    take_off: tuple[str, ...] = ()
    """The versions whose copies have been replaced, or are overdue."""
    put_out: str = ""
    """The version whose copies take their place; empty where none does, as the review is overdue or
    the article is gone."""


_Kept: TypeAlias = tuple[releases.Release, ...]


def _is_changed(path: Path, version: str, kept: _Kept, folders: Folders) -> bool:
    """Whether text, pictures or the clinic's words are not those that were released."""
    content = folders.content
    same = releases.of_version(kept, version)
    if same is None or not same.says(read_bytes(path, content, pictured=True)):
        return True
    if not releases.is_of_clinic(same, folders):
        return True
    return bool(releases.exchanged(same.pictures, releases.pictures_now(same, content)))


def _on(row: Row, kept: _Kept, today: date) -> Row:
    """The state of an article as it is on a day: of its versions all but the last are to go.

    That too, where its review is overdue.
    """
    if row.review == "broken":
        return row
    review = row.review
    if review != "draft":
        left = date.fromisoformat(row.next_review) - today
        due = "due" if left <= SOON else "fine"
        review = "overdue" if left < timedelta() else review if review == "unapproved" else due
    take_off = tuple(one.version for one in (kept if review == "overdue" else kept[:-1]))
    put_out = kept[-1].version if take_off and review != "overdue" else ""
    now = row._replace(review=review, take_off=take_off, put_out=put_out)
    return row if now == row else now


def _day(day: date) -> str:
    """A day as the table has it; nothing where nobody has filled it in."""
    return "" if day in (NEVER, date.max) else day.isoformat()


def _held(front: FrontMatter, folders: Folders, today: date) -> FrontMatter:
    """The front matter, held to what the clinic asks for; where that has faults, to nothing."""
    from handout.build.approval import held_to
    from handout.source.reading import read_clinic

    with contextlib.suppress(ContentError):
        return held_to(front, read_clinic(folders.content, folders.clinic), today)
    return front


def row(path: Path, request: Request) -> Row:
    """The state of an article, but for what the day says of it; raises ContentError."""
    # Late: whoever is only told of the state reads nothing.
    from handout.checks import Context, translations
    from handout.source.reading import read_sound

    content = request.folders.content
    reading = read_sound(path, content)
    front = _held(reading.article.front, request.folders, request.today)
    kept = releases.known(releases.folder_of(path, request.folders))
    context = Context(content, request.today, (), reading.keys, original=reading.original)
    told = translations.check_version(reading.article, context)
    behind = next((one.message for one in told if one.rule == "translation-old"), "")
    last = (kept[-1].version, kept[-1].day) if kept else ("", "")
    days = _day(front.reviewed), _day(front.next_review)
    review = front.state
    changed = bool(kept) and _is_changed(path, front.version, kept, request.folders)
    name = shown_path(path)
    return Row(name, front.title, front.lang, front.version, *days, review, *last, changed, behind)


def _read(paths: Sequence[Path], request: Request) -> dict[Path, Row]:
    """The state of these articles, each read by a worker."""
    if not paths:
        return {}
    given = {shown_path(path): (path, request) for path in paths}
    states = calls.each(tasks.state, given, "the article was not read", request.limits)
    named = zip(paths, given, states, strict=True)
    return {path: Row(n) if isinstance(one, ContentError) else one for path, n, one in named}


_ORDER = ("broken", "overdue", "draft", "unapproved", "due", "fine")
_NAME = ".handout.status"
"""What is known of the articles from the last time, in output/; whoever deletes it only waits."""
_Known: TypeAlias = dict[str, tuple[str, Row]]


def _load(folder: Path) -> _Known:
    """The states that were kept, by article, each with its key; none that another handout kept."""
    try:
        tool, held = json.loads(manifest.read_own(folder, _NAME))
        if tool != fingerprint.tool_digest():
            return {}
        rows = {name: (key, Row(*values)) for name, (key, values) in held.items()}
        return {
            n: (key, row._replace(take_off=tuple(row.take_off))) for n, (key, row) in rows.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _save(folder: Path, known: _Known) -> None:
    """Keep the states for the next time, where anything was made at all.

    Not of what could not be read, as it may be the limits that were too low.
    """
    sound = {name: one for name, one in known.items() if one[1].review != "broken"}
    data = json.dumps([fingerprint.tool_digest(), sound], ensure_ascii=False)
    with contextlib.suppress(OSError):
        new = folder / f"{_NAME}.new"
        new.write_text(data, "utf-8")
        new.replace(folder / _NAME)


class StatusCache:
    """The state of all articles, read anew only of those that have changed."""

    def __init__(self, request: Request, today: Callable[[], date] = date.today) -> None:
        self._request, self._today = request, today
        self._known = _load(request.output)
        self._lock = threading.Lock()

    def _key(self, path: Path, kept: _Kept) -> str:
        """Another one where the state may be another: of texts, clinic, releases or pictures."""
        folders = self._request.folders
        clinic = clinics.chain(folders.clinic_file, folders.content).files
        shown = (folders.content / name for one in kept for name in one.pictures)
        texts = (one.folder / one.article for one in kept)
        files = (path, original_of(path) or path, *clinic, *texts, *shown)
        return fingerprint.digest(repr([*map(fingerprint.stamp, files)]), *map(str, kept))

    def rows(self, paths: Iterable[Path]) -> list[Row]:
        """The state of these articles, those that need somebody first."""
        with self._lock:
            today, before = self._today(), self._known
            folders = self._request.folders
            kept = {path: releases.known(releases.folder_of(path, folders)) for path in paths}
            keys = {path: self._key(path, kept[path]) for path in kept}
            known = {path: self._known.get(shown_path(path), ("", Row(""))) for path in kept}
            stale = [path for path in kept if known[path][0] != keys[path]]
            read = _read(stale, self._request._replace(day=today.isoformat()))
            now = {path: _on(read.get(path, known[path][1]), kept[path], today) for path in kept}
            self._known = before | {shown_path(p): (keys[p], row) for p, row in now.items()}
            if self._known != before:
                _save(self._request.output, self._known)
        return sorted(now.values(), key=lambda one: _ORDER.index(one.review))


def gone(request: Request) -> list[Row]:
    """The articles that are no longer there, and whose copies are to be taken away."""
    content = request.folders.content
    there = (name_of(path, content) for path in chosen_for(request.folders, ()))
    return [
        Row(
            shown_path(content / f"{name}.md"),
            version=kept[-1].version,
            reviewed=kept[-1].reviewed,
            next_review=kept[-1].next_review,
            review="gone",
            released=kept[-1].version,
            released_on=kept[-1].day,
            take_off=tuple(one.version for one in kept),
        )
        for name, kept in releases.gone(request.folders, there)
    ]


def status(paths: Iterable[Path], request: Request) -> list[Row]:
    """The state of each article, those that need somebody first."""
    return StatusCache(request, lambda: request.today).rows(paths)
