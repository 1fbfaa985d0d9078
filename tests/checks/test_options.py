"""What is said of the options of an article, and which of them are to do nothing."""

from pathlib import Path

import pytest

from handout.build.draft import check
from handout.build.request import Request
from handout.model.markup import Folders
from handout.source import reading
from handout.templating.interface_strings import interface_strings
from tests.checks.test_structure import FRONT

TEMPLATES = Path(__file__).parents[2] / "templates"
REQUEST = Request(Folders(Path("content"), TEMPLATES), Path("output"))
NOTHING = {
    "en": ("Do nothing", "no surgery for now", "Wait and see", "Carry on without tablets"),
    "de": ("Erst einmal abwarten", "ohne Operation", "nicht operieren", "Nichts tun"),
    "fr": ("Ne rien faire", "Pas de traitement", "Ne pas opérer", "Surveillance"),
    "es": ("No operarse", "Sin tratamiento", "Esperar", "No hacer nada"),
    "it": ("Nessuna cura", "Non operare", "Attesa", "Non fare niente"),
    "pt": ("Sem cirurgia", "Não fazer nada", "Esperar"),
    "nl": ("Niets doen", "Geen operatie", "Afwachten"),
    "sv": ("Ingen operation", "Avvakta", "Inte göra något"),
    "da": ("Uden operation", "Se tiden an", "Ikke operere"),
    "nb": ("Ingen medisin", "Vente", "Se det an"),
    "pl": ("Bez operacji", "Obserwacja", "Nic nie robić"),
    "ar": ("بدون جراحة", "الانتظار", "عدم العلاج"),
}
SOMETHING = {
    "en": ("Nutrition", "Noted surgery", "Watches", "Keyhole surgery"),
    "de": ("Operation", "Wartung", "Tabletten"),
    "fr": ("Chirurgie", "Traitement"),
    "es": ("Nadar", "Operación"),
    "it": ("Intervento", "Curare"),
    "pt": ("Cirurgia", "Nadar"),
    "nl": ("Operatie", "Behandeling"),
    "sv": ("Operation", "Behandling"),
    "da": ("Operation", "Behandling"),
    "nb": ("Operasjon", "Behandling"),
    "pl": ("Operacja", "Leczenie"),
    "ar": ("الجراحة", "العلاج"),
}


def said(names: tuple[str, ...], lang: str = "en-GB", directive: str = "options") -> list[str]:
    """What is said of a table of these options in a language."""
    head, cells = "| | " + " | ".join(names) + " |", "| A | " + "b | " * len(names)
    rule = "|---" * (len(names) + 1) + "|"
    body = f"::: {directive}\n{head}\n{rule}\n{cells}\n:::\n"
    text = FRONT.replace("en-GB", lang) + f"## A\n\n{body}"
    findings = check(reading.parse(text.encode(), "content/a.md", "a"), REQUEST)
    return [str(one) for one in findings if one.rule == "options-nothing"]


@pytest.mark.parametrize(
    ("lang", "name"), [(k, one) for k, held in NOTHING.items() for one in held]
)
def test_an_option_of_doing_nothing_is_known_by_its_name(lang, name):
    assert said(("Abc", name), lang) == []


@pytest.mark.parametrize("lang", SOMETHING)
def test_options_without_one_of_doing_nothing_are_noted_in_the_language_that_they_are_in(lang):
    (note,) = said(SOMETHING[lang], lang)
    proposed = interface_strings(TEMPLATES, lang)["no_treatment"].split(" | ")[0]
    assert f"such as “{proposed}”" in note
    assert said((*SOMETHING[lang], proposed), lang) == []


def test_every_language_that_has_words_for_doing_nothing_is_tried():
    held = (path.stem for path in (TEMPLATES / "strings").glob("*.yaml"))
    assert {one for one in held if interface_strings(TEMPLATES, one)["no_treatment"]} == {*NOTHING}


@pytest.mark.parametrize("lang", ["fi", "th", "yo"])
def test_nothing_is_asked_for_in_a_language_without_such_words(lang):
    assert said(("Abc", "Def"), lang) == []


@pytest.mark.parametrize(
    "mark", ["A rest {.nothing}", "**A rest**{.nothing}", "*A* rest { .nothing }"]
)
def test_a_mark_behind_its_name_says_which_option_is_to_do_nothing(mark):
    assert said(("Surgery", mark)) == []


def test_other_tables_are_asked_for_nothing():
    assert said(("Surgery", "Tablets"), directive="notes") == []
