"""A fault of a style sheet is told of every file that has it, whatever was made before."""

import json
import subprocess
from pathlib import Path

import pytest

from handout.formats import FORMATS
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.paper import pdf, weasyprint_log
from handout.paper.weasyprint_patches import caches
from handout.paper.weasyprint_patches.caches import LINES, STYLES
from handout.typography import fonts
from tests.support.leaflets import CLINIC, markup
from tests.support.workplace import Workplace, made

SQUARE = "margin-left: calc(1em * 1em)"
"""A value that WeasyPrint understands when it reads it, and cannot compute."""


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return made(tmp_path, "asthma", "eczema")


def sheet(place: Workplace, name: str = "leaflet") -> Path:
    return place.template(f"leaflet/{name}.css")


def add(path: Path, rule: str) -> int:
    """Add a rule to a style sheet; its line."""
    text = path.read_text()
    path.write_text(f"{text}{rule}\n")
    return text.count("\n") + 1


def told(place: Workplace, *formats: str) -> list[list[Finding]]:
    """The findings of each article in a build in this process, as a worker makes several."""
    outcomes = place.build(formats=formats or ("leaflet",))
    return [list(outcome.findings) for outcome in outcomes]


def test_every_article_is_told_of_a_value_that_cannot_be_computed(place: Workplace) -> None:
    line = add(sheet(place), f".lead p {{ {SQUARE} }}")
    command = place.command("--jobs", "1", "--format", "leaflet", "--json")
    run = subprocess.run(command, check=False, capture_output=True, text=True, cwd=place.root)
    articles = json.loads(run.stdout)["articles"]
    assert [article["made"] for article in articles] == [False, False]
    for article in articles:
        (finding,) = article["findings"]
        assert (finding["path"], finding["line"]) == ("templates/leaflet/leaflet.css", line)
        assert "Invalid math function: calc(1em * 1em)" in finding["message"]


VALUES = (
    "margin: 1px var(--odd)",
    "border: var(--odd)",
    "text-indent: calc(1em * var(--odd))",
    "border-radius: 0 calc( 1em * 1em )",
    "width: min(1em, 1em * 1em)",
    "padding:\n    var(--odd)",
)


def test_a_value_is_placed_at_its_style_sheet_whatever_it_is(place: Workplace) -> None:
    add(sheet(place), ":root { --odd: 1em 2em 3em 4em 5em }")
    lines = [add(sheet(place), f".lead p {{ {value} }}") for value in VALUES]
    lines[-1] += 1  # where the value is
    first, *others = told(place)
    place_of = {(Path(one.path).name, one.line) for one in first}
    assert place_of == {("leaflet.css", line) for line in lines}
    assert others == [first]


def test_a_value_is_placed_at_the_sheet_that_its_own_sheet_imports(place: Workplace) -> None:
    more = sheet(place).with_name("more.css")
    more.write_text(f"\n\n.lead p {{ {SQUARE} }}\n")
    sheet(place).write_text(f'@import "more.css";\n{sheet(place).read_text()}')
    for (finding,) in told(place):
        assert (Path(finding.path).name, finding.line) == ("more.css", 3)


def test_a_value_of_a_template_is_told_there(place: Workplace) -> None:
    path = place.template("leaflet/leaflet.html")
    rule = f"<style>.lead p {{ {SQUARE} }}</style></head>"
    path.write_text(path.read_text().replace("</head>", rule))
    for (finding,) in told(place):
        assert Path(finding.path).name == "leaflet.html"


def test_a_fault_that_the_first_article_does_not_have_is_told_of_the_others(
    place: Workplace,
) -> None:
    add(sheet(place), f".prose ol li {{ {SQUARE} }}")
    place.add("## In this order\n\n1. Rest a while\n2. Drink water", "eczema")
    assert [len(findings) for findings in told(place)] == [0, 1]


@pytest.mark.parametrize("rule", [SQUARE, "margin: var(--odd)", "outline-width: calc(1em * 1em)"])
@pytest.mark.parametrize(
    "names", [("leaflet", "leaflet-large-print"), ("leaflet-booklet", "leaflet-booklet-print")]
)
def test_every_format_is_told_of_a_fault_in_the_sheet_that_they_share(
    content: Path, rule: str, names: tuple[str, str]
) -> None:
    css = f":root {{ --odd: x y }} p {{ {rule}; outline-style: solid }}"
    page = markup("<p>Words.</p>", content, css)
    findings = [FORMATS[name].make(page, CLINIC).findings for name in names]
    assert {one.rule for one in findings[0]} == {"stylesheet"}
    assert findings[0] == findings[1]


