"""What was handed out, as a practice manager asks for it."""

import json
import os
import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from handout.build.releasing import compared
from handout.build.status import status
from handout.cli.command import main
from handout.model.errors import UsageError
from handout.source.releases import known
from tests.support.cases import cases
from tests.support.workplace import PICTURE, TODAY, Workplace, made


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    place = made(tmp_path)
    clinic = place.content / "clinic.yaml"
    text = clinic.read_text("utf-8")
    clinic.write_text(re.sub("(?m)^formats:.*", "formats: [page]", text), "utf-8")
    return place


def run(place: Workplace, *words: str) -> int:
    folders = [f"--{name}={name}" for name in ("content", "templates", "output")]
    return main([*words, *folders])


def raised(place: Workplace, old: str, new: str) -> None:
    """The article as a new version."""
    place.edit(f'version: "{old}"', f'version: "{new}"')


def released(place: Workplace, version: str) -> Path:
    return place.root / "releases" / "asthma" / version


def test_a_release_keeps_text_clinic_and_files_as_they_are(place, capsys):
    assert run(place, "release", "asthma") == 0
    folder = released(place, "1.0")
    assert f"is kept in {folder.relative_to(place.root)}/" in capsys.readouterr().out
    for kept, original in (
        ("asthma.md", place.article()),
        ("clinic.yaml", place.content / "clinic.yaml"),
        ("asthma.html", place.output / "asthma" / "asthma.html"),
    ):
        assert (folder / kept).read_bytes() == original.read_bytes()
    assert json.loads((folder / "release.json").read_text())["version"] == "1.0"


def test_an_article_whose_name_is_no_unicode_is_told_of_and_the_others_are_kept(place, capsys):
    odd = os.fsdecode(b"b\xff.md")
    place.content.joinpath(odd).write_text(place.article().read_text("utf-8"), "utf-8")
    assert run(place, "release") == 1
    assert "its name has letters of another encoding; rename it" in capsys.readouterr().out
    assert [one.name for one in (place.root / "releases").iterdir()] == ["asthma"]


def test_a_release_that_was_killed_half_way_is_none(place):
    assert run(place, "release", "asthma") == 0
    folder = released(place, "1.0")
    folder.rename(folder.with_name(".1.0.new"))
    assert known(folder.parent) == ()
    assert run(place, "release", "asthma") == 0
    assert [one.name for one in folder.parent.iterdir()] == ["1.0"]


@pytest.mark.parametrize("key", cases(("released", "reviewed", "next_review"), ("reviewed",)))
def test_a_record_with_a_day_that_is_none_is_no_release_and_stops_nothing(place, capsys, key):
    assert run(place, "release", "asthma") == 0
    record = released(place, "1.0") / "release.json"
    record.write_text(json.dumps(json.loads(record.read_text()) | {key: "2028-13-01"}))
    assert run(place, "status") == 0
    assert run(place, "release", "asthma") == 1
    assert "something else lies where the version would" in capsys.readouterr().out


def test_the_same_text_is_not_released_twice(place, capsys):
    run(place, "release")
    before = sorted((p, p.stat().st_mtime_ns) for p in (place.root / "releases").rglob("*"))
    assert run(place, "release") == 0
    assert "nothing to do" in capsys.readouterr().out
    assert sorted((p, p.stat().st_mtime_ns) for p in (place.root / "releases").rglob("*")) == before


def test_a_picture_that_was_exchanged_since_the_release_is_told(place, capsys):
    drawing = place.content / "images" / "d.svg"
    drawing.write_text(PICTURE, "utf-8")
    place.add("![A drawing](images/d.svg)")
    run(place, "release")
    (outcome,) = place.build(formats=("page",))
    assert "release-changed" not in [one.rule for one in outcome.findings]
    assert not status([place.article()], place.request())[0].changed
    drawing.write_text(PICTURE.replace("h9v9z", "h9v8z"), "utf-8")
    (outcome,) = place.build(formats=("page",))
    (told,) = [one.message for one in outcome.findings if one.rule == "release-changed"]
    assert told.startswith("another picture lies at 'images/d.svg' since version 1.0 was released")
    assert status([place.article()], place.request())[0].changed
    run(place, "changes", "asthma")
    assert "images/d.svg: another picture under the same name" in capsys.readouterr().out
    page = place.root / "releases" / "asthma" / "changes-1.0-now.html"
    assert "images/d.svg" in page.read_text("utf-8")
    run(place, "release")
    told = capsys.readouterr().out
    assert "and other files are made now" in told
    assert "nothing to do" not in told
    raised(place, "1.0", "1.1")  # the advice
    run(place, "release")
    assert run(place, "changes", "asthma", "1.0", "1.1") == 0
    assert "images/d.svg: another picture under the same name" in capsys.readouterr().out


