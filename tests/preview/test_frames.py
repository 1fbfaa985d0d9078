"""The web page of an article in the live page, in a real browser."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.browser import DESKTOP, PHONE, SCREEN_NAMES, SCREENS, opened, served, violations
from tests.support.workplace import Workplace, made, save

pytestmark = pytest.mark.slow
expect.set_options(timeout=60_000)
HERE = "iframe:not([data-coming])"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    place = made(tmp_path_factory.mktemp("clinic"), "asthma", "eczema")
    with (place.content / "clinic.yaml").open("a") as clinic:
        clinic.write("page: {pictures: files}\n")
    for number in range(20):
        place.add(f"## Part {number}\n\nWords of part {number}.")
    return place


@pytest.fixture(scope="module")
def address(place: Workplace) -> Iterator[str]:
    with served(place, "--format", "slides", "page") as address:
        yield address


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    page = opened(chromium, f"{address}/#asthma", DESKTOP)
    expect(page.locator(HERE)).to_be_visible()
    expect(page.locator("#link")).to_have_text("Following your edits")
    yield page
    assert page.faults == []
    page.context.close()


def replace(path: Path, old: str, new: str) -> None:
    words = path.read_text("utf-8")
    assert old in words
    save(path, words.replace(old, new))


def test_an_edit_shows_at_the_same_place_with_what_changed_marked(
    page: Page, place: Workplace
) -> None:
    frame = page.frame_locator(HERE)
    expect(frame.locator("h1")).to_have_text("Asthma")
    page.locator(HERE).evaluate("f => f.contentWindow.scrollTo(0, 400)")
    history = page.evaluate("history.length")
    replace(place.article(), "Words of part 7.", "Other words of part 7.")
    marked = frame.locator("[data-changed]")
    expect(marked).to_have_text(["Other words of part 7."])
    assert page.locator(HERE).evaluate("f => f.contentWindow.scrollY") == 400
    assert page.evaluate("history.length") == history
    page.get_by_role("region", name="Page").get_by_role("button", name="Changed").click()
    expect(marked).to_be_in_viewport()
    expect(page.locator("#said")).to_contain_text("Page changed")
    replace(place.article(), "Other words of part 7.", "Words of part 7.")
    expect(marked).to_have_text(["Words of part 7."])


def test_a_fault_leaves_the_last_good_page(page: Page, place: Workplace) -> None:
    replace(place.article(), "- rest", "- rest[^nowhere]")
    expect(page.get_by_role("region", name="Findings")).to_contain_text("1 thing to mend")
    expect(page.frame_locator(HERE).locator("h1")).to_have_text("Asthma")
    replace(place.article(), "- rest[^nowhere]", "- rest")
    expect(page.locator("#findings[data-grave]")).to_have_count(0)


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_it_is_as_wide_as_on_the_device_and_fits_into_its_pane(
    chromium: Browser, address: str, screen: dict[str, int]
) -> None:
    page = opened(chromium, f"{address}/#asthma", screen)
    for name, width in (("Phone", 390), ("Desktop", 1280), ("Phone", 390)):
        page.get_by_role("group", name="Shown on").get_by_role("button", name=name).click()
        frame = page.locator(HERE)
        assert frame.evaluate("f => f.contentWindow.innerWidth") == width
        shown, room = frame.bounding_box(), page.locator(".screen").bounding_box()
        assert room["x"] <= shown["x"]
        assert shown["x"] + shown["width"] <= room["x"] + room["width"]
        assert shown["y"] + shown["height"] <= room["y"] + room["height"]
        assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
    page.get_by_role("button", name="Desktop").click()
    page.reload()
    expect(page.get_by_role("button", name="Desktop")).to_have_attribute("aria-pressed", "true")
    assert page.faults == []
    page.context.close()


EVIL = """
<script>document.title = "run"</script>
<img src="data:," onerror="document.title = top.document.title = 'run'"></main>
"""


def test_nothing_runs_in_it(page: Page) -> None:
    def hostile(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", EVIL))

    page.context.route("**/web/**", hostile)
    page.reload()
    title = "f => f.contentDocument.querySelector('img[onerror]') && f.contentDocument.title"
    assert "Asthma" in page.locator(HERE).evaluate(title)
    assert "Asthma" in page.title()
    alone = page.context.new_page()
    alone.goto(f"{page.url.partition('#')[0]}web/asthma/asthma.html")
    expect(alone.locator("img[onerror]")).to_be_attached()
    assert "Asthma" in alone.title()
    assert len(page.faults) > 1  # the browser tells what it refused
    page.faults.clear()


def test_it_can_be_opened_and_downloaded(page: Page, place: Workplace) -> None:
    folder = place.output / "asthma"
    with page.expect_download() as download:
        page.get_by_role("link", name="Download Page, ZIP").click()
    assert download.value.suggested_filename == "asthma.zip"
    with zipfile.ZipFile(download.value.path()) as together:
        held = {name: together.read(name) for name in together.namelist()}
    assert held == {name: (folder / name).read_bytes() for name in held}
    assert {Path(name).suffix for name in held} >= {".html", ".svg"}
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Open Page, HTML").click()
    expect(opening.value.get_by_role("heading", name="Asthma", exact=True)).to_be_visible()
    logo = opening.value.locator("img").first
    assert logo.evaluate("async i => { await i.decode(); return i.naturalWidth }") > 0
    opening.value.close()


def test_its_pictures_are_shown_and_its_links_open_beside(page: Page) -> None:
    """Asked from the page around it: a frame in which nothing runs tells of each script."""
    frame = page.locator(HERE)
    logo = frame.evaluate(
        """f => [f.contentDocument.images[0]].map(
          i => [i.getAttribute("src").split("-")[0], i.complete && i.naturalWidth > 0])[0]"""
    )
    assert logo == ["picture", True]
    targets = frame.evaluate(
        """f => [...f.contentDocument.querySelectorAll("a:not([href^='#'])")].map(a => a.target)"""
    )
    assert set(targets) == {"_blank"}
    frame.evaluate("f => [...f.contentDocument.querySelectorAll('.contents a')].at(-1).click()")
    page.wait_for_function("f => f.contentWindow.scrollY > 200", arg=frame.element_handle())


def test_another_article_and_a_format_that_was_hidden_show_their_pages(page: Page) -> None:
    switch = page.get_by_role("group", name="Show", exact=True).get_by_role("button", name="Page")
    switch.click()
    expect(page.locator("iframe")).to_have_count(0)
    switch.click()
    expect(page.frame_locator(HERE).locator("h1")).to_have_text("Asthma")
    expect(page.frame_locator(HERE).locator("a[target=_blank]").first).to_be_attached()
    page.locator("#rows a", has_text="Eczema").click()
    expect(page.frame_locator(HERE).locator("h1")).to_have_text("Eczema")
    expect(page.frame_locator(HERE).locator("[data-changed]")).to_have_count(0)


@pytest.mark.parametrize("screen", SCREENS, ids=SCREEN_NAMES)
def test_axe_finds_nothing(
    chromium: Browser, address: str, screen: tuple[dict[str, int], str]
) -> None:
    viewport, scheme = screen
    page = opened(
        chromium, f"{address}/#asthma", viewport, color_scheme=scheme, reduced_motion="reduce"
    )
    expect(page.locator(HERE)).to_be_visible()
    assert violations(page) == []
    page.context.close()
