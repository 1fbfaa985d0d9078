"""The command line as a process: stopped, killed, twice at once, on a full disk."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from handout.build import cache, hand_edits, manifest, orphans, output
from handout.cli.command import main
from tests.support.processes import PATIENCE, is_soon_gone
from tests.support.workplace import ROOT, Workplace, made, save

DECK = ("--format", "slides")


def run(place: Workplace, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        place.command(*words),
        cwd=place.root,
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
    )


def left_beside(place: Workplace) -> list[Path]:
    """All files in output/ that are neither made for people nor what is known of these."""
    files = (path for path in place.output.rglob("*") if path.is_file())
    known = (manifest.NAME, hand_edits.WRITTEN)
    return [p for p in files if p.name not in known and p.suffix not in (".pdf", ".pptx")]


def children(process: int) -> list[int]:
    return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


def with_workers(place: Workplace, *words: str) -> tuple[subprocess.Popen[str], list[int]]:
    """A build in a session of its own that has begun to make files, and its workers."""
    build = subprocess.Popen(
        place.command(*words),
        cwd=place.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while build.poll() is None and not children(build.pid):
        time.sleep(0.005)
    time.sleep(0.1)
    assert build.poll() is None, "the build was over before anything could happen to it"
    return build, children(build.pid)


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return made(tmp_path)


def test_the_report_for_scripts_tells_all(tmp_path: Path) -> None:
    place = made(tmp_path, "asthma", "eczema")
    place.add("::: waring\nWords.\n:::", "eczema")
    build = run(place, "--json", *DECK)
    assert build.returncode == 1
    assert build.stderr == ""
    report = json.loads(build.stdout)
    asthma, eczema = report["articles"]
    assert asthma["article"] == "content/asthma.md"
    assert asthma["made"] is True
    (file,) = asthma["files"]
    assert file["path"] == "output/asthma/asthma-slides.pptx"
    assert (file["unit"], file["fresh"]) == ("slides", True)
    assert (eczema["made"], eczema["files"]) == (False, [])
    (finding,) = eczema["findings"]
    assert finding.keys() == {"rule", "severity", "path", "line", "message", "advice"}
    assert (finding["severity"], finding["path"]) == ("error", "content/eczema.md")
    assert report["gone"] == report["findings"] == []


def test_the_report_for_scripts_tells_what_stops_all_articles(place: Workplace) -> None:
    (place.content / "clinic.yaml").unlink()
    build = run(place, "--json")
    assert build.returncode == 1
    report = json.loads(build.stdout)
    assert report["articles"] == []
    assert [finding["rule"] for finding in report["findings"]] == ["clinic-missing"]


def test_the_summary_counts(tmp_path: Path) -> None:
    place = made(tmp_path, "asthma", "eczema", "hay-fever")
    assert run(place, "asthma", *DECK).stdout.endswith("1 article: 1 made.\n")
    place.add("::: waring\nWords.\n:::", "eczema")
    told = "3 articles: 1 made, 1 up to date, 1 not made; what lay in output/ for them is"
    assert told in run(place, *DECK).stdout


def test_an_article_named_like_a_command_is_asked_for_by_its_path(tmp_path: Path) -> None:
    place = made(tmp_path, "clean", "asthma")
    assert "output/clean/clean-slides.pptx" in run(place, "content/clean.md", *DECK).stdout


def test_one_after_another_or_side_by_side_the_bytes_are_the_same(tmp_path: Path) -> None:
    one, two = made(tmp_path / "one"), made(tmp_path / "two")
    assert run(one, "--jobs", "1", "--format", "leaflet", "slides").returncode == 0
    assert run(two, "--jobs", "2", "--format", "leaflet", "slides").returncode == 0
    for ending in ("leaflet.pdf", "slides.pptx"):
        assert one.file(ending=ending).read_bytes() == two.file(ending=ending).read_bytes()


@pytest.mark.slow
def test_a_file_that_takes_too_long_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    place = made(tmp_path, "asthma", "eczema")
    template = place.template("leaflet/leaflet.html")
    bomb = '<div style="display:flex">' * 20 + "x" + "</div>" * 20  # each doubles the time
    text = template.read_text()
    slow = "{% if article.slug == 'asthma' %}" + bomb + "{% endif %}</body>"
    template.write_text(text.replace("</body>", slow))
    build = run(place, "--time-limit", "15", "--format", "leaflet")
    assert build.returncode == 1
    assert "content/asthma.md: the leaflet was not made: it took longer than 15" in build.stdout
    assert "✓ content/eczema.md" in build.stdout


def test_ctrl_c_leaves_no_process_and_no_half_written_file(tmp_path: Path) -> None:
    place = made(tmp_path, *(f"article-{number}" for number in range(9)))
    build, workers = with_workers(place)
    assert workers
    os.killpg(build.pid, signal.SIGINT)
    _, errors = build.communicate(timeout=PATIENCE)
    assert build.returncode == 130
    assert errors == "Stopped; what was not yet made lies in output/ as it was.\n"
    assert all(map(is_soon_gone, workers))
    assert left_beside(place) == []


def test_no_process_outlives_a_killed_build(tmp_path: Path) -> None:
    place = made(tmp_path, *(f"article-{number}" for number in range(9)))
    build, workers = with_workers(place)
    assert workers
    build.kill()
    build.communicate()
    assert all(map(is_soon_gone, workers))


def test_two_builds_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    place = made(tmp_path, "asthma", "eczema")
    alone = made(tmp_path / "alone", "asthma", "eczema")
    builds = [
        subprocess.Popen(place.command(*DECK), cwd=place.root, stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [build.wait(PATIENCE) for build in builds] == [0, 0]
    alone.build()
    for name in ("asthma", "eczema"):
        assert place.file(name).read_bytes() == alone.file(name).read_bytes()
    assert left_beside(place) == []
    assert "2 articles: 2 up to date." in run(place, *DECK).stdout


def limited() -> None:
    """No file may be larger than 20 kB: what a full disk does, in a process that is root too."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_a_full_disk_is_told_of_and_leaves_what_was_there(place: Workplace) -> None:
    place.build()
    before = place.file().read_bytes()
    place.edit("rest", "sleep")
    build = subprocess.run(
        place.command(*DECK),
        cwd=place.root,
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=limited,
    )
    assert build.returncode == 1
    assert "output/asthma" in build.stdout
    assert "Traceback" not in build.stdout + build.stderr
    assert place.file().read_bytes() == before
    assert left_beside(place) == []


