import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import page as conformance
import pypdfium2
import pytest
from PIL import Image

from handout.formats import FORMATS
from handout.model.clinic import Clinic, Fonts
from handout.model.errors import ContentError
from handout.paper import pdf, typesetting
from handout.paper.printing import Fit, Printing
from handout.source.reading import read_clinic
from tests.support.leaflets import CLINIC, FOLDERS, ROOT, article_markup, leaflet, markup, words_of

PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
    "AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def rules(made: pdf.Leaflet) -> list[str]:
    return [finding.rule for finding in made.findings]


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_leaflet_conforms(profile):
    report = conformance.validate_pdf_bytes(leaflet().data, profile=profile)
    assert [failure.message for failure in report.failures] == []
    assert report.rules.total > 100


def test_the_validator_sees_a_planted_fault():
    broken = leaflet().data.replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>9<")
    assert not conformance.is_pdf_compliant_bytes(broken, profile="ua1")


def test_every_font_is_embedded():
    document = pypdfium2.PdfDocument(leaflet().data)
    raw = leaflet().data
    assert raw.count(b"/FontFile2") >= 1 or b"/ObjStm" in raw
    fonts = {
        item.get_font().get_base_name(): item.get_font().is_embedded
        for page in document
        for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    }
    assert fonts
    assert all(fonts.values())
    assert all("Atkinson" in name for name in fonts)


def test_another_program_reads_the_words_that_were_laid_out():
    def letters(text: str) -> list[str]:
        return sorted(re.sub(r"[\s\u00ad\u200b\ufffe]+", "", text))

    assert letters(words_of(leaflet().data)) == letters(
        "".join(text.text for text in leaflet().layout.texts)
    )


def test_the_first_article_fills_two_sides():
    layout = leaflet().layout
    assert len(layout.pages) == 2
    assert all(page.fill > 0.9 for page in layout.pages)


def test_pages_come_in_pairs_where_a_format_asks_for_it(content):
    text = "<p>Some words.</p>" * 75 + "<div data-pad><div data-stretch><p>_</p></div></div>"
    made = pdf.write(markup(text, content), CLINIC, Printing(fit=Fit()))
    assert len(made.layout.pages) % 2 == 0


def test_the_largest_size_that_fits_is_taken(content):
    short = pdf.write(markup("<p>A few words.</p>", content), CLINIC, Printing(fit=Fit(multiple=1)))
    css = "p { margin: 0; line-height: 1.4 }"
    long = pdf.write(
        markup("<p>Some words.</p>" * 38, content, css), CLINIC, Printing(fit=Fit(multiple=1))
    )
    assert short.layout.size == 14
    assert 12 <= long.layout.size < 14
    assert len(long.layout.pages) == 1


def test_lines_to_write_on_fill_the_last_page(content):
    body = '<p>Words.</p><div data-stretch><div class="line"></div></div><p id="foot">Foot.</p>'
    css = "@page { margin: 10mm } p { margin: 0 } .line { height: 9mm }"
    small = Printing(fit=Fit((12,), (), 1), papers={"A4": "100mm 100mm"})
    made = pdf.write(markup(body, content, css), CLINIC, small)
    foot = next(text for text in made.layout.pages[0].texts if text.text == "Foot.")
    assert foot.bottom == pytest.approx(90 / 25.4 * 72, abs=2)
    assert made.layout.pages[0].fill < 0.5


_TWO_BUILDS = """
import hashlib, sys
from tests.support.leaflets import article_markup, read_clinic, FOLDERS
from handout.paper import pdf, typesetting
print(hashlib.sha256(pdf.write(article_markup(), read_clinic(FOLDERS.content)).data).hexdigest())
"""


