"""Titles, covers and backs: long ones are set smaller, and what cannot fit is named."""

import re

import pytest
from msgspec.structs import replace

from handout.model.page_layout import Layout
from tests.support.cases import cases
from tests.support.leaflets import CLINIC, layout_of, made_of

LONG = (
    "Living well with long-term breathing problems after an operation on the heart and lungs, "
    "a guide for patients and carers"
)
BODY = "Rest and drink water.\n\n## What helps\n\nRest.\n"
LEAST_TITLE = {
    "leaflet": 25,
    "leaflet-large-print": 30,
    "leaflet-trifold": 20,
    "leaflet-booklet": 22,
    "poster": 48,
    "poster-a4": 48,
}


def said(made) -> list[str]:
    return [str(finding) for finding in made.findings]


def title_size(layout: Layout) -> float:
    return next(text.size for text in layout.texts if text.tag == "h1")


@pytest.mark.parametrize("name", cases(LEAST_TITLE, ("leaflet-trifold", "poster-a4")))
def test_a_long_title_is_set_smaller_and_never_too_small(name, content):
    short, long = (layout_of(BODY, content, name, title=one) for one in ("Sleep", LONG))
    assert title_size(short) > title_size(long) >= LEAST_TITLE[name]
    assert said(made_of(BODY, content, name, title=LONG)) == []


def test_a_title_with_a_long_word_is_set_smaller(content):
    word = "Gastroenterology"
    size = title_size(layout_of(BODY, content, "leaflet-trifold", title=word))
    assert size < title_size(layout_of(BODY, content, "leaflet-trifold", title="Sleep"))
    assert said(made_of(BODY, content, "leaflet-trifold", title=word)) == []


@pytest.mark.parametrize("name", ["leaflet-trifold", "poster-a4"])
def test_a_title_of_short_words_has_room(name, content):
    for title in ("How to use your inhaler", "Can I go on as I am or do I have to stop"):
        assert said(made_of(BODY, content, name, title=title)) == []


def test_a_title_too_long_for_the_poster_is_told_with_how_long_it_may_be(content):
    made = made_of(BODY, content, "poster", title=" ".join([LONG] * 3))
    assert made.data == b""
    (finding,) = made.findings
    assert (finding.line, finding.severity.name) == (2, "WARNING")
    assert finding.message.startswith("the title is too long for the poster: it has 3")
    assert finding.message.endswith("0 fit; it was not made")
    assert finding.advice == "write a shorter one, or leave the poster out (leave_out)"


def test_a_text_too_long_for_the_poster_is_told_with_what_it_holds(content):
    made = made_of("Rest and drink water each day. " * 60, content, "poster")
    (finding,) = made.findings
    words, holds = map(int, re.findall(r"\d+", finding.message))
    assert words == 360
    assert 100 <= holds <= 300
    fits = "Rest and drink water each day. " * (holds // 6)
    assert said(made_of(fits, content, "poster")) == []


def test_a_poster_shows_no_mark_of_a_footnote_that_it_leaves_out(content):
    made = made_of(
        "A note[^1] and [more](#what-helps).\n\n## What helps\n\nRest.\n\n[^1]: Here.\n",
        content,
        "poster",
    )
    assert said(made) == []
    assert "A note and more." in made.text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("words", cases((44, 47, 50, 51), (47, 51)))
def test_the_title_keeps_clear_of_the_sender_on_the_cover(words, content):
    title = " ".join(["breathing problems after an operation on the lungs"] * 7).split()[:words]
    layout = layout_of(BODY, content, "leaflet-trifold", title=" ".join(title))
    cover = layout.pages[0].texts
    top = min(text.y for text in cover if text.tag == "h1")
    sender = max(text.bottom for text in cover if text.region == "furniture")
    assert top - sender > 20


@pytest.mark.parametrize("body", ["Rest and drink water.\n", BODY])
def test_the_contact_is_the_back_of_the_trifold_however_short_the_text(body, content):
    pages = layout_of(body, content, "leaflet-trifold").pages
    assert len(pages) == 6
    assert [page.is_furniture for page in pages] == [False] * 5 + [True]
    assert all(page.texts for page in pages)


def test_an_address_too_long_for_the_back_is_told_at_its_line_of_the_clinic_s_file(content):
    lines = [f"{number} Example Street" for number in range(60)]
    file = "\n".join(["name: Example Clinic", "address:", *(f"  - {line}" for line in lines)])
    (content / "clinic.yaml").write_text(file, encoding="utf-8")
    made = made_of(BODY, content, "leaflet-trifold", replace(CLINIC, address=tuple(lines)))
    (finding,) = made.findings
    assert finding.path.endswith("content/clinic.yaml")
    assert finding.line > 3
    assert "the ways to reach the clinic are too long for the tri-fold" in finding.message


def test_a_clinic_s_name_too_long_for_the_poster_is_told_at_its_line(content):
    name = "Harbour Lane Skin and Wound Clinic " * 40
    (content / "clinic.yaml").write_text(f"# the clinic\nname: {name}\n", encoding="utf-8")
    (finding,) = made_of(BODY, content, "poster", replace(CLINIC, name=name)).findings
    assert (finding.path.endswith("content/clinic.yaml"), finding.line) == (True, 2)
    assert "the clinic's name and strapline are too long" in finding.message


def test_a_word_of_the_clinic_that_is_too_long_is_told_at_its_line(content):
    word = "Z" * 60
    (content / "clinic.yaml").write_text(f"name: {word}\n", encoding="utf-8")
    (finding,) = made_of(BODY, content, "leaflet", replace(CLINIC, name=word)).findings
    assert (finding.path.endswith("content/clinic.yaml"), finding.line) == (True, 1)


NAMED = ("leaflet-large-print", "leaflet-booklet", "poster")


@pytest.mark.parametrize("name", cases(NAMED, NAMED[1:]))
def test_a_long_name_stands_beside_the_logo_on_all_its_lines(name, content):
    (content / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', encoding="utf-8"
    )
    long = "Harbour Lane Skin and Wound Clinic of the City of Exampleton and its Islands, "
    clinic = replace(
        CLINIC,
        name=" ".join([long] * 3),
        logo_reversed="logo.svg",
    )
    cover = layout_of(BODY, content, name, clinic).pages[0].texts
    top = min(text.y for text in cover if text.tag == "h1")
    assert len({text.x for text in cover if text.region == "furniture" and text.y < top}) == 1


@pytest.mark.parametrize("name", ["leaflet", "leaflet-large-print", "leaflet-booklet"])
def test_a_long_name_does_not_push_the_foot_of_the_page_over_its_edge(name, content):
    long = "Harbour Lane Skin and Wound Clinic of the City of Exampleton and its Islands"
    assert said(made_of(BODY, content, name, replace(CLINIC, name=long))) == []
