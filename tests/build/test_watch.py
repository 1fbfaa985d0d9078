import itertools
import os
import queue
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from queue import SimpleQueue
from time import monotonic, sleep

import pytest

from handout.build import watch as watching
from handout.build.request import Outcome
from handout.build.watch import (
    InView,
    Onlooker,
    _affected,
    _changes,
    _snapshot,
    rounds,
    wait_for_text,
)
from handout.build.workers import Pool
from tests.support.processes import PATIENCE, line_with, started
from tests.support.workplace import TODAY, Workplace, made, save


class Watch:
    """A watch that goes on in a thread, and the outcomes that it has told."""

    def __init__(self, place: Workplace) -> None:
        self.outcomes: queue.Queue[Outcome] = queue.Queue()
        self.today = TODAY
        self._place = place
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        request = self._place.request()
        for outcomes in rounds(request, Pool(0), self._stop, lambda: self.today):
            for outcome in outcomes:
                if not outcome.up_to_date or outcome.findings:
                    self.outcomes.put(outcome)

    def next(self) -> Outcome:
        return self.outcomes.get(timeout=PATIENCE)

    def end(self) -> None:
        self._stop.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return made(tmp_path, "asthma", "eczema")


@pytest.fixture
def watch(place: Workplace) -> Iterator[Watch]:
    """A watch whose first round is over."""
    assert place.templates.is_dir()  # those of its own, which are watched too
    watch = Watch(place)
    assert [watch.next().path.rpartition("/")[2] for _ in range(2)] == ["asthma.md", "eczema.md"]
    yield watch
    watch.end()


def test_an_edit_makes_its_article_again(place: Workplace, watch: Watch) -> None:
    place.edit("rest", "sleep")
    outcome = watch.next()
    assert outcome.path.endswith("asthma.md")
    assert [file.path for file in outcome.files] == [place.file()]
    assert watch.outcomes.empty()


def test_a_fault_is_told_and_gone_when_it_is_mended(place: Workplace, watch: Watch) -> None:
    place.add("::: waring\nWords.\n:::")
    assert watch.next().failed
    place.edit("::: waring\nWords.\n:::", "Words.")
    outcome = watch.next()
    assert not outcome.failed
    assert outcome.files[0].fresh


def test_the_clinic_concerns_all_and_its_faults_end_nothing(place: Workplace, watch: Watch) -> None:
    clinic = place.content / "clinic.yaml"
    text = clinic.read_text()
    save(clinic, text + "unknown: key\n")
    outcome = watch.next()
    assert outcome.failed
    assert outcome.path.endswith("clinic.yaml")
    save(clinic, text.replace("Harbour Lane Skin Clinic", "Example Clinic"))
    assert {Path(watch.next().path).name for _ in range(2)} == {"asthma.md", "eczema.md"}


def test_a_template_concerns_all(place: Workplace, watch: Watch) -> None:
    words = place.template("strings/en.yaml")
    save(words, words.read_text().replace("Version {version}", "Edition {version}"))
    assert {Path(watch.next().path).name for _ in range(2)} == {"asthma.md", "eczema.md"}


def test_a_new_article_is_made_and_a_deleted_one_ends_nothing(
    place: Workplace, watch: Watch
) -> None:
    save(place.article("hay-fever"), place.article().read_text())
    assert watch.next().path.endswith("hay-fever.md")
    place.article("hay-fever").unlink()
    place.edit("rest", "sleep")
    assert watch.next().path.endswith("asthma.md")


def test_a_deck_that_was_changed_by_hand_is_kept(place: Workplace, watch: Watch) -> None:
    place.file().write_bytes(b"with my own slides")
    place.edit("rest", "sleep")
    assert "kept as 'asthma-slides.edited.pptx'" in str(watch.next().findings[0])
    assert place.file(ending="slides.edited.pptx").read_bytes() == b"with my own slides"
    place.edit("sleep", "walks")
    assert [finding.severity.name for finding in watch.next().findings] == ["NOTE"]


