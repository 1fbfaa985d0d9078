"""How the versions of all articles stand, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from handout.build import releasing
from tests.support.browser import DESKTOP, PHONE, SCREEN_NAMES, SCREENS, opened, served, violations
from tests.support.workplace import Workplace, made

pytestmark = pytest.mark.slow
expect.set_options(timeout=60_000)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """Two versions of an article were released; one is overdue, and one is broken."""
    place = made(tmp_path_factory.mktemp("clinic"), "asthma", "eczema", "burns")
    for version in ("1.0", "1.1"):
        if version != "1.0":
            place.edit('version: "1.0"', f'version: "{version}"')
        place.build("asthma")
        releasing.keep(place.article(), place.request())
    place.edit("reviewed: 2026-10-01", "reviewed: 2019-10-01", "eczema")
    place.edit("next_review: 2028-10-01", "next_review: 2021-10-01", "eczema")
    place.edit("title: Eczema", "title: Eczema `<img src=x>`", "eczema")
    place.edit("lang: en-GB", "lang: none", "burns")
    return place


@pytest.fixture(scope="module")
def address(place: Workplace) -> Iterator[str]:
    with served(place, "--format", "slides") as address:
        yield address


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    page = opened(chromium, f"{address}/#/status", DESKTOP)
    expect(page.locator("#link")).to_have_text("Following your edits")
    yield page
    assert page.faults == []
    page.context.close()


def test_what_is_to_be_done_is_told_in_plain_words_the_gravest_first(page: Page) -> None:
    status = page.get_by_role("region", name="Cannot be read")
    expect(status).to_contain_text("Burns")
    expect(status).to_contain_text("Open it to see what is to be mended.")
    overdue = page.get_by_role("region", name="Review overdue")
    expect(overdue).to_contain_text("Eczema <img src=x>")
    expect(overdue).to_contain_text("October 1, 2021")
    expect(page.get_by_role("region", name="Review not due yet")).to_contain_text(
        "Take off the rack: version 1.0; put out 1.1."
    )
    headings = page.locator("#statuses h2").all_inner_texts()
    assert [words.split("\n")[0].split("1 ")[0].strip() for words in headings] == [
        "Cannot be read",
        "Review overdue",
        "Review not due yet",
    ]
    expect(page.locator("#head")).to_be_hidden()
    assert page.title() == "Status · handout"


def test_it_follows_edits_and_leads_to_the_article_and_back(page: Page, place: Workplace) -> None:
    changed = "The text has changed since this version was released."
    before = place.article().read_text("utf-8")
    place.add("More words.")
    expect(page.locator("#statuses")).to_contain_text(changed)
    place.article().write_text(before, "utf-8")
    expect(page.locator("#statuses")).not_to_contain_text(changed)
    page.locator("#statuses a", has_text="Asthma").click()
    expect(page.get_by_role("heading", name="Asthma", exact=True)).to_be_visible()
    expect(page.locator(".sheets svg").first).to_be_visible()
    expect(page.locator("#status")).to_be_hidden()
    page.get_by_role("link", name="Status of all articles").click()
    expect(page.locator("#statuses")).to_be_visible()
    assert page.locator("[aria-current]").all_inner_texts() == ["Status of all articles"]


def test_an_article_that_is_looked_at_does_not_ask_for_the_status_of_all(
    page: Page, address: str, place: Workplace
) -> None:
    page.goto(f"{address}/#asthma")
    page.reload()
    expect(page.locator(".sheets svg").first).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    place.edit("- rest", "- fresh air")
    expect(page.locator("svg", has_text="fresh air")).to_have_count(1)
    place.edit("- fresh air", "- rest")
    expect(page.locator("svg", has_text="fresh air")).to_have_count(0)
    assert not [url for url in asked if url.endswith("/status")]


@pytest.mark.parametrize("screen", SCREENS, ids=SCREEN_NAMES)
def test_axe_finds_nothing_and_nothing_runs_off(
    chromium: Browser, address: str, screen: tuple[dict[str, int], str]
) -> None:
    viewport, scheme = screen
    page = opened(
        chromium, f"{address}/#/status", viewport, color_scheme=scheme, reduced_motion="reduce"
    )
    expect(page.locator("#statuses li")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert violations(page) == []
    assert page.faults == []
    page.context.close()


def test_on_a_phone_it_is_reached_from_the_list(chromium: Browser, address: str) -> None:
    page = opened(chromium, f"{address}/#asthma", PHONE)
    page.get_by_role("button", name="Articles").click()
    page.get_by_role("link", name="Status of all articles").click()
    expect(page.locator("#statuses li")).to_have_count(3)
    expect(page.locator("#rows")).to_be_hidden()
    page.context.close()
