"""What somebody changed by hand is kept, whenever a build is killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from handout.build import hand_edits, manifest, orphans, output
from handout.build.manifest import Entry, Manifest
from handout.build.request import Outcome
from handout.cli.command import main
from handout.model import fingerprint
from handout.model.findings import Severity
from tests.support.cases import cases
from tests.support.workplace import ROOT, Workplace, made

LAST = (manifest.NAME, b"manifest")
MINE = b"with my own slides"


def shown(folder: Path) -> dict[str, bytes]:
    """What a person sees in a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name[0] != "."}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a deck that was written, then changed by hand."""
    place = tmp_path / "asthma"
    output.replace(place, {"a.pdf": b"a 1", "b.pptx": b"b 1"}, LAST)
    (place / "b.pptx").write_bytes(MINE)
    return place


def test_an_edited_file_is_kept_and_the_new_one_takes_its_place(folder: Path) -> None:
    kept = output.replace(folder, {"a.pdf": b"a 2", "b.pptx": b"b 2"}, LAST)
    assert kept == {"b.pptx": "b.edited.pptx"}
    assert shown(folder) == {"a.pdf": b"a 2", "b.pptx": b"b 2", "b.edited.pptx": MINE}
    assert output.replace(folder, {"b.pptx": b"b 3"}, LAST) == {}


def test_each_edit_has_a_name_of_its_own(folder: Path) -> None:
    for number in (2, 3):
        output.replace(folder, {"b.pptx": b"new"}, LAST)
        (folder / "b.pptx").write_bytes(b"mine, another time %d" % number)
    kept = output.replace(folder, {"b.pptx": b"newer"}, LAST)
    assert kept == {"b.pptx": "b.edited-3.pptx"}
    assert shown(folder)["b.edited.pptx"] == MINE
    assert shown(folder)["b.edited-2.pptx"] == b"mine, another time 2"


def test_an_edited_file_that_is_to_go_is_kept(folder: Path) -> None:
    assert output.replace(folder, {}, LAST, ["a.pdf", "b.pptx", "c.pdf"]) == {
        "b.pptx": "b.edited.pptx"
    }
    assert shown(folder) == {"b.edited.pptx": MINE}


def test_a_file_that_is_what_would_be_made_is_no_edit(folder: Path) -> None:
    (folder / hand_edits.WRITTEN).unlink()
    assert output.replace(folder, {"b.pptx": MINE}, LAST) == {}
    assert shown(folder) == {"a.pdf": b"a 1", "b.pptx": MINE}


def test_a_link_that_somebody_put_in_its_place_is_kept(folder: Path) -> None:
    (folder.parent / "mine.pptx").write_bytes(MINE)
    (folder / "b.pptx").unlink()
    (folder / "b.pptx").symlink_to(folder.parent / "mine.pptx")
    output.replace(folder, {"b.pptx": b"b 2"}, LAST)
    assert (folder / "b.edited.pptx").is_symlink()
    assert shown(folder)["b.edited.pptx"] == MINE
    assert not (folder / "b.pptx").is_symlink()


def test_where_files_have_no_second_names_they_are_copied(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    output.replace(folder, {"b.pptx": b"b 2"}, LAST)
    (folder / "b.pptx").write_bytes(b"mine again")
    output.replace(folder, {"b.pptx": b"b 3"}, LAST)
    assert shown(folder)["b.edited.pptx"] == MINE
    assert shown(folder)["b.edited-2.pptx"] == b"mine again"


def test_where_it_cannot_be_replaced_an_edited_file_stays_where_it_is(folder: Path) -> None:
    (folder / "c.pdf" / "held").mkdir(parents=True)
    with pytest.raises(OSError, match=r"c\.pdf"):
        output.replace(folder, {"b.pptx": b"b 2", "c.pdf": b"c"}, LAST)
    (folder / "c.pdf" / "held").rmdir()
    (folder / "c.pdf").rmdir()
    assert shown(folder) == {"a.pdf": b"a 1", "b.pptx": MINE}


def test_only_names_of_kept_files_are_taken_for_such() -> None:
    names = ["b.edited.pptx", "b.edited-2.pdf", "b.edited-x.pdf", ".b.edited.pdf", "edited.pdf"]
    kept = {"b.edited-2.pdf": "b.pdf", "b.edited.pptx": "b.pptx"}
    assert hand_edits.kept_names(names) == kept


def test_the_digests_that_are_noted_do_not_become_more_and_more(tmp_path: Path) -> None:
    for number in range(150):
        output.replace(tmp_path, {"a.pdf": b"%d" % number}, LAST)
    assert len((tmp_path / hand_edits.WRITTEN).read_text().split()) == 100


def test_a_file_of_the_manifest_is_known_though_its_digest_is_noted_no_more(
    tmp_path: Path,
) -> None:
    entry = Entry("a.pdf", "", "", fingerprint.bytes_digest(b"a 1"), 1, "pages", {}, ())
    known = Manifest("a.md", "", (), ("", ""), (), {"leaflet": entry})
    output.replace(tmp_path, {"a.pdf": b"a 1"}, (manifest.NAME, manifest.encode(known)))
    (tmp_path / hand_edits.WRITTEN).unlink()
    assert output.replace(tmp_path, {"a.pdf": b"a 2"}, LAST) == {}


@pytest.mark.parametrize("how", cases(("", "edit", "copy", "edit copy"), ("", "edit copy")))
def test_a_write_that_is_killed_at_any_touch_loses_nothing_and_doubts_nothing(
    tmp_path: Path, how: str
) -> None:
    words = [sys.executable, "-m", "tests.support.killed_writes", str(tmp_path), *how.split()]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    *faults, counted = done.stdout.splitlines()
    assert faults == []
    assert int(counted.split()[0]) > 25


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """A workplace whose deck has been made, then changed by hand."""
    monkeypatch.chdir(tmp_path)
    workplace = made(tmp_path)
    workplace.build()
    workplace.file().write_bytes(MINE)
    return workplace


def said(outcomes: list[Outcome]) -> list[tuple[Severity, str]]:
    return [(one.severity, str(one)) for outcome in outcomes for one in outcome.findings]


WARNING = (
    "output/asthma/asthma-slides.pptx: this file was changed by hand, so it is kept as "
    "'asthma-slides.edited.pptx'; take what you need of it into the article, then move it away "
    "or delete it"
)


def test_a_deck_that_was_changed_is_kept_and_told_with_both_names(place: Workplace) -> None:
    place.edit("rest", "sleep")
    (outcome,) = outcomes = place.build()
    assert said(outcomes) == [(Severity.WARNING, WARNING)]
    assert [file.path for file in outcome.files] == [place.file()]
    assert place.file(ending="slides.edited.pptx").read_bytes() == MINE
    assert place.file().read_bytes() != MINE


def test_it_is_noted_for_as_long_as_it_lies_there(place: Workplace) -> None:
    place.build()
    for _ in range(2):
        ((severity, words),) = said(place.build())
        assert severity is Severity.NOTE
        assert words.startswith(
            "output/asthma/asthma-slides.edited.pptx: this is 'asthma-slides.pptx' as somebody "
            "changed it by hand, and no build touches it; take what"
        )
        place.edit("water", "water, warm")
    place.file(ending="slides.edited.pptx").unlink()
    assert said(place.build()) == []


def test_an_article_with_a_fault_leaves_it_where_it_is(place: Workplace) -> None:
    place.add("::: waring\nWords.\n:::")
    place.build()
    assert place.file().read_bytes() == MINE


def test_strict_keeps_it_and_makes_the_new_one(place: Workplace) -> None:
    assert main([*place.command()[2:], "--strict", "--format", "slides"]) == 0
    assert place.file(ending="slides.edited.pptx").read_bytes() == MINE


def test_one_of_a_format_that_is_made_no_more_stays_and_is_told(place: Workplace) -> None:
    place.build(formats=("leaflet",))
    place.edit("rest", "sleep")
    told = said(place.build(formats=("leaflet",)))
    assert place.file().read_bytes() == MINE
    words = "output/asthma/asthma-slides.pptx: this file was changed by hand, and is of an earlier"
    assert [one.partition(" edit;")[0] for _, one in told] == [words]
    assert said(place.build()) == [(Severity.WARNING, WARNING)]


def test_one_whose_text_is_too_long_now_is_kept(place: Workplace) -> None:
    place.build(formats=("poster",))
    place.file(ending="poster.pdf").write_bytes(MINE)
    place.edit("title: Asthma", f"title: {'Asthma and whatever goes with it ' * 60}")
    (outcome,) = place.build(formats=("poster",))
    assert outcome.files == ()
    assert not place.file(ending="poster.pdf").exists()
    assert place.file(ending="poster.edited.pdf").read_bytes() == MINE
    assert "edited" in {finding.rule for finding in outcome.findings}


def test_one_that_was_made_before_anything_was_noted_is_known(place: Workplace) -> None:
    place.file().unlink()
    place.build()
    (place.output / "asthma" / hand_edits.WRITTEN).unlink()
    place.edit("rest", "sleep")
    assert said(place.build()) == []


def test_the_report_for_scripts_tells_it(place: Workplace, capsys) -> None:
    assert main([*place.command()[2:], "--json", "--format", "slides"]) == 0
    assert f"kept as '{place.file(ending='slides.edited.pptx').name}'" in capsys.readouterr().out


def test_clean_says_what_it_leaves(place: Workplace, capsys) -> None:
    clean = ["clean", f"--output={place.output}"]
    place.build()
    place.file().write_bytes(b"with more slides of mine")
    kept = "  kept output/asthma/asthma-slides.edited.pptx: it was changed by hand; only you may "
    assert main(clean) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [f"{kept}delete it"]
    place.article().unlink()
    (gone,) = orphans.find(place.output).orphans
    assert (gone.files, gone.altered) == ((), (place.file(),))
    assert main(clean) == 0
    assert capsys.readouterr().out.splitlines() == [
        "  kept output/asthma/asthma-slides.pptx: it was changed since it was made",
        f"{kept}delete it",
    ]
    assert place.file(ending="slides.edited.pptx").read_bytes() == MINE
    assert place.file().read_bytes() == b"with more slides of mine"
