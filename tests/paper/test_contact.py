"""The contact panel holds what clinics really write: remarks, long names, long addresses."""

import pytest
from msgspec.structs import replace

from handout.formats import FORMATS
from handout.paper import pdf, preflight
from handout.source.reading import read_article
from handout.templating.templates import render
from tests.support.leaflets import CLINIC, FOLDERS
from tests.support.workplace import FIRST

LONG_NAME = (
    "The Royal Exampleton and Harbour Lane Community Dermatology, Scars and Wound Healing "
    "Outpatient Clinic and Day Surgery Centre"
)
EMAIL = "patient.information.and.appointments.desk@harbourlane-dermatology.example.org"


def made(**changes):
    article = read_article(FIRST, FOLDERS.content).article
    clinic = replace(CLINIC, **changes)
    markup = render(FORMATS["leaflet"].template, article, clinic, FOLDERS)
    return pdf.write(markup, clinic), markup.text


@pytest.mark.parametrize(
    "changes",
    [
        {"phone": "01632 960145 (option 2)"},
        {"phone": "01632 960145 or 01632 960146 (press 2)"},
        {"name": LONG_NAME},
        {"email": EMAIL},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_long_words_of_the_clinic_go_on_to_the_next_line(changes):
    leaflet, html = made(**changes)
    assert [str(one) for one in preflight.check(leaflet.layout, html)] == []


def test_a_remark_behind_a_number_is_not_dialled():
    _, html = made(phone="01632 960145 (option 2)")
    assert 'href="tel:01632960145"' in html


def test_an_address_is_broken_at_its_signs_alone():
    leaflet, _ = made(email=EMAIL)
    lines = [t.text.strip("\u200b ") for t in leaflet.layout.texts if "appointments" in t.text]
    assert lines
    assert "".join(lines).startswith((".appointments", ".and", "patient"))
