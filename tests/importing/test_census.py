"""No word of a Word file is lost in silence: whatever is in it is in the article, or told."""

import io

import mammoth
import pytest
from docx import Document
from docx.shared import Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handout.importing import word
from handout.importing.census import census, counted
from handout.importing.package import Package
from handout.model.findings import has_errors
from handout.source.reading import parse
from tests.support.word_files import imported, of_xml, paragraph, raw, run, saved

WORDS = st.text(
    st.characters(categories=["L", "Nd", "P", "Zs"], exclude_characters="\u2028\u2029"), max_size=30
) | st.sampled_from(
    ("a*b*", "1. one", "- x", "# h", "[x](y)", "<b>", "_a_", "• dot", "x\ty", ":::", "|")
)
LOOKS = st.sets(st.sampled_from(("bold", "italic", "superscript", "strike", "hidden")))
RUNS = st.lists(st.tuples(WORDS, LOOKS), min_size=1, max_size=4)
STYLES = st.sampled_from(
    ("Normal", "Heading 1", "Heading 2", "List Bullet", "List Number", "Title", "Quote")
)
CELLS = st.lists(st.lists(WORDS, min_size=2, max_size=2), min_size=1, max_size=3)
BLOCKS = st.lists(st.tuples(STYLES, RUNS, st.none() | CELLS), min_size=1, max_size=6)


def fill(element, runs) -> None:
    for words, looks in runs:
        one = element.add_run(words)
        one.bold, one.italic = "bold" in looks or None, "italic" in looks or None
        one.font.superscript, one.font.strike = (
            "superscript" in looks or None,
            "strike" in looks or None,
        )
        one.font.hidden, one.font.size = (
            "hidden" in looks or None,
            Pt(18 if "bold" in looks else 11),
        )


def written(blocks, margin: str) -> bytes:
    document = Document()
    document.add_paragraph("Anchor words that make a text of it, six of them at the least.")
    document.sections[0].footer.paragraphs[0].text = margin
    for style, runs, cells in blocks:
        fill(document.add_paragraph(style=style), runs)
        if cells:
            table = document.add_table(len(cells), 2)
            for row, texts in zip(table.rows, cells, strict=True):
                for cell, words in zip(row.cells, texts, strict=True):
                    cell.text = words
    return saved(document)


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(BLOCKS, WORDS)
def test_no_word_is_lost_and_what_comes_of_it_can_be_read(blocks, margin) -> None:
    result = imported(written(blocks, margin))
    assert result.census.lost == ()
    reading = parse(result.text.encode(), "content/leaflet.md", "leaflet")
    assert not has_errors(one for one in reading.findings if one.rule not in READERS)


READERS = ("empty", "heading", "heading-empty", "table", "too-deep", "article-empty")
"""Rules about what somebody has to say of it, such as a heading of no words."""


def test_what_another_reader_finds_is_in_the_article() -> None:
    blocks = [
        ("Heading 1", [("Before it", set())], None),
        ("Normal", [("Do not smoke", {"bold"})], None),
    ]
    data = written(
        [*blocks, ("List Bullet", [("eat", set())], [["one", "two"], ["three", "four"]])], ""
    )
    by_mammoth = mammoth.extract_raw_text(io.BytesIO(data)).value.split()
    text = imported(data).text
    assert [one for one in by_mammoth if one not in text] == []


def test_a_word_that_the_reading_loses_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data = of_xml(paragraph(run("Take it with water, never with grapefruit, and sit down.")))
    read = word.read(Package(data))
    assert read.blocks
    text = imported(data).text.replace("grapefruit", "")
    assert census(Package(data), text, ()).lost == ("grapefruit",)


def test_comments_and_changes_are_told_where_they_are_accepted() -> None:
    document = Document()
    raw(
        document,
        paragraph(run("Take 250 mg of it, with a glass of water."), f"<w:del>{DELETED}</w:del>"),
    )
    result = imported(saved(document), accepted=True)
    assert "500" not in result.text
    assert result.census.lost == ()
    assert any("500 mg" in one.words for one in result.remarks)


DELETED = "<w:r><w:delText>500 mg</w:delText></w:r>"


def test_an_entry_of_contents_that_has_the_letters_of_a_heading_is_no_loss() -> None:
    lines = ("Contents", "Title\t2", "Title2\t2", "Title", "Title2")
    told = [f"“{one}”" for one in lines[:3]]
    assert counted(lines, ["Title Title2"], told).lost == ()
