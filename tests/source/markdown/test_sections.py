from datetime import date
from pathlib import Path

import pytest

from handout.checks import Context, structure
from handout.model.findings import Finding, Severity
from handout.source.markdown.leaf_blocks import slug
from tests.support.outline import faults, parsed, shown, whole


def found(body: str) -> list[Finding]:
    reading = parsed(body)
    context = Context(Path("content"), date(2026, 11, 22), (), {})
    checks = structure.check_sections, structure.check_repeated_headings
    return [
        *reading.findings,
        *(one for check in checks for one in check(reading.article, context)),
    ]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("How Skin Damage Occurs", "how-skin-damage-occurs"),
        ("What’s next? (More)", "whats-next-more"),
        ("أسئلة وإجابات", "أسئلة-وإجابات"),
        ("3 – things_to do", "3-things-to-do"),
        ("???", "section"),
    ],
)
def test_a_heading_is_named_after_its_words(words, name):
    assert slug(words) == name


CASES = {
    "sections": ("a\n\n## B\n\nc\n\n## D\n\ne", ["p(a)", "## B #b: p(c)", "## D #d: p(e)"]),
    "no-lead": ("## B\n\nc", ["## B #b: p(c)"]),
    "underlined": ("B c\n-----\n\nd", ["## B c #b-c: p(d)"]),
    "closed-with-hashes": ("## B ##\n\nc", ["## B #b: p(c)"]),
    "with-mark-up": ("## A *b* `c`\n\nd", ["## A <em>b</em> <code>c</code> #a-b-c: p(d)"]),
    "with-a-name": ("## B {#c-d}\n\ne", ["## B #c-d: p(e)"]),
    "with-braces-that-are-words": ("## B {c} d\n\ne", ["## B {c} d #b-c-d: p(e)"]),
    "bold-all-over": ("## **B**\n\nc", ["## B #b: p(c)"]),
    "that-ends-in-a-colon": ("## B:\n\nc", ["## B: #b: p(c)"]),
    "the-title-again": ("# A  *plain* Matter\n\n## B\n\nc", ["## B #b: p(c)"]),
    "the-title-again-below-a-comment": ("<!-- x -->\n\n# A plain matter\n\nc", ["p(c)"]),
    "in-a-callout-before-the-first": ("::: key\n### B\n\nc\n:::", ["key(h2#b(B) p(c))"]),
    "in-callouts-below-headings": (
        "## A\n\n### B\n\n> ##### C\n>\n> ###### D\n>\n> e\n\n### F\n\n- # G",
        ["## A #a: h3#b(B) quote(h4#c(C) h5#d(D) p(e)) h3#f(F) ul(h4#g(G))"],
    ),
    "below-a-section": ("## B\n\n### C\n\nd", ["## B #b: h3#c(C) p(d)"]),
    "the-same-below-two-sections": (
        "## A\n\n### Do\n\nb\n\n## C\n\n### Do\n\nd",
        ["## A #a: h3#do(Do) p(b)", "## C #c: h3#do-1(Do) p(d)"],
    ),
    "with-a-footnote": (
        "## B[^1]\n\nc\n\n[^1]: d",
        ['## B<sup class="note"><a href="#note-1">1</a></sup> #b: p(c)', "note 1: p(d)"],
    ),
    "linked-to": (
        "See [it](#b-c) and [that](#أ-ب).\n\n## B c\n\nd\n\n### أ ب\n\ne",
        [
            'p(See <a href="#b-c">it</a> and <a href="#أ-ب">that</a>.)',
            "## B c #b-c: p(d) h3#أ-ب(أ ب) p(e)",
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_headings_make_sections(name):
    body, expected = CASES[name]
    assert whole(body) == expected


WARNED = {
    "a-level-skipped": (
        "## B\n\n#### C\n\nd\n\n### E\n\nf",
        ["## B #b: h3#c(C) p(d) h3#e(E) p(f)"],
    ),
    "no-section-above": (
        "### B\n\nc\n\n#### D\n\n## E\n\nf",
        ["## B #b: p(c) h3#d(D)", "## E #e: p(f)"],
    ),
    "one-hash-once": ("# B\n\nc\n\n## D\n\ne", ["## B #b: p(c)", "## D #d: p(e)"]),
    "one-hash-for-each-section": (
        "# B\n\n## C\n\nd\n\n# E\n\nf",
        ["## B #b: h3#c(C) p(d)", "## E #e: p(f)"],
    ),
    "without-words": ("a\n\n##\n\nb", ["p(a) p(b)"]),
    "two-alike": ("## B\n\n## B\n\n## B", ["## B #b: ", "## B #b-1: ", "## B #b-2: "]),
    "words-glued-to-a-rule": ("B c\n---\n\nd", ["## B c #b-c: p(d)"]),
    "a-link-to-no-heading": ("[*a*](#b)", ["p(<em>a</em>)"]),
    "a-link-to-a-file": ("[a](b.pdf)", ["p(a)"]),
}


@pytest.mark.parametrize("name", WARNED)
def test_headings_and_links_that_lead_nowhere_are_warned_of_and_shown(name):
    body, expected = WARNED[name]
    assert shown(parsed(body).article) == expected
    assert {one.severity for one in found(body)} == {Severity.WARNING}


@pytest.mark.parametrize("written", ["#what-is--it", "#What-is-it", "#what-is-it"])
def test_a_link_may_name_a_heading_as_github_does(written):
    (line, _) = whole(f"[a]({written})\n\n## What is – it?\n\nb")
    assert line == 'p(<a href="#what-is-it">a</a>)'


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("?gclid=x", ""),
        ("?a=1&utm_source=x&utm_medium=y&b=2#c", "?a=1&amp;b=2#c"),
        ("?fbclid=x#c", "#c"),
        ("?a=1&gclid=x", "?a=1"),
        ("#utm_source=x", "#utm_source=x"),
        ("?autm_x=1", "?autm_x=1"),
    ],
)
def test_what_follows_readers_is_left_off_an_address(written, kept):
    address = f"https://example.org/{kept}"
    assert whole(f"[a](https://example.org/{written})") == [f'p(<a href="{address}">a</a>)']
    assert whole(f"<https://example.org/{written}>") == [f'p(<a href="{address}">{address}</a>)']


def test_braces_that_hold_neither_a_name_nor_words_are_told():
    (fault,) = faults("## B {#c d=e}\n\nf")
    assert fault.startswith("1: a heading cannot have 'd' in braces; delete it, or use #name")


@pytest.mark.parametrize("braces", ["{.unnumbered}", "{-}", "{#b .unnumbered .unlisted}"])
def test_braces_of_pandoc_that_say_nothing_here_are_not_told(braces):
    reading = parsed(f"## B {braces}\n\nf")
    assert reading.findings == ()
    assert [(one.title.plain, one.id) for one in reading.article.sections] == [("B", "b")]


def test_a_link_to_a_name_with_odd_signs_leads_to_its_heading():
    reading = parsed("## B {#sec:b.1}\n\n[c](#sec:b.1)")
    assert reading.findings == ()


def test_a_heading_inside_a_box_stands_one_level_below_its_section_however_it_is_written():
    reading = parsed("## One\n\n::: warning\n##### Five\n\nA.\n:::\n")
    assert not reading.findings
    (box,) = reading.article.sections[0].blocks
    assert box.blocks[0].level == 3
