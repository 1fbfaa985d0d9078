"""The slides of a deck as a PDF: nothing lost, tagged, linked, as large as they are."""

import hashlib
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import page as conformance
import pypdfium2
import pytest
from pptx import Presentation

from handout.formats import FORMATS, RenderedFile
from handout.model.clinic import Clinic
from handout.model.markup import Folders, Markup
from handout.paper import pdf
from handout.slides import preflight, writer
from handout.slides.drawing import pages, presentation
from handout.slides.ooxml.package import read
from handout.slides.writer import DeckFile
from handout.source.reading import read_article, read_clinic
from handout.templating.templates import render
from handout.typography.fonts import family
from handout.typography.writing_systems import of_language
from tests.support import decks, drawn, goldens, script_fonts, workplace
from tests.support.deck_markup import CLINIC, HEAD, items, slide, write
from tests.support.decks import altered, lead, words_on
from tests.support.leaflets import FOLDERS, ROOT, article_markup, words_of
from tests.support.own_templates import FILES, OWN
from tests.support.pdf_objects import catalog, objects

NAMES = ("slides-pdf", "slides-handout")


def printed(
    data: bytes, made: DeckFile, name: str = "slides-pdf", clinic: Clinic = CLINIC
) -> pdf.Leaflet:
    """The pages of a .pptx."""
    row = FORMATS[name]
    sheets = tuple(FOLDERS.templates / sheet for sheet in row.template.stylesheets)
    text, pictures = pages.document(read(data), made.deck)
    folders = FOLDERS.content, FOLDERS.templates
    markup = Markup(text, "templates/deck/deck.html", sheets, *folders, pictures=pictures)
    return pdf.write(markup, clinic, row.printing)


@lru_cache
def kinds() -> DeckFile:
    """Each layout and each kind of thing."""
    with TemporaryDirectory() as folder:
        return decks.everything(Path(folder))


@lru_cache
def of_kinds(name: str) -> pdf.Leaflet:
    return printed(kinds().data, kinds(), name)


@lru_cache
def of_article(name: str) -> RenderedFile:
    return FORMATS[name].make(article_markup(name), read_clinic(FOLDERS.content))


def squeezed(words: str) -> str:
    return re.sub(r"[\s\u200b\u2060]+", "", words)


def told(slide_) -> Iterator[str]:
    """The paragraphs of a slide as python-pptx reads them, those of tables too."""
    for shape in slide_.shapes:
        if shape.has_text_frame:
            yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)
        elif shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