def test_another_text_under_a_version_that_was_released_is_refused_at_its_line(place, capsys):
    run(place, "release")
    place.add("Another sentence.")
    assert run(place, "release") == 1
    told = capsys.readouterr().out
    assert "content/asthma.md:4: version 1.0 was released on" in told
    assert "with another text; write a new 'version', and release that" in told
    raised(place, "1.0", "1.1")  # the advice
    assert run(place, "release") == 0
    assert released(place, "1.1").is_dir()


def test_another_clinic_under_a_version_that_was_released_is_refused(place, capsys):
    run(place, "release")
    clinic = place.content / "clinic.yaml"
    clinic.write_text(clinic.read_text("utf-8").replace("960145", "960146"), "utf-8")
    assert run(place, "release") == 1
    assert "with another clinic.yaml" in capsys.readouterr().out


def test_what_somebody_wrote_into_a_file_is_not_released(place):
    assert run(place, "release") == 0
    made_file = (released(place, "1.0") / "asthma.html").read_bytes()
    shutil.rmtree(place.root / "releases")
    (place.output / "asthma" / "asthma.html").write_text("mine", "utf-8")
    assert run(place, "release") == 0
    assert (released(place, "1.0") / "asthma.html").read_bytes() == made_file


def test_an_article_that_cannot_be_built_is_not_released(place, capsys):
    place.edit("title: Asthma", "title:")
    assert run(place, "release") == 1
    assert not (place.root / "releases").exists()


def test_a_build_warns_of_a_text_that_was_changed_and_kept_its_version(place, capsys):
    run(place, "release")
    place.add("Another sentence.")
    (outcome,) = place.build(formats=("page",))
    assert "release-changed" in [one.rule for one in outcome.findings]
    raised(place, "1.0", "1.1")
    (outcome,) = place.build(formats=("page",))
    assert "release-changed" not in [one.rule for one in outcome.findings]


def test_what_was_handed_out_is_listed_the_latest_first(place, capsys):
    run(place, "release")
    raised(place, "1.0", "1.1")
    run(place, "release")
    capsys.readouterr()
    assert run(place, "releases", "asthma") == 0
    told = capsys.readouterr().out
    assert re.findall(r"(?m)^  (\S+), released on", told) == ["1.1", "1.0"]
    assert "asthma.html" in told


def test_copies_of_an_article_that_is_gone_are_to_be_taken_off(place, capsys):
    run(place, "release")
    place.article().rename(place.article("lungs"))
    capsys.readouterr()
    assert run(place, "status") == 0
    (row,) = [one for one in capsys.readouterr().out.splitlines() if "asthma.md" in one]
    assert row.endswith("gone; take off the rack: 1.0 (there is none to put out instead)")
    run(place, "status", "--json")
    told = json.loads(capsys.readouterr().out)[0]
    assert (told["review"], told["take_off"], told["put_out"]) == ("gone", ["1.0"], "")


def test_the_release_of_an_overdue_text_warns(place, capsys):
    place.edit("next_review: 2028-10-01", "next_review: 2026-10-02")
    assert run(place, "release") == 0
    assert "warning: its review was due on 2026-10-02" in capsys.readouterr().out


def test_what_was_never_released_is_said_so(place, capsys):
    assert run(place, "releases") == 0
    assert "nothing was released" in capsys.readouterr().out


def test_the_status_says_what_is_to_be_done(place, capsys):
    run(place, "release")
    raised(place, "1.0", "1.1")
    run(place, "release")
    text = place.article().read_text("utf-8")
    place.article("old").write_text(text.replace("2028-10-01", "2026-10-02"), "utf-8")
    place.article("odd").write_text("no front matter", "utf-8")
    capsys.readouterr()
    assert run(place, "status", "--json") == 0
    rows = {Path(one["article"]).stem: one for one in json.loads(capsys.readouterr().out)}
    assert (rows["asthma"]["take_off"], rows["asthma"]["put_out"]) == (["1.0"], "1.1")
    assert (rows["asthma"]["review"], rows["asthma"]["changed"]) == ("fine", False)
    assert rows["old"]["review"] == "overdue"
    assert rows["odd"]["review"] == "broken"
    assert next(iter(rows)) == "odd"
    run(place, "status")
    table = capsys.readouterr().out.splitlines()
    assert table[0].split()[0] == "article"
    assert "take off the rack: 1.0 (put out 1.1)" in table[-1]


