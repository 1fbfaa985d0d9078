"""What the buttons of the page do, in a real browser: begin, open, print, help."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import DESKTOP, SCREEN_NAMES, SCREENS, opened, served, violations
from tests.support.workplace import Workplace, made, save

pytestmark = pytest.mark.slow
expect.set_options(timeout=60_000)
FORMATS = ("leaflet", "leaflet-trifold", "leaflet-booklet", "slides")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    place = made(tmp_path_factory.mktemp("clinic"), "asthma", "eczema")
    place.edit("next_review: 2028-10-01", "next_review: 2026-10-02", "eczema")
    for number in range(9):
        place.add(f"## Part {number}\n\n{'Words of this part. ' * 9}")
    return place


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the editor of this computer was asked to open."""
    return tmp_path_factory.mktemp("editor") / "told"


@pytest.fixture(scope="module")
def address(place: Workplace, told: Path) -> Iterator[str]:
    code = told.with_name("code")
    code.write_text(f'#!/bin/sh\necho "$2" >> {told}\n')
    code.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(code.parent), prepend=":")
        with served(place, "--format", *FORMATS) as address:
            yield address


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    page = opened(chromium, f"{address}/#asthma", DESKTOP)
    expect(page.locator("#link")).to_have_text("Following your edits")
    expect(page.locator(".sheets img").first).to_be_visible()
    yield page
    assert page.faults == []
    page.context.close()


