import io
import re
from functools import lru_cache
from itertools import chain
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import page as conformance
import pydyf
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from handout.formats import FORMATS
from handout.model.findings import Severity
from handout.paper import text_proof
from handout.paper.font_files import Part, Twin, instance, with_twins
from handout.paper.text_layer import Line, TextLayer
from handout.source.reading import read_article, read_clinic
from handout.templating.templates import render
from handout.typography.fonts import family
from handout.typography.writing_systems import of_language
from tests.support import script_fonts
from tests.support.cases import cases
from tests.support.leaflets import FOLDERS, ROOT, made_of
from tests.support.pdf_objects import objects, streams
from tests.support.text_layers import by_pdfium, by_poppler, lost, spoken, words
from tests.support.weasyprint_release import on_pinned_alone

LANGUAGES = sorted(path.stem for path in (ROOT / "tests" / "languages").glob("*.md"))
SOME = ("ar", "de", "hi", "ur")
"""Languages that are tried at once: their fonts are here, and they are shaped in three ways."""
FEWEST = 0.99
"""Of the words of an article that are found."""

ARABIC = "ينبغي أن تكون الرعاية الصحية مجانية لمن يحتاج إليها. اتصل بالرقم 01632 960145 اليوم."


@lru_cache
def body(lang):
    return (ROOT / "tests" / "languages" / f"{lang}.md").read_text("utf-8").split("---\n", 2)[2]


@lru_cache
def made(lang, name="leaflet"):
    path = ROOT / "tests" / "languages" / f"{lang}.md"
    article = read_article(path, path.parent).article
    with TemporaryDirectory() as folder:
        folders = FOLDERS._replace(content=Path(folder, "content"))
        copytree(FOLDERS.content, folders.content)
        script_fonts.give(of_language(lang), folders.content)
        clinic = read_clinic(folders.content)
        row = FORMATS[name]
        return row.make(render(row.template, article, clinic, folders), clinic)


@pytest.mark.parametrize("lang", cases(LANGUAGES, SOME))
def test_nearly_every_word_is_found_by_a_browser(lang):
    missing = lost(by_pdfium(made(lang).data), body(lang), lang)
    assert len(missing) <= (1 - FEWEST) * len(words(body(lang))), missing


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nearly_every_word_is_found_by_pdftotext(lang):
    missing = lost(by_poppler(made(lang).data), body(lang), lang)
    assert len(missing) <= (1 - FEWEST) * len(words(body(lang))), missing


@pytest.mark.parametrize("lang", cases((*SOME, "bn", "ta", "th", "zh-Hans"), SOME))
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_leaflet_of_any_script_conforms(lang, profile):
    report = conformance.validate_pdf_bytes(made(lang).data, profile=profile)
    assert [failure.message for failure in report.failures] == []


FOLDED = [
    (lang, name) for lang in ("ar", "hi") for name in ("leaflet-trifold", "leaflet-booklet-print")
]


@pytest.mark.parametrize(("lang", "name"), cases(FOLDED, FOLDED[::3]))
def test_words_on_folded_sheets_are_found_too(lang, name):
    assert lost(by_pdfium(made(lang, name).data), body(lang), lang) == []


@pytest.mark.parametrize("lang", ["ar", "hi"])
def test_words_of_slides_as_pages_are_found(lang):
    deck = made(lang, "slides-pdf")
    shown = " ".join(words(body(lang))[:20])
    assert not [one for one in deck.findings if one.rule.startswith("text-layer")]
    assert lost(by_pdfium(deck.data), shown, lang) == []


def test_no_glyph_is_mapped_to_nothing_or_to_a_space_of_no_width():
    for lang in SOME:
        maps = [one for one in streams(made(lang).data, b"/FlateDecode") if b"begincmap" in one]
        assert maps
        assert not re.search(rb"<\w+> <(?:200b)*>", b"".join(maps))


def test_a_screen_reader_gets_words_from_right_to_left_in_reading_order():
    text = " ".join(spoken(made("ar").data).split())
    for sentence in re.findall(r"(?m)^[^\W\d][^|:*\[\]{}()]+\.$", body("ar")):
        assert sentence in text


@on_pinned_alone("69.0 names the heads of tables by their places in memory")
def test_the_same_words_give_the_same_bytes():
    again = made.__wrapped__("ar")
    assert again.data == made("ar").data


def test_directions_are_not_in_the_text(content):
    leaflet = made_of(
        "## Call\n\nCall \u2066\u2067\u200e01632 960145\u200f\u2069\u2069 today.\n",
        content,
        "leaflet",
    )
    text = by_pdfium(leaflet.data)
    assert "Call 01632 960145 today." in text
    assert not re.search("[\u200e\u200f\u2066-\u2069]", text)


def test_spaces_and_hyphens_of_all_kinds_are_found_as_they_are_typed(content):
    leaflet = made_of(
        "## Dose\n\nTake 5\u00a0mg or 6\u202fmg of co\u2011codamol.\n", content, "leaflet"
    )
    text = " ".join(by_pdfium(leaflet.data).split())
    assert "Take 5 mg or 6 mg of co-codamol." in text


