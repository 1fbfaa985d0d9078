"""Where links lead, on paper: behind their words, or in a list at the end."""

import re
from itertools import pairwise
from pathlib import Path

import page as conformance
import pypdfium2
import pytest

from handout.formats import FORMATS, RenderedFile
from handout.model.markup import Folders, Markup
from handout.paper import pdf
from handout.source.reading import read_article
from handout.templating import links
from handout.templating.templates import render
from tests.support.leaflets import CLINIC, FOLDERS, PAPER, words_of
from tests.support.workplace import ARTICLE, made

LONG = "https://www.example.org/a/rather/long/address/of-a/page/that-nobody-remembers"
LISTED = links.Address(7, LONG, links.typed_address(LONG), "7", "example.org")
FURNITURE = "advice.example.org"


def filled(text: str, tmp_path: Path, name: str = "leaflet", lang: str = "en-GB") -> Markup:
    """An article with this text in the template of a format."""
    path = tmp_path / "a.md"
    path.write_text(ARTICLE.format(title="Asthma").replace("en-GB", lang) + text, "utf-8")
    article = read_article(path, tmp_path).article
    return render(FORMATS[name].template, article, CLINIC, Folders(tmp_path, FOLDERS.templates))


def printed(text: str, tmp_path: Path, name: str = "leaflet", lang: str = "en-GB") -> RenderedFile:
    """The same, printed."""
    return FORMATS[name].make(filled(text, tmp_path, name, lang), CLINIC)


def plain(made: RenderedFile) -> str:
    """The letters of a PDF without spaces and what lines are broken with."""
    return re.sub(r"[\s\u200b\u2060]+", "", words_of(made.data))


def from_left_to_right(data: bytes) -> list[str]:
    """The characters of each line of a first page as they stand."""
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    held = [
        (page.get_charbox(n, loose=True), page.get_text_range(n, 1))
        for n in range(page.count_chars())
    ]
    feet = {round(box[1] / 8) for box, _ in held}
    return [
        "".join(c for box, c in sorted(held) if round(box[1] / 8) == foot).replace("\u200b", "")
        for foot in feet
    ]


def behind(html: str) -> str:
    """What is written behind a link."""
    return (
        links.with_addresses(html, {LISTED.shown: LISTED}).removeprefix(html).replace("\u200b", "")
    )


@pytest.mark.parametrize(
    ("link", "typed"),
    [
        ("https://www.example.org/", "www.example.org"),
        ("HTTP://example.org/Page?q=1#part", "example.org/Page?q=1#part"),
        ("mailto:desk@example.org?subject=Hello", "desk@example.org"),
    ],
)
def test_an_address_is_shown_as_it_is_typed(link, typed):
    assert links.typed_address(link) == typed
    shown = f'<span class="address" data-region="mark"><span dir="ltr">{typed}</span></span>'
    assert behind(f'<a href="{link}">words</a>') == shown


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("https://www.example.org/", "example.org"),
        ("https://example.org/page", "https://www.example.org/page/"),
        ("https://example.org", "the site Example.org"),
        ("mailto:desk@example.org", "desk@example.org"),
        ("#what-helps", "What helps"),
    ],
)
def test_words_that_are_the_address_have_nothing_behind_them(link, words):
    assert behind(f'<a href="{link}">{words}</a>') == ""
    assert behind('<sup class="note"><a href="#note-1">1</a></sup>') == ""


def test_a_long_address_has_its_number_behind_its_domain():
    shown = behind(f'<a href="{LONG}">words</a>')
    assert shown.endswith('</span><sup class="note"><a href="#address-7">7</a></sup>')
    assert '<span dir="ltr">example.org</span>' in shown


def test_a_domain_that_the_words_hold_is_not_told_again():
    assert "<span" not in behind(f'<a href="{LONG}">advice on Example.org</a>')


def test_a_domain_alone_is_never_in_the_list(tmp_path):
    domain = "a-rather-long-name-of-a-clinic.example.org"
    words = plain(printed(f"\n\nSee [this](https://www.{domain}/).\n", tmp_path))
    assert f"this(www.{domain})" in words
    assert "Webaddresses" not in words