def test_two_folders_and_two_hash_seeds_give_the_same_bytes(tmp_path):
    copy = tmp_path / "elsewhere"
    for name in ("templates", "handout", "tests"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    digests = {
        subprocess.run(
            [sys.executable, "-c", _TWO_BUILDS],
            cwd=folder,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for folder, seed in ((ROOT, "1"), (copy, "2"))
    }
    assert digests == {f"{hashlib.sha256(leaflet().data).hexdigest()}\n"}


def test_dates_come_from_the_article():
    assert b"2026-10-01" in leaflet().data


def test_no_stream_ends_in_a_carriage_return():
    assert b"\r\nendstream" not in leaflet().data


def test_a_font_that_is_not_known_names_one_that_is(content):
    clinic = Clinic(
        name="C", phone="1", web="https://example.org", address=("x",), fonts=Fonts("No Such Face")
    )
    with pytest.raises(ContentError, match="such as Atkinson Hyperlegible"):
        pdf.write(markup("<p>x</p>", content), clinic)


def test_mark_up_nested_too_deep_is_a_finding(content):
    with pytest.raises(ContentError, match="nested too deep"):
        pdf.write(markup("<div>" * 900 + "x", content), CLINIC)


@pytest.mark.parametrize(
    ("body", "css", "rule"),
    [
        ('<img src="gone.png" alt="x">', "", "fetch-refused"),
        ('<img src="broken.png" alt="x">', "", "picture-broken"),
        ('<img src="broken.svg" alt="x">', "", "picture-broken"),
        ('<p><a href="#nowhere">x</a></p>', "", "link-dead"),
        (f'<img src="{PIXEL}">', "", "picture-alt"),
        ("<p>x</p>", "p { colour: red }", "stylesheet"),
        ("<p>x</p>", "p { color: ", "stylesheet"),
    ],
)
def test_what_the_library_only_logs_is_a_finding(content, body, css, rule):
    (content / "broken.png").write_bytes(b"not a picture")
    (content / "broken.svg").write_text("<svg", encoding="utf-8")
    made = pdf.write(markup(body, content, css), CLINIC, Printing(fit=Fit(multiple=1)))
    assert rule in rules(made)


def test_a_fault_in_a_shared_style_sheet_is_found_each_time(content):
    faulty = markup("<p>x</p>", content, "p { colour: red }")
    assert rules(pdf.write(faulty, CLINIC, Printing(fit=Fit(multiple=1)))) == ["stylesheet"]
    assert rules(pdf.write(faulty, CLINIC, Printing(fit=Fit(multiple=1)))) == ["stylesheet"]


def test_what_a_shared_style_sheet_may_not_read_is_found_each_time(content):
    reaching = markup("<p>x</p>", content)
    css = '@import url("http://example.org/x.css"); html { font-family: var(--family) }'
    reaching.stylesheets[0].write_text(css, encoding="utf-8")
    assert rules(pdf.write(reaching, CLINIC, Printing(fit=Fit(multiple=1)))) == ["fetch-refused"]
    assert rules(pdf.write(reaching, CLINIC, Printing(fit=Fit(multiple=1)))) == ["fetch-refused"]


def test_a_picture_that_was_mended_is_read_again(content):
    picture = content / "p.svg"
    page = markup('<img src="p.svg" alt="x">', content)
    picture.write_text("<svg", encoding="utf-8")
    assert "picture-broken" in rules(pdf.write(page, CLINIC, Printing(fit=Fit(multiple=1))))
    picture.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', encoding="utf-8"
    )
    assert rules(pdf.write(page, CLINIC, Printing(fit=Fit(multiple=1)))) == []


SECRET = Path("/etc/passwd")


@pytest.mark.parametrize(
    ("body", "css"),
    [
        (f'<img src="{SECRET.as_uri()}" alt="x">', ""),
        ('<img src="../../../../../../../etc/passwd" alt="x">', ""),
        ('<img src="http://127.0.0.1:9/x.png" alt="x">', ""),
        ('<img src="https://example.org/x.png" alt="x">', ""),
        ('<img src="ftp://example.org/x.png" alt="x">', ""),
        (f'<link rel="attachment" href="{SECRET.as_uri()}">', ""),
        (f'<a rel="attachment" href="{SECRET.as_uri()}">x</a>', ""),
        (f'<link rel="stylesheet" href="{SECRET.as_uri()}">', ""),
        ('<img src="link.png" alt="x">', ""),
        ('<img src="reaching.svg" alt="x">', ""),
        ("<p>x</p>", f'@import url("{SECRET.as_uri()}");'),
        ("<p>x</p>", f'p {{ background: url("{SECRET.as_uri()}") }}'),
        ("<p>x</p>", '@font-face { font-family: x; src: url("http://example.org/x.ttf") }'),
    ],
)
def test_nothing_outside_and_no_network_is_read(content, body, css):
    (content / "link.png").symlink_to(SECRET)
    (content / "reaching.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<image xlink:href="{SECRET.as_uri()}" width="9" height="9"/></svg>',
        encoding="utf-8",
    )
    page = markup(body, content, css)
    page.stylesheets[0].write_text(css, encoding="utf-8")  # an @import stands first
    made = pdf.write(page, CLINIC, Printing(fit=Fit(multiple=1)))
    assert rules(made)[0] == "fetch-refused"
    assert b"EmbeddedFile" not in made.data


def test_a_font_that_only_this_computer_has_is_a_finding(content):
    made = pdf.write(markup("<p>x</p>", content, "p { font-family: serif }"), CLINIC)
    assert rules(made) == ["font-foreign"]


def _photo(content: Path, wide: int) -> None:
    Image.new("RGB", (wide, wide // 2), "#336699").save(content / "photo.jpg")


def test_a_photo_is_printed_with_300_dots_to_the_inch_and_no_more(content):
    _photo(content, 3000)
    body = '<img src="photo.jpg" alt="x" style="width: 4in">'
    (page,) = pypdfium2.PdfDocument(
        pdf.write(markup(body, content), CLINIC, Printing(fit=Fit(multiple=1))).data
    )
    (picture,) = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=5)
    assert picture.get_px_size() == (1200, 600)


def test_items_of_numbered_lists_have_a_body(content):
    body = "<ol><li><p>one</p><p>more</p></li><li>two</li></ol><ul><li><p>three</p></li></ul>"
    made = pdf.write(markup(body, content), CLINIC, Printing(fit=Fit(multiple=1)))
    report = conformance.validate_pdf_bytes(made.data, profile="ua1")
    assert [failure.message for failure in report.failures] == []


def _booklet(name: str) -> bytes:
    return FORMATS[name].make(article_markup(name), read_clinic(FOLDERS.content)).data


def test_a_booklet_for_the_screen_and_for_the_stapler_is_laid_out_but_once(monkeypatch):
    alone = _booklet("leaflet-booklet-print")
    pdf.shared_resources().last_layout = None
    tried = []
    original = typesetting.Typesetting.lay_out
    monkeypatch.setattr(
        typesetting.Typesetting,
        "lay_out",
        lambda self, *rest: (tried.append(rest), original(self, *rest))[1],
    )
    for name in ("leaflet-booklet", "leaflet-booklet-print"):
        made = _booklet(name)
        if name == "leaflet-booklet":
            laid_out = len(tried)
    assert len(tried) == laid_out > 0
    assert made == alone


def test_a_picture_that_has_changed_is_laid_out_again(content):
    page = markup('<img src="p.svg" alt="x">', content)
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h{}v9z"/></svg>'
    )
    made = []
    for width in (3, 9):
        (content / "p.svg").write_text(drawing.format(width), encoding="utf-8")
        made.append(pdf.write(page, CLINIC, Printing(fit=Fit(multiple=1))).data)
    assert made[0] != made[1]
