"""The page in a real browser, while files are edited beside it."""

import json
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import DESKTOP, PHONE, opened, served, violations
from tests.support.workplace import Workplace, made, save

pytestmark = pytest.mark.slow
expect.set_options(timeout=60_000)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    place = made(tmp_path_factory.mktemp("clinic"), "asthma", "eczema")
    for number in range(6):
        place.add(f"## Part {number}\n\nWords of part {number}.")
    return place


@pytest.fixture(scope="module")
def address(place: Workplace) -> Iterator[str]:
    with served(place, "--format", "leaflet", "slides") as address:
        yield address


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """The first article's page on a desktop, all of it made."""
    page = opened(chromium, f"{address}/#asthma", DESKTOP)
    expect(page.locator(".sheets img").first).to_be_visible()
    expect(page.locator(".sheets svg").first).to_be_visible()
    expect(page.locator("#link")).to_have_text("Following your edits")
    yield page
    assert page.faults == []
    page.context.close()


def last_build(address: str) -> str:
    with urllib.request.urlopen(f"{address}/articles/asthma") as answer:
        return str(json.load(answer)["at"])


@pytest.fixture
def text(place: Workplace, address: str) -> Iterator[Path]:
    """The first article's file; after the test it is put back and made once more."""
    path = place.article()
    before = path.read_text("utf-8")
    yield path
    if path.read_text("utf-8") == before:
        return
    at = last_build(address)
    save(path, before)
    for _ in range(1200):
        if last_build(address) != at:
            return
        time.sleep(0.1)
    pytest.fail("the article was not made again")


def replace(path: Path, old: str, new: str) -> None:
    words = path.read_text("utf-8")
    assert old in words
    save(path, words.replace(old, new))


def slides(page: Page):
    return page.get_by_role("region", name="Slides")


def test_an_edit_shows_without_a_reload_and_the_place_is_kept(page: Page, text: Path) -> None:
    page.evaluate("window.same = true")
    room = slides(page).locator(".sheets")
    room.evaluate("room => room.scrollTo({ top: 700, behavior: 'instant' })")
    before = page.locator(".sheets img").first.get_attribute("src")
    replace(text, "- rest", "- fresh air")
    expect(slides(page).locator("svg", has_text="fresh air")).to_have_count(1)
    expect(page.locator(".sheets img").first).not_to_have_attribute("src", before)
    assert page.evaluate("window.same") is True
    page.wait_for_function("room => room.scrollTop === 700", arg=room.element_handle())


def test_only_what_changed_is_marked_and_fetched(page: Page, text: Path) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    replace(text, "This is about", "This tells of")
    changed = slides(page).locator("[data-changed]")
    expect(changed).to_have_count(1)
    expect(changed.locator("svg")).to_contain_text("This tells of")
    page.wait_for_timeout(300)
    assert len([url for url in fetched if "/slides/" in url]) == 1


def test_a_fault_shows_over_the_last_good_pages_and_goes_when_mended(
    page: Page, text: Path
) -> None:
    good = text.read_text("utf-8")
    shown = page.locator(".sheets img").first.get_attribute("src")
    replace(text, "- rest", "- rest[^nowhere]")
    banner = page.get_by_role("region", name="Findings")
    expect(banner).to_contain_text("1 thing to mend")
    expect(banner).to_contain_text("asthma.md:20")
    expect(banner.locator("q")).to_have_text("- rest[^nowhere]")
    expect(page.locator("#rows [aria-current]")).to_contain_text("1 thing to mend")
    assert page.locator(".sheets img").first.get_attribute("src") == shown
    save(text, good)
    expect(page.locator("#findings[data-grave]")).to_have_count(0)
    expect(page.locator("#rows [aria-current]")).to_contain_text("Made")


def test_a_fault_of_the_clinic_shows_whatever_is_looked_at(page: Page, place: Workplace) -> None:
    clinic = place.content / "clinic.yaml"
    good = clinic.read_text("utf-8")
    replace(clinic, 'primary: "', 'primary: "no colour')
    banner = page.get_by_role("region", name="Findings")
    expect(banner).to_contain_text("clinic.yaml:")
    page.locator("#rows a", has_text="Eczema").click()
    expect(page.locator("h1").first).to_have_text("Eczema")
    expect(banner).to_contain_text("clinic.yaml:")
    save(clinic, good)
    expect(page.locator("#findings[data-grave]")).to_have_count(0)


def test_a_change_of_the_brand_is_followed(page: Page, place: Workplace) -> None:
    clinic = place.content / "clinic.yaml"
    good = clinic.read_text("utf-8")
    replace(clinic, "#0b4f5c", "#4a1d6b")
    expect(slides(page).locator("path[fill='#4a1d6b']").first).to_be_attached()
    save(clinic, good)
    expect(slides(page).locator("path[fill='#4a1d6b']")).to_have_count(0)


def test_a_new_article_appears_and_a_deleted_one_goes(page: Page, place: Workplace) -> None:
    path = place.article("burns")
    save(path, place.article("eczema").read_text("utf-8").replace("Eczema", "Burns"))
    expect(page.locator("#rows")).to_contain_text("Burns")
    expect(page.locator("#rows a", has_text="Burns")).to_contain_text("Made")
    path.unlink()
    expect(page.locator("#rows")).not_to_contain_text("Burns")


