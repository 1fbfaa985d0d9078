"""What real files of Word have in them beside what leaflets should, each as it was met."""

import pytest
from docx import Document

from handout.importing.articles import Imported
from handout.model.errors import ContentError
from handout.model.findings import has_errors
from handout.source.reading import parse
from tests.support.hostile_packages import packed, parts_of
from tests.support.word_files import (
    BODY,
    altered,
    body_of,
    imported,
    made,
    of_xml,
    paragraph,
    run,
    saved,
    told,
)

BOLD, CENTRED = "<w:b/>", '<w:jc w:val="center"/>'
NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def headings(result: Imported) -> list[str]:
    return [line for line in body_of(result).split("\n") if line.startswith("#")]


def with_notes(data: bytes, *notes: str) -> bytes:
    """A file with footnotes, which have ids from 1 on."""
    parts = parts_of(data)
    held = "".join(f'<w:footnote w:id="{n}">{one}</w:footnote>' for n, one in enumerate(notes, 1))
    parts["word/footnotes.xml"] = f"<w:footnotes {SPACE}>{held}</w:footnotes>".encode()
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    tie = f'<Relationship Id="rIdN" Type="{NOTES}" Target="footnotes.xml"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", tie.encode())
    kind = f'<Override PartName="/word/footnotes.xml" ContentType="{TYPE}"/></Types>'
    parts[types] = parts[types].replace(b"</Types>", kind.encode())
    return packed(parts)


