"""What is typed in columns stays in columns, on paper and on slides."""

import pypdfium2
import pytest
from pptx import Presentation

from handout.model.deck import Paragraph, Run
from handout.typography import measuring
from tests.support.workplace import Workplace, made

PLAN = """\
```
Time      Uno   Duo
Morning   sed   vel
Night     –     iii
```
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    place = made(tmp_path_factory.mktemp("columns"))
    place.add(f"## Plan\n\n{PLAN}\n## Words\n\nText `STOP` to us.")
    (outcome,) = place.build(formats=("leaflet", "slides"))
    assert outcome.findings == ()
    return place


def left(word: str, page: pypdfium2.PdfPage) -> float:
    """Where a word begins."""
    text = page.get_textpage()
    start, _ = text.search(word, match_case=True).get_next()
    return float(text.get_charbox(start, loose=True)[0])


def test_the_entries_of_a_column_begin_below_one_another_on_paper(place):
    page = pypdfium2.PdfDocument(place.file(ending="leaflet.pdf"))[0]
    for column in (("Time", "Morning", "Night"), ("Uno", "sed"), ("Duo", "vel", "iii")):
        places = [left(word, page) for word in column]
        assert max(places) - min(places) < 0.5, column


def test_the_lines_of_a_slide_are_as_they_were_typed_in_a_font_of_one_width(place):
    runs = [
        run
        for slide in Presentation(place.file()).slides
        for shape in slide.placeholders
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.font.name == "Courier New"
    ]
    assert [run.text.replace("\N{NO-BREAK SPACE}", " ") for run in runs] == [
        *PLAN.splitlines()[1:-1],
        "STOP",
    ]


def test_lines_too_wide_for_a_slide_break(tmp_path):
    place = made(tmp_path)
    place.add("## Plan\n\n```\n" + "Monday Tuesday   " * 9 + "\n```")
    (outcome,) = place.build()
    assert outcome.findings == ()


def test_words_of_one_width_are_measured_as_such():
    def width(text: str) -> float:
        paragraph = Paragraph((Run(text, "en", monospaced=True),))
        return measuring.widest(measuring.pieces(paragraph, "Arial", False)).ink

    assert width("iiii") == width("MMMM") == pytest.approx(2.4, abs=0.01)
