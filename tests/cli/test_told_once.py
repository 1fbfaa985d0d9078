"""What is the fault of a file that all articles share is told once, at its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from handout.build.pipeline import build
from handout.cli.command import _news
from handout.model.findings import Finding
from tests.support.own_fonts import NAME, put
from tests.support.workplace import Workplace, made, save

CLINIC = {
    "a font that is not there": ("leaflet: Atkinson Hyperlegible", "leaflet: Nofont"),
    "a deck font nobody knows": ("deck: Arial", "deck: Nofont"),
    "no presentation": ("name: ", "deck: {template: none.pptx}\nname: "),
    "a presentation that is none": ("name: ", "deck: {template: images/logo.svg}\nname: "),
    "a pale colour": ("#8a2c0d", "#ffcc00"),
    "letters that no font has": ("12 Harbour", "12 ഹാർബർ"),
    "a name too long for a slide": ("name: ", f"name: {'Skin Clinic ' * 30}"),
    "a site without pages": ("name: ", "site: https://x.example.org\nname: "),
}


def in_sheet(place: Workplace, rule: str) -> None:
    sheet = place.template("leaflet/leaflet.css")
    save(sheet, f"{sheet.read_text('utf-8')}\n{rule}\n")


def in_template(place: Workplace, words: str) -> None:
    template = place.template("leaflet/leaflet.html")
    save(template, template.read_text("utf-8").replace("<main>", f"<main>{words}"))


OTHERS: dict[str, Callable[[Workplace], object]] = {
    "a rule that is not understood": lambda place: in_sheet(place, "p { colour: red }"),
    "a picture of a sheet": lambda place: in_sheet(place, "p { background: url(none.png) }"),
    "a value that is not set": lambda place: in_template(place, "{{ nothing }}"),
    "a tag of a template": lambda place: in_template(place, "{% if %}"),
    "a font that may not be embedded": lambda place: put(place.content, name=NAME, fsType=2),
}


def told(place: Workplace) -> list[Finding]:
    request = place.request(formats=("leaflet", "slides"))
    said, before = list[Finding](), set[Finding]()
    for outcome in build(request):
        said += _news(outcome, before, request)
    return said


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    return made(tmp_path, "asthma", "eczema")


@pytest.mark.parametrize("kind", CLINIC)
def test_a_fault_of_the_clinic_s_file_is_told_once(place: Workplace, kind: str) -> None:
    path, (old, new) = place.content / "clinic.yaml", CLINIC[kind]
    text = path.read_text("utf-8")
    assert old in text
    save(path, text.replace(old, new, 1))
    found = told(place)
    assert found
    assert len({one.rule for one in found}) == len(found), found
    assert not any(one.path.endswith(".md") for one in found)
    assert all(one.line for one in found if one.path.endswith("clinic.yaml"))


@pytest.mark.parametrize("kind", OTHERS)
def test_a_fault_of_another_shared_file_is_told_once(place: Workplace, kind: str) -> None:
    OTHERS[kind](place)
    found = told(place)
    assert found
    assert len({one.rule for one in found}) == len(found), found
    assert not any(one.path.endswith(".md") for one in found)