def mark(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def builds(result: Imported) -> bool:
    return not has_errors(parse(result.text.encode(), "content/leaflet.md", "leaflet").findings)


def test_a_note_that_nothing_refers_to_is_told() -> None:
    result = imported(with_notes(of_xml(paragraph(run(BODY))), paragraph(run("an old note"))))
    assert any("an old note" in one for one in told(result, "left out"))
    assert result.census.lost == ()


def test_the_mark_of_an_empty_note_is_left_away() -> None:
    result = imported(with_notes(of_xml(paragraph(run(BODY), mark(1))), paragraph()))
    assert "[^1]" not in result.text
    assert builds(result)


def test_a_mark_with_a_paragraph_to_itself_stands_behind_the_words_above() -> None:
    data = of_xml(paragraph(run(BODY)), paragraph(mark(1)), paragraph(run(BODY)))
    result = imported(with_notes(data, paragraph(run("the note"))))
    assert f"{BODY}[^1]" in result.text
    assert builds(result)


def test_a_file_in_the_file_is_refused_as_its_words_cannot_be_read() -> None:
    data = altered(of_xml(paragraph(run(BODY))), "<w:sectPr", '<w:altChunk r:id="x"/><w:sectPr')
    declared = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    with pytest.raises(ContentError, match="part of it is another file"):
        imported(altered(data, "<w:altChunk ", f"<w:altChunk {declared} "))


def test_a_header_and_a_footer_that_say_the_same_are_both_told() -> None:
    def both(document) -> None:
        document.add_paragraph(BODY)
        for part in (document.sections[0].header, document.sections[0].footer):
            part.paragraphs[0].text = "Harbour Clinic"

    result = imported(made(both))
    left = [one for one in told(result, "left out") if "Harbour Clinic" in one]
    assert [one.split(":")[0] for one in left] == ["the header", "the footer"]
    assert result.census.lost == ()


def test_signs_that_are_typed_as_html_has_them_are_no_loss() -> None:
    result = imported(of_xml(paragraph(run(f"{BODY} Write &lt;b&gt; &amp;amp; so."))))
    assert result.census.lost == ()


def test_words_of_a_short_run_are_not_taken_out_of_a_longer_one() -> None:
    lines = [paragraph(run("1.23"), "<w:r><w:tab/></w:r>", run("dose")), paragraph(run("123423"))]
    assert imported(of_xml(paragraph(run(BODY)), *lines)).census.lost == ()


def test_a_sentence_in_the_style_of_a_heading_is_a_paragraph() -> None:
    document = Document()
    document.add_heading("After it", 2)
    document.add_heading(f"{BODY} {BODY} {BODY}", 3)
    document.add_paragraph(BODY)
    words = BODY.rpartition(",")[0]
    document.add_heading(f"{words}, as we said, and {words}.", 3)
    result = imported(saved(document))
    assert headings(result) == []
    assert any("though its style is that of a heading" in one for one in told(result, "guessed"))


def test_lines_that_count_on_are_headings_though_nothing_sets_them_off() -> None:
    lines = [
        each for n in (1, 2, 3) for each in (paragraph(run(f"Step {n}")), paragraph(run(BODY)))
    ]
    title = paragraph(run("Inhalers", BOLD))
    assert headings(imported(of_xml(title, *lines))) == ["## Step 1", "## Step 2", "## Step 3"]


def test_a_line_below_the_title_in_the_middle_is_the_subtitle() -> None:
    title = paragraph(run("Having a mole removed", "<w:b/><w:sz w:val='36'/>"), properties=CENTRED)
    below = paragraph(run("Information for patients", BOLD), properties=CENTRED)
    rest = (paragraph(run("After it", BOLD)), paragraph(run(BODY)))
    result = imported(of_xml(title, below, paragraph(run(BODY)), *rest))
    assert 'subtitle: "Information for patients"' in result.text
    assert headings(result) == ["## After it"]


def test_a_first_heading_in_the_middle_that_others_are_like_is_no_subtitle() -> None:
    title = paragraph(run("Having a mole removed", "<w:b/><w:sz w:val='36'/>"), properties=CENTRED)
    lines = [
        paragraph(run(words, BOLD), properties=CENTRED) if words != BODY else paragraph(run(BODY))
        for words in ("Before it", BODY, "After it", BODY)
    ]
    assert headings(imported(of_xml(title, *lines))) == ["## Before it", "## After it"]


def test_a_date_is_no_heading() -> None:
    lines = (paragraph(run("March 2024", BOLD)), paragraph(run(BODY)))
    assert headings(imported(of_xml(paragraph(run(BODY)), *lines))) == []


def test_numbered_lines_in_bold_are_headings_and_not_items_of_the_list_below() -> None:
    lines = [
        each
        for n, head in enumerate(("Before it", "After it"), 1)
        for each in (
            paragraph(run(f"{n}. {head}", BOLD)),
            paragraph(run("1. Eat nothing.")),
            paragraph(run("2. Drink water.")),
            paragraph(run(BODY)),
        )
    ]
    result = imported(of_xml(paragraph(run(BODY)), *lines))
    assert headings(result) == ["## 1. Before it", "## 2. After it"]


def test_a_row_over_all_columns_of_a_form_is_a_heading() -> None:
    def cell(words: str, span: int = 1, looks: str = "") -> str:
        properties = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>'
        return f"<w:tc>{properties}{paragraph(run(words, looks))}</w:tc>"

    rows = (
        (cell("Your medicines", 2, BOLD),),
        (cell("Name"), cell(f"{BODY} " * 6)),
        (cell("Your allergies", 2, BOLD),),
        (cell("Name"), cell(f"{BODY} " * 6)),
    )
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    inner = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    borders = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'
    result = imported(of_xml(paragraph(run(BODY)), f"<w:tbl>{borders}{grid}{inner}</w:tbl>"))
    assert headings(result) == ["## Your medicines", "## Your allergies"]


def test_the_heading_of_the_table_of_contents_goes_with_it() -> None:
    document = Document()
    document.add_paragraph("Contents", style="TOC Heading")
    document.add_paragraph(BODY)
    result = imported(saved(document))
    assert headings(result) == []
    assert any("“Contents”" in one for one in told(result, "left out"))


def form(data: str) -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
    return f'{begin}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def control(kind: str, words: str, more: str = "") -> str:
    inner = f"<w:sdtContent>{run(words)}</w:sdtContent>"
    return f"<w:sdt><w:sdtPr>{more}{kind}</w:sdtPr>{inner}</w:sdt>"


ENTRIES = '<w:listEntry w:val="once"/><w:listEntry w:val="twice"/>'
FORMS = {
    "a box that is ticked": (form('<w:checkBox><w:checked w:val="1"/></w:checkBox>'), "☒", ""),
    "a box of the old kind": (form('<w:checkBox><w:default w:val="0"/></w:checkBox>'), "☐", ""),
    "a choice that was made": (form(f'<w:ddList><w:result w:val="1"/>{ENTRIES}</w:ddList>'),
                               "twice", "to choose one of “once”, “twice”"),
    "a choice that nobody made": (form(f"<w:ddList>{ENTRIES}</w:ddList>"),
                                  "once", "to choose one of “once”, “twice”"),
    "a field to write in": (form("<w:textInput/>"), "", "a field of a form, to fill in"),
    "a control with words": (control("<w:text/>", "your dose"), "your dose", ""),
    "a control to fill in": (control("<w:text/>", "Click here", "<w:showingPlcHdr/>"),
                             "Click here", "a field of a form, to fill in"),
    "a control to choose": (control("<w:dropDownList/>", "left eye"), "left eye", ""),
    "a control for a day": (control("<w:date/>", "1 May 2024"), "1 May 2024", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_fields_of_forms(name: str) -> None:
    field, shown, remark = FORMS[name]
    result = imported(of_xml(paragraph(run(f"{BODY} Take it "), field, run(" daily."))))
    assert f"Take it {shown} daily.".replace("  ", " ") in body_of(result)
    assert not remark or any(remark in one for one in told(result, "found"))
    assert result.census.lost == ()


@pytest.mark.parametrize("ending", ["Title", "Heading1"])
def test_a_file_of_another_program_with_a_style_that_is_nowhere_is_read(ending: str) -> None:
    words = paragraph(run("Having a mole removed"), properties=f'<w:pStyle w:val="{ending}-x"/>')
    assert BODY in imported(of_xml(words, paragraph(run(BODY)))).text
