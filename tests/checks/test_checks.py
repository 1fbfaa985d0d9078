"""Every check is at work: each has a faulty article of its own in `tests/faults`."""

from datetime import date
from pathlib import Path

import pytest

from handout.checks import CHECKS, Context
from handout.formats import FORMATS
from handout.model.errors import ContentError
from handout.source.content import articles
from handout.source.reading import read_article

FAULTS = Path(__file__).parents[1] / "faults"


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_check_finds_its_fault(check, monkeypatch):
    monkeypatch.chdir(FAULTS)
    found, content = [], Path("content")
    for path in articles(content).values():
        try:
            reading = read_article(path, content)
        except ContentError:
            continue
        today = date(2030, 1, 1)
        context = Context(
            content, today, tuple(FORMATS), reading.keys, not reading.findings, reading.original
        )
        found += check(reading.article, context)
    assert found
