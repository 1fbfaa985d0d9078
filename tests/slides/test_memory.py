"""A process that stays, such as `build.py watch`, makes deck after deck."""

import gc
import tracemalloc

import pytest

from tests.support.deck_markup import items, slide, write
from tests.support.decks import ARRAY, CHART, SMALL_TABLE

SLIDES = (
    slide(items(14), title="A"),
    slide(SMALL_TABLE, "table", "B"),
    slide(CHART, "chart", "C"),
    slide(ARRAY, "icon-array", "D").replace("<section ", "<section data-icon='heart' "),
)
pytestmark = pytest.mark.slow
MOST = 0.3
"""Megabytes that 50 decks may leave behind."""


def growth(make):
    """The megabytes that are held after 50 calls more than before; some calls come first."""
    for _ in range(5):
        make()
    gc.collect()
    tracemalloc.start()
    try:
        for _ in range(50):
            make()
        gc.collect()
        return tracemalloc.get_traced_memory()[0] / 1e6
    finally:
        tracemalloc.stop()


def test_fifty_decks_in_one_process_leave_nothing_behind(tmp_path):
    assert growth(lambda: write(tmp_path, *SLIDES)) < MOST


def test_decks_that_are_kept_would_be_seen(tmp_path):
    kept = []
    assert growth(lambda: kept.append(write(tmp_path, *SLIDES).data)) > MOST
