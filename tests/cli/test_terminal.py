"""What is printed steers no terminal, passes for no other line, and is short enough to read."""

import os
import pty
import subprocess
import sys

import pytest

from handout.cli.command import main
from handout.model.findings import Finding, printable
from tests.support.workplace import ARTICLE, ROOT, Workplace, made

FAKED = "a\n✓ content/b.md — up to date"
NAMES = ["\x1b[2J\x1b[32mred", FAKED, "a\rb", "a\u202edp", "a\u2066b", "a\x85b", "a\u2028b"]


@pytest.fixture
def place(tmp_path, monkeypatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    return made(tmp_path)


def run(place: Workplace, *words: str) -> int:
    return main([*place.command()[2:], *words])


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_steers_no_terminal_and_is_no_line(place, capsys, name):
    path = place.content / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(ARTICLE.format(title="Odd"))
    place.add("::: waring\nWords.\n:::")
    run(place, "--format", "slides")
    said = capsys.readouterr().out
    assert len(said.split("\n")) == len(said.splitlines()) + 1 == 6
    assert not set(said) & set("\x1b\r\x85\u2028\u202e\u2066")
    path.unlink()
    main(["clean", f"--output={place.output}"])
    said = capsys.readouterr().out
    assert said.startswith("  removed output/a" if name[0] == "a" else "  removed output/")
    assert len(said.splitlines()) == 1


def test_nor_does_what_is_asked_for(place, capsys):
    assert run(place, FAKED) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    with pytest.raises(SystemExit):
        run(place, "--jobs", FAKED)
    assert "\n✓" not in capsys.readouterr().err


def test_a_long_word_is_shown_by_its_ends():
    said = str(Finding("rule", f"“{'a' * 9900}b” is wrong", "mend it", "content/asthma.md", 3))
    assert said.startswith("content/asthma.md:3: “aaa")
    assert said.endswith("aaab” is wrong; mend it")
    assert len(said) < 400
    assert printable("a/" * 200) == "a/" * 200


def test_many_words_are_shown_by_their_ends():
    finding = Finding("rule", "begins " + "words " * 9900 + "ends", "mend it", "content/asthma.md")
    assert len(str(finding)) < 900
    assert str(finding).endswith("words ends; mend it")


def test_marks_are_coloured_on_a_terminal(place):
    place.edit("next_review: 2028-10-01", "next_review: 2026-10-02")
    main_end, terminal = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    words = place.command("--format", "slides")
    subprocess.run(words, cwd=place.root, stdout=terminal, check=True, env=environment)
    os.close(terminal)
    with os.fdopen(main_end, "rb", buffering=0) as said:
        lines = said.read(9000).decode().splitlines()
    assert lines[0] == "\x1b[32m✓\x1b[0m content/asthma.md"
    assert lines[2].startswith("  \x1b[33mwarning:\x1b[0m content/asthma.md:6: ")


LEAVES = """
import atexit, sys
sys.path.insert(0, {root!r})
from handout.cli.terminal import leave
{more}
atexit.register(print, "asked for")
sys.stdout.write("last words, ")
leave(3)
"""


@pytest.mark.parametrize("more", ["", "import threading"])
def test_a_process_leaves_at_once_but_says_and_does_all_that_it_was_asked_to(more):
    code = LEAVES.format(root=str(ROOT), more=more)
    run = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (3, "last words, asked for\n"), run.stderr