def test_everything_can_be_reached_with_the_keyboard(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the pages")).to_be_focused()
    for name in ("Help", "New article", "Import a leaflet", "Status of all articles"):
        page.keyboard.press("Tab")
        expect(page.get_by_text(name, exact=True).first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#rows a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#rows a").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1").first).to_have_text("Eczema")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("h1").first).to_have_text("Asthma")


def test_the_skip_link_leads_to_the_pages_and_arrows_through_them(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".sheets").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".sheet button").first).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("region", name="Leaflet").locator(".sheet button").last).to_be_focused()
    assert page.url.endswith("#asthma")


def test_focus_is_seen(page: Page) -> None:
    for _ in range(6):
        page.keyboard.press("Tab")
    style = page.locator("#rows a").first.evaluate("a => getComputedStyle(a).outlineStyle")
    assert style == "solid"


def test_a_slide_is_enlarged_with_its_notes_and_the_arrows_turn(page: Page) -> None:
    first = slides(page).locator(".sheet button").first
    first.focus()
    page.keyboard.press("Enter")
    loupe = page.get_by_role("dialog")
    expect(loupe.locator("svg")).to_be_visible()
    expect(loupe).to_contain_text("Speaker notes")
    expect(page.locator("#loupe-name")).to_contain_text("Slide 1 of")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#loupe-name")).to_contain_text("Slide 2 of")
    page.keyboard.press("Escape")
    expect(loupe).to_be_hidden()
    expect(slides(page).locator(".sheet button").nth(1)).to_be_focused()


def test_an_enlarged_slide_follows_the_edit(page: Page, text: Path) -> None:
    slides(page).locator(".sheet", has_text="Slide 4").locator("button").click()
    loupe = page.get_by_role("dialog")
    expect(loupe.locator("svg")).to_be_visible()
    replace(text, "hardly notice", "never notice")
    expect(loupe.locator("svg")).to_contain_text("never notice")


def test_formats_are_shown_and_hidden(page: Page) -> None:
    switch = page.get_by_role("group", name="Show").get_by_role("button", name="Leaflet")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    expect(switch).to_be_focused()
    expect(page.get_by_role("region", name="Leaflet")).to_have_count(0)
    page.reload()
    expect(slides(page).locator("svg").first).to_be_visible()
    expect(page.get_by_role("region", name="Leaflet")).to_have_count(0)


def test_the_files_can_be_opened_and_downloaded(page: Page, place: Workplace) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="Download Slides, PPTX").click()
    assert download.value.suggested_filename == "asthma-slides.pptx"
    assert Path(download.value.path()).read_bytes() == place.file().read_bytes()
    link = page.get_by_role("link", name="Open Leaflet, PDF")
    answer = page.request.get(f"{page.url.partition('#')[0]}{link.get_attribute('href')[1:]}")
    assert answer.headers["content-type"] == "application/pdf"


def test_pages_are_drawn_at_the_dots_of_the_screen(chromium: Browser, address: str) -> None:
    page = opened(chromium, f"{address}/#asthma", DESKTOP, device_scale_factor=2)
    image = page.locator(".sheets img").first
    expect(image).to_be_visible()
    shown, held = image.evaluate("i => [i.clientWidth, i.naturalWidth]")
    assert held == 2 * shown
    page.context.close()


@pytest.mark.parametrize("what", ["good", "fault", "loupe"])
@pytest.mark.parametrize(
    "screen",
    [(size, scheme) for size in (DESKTOP, PHONE) for scheme in ("light", "dark")],
    ids=["desktop", "desktop, dark", "phone", "phone, dark"],
)
def test_axe_finds_nothing(
    chromium: Browser, address: str, text: Path, screen: tuple[dict[str, int], str], what: str
) -> None:
    viewport, scheme = screen
    if what == "fault":
        replace(text, "- rest", "- rest[^nowhere]")
    page = opened(
        chromium, f"{address}/#asthma", viewport, color_scheme=scheme, reduced_motion="reduce"
    )
    expect(page.locator(".sheets svg").first).to_be_visible()
    if what == "fault":
        expect(page.locator("#findings")).to_contain_text("thing to mend")
    if what == "loupe":
        page.locator(".sheet button").last.click()
        expect(page.locator("#loupe-room svg")).to_be_visible()
    assert violations(page) == []
    page.context.close()


