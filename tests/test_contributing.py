"""What CONTRIBUTING names is there: files, tables, commands of make, settings."""

import re
import statistics

import pytest

from tests.support.workplace import ROOT

TEXT = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
WORDS = sorted(set(re.findall(r"`([^`\n]+)`", TEXT)))
PATHS = [word.split()[0] for word in WORDS if re.match(r"(handout|templates|tests|docs)/", word)]
TABLES = [word for word in WORDS if re.fullmatch(r"_?[A-Z][A-Z_]+", word)]
SOURCES = "".join(path.read_text("utf-8") for path in (ROOT / "handout").rglob("*.py"))


@pytest.mark.parametrize("path", [path for path in PATHS if not path.endswith("/x.md")])
def test_a_file_that_it_names_is_there(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_it_names_is_there(name):
    assert re.search(rf"^{name}\b.* = ", SOURCES, re.MULTILINE)


def test_a_function_that_it_names_is_there():
    named = [word.removesuffix("(…)") for word in WORDS if word.endswith("(…)")]
    assert named
    assert [name for name in named if f"def {name}(" not in SOURCES] == []


def test_a_command_of_make_that_it_names_is_there():
    rules = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = set(re.findall(r"^make ([a-z]+)", TEXT, re.MULTILINE))
    assert named
    assert named <= set(rules)


def test_a_setting_that_it_names_is_read():
    (setting,) = set(re.findall(r"HANDOUT_\w+", TEXT))
    assert f'"{setting}"' in SOURCES


def test_the_house_is_as_small_as_it_says():
    rooms = [path for path in (ROOT / "handout").iterdir() if path.name != "__pycache__"]
    assert len(rooms) <= 15
    lines = {path: path.read_text("utf-8").count("\n") for path in (ROOT / "handout").rglob("*.py")}
    assert max(lines.values()) <= 400
    assert 60 <= statistics.median(lines.values()) <= 150
    patches = [lines[path] for path in lines if path.parent.name == "weasyprint_patches"]
    assert 0 < sum(patches) <= 400
