"""Several clinics: what their files extend, what is made for each, what an edit of one costs."""

import json
import re
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from handout.build import draft, index, manifest, orphans
from handout.build.pipeline import build
from handout.build.request import Outcome, Request
from handout.build.targets import targets
from handout.build.watch import _affected, rounds
from handout.build.workers import Pool
from handout.cli.command import main
from handout.model.errors import ContentError, UsageError
from handout.model.markup import Folders
from handout.source import clinics
from handout.source.reading import read_clinic
from tests.support.workplace import TODAY, Workplace, made, save

NORTH = 'extends: ../clinic.yaml\nname: North\ncolours: {primary: "#0b4f51"}\n'
SOUTH = 'extends: ../clinic.yaml\nname: South\ncolours: {primary: "#0b4f52"}\n'


def write(place: Workplace, name: str, text: str) -> Path:
    path = place.content / "clinics" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    save(path, text)
    return path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """A workplace with two articles, and two clinics that extend clinic.yaml."""
    monkeypatch.chdir(tmp_path)
    workplace = made(tmp_path, "asthma", "eczema")
    write(workplace, "north", NORTH)
    write(workplace, "south", SOUTH)
    return workplace


def limit(place: Workplace, line: str, name: str = "eczema") -> None:
    place.edit("lang: en-GB\n", f"lang: en-GB\n{line}\n", name)


def request(place: Workplace, *articles: str, of: tuple[str, ...] = ("north", "south")) -> Request:
    return place.request(*articles)._replace(clinics=of)


def fresh(outcomes: Iterable[Outcome]) -> list[tuple[str, str]]:
    whole = list(outcomes)
    assert not any(outcome.failed for outcome in whole), whole
    return [(one.clinic, one.path) for one in whole if not one.up_to_date]


def decks(place: Workplace) -> list[str]:
    found = place.output.rglob("*.pptx")
    return sorted(path.relative_to(place.output).as_posix() for path in found)


