"""The command that reviews texts, and what a build says of it."""

import json
import sys
from pathlib import Path

import pytest

from handout.cli.command import main
from tests.support.workplace import Workplace, made

LONG = (
    "You can take the blue tablet at home each morning with some water before you eat, so that "
    "it works well for you."
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    made_place = made(tmp_path)
    made_place.edit("A common condition, which most people hardly notice.", LONG)
    return made_place


def run(place: Workplace, *words: str) -> int:
    folders = [f"--{name}={name}" for name in ("content", "templates", "output")]
    return main([*words, *folders, "--jobs", "1"])


def test_a_review_says_what_it_is_why_and_what_to_do_and_is_no_failure(place, capsys):
    assert run(place, "review", "asthma") == 0
    out = capsys.readouterr().out
    assert out.startswith("content/asthma.md — ")
    assert "note: content/asthma.md:14: “You can take the blue" in out
    assert "23 words, of which readers keep 20 in mind; make two sentences of it" in out


def test_what_is_kept_is_told_with_its_reason(place, capsys):
    place.edit(LONG, f'[{LONG}]{{.keep reason="our lawyer’s words"}}')
    assert run(place, "review", "asthma") == 0
    assert "  kept (our lawyer’s words): content/asthma.md:14: “You can" in capsys.readouterr().out


def test_a_review_for_scripts_has_rules_lines_and_reasons(place, capsys):
    place.edit(f"{LONG}\n", f'{LONG}\n\n[{LONG[:-1]} and me.]{{.keep reason="a law"}}\n')
    assert run(place, "review", "asthma", "--json") == 0
    (told,) = json.loads(capsys.readouterr().out)["articles"]
    said = [(one["rule"], one["line"]) for one in told["findings"]]
    assert ("long-sentence", 14) in said
    assert ("a law", 16) in [(one["reason"], one["line"]) for one in told["kept"]]


def test_how_hard_it_is_to_read_is_told_once_an_article(place, capsys):
    place.edit(f"{LONG}\n", f"{LONG}\n\n## At home\n\n{' '.join([LONG] * 4)}\n")
    assert run(place, "review", "asthma") == 0
    out = capsys.readouterr().out
    told = "about 4 school years (Flesch-Kincaid 3.9, SMOG 3.1); the hardest: “At home”"
    assert out.splitlines()[1] == f"  reading: {told}"
    assert run(place, "review", "asthma", "--json") == 0
    assert json.loads(capsys.readouterr().out)["articles"][0]["reading"] == told


def test_of_many_findings_of_a_rule_the_worst_are_told_and_of_the_others_the_lines(place, capsys):
    place.edit(f"{LONG}\n", "\n\n".join(f"{LONG[:-1]}{' again' * n}." for n in range(10)) + "\n")
    assert run(place, "review", "asthma") == 0
    out = capsys.readouterr().out
    assert out.count("of which readers keep 20 in mind") == 7
    assert "  besides, 3 sentences are long: lines 14, 16 and 18\n" in out


def test_a_review_names_the_links_that_a_person_has_to_open(place, capsys):
    site = "https://example.org"
    place.edit(f"{LONG}\n", f"[One]({site}/1) and [two]({site}/2).\n\n[One]({site}/1), {site}.\n")
    place.edit("lang: en-GB\n", f"lang: en-GB\nlink: {site}/asthma\n")
    assert run(place, "review", "asthma") == 0
    out = capsys.readouterr().out
    assert "  4 links: open each once before printing (lines 4, 15 and 17)\n" in out
    assert run(place, "review", "asthma", "--json") == 0
    (told,) = json.loads(capsys.readouterr().out)["articles"]
    assert told["links"][1] == {"address": f"{site}/1", "line": 15}


def test_an_article_with_faults_is_not_reviewed_before_they_are_mended(place, capsys):
    place.edit("lang: en-GB\n", "")
    assert run(place, "review", "asthma") == 1
    assert "✗ content/asthma.md — not reviewed" in capsys.readouterr().out


def test_a_build_counts_in_one_line_what_a_review_would_say(place, capsys):
    assert run(place, "--format", "page") == 0
    assert "  note: content/asthma.md: 1 sentence is long; see '" in capsys.readouterr().out


def test_a_rule_that_is_none_is_told_at_its_line_in_the_article_and_in_the_clinic(place, capsys):
    place.edit("lang: en-GB\n", "lang: en-GB\nchecks: {long-sentences: They are read aloud.}\n")
    clinic = place.content / "clinic.yaml"
    clinic.write_text(f"checks:\n  long-word: All know it.\n{clinic.read_text('utf-8')}", "utf-8")
    assert run(place, "--format", "page") == 0
    out = capsys.readouterr().out
    told = "no check of the text is called"
    assert f"content/asthma.md:4: {told} 'long-sentences'; did you mean 'long-sentence'?" in out
    assert f"content/clinic.yaml:2: {told} 'long-word'" in out


def test_what_a_review_lacks_to_find_rare_words_is_told_once(place, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "wordfreq", None)  # as where it is not installed
    place.edit(LONG, "This is about desquamation.")
    assert run(place, "review") == 0
    out = capsys.readouterr().out
    assert out.count("not looked for, which needs wordfreq; install it: ") == 1
    assert "few readers know “" not in out


def test_words_that_few_readers_know_are_told_where_they_can_be(place, capsys):
    place.edit(LONG, "This is about desquamation.")
    assert run(place, "review", "asthma") == 0
    out = capsys.readouterr().out
    assert "note: content/asthma.md:14: few readers know “desquamation”, and nothing" in out
    assert "not looked for" not in out
