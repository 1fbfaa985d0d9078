from datetime import date
from pathlib import Path

from handout.checks.context import Context
from handout.checks.front_matter import check_dates
from handout.model.findings import Severity
from handout.source import reading

TEXT = b"""---
title: A plain matter
lang: en-GB
version: "1.0"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: [Dr Robin Example]
---
Words.
"""
READING = reading.parse(TEXT, "content/a.md", "a")


def found(today: date):
    return list(check_dates(READING.article, Context(Path("content"), today, (), READING.keys)))


def test_an_article_in_date_has_no_findings():
    for today in (date(2026, 10, 1), date(2027, 1, 1), date(2028, 10, 1)):
        assert found(today) == []


def test_a_review_that_was_due_is_a_warning_at_its_line():
    (finding,) = found(date(2028, 10, 2))
    assert finding.severity is Severity.WARNING
    assert str(finding) == (
        "content/a.md:6: the review was due on 2028-10-01; "
        "have it reviewed, then change 'reviewed' and 'next_review'"
    )


def test_a_review_in_the_future_is_a_warning_at_its_line():
    (finding,) = found(date(2026, 9, 30))
    assert finding.severity is Severity.WARNING
    assert str(finding) == (
        "content/a.md:5: 'reviewed' (2026-10-01) is in the future; "
        "write the day on which it was reviewed"
    )
