"""What a review finds: `cases/<rule>-<what>.md`, and beside it what is said by that rule.

The name begins with the rule's; the words behind it say which case it is. Where the `.txt` is empty
nothing may be found. Leave it empty and run the test: it shows the lines to put there.
"""

from datetime import date
from pathlib import Path
from time import process_time

import pytest

from handout.checks.context import Context
from handout.checks.review import ALL, QUICK, Review, review
from handout.model.review import RULES, counted
from handout.source.reading import parse, read

CASES = Path(__file__).parent / "cases"
CONTEXT = Context(Path("content"), date(2026, 11, 26), (), {})
FRONT = """---
title: A plain matter
lang: en-GB
version: "1.0"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: [Dr Robin Example]
---

"""
LONG = (
    "You can take the blue tablet at home each morning with some water before you eat, so that "
    "it can work well for you."
)
"""24 words."""


def rule_of(path: Path) -> str:
    """The rule that a case is of: the longest whose name its file's begins with."""
    return max((one for one in RULES if path.stem.startswith(one)), key=len)


def reviewed(body: str, front: str = FRONT, **clinic: str) -> Review:
    article = read((front + body).encode(), "content/a.md", "a")
    return review(article, CONTEXT, {name.replace("_", "-"): why for name, why in clinic.items()})


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_a_rule_finds_what_it_should_and_nothing_else(path):
    reading = parse(path.read_bytes(), path.name, path.stem)
    found = review(reading.article, CONTEXT._replace(key_lines=reading.keys), {}).findings
    rule = rule_of(path)
    said = [f"{one.severity.name.lower()}: {one}" for one in found if one.rule == rule]
    assert said == path.with_suffix(".txt").read_text("utf-8").splitlines()


def test_each_rule_has_cases_that_it_finds_and_that_it_does_not():
    cases = [(rule_of(path), bool(path.read_text("utf-8"))) for path in CASES.glob("*.txt")]
    assert {(rule, finds) for rule in RULES for finds in (True, False)} == {*cases}


def test_what_a_review_says_stops_nothing_and_says_what_to_do():
    for path in CASES.glob("*.md"):
        reading = parse(path.read_bytes(), path.name, path.stem)
        for one in review(reading.article, CONTEXT, {}).findings:
            assert one.severity < 2
            assert one.rule in RULES
            assert one.message
            assert one.advice


def test_the_worst_comes_first():
    found = reviewed(f"{LONG}\n\n{LONG[:-1]} and for all the others.\n").findings
    assert [one.line for one in found if one.rule == "long-sentence"] == [12, 10]


@pytest.mark.parametrize(
    "body",
    [
        f'[{LONG}]{{.keep reason="our lawyer’s words"}}\n',
        f'## Our rights {{.keep reason="our lawyer’s words"}}\n\n### One\n\n{LONG}\n',
        f'## Rights\n\n### One {{.keep reason="our lawyer’s words"}}\n\n#### Two\n\n{LONG}\n',
    ],
)
def test_what_an_author_keeps_for_a_reason_is_counted_and_not_said(body):
    told = reviewed(body)
    assert [one.rule for one in told.findings if one.rule == "long-sentence"] == []
    kept = [(one.rule, reason) for one, reason in told.kept]
    assert ("long-sentence", "our lawyer’s words") in kept


def test_what_is_kept_below_a_heading_ends_at_the_next_one():
    body = f'## Rights\n\n### One {{.keep reason="a law"}}\n\nA.\n\n### Two\n\n{LONG}\n'
    assert "long-sentence" in [one.rule for one in reviewed(body).findings]


def test_a_mark_to_keep_words_without_a_reason_keeps_nothing_and_is_told():
    reading = parse(f"{FRONT}[{LONG}]{{.keep}}\n".encode(), "content/a.md", "a")
    assert reading.article.kept == ()
    assert [str(one) for one in reading.findings] == [
        "content/a.md:10: '.keep' says no reason, and keeps nothing; "
        'write why, as in {.keep reason="the name of the drug"}'
    ]


def test_a_mark_to_keep_words_leaves_no_trace_in_print():
    article = read(f'{FRONT}Take [it]{{.keep reason="x"}}.\n'.encode(), "content/a.md", "a")
    assert article.lead[0].text.html == "Take it."


def test_a_heading_that_is_marked_as_a_part_leaves_no_trace_in_print():
    body = "## A {.benefits}\n\nIt helps.\n\n### B {#b .harms .do}\n\nIt stings.\n"
    article = read(f"{FRONT}{body}".encode(), "content/a.md", "a")
    plain = body.replace(" {.benefits}", "").replace(" .harms .do", "")
    assert article.sections == read(f"{FRONT}{plain}".encode(), "content/a.md", "a").sections
    assert article.parts == {10: ("benefits",), 14: ("harms", "do")}


def test_a_rule_is_hushed_by_the_article_and_by_the_clinic():
    front = FRONT.replace("authors:", "checks: {long-sentence: so the law says}\nauthors:")
    assert reviewed(LONG, front).kept[0][1] == "so the law says"
    assert reviewed(LONG, long_sentence="our house style").kept[0][1] == "our house style"


def test_a_build_counts_in_the_order_of_the_rules():
    assert counted(reviewed(LONG).findings[:1]).startswith("1 sentence is long")
    assert set(QUICK) <= set(ALL)


@pytest.mark.parametrize("lang", ["en-GB", "de", "es", "fr", "it", "nl", "pt"])
@pytest.mark.parametrize(
    "words",
    [
        f"Take {'9' * 5000} twice a day.",
        f"Give {'9' * 400} in the morning; 1 in {'9' * 400} people, 1 sur {'9' * 5000}.",
        f"{'9' * 5000}% of the {'8' * 400}%, 7 in {'8' * 400}, 3 von {'1' * 900} Menschen.",
        "1 in 10 in 10 in 10 " * 490,
        "10% of the " * 900,
        "ABC (" + "x " * 4000,
    ],
    ids=["a-dose", "a-chance", "percentages", "many-chances", "many-percentages", "a-bracket"],
)
def test_no_text_stops_a_review_or_takes_it_long(words, lang):
    began = process_time()
    reviewed(words, FRONT.replace("en-GB", lang))
    assert process_time() - began < 0.5
