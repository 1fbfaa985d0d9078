"""Every fault that an author can make: `faults/content/<fault>.md` and beside it what is said."""

import itertools
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from handout.build.draft import check
from handout.build.request import Request
from handout.cli.command import main
from handout.model.errors import ContentError
from handout.model.findings import Finding
from handout.model.markup import Folders
from handout.source.reading import read_article, read_clinic
from tests.support.workplace import CONTENT

FAULTS = Path(__file__).parents[1] / "faults"
TEMPLATES = Path(__file__).parents[2] / "templates"
TODAY = date(2026, 11, 22)

ARTICLES = [path.with_suffix(".md") for path in sorted((FAULTS / "content").glob("*.txt"))]
ORIGINALS = sorted({*(FAULTS / "content").glob("*.md")} - {*ARTICLES})
"""Of the translations among them."""
CLINICS = sorted((FAULTS / "clinics").glob("*.yaml"))
JARGON = (
    "Error",
    "regex",
    "dataclass",
    "None",
    "NoneType",
    "token",
    "Traceback",
    "msgspec",
    "str'",
)


def found_in(path: Path) -> tuple[Finding, ...]:
    """What the reading and the checks find in an article."""
    folder = Path("content")
    request = Request(Folders(folder, TEMPLATES), Path("output"), day=TODAY.isoformat())
    try:
        return check(read_article(folder / path.name, folder), request)
    except ContentError as error:
        return error.findings


def expected(path: Path) -> list[str]:
    return path.with_suffix(".txt").read_text("utf-8").splitlines()


def stops(path: Path) -> bool:
    """Whether nothing is made of the article."""
    return any(line.startswith("error: ") for line in expected(path))


def said(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{finding.severity.name.lower()}: {finding}" for finding in findings]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_faulty_article_is_told_what_to_do(path, monkeypatch):
    monkeypatch.chdir(FAULTS)
    assert said(found_in(path)) == expected(path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Path:
    """A folder whose content has the pictures and the originals; each test adds one file."""
    folder = tmp_path_factory.mktemp("faults")
    shutil.copytree(FAULTS / "content" / "images", folder / "content" / "images")
    for original in ORIGINALS:
        shutil.copy(original, folder / "content")
    return folder


@pytest.fixture
def written(shared, monkeypatch) -> Iterator[Callable[[str, str | bytes], Path]]:
    """Writes a file into `content/` of the working folder, for this test alone."""
    monkeypatch.chdir(shared)
    files = []

    def write(name: str, data: str | bytes) -> Path:
        files.append(Path("content", name))
        files[-1].write_bytes(data.encode() if isinstance(data, str) else data)
        return files[-1]

    yield write
    for file in files:
        (shared / file).unlink()


@pytest.mark.parametrize("path", CLINICS, ids=lambda path: path.stem)
def test_a_faulty_clinic_file_is_told_what_to_do(path, written):
    written("clinic.yaml", path.read_bytes())
    with pytest.raises(ContentError) as caught:
        read_clinic(Path("content"))
    assert said(caught.value.findings) == expected(path)


def test_what_is_said_has_a_place_and_advice_and_no_jargon():
    for line in itertools.chain.from_iterable(map(expected, (*ARTICLES, *CLINICS))):
        place, _, words = line.partition(": ")[2].partition(": ")
        assert place.startswith("content/"), line
        assert place.rpartition(":")[2].isdigit() or "logo" in words, line
        assert "; " in words or line.startswith("note: "), line
        assert not any(term in words for term in JARGON), line
        assert not words.endswith("."), line


def test_what_is_only_warned_of_is_made(tmp_path, monkeypatch, capsys):
    (tmp_path / "content").mkdir()
    shutil.copytree(CONTENT / "images", tmp_path / "content/images")
    shutil.copytree(FAULTS / "content/images", tmp_path / "content/images", dirs_exist_ok=True)
    clinic = (CONTENT / "clinic.yaml").read_text()
    formats = re.sub("(?m)^formats:.*", "formats: [leaflet, slides]", clinic)
    (tmp_path / "content/clinic.yaml").write_text(formats)
    for path in ARTICLES:
        if not stops(path):
            shutil.copy(path, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    assert main(["--content", "content", "--output", "output"]) == 0, capsys.readouterr().out


def test_the_findings_of_an_article_come_in_the_order_of_its_lines(monkeypatch):
    monkeypatch.chdir(FAULTS)
    lines = [finding.line for finding in found_in(Path("content/many-faults-at-once.md"))]
    assert len(lines) > 10
    assert lines == sorted(lines)


def test_no_faulty_article_is_made_and_what_was_made_before_stays(tmp_path, monkeypatch, capsys):
    shutil.copytree(FAULTS / "content", tmp_path / "content")
    faulty = [path for path in ARTICLES if stops(path)]
    for path in {*ARTICLES, *ORIGINALS} - set(faulty):
        (tmp_path / "content" / path.name).unlink()
    shutil.copy(CONTENT / "clinic.yaml", tmp_path / "content")
    for logo in ("logo.svg", "logo-reversed.svg"):
        shutil.copy(CONTENT / "images" / logo, tmp_path / "content/images")
    before = tmp_path / "output/title-missing/title-missing-leaflet.pdf"
    before.parent.mkdir(parents=True)
    before.write_bytes(b"as it was")
    monkeypatch.chdir(tmp_path)
    assert main(["--content", "content", "--output", "output"]) == 1
    report = capsys.readouterr()
    assert f"{len(faulty)} articles: {len(faulty)} not made" in report.out
    assert report.err == ""
    assert [path for path in Path("output").rglob("*") if path.is_file()] == [
        Path("output/title-missing/title-missing-leaflet.pdf")
    ]
    assert before.read_bytes() == b"as it was"


EDIT = re.compile(r"(\d+)([:+-]) ?(.*)")


def mended(path: Path) -> str:
    """The text of a faulty file in which each piece of advice is followed, as its `.fix` has it.

    `3: words` puts words into the third line, `3+ words` a line below it, `3-` deletes it;
    `save: utf-16` reads what was saved as something else than UTF-8.
    """
    edits = path.with_suffix(".fix").read_text("utf-8").splitlines()
    encoding = edits.pop(0).removeprefix("save: ") if edits[0].startswith("save: ") else "utf-8"
    lines = {number: [line] for number, line in enumerate(path.read_text(encoding).split("\n"), 1)}
    lines[0] = []
    for edit in edits:
        number, kind, words = EDIT.fullmatch(edit).groups()
        held = lines[int(number)]
        held[:] = [*held, words] if kind == "+" else [words] * (kind == ":")
    return "\n".join(line for number in sorted(lines) for line in lines[number])


@pytest.mark.parametrize("path", [*ARTICLES, *CLINICS], ids=lambda path: path.stem)
def test_advice_that_is_followed_makes_each_message_go_away(path, written):
    if path in CLINICS:
        written("clinic.yaml", mended(path))
        assert read_clinic(Path("content")).name
    else:
        assert said(found_in(written(path.name, mended(path)))) == []
