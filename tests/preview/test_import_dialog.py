"""The page imports, in a real browser: a file is dropped or chosen, and told of."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import DESKTOP, opened, served, violations
from tests.support.word_files import BODY, of_xml, paragraph, run
from tests.support.workplace import Workplace, made

pytestmark = pytest.mark.slow
expect.set_options(timeout=60_000)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    return made(tmp_path_factory.mktemp("clinic"), "asthma")


@pytest.fixture
def page(chromium: Browser, place: Workplace) -> Iterator[Page]:
    with served(place, "--format", "leaflet") as address:
        page = opened(chromium, address, DESKTOP)
        yield page
        assert page.faults == []


def test_a_leaflet_that_is_dropped_or_chosen_is_told_of_and_stands_in_the_list(
    page: Page, place: Workplace, tmp_path: Path
) -> None:
    data = of_xml(paragraph(run("Ear wax", "<w:b/>")), paragraph(run(BODY)))
    (tmp_path / "Ear wax.docx").write_bytes(data)
    page.get_by_role("button", name="Import a leaflet").click()
    expect(page.get_by_role("dialog")).to_contain_text("Drop a Word file here")
    assert violations(page) == []
    page.locator("#import-file").set_input_files(tmp_path / "Ear wax.docx")
    report = page.locator("#import-report")
    expect(report).to_contain_text("All of its")
    expect(report).to_contain_text("the title is “Ear wax”")
    assert violations(page) == []
    page.get_by_role("button", name="Show the article").click()
    expect(page.locator("h1#title")).to_have_text("Ear wax")
    expect(page.locator("#rows")).to_contain_text("Ear wax")
    place.article("ear-wax").unlink()


def test_a_file_dropped_anywhere_on_the_page_is_imported_and_a_fault_is_told(page: Page) -> None:
    drop = """() => {
        const held = new DataTransfer();
        held.items.add(new File(["%PDF"], "old.pdf"));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true }));
    }"""
    page.evaluate(drop)
    expect(page.locator("#import-fault")).to_contain_text("a PDF has no headings")
    page.faults.clear()  # the answer that refuses is told in the browser's console
    page.keyboard.press("Escape")
