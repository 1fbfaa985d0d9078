import os
from pathlib import Path

import pytest

from handout.build.request import Outcome, OutputFile
from handout.model.findings import Finding, Severity
from handout.model.markup import shown_path
from handout.preview.project_state import Event, ProjectState, title_of
from handout.source import releases
from tests.support.workplace import Workplace, made


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return made(tmp_path, "asthma", "eczema")


@pytest.fixture
def project(place: Workplace) -> ProjectState:
    return ProjectState(place.request())


def made_file(path: Path, count: int, unit: str, fresh: bool = True) -> OutputFile:
    return OutputFile(path.parent, path.name, count, unit, fresh)


def outcome(place: Workplace, *findings: Finding, name: str = "asthma") -> Outcome:
    """What a build says of an article that it has just made, or could not make."""
    place.file(name).parent.mkdir(parents=True, exist_ok=True)
    place.file(name).write_bytes(b"deck")
    return Outcome(
        shown_path(place.article(name)), (made_file(place.file(name), 3, "slides"),), findings
    )


def fault(place: Workplace, line: int = 10) -> Finding:
    path = shown_path(place.article())
    return Finding("rule", "this is wrong", "mend it", path, line)


def rounds(project: ProjectState, *outcomes: Outcome) -> None:
    project.begin_round()
    for one in outcomes:
        project.add(one)
    project.end_round()


def states(project: ProjectState) -> dict[str, str]:
    return {article["slug"]: article["state"] for article in project.as_json()["articles"]}


def test_an_article_waits_for_its_first_build(project: ProjectState) -> None:
    assert states(project) == {"asthma": "waiting", "eczema": "waiting"}


def test_articles_of_one_name_in_two_folders_are_told_apart(place: Workplace) -> None:
    (place.content / "skin").mkdir()
    place.article().rename(place.article("skin/eczema"))
    project = ProjectState(place.request())
    rounds(project, outcome(place, name="skin/eczema"))
    assert states(project) == {"eczema": "waiting", "skin/eczema": "made"}
    assert [path for _, path in project.files("skin/eczema")] == [place.file("skin/eczema")]
    assert list(project.files("eczema")) == []


def test_what_is_no_article_is_told_for_as_long_as_it_lies_there(
    place: Workplace, project: ProjectState
) -> None:
    file = place.content / "asthma.docx"
    file.touch()
    rounds(project, outcome(place))
    told = project.as_json()
    assert [one["severity"] for one in told["asides"]] == ["note"]
    assert told["stopped"] == []
    file.unlink()
    rounds(project, outcome(place))
    assert project.as_json()["asides"] == []


def test_an_article_that_was_made_has_its_time(place: Workplace, project: ProjectState) -> None:
    rounds(project, outcome(place))
    article = project.article("asthma")
    assert article is not None
    assert (article.state, article.at is None, article.seconds > 0) == ("made", False, True)


def test_an_article_that_was_up_to_date_keeps_the_time_of_its_file(
    place: Workplace, project: ProjectState
) -> None:
    old = outcome(place)
    project.add(old._replace(files=(old.files[0]._replace(fresh=False),)))
    article = project.article("asthma")
    assert article is not None
    assert article.at is not None
    assert article.at.timestamp() == pytest.approx(place.file().stat().st_mtime)
    assert article.seconds == 0


def test_a_fault_has_the_line_that_it_is_about(place: Workplace, project: ProjectState) -> None:
    rounds(project, outcome(place, fault(place)))
    article = project.article("asthma")
    assert article is not None
    assert states(project)["asthma"] == "fault"
    assert project.findings(article)[0]["excerpt"] == "This is about Asthma."
    assert project.findings(article)[0]["path"].endswith("content/asthma.md")


def test_no_line_is_shown_of_a_file_outside_of_content_and_templates(
    place: Workplace, project: ProjectState
) -> None:
    secret = place.root / "secret.txt"
    secret.write_text("secret\n")
    rounds(project, outcome(place, Finding("rule", "wrong", path=str(secret), line=1)))
    article = project.article("asthma")
    assert article is not None
    assert project.findings(article)[0]["excerpt"] == ""


