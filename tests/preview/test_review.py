"""A second pair of eyes beside the pages: remarks, and the words that they are about."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from handout.preview.project_state import ProjectState
from handout.preview.server import Endpoints, app
from tests.support.browser import DESKTOP, SCREEN_NAMES, SCREENS, opened, served, violations
from tests.support.workplace import Workplace, made

expect.set_options(timeout=60_000)
LONG = (
    "You can take the blue tablet at home each morning with some water before you eat, so that "
    "it works well for you."
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    place = made(tmp_path_factory.mktemp("clinic"), "asthma")
    place.edit("A common condition, which most people hardly notice.", LONG)
    return place


@pytest.fixture(scope="module")
def project(place: Workplace) -> ProjectState:
    state = ProjectState(place.request(formats=("leaflet",)))
    for outcome in place.build(formats=("leaflet",)):
        state.add(outcome)
    return state


@pytest.fixture
def client(project: ProjectState) -> Iterator[TestClient]:
    with TestClient(app(Endpoints(project)), base_url="http://127.0.0.1:8400") as client:
        yield client


def test_a_remark_is_told_with_the_places_of_its_words_line_by_line(client: TestClient) -> None:
    (page, *_) = client.get("/articles/asthma").json()["formats"][0]["pages"]
    told = client.get("/reviews/asthma").json()
    (remark,) = [one for one in told["remarks"] if one["rule"] == "long-sentence"]
    assert (remark["line"], remark["about"]) == (14, LONG)
    assert {id_ for id_, _ in remark["places"]} == {page["id"]}
    assert len(remark["places"]) > 1
    assert told["reading"] == "too short to say"
    for _, (left, top, width, height) in remark["places"]:
        assert 0 < left < left + width < 1
        assert 0 < top < top + height < 1


def test_the_number_of_remarks_is_told_and_is_no_finding(client: TestClient) -> None:
    article = client.get("/articles/asthma").json()
    assert article["remarks"] >= 1
    assert article["findings"] == []


def test_what_is_to_be_mended_comes_before_a_review(
    client: TestClient, place: Workplace, project: ProjectState
) -> None:
    place.edit("title: Asthma", "title:")
    try:
        told = client.get("/reviews/asthma").json()
    finally:
        place.edit("title:", "title: Asthma")
    assert told == {"remarks": [], "kept": [], "reading": "", "is_read": False}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place = made(tmp_path_factory.mktemp("served"), "asthma")
    place.edit("A common condition, which most people hardly notice.", LONG)
    place.add(f'[{LONG[:-1]}, too.]{{.keep reason="our lawyer’s words"}}')
    with served(place, "--format", "leaflet", "slides") as address:
        yield address


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    page = opened(chromium, f"{address}/#asthma", DESKTOP)
    expect(page.locator(".sheets img").first).to_be_visible()
    yield page
    assert page.faults == []
    page.context.close()


@pytest.mark.slow
def test_a_press_shows_remarks_with_their_marks_and_another_takes_them_away(page: Page) -> None:
    expect(page.locator(".mark")).to_have_count(0)
    page.get_by_role("button", name="Review the words").click()
    review = page.get_by_role("complementary", name="Review of the words")
    remark = review.get_by_role("listitem").filter(has_text="23 words").first
    expect(remark).to_contain_text("Make two sentences of it, or a list.")
    expect(review).to_contain_text("1 kept as it is")
    count = review.get_by_role("heading", level=2).inner_text().partition(" ")[0]
    expect(page.get_by_role("button", name=f"Review the words · {count}")).to_be_visible()
    expect(review).to_contain_text("Reading: too short to say.")
    expect(page.locator(".mark").first).to_be_visible()
    remark.get_by_role("button", name="Show line").click()
    expect(page.locator(".mark[data-on]").first).to_be_visible()
    page.reload()
    expect(review.get_by_role("listitem").first).to_be_visible()  # it stays as it was chosen
    page.get_by_role("button", name="Review the words").click()
    expect(review).to_be_hidden()
    expect(page.locator(".mark")).to_have_count(0)


@pytest.mark.slow
@pytest.mark.parametrize("screen", SCREENS, ids=SCREEN_NAMES)
def test_axe_finds_nothing_in_a_review(
    chromium: Browser, address: str, screen: tuple[dict[str, int], str]
) -> None:
    viewport, scheme = screen
    page = opened(chromium, f"{address}/#asthma", viewport, color_scheme=scheme)
    expect(page.locator(".sheets img").first).to_be_visible()
    page.get_by_role("button", name="Review the words").click()
    expect(page.locator("#review li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert violations(page) == []
    assert page.faults == []
    page.context.close()
