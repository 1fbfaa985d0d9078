"""An article that nobody has reviewed: it is printed, and says so wherever it is shown."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation

from handout.build.pipeline import build
from handout.cli.command import main
from handout.formats import FORMATS, PRESS
from handout.source.reading import read_article
from tests.support.cases import cases
from tests.support.workplace import Workplace, made

FORMATS_MADE = tuple(name for name in FORMATS if not name.endswith(PRESS))
KEYS = ("version", "reviewed", "next_review", "authors")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    return made(tmp_path)


def unconfirm(place: Workplace, *keys: str) -> None:
    """Leave the values of keys empty."""
    lines = place.article().read_text("utf-8").split("\n")
    emptied = [line.partition(":")[0] + ":" if line.startswith(keys) else line for line in lines]
    place.article().write_text("\n".join(emptied), "utf-8")


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_range() for page in document]


def test_a_draft_says_so_on_every_page_and_slide(place: Workplace) -> None:
    unconfirm(place, *KEYS)
    (outcome,) = place.build("asthma", formats=FORMATS_MADE)
    assert not outcome.failed
    paths = [file.path for file in outcome.files]
    assert len(paths) == len(FORMATS_MADE)
    for path in paths:
        if path.suffix == ".pdf":
            said = pages(path)
        elif path.suffix == ".pptx":
            slides = Presentation(path).slides
            said = [
                " ".join(s.text_frame.text for s in one.shapes if s.has_text_frame)
                for one in slides
            ]
        else:
            said = [path.read_text("utf-8")]
        for text in said:
            assert "Draft: not reviewed" in text.replace("\N{NO-BREAK SPACE}", " "), path.name
            assert "1980" not in text


@pytest.mark.parametrize("lang", cases(("en-GB", "ta"), ("ta",)))
def test_a_long_draft_says_so_in_its_narrow_column(place: Workplace, lang: str) -> None:
    unconfirm(place, *KEYS)
    text = place.article().read_text("utf-8").replace("lang: en-GB", f"lang: {lang}")
    sections = (f"## Part {n}\n\n" + f"These are words of part {n}. " * 60 for n in range(9))
    place.article().write_text("\n\n".join((text, *sections)), "utf-8")
    (outcome,) = place.build("asthma", formats=("leaflet",))
    assert not outcome.failed, outcome.findings
    assert outcome.files[0].count > 4


@pytest.mark.parametrize("key", KEYS)
def test_each_of_four_keys_is_for_a_person_to_fill_in(place: Workplace, key: str) -> None:
    unconfirm(place, key)
    reading = read_article(place.article(), place.content)
    assert reading.article.front.unreviewed == (key,)
    (warning,) = [one for one in reading.findings if one.rule == "draft"]
    assert warning.message.startswith(f"'{key}' is not filled in")


def asked_for_approval(place: Workplace, **keys: str) -> None:
    """Have the clinic ask for it, and these keys in the article."""
    clinic = place.content / "clinic.yaml"
    clinic.write_text(f"approval: required\n{clinic.read_text('utf-8')}", "utf-8")
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    place.edit("lang: en-GB\n", f"lang: en-GB\n{lines}")


UNAPPROVED = [
    ({}, 1, "'approved_by' and 'approved_on' are not filled in"),
    ({"approved_by": "Dr Robin Example"}, 1, "'approved_on' is not filled in"),
    ({"approved_on": "2026-10-02"}, 1, "'approved_by' is not filled in"),
    (
        {"approved_by": "Dr Robin Example", "approved_on": "2026-09-30"},
        5,
        "it was approved on 2026-09-30, before its review on 2026-10-01",
    ),
    (
        {"approved_by": "Dr Robin Example", "approved_on": "2036-10-02"},
        5,
        "its approval lies in the future",
    ),
]


@pytest.mark.parametrize(("keys", "line", "message"), UNAPPROVED)
def test_where_the_clinic_asks_for_it_a_text_that_nobody_approved_is_a_draft(
    place: Workplace, keys: dict[str, str], line: int, message: str
) -> None:
    asked_for_approval(place, **keys)
    (outcome,) = place.build("asthma", formats=("page",))
    assert not outcome.failed
    (told,) = [one for one in outcome.findings if one.rule == "approval"]
    assert (told.line, told.message.partition(", so every")[0]) == (line, message)
    assert "Draft: not approved" in outcome.files[0].path.read_text("utf-8").replace("\xa0", " ")


def test_a_text_that_nobody_approved_says_so_on_every_page_and_slide(place: Workplace) -> None:
    asked_for_approval(place)
    place.build("asthma", formats=("leaflet", "slides"))
    for page in pages(place.file(ending="leaflet.pdf")):
        assert "Draft: not approved" in page.replace("\N{NO-BREAK SPACE}", " ")
    for slide in Presentation(place.file()).slides:
        said = " ".join(one.text_frame.text for one in slide.shapes if one.has_text_frame)
        assert "Draft: not approved" in said.replace("\N{NO-BREAK SPACE}", " ")


def test_an_approval_counts_from_its_day_on(place: Workplace) -> None:
    asked_for_approval(place, approved_by="Dr Robin Example", approved_on="2026-12-24")
    for day, is_draft in ((date(2026, 12, 23), True), (date(2026, 12, 24), False)):
        (outcome,) = build(place.request("asthma")._replace(today=day))
        assert ("approval" in [one.rule for one in outcome.findings]) == is_draft


def test_what_is_approved_is_no_draft_and_is_released(place: Workplace, capsys) -> None:
    asked_for_approval(place)
    folders = [f"--{name}={name}" for name in ("content", "templates", "output")]
    assert main(["release", "asthma", *folders]) == 1
    advice = (
        "once somebody has approved it for print, fill them in, each on a line of its own, such as "
        "approved_by: Dr Robin Example, approved_on: 2026-10-02"
    )
    assert f"'approved_on' are not filled in; {advice}" in capsys.readouterr().out
    assert main(["status", *folders]) == 0
    assert "a draft, which nobody has approved" in capsys.readouterr().out
    keys = "approved_by: Dr Robin Example\napproved_on: 2026-10-02\n"
    place.edit("lang: en-GB\n", f"lang: en-GB\n{keys}")
    assert main(["release", "asthma", *folders]) == 0
    assert "approved" not in capsys.readouterr().out


def test_without_a_clinic_that_asks_for_it_nobody_needs_to_approve(place: Workplace) -> None:
    (outcome,) = place.build("asthma", formats=("page",))
    assert "approval" not in [one.rule for one in outcome.findings]


def test_what_is_reviewed_says_nothing_of_a_draft(place: Workplace) -> None:
    (outcome,) = place.build("asthma", formats=("leaflet",))
    assert "Draft" not in "".join(pages(outcome.files[0].path))


def test_a_draft_is_not_released(place: Workplace, capsys: pytest.CaptureFixture[str]) -> None:
    unconfirm(place, "reviewed")
    folders = [f"--{name}={name}" for name in ("content", "templates", "output")]
    assert main(["release", "asthma", *folders]) == 1
    assert "it is a draft: 'reviewed' is not filled in" in capsys.readouterr().out
    main(["status", *folders])
    assert "a draft, which nobody has reviewed" in capsys.readouterr().out
