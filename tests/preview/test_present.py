"""Presenting in a real browser: the order of a talk, its keys, its links, and the notes' window."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from handout.preview.project_state import ProjectState
from handout.preview.server import Endpoints, app
from tests.support.browser import DESKTOP, PHONE, opened, served, violations
from tests.support.decks import altered, lead, words_on
from tests.support.workplace import Workplace, made

pytestmark = pytest.mark.slow
expect.set_options(timeout=60_000)
HIDDEN = (3, 4)
"""The slides that the talk leaves out, counted from 0."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    place = made(tmp_path_factory.mktemp("clinic"), "asthma")
    for number in range(5):
        place.add(f"## Part {number}\n\nWords of part {number}.\n\n::: notes\nSay {number}.\n:::")
    return place


def with_hidden_slides(data: bytes) -> bytes:
    """The deck with two slides left out of the talk, and links to them, back and to the web."""

    def alter(slides: list[Any]) -> None:
        for number in HIDDEN:
            slides[number]._element.set("show", "0")
        lead(words_on(slides[2])[0], slides[3])
        lead(words_on(slides[4])[0], slides[2])
        words_on(slides[5])[0].hyperlink.address = "https://example.org/help"

    return altered(data, alter)


@pytest.fixture(scope="module")
def address(place: Workplace) -> Iterator[str]:
    """The page of a place where nothing is made: a build would put its own deck back."""
    project = ProjectState(place.request(formats=("slides",)))
    for outcome in place.build(formats=("slides",)):
        project.add(outcome)
    place.file().write_bytes(with_hidden_slides(place.file().read_bytes()))
    endpoints = Endpoints(project)
    server = uvicorn.Server(uvicorn.Config(app(endpoints), log_level="critical", lifespan="off"))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = server.force_exit = True
        thread.join()


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """The page while the talk is at its first slide."""
    page = opened(chromium, f"{address}/#asthma", DESKTOP)
    page.get_by_role("button", name="Present Slides").click()
    expect(page.locator("#stage svg")).to_contain_text("Asthma")
    yield page
    assert page.faults == []
    page.context.close()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def expect_slide(page: Page, place: str) -> None:
    expect(page.locator("#show-place")).to_have_text(place)
    expect(page.locator("#stage svg")).to_have_count(1)


def count(page: Page) -> int:
    """The slides of the talk."""
    return int(page.locator("#show-place").inner_text().split()[-1])


def test_the_talk_fills_the_screen_and_shows_no_notes(page: Page) -> None:
    page.wait_for_function("document.fullscreenElement?.id === 'stage'")
    press(page, "ArrowRight")
    expect_slide(page, f"Slide 2 of {count(page)}")
    assert "Say" not in page.locator("#show").inner_text()
    assert page.locator("#show .notes").count() == 0
    box = page.locator("#stage svg").bounding_box()
    assert box
    assert box["width"] == page.evaluate("innerWidth")


def test_keys_go_on_and_back_and_to_the_ends(page: Page) -> None:
    last = count(page)
    for on, back in (("ArrowRight", "ArrowLeft"), ("ArrowDown", "ArrowUp"), ("PageDown", "PageUp")):
        press(page, on)
        expect_slide(page, f"Slide 2 of {last}")
        press(page, back)
        expect_slide(page, f"Slide 1 of {last}")
    press(page, " ", "Enter")
    expect_slide(page, f"Slide 3 of {last}")
    press(page, "End", "ArrowRight")
    expect_slide(page, f"Slide {last} of {last}")
    press(page, "Home", "ArrowLeft")
    expect_slide(page, f"Slide 1 of {last}")


def test_a_click_goes_on(page: Page) -> None:
    page.locator("#stage").click(position={"x": 400, "y": 300})
    expect_slide(page, f"Slide 2 of {count(page)}")


def test_hidden_slides_are_left_out_and_reached_by_their_links(page: Page) -> None:
    last = count(page)
    total = page.locator(".sheet").count()
    assert last == total - len(HIDDEN)
    press(page, "ArrowRight", "ArrowRight")
    expect_slide(page, f"Slide 3 of {last}")
    page.locator("#stage svg a").first.click()
    expect_slide(page, "Beside the talk, from slide 3 of " + str(last))
    press(page, "Backspace")
    expect_slide(page, f"Slide 3 of {last}")
    expect(page.locator("#stage svg")).to_contain_text("This is about")
    expect(page.locator("#stage")).to_be_focused()
    press(page, "Tab")
    expect(page.locator("#stage svg a").first).to_be_focused()
    press(page, "Enter")  # the link again
    expect(page.locator("#show-place")).to_contain_text("Beside the talk")
    press(page, "ArrowRight")  # the next hidden slide is of another section
    expect_slide(page, f"Slide 3 of {last}")
    press(page, "ArrowRight")
    expect_slide(page, f"Slide 4 of {last}")


def test_the_agenda_leads_to_its_sections_and_back(page: Page) -> None:
    last = count(page)
    press(page, "ArrowRight")
    expect(page.locator("#stage svg")).to_contain_text("What we will talk about")
    page.locator("#stage svg a", has_text="Part 4").click()
    expect_slide(page, f"Slide {last - 1} of {last}")
    expect(page.locator("#stage svg")).to_contain_text("Words of part 4")
    press(page, "Backspace")
    expect_slide(page, f"Slide 2 of {last}")