def test_what_is_looked_at_is_made_first_and_the_rest_when_it_is_quiet(place: Workplace) -> None:
    request = place.request(formats=("leaflet", "slides"))
    stop = threading.Event()
    quiet = list[bool]()
    onlooker = Onlooker(lambda: InView(formats=("slides",)), lambda: quiet.append(True))
    told = rounds(request, Pool(0), stop, lambda: TODAY, onlooker)

    pdfs = [place.file(name, "leaflet.pdf") for name in ("asthma", "eczema")]
    assert [len(one.files) for one in next(told)] == [1, 1]
    assert not any(path.exists() for path in pdfs)
    assert [len(one.files) for one in next(told)] == [2, 2]
    assert not quiet
    before = [path.stat().st_ino for path in pdfs]
    place.edit("rest", "sleep")
    assert [one.files[0].path for one in next(told)] == [place.file()]
    assert [path.stat().st_ino for path in pdfs] == before
    assert [len(one.files) for one in next(told)] == [2]  # of this article alone
    after = [path.stat().st_ino for path in pdfs]
    assert (after[0] != before[0], after[1] == before[1]) == (True, True)
    assert quiet == [True]
    stop.set()
    assert list(told) == []
    assert quiet == [True, True]


def test_a_fault_of_what_is_made_later_is_told(place: Workplace) -> None:
    request = place.request("asthma", formats=("slides", "leaflet"))
    onlooker = Onlooker(lambda: InView(formats=("slides",)), lambda: None)
    told = rounds(request, Pool(0), None, lambda: TODAY, onlooker)
    place.file(ending="leaflet.pdf").mkdir(parents=True)
    assert [one.failed for one in next(told)] == [False]
    assert [one.failed for one in next(told)] == [True]


def test_a_folder_that_was_away_is_followed_again(place: Workplace, watch: Watch) -> None:
    away = place.root / "away"
    place.content.rename(away)
    assert watch.next().failed  # the folder is not there
    away.rename(place.content)
    place.edit("rest", "sleep")
    assert watch.next().path.endswith("asthma.md")
    place.edit("sleep", "walks")
    assert watch.next().path.endswith("asthma.md")


def test_a_folder_that_is_not_there_is_waited_for(tmp_path: Path) -> None:
    place = made(tmp_path)
    away = place.root / "away"
    place.content.rename(away)
    watch = Watch(place)
    assert watch.next().failed
    away.rename(place.content)
    assert watch.next().path.endswith("asthma.md")
    watch.end()


class Noted(SimpleQueue[set[Path]]):
    """What was heard of changes, which a test can wait for."""

    last: "Noted"

    def __init__(self) -> None:
        Noted.last = self

    def wait(self) -> None:
        end = monotonic() + PATIENCE
        while self.empty() and monotonic() < end:
            sleep(0.005)
        assert not self.empty()


@pytest.fixture
def _noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "SimpleQueue", Noted)


def names(outcomes: Iterable[Outcome]) -> list[str]:
    return [Path(one.path).stem for one in outcomes]


@pytest.mark.usefixtures("_noted")
def test_what_is_saved_while_others_are_made_is_made_before_them(tmp_path: Path) -> None:
    place = made(tmp_path, "asthma", "burns", "cough", "eczema")
    told = rounds(place.request(), Pool(0), None, [TODAY].pop)  # again only where nothing changed
    first = next(told)
    assert names([next(first)]) == ["asthma"]
    place.edit("rest", "sleep", "eczema")
    Noted.last.wait()
    before = names(first)  # what was ready by then
    assert names(next(told)) == ["eczema"]
    assert sorted([*before, *names(next(told))]) == ["burns", "cough"]
    place.edit("rest", "sleep")
    assert names(next(told)) == ["asthma"]


@pytest.mark.usefixtures("_noted")
def test_what_is_looked_at_is_made_before_all_others(tmp_path: Path) -> None:
    place = made(tmp_path, "asthma", "burns", "cough", "eczema")
    view = [InView(("eczema",), ("slides",))]
    request = place.request(formats=("leaflet", "slides"))
    onlooker = Onlooker(lambda: view[-1], lambda: None)
    told = rounds(request, Pool(0), None, lambda: TODAY, onlooker)
    assert names(next(told)) == ["eczema"]
    view.append(InView(("cough",), ("slides",)))
    assert names(next(told)) == ["cough"]
    others = next(told)
    assert names([next(others)]) == ["asthma"]
    view.append(InView(("cough",), ("leaflet",)))  # it waits for that format
    before = names(others)
    assert [one.files[0].path for one in next(told)] == [place.file("cough", "leaflet.pdf")]
    assert [*before, *names(next(told))] == ["burns"]
    assert names(next(told)) == ["cough"]  # in all formats
    assert names(next(told)) == ["asthma", "burns", "eczema"]


