from datetime import date
from pathlib import Path

import pytest

from handout.checks import CHECKS, Context
from handout.source import new_article, reading

FRONT = """---
title: A plain matter
lang: en-GB
version: "1.0"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: [Dr Robin Example]
---
"""


STRUCTURE = [check for check in CHECKS if check.__module__.endswith("structure")]
CONTEXT = Context(Path("content"), date(2026, 11, 22), (), {})


def rules(body: str) -> list[str]:
    """The rules that an article breaks."""
    article = reading.parse((FRONT + body).encode(), "content/a.md", "a").article
    return [finding.rule for check in STRUCTURE for finding in check(article, CONTEXT)]


SOUND = {
    "no-sections": "Words.\n",
    "no-lead": "## One\n\nWords.\n",
    "levels-in-order": "## One\n\nA.\n\n### Two\n\nB.\n\n#### Three\n\nC.\n\n### Four\n\nD.\n",
    "the-same-words-below-two-sections": "## A\n\n### Do\n\nX.\n\n## B\n\n### Do\n\nX.\n",
    "only-a-callout": "## One\n\n::: warning\nMind.\n:::\n",
    "only-a-heading-and-a-list": "## One\n\n### Two\n\n- a\n",
    "each-medium-its-own": "## One\n\n::: leaflet\nA.\n:::\n\n::: slides\nB.\n:::\n",
    "a-callout-for-one-medium": "## One\n\nA.\n\n::: leaflet\n::: key\nB.\n:::\n:::\n",
    "a-heading-in-a-quote": "## One\n\n> ## Two\n>\n> Words.\n",
}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_article_has_no_findings(name):
    assert rules(SOUND[name]) == []


def test_the_words_of_a_heading_are_told_apart_without_capitals_and_spaces():
    assert rules("## What  it is\n\nA.\n\n## What It Is\n\nB.\n") == ["heading-twice"]


def test_a_section_of_headings_alone_is_empty():
    assert rules("## One\n\n### Two\n\n### Three\n") == ["section-empty"]


def test_a_section_for_the_notes_alone_is_empty_on_the_leaflet():
    assert rules("## One\n\n::: notes\nSay so.\n:::\n") == ["section-empty"]


@pytest.mark.parametrize("inner", ["notes", "slides"])
def test_what_would_show_nowhere_is_found_however_deep(inner):
    body = f"## One\n\nA.\n\n::: leaflet\n- b\n\n  > ::: {inner}\n  > C.\n  > :::\n:::\n"
    assert rules(body) == ["directive-hidden"]


def test_notes_may_stand_in_what_is_for_the_slides():
    assert rules("## One\n\nA.\n\n::: slides\nB.\n\n::: notes\nC.\n:::\n:::\n") == []


def test_a_draft_may_hold_what_a_new_article_begins_with(tmp_path):
    path = new_article.begin(tmp_path, "A plain matter")
    article = reading.parse(path.read_bytes(), "content/a.md", "a").article
    assert not [finding for check in STRUCTURE for finding in check(article, CONTEXT)]
