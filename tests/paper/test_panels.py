"""The tri-fold: type before a text is refused, and a flap with more than lines."""

import pytest
from msgspec.structs import replace
from PIL import Image

from handout.formats import FORMATS
from tests.support.cases import cases
from tests.support.leaflets import CLINIC, layout_of, made_of

WORDS = "Rest and drink water each day. "
SIZES = FORMATS["leaflet-trifold"].printing.fit.sizes


def text(lead: int, paragraphs: int, length: int = 2) -> str:
    """An introduction, and five sections of so many short paragraphs."""
    parts = (f"## Part {n}\n\n{(WORDS * length + chr(10) * 2) * paragraphs}" for n in range(5))
    return f"{WORDS * lead}\n\n{''.join(parts)}"


def test_a_few_words_too_many_are_set_in_smaller_type_and_never_below_10_5_points(content):
    words = text(1, 12).replace("day. \n", "day.[^1]\n", 1) + "\n\n[^1]: A note."
    made = made_of(words, content, "leaflet-trifold")
    layout = layout_of(words, content, "leaflet-trifold")
    assert [str(finding) for finding in made.findings] == []
    assert made.data
    body = {one.size for one in layout.texts if one.region == "body" and one.tag == "p"}
    assert (layout.size, min(body)) == (10.5, 10.5)


def test_a_text_that_fits_without_is_never_set_so_small(content):
    for paragraphs in (3, 7, 10):
        layout = layout_of(text(1, paragraphs), content, "leaflet-trifold")
        assert layout.size >= SIZES[0] > 10.5


def test_far_too_many_words_are_refused_as_before(content):
    made = made_of(text(1, 20), content, "leaflet-trifold")
    (finding,) = made.findings
    assert made.data == b""
    assert "words are too many for the tri-fold" in finding.message


@pytest.mark.parametrize("paragraphs", cases((7, 8), (8,)))
def test_text_moves_to_a_flap_that_would_be_mostly_lines_where_it_is_then_larger(
    paragraphs, content
):
    layout = layout_of(text(1, paragraphs), content, "leaflet-trifold")
    flap, words = layout.pages[1], "Part 0"
    assert words in " ".join(one.text for one in flap.texts)
    assert flap.fill > 0.9
    assert len(layout.pages) == 6
    assert layout.pages[-1].is_furniture


def test_a_short_text_begins_on_a_flap_that_would_be_mostly_lines_which_stand_behind_it(content):
    flap, *inside, _ = layout_of(text(1, 2), content, "leaflet-trifold").pages[1:]
    assert "Part 0" in " ".join(one.text for one in flap.texts)
    assert all(page.has_body for page in inside)
    rooms = [any(one.region == "room" for one in page.texts) for page in (flap, *inside)]
    assert rooms == [False, False, False, True]


def headed(sections: int) -> str:
    """An introduction, and so many short sections."""
    return f"{WORDS * 5}\n\n" + "".join(f"## Part {n}\n\n{WORDS * 6}\n\n" for n in range(sections))


@pytest.mark.parametrize("sections", cases((1, 2, 3, 4), (1, 3)))
def test_sections_of_a_short_text_begin_a_panel_each_before_one_is_for_lines_alone(
    sections, content
):
    layout = layout_of(headed(sections), content, "leaflet-trifold")
    inside = layout.pages[2:5]
    assert sum(page.has_body for page in inside) == min(sections, 3)
    assert layout.size >= 16
    alone = [page for page in inside if not page.has_body]
    words = [" ".join(one.text for one in page.texts) for page in alone]
    assert [("My appointments" in one, "Notes" in one) for one in words] == [
        (True, False),
        (False, True),
    ][: 3 - min(sections, 3)]


def test_no_flap_of_a_short_text_is_two_thirds_lines(content):
    flap = layout_of(headed(3), content, "leaflet-trifold").pages[1]
    top = next(one.y for one in flap.texts if one.region == "room")
    assert (top - flap.texts[0].y) / flap.depth > 1 / 3


@pytest.mark.parametrize("paragraphs", cases((9, 10), (10,)))
def test_lines_to_write_on_stand_behind_text_that_begins_on_the_flap(paragraphs, content):
    layout = layout_of(text(7, paragraphs), content, "leaflet-trifold")
    flap = layout.pages[1]
    assert "Part 0" in " ".join(one.text for one in flap.texts)
    with_lines = [page for page in layout.pages if any(one.region == "room" for one in page.texts)]
    assert with_lines == [layout.pages[4]]


def test_a_picture_that_is_a_little_too_high_stays_with_the_list_that_it_belongs_to(content):
    Image.new("RGB", (1500, 2000), "#8899aa").save(content / "knee.png")
    items = f"- {WORDS * 2}\n" * 4
    pain = f"## Pain\n\n{WORDS * 7}These help:\n\n{items}\n![Knee](knee.png)\n"
    words = f"{WORDS}\n\n## Before\n\n{WORDS * 9}\n\n{pain}\n## Wound\n\n{WORDS * 6}"
    pages = layout_of(words, content, "leaflet-trifold").pages
    (page,) = (page for page in pages if page.figures)
    assert "Pain" in " ".join(one.text for one in page.texts)


def test_a_contact_panel_that_is_a_few_lines_too_long_is_set_tighter(content):
    def backs(lines):
        clinic = replace(CLINIC, address=tuple(f"{n} Example Street" for n in range(lines)))
        made = made_of(text(8, 2), content, "leaflet-trifold", clinic)
        layout = layout_of(text(8, 2), content, "leaflet-trifold", clinic)
        code = next(one for one in layout.pages[-1].texts if one.text == "Talk to us")
        return bool(made.data), len(layout.pages), round(code.y)

    plain = backs(4)
    tight = next(made for made in map(backs, range(12, 40)) if made[2] < plain[2])
    assert plain[:2] == tight[:2] == (True, 6)
