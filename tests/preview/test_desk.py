import os
from pathlib import Path

import pytest

from handout.build.request import Outcome, OutputFile
from handout.model.findings import Finding, Severity
from handout.preview.desk import Desk, Event, title_of
from handout.source.content import shown_path
from tests.support.workplace import Workplace, made


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return made(tmp_path, "asthma", "eczema")


@pytest.fixture
def desk(place: Workplace) -> Desk:
    return Desk(place.request())


def outcome(place: Workplace, *findings: Finding, name: str = "asthma") -> Outcome:
    """What a build says of an article that it has just made, or could not make."""
    place.file(name).parent.mkdir(parents=True, exist_ok=True)
    place.file(name).write_bytes(b"deck")
    return Outcome(
        shown_path(place.article(name)), (OutputFile(place.file(name), 3, "slides"),), findings
    )


def fault(place: Workplace, line: int = 10) -> Finding:
    path = shown_path(place.article())
    return Finding("rule", "this is wrong", "mend it", path, line)


def rounds(desk: Desk, *outcomes: Outcome) -> None:
    desk.begin()
    for one in outcomes:
        desk.take(one)
    desk.end()


def states(desk: Desk) -> dict[str, str]:
    return {row["slug"]: row["state"] for row in desk.told()["rows"]}


def test_an_article_waits_for_its_first_build(desk: Desk) -> None:
    assert states(desk) == {"asthma": "waiting", "eczema": "waiting"}


def test_an_article_that_was_made_has_its_time(place: Workplace, desk: Desk) -> None:
    rounds(desk, outcome(place))
    row = desk.row("asthma")
    assert row is not None
    assert (row.state, row.at is None, row.seconds > 0) == ("made", False, True)


def test_an_article_that_was_up_to_date_keeps_the_time_of_its_file(
    place: Workplace, desk: Desk
) -> None:
    old = outcome(place)
    desk.take(old._replace(files=(old.files[0]._replace(fresh=False),)))
    row = desk.row("asthma")
    assert row is not None
    assert row.at is not None
    assert row.at.timestamp() == pytest.approx(place.file().stat().st_mtime)
    assert row.seconds == 0


def test_a_fault_has_the_line_that_it_is_about(place: Workplace, desk: Desk) -> None:
    rounds(desk, outcome(place, fault(place)))
    row = desk.row("asthma")
    assert row is not None
    assert states(desk)["asthma"] == "fault"
    assert desk.findings(row)[0]["excerpt"] == "This is about Asthma."
    assert desk.findings(row)[0]["path"].endswith("content/asthma.md")


def test_no_line_is_shown_of_a_file_outside_of_content_and_templates(
    place: Workplace, desk: Desk
) -> None:
    secret = place.root / "secret.txt"
    secret.write_text("secret\n")
    rounds(desk, outcome(place, Finding("rule", "wrong", path=str(secret), line=1)))
    row = desk.row("asthma")
    assert row is not None
    assert desk.findings(row)[0]["excerpt"] == ""


def test_a_line_that_is_gone_has_no_excerpt(place: Workplace, desk: Desk) -> None:
    rounds(desk, outcome(place, fault(place, 4000)))
    row = desk.row("asthma")
    assert row is not None
    assert desk.findings(row)[0]["excerpt"] == ""


def test_the_gravest_finding_comes_first(place: Workplace, desk: Desk) -> None:
    note = Finding("rule", "by the way", path="a", severity=Severity.NOTE)
    rounds(desk, outcome(place, note, fault(place)))
    row = desk.row("asthma")
    assert row is not None
    assert [f["severity"] for f in desk.findings(row)] == ["error", "note"]


def test_a_fault_of_the_clinic_stops_all_until_it_is_mended(place: Workplace, desk: Desk) -> None:
    clinic = shown_path(place.content / "clinic.yaml")
    rounds(desk, Outcome(clinic, (), (Finding("rule", "no name", path=clinic, line=3),)))
    assert [f["message"] for f in desk.told()["stopped"]] == ["no name"]
    assert states(desk) == {"asthma": "waiting", "eczema": "waiting"}
    rounds(desk, outcome(place))
    assert desk.told()["stopped"] == []


def test_an_article_that_is_gone_leaves_the_desk(place: Workplace, desk: Desk) -> None:
    place.article("eczema").unlink()
    rounds(desk)
    assert list(states(desk)) == ["asthma"]
    assert desk.row("eczema") is None


