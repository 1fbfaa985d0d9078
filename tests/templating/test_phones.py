import re

import pytest

from handout.templating.interface_strings import interface_strings
from handout.templating.phones import dialled, tappable
from tests.support.workplace import ROOT

OWN = ["01632 960145", "960 199"]


def linked(text: str, lang: str = "en-GB") -> list[str]:
    strings = interface_strings(ROOT / "templates", lang)["emergency"]
    html = tappable(text, OWN, strings)
    assert re.sub(r'<a class="tel"[^>]*>(.*?)</a>', r"\1", html) == text
    return re.findall(r'<a class="tel" href="tel:([^"]*)">', html)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Call us on 01632 960145.", ["01632960145"]),
        ("The desk (01632\u00a0960145) is open.", ["01632960145"]),
        ("Ask at 960 199.", ["960199"]),
        ("From abroad +44 (0)1632 960145", ["+441632960145"]),
        ("Poison line 1-800-222-1222 or (800) 222-1222", ["18002221222", "8002221222"]),
        ("Call 999 or 112, or NHS 111.", ["999", "112"]),
        ("Call <strong>999</strong> at once.", ["999"]),
        ("Ring 116 123 at night.", ["116123"]),
        ("In Paris 01 23 45 67 89", ["0123456789"]),
        ("In Berlin 030/1234567", ["0301234567"]),
    ],
)
def test_what_is_surely_a_phone_number_can_be_tapped(text, numbers):
    assert linked(text) == numbers


@pytest.mark.parametrize(
    ("lang", "text", "number"),
    [
        ("de", "Rufen Sie die 112 an.", "112"),
        ("fr", "Appelez le 112.", "112"),
        ("es", "Llame al 112.", "112"),
        ("tr", "Hemen 112'yi arayın.", "112"),
        ("ru", "Звоните 103.", "103"),
        ("zh-Hans", "请拨打120。", "120"),
        ("ja", "119に電話してください。", "119"),
        ("ar", "اتصل على ٩٩٩ فورا.", "999"),
        ("ar", "اتصل على ٠١٦٣٢ ٩٦٠١٤٥", "01632960145"),
    ],
)
def test_so_it_is_in_other_languages(lang, text, number):
    assert linked(text, lang) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Take 112 mg, then 999 mg.",
        "Call if your pulse is above 112.",
        "Call if HR 112 or more.",
        "Call 112 people.".replace("Call", "We saw"),
        "Call us from 9-12 on 01.02.2026.",
        "On 01.02.2026 10:30 or 2026-10-01.",
        "ISBN 978-3-16-148410-0, 0-306-40615-2, ISSN 0028-4793.",
        "NHS number 943 476 5919; NCT01234567; PMID 12345678; 10.1056/NEJM198501013120101.",
        "Between 1000000-2000000 units, 1 000 000 000 cells, 0.123456789 g.",
        "Call 999/70 or 112% or 111-120 or 112.5.",
        "Dose 0123456789 mg.",
        '<a href="tel:1">01632 960145</a> <code>01632 960145</code> &#160145632960145;',
    ],
)
def test_what_may_be_another_number_cannot(text):
    assert linked(text) == []


@pytest.mark.parametrize(
    ("number", "figures"),
    [
        ("01632 960145", "01632960145"),
        ("(555) 123-4567", "5551234567"),
        ("+1 (555) 123-4567", "+15551234567"),
        ("+44 (0)1632 960145", "+441632960145"),
        ("01632 960145 (24 hours)", "01632960145"),
        ("Desk: 01632 960145 or 960146", "01632960145"),
        ("٠١٦٣٢ ٩٦٠١٤٥", "01632960145"),
        ("none", ""),
    ],
)
def test_all_figures_of_a_number_are_dialled(number, figures):
    assert dialled(number) == figures
