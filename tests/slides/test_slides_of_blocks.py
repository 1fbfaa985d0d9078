"""What the deck's template shows of each kind of block on the slides themselves."""

import io

import pytest
from PIL import Image
from pptx import Presentation

from handout.model.findings import REMARKS
from tests.support.workplace import Workplace, made


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    return made(tmp_path)


def shown(place: Workplace) -> str:
    """The words on the slides, a slide a line, line breaks as bars."""
    (outcome,) = place.build()
    assert [one for one in outcome.findings if one.rule != REMARKS] == []
    slides = Presentation(outcome.files[0].path).slides
    frames = ([s.text_frame.text for s in one.shapes if s.has_text_frame] for one in slides)
    lines = "\n".join(" / ".join(held).replace("\v", "|") for held in frames)
    return lines.replace("\N{NO-BREAK SPACE}", " ")


def test_every_meaning_of_every_term_is_on_the_slide(place):
    place.add("## Words\n\nInhaler\n: A device.\n: A toy.\n\nSpacer\n: A tube.")
    words = shown(place)
    assert "Inhaler|A device.\nA toy." in words
    assert "Spacer|A tube." in words


def test_an_address_keeps_its_lines(place):
    place.add("## Where\n\n```\n1 Plain Lane\nExampleton\n```")
    assert "1 Plain Lane|Exampleton" in shown(place)


def test_the_subtitle_stands_below_the_question(place):
    place.edit("title: Asthma\n", "title: Asthma\nquestion: What is it?\nsubtitle: For adults\n")
    assert "What is it?\nFor adults" in shown(place)


def test_a_heading_with_no_words_below_it_lists_the_headings_that_follow(place):
    long = "A sentence that is by no means short. " * 20
    place.add(f"## Stages\n\n### There are:\n\n#### One\n\n{long}\n\n##### Deep\n\nB.")
    place.add(f"#### Two\n\n{long}\n\n### Later\n\nD.")
    assert "There are: / One\nTwo /" in shown(place)


def test_a_heading_with_nothing_below_it_is_shown(place):
    place.add("## Stages\n\n### There are none\n\n### Later\n\nD.")
    assert "Stages / There are none\nLater\nD. /" in shown(place)


def test_the_code_of_the_last_slide_has_a_white_ground_of_its_own(place):
    shown(place)
    last = list(Presentation(place.file()).slides)[-1]
    (picture,) = (shape for shape in last.placeholders if hasattr(shape, "image"))
    with Image.open(io.BytesIO(picture.image.blob)) as drawn:
        assert drawn.convert("RGBA").getpixel((1, 1)) == (255, 255, 255, 255)


PICTURE = "![A clinic](images/logo.svg)"


@pytest.mark.parametrize("body", [f"One.\n\n{PICTURE}", f"{PICTURE}\n\nOne."])
def test_a_picture_stands_beside_the_paragraph_next_to_it(body, place):
    place.add(f"## Where\n\n{body}\n\n## Later\n\nTwo.")
    assert "Where / One. /" in shown(place)


def test_every_picture_among_paragraphs_is_shown_once(place):
    place.add(f"## Where\n\n{PICTURE}\n\n{PICTURE}\n\nOne.\n\n{PICTURE}\n\nTwo.\n\n{PICTURE}")
    shown(place)
    slides = list(Presentation(place.file()).slides)[:-1]  # but for the code of the last
    pictures = [s for one in slides for s in one.placeholders if hasattr(s, "image")]
    assert len(pictures) == 4


@pytest.mark.parametrize(
    "body",
    ["::: steps\n1. {0}\n2. {0}\n:::", "- {0}\n- {0}", "{0}\n: {0}", "Look:\n\n1. {0}\n2. {0}"],
    ids=["steps", "list", "definition", "behind-words"],
)
def test_a_list_of_pictures_alone_is_shown_as_pictures(body, place):
    place.add(f"## Shapes\n\n{body.format(PICTURE)}")
    (outcome,) = place.build()
    assert all("shown below them" in one.message for one in outcome.findings)
    slides = [s for s in Presentation(place.file()).slides if "Shapes" in s.shapes.title.text]
    pictures = [sum(hasattr(s, "image") for s in one.placeholders) for one in slides]
    words = [
        any(s.has_text_frame and s.text_frame.text == "Look:" for s in one.placeholders)
        for one in slides
    ]
    assert sum(pictures) == 2
    assert all(map(max, pictures, words))  # none is empty


def test_a_meaning_with_a_list_shows_its_first_words_and_the_list(place):
    place.add("## Words\n\nInhaler\n: It is:\n\n    - small\n    - blue")
    assert "Inhaler|It is:\nsmall\nblue" in shown(place)


def test_a_table_too_wide_for_a_slide_goes_on_with_its_first_column(place):
    names = [f"Wednesday{n}" for n in range(9)]
    line = "|".join(names)
    place.add(f"## Wide\n\n|Time|{line}|\n|{'-|' * 10}\n|Morning|{line}|")
    (outcome,) = place.build()
    assert not outcome.findings
    shapes = (s for one in Presentation(outcome.files[0].path).slides for s in one.shapes)
    tables = [s.table for s in shapes if s.has_table]
    rows = [[cell.text for cell in table.rows[0].cells] for table in tables]
    assert len(rows) > 1
    assert {row[0] for row in rows} == {"Time"}
    assert [cell for row in rows for cell in row[1:]] == names
