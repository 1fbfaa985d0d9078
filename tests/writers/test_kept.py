"""What is kept of a leaflet for the next one changes no byte of it, and spares the work."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from handout.writers import pdf
from handout.writers.plain_sheet import may_have_notes
from tests.leaflets import CLINIC, FOLDERS, ROOT, markup, words_of

MADE = """
import hashlib, json, sys
from handout.writers import kept_lines, kept_paths, kept_patterns, kept_styles, pdf
if sys.argv[1] == "without":
    for one in (kept_lines, kept_paths, kept_patterns, kept_styles):
        one.install = lambda: None
from pathlib import Path
from handout.content import read_article, read_clinic
from handout.formats import FORMATS
from handout.markup import Folders
from handout.printing import PRINTINGS
from handout.template import render
from tests.leaflets import FOLDERS
folders = Folders(Path(sys.argv[2]), FOLDERS.templates)
clinic = read_clinic(folders.content)
pdf.workshop()
from handout.writers import typesetting
if sys.argv[1] == "without":
    typesetting.may_have_notes = lambda text: True
from weasyprint.css import ComputedStyle
import weasyprint.svg.path
drawing = sys.modules["weasyprint.svg.path"]
from weasyprint.text import line_break
calls = {"values": 0, "lines": 0, "numbers": 0}
def counted(name, original):
    def one(*arguments, **named):
        calls[name] += 1
        return original(*arguments, **named)
    return one
ComputedStyle.__missing__ = counted("values", ComputedStyle.__missing__)
drawing.point = counted("numbers", drawing.point)
line_break.create_layout = counted("lines", line_break.create_layout)
made, taken = {}, []
for turn in range(2):
    for path in sorted(folders.content.glob("*.md")):
        article = read_article(path, folders.content).article
        for name in ("leaflet", "leaflet-trifold"):
            markup = render(FORMATS[name].template, article, clinic, folders)
            pdf.workshop().last = None
            data = pdf.write(markup, clinic, PRINTINGS[name]).data
            made[f"{turn} {path.name} {name}"] = hashlib.sha256(data).hexdigest()
    taken.append(dict(calls))
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
    """The digests of the same files twice over, and the work that was done after each turn."""
    command = [sys.executable, "-c", MADE, how, str(content)]
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    digests, taken = json.loads(run.stdout.splitlines()[-1])
    return digests, taken


def test_what_is_kept_gives_the_same_bytes_and_spares_work_the_second_time(articles):
    digests, (first, both) = made("with", articles)
    others, _ = made("without", articles)
    assert len(digests) == 2 * 3 * 2
    assert digests == others
    for kind in ("values", "lines", "numbers"):
        assert both[kind] - first[kind] < first[kind] / 2, kind


PATTERNS = """
import re, sys
import tinyhtml5
from handout.writers import kept_patterns
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