@pytest.mark.parametrize("name", NAMES)
def test_every_paragraph_of_a_slide_is_on_its_page(name: str) -> None:
    per_page = 1 if name == "slides-pdf" else 3
    words = [
        squeezed(page.get_textpage().get_text_range())
        for page in pypdfium2.PdfDocument(of_kinds(name).data)
    ]
    slides = list(Presentation(io.BytesIO(kinds().data)).slides)
    assert len(words) == -(-len(slides) // per_page)
    for number, one in enumerate(slides):
        for paragraph in told(one):
            assert squeezed(paragraph) in words[number // per_page]


def test_a_paragraph_that_is_lost_is_found_out() -> None:
    text = of_kinds("slides-pdf").layout.text
    assert list(preflight.not_on_pages(read(kinds().data), text)) == []
    (finding,) = preflight.not_on_pages(read(kinds().data), text.replace("Breathe", ""))
    assert "“Breathe out.” is not on its page" in finding.message
    turned = text.replace("Keep it with you.", "Stop.").replace("Stop.", "Keep it with you.", 1)
    assert list(preflight.not_on_pages(read(kinds().data), turned))


def test_lines_stand_on_the_page_where_they_are_drawn() -> None:
    count = 0
    for page, drawing in zip(
        pypdfium2.PdfDocument(of_kinds("slides-pdf").data),
        drawn.drawings(kinds().data),
        strict=True,
    ):
        texts = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=5)
        feet = [540 - item.get_matrix().f for item in texts]
        for line in drawn.lines(drawing):
            assert min(abs(foot - line.baseline) for foot in feet) < 0.1, line
            count += 1
    assert count > 80


@pytest.mark.parametrize("name", NAMES)
def test_the_first_article_has_no_findings(name: str) -> None:
    made = of_article(name)
    assert made.findings == ()
    assert made.count == len(pypdfium2.PdfDocument(made.data))


def tags(data: bytes) -> list[str]:
    """The kinds of structure elements, as often as there are."""
    return re.findall(r"/Type /StructElem/S /(\w+)", " ".join(objects(data).values()))


def read_aloud(data: bytes) -> list[str]:
    """The kinds of structure elements that hang together from the document's down."""
    held = objects(data)

    def below(text: str) -> Iterator[str]:
        if "/Type /StructElem" in text:
            yield re.search(r"/S /(\w+)", text)[1]
            for number in re.findall(r"(\d+) 0 R", re.search(r"/K \[([^\]]*)\]", text)[1]):
                yield from below(held[int(number)])

    return list(below(next(text for text in held.values() if "/S /Document" in text)))


def test_the_foot_of_a_slide_is_read_once_and_its_number_never() -> None:
    data, slides = of_kinds("slides-pdf").data, kinds().deck.slides
    assert squeezed(words_of(data)).count("Version1.0") == len(slides)
    labels = 4  # of the chart, whose alternative text has them
    unread = 2 * len(slides) - 1 + labels
    assert tags(data).count("P") - read_aloud(data).count("P") == unread


FEET = {
    "ja": "第1.0版 · {}-1.0 · 確認日：2026年10月12日 · 次回の確認予定：2028年10月12日",
    "ko": "버전 1.0 · {}-1.0 · 검토일: 2026년 10월 12일 · 다음 검토: 2028년 10월 12일",
    "zh": "版本 1.0 · {}-1.0 · 审阅日期：2026年10月12日 · 下次审阅：2028年10月12日",
}


@pytest.mark.parametrize(
    "lang", [pytest.param(lang, marks=script_fonts.marks(of_language(lang))) for lang in FEET]
)
def test_the_foot_of_a_slide_is_one_line(lang: str, tmp_path: Path) -> None:
    long = FEET[lang].replace(" ", "\N{NO-BREAK SPACE}").replace("\N{NO-BREAK SPACE}·", " ·")
    for length in range(3, 13):
        whole, short = (long.format(code * length) for code in "HI")
        feet = f'data-footer="{whole}" data-foot="{short}" data-stamp="1.0"'
        head = HEAD.replace('lang="en-GB"', f'lang="{lang}"')
        head = head.replace('data-footer="Version 1.0"', feet)
        made = write(tmp_path, slide("<p>Words.</p>"), slide(items(4), "bullets", "Two"), head=head)
        lines = re.split("<.*?>", pages.document(read(made.data), made.deck).text)
        assert sum(line in (whole, short, "1.0") for line in lines) == 3


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("name", NAMES)
def test_it_conforms(name: str, profile: str) -> None:
    for data in (of_kinds(name).data, of_article(name).data):
        report = conformance.validate_pdf_bytes(data, profile=profile)
        assert [failure.message for failure in report.failures] == []


@pytest.mark.parametrize(
    "lang",
    [
        pytest.param(lang, marks=[] if lang in ("ar", "hi", "uk") else [pytest.mark.slow])
        for lang in ("ar", "he", "hi", "uk", "zh", "ja", "ko")
    ],
)
def test_it_conforms_in_other_scripts(lang: str, tmp_path: Path) -> None:
    system = of_language(lang)
    if system and not family(system.family):
        script_fonts.lacking(system.package)
    head = HEAD.replace('lang="en-GB"', f'lang="{lang}"')
    made = write(tmp_path, *decks.in_script(lang, decks.SCRIPTS[lang]), head=head)
    leaflet = printed(made.data, made)
    assert leaflet.findings == ()
    assert list(preflight.not_on_pages(read(made.data), leaflet.layout.text)) == []
    report = conformance.validate_pdf_bytes(leaflet.data, profile="ua1")
    assert [failure.message for failure in report.failures] == []


def test_every_font_is_embedded_and_a_package_s() -> None:
    fonts = {
        item.get_font().get_base_name(): item.get_font().is_embedded
        for page in pypdfium2.PdfDocument(of_kinds("slides-pdf").data)
        for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=5)
    }
    assert fonts
    assert all(fonts.values())
    assert all("Arimo" in name for name in fonts)


def alternatives(data: bytes) -> list[str]:
    """The alternative texts of pictures."""
    found = re.findall(r"/Alt (?:\(([^)]*)\)|<feff(\w+)>)", " ".join(objects(data).values()))
    return [plain or bytes.fromhex(coded).decode("utf-16-be") for plain, coded in found]


