"""Values of the clinic's own, under `extra`, in a template: the way to a box without Python."""

import re

import pytest

from handout.build.draft import draft, read_clinic
from tests.support.workplace import ROOT, Workplace, made, save

BOX = "<p>{{ clinic.extra.parking.note }}: {{ article.front.extra.room }}</p>\n"


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    """A workplace whose contact panel has a box for parking."""
    monkeypatch.chdir(tmp_path)
    place = made(tmp_path)
    clinic = place.content / "clinic.yaml"
    clinic.write_text(
        clinic.read_text("utf-8") + "extra:\n  parking: {note: Park <here>}\n", "utf-8"
    )
    place.edit("---\n\n", "extra:\n  room: 12\n---\n\n")
    contact = place.template("_contact.html")
    text = contact.read_text("utf-8")
    start, mark, end = text.partition('<p class="imprint">')
    contact.write_text(f"{start}{BOX}{mark}{end}", "utf-8")
    return place


def printed(place: Workplace) -> str:
    """The words of the leaflet's mark-up."""
    request = place.request(formats=("leaflet",))
    return draft(place.article(), read_clinic(request), request).markups["leaflet"].text


def test_a_box_prints_what_the_clinic_and_the_article_say(place):
    (outcome,) = place.build(formats=("leaflet",))
    assert not outcome.findings
    assert outcome.files
    assert "<p>Park &lt;here&gt;: 12</p>" in printed(place)


def test_another_value_makes_the_leaflet_again(place):
    place.build(formats=("leaflet",))
    before = place.file(ending="leaflet.pdf").read_bytes()
    clinic = place.content / "clinic.yaml"
    save(clinic, clinic.read_text("utf-8").replace("Park <here>", "Park there"))
    place.build(formats=("leaflet",))
    assert place.file(ending="leaflet.pdf").read_bytes() != before


@pytest.mark.parametrize(
    ("given", "without", "key"),
    [
        ("extra:\n  parking: {note: Park <here>}\n", "", "parking"),
        ("note: Park <here>", "fee: 2.50", "note"),
    ],
)
def test_a_value_that_is_not_set_is_named_with_the_template_s_line(place, given, without, key):
    clinic = place.content / "clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8").replace(given, without), "utf-8")
    line = place.template("_contact.html").read_text("utf-8").split("\n").index(BOX.strip()) + 1
    (outcome,) = place.build(formats=("leaflet",))
    assert [str(finding) for finding in outcome.findings] == [
        f"templates/_contact.html:{line}: the template cannot be filled ('{key}' is not set); "
        "set it where the template reads it from, such as 'extra' in clinic.yaml, or mend this line"
    ]


def test_a_template_can_ask_whether_a_value_is_set(place):
    contact = place.template("_contact.html")
    asked = "{% if clinic.extra.bus is defined %}" + BOX + "{% endif %}"
    contact.write_text(contact.read_text("utf-8").replace(BOX, asked), "utf-8")
    assert "Park" not in printed(place)


def boxes(name: str) -> list[str]:
    """The boxes for parking that a page of the documentation shows."""
    blocks = re.findall(r"^```html\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.M | re.S)
    return [block for block in blocks if "parking" in block]


@pytest.mark.parametrize("page", ["README.md", "docs/clinics.md"])
def test_the_box_that_a_page_shows_is_printed_to_the_letter(tmp_path, monkeypatch, page):
    monkeypatch.chdir(tmp_path)
    place = made(tmp_path)
    clinic, leaflet = place.content / "clinic.yaml", place.template("leaflet/leaflet.html")
    before, (box,) = leaflet.read_text("utf-8"), boxes(page)
    line = '{% include "_questions.html" %}'
    save(leaflet, before.replace(line, f"{box}{line}"))
    assert "Parking" not in printed(place)  # of a clinic that has none
    extra = "extra:\n  parking: {note: Free for two hours, spaces: 12}\n"
    assert page == "README.md" or extra in (ROOT / page).read_text("utf-8")
    save(clinic, clinic.read_text("utf-8") + extra)
    (outcome,) = place.build(formats=("leaflet",))
    assert not outcome.findings
    assert "<h2>Parking</h2>" in printed(place)
    assert "Free for two hours" in printed(place)