def test_copies_of_an_overdue_text_are_to_go_and_none_is_put_out(place, capsys):
    place.edit("next_review: 2028-10-01", "next_review: 2026-10-02")
    run(place, "release")
    capsys.readouterr()
    run(place, "status")
    told = "its review is overdue; take off the rack: 1.0 (there is none to put out instead)"
    assert told in capsys.readouterr().out


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-11-21", "overdue"),
        ("2026-11-22", "due"),
        ("2027-02-20", "due"),
        ("2027-02-21", "fine"),
    ],
)
def test_a_review_is_due_within_90_days(place, day, state):
    place.edit("next_review: 2028-10-01", f"next_review: {day}")
    (row,) = status([place.article()], place.request()._replace(day=TODAY.isoformat()))
    assert row.review == state


def test_changes_are_said_and_written_as_a_sheet_and_a_page(place, capsys):
    place.add("Take 5 ml, never more.")
    run(place, "release")
    place.edit("Take 5 ml, never more.", "Take 15 ml, not more.")
    raised(place, "1.0", "1.1")
    capsys.readouterr()
    assert run(place, "changes", "asthma") == 0
    told = capsys.readouterr().out
    assert "from version 1.0 to 1.1" in told
    assert "Was: Take 5 ml, never more.\n    Now: Take 15 ml, not more." in told
    folder = place.root / "releases" / "asthma"
    page = (folder / "changes-1.0-1.1.html").read_text("utf-8")
    assert "Was:</span> Take <del>5</del> ml" in page.replace("\u00a0", " ")
    assert "Now:</span> Take <ins>15</ins> ml" in page.replace("\u00a0", " ")
    sheet = pypdfium2.PdfDocument(folder / "changes-1.0-1.1.pdf")
    assert len(sheet) == 1
    words = sheet[0].get_textpage().get_text_bounded()
    assert words.index("Numbers") < words.index("15")
    assert [one.version for one in known(folder)] == ["1.0"]


def test_many_changes_fit_on_one_sheet_and_none_is_told_twice(place):
    place.add("\n\n".join(f"## Part {n}\n\nTake {n} mg at night.\n\nRest." for n in range(7)))
    run(place, "release")
    text = re.sub(r"Take (\d+)", r"Take 7\1", place.article().read_text("utf-8"))
    text = f"{text.replace('Rest.', 'Go to bed.')}\n\n## Trips\n\nTake 3 along.\n\nAsk first.\n"
    place.article().write_text(text, "utf-8")
    raised(place, "1.0", "1.1")
    assert run(place, "changes", "asthma") == 0
    folder = place.root / "releases" / "asthma"
    (sheet,) = pypdfium2.PdfDocument(folder / "changes-1.0-1.1.pdf")
    words = sheet.get_textpage().get_text_bounded()
    for line, count in (("mg at night", 14), ("Go to bed", 7)):
        assert words.count(line) == count
    assert [words.count(line) for line in ("Trips (New)", "along", "Ask first")] == [1, 1, 1]


def changed_sections(place: Workplace, count: int) -> list[str]:
    """The pages of the sheet for so many sections of which a dose has changed, and a sentence."""
    sections = (f"## Part {n}\n\nTake {n} mg at night.\n\nRest, then {n}." for n in range(count))
    place.add("\n\n".join(sections))
    run(place, "release")
    text = re.sub(r"Take (\d+)", r"Take 7\1", place.article().read_text("utf-8"))
    place.article().write_text(text.replace("Rest, then", "Go to bed, then"), "utf-8")
    raised(place, "1.0", "1.1")
    assert run(place, "changes", "asthma") == 0
    sheet = pypdfium2.PdfDocument(place.root / "releases" / "asthma" / "changes-1.0-1.1.pdf")
    return [page.get_textpage().get_text_bounded() for page in sheet]


@pytest.mark.parametrize("count", [2, 9, 16])
def test_the_sheet_of_many_changes_is_one_page(place, count):
    (words,) = changed_sections(place, count)
    assert words.count("mg at night") == 2 * count
    assert words.count("Go to bed") == count
    assert "Page 2" not in words