def test_letters_that_no_font_has_do_not_get_in_the_way(content):
    leaflet = made_of("## Bees\n\nThe letter \U00016a00 is a rare one.\n", content, "leaflet")
    assert "glyph-missing" in [one.rule for one in leaflet.findings]
    assert "is a rare one" in by_pdfium(leaflet.data)
    assert not [one for one in leaflet.findings if one.rule.startswith("text-layer")]


def test_ligatures_that_are_typed_as_one_character_are_read_as_they_are_drawn(content):
    leaflet = made_of("## Words\n\nSee كلمة ﷺ ﷲ ﻻ كلمة here.\n", content, "leaflet")
    assert [str(one) for one in leaflet.findings] == []
    assert "ﷲ" in by_poppler(leaflet.data)


def test_a_selector_of_a_variant_is_not_in_the_text(content):
    leaflet = made_of("## Names\n\nThe name A\U000e0100da is one.\n", content, "leaflet")
    assert [str(one) for one in leaflet.findings] == []
    assert "The name Ada is one." in by_pdfium(leaflet.data)


def test_what_is_struck_through_is_tagged_so(content):
    data = made_of("## Dose\n\nTake it ~~once~~ twice.\n", content, "leaflet").data
    assert any("/TextDecorationType /LineThrough" in one for one in objects(data).values())


def test_a_latin_leaflet_needs_no_twins(content):
    body = "## Flu\n\nFind the office: “first aid”, 5 µg, naïve — it’s £5 at co-op.\n"
    leaflet = made_of(body, content, "leaflet")
    maps = [one for one in streams(leaflet.data, b"/FlateDecode") if b"begincmap" in one]
    codes = chain.from_iterable(re.findall(rb"<(\w{4})> <", one) for one in maps)
    faces = family("Atkinson Hyperlegible").faces
    last = min(TTFont(face.path)["maxp"].numGlyphs for face in faces)
    assert max(int(code, 16) for code in codes if code != b"0000") < last


FONT = instance(TTFont(family("Noto Sans Arabic").faces[0].path), {}).data


def drawn(font, name):
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return [tuple(point) for _, points in pen.value for point in points if point]


def test_a_twin_looks_as_its_parts_do():

    before = TTFont(io.BytesIO(FONT))
    names, table = before.getBestCmap(), before.getGlyphOrder()
    teh, alef = (before.getGlyphID(names[ord(one)]) for one in "طا")
    number = len(table) + 3
    after = TTFont(
        io.BytesIO(with_twins(FONT, [Twin(number, (Part(teh), Part(alef, 700, 50)), 900)]))
    )
    twin = after.getGlyphOrder()[number]
    moved = [(x + 700, y + 50) for x, y in drawn(before, table[alef])]
    assert drawn(after, twin) == drawn(before, table[teh]) + moved
    assert after["hmtx"][twin] == (900, min(x for x, _ in drawn(after, twin)))


def test_a_twin_without_parts_is_empty():
    number = TTFont(io.BytesIO(FONT))["maxp"].numGlyphs
    font = TTFont(io.BytesIO(with_twins(FONT, [Twin(number, (), 0)])))
    assert drawn(font, font.getGlyphOrder()[number]) == []


def written(text, mapped):
    """A PDF that draws glyphs 1, 2, … of a font, and whose map says what these are."""
    pdf = pydyf.PDF()
    pairs = (
        f"<{n:04x}> <{one.encode('utf-16-be').hex()}>".encode() for n, one in enumerate(mapped, 1)
    )
    to_unicode = pydyf.Stream([b"begincmap", b"<0000> <ffff>", b"endcodespacerange", *pairs])
    pdf.add_object(to_unicode)
    font = {"Type": "/Font", "BaseFont": b"/ABCDEF+Font", "ToUnicode": to_unicode.reference}
    pdf.add_object(pydyf.Dictionary(font))
    codes = "".join(f"{n:04x}" for n in range(1, len(text) + 1))
    page = [b"1 0 0 1 0 0 Tm", b"/ABCDEF 12 Tf", f"[<{codes[:4]}>-20<{codes[4:]}>] TJ".encode()]
    pdf.add_object(pydyf.Stream(page))
    layer = TextLayer()
    layer.lines.append(Line(text, text))
    return list(text_proof.faults(layer, text_proof.read(pdf)))


def test_a_map_that_is_right_passes():
    assert written("dose", "dose") == []


def test_a_broken_map_is_an_error_that_names_the_words():
    (fault,) = written("dose", "dosf")
    assert fault.severity is Severity.ERROR
    assert "“dose”" in fault.message


def test_a_font_that_cannot_have_twins_is_named():
    layer = TextLayer()
    layer.unmapped["Bought Sans"] = None
    (fault,) = text_proof.faults(layer, text_proof.Counter())
    assert fault.severity is Severity.WARNING
    assert "words in “Bought Sans”" in fault.message
    assert ".ttf" in fault.advice
