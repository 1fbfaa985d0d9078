"""The state of all articles: version, reviews, what was released, which translation is behind."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handout.build import calls, tasks
from handout.build.request import Request
from handout.model.article import NEVER
from handout.model.errors import ContentError
from handout.source import releases
from handout.source.content import shown_path
from handout.source.text_files import read_bytes

if TYPE_CHECKING:
    from handout.source.reading import Reading

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
    """`fine`, `due` within 90 days, or `overdue`; `broken` where the text has a fault."""
    released: str = ""
    """The version that was released last."""
    released_on: str = ""
    changed: bool = False
    """Whether text or pictures have changed since its version was released, or never were."""
    behind: str = ""
    """Of a translation: what its original says that it does not yet."""
    take_off: tuple[str, ...] = ()
    """The versions whose copies have been replaced, or are overdue."""


def _review(reading: "Reading", request: Request) -> str:
    """Whether a review is due."""
    if reading.article.front.unconfirmed:
        return "draft"
    following, today = reading.article.front.next_review, request.today
    if following < today:
        return "overdue"
    return "due" if following - today <= SOON else "fine"


def _is_changed(path: Path, version: str, kept: Iterable[releases.Release], content: Path) -> bool:
    """Whether the text and its pictures are not those that were released."""
    same = releases.of_version(kept, version)
    if same is None or not same.says(read_bytes(path, content, pictured=True)):
        return True
    return bool(same.exchanged(releases.pictures_now(same, content)))


def _take_off(kept: tuple[releases.Release, ...], review: str) -> Iterator[str]:
    """The versions that should not lie out: all but the last, and that too where it is overdue."""
    last = kept if review == "overdue" else kept[:-1]
    return (one.version for one in last)


def _day(day: date) -> str:
    """A day as the table has it; nothing where nobody has filled it in."""
    return "" if day in (NEVER, date.max) else day.isoformat()


def row(path: Path, request: Request) -> Row:
    """The state of an article; raises ContentError where it cannot be read."""
    # Late: whoever is only told of the state reads nothing.
    from handout.build.draft import check
    from handout.source.reading import read_sound

    name, reading = shown_path(path), read_sound(path, request.folders.content)
    front, review = reading.article.front, _review(reading, request)
    kept = releases.known(releases.folder_of(path, request.folders))
    behind = (one.message for one in check(reading, request) if one.rule == "translation-old")
    return Row(
        name,
        front.title,
        front.lang,
        front.version,
        _day(front.reviewed),
        _day(front.next_review),
        review,
        kept[-1].version if kept else "",
        kept[-1].day if kept else "",
        bool(kept) and _is_changed(path, front.version, kept, request.folders.content),
        next(behind, ""),
        tuple(_take_off(kept, review)),
    )


def urgent_first(rows: Iterable[Row]) -> list[Row]:
    """The articles that need somebody before the others."""
    order = ("broken", "overdue", "draft", "due", "fine")
    return sorted(rows, key=lambda one: order.index(one.review))


def rows(paths: Iterable[Path], request: Request) -> Iterator[Row]:
    """The state of each article, in their order; each is read by a worker."""
    given = {shown_path(path): (path, request) for path in paths}
    states = calls.each(tasks.state, given, "the article was not read", request.limits)
    for name, state in zip(given, states, strict=True):
        yield Row(name) if isinstance(state, ContentError) else state


def status(paths: Iterable[Path], request: Request) -> list[Row]:
    """The state of each article, those that need somebody first."""
    return urgent_first(rows(paths, request))
