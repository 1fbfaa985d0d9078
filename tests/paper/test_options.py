"""Options on paper: in columns of one width on one page, or question by question."""

from itertools import pairwise

import page as conformance
import pytest

from handout.model.page_layout import PlacedText
from tests.support.cases import cases
from tests.support.leaflets import layout_of, made_of
from tests.support.weasyprint_release import on_pinned_alone

NAMES = ("Waiting", "Splint", "Surgery")
QUESTIONS = (
    "What is it?",
    "How soon?",
    "What may happen?",
    "Must I pay?",
    "May I work?",
    "And then?",
)
ANSWERS = ("It takes some weeks until you are well again, and you may feel tired.", "Nobody knows.")
FILLED = "\n\n".join(["Words that fill the page from its head to where the options begin."] * 12)


def options(questions=QUESTIONS, names=NAMES, corner: str = "", answer: str = ANSWERS[0]) -> str:
    """A table of options, each cell of which is another; the last ones are brief."""
    head = f"| {corner} | {' | '.join(names)} |\n|{'---|' * (len(names) + 1)}"
    rows = [
        f"| {question} | {' | '.join(f'{n}{m} {answer}' for m in range(len(names) - 1))} | {n}z |"
        for n, question in enumerate(questions, 10)
    ]
    return "::: options\n" + "\n".join((head, *rows)) + "\n:::\n"


SIX = f"## Before\n\n{FILLED}\n\n## Your options\n\nThink about it.\n\n{options()}"


def pages_of(body: str, content, name: str) -> list[list[PlacedText]]:
    return [[*page.texts] for page in layout_of(body, content, name).pages]


def on(pages: list[list[PlacedText]], *words: str) -> set[int]:
    """The pages that these words begin texts on."""
    held = enumerate(pages)
    return {
        n for n, page in held for text in page if text.text.startswith(words) and text.tag != "li"
    }


def test_they_stand_on_one_page_with_their_heading_in_columns_of_one_width_as_large_as_the_text(
    content,
):
    pages = pages_of(SIX, content, "leaflet")
    (page,) = on(
        pages, "Your options", "Think", *NAMES, *QUESTIONS, "10", "11", "12", "13", "14", "15"
    )
    places = [next(text.x for text in pages[page] if text.text == name) for name in NAMES]
    widths = [right - left for left, right in pairwise(places)]
    assert widths[0] == pytest.approx(widths[1])
    left = min(text.x for text in pages[page] if text.tag == "th")
    assert left == pytest.approx(next(t.x for t in pages[page] if t.text == "Your options"))
    sizes = {round(text.size, 1) for text in pages[page] if text.tag in ("td", "th")}
    said = next(text.size for text in pages[page] if text.text.startswith("Think"))
    assert min(sizes) == pytest.approx(said)


@pytest.mark.parametrize(
    "name",
    cases(("leaflet-trifold", "leaflet-booklet", "leaflet-large-print"), ("leaflet-trifold",)),
)
def test_where_columns_are_narrow_each_question_stands_above_the_answers(name, content):
    pages = pages_of(f"## Your options\n\n{options()}\n\nAs large.\n", content, name)
    texts = [one for page in pages for one in page if one.region == "body"]
    words = " ".join(" ".join(one.text for one in texts).split())
    for n, question in enumerate(QUESTIONS, 10):
        order = [words.index(question), *(words.index(f"{n}{m} It") for m in (0, 1))]
        assert order == sorted(order)
    assert [words.count(one) for one in NAMES] == [6, 6, 6]
    said = next(one.size for one in texts if one.tag == "p" and one.text.startswith("As"))
    assert {one.size for one in texts if one.tag in ("td", "th")} == {said}


def test_answers_of_many_lines_are_set_question_by_question(content):
    long = f"## Your options\n\n{options(answer=' '.join(ANSWERS * 3))}"
    assert made_of(long, content, "leaflet").text.count("Waiting") == len(QUESTIONS)


def test_what_stands_above_the_questions_stands_there_once(content):
    body = f"## Your options\n\n{options(corner='Asked by many')}"
    for name in ("leaflet", "leaflet-trifold"):
        assert made_of(body, content, name).text.count("Asked by many") == 1


def test_options_that_no_page_can_hold_begin_below_their_heading_and_go_on(content):
    questions = [f"Question {n}?" for n in range(14)]
    pages = pages_of(f"## Your options\n\n{options(questions)}", content, "leaflet")
    assert min(on(pages, "Your options")) in on(pages, "Question 0")
    assert len(on(pages, "Question")) > 1


SPANNING = pytest.param(
    "leaflet-trifold", marks=on_pinned_alone("69 does not tag how many columns a cell spans")
)


@pytest.mark.parametrize("name", ["leaflet", SPANNING])
def test_they_have_the_tags_of_a_table(name, content):
    data = made_of(f"## Your options\n\n{options()}", content, name).data
    for profile in ("ua1", "3a"):
        assert not conformance.validate_pdf_bytes(data, profile=profile).failures


def test_a_word_that_is_too_long_is_told_at_the_line_of_its_table(content):
    body = f"## Your options\n\n{options(QUESTIONS[:1], ('ZXKQ' * 16, 'Surgery'))}"
    (finding,) = made_of(body, content, "leaflet").findings
    assert finding.line == 13


def test_brief_ones_go_across_the_page_too(content):
    (page,) = pages_of(
        f"## Your options\n\n{options(QUESTIONS[:2], answer='')}", content, "leaflet"
    )
    heading = next(text.x for text in page if text.text == "Your options")
    assert min(text.x for text in page if text.tag == "th") == pytest.approx(heading)
