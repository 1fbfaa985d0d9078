"""The numbers of a list are what was typed, on paper and on slides alike."""

import pypdfium2
from pptx import Presentation

from tests.support.workplace import made

LIST = """\
## Dates

1. one
2. two

4. four
5. five

18. September
2. Oktober
"""
NOTED = """\
## Dates

One text.[^note]

::: notes
3. Third
4. Fourth

7. Seventh
:::

[^note]: A note:

    5. fifth
    6. sixth
"""
NUMBERS = {"one": "1", "two": "2", "four": "4", "five": "5", "September": "18", "Oktober": "2"}


def before(word: str, page: pypdfium2.PdfPage) -> str:
    """What is printed on the line of a word, left of it."""
    text = page.get_textpage()
    start, _ = text.search(word).get_next()
    left, bottom, _, top = text.get_charbox(start)
    return str(text.get_text_bounded(left=0, bottom=bottom, right=left, top=top)).strip()


def test_numbers_that_do_not_follow_one_another_are_those_that_were_typed(tmp_path):
    place = made(tmp_path)
    place.add(LIST)
    (outcome,) = place.build(formats=("leaflet", "slides"))
    assert {finding.severity.name for finding in outcome.findings} == {"WARNING"}
    page = pypdfium2.PdfDocument(place.file(ending="leaflet.pdf"))[0]
    assert {word: before(word, page).rstrip(".") for word in NUMBERS if word != "one"} == {
        word: number for word, number in NUMBERS.items() if word != "one"
    }
    assert {
        paragraph.text: number.get("startAt")
        for slide in Presentation(place.file()).slides
        for shape in slide.placeholders
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for number in paragraph._p.iter("{*}buAutoNum")
    } == NUMBERS


def numbers_in(part):
    return {
        paragraph.text: number.get("startAt")
        for paragraph in part
        for number in paragraph._p.iter("{*}buAutoNum")
    }


def test_lists_in_notes_and_footnotes_keep_their_numbers(tmp_path):
    place = made(tmp_path)
    place.add(NOTED)
    place.build(formats=("slides",))
    slides = list(Presentation(place.file()).slides)
    notes = [s.notes_slide.notes_text_frame.paragraphs for s in slides if s.has_notes_slide]
    shown = [p.text_frame.paragraphs for s in slides for p in s.placeholders if p.has_text_frame]
    assert {"Third": "3", "Fourth": "4", "Seventh": "7"}.items() <= {
        item for part in notes for item in numbers_in(part).items()
    }
    assert {"fifth": "5", "sixth": "6"}.items() <= {
        item for part in shown for item in numbers_in(part).items()
    }
