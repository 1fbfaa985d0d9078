"""What a browser, a screen reader's rules and an outside checker say of pages."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser

from handout.model.markup import PAGE
from tests.support.browser import browser, opened
from tests.support.workplace import CONTENT, ROOT, made

pytestmark = pytest.mark.slow
CHECKER = "vnu-jar@26.9.27"
"""The Nu checker, which comes as an npm package and needs Java."""
LANGUAGES = sorted(path.stem for path in (ROOT / "tests" / "languages").glob("*.md"))
ARTICLES = ["asthma", "stem-cell-skin-repair", "everything", "right-to-left", *LANGUAGES]
WIDTHS = [320, 390, 1280]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of each article, by its name."""
    place = made(tmp_path_factory.mktemp("place"))
    for folder in (CONTENT, ROOT / "tests" / "articles", ROOT / "tests" / "languages"):
        for path in folder.glob("*.md"):
            place.article(path.stem).write_bytes(path.read_bytes())
    for path in (ROOT / "tests" / "kinds").glob("options*.md"):
        place.add(f"## {path.stem}\n\n{path.read_text('utf-8')}")
    noise = Image.effect_noise((1200, 800), 60).convert("RGB")
    noise.save(place.content / "images" / "photo.jpg")
    for outcome in place.build(*ARTICLES, formats=(PAGE,)):
        assert not outcome.failed, outcome.findings
    return {name: place.output / name / f"{name}.html" for name in ARTICLES}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened_browser:
        yield opened_browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ARTICLES)
