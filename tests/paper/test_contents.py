"""The list of contents of a leaflet of many pages."""

import re
from xml.etree.ElementTree import fromstring

import page as conformance
import pypdfium2
import pytest

from handout.formats import FORMATS
from handout.paper import contents
from tests.support.cases import cases
from tests.support.leaflets import layout_of, made_of

NAMES = {"leaflet": 45, "leaflet-large-print": 14, "leaflet-booklet": 14}
"""How often words stand in each section until there are six pages."""
WORDS = "Words that fill some lines of a page, and then some more of them.\n\n"


def body(times):
    names = ("Before", "Treatment", "After it", "At home")
    return "Lead.\n\n" + "".join(f"## {name}\n\n{WORDS * times}" for name in names)


def listed(layout):
    """The entries of the list: page and title."""
    texts = [one for page in layout.pages[:2] for one in page.texts if one.region == "repeated"]
    words = " ".join(one.text for one in texts)
    return re.findall(r"(\d+) (Before|Treatment|After it|At home)", words.replace("\xa0", " "))


def on_pages(layout):
    return [
        (str(number), one.text.replace("\xa0", " "))
        for number, page in enumerate(layout.pages, 1)
        for one in page.texts
        if one.tag == "h2" and one.region == "body"
    ]


@pytest.mark.parametrize(("name", "times"), NAMES.items())
def test_many_pages_have_a_list_with_the_page_of_each_section(content, name, times):
    layout = layout_of(body(times), content, name)
    assert len(layout.pages) >= 6
    assert len(listed(layout)) == 4
    assert listed(layout) == on_pages(layout)


@pytest.mark.parametrize("times", cases(range(20, 44), (28, 36)))
def test_a_short_list_is_kept_whole(content, times):
    pages = layout_of(f"{WORDS * (times - 18)}{body(times)}", content, "leaflet-booklet").pages
    parts = [[one for one in page.texts if one.region == "repeated"] for page in pages]
    assert sum(map(bool, parts)) <= 1


@pytest.mark.parametrize("name", NAMES)
def test_few_pages_have_none(content, name):
    layout = layout_of(body(5), content, name)
    assert len(layout.pages) < 6
    assert not listed(layout)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("times", cases(range(24, 40, 3), (24,)))
def test_a_list_makes_no_page_too_many(content, name, times):
    made = made_of(body(times), content, name)
    assert made.data
    assert [str(one) for one in made.findings] == []
    assert made.count % FORMATS[name].printing.fit.multiple == 0 or name != "leaflet-booklet"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return made_of(body(14), tmp_path_factory.mktemp("content"), "leaflet-large-print")


def test_it_is_told_once_and_not_in_the_bookmarks(made):
    assert made.findings == ()
    titles = [one.get_title() for one in pypdfium2.PdfDocument(made.data).get_toc()]
    assert "Treatment" in titles
    assert "What is inside" not in titles


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_leaflet_with_a_list_conforms(made, profile):
    report = conformance.validate_pdf_bytes(made.data, profile=profile)
    assert [failure.message for failure in report.failures] == []


@pytest.mark.parametrize("name", list(NAMES)[1:])
@pytest.mark.parametrize("times", cases((8, 12, 16), (8, 12)))
def test_no_article_of_six_pages_is_too_short_for_a_list(content, name, times):
    """The mark-up of short articles has none, which is never missed."""
    layout = layout_of(body(times), content, name)
    many = sum(page.has_body for page in layout.pages) >= 6
    assert len(listed(layout)) == (4 if many else 0)


LISTS = [("leaflet", 5), ("leaflet-large-print", 1), ("leaflet-booklet", 1)]


@pytest.mark.parametrize(("name", "times"), cases(LISTS, LISTS[1:]))
def test_a_long_list_leaves_no_side_empty(content, name, times):
    """It stands in two columns, and goes on over the page."""
    sections = (f"## Part {number} of it\n\n{WORDS * times}" for number in range(40))
    layout = layout_of(f"Lead.\n\n{''.join(sections)}", content, name)
    entries = [one for one in layout.texts if one.region == "repeated" and "Part" in one.text]
    assert len(entries) == 40
    assert len({round(one.x) for one in entries if one in layout.pages[0].texts}) == 2
    assert all(page.fill > 2 / 3 for page in layout.pages[:3])


@pytest.mark.parametrize(("letters", "shows"), [(13_000, False), (14_000, True)])
def test_a_list_is_in_the_first_layout_where_the_text_is_surely_long(letters, shows):
    text = "a" * letters
    root = fromstring(f"<main><section data-repeated=''/><p>{text}</p></main>")
    contents.foretell(root, FORMATS["leaflet"].printing.letters)
    assert (root.find(".//section[@class]") is not None) == shows
