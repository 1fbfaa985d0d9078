import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from handout.build import cache, hand_edits, manifest, pipeline, tasks
from handout.build.draft import draft, read_clinic
from handout.build.pipeline import build
from handout.build.request import Outcome
from handout.build.targets import Target
from handout.build.workers import Task, call
from handout.model import fingerprint
from handout.source.content import chosen
from tests.support.workplace import PICTURE, ROOT, Workplace, made

BOTH = ("leaflet", "slides")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    with contextlib.chdir(root):
        (outcome,) = made(root).build()
    assert not outcome.findings
    return root


@pytest.fixture
def place(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """A workplace whose deck has been made."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return Workplace(tmp_path)


def state(path: Path) -> tuple[int, int]:
    """What changes when a file is written again."""
    return path.stat().st_ino, path.stat().st_mtime_ns


def fresh(outcomes: list[Outcome]) -> set[str]:
    """The names of the files that were made just now."""
    assert not any(outcome.failed for outcome in outcomes), outcomes
    return {file.path.name for outcome in outcomes for file in outcome.files if file.fresh}


def test_with_nothing_changed_nothing_is_made(place: Workplace) -> None:
    before = state(place.file())
    (outcome,) = place.build()
    assert outcome.up_to_date
    assert [file.path for file in outcome.files] == [place.file()]
    assert outcome.files[0].count >= 4
    assert state(place.file()) == before


def test_a_touched_file_is_no_change(place: Workplace) -> None:
    os.utime(place.article(), (1, 1))
    assert fresh(place.build()) == set()


def edit_article(place: Workplace) -> None:
    place.edit("rest", "sleep")


def edit_clinic(place: Workplace) -> None:
    path = place.content / "clinic.yaml"
    path.write_text(path.read_text().replace("Harbour Lane Skin Clinic", "Example Clinic"))


def edit_template(place: Workplace) -> None:
    path = place.template("deck/deck.html")
    path.write_text(path.read_text().replace("{{ strings.slide_questions }}</h2>", "More?</h2>"))


def edit_words(place: Workplace) -> None:
    path = place.template("strings/en.yaml")
    path.write_text(path.read_text().replace("Version {version}", "Edition {version}"))


def edit_logo(place: Workplace) -> None:
    for logo in (place.content / "images").glob("logo*.svg"):
        logo.write_text(PICTURE.replace("M0 0h9v9z", "M0 0h9v5z"))


@pytest.mark.parametrize("edit", [edit_article, edit_clinic, edit_template, edit_words, edit_logo])
def test_each_input_that_shows_is_noticed(place: Workplace, edit: object) -> None:
    before = place.file().read_bytes()
    edit(place)  # type: ignore[operator]
    assert fresh(place.build()) == {place.file().name}
    assert place.file().read_bytes() != before
    assert fresh(place.build()) == set()


def test_a_picture_behind_a_link_that_changes_with_the_same_size_and_time_is_noticed(
    place: Workplace,
) -> None:
    target = place.content / "images" / "target.svg"
    target.write_text(PICTURE)
    (place.content / "images" / "skin.svg").symlink_to(target)
    place.add("![The skin](images/skin.svg)")
    place.build()
    state = target.stat()
    target.write_text(PICTURE.replace("h9", "h8"))
    os.utime(target, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert fresh(place.build()) == {"asthma-slides.pptx"}


def test_a_picture_of_the_article_is_noticed(place: Workplace) -> None:
    picture = place.content / "images" / "skin.svg"
    picture.write_text(PICTURE)
    place.add("![The skin](images/skin.svg)")
    place.build()
    assert fresh(place.build()) == set()
    picture.write_text(PICTURE.replace("h9v9z", "h9v3z"))
    assert fresh(place.build()) == {place.file().name}


def test_another_version_of_a_library_makes_all_again(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprint, "tool_digest", lambda: "another")
    assert fresh(place.build()) == {place.file().name}


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"altered")])
def test_a_deleted_or_altered_file_is_made_again(place: Workplace, spoil: object) -> None:
    before = place.file().read_bytes()
    spoil(place.file())  # type: ignore[operator]
    assert fresh(place.build()) == {place.file().name}
    assert place.file().read_bytes() == before


def test_an_edit_that_a_format_does_not_show_costs_nothing_there(tmp_path: Path) -> None:
    place = made(tmp_path)
    place.build(formats=BOTH)
    leaflet = state(place.file(ending="leaflet.pdf"))
    place.add("::: notes\nAsk how they slept.\n:::")
    assert fresh(place.build(formats=BOTH)) == {place.file().name}
    assert state(place.file(ending="leaflet.pdf")) == leaflet
    clinic = place.content / "clinic.yaml"
    clinic.write_text(clinic.read_text().replace("deck: Arial", "deck: Georgia"))
    assert fresh(place.build(formats=BOTH)) == {place.file().name}
    assert fresh(place.build(formats=BOTH)) == set()


def test_a_comment_in_a_template_makes_nothing_anew(place: Workplace) -> None:
    path = place.template("deck/deck.html")
    path.write_text("{# a remark #}" + path.read_text())
    assert fresh(place.build()) == set()


def test_another_article_is_left_alone(tmp_path: Path) -> None:
    place = made(tmp_path, "asthma", "eczema")
    place.build()
    place.edit("rest", "sleep", "eczema")
    assert fresh(place.build()) == {"eczema-slides.pptx"}


def test_a_format_that_was_not_asked_for_stays_known(tmp_path: Path) -> None:
    place = made(tmp_path)
    place.build(formats=BOTH)
    place.edit("rest", "sleep")
    assert fresh(place.build(formats=("slides",))) == {"asthma-slides.pptx"}
    assert fresh(place.build(formats=BOTH)) == {"asthma-leaflet.pdf"}
    assert fresh(place.build(formats=BOTH)) == set()


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"{broken")])
def test_a_missing_or_broken_manifest_only_costs_time(place: Workplace, spoil: object) -> None:
    spoil(place.output / "asthma" / manifest.NAME)  # type: ignore[operator]
    assert fresh(place.build()) == {place.file().name}
    assert fresh(place.build()) == set()


def test_an_article_with_a_fault_keeps_its_old_files(place: Workplace) -> None:
    before = place.file().read_bytes()
    place.add("::: waring\nWords.\n:::")
    (outcome,) = place.build()
    assert outcome.failed
    assert place.file().read_bytes() == before
    place.edit("::: waring\nWords.\n:::", "")
    assert not place.build()[0].failed


def test_the_proof_is_held_though_the_mark_up_is_the_same(place: Workplace) -> None:
    template = place.template("deck/deck.html")
    frozen = draft(place.article(), read_clinic(place.request()), place.request())
    template.write_text("{% raw %}" + frozen.markups["slides"].text + "{% endraw %}")
    assert not place.build()[0].failed
    place.add("A sentence that the template cannot know.")
    (outcome,) = place.build()
    assert [finding.rule for finding in outcome.findings] == ["coverage"]


def rules(place: Workplace, day: date, strict: bool = False) -> list[str]:
    request = place.request()._replace(day=day.isoformat(), strict=strict)
    return [finding.rule for outcome in build(request) for finding in outcome.findings]


def test_the_review_falls_due_though_nothing_changed(place: Workplace) -> None:
    due = date(2028, 10, 1)
    before = state(place.file())
    assert rules(place, due) == []
    assert rules(place, due + timedelta(days=1)) == ["review-due"]
    assert rules(place, due + timedelta(days=2)) == ["review-due"]
    assert rules(place, due) == []
    assert rules(place, date(2026, 9, 30)) == ["review-ahead"]
    assert state(place.file()) == before


def test_the_findings_of_an_article_with_nothing_to_do_are_shown_again(place: Workplace) -> None:
    day = date(2029, 1, 1)
    first = list(build(place.request()._replace(day=day.isoformat())))
    again = list(build(place.request()._replace(day=day.isoformat())))
    assert again[0].up_to_date
    assert [str(f) for f in again[0].findings] == [str(f) for f in first[0].findings] != []


def test_strict_stops_at_a_kept_warning_and_leaves_the_files(place: Workplace) -> None:
    day = date(2029, 1, 1)
    rules(place, day)
    before = state(place.file())
    request = place.request()._replace(day=day.isoformat(), strict=True)
    (outcome,) = build(request)
    assert outcome.failed
    assert state(place.file()) == before


def job_of(place: Workplace) -> pipeline.Job[Outcome]:
    (path,) = chosen(place.content, ())
    return pipeline._job(Target(path, place.request()), pipeline._ClinicCache(place.request()), {})


def advanced(job: pipeline.Job[Outcome], asked: Sequence[Task] = ()) -> Sequence[Task]:
    """What makes the files, as the job asks for it, after the answers to what it asked last."""
    asked = job.send([call(task) for task in asked]) if asked else next(job)
    return asked if asked[0].function is tasks.make else advanced(job, asked)


def finished(job: pipeline.Job[Outcome], asked: Sequence[Task]) -> Outcome:
    """The job run to its end."""
    try:
        while True:
            asked = job.send([call(task) for task in asked])
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]


def test_an_edit_during_the_build_is_in_what_is_made(place: Workplace) -> None:
    place.edit("rest", "sleep")
    job = job_of(place)
    asked = advanced(job)
    place.edit("water", "warm milk")
    assert not finished(job, asked).failed
    assert fresh(place.build()) == set()
    other = made(place.root / "other")
    other.edit("rest", "sleep")
    other.edit("water", "warm milk")
    other.build()
    assert place.file().read_bytes() == other.file().read_bytes()


def test_bytes_that_were_other_for_a_moment_are_no_ground_for_a_key(place: Workplace) -> None:
    place.edit("rest", "sleep")
    template = place.template("deck/deck.html")
    job = job_of(place)
    first = advanced(job)
    text = template.read_text()
    template.write_text("")
    template.write_text(text)
    again = advanced(job, first)
    assert len(again) == 1  # begun anew
    assert not finished(job, again).failed


def test_an_article_that_never_rests_is_told_of_and_not_written(place: Workplace) -> None:
    before = place.file().read_bytes()
    place.edit("rest", "sleep 0")
    job = job_of(place)
    asked = advanced(job)
    try:
        for number in range(9):
            place.edit(f"sleep {number}", f"sleep {number + 1}")
            asked = advanced(job, asked)
    except StopIteration as end:
        outcome = end.value
    assert [finding.rule for finding in outcome.findings] == ["changing"]
    assert place.file().read_bytes() == before


def test_a_file_that_cannot_be_written_is_told_of_and_the_rest_goes_on(tmp_path: Path) -> None:
    place = made(tmp_path, "asthma", "eczema")
    (place.file() / "held").mkdir(parents=True)
    asthma, eczema = place.build()
    assert [finding.rule for finding in asthma.findings] == ["output"]
    assert "asthma-slides.pptx" in str(asthma.findings[0])
    assert not eczema.failed


IDLE = """
import sys
sys.path.insert(0, {root!r})
from handout.cli.command import main
code = main({words!r})
print(*sorted(sys.modules), file=sys.stderr)
sys.exit(code)
"""
HEAVY = ("weasyprint", "pptx", "jinja2", "markdown_it", "msgspec", "babel", "yaml", "lxml")
NEEDLESS = (
    "dataclasses",
    "datetime",
    "encodings.utf_8_sig",
    "inspect",
    "multiprocessing",
    "rich",
    "shlex",
    "subprocess",
    "threading",
    "watchfiles",
)
MOST_OF_OURS = 30
"""Modules and packages of handout; each takes a hundredth of the time of an idle build or more."""


def test_with_nothing_to_do_no_library_is_imported(place: Workplace) -> None:
    build_first = place.command("--format", "slides")
    subprocess.run(build_first, check=True, capture_output=True, cwd=place.root)
    for words in ([], ["--json"], ["asthma"]):
        command = [*place.command(*words, "--format", "slides")[2:]]
        code = IDLE.format(root=str(ROOT), words=command)
        run = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=place.root
        )
        modules = run.stderr.split()
        ours = [name for name in modules if name.startswith("handout.")]
        assert 0 < len(ours) <= MOST_OF_OURS, " ".join(ours)
        assert not {*modules} & {*HEAVY, *NEEDLESS}, words
        if "--json" in words:
            assert json.loads(run.stdout)["articles"][0]["made"]


def test_the_first_key_alone_decides_that_nothing_is_to_be_done(place: Workplace) -> None:
    request = place.request()
    (path,) = chosen(place.content, ())
    assert cache.up_to_date([path], request)
    place.edit("rest", "sleep")
    assert not cache.up_to_date([path], request)


def swap(path: Path, old: str, new: str) -> None:
    """An edit that leaves the file's size and time as they were."""
    assert len(old) == len(new)
    before, text = path.stat(), path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (
            "templates/leaflet/_text.css",
            "h2 { font-size: 1.3em; line-height: calc(1.15",
            "h2 { font-size: 1.3em; line-height: calc(1.95",
        ),
        ("templates/_section.html", "title|addressed }}</h2>", "title|addressed}}!</h2>"),
        ("templates/strings/en.yaml", "Version {version}", "Variant {version}"),
        ("content/images/skin.svg", "h9v9z", "h9v3z"),
    ],
)
def test_a_warm_process_notices_an_edit_that_keeps_size_and_time(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    place = made(tmp_path)
    (place.content / "images" / "skin.svg").write_text(PICTURE)
    place.add("![The skin](images/skin.svg)")
    folder, _, template = name.partition("/")
    path = place.template(template) if folder == "templates" else tmp_path / name
    place.build(formats=("leaflet",))
    before = place.file(ending="leaflet.pdf").read_bytes()
    swap(path, old, new)
    place.build(formats=("leaflet",))
    assert place.file(ending="leaflet.pdf").read_bytes() != before


def test_the_same_words_in_another_folder_have_that_folders_pictures(tmp_path: Path) -> None:
    leaflets = []
    for name, picture in (("one", PICTURE), ("other", PICTURE.replace("h9v9z", "h9v3z"))):
        place = made(tmp_path / name)
        (place.content / "images" / "skin.svg").write_text(picture)
        place.add("![The skin](images/skin.svg)")
        place.build(formats=("leaflet",))
        leaflets.append(place.file(ending="leaflet.pdf").read_bytes())
    assert leaflets[0] != leaflets[1]


COLLECTS = """
import gc, runpy, sys
sys.argv = {command!r}
sys.path.insert(0, {root!r})
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
except SystemExit:
    sys.exit(gc.isenabled())
"""


def test_garbage_is_collected_only_where_something_is_made(place: Workplace) -> None:
    place.edit("rest", "sleep")
    command = place.command("--format", "slides")[1:]
    code = [sys.executable, "-c", COLLECTS.format(command=command, root=str(ROOT))]
    codes = [subprocess.run(code, cwd=place.root, check=False, capture_output=True) for _ in "ab"]
    assert [run.returncode for run in codes] == [True, False]


def test_what_a_killed_build_left_is_swept_though_nothing_is_to_be_made(place: Workplace) -> None:
    stray = place.output / "asthma" / hand_edits.PART
    stray.write_bytes(b"half")
    assert fresh(place.build()) == set()
    assert not stray.exists()
