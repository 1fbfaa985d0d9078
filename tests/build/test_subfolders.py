"""Articles in folders of content/: what is made of them lies in folders of the same names."""

import json
import os
import shutil
from pathlib import Path

import pytest

from handout.build import manifest, orphans
from handout.build.cache import up_to_date
from handout.build.request import Outcome
from handout.build.watch import _affected
from handout.cli.command import main
from handout.source.content import chosen
from tests.support.workplace import PICTURE, Workplace, made

NAMES = ("scars", "skin/scars", "skin/deep/burns")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """A workplace with an article in content/, in a folder and in a folder of that."""
    monkeypatch.chdir(tmp_path)
    workplace = made(tmp_path, "scars")
    for name in NAMES[1:]:
        path = workplace.article(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(workplace.article("scars"), path)
    return workplace


def decks(place: Workplace) -> list[str]:
    return sorted(
        path.relative_to(place.output).as_posix() for path in place.output.rglob("*.pptx")
    )


ALL = [
    "scars/scars-slides.pptx",
    "skin/deep/burns/burns-slides.pptx",
    "skin/scars/scars-slides.pptx",
]


def fresh(outcomes: list[Outcome]) -> list[str]:
    assert not any(outcome.failed for outcome in outcomes), outcomes
    return [one.path for one in outcomes if not one.up_to_date]


def test_each_lies_in_the_folder_that_its_article_lies_in(place: Workplace) -> None:
    assert [one.path for one in place.build()] == [
        "content/scars.md",
        "content/skin/deep/burns.md",
        "content/skin/scars.md",
    ]
    assert decks(place) == ALL
    assert fresh(place.build()) == []


def test_an_edit_of_one_leaves_that_of_the_same_name_alone(place: Workplace) -> None:
    place.build()
    place.edit("rest", "sleep", "skin/scars")
    assert fresh(place.build()) == ["content/skin/scars.md"]
    assert fresh(place.build("skin/scars")) == []


def test_a_fault_is_told_with_the_folder(place: Workplace) -> None:
    place.add("::: waring\nWords.\n:::", "skin/scars")
    *_, outcome = place.build()
    assert str(outcome.findings[0]).startswith("content/skin/scars.md:23: '::: waring' is not")


def test_a_fault_of_the_clinic_is_told_at_its_line(place: Workplace) -> None:
    clinic = place.content / "clinic.yaml"
    words = f"name: {'Harbour Lane Skin Clinic ' * 60}"
    text = clinic.read_text("utf-8").replace("name: Harbour Lane Skin Clinic", words)
    clinic.write_text(text, "utf-8")
    top, inner = place.build("scars", "skin/scars", formats=("leaflet-trifold",))
    lines = {(one.path, one.line) for one in inner.findings if one.path.endswith("clinic.yaml")}
    assert lines == {(one.path, one.line) for one in top.findings if "clinic" in one.path} != set()


PICTURES = {
    "images/a.svg": "skin/images/a.svg",
    "./images/a.svg": "skin/images/a.svg",
    "a.svg": "skin/a.svg",
    "../images/b.svg": "images/b.svg",
    "images/b.svg": "images/b.svg",
    "/images/b.svg": "images/b.svg",
    "/images/a.svg": "images/a.svg",
    "deep/../a.svg": "skin/a.svg",
}


@pytest.fixture
def pictured(place: Workplace) -> Workplace:
    """A place with all these pictures."""
    for name in set(PICTURES.values()):
        path = place.content / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PICTURE, "utf-8")
    return place


def test_paper_shows_each_picture(pictured: Workplace) -> None:
    pictured.add("\n\n".join(f"![The skin]({written})" for written in PICTURES), "skin/scars")
    (outcome,) = pictured.build("skin/scars", formats=("leaflet",))
    assert [one.rule for one in outcome.findings if one.rule.startswith("picture")] == []
    assert not outcome.failed


@pytest.mark.parametrize("written", PICTURES)
def test_a_picture_is_found_as_people_expect(pictured: Workplace, written: str) -> None:
    place = pictured
    place.add(f"![The skin]({written})", "skin/scars")
    (outcome,) = place.build("skin/scars")
    assert outcome.findings == ()
    known = manifest.read(place.output / "skin" / "scars")
    assert known
    assert PICTURES[written] in known.read
    (place.content / PICTURES[written]).write_text(PICTURE.replace("h9v9z", "h9v5z"), "utf-8")
    assert fresh(place.build("skin/scars")) == ["content/skin/scars.md"]


def test_a_picture_that_is_put_beside_the_article_later_is_shown(place: Workplace) -> None:
    (place.content / "images" / "a.svg").write_text(PICTURE, "utf-8")
    place.add("![The skin](images/a.svg)", "skin/scars")
    place.build()
    (place.content / "skin" / "images").mkdir()
    (place.content / "skin" / "images" / "a.svg").write_text(PICTURE.replace("9v9", "9v5"), "utf-8")
    assert fresh(place.build()) == ["content/skin/scars.md"]
    shutil.rmtree(place.content / "skin" / "images")
    assert fresh(place.build()) == ["content/skin/scars.md"]


