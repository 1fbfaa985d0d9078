import io

import pytest
from pptx import Presentation

from handout.slides import preflight
from handout.slides.ooxml.package import read
from tests.support.deck_markup import items, slide, write
from tests.support.decks import damaged

PICTURE = (
    '<figure><img src="data:image/svg+xml;utf8,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 '
    'width=%224%22 height=%224%22/%3E" alt="A spacer"/></figure>'
)
TABLE = "<table aria-label='Doses'><tr><th>A</th></tr><tr><td>Two puffs</td></tr></table>"


@pytest.fixture
def made(tmp_path):
    return write(
        tmp_path,
        slide(items(3), title="Lists"),
        slide(TABLE, "table", "Tables"),
        slide(PICTURE, "full-picture", "Pictures"),
    )


def test_a_sound_deck_has_no_findings(made):
    assert preflight.check(read(made.data), made.deck) == ()


SLIDE = "ppt/slides/slide2.xml"
FAULTS = {
    "slide-language": (SLIDE, b' lang="en-GB"', b""),
    "slide-title": (SLIDE, b"<a:t>Lists</a:t>", b"<a:t>Asthma</a:t>"),
    "slide-alt": ("ppt/slides/slide4.xml", b' descr="A spacer"', b' descr="image1.png"'),
    "slide-size": (SLIDE, b'sz="3600"', b'sz="1400"'),
    "slide-overflow": (SLIDE, b'sz="3600"', b'sz="20000"'),
    "slide-sections": ("ppt/presentation.xml", b'<p14:sldId id="257"/>', b""),
    "slide-contrast": ("ppt/theme/theme1.xml", b"0B4F5C", b"7FB8C4"),
    "slide-relationship": ("ppt/slides/_rels/slide4.xml.rels", b"picture1.png", b"picture9.png"),
    "slide-placeholder": (SLIDE, b'<p:ph idx="1"/>', b'<p:ph idx="99"/>'),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_each_planted_fault_is_found(rule, made):
    data = damaged(made.data, *FAULTS[rule])
    assert rule in {finding.rule for finding in preflight.check(read(data), made.deck)}


def test_words_that_run_out_of_a_cell_are_found(made):
    long = b"<a:t>Two puffs</a:t>", b"<a:t>" + b"Two puffs " * 80 + b"</a:t>"
    data = damaged(made.data, "ppt/slides/slide3.xml", *long)
    assert "slide-overflow" in {finding.rule for finding in preflight.check(read(data), made.deck)}


def test_a_lost_slide_is_found(made):
    listed = b'<p:sldId id="257" r:id="rId8"/>'
    data = damaged(made.data, "ppt/presentation.xml", listed, b"")
    assert "slide-count" in {finding.rule for finding in preflight.check(read(data), made.deck)}


def test_the_decks_text_is_what_its_slides_show_and_its_notes(made):
    told = preflight.text(read(made.data))
    for shown in ("Asthma", "Shake the inhaler before each puff 2", "Two puffs", "Read this out."):
        assert shown in told


def test_the_text_comes_in_the_order_of_the_slides(made):
    told = preflight.text(read(made.data))
    titles = [s.shapes.title.text_frame.text for s in Presentation(io.BytesIO(made.data)).slides]
    assert sorted(titles, key=told.index) == titles
