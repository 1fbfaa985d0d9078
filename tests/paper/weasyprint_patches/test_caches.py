"""What is kept of a leaflet for the next one changes no byte of it, and spares the work."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from handout.paper import pdf
from handout.paper.bounded_cache import BoundedCache
from handout.paper.weasyprint_patches.caches import STYLES
from tests.support.cases import cases
from tests.support.leaflets import CLINIC, FOLDERS, ROOT, article_markup, markup, words_of
from tests.support.weasyprint_release import on_pinned_alone

MADE = """
import hashlib, json, sys
from pathlib import Path
from handout.formats import FORMATS
from handout.model.markup import Folders
from handout.paper import pdf
from handout.source.reading import read_article, read_clinic
from handout.templating.templates import render
from tests.support.cases import cases
from tests.support.leaflets import FOLDERS
folders = Folders(Path(sys.argv[1]), FOLDERS.templates)
clinic = read_clinic(folders.content)
shared = pdf.shared_resources()
from weasyprint.css import ComputedStyle
from weasyprint.text import line_break
calls = {"styles": 0, "lines": 0}
def counted(name, original):
    def one(*arguments, **named):
        calls[name] += 1
        return original(*arguments, **named)
    return one
ComputedStyle.__missing__ = counted("styles", ComputedStyle.__missing__)
line_break.create_layout = counted("lines", line_break.create_layout)
made, taken = {}, [dict.fromkeys(calls, 0) for _ in range(2)]
for number, path in enumerate(sorted(folders.content.glob("*.md"))):
    for turn in range(2):
        text = path.read_text("utf-8")
        if turn and number == 1:
            path.write_text(text + chr(10) * 2 + "Another *paragraph* of it." + chr(10), "utf-8")
        elif turn:
            path.write_text(text.replace(" the ", " that ", 4), "utf-8")
        article = read_article(path, folders.content).article
        for name in ("leaflet", "leaflet-trifold"):
            markup = render(FORMATS[name].template, article, clinic, folders)
            shared.last_layout = None
            data = pdf.write(markup, clinic, FORMATS[name].printing).data
            made[f"{turn} {path.name} {name}"] = hashlib.sha256(data).hexdigest()
        for name in calls:
            taken[turn][name] += calls[name]
            calls[name] = 0
print(json.dumps([made, taken]))
"""
CHART = """---
title: How long it took
lang: de
version: "1.0"
reviewed: 2026-10-01
next_review: 2028-10-01
authors: [Dr Robin Example]
---

Wie lange es dauerte, und wie viele → es waren.

"""


def articles(tmp_path: Path, *names: str) -> Path:
    """A folder with the first article, a German one with a chart, and those of such names."""
    content = tmp_path / "content"
    shutil.copytree(FOLDERS.content, content)
    for name in names:
        shutil.copy(ROOT / "tests" / "articles" / f"{name}.md", content)
    chart = (ROOT / "tests" / "kinds" / "a-chart.md").read_text("utf-8")
    (content / "chart.md").write_text(CHART + chart, "utf-8")
    Image.new("RGB", (2400, 1500), "#557799").save(content / "images" / "photo.jpg")
    return content


def made(content: Path, plain: str) -> tuple[dict[str, str], list[dict[str, int]]]:
    """The digests of the same files turn by turn, and the work that was done in each turn."""
    own = content.parent / f"content-{plain}"
    shutil.copytree(content, own)
    run = subprocess.run(
        [sys.executable, "-c", MADE, str(own)],
        cwd=ROOT,
        env=os.environ | {"HANDOUT_PLAIN_WEASYPRINT": plain},
        check=True,
        capture_output=True,
        text=True,
    )
    digests, taken = json.loads(run.stdout.splitlines()[-1])
    return digests, taken


@on_pinned_alone("69.0 names the heads of a table by their places in memory, and caches no styles")
@pytest.mark.parametrize("name", cases(("right-to-left", "everything"), ("right-to-left",)))
def test_all_but_the_corrections_can_be_left_out_and_the_same_bytes_come_out(tmp_path, name):
    content = articles(tmp_path, name)
    digests, (_, edited) = made(content, plain="")
    others, (_, needed) = made(content, plain="1")
    assert len(digests) == 2 * 3 * 2
    assert digests == others
    for kind, number in needed.items():
        assert edited[kind] < number / 2, kind  # else the cache can go


@on_pinned_alone("69.0 shares no styles")
def test_an_article_takes_the_styles_of_one_with_other_headings():
    text = article_markup().text
    headings = re.findall(r'id="([\w-]+)"', text)
    sizes = []
    for word in ("", "another-", "a-third-"):
        renamed = re.sub(r'id="([\w-]+)"', rf'id="{word}\1"', text)
        pdf.write(article_markup()._replace(text=renamed), CLINIC)
        sizes.append(len(STYLES._now))
    assert sizes[2] - sizes[1] <= 8 * len(headings)  # an element and seven pseudo-elements


@on_pinned_alone("69.0 shares no styles")
def test_another_rule_in_a_style_sheet_makes_no_style_anew(content):
    sizes = []
    for number in range(3):
        css = (
            f"p {{ color: var(--primary); text-decoration: underline }} .x{number} {{ margin: 0 }}"
        )
        body = "<p>Words.</p><p style='color: #123456'>More of them.</p>"
        pdf.write(markup(body, content, css), CLINIC)
        sizes.append(len(STYLES._now))
    assert sizes[0] == sizes[1] == sizes[2]


def drawn_again(body: str, content: Path, css: str = "", times: int = 3) -> list[pdf.Leaflet]:
    """The same mark-up laid out and drawn so many times."""
    made = []
    for _ in range(times):
        pdf.shared_resources().last_layout = None
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


def test_a_style_sheet_may_make_notes_of_words(content):
    body = "<p>Words <span>told below</span> go on.</p>"
    leaflet = pdf.write(markup(body, content, "span { float: footnote }"), CLINIC)
    assert "told below" in words_of(leaflet.data)


def test_a_cache_keeps_what_is_asked_for_and_drops_the_rest():
    cache: BoundedCache[int] = BoundedCache(3)
    for number in range(100):
        cache.put(number, number)
        assert cache.get(0) == 0
    left = [number for number in range(100) if cache.get(number) is not None]
    assert left[0] == 0
    assert len(left) <= 6
    assert 99 in left


def test_what_was_never_put_in_is_not_there():
    assert BoundedCache[str](1).get("a") is None
