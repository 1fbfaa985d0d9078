"""Whatever is written with the Markdown that is promised, a leaflet and a deck are made of it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handout.model.findings import Severity
from tests.support.workplace import Workplace, made

WORDS = st.sampled_from(
    (
        *("skin", "the", "a", "E45", "2 mg", "cream", "itchy", "naïve", "Dr A. B. Lee"),
        *("01632 960145", "approx. 5", "10 °C", "& more", "“so”", "moisturiser", "at 6 pm"),
        *("H~2~O", "10^9^", "e.g. it"),
    )
)
ENDS = st.sampled_from([".", "?", ":", "", "!", " …", ". (See 2.)"])


@st.composite
def plain(draw: st.DrawFn, most: int = 12) -> str:
    """Words, with an end or none."""
    words = " ".join(draw(st.lists(WORDS, min_size=1, max_size=most)))
    return "Take " + words + draw(ENDS)


WRAPS = st.sampled_from(
    (
        *("{}", "{}", "{}", "*{}*", "**{}**", "~~{}~~", "=={}==", "`{}`", "<b>{}</b>", "<u>{}</u>"),
        *(
            "[{}](https://example.org/a)",
            "[{}](tel:+441632960145)",
            "[{}](#one)",
            "[{}]{{lang=fr}}",
        ),
        *("{}[^n]", "{}<br>and", "{} <!-- x -->"),
        *("<https://example.org/b> {}", "A&E {}", "{} ✓"),
        *('<span lang="fr">{}</span>', '<a href="https://example.org/c">{}</a>'),
        *("{}\\\nand", "{}\nand"),
    )
)


@st.composite
def line(draw: st.DrawFn) -> str:
    """Phrases of a paragraph, a cell or an entry."""
    return " ".join(draw(WRAPS).format(draw(plain(6))) for _ in range(draw(st.integers(1, 3))))


def flat(words: str) -> str:
    """Words for one line, such as a cell."""
    return words.replace("\\\n", " ").replace("\n", " ").replace("|", "/")


@st.composite
def table(draw: st.DrawFn) -> str:
    columns = draw(st.integers(1, 7))
    rows = [[flat(draw(plain(3))) for _ in range(columns)] for _ in range(draw(st.integers(2, 6)))]
    head, *body = ("| " + " | ".join(row) + " |" for row in rows)
    caption = draw(st.sampled_from(["", "\n\nTable: What helps"]))
    return "\n".join([head, "|" + "---|" * columns, *body]) + caption


def indented(text: str, first: str) -> str:
    """The text behind a mark, its other lines as far right."""
    return first + text.replace("\n", "\n" + " " * len(first))


@st.composite
def entries(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    marks = {"bullet": "- ", "number": "1. ", "task": "- [ ] ", "done": "- [x] "}
    mark = marks[draw(st.sampled_from(sorted(marks)))]
    held = draw(st.lists(inner, min_size=1, max_size=5))
    return "\n".join(indented(one, mark) for one in held)


HTML = st.sampled_from(
    [
        "<div class='a'>\n\n{}\n\n</div>",
        "<p>{}</p>",
        "<ul><li>{}</li><li>more</li></ul>",
        "<details><summary>What</summary>\n\n{}\n\n</details>",
        "<blockquote>{}</blockquote>",
        "<table><tr><th>A</th><th>B</th></tr><tr><td>{}</td><td>2</td></tr></table>",
        "<h4>How</h4>\n{}",
    ]
)
NAMES = st.sampled_from(["key", "warning", "leaflet", "slides", "notes"])
leaves = st.one_of(
    line(),
    line(),
    line().map(lambda words: f"```\nTime   Mon\n{words}\n```"),
    line().map(lambda words: indented(flat(words) + "\ntwo", "    ")),
    st.tuples(HTML, plain()).map(lambda two: two[0].format(two[1])),
    st.just("Signature: ________"),
    st.just("| one\n| two"),
    st.just("***"),
    st.just("<!-- nobody\n\nsees this -->"),
    table(),
    table(),
)
blocks = st.recursive(
    leaves,
    lambda inner: st.one_of(
        entries(inner),
        inner.map(lambda text: "> " + text.replace("\n", "\n> ")),
    ),
    max_leaves=6,
)
definitions = st.tuples(plain(3), line()).map(lambda two: f"{flat(two[0])}\n: {flat(two[1])}")
boxes = st.tuples(NAMES, line(), blocks).map(
    lambda three: f"::: {three[0]}\n{three[1]}\n\n{three[2]}\n:::"
)


@st.composite
def sections(draw: st.DrawFn) -> str:
    level = draw(st.sampled_from(["##", "##", "##", "###", "####"]))
    title = draw(st.sampled_from(["What *helps*", "Why?", 'The "itch"', "A & B:", "Why?", "One"]))
    held = draw(
        st.lists(st.one_of(blocks, blocks, boxes, table(), definitions), min_size=1, max_size=4)
    )
    return "\n\n".join([f"{level} {title}", *held])


@st.composite
def bodies(draw: st.DrawFn) -> str:
    parts = draw(st.lists(sections(), min_size=1, max_size=4))
    after = ["## One", "Words.[^n]", "[^n]: A note, *so*.", "*[A&E]: emergencies"]
    return "\n\n".join([draw(line()), *parts, *after])


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    return made(tmp_path_factory.mktemp("any"))


HEAD = """---
title: A *plain* matter
lang: en-GB
version: "1.0"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: Dr Robin Example
---

"""


def errors(body: str, place: Workplace) -> list[str]:
    """What stops an article of the body."""
    Path(place.article()).write_text(HEAD + body, "utf-8")
    (outcome,) = place.build(formats=("leaflet", "slides"))
    found = [str(one) for one in outcome.findings if one.severity is Severity.ERROR]
    return found or ["too few files"] * (len(outcome.files) != 2)


@given(body=bodies())
@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_a_leaflet_and_a_deck_are_made_of_any_markdown(place, body):
    assert errors(body, place) == []
