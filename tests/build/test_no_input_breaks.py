"""Whatever stands in an article or in clinic.yaml, findings are told, and handout does not fail."""

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handout.build.draft import check
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.source.reading import read_article, read_clinic
from tests.support.workplace import CONTENT, Workplace, made

CLINIC = (CONTENT / "clinic.yaml").read_text("utf-8")

NUMBERS = st.sampled_from(
    (
        *("0", "-0", "1", "2.5", "1,200", "1.200", "12 %", "-7", "½", "²", "٣٤", "1e400", "inf"),
        *("nan", "-inf", "9" * 16, "9" * 400, "9" * 5_000, "0." + "0" * 400 + "1", "1_0", "0x10"),
        *("1" + ",000" * 90, "0.1" + "0" * 30, "1 000", "+3", "--3", "1/0", "", "~", "١٢٫٥"),
    )
)
ODD = st.sampled_from(
    (
        *("null", "true", "[]", "{}", "[[]]", "- a", "|", ">-", '"', "'", "&a x", "*a", "!!int 1"),
        *("&a [*a]", "<<: *a", "? x", "@", "`", "%", "#", ": ", "a: b", "[" * 900, "{a: " * 90),
        *("2026-02-30", "0000-00-00", "9999-12-31", "0001-01-01", "2026-10-01T25:61", "12026-1-1"),
        *("w" * 3_000, "word " * 900, "\u202e", "\ufeff", "\u0301" * 99, "\U0001f9d1\u200d" * 20),
        *(
            "'\\x00'",
            '"\\x07\\ud800"',
            "en-GB",
            "xx-Yyyy-ZZ",
            "tlh",
            "a" * 40,
            "../..",
            "/dev/zero",
        ),
        *(
            "https://",
            "mailto:",
            "javascript:x",
            "#123456",
            "#fff",
            "1mm",
            "leaflet",
            "A4",
            "*" * 99,
        ),
        *(
            "<b>",
            "</p>",
            "{{ 1 }}",
            "{% x %}",
            "::: key",
            "![x](y)",
            "[x](#y)",
            "^[a]",
            "x^2^",
            "\t",
        ),
    )
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = NUMBERS | ODD | TEXT

PIECES = st.sampled_from(
    (
        *("::: key", "::: warning", "::: steps", "::: columns", "::: column", "::: chart", ":::"),
        *(
            "::: notes",
            "::: slides",
            "::: leaflet",
            "::: {.icon-array n=3 of=9 label=x}",
            "::: tip",
            "::: risk",
            "| a | n | of | when |\n|---|--:|--:|---|\n| c | 3 | 9 | d |",
        ),
        *("::: {.icon-array n=0 of=1 label='' source=x}", "::: {lang=ar}", "::: {.key #a b=c}"),
        *("## Head", "# One", "###### Deep", "## ", "Head\n===", "## A {#a .hidden icon=pill}"),
        *("- item", "1. one", "  - inner", "0. nought", "999999999. many", "- [ ] task", "> quote"),
        *("> [!NOTE]", "| a | b |\n|---|--:|\n| c | 3 |", "|a|\n|-|", "Table: words", "a\n: b"),
        *("[^1]", "[^1]: note", "^[note]", "*[A&E]: long", "A&E", "| line\n| block", "    code"),
        *("```\ncode\n```", "~~~", "[a]: b", "[a]", "![](x.png)", "![x](images/logo.svg)", "---"),
        *("<table><tr><td>a", "<ul><li>b", "<pre>", "<!--", "-->", "<div>", "<br>", "<h2>x</h2>"),
        *("<img src=x>", "<svg>", "<script>", "<abbr title=x>y</abbr>", "{width=9999999999%}"),
        *("_" * 30, "\\", "&#0;", "&#1114112;", "[x](tel:1)", "[x](#a)", "H~2~O", "10^-3^", "=="),
    )
)
MARKS = st.sampled_from(["[", "![", "> ", "- ", "1. ", "*", "**a ", "^[", "<b>", "<ul><li>", "`"])


@st.composite
def charts(draw: st.DrawFn) -> str:
    rows = draw(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=4))
    return "\n".join(
        [
            draw(st.sampled_from((":::chart", ":::risk"))),
            *("|a|b|c|", "|-|-|-|"),
            *(f"|x|{one}|{two}|" for one, two in rows),
            ":::",
        ]
    )