def test_a_line_that_is_gone_has_no_excerpt(place: Workplace, project: ProjectState) -> None:
    rounds(project, outcome(place, fault(place, 4000)))
    article = project.article("asthma")
    assert article is not None
    assert project.findings(article)[0]["excerpt"] == ""


def test_the_gravest_finding_comes_first(place: Workplace, project: ProjectState) -> None:
    note = Finding("rule", "by the way", path="a", severity=Severity.NOTE)
    rounds(project, outcome(place, note, fault(place)))
    article = project.article("asthma")
    assert article is not None
    assert [f["severity"] for f in project.findings(article)] == ["error", "note"]


def test_a_fault_of_the_clinic_stops_all_until_it_is_mended(
    place: Workplace, project: ProjectState
) -> None:
    clinic = shown_path(place.content / "clinic.yaml")
    rounds(project, Outcome(clinic, (), (Finding("rule", "no name", path=clinic, line=3),)))
    assert [f["message"] for f in project.as_json()["stopped"]] == ["no name"]
    assert states(project) == {"asthma": "waiting", "eczema": "waiting"}
    rounds(project, outcome(place))
    assert project.as_json()["stopped"] == []


def test_an_article_that_is_gone_leaves_the_list(place: Workplace, project: ProjectState) -> None:
    place.article("eczema").unlink()
    rounds(project)
    assert list(states(project)) == ["asthma"]
    assert project.article("eczema") is None


def test_a_new_article_comes_onto_the_list(place: Workplace, project: ProjectState) -> None:
    place.article("burns").write_text("---\ntitle: Burns\n---\n")
    rounds(project)
    assert list(states(project)) == ["asthma", "burns", "eczema"]


def test_a_folder_without_articles_is_an_empty_list(
    place: Workplace, project: ProjectState
) -> None:
    for name in ("asthma", "eczema"):
        place.article(name).unlink()
    rounds(project, Outcome("content", (), (Finding("content-empty", "there is no article"),)))
    assert project.as_json()["articles"] == []


def test_listeners_hear_of_all_there_is_and_then_of_each_change(
    place: Workplace, project: ProjectState
) -> None:
    heard: list[Event] = []
    end = project.listen(heard.append)
    rounds(project, outcome(place))
    end()
    rounds(project, outcome(place))
    assert [name for name, _ in heard] == ["project", "round", "article", "round"]
    assert heard[2][1]["slug"] == "asthma"


def test_an_article_that_a_round_left_as_it_was_is_no_news(
    place: Workplace, project: ProjectState
) -> None:
    made = outcome(place)
    same = made._replace(files=tuple(one._replace(fresh=False) for one in made.files))
    rounds(project, made)
    heard: list[Event] = []
    project.listen(heard.append)
    rounds(project, same)
    assert "article" not in [name for name, _ in heard]
    rounds(project, same._replace(findings=(fault(place),)))
    assert "article" in [name for name, _ in heard]


def test_only_the_formats_that_are_asked_for_are_shown(place: Workplace) -> None:
    place.file().parent.mkdir(parents=True)
    for ending in ("slides.pptx", "leaflet.pdf", "notes.txt"):
        place.file(ending=ending).write_bytes(b"x")
    both = ProjectState(place.request(formats=("leaflet", "slides")))
    assert [path.name for _, path in both.files("asthma")] == [
        "asthma-leaflet.pdf",
        "asthma-slides.pptx",
    ]
    assert [row.name for row, _ in ProjectState(place.request()).files("asthma")] == ["slides"]


def test_a_web_page_that_the_manifest_does_not_name_is_not_shown(place: Workplace) -> None:
    place.build("asthma", formats=("page",))
    project = ProjectState(place.request(formats=("page",)))
    assert [path.name for _, path in project.files("asthma")] == ["asthma.html"]
    (place.output / "asthma" / ".handout.json").unlink()
    assert list(project.files("asthma")) == []


