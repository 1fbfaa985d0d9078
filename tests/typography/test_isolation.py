"""Numbers in text from right to left: the order of the glyphs on the page."""

import random
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from handout.formats import FORMATS
from handout.model.clinic import Clinic, Fonts
from handout.model.markup import Folders
from handout.paper import pdf
from handout.source.reading import read_article
from handout.templating.templates import render
from handout.typography.isolation import isolate
from tests.support.cases import cases
from tests.support.leaflets import CLINIC, FOLDERS, markup
from tests.support.shapes import NATIVE, SHAPES, WORDS, article, plain, short
from tests.support.visual import pages

CLINICS = Clinic(
    name="Clinic 5–6",
    phone="01632 960145",
    web="https://example.org/a-1",
    email="info-1@example.org",
    hours="Mon–Fri 8:30–18:00\n{word} 9:30–12:00",
    address=("12 Harbour Lane", "{word} 5–6"),
    fonts=Fonts(leaflet="Arimo"),
)
FORMS = ("leaflet", "leaflet-large-print", "leaflet-trifold")


@lru_cache
def seen(script: str, name: str, text: Callable[[str], str] = short) -> str:
    """What stands on the pages of an article, from the left to the right of each line."""
    word = WORDS[script]
    with TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        content.mkdir()
        path = content / "a.md"
        path.write_text(text(word), "utf-8")
        clinic = replace(
            CLINICS,
            hours=CLINICS.hours.format(word=word),
            address=tuple(line.format(word=word) for line in CLINICS.address),
        )
        held = read_article(path, content).article
        filled = render(FORMATS[name].template, held, clinic, Folders(content, FOLDERS.templates))
        return plain_lines(pdf.write(filled, clinic, FORMATS[name].printing).data)


def plain_lines(data: bytes) -> str:
    return "\n".join(plain(line) for line in pages(data).split("\n"))


def count(script: str, shape: str) -> int:
    """How often a number stands there in its order, as no part of another one."""
    wanted, other = re.escape(plain(NATIVE.get(shape, shape))), "[0-9A-Za-z٠-٩–−/]"
    return len(re.findall(f"(?<!{other}){wanted}(?!{other})", seen(script, "leaflet", article)))


@pytest.mark.parametrize("script", cases(WORDS, ("Arabic", "Hebrew")))
@pytest.mark.parametrize("shape", [*SHAPES, *NATIVE])
def test_a_number_stands_in_order_in_prose_heading_list_and_table(shape, script):
    assert count(script, shape) >= 4


OF_THE_CLINIC = ("01632 960145", "Mon–Fri 8:30–18:00", "9:30–12:00", "12 Harbour Lane", "5–6")


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("script", WORDS)
@pytest.mark.parametrize("said", [*OF_THE_CLINIC, "info-1@example.org", "example.org/a-1", "1.0-2"])
def test_what_the_clinic_says_stands_in_order(said, script, name):
    assert plain(said) in seen(script, name)
    assert "Clinic5–6" in seen(script, name)


@pytest.mark.parametrize("name", FORMS)
def test_a_number_of_several_styles_and_one_in_a_footnote_stand_in_order(name):
    for said in ("5–10mg", "12:34–56", "1-800-985-5990", "5–10mg"):
        assert said in seen("Arabic", name)


def isolated(inner: str, root: str = 'lang="ar" dir="rtl"') -> str:
    document = ElementTree.fromstring(f"<html {root}><body>{inner}</body></html>")
    isolate(document)
    body = ElementTree.tostring(document[0], "unicode").replace(' class="unbroken"', "")
    return body.removeprefix("<body>").removesuffix("</body>")


