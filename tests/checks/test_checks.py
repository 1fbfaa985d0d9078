"""Every check is at work: each has a faulty article of its own in `tests/faults`."""

from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from handout.checks import CHECKS, Context
from handout.formats import FORMATS
from handout.model.errors import ContentError
from handout.source.content import articles
from handout.source.reading import Reading, read_article
from handout.templating.interface_strings import interface_strings

FAULTS = Path(__file__).parents[1] / "faults"
TEMPLATES = Path(__file__).parents[2] / "templates"


@lru_cache
def readings() -> tuple[Reading, ...]:
    """All faulty articles that can be read."""
    found, content = [], Path("content")
    for path in articles(content).values():
        with suppress(ContentError):
            found.append(read_article(path, content))
    return tuple(found)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_check_finds_its_fault(check, monkeypatch):
    monkeypatch.chdir(FAULTS)
    content, today, formats = Path("content"), date(2030, 1, 1), tuple(FORMATS)
    strings = interface_strings(TEMPLATES, "en")
    contexts = (
        Context(content, today, formats, one.keys, not one.findings, one.original, strings)
        for one in readings()
    )
    pairs = zip(readings(), contexts, strict=True)
    assert any([*check(one.article, context)] for one, context in pairs)