def test_on_a_phone_nothing_runs_off_and_the_list_unfolds(chromium: Browser, address: str) -> None:
    page = opened(chromium, f"{address}/#asthma", PHONE)
    expect(page.locator(".sheets svg").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(page.locator("#rows")).to_be_hidden()
    page.get_by_role("button", name="Articles").click()
    page.locator("#rows a", has_text="Eczema").click()
    expect(page.locator("h1").first).to_have_text("Eczema")
    expect(page.locator("#rows")).to_be_hidden()
    small = page.locator("button:visible, .button:visible").evaluate_all(
        "all => all.filter(b => b.getBoundingClientRect().height < 24).map(b => b.outerHTML)"
    )
    assert small == []
    page.context.close()


def test_nothing_moves_for_those_who_asked_for_that(chromium: Browser, address: str) -> None:
    page = opened(chromium, f"{address}/#asthma", DESKTOP, reduced_motion="reduce")
    expect(page.locator(".sheets svg").first).to_be_visible()
    assert page.evaluate("document.getAnimations().length") == 0
    moves = page.locator(".sheets").first.evaluate("e => getComputedStyle(e).scrollBehavior")
    assert moves == "auto"
    page.context.close()


def test_the_page_says_when_it_no_longer_follows_and_takes_up_again(
    chromium: Browser, tmp_path: Path
) -> None:
    place = made(tmp_path, "asthma")
    with served(place, "--format", "slides") as address:
        page = opened(chromium, address, DESKTOP)
        expect(page.locator(".sheets svg").first).to_be_visible()
    expect(page.locator("#link")).to_contain_text("No longer following")
    port = address.rpartition(":")[2]
    with served(place, "--format", "slides", "--port", port):
        expect(page.locator("#link")).to_have_text("Following your edits")
    page.context.close()


def test_an_empty_folder_says_what_to_do(chromium: Browser, tmp_path: Path) -> None:
    place = made(tmp_path, "asthma")
    words = place.article().read_text("utf-8")
    place.article().unlink()
    with served(place, "--format", "slides") as address:
        page = opened(chromium, address, DESKTOP)
        expect(page.get_by_role("heading", name="No article yet")).to_be_visible()
        assert violations(page) == []
        save(place.article(), words)
        expect(page.get_by_role("heading", name="Asthma", exact=True)).to_be_visible()
        expect(page.locator(".sheets svg").first).to_be_visible()
        page.context.close()


def test_the_slides_are_in_the_typeface_that_they_were_measured_with(page: Page) -> None:
    drawn = slides(page).locator("svg tspan, svg text").first
    assert drawn.evaluate("text => getComputedStyle(text).fontFamily").startswith("Arimo")
    page.wait_for_function(
        """() => {
          const loaded = [...document.fonts].filter(font => font.status === "loaded");
          const families = new Set(loaded.map(font => font.family.replaceAll('"', "")));
          return [...families].sort().join() === "Arimo,Atkinson Hyperlegible";
        }"""
    )


def test_a_long_list_shows_the_chosen_article_and_can_show_only_those_to_mend(
    chromium: Browser, tmp_path: Path
) -> None:
    place = made(tmp_path, *(f"article-{number:02}" for number in range(40)))
    place.edit("lang: en-GB", "lang: none", "article-07")
    with served(place, "--format", "slides") as address:
        page = opened(chromium, f"{address}/#article-35", DESKTOP)
        expect(page.locator("#link")).to_have_text("Following your edits")
        expect(page.locator("#rows .row[aria-current]")).to_be_in_viewport()
        page.get_by_role("button", name="Only those to mend (1)").click()
        expect(page.locator("#rows .row")).to_have_count(1)
        place.edit("lang: none", "lang: en-GB", "article-07")
        expect(page.locator("#rows .row")).to_have_count(0)
        page.get_by_role("button", name="Only those to mend (0)").click()
        expect(page.locator("#rows .row")).to_have_count(40)
        assert page.faults == []
        page.context.close()


def test_an_article_in_a_folder_is_shown_and_what_is_no_article_is_told(
    chromium: Browser, tmp_path: Path
) -> None:
    place = made(tmp_path, "asthma")
    (place.content / "skin").mkdir()
    place.article().rename(place.article("skin/asthma"))
    (place.content / "asthma.docx").touch()
    with served(place, "--format", "slides") as address:
        page = opened(chromium, address, DESKTOP)
        page.locator("#rows .row").first.click()
        expect(page.locator(".sheets svg").first).to_be_visible()
        expect(page.locator("#findings")).to_contain_text("content/asthma.docx: nothing is made")
        assert page.url.endswith("#skin%2Fasthma")
        link = page.locator("a[href*='/files/']").first.get_attribute("href")
        assert link.startswith("/files/skin%2Fasthma/asthma-slides.pptx")
        assert page.faults == []
        page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_how_to_fold_is_shown_beside_a_folded_sheet(
    chromium: Browser, tmp_path: Path, scheme: str
) -> None:
    with served(made(tmp_path, "asthma"), "--format", "leaflet-trifold") as address:
        page = opened(chromium, f"{address}/#asthma", DESKTOP, color_scheme=scheme)
        page.get_by_role("button", name="How to fold").click()
        help_ = page.get_by_role("dialog", name="How to fold")
        pictures = help_.get_by_role("img").all()
        assert len(pictures) == 2
        for picture in pictures:
            expect(picture).to_be_visible()
            assert picture.evaluate("async i => { await i.decode(); return i.naturalWidth }") > 600
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(help_).to_be_hidden()
        expect(page.get_by_role("button", name="How to fold")).to_be_focused()
        assert page.faults == []
        page.context.close()