WAYS = {
    "ArrowRight": 2,
    "End": 5,
    "End ArrowRight": 5,
    "#slide-7": 7,
    "#slide-7 ArrowRight": 8,
    "#slide-7 ArrowRight ArrowRight": 1,
    "#slide-7 ArrowLeft": 1,
    "#slide-8 ArrowLeft": 7,
    "ArrowRight #slide-9": 9,
    "ArrowRight #slide-9 ArrowRight": 2,
    "ArrowRight #slide-9 ArrowRight ArrowRight": 4,
    "ArrowRight #slide-9 Backspace": 2,
    "ArrowRight #slide-9 #slide-2 ArrowRight": 4,
    "ArrowRight #slide-9 #slide-7 Backspace Backspace": 2,
    "ArrowRight #slide-9 #slide-7 ArrowLeft": 2,
    "#slide-4 Backspace": 1,
    "#slide-4 #back": 1,
    "#slide-3 ArrowRight": 1,
    "#slide-99": 1,
    "Backspace": 1,
}
"""Keys and links, and where they end. 3 and 6 to 9 are hidden; 7 and 8 are one section."""


@pytest.mark.parametrize("way", WAYS)
def test_a_talk_goes_its_way(page: Page, way: str) -> None:
    found = page.evaluate(
        """async (way) => {
          const { begun, pressed, followed } = await import("/assets/talk.js");
          const section = (at) => (at === 7 ? 6 : at);
          const page = (mark, at) => ({ hidden: mark === "x", section: section(at) });
          const pages = [..."..x..xxxx"].map(page);
          const go = (talk, step) => (step[0] === "#" ? followed : pressed)(talk, step);
          return way.split(" ").reduce(go, begun(pages)).at + 1;
        }""",
        way,
    )
    assert found == WAYS[way]


def test_a_link_to_the_web_opens_a_page_of_its_own(page: Page) -> None:
    press(page, "ArrowRight", "ArrowRight", "ArrowRight")
    link = page.locator("#stage svg a").first
    expect(link).to_have_attribute("href", "https://example.org/help")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_escape_ends_the_talk(page: Page) -> None:
    page.evaluate("document.exitFullscreen()")
    expect(page.locator("#show")).to_be_hidden()
    page.get_by_role("button", name="Present Slides").click()
    expect(page.locator("#stage svg")).to_contain_text("Asthma")
    press(page, "f")
    page.wait_for_function("!document.fullscreenElement")
    expect(page.locator("#show")).to_be_visible()  # in its window
    press(page, "Escape")
    expect(page.locator("#show")).to_be_hidden()


def test_the_speaker_s_window_has_the_notes_and_what_comes_next(page: Page) -> None:
    with page.expect_popup() as popup:
        press(page, "n")
    window = popup.value
    faults: list[str] = []
    window.on("pageerror", lambda error: faults.append(str(error)))
    window.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    expect(window.locator("#place")).to_have_text(f"Slide 1 of {count(page)}")
    window.get_by_role("button", name="Next").click()
    expect_slide(page, f"Slide 2 of {count(page)}")
    expect(window.locator("#place")).to_have_text(f"Slide 2 of {count(page)}")
    expect(window.locator("#now svg")).to_have_count(1)
    expect(window.locator("#next svg")).to_have_count(1)
    window.keyboard.press("ArrowRight")
    expect_slide(page, f"Slide 3 of {count(page)}")
    window.locator("#now svg a").first.click()
    expect(page.locator("#show-place")).to_contain_text("Beside the talk")
    window.get_by_role("button", name="Back").click()
    expect_slide(page, f"Slide 3 of {count(page)}")
    assert violations(window) == []
    window.keyboard.press("End")
    expect(window.locator("#next")).to_have_text("The last slide")
    assert faults == []
    with window.expect_event("close"):
        press(page, "Escape")


def test_the_notes_are_those_of_the_slide(page: Page) -> None:
    with page.expect_popup() as popup:
        press(page, "n")
    window = popup.value
    press(page, "End", "ArrowLeft")
    expect(window.locator("#notes")).to_contain_text("Say 4.")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(chromium: Browser, address: str, viewport: dict[str, int]) -> None:
    page = opened(chromium, f"{address}/#asthma", viewport)
    page.get_by_role("button", name="Present Slides").click()
    press(page, "ArrowRight", "ArrowRight", "f")
    page.wait_for_function("!document.fullscreenElement")
    expect(page.locator("#stage svg a").first).to_be_visible()
    assert violations(page) == []
    page.context.close()


def test_an_edit_during_the_talk_shows_and_keeps_the_place(
    chromium: Browser, tmp_path: Path
) -> None:
    place = made(tmp_path, "asthma")
    with served(place, "--format", "slides") as address:
        page = opened(chromium, f"{address}/#asthma", DESKTOP)
        page.get_by_role("button", name="Present Slides").click()
        press(page, "ArrowRight")
        expect(page.locator("#stage svg")).to_contain_text("This is about")
        place.edit("This is about", "This tells of")
        expect(page.locator("#stage svg")).to_contain_text("This tells of")
        expect_slide(page, f"Slide 2 of {count(page)}")
        page.context.close()
