"""The command line as a person meets it."""

import contextlib
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from handout import __version__
from handout.cli.command import main
from tests.support.cases import cases
from tests.support.processes import line_with, started
from tests.support.workplace import ARTICLE, BUILD, Workplace, made, save


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    return made(tmp_path)


def run(place: Workplace, *words: str) -> int:
    folders = [f"--{name}={name}" for name in ("content", "templates", "output")]
    return main([*folders, "--jobs", "1", *words])


def stopped(*words: str) -> int:
    with pytest.raises(SystemExit) as caught:
        main(words)
    return int(caught.value.code or 0)


def test_help_shows_a_first_time_user_all_they_need(capsys):
    assert stopped("--help") == 0
    shown = capsys.readouterr().out
    for needed in (
        "content/",
        "clinic.yaml",
        "output/",
        "leaflet",
        "slides",
        "--strict",
        "exit code",
    ):
        assert needed in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_the_version_is_shown(capsys):
    assert stopped("--version") == 0
    assert capsys.readouterr().out == f"handout {__version__}\n"


def test_words_that_nobody_has_read_are_noted_once_for_all_languages(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    place = made(tmp_path, "asthma", "eczema", "hay-fever", "scars")
    for name, lang in {"asthma": "es", "eczema": "es-MX", "hay-fever": "de"}.items():
        place.edit("lang: en-GB", f"lang: {lang}", name)
    note = (
        "  note: templates/strings/de.yaml, templates/strings/es.yaml: no native speaker has read "
        "these words; have one read them, and put the name behind 'reviewed_by:'"
    )
    for _ in range(2):  # with nothing to do, too
        assert run(place, "--format", "slides", "--strict") == 0
        *_, noted, last = capsys.readouterr().out.splitlines()
        assert (noted, last.partition(":")[0]) == (note, "4 articles")


def test_a_watch_notes_words_that_nobody_has_read_when_a_language_is_new(tmp_path):
    place = made(tmp_path)
    place.edit("lang: en-GB", "lang: es")
    words = [*BUILD, "watch", *place.command("--format", "slides")[2:]]
    with started(words) as process:
        assert "es.yaml: no native speaker has read" in line_with("note: ", process)
        place.add("More words.")
        line_with("✓", process)
        save(place.article("eczema"), ARTICLE.format(title="Eczema").replace("en-GB", "de"))
        noted = line_with("note: ", process)
    assert re.search(r"/de\.yaml, .*/es\.yaml: no native speaker has read", noted)


def test_strings_that_are_missing_are_told_of_once(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    place = made(tmp_path, "asthma", "eczema")
    strings = place.template("strings/es.yaml")
    strings.write_text(strings.read_text("utf-8").replace("more:", "mores:"), "utf-8")
    for name in ("asthma", "eczema"):
        place.edit("lang: en-GB", "lang: es", name)
    assert run(place, "--format", "slides") == 0
    assert capsys.readouterr().out.count("'more' is missing") == 1


def test_what_is_made_is_reported_with_its_pages_and_slides(place, capsys):
    assert run(place, "--format", "leaflet", "slides") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "✓ content/asthma.md"
    assert lines[1] == "  output/asthma/asthma-leaflet.pdf (1 page)"
    assert lines[2].endswith(" slides)")


def test_what_cannot_be_made_is_told_as_not_made_each_time(place, capsys):
    title = "Why it takes so long to heal after a burn or an operation " * 6
    place.edit("title: Asthma\n", f"title: {title.strip()}\n")
    ends = {
        ("--format", "slides"): (1, "✗", "nothing made", "1 not made, as told above"),
        ("--format", "leaflet", "slides"): (1, "–", "without slides", "1 made in part"),
        ("--format", "slides", "leaflet"): (1, "–", "up to date, without slides", "1 up to date"),
        (): (0, "–", "up to date, without slides", "1 up to date"),
    }
    for words, (code, mark, state, end) in ends.items():
        assert run(place, *words) == code
        head, *_, last = capsys.readouterr().out.splitlines()
        assert (head, last) == (f"{mark} content/asthma.md — {state}", f"1 article: {end}.")
    for words, made_ in {("slides",): False, ("slides", "leaflet"): True}.items():
        assert run(place, "--json", "--format", *words) == 1
        (told,) = json.loads(capsys.readouterr().out)["articles"]
        assert (told["made"], told["not_made"]) == (made_, ["slides"])


def test_an_article_can_be_named_in_several_ways(place, capsys):
    for name in ("asthma", "asthma.md", "content/asthma.md", "./content/asthma.md"):
        assert run(place, "--format", "slides", "--", name) == 0
        assert "content/asthma.md" in capsys.readouterr().out


def test_a_faulty_article_is_reported_and_the_exit_code_is_1(place, capsys):
    place.edit("title: Asthma\n", "")
    assert run(place) == 1
    report = capsys.readouterr()
    assert "✗ content/asthma.md — nothing made\n" in report.out
    assert (
        "  error: content/asthma.md:2: 'title' is missing; add a line 'title:' with some words\n"
    ) in report.out
    assert report.err == ""


def test_a_warning_is_reported_and_the_exit_code_is_0(place, capsys):
    place.edit("2028-10-01", "2026-10-02")
    assert run(place, "--format", "slides") == 0
    assert "  warning: content/asthma.md:6: the review was due" in capsys.readouterr().out


def test_with_strict_a_warning_is_an_error(place, capsys):
    place.edit("2028-10-01", "2026-10-02")
    assert run(place, "--format", "slides", "--strict") == 1
    assert "  error: content/asthma.md:6: the review was due" in capsys.readouterr().out


def test_a_faulty_clinic_file_is_reported_and_the_exit_code_is_1(place, capsys):
    (place.content / "clinic.yaml").write_text("name: Plain: Lane\n")
    assert run(place) == 1
    assert "error: content/clinic.yaml:1: a value with a colon in it" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [["burns"], ["other/asthma.md"], ["--format", "letter"], ["--colour"], ["--jobs", "none"]],
)
def test_wrong_usage_is_told_of_and_the_exit_code_is_2(place, capsys, words):
    try:
        code = run(place, *words)
    except SystemExit as stop:
        code = int(stop.code or 0)
    report = capsys.readouterr()
    assert code == 2
    assert "error: " in report.err
    assert "Traceback" not in report.err
    assert not place.output.exists()


def test_a_command_behind_an_option_is_asked_for_in_front(place, capsys):
    assert run(place, "translated", "asthma.es") == 2
    said = capsys.readouterr().err
    assert said == "error: write 'translated' first, before what begins with '--'\n"


def test_for_a_print_shop_its_own_formats_are_made(place, capsys):
    assert run(place, "--for", "print-shop", "--format", "leaflet") == 1
    assert "ask the print shop for its ICC profile" in capsys.readouterr().out


def test_slides_are_nothing_for_a_print_shop(place, capsys):
    assert run(place, "--for", "print-shop", "--format", "slides") == 2
    assert "no print shop prints slides" in capsys.readouterr().err


def test_an_article_may_stand_behind_a_format(place, capsys):
    assert run(place, "--format", "slides", "asthma") == 0
    assert "asthma-slides.pptx" in capsys.readouterr().out


def test_a_format_that_is_nearly_named_is_asked_back(place, capsys):
    assert run(place, "--format", "slidse") == 2
    assert "did you mean 'slides'?" in capsys.readouterr().err


def test_the_layouts_of_a_file_are_shown(place, tmp_path, capsys):
    place.build()
    assert main(["layouts", str(place.file())]) == 0
    assert "statement" in capsys.readouterr().out


@pytest.mark.parametrize("held", [None, b"no deck"])
def test_a_file_without_layouts_is_told_of(tmp_path, capsys, held):
    if held:
        (tmp_path / "own.pptx").write_bytes(held)
    assert main(["layouts", str(tmp_path / "own.pptx")]) in (1, 2)
    report = capsys.readouterr()
    assert "own.pptx" in report.out + report.err


def test_a_report_has_no_colours_where_it_is_not_on_a_terminal(place, capsys):
    run(place, "--format", "slides")
    assert "\033" not in capsys.readouterr().out


def test_an_article_cannot_steer_the_terminal(place, capsys):
    place.edit("title: Asthma", 'title: Asthma\n"\\e[31mred": x')
    assert run(place) == 0
    assert "\033" not in capsys.readouterr().out


def test_formats_may_stand_in_one_list_with_commas(place, capsys):
    assert run(place, "--format", "leaflet,slides", "poster, slides") == 0
    said = capsys.readouterr().out
    for name in ("asthma-leaflet.pdf", "asthma-slides.pptx", "asthma-poster.pdf"):
        assert name in said


def test_what_is_said_of_the_clinic_is_said_once(place, capsys):
    clinic = place.content / "clinic.yaml"
    clinic.write_text(clinic.read_text().replace("#0b4f5c", "#7fb8c4"))
    place.article("eczema").write_text(place.article().read_text())
    assert run(place, "--format", "slides") == 0
    said = capsys.readouterr().out
    assert said.count("the primary colour #7fb8c4 is") == 1
    assert "clinic.yaml:" in said


def test_what_is_said_of_fonts_and_of_unread_words_is_said_once_of_faulty_articles_too(
    place, capsys
):
    (place.content / "fonts").mkdir()
    (place.content / "fonts" / "a.ttf").write_bytes(b"")
    for name in ("eczema", "scars"):
        place.article(name).write_text(place.article().read_text())
        place.edit("lang: en-GB", "lang: ka", name)
    place.edit("lang: en-GB", "lang: ta")
    for name in ("asthma", "eczema", "scars"):
        place.article(name).write_text(f"{place.article(name).read_text()}\n\u1c00\u0b85\u10d0\n")
    assert run(place, "--format", "leaflet") == 1
    said = capsys.readouterr().out
    assert said.count("this font is not used") == 1
    assert said.count("no native speaker") == 1
    assert said.count("error: ") == 3


def test_signs_that_an_encoding_lacks_are_written_with_others(place):
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    command = place.command("--format", "slides")
    done = subprocess.run(command, env=environment, capture_output=True, check=True, cwd=place.root)
    assert done.stdout.startswith(b"+ content/asthma.md")
    again = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert b"asthma.md - up to date" in again.stdout


@pytest.mark.parametrize("stdout", cases(("closed", "full", "left"), ("closed", "full")))
def test_a_build_goes_on_where_its_report_cannot_be_written(place, stdout):
    place.article("eczema").write_text(place.article().read_text())
    words = place.command("--format", "slides")
    with contextlib.ExitStack() as held:
        if stdout == "full":
            out = held.enter_context(Path("/dev/full").open("w"))
        elif stdout == "left":
            reading, writing = os.pipe()
            os.close(reading)
            out = held.enter_context(os.fdopen(writing, "w"))
        else:
            words, out = ["sh", "-c", '"$@" >&-', "sh", *words], None
        done = subprocess.run(words, stdout=out, stderr=subprocess.PIPE, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert place.file("asthma").is_file()
    assert place.file("eczema").is_file()


def test_the_build_runs_where_python_searches_no_folder_by_itself(place):
    command = place.command("--format", "slides")
    done = subprocess.run([command[0], "-I", *command[1:]], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_report_for_scripts_can_be_read_in_any_encoding(place):
    place.article("häut").write_text(place.article().read_text(), "utf-8")
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    command = place.command("--format", "slides", "--json")
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    names = [Path(one["article"]).name for one in json.loads(done.stdout)["articles"]]
    assert names == ["asthma.md", "häut.md"]


def test_a_command_that_is_nearly_named_is_asked_back(place, capsys):
    assert run(place, "wach") == 2
    assert "neither a command nor an article; did you mean 'watch'?" in capsys.readouterr().err


def test_templates_that_are_not_there_are_wrong_usage(place, capsys):
    assert run(place, "--templates=looks") == 2
    assert "no folder looks/ with templates" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_the_report_can_be_printed_in_any_encoding(place, encoding):
    place.add("ﷲ <q>")
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    done = subprocess.run(place.command(), env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"content/asthma.md:23: HTML such as" in done.stdout
