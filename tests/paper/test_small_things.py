"""Small things that a reader feels and a designer sees: gaps, rules, lines that end too soon."""

import re

import pytest
from msgspec.structs import replace

from handout.formats import FORMATS
from handout.model.markup import Folders
from handout.paper import pdf
from handout.source.reading import read_article, read_clinic
from handout.templating.templates import render
from tests.support.cases import cases
from tests.support.leaflets import CLINIC, FOLDERS, FRONT, ROOT, layout_of, made_of, markup
from tests.support.visual import pages

NOTED = """\
{words}[^a]

## One

Rest.

[^a]: Example R. A journal, 2024.
"""
WORDS = """\
## Words you may hear

Flare
: A time when the skin is worse.

## More

Drink.

Topical
: Put on the skin.
"""
RATES = """\
## What can go wrong

| Problem | How often | What we do |
|---|--:|---|
| Bruising | 60 in 100 | It goes by itself within two to three weeks, nothing need be done |
| Clot in a deep vein | 5 in 1,000 | Injections and tablets for three months, a visit each week |
"""
PLAN = """\
## Your plan

| Week | Monday | Tuesday | Wednesday | Thursday | Friday | Saturday | Sunday |
|---|--:|--:|--:|--:|--:|--:|--:|
| 1 | 35 mg | 35 mg | 35 mg | 35 mg | 35 mg | 30 mg | 30 mg |
| 2 | 30 mg | 30 mg | 30 mg | 30 mg | 30 mg | 25 mg | 25 mg |
"""


def spaced(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_a_short_last_word_before_the_mark_of_a_note_is_not_alone(content):
    for more in range(0, 12, 2):
        text = NOTED.format(
            words="Most people have more good days " + "x" * more + " than bad ones."
        )
        layout = layout_of(text, content, "leaflet-booklet")
        line = next(one for one in layout.texts if "ones." in one.text)
        assert line.text.strip() != "ones."


def test_words_that_are_explained_are_labelled_where_no_heading_says_it(content):
    words = spaced(made_of(WORDS, content, "leaflet").text)
    assert words.count("Words we use") == 1


@pytest.mark.parametrize("name", ["leaflet", "leaflet-large-print", "leaflet-booklet"])
def test_a_short_cell_and_a_date_stay_on_one_line(content, name):
    texts = layout_of(RATES, content, name).texts
    lines = [spaced(one.text) for one in texts]
    assert [line for line in lines if line.startswith(("60", "5 "))] == ["60 in 100", "5 in 1,000"]
    # Nor is the version parted from its number, or a review from its date.
    foot = [one.text for one in texts if one.region == "margin"]
    whole = [line for line in foot if "eview" in line and not line.startswith("eview")]
    assert whole
    assert all(line.count("eview") == line.count("2026") + line.count("2028") for line in whole)


def test_row_by_row_all_cells_begin_at_one_edge(content):
    layout = layout_of(PLAN, content, "leaflet-trifold")
    cells = [one for one in layout.texts if one.tag == "td"]
    assert len(cells) == 16
    assert max(one.x for one in cells) - min(one.x for one in cells) < 8  # panels differ a little


def test_a_line_of_code_with_spaces_at_its_end_is_no_fault(content):
    code = (
        "## Code\n\n```\n" + ("a long line of code that goes on and on " * 6 + "\n") * 60 + "```\n"
    )
    assert made_of(code, content, "leaflet").findings == ()


def test_a_heading_of_many_words_hangs_beside_its_text_like_all_others(content):
    long = "What to do in the first three days, for those who would like to know all of it"
    layout = layout_of(f"## {long}\n\nRest.\n\n## Short\n\nRest.\n", content, "leaflet")
    heads = [one for one in layout.texts if one.tag == "h2" and one.region == "body"]
    assert heads[0].x == heads[-1].x


ABROAD = {"ar": "شائع", "fr": "Courant", "pl": "Częsty", "uk": "Добре"}
"""Languages whose foot of the page is long, or high."""


ON_TWO_SIDES = ("leaflet", "leaflet-large-print", "leaflet-booklet")
FEET = [(lang, name) for lang in ABROAD for name in ON_TWO_SIDES]


@pytest.mark.parametrize(("lang", "name"), cases(FEET, FEET[::4]))
def test_a_long_foot_of_the_page_stays_clear_of_the_edge(content, lang, name):
    clinic = replace(CLINIC, name="Exampleton and Sampleford Health Centre")
    text = f"{ABROAD[lang]}\n\n## {ABROAD[lang]}\n\n{ABROAD[lang]}\n"
    path = content / "a.md"
    front = FRONT.format(title=ABROAD[lang]).replace("en-GB", lang)
    path.write_text(front + text, encoding="utf-8")
    article = read_article(path, content).article
    folders = Folders(content, FOLDERS.templates)
    made = FORMATS[name].make(render(FORMATS[name].template, article, clinic, folders), clinic)
    assert [str(finding) for finding in made.findings] == []


def test_the_numbers_of_steps_are_large(content):
    steps = "::: steps\n1. Shake it.\n2. Breathe out.\n:::\n\n## Other\n\n1. One\n2. Two\n"
    layout = layout_of(f"Lead.\n\n## Use\n\n{steps}", content, "leaflet")
    numbers = [one for one in layout.texts if one.generated and one.text.strip() in ("1.", "2.")]
    words = next(one for one in layout.texts if one.text.startswith("Shake"))
    assert [round(one.size / words.size, 1) for one in numbers] == [1.6, 1.6, 1, 1]


def test_a_narrow_line_of_the_head_ends_in_two_words(content):
    head = '<div data-region="furniture"><p>Information pour les patients</p></div>'
    page = markup(f"{head}<main><p>Text.</p></main>", content, "div { width: 48mm }")
    lines = pages(pdf.write(page, CLINIC).data).split("\n")
    assert "lespatients" in [re.sub(r"\s", "", line) for line in lines]


VERSIONS = [
    (lang, name) for lang in ("pl", "ur") for name in ("leaflet", "leaflet-large-print", "poster")
]


@pytest.mark.parametrize(("lang", "name"), cases(VERSIONS, VERSIONS[::4]))
def test_no_line_of_the_version_ends_in_a_dot(lang, name):
    path = ROOT / "tests" / "languages" / f"{lang}.md"
    row, clinic = FORMATS[name], read_clinic(FOLDERS.content)
    filled = render(row.template, read_article(path, path.parent).article, clinic, FOLDERS)
    layout = pdf.write(next(filled.choices()), clinic, row.printing).layout
    small = [one for one in layout.texts if one.region in ("margin", "furniture")]
    assert any("·" in one.text for one in small)
    assert not [one.text for one in small if one.text.strip().endswith("·")]


def test_raised_and_lowered_digits_are_small_and_near_their_line(content):
    layout = layout_of("## Counts\n\nThere are 10^9^ of H~2~O.\n", content, "leaflet")
    (line,) = (one for one in layout.texts if "There are" in one.text)
    digits = [one for one in layout.texts if one.text.strip("\u2060") in ("9", "2")]
    assert [round(one.size, 1) for one in digits] == [9, 9]
    raised, lowered = digits
    assert 0.2 * line.size < lowered.y - raised.y < 0.6 * line.size
