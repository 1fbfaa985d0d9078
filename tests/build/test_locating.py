"""Findings name the file and line that a person has to change, wherever the folders lie."""

import re
from pathlib import Path

import pytest
from PIL import Image

from handout.build.pipeline import build
from handout.build.request import Request
from handout.model.errors import ContentError
from handout.model.findings import Finding, merge_repeated
from handout.model.markup import Folders
from tests.support.workplace import TODAY, Workplace, made


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    """A clinic whose folders have names of their own."""
    monkeypatch.chdir(tmp_path)
    workplace = made(tmp_path)
    for name in ("leaflet/leaflet.html", "leaflet/_text.css"):
        workplace.template(name)
    Path("templates").rename("looks")
    Path("content").rename("texts")
    return Workplace(tmp_path)


def said(*formats: str) -> list[str]:
    folders = Folders(Path("texts"), Path("looks"))
    request = Request(folders, Path("made"), ("asthma",), formats, day=TODAY.isoformat())
    (outcome,) = build(request)
    return [str(finding) for finding in outcome.findings]


def add(path: str, text: str) -> None:
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(text)


def test_a_fault_in_a_stylesheet_is_told_at_its_line(place):
    lines = Path("looks/leaflet/_text.css").read_text("utf-8").count("\n")
    add("looks/leaflet/_text.css", "\nh2 {\n  colour: red;\n}\n")
    assert said("leaflet") == [
        f"looks/leaflet/_text.css:{lines + 3}: a stylesheet is not understood: Ignored "
        "`colour: red`, unknown property; mend this rule, or get the stylesheet back from "
        "the original"
    ]


def test_a_fault_in_a_template_names_its_folder(place):
    add("looks/leaflet/leaflet.html", "{{ nothing }}")
    (told,) = said("leaflet")
    assert told.startswith("looks/leaflet/leaflet.html:")


def test_panels_that_cannot_be_folded_are_told_at_their_line(place):
    add("texts/clinic.yaml", "\ntrifold:\n  panels: [100, 100, 90]\n")
    line = Path("texts/clinic.yaml").read_text("utf-8").count("\n")
    assert said("leaflet-trifold") == [
        f"texts/clinic.yaml:{line}: the panels are 100 + 100 + 90 = 290 mm wide, and the sheet "
        "297 mm; choose widths that add up to 297"
    ]


def test_a_missing_font_is_told_at_its_line(place):
    clinic = Path("texts/clinic.yaml").read_text("utf-8")
    held, wanted = "leaflet: Atkinson Hyperlegible", "leaflet: Nowhere Sans"
    Path("texts/clinic.yaml").write_text(clinic.replace(held, wanted), "utf-8")
    line = clinic[: clinic.index(held)].count("\n") + 1
    (told,) = said("leaflet")
    assert told.startswith(f"texts/clinic.yaml:{line}: the font “Nowhere Sans” is not installed")


def test_a_missing_profile_is_told_at_its_line(place):
    add("texts/clinic.yaml", "\npress:\n  profile: nowhere.icc\n")
    line = Path("texts/clinic.yaml").read_text("utf-8").count("\n")
    (told,) = said("leaflet-press")
    assert told.startswith(f"texts/clinic.yaml:{line}: the print shop's colour profile is missing")


def test_a_coarse_picture_is_told_once_at_its_line_for_its_worst_format(place):
    Image.new("RGB", (640, 300), "#557799").save("texts/images/coarse.png")
    add("texts/asthma.md", "\n![A pump](images/coarse.png)\n")
    line = Path("texts/asthma.md").read_text("utf-8").count("\n")
    (told,) = said("leaflet", "leaflet-large-print")
    assert told.startswith(f"texts/asthma.md:{line}: the picture “images/coarse.png” has ")
    assert "dots to the inch in the large-print leaflet, so that they will be seen" in told


def test_a_word_too_long_in_several_formats_is_told_once_at_its_line(place):
    add("texts/asthma.md", f"\nThe word {'QX' * 40} is long.\n")
    line = Path("texts/asthma.md").read_text("utf-8").count("\n")
    (told,) = said("leaflet", "leaflet-large-print")
    assert told.startswith(f"texts/asthma.md:{line}: “QXQX")
    assert "is too long for its line on page" in told


def test_of_a_fault_that_several_files_have_the_worst_is_told():
    one, two = (Finding("r", f"m{n}", about="x", extent=n) for n in (1, 2))
    assert merge_repeated([one, two]) == merge_repeated([two, one]) == (two,)
    apart = Finding("r", "one"), Finding("r", "two")
    assert merge_repeated([*apart, *apart]) == apart


PLACES: dict[str, tuple[str, tuple[str, ...], str]] = {
    "deck template": ("deck:\n  template: a", ("slides",), "the presentation a is not there"),
    "profile": ("press:\n  profile: a", ("leaflet-press",), "colour profile is missing"),
    "no profile": ("press:\n  crop_marks: true", ("leaflet-press",), "colour profile is missing"),
    "font": ("fonts:\n  leaflet: Clinic", ("leaflet",), "the font “Clinic” is not installed"),
    "colour": ('colours:\n  primary: "#ffffff"', ("slides",), "the primary colour #ffffff is"),
    "logo": ("logo: a", ("slides",), "the logo 'a' is not there"),
    "format": ("formats:\n  - n", (), "'n' is not a format"),
    "site": ("site: https://example.org", (), "no page is made for https://example.org"),
    "contact": ("phone: " + "9" * 300, ("slides",), "write 'phone' shorter"),
}
"""Keys of clinic.yaml whose values stand on lines above too, the last of each at fault."""


@pytest.mark.parametrize("what", PLACES)
def test_a_fault_of_a_key_of_the_clinic_is_told_at_its_line(place, what):
    lines, formats, words = PLACES[what]
    path = Path("texts/clinic.yaml")
    mentions = f"extra:\n  website: a, {lines.split()[-1]}, primary, press and template\n"
    own = lines.partition(":")[0]
    kept = re.sub(rf"(?m)^(?:{own}|extra):.*\n(?:[ -].*\n)*", "", path.read_text("utf-8"))
    path.write_text(f"{mentions}{kept}\n{lines}\n", "utf-8")
    try:
        told = said(*formats)
    except ContentError as error:
        told = list(map(str, error.findings))
    line = path.read_text("utf-8").count("\n")
    place_of_key = line - (what == "no profile")
    assert [one.partition(": ")[0] for one in told if words in one] == [f"{path}:{place_of_key}"], (
        told
    )