def test_axe_finds_nothing_and_no_page_is_wider_than_its_screen(
    chromium: Browser, pages: dict[str, Path], name: str, scheme: str
) -> None:
    for width in WIDTHS:
        size = {"width": width, "height": 800}
        page = opened(chromium, pages[name].as_uri(), size, color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.documentElement.scrollLeft") == 0
        page.add_style_tag(content="html { font-size: 225% }")
        if width == 1280:  # text of 200 % on a desktop is a column as narrow as on a phone
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.context.close()
    page = opened(
        chromium, pages[name].as_uri(), {"width": 320, "height": 800}, color_scheme=scheme
    )
    found = Axe().run(page).response
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
    assert len(found["passes"]) > 15
    page.context.close()


def test_a_chart_is_no_wider_than_a_phone(chromium: Browser, tmp_path: Path) -> None:
    place = made(tmp_path)
    rows = (
        "| Effect | People in 100 |",
        "|---|---|",
        "| Trouble sleeping | 12 |",
        "| Mood | 4.5 |",
    )
    place.add("\n".join(("::: chart", *rows, ":::")))
    place.build("asthma", formats=(PAGE,))
    path = place.output / "asthma" / "asthma.html"
    page = opened(chromium, path.as_uri(), {"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()


def test_the_last_column_of_an_ordinary_table_is_on_the_screen_of_a_phone(
    chromium: Browser, tmp_path: Path
) -> None:
    place = made(tmp_path)
    words = "Every Monday morning with your breakfast", "Folic acid, which protects your mouth"
    place.add(f"| When | What | Dose |\n|---|---|---|\n| {words[0]} | {words[1]} | 12.5 mg |")
    place.build("asthma", formats=(PAGE,))
    path = place.output / "asthma" / "asthma.html"
    page = opened(chromium, path.as_uri(), {"width": 390, "height": 800})
    wide = "(one => one.scrollWidth - one.clientWidth)(document.querySelector('.scroll'))"
    assert page.evaluate(wide) <= 0
    page.context.close()


LONG_WORDS = {
    "en-GB": (
        "| Medicine | When you take it | How much | What to look out for |",
        "| Hydroxychloroquine | Every morning with breakfast | 12.5 mg | Photosensitivity |",
        "| Methotrexate | Mondays only | 2.5 mg | Breathlessness, uncomfortable eyes |",
    ),
    "ar": (
        "| الدواء | متى تأخذه | الجرعة | الآثار الجانبية المحتملة |",
        "| هيدروكسي كلوروكين | كل صباح مع الفطور | 12.5 ملغ | حساسية العينين واضطراباتهما |",
        "| ميثوتريكسات | يوم الاثنين فقط | 2.5 ملغ | صعوبة التنفس واضطراباته |",
    ),
}


@pytest.mark.parametrize("lang", LONG_WORDS)
@pytest.mark.parametrize("width", [320, 390, 560])
def test_a_row_of_long_words_is_whole_on_a_phone_each_cell_behind_its_head(
    chromium: Browser, tmp_path: Path, lang: str, width: int
) -> None:
    place = made(tmp_path)
    head, *rows = LONG_WORDS[lang]
    place.edit("lang: en-GB", f"lang: {lang}")
    place.add("\n".join((head, "|---|---|---|---|", *rows)))
    (outcome,) = place.build("asthma", formats=(PAGE,))
    assert not outcome.failed
    path = place.output / "asthma" / "asthma.html"
    page = opened(chromium, path.as_uri(), {"width": width, "height": 800})
    cells = page.evaluate(
        "[...document.querySelectorAll('td')].map(e => { const box = e.getBoundingClientRect();"
        "return [box.left, box.right, getComputedStyle(e, '::before').content] })"
    )
    heads = [one.strip() for one in head.strip("|").split("|")]
    assert [shown for *_, shown in cells] == [f'"{one}" / ""' for one in heads] * 2
    assert all(0 <= left < right <= width for left, right, _ in cells)
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    read = [(one["role"]["value"], one["name"]["value"]) for one in nodes if "name" in one]
    named = {role: [name for one, name in read if one == role] for role in ("columnheader", "cell")}
    assert named["columnheader"] == heads  # to whoever hears it, each once
    assert len(named["cell"]) == 8
    assert not any(one.startswith(tuple(heads)) for one in named["cell"])
    wide = "(one => one.scrollWidth - one.clientWidth)(document.querySelector('.scroll'))"
    assert page.evaluate(wide) <= 0
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.evaluate("getComputedStyle(document.querySelector('td')).display") == "table-cell"
    page.context.close()


def test_what_is_tapped_is_large_enough(chromium: Browser, pages: dict[str, Path]) -> None:
    page = opened(chromium, pages["everything"].as_uri(), {"width": 320, "height": 800})
    sizes = page.evaluate(
        "[...document.querySelectorAll('nav a, .contact a, .languages a')]"
        ".map(a => a.getBoundingClientRect()).map(r => Math.min(r.width, r.height))"
    )
    assert len(sizes) > 5
    assert min(sizes) >= 24
    page.context.close()


def test_the_way_past_the_head_shows_when_it_has_the_focus(
    chromium: Browser, pages: dict[str, Path]
) -> None:
    page = opened(chromium, pages["everything"].as_uri(), {"width": 320, "height": 800})
    skip = page.locator(".skip")
    assert skip.bounding_box()["width"] <= 1
    page.keyboard.press("Tab")
    assert skip.bounding_box()["width"] > 60
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#_text"
    page.context.close()


def test_nothing_is_fetched_and_nothing_is_run(chromium: Browser, pages: dict[str, Path]) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page, asked = context.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    for path in pages.values():
        page.goto(path.as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [
        p.as_uri() for p in pages.values()
    ]
    context.close()


@pytest.mark.parametrize(
    ("copy", "is_told"), [("", True), ("#its own 1.0", False), ("#OTHER-7", True)]
)
def test_who_comes_with_a_version_that_is_not_known_is_told_to_ask(
    chromium: Browser, pages: dict[str, Path], copy: str, is_told: bool
) -> None:
    path = pages["stem-cell-skin-repair"]
    if copy.endswith("1.0"):  # its own
        (own,) = re.findall(r'class="version" id="([^"]+)"', path.read_text("utf-8"))
        copy = f"#{own}"
    page = opened(chromium, f"{path.as_uri()}{copy}", {"width": 390, "height": 800})
    assert page.get_by_text("If your copy has another version, ask us.").is_visible() is is_told
    page.context.close()


def test_the_nu_checker_finds_no_error(pages: dict[str, Path]) -> None:
    command = ["npx", "--yes", CHECKER, "--errors-only", "--format", "json", "--stdout"]
    run = subprocess.run(
        [*command, *map(str, pages.values())], capture_output=True, text=True, check=False
    )
    assert json.loads(run.stdout)["messages"] == []


def test_the_nu_checker_sees_a_planted_fault(pages: dict[str, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    text = pages["everything"].read_text("utf-8")
    broken.write_text(text.replace("<h1>", "<h1><table>"), "utf-8")
    command = ["npx", "--yes", CHECKER, "--errors-only", "--format", "json", "--stdout"]
    run = subprocess.run([*command, str(broken)], capture_output=True, text=True, check=False)
    assert json.loads(run.stdout)["messages"] != []