def test_an_article_is_begun_with_its_title_and_shown(page: Page, place: Workplace) -> None:
    page.get_by_role("button", name="New article").first.click()
    dialog = page.get_by_role("dialog", name="New article")
    dialog.get_by_label("Title").fill("Living with burns")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("heading", name="Living with burns", exact=True)).to_be_visible()
    expect(page.locator("#rows [aria-current]")).to_contain_text("living-with-burns.md")
    expect(page.locator("#rows [aria-current]")).to_contain_text("Draft: not reviewed")
    path = place.article("living-with-burns")
    before = path.read_text("utf-8")
    page.get_by_role("button", name="New article").first.click()
    dialog.get_by_label("Title").fill("Living with: Burns!")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("is there already; choose another title")
    expect(dialog.get_by_label("Title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert path.read_text("utf-8") == before
    assert [one for one in page.faults if "422" not in one] == []  # the browser notes it itself
    page.faults.clear()
    path.unlink()
    expect(page.locator("#rows")).not_to_contain_text("burns")


def test_the_list_has_the_names_of_files_and_what_is_due_as_the_status_says(page: Page) -> None:
    rows = page.locator("#rows .row")
    expect(rows.nth(0)).to_contain_text("asthma.md")
    expect(rows.nth(1)).to_contain_text("Review overdue")
    expect(rows.nth(0)).not_to_contain_text("Review")
    page.get_by_role("link", name="Status of all articles").click()
    overdue = page.get_by_role("region", name="Review overdue")
    expect(overdue.get_by_role("link", name="Eczema")).to_be_visible()


def test_the_text_is_opened_in_the_editor_at_the_words_that_are_clicked(
    page: Page, place: Workplace, told: Path
) -> None:
    notice = page.get_by_role("alert")
    page.get_by_role("button", name="Open text: asthma.md").click()
    expect(notice).to_have_text(f"{place.article()} is open in your editor, at line 1.")
    words = page.locator("svg", has_text="hardly notice")
    page.locator(".sheet button", has=words).first.click()
    loupe = page.get_by_role("dialog")
    loupe.locator("svg text", has_text="hardly notice").first.click()
    expect(notice).to_have_text(f"{place.article()} is open in your editor, at line 14.")
    expect(notice).to_be_visible()
    loupe.get_by_role("button", name="Close").click()
    page.locator(".sheet button", has=page.locator("img")).first.click()
    picture = loupe.locator("img")
    expect(picture).to_be_visible()
    box = picture.bounding_box()
    assert box
    for part in range(30, 60):
        picture.click(position={"x": box["width"] * 0.37, "y": box["height"] * part / 100})
        page.wait_for_timeout(100)
    opened = [line.rpartition(":")[2] for line in told.read_text().splitlines()]
    assert opened[:2] == ["1", "14"]
    assert {"14", "18", "20", "21"} <= {*opened[2:]}


def test_a_finding_leads_to_its_line(page: Page, place: Workplace, told: Path) -> None:
    good = place.article().read_text("utf-8")
    place.edit("- rest", "- rest[^nowhere]")
    page.get_by_role("button", name=f"Open {place.article()} at line 20").click()
    expect(page.get_by_role("alert")).to_contain_text("line 20")
    assert told.read_text().splitlines()[-1] == f"{place.article()}:20"
    save(place.article(), good)
    expect(page.locator("#findings[data-grave]")).to_have_count(0)


@pytest.mark.parametrize(
    ("label", "paper", "sides", "file"),
    [
        ("Leaflet", "A4, portrait; 1 sheet a copy", "turn on the long edge", "leaflet"),
        (
            "Leaflet trifold",
            "A4, landscape; 1 sheet a copy",
            "turn on the short edge",
            "leaflet-trifold",
        ),
    ],
)
def test_printing_says_paper_sides_and_edge_and_takes_the_right_file(
    page: Page, label: str, paper: str, sides: str, file: str
) -> None:
    switch = page.get_by_role("group", name="Show").get_by_role("button", name=label, exact=True)
    if switch.get_attribute("aria-pressed") == "false":
        switch.click()
    page.get_by_role("button", name=f"Print {label}", exact=True).click()
    dialog = page.get_by_role("dialog", name=f"Print: {label}")
    expect(dialog).to_contain_text(paper)
    expect(dialog).to_contain_text(sides)
    expect(dialog).to_contain_text("100 %")
    # Chromium without a screen has no such dialogue, and ends where one is asked for.
    asked = page.evaluate(
        """async () => {
          const heard = new Promise((tell) => new MutationObserver((changes) => {
            const frame = changes.flatMap((one) => [...one.addedNodes]).find((one) => one.src);
            if (!frame) return;
            const { src } = frame;
            frame.src = "about:blank";
            tell(src);
          }).observe(document.body, { childList: true }));
          document.querySelector("dialog[open] .first").click();
          return heard;
        }"""
    )
    assert asked.endswith(f"/files/asthma/asthma-{file}.pdf?open")


def test_what_no_office_printer_takes_has_no_button_to_print(page: Page) -> None:
    page.get_by_role("button", name="Leaflet booklet", exact=True).click()
    expect(page.get_by_role("region", name="Leaflet booklet")).to_be_visible()
    expect(page.get_by_role("link", name="Open Leaflet booklet, PDF")).to_be_visible()
    expect(page.get_by_role("button", name="Print Leaflet booklet")).to_have_count(0)
    expect(page.get_by_role("button", name="Print Slides")).to_have_count(0)


def test_the_help_has_the_pictures_of_the_folds_and_gives_the_focus_back(page: Page) -> None:
    button = page.get_by_role("button", name="Help", exact=True)
    button.click()
    panel = page.get_by_role("dialog", name="Help")
    expect(panel.get_by_role("img")).to_have_count(3)
    expect(panel.get_by_role("heading", name="Help")).to_be_in_viewport()
    for picture in panel.get_by_role("img").all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("async i => { await i.decode(); return i.naturalWidth }") > 400
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(button).to_be_focused()


def test_where_the_clinic_is_broken_each_article_says_so_and_its_last_pages_stay(
    page: Page, place: Workplace
) -> None:
    clinic = place.content / "clinic.yaml"
    good = clinic.read_text("utf-8")
    save(clinic, good.replace('primary: "', 'primary: "no colour'))
    for row in page.locator("#rows .row").all():
        expect(row).to_contain_text("waits for clinic.yaml")
    expect(page.get_by_role("region", name="Findings")).to_contain_text("Below are the last good")
    expect(page.locator(".sheets img").first).to_be_visible()
    page.get_by_role("button", name="Open").first.wait_for()
    save(clinic, good)
    expect(page.locator("#rows")).not_to_contain_text("waits for")


def test_a_clinic_that_is_broken_from_the_start_leaves_no_page_empty(
    chromium: Browser, tmp_path: Path
) -> None:
    place = made(tmp_path, "asthma", "eczema")
    place.build("asthma")
    clinic = place.content / "clinic.yaml"
    save(clinic, clinic.read_text("utf-8").replace('primary: "', 'primary: "no colour'))
    with served(place, "--format", "slides") as address:
        page = opened(chromium, f"{address}/#asthma", DESKTOP)
        expect(page.locator("#rows .row")).to_have_count(2)
        for row in page.locator("#rows .row").all():
            expect(row).to_contain_text("Not made, waits for clinic.yaml")
        expect(page.locator("#findings")).to_contain_text("clinic.yaml:")
        expect(page.locator(".sheets svg").first).to_be_visible()  # of the build before
        page.locator("#rows a", has_text="Eczema").click()
        expect(page.locator("#panes")).to_contain_text("Nothing was made of it yet.")
        assert page.faults == []
        page.context.close()


@pytest.mark.parametrize("what", ["New article", "Import a leaflet", "Print Leaflet", "Help"])
@pytest.mark.parametrize("screen", SCREENS, ids=SCREEN_NAMES)
def test_axe_finds_nothing_in_what_the_buttons_open(
    chromium: Browser, address: str, screen: tuple[dict[str, int], str], what: str
) -> None:
    viewport, scheme = screen
    page = opened(
        chromium, f"{address}/#asthma", viewport, color_scheme=scheme, reduced_motion="reduce"
    )
    expect(page.locator(".sheets img").first).to_be_visible()
    if viewport != DESKTOP:
        page.get_by_role("button", name="Articles").click()
    page.get_by_role("button", name=what, exact=True).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert violations(page) == []
    assert page.faults == []
    page.context.close()