def test_only_the_first_page_of_a_domain_tells_it(tmp_path):
    text = f"\n\nSee [this]({LONG}/1), [that]({LONG}/2) and [more]({LONG.replace('www', 'en')}).\n"
    words = plain(printed(text, tmp_path))
    assert "this(example.org)1,that2andmore(en.example.org)3." in words


def test_a_short_e_mail_address_breaks_behind_its_sign_alone():
    assert links.breakable("desk@clinic.example.org") == "desk@\u200bclinic.example.org"
    host = "a-clinic-with-a-long-name.org"
    assert links.breakable(f"desk@{host}").split("\u200b")[-1] == ".org"


def test_an_address_has_no_hyphen_at_a_line_s_end():
    parts = links.breakable_in_text("example.org/skin-care/a_b?c=d&e").split("\u200b")
    assert parts == ["example.org/", "skin", "-\u2060care/", "a", "_b", "?c=", "d", "&e"]


@pytest.mark.parametrize("name", PAPER)
def test_links_are_told_on_paper_and_nothing_is_found_wrong(tmp_path, name):
    text = f"\n\nSee [advice](https://{FURNITURE}) now, [this]({LONG}), or [that]({LONG}/).\n"
    done = printed(text, tmp_path, name)
    words = plain(done)
    assert done.findings == ()
    told = (
        f"advice({FURNITURE})now,this(example.org)1,orthat(example.org)1.",
        "www.example.org/a/rather/long",
    )
    assert [part in words for part in told] == [
        not name.startswith("poster")  # whose QR code leads there
    ] * 2
    assert FURNITURE not in done.text  # no words of the article


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_addresses_conform(tmp_path, profile):
    done = printed(f"\n\n[This]({LONG}) or [that](https://{FURNITURE}).\n", tmp_path)
    report = conformance.validate_pdf_bytes(done.data, profile=profile)
    assert [failure.message for failure in report.failures] == []


def test_the_list_begins_at_1_and_brackets_tell_its_numbers_from_footnotes(tmp_path):
    text = f"\n\nA note.[^1] And [this]({LONG}).\n\n[^1]: From [there]({LONG}x).\n"
    words = plain(printed(text, tmp_path))
    assert "note.1Andthis(example.org)[1]." in words
    assert words.index("Fromthere(www.example.org/a/") < words.index("Webaddresses[1]www.")


def test_an_address_stays_in_order_among_words_from_right_to_left(tmp_path):
    text = "\n\nاقرأ [المزيد](https://example.org/one/two) هنا.\n"
    data = printed(text, tmp_path, lang="ar").data
    assert any("example.org/one/two" in line for line in from_left_to_right(data))


def test_a_build_proves_the_leaflet_in_step_in_spite_of_addresses(tmp_path):
    place = made(tmp_path)
    place.add(f"People say [this](https://{FURNITURE}) and [that]({LONG}) of it. And more.")
    (outcome,) = place.build(formats=("leaflet", "leaflet-trifold", "slides"))
    assert not outcome.findings


def test_no_address_is_lost_where_the_section_s_heading_is_a_link(tmp_path):
    assert FURNITURE in plain(printed(f"\n\n## A [title](https://{FURNITURE})\n\nX.\n", tmp_path))


def test_a_numbered_list_begins_with_its_own_number(tmp_path):
    assert "4.5." in plain(printed("\n\nThen:\n\n4. Four\n5. Five\n", tmp_path))


def test_lines_with_notes_are_as_high_as_any_other(tmp_path):
    text = f"\n\n{'Some words for a line. ' * 4}[this]({LONG}) 10^9^ H~2~O {'Some words. ' * 25}\n"
    texts = pdf.write(filled(text, tmp_path), CLINIC).layout.texts
    lines = sorted({round(one.y, 1) for one in texts if one.text.count("words") > 1})
    steps = [round(below - above, 1) for above, below in pairwise(lines)]
    assert len(steps) > 3
    assert max(steps) - min(steps) < 0.3