def said(place: Workplace, name: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        draft.read_clinic(place.request().of_clinic(name))
    return [str(one) for one in caught.value.findings]


def run(*words: str) -> int:
    return main(words, Path())


def test_a_clinic_with_an_address_of_its_own_and_the_phone_of_another_is_told(
    place: Workplace,
) -> None:
    for own, lines in (
        ("", []),
        ("address: [1 West Street]\n", [3]),
        ("address: [1 West Street]\nphone: 01632 960145\n", []),
    ):
        write(place, "west", f"{NORTH.split('colours', maxsplit=1)[0]}{own}")
        told = draft.read_clinic(place.request().of_clinic("west")).findings
        assert [one.line for one in told if one.rule == "clinic-phone"] == lines


def test_what_a_file_extends_is_added_key_by_key_at_every_depth(place: Workplace) -> None:
    write(
        place, "_group", "extends: ../clinic.yaml\nhours: {en: Daily}\nextra: {a: 1, b: {c: 2}}\n"
    )
    write(place, "west", "extends: _group.yaml\nHours: {es: A diario}\nextra: {b: {d: 3}}\n")
    base, west = read_clinic(place.content), read_clinic(place.content, "west")
    assert west.name == base.name
    assert west.hours == {"es": "A diario", "en": "Daily"}
    assert west.extra == {"b": {"d": 3, "c": 2}, "a": 1}
    assert west.colours.accent == base.colours.accent
    assert read_clinic(place.content, "north").colours.primary == "#0b4f51"


def test_a_clinic_may_stand_by_itself(place: Workplace) -> None:
    write(place, "west", "name: West\nphone: 01632 960001\naddress: [1 West Street]\n")
    assert read_clinic(place.content, "west").name == "West"


def test_a_fault_is_told_at_its_own_file_and_line(place: Workplace) -> None:
    base = place.content / "clinic.yaml"
    base.write_text(base.read_text("utf-8").replace("paper: A4", "paper: A5"), "utf-8")
    line = base.read_text("utf-8").split("\n").index("paper: A5") + 1
    write(place, "west", "extends: ../clinic.yaml\ncolours:\n  primary: blue\nfonst: {}\n")
    told = said(place, "west")
    assert [one.partition(";")[0] for one in told] == [
        f"content/clinic.yaml:{line}: 'paper' cannot be 'A5'",
        "content/clinics/west.yaml:3: 'primary' cannot be 'blue'",
        "content/clinics/west.yaml:4: 'fonst' is not a known key",
    ]


def test_syntax_of_what_is_extended_is_told_there(place: Workplace) -> None:
    write(place, "_group", "extends: ../clinic.yaml\nstrapline: Skin: and more\n")
    write(place, "west", "extends: _group.yaml\n")
    assert said(place, "west") == [
        "content/clinics/_group.yaml:2: a value with a colon in it needs quotation marks; "
        'write it as strapline: "Skin: and more"'
    ]


def test_words_behind_a_number_sign_are_told_in_the_file_that_has_them(place: Workplace) -> None:
    write(place, "_group", "# one\n# two\nextends: ../clinic.yaml\nstrapline: The #1 clinic\n")
    write(place, "west", "extends: _group.yaml\n")
    (told,) = said(place, "west")
    assert told.startswith("content/clinics/_group.yaml:4: what stands behind ' #' is left out")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("extends: ../none.yaml\n", ":1: what it extends is not there (content/none.yaml)"),
        ("\nextends: ../../x.yaml\n", ":2: 'extends' leads out of content/ ('../../x.yaml')"),
        ("extends: /etc/passwd\n", ":1: 'extends' leads out of content/ ('/etc/passwd')"),
        ("extends: link.yaml\n", ":1: 'extends' leads out of content/ ('link.yaml')"),
        ("extends: west.yaml\n", ":1: 'extends' leads in a circle: west.yaml → west.yaml"),
        (" extends: ../clinic.yaml\n", ":1: 'extends' is not a known key"),
        ("extends: ..\n", ":1: what it extends is not there (content)"),
    ],
)
def test_what_cannot_be_extended_is_told(place: Workplace, text: str, message: str) -> None:
    (place.content / "clinics" / "link.yaml").symlink_to("/etc/passwd")
    write(place, "west", text)
    assert said(place, "west")[0].startswith(f"content/clinics/west.yaml{message}")


def test_a_circle_through_another_file_is_told_where_it_closes(place: Workplace) -> None:
    write(place, "west", "name: West\nextends: east.yaml\n")
    write(place, "east", "extends: west.yaml  # and back\n")
    assert said(place, "west") == [
        "content/clinics/east.yaml:1: 'extends' leads in a circle: west.yaml → east.yaml → "
        "west.yaml; take it out of one of these files"
    ]


@pytest.mark.parametrize(
    "line",
    ['extends: "../clinic.yaml"', "extends: '../clinic.yaml'  # all", "extends:  ../clinic.yaml "],
)
def test_it_may_stand_between_quotation_marks(place: Workplace, line: str) -> None:
    write(place, "west", f"name: West\r\n{line}\r\n")
    assert read_clinic(place.content, "west").paper == "A4"


def test_each_has_a_folder_of_its_own_and_an_article_may_be_limited(place: Workplace) -> None:
    limit(place, "clinics: [south]")
    outcomes = list(build(request(place)))
    assert fresh(outcomes) == [
        ("north", "content/asthma.md"),
        ("south", "content/asthma.md"),
        ("south", "content/eczema.md"),
    ]
    assert decks(place) == [
        "north/asthma/asthma-slides.pptx",
        "south/asthma/asthma-slides.pptx",
        "south/eczema/eczema-slides.pptx",
    ]
    assert fresh(build(request(place))) == []


def test_without_a_name_all_is_as_it_was(place: Workplace) -> None:
    limit(place, "clinics: [south]")
    assert [one.path for one in place.build()] == ["content/asthma.md", "content/eczema.md"]
    assert decks(place) == ["asthma/asthma-slides.pptx", "eczema/eczema-slides.pptx"]


