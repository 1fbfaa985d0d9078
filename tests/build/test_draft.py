import re
import zipfile
from pathlib import Path

import pytest

from handout.build.draft import draft, read_clinic
from handout.build.request import Outcome
from handout.model.errors import ContentError
from tests.support.workplace import Workplace, made


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """A workplace whose clinic wants the poster and the deck."""
    place = made(tmp_path)
    path = place.content / "clinic.yaml"
    path.write_text(re.sub("(?m)^formats:.*", "formats: [slides, poster]", path.read_text()))
    return place


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def plain(place: Workplace) -> Outcome:
    """What a build that names no format makes of the first article."""
    (outcome,) = place.build("asthma", formats=())
    return outcome


def names(outcome: Outcome) -> list[str]:
    return [file.path.name.removeprefix("asthma-") for file in outcome.files]


def test_the_clinic_says_what_is_made(place: Workplace) -> None:
    assert names(plain(place)) == ["poster.pdf", "slides.pptx"]


def test_an_article_can_leave_a_format_out(place: Workplace) -> None:
    _replace(place.article(), "lang: en-GB", "lang: en-GB\nleave_out: [poster]")
    assert names(plain(place)) == ["slides.pptx"]


def test_a_format_that_is_named_is_made_whatever_the_clinic_says(place: Workplace) -> None:
    (outcome,) = place.build("asthma", formats=("leaflet",))
    assert names(outcome) == ["leaflet.pdf"]


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        ("clinic.yaml", "slides, poster]", "slides, postre]", "formats: [slides, postre]"),
        ("asthma.md", "lang: en-GB", "lang: en-GB\nleave_out: [postre]", "leave_out: [postre]"),
    ],
)
def test_a_format_that_is_not_known_is_told_with_its_line(
    file: str, old: str, new: str, line: str, place: Workplace
) -> None:
    _replace(place.content / file, old, new)
    request = place.request(formats=())
    with pytest.raises(ContentError) as caught:
        draft(place.article(), read_clinic(request), request)
    (finding,) = caught.value.findings
    lines = (place.content / file).read_text().splitlines()
    assert lines[finding.line - 1] == line
    assert "'postre' is not a format" in str(finding)
    assert "did you mean 'poster'?" in finding.advice


def test_a_format_of_the_clinic_that_is_not_known_stops_all_articles_once(place: Workplace) -> None:
    _replace(place.content / "clinic.yaml", "slides, poster]", "slides, postre]")
    with pytest.raises(ContentError, match="'postre' is not a format"):
        place.build(formats=())


def test_a_second_plain_build_has_nothing_to_do(place: Workplace) -> None:
    plain(place)
    again = plain(place)
    assert again.up_to_date
    assert names(again) == ["poster.pdf", "slides.pptx"]


def test_another_choice_of_formats_is_followed(place: Workplace) -> None:
    plain(place)
    _replace(place.content / "clinic.yaml", "[slides, poster]", "[slides, leaflet]")
    assert names(plain(place)) == ["leaflet.pdf", "slides.pptx"]


def test_a_file_of_an_earlier_edit_is_told_of_until_it_is_made_again(place: Workplace) -> None:
    plain(place)
    _replace(place.article(), "hardly notice", "rarely notice")
    (outcome,) = place.build("asthma", formats=("slides",))
    assert [finding.rule for finding in outcome.findings] == ["older"]
    assert "asthma-poster.pdf" in str(outcome.findings[0])
    assert not plain(place).findings


def test_the_faults_of_all_templates_come_in_one_run(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place.root)
    for name in ("poster/poster.html", "deck/deck.html"):
        path = place.template(name)
        path.write_text(path.read_text() + "{{ nothing.here }}")
    paths = [finding.path for finding in plain(place).findings]
    assert paths == ["templates/poster/poster.html", "templates/deck/deck.html"]


def test_a_pale_colour_is_named_and_stands_where_no_words_are(place: Workplace) -> None:
    _replace(place.content / "clinic.yaml", "#0b4f5c", "#7fb8c4")
    (outcome,) = place.build()
    finding = outcome.findings[0]
    assert "primary colour #7fb8c4" in finding.message
    assert finding.line
    with zipfile.ZipFile(place.file()) as deck:
        theme = deck.read("ppt/theme/theme1.xml")
    assert b'<a:dk2><a:srgbClr val="7FB8C4"/>' not in theme
    assert b'<a:accent1><a:srgbClr val="7FB8C4"/>' in theme
