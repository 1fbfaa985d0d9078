"""Which lines of a leaflet are headings, where its author used no styles: a row for each kind."""

import pytest

from tests.importing.test_real_files import headings
from tests.support.word_files import BODY, imported, of_xml, paragraph, run, told

LOOKS = {
    "*": "<w:b/>",
    "+": '<w:b/><w:sz w:val="32"/>',
    "!": '<w:b/><w:sz w:val="48"/>',
    "_": '<w:u w:val="single"/>',
    "/": "<w:i/>",
}
NEXT_PAGE = '<w:r><w:br w:type="page"/></w:r>'

KINDS = {
    "a clinic above the title": (["*Harbour Clinic", "!Moles", "_Risks", BODY], ["Risks"]),
    "a cover": (
        ["!Moles", "+Skin department", "*Bring this with you", NEXT_PAGE, "+Risks", BODY],
        ["Risks"],
    ),
    "contents with pages": (
        ["!Moles", "*Contents", "Risks\t2", "After it ..... 3", "*Risks", BODY, "*After it", BODY],
        ["Risks", "After it"],
    ),
    "contents without pages": (
        ["!Moles", "*Inhalt:", "Risks", "2. After it", "*Risks", BODY, "*After it", BODY],
        ["Risks", "After it"],
    ),
    "contents, and a clinic's address": (
        ["!Moles", "*Contents", "Risks\t2", "After it 3", "Ward 4", "*Risks", BODY, "*After it"],
        ["Risks"],
    ),
    "a line called contents with a text below": (["!Moles", "*Contents", BODY], ["Contents"]),
    "what a table is called": (["!Moles", "*Table 1: Readings", BODY], []),
    "a label of the document": (["!Moles", "*Authors:", "A. Miller", BODY], []),
    "a person": (["!Moles", BODY, "*Miss Jane Miller", "Consultant"], []),
    "a line to sign on": (["!Moles", BODY, "*Signature of the patient", "________"], []),
    "a line to fill in": (["!Moles", "*Hospital number: ______", BODY], []),
    "a call in bold": (["!Moles", BODY, "*Please ring us at once in that case!", BODY], []),
    "words that lead in": (["!Moles", "*You will need all of the following:", BODY], []),
    "who may be called": (["!Moles", "*Contact", "*Ward 4", "0123 456 789", BODY], ["Contact"]),
    "numbers of another depth": (
        ["!Moles", "*3. Duties", "*3.1 Of doctors", BODY],
        ["3. Duties", "3.1 Of doctors"],
    ),
    "a tab behind the number": (["!Moles", "*1.\tDuties", BODY, "*2.\tRisks", BODY],
                                ["1. Duties", "2. Risks"]),
    "a title that looks like the headings": (
        ["*Moles", "*Risks", BODY, "*After it", BODY],
        ["Risks", "After it"],
    ),
    "a last line in bold, and an empty one": (
        ["!Moles", BODY, "*Twice a day", "", "*Risks", BODY],
        ["Risks"],
    ),
    "headings that count on": (
        ["!Moles", *(one for n in "123" for one in (f"*Exercise {n}: Bend", BODY, "*Twice a day"))],
        [f"Exercise {n}: Bend" for n in "123"],
    ),
    "a question in italics": (["!Moles", "/Does it hurt?", BODY, "/It does not", BODY],
                              ["Does it hurt?"]),
    "a colon above a list": (["!Moles", BODY, "*Risks:", "• one", "• two"], ["Risks:"]),
    "code": (["!Moles", "*<w:picture/>", BODY], []),
}  # fmt: skip


def typed(line: str) -> str:
    """A paragraph; its first sign says how it looks."""
    if line.startswith("<"):
        return paragraph(line)
    looks = LOOKS.get(line[:1], "")
    words = line[1:] if looks else line
    runs = (run(one, looks) for one in words.split("\t"))
    return paragraph("<w:r><w:tab/></w:r>".join(runs))


@pytest.mark.parametrize("kind", KINDS)
def test_headings_without_styles(kind: str) -> None:
    lines, expected = KINDS[kind]
    result = imported(of_xml(*map(typed, lines)))
    assert [one.lstrip("# ").replace("\\", "") for one in headings(result)] == expected
    assert 'title: "Moles"' in result.text
    assert result.census.lost == ()


def test_contents_that_were_typed_are_left_out_and_told() -> None:
    lines = ("!Moles", "*Contents", "Risks ..... 2", "After it ..... 3", "*Risks", BODY)
    result = imported(of_xml(*map(typed, lines)))
    assert ". 2" not in result.text
    assert any("“After it ..... 3”" in one for one in told(result, "left out"))


def test_a_box_beside_a_heading_takes_it_away_from_no_text() -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{typed('Call us')}</w:txbxContent>"
    lines = (
        typed("!Moles"),
        typed("*Risks"),
        paragraph(f"{box}</v:textbox></v:shape></w:pict></w:r>"),
    )
    assert headings(imported(of_xml(*lines, typed(BODY)))) == ["## Risks"]
