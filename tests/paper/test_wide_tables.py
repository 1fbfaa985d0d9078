"""A table that is too wide: helped as far as it can be, and told of once where it cannot."""

import page as conformance
import pytest

from handout.model.findings import Severity
from tests.support.cases import cases
from tests.support.leaflets import layout_of, made_of, words_of

SEVEN = """## Medicines

| Medicine | Morning | Midday | Afternoon | Evening | Night | Remarks of the pharmacist |
|---|---|---|---|---|---|---|
| Paracetamol | 1 | 0 | 1 | 0 | 1 | With water, never more than 4 g a day |
| Hydrochlorothiazide | 1 | 0 | 0 | 0 | 0 | In the morning |
"""
THREE = """## Treatments

| Treatment | What it does | What can happen |
|---|---|---|
| Photodynamic therapy | A cream makes the damaged cells ready, then a lamp destroys them | Crusts |
| Immunomodulators | A cream wakes the immune system | Inflammation |
"""
TWO = """## Words

| Word | Meaning |
|---|---|
| Otorhinolaryngological | esophagogastroduodenoscopically |
"""
HOPELESS = f"""## Words

| Word | Meaning |
|---|---|
| {"ZXKQ" * 16} | {"QKXZ" * 16} |
"""
CASES = {"seven": SEVEN, "three": THREE, "two": TWO}


def found(made) -> list[str]:
    return [str(finding) for finding in made.findings]


PAPERS = [
    (case, name) for name in ("leaflet-trifold", "leaflet", "leaflet-booklet") for case in CASES
]


@pytest.mark.parametrize(("case", "name"), cases(PAPERS, PAPERS[: len(CASES) + 1]))
def test_a_wide_table_fits_every_paper(case, name, content):
    made = made_of(CASES[case], content, name)
    assert found(made) == []
    for cell in CASES[case].replace("\n", "|").split("|"):
        words = " ".join(cell.strip(" #-").split())
        assert words in " ".join(made.text.split()).replace("\N{NO-BREAK SPACE}", " ")


def test_where_the_page_is_wider_than_the_text_a_table_goes_across(content):
    assert made_of(SEVEN, content, "leaflet").text.count("Afternoon") == 1


@pytest.mark.parametrize(("words", "goes"), [(20, False), (110, True)])
def test_a_table_with_a_cell_of_many_lines_goes_across(words, goes, content):
    body = f"## Care\n\n| Where | What | Cost |\n|---|---|---|\n| Home | {'word ' * words}| 5 |\n"
    layout = layout_of(body, content, "leaflet")
    left = min(text.x for text in layout.texts if text.tag == "td")
    heading = next(text.x for text in layout.texts if text.text == "Care")
    assert (left == pytest.approx(heading)) == goes


def test_a_table_that_another_setting_turned_stands_in_its_columns_still(content):
    ones = ["Donaudampfschifffahrtsgesellschaftskapitän", "x"]
    ones.append("Methylprednisolonaceponate/Chlorhexidindigluconat")
    rows = ("| " + " | ".join(ones[(n + m) % 3] for m in range(5)) + " |" for n in range(4))
    table = "\n    ".join((next(rows), "|---|---|---|---|---|", *rows))
    made = made_of(f"## Words\n\nA word.[^1]\n\n[^1]: A note\n\n    {table}\n", content, "leaflet")
    assert found(made) == []


def test_on_a_panel_each_cell_stands_beside_the_head_of_its_column(content):
    words = words_of(made_of(SEVEN, content, "leaflet-trifold").data).split()
    assert words.count("Afternoon") == 2
    assert words[words.index("Afternoon") :][:2] == ["Afternoon", "1"]


def test_each_row_begins_in_bold_where_it_takes_lines_of_its_own(content):
    texts = layout_of(SEVEN, content, "leaflet-trifold").texts
    bold = [text.text for text in texts if text.tag == "td" and text.weight >= 700]
    assert bold == ["Paracetamol", "Hydrochlorothiazide"]


def test_columns_of_one_or_two_words_a_line_are_set_row_by_row(content):
    assert made_of(THREE, content, "leaflet-trifold").text.count("What can happen") == 2
    assert made_of(THREE, content, "leaflet").text.count("What can happen") == 1


def test_only_two_long_words_beside_each_other_are_broken_with_a_hyphen(content):
    words = words_of(made_of(TWO, content, "leaflet-trifold").data)
    assert "Otorhinolaryngo" in words
    assert "Otorhinolaryngological" not in words
    assert "Hydrochlorothiazide" in words_of(made_of(SEVEN, content, "leaflet-trifold").data)


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("case", ["seven", "two"])
def test_a_table_that_was_helped_has_the_tags_of_a_table(case, profile, content):
    data = made_of(CASES[case], content, "leaflet-trifold").data
    report = conformance.validate_pdf_bytes(data, profile=profile)
    assert [failure.message for failure in report.failures] == []


def test_a_table_that_cannot_be_helped_is_told_once_at_its_line(content):
    (finding,) = made_of(HOPELESS, content, "leaflet").findings
    assert (finding.severity, finding.line) == (Severity.ERROR, 12)
    assert finding.message == "the table of 2 columns is too wide for the leaflet"
    assert finding.advice.startswith("find a shorter word for “ZXKQ")
    assert finding.advice.endswith("or leave the leaflet out (leave_out)")


def test_a_table_too_wide_for_a_panel_costs_that_file_alone(content):
    made = made_of(HOPELESS, content, "leaflet-trifold")
    assert made.data == b""
    (finding,) = made.findings
    assert (finding.severity, finding.line) == (Severity.WARNING, 12)
    assert finding.message.endswith("too wide for the tri-fold, which was not made")
