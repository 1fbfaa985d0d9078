"""Numbers on slides in text from right to left, as the bidirectional algorithm puts them."""

import io
import re
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from bidi import get_display
from pptx import Presentation
from pptx.oxml.ns import qn

from handout.formats import FORMATS
from handout.model.clinic import Clinic
from handout.model.markup import Folders
from handout.slides import preflight, writer
from handout.slides.ooxml.direction_marks import unmarked
from handout.source.reading import read_article
from handout.templating.templates import render
from tests.support.deck_markup import HEAD, slide, write
from tests.support.deck_rendering import rendered
from tests.support.shapes import NATIVE, SHAPES, WORDS, article, plain, short
from tests.support.visual import lines
from tests.support.workplace import ROOT

CLINIC = Clinic(
    name="Clinic 5–6",
    phone="01632 960145\n1-800-985-5990",
    web="https://example.org/a-1",
    hours="Mon–Fri 8:30–18:00\nمن 9:30–12:00",
    address=("12 Harbour Lane", "Leeds LS1 4AB"),
)
RIGHT = HEAD.replace('lang="en-GB"', 'lang="ar"')
AR = "اتصل"


@lru_cache
def made(script, text=article):
    """The deck of an article."""
    with TemporaryDirectory() as folder:
        content = Path(folder)
        path = content / "a.md"
        path.write_text(text(WORDS[script]), "utf-8")
        held = read_article(path, content).article
        filled = render(
            FORMATS["slides"].template, held, CLINIC, Folders(content, ROOT / "templates")
        )
        return writer.write(filled, CLINIC)


def paragraphs(data):
    """Each paragraph of a deck, its notes included: its text, and whether it is from the right."""
    for one in Presentation(io.BytesIO(data)).slides:
        for tree in (one._element, *([one.notes_slide._element] if one.has_notes_slide else [])):
            for held in tree.iter(qn("a:p")):
                nodes = held.iter(qn("a:t"), qn("a:br"))
                text = "".join("\n" if n.tag == qn("a:br") else n.text or "" for n in nodes)
                look = held.find(qn("a:pPr"))
                yield text, look is not None and look.get("rtl") == "1"


def shown(data):
    """What each paragraph shows from left to right, in a line."""
    return "\n".join(
        plain(get_display(text, base_dir="R" if rtl else "L")) for text, rtl in paragraphs(data)
    )


@lru_cache
def seen(script):
    return shown(made(script).data)


@pytest.mark.parametrize("script", WORDS)
@pytest.mark.parametrize("shape", [*SHAPES, *NATIVE])
def test_a_number_is_in_order_in_prose_heading_list_table_and_notes(shape, script):
    wanted, other = re.escape(plain(NATIVE.get(shape, shape))), "[0-9A-Za-z٠-٩–−/]"
    assert len(re.findall(f"(?<!{other}){wanted}(?!{other})", seen(script))) >= 5


@pytest.mark.parametrize("script", WORDS)
@pytest.mark.parametrize(
    "said",
    [
        "01632 960145",
        "1-800-985-5990",
        "Mon–Fri 8:30–18:00",
        "9:30–12:00",
        "12 Harbour Lane, Leeds LS1 4AB",
        "Clinic 5–6",
        "example.org/a-1",
        "1.0-2",
        "12:34–56",
    ],
)
def test_what_the_clinic_says_is_in_order(said, script):
    assert plain(said) in shown(made(script, short).data)


def test_every_paragraph_says_its_direction():
    """The footer's too, which has no list of levels to inherit it from."""
    assert all(rtl for text, rtl in paragraphs(made("Arabic", short).data) if text.strip())


def test_marks_are_no_part_of_the_text():
    told = preflight.text(Presentation(io.BytesIO(made("Arabic").data)))
    for shape in SHAPES:
        assert plain(shape) in plain(told)
    assert not re.search("[\u202a-\u202e]", told)


def test_the_words_of_a_link_are_in_order_around_their_spaces(tmp_path):
    link = f'<a href="tel:01632960145">{AR} 01632 960145 {AR}</a>'
    data = write(tmp_path, slide(f"<p>{link}</p>"), head=RIGHT).data
    assert f"{AR[::-1]}01632960145{AR[::-1]}" in shown(data)
    spaces = [text for text, _ in paragraphs(data) if "01632" in text]
    assert "01632\u200e\u00a0\u200e960145" in spaces[0] or "01632\u00a0960145" in spaces[0]


