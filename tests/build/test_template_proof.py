"""A clinic's own template numbers no list by itself, and calls nobody who is not known."""

from pathlib import Path

import pytest

from handout.cli.command import main
from tests.support.workplace import Workplace, made

LIST = """\
## Steps

3. Wash your hands.
4. Dry them, and ring [the desk](tel:01632960145).

   1. Both of them.

7. Go home.
"""
STARTS = {
    "leaflet": ("_blocks.html", "{{ block.start - 1 }}", "{{ block.start + 3 }}"),
    "page": ("_blocks.html", "list-item {{ item.number - 1 }}", "list-item {{ item.number }}"),
    "slides": ("deck/_slides.html", "format(block.start)", "format(1)"),
}
PHONES = {
    "leaflet": ("_contact.html", "{{ number|dialled }}", "01632960999"),
    "page": ("page/page.html", "{{ number|unbroken }}</a>", "01632 960999</a>"),
    "slides": ("deck/_slides.html", "<li{% if item", "<li>01632 960999</li><li{% if item"),
}


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    workplace = made(tmp_path)
    workplace.add(LIST)
    return workplace


def changed(place: Workplace, name: str, old: str, new: str) -> None:
    path = place.template(name)
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {name}"
    path.write_text(text.replace(old, new), "utf-8")


def said(place: Workplace, name: str, rule: str) -> list[str]:
    (outcome,) = place.build(formats=(name,))
    return [str(one) for one in outcome.findings if one.rule == rule]


@pytest.mark.parametrize("name", STARTS)
def test_a_list_that_a_template_renumbers_is_not_made(place: Workplace, name: str) -> None:
    assert said(place, name, "list-number-shown") == []
    changed(place, *STARTS[name])
    told = said(place, name, "list-number-shown")
    assert f" on the {name}; the template numbers the list" in told[0]


@pytest.mark.parametrize("name", PHONES)
def test_a_telephone_number_that_a_template_has_is_told(place: Workplace, name: str) -> None:
    assert said(place, name, "phone-of-template") == []
    changed(place, *PHONES[name])
    (told,) = said(place, name, "phone-of-template")
    assert f"on the {name} is not the article's or the clinic's" in told
    clinic = place.content / "clinic.yaml"
    clinic.write_text(f"{clinic.read_text('utf-8')}\nextra:\n  desk: 01632 960999\n", "utf-8")
    assert said(place, name, "phone-of-template") == []


def test_the_page_may_tell_a_number_of_an_earlier_version(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place.root)
    place.add("Ring 01632 960777 if you are worse.")
    assert main(["release"]) == 0
    place.edit("01632 960777", "01632 960778")
    place.edit('version: "1.0"', 'version: "1.1"')
    assert said(place, "page", "phone-of-template") == []
    (page,) = place.output.rglob("asthma*.html")
    assert "960777" in page.read_text("utf-8")
