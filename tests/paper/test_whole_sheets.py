"""Whole sheets: the panels of a tri-fold are evenly full, and pages of pictures count as text."""

import pytest
from msgspec.structs import replace

from handout.model.page_layout import PlacedFigure, PlacedPage, PlacedText
from handout.paper.setting import Setting
from handout.paper.trial import Trial
from tests.support.leaflets import layout_of
from tests.support.workplace import PICTURE

LINE = "Some words that take about a line. "
SIX, LONG = LINE * 6, LINE * 12


def body(*sections: str) -> str:
    parts = (f"## Section {n}\n\n{words}\n" for n, words in enumerate(sections, 1))
    return "Rest and drink water.\n\n" + "\n".join(parts)


def text_panels(layout) -> list:
    """The panels with text of the article, but for the cover and the flap."""
    return [page for page in layout.pages[2:] if page.has_body]


def headings(page) -> list[str]:
    return [text.text for text in page.texts if text.tag == "h2" and text.region == "body"]


@pytest.mark.parametrize("last", ["> " + LINE, "::: key\nDrink.\n:::"], ids=["quote", "key"])
def test_no_panel_is_nearly_empty_where_the_sections_can_be_shared(content, last):
    text = LINE * 9 + body(*[LINE * 7] * 5, f"{LINE * 7}\n\n{last}")
    panels = text_panels(layout_of(text, content, "leaflet-trifold"))
    assert len(panels) == 3
    assert all(page.fill > 0.4 for page in panels)
    assert [headings(page)[0] for page in panels] == ["Section 1", "Section 3", "Section 5"]


@pytest.mark.parametrize(
    ("lead", "begun"), [(0, ["Section 2", "Section 3", "Section 4"]), (9, 3 * ["Section"])]
)
def test_a_text_of_two_panels_is_shared_over_all_before_one_is_for_lines_alone(
    content, lead, begun
):
    layout = layout_of(LINE * lead + body(*[LONG] * 4), content, "leaflet-trifold")
    panels = text_panels(layout)
    assert len(panels) == 3
    assert [headings(page)[0][: len(one)] for page, one in zip(panels, begun, strict=True)] == begun


def test_a_section_too_long_for_a_panel_still_goes_on_to_the_next(content):
    layout = layout_of(body(f"{LONG}\n\n" * 3 + SIX), content, "leaflet-trifold")
    assert len(layout.pages) == 6
    first, second = text_panels(layout)
    assert first.fill > second.fill


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("alone", ["![A drawing](a.svg)", "---", "::: notes\nWords.\n:::"])
def test_an_article_of_pictures_alone_fills_whole_sheets(content, alone, count):
    (content / "a.svg").write_text(PICTURE, "utf-8")
    layout = layout_of(f"{alone}\n\n" * count, content, "leaflet-booklet")
    assert len(layout.pages) == 4
    assert any(page.has_body for page in layout.pages) == alone.startswith("!")


def test_pages_for_notes_have_nothing_but_lines_to_write_on():
    def page(*regions: str) -> PlacedPage:
        texts = tuple(PlacedText("x", 0, 0, 9, 9, 12, 9, region=region) for region in regions)
        return PlacedPage(600, 1200, texts)

    pictures = replace(page("margin"), figures=(PlacedFigure(0, 500),))
    pages = page("body", "margin"), pictures, page("room", "margin"), page("room", "furniture")
    assert Trial(Setting(12), None, pages).notes == 1