def test_a_new_article_comes_onto_the_desk(place: Workplace, desk: Desk) -> None:
    place.article("burns").write_text("---\ntitle: Burns\n---\n")
    rounds(desk)
    assert list(states(desk)) == ["asthma", "burns", "eczema"]


def test_a_folder_without_articles_is_an_empty_desk(place: Workplace, desk: Desk) -> None:
    for name in ("asthma", "eczema"):
        place.article(name).unlink()
    rounds(desk, Outcome("content", (), (Finding("content-empty", "there is no article"),)))
    assert desk.told()["rows"] == []


def test_listeners_hear_of_all_there_is_and_then_of_each_change(
    place: Workplace, desk: Desk
) -> None:
    heard: list[Event] = []
    silence = desk.listen(heard.append)
    rounds(desk, outcome(place))
    silence()
    rounds(desk, outcome(place))
    assert [name for name, _ in heard] == ["desk", "state", "row", "state"]
    assert heard[2][1]["slug"] == "asthma"


def test_an_article_that_a_round_left_as_it_was_is_no_news(place: Workplace, desk: Desk) -> None:
    made = outcome(place)
    same = made._replace(files=tuple(one._replace(fresh=False) for one in made.files))
    rounds(desk, made)
    heard: list[Event] = []
    desk.listen(heard.append)
    rounds(desk, same)
    assert "row" not in [name for name, _ in heard]
    rounds(desk, same._replace(findings=(fault(place),)))
    assert "row" in [name for name, _ in heard]


def test_only_the_formats_that_are_asked_for_are_shown(place: Workplace) -> None:
    place.file().parent.mkdir(parents=True)
    for ending in ("slides.pptx", "leaflet.pdf", "notes.txt"):
        place.file(ending=ending).write_bytes(b"x")
    both = Desk(place.request(formats=("leaflet", "slides")))
    assert [held.path.name for held in both.files("asthma")] == [
        "asthma-leaflet.pdf",
        "asthma-slides.pptx",
    ]
    assert [held.row.name for held in Desk(place.request()).files("asthma")] == ["slides"]


def test_what_nobody_looks_at_is_no_news(place: Workplace) -> None:
    desk = Desk(place.request(formats=("leaflet", "slides", "poster")))
    desk.listen(lambda _: None, ["slides"])
    rounds(desk, outcome(place))
    before = desk.row("asthma")
    place.file(ending="poster.pdf").write_bytes(b"poster")
    poster = OutputFile(place.file(ending="poster.pdf"), 1, "pages")
    slides = OutputFile(place.file(), 3, "slides", fresh=False)
    rounds(desk, Outcome(shown_path(place.article()), (slides, poster), ()))
    assert desk.row("asthma") == before


def test_the_first_formats_of_each_kind_are_shown_unless_others_are_asked_for(
    place: Workplace,
) -> None:
    desk = Desk(place.request(formats=("leaflet", "poster", "slides")))
    assert desk.shown() == desk.shown(["nonsense"]) == desk.looked_at() == ("leaflet", "slides")
    desk.listen(lambda _: None, ["poster"])
    silence = desk.listen(print, ["slides", "leaflet"])
    assert desk.looked_at() == ("leaflet", "poster", "slides")
    silence()
    assert desk.looked_at() == ("poster",)


def test_a_link_that_leads_out_of_output_is_not_a_file_of_it(place: Workplace, desk: Desk) -> None:
    secret = place.root / "secret.pptx"
    secret.write_bytes(b"secret")
    place.file().parent.mkdir(parents=True)
    place.file().symlink_to(secret)
    assert list(desk.files("asthma")) == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Burns\n---\n", "Burns"),
        ('---\nlang: [\ntitle: "Burns, and more"\n', "Burns, and more"),
        ("no front matter", "First aid"),
        ("---\ntitle:\n---\n", "First aid"),
    ],
)
def test_a_title_is_shown_even_of_faulty_front_matter(
    tmp_path: Path, text: str, title: str
) -> None:
    path = tmp_path / "first-aid.md"
    path.write_text(text)
    assert title_of(path) == title


def test_a_title_is_not_looked_for_outside_the_folder_nor_in_what_is_no_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "secret.md").write_text("---\ntitle: Zanzibar\n---\n")
    link, pipe, circle = (tmp_path / "content" / f"{name}.md" for name in ("link", "pipe", "round"))
    link.symlink_to(tmp_path / "secret.md")
    os.mkfifo(pipe)
    circle.symlink_to(circle.name)
    assert [title_of(path) for path in (link, pipe, circle)] == ["Link", "Pipe", "Round"]
