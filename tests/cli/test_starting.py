"""Beginning a folder, an article, templates of one's own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import yaml
from pptx import Presentation

from handout.cli.command import main
from handout.cli.starting import start_command
from handout.model.clinic import Clinic
from handout.model.installation import TEMPLATES

STARTER = Path("handout/cli/starter").resolve()


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def build(*words: str) -> int:
    return main(["--jobs", "1", "--format", "slides", *words])


def test_a_folder_is_begun_and_builds_as_a_draft_without_another_warning(capsys):
    assert main(["init"]) == 0
    assert main(["--jobs", "1"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("warning") == shown.count("says that it is a draft") == 1
    assert "your-first-visit-leaflet.pdf" in shown


def test_a_folder_elsewhere_is_begun_with_the_command_that_builds_it(here, capsys):
    assert main(["init", "our clinic"]) == 0
    command = capsys.readouterr().out.splitlines()[-1].partition("run: ")[2]
    assert command == (
        "python build.py --content 'our clinic/content' --output 'our clinic/output'"
    )
    assert build("--content", "our clinic/content", "--output", "our clinic/output") == 0


@pytest.mark.skipif(os.name == "nt", reason="a script of the other systems")
def test_a_folder_has_a_file_to_double_click_which_opens_the_page(here):
    assert main(["init", "our clinic"], here / "home") == 0
    start = here / "our clinic" / "start.command"
    assert os.access(start, os.X_OK)
    start.write_text(start.read_text("utf-8").replace("exec ", "pwd; echo "), "utf-8")
    said = subprocess.run([start], cwd="/", check=True, capture_output=True, text=True).stdout
    command = (
        f"{sys.executable} {here}/home/build.py serve --open --content=content --output=output"
    )
    assert said.splitlines() == [str(start.parent), command]
    assert not (start.parent / "start.bat").exists()
    assert "/start.command\n" in (start.parent / ".gitignore").read_text("utf-8")


def test_on_windows_it_says_the_same_as_windows_writes_it():
    python, home = "C:/Users/J ö/100%/python.exe", Path("C:/clone")
    shown = start_command(python, home, True, "nt")
    assert shown == '"C:/Users/J ö/100%%/python.exe" -m handout serve --open'
    assert start_command("python", home, False, "nt").startswith("python C:/clone/build.py serve")
    assert (STARTER / "start.bat").read_bytes().count(b"\r\n") == 6


def test_nothing_is_written_where_content_is_there(here, capsys):
    (here / "content").mkdir()
    assert main(["init"]) == 2
    assert "content/ is there already, and nothing was written" in capsys.readouterr().err
    assert not any((here / "content").iterdir())


def test_a_file_that_is_there_stays_when_a_folder_is_begun(here):
    (here / ".gitignore").write_text("mine\n")
    assert main(["init"]) == 0
    assert (here / ".gitignore").read_text() == "mine\n"


def test_a_folder_that_cannot_be_written_is_told(here, capsys):
    (here / "file").write_text("")
    assert main(["init", "file"]) == 2
    assert "cannot be written" in capsys.readouterr().err


def _keys(kind: type) -> set[str]:
    """The keys of a struct and of those in it."""
    found = set()
    for one in msgspec.structs.fields(kind):
        found.add(one.name)
        if isinstance(one.type, type) and issubclass(one.type, msgspec.Struct):
            found |= _keys(one.type)
    return found


def test_the_clinics_file_shows_every_key_and_each_can_be_used_as_it_stands():
    text = (STARTER / "content" / "clinic.yaml").read_text()
    used = re.sub(r"(?m)^#(?! \S)", "", text)
    shown = set(re.findall(r"(?m)^ *([a-z_]+):", used))
    internal = {"own", "of_large", "of_band"}
    assert _keys(Clinic) - internal <= shown
    assert yaml.safe_load(used)["extra"]["parking"]["spaces"] == 12


TITLES = {
    "living-with-asthma": "Living with asthma",
    "quoted-50-today": '"Quoted": 50 % \\ {today}',
    "leben-mit-äpfeln": "Leben mit Äpfeln",
    "العيش-مع-الربو": "العيش مع الربو",
    "no-comment-x": "# no comment - [x]",
    "yes": "yes",
    "etc-passwd": "../../etc/passwd",
    "a-b": "a\nb",
    "long-" * 11 + "long": "long " * 24,
}


def test_articles_are_begun_that_build_and_bear_their_titles(here, capsys):
    assert main(["init"]) == 0
    for name, title in TITLES.items():
        assert main(["new", title]) == 0
        path = here / "content" / f"{name}.md"
        front = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        assert front["title"] == " ".join(title.split())
        empty = [key for key, value in front.items() if value is None]
        assert empty == ["version", "reviewed", "next_review", "authors"]
        told = capsys.readouterr().out.replace("'", "")
        assert f"Then run: python build.py content/{name}.md" in told
    assert build(*(f"content/{name}.md" for name in TITLES)) == 0
    assert "error" not in capsys.readouterr().out


@pytest.mark.parametrize("tag", ["de-AT", '"de-AT"', "'de-AT'  # Austria"])
def test_an_article_is_begun_in_the_clinics_language_or_another(here, tag):
    main(["init"])
    clinic = here / "content" / "clinic.yaml"
    clinic.write_text(clinic.read_text().replace("lang: en-GB", f"lang: {tag}"))
    assert main(["new", "Leben mit Asthma"]) == 0
    assert main(["new", "Vivir con asma", "--lang", "es"]) == 0
    assert "lang: de-AT\n" in (here / "content" / "leben-mit-asthma.md").read_text()
    assert "lang: es\n" in (here / "content" / "vivir-con-asma.md").read_text()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["new", "???"], "no word that a file can be named after"),
        (["new", "Your first visit"], "is there already; choose another title"),
        (["new", "x", "--content", "nowhere"], "begin one: python build.py init"),
        (["templates", "leaflet/none.css"], "there is no template 'leaflet/none.css'"),
    ],
)
def test_what_cannot_be_begun_is_told(capsys, words, told):
    main(["init"])
    assert main(words) == 2
    assert told in capsys.readouterr().err


def test_a_template_of_the_clinics_own_goes_before_ours_and_the_rest_stays_ours(here, capsys):
    main(["init"])
    assert build() == 0
    assert main(["templates", "deck/deck.html", "strings/en.yaml"]) == 0
    own = here / "templates"
    assert sorted(one.name for one in own.rglob("*.*")) == ["deck.html", "en.yaml"]
    capsys.readouterr()
    assert build() == 0
    assert "up to date" in capsys.readouterr().out  # it was copied as it is
    (own / "deck" / "deck.html").write_text("<section>{{ nothing }}</section>")
    assert build() == 1
    assert "templates/deck/deck.html:1: the template cannot be filled" in capsys.readouterr().out
    (own / "deck" / "deck.html").unlink()
    assert build() == 0


def test_words_of_the_clinics_own_go_before_ours(here):
    main(["init"])
    main(["templates", "strings/en.yaml"])
    words = here / "templates" / "strings" / "en.yaml"
    words.write_text(words.read_text("utf-8").replace("Draft: not reviewed", "For comment"))
    assert build() == 0
    deck = Presentation(str(here / "output/your-first-visit/your-first-visit-slides.pptx"))
    texts = [s.text_frame.text for one in deck.slides for s in one.shapes if s.has_text_frame]
    assert any("For comment" in text.replace("\N{NO-BREAK SPACE}", " ") for text in texts)


def test_copied_templates_are_kept_when_copied_again(here, capsys):
    main(["templates", "leaflet"])
    sheet = here / "templates" / "leaflet" / "leaflet.css"
    assert sheet.read_bytes() == (TEMPLATES / "leaflet" / "leaflet.css").read_bytes()
    sheet.write_text("p {}")
    assert main(["templates"]) == 0
    assert sheet.read_text() == "p {}"
    assert "kept templates/leaflet/leaflet.css" in capsys.readouterr().out
    assert (here / "templates" / "_blocks.html").is_file()


def test_templates_that_are_ours_are_changed_where_they_lie(capsys):
    assert main(["templates", "--templates", str(TEMPLATES)]) == 0
    assert "already: change them there" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["../../source/new_article.md", "content/your-first-visit.md"])
def test_a_british_sample_names_the_british_number_for_an_emergency(name):
    assert "999 or 112" in (STARTER / name).read_text("utf-8")