PARTS = st.one_of(
    PIECES,
    PIECES,
    PIECES,
    VALUES,
    charts(),
    st.tuples(MARKS, st.integers(1, 300)).map(lambda two: two[0] * two[1] + "a"),
    st.tuples(PIECES, PIECES).map(lambda two: "\n".join([two[0], *two[1].split("\n"), ":::"])),
)
BODIES = st.lists(PARTS, max_size=12).flatmap(
    lambda parts: st.sampled_from(["\n\n", "\n", "\n  ", " ", "\n> "]).map(
        lambda between: between.join(parts)
    )
)
USUAL = {
    "title": "A matter",
    "lang": "en-GB",
    "version": '"1.0"',
    "reviewed": "2026-10-01",
    "next_review": "2028-10-01",
    "authors": "[Dr Robin Example]",
}
KEYS = st.sampled_from(
    (*USUAL, "subtitle", "formats", "leave_out", "qr", "extra", "icon", "references", "<<", "? a")
)


@st.composite
def articles(draw: st.DrawFn, most: int = 3) -> str:
    changed = draw(st.dictionaries(KEYS, VALUES, max_size=most))
    front = "\n".join(f"{key}: {value}" for key, value in {**USUAL, **changed}.items())
    return f"---\n{front}\n---\n\nWords.\n\n## First\n\n{draw(BODIES)}\n"


@st.composite
def clinics(draw: st.DrawFn) -> str:
    """The clinic's file with some lines that say something else, or that are gone."""
    lines = CLINIC.split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        key = re.match(r"\s*#?\s*(?:- )?(?:[\w ]+:)?", lines[at])
        new = f"{key[0] if key else ''} {draw(VALUES)}".replace("#", "", draw(st.integers(0, 1)))
        lines[at : at + draw(st.integers(0, 2))] = [new]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    return made(tmp_path_factory.mktemp("hostile"))


def reads(place: Workplace, text: str) -> None:
    """Read and check an article: findings have a place, and advice."""
    place.article().write_bytes(text.encode())
    try:
        found = check(read_article(place.article(), place.content), place.request())
    except ContentError as error:
        found = error.findings
    assert all(one.message and one.advice and one.path for one in found)


def builds(place: Workplace, text: str) -> None:
    """Make the leaflet and the deck, or tell why not."""
    place.article().write_bytes(text.encode())
    (outcome,) = place.build(formats=("leaflet", "slides"))
    assert [str(one) for one in outcome.findings if one.rule == "internal"] == []
    assert outcome.files or outcome.findings


def reads_clinic(place: Workplace, text: str) -> None:
    """Read the clinic's file, or tell what is wrong in it."""
    with tempfile.TemporaryDirectory(dir=place.root) as folder:
        content = Path(folder)
        (content / "images").symlink_to(place.content / "images")
        (content / "clinic.yaml").write_bytes(text.encode())
        found = tuple[Finding, ...]()
        try:
            read_clinic(content)
        except ContentError as error:
            found = error.findings
    assert all(one.message and one.advice for one in found)


HOW: dict[str, tuple[Callable[[Workplace, str], None], st.SearchStrategy[str], int, int]] = {
    "articles are read": (reads, articles(), 150, 2_900),
    "clinics are read": (reads_clinic, clinics(), 100, 900),
    "articles are made": (builds, articles(most=1), 8, 200),
}
"""With how many of each in the quick and the slow tests."""
TIMES = int(os.environ.get("HANDOUT_FUZZ", "1"))
"""Of so many: with 5, 20,000 inputs take a quarter of an hour, and others each time."""


def tried(how: str, place: Workplace, count: int, **more: Any) -> None:
    run, texts, *_ = HOW[how]
    health = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
    limits = settings(max_examples=count, deadline=None, suppress_health_check=health, **more)
    limits(given(text=texts)(lambda text: run(place, text)))()


@pytest.mark.parametrize("how", HOW)
def test_no_input_breaks_handout(how, place):
    tried(how, place, HOW[how][2], derandomize=True, database=None)


@pytest.mark.slow
@pytest.mark.parametrize("how", HOW)
def test_none_of_many_inputs_breaks_handout(how, place):
    tried(how, place, HOW[how][3] * TIMES, derandomize=TIMES == 1, database=None)
