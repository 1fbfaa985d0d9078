"""Ten articles for five clinics in one run: memory stays flat; a colour costs its files alone."""

from pathlib import Path

import pytest

from tests.benchmarks import ours
from tests.benchmarks.rows import _reported

pytestmark = pytest.mark.slow


def test_memory_stays_flat_and_a_colour_makes_only_the_files_of_its_clinic(tmp_path: Path) -> None:
    place = ours.place(tmp_path, 10)
    first, *_ = ours.add_clinics(place, 5)
    held, files = _reported(place)
    assert (len(held), files) == (50, 100)
    assert held[-1] < 1.2 * held[9]
    assert held[-1] < 130
    first.write_text(first.read_text("utf-8").replace("#0b4f", "#0c4f"), "utf-8")
    assert _reported(place)[1] == 20
    assert _reported(place)[1] == 0