def test_a_broken_article_has_its_title_in_the_status_and_comes_first(
    place: Workplace, project: ProjectState
) -> None:
    place.edit("lang: en-GB", "lang: none", "eczema")
    told = [(one["slug"], one["title"], one["review"]) for one in project.statuses()]
    assert told == [("eczema", "Eczema", "broken"), ("asthma", "Asthma", "fine")]


def test_what_nobody_looks_at_is_no_news(place: Workplace) -> None:
    project = ProjectState(place.request(formats=("leaflet", "slides", "poster")))
    project.listen(lambda _: None, ["slides"])
    rounds(project, outcome(place))
    before = project.article("asthma")
    place.file(ending="poster.pdf").write_bytes(b"poster")
    poster = made_file(place.file(ending="poster.pdf"), 1, "pages")
    slides = made_file(place.file(), 3, "slides", fresh=False)
    rounds(project, Outcome(shown_path(place.article()), (slides, poster), ()))
    assert project.article("asthma") == before


def test_the_first_formats_of_each_kind_are_shown_unless_others_are_asked_for(
    place: Workplace,
) -> None:
    project = ProjectState(place.request(formats=("leaflet", "poster", "slides")))
    assert (
        project.formats_shown()
        == project.formats_shown(["nonsense"])
        == project.in_view().formats
        == ("leaflet", "slides")
    )
    project.listen(lambda _: None, ["poster"])
    end = project.listen(print, ["slides", "leaflet"])
    assert project.in_view().formats == ("leaflet", "poster", "slides")
    end()
    assert project.in_view().formats == ("poster",)


def test_a_link_that_leads_out_of_output_is_not_a_file_of_it(
    place: Workplace, project: ProjectState
) -> None:
    secret = place.root / "secret.pptx"
    secret.write_bytes(b"secret")
    place.file().parent.mkdir(parents=True)
    place.file().symlink_to(secret)
    assert list(project.files("asthma")) == []


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
    assert title_of(path, path.parent) == title


def test_a_title_is_not_looked_for_outside_the_folder_nor_in_what_is_no_file(
    tmp_path: Path,
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (tmp_path / "secret.md").write_text("---\ntitle: Zanzibar\n---\n")
    link, pipe, circle = (content / f"{name}.md" for name in ("link", "pipe", "round"))
    link.symlink_to(tmp_path / "secret.md")
    os.mkfifo(pipe)
    circle.symlink_to(circle.name)
    (content / "linked").symlink_to(tmp_path)
    paths = link, pipe, circle, content / "linked/secret.md"
    assert [title_of(path, content) for path in paths] == ["Link", "Pipe", "Round", "Secret"]


def test_a_translation_stands_below_its_article_with_its_language(place: Workplace) -> None:
    path = place.article("asthma.pt-br")
    path.write_text(place.article().read_text("utf-8"), "utf-8")
    project = ProjectState(place.request())

    def listed() -> list[tuple[str, str]]:
        return [(one["slug"], one["translation"]) for one in project.as_json()["articles"]]

    assert listed() == [("asthma", ""), ("asthma.pt-br", "pt-BR"), ("eczema", "")]
    place.article().unlink()
    rounds(project)
    assert listed() == [("asthma.pt-br", ""), ("eczema", "")]


def test_an_article_that_is_gone_and_was_handed_out_is_among_those_that_need_somebody(
    place: Workplace, project: ProjectState
) -> None:
    folder = place.root / "releases" / "scars" / releases.folder_name("1.0")
    folder.mkdir(parents=True)
    kept = releases.Release("1.0", "2026-11-01", "2026-10-01", "2028-10-01", folder, "scars.md", {})
    (folder / releases.RECORD).write_bytes(releases.record(kept))
    first, *others = project.statuses()
    assert (first["review"], first["slug"], first["take_off"]) == ("gone", "", ("1.0",))
    assert first["title"].endswith("content/scars.md")
    assert [one["slug"] for one in others] == ["asthma", "eczema"]
