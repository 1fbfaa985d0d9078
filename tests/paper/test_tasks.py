"""Boxes to tick stand in place of bullets, on paper and on slides."""

import io

from pptx import Presentation

from tests.support.leaflets import layout_of, made_of

BODY = f"""## Bring

Please bring:

- Your tablets
- [ ] Your readings, {"also those of the last week, " * 3}if you have them
- ☑ This leaflet

::: notes
- Hand out tablets
- [ ] Sign
:::
"""


def test_the_lines_of_a_task_begin_where_its_words_do_and_no_bullet_is_before_it(content):
    texts = layout_of(BODY, content, "leaflet").pages[0].texts
    task, more = (text for text in texts if text.text.startswith("☐") or "have" in text.text)
    tablets = next(text for text in texts if "tablets" in text.text)
    # A bullet's words begin 6 mm behind it.
    assert task.x < more.x < tablets.x
    assert more.x - task.x < task.size * 1.2


def test_on_slides_a_task_has_no_bullet(content):
    made = made_of(BODY, content, "slides")
    slides = Presentation(io.BytesIO(made.data)).slides
    frames = [shape.text_frame for one in slides for shape in one.shapes if shape.has_text_frame]
    marks = {
        paragraph.text[:4]: bool(paragraph._p.xpath("a:pPr/a:buNone"))
        for frame in frames
        for paragraph in frame.paragraphs
    }
    assert (marks["Your"], marks["☐ Yo"], marks["☑ Th"]) == (False, True, True)
    notes = [one.notes_slide.notes_text_frame for one in slides if one.has_notes_slide]
    every = [one for frame in notes for one in frame.paragraphs]
    bullets = [one.text for one in every if one._p.xpath(".//a:buChar")]
    assert "Hand out tablets" in bullets
    assert not any(one.startswith(("☐", "☑")) for one in bullets)