def test_a_colour_changed_in_one_makes_only_its_files_again(place: Workplace) -> None:
    list(build(request(place)))
    write(place, "north", NORTH.replace("#0b4f51", "#0b4f66"))
    assert {clinic for clinic, _ in fresh(build(request(place)))} == {"north"}
    place.edit("rest", "sleep")
    assert fresh(build(request(place))) == [
        ("north", "content/asthma.md"),
        ("south", "content/asthma.md"),
    ]


def test_a_colour_of_what_they_extend_makes_only_those_again_that_have_it(place: Workplace) -> None:
    west = SOUTH.replace('colours: {primary: "#0b4f52"}\n', "")
    write(place, "west", west)
    of = ("north", "south", "west")
    list(build(request(place, of=of)))
    base = place.content / "clinic.yaml"
    base.write_text(base.read_text("utf-8").replace("#0b4f5c", "#0b4f77"), "utf-8")
    assert {clinic for clinic, _ in fresh(build(request(place, of=of)))} == {"west"}


def test_an_article_is_parsed_once_for_all_of_them(place: Workplace) -> None:
    north, south = request(place).of_each_clinic()
    path, articles = place.article(), draft._Articles()
    one = articles.read(path, north)
    assert articles.read(path, south) is one
    place.edit("rest", "sleep")
    assert articles.read(path, south).reading.article != one.reading.article


def test_an_article_is_read_again_once_its_picture_is_there(place: Workplace) -> None:
    place.add("![A drawing](images/new.svg)")
    north, south = request(place).of_each_clinic()
    path, articles = place.article(), draft._Articles()
    assert articles.read(path, north).findings
    logo = place.content / "images" / "logo.svg"
    (place.content / "images" / "new.svg").write_bytes(logo.read_bytes())
    assert not articles.read(path, south).findings


def test_one_with_a_fault_keeps_no_other_from_being_made(place: Workplace) -> None:
    write(place, "north", NORTH.replace("#0b4f51", "blue"))
    stopped, *others = build(request(place))
    assert (stopped.clinic, stopped.path) == ("north", "content/clinics/north.yaml")
    assert {one.clinic for one in others} == {"south"}
    assert not any(one.failed for one in others)


