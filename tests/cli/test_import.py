"""`build.py import`: an old leaflet comes in, is told of, and can be built."""

import json
import subprocess
from pathlib import Path

import pytest

from handout.cli.command import main
from handout.importing import office
from tests.support.word_files import BODY, imported, made, of_xml, paragraph, png, run
from tests.support.workplace import Workplace
from tests.support.workplace import made as workplace


def leaflet(document) -> None:
    document.add_paragraph("Having a mole removed", style="Title")
    for heading in ("Before it", "After it"):
        document.add_heading(heading, 1)
        document.add_paragraph(BODY)
        document.add_paragraph(f"rest {heading.lower()}", style="List Bullet")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    place = workplace(tmp_path)
    (tmp_path / "Having a Mole_removed (v3).docx").write_bytes(made(leaflet))
    return place


def run_import(*words: str) -> int:
    return main(["import", *words, "--content=content"])


def test_a_word_file_is_an_article_that_is_built_once_the_dates_are_filled_in(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_import("Having a Mole_removed (v3).docx") == 0
    report = capsys.readouterr().out
    article = place.article("having-a-mole-removed-v3")
    assert "✓ content/having-a-mole-removed-v3.md, of Having a Mole_removed (v3).docx" in report
    assert "All of its 50 words are in the article, or named below." in report
    assert "Then run: python build.py content/having-a-mole-removed-v3.md" in report
    text = article.read_text("utf-8")
    for key, value in (
        ("version", '"1.0"'),
        ("reviewed", "2026-10-01"),
        ("next_review", "2028-10-01"),
    ):
        text = text.replace(f"\n{key}:\n", f"\n{key}: {value}\n")
    article.write_text(text.replace("\nauthors:\n", "\nauthors: [Dr Robin Example]\n"), "utf-8")
    (outcome,) = place.build("having-a-mole-removed-v3", formats=("leaflet", "slides"))
    assert not outcome.failed
    assert [one for one in outcome.findings if one.severity] == []


def test_nothing_is_overwritten(place: Workplace) -> None:
    Path("a.docx").write_bytes(made(leaflet, lambda d: d.add_picture(png())))
    for _ in range(3):
        assert run_import("a.docx", "--to", "content/skin") == 0
    names = sorted(
        one.relative_to("content/skin").as_posix() for one in Path("content/skin").rglob("*.*")
    )
    assert names == [
        "a-2.md",
        "a-3.md",
        "a.md",
        "images/a-1.png",
        "images/a-2-1.png",
        "images/a-3-1.png",
    ]


def test_the_report_for_scripts_has_every_remark_with_its_place_and_line(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("b.docx").write_bytes(of_xml(paragraph(run("x", "<w:vanish/>"), run(BODY))))
    Path("c.pdf").write_bytes(b"%PDF-1.7")
    assert run_import("b.docx", "c.pdf", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["imported"][0]["lost"] == []
    assert {"kind", "words", "place", "line"} == set(told["imported"][0]["remarks"][0])
    assert told["refused"][0]["message"] == "a PDF has no headings or lists to read"
    assert "import the Word file that it was made of" in told["refused"][0]["advice"]


def test_a_file_that_is_not_there_is_told(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_import("nowhere.docx") == 2
    assert "there is no file 'nowhere.docx'" in capsys.readouterr().err


def test_changes_that_nobody_accepted_are_refused_and_can_be_taken_as_accepted(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    change = f'<w:ins w:author="A">{run(" new")}</w:ins>'
    Path("d.docx").write_bytes(of_xml(paragraph(run(BODY), change)))
    assert run_import("d.docx") == 1
    assert "or add '--as accepted'" in capsys.readouterr().out
    assert not place.article("d").exists()
    assert run_import("d.docx", "--as", "accepted") == 0


@pytest.mark.parametrize("ending", ["odt", "doc", "rtf"])
def test_an_old_format_needs_libreoffice(
    place: Workplace,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
) -> None:
    Path(f"e.{ending}").write_bytes(b"PK")
    monkeypatch.setenv("PATH", "")
    assert run_import(f"e.{ending}") == 1
    told = capsys.readouterr().out
    assert "save it in Word as .docx and import that, or install LibreOffice" in told
    assert not place.article("e").exists()


def test_a_converter_that_hangs_is_ended_with_all_that_it_started(
    place: Workplace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    program, child = Path("bin/soffice"), Path("child").resolve()
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > {child}\nwait\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent.resolve()}:/usr/bin:/bin")
    monkeypatch.setattr(office, "_SECONDS", 2)
    Path("e.odt").write_bytes(b"PK\3\4")
    assert run_import("e.odt") == 1
    assert "LibreOffice could not convert it in time" in capsys.readouterr().out
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", child.read_text().strip()],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    assert state.strip()[:1] in ("", "Z")


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["odt", "doc", "rtf"])
def test_an_old_format_is_converted_by_libreoffice(
    place: Workplace, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    Path("f.docx").write_bytes(made(leaflet))
    convert = ["soffice", "--headless", "--convert-to", ending, "f.docx"]
    subprocess.run(convert, check=True, timeout=120)
    Path("f.docx").unlink()
    assert run_import(f"f.{ending}") == 0
    assert f"of f.{ending}" in capsys.readouterr().out
    text = place.article("f").read_text("utf-8")
    assert 'title: "Having a mole removed"' in text
    assert "## After it" in text
    assert "- rest after it" in text


@pytest.mark.slow
def test_what_libreoffice_cannot_read_is_refused(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("f.doc").write_bytes(b"\x01\x02" * 5_000)
    assert run_import("f.doc") == 1
    assert (
        "this is no file of a word processor, though its name ends in '.doc'"
        in capsys.readouterr().out
    )
    assert not place.article("f").exists()


def test_a_reader_that_takes_no_file_reads_the_same(place: Workplace) -> None:
    run_import("Having a Mole_removed (v3).docx")
    text = place.article("having-a-mole-removed-v3").read_text("utf-8")
    assert text == imported(made(leaflet)).text


def test_a_file_that_takes_too_long_is_given_up_as_its_message_says(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("g.docx").write_bytes(of_xml(paragraph(run(BODY)) * 12_000))
    assert run_import("g.docx", "--time-limit", "1") == 1
    assert "it took longer than 1 seconds" in capsys.readouterr().out
    assert not place.article("g").exists()
