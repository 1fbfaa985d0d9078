"""The poster: one whole message of the article, as large as it fits."""

import re
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from msgspec.structs import replace

from handout.formats import FORMATS
from handout.model.errors import ContentError
from handout.source.reading import read_article, read_clinic
from handout.templating.templates import render
from tests.support.cases import cases
from tests.support.leaflets import CLINIC, FOLDERS, FRONT, layout_of, made_of

KEY = "::: key\nTake it each evening.\n\n- Never two at once.\n:::\n"
WARNING = "::: warning\nCall 999 if you hit your head.\n:::\n"
LEAD = "It keeps your blood thin.\n\nCome for a blood test each week.\n"
POSTERS = {"poster": 24, "poster-a4": 16}
"""With the least size of their message, points."""
LANGUAGES = Path(__file__).parents[1] / "languages"
SOME = ("ar", "ta")
"""Languages that are tried at once."""
LONG = "We tell you this in full on our ward and at home. "


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\N{NO-BREAK SPACE}", " "))


@pytest.mark.parametrize(
    ("body", "shown", "hidden"),
    [
        (
            f"{LEAD}\n## Dose\n\n{WARNING}\n\n{KEY}",
            ["Take it each evening. Never two at once."],
            ["thin", "999"],
        ),
        (f"> {KEY.replace(chr(10), chr(10) + '> ')}\n\n## Dose\n\nOne.\n", ["each evening"], []),
        (
            f"{LEAD}\n## Dose\n\n{WARNING}",
            ["blood thin. Come for a blood test each week."],
            ["999", "Dose"],
        ),
        (f"## Dose\n\n{WARNING}", ["Important Call 999 if you hit your head."], ["Dose"]),
        (
            f"::: slides\n{LEAD}\n{KEY}\n:::\n\n## Dose\n\n{WARNING}",
            ["Call 999"],
            ["thin", "each evening"],
        ),
        (
            "".join(f"## Part {number}\n\nWords.\n\n" for number in range(1, 9)),
            [f"Part {number}" for number in range(1, 9)],
            ["Words"],
        ),
    ],
    ids=["key", "key within a quote", "lead", "warning", "not of the slides", "headings"],
)
def test_it_shows_the_key_message_or_the_introduction_or_the_warning(body, shown, hidden, content):
    made = made_of(body, content, "poster")
    assert [str(finding) for finding in made.findings] == []
    text = words(made.text)
    assert all(one in text for one in shown)
    assert not any(one in text for one in hidden)


@pytest.mark.parametrize(
    ("body", "shown", "hidden"),
    [
        (f"{LEAD}\n{LONG * 40}\n\n## Dose\n\n{WARNING}", "999", "blood thin"),
        (f"{LEAD}\n{LONG * 40}\n\n## Dose\n\nOne.\n", "blood thin", "week"),
        (f"To take:\n\n> {LONG * 40}\n\n## Dose\n\nOne.\n", "Dose", "To take"),
        (f"{LEAD}\n## Dose\n\n::: key\n{LONG * 40}\n:::\n", "blood thin. Come", "ward"),
    ],
    ids=["warning", "first paragraph", "no lead-in alone", "introduction"],
)
def test_what_does_not_fit_gives_way_to_a_shorter_part_that_is_whole(body, shown, hidden, content):
    made = made_of(body, content, "poster")
    text = words(made.text)
    assert shown in text
    assert hidden not in text
    (finding,) = made.findings
    assert finding.severity.name == "NOTE"
    assert finding.message.endswith("so that another part of the article is shown")
    most = re.search(r"in at most (\d+) words, into '::: key'", finding.advice)
    fits = (LONG * 40).split()[: int(most[1])]
    followed = made_of(f"{LEAD}\n## Dose\n\n::: key\n{' '.join(fits)}\n:::\n", content, "poster")
    assert [str(one) for one in followed.findings] == []


@pytest.mark.parametrize("lines", [1, 8, 14])
@pytest.mark.parametrize("name", POSTERS)
def test_the_message_is_as_large_as_it_fits_and_never_too_small(name, lines, content):
    layout = layout_of(f"{LONG * lines}\n\n## Dose\n\nOne.\n", content, name)
    sizes = {text.size for text in layout.texts if text.region == "body"}
    assert len(layout.pages) == 1
    assert min(sizes) >= POSTERS[name]
    assert lines > 1 or max(sizes) == pytest.approx(FORMATS[name].printing.fit.sizes[-1])


@pytest.mark.parametrize("name", POSTERS)
@pytest.mark.parametrize(
    ("link", "web", "said"),
    [
        ("https://example.org/thin", "https://a.example", "or read it here example.org/thin"),
        ("", "https://a.example", "Ask us for the leaflet Our website a.example"),
        ("", "", "Ask us for the leaflet 01632"),
    ],
    ids=["the article", "the clinic", "nothing"],
)
def test_its_code_says_what_is_behind_it(name, link, web, said, content):
    path = content / "a.md"
    front = FRONT.format(title="A title").replace("lang:", f"link: {link}\nlang:")
    path.write_text(front + LEAD, "utf-8")
    article, clinic = read_article(path, content).article, replace(CLINIC, web=web or None)
    made = FORMATS[name].make(render(FORMATS[name].template, article, clinic, FOLDERS), clinic)
    assert said in words(made.text)
    (page,) = pypdfium2.PdfDocument(made.data)
    codes = [code.text for code in zxingcpp.read_barcodes(page.render(scale=2).to_pil())]
    assert codes == [one for one in (link or web,) if one]


@pytest.mark.parametrize("name", POSTERS)
@pytest.mark.parametrize("lang", cases(sorted(one.stem for one in LANGUAGES.glob("*.md")), SOME))
def test_every_language_has_a_poster_with_its_introduction(lang, name):
    article = read_article(LANGUAGES / f"{lang}.md", LANGUAGES).article
    clinic = read_clinic(FOLDERS.content)
    try:
        made = FORMATS[name].make(render(FORMATS[name].template, article, clinic, FOLDERS), clinic)
        faults = made.findings
    except ContentError as error:
        faults = error.findings
    if any(one.rule in ("font-missing", "glyph-missing") for one in faults):
        pytest.skip("its font is not installed")
    assert [str(finding) for finding in faults] == []
    assert made.data
