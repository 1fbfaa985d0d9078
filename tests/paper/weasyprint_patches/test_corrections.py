import gc
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable

import page as conformance
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from handout.paper import pdf, preflight, print_job
from handout.paper.font_files import instance
from handout.paper.printing import Fit, Printing
from handout.paper.weasyprint_patches import caches
from handout.typography import fonts
from tests.support.leaflets import CLINIC, ROOT, markup
from tests.support.pdf_objects import objects

SMALL = Printing(fit=Fit((12,), (), 1), papers={"A4": "120mm 120mm"})
CSS = """
@page { margin: 10mm }
body, p, h2 { margin: 0; font-size: 12pt; line-height: 15pt }
section { display: flow-root; break-inside: avoid }
h2 { float: left; width: 22mm; break-inside: avoid }
p { margin-left: 40mm; orphans: 2; widows: 2 }
"""


def section(words: str) -> str:
    return f"<section><h2>Two lines of it</h2><p>{words}</p></section>"


def cyrillic(content) -> list[str]:
    """The rules of what is wrong with a word that needs the fallback font."""
    return [one.rule for one in pdf.write(markup("<p>Ж</p>", content), CLINIC, SMALL).findings]


def in_fork(work: Callable[[], object]) -> None:
    """Do something in a process that is forked from this one."""
    if not (child := os.fork()):
        try:
            work()
        finally:
            os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


def forget_fonts() -> None:
    print_job.shared_resources.cache_clear()
    caches.forget()
    gc.collect()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked there alone")
def test_a_forked_process_keeps_its_fonts_apart(content):
    forget_fonts()
    assert pdf.write(markup("<p>A</p>", content), CLINIC, SMALL).findings == ()
    in_fork(lambda: cyrillic(content))  # it adds a font to its own
    assert cyrillic(content) == []


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked there alone")
def test_a_forked_process_that_forgets_its_fonts_removes_no_others(content):
    forget_fonts()
    assert cyrillic(content) == []
    folder = print_job.shared_resources(False).fonts._folder
    in_fork(forget_fonts)
    assert list(folder.iterdir())


@pytest.mark.parametrize("lines", range(12, 18))
def test_a_heading_beside_its_text_is_drawn_once_wherever_the_page_ends(content, lines):
    body = f"<div>{'word<br>' * lines}</div>" + section("Some words that fill lines. " * 4)
    page = markup(body, content, CSS)
    layout = pdf.write(page, CLINIC, SMALL).layout
    headings = [text.text.strip() for text in layout.texts if text.tag == "h2"]
    assert " ".join(headings).split() == ["Two", "lines", "of", "it"]
    assert "text-twice" not in {one.rule for one in preflight.check(layout, page.text)}


@pytest.mark.parametrize("lines", range(12, 18))
def test_no_rule_is_left_behind_where_a_section_goes_to_the_next_page(content, lines):
    body = f"<div>{'word<br>' * lines}</div>" + section("Some words that fill lines. " * 4)
    looks = "section { break-inside: auto; border-top: 2mm solid #f00 }"
    leaflet = pdf.write(markup(body, content, f"{CSS} {looks}"), CLINIC, SMALL)
    pages = zip(leaflet.layout.pages, pypdfium2.PdfDocument(leaflet.data), strict=True)
    for placed, page in pages:
        reds = page.render(scale=1).to_pil().convert("RGB").getcolors(100_000)
        is_ruled = any(colour == (255, 0, 0) for _, colour in reds)
        assert is_ruled == any(text.tag == "h2" for text in placed.texts)


def test_a_link_with_words_in_bold_is_one_link(content):
    link = '<a href="https://example.org">One <strong>two</strong> <em>three</em></a>'
    data = pdf.write(markup(f"<p>{link}</p>", content), CLINIC, SMALL).data
    assert sum("/Subtype /Link" in one for one in objects(data).values()) == 1
    report = conformance.validate_pdf_bytes(data, profile="ua1")
    assert [failure.message for failure in report.failures] == []


@pytest.mark.parametrize("width", range(436, 460, 3))
def test_no_first_word_stands_alone_because_a_space_has_no_room(width, content):
    body = "<p>This is a text. Call us on <b>1-800-985-5990</b> or come.</p>"
    page = markup(body, content, f"{CSS} p {{ margin: 0; width: {width / 10}mm }}")
    texts = [text.text.strip() for text in pdf.write(page, CLINIC, SMALL).layout.texts]
    assert "This" not in texts


def edges(data: bytes) -> tuple[float, float]:
    """How far left and right the characters of a page reach."""
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    shown = (n for n in range(text.count_chars()) if text.get_text_range(n, 1).strip())
    boxes = [text.get_charbox(n) for n in shown]
    return min(box[0] for box in boxes), max(box[2] for box in boxes)


@pytest.mark.parametrize(
    ("side", "other", "word", "foreign"),
    [("ltr", "rtl", "word", "شائع"), ("rtl", "ltr", "شائع", "word")],
)
def test_words_of_the_other_direction_at_the_end_of_a_line_move_nothing(
    content, side, other, word, foreign
):
    """A line of 60 mm in a page of 120 mm, wherever it breaks between these words."""
    for count in range(6):
        held = f"{foreign} {foreign} <b>{foreign}</b> {foreign} <b>{foreign}</b> {foreign}"
        body = f'<p dir="{side}">{f"{word} " * count}<span dir="{other}">{held} {held}</span></p>'
        page = markup(body, content, f"{CSS} p {{ margin: 0 20mm }}")
        left, right = edges(pdf.write(page, CLINIC, SMALL).data)
        millimetre = 72 / 25.4
        assert left > 30 * millimetre - 1.5
        assert right < 90 * millimetre + 1.5


def source() -> TTFont:
    return TTFont(fonts.family("Source Sans 3").faces[0].path)


def made(weight: float) -> TTFont:
    held = io.BytesIO()
    instance(source(), {"wght": weight}).save(held)
    return TTFont(held)


def test_a_weight_of_a_variable_font_is_a_font_of_its_own():
    bold, plain = made(700), made(400)
    assert "fvar" not in bold
    assert bold["hmtx"]["m"] > plain["hmtx"]["m"]
    assert bold.getReverseGlyphMap() == source().getReverseGlyphMap()


def test_a_font_tells_the_time_of_its_making_and_not_of_ours():
    assert made(700)["head"].modified == source()["head"].modified


def test_a_place_off_the_axis_is_its_end():
    assert made(2000)["hmtx"]["m"] == made(900)["hmtx"]["m"]


def test_no_other_is_asked_when_a_leaflet_is_drawn():
    python = """
import sys
from pathlib import Path
from handout.typography import fonts
from handout.paper import pdf
from tests.support.leaflets import CLINIC, markup
folder = Path(sys.argv[1], "content")
folder.mkdir()
made = pdf.write(markup("<p>Words <b>→</b></p>", folder), CLINIC)
print(made.layout.families[1:], b"%PDF" in made.data, "fontTools.varLib" in sys.modules)
"""
    with tempfile.TemporaryDirectory() as folder:
        run = [sys.executable, "-c", python, folder]
        done = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout == "('Source Sans 3',) True False\n"
