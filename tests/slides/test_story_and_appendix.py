"""The story of a deck, which is shown, and its appendix, which is hidden and reached by links."""

import pytest
from pptx import Presentation

from handout.build import proof
from handout.formats import FORMATS, RenderedFile
from handout.slides import preflight
from handout.slides.ooxml.package import read
from handout.slides.planning.plan import plan
from handout.source.reading import read_article
from handout.templating.interface_strings import interface_strings
from tests.support.workplace import ROOT, Workplace, made

PARAGRAPH = "Skin heals by itself, and it takes some weeks until all is well again. " * 6
BODY = f"""\
## How it heals

It heals by itself.

{PARAGRAPH}

{PARAGRAPH} This is the second.

{PARAGRAPH} This is the third.

{PARAGRAPH} This is the fourth.

## What to do

Write to [us](https://example.org/help) or [call](tel:+441632960000), and see [how](#how-it-heals).

::: notes
Ask how they are.
:::
"""


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    place = made(tmp_path)
    place.add(BODY)
    return place


def slides(place: Workplace) -> list:
    (outcome,) = place.build()
    assert [str(finding) for finding in outcome.findings if finding.severity] == []
    return list(Presentation(place.file()).slides)


def is_hidden(slide) -> bool:
    return slide._element.get("show") == "0"


def targets(slide) -> dict[str, object]:
    """Where the words of a slide lead: an address, or the title of another slide."""
    held = {}
    for run in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}r"):
        (link,) = run.findall(".//{*}hlinkClick") or (None,)
        if link is not None:
            rel = slide.part.rels[next(v for k, v in link.attrib.items() if k.endswith("}id"))]
            other = None if rel.is_external else rel.target_part.slide.shapes.title.text_frame.text
            held[run.findtext("{*}t")] = other or rel.target_ref
    return held


def buttons(slide) -> dict[str, str]:
    """Where the buttons of a slide lead: the title of another slide."""
    held = {}
    for shape in slide.shapes:
        link = shape._element.find(".//{*}cNvPr/{*}hlinkClick")
        if link is not None and shape.has_text_frame:
            assert link.get("action") == "ppaction://hlinksldjump"
            rel = slide.part.rels[next(v for k, v in link.attrib.items() if k.endswith("}id"))]
            held[shape.text_frame.text] = rel.target_part.slide.shapes.title.text_frame.text
    return held


def test_the_appendix_stands_behind_the_last_slide_and_is_hidden(place):
    shown = [not is_hidden(slide) for slide in slides(place)]
    assert shown == sorted(shown, reverse=True)
    assert not all(shown)


def test_more_leads_to_the_details_and_back_leads_back(place):
    every = slides(place)
    (story,) = (s for s in every if "More ›" in buttons(s) and not is_hidden(s))
    assert buttons(story)["More ›"].startswith("More: How it heals")
    for hidden in filter(is_hidden, every):
        assert buttons(hidden)["‹ Back"].startswith("How it heals")


def test_links_lead_to_pages_telephones_and_other_slides(place):
    (slide,) = (s for s in slides(place) if s.shapes.title.text == "What to do")
    found = targets(slide)
    assert found["us"] == "https://example.org/help"
    assert found["call"] == "tel:+441632960000"
    assert found["how"].startswith("How it heals")


def test_the_notes_say_what_is_to_be_said_and_where_there_is_more(place):
    every = slides(place)
    notes = {
        s.shapes.title.text: s.notes_slide.notes_text_frame.text for s in every if s.has_notes_slide
    }
    assert notes["What to do"] == "Ask how they are."
    (more,) = (words for words in notes.values() if words.startswith("More on this"))
    number = int(more.removeprefix("More on this: slide "))
    assert every[number - 1].shapes.title.text.startswith("More: How it heals")


def test_the_report_counts_the_slides_that_are_shown(place):
    (outcome,) = place.build()
    shown = sum(not is_hidden(slide) for slide in Presentation(place.file()).slides)
    assert [file.count for file in outcome.files] == [shown]


def test_without_an_appendix_the_notes_hold_the_rest(place):
    clinic = place.content / "clinic.yaml"
    clinic.write_text(f"{clinic.read_text('utf-8')}\ndeck:\n  appendix: false\n", "utf-8")
    every = slides(place)
    assert not any(map(is_hidden, every))
    told = "".join(s.notes_slide.notes_text_frame.text for s in every if s.has_notes_slide)
    assert told.count("This is the fourth.") == 1


def proven(place: Workplace, change) -> list[str]:
    """The rules of what is said of the built deck once its text is changed."""
    (outcome,) = place.build()
    article = read_article(place.article(), place.content).article
    text = preflight.layers(read(outcome.files[0].path.read_bytes()))
    story, appendix = change(text.story, text.appendix)
    file = RenderedFile(b"", 5, "\n".join((story, appendix, text.notes)), (), (story, appendix))
    strings = interface_strings(ROOT / "templates", article.front.lang)
    found = proof.check(article, FORMATS["slides"], file, strings, plan(article, strings))
    return [finding.rule for finding in found if finding.severity]


CHANGES = {
    "nothing": (lambda story, more: (story, more), []),
    "a sentence that is only in the notes": (
        lambda story, more: (story.replace("It heals by itself.", ""), more),
        ["coverage"],
    ),
    "a block that moved to the appendix": (
        lambda story, more: (
            story.replace("It heals by itself.", ""),
            f"{more}\nIt heals by itself.",
        ),
        ["coverage-order"],
    ),
    "blocks the other way round": (
        lambda story, more: (
            story.replace("This is the second.", "@")
            .replace("This is the third.", "This is the second.")
            .replace("@", "This is the third."),
            more,
        ),
        ["coverage-order"],
    ),
}


@pytest.mark.parametrize(("change", "rules"), CHANGES.values(), ids=CHANGES)
def test_each_block_must_be_in_its_place(change, rules, place):
    assert proven(place, change) == rules


def test_prose_that_is_cut_is_told_with_what_to_do(place):
    (outcome,) = place.build()
    (note,) = (one for one in outcome.findings if one.rule == "story-cut")
    assert str(note).endswith(
        "the slides show no more than the beginning of “How it heals”; "
        "mark what matters with '::: key' or '::: slides', or write lists and sub-headings"
    )
