"""What is kept of a leaflet for the next one changes no byte of it, and spares the work."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from handout.paper import pdf
from handout.paper.weasyprint_patches.kept_drawings import Drawing
from handout.paper.weasyprint_patches.plain_sheet import may_have_notes
from tests.support.leaflets import CLINIC, FOLDERS, ROOT, markup, words_of

MADE = """
import hashlib, json, sys
from handout.paper.weasyprint_patches import kept_cascades, kept_drawings, kept_lengths, kept_lines
from handout.paper.weasyprint_patches import kept_paths, kept_patterns, kept_styles
from handout.paper import pdf
if sys.argv[1] == "without":
    for one in (kept_cascades, kept_drawings, kept_lengths, kept_lines, kept_paths,
                kept_patterns, kept_styles):
        one.install = lambda: None
from pathlib import Path
from handout.source.reading import read_article, read_clinic
from handout.formats import FORMATS
from handout.model.markup import Folders
from handout.templating.templates import render
from tests.support.leaflets import FOLDERS
folders = Folders(Path(sys.argv[2]), FOLDERS.templates)
clinic = read_clinic(folders.content)
pdf.workshop()
from handout.paper import typesetting
if sys.argv[1] == "without":
    typesetting.may_have_notes = lambda text: True
from weasyprint.css import ComputedStyle
import weasyprint.svg.path
drawing = sys.modules["weasyprint.svg.path"]
from weasyprint.layout import percent
from weasyprint.text import line_break
import cssselect2
calls = dict.fromkeys(("values", "lines", "numbers", "heights", "drawn", "lengths", "matches"), 0)
def counted(name, original):
    def one(*arguments, **named):
        calls[name] += 1
        return original(*arguments, **named)
    return one
ComputedStyle.__missing__ = counted("values", ComputedStyle.__missing__)
drawing.point = counted("numbers", drawing.point)
line_break.create_layout = counted("lines", line_break.create_layout)
line_break.Layout.reactivate = counted("drawn", line_break.Layout.reactivate)
line_break._font_style_cache_key = counted("heights", line_break._font_style_cache_key)
percent.resolve_one_percentage = counted("lengths", percent.resolve_one_percentage)
cssselect2.Matcher.match = counted("matches", cssselect2.Matcher.match)
made, taken = {}, []
for turn in range(3):
    for number, path in enumerate(sorted(folders.content.glob("*.md"))):
        text = path.read_text("utf-8")
        if turn == 2 and number == 1:
            path.write_text(text + chr(10) * 2 + "Another *paragraph* of it." + chr(10), "utf-8")
        elif turn == 2:
            path.write_text(text.replace(" the ", " that ", 4), "utf-8")
        article = read_article(path, folders.content).article
        for name in ("leaflet", "leaflet-trifold"):
            markup = render(FORMATS[name].template, article, clinic, folders)
            pdf.workshop().last = None
            data = pdf.write(markup, clinic, FORMATS[name].printing).data
            made[f"{turn} {path.name} {name}"] = hashlib.sha256(data).hexdigest()
    taken.append(dict(calls))
    calls.update(dict.fromkeys(calls, 0))
print(json.dumps([made, taken]))
"""


@pytest.fixture
def articles(tmp_path):
    """A content folder with the first article, one with everything in it, and an Arabic one."""
    content = tmp_path / "content"
    shutil.copytree(FOLDERS.content, content)
    for source in (ROOT / "tests" / "articles").glob("*.md"):
        shutil.copy(source, content)
    Image.new("RGB", (2400, 1500), "#557799").save(content / "images" / "photo.jpg")
    return content


def made(how: str, content: Path) -> tuple[dict[str, str], list[dict[str, int]]]:
    """The digests of the same files turn by turn, and the work that was done in each turn."""
    shutil.copytree(content, content.parent / how)
    command = [sys.executable, "-c", MADE, how, str(content.parent / how)]
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    digests, taken = json.loads(run.stdout.splitlines()[-1])
    return digests, taken


def test_what_is_kept_gives_the_same_bytes_and_spares_work_after_an_edit(articles):
    digests, (*_, edited) = made("with", articles)
    others, (*_, needed) = made("without", articles)
    assert len(digests) == 3 * 3 * 2
    assert digests == others
    for kind, number in needed.items():
        assert edited[kind] < number / 2, kind


PATTERNS = """
import re, sys
import tinyhtml5
from handout.paper.weasyprint_patches import kept_patterns
if sys.argv[1] == "with":
    kept_patterns.install()
