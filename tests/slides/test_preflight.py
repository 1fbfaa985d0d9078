import io

import pytest
from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from handout.slides import preflight
from handout.slides.ooxml.package import read
from tests.support.deck_markup import items, slide, write
from tests.support.decks import altered, damaged

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
OFF = '<p:spPr><a:xfrm><a:off x="-90000" y="0"/><a:ext cx="9000000" cy="900000"/></a:xfrm></p:spPr>'
PLAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MACROS = "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
FAULTS = {
    "slide-language": (SLIDE, b' lang="en-GB"', b""),
    "slide-title": (SLIDE, b"<a:t>Lists</a:t>", b"<a:t>Asthma</a:t>"),
    "slide-alt": ("ppt/slides/slide4.xml", b' descr="A spacer"', b' descr="image1.png"'),
    "slide-size": (SLIDE, b'sz="3600"', b'sz="1400"'),
    "slide-overflow": (SLIDE, b'sz="3600"', b'sz="20000"'),
    "slide-sections": ("ppt/presentation.xml", b'<p14:sldId id="257"/>', b""),
    "slide-contrast": ("ppt/theme/theme1.xml", b"0B4F5C", b"7FB8C4"),
    "slide-relationship": ("ppt/slides/_rels/slide4.xml.rels", b"picture1.png", b"picture9.png"),
    "slide-off": (SLIDE, b"<p:spPr/>", OFF.encode()),
    "slide-kind": ("[Content_Types].xml", PLAIN.encode(), MACROS.encode()),
    "slide-number": (SLIDE, b"<a:pPr ", b'<a:pPr lvl="9" '),
    "slide-placeholder": (SLIDE, b'<p:ph idx="1"/>', b'<p:ph idx="99"/>'),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_each_planted_fault_is_found(rule, made):
    data = damaged(made.data, *FAULTS[rule])
    assert rule in {finding.rule for finding in preflight.check(read(data), made.deck)}


@pytest.mark.parametrize("title", ["Table 1", "Chart", "Picture 2"])
def test_a_table_may_be_called_what_its_slide_shows(title, tmp_path):
    table = TABLE.replace("Doses", title)
    written = write(tmp_path, slide(table, "table", f"{title} (1 of 2)"))
    assert preflight.check(read(written.data), written.deck) == ()


def png(side):
    file = io.BytesIO()
    Image.new("RGB", (side, side)).save(file, "PNG")
    return file.getvalue()


def beyond_the_edge(picture):
    picture.left = Pt(900)


def no_width(picture):
    picture.width = 0


def gone(picture):
    picture._element.getparent().remove(picture._element)


def another(picture):
    _, id_ = picture.part.get_or_add_image_part(io.BytesIO(png(3)))
    picture._element.blipFill.find(qn("a:blip")).set(qn("r:embed"), id_)


@pytest.mark.parametrize("change", [beyond_the_edge, no_width, gone, another])
def test_a_picture_that_nobody_sees_is_found(change, made):
    def alter(slides):
        (picture,) = (s for s in slides[3].shapes if s._element.tag == qn("p:pic"))
        change(picture)

    (name,) = preflight.look(read(made.data), made.deck).drawn
    assert name.startswith("the picture data:image/svg+xml")
    altered_deck = read(altered(made.data, alter))
    findings, drawn = preflight.look(altered_deck, made.deck)
    assert {finding.rule for finding in findings} - {"slide-kind"} == {"slide-lost"}
    assert drawn == ()


IMPOSSIBLE = (
    (SLIDE, b"<a:pPr ", b'<a:pPr lvl="9" '),
    (SLIDE, b"<a:spcBef>", b'<a:buAutoNum type="arabicPeriod" startAt="0"/><a:spcBef>'),
    ("ppt/presentation.xml", b'cx="12192000"', b'cx="9000000000000"'),
    ("ppt/slides/slide3.xml", b'<a:gridCol w="', b'<a:gridCol w="-'),
)


@pytest.mark.parametrize("fault", IMPOSSIBLE, ids=repr)
def test_sizes_and_counts_that_cannot_be_are_found(fault, made):
    presentation = read(damaged(made.data, *fault))
    found = [one.message for one in preflight.check(presentation, made.deck)]
    assert any(f"/{fault[0]} says " in one for one in found)


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