def test_a_sheet_that_needs_more_pages_says_so_on_its_first_and_loses_nothing(place):
    first, *others = changed_sections(place, 45)
    assert first.count("Page 2") == 1
    assert not any("Page 2" in page for page in others)
    words = "".join((first, *others))
    for n in range(45):
        assert len(re.findall(rf"Take 7?{n} mg", words)) == 2
    assert words.count("Go to bed") == 45
    assert "Go to bed" not in first  # which has numbers alone
    assert all("What has changed: Asthma" in page for page in (first, *others))


def test_what_changed_comes_first_among_the_numbers_then_what_is_new_then_other_words(place):
    place.add("## Last\n\nTake 5 mg.\n\nRest.\n\n## Gone\n\nSleep well at night.")
    run(place, "release")
    place.edit("Take 5 mg.\n\nRest.", "Take 6 mg.\n\nWalk.")
    place.edit("## Gone\n\nSleep well at night.", "## Came\n\nPack a bag.")
    place.edit("## What it is", "## First\n\nBring 3 things.\n\n## What it is")
    raised(place, "1.0", "1.1")
    run(place, "changes", "asthma")
    page = (place.root / "releases" / "asthma" / "changes-1.0-1.1.html").read_text("utf-8")
    order = ["<ins>6", "<ins>Bring", "<del>Sleep", "<ins>Pack", "<ins>Walk"]
    assert sorted(order, key=page.index) == order


def test_the_sheet_bears_code_and_reviews_of_both_versions(place, capsys):
    run(place, "release")
    place.edit("reviewed: 2026-10-01", "reviewed: 2026-11-20")
    place.edit("next_review: 2028-10-01", "next_review: 2029-10-02")
    place.add("Rest.")
    raised(place, "1.0", "1.1")
    capsys.readouterr()
    run(place, "changes", "asthma")
    lines = (
        "Was: Version 1.0 · ASTH-1.0 · Reviewed 1 October 2026 · Next review 1 October 2028",
        "Now: Version 1.1 · ASTH-1.1 · Reviewed 20 November 2026 · Next review 2 October 2029",
    )
    told = capsys.readouterr().out.replace("\u00a0", " ")
    folder = place.root / "releases" / "asthma"
    page = re.sub("<[^>]*>", "", (folder / "changes-1.0-1.1.html").read_text("utf-8"))
    (sheet,) = pypdfium2.PdfDocument(folder / "changes-1.0-1.1.pdf")
    for text in (told, page, sheet.get_textpage().get_text_bounded()):
        for line in lines:
            assert line in text.replace("\u00a0", " ")


def test_a_telephone_number_of_the_clinic_that_changed_is_told_among_the_numbers(place, capsys):
    run(place, "release")
    clinic = place.content / "clinic.yaml"
    text = clinic.read_text("utf-8")
    clinic.write_text(f"# a remark\n{text.replace('960145', '960146')}", "utf-8")
    place.add("Rest.")
    raised(place, "1.0", "1.1")
    run(place, "changes", "asthma")
    told = capsys.readouterr().out
    assert "960145" in told
    assert "remark" not in told
    page = (place.root / "releases" / "asthma" / "changes-1.0-1.1.html").read_text("utf-8")
    assert page.index("960146") < page.index("Rest.")
    assert "Numbers, doses" in page[: page.index("960146")]


def test_changes_of_a_text_that_kept_its_version_are_those_since_its_release(place, capsys):
    run(place, "release")
    place.add("Another sentence.")
    assert run(place, "changes", "asthma") == 0
    told = capsys.readouterr().out
    assert "from version 1.0 as released to the text as it is now" in told
    assert "Another sentence." in told
    assert not [*(place.root / "releases").rglob("changes-1.0-1.0*")]


def test_changes_between_two_releases_need_their_names(place, capsys):
    run(place, "release")
    for old, new in (("1.0", "1.1"), ("1.1", "1.2")):
        place.add(f"In {new}.")
        raised(place, old, new)
        run(place, "release")
    capsys.readouterr()
    assert run(place, "changes", "asthma", "1.0", "1.1") == 0
    told = capsys.readouterr().out
    assert "In 1.1." in told
    assert "In 1.2." not in told
    assert run(place, "changes", "asthma", "7") == 2
    assert "released are: 1.0, 1.1, 1.2" in capsys.readouterr().err


def test_without_a_release_there_is_nothing_to_compare_with(place):
    with pytest.raises(UsageError, match="nothing was released of asthma"):
        compared(place.article(), place.request())