@pytest.mark.usefixtures("_noted")
def test_a_fault_of_the_clinic_ends_what_waits_and_mending_it_makes_all(place: Workplace) -> None:
    quiet = list[bool]()
    onlooker = Onlooker(lambda: InView(("eczema",), ("slides",)), lambda: quiet.append(True))
    told = rounds(place.request(), Pool(0), None, lambda: TODAY, onlooker)
    assert names(next(told)) == ["eczema"]
    clinic = place.content / "clinic.yaml"
    good = clinic.read_text("utf-8")
    save(clinic, good.replace('primary: "', 'primary: "no colour'))
    Noted.last.wait()
    assert names(next(told)) == ["clinic"]
    save(clinic, good)
    assert names(next(told)) == ["eczema"]
    assert quiet == [True]  # nothing waited until it was mended
    assert names(next(told)) == ["asthma"]


class AskedFolders(tuple[Path, ...]):
    """Folders that notice when they are looked at."""

    def ask(self) -> None:
        pass

    def __iter__(self) -> Iterator[Path]:
        self.ask()
        return super().__iter__()


class AskedStop(threading.Event):
    """An event that notices when it is looked at."""

    def ask(self) -> None:
        pass

    def is_set(self) -> bool:
        self.ask()
        return super().is_set()


def goes(place: Workplace) -> Path:
    place.content.rename(place.root / "away")
    return place.content


def goes_and_comes(place: Workplace) -> Path:
    goes(place).with_name("away").rename(place.content)
    return saved(place)


def another_comes(place: Workplace) -> Path:
    shutil.copytree(goes(place).with_name("away"), place.content)
    return saved(place)


def is_made_anew(place: Workplace) -> Path:
    """Often with the number that it had for the system."""
    shutil.copytree(place.content, place.root / "copy")
    shutil.rmtree(place.content)
    shutil.copytree(place.root / "copy", place.content)
    return saved(place)


def pictures_are_made_anew(place: Workplace) -> Path:
    picture = place.content / "images" / "logo.svg"
    shutil.rmtree(picture.parent)
    picture.parent.mkdir()
    picture.write_text("<svg/>", "utf-8")
    return picture


def saved(place: Workplace) -> Path:
    place.add("More words.")
    return place.article()


