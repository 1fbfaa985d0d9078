"""The state of articles is read anew where it may be another, and only there."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from handout.build import releasing
from handout.build.status import StatusCache
from tests.support.workplace import TODAY, Workplace, made, save


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    place = made(tmp_path, "asthma", "eczema")
    save(place.article("asthma.es"), place.article().read_text("utf-8").replace("en-GB", "es"))
    return place


def release(place: Workplace) -> None:
    place.build("eczema")
    releasing.keep(place.article("eczema"), place.request())


EDITS: dict[str, tuple[Callable[[Workplace], object], set[str]]] = {
    "nothing": (lambda place: None, set()),
    "a text": (lambda place: place.add("More.", "eczema"), {"eczema"}),
    "an original": (lambda place: place.add("More."), {"asthma", "asthma.es"}),
    "a release": (release, {"eczema"}),
}


@pytest.mark.parametrize("what", EDITS)
def test_only_what_has_changed_is_read_anew(place: Workplace, what: str) -> None:
    edit, changed = EDITS[what]
    cache = StatusCache(place.request(), lambda: TODAY)
    paths = [place.article(name) for name in ("asthma", "asthma.es", "eczema")]
    kept = cache.rows(paths)
    edit(place)
    after = cache.rows(paths)
    assert {
        Path(row.article).stem for row in after if not any(row is one for one in kept)
    } == changed
    assert len(after) == 3


def test_a_release_shows(place: Workplace) -> None:
    cache = StatusCache(place.request(), lambda: TODAY)
    assert cache.rows([place.article("eczema")])[0].released == ""
    release(place)
    assert cache.rows([place.article("eczema")])[0].released == "1.0"


def test_a_review_becomes_due_while_the_page_is_open(place: Workplace) -> None:
    days = iter((TODAY, date(2028, 9, 1), date(2028, 10, 2)))
    cache = StatusCache(place.request(), lambda: next(days))
    reviews = [cache.rows([place.article()])[0].review for _ in range(3)]
    assert reviews == ["fine", "due", "overdue"]


def test_what_was_known_the_last_time_is_known_again(place: Workplace) -> None:
    release(place)
    paths = [place.article(name) for name in ("asthma", "asthma.es", "eczema")]
    first = StatusCache(place.request(), lambda: TODAY).rows(paths)
    kept = place.output / ".handout.status"
    text = kept.read_text("utf-8")
    kept.write_text(text.replace('"Eczema"', '"Known"'), "utf-8")
    again = StatusCache(place.request(), lambda: TODAY).rows(paths)
    assert [one.title for one in again if one not in first] == ["Known"]
    assert kept.read_text("utf-8") == text.replace('"Eczema"', '"Known"')  # nothing was read
    place.add("More.", "eczema")
    (row,) = StatusCache(place.request(), lambda: TODAY).rows(paths[2:])
    assert (row.title, row.changed) == ("Eczema", True)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'["x", {}]', b"null", b"\xff"])
def test_what_is_broken_of_it_is_read_anew(place: Workplace, data: bytes) -> None:
    place.build("eczema", formats=("page",))
    (place.output / ".handout.status").write_bytes(data)
    (row,) = StatusCache(place.request(), lambda: TODAY).rows([place.article("eczema")])
    assert (row.title, row.review) == ("Eczema", "fine")


def test_status_alone_makes_no_folder(place: Workplace) -> None:
    StatusCache(place.request(), lambda: TODAY).rows([place.article()])
    assert not place.output.exists()