def test_a_released_text_that_could_not_be_built_today_is_compared_line_by_line(place):
    run(place, "release")
    kept = released(place, "1.0") / "asthma.md"
    kept.write_text(kept.read_text("utf-8").replace("title: Asthma", "titel: Asthma"), "utf-8")
    raised(place, "1.0", "1.1")
    told = compared(place.article(), place.request())
    assert [one.title for one in told.passages] == ["Markdown"]


def page_of_a_second_version(place, words: str, old: str, new: str) -> str:
    """The page of an article with these words, of which a part was changed after its release."""
    place.add(words)
    run(place, "release")
    place.edit(old, new)
    raised(place, "1.0", "1.1")
    run(place, "release")
    return (place.output / "asthma" / "asthma.html").read_text("utf-8").replace("\u00a0", " ")


def test_the_page_tells_whoever_comes_with_an_older_copy_what_changed(place):
    page = page_of_a_second_version(place, "Take 5 ml.", "Take 5 ml.", "Take 15 ml.")
    assert '<section class="old" id="ASTH-1.0"' in page
    assert "You have version 1.0. Version 1.1 has replaced it." in page
    assert "Was:</span> Take <del>5</del> ml" in page
    assert "Now:</span> Take <ins>15</ins> ml" in page
    assert 'id="ASTH-1.1"' in page
    assert "have version\u00a01.0" in (place.output / "asthma" / "asthma.html").read_text("utf-8")


def test_a_telephone_number_that_is_new_is_marked_whole_and_can_be_tapped(place):
    words, old, new = "Ring us on 01632 960145.", "01632 960145", "01632 960999"
    page = page_of_a_second_version(place, words, old, new)
    assert '<ins><a class="tel" href="tel:01632960999">01632 960999</a></ins>' in page
    assert "<del>01632 960145</del>" in page


def test_the_page_tells_a_not_that_changed_beside_a_number(place):
    place.add("## Alcohol\n\nTake 5 ml.\n\nYou must not drink.")
    run(place, "release")
    place.edit("Take 5 ml.", "Take 15 ml.")
    place.edit("You must not drink.", "You may drink.")
    raised(place, "1.0", "1.1")
    run(place, "release")
    page = (place.output / "asthma" / "asthma.html").read_text("utf-8")
    assert "Was:</span> You <del>must not</del> drink" in page
    assert "Now:</span> You <ins>may</ins> drink" in page


def test_copies_that_bear_an_earlier_code_find_their_place_on_the_page(place):
    run(place, "release")
    place.edit('version: "1.0"', 'version: "1.1"\ncode: LUNG')
    run(place, "release")
    page = (place.output / "asthma" / "asthma.html").read_text("utf-8")
    assert re.findall(r'id="(\w+-1\.\d)"', page) == ["LUNG-1.1", "ASTH-1.0"]


def test_copies_of_two_articles_never_bear_the_same_code(place, capsys):
    text = place.article().read_text("utf-8")
    folders = [f"--{name}={name}" for name in ("content", "templates", "output")]
    assert main(folders) == 0
    place.article("lungs").write_text(text.replace("title:", "code: ASTH\ntitle:"), "utf-8")
    capsys.readouterr()
    assert main(folders) == 1
    told = capsys.readouterr().out
    assert told.count("content/lungs.md:2: copies of it bear the code ASTH, as those of") == 1
    assert "content/asthma.md:1: copies of it bear the code ASTH, as those of" in told
    assert not (place.output / "lungs" / "lungs.html").exists()
    assert run(place, "release") == 1
    assert not (place.root / "releases" / "lungs").exists()
    place.article("lungs").write_text(text.replace("title:", "code: LUNG\ntitle:"), "utf-8")
    assert main(folders) == 0


def test_the_code_leads_to_the_page_of_the_version(place):
    clinic = place.content / "clinic.yaml"
    text = clinic.read_text("utf-8")
    clinic.write_text(f"{text}\nsite: https://leaflets.example.org/a/\n", "utf-8")
    (outcome,) = place.build(formats=("poster",))
    assert not outcome.failed
    page = pypdfium2.PdfDocument(place.file(ending="poster.pdf"))[0]
    (code,) = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    assert code.text == "https://leaflets.example.org/a/asthma/asthma.html#ASTH-1.0"
    words = page.get_textpage().get_text_bounded()
    assert "leaflets.example.org/a" in words
    assert "read it here" in words