built, original = [], re.compile
re.compile = lambda *arguments: built.append(arguments) or original(*arguments)
page = "<p class='a' id=b>Words &amp; <em>more</em></p><!-- c --><pre> d </pre>" * 20
root = tinyhtml5.parse(page, namespace_html_elements=False)
held = [(e.tag, e.attrib, e.text, e.tail) for e in root.iter() if isinstance(e.tag, str)]
print(len(built), held)
"""


def test_patterns_of_html_are_built_once_and_read_the_same():
    told = [
        subprocess.run(
            [sys.executable, "-c", PATTERNS, how],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.partition(" ")
        for how in ("with", "without")
    ]
    assert told[0][2] == told[1][2]
    assert int(told[0][0]) < 10 < int(told[1][0])  # no longer needed where the last fails


def drawn_again(body: str, content: Path, css: str = "", times: int = 3) -> list[pdf.Leaflet]:
    """The same mark-up laid out and drawn so many times."""
    made = []
    for _ in range(times):
        pdf.workshop().last = None
        made.append(pdf.write(markup(body, content, css), CLINIC))
    return made


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ("<p>Underlined <u>words</u> and <s>others</s>, kept 1.</p>", ""),
        ("<p class='s'>abcdefghijklmnopqrstuvwxyz</p><p>abcdefghijklmnopqrstuvwxyz</p>",
         ".s { font-size: 1.7pt }"),
        ("<p>Words that end before their line does, kept 3.</p>",
         "p { width: 9em; overflow: hidden; white-space: nowrap; text-overflow: ellipsis }"),
        ("<p>Words in lines of one length, of which there are some, kept 4.</p>",
         "p { width: 12em; text-align: justify; hyphens: auto }"),
        ("<p>The same words, kept 9, and more of them</p>",
         "p { width: 9em; max-lines: 1; block-ellipsis: auto; continue: discard }"),
        ("<p>A letter that no font has: \U0001f9ff, kept 5.</p>", ""),
        ("<pre>  \n kept 6 \n   </pre><p> <b> </b> </p>", ""),
        ("<table><tr><td>kept</td><td>7</td></tr></table>",
         "table { border-collapse: collapse; width: 50% } td { border: 2px solid; padding: 3% }"),
        ("<div><p>kept 8</p></div>",
         "div { width: 60% } p { width: 50%; padding: 1em; box-sizing: border-box; "
         "border: 1px solid; margin: 0 auto; min-height: calc(10% + 4em) }"),
    ],
)  # fmt: skip
def test_what_is_drawn_again_is_drawn_the_same(content, body, css):
    first, *others = drawn_again(body, content, css)
    for other in others:
        assert other.data == first.data
        assert other.findings == first.findings


def test_a_line_is_drawn_anew_where_a_font_says_another_width_of_a_letter():
    font = SimpleNamespace(to_unicode={7: "a"}, widths={7: 500}, missing={})
    drawing = Drawing()
    drawing.note(SimpleNamespace(steps=[], fonts=[("regular", font)]), "style", pictures=False)
    widths = {500: {7: 500}, "none yet": {}, 501: {7: 501}}
    fits = {
        said: drawing.fits({"regular": SimpleNamespace(widths=held)})
        for said, held in widths.items()
    }
    assert fits == {500: True, "none yet": True, 501: False}
    assert not drawing.fits({"bold": font})


def test_a_share_of_the_room_is_another_in_another_room(content):
    css = "div { width: 100mm } .s { width: 50mm } p { width: 50%; min-width: calc(10% + 1mm) }"
    body = "<div><p>Wide.</p></div><div class='s'><p>Narrow.</p></div>"
    rooms = [text.room for text in drawn_again(body, content, css)[-1].layout.texts]
    assert rooms == pytest.approx([50 * 72 / 25.4, 25 * 72 / 25.4])


def test_a_share_of_the_sheet_is_another_in_other_margins(content):
    css = "@page {{ margin: {}mm }} p {{ width: 50vw }}"
    made = [
        drawn_again("<p>As wide as half of it.</p>", content, css.format(margin))[-1]
        for margin in (10, 55, 10)
    ]
    rooms = [one.layout.texts[-1].room for one in made]
    assert rooms == pytest.approx([95 * 72 / 25.4, 50 * 72 / 25.4, 95 * 72 / 25.4])


def test_the_same_elements_get_other_styles_of_another_style_sheet(content):
    body = "<p class='a'>Words told by their size.</p>"
    sizes = [
        drawn_again(body, content, f".a {{ font-size: {size}pt }}")[-1].layout.texts[-1].size
        for size in (14, 18, 14)
    ]
    assert sizes == pytest.approx([14, 18, 14])


def test_the_same_elements_get_other_styles_of_a_sheet_in_their_own_document(content):
    sizes = [
        drawn_again(f"<style>i {{ font-size: {size}pt }}</style><i>Leaning.</i>", content)[-1]
        for size in (14, 18, 14)
    ]
    assert [made.layout.texts[-1].size for made in sizes] == pytest.approx([14, 18, 14])


def test_an_element_that_is_filled_is_no_longer_styled_as_an_empty_one(content):
    css = "b:empty + i { font-size: 20pt } i { font-size: 10pt }"
    made = [
        drawn_again(f"<b>{words}</b><i>Leaning.</i>", content, css)[-1] for words in ("", "x", "")
    ]
    assert [one.layout.texts[-1].size for one in made] == pytest.approx([20, 10, 20])


def test_a_name_that_is_given_twice_is_told_of_each_time(content):
    body = "<p id='one'>First.</p><div><p id='one'>Second.</p></div>"
    for made in drawn_again(body, content):
        assert "anchor-twice" in {one.rule for one in made.findings}


def test_a_style_sheet_may_still_make_notes_of_words(content):
    body = "<p>Words <span>told below</span> go on.</p>"
    leaflet = pdf.write(markup(body, content, "span { float: footnote }"), CLINIC)
    assert "told below" in words_of(leaflet.data)


@pytest.mark.parametrize(
    ("text", "may"),
    [
        (".note { float: footnote }", True),
        ("p{position:note(below)}", True),
        ("p::footnote-call { color: red }", True),
        ("@import 'more.css';", True),
        (".footnotes { float: left }", False),
        ("<p>A note: it floats.</p>", False),
    ],
)
def test_notes_are_looked_for_where_they_may_be_made(text, may):
    assert may_have_notes(text) is may
