"""What a page that begins in the middle of a section says at its head."""

import pytest

from tests.support.leaflets import layout_of, made_of
from tests.support.text_layers import spoken

NAMES = ["leaflet", "leaflet-large-print", "leaflet-booklet"]
LONG = "Words that fill some lines of a page, and then some more of them.\n\n" * 60
TREATMENT = f"Lead.\n\n## Treatment\n\n{LONG}"


def said(page):
    return "".join(one.text for one in page.texts if "continued" in one.text)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_that_begins_in_the_middle_of_a_section_says_which(content, name):
    layout = layout_of(TREATMENT, content, name)
    first, second = layout.pages[:2]
    assert said(first) == ""
    assert said(second) == "Treatment, continued"
    head = next(one for one in second.texts if "continued" in one.text)
    assert head.y + head.height < min(one.y for one in second.texts if one.region == "body") + 1


def test_a_page_that_begins_with_a_section_or_with_the_contact_says_nothing(content):
    body = f"{TREATMENT}\n\n## Care\n\n{LONG}\n\n## End\n\nWords.[^1]\n\n[^1]: A note.\n"
    layout = layout_of(body, content, "leaflet")
    for page in layout.pages:
        texts = [one for one in page.texts if one.region not in ("margin", "furniture", "title")]
        begins = texts and texts[0].tag == "h2"
        inside = texts and texts[0].region == "body" and not begins
        assert bool(said(page)) == bool(inside and page is not layout.pages[0])


def test_a_sub_heading_at_the_head_of_a_page_does_not_hide_it(content):
    parts = "".join(f"### Part {n}\n\n" + LONG[: 66 * 12] + "\n\n" for n in range(9))
    layout = layout_of(f"Lead.\n\n## Treatment\n\n{parts}", content, "leaflet")
    pages = [page for page in layout.pages[1:] if page.has_body]
    assert len(pages) > 1
    assert all(said(page) == "Treatment, continued" for page in pages)


def test_a_screen_reader_hears_the_heading_but_once(content):
    made = made_of(TREATMENT, content, "leaflet")
    assert {one.rule for one in made.findings} <= {"sheet-more"}
    assert "continued" in made.text
    assert "continued" not in spoken(made.data)


def test_a_page_for_notes_says_nothing(content):
    layout = layout_of("Lead.\n\n## One\n\nRest.\n\n## Two\n\nDrink.\n", content, "leaflet-booklet")
    notes = [page for page in layout.pages if any("appointments" in t.text for t in page.texts)]
    assert [said(page) for page in notes] == [""]
