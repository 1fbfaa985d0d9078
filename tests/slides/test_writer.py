import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.oxml.ns import qn

from handout.model.clinic import Colours, Fonts
from handout.model.deck import Picture
from handout.model.errors import ContentError
from handout.slides import preflight, writer
from handout.slides.ooxml.inheritance import colours_of
from handout.slides.ooxml.package import read, theme_of
from handout.typography.contrast import RATIOS, ensure_contrast
from tests.support.deck_markup import CLINIC, HEAD, deck, items, markup, slide, write
from tests.support.decks import FIGURE, SVG, everything


def opened(made):
    return Presentation(io.BytesIO(made.data))


def test_a_deck_with_everything_is_valid(tmp_path):
    path = tmp_path / "deck.pptx"
    path.write_bytes(everything(tmp_path).data)
    result = OpenXmlValidator().validate(path)
    assert result.is_valid, [str(error) for error in result.errors]


def test_every_text_but_that_of_steps_stands_in_a_placeholder_of_its_layout(tmp_path):
    for one in opened(everything(tmp_path)).slides:
        known = {p.placeholder_format.idx for p in one.slide_layout.placeholders}
        for shape in one.shapes:
            if shape.is_placeholder:
                assert shape.placeholder_format.idx in known
            else:
                assert shape.name.split()[0] in ("Step", "Arrow", "Icon", "Picture"), shape.name


def test_no_placeholder_shrinks_its_words_by_itself(tmp_path):
    for one in opened(everything(tmp_path)).slides:
        for shape in one.placeholders:
            if shape.has_text_frame and shape.placeholder_format.idx < 11:
                assert shape.text_frame.auto_size == 0
                sizes = [r.font.size for p in shape.text_frame.paragraphs for r in p.runs]
                assert all(sizes)


def test_title_first_then_the_rest_then_the_footer(tmp_path):
    for one in opened(everything(tmp_path)).slides:
        names = [shape.name.split()[0] for shape in one.shapes]
        assert names[0] == "Title"
        assert names[-2:] == ["Footer", "Slide"]


def test_the_version_line_and_a_number_are_on_every_slide(tmp_path):
    for number, one in enumerate(opened(everything(tmp_path)).slides, 1):
        told = [shape.text_frame.text for shape in one.shapes if shape.has_text_frame]
        assert told[-2:] == ["Version 1.0", str(number)]


LONG, SHORT = "Version 1.0, reviewed and reviewed again, and all that in one line", "Version 1.0"


def test_where_the_version_line_has_no_room_a_shorter_one_stands(tmp_path):
    head = HEAD.replace('data-footer="Version 1.0"', f'data-footer="{LONG}" data-foot="{SHORT}"')
    made = write(tmp_path, slide("<p>Words.</p>"), slide(items(4), "bullets", "Two"), head=head)
    feet = [[s.text_frame.text for s in one.shapes][-2] for one in opened(made).slides]
    assert set(feet) == {LONG, SHORT}


def test_the_version_line_is_read_from_the_back_of_the_room(tmp_path):
    for layout in opened(everything(tmp_path)).slide_layouts:
        feet = [p for p in layout.placeholders if p.placeholder_format.idx in (11, 12)]
        sizes = [run.get("sz") for p in feet for run in p._element.iter(qn("a:defRPr"))]
        assert sizes == ["1800"] * len(feet)


def test_the_notes_are_under_the_first_of_the_slides_that_they_are_about(tmp_path):
    slides = list(opened(everything(tmp_path)).slides)
    told = {s.notes_slide.notes_text_frame.text for s in slides[1:-1] if s.has_notes_slide}
    assert told == {"Read this out."}
    parts = [s for s in slides if "(2\u00a0of" in s.shapes.title.text]
    assert parts
    assert not any(s.has_notes_slide for s in parts)


def test_the_notes_keep_their_links(tmp_path):
    slides = list(opened(everything(tmp_path)).slides)
    run, *_ = slides[-1].notes_slide.notes_text_frame.paragraphs[0].runs
    assert run.hyperlink.address == "https://example.org"