def test_output_removed_during_the_build_is_made_again(place: Workplace) -> None:
    place.build()
    place.edit("rest", "sleep")
    build, _ = with_workers(place, *DECK)
    shutil.rmtree(place.output)
    build.communicate()
    assert build.returncode == 0
    assert place.file().is_file()


def test_what_is_of_an_article_that_is_gone_is_told_and_cleaned(tmp_path: Path) -> None:
    place = made(tmp_path, "asthma", "eczema")
    place.build()
    mine = place.output / "eczema" / "mine.txt"
    mine.write_text("mine")
    place.article("eczema").unlink()
    told = run(place, *DECK).stdout
    assert "python build.py clean" in told
    assert "  output/eczema/eczema-slides.pptx" in told
    clean = [*place.command()[:2], "clean", f"--output={place.output}"]
    cleaned = subprocess.run(clean, cwd=place.root, check=False, capture_output=True, text=True)
    assert cleaned.stdout == "  removed output/eczema/eczema-slides.pptx\n"
    assert mine.read_text() == "mine"
    assert place.file("asthma").is_file()
    assert "clean" not in run(place, *DECK).stdout


def test_files_in_a_format_that_is_no_longer_made_are_told_and_cleaned(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = made(tmp_path, "asthma", "eczema")
    clinic, usual = place.content / "clinic.yaml", "formats: [leaflet, slides]\n"
    save(clinic, clinic.read_text("utf-8").replace(usual, "formats: [slides, page]\n"))
    place.build(formats=())
    page, mine = place.output / "eczema/eczema.html", place.output / "eczema/eczema-leaflet.pdf"
    mine.write_bytes(b"mine")  # a name of ours, and nothing of ours
    place.build("asthma", formats=("slides", "page", "slides-handout"))
    place.build(formats=())
    assert orphans.find(place.output).dropped == ()  # of this very edit
    page.write_bytes(b"with my own words")
    save(clinic, clinic.read_text("utf-8").replace("[slides, page]", "[slides]"))
    told = [one.advice for one in place.build("asthma", formats=())[0].findings]
    place.build("eczema", formats=())
    assert all(one.endswith("or let 'python build.py clean' remove it") for one in told)
    assert len(told) == 2
    assert main(["clean", f"--output={place.output}"]) == 0
    said = capsys.readouterr().out
    assert sorted(path.name for path in place.output.glob("*/[!.]*")) == [
        *("asthma-slides.pptx", "eczema-leaflet.pdf", "eczema-slides.pptx", "eczema.html")
    ]
    assert said.count("  removed ") == 2
    assert "eczema.html: it was changed since it was made" in said
    assert not any(place.build("asthma", formats=())[0].findings)
    assert mine.read_bytes() == b"mine"


def test_clean_leaves_what_somebody_changed(tmp_path: Path) -> None:
    place = made(tmp_path, "asthma", "eczema")
    place.build()
    place.file("eczema").write_bytes(b"with my own slides")
    place.article("eczema").unlink()
    (gone,) = orphans.find(place.output).orphans
    assert (gone.files, gone.altered) == ((), (place.file("eczema"),))
    orphans.remove(gone)
    assert place.file("eczema").read_bytes() == b"with my own slides"


def test_clean_knows_an_article_of_another_content_folder(tmp_path: Path) -> None:
    place, other = made(tmp_path, "asthma"), made(tmp_path / "other", "eczema")
    place.build()
    shutil.copytree(other.content, place.root / "more")
    words = ["--content", str(place.root / "more"), "--output", str(place.output), *DECK]
    assert main(words) == 0
    assert orphans.find(place.output).orphans == ()
    shutil.rmtree(place.root / "more")  # a drive that is not there is no article that is gone
    assert orphans.find(place.output).orphans == ()


FORMATS_KILLED = ("slides", "slides poster", "slides leaflet poster-a4 slides-pdf slides-handout")


def unsaid(place: Workplace, mine: set[bytes]) -> list[Path]:
    """The files that are of another version than those beside them, with nothing to say so."""
    folders = [path.parent for path in place.output.glob(f"*/{manifest.NAME}")]
    known = [(folder, manifest.read(folder)) for folder in folders if not has_journal(folder)]
    return [
        folder / entry.file
        for folder, held in known
        for entry in (held.entries.values() if held else ())
        if not cache.is_whole(entry, folder) and (folder / entry.file).read_bytes() not in mine
    ]


def has_journal(folder: Path) -> bool:
    return (folder / output.JOURNAL).exists()


@pytest.mark.slow
def test_after_300_kills_the_next_build_is_right_and_nothing_is_lost_or_left_over(
    tmp_path: Path,
) -> None:
    place = made(tmp_path, "asthma", "eczema")
    chance = random.Random(5)
    words, mine = "rest", set[bytes]()
    begun = time.monotonic()
    assert run(place, *DECK).returncode == 0
    whole = time.monotonic() - begun  # longer on a busy machine
    for number in range(300):
        # Written over mine, it would be lost by the test itself.
        if number % 20 == 10 and place.file().exists() and place.file().read_bytes() not in mine:
            mine.add(b"slides of mine, %d" % number)
            place.file().write_bytes(b"slides of mine, %d" % number)
        formats = ("--format", *chance.choice(FORMATS_KILLED).split())
        first, *rest = (*place.command(*formats),)
        command = [first, rest[0], *(["watch"] if number % 3 == 0 else []), *rest[1:]]
        build = subprocess.Popen(command, cwd=place.root, stdout=subprocess.DEVNULL)
        new = f"rest {number}"
        for name in ("asthma", "eczema"):
            place.edit(f"- {words}\n", f"- {new}\n", name)
        words = new
        time.sleep(chance.uniform(0, 1.5 * whole))
        build.kill()
        build.wait()
        assert unsaid(place, mine) == []
    every = ("--format", *FORMATS_KILLED[-1].split(), "poster")
    assert run(place, *every).returncode == 0
    assert left_beside(place) == []
    kept = sorted(place.output.rglob("*.edited*"))
    assert {path.read_bytes() for path in kept} == mine
    assert len(kept) == len(mine) > 3
    fresh = made(tmp_path / "fresh", "asthma", "eczema")
    for name in ("asthma", "eczema"):
        fresh.edit("- rest\n", f"- {words}\n", name)
    fresh.build()
    for name in ("asthma", "eczema"):
        assert place.file(name).read_bytes() == fresh.file(name).read_bytes()


def test_the_page_about_the_report_for_scripts_has_its_keys(place: Workplace) -> None:
    page = (ROOT / "docs" / "scripts.md").read_text("utf-8")
    shown = json.loads(page.partition("```json\n")[2].partition("```")[0])
    place.edit("next_review: 2028-10-01", "next_review: 2026-10-02")
    made = json.loads(run(place, "--json", *DECK).stdout)
    assert list(made) == list(shown)
    (mine,), (theirs,) = made["articles"], shown["articles"]
    assert list(mine) == list(theirs)
    assert list(mine["files"][0]) == list(theirs["files"][0])
    assert list(mine["findings"][0]) == list(theirs["findings"][0])


@pytest.mark.parametrize("most", [0, 20_000])
def test_no_room_for_temporary_files_is_told(place: Workplace, most: int) -> None:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    words = place.command("--format", "leaflet")
    options = {"cwd": place.root, "capture_output": True, "text": True}
    build = subprocess.run(words, preexec_fn=limit, check=False, **options)
    told = "content/asthma.md: there is no room for temporary files ("
    assert told in build.stdout
    assert "; make room on that disk, or name another folder in TMPDIR\n" in build.stdout
    assert "handout itself" not in build.stdout
    assert (build.returncode, build.stderr) == (1, "")


@pytest.mark.parametrize("kind", ["gone", "a file"])
def test_another_folder_is_taken_where_tmpdir_is_none(place: Workplace, kind: str) -> None:
    folder = place.root / "temporary"
    if kind == "a file":
        folder.touch()
    environment = os.environ | {"TMPDIR": str(folder)}
    words = place.command("--format", "leaflet")
    subprocess.run(words, cwd=place.root, env=environment, check=True, capture_output=True)
    assert place.file(ending="leaflet.pdf").is_file()