def test_no_line_ends_inside_of_a_short_number(tmp_path):
    data = write(tmp_path, slide(f"<p>{AR} +44 1632 960145</p>"), head=RIGHT).data
    assert any("+44\u00a01632\u00a0960145" in unmarked(text) for text, _ in paragraphs(data))


def test_words_from_right_to_left_in_another_deck_have_their_direction(tmp_path):
    inner = f"<p>See {AR} 01632 960145 {AR} or 5–6.</p><p>{AR} 8:30–12:00.</p>"
    told = list(paragraphs(write(tmp_path, slide(inner)).data))
    data = write(tmp_path, slide(inner)).data
    turned = AR[::-1]
    assert f"See{turned}01632960145{turned}or5–6." in shown(data)
    assert f".8:30–12:00{turned}" in shown(data)
    assert [rtl for text, rtl in told if AR in text] == [False, True]


def test_words_of_a_language_from_right_to_left_stay_together_with_latin_ones(tmp_path):
    words = f"{AR} 5–10 mg {AR}."
    inner = (
        f'<p>See <span lang="ar">{words}</span> now.</p><p><span lang="ar">5 mg: {AR}</span></p>'
    )
    made_ = write(tmp_path, slide(inner)).data
    turned = AR[::-1]
    assert f"See.{turned}5–10mg{turned}now." in shown(made_)
    assert f"{turned}:5mg" in shown(made_)


def test_an_address_that_says_its_direction_keeps_it(tmp_path):
    inner = f'<p dir="ltr">example.org/{AR}/5-6</p>'
    assert f"example.org/5-6/{AR[::-1]}" not in shown(
        write(tmp_path, slide(inner), head=RIGHT).data
    )


def test_a_deck_without_such_words_has_no_marks(tmp_path):
    data = write(tmp_path, slide("<p>Call 01632 960145, 5–6.</p>")).data
    assert all(unmarked(text) == text for text, _ in paragraphs(data))


def test_the_names_of_a_chart_are_in_order(tmp_path):
    rows = f"<tr><td>{AR} 5–10</td><td>50</td></tr><tr><td>{AR} 65+</td><td>20</td></tr>"
    table = f'<table aria-label="{AR}"><tr><th>{AR}</th><th>{AR} 1-2</th></tr>{rows}</table>'
    data = write(tmp_path, slide(table, "chart"), head=RIGHT).data
    parts = Presentation(io.BytesIO(data)).part.package.iter_parts()
    chart = next(one for one in parts if "/charts/chart" in one.partname)
    root = chart._element
    named = {get_display(one.text, base_dir="R") for one in root.iter(qn("c:v"))}
    assert {"5–10" + AR[::-1], "65+" + AR[::-1], "1-2" + AR[::-1]} <= {*map(plain, named)}
    assert {one.get("rtl") for one in root.iter(qn("a:pPr"))} == {"1"}


@pytest.mark.slow
@pytest.mark.parametrize("script", WORDS)
def test_libreoffice_puts_numbers_in_order(script, tmp_path):
    """Where its glyphs stand; lines are broken at spaces, so that long ones are looked for so."""
    deck = made(script)
    pages = rendered(deck.data, tmp_path)
    found = [plain(line) for page in pages for line in lines(page)]
    for shape in SHAPES:
        assert any(plain(shape) in line for line in found), shape


@pytest.mark.slow
def test_libreoffice_puts_numbers_of_links_and_of_other_decks_in_order(tmp_path):
    link = f'<p>{AR} <a href="tel:01632960145">01632 960145</a></p>'
    right = write(tmp_path, slide(link), head=RIGHT)
    left = write(tmp_path, slide(f"<p>See {AR} 5–10 kg {AR}.</p>"))
    for made_, wanted in ((right, "01632960145"), (left, "5–10kg")):
        found = [plain(one) for page in rendered(made_.data, tmp_path) for one in lines(page)]
        assert any(wanted in line for line in found)
