"""The state of articles is read anew where it may be another, and only there."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from handout.build import releasing
from handout.preview.status_cache import StatusCache
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
