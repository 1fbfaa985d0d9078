"""Translations: each is built as an article, names the others, and follows its original."""

import json
import re
import shutil
from pathlib import Path

import page as conformance
import pypdfium2
import pytest
from pptx import Presentation

from handout.build.cache import up_to_date
from handout.build.watch import _affected
from handout.cli.command import main
from handout.formats import FORMATS
from handout.source.content import chosen
from handout.source.reading import read_article, read_clinic
from handout.templating.templates import render
from tests.support.workplace import Workplace, made


def add(place: Workplace, tag: str, name: str = "asthma", lang: str = "") -> Path:
    """A translation of an article, with the language that its name tells."""
    text = place.article(name).read_text("utf-8")
    path = place.article(f"{name}.{tag}")
    path.write_text(text.replace("lang: en-GB\n", f"lang: {lang}\n" if lang else ""), "utf-8")
    return path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    workplace = made(tmp_path, "asthma", "eczema")
    add(workplace, "es")
    return workplace


def fresh(place: Workplace) -> list[str]:
    outcomes = place.build()
    assert not any(outcome.failed for outcome in outcomes), outcomes
    return [one.path.removeprefix("content/") for one in outcomes if not one.up_to_date]


def on_slides(place: Workplace, name: str = "asthma") -> str:
    deck = Presentation(str(place.file(name)))
    shapes = (shape for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    return "\n".join(shape.text_frame.text for shape in shapes)


def marked_up(place: Workplace, name: str, form: str) -> str:
    article = read_article(place.article(name), place.content).article
    folders = place.request().folders
    return render(FORMATS[form].template, article, read_clinic(place.content), folders).text


def test_a_translation_lies_in_a_folder_of_its_own(place: Workplace) -> None:
    assert fresh(place) == ["asthma.md", "asthma.es.md", "eczema.md"]
    assert place.file("asthma.es", "slides.pptx").is_file()
    assert fresh(place) == []


def test_its_language_is_that_of_its_name_unless_it_says_one(place: Workplace) -> None:
    article = read_article(place.article("asthma.es"), place.content).article
    assert article.front.lang == "es"
    path = add(place, "fr", lang="fr-CA")
    assert read_article(path, place.content).article.front.lang == "fr-CA"


def test_another_language_than_that_of_its_name_is_an_error(place: Workplace) -> None:
    path = add(place, "pl", lang="cs")
    *_, finding = read_article(path, place.content).findings
    assert str(finding) == (
        "content/asthma.pl.md:3: 'lang' is cs, but the file's name says pl; "
        "write 'lang: pl', or rename the file to 'asthma.cs.md'"
    )
    path.rename(place.article("asthma.cs"))
    assert not read_article(place.article("asthma.cs"), place.content).findings


def test_what_only_looks_like_a_translation_is_an_article(place: Workplace) -> None:
    shutil.copy(place.article("eczema"), place.article("hives.es"))
    shutil.copy(place.article("eczema"), place.article("eczema.v2"))
    for name in ("hives.es", "eczema.v2", "eczema"):
        reading = read_article(place.article(name), place.content)
        assert not reading.findings
        assert reading.original is None
        assert reading.article.also_in == {}


@pytest.mark.parametrize("form", ["leaflet", "leaflet-trifold", "leaflet-large-print", "poster"])
def test_each_names_the_others_in_their_own_words(place: Workplace, form: str) -> None:
    add(place, "ar")
    words = '<span lang="es" dir="ltr">También en español</span>'
    assert words in marked_up(place, "asthma", form)
    assert '<span lang="ar" dir="rtl">متوفر' in marked_up(place, "asthma", form)
    assert words in marked_up(place, "asthma.ar", form)
    assert '<span lang="en-GB" dir="ltr">Also in English</span>' in marked_up(
        place, "asthma.ar", form
    )
    assert 'class="languages"' not in marked_up(place, "eczema", form)


def test_many_languages_stand_with_their_names_alone(place: Workplace) -> None:
    for tag in ("ar", "cy", "da", "de", "fr", "pl", "pt", "pt-BR", "so", "tr"):
        add(place, tag)
    text = marked_up(place, "asthma", "leaflet")
    assert re.findall(r'<span lang="(?:cy|da|de|pt|pt-BR)"[^>]*>([^<]*)', text) == [
        "Cymraeg",
        "dansk",
        "Deutsch",
        "português",
        "português (Brasil)",
    ]


def test_a_trifold_of_very_many_languages_names_them_on_its_flap(place: Workplace) -> None:
    tags = "bg cs cy da de el et fi fr ga hr hu it lt lv nb nl pl pt ro ru sk sl sq sv tr uk vi so"
    for tag in tags.split():
        add(place, tag)
    (outcome,) = place.build("asthma", formats=("leaflet-trifold",))
    assert not [str(one) for one in outcome.findings if "tri-fold" in one.message]
    pages = pypdfium2.PdfDocument(place.file("asthma", "leaflet-trifold.pdf"))
    outside = pages[0].get_textpage().get_text_range()
    assert all(name in outside for name in ("español", "čeština", "Tiếng Việt"))


def test_a_language_that_no_font_has_is_left_out_with_a_note(place: Workplace) -> None:
    add(place, "ii")  # Yi has letters of its own
    outcome = place.build("asthma")[0]
    assert [str(one) for one in outcome.findings] == [
        "content/asthma.md:1: that it is also there in ii is not printed, for want of a font; "
        "build the translation, whose messages say which font it needs"
    ]


def test_the_deck_names_them_where_they_are_few(place: Workplace) -> None:
    place.build()
    assert "También en español" in on_slides(place)
    assert "Also in English" in on_slides(place, "asthma.es")
    assert "Also in" not in on_slides(place, "eczema")


def test_one_that_comes_or_goes_renews_the_others(place: Workplace) -> None:
    place.build()
    path = add(place, "pl")
    assert fresh(place) == ["asthma.md", "asthma.es.md", "asthma.pl.md"]
    assert "Także po polsku" in on_slides(place, "asthma.es")
    path.unlink()
    assert fresh(place) == ["asthma.md", "asthma.es.md"]
    assert "polsku" not in on_slides(place)


def test_one_with_a_fault_is_named_as_before(place: Workplace) -> None:
    place.build()
    place.edit("reviewed: 2026-10-01", "reviewed: never", "asthma.es")
    assert [one.up_to_date for one in place.build()] == [True, False, True]
    assert "También en español" in on_slides(place)


def test_an_edit_of_the_original_is_looked_at_in_its_translations(place: Workplace) -> None:
    place.build()
    place.edit("- rest", "- 20 minutes of rest")
    paths = chosen(place.content, ())
    current = up_to_date(paths, place.request())
    assert [path.stem for path in paths if path not in current] == ["asthma", "asthma.es"]
    _, outcome, _ = place.build()
    assert outcome.up_to_date  # its files are as they were
    assert "what asthma.md has is missing here: 20" in "".join(map(str, outcome.findings))


def test_a_watch_builds_them_together(place: Workplace) -> None:
    request = place.request()
    both = ("asthma", "asthma.es")
    assert _affected([place.article().resolve()], request) == both
    assert _affected([place.article("asthma.es").resolve()], request) == both
    assert _affected([place.article("eczema").resolve()], request) == ("eczema",)


def test_an_original_with_a_fault_leaves_its_translation_as_it_is(place: Workplace) -> None:
    place.edit("title: Asthma", "title:")
    original, translation, _ = place.build()
    assert original.failed
    assert not translation.failed
    assert "Also in English" in on_slides(place, "asthma.es")


def test_the_report_for_scripts_says_what_is_a_translation_of_what(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--json", "--format=slides", "--content=content", "--output=output"]
    assert main([*words, "--templates=templates"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [(one["article"], one["translation_of"]) for one in report["articles"]] == [
        ("content/asthma.md", None),
        ("content/asthma.es.md", "content/asthma.md"),
        ("content/eczema.md", None),
    ]


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_leaflet_that_names_others_conforms(place: Workplace, profile: str) -> None:
    add(place, "ar")
    place.build("asthma", formats=("leaflet",))
    data = place.file("asthma", "leaflet.pdf").read_bytes()
    report = conformance.validate_pdf_bytes(data, profile=profile)
    assert [failure.message for failure in report.failures] == []
    first = " ".join(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().split())
    assert "También en español" in first
    assert "بالعربية" in first