def rewritten(place: Workplace) -> Path:
    """With the size and the time that it had, so that only a report tells of it."""
    path, before = place.article(), place.article().stat()
    path.write_text(path.read_text("utf-8").swapcase(), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    return path


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_TIMEOUT", 40)


@pytest.fixture
def changes(_impatient: None, place: Workplace) -> Iterator[set[Path]]:
    """What changes in a workplace whose watch has begun."""
    folders = place.request().folders.read
    changes = _changes(folders, threading.Event(), _snapshot(folders))
    while next(changes):
        pass
    return changes


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize("asked", ["folders", "stop"])
@pytest.mark.parametrize("nth", [1, 2, 3, 4])
@pytest.mark.parametrize(
    "happening",
    [goes, goes_and_comes, another_comes, is_made_anew, pictures_are_made_anew, saved],
)
def test_a_change_at_any_moment_is_told_and_so_is_what_follows(
    place: Workplace, happening: Callable[[Workplace], Path], nth: int, asked: str
) -> None:
    folders, stop = AskedFolders(place.request().folders.read), AskedStop()
    changes = _changes(folders, stop, _snapshot(folders))
    count, concerned = itertools.count(1), list[Path]()

    def ask() -> None:
        if next(count) == nth:
            concerned.append(happening(place))

    {"folders": folders, "stop": stop}[asked].ask = ask
    told = set[Path]()
    while not concerned:
        told = next(changes)
    assert concerned[0] in told | next(changes)
    if happening is goes:
        (place.root / "away").rename(place.content)
        assert place.content in next(changes)
    for _ in range(2):
        assert saved(place) in next(changes)


def test_a_folder_that_was_moved_away_is_not_followed(
    place: Workplace, changes: Iterator[set[Path]]
) -> None:
    another_comes(place)
    while next(changes):
        pass
    (place.root / "away" / "asthma.md").write_text("Words.", "utf-8")
    assert next(changes) == set()


def test_a_change_that_the_system_does_not_report_is_told(
    place: Workplace, changes: Iterator[set[Path]]
) -> None:
    far = place.article().rename(place.root / "far.md")
    place.article().symlink_to(far)
    while next(changes):
        pass
    for words in ("Words.", "Other words."):
        far.write_text(words, "utf-8")
        assert place.article() in next(changes)


def test_a_change_that_only_the_system_reports_is_told(
    place: Workplace, changes: Iterator[set[Path]]
) -> None:
    rewritten(place)
    assert any(place.article() in next(changes) for _ in range(99))


def test_a_folder_that_was_made_anew_is_reported_of_again(
    place: Workplace, changes: Iterator[set[Path]]
) -> None:
    is_made_anew(place)

    def is_reported() -> bool:
        assert saved(place) in next(changes)
        return rewritten(place) in next(changes)

    assert any(is_reported() for _ in range(99))


def watched_by_the_system() -> int:
    """How many folders and files the kernel reports changes of to this process (inotify)."""
    infos = (path.read_text() for path in Path("/proc/self/fdinfo").iterdir() if path.exists())
    return sum(info.count("inotify wd:") for info in infos)


@pytest.mark.skipif(sys.platform != "linux", reason="goes by /proc")
@pytest.mark.usefixtures("_impatient")
def test_a_link_out_of_the_folder_is_not_followed(place: Workplace) -> None:
    (place.content / "all").symlink_to("/")
    folders, before = place.request().folders.read, watched_by_the_system()
    changes = _changes(folders, threading.Event(), _snapshot(folders))
    assert next(changes) == set()
    paths = map(Path, _snapshot(folders))
    there = [path for path in paths if path.is_dir() and not path.is_symlink()]
    assert watched_by_the_system() - before == len(there)
    assert saved(place) in next(changes)


def test_what_is_hidden_is_not_looked_at(place: Workplace) -> None:
    before = _snapshot([place.content])
    for name in (".article.md", "~$article.docx", "article.md~", ".git/HEAD"):
        path = place.content / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Words.", "utf-8")
    assert _snapshot([place.content]) == before


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there are no such names")
def test_a_name_that_the_system_cannot_report_ends_nothing(
    place: Workplace, changes: Iterator[set[Path]]
) -> None:
    path = place.content / "\udce9.md"  # é as Windows once wrote it
    path.write_text("Words.", "utf-8")
    assert path in next(changes)
    assert saved(place) in next(changes)


def test_another_day_makes_a_review_fall_due(watch: Watch) -> None:
    watch.today = date(2029, 1, 1)
    assert [finding.rule for finding in watch.next().findings] == ["review-due"]


def test_only_articles_that_changed_are_affected(place: Workplace) -> None:
    request = place.request()
    content = place.content.resolve()
    assert _affected([content / "asthma.md"], request) == ("asthma",)
    assert _affected([content / "asthma.md", content / "clinic.yaml"], request) == ()
    assert _affected([content / "images" / "a.svg"], request) == ()
    only = place.request("eczema")
    assert _affected([content / "asthma.md"], only) == ("eczema",)


def test_a_file_that_an_editor_empties_is_waited_for_until_it_has_words(tmp_path: Path) -> None:
    path, waits = tmp_path / "a.md", []
    path.write_text("", "utf-8")

    def write(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            path.write_text("# Words", "utf-8")

    wait_for_text([tmp_path, tmp_path / "gone.md", path], write)
    assert len(waits) == 3


def test_a_file_that_stays_empty_is_not_waited_for_any_longer(tmp_path: Path) -> None:
    path, waits = tmp_path / "a.md", []
    path.write_text("", "utf-8")
    wait_for_text([path], waits.append)
    assert sum(waits) == pytest.approx(0.2)


def test_the_command_watches_until_ctrl_c(place: Workplace) -> None:
    command = place.command()
    words = [*command[:2], "watch", *command[2:], "--format", "slides"]
    with started(words, cwd=place.root) as watch:
        line_with("eczema-slides.pptx", watch)
        place.edit("rest", "sleep")
        assert line_with("content/", watch) == "✓ content/asthma.md\n"
        watch.send_signal(signal.SIGINT)
        _, errors = watch.communicate()
    assert watch.returncode == 0
    assert "Traceback" not in errors


def test_a_watch_whose_ear_fails_hears_again(tmp_path, monkeypatch):
    place = made(tmp_path)
    stamp, failed, article = watching._stamp, list[str](), place.article()

    def fails_once(path: str) -> tuple[int, ...]:
        if Path(path) == article and article.read_text("utf-8").endswith("More.\n") and not failed:
            failed.append(path)
            raise ZeroDivisionError
        return stamp(path)

    monkeypatch.setattr(watching, "_stamp", fails_once)
    stop, heard = threading.Event(), SimpleQueue[set[Path]]()
    folders = place.request().folders.read
    ear = threading.Thread(target=watching._hear, args=(folders, stop, _snapshot(folders), heard))
    ear.start()
    place.add("More.")
    assert heard.get(timeout=60)
    assert failed
    stop.set()
    ear.join(60)
    assert not ear.is_alive()