def test_the_file_tells_the_truth_about_itself(tmp_path):
    made = everything(tmp_path)
    told = opened(made).core_properties
    assert (told.title, told.author, told.language) == ("Asthma", "A Clinic", "en-GB")
    assert told.created.date().isoformat() == "2026-10-01"
    app = next(p for p in opened(made).part.package.iter_parts() if p.partname.endswith("app.xml"))
    assert f"<Slides>{len(made.deck.slides)}</Slides>".encode() in app.blob


def test_a_drawing_goes_in_as_svg_with_a_picture_beside_it(tmp_path):
    made = everything(tmp_path)
    held = [item for s in made.deck.slides for item in s.items if isinstance(item, Picture)]
    pictures = [item for item in held if item.role == "picture"]
    assert {p.svg for p in pictures} == {SVG.encode()}
    assert all(p.image.startswith(b"\x89PNG") for p in pictures)
    assert pictures[0].box.width / pictures[0].box.height == pytest.approx(2)
    names = [str(p.partname) for p in opened(made).part.package.iter_parts()]
    assert sum(name.endswith(".svg") for name in names) == 2


def test_the_clinics_logo_stands_on_the_title_and_closing_layouts(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "logo.svg").write_text(SVG)
    made = write(tmp_path, slide("<p>a</p>"), clinic=replace(CLINIC, logo="logo.svg"))
    with_logo = {
        layout.name
        for layout in opened(made).slide_layouts
        if any(shape.name == "Logo" for shape in layout.shapes)
    }
    assert with_logo == {"Title Slide", "Questions and Contact", "Contact"}


def test_a_deck_font_of_unknown_width_is_told_with_those_that_are_known(tmp_path):
    made = write(tmp_path, slide("<p>a</p>"), clinic=replace(CLINIC, fonts=Fonts(deck="Brand")))
    (found,) = made.findings
    assert "“Brand”" in found.message
    assert "Arial" in found.advice
    assert "Verdana" in found.advice
    assert found.about == "clinic.fonts.deck"
    for known in ("Verdana", "Source Sans 3"):
        fonts = Fonts(deck=known)
        assert (
            write(tmp_path, slide("<p>a</p>"), clinic=replace(CLINIC, fonts=fonts)).findings == ()
        )


def test_the_contact_without_a_qr_code_has_no_box_for_it(tmp_path):
    words = "<h3>01632 960145</h3><div><p>A Clinic</p></div>"
    made = opened(write(tmp_path, slide(words, "contact", "Questions?")))
    shapes = [shape.name for shape in made.slides[1].slide_layout.shapes]
    assert "Panel" not in shapes
    assert made.slides[1].shapes.title.width > 0.8 * made.slide_width


def test_the_brand_is_the_theme(tmp_path):
    purple = replace(CLINIC, colours=Colours(primary="#4b2a7b"))
    made = write(tmp_path, slide("<p>a</p>"), clinic=purple)
    theme = next(
        part
        for part in opened(made).part.package.iter_parts()
        if part.partname == "/ppt/theme/theme1.xml"
    )
    assert b"4B2A7B" in theme.blob


def test_a_pale_brand_is_moved_no_more_than_words_of_slides_need(tmp_path):
    colours, _ = ensure_contrast(Colours(primary="#E87722"), RATIOS["AA"])
    made = write(tmp_path, slide("<p>a</p>"), clinic=replace(CLINIC, colours=colours))
    theme = colours_of(theme_of(opened(made).slide_master.part))
    assert theme["dk2"] == colours.large.primary != colours.primary
    assert theme["accent1"] == "#e87722"
    assert preflight.check(read(made.data), made.deck) == ()


def test_a_language_from_the_right_is_mirrored(tmp_path):
    head = HEAD.replace('lang="en-GB"', 'lang="he"')
    made = write(tmp_path, slide("<ul><li>אחת</li><li>שתיים</li></ul>"), head=head)
    body = made.deck.slides[1].items[1]
    assert body.box.left == 48
    shape = opened(made).slides[1].placeholders[1]
    properties = shape.text_frame.paragraphs[0]._p.pPr
    assert (properties.get("rtl"), properties.get("algn")) == ("1", "r")