def test_all_articles_with_a_page_are_listed_by_language(place, capsys):
    text = place.article().read_text("utf-8")
    place.article("asthma.es").write_text(text.replace("en-GB", "es"), "utf-8")
    folders = [f"--{name}={name}" for name in ("content", "templates", "output")]
    assert main(folders) == 0
    index = place.output / "index.html"
    listed = index.read_text("utf-8")
    assert listed.index(">English<") < listed.index(">español<")
    assert 'href="asthma/asthma.html"' in listed
    assert 'href="asthma.es/asthma.es.html"' in listed
    before = index.stat().st_mtime_ns
    assert main(folders) == 0
    place.add("A sentence that the list does not show.")
    assert main(folders) == 0
    assert index.stat().st_mtime_ns == before
    place.edit("title: Asthma", "title: Lungs")
    assert main(folders) == 0
    assert ">Lungs<" in index.read_text("utf-8")
    index.write_text("mine", "utf-8")
    place.add("Another sentence.")
    assert main(folders) == 0
    assert "asthma.es" in index.read_text("utf-8")
    assert (place.output / "index.edited.html").read_text("utf-8") == "mine"


def test_the_list_of_pages_follows_a_release_a_removal_and_mends_itself(place):
    def listed() -> str:
        return (place.output / "index.html").read_text("utf-8")

    folders = [f"--{name}={name}" for name in ("content", "templates", "output")]
    text = place.article().read_text("utf-8")
    assert run(place, "release") == 0
    assert ">Asthma<" in listed()
    place.article("scars").write_text(text.replace("title: Asthma", "title: Scars"), "utf-8")
    raised(place, "1.0", "1.1")
    assert run(place, "release") == 0
    assert ">Scars<" in listed()
    assert "Version 1.1" in listed()
    right = listed()
    (place.output / "index.html").unlink()
    assert main(folders) == 0  # an idle build
    assert listed() == right
    place.article("scars").unlink()
    assert run(place, "clean") == 0
    assert ">Scars<" not in listed()
    place.article().rename(place.content / "lungs.md")
    assert run(place, "clean") == 0
    assert not (place.output / "index.html").exists()


def test_an_idle_build_renews_a_list_of_pages_that_is_older_than_they_are(place, monkeypatch):
    folders = [f"--{name}={name}" for name in ("content", "templates", "output")]
    assert main(folders) == 0
    raised(place, "1.0", "1.1")
    assert not place.build(formats=("page",))[0].failed  # not by the command line: no list
    assert "Version 1.1" not in (place.output / "index.html").read_text("utf-8")
    assert main(folders) == 0
    assert "Version 1.1" in (place.output / "index.html").read_text("utf-8")
    monkeypatch.setattr("handout.build.calls.one", None)
    assert main(folders) == 0  # nothing to do, and no worker asked


def _edit_clinic(place: Workplace, old: str, new: str) -> None:
    clinic = place.content / "clinic.yaml"
    text = clinic.read_text("utf-8")
    assert old in text
    clinic.write_text(text.replace(old, new), "utf-8")


EDITS = [
    ("960145", "960146", True),
    ("#0b4f5c", "#0b4f5d", False),  # a copy with another colour is as good
    ("8.30 am", "9.30 am", True),
    ("note: Nights", "note: All nights", True),
    ("name: Harbour", "# A comment.\nname: Harbour", False),
]


@pytest.mark.parametrize(("old", "new", "changed"), cases(EDITS, EDITS[:2]))
def test_a_number_of_the_clinic_that_changed_since_the_release_is_told(
    place, capsys, old, new, changed
):
    run(place, "release")
    _edit_clinic(place, old, new)
    capsys.readouterr()
    (outcome,) = place.build(formats=("page",))
    assert ("release-changed" in [one.rule for one in outcome.findings]) == changed
    run(place, "status")
    assert ("changed since its last release" in capsys.readouterr().out) == changed
    raised(place, "1.0", "1.1")  # the advice
    assert run(place, "release") == 0
    (outcome,) = place.build(formats=("page",))
    assert "release-changed" not in [one.rule for one in outcome.findings]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_for_which_clinics_a_text_is_does_not_change_it(place, end):
    text = place.article().read_text("utf-8")
    run(place, "release")
    for line in ("clinics: [north]", "clinics:\n  - north\n  - south"):
        limited = text.replace("lang: en-GB\n", f"lang: en-GB\n{line}\n")
        place.article().write_bytes(limited.replace("\n", end).encode())
        (outcome,) = place.build(formats=("page",))
        assert "release-changed" not in [one.rule for one in outcome.findings]