def test_headings_lists_tables_and_pictures_are_tagged() -> None:
    found = tags(of_kinds("slides-pdf").data)
    count = {name: found.count(name) for name in ("H1", "H2", "Table", "TH", "Figure", "L", "LI")}
    slides = kinds().deck.slides
    assert count["H1"] == 1
    assert count["H2"] == len(slides) - 1
    assert (count["Table"], count["TH"]) == (1, 2)
    assert count["L"] >= 3  # two slides of items, and a list in a list
    assert count["LI"] >= 16
    alts = alternatives(of_kinds("slides-pdf").data)
    chart = "Puffs: When – Puffs; Morning – 2; Evening – 4"
    assert sorted(alts) == sorted(["A spacer"] * 3 + [chart, "3 of 20 people"])
    assert count["Figure"] == len(alts)


def test_the_same_deck_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from tests.slides.drawing.test_pages import of_article\n"
        "print(hashlib.sha256(of_article('slides-handout').data).hexdigest())"
    )
    run = [sys.executable, "-c", script]
    other = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert other.strip() == hashlib.sha256(of_article("slides-handout").data).hexdigest()


def sizes(data: bytes) -> set[tuple[int, int]]:
    return {tuple(map(round, page.get_size())) for page in pypdfium2.PdfDocument(data)}


def test_a_page_is_as_large_as_a_slide_and_a_handout_as_the_clinic_s_paper(tmp_path: Path) -> None:
    assert sizes(of_kinds("slides-pdf").data) == {(960, 540)}
    assert sizes(of_kinds("slides-handout").data) == {(595, 842)}
    letter = Clinic("A Clinic", "1", ("1 High Street",), "https://x.example.org", paper="Letter")
    handout = printed(kinds().data, kinds(), "slides-handout", letter)
    assert sizes(handout.data) == {(612, 792)}
    assert len(handout.layout.pages) == len(of_kinds("slides-handout").layout.pages)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "own.pptx").write_bytes(FILES["plain"]())
    own = drawn.everything(tmp_path, OWN)
    assert sizes(printed(own.data, own).data) == {(720, 540)}
    assert len(printed(own.data, own, "slides-handout").layout.pages) == 5


def test_a_printer_fits_slides_to_its_paper_and_handouts_not() -> None:
    assert "/PrintScaling /AppDefault" in catalog(of_kinds("slides-pdf").data)
    assert "/PrintScaling /None" in catalog(of_kinds("slides-handout").data)


def links(data: bytes) -> list[str]:
    """Where the links of a PDF lead."""
    held = " ".join(objects(data).values())
    return re.findall(r"/URI \(([^)]*)\)", held) + re.findall(r"/Dest \(([^)]*)\)", held)


def test_links_lead_to_the_web_and_to_slides(tmp_path: Path) -> None:
    made = write(tmp_path, slide("<p>Look here.</p>"), slide("<p>More</p>", title="B"))

    def alter(slides: list) -> None:
        words_on(slides[1])[0].hyperlink.address = "https://example.org/help"
        lead(words_on(slides[2])[0], slides[1])

    data = printed(altered(made.data, alter), made).data
    assert links(data) == ["https://example.org/help", "slide-2"]
    assert tags(data).count("Link") == 2
    assert conformance.is_pdf_compliant_bytes(data, profile="ua1")


def test_a_link_to_a_file_or_a_script_is_none(tmp_path: Path) -> None:
    made = write(tmp_path, slide("<p>Look here.</p>"))
    for address in ("javascript:alert(1)", "file:///etc/passwd", "other.pptx"):

        def alter(slides: list, address: str = address) -> None:
            words_on(slides[1])[0].hyperlink.address = address

        leaflet = printed(altered(made.data, alter), made)
        assert links(leaflet.data) == []
        assert "Look here." in leaflet.layout.text


def test_a_hidden_slide_is_left_out_and_a_link_to_it_is_only_words(tmp_path: Path) -> None:
    made = write(tmp_path, slide("<p>More</p>"), slide("<p>Rare.</p>", title="Details"))

    def alter(slides: list) -> None:
        slides[2]._element.set("show", "0")
        lead(words_on(slides[1])[0], slides[2])

    data = altered(made.data, alter)
    leaflet = printed(data, made)
    assert len(leaflet.layout.pages) == 2
    assert "Rare" not in leaflet.layout.text
    assert "More" in leaflet.layout.text
    assert leaflet.findings == ()
    assert links(leaflet.data) == []
    assert list(preflight.not_on_pages(read(data), leaflet.layout.text)) == []