def test_the_report_names_the_clinic_and_says_what_all_share_once(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    limit(place, "leave_out: [poster]\nnext_review: 2026-10-02", "eczema")
    place.edit("next_review: 2028-10-01\n", "", "eczema")
    write(place, "west", "extends: ../clinic.yaml\ncolours: {primary: blue}\n")
    assert run("--clinic", "all", "--format", "slides") == 1
    told = capsys.readouterr().out
    assert "✓ content/asthma.md for north\n" in told
    assert "✗ content/clinics/west.yaml for west — nothing made\n" in told
    assert told.count("content/clinics/west.yaml:2: 'primary' cannot be 'blue'") == 1
    assert told.count("the review was due on 2026-10-02") == 1
    last = "2 articles for 2 clinics: 4 made, 1 of the clinics without files, as told above.\n"
    assert told.endswith(last)


def test_a_report_for_scripts_names_the_clinic(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--clinic", "north", "--format", "slides", "--json") == 0
    articles = json.loads(capsys.readouterr().out)["articles"]
    assert [one["clinic"] for one in articles] == ["north", "north"]
    write(place, "north", NORTH.replace("#0b4f51", "blue"))
    assert run("--clinic", "north", "--format", "slides", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["articles"], [one["path"] for one in told["findings"]]) == (
        [],
        ["content/clinics/north.yaml"],
    )


def test_a_name_that_is_not_there_is_told(place: Workplace) -> None:
    assert clinics.chosen(place.content, ("all",)) == ("north", "south")
    with pytest.raises(UsageError, match="no clinic 'suoth'; did you mean 'south'"):
        clinics.chosen(place.content, ("suoth",))
    with pytest.raises(UsageError, match=r"no clinic in x/clinics/; put a file there"):
        clinics.chosen(Path("x"), ("all",))


def test_a_clinic_that_is_called_like_an_article_is_told(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    write(place, "asthma", NORTH)
    assert run("--clinic", "asthma") == 2
    assert "the clinic 'asthma' is called as an article is" in capsys.readouterr().err


def test_a_file_that_can_be_no_clinic_is_told(place: Workplace) -> None:
    for name in ("My Clinic.yaml", "all.yaml", "east.yml", "_group.yaml", ".hidden.yaml"):
        (place.content / "clinics" / name).write_text(NORTH, "utf-8")
    assert clinics.names(place.content) == ("north", "south")
    assert [one.advice for one in clinics.misnamed(place.content)] == [
        "rename it to My-Clinic.yaml",
        "rename it to all-clinic.yaml",
        "rename it to east.yaml",
    ]


def test_an_article_for_none_of_those_asked_for_is_told(place: Workplace) -> None:
    limit(place, "clinics: [south]")
    with pytest.raises(UsageError, match=r"eczema\.md is for south alone, as its 'clinics' says"):
        targets(request(place, "eczema", of=("north",)))
    assert [one.key[0] for one in targets(request(place, "eczema"))] == ["south"]


@pytest.mark.parametrize(
    "lines",
    [
        "clinics: [south, west]",
        "clinics: south, west  # north is next",
        "clinics:\n  - south\n  - 'west'",
        "clinics:\n- south\n# - north\n- west",
        "clinics: [south,\n  west]",
    ],
)
def test_which_clinics_an_article_is_for_is_seen_however_it_is_written(
    place: Workplace, lines: str
) -> None:
    write(place, "west", NORTH)
    limit(place, lines)
    assert clinics.audience_of(place.article("eczema"), place.content).names == ("south", "west")
    (outcome,) = place.build("eczema")
    assert not outcome.findings


def test_what_cannot_be_seen_at_a_glance_is_told(place: Workplace) -> None:
    limit(place, "Clinics: [south]")
    (outcome,) = place.build("eczema")
    assert [str(one) for one in outcome.findings] == [
        "content/eczema.md:4: which clinics it is for cannot be seen at a glance; "
        "write it as clinics: [south]"
    ]


def test_a_name_that_no_clinic_can_have_is_told(place: Workplace) -> None:
    limit(place, "clinics: [The North]")
    (outcome,) = place.build("eczema")
    assert [str(one).partition(";")[0] for one in outcome.findings] == [
        "content/eczema.md:4: 'clinics' names 'The North', and there is no clinics/The North.yaml"
    ]


def test_a_clinic_that_is_not_there_is_told_at_the_article(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    limit(place, "clinics: [nroth]")
    told = "content/eczema.md:4: 'clinics' names 'nroth', and there is no clinics/nroth.yaml; "
    (outcome,) = place.build("eczema")
    assert [str(one) for one in outcome.findings] == [f"{told}did you mean 'north'?"]
    assert run("--clinic", "south", "--format", "slides") == 0
    assert told in capsys.readouterr().out


def test_a_clinic_that_comes_or_goes_is_noticed_by_articles_that_name_it(place: Workplace) -> None:
    limit(place, "clinics: [north, west]")
    asked = place.request("eczema")

    def rules() -> list[str]:
        (outcome,) = build(asked)
        return [one.rule for one in outcome.findings]

    assert rules() == ["clinic-unknown"]
    west = write(place, "west", NORTH)
    assert not rules()
    west.unlink()
    assert rules() == ["clinic-unknown"]


def test_what_is_gone_is_found_and_removed(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    list(build(request(place)))
    place.build()
    assert orphans.find(place.output).orphans == ()
    (place.content / "clinics" / "north.yaml").unlink()  # a clinic
    write(place, "west", NORTH)
    limit(place, "clinics: [west]")  # not for this one any more
    gone = [
        one.folder.relative_to(place.output).as_posix() for one in orphans.find(place.output)[0]
    ]
    assert gone == ["north/asthma", "north/eczema", "south/eczema"]
    assert run("clean") == 0
    assert decks(place) == [
        "asthma/asthma-slides.pptx",
        "eczema/eczema-slides.pptx",
        "south/asthma/asthma-slides.pptx",
    ]
    assert not (place.output / "north").exists()
    place.article("asthma").unlink()
    assert run("clean") == 0
    assert decks(place) == ["eczema/eczema-slides.pptx"]


def test_while_a_clinic_s_name_may_be_misspelt_nothing_of_its_article_is_gone(
    place: Workplace,
) -> None:
    limit(place, "clinics: [north, south]")
    list(build(request(place)))
    limit(place, "clinics: [north, sout]")
    assert orphans.find(place.output).orphans == ()
    limit(place, "clinics: [north]")
    (orphan,) = orphans.find(place.output).orphans
    assert orphan.folder == place.output / "south" / "eczema"


def test_a_folder_of_a_clinic_that_was_renamed_is_somebody_s_own(place: Workplace) -> None:
    list(build(request(place, "asthma", of=("north",))))
    (place.output / "north").rename(place.output / "kept")
    (place.content / "clinics" / "north.yaml").unlink()
    assert orphans.find(place.output).orphans == ()


def test_a_build_of_one_says_what_is_gone_of_it_alone(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    list(build(request(place)))
    place.article("eczema").unlink()
    assert run("--clinic", "north", "--format", "slides") == 0
    told = capsys.readouterr().out
    assert "output/north/eczema/eczema-slides.pptx" in told
    assert "output/south" not in told


def test_a_build_for_all_says_what_is_left_of_a_clinic_that_is_gone(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    list(build(request(place)))
    (place.content / "clinics" / "north.yaml").rename(place.content / "clinics" / "west.yaml")
    assert run("--clinic", "all", "--format", "slides") == 0
    assert "output/north/eczema/eczema-slides.pptx" in capsys.readouterr().out
    assert run("--clinic", "south", "--format", "slides") == 0
    assert "output/north" not in capsys.readouterr().out


def test_copies_of_a_clinic_that_is_gone_are_to_be_taken_off(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    base = place.content / "clinic.yaml"
    base.write_text(base.read_text("utf-8").replace("[leaflet, slides]", "[slides]"), "utf-8")
    assert run("release", "asthma", "--clinic", "north") == 0
    (place.content / "clinics" / "north.yaml").unlink()
    capsys.readouterr()
    assert run("status", "--clinic", "all") == 0
    told = capsys.readouterr().out
    assert "of no clinic that is there:" in told
    assert re.search(r"content/north/asthma\.md .*take off the rack: 1\.0", told)


def test_why_an_article_is_not_kept_is_told_once_for_all_of_them(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    base = place.content / "clinic.yaml"
    base.write_text(base.read_text("utf-8").replace("[leaflet, slides]", "[slides]"), "utf-8")
    place.edit("reviewed: 2026-10-01\n", "")
    assert run("release", "asthma", "--clinic", "all") == 1
    told = capsys.readouterr().out
    assert told.count("it is a draft") == 1
    assert "✗ content/asthma.md for north — not kept\n  error: content/asthma.md:" in told
    assert "✗ content/asthma.md for south — not kept\n" in told


def test_the_list_of_pages_is_one_for_each(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    limit(place, "clinics: [south]")
    assert run("--clinic", "all", "--format", "page") == 0
    pages = {
        name: (place.output / name / index.NAME).read_text("utf-8") for name in ("north", "south")
    }
    assert "Eczema" in pages["south"]
    assert "Eczema" not in pages["north"]
    assert "North" in pages["north"]
    assert not (place.output / index.NAME).exists()
    (place.content / "clinics" / "north.yaml").unlink()
    assert run("clean") == 0
    assert not (place.output / "north").exists()


def test_pages_lie_below_the_site_that_is_extended(place: Workplace) -> None:
    base = place.content / "clinic.yaml"
    base.write_text(f"{base.read_text('utf-8')}\nsite: https://leaflets.example.org/\n", "utf-8")
    write(place, "south", f"{SOUTH}site: https://south.example.org\n")
    assert read_clinic(place.content).site == "https://leaflets.example.org/"
    assert read_clinic(place.content, "north").site == "https://leaflets.example.org/north"
    assert read_clinic(place.content, "south").site == "https://south.example.org"


def test_what_is_handed_out_is_kept_for_each(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    base = place.content / "clinic.yaml"
    base.write_text(base.read_text("utf-8").replace("[leaflet, slides]", "[slides]"), "utf-8")
    assert run("release", "asthma", "--clinic", "north") == 0
    kept = Folders(place.content, place.templates, "north").releases / "asthma" / "1.0"
    assert kept == place.root / "releases" / "north" / "asthma" / "1.0"
    held = (kept / "clinic.yaml").read_text("utf-8")
    assert held.startswith(NORTH)
    assert "# content/clinic.yaml, which it extends" in held
    assert "content/asthma.md for north: version 1.0" in capsys.readouterr().out
    assert run("status", "--clinic", "all", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    released = {(one["clinic"], one["article"]): one["released"] for one in rows}
    assert released["north", "content/asthma.md"] == "1.0"
    assert released["south", "content/asthma.md"] == ""
    assert run("status") == 0
    assert "take off the rack" not in capsys.readouterr().out
    assert run("releases", "asthma", "--clinic", "north,south") == 0
    told = capsys.readouterr().out
    assert "content/asthma.md for north\n  1.0, released on" in told
    assert "content/asthma.md for south — nothing was released" in told
    place.edit("rest", "sleep")
    assert run("changes", "asthma", "--clinic", "north") == 0
    assert "content/asthma.md for north: what changed" in capsys.readouterr().out
    assert list((place.root / "releases" / "north" / "asthma").glob("changes-*.pdf"))


def test_the_page_shows_one_at_a_time(place: Workplace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("serve", "--clinic", "all") == 2
    assert "the page shows one clinic at a time; name one with --clinic" in capsys.readouterr().err


def test_a_watch_builds_for_all_of_them_what_a_file_of_one_concerns(place: Workplace) -> None:
    limit(place, "clinics: [south]")
    north = request(place, of=("north",))
    assert _affected([place.content / "clinics" / "north.yaml"], north) == ()
    assert _affected([place.article("asthma")], north) == ("asthma",)
    assert _affected([place.article("eczema")], north) == ()  # all that is for it


def test_a_watch_makes_again_what_the_file_of_one_concerns(place: Workplace) -> None:
    write(place, "south", SOUTH.replace("#0b4f52", "blue"))
    stop = threading.Event()
    follow = rounds(request(place), Pool(0), stop)
    stopped, *made = next(follow)
    assert stopped.path == "content/clinics/south.yaml"
    assert {one.clinic for one in made if not one.up_to_date} == {"north"}
    write(place, "south", SOUTH)
    again = [one for one in next(follow) if not one.up_to_date]
    assert [one.clinic for one in again] == ["south", "south"]
    stop.set()


def test_a_watch_for_all_of_them_follows_those_that_come_and_go(place: Workplace) -> None:
    place.article("eczema").unlink()
    stop = threading.Event()
    whole = rounds(request(place), Pool(0), stop, lambda: TODAY)
    assert [one.clinic for one in next(whole)] == ["north", "south"]
    (place.content / "clinics" / "north.yaml").rename(place.content / "clinics" / "west.yaml")
    assert [one.clinic for one in next(whole)] == ["south", "west"]
    stop.set()


def test_a_manifest_names_the_file_of_its_clinic(place: Workplace) -> None:
    list(build(request(place, "asthma")))
    held = manifest.read(place.output / "north" / "asthma")
    assert held
    assert held.clinic == "../../../content/clinics/north.yaml"


def test_an_article_of_a_hundred_clinics_is_looked_at_in_no_time() -> None:
    hostile = "---\nclinics:" + " \n -" * 100_000 + "\n---\n"
    begun = time.perf_counter()
    clinics.audience(hostile)
    clinics.audience("---\nclinics: [" + " " * 200_000 + "\n")
    clinics.extended(Path("a.yaml"), "extends: " + " #'\"" * 50_000)
    clinics.extended(Path("a.yaml"), "extends: a" + " " * 400_000 + "b")
    assert time.perf_counter() - begun < 2
