from datetime import date

import pytest

from handout.source.days import meant

OCTOBER, JANUARY = date(2026, 10, 1), date(2026, 1, 10)


@pytest.mark.parametrize(
    ("words", "lang", "days"),
    [
        ("01/10/2026", "en-GB", [OCTOBER]),
        ("01/10/2026", "en-US", [JANUARY]),
        ("01/10/2026", "en", [OCTOBER, JANUARY]),
        ("13/10/2026", "en-US", [date(2026, 10, 13)]),
        ("10/13/2026", "en-GB", [date(2026, 10, 13)]),
        ("1. 10. 2026", "de", [OCTOBER]),
        ("1.10.26", "de", [OCTOBER]),
        ("2026/10/1", "en-US", [OCTOBER]),
        ("20261001", "en", [OCTOBER]),
        ("1 October 2026", "en-GB", [OCTOBER]),
        ("1st of Oct. 2026", "en-GB", [OCTOBER]),
        ("October 1st, 2026", "en-US", [OCTOBER]),
        ("Oct 2026", "en-GB", []),
        ("31.02.2026", "de", []),
        ("tomorrow", "en", []),
        ("may be 2026", "en", []),
    ],
)
def test_a_day_is_read_as_the_language_writes_it(words, lang, days):
    assert list(meant(words, lang)) == days