CHART = """<table><tr><th scope="col">א</th><th scope="col">ב</th></tr>
<tr><td>ג</td><td>5</td></tr><tr><td>ד</td><td>9</td></tr></table>"""


@pytest.mark.parametrize(("lang", "mirrored"), [("he", True), ("en-GB", False)])
def test_bars_begin_where_reading_begins(tmp_path, lang, mirrored):
    head = HEAD.replace('lang="en-GB"', f'lang="{lang}"')
    made = write(tmp_path, slide(CHART, "chart"), head=head)
    shape = next(one for one in opened(made).slides[1].shapes if one.has_chart)
    assert shape.chart.value_axis.reverse_order is mirrored


def first_runs(made):
    return opened(made).slides[1].placeholders[1].text_frame.paragraphs[0]


def test_korean_words_are_not_broken(tmp_path):
    for lang, attribute in (("ko", "0"), ("ja", None), ("en-GB", None)):
        head = HEAD.replace('lang="en-GB"', f'lang="{lang}"')
        made = write(tmp_path, slide("<p>상처 돌보기</p>"), head=head)
        assert first_runs(made)._p.pPr.get("eaLnBrk") == attribute


@pytest.mark.parametrize(
    ("lang", "italic", "bold"), [("th", None, True), ("ja", None, True), ("el", True, None)]
)
def test_no_word_is_slanted_in_a_script_without_italics(tmp_path, lang, italic, bold):
    head = HEAD.replace('lang="en-GB"', f'lang="{lang}"')
    made = write(tmp_path, slide("<p><em>ก่อน</em> 前</p>"), head=head)
    run = first_runs(made).runs[0]
    assert (run.font.italic, run.font.bold) == (italic, bold)


SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, ".")
from tests.support.decks import everything
sys.stdout.buffer.write(everything(Path(sys.argv[1])).data)
"""


def test_the_same_article_gives_the_same_bytes(tmp_path):
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / f"folder-{seed}"
        folder.mkdir()
        environment = os.environ | {"PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(folder)],
            env=environment,
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[2],
        )
        made.append(run.stdout)
    assert made[0] == made[1]
    assert made[0]


def outside(folder, source):
    with pytest.raises(ContentError) as error:
        writer.write(markup(folder, deck(slide(FIGURE.format(source), "full-picture"))), CLINIC)
    return {finding.rule for finding in error.value.findings}


def test_a_picture_that_is_not_there_is_named(tmp_path):
    assert outside(tmp_path, "lost.png") == {"picture-missing"}


def test_a_picture_outside_the_folders_is_not_read(tmp_path):
    (tmp_path / "secret.svg").write_text(SVG)
    assert outside(tmp_path, "../secret.svg") == {"picture-outside"}


def test_a_link_out_of_the_folders_is_not_followed(tmp_path):
    (tmp_path / "secret.svg").write_text(SVG)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "link.svg").symlink_to(tmp_path / "secret.svg")
    assert outside(tmp_path, "link.svg") == {"picture-outside"}


def test_a_picture_on_the_web_is_not_fetched(tmp_path):
    assert outside(tmp_path, "https://example.org/a.png") == {"picture-remote"}


@pytest.mark.parametrize(
    "inner",
    [
        '<image href="/etc/hostname"/>',
        '<image xlink:href="../secret.png" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
        "<style>@import url(https://example.org/a.css);</style>",
        '<rect fill="url(https://example.org/a.svg#b)"/>',
        "<script>1</script>",
    ],
)
def test_a_drawing_that_reaches_out_is_refused(inner, tmp_path):
    (tmp_path / "content").mkdir()
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>'
    (tmp_path / "content" / "a.svg").write_text(drawing)
    assert outside(tmp_path, "a.svg") == {"picture-broken"}


@pytest.mark.parametrize("data", [b"no picture", b"\x89PNG\r\n\x1a\nbroken", b"<svg"])
def test_a_broken_picture_is_named(data, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.png").write_bytes(data)
    assert outside(tmp_path, "a.png") == {"picture-broken"}


MARK = '<sup class="note"><a href="#note-1">1</a></sup>'
COUNT = "10<sup>9</sup> cells"


def baselines(shape):
    """The words of a shape that do not stand on the line, with how far they are raised."""
    held = ((run.text, run._r.get_or_add_rPr().get("baseline")) for run in runs(shape))
    return [(words, int(height)) for words, height in held if height]


def runs(shape):
    return [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]


def test_a_footnote_is_marked_and_stands_small_below_the_words(tmp_path):
    words = f"A note{MARK} here."
    foot = '<footer><p><sup class="note">1</sup> Of 2026.</p></footer>'
    made = write(tmp_path, slide(f"<p>{words}</p>{foot}"))
    body = opened(made).slides[1].placeholders[1]
    assert body.text_frame.text == "A note1 here.\n1 Of 2026."
    assert [word for word, height in baselines(body) if height > 0] == ["1", "1"]
    sizes = [paragraph.runs[-1].font.size.pt for paragraph in body.text_frame.paragraphs]
    assert sizes[1] == 18 < sizes[0]
    assert "A note here." in preflight.text(read(made.data))
    assert preflight.check(read(made.data), made.deck) == ()


def test_each_of_several_slides_has_the_footnotes_of_its_marks(tmp_path):
    words = "Some words that fill the slide until there is no more room for them. " * 7
    feet = "".join(f'<p><sup class="note">{n}</sup> Note {n}.</p>' for n in (1, 2))
    marks = [f'<sup class="note">{n}</sup>' for n in (1, 2)]
    body = "".join(f"<p>{words}{mark}</p>" for mark in marks)
    made = write(tmp_path, slide(f"{body}<footer>{feet}</footer>"))
    told = [one.placeholders[1].text_frame.text for one in list(opened(made).slides)[1:]]
    assert ["Note 1." in one for one in told] == [True, False]
    assert ["Note 2." in one for one in told] == [False, True]


def test_a_warning_keeps_its_look_below_a_long_title(tmp_path):
    made = write(tmp_path, slide("<p>Call us.</p>", "warning", "Oesophagogastroduodenoscopy"))
    assert [one.layout for one in made.deck.slides][1:] == ["wide-warning"]


def test_a_paragraph_beside_its_picture_stands_there_once(tmp_path):
    words = "Put two drops of oil in the ear three times a day for a week, unless it hurts."
    picture = (
        '<figure><img src="data:image/svg+xml;utf8,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 '
        'width=%224%22 height=%224%22/%3E" alt="An ear"/></figure>'
    )
    made = write(tmp_path, slide(f"<p>{words}</p>{picture}", "picture"))
    assert len(made.deck.slides) == 2


FOOT = '<footer><p><sup class="note">1</sup> Of 2026.</p></footer>'


def test_a_footnote_stands_below_its_table(tmp_path):
    table = "<table><tr><th>A</th></tr><tr><td>Two puffs</td></tr></table>"
    made = write(tmp_path, slide(table + FOOT, "table"))
    held = list(opened(made).slides)[1].placeholders
    assert held[15].text_frame.text == "1 Of 2026."
    assert preflight.check(read(made.data), made.deck) == ()


def test_a_footnote_of_a_slide_without_words_follows_it(tmp_path):
    made = write(tmp_path, slide(f"<ol><li>Sit down</li><li>Stand up</li></ol>{FOOT}", "steps"))
    assert [one.title for one in made.deck.slides][1:] == [
        "Inhalers (1\u00a0of\u00a02)",
        "Inhalers (2\u00a0of\u00a02)",
    ]
    assert "Of 2026." in preflight.text(read(made.data))


def test_a_power_stays_raised_on_the_slide_and_in_the_notes(tmp_path):
    made = write(tmp_path, slide(f"<p>{COUNT}</p>", notes=COUNT))
    shown = opened(made).slides[1]
    for shape in (shown.placeholders[1], shown.notes_slide.notes_placeholder):
        assert baselines(shape) == [("9", 30000)]
    assert preflight.text(read(made.data)).count("109 cells") == 2
