"""Whatever an article can hold, and a script from right to left, in every printed format."""

import shutil
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import page as conformance
import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image

from handout.build import proof
from handout.formats import FORMATS, RenderedFile
from handout.model.article import article_texts
from handout.model.findings import Severity
from handout.model.markup import Folders
from handout.model.page_layout import Layout
from handout.paper import length
from handout.source.reading import read_article, read_clinic
from handout.templating.templates import render
from tests.support.cases import cases
from tests.support.leaflets import FOLDERS, PAPER, ROOT, laid_out
from tests.support.weasyprint_release import on_pinned_alone

ARTICLES = ("everything", "right-to-left")


@lru_cache
def folder() -> "TemporaryDirectory[str]":
    """The content, in one folder for all formats: those of one layout are then laid out once."""
    held = TemporaryDirectory()
    content = Path(held.name)
    shutil.copytree(FOLDERS.content / "images", content / "images")
    for file in (FOLDERS.content / "clinic.yaml", *(ROOT / "tests" / "articles").glob("*.md")):
        shutil.copy(file, content)
    Image.new("RGB", (2400, 1500), "#557799").save(content / "images" / "photo.jpg")
    return held


@lru_cache
def made(article: str, name: str, paper: str = "A4") -> tuple[RenderedFile, Layout]:
    content = Path(folder().name)
    clinic = replace(read_clinic(content), paper=paper)
    reading = read_article(content / f"{article}.md", content)
    assert not reading.findings
    folders = Folders(content, FOLDERS.templates)
    markup = render(FORMATS[name].template, reading.article, clinic, folders)
    layout = laid_out(next(markup.choices()), clinic, FORMATS[name].printing)
    return FORMATS[name].make(markup, clinic), layout


MADE = [(article, name) for article in ARTICLES for name in PAPER]
QUICK = [one for one in MADE if one[0] == "everything" or one[1] in ("leaflet", "leaflet-trifold")]


@pytest.mark.parametrize(("article", "name"), cases(MADE, QUICK))
def test_nothing_is_wrong_with_it(article, name):
    assert [str(finding) for finding in made(article, name)[0].findings] == []


def failures(article, name, profile):
    report = conformance.validate_pdf_bytes(made(article, name)[0].data, profile=profile)
    return [failure.message for failure in report.failures]


_PICTURED = on_pinned_alone("69.0 tags a cell that holds a picture outside its row")


@pytest.mark.parametrize("profile", [pytest.param("ua1", marks=_PICTURED), "3a"])
@pytest.mark.parametrize("name", PAPER)
def test_it_conforms(name, profile):
    assert failures("everything", name, profile) == []


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("name", cases(PAPER, ("leaflet", "leaflet-trifold")))
def test_it_conforms_from_right_to_left(name, profile):
    assert failures("right-to-left", name, profile) == []


@on_pinned_alone("69.0 names the heads of a table by their places in memory")
@pytest.mark.parametrize("article", ARTICLES)
def test_the_hour_of_the_build_is_nowhere_in_the_file(article, monkeypatch):
    """The fonts of some scripts are cut to a weight, and their time stamps could tell."""
    now = made(article, "leaflet")[0].data
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")  # what fontTools takes for the clock
    assert made.__wrapped__(article, "leaflet")[0].data == now


WHOLE = [one for one in MADE if FORMATS[one[1]].whole]


@pytest.mark.parametrize(("article", "name"), cases(WHOLE, QUICK))
def test_every_sentence_is_on_paper(article, name):
    source = ROOT / "tests" / "articles" / f"{article}.md"
    reading = read_article(source, source.parent)
    texts = tuple(article_texts(reading.article, "leaflet"))
    lang = reading.article.front.lang
    assert list(proof.missing(texts, made(article, name)[0].text, lang, "", name)) == []


@pytest.mark.parametrize("name", cases(PAPER, ("leaflet-trifold",)))
def test_it_prints_on_american_paper(name):
    file, layout = made("everything", name, "Letter")
    assert [f for f in file.findings if f.severity is Severity.ERROR] == []
    assert round(layout.pages[-1].height / 72, 2) in (11, 8.5, 17)


def test_a_table_over_two_pages_repeats_its_head():
    pages = made("everything", "leaflet-trifold")[1].pages
    heads = [any(text.text == "Evening" for text in page.texts) for page in pages]
    rows = [any(text.text.endswith("\u00a0kg") for text in page.texts) for page in pages]
    assert sum(heads) == sum(rows) >= 2


def test_a_heading_never_ends_a_page():
    for page in made("everything", "leaflet-booklet")[1].pages:
        flow = [text for text in page.texts if text.region in ("body", "small")]
        if flow:
            assert flow[-1].tag not in ("h2", "h3", "h4")


def test_a_list_keeps_its_lead_in():
    for page in made("everything", "leaflet-trifold")[1].pages:
        flow = [text for text in page.texts if text.region == "body"]
        if flow:
            assert not flow[-1].text.endswith(":")


def test_from_right_to_left_words_begin_at_the_right():
    page = made("right-to-left", "leaflet")[1].pages[0]
    lead = next(text for text in page.texts if text.text.startswith("هذه نشرة"))
    assert lead.right > page.width * 0.6
    heading = next(text for text in page.texts if text.tag == "h2")
    assert heading.x > page.width * 0.6


def test_from_right_to_left_the_cover_of_the_trifold_is_the_left_panel():
    data = made("right-to-left", "leaflet-trifold")[0].data
    picture = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil()
    left, right = (max(picture.getpixel((int(picture.width * at), 300))) for at in (0.16, 0.95))
    assert left < 128 < right


def test_a_text_too_long_for_a_trifold_is_told_in_numbers():
    pages = made("everything", "leaflet-large-print")[1].pages
    many = Layout(pages * 3)
    html = "<main><h2>Long part</h2><p>one two three</p><h2>Other</h2><p>one</p></main>"
    (finding,) = length.check(many, html, FORMATS["leaflet-trifold"].printing)
    assert finding.severity is Severity.WARNING
    assert "words are too many for the tri-fold, which holds about" in finding.message
    assert "“Long part” (3), “Other” (1)" in finding.advice