def test_every_leaflet_is_told_of_a_fault_in_the_style_of_a_drawing(content: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>p:::q {}</style>'
    (content / "odd.svg").write_text(f'{drawing}<path d="M0 0h9v9z"/></svg>')
    page = markup('<img src="odd.svg" alt="Odd">', content)
    findings = [pdf.write(page, CLINIC).findings for _ in range(3)]
    assert findings[0]
    assert findings == [findings[0]] * 3


def test_every_leaflet_is_told_of_a_font_that_cannot_be_read_until_it_can(content: Path) -> None:
    font = content / "odd.ttf"
    font.write_bytes(b"no font")
    url = font.as_uri()
    page = markup("<p>x</p>", content, f"@font-face {{ font-family: Odd; src: url({url}) }}")
    for _ in range(2):
        assert [one.rule for one in pdf.write(page, CLINIC).findings] == ["font-broken"]
    (ours,) = {face.path for face in fonts.family("Arimo").faces[:1]}  # type: ignore[union-attr]
    font.write_bytes(ours.read_bytes())
    assert pdf.write(page, CLINIC).findings == ()
    # A font of two names would be found by the wrong one in other tests.
    pdf.shared_resources().forget([Finding(weasyprint_log.FONT, "")])


def test_a_fault_that_is_mended_is_told_no_more(place: Workplace) -> None:
    place.article("eczema").unlink()
    before = sheet(place).read_text()
    for _ in range(2):
        add(sheet(place), f".lead p {{ {SQUARE} }}")
        assert all(told(place))
        sheet(place).write_text(before)
        assert not any(told(place))


def test_a_fault_of_an_imported_sheet_is_told_when_it_comes_and_no_more_when_it_went(
    place: Workplace,
) -> None:
    place.article("eczema").unlink()
    more = sheet(place).with_name("more.css")
    sheet(place).write_text(f'@import "more.css";\n{sheet(place).read_text()}')
    for rule, faulty in (("", False), ("p { colour: red }", True), (f"p {{ {SQUARE} }}", True)):
        more.write_text(rule)
        assert [bool(findings) for findings in told(place)] == [faulty]
    more.unlink()
    assert all(told(place))
    more.write_text("p { font-style: italic }")
    assert not any(told(place))


def test_an_edit_of_an_imported_sheet_shows_in_a_warm_process(place: Workplace) -> None:
    more = sheet(place).with_name("more.css")
    more.write_text("p { font-style: italic }")
    sheet(place).write_text(f'@import "more.css";\n{sheet(place).read_text()}')
    assert not any(told(place))
    before = place.file(ending="leaflet.pdf").read_bytes()
    more.write_text("p { font-style: normal }")
    assert not any(told(place))
    assert place.file(ending="leaflet.pdf").read_bytes() != before


KEY, LINE = "a", ("style", "line")


def test_all_that_is_cached_is_forgotten_at_once() -> None:
    for cache in (LINES, STYLES):
        cache.put(KEY, LINE)
    caches.forget()
    assert [cache.get(KEY) for cache in (LINES, STYLES)] == [None, None]


def test_what_is_cached_is_forgotten_after_a_fault_alone(content: Path) -> None:
    for body, still in (("<p>x</p>", LINE), ("<img src='gone.svg' alt='x'>", None)):
        LINES.put(KEY, LINE)
        assert bool(pdf.write(markup(body, content), CLINIC).findings) is not bool(still)
        assert LINES.get(KEY) == still


def test_what_is_cached_is_forgotten_where_a_layout_ends_in_an_error(content: Path) -> None:
    LINES.put(KEY, LINE)
    with pytest.raises(ContentError, match="nested too deep"):
        pdf.write(markup("<div>" * 3000, content), CLINIC)
    assert LINES.get(KEY) is None


@pytest.mark.parametrize(
    "css",
    [
        "* { position: absolute }",
        "* { display: inline-table }",
        "* { break-before: page }",
        "p { position: fixed; float: right }",
    ],
)
def test_styles_that_weasyprint_cannot_set_are_told_with_the_names_of_the_sheets(tmp_path, css):
    place = made(tmp_path)
    sheet = place.template("leaflet/leaflet.css")
    sheet.write_text(f"{sheet.read_text('utf-8')}\n{css}\n", "utf-8")
    (outcome,) = place.build(formats=("leaflet",))
    assert outcome.failed
    assert all(one.rule != "internal" for one in outcome.findings)


def test_a_value_that_cannot_be_read_is_told_at_its_style_sheet(place: Workplace) -> None:
    add(sheet(place), "p { width: calc(1px + ) }")
    for (finding,) in told(place):
        assert finding.path.endswith("templates/leaflet/leaflet.css")
        assert finding.message == "a value cannot be worked out (AssertionError)"
        assert finding.advice == "take back what was changed last"


@pytest.mark.parametrize("rule", ["@import url(x.css);", "@counter-style x { system: foo }"])
def test_no_message_ends_in_a_full_stop(place: Workplace, rule: str) -> None:
    place.article("eczema").unlink()
    add(sheet(place), rule)
    said = [finding for findings in told(place) for finding in findings]
    assert said
    assert not [one for one in said if one.message.endswith(".") or not one.advice]


@pytest.mark.parametrize("name", ["leaflet", "_text"])
def test_advice_names_the_style_sheet_that_has_the_rule(place: Workplace, name: str) -> None:
    place.article("eczema").unlink()
    add(sheet(place, name), "h2 { transform: scaleX(-1) }")
    (finding, *_) = (one for one in told(place)[0] if "mirrored" in one.message)
    assert finding.advice == f"take out what turns it in leaflet/{name}.css"
