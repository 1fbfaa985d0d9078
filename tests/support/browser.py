"""A real browser on a real page: `build.py serve` in a process of its own."""

import contextlib
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.processes import PATIENCE, line_with
from tests.support.workplace import Workplace

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_NAMES = ("chromium", "chromium-browser", "google-chrome")
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SCREENS = [(size, scheme) for size in (DESKTOP, PHONE) for scheme in ("light", "dark")]
SCREEN_NAMES = ["desktop", "desktop, dark", "phone", "phone, dark"]
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    assert path, "install Chromium; on Debian: apt-get install chromium"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield opened
        opened.close()


@contextlib.contextmanager
def served(place: Workplace, *words: str) -> Iterator[str]:
    """The address of a page of the place."""
    command = place.command()
    run = [*command[:2], "serve", *command[2:], "--port=0", *words]
    with subprocess.Popen(run, stdout=subprocess.PIPE, text=True) as process:
        found = re.search(r"http://127.0.0.1:\d+", line_with("http:", process))
        assert found
        try:
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)


def opened(on: Browser, address: str, viewport: dict[str, int], **options: str) -> Page:
    """A page that fails the test when anything goes wrong in it."""
    context = on.new_context(viewport=viewport, **options)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
    page.goto(address)
    return page


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds against the rules of WCAG 2.2 AA, and good practice."""
    found = Axe().run(page, options=_RULES).response
    assert len(found["passes"]) > 10
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]