AR = "اتصل"
INNER = {
    f"<p>{AR} <strong>5</strong>–10 mg</p>": (
        f'<p>{AR} <span dir="ltr"><strong>5</strong>–10 mg</span></p>'
    ),
    f'<p>{AR} <b id="x">{AR} 5</b>–6<i>,5</i> {AR}</p>': (
        f'<p>{AR} <b id="x">{AR} </b><span dir="ltr"><b>5</b>–6<i>,5</i></span> {AR}</p>'
    ),
    f'<p>{AR} 10<sup>9</sup>/L<sup class="note"><a href="#n">1</a></sup></p>': (
        f'<p>{AR} <span dir="ltr">10<sup>9</sup>/L</span>'
        '<sup class="note"><a href="#n">1</a></sup></p>'
    ),
    f'<p><a href="tel:1">01632 960145</a> {AR}</p>': (
        f'<p><a href="tel:1"><span dir="ltr">01632 960145</span></a> {AR}</p>'
    ),
    "<ul><li>5-6<br />7-8</li></ul>": (
        '<ul><li><span dir="ltr">5-6</span><br /><span dir="ltr">7-8</span></li></ul>'
    ),
    f'<p>{AR} <span lang="en">a 5-6 b.</span></p>': (
        f'<p>{AR} <span lang="en" dir="ltr">a 5-6 b.</span></p>'
    ),
    f"<p>{AR} 5\n6</p>": f'<p>{AR} <span dir="ltr">5\n6</span></p>',
}


@pytest.mark.parametrize("inner", INNER)
def test_a_number_gets_a_box_of_its_own(inner):
    assert isolated(inner) == INNER[inner]


FROM_LEFT = {
    "<p>See 5–6.</p>": "<p>See 5–6.</p>",
    f"<p>See {AR}.</p>": f"<p>See {AR}.</p>",
    f'<p>See <span lang="ar">{AR} 5–6</span>.</p>': (
        f'<p>See <span lang="ar" dir="rtl">{AR} <span dir="ltr">5–6</span></span>.</p>'
    ),
    f"<p>{AR} 5–6</p>": f'<p dir="rtl">{AR} <span dir="ltr">5–6</span></p>',
    f"<p>See {AR} 5–6 {AR}.</p>": (
        f'<p>See <span dir="rtl">{AR} <span dir="ltr">5–6</span> {AR}</span>.</p>'
    ),
    f"<ul><li><p>{AR} 5–6</p></li></ul>": (
        f'<ul dir="rtl"><li><p>{AR} <span dir="ltr">5–6</span></p></li></ul>'
    ),
}


@pytest.mark.parametrize("inner", FROM_LEFT)
def test_words_from_right_to_left_in_another_article_have_their_direction(inner):
    assert isolated(inner, 'lang="en"') == FROM_LEFT[inner]


def a_number(kind: random.Random) -> str:
    parts = [str(kind.randrange(10 ** kind.randrange(1, 7))) for _ in range(kind.randrange(1, 5))]
    sign = kind.choice(["-", "–", "/", ".", ":", "×"])
    return kind.choice(["", "+", "−"]) + sign.join(parts) + kind.choice(["", "mg", "%", "mL/kg"])


def stands(number: str, lines: Sequence[str]) -> bool:
    """Whether a number is in order in a line, or at the end of one and the start of the next."""
    if any(number in line for line in lines):
        return True
    cuts = [(number[:place], number[place:]) for place in range(1, len(number))]
    return any(
        line.startswith(head) and after.endswith(tail)
        for line, after in pairwise(lines)
        for head, tail in cuts
    )


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_every_number_of_any_sentence_stands_in_its_order(word, content):
    """Sentences of any length, so that lines end anywhere."""
    kind = random.Random(word)
    numbers = [a_number(kind) for _ in range(400)]
    text = " ".join(f"{' '.join([word] * kind.randrange(1, 6))} {one}" for one in numbers)
    body = f'<main lang="ar" dir="rtl"><p>{text} {word}.</p></main>'
    clinic = replace(CLINIC, fonts=Fonts(leaflet="Arimo"))
    page = markup(body, content, "@page { size: 210mm 297mm; margin: 10mm }")
    found = plain_lines(pdf.write(page, clinic).data).split("\n")
    assert [one for one in numbers if not stands(plain(one), found)] == []


def test_a_paragraph_that_is_one_span_from_right_to_left_begins_at_the_right():
    html = '<body><p><span lang="ar">العيادة 5–6</span></p><p>A <span lang="ar">ب</span></p></body>'
    document = ElementTree.fromstring(html)
    isolate(document)
    assert [one.get("dir") for one in document] == ["rtl", None]