def test_a_button_that_leads_to_a_hidden_slide_is_left_out(tmp_path: Path) -> None:
    place = workplace.made(tmp_path)
    long = "Skin heals by itself, and it takes some weeks until all is well again. " * 6
    place.add("## How it heals\n\n" + f"{long}\n\n" * 6)
    article = read_article(place.article(), place.content).article
    folders = Folders(place.content, FOLDERS.templates)
    markup = render(FORMATS["slides"].template, article, CLINIC, folders)
    made = writer.write(markup, CLINIC)
    said = preflight.layers(read(made.data))
    assert "More ›" in said.story
    assert "‹" in said.appendix
    leaflet = printed(made.data, made)
    assert "›" not in leaflet.layout.text
    assert leaflet.findings == ()
    assert list(preflight.not_on_pages(read(made.data), leaflet.layout.text)) == []


def test_the_picture_that_leads_to_the_clinic_s_page_is_a_link() -> None:
    assert "https://harbourlane.example.org" in links(of_article("slides-pdf").data)


def test_marks_of_lists_and_lines_through_words_are_kept(tmp_path: Path) -> None:
    listed = "<ol><li>one<ul><li>deeper</li></ul></li><li>two</li></ol>"
    made = write(tmp_path, slide(listed), slide("<p>Take <s>two</s> one.</p>", title="B"))
    words = words_of(printed(made.data, made).data)
    assert re.search(r"1\.\s*one\s*•\s*deeper\s*2\.\s*two", words)
    bare = re.sub(
        r" (style|data-mark)=\"[^\"]*\"", "", pages.document(read(made.data), made.deck).text
    )
    assert "<ol><li>one<ul><li>deeper</li></ul></li><li>two</li></ol>" in bare
    assert "text-decoration:line-through" in pages.document(read(made.data), made.deck).text


def test_what_is_typed_in_columns_stands_in_a_font_of_one_width(tmp_path: Path) -> None:
    typed = "<p><code>Mon\u00a0\u00a0puff<br/>Tuesday</code></p><p>Press <code>OK</code> once.</p>"
    made = write(tmp_path, slide(typed))
    (drawing,) = presentation.draw(read(made.data), str)[-1:]
    for words in ("Mon", "Tuesday", "OK"):
        faces = re.findall(r'font-family="([^"]*)"', drawing.svg.partition(words)[0])[-1]
        assert faces.startswith("'Courier New',")
    assert ">Press </tspan>" in drawing.svg
    html = re.sub(r' style="[^"]*"', "", pages.document(read(made.data), made.deck).text)
    assert "Press <code>OK</code> once." in html
    leaflet = printed(made.data, made)
    assert leaflet.findings == ()
    assert list(preflight.not_on_pages(read(made.data), leaflet.layout.text)) == []
    assert re.search(r"Mon\s+puff\s+Tuesday", words_of(leaflet.data))
    assert "Source-Code-Pro" in "".join(objects(leaflet.data).values())


def test_a_picture_of_the_file_stands_beside_the_text_and_not_in_it() -> None:
    text, pictures = pages.document(read(kinds().data), kinds().deck)
    named = re.findall(r'<img[^>]* src="([^"]*)"', text)
    drawn = [one for one in named if one.startswith("data:image/svg+xml;")]
    assert pictures
    assert {*named} - {*drawn} == {*pictures}


def test_pages_look_as_they_did(pytestconfig: pytest.Config) -> None:
    for number, page in enumerate(pypdfium2.PdfDocument(of_kinds("slides-handout").data), 1):
        picture = page.render(scale=400 / page.get_height()).to_pil()
        goldens.check(f"slides-handout-{number}", picture, pytestconfig.getoption("renew_goldens"))


def test_a_list_of_numbers_below_one_of_bullets_is_a_list_of_its_own(tmp_path):
    inner = "<ul><li>a</li></ul><ol><li><p>b</p><p>c</p></li></ol>"
    made = write(tmp_path, slide(inner))
    drawn_text = pages.document(read(made.data), made.deck).text
    assert re.findall(r"</?(?:ul|ol|li)\b", drawn_text) == [
        *("<ul", "<li", "</li", "</ul"),
        *("<ol", "<li", "</li", "</ol"),
    ]