@pytest.mark.parametrize("written", ["../images/hand.svg", "/images/hand.svg", "images/hand.svg"])
def test_a_picture_that_is_not_there_is_told_with_its_place_in_content(
    place: Workplace, written: str
) -> None:
    (place.content / "images" / "hands.svg").write_text(PICTURE, "utf-8")
    place.add(f"![The skin]({written})", "skin/scars")
    (outcome,) = place.build("skin/scars")
    said = "the picture 'images/hand.svg' is not there; did you mean 'images/hands.svg'?"
    assert str(outcome.findings[0]) == f"content/skin/scars.md:23: {said}"
    place.edit(written, "images/hands.svg", "skin/scars")  # as the advice has it
    assert not place.build("skin/scars")[0].findings


@pytest.mark.parametrize(
    "written", ["../../secret.svg", "/../secret.svg", "/secret.svg", "images/gone.svg"]
)
def test_a_picture_outside_or_nowhere_is_told_as_it_is_written(
    place: Workplace, written: str
) -> None:
    (place.root / "secret.svg").write_text(PICTURE, "utf-8")
    place.add(f"![The skin]({written})", "skin/scars")
    (outcome,) = place.build("skin/scars")
    assert f"the picture '{written}' " in str(outcome.findings[0])


def test_what_is_of_a_folder_that_is_gone_is_told_and_cleaned(place: Workplace, capsys) -> None:
    place.build()
    shutil.rmtree(place.content / "skin")
    found = orphans.find(place.output, ["scars"]).orphans
    assert [one.folder.relative_to(place.output).as_posix() for one in found] == [
        "skin/deep/burns",
        "skin/scars",
    ]
    assert main(["clean", f"--output={place.output}"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "  removed output/skin/deep/burns/burns-slides.pptx",
        "  removed output/skin/scars/scars-slides.pptx",
    ]
    assert os.listdir(place.output) == ["scars"]  # noqa: PTH208  # hidden ones too


def test_the_folder_of_an_article_may_hold_that_of_another(place: Workplace) -> None:
    shutil.copyfile(place.article("scars"), place.article("skin"))
    place.build()
    place.article("skin").unlink()
    (gone,) = orphans.find(place.output).orphans
    orphans.remove(gone)
    assert decks(place) == ALL


@pytest.mark.parametrize("other", ["old/scars", "old-scars", "old/deep/scars"])
def test_a_folder_that_somebody_put_elsewhere_in_output_is_theirs(
    place: Workplace, other: str
) -> None:
    place.build()
    shutil.copytree(place.output / "scars", place.output / other)
    place.article("scars").unlink()
    (gone,) = orphans.find(place.output).orphans
    assert gone.folder == place.output / "scars"


def test_where_content_is_away_nothing_is_gone(place: Workplace) -> None:
    place.build()
    place.content.rename(place.root / "away")
    assert orphans.find(place.output).orphans == ()


def test_the_report_for_scripts_has_paths_and_what_is_no_article(place: Workplace, capsys) -> None:
    (place.content / "skin" / "scars.docx").touch()
    words = place.command("--json", "--format", "slides")[2:]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["files"][0]["path"] for one in told["articles"]] == [f"output/{x}" for x in ALL]
    note = next(one for one in told["findings"] if one["rule"] == "no-article")
    assert note["severity"] == "note"
    assert note["path"] == "content/skin/scars.docx"


def test_a_build_tells_once_what_is_no_article(place: Workplace, capsys) -> None:
    (place.content / "old.docx").touch()
    words = place.command("--format", "slides")[2:]
    for _ in range(2):
        assert main(words) == 0
        out = capsys.readouterr().out
        assert out.count("  note: content/old.docx: nothing is made of this file; move it ") == 1
    assert main([*words, "skin/scars"]) == 0
    assert "old.docx" not in capsys.readouterr().out


def test_names_that_are_alike_elsewhere_are_told_and_stop_a_strict_build(
    place: Workplace, capsys
) -> None:
    shutil.copyfile(place.article("scars"), place.article("Scars"))
    words = place.command("--format", "slides")[2:]
    assert main(words) == 0
    said = "content/scars.md: on Windows or Macs it has the same name as 'Scars.md'; rename one"
    assert f"  warning: {said}" in capsys.readouterr().out
    assert main([*words, "--strict"]) == 1
    assert f"  error: {said}" in capsys.readouterr().out


def test_a_watch_builds_the_article_in_the_folder_alone(place: Workplace) -> None:
    content = place.content.resolve()
    changed = [content / "skin" / "scars.md"]
    assert _affected(changed, place.request()) == ("skin/scars",)
    assert _affected(changed, place.request("skin")) == ("skin/scars",)
    assert _affected(changed, place.request("scars.md")) == ("scars.md",)
    assert _affected([content / "skin" / "images" / "a.svg"], place.request()) == ()
    assert _affected([content / "images" / "a.md"], place.request()) == ()


def test_with_nothing_changed_all_are_known_to_be_up_to_date(place: Workplace) -> None:
    place.build()
    paths = chosen(place.content, ())
    assert list(up_to_date(paths, place.request())) == list(paths)
