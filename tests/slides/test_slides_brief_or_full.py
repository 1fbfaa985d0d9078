"""How much of an article's prose stands on the slides: `slides: brief` or `slides: full`."""

import pytest
from pptx import Presentation

from handout.build import proof
from handout.model.article import article_texts
from handout.slides import preflight
from handout.slides.ooxml.package import read
from handout.source.reading import read_article
from tests.support.workplace import PICTURE, Workplace, made

PROSE = """\
## How it heals

Skin heals by itself. It takes some weeks. Old skin takes longer.

Wounds like rest. They like water too.

One sentence stands alone here.

These help. In this order:

- Rest it for a day. Two are better.
- Wash it

Look at this. It shows a scar.

![A scar as a line](images/scar.svg "A scar of a year")

::: key
Be patient. It is worth it.
:::
"""


@pytest.fixture(params=["brief", "full"])
def extent(request) -> str:
    return request.param


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    place = made(tmp_path)
    (place.content / "images" / "scar.svg").write_text(PICTURE, "utf-8")
    place.add(PROSE)
    return place


def built(place: Workplace, extent: str) -> list[list[str]]:
    """The words in the body of each slide on healing, paragraph by paragraph."""
    place.edit("lang: en-GB", f"lang: en-GB\nslides: {extent}")
    (outcome,) = place.build()
    assert [str(finding) for finding in outcome.findings] == []
    slides = [one for one in Presentation(place.file()).slides if "heals" in one.shapes.title.text]
    held = ([p for p in one.placeholders if p.placeholder_format.idx in (1, 13)] for one in slides)
    return [[p.text for body in bodies for p in body.text_frame.paragraphs] for bodies in held]


def test_brief_slides_show_the_first_sentence_of_a_run_of_paragraphs(place):
    assert built(place, "brief") == [
        ["Skin heals by itself."],
        ["These help."],
        ["In this order:", "Rest it for a day.", "Wash it"],
        ["Look at this."],
    ]


def test_full_slides_show_every_paragraph_sentence_by_sentence(place):
    assert built(place, "full") == [
        ["Skin heals by itself.", "It takes some weeks.", "Old skin takes longer."],
        ["Wounds like rest.", "They like water too."],
        ["One sentence stands alone here."],
        ["These help."],
        ["In this order:", "Rest it for a day.", "Wash it"],
        ["Look at this.", "It shows a scar."],
        ["A scar of a year"],  # the picture beside its caption
    ]


def test_brief_is_what_an_article_gets_that_does_not_say(place):
    (silent,) = place.build()
    before = silent.files[0].path.read_bytes()
    built(place, "brief")
    assert place.file().read_bytes() == before


def test_a_key_message_is_whole_in_both(place, extent):
    built(place, extent)
    slides = Presentation(place.file()).slides
    (key,) = (one for one in slides if one.slide_layout.name == "Key Message")
    assert [p.text for p in key.placeholders[13].text_frame.paragraphs] == [
        "Be patient.",
        "It is worth it.",
    ]


def test_every_sentence_is_on_a_slide_or_in_its_notes_in_both(place, extent):
    built(place, extent)
    article = read_article(place.article(), place.content).article
    told = preflight.text(read(place.file().read_bytes()))
    texts = tuple(article_texts(article, "deck"))
    assert list(proof.missing(texts, told, "en-GB", "", "slides")) == []


def test_the_notes_of_each_slide_say_all_of_its_part_in_both(place, extent):
    built(place, extent)
    slides = [one for one in Presentation(place.file()).slides if "heals" in one.shapes.title.text]
    for one in slides:
        notes = one.notes_slide.notes_text_frame.text
        assert "They like water too." in notes
        assert "Two are better." in notes
        assert "A scar as a line" in notes
        assert "A scar of a year" in notes
